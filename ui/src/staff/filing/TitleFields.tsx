import { AutoComplete, Form, Input, Select } from 'antd';
import { CAUSES, filing as c, JURISDICTIONS, TITLES } from '../../copy/filing';
import { DayInput, Field } from '../../ui/fields';
import { useToday } from '../../ui/today';
import { useMe } from '../me';
import type { FilingValues } from './application';
import s from './Filing.module.css';
import { ownNumber, usualIssuer, wholeNumber } from './usual';

/** 执行依据; who issued it and how its number begins is offered. */
export function TitleFields() {
  const form = Form.useFormInstance<FilingValues>();
  const { court } = useMe();
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
      <Field name={['claim', 'title', 'operative_part']} label="主文（判决主要内容）" required className={s.wide}>
        <Input.TextArea rows={3} maxLength={2000} showCount />
      </Field>
    </fieldset>
  );
}

