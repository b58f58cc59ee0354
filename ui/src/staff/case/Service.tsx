import { Checkbox, Form, Input, Radio, Select } from 'antd';
import { useEffect, useRef } from 'react';
import type { CaseDetail, CaseDocument } from '../../api/types';
import { DayInput, Field } from '../../ui/fields';
import { FormDrawer } from '../../ui/FormDrawer';
import { useToday } from '../../ui/today';
import { at, gap, type FormProps } from './formParts';

/** Methods of service, and what the date of each is. */
const METHODS: [string, string, string][] = [
  ['direct', '直接送达', '签收之日'],
  ['left', '留置送达', '留置之日'],
  ['electronic', '电子送达', '到达特定系统之日'],
  ['post', '邮寄送达', '回执注明的收件日'],
  ['post_returned', '邮寄退回视为送达', '文书退回之日'],
  ['delegated', '委托或转交送达', '签收之日'],
  ['announcement', '公告送达', '最后一次张贴或刊登之日'],
  ['announcement_abroad', '涉外公告送达', '最后一次张贴或刊登之日'],
];

/** One visit, one letter: an attempt at an addressee with all that waits for them, and its proof. */
export function Service({ file, onClose, id }: FormProps & { id: string }) {
  const today = useToday();
  const document = file.documents.find((d) => d.id === id);
  const scans = file.materials.filter((m) => m.file);
  const waiting = document?.targets.filter((t) => !t.served) ?? [];
  const [first] = waiting;
  return (
    <FormDrawer
      {...at(file)}
      title="登记送达"
      action="登记送达结果"
      path="/api/cases/{id}/do/record_service"
      body={(v) => ({ ...v, document: id, also: v.also?.length ? v.also : undefined, proof: v.proof ?? null })}
      initial={{ party: first?.id, also: first ? others(file, id, first.id).map((d) => d.id) : [], method: 'direct', on: today, succeeded: true, detail: first?.name ?? '', proof: null }}
      onClose={onClose}
    >
      <p>{document?.title}</p>
      {gap}
      <Field name="party" label="送达对象" required>
        <Select options={waiting.map((t) => ({ value: t.id, label: `${t.role_label} ${t.name}` }))} />
      </Field>
      <Together file={file} id={id} />
      <Field name="method" label="送达方式" required>
        <Select options={METHODS.map(([value, label, event]) => ({ value, label: `${label}（${event}）` }))} />
      </Field>
      <Field name="on" label="送达日期" required>
        <DayInput past />
      </Field>
      <Field name="succeeded" label="结果">
        <Radio.Group
          options={[
            { value: true, label: '已送达' },
            { value: false, label: '未送达' },
          ]}
        />
      </Field>
      <Field name="detail" label="签收人，或未送达的原因">
        <Input maxLength={300} />
      </Field>
      {scans.length === 0 ? null : (
        <Field name="proof" label="送达回证（已入卷的扫描件）">
          <Select allowClear options={scans.map((m) => ({ value: m.file, label: `${m.title}（${m.kind_label}）` }))} />
        </Field>
      )}
    </FormDrawer>
  );
}

/** What else waits for somebody and can be served now. */
function others(file: CaseDetail, id: string, party: string): CaseDocument[] {
  const waits = (d: CaseDocument) => d.id !== id && d.targets.some((t) => t.id === party && !t.served);
  return file.documents.filter((d) => waits(d) && d.actions.some((a) => a.act === 'record_service' && a.allowed));
}

/** Who signs for what is handed over, unless somebody else is named. */
const SIGNS = new Set(['direct', 'delegated']);

/** 一并送达：everything else that waits for the same addressee, ticked; who signs follows whom it goes to. */
function Together({ file, id }: { file: CaseDetail; id: string }) {
  const form = Form.useFormInstance();
  const party = Form.useWatch('party', form) as string | undefined;
  const method = Form.useWatch('method', form) as string | undefined;
  const succeeded = Form.useWatch('succeeded', form) as boolean | undefined;
  const also = (Form.useWatch('also', form) ?? []) as string[];
  const shown = useRef(party);
  useEffect(() => {
    if (party === undefined || shown.current === party) return;
    shown.current = party;
    form.setFieldValue('also', others(file, id, party).map((d) => d.id));
  }, [file, form, id, party]);
  useEffect(() => {
    if (party === undefined || form.isFieldTouched('detail')) return;
    const name = file.parties.find((p) => p.id === party)?.name ?? '';
    form.setFieldValue('detail', succeeded !== false && SIGNS.has(method ?? '') ? name : '');
  }, [file, form, method, party, succeeded]);
  const rest = party === undefined ? [] : others(file, id, party);
  if (rest.length === 0) return null;
  return (
    <Field name="also" label={`一并送达（连同上列，共 ${also.length + 1} 份）`}>
      <Checkbox.Group style={{ display: 'grid', gap: 4 }} options={rest.map((d) => ({ value: d.id, label: d.title }))} />
    </Field>
  );
}
