import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Checkbox, Form, Input, Select } from 'antd';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { caseQuery } from '../../api/cases';
import { fileCase, supplementCase, type ApplicationInput, type Done } from '../../api/commands';
import type { CaseDetail } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { CAUSES, filing as c, JURISDICTIONS, MATERIALS, TITLES } from '../../copy/filing';
import { ErrorBar } from '../../ui/ErrorBar';
import { DayInput, Field, fieldPath, MoneyInput, moneyRules } from '../../ui/fields';
import { caseNo } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Panel } from '../../ui/Panel';
import { useToday } from '../../ui/today';
import { useUrlState } from '../../ui/useUrlState';
import { applicationOf, emptyFiling, filingOf, formPath, givenOf, type FilingValues, type Given } from '../application';
import { dropDraft, keepDraft, readDraft } from '../draft';
import { useMe } from '../me';
import { PartyFields } from '../PartyFields';
import s from './Filing.module.css';

const KEYS = ['case'] as const;

export default function Filing() {
  const [{ case: id }] = useUrlState(KEYS);
  const today = useToday();
  const { id: me } = useMe();
  const known = useQuery({ ...caseQuery(id ?? ''), enabled: id !== undefined });
  const [round, setRound] = useState(0);
  if (id && !known.data) return <ErrorBar error={known.error} onRetry={() => void known.refetch()} />;
  return (
    <FilingForm
      key={`${me}${id ?? ''}${round}`}
      known={known.data}
      initial={known.data ? filingOf(known.data, today) : emptyFiling(today)}
      onNext={() => setRound(round + 1)}
    />
  );
}

/** Enter takes what a field holds and files nothing: that is for the button and for Ctrl+Enter. */
function keepEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.ctrlKey && !event.metaKey) event.preventDefault();
}

function FilingForm({ known, initial, onNext }: { known?: CaseDetail; initial: FilingValues; onNext: () => void }) {
  const [form] = Form.useForm<FilingValues>();
  const navigate = useNavigate();
  const { id: me } = useMe();
  const [draft] = useState(() => (known ? null : readDraft(me)));
  const [given] = useState(() => (known ? givenOf(known) : []));
  const [outcome, setOutcome] = useState<Done | null>(null);
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
  useEffect(() => {
    if (!error) return;
    const applicants = (form.getFieldValue('applicants') as unknown[] | undefined)?.length ?? 0;
    form.setFields(
      error.findings.flatMap((f) =>
        f.field ? [{ name: formPath(fieldPath(f.field), applicants) as never, errors: [[f.title, f.remedy].filter(Boolean).join('：')] }] : [],
      ),
    );
  }, [error, form]);
  useKeys({ 'ctrl+Enter': () => form.submit() });
  const keep = (_: unknown, values: FilingValues) => {
    if (!known) keepDraft(me, values);
  };
  const jump = (field: string) => {
    const applicants = (form.getFieldValue('applicants') as unknown[] | undefined)?.length ?? 0;
    form.focusField(formPath(fieldPath(field), applicants) as never);
  };
  if (outcome) return <Outcome filed={outcome} onNext={onNext} />;
  return (
    <Form<FilingValues>
      form={form}
      layout="vertical"
      initialValues={draft ?? initial}
      scrollToFirstError={{ focus: true, block: 'center' }}
      onValuesChange={keep}
      onFinish={(values) => command.mutate(applicationOf(values, given))}
      onKeyDown={keepEnter}
      className={s.form}
    >
      <Panel
        title={known ? c.supplementTitle : c.title}
        extra={
          <>
            {draft ? <span className={s.dim}>{c.draft}</span> : null}
            {known ? (
              <Button onClick={() => void navigate(`/cases/${known.id}`)}>返回案件</Button>
            ) : (
              <Button
                onClick={() => {
                  dropDraft(me);
                  onNext();
                }}
              >
                {c.clear}
              </Button>
            )}
            <Button type="primary" htmlType="submit" loading={command.isPending} title="Ctrl + 回车">
              {known ? c.supplementSubmit : c.submit}
            </Button>
          </>
        }
      >
        <ErrorBar error={error} focus onField={jump} />
        {known ? <p className={s.dim}>{c.masked}</p> : null}
        <TitleFields />
      </Panel>
      <ClaimFields />
      <PartyFields name="applicants" title={c.sections.applicants} add="添加申请执行人" applicant />
      <PartyFields name="respondents" title={c.sections.respondents} add="添加被执行人" />
      <MaterialFields given={given} />
    </Form>
  );
}

