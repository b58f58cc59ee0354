import { AutoComplete, Button, Checkbox, Form, Input, Select } from 'antd';
import { useRef, useState, type FocusEvent } from 'react';
import { checkParty, type PartyChecked } from '../../api/commands';
import { filing as words } from '../../copy/filing';
import { isAbroad, ORGANISATION_PAPERS, party as c, PEOPLES, PERSON_PAPERS, tellsNothing } from '../../copy/party';
import { DayInput, Field, fieldPath, MoneyInput, moneyRules } from '../../ui/fields';
import { cardRead } from '../../api/devices';
import { useCommand } from '../../api/useCommand';
import { ErrorBar } from '../../ui/ErrorBar';
import { useDevices } from '../devices';
import { AgentFields } from './AgentFields';
import { partyInput, unmasked, usualPaper, type FilingParty, type FilingValues } from './application';
import s from './Filing.module.css';
import { partyOf } from './trial';

type Side = 'applicants' | 'respondents';

/** One party; what is rare is asked for where a kind of paper or a tick calls for it. */
export function PartyForm({
  side,
  at,
  label,
  applicant,
  several,
  onRemove,
}: {
  side: Side;
  at: number;
  /** As it is called among the others: 被执行人2. */
  label: string;
  applicant: boolean;
  several: boolean;
  onRemove?: () => void;
}) {
  const form = Form.useFormInstance<FilingValues>();
  const typed = (Form.useWatch([side, at], form) ?? {}) as FilingParty;
  const { checked, onBlur } = usePartyCheck(side, at, applicant);
  const person = (typed.kind ?? 'person') === 'person';
  const kind = typed.identity_kind ?? usualPaper(typed.kind);
  const papers = (person ? PERSON_PAPERS : ORGANISATION_PAPERS).filter((p) => !(applicant && p.value === 'unknown'));
  const set = (field: 'identity_kind' | 'agents', value: unknown) => form.setFieldValue([side, at, field], value as never);
  return (
    <div className={s.party} onBlurCapture={onBlur}>
      <div role="group" aria-label={label}>
        {several ? (
          <p className={s.which} aria-hidden="true">
            {label}
          </p>
        ) : null}
        <div className={s.grid}>
          <Field name={[at, 'kind']} label="主体类型">
            <Select
              onChange={() => set('identity_kind', undefined)}
              options={[
                { value: 'person', label: '自然人' },
                { value: 'legal_person', label: '法人' },
                { value: 'other_organisation', label: '非法人组织' },
              ]}
            />
          </Field>
          <Field name={[at, 'name']} label="姓名或名称" required extra={person ? <CardReader side={side} at={at} /> : null}>
            <Input maxLength={100} />
          </Field>
          <Field name={[at, 'identity_kind']} label={c.paper} getValueProps={(value: unknown) => ({ value: value ?? usualPaper(typed.kind) })}>
            <Select options={papers} popupMatchSelectWidth={false} />
          </Field>
          {kind === 'unknown' ? (
            <Field name={[at, 'identity_remark']} label={c.unknown} required>
              <Input maxLength={100} placeholder="例如：判决书未载明，户籍无法查明" />
            </Field>
          ) : (
            <Field name={[at, 'identity_number']} label={c.number} extra={toldOf(checked)}>
              <Input maxLength={30} autoComplete="off" />
            </Field>
          )}
          {kind === 'other' ? (
            <Field name={[at, 'identity_remark']} label={c.other} required>
              <Input maxLength={100} placeholder="例如：士官证" />
            </Field>
          ) : null}
          {isAbroad(kind) ? (
            <Field name={[at, 'country']} label={c.country} required={kind === 'passport' || kind === 'foreign_registration'}>
              <Input maxLength={30} placeholder="例如：中国香港、美国" />
            </Field>
          ) : null}
          <Field name={[at, 'phone']} label="联系电话">
            <Input maxLength={20} autoComplete="off" inputMode="tel" />
          </Field>
          <Field name={[at, 'address']} label="住址或住所地" className={s.half}>
            <Input maxLength={200} />
          </Field>
          {!person || typed.representative ? (
            <Field name={[at, 'representative']} label="法定代表人或负责人">
              <Input maxLength={50} />
            </Field>
          ) : null}
          {applicant ? <ApplicantOnly at={at} several={several} /> : null}
          {person && typed.with_facts ? <Facts at={at} untold={tellsNothing(kind)} /> : null}
        </div>
        {checked?.unconfirmed || typed.identity_seen ? (
          <Form.Item name={[at, 'identity_seen']} valuePropName="checked" noStyle>
            <Checkbox>{c.seen}</Checkbox>
          </Form.Item>
        ) : null}
        {!applicant && checked?.not_searchable ? <p className={s.note}>◆ {checked.not_searchable}</p> : null}
        <div className={s.ticks}>
          {person ? (
            <Form.Item name={[at, 'with_facts']} valuePropName="checked" noStyle>
              <Checkbox>{c.facts}</Checkbox>
            </Form.Item>
          ) : null}
          <Form.Item name={[at, 'with_agents']} valuePropName="checked" noStyle>
            <Checkbox
              onChange={(e) => {
                if (e.target.checked && !typed.agents?.length) set('agents', [{ kind: 'lawyer', authority: 'general' }]);
              }}
            >
              {c.agents}
            </Checkbox>
          </Form.Item>
          {onRemove ? (
            <Button size="small" onClick={onRemove}>
              移除此人
            </Button>
          ) : null}
        </div>
        {typed.with_agents ? <AgentFields side={side} at={at} person={person} /> : null}
      </div>
    </div>
  );
}

