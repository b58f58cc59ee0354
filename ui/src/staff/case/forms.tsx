import { Input, Select } from 'antd';
import type { Approval, Payout } from '../../api/types';
import { Field } from '../../ui/fields';
import { caseNo } from '../../ui/format';
import { FormDrawer } from '../../ui/FormDrawer';
import { at, gap, type FormProps } from './formParts';
import { Propose } from './Propose';
import { Service } from './Service';
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
