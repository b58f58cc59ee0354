import { Input, Radio, Select } from 'antd';
import type { Approval, Payout } from '../../api/types';
import { DayInput, Field } from '../../ui/fields';
import { caseNo } from '../../ui/format';
import { FormDrawer } from '../../ui/FormDrawer';
import { useToday } from '../../ui/today';
import { at, gap, type FormProps } from './formParts';
import { Propose } from './Propose';
import { Shares, Waiver } from './moneyForms';
import { Decide, type Decision } from '../approval/Decide';
import { DecidePayout } from '../PayoutCard';
import { CommandDrawer, type OpenCommand } from '../command/CommandDrawer';

/** Which form is open, and on what. */
export type OpenForm =
  | OpenCommand
  | { kind: 'approval'; approval: Approval; decision: Decision }
  | { kind: 'signPayout'; payout: Payout }
  | { kind: 'document' | 'payout' | 'shares' | 'waiver' | 'close' }
  | { kind: 'service'; id: string };

/** Every command of the case page as a drawer. */
export function CommandForm({ form, file, onClose }: FormProps & { form: OpenForm }) {
  const props = { file, onClose };
  switch (form.kind) {
    case 'command':
      return <CommandDrawer {...props} name={form.name} on={form.on} />;
    case 'document':
      return <MakeDocument {...props} />;
    case 'payout':
      return <Propose {...props} />;
    case 'shares':
      return <Shares {...props} />;
    case 'waiver':
      return <Waiver {...props} />;
    case 'close':
      return <Close {...props} />;
    case 'approval':
      return <Decide {...at(file)} approval={form.approval} decision={form.decision} onClose={onClose} />;
    case 'signPayout':
      return <DecidePayout payout={form.payout} version={file.version} form="sign" onClose={onClose} />;
    case 'service':
      return <Service {...props} id={form.id} />;
  }
}

/** Papers that the case can have made by hand now, each with whom it goes to and what it is about. */
function MakeDocument({ file, onClose }: FormProps) {
  // The value is what is sent, not a place in the list: the list may be read anew while the drawer is open.
  const papers = file.papers.map(({ kind, party, subject, ...said }) => ({
    value: JSON.stringify({ kind, party, subject }),
    label: [said.title, said.addressee, said.about].filter(Boolean).join('　'),
  }));
  return (
    <FormDrawer<'/api/cases/{id}/do/make_document', { paper: string }>
      {...at(file)}
      title="制作文书"
      action="制作文书"
      path="/api/cases/{id}/do/make_document"
      body={({ paper }) => JSON.parse(paper)}
      onClose={onClose}
    >
      <Field name="paper" label="文书" required>
        <Select showSearch={{ optionFilterProp: 'label' }} options={papers} notFoundContent="现在没有需要手工制作的文书" />
      </Field>
    </FormDrawer>
  );
}

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

function Service({ file, onClose, id }: FormProps & { id: string }) {
  const today = useToday();
  const document = file.documents.find((d) => d.id === id);
  const scans = file.materials.filter((m) => m.file);
  const waiting = document?.targets.filter((t) => !t.served) ?? [];
  return (
    <FormDrawer
      {...at(file)}
      title="登记送达"
      action="登记送达结果"
      path="/api/cases/{id}/do/record_service"
      body={(v) => ({ ...v, document: id, proof: v.proof ?? null })}
      initial={{ party: waiting[0]?.id, method: 'direct', on: today, succeeded: true, detail: '', proof: null }}
      onClose={onClose}
    >
      <p>{document?.title}</p>
      {gap}
      <Field name="party" label="送达对象" required>
        <Select options={waiting.map((t) => ({ value: t.id, label: `${t.role_label} ${t.name}` }))} />
      </Field>
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

function Close({ file, onClose }: FormProps) {
  return (
    <FormDrawer<'/api/cases/{id}/do/close_case', { remark: string }>
      {...at(file)}
      title={`${caseNo(file.case_no)} 结案`}
      action="以执行完毕结案"
      path="/api/cases/{id}/do/close_case"
      initial={{ remark: '' }}
      onClose={onClose}
    >
      <p>结案后案件转入已结。依法结案后仍须办理的（例如送达结案通知书）照常办理，其余还在办理的事项随之撤回。</p>
      {gap}
      <Field name="remark" label="结案说明">
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
    </FormDrawer>
  );
}