/** The card on the reader fills in whose it is; what was typed of them otherwise stays. */
function CardReader({ side, at }: { side: Side; at: number }) {
  const form = Form.useFormInstance<FilingValues>();
  const { on } = useDevices();
  const read = useCommand(() => cardRead(), {
    onDone: (card) => {
      const { name, identity_number, address, ethnicity } = partyOf((card ?? {}) as Record<string, unknown>);
      const known = form.getFieldValue([side, at]) as FilingParty;
      const said = { name, identity_number, ...(address && !known.address ? { address } : {}), ...(ethnicity ? { ethnicity, with_facts: true } : {}) };
      form.setFieldValue([side, at], { ...known, kind: 'person', ...said });
    },
  });
  if (!on) return null;
  return (
    <>
      <Button size="small" type="link" style={{ padding: 0 }} loading={read.isPending} onClick={() => read.mutate(undefined)}>
        {words.readCard}
      </Button>
      <ErrorBar error={read.error} />
    </>
  );
}

function ApplicantOnly({ at, several }: { at: number; several: boolean }) {
  return (
    <>
      <Field name={[at, 'service_address']} label="确认的送达地址" className={s.half}>
        <Input maxLength={200} />
      </Field>
      <Field name={[at, 'account', 'name']} label="收款户名" extra="不填则与姓名相同">
        <Input maxLength={70} autoComplete="off" />
      </Field>
      <Field name={[at, 'account', 'bank']} label="开户行">
        <Input maxLength={70} autoComplete="off" />
      </Field>
      <Field name={[at, 'account', 'account']} label="收款账号">
        <Input maxLength={40} autoComplete="off" inputMode="numeric" />
      </Field>
      <Field name={[at, 'account', 'bank_code']} label="联行号">
        <Input maxLength={14} autoComplete="off" inputMode="numeric" />
      </Field>
      {several ? (
        <Field name={[at, 'claim_share_fen']} label="本人的份额" rules={moneyRules(false)}>
          <MoneyInput />
        </Field>
      ) : null}
    </>
  );
}

/** 民族, and sex and birth where the number is silent. */
function Facts({ at, untold }: { at: number; untold: boolean }) {
  return (
    <>
      <Field name={[at, 'ethnicity']} label="民族">
        <AutoComplete options={PEOPLES.map((value) => ({ value }))} showSearch={{ filterOption: true }} maxLength={20} placeholder="例如：汉族" />
      </Field>
      {untold ? (
        <>
          <Field name={[at, 'sex']} label="性别">
            <Select
              allowClear
              options={[
                { value: 'male', label: '男' },
                { value: 'female', label: '女' },
              ]}
            />
          </Field>
          <Field name={[at, 'born_on']} label="出生日期">
            <DayInput past />
          </Field>
        </>
      ) : null}
    </>
  );
}

/** What the number tells, so that whoever types it sees whose it is. */
function toldOf(checked: PartyChecked | null): string | undefined {
  if (!checked?.born_on) return undefined;
  return [checked.sex_label, `${checked.born_on}出生`].filter(Boolean).join('，');
}

/**
 * Reads the party as it stands each time a field of it is left, by the rules by which it is filed. Faults stand at their
 * fields; what is still empty is only asked for when the form is sent.
 */
function usePartyCheck(side: Side, at: number, applicant: boolean) {
  const form = Form.useFormInstance<FilingValues>();
  const [checked, setChecked] = useState<PartyChecked | null>(null);
  const last = useRef('');
  const marked = useRef<string[]>([]);
  const mark = (field: string, errors: string[]) => form.setFields([{ name: [side, at, ...fieldPath(field)] as never, errors }]);
  const typedAt = (field: string): unknown => form.getFieldValue([side, at, ...fieldPath(field)] as never);
  const asked = () => partyInput(unmasked(form.getFieldValue([side, at]) as FilingParty), applicant ? 'applicant' : 'respondent', false);
  const read = async () => {
    const typed = form.getFieldValue([side, at]) as FilingParty;
    const sent = asked();
    const question = JSON.stringify(sent);
    if (question === last.current) return;
    last.current = question;
    const found = await checkParty(sent).catch(() => null);
    // The form goes on without an answer: what is wrong is said when it is sent. One about what is being typed over would
    // put back what was there. The next field that is left asks again.
    if (!found || JSON.stringify(asked()) !== question) {
      if (last.current === question) last.current = '';
      return;
    }
    const faults = found.findings.filter((f) => f.field && typedAt(f.field));
    for (const field of marked.current) if (!faults.some((f) => f.field === field)) mark(field, []);
    for (const f of faults) mark(f.field ?? '', [f.title]);
    marked.current = faults.map((f) => f.field ?? '');
    if (found.identity_number && !typed.masked?.identity_number) {
      const usual = usualPaper(typed.kind);
      form.setFieldValue([side, at, 'identity_number'], found.identity_number);
      if (found.identity_kind !== (typed.identity_kind ?? usual)) form.setFieldValue([side, at, 'identity_kind'], found.identity_kind);
    }
    setChecked(found);
  };
  const onBlur = (event: FocusEvent) => {
    const { address, service_address: confirmed } = form.getFieldValue([side, at]) as FilingParty;
    const name = event.target instanceof HTMLElement ? event.target.id : '';
    if (applicant && name.endsWith('_address') && !name.endsWith('service_address') && address && !confirmed) {
      form.setFieldValue([side, at, 'service_address'], address);
    }
    void read();
  };
  return { checked, onBlur };
}
