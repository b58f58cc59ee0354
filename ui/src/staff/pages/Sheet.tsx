import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { checkSheet, formUrl, markedUrl, sheetRunsQuery, startSheet, type SheetChecked } from '../../api/sheet';
import { useCommand } from '../../api/useCommand';
import { sheet as c } from '../../copy/sheet';
import { ErrorBar } from '../../ui/ErrorBar';
import { FilePick } from '../../ui/FilePick';
import { moment, yuan } from '../../ui/format';
import { Facts, Panel, Sheet as Table } from '../../ui/Panel';
import s from '../filing/Sheet.module.css';

/** 批量立案: the form, a filled one checked row by row, and the runs that were begun. */
export default function Sheet() {
  const check = useCommand(checkSheet);
  return (
    <div className={s.page}>
      <Panel title={c.title} extra={<Link to="/filing">{c.single}</Link>}>
        <ol className={s.steps}>
          {c.steps.map(([what, how], at) => (
            <li key={what}>
              <b>
                {at + 1}　{what}
              </b>
              <span className={s.dim}>{how}</span>
              {at === 0 ? (
                <span className={s.row}>
                  <Button href={formUrl('xlsx')} download>
                    {c.xlsx}
                  </Button>
                  <Button type="link" href={formUrl('csv')} download>
                    {c.csv}
                  </Button>
                </span>
              ) : null}
              {at === 1 ? <FilePick id="filing-sheet" label={check.data ? c.again : c.pick} accept=".xlsx,.csv,.txt" busy={check.isPending} onFile={(file) => check.mutate(file)} /> : null}
            </li>
          ))}
        </ol>
        <ErrorBar error={check.error} focus />
      </Panel>
      {check.data && !check.error ? <Checked key={check.data.sheet} checked={check.data} /> : null}
      <Runs />
    </div>
  );
}

/** What was found, and what can be filed now. */
function Checked({ checked }: { checked: SheetChecked }) {
  const navigate = useNavigate();
  const start = useCommand(startSheet, { touches: [['jobs'], ['sheet-runs']], onDone: ({ job }) => void navigate(`/filing/batch/${job}`) });
  const { good, bad, faults } = checked;
  const whole = bad === 0;
  return (
    <Panel title={c.checked(checked.file_name)}>
      <div className={s.stack} role="status">
        <Facts
          items={[
            { label: c.rows, value: c.count(checked.rows) },
            { label: c.good, value: c.count(good) },
            { label: c.bad, value: 0 < bad ? <b className={s.bad}>▲ {c.count(bad)}</b> : c.count(0) },
            { label: c.sum, value: `${yuan(checked.amount_fen)} 元` },
          ]}
        />
        <ErrorBar error={start.error} focus />
        <div className={s.row}>
          <Button type="primary" disabled={good === 0} loading={start.isPending} onClick={() => start.mutate({ sheet: checked.sheet, take: whole ? 'all' : 'good' })}>
            {whole ? c.all(good) : c.some(good)}
          </Button>
          {whole ? null : (
            <Button href={markedUrl(checked.sheet)} download>
              {c.marked}
            </Button>
          )}
          <span className={s.dim}>{whole ? c.warnAll : good === 0 ? c.none : c.warnSome(bad)}</span>
        </div>
      </div>
      {0 < faults.length ? (
        <div className={s.faults}>
          <Table caption={c.faults} head={c.faultHead} empty="">
            {faults.map((fault, at) => (
              <tr key={`${fault.place}${fault.column}${at}`}>
                <td className={`num ${s.place}`}>{fault.place}</td>
                <td>{fault.letters ?? '—'}</td>
                <td>{fault.column}</td>
                <td>
                  {fault.what}
                  {fault.basis ? <span className={s.dim}>（{fault.basis}）</span> : null}
                </td>
              </tr>
            ))}
          </Table>
          {0 < checked.more ? <p className={s.dim}>{c.more(checked.more)}</p> : null}
        </div>
      ) : null}
    </Panel>
  );
}

function Runs() {
  const runs = useQuery(sheetRunsQuery);
  return (
    <Panel title={c.runs}>
      <ErrorBar error={runs.error} onRetry={() => void runs.refetch()} />
      <Table caption={c.runs} head={c.runHead} empty={runs.isPending ? '' : c.noRuns}>
        {(runs.data ?? []).map(({ job, file_name, filed, received, refused }) => (
          <tr key={job.id}>
            <td className="num">{moment(job.created_at)}</td>
            <td>{file_name}</td>
            <td>{job.state === 'running' ? `${c.states['running']} ${job.done} / ${job.total ?? '…'}` : c.states[job.state]}</td>
            <td data-right className="num">{job.total ?? '—'}</td>
            <td data-right className="num">{filed ?? '—'}</td>
            <td data-right className="num">{refused === null ? '—' : refused + (received ?? 0)}</td>
            <td>
              <Link to={`/filing/batch/${job.id}`} aria-label={`${c.view} ${file_name}`}>
                {c.view}
              </Link>
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