function TitleFields() {
  const form = Form.useFormInstance<FilingValues>();
  const category = Form.useWatch(['claim', 'title', 'category'], form) ?? 'court';
  const title = TITLES.find((t) => t.value === category);
  const choose = (value: string) => {
    const chosen = TITLES.find((t) => t.value === value);
    form.setFieldValue(['claim', 'title', 'kind'], chosen?.kinds[0] ?? '');
    form.setFieldValue('jurisdiction', chosen?.jurisdiction[0] ?? '');
  };
  return (
    <fieldset className={s.grid}>
      <legend className={s.legend}>{c.sections.title}</legend>
      <Field name={['claim', 'title', 'category']} label="执行依据类别" required>
        <Select options={TITLES} onChange={choose} />
      </Field>
      <Field name={['claim', 'title', 'kind']} label="文书种类" required>
        <Select options={title?.kinds.map((value) => ({ value, label: value }))} />
      </Field>
      <Field name={['claim', 'title', 'issuer']} label="作出机关" required>
        <Input maxLength={60} />
      </Field>
      <Field name={['claim', 'title', 'number']} label="文书案号" required>
        <Input maxLength={60} placeholder="（2026）粤1224民初123号" />
      </Field>
      <Field name={['claim', 'cause']} label="案由" required>
        <AutoComplete options={CAUSES.map((value) => ({ value }))} showSearch={{ filterOption: true }} maxLength={50} />
      </Field>
      <Field name={['claim', 'title', 'effective_on']} label="生效日" required>
        <DayInput past />
      </Field>
      <Field name={['claim', 'title', 'due_on']} label="履行期届满日" required extra="迟延履行利息自次日起算">
        <DayInput />
      </Field>
      <Field name="received_on" label="收到申请日期" required>
        <DayInput past />
      </Field>
      <Field name="jurisdiction" label="管辖依据" required>
        <Select options={title?.jurisdiction.map((value) => ({ value, label: JURISDICTIONS[value] }))} popupMatchSelectWidth={false} />
      </Field>
      <Field name="duplicate_search" label="重复立案检索记录" className={s.half}>
        <Input maxLength={200} placeholder="例如：检索全国执行案件系统，无在先立案" />
      </Field>
      <Field name={['claim', 'title', 'operative_part']} label="主文（判决主要内容）" required className={s.wide}>
        <Input.TextArea rows={3} maxLength={2000} showCount />
      </Field>
    </fieldset>
  );
}

function ClaimFields() {
  return (
    <Panel title={c.sections.claim}>
      <Form.List name={['claim', 'items']}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((f) => (
              <div key={f.key} className={s.grid}>
                <Field name={[f.name, 'kind']} label="种类">
                  <Select
                    options={[
                      { value: 'principal', label: '本金或其他主债务' },
                      { value: 'general_interest', label: '一般债务利息' },
                      { value: 'costs', label: '实现债权的费用' },
                    ]}
                  />
                </Field>
                <Field name={[f.name, 'title']} label="名称" required>
                  <Input maxLength={100} />
                </Field>
                <Field name={[f.name, 'amount_fen']} label="金额" required rules={moneyRules()}>
                  <MoneyInput />
                </Field>
                <div className={s.remove}>
                  {1 < fields.length ? <Button onClick={() => remove(f.name)}>移除此项</Button> : null}
                </div>
              </div>
            ))}
            <Button size="small" onClick={() => add({ kind: 'costs', title: '案件受理费', amount_fen: null })}>
              添加标的项目
            </Button>
          </>
        )}
      </Form.List>
      <div className={s.ticks}>
        <Form.Item name={['claim', 'delay_interest']} valuePropName="checked" noStyle>
          <Checkbox>请求加倍部分债务利息</Checkbox>
        </Form.Item>
        <Form.Item name={['claim', 'livelihood']} valuePropName="checked" noStyle>
          <Checkbox>涉民生（劳动报酬、交通事故、赡养抚养等）</Checkbox>
        </Form.Item>
      </div>
    </Panel>
  );
}

function MaterialFields({ given }: { given: Given[] }) {
  return (
    <Panel title={c.sections.materials}>
      <div className={s.materials}>
        {MATERIALS.map(([kind, title]) => (
          <div key={kind} className={s.material}>
            <Form.Item name={['materials', kind, 'got']} valuePropName="checked" noStyle>
              <Checkbox>{title}</Checkbox>
            </Form.Item>
            <Form.Item name={['materials', kind, 'pages']} noStyle>
              <Input
                className={s.pages}
                disabled={1 < given.filter((m) => m.kind === kind).length}
                inputMode="numeric"
                maxLength={4}
                placeholder="1"
                suffix="页"
                aria-label={`${title}页数`}
              />
            </Form.Item>
          </div>
        ))}
      </div>
      <div className={s.ticks}>
        <Form.Item name="performed" valuePropName="checked" noStyle>
          <Checkbox>申请人陈述：义务人已经履行</Checkbox>
        </Form.Item>
        <Form.Item name="by_agent" valuePropName="checked" noStyle>
          <Checkbox>由代理人代为申请</Checkbox>
        </Form.Item>
        <Form.Item name="risk_notice_given" valuePropName="checked" noStyle>
          <Checkbox>执行风险告知书已送交申请人</Checkbox>
        </Form.Item>
      </div>
    </Panel>
  );
}

function Outcome({ filed, onNext }: { filed: Done; onNext: () => void }) {
  const accepted = filed.happened.includes('filing.accepted');
  const page = useQuery({ ...caseQuery(filed.case_id ?? ''), enabled: !accepted });
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
            <ul>
              {page.data?.missing.map((m) => (
                <li key={m.code}>
                  {m.title}
                  {m.remedy ? `：${m.remedy}` : ''}
                  {m.basis ? <span className={s.dim}>（{m.basis}）</span> : null}
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
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
