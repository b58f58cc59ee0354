import { Button, Form } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { fileCase, supplementCase, type ApplicationInput, type Done } from '../../api/commands';
import type { CaseDetail } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { filing as c } from '../../copy/filing';
import { ErrorBar } from '../../ui/ErrorBar';
import { fieldPath } from '../../ui/fields';
import { useKeys } from '../../ui/keys';
import { Panel } from '../../ui/Panel';
import { useMe } from '../me';
import { applicationOf, formPath, givenOf, type FilingValues } from './application';
import { ClaimFields } from './ClaimFields';
import { dropDraft, keepDraft, readDraft } from './draft';
import { enterGoesOn } from './enter';
import s from './Filing.module.css';
import { MaterialFields } from './MaterialFields';
import { Lacks, Outcome } from './Outcome';
import { PartyFields } from './PartyFields';
import { Similar } from './Similar';
import { TakeOver } from './TakeOver';
import { TitleFields } from './TitleFields';
import { keepIssuer } from './usual';

/** The application on one page, or what completes one that was received. */
export function FilingForm({ known, initial, onNext }: { known?: CaseDetail; initial: FilingValues; onNext: () => void }) {
  const [form] = Form.useForm<FilingValues>();
  const navigate = useNavigate();
  const { id: me } = useMe();
  const [draft] = useState(() => (known ? null : readDraft(me)));
  const [given] = useState(() => (known ? givenOf(known) : []));
  const [outcome, setOutcome] = useState<Done | null>(null);
  const [cleared, setCleared] = useState<FilingValues | null>(null);
  const command = useCommand(
    (application: ApplicationInput, intent) =>
      known ? supplementCase({ id: known.id, application }, intent) : fileCase(application, intent),
    {
      version: known?.version,
      touches: [['lists'], ['case'], ['focus']],
      onDone: (filed) => {
        if (!known) dropDraft(me);
        setOutcome(filed);
      },
    },
  );
  const { error } = command;
  const pathOf = useCallback((field: string) => formPath(fieldPath(field), (form.getFieldValue('applicants') as unknown[] | undefined)?.length ?? 0) as never, [form]);
  const shown = new Set(error ? form.getFieldsError().map(({ name }) => name.join('.')) : []);
  // One fault stands at its field; of several there is a list to go through, from the first screen of a long page.
  const marked = (error?.findings.length === 1 ? error.findings : []).flatMap((f) => (f.field && shown.has((pathOf(f.field) as string[]).join('.')) ? [f.field] : []));
  useEffect(() => {
    if (!error) return;
    form.setFields(error.findings.flatMap((f) => (f.field ? [{ name: pathOf(f.field), errors: [[f.title, f.remedy].filter(Boolean).join('：')] }] : [])));
  }, [error, form, pathOf]);
  // What is typed first has the focus: everything before it is offered.
  useEffect(() => {
    if (!known) form.focusField(['claim', 'title', 'number']);
  }, [form, known]);
  useKeys({ 'ctrl+Enter': () => form.submit() });
  const keep = (_: unknown, values: FilingValues) => {
    setCleared(null);
    if (!known) keepDraft(me, values);
  };
  const clear = () => {
    const typed = form.getFieldsValue(true) as FilingValues;
    setCleared(typed);
    // Put, not merged: what a new form does not have is gone too.
    for (const name of Object.keys({ ...typed, ...initial }) as (keyof FilingValues)[]) form.setFieldValue(name, initial[name]);
    dropDraft(me);
    command.reset();
  };
  const undo = () => {
    if (!cleared) return;
    form.setFieldsValue(cleared);
    keepDraft(me, cleared);
    setCleared(null);
  };
  if (outcome) return <Outcome filed={outcome} onNext={onNext} />;
  return (
    <Form<FilingValues>
      form={form}
      layout="vertical"
      initialValues={draft ?? initial}
      scrollToFirstError={{ focus: true, block: 'center' }}
      onValuesChange={keep}
      onFinish={(values) => {
        keepIssuer(values);
        command.mutate(applicationOf(values, given));
      }}
      {...enterGoesOn}
      className={s.form}
    >
      <Panel title={known ? c.supplementTitle : c.title} extra={<>{draft && !cleared ? <span className={s.dim}>{c.draft}</span> : null}{known ? null : <Link to="/filing/batch">{c.batch}</Link>}{known ? null : <TakeOver initial={initial} onTaken={() => keep(null, form.getFieldsValue(true) as FilingValues)} />}</>}>
        <ErrorBar error={error} focus onField={(field) => form.focusField(pathOf(field))} marked={marked} />
        {known ? (
          <div className={s.lacks} role="region" aria-label={c.lacks}>
            <b>◆ {c.lacks}</b>
            <Lacks missing={known.missing} />
            <p className={s.dim}>{c.masked}</p>
          </div>
        ) : null}
        <TitleFields />
        <Similar own={known?.id} />
      </Panel>
      <ClaimFields />
      <PartyFields name="applicants" title={c.sections.applicants} add="添加申请执行人" applicant />
      <PartyFields name="respondents" title={c.sections.respondents} add="添加被执行人" />
      <MaterialFields given={given} />
      <div className={s.foot}>
        <Button type="primary" htmlType="submit" loading={command.isPending} title="Ctrl + 回车">
          {known ? c.supplementSubmit : c.submit}
        </Button>
        <div className={s.aside}>
          {known ? <Button onClick={() => void navigate(`/cases/${known.id}`)}>返回案件</Button> : null}
          {!known && !cleared ? (
            <Button type="text" onClick={clear}>
              {c.clear}
            </Button>
          ) : null}
          {cleared ? (
            <span role="status">
              {c.cleared}{' '}
              <Button size="small" onClick={undo}>
                {c.undo}
              </Button>
            </span>
          ) : null}
        </div>
      </div>
    </Form>
  );
}
