import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Form, Input, Select, type FormInstance } from 'antd';
import { useEffect, useRef } from 'react';
import { asks } from '../../api/calc';
import { CAUSES, filing as c, JURISDICTIONS, TITLES } from '../../copy/filing';
import { dayFromText } from '../../ui/day';
import { DayInput, Field } from '../../ui/fields';
import { yuan } from '../../ui/format';
import { useToday } from '../../ui/today';
import { useMe } from '../me';
import type { FilingValues } from './application';
import s from './Filing.module.css';
import { sumOf, termOf } from './operative';
import { ownNumber, usualIssuer, wholeNumber } from './usual';

/** 执行依据; who issued it and how its number begins is offered. */
export function TitleFields() {
  const form = Form.useFormInstance<FilingValues>();
  const { court } = useMe();
  const told = useOperative();
  const begins = ownNumber(court, useToday());
  const category = Form.useWatch(['claim', 'title', 'category'], form) ?? 'court';
  const title = TITLES.find((t) => t.value === category);
  const choose = (value: string) => {
    const chosen = TITLES.find((t) => t.value === value);
    form.setFieldValue(['claim', 'title', 'kind'], chosen?.kinds[0] ?? '');
    form.setFieldValue(['claim', 'title', 'issuer'], usualIssuer(value, court));
    form.setFieldValue('jurisdiction', chosen?.jurisdiction[0] ?? '');
    if (form.getFieldValue(['claim', 'title', 'number']) === begins) form.setFieldValue(['claim', 'title', 'number'], '');
  };
  const finish = () => {
    const typed = String(form.getFieldValue(['claim', 'title', 'number']) ?? '');
    if (wholeNumber(typed) !== typed) form.setFieldValue(['claim', 'title', 'number'], wholeNumber(typed));
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
      <Field
        name={['claim', 'title', 'number']}
        label="文书案号"
        required
        rules={[{ validator: (_, value?: string) => (value?.trim() && value !== begins ? Promise.resolve() : Promise.reject(new Error(c.number))) }]}
      >
        <Input maxLength={60} placeholder="（2026）粤1224民初123号" onBlur={finish} />
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
      <Field name={['claim', 'title', 'operative_part']} label="主文（判决主要内容）" required className={s.wide} extra={told}>
        <Input.TextArea rows={3} maxLength={2000} showCount />
      </Field>
    </fieldset>
  );
}

/**
 * What the operative part says of the sum and of the time is filled in while it is typed, and said to be checked. Only
 * where nothing else was typed: what was filled in here follows the text, what somebody typed stays.
 */
function useOperative(): string | undefined {
  const form = Form.useFormInstance<FilingValues>();
  const text = Form.useWatch(['claim', 'title', 'operative_part'], form) ?? '';
  const effective = Form.useWatch(['claim', 'title', 'effective_on'], form) ?? '';
  const sum = useFilled(form, SUM, sumOf(text));
  const term = termOf(text);
  const from = dayFromText(effective);
  const asked = { from: from ?? '', length: term?.length, unit: term?.unit };
  // By the court's own calculator: a last day that is a holiday moves on. Without an answer it is typed.
  const period = useQuery({ queryKey: ['calc', 'period', asked], queryFn: ({ signal }) => asks.period(asked, signal), enabled: from !== null && term !== null, retry: false });
  const due = useFilled(form, DUE, (term && period.data?.end) ?? null);
  const filled = [sum && c.sumRead(yuan(sum)), due && term && c.termRead(due, term.words)].filter(Boolean);
  return 0 < filled.length ? c.operativeRead(filled.join('，')) : undefined;
}

const SUM = ['claim', 'items', 0, 'amount_fen'] as const;
const DUE = ['claim', 'title', 'due_on'] as const;

/** Fills a field that is empty, or that was filled here before. Answers the value where it stands in the field. */
function useFilled<T extends string | number>(form: FormInstance<FilingValues>, name: typeof SUM | typeof DUE, value: T | null): T | null {
  const now: unknown = Form.useWatch([...name] as never, form);
  const mine = useRef<T>(null);
  useEffect(() => {
    const path = [...name] as never;
    const there: unknown = form.getFieldValue(path);
    const free = there === null || there === undefined || there === '' || there === mine.current;
    if (!free || there === value || (value === null && mine.current === null)) return;
    form.setFieldValue(path, value as never);
    mine.current = value;
  }, [form, name, value]);
  return now === value ? value : null;
}
