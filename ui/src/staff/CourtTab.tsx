import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { courtQuery, describeCourt, type CourtDescription } from '../api/court';
import type { CourtInfo } from '../api/types';
import { useCommand } from '../api/useCommand';
import { announce } from '../ui/announce';
import { ErrorBar } from '../ui/ErrorBar';
import { Field, fieldPath } from '../ui/fields';
import { Panel } from '../ui/Panel';
import { useMay } from './me';
import s from './filing/Filing.module.css';

const TOUCHES = [['court'], ['organisation'], ['session'], ['people']];

const WAITS = '账户的变更已申请，须由另一人在“人员”页确认，确认之前仍按原账户收付。';

/** What the court is: papers, payment files and messages are written with it. Only an administrator may say it. */
export function CourtTab() {
  const court = useQuery(courtQuery);
  const manage = useMay()('manage_people');
  return (
    <>
      <ErrorBar error={court.error} onRetry={() => void court.refetch()} />
      {court.isPending ? <p>正在载入…</p> : null}
      {court.data ? <ModePanel court={court.data} /> : null}
      {court.data ? <Description court={court.data} manage={manage} /> : null}
    </>
  );
}

function ModePanel({ court }: { court: CourtInfo }) {
  const may = useMay();
  return (
    <Panel title="办案模式">
      <p>
        {court.mode ? `已启用：${court.mode.name}` : '尚未启用，不能收案'} {may('view_modes') ? <Link to="/modes">办案模式</Link> : null}
      </p>
    </Panel>
  );
}

function Description({ court, manage }: { court: CourtInfo; manage: boolean }) {
  const [form] = Form.useForm<CourtDescription>();
  const [waits, setWaits] = useState(false);
  const command = useCommand(describeCourt, {
    version: court.version,
    touches: TOUCHES,
    onDone: ({ happened }) => {
      const asked = happened.includes('staff.access_asked');
      setWaits(asked);
      announce(asked ? WAITS : '法院信息已登记');
    },
  });
  const { error } = command;
  useEffect(() => {
    if (!error) return;
    const fields = error.findings.flatMap((f) =>
      f.field ? [{ name: fieldPath(f.field) as never, errors: [[f.title, f.remedy].filter(Boolean).join('：')] }] : [],
    );
    form.setFields(fields);
  }, [error, form]);
  const { name, full_name, parent, address, phone, fund_account, treasury_account } = court;
  return (
    <Panel title={`法院信息（${court.code}）`}>
      <ErrorBar error={error} focus onField={(field) => form.focusField(fieldPath(field) as never)} />
      <Form
        form={form}
        layout="vertical"
        disabled={!manage}
        initialValues={{ court_name: name, full_name, parent, address, phone, fund_account, treasury_account }}
        onFinish={(values) => command.mutate(values)}
      >
        <div className={s.grid}>
          <Field name="court_name" label="法院名称" required className={s.half}>
            <Input maxLength={50} autoComplete="off" />
          </Field>
          <Field name="full_name" label="文书上的全称" extra="冠以省、自治区、直辖市，与院印一致" className={s.half}>
            <Input maxLength={50} autoComplete="off" />
          </Field>
          <Field name="parent" label="上级法院代字" extra="没有的不填">
            <Input maxLength={10} autoComplete="off" />
          </Field>
          <Field name="phone" label="联系电话" required>
            <Input maxLength={30} autoComplete="off" inputMode="tel" />
          </Field>
          <Field name="address" label="地址" required className={s.half}>
            <Input maxLength={100} autoComplete="off" />
          </Field>
        </div>
        {manage ? <p>账户登记以后再变更，须由另一人确认后才生效。</p> : null}
        {waits ? <p role="status">{WAITS}</p> : null}
        <Account at="fund_account" title="案款专户" note="银行流水按这个账号核对，账号不同的流水不能导入。" />
        <Account at="treasury_account" title="执行费缴款账户" note="执行费按这个账户上缴。" />
        {manage ? (
          <Button type="primary" htmlType="submit" loading={command.isPending}>
            登记法院信息
          </Button>
        ) : null}
      </Form>
    </Panel>
  );
}

function Account({ at, title, note }: { at: 'fund_account' | 'treasury_account'; title: string; note: string }) {
  return (
    <fieldset className={s.party} style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>
        <b>{title}</b>　{note}
      </legend>
      <div className={s.grid}>
        <Field name={[at, 'name']} label={`${title}户名`} required>
          <Input maxLength={100} autoComplete="off" />
        </Field>
        <Field name={[at, 'bank']} label={`${title}开户行`} required>
          <Input maxLength={100} autoComplete="off" />
        </Field>
        <Field name={[at, 'bank_code']} label={`${title}联行号`}>
          <Input maxLength={14} autoComplete="off" inputMode="numeric" />
        </Field>
        <Field name={[at, 'account']} label={`${title}账号`} required>
          <Input maxLength={40} autoComplete="off" inputMode="numeric" />
        </Field>
      </div>
    </fieldset>
  );
}
