import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { caseQuery } from '../../api/cases';
import { knownRow } from '../../api/lists';
import type { CaseDetail } from '../../api/types';
import { caseCopy } from '../../copy/case';
import { ErrorBar } from '../../ui/ErrorBar';
import { caseNo } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { neighbours } from '../../ui/listOrder';
import { Panel } from '../../ui/Panel';
import { Tabs, type TabItem } from '../../ui/Tabs';
import { useTitle } from '../../ui/title';
import { useUrlState } from '../../ui/useUrlState';
import s from '../case/Case.module.css';
import { ClosingTab } from '../case/ClosingTab';
import { Docket } from '../case/Docket';
import { DocumentsTab } from '../case/DocumentsTab';
import { FundsTab } from '../case/FundsTab';
import { Bars, LinkedTab, ObjectionTab, VisitTab } from '../case/LinkedTab';
import { goesOn, type OnForm, type Taken } from '../case/formOf';
import { CaseHead } from '../case/Head';
import { useDo } from '../case/NextStep';
import { knownOf, Opening } from '../case/Opening';
import { PartiesTab } from '../case/PartiesTab';
import { PropertyTab } from '../case/PropertyTab';
import { TasksTab } from '../case/TasksTab';
import { CommandForm, type OpenForm } from '../case/forms';
import { offerUndo } from '../case/undo';

const AfterTask = lazy(() => import('../case/AfterTask'));
const DeadlinesTab = lazy(() => import('../case/DeadlinesTab'));
const KEYS = ['tab', 'task', 'go'] as const;

export default function CasePage() {
  const { id = '' } = useParams();
  const detail = useQuery(caseQuery(id));
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { previous, next } = neighbours(id);
  useTitle(detail.data ? caseNo(detail.data.case_no) || '未立案' : null);
  useKeys({
    '[': () => previous && void navigate(`/cases/${previous}`),
    ']': () => next && void navigate(`/cases/${next}`),
  });
  if (!detail.data) {
    const row = knownRow(queries, id);
    return (
      <Panel>
        <ErrorBar error={detail.error} onRetry={() => void detail.refetch()} />
        {detail.isPending ? <Opening known={row && knownOf(row)} /> : null}
      </Panel>
    );
  }
  return (
    <>
      <ErrorBar error={detail.error} onRetry={() => void detail.refetch()} />
      <Opened key={id} file={detail.data} previous={previous} next={next} />
    </>
  );
}

/** The form that is open. What was taken as a step goes on, once it is done, to what follows from it. */
function useForms(file: CaseDetail) {
  const queries = useQueryClient();
  const [at, setAt] = useState<{ form: OpenForm; taken?: Taken; before: CaseDetail } | null>(null);
  const [turn, setTurn] = useState(0);
  const open: OnForm = (form, taken) => setAt({ form, taken, before: file });
  // The page is told a moment later than the cache what was done.
  const now = () => queries.getQueryData(caseQuery(file.id).queryKey) ?? file;
  const close = (done?: boolean) => {
    const on = done === true && at?.taken ? goesOn(now(), at.taken, at.before.tasks) : null;
    if (done === true && at) offerUndo(queries, at.before, now());
    setAt(on && { ...on, before: now() });
    setTurn(turn + 1);
  };
  return { form: at?.form ?? null, open, close, turn, now };
}

/** The page of a case that is here. */
function Opened({ file, previous, next }: { file: CaseDetail; previous: string | null; next: string | null }) {
  const [url, setUrl] = useUrlState(KEYS);
  const { form, open: setForm, close, turn, now } = useForms(file);
  const go = useDo(file, setForm);
  const came = file.tasks.find((t) => t.id === url.task);
  const open = came?.mine === true && url.go !== undefined;
  // 去办理: the form itself, once; going back to this address does not open it again.
  const gone = useRef<string>(null);
  useEffect(() => {
    if (!open || !came || gone.current === came.id) return;
    // The address follows later; until then this is not done again.
    gone.current = came.id;
    setUrl({ go: undefined });
    go({ ...came, what: came.title });
  }, [came, go, open, setUrl]);
  return (
    <>
      <Panel>
        <CaseHead file={file} previous={previous} next={next} focus={came?.mine === true && !form} onForm={setForm} />
        <Bars file={file} />
        {came && came.state === 'done' ? (
          <Suspense fallback={null}>
            <AfterTask task={came.id} title={came.title} />
          </Suspense>
        ) : null}
      </Panel>
      <div className={s.columns}>
        <Panel fill>
          <Tabs label="案件内容" items={tabs(file, setForm)} active={url.tab ?? 'tasks'} onChange={(tab) => setUrl({ tab })} />
        </Panel>
        <Docket id={file.id} />
      </div>
      {form ? <CommandForm key={`${turn}${JSON.stringify(form)}`} form={form} file={now()} onClose={close} /> : null}
    </>
  );
}

function tabs(file: CaseDetail, open: OnForm): TabItem[] {
  const { tabs: t } = caseCopy;
  const tasks = { key: 'tasks', label: t.tasks, count: file.tasks.length, render: () => <TasksTab file={file} open={open} /> };
  const parties = { key: 'parties', label: t.parties, count: file.parties.length, render: () => <PartiesTab file={file} open={open} /> };
  const documents = { key: 'documents', label: t.documents, count: file.documents.length, render: () => <DocumentsTab file={file} open={open} /> };
  const limits = { key: 'deadlines', label: t.deadlines, count: file.deadlines.all.length, render: () => <Suspense fallback={null}><DeadlinesTab file={file} open={open} /></Suspense> };
  const links = { key: 'links', label: t.links, count: file.links.length, render: () => <LinkedTab file={file} /> };
  if (file.objection) {
    return [tasks, { key: 'objection', label: t.objection, render: () => <ObjectionTab file={file} open={open} /> }, parties, documents, links];
  }
  if (file.visit) return [tasks, { key: 'visit', label: t.visit, render: () => <VisitTab file={file} open={open} /> }, parties, links];
  return [
    tasks,
    parties,
    { key: 'property', label: t.property, count: file.assets.length, render: () => <PropertyTab file={file} open={open} /> },
    { key: 'funds', label: t.funds, count: file.payouts.length, render: () => <FundsTab file={file} open={open} /> },
    documents,
    limits,
    links,
    { key: 'closing', label: t.closing, render: () => <ClosingTab file={file} open={open} /> },
  ];
}
