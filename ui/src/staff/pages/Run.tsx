import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { bulkQuery } from '../../api/bulk';
import { cancelJob } from '../../api/jobs';
import { useCommand } from '../../api/useCommand';
import { bulk as c } from '../../copy/bulk';
import { ErrorBar } from '../../ui/ErrorBar';
import { Panel, Sheet } from '../../ui/Panel';
import { caseLink } from '../tabs';
import s from './list.module.css';

/** 批量办理 under way or done: how far it is, and which rows were refused and why. */
export default function Run() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const run = useQuery(bulkQuery(id));
  const cancel = useCommand(cancelJob, { touches: [['jobs'], ['bulk', id]] });
  const { job, rows, done, refused } = run.data ?? { job: null, rows: [], done: null, refused: null };
  const running = job?.state === 'queued' || job?.state === 'running';
  const percent = job?.total ? Math.floor((100 * job.done) / job.total) : 0;
  return (
    <>
      <Panel title={job?.title ?? c.label}>
        <div className={s.stack}>
          <ErrorBar error={run.error ?? cancel.error} onRetry={() => void run.refetch()} />
          {job ? (
            <>
              <Progress percent={job.state === 'done' ? 100 : percent} status={running ? 'active' : 'normal'} aria-label={c.progress} />
              <p role="status" className="num">
                {job.state === 'done' ? c.done(done ?? 0, refused ?? 0) : null}
                {job.state === 'cancelled' ? c.stopped : null}
                {job.state === 'failed' ? c.failed : null}
                {running ? `${job.done} / ${job.total ?? '…'}` : null}
              </p>
            </>
          ) : null}
          <div className={s.row}>
            {running ? (
              <Button loading={cancel.isPending} onClick={() => cancel.mutate(id)}>
                {c.stop}
              </Button>
            ) : null}
            <Button onClick={() => void navigate(-1)}>{c.back}</Button>
          </div>
        </div>
      </Panel>
      {0 < rows.length ? (
        <Panel title={c.refused}>
          <div className={s.stack}>
            {rows.length < (refused ?? 0) ? <p>{c.more}</p> : null}
            <Sheet caption={c.refused} head={c.head} empty="">
              {rows.map((row, at) => (
                <tr key={`${row.case_id}${at}`}>
                  <td className="num">{row.case_no || '—'}</td>
                  <td>{row.title || '—'}</td>
                  <td>{row.reason || row.code}</td>
                  <td>
                    <Link to={caseLink(row.case_id, row.opens)}>{c.open}</Link>
                  </td>
                </tr>
              ))}
            </Sheet>
          </div>
        </Panel>
      ) : null}
    </>
  );
}
