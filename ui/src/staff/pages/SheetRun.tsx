import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { cancelJob } from '../../api/jobs';
import { filedUrl, sheetRunQuery, type SheetRow } from '../../api/sheet';
import { useCommand } from '../../api/useCommand';
import { sheet as c } from '../../copy/sheet';
import { ErrorBar } from '../../ui/ErrorBar';
import { JobState, isRunning } from '../../ui/JobState';
import { caseNo } from '../../ui/format';
import { Panel, Sheet as Table } from '../../ui/Panel';
import s from '../filing/Sheet.module.css';

/** One run of 批量立案: how far it is, which rows were not filed and why, and the cases that it made. */
export default function SheetRun() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const found = useQuery(sheetRunQuery(id));
  const cancel = useCommand(cancelJob, { touches: [['jobs'], ['sheet-runs', id]] });
  const run = found.data?.run;
  const job = run?.job;
  const { failed = [], cases = [] } = found.data ?? {};
  return (
    <div className={s.page}>
      <Panel title={run ? `${job?.title ?? c.title}：${run.file_name}` : c.title}>
        <div className={s.stack}>
          <ErrorBar error={found.error ?? cancel.error} onRetry={() => void found.refetch()} />
          {run && job ? <JobState job={job} words={c} done={c.done(run.filed ?? 0, run.received ?? 0, run.refused ?? 0, run.left_out)} /> : null}
          <div className={s.row}>
            {isRunning(job) ? (
              <Button loading={cancel.isPending} onClick={() => cancel.mutate(id)}>
                {c.stop}
              </Button>
            ) : null}
            {job?.state === 'done' ? (
              <Button href={filedUrl(id)} download>
                {c.result}
              </Button>
            ) : null}
            <Button onClick={() => void navigate('/filing/batch')}>{c.back}</Button>
          </div>
        </div>
      </Panel>
      {0 < failed.length ? (
        <Panel title={c.failedRows}>
          <Table caption={c.failedRows} head={c.failedHead} empty="">
            {failed.map((row) => (
              <tr key={row.row}>
                <td className="num">{row.row}</td>
                <td>{row.respondent}</td>
                <td>{row.reason ?? c.received}</td>
                <td>{opened(row)}</td>
              </tr>
            ))}
          </Table>
          <First shown={failed.length} of={(run?.refused ?? 0) + (run?.received ?? 0)} />
        </Panel>
      ) : null}
      {0 < cases.length ? (
        <Panel title={c.cases}>
          <Table caption={c.cases} head={c.caseHead} empty="">
            {cases.map((row) => (
              <tr key={row.row}>
                <td className="num">{row.row}</td>
                <td className="num">{caseNo(row.case_no ?? '')}</td>
                <td>{row.respondent}</td>
                <td>{opened(row)}</td>
              </tr>
            ))}
          </Table>
          <First shown={cases.length} of={run?.filed ?? 0} />
        </Panel>
      ) : null}
    </div>
  );
}

function First({ shown, of }: { shown: number; of: number }) {
  return shown < of ? <p className={s.dim}>{c.firstOnly(shown)}</p> : null;
}

const opened = (row: SheetRow) => (row.case_id ? <Link to={`/cases/${row.case_id}`}>{c.open}</Link> : '—');
