import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { caseQuery } from '../../api/cases';
import type { Done } from '../../api/commands';
import type { CaseDetail } from '../../api/types';
import { filing as c } from '../../copy/filing';
import { ErrorBar } from '../../ui/ErrorBar';
import { caseNo } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { taskLink } from '../tabs';
import s from './Filing.module.css';

/** What an application lacks, with what it rests on. */
export function Lacks({ missing }: { missing: CaseDetail['missing'] }) {
  return (
    <ul>
      {missing.map((m) => (
        <li key={m.code}>
          {m.title}
          {m.remedy ? `：${m.remedy}` : ''}
          {m.basis ? <span className={s.dim}>（{m.basis}）</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** What became of it: filed under its number, or received with what it still lacks. */
export function Outcome({ filed, onNext }: { filed: Done; onNext: () => void }) {
  const accepted = filed.happened.includes('filing.accepted');
  const page = useQuery({ ...caseQuery(filed.case_id ?? ''), enabled: filed.case_id !== null });
  const step = accepted ? page.data?.next.step : null;
  // What is missing is said together with that something is.
  if (!accepted && !page.data) return <ErrorBar error={page.error} onRetry={() => void page.refetch()} />;
  return (
    <Panel title={c.title}>
      <div role="status" className={s.outcome}>
        {accepted && filed.case_no ? (
          <h2>● {c.filed(caseNo(filed.case_no))}</h2>
        ) : (
          <>
            <h2 className={s.missing}>◆ {c.received}</h2>
            <Lacks missing={page.data?.missing ?? []} />
          </>
        )}
        <p>
          {step && filed.case_id ? (
            <>
              <Link to={taskLink(filed.case_id, step.opens, step.task, true)}>{c.toNext(step.what)}</Link>
              {'　'}
            </>
          ) : null}
          {filed.case_id ? <Link to={`/cases/${filed.case_id}`}>{c.open}</Link> : null}
          {'　'}
          <Button type="link" style={{ padding: 0 }} onClick={onNext}>
            {c.next}
          </Button>
        </p>
      </div>
    </Panel>
  );
}
