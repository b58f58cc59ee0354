import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { accessQuery, settleAccess, type AccessAct } from '../api/people';
import type { Access } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Confirm } from '../ui/Confirm';
import { ErrorBar } from '../ui/ErrorBar';
import { moment } from '../ui/format';
import { Sheet } from '../ui/Panel';
import { useMay } from './me';

const TOUCHES = [['people'], ['organisation'], ['court']];

/**
 * 待第二人确认: what one administrator cannot do alone. Shown to everybody who sees the people. Whoever confirms is
 * given the password that somebody gets who is trusted from now on.
 */
export function Waiting({ onPassword }: { onPassword: (shown: { name: string; password: string; waits: boolean }) => void }) {
  const waiting = useQuery(accessQuery);
  const may = useMay();
  const [acting, setActing] = useState<{ access: Access; act: AccessAct } | null>(null);
  const offered = (a: Access): [AccessAct, string][] => [
    ...(a.confirmable ? ([['confirm', `确认${a.title}`]] as [AccessAct, string][]) : []),
    ...(may('confirm_access') ? ([['refuse', '不予确认']] as [AccessAct, string][]) : []),
    ...(may('manage_people') ? ([['withdraw', '撤回']] as [AccessAct, string][]) : []),
  ];
  if (!waiting.error && !waiting.data?.length) return null;
  return (
    <div>
      <h2 style={{ fontSize: '1rem', margin: '0 0 6px' }}>待第二人确认</h2>
      <ErrorBar error={waiting.error} onRetry={() => void waiting.refetch()} />
      <Sheet caption="待第二人确认" head={['姓名', '账号', '申请事项', '角色', '申请人', '申请时间', '可以确认的', '操作']} empty="没有待确认的">
        {waiting.data?.map((a) => (
          <tr key={a.id}>
            <td>{a.name}</td>
            <td>{a.account}</td>
            <td>
              {a.reason ? `${a.title}（${a.reason}）` : a.title}
              <Changes of={a} />
            </td>
            <td>{a.roles.join('、') || '—'}</td>
            <td>{a.asked_by}</td>
            <td className="num">{moment(a.asked_at)}</td>
            <td>{a.who}</td>
            <td>
              {offered(a).map(([act, label]) => (
                <Button key={act} type="link" size="small" style={{ padding: '0 4px' }} aria-label={`${label} ${a.name}`} onClick={() => setActing({ access: a, act })}>
                  {label}
                </Button>
              ))}
            </td>
          </tr>
        )) ?? []}
      </Sheet>
      {acting ? <Settle access={acting.access} act={acting.act} onPassword={onPassword} onClose={() => setActing(null)} /> : null}
    </div>
  );
}

/** Accounts of the court before and after. */
function Changes({ of }: { of: Access }) {
  return of.changes.map((change) => <div key={change}>{change}</div>);
}

const TEXTS: Record<AccessAct, string> = {
  confirm: '请先向本人核实，确认是本人或者本院要求的。确认后立即生效，记入办案流水。',
  refuse: '申请作废，账号保持原样，记入办案流水。',
  withdraw: '申请作废，生成的初始密码不能再用。',
};

const ACCOUNTS: Record<AccessAct, string> = {
  confirm: '请先与财务和开户银行核实账户。确认后，案款收付、执行费上缴立即按新账户办理，记入办案流水。',
  refuse: '申请作废，账户保持原样，记入办案流水。',
  withdraw: '申请作废，账户保持原样。',
};

const FRESH = '其现在的密码未经第二人确认，确认后作废。新的初始密码只显示给您，请当面交给本人，不要交给申请人。';

interface SettleProps {
  access: Access;
  act: AccessAct;
  onPassword: Parameters<typeof Waiting>[0]['onPassword'];
  onClose: () => void;
}

function Settle({ access, act, onPassword, onClose }: SettleProps) {
  const command = useCommand(settleAccess, {
    touches: TOUCHES,
    onDone: (result) => {
      if (result.first_password) onPassword({ name: access.name, password: result.first_password, waits: false });
      onClose();
    },
  });
  const ofCourt = access.kind === 'accounts';
  const action = { confirm: `确认${access.title}`, refuse: '不予确认', withdraw: '撤回申请' }[act];
  return (
    <Confirm
      open
      title={`${action}：${access.name}`}
      action={action}
      danger={act === 'refuse'}
      busy={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate({ id: access.id, act })}
      onClose={onClose}
    >
      <p>
        {access.asked_by}于 {moment(access.asked_at)} 申请{access.title}
        {ofCourt ? '：' : `（${access.roles.join('、')}）。`}
      </p>
      <Changes of={access} />
      <p>{(ofCourt ? ACCOUNTS : TEXTS)[act]}</p>
      {act === 'confirm' && access.gives_password ? <p>{FRESH}</p> : null}
    </Confirm>
  );
}
