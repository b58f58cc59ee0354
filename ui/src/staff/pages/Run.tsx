import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { bulkQuery } from '../../api/bulk';
import { cancelJob } from '../../api/jobs';
import { useCommand } from '../../api/useCommand';
import { bulk as c } from '../../copy/bulk';
import { ErrorBar } from '../../ui/ErrorBar';
import { JobState, isRunning } from '../../ui/JobState';
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
  return (
    <>
      <Panel title={job?.title ?? c.label}>
        <div className={s.stack}>
          <ErrorBar error={run.error ?? cancel.error} onRetry={() => void run.refetch()} />
          {job ? <JobState job={job} words={c} done={c.done(done ?? 0, refused ?? 0)} /> : null}
          <div className={s.row}>
            {isRunning(job) ? (
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
