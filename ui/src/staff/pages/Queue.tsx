import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { giveUpJob, queueQuery, resendJob } from '../../api/queue';
import type { DeadJob, QueueStanding } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { queue as c } from '../../copy/queue';
import { Confirm } from '../../ui/Confirm';
import { ErrorBar } from '../../ui/ErrorBar';
import { moment } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Panel, Sheet } from '../../ui/Panel';
import s from './list.module.css';

const TOUCHES = [['queue']];

type Acting = { job: DeadJob; act: 'resend' | 'giveUp' };

/** 后台运行: who keeps the system running sees what is silent and what died, and deals with it. */
export default function Queue() {
  const queue = useQuery(queueQuery);
  const [acting, setActing] = useState<Acting | null>(null);
  const close = () => setActing(null);
  const standing = queue.data;
  return (
    <>
      <Panel title={c.duties}>
        <div className={s.stack}>
          <ErrorBar error={queue.error} onRetry={() => void queue.refetch()} />
          <Sheet caption={c.duties} head={c.duty} empty={queue.isPending ? '正在载入…' : ''}>
            {standing?.duties.map((d) => (
              <tr key={d.name}>
                <td>{d.name}</td>
                <td>
                  <DutyLight duty={d} />
                </td>
                <td className="num">{d.ok_at ? moment(d.ok_at) : c.never}</td>
                <td>{d.error ?? ''}</td>
              </tr>
            )) ?? []}
          </Sheet>
        </div>
      </Panel>
      <Panel title={c.lanes}>
        <div className={s.stack}>
          <Sheet caption={c.lanes} head={c.lane} empty={c.none}>
            {standing?.lanes.map((lane) => (
              <tr key={lane.kind}>
                <td>{lane.title}</td>
                <td className="num">{lane.waiting}</td>
                <td className="num">{lane.dead}</td>
                <td className="num">{lane.due_since ? moment(lane.due_since) : ''}</td>
              </tr>
            )) ?? []}
          </Sheet>
        </div>
      </Panel>
      <Panel title={c.dead}>
        <div className={s.stack}>
          <p className={s.dim}>{c.deadHint}</p>
          <Sheet caption={c.dead} head={c.job} empty={c.noDead}>
            {standing?.dead.map((job) => <DeadRow key={job.id} job={job} onAct={(act) => setActing({ job, act })} />) ?? []}
          </Sheet>
          {standing?.next ? <p className={s.dim}>{c.more}</p> : null}
        </div>
      </Panel>
      {acting?.act === 'resend' ? <Resend job={acting.job} onClose={close} /> : null}
      {acting?.act === 'giveUp' ? <GiveUp job={acting.job} onClose={close} /> : null}
    </>
  );
}

function DutyLight({ duty }: { duty: QueueStanding['duties'][number] }) {
  if (duty.failing_since) return <Light light={duty.alarm ? 'overdue' : 'soon'}>{c.failing(moment(duty.failing_since))}</Light>;
  return duty.alarm ? <Light light="overdue">{c.silent}</Light> : <Light light="normal">{c.well}</Light>;
}

const nameOf = (job: DeadJob) => (job.case_no ? `${job.title} ${job.case_no}` : job.title);

function DeadRow({ job, onAct }: { job: DeadJob; onAct: (act: Acting['act']) => void }) {
  return (
    <tr>
      <td>{job.title}</td>
      <td>{job.case_no ?? ''}</td>
      <td className="num">{job.attempts}</td>
      <td className="num">{job.failed_at ? moment(job.failed_at) : ''}</td>
      <td>{job.error ?? ''}</td>
      <td>
        <Button type="link" size="small" aria-label={c.resendTitle(nameOf(job))} onClick={() => onAct('resend')}>
          {c.resend}
        </Button>
        <Button type="link" size="small" danger aria-label={c.giveUpTitle(nameOf(job))} onClick={() => onAct('giveUp')}>
          {c.giveUp}
        </Button>
      </td>
    </tr>
  );
}

function Resend({ job, onClose }: { job: DeadJob; onClose: () => void }) {
  const command = useCommand(resendJob, { touches: TOUCHES, onDone: onClose });
  return (
    <Confirm
      open
      title={c.resendTitle(nameOf(job))}
      action={c.resend}
      busy={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate({ id: job.id })}
      onClose={onClose}
    >
      <p>{c.resendText}</p>
    </Confirm>
  );
}

function GiveUp({ job, onClose }: { job: DeadJob; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [pressed, setPressed] = useState(false);
  const command = useCommand(giveUpJob, { touches: TOUCHES, onDone: onClose });
  const lacks = pressed && !reason.trim();
  const submit = () => {
    setPressed(true);
    if (reason.trim()) command.mutate({ id: job.id, reason: reason.trim() });
  };
  return (
    <Confirm open danger title={c.giveUpTitle(nameOf(job))} action={c.giveUp} busy={command.isPending} error={command.error} onConfirm={submit} onClose={onClose}>
      <p>{c.giveUpText}</p>
      <div style={{ display: 'grid', gap: 4, marginTop: 8 }}>
        <label htmlFor="give-up-reason">{c.reason}</label>
        <Input id="give-up-reason" value={reason} maxLength={300} status={lacks ? 'error' : undefined} onChange={(e) => setReason(e.target.value)} />
        {lacks ? (
          <p role="alert" className={s.wrong}>
            {c.reasonNeeded}
          </p>
        ) : null}
      </div>
    </Confirm>
  );
}
