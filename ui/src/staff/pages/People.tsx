import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Form, Input, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { addPerson, fillPost, organisationQuery, peopleQuery, personCommand, type NewPerson, type PersonAct } from '../../api/people';
import type { Organisation, Person, Post } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { Confirm } from '../../ui/Confirm';
import { DrawerFoot } from '../../ui/DrawerFoot';
import { ErrorBar } from '../../ui/ErrorBar';
import { dayFromText } from '../../ui/day';
import { DayInput, Field } from '../../ui/fields';
import { moment } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Panel, Sheet } from '../../ui/Panel';
import { Tabs } from '../../ui/Tabs';
import { useUrlState } from '../../ui/useUrlState';
import { CourtTab } from '../CourtTab';
import { Waiting } from '../Waiting';
import { useMay, useMe } from '../me';
import s from './list.module.css';

const DutiesTab = lazy(() => import('../DutiesTab'));
const KEYS = ['tab'] as const;
const TOUCHES = [['people'], ['organisation']];

export default function People() {
  const [url, setUrl] = useUrlState(KEYS);
  return (
    <Panel fill>
      <Tabs
        label="人员与岗位"
        active={url.tab ?? 'people'}
        onChange={(tab) => setUrl({ tab })}
        items={[
          { key: 'people', label: '人员', render: () => <PeopleTab /> },
          { key: 'posts', label: '团队与岗位', render: () => <PostsTab /> },
          { key: 'duties', label: '权责清单', render: () => <Suspense fallback={null}><DutiesTab /></Suspense> },
          { key: 'court', label: '法院信息', render: () => <CourtTab /> },
        ]}
      />
    </Panel>
  );
}

function PeopleTab() {
  const people = useQuery(peopleQuery);
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [acting, setActing] = useState<{ person: Person; act: PersonAct } | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const manage = may('manage_people');
  return (
    <div className={s.stack}>
      {manage ? (
        <div className={s.row}>
          <Button type="primary" onClick={() => setAdding(true)}>
            添加人员
          </Button>
        </div>
      ) : null}
      <ErrorBar error={people.error} onRetry={() => void people.refetch()} />
      {shown ? (
        <p role="status" ref={intoView}>
          {shown.name} 的初始密码（只显示这一次，请当面告知）：<b className="num">{shown.password}</b>
          {shown.waits ? '。须由另一人确认，确认之前不能用这个密码登录。' : null}
        </p>
      ) : null}
      <Waiting onPassword={setShown} />
      <Sheet
        caption="人员"
        head={['姓名', '账号', '角色', '团队', '岗位', '状态', '最近登录', ...(manage ? ['操作'] : [])]}
        empty={people.isPending ? '正在载入…' : '没有人员'}
      >
        {people.data?.map((p) => (
          <tr key={p.id}>
            <td>{p.name}</td>
            <td>{p.account}</td>
            <td>{p.roles.join('、')}</td>
            <td>{p.teams.join('、') || '—'}</td>
            <td>{p.posts.join('、') || '—'}</td>
            <td>{stateOf(p)}</td>
            <td className="num">{moment(p.last_sign_in_at)}</td>
            {manage ? (
              <td>
                <PersonActs person={p} onAct={(act) => setActing({ person: p, act })} />
              </td>
            ) : null}
          </tr>
        )) ?? []}
      </Sheet>
      {adding ? (
        <AddPerson
          onClose={() => setAdding(false)}
          onPassword={setShown}
        />
      ) : null}
      {acting?.act === 'roles' ? <RolesForm person={acting.person} onClose={() => setActing(null)} /> : null}
      {acting && acting.act !== 'roles' ? (
        <PersonConfirm person={acting.person} act={acting.act} onClose={() => setActing(null)} onPassword={setShown} />
      ) : null}
    </div>
  );
}

/** Whoever acts on a row far down would not see what is said above the table. */
function intoView(said: HTMLElement | null) {
  said?.scrollIntoView({ block: 'center' });
}

/** A first password as it is shown once. */
interface Shown {
  name: string;
  password: string;
  /** A second person has to confirm it first. */
  waits: boolean;
}

function stateOf(p: Person) {
  if (!p.active) return <Light light="idle">已停用</Light>;
  if (p.locked) return <Light light="overdue">已锁定</Light>;
  if (p.on_leave_until) return <Light light="soon">请假至 {p.on_leave_until}</Light>;
  return <Light light="normal">在岗</Light>;
}

function PersonActs({ person, onAct }: { person: Person; onAct: (act: PersonAct) => void }) {
  const me = useMe();
  const acts: [PersonAct, string][] = [
    ...(person.locked ? ([['unlock', '解锁']] as [PersonAct, string][]) : []),
    ['password', '重置密码'],
    ['leave', '请假'],
    ['roles', '角色'],
    ...(person.id === me.id ? [] : ([['disable', '停用']] as [PersonAct, string][])),
  ];
  const offered: [PersonAct, string][] = person.active ? acts : [['enable', '启用']];
  return (
    <>
      {offered.map(([act, label]) => (
        <Button key={act} type="link" size="small" style={{ padding: '0 4px' }} aria-label={`${label} ${person.name}`} onClick={() => onAct(act)}>
          {label}
        </Button>
      ))}
    </>
  );
}

const SECOND = '涉及签批、复核、付款、人员管理的角色，须由另一人确认后才生效。';

const ACTS: Record<PersonAct, { title: string; text: string }> = {
  disable: { title: '停用', text: '停用后立即退出登录，不能再登录；其办案记录保留。' },
  enable: { title: '重新启用', text: `恢复原有的角色、团队和岗位，生成新的初始密码，首次登录时必须修改。${SECOND}` },
  unlock: { title: '解锁', text: '解除因连续输错密码造成的锁定。' },
  password: { title: '重置密码', text: `生成新的初始密码，下次登录时必须修改。${SECOND}` },
  leave: { title: '登记请假', text: '请假期间由岗位的备岗人员办理，不再分案。' },
  roles: { title: '调整角色', text: `角色决定能办什么，团队决定分到什么案件。${SECOND}` },
};

function PersonConfirm({
  person,
  act,
  onClose,
  onPassword,
}: {
  person: Person;
  act: Exclude<PersonAct, 'roles'>;
  onClose: () => void;
  onPassword: (shown: Shown) => void;
}) {
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const command = useCommand(personCommand, {
    version: person.version,
    touches: TOUCHES,
    onDone: (result) => {
      if (result?.first_password) {
        onPassword({ name: person.name, password: result.first_password, waits: result.awaits_confirmation ?? false });
      }
      onClose();
    },
  });
  const [reason, setReason] = useState('');
  const [pressed, setPressed] = useState(false);
  const submit = () => {
    const { id } = person;
    setPressed(true);
    if (act === 'leave') {
      if (from && to && from <= to) command.mutate({ id, act, body: { from_on: from, until_on: to, reason } });
    } else if (act === 'enable') {
      if (reason.trim()) command.mutate({ id, act, body: { reason: reason.trim() } });
    } else if (act === 'disable') command.mutate({ id, act, body: { reason } });
    else command.mutate({ id, act, body: {} });
  };
  return (
    <Confirm
      open
      title={`${ACTS[act].title}：${person.name}`}
      action={ACTS[act].title}
      danger={act === 'disable'}
      busy={command.isPending}
      error={command.error}
      onConfirm={submit}
      onClose={onClose}
    >
      <p>{ACTS[act].text}</p>
      {act === 'leave' ? (
        <div style={{ display: 'grid', gap: 8, marginTop: 8 }}>
          <label htmlFor="leave-from">自</label>
          <DayInput id="leave-from" value={from} onChange={setFrom} />
          {pressed && !dayFromText(from ?? '') ? <Wrong>请选择请假的第一天</Wrong> : null}
          <label htmlFor="leave-to">至（含当日）</label>
          <DayInput id="leave-to" value={to} onChange={setTo} />
          {pressed && !dayFromText(to ?? '') ? <Wrong>请选择请假的最后一天</Wrong> : null}
          {pressed && from && to && to < from ? <Wrong>最后一天早于第一天，请改正</Wrong> : null}
        </div>
      ) : null}
      {act === 'leave' || act === 'disable' || act === 'enable' ? (
        <div style={{ display: 'grid', gap: 4, marginTop: 8 }}>
          <label htmlFor="person-reason">{act === 'leave' ? '事由' : act === 'enable' ? '原因（必填）' : '原因'}</label>
          <Input
            id="person-reason"
            value={reason}
            maxLength={200}
            status={pressed && act === 'enable' && !reason.trim() ? 'error' : undefined}
            onChange={(e) => setReason(e.target.value)}
          />
          {pressed && act === 'enable' && !reason.trim() ? <Wrong>请填写重新启用的原因</Wrong> : null}
        </div>
      ) : null}
    </Confirm>
  );
}

/** What is wrong with the field above. */
function Wrong({ children }: { children: string }) {
  return (
    <p role="alert" className={s.wrong}>
      {children}
    </p>
  );
}

function AddPerson({ onClose, onPassword }: { onClose: () => void; onPassword: (shown: Shown) => void }) {
  const organisation = useQuery(organisationQuery);
  const [form] = Form.useForm<NewPerson>();
  const command = useCommand(addPerson, {
    touches: TOUCHES,
    onDone: (result, values) => {
      if (result.first_password) {
        onPassword({ name: values.name, password: result.first_password, waits: result.awaits_confirmation ?? false });
      }
      onClose();
    },
  });
  return (
    <Drawer
      open
      title="添加人员"
      onClose={onClose}
      footer={
        <DrawerFoot onCancel={onClose}>
          <Button type="primary" loading={command.isPending} onClick={() => form.submit()}>
            添加人员
          </Button>
        </DrawerFoot>
      }
    >
      <ErrorBar error={command.error} focus />
      <Form form={form} layout="vertical" onFinish={(values) => command.mutate(values)}>
        <Field name="name" label="姓名" required>
          <Input maxLength={30} autoComplete="off" />
        </Field>
        <Field
          name="account"
          label="账号"
          required
          rules={[
            { required: true, whitespace: true, message: '请填写账号' },
            { min: 3, message: '账号至少 3 位' },
          ]}
        >
          <Input maxLength={32} autoComplete="off" />
        </Field>
        <Field name="roles" label="角色" rules={[{ required: true, type: 'array', min: 1, message: '请选择至少一个角色' }]}>
          <Select mode="multiple" options={options(organisation.data?.roles)} />
        </Field>
        <Field name="team" label="团队">
          <Select allowClear options={options(organisation.data?.teams)} />
        </Field>
      </Form>
    </Drawer>
  );
}

function RolesForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const organisation = useQuery(organisationQuery);
  const [form] = Form.useForm<{ roles: string[]; teams: string[]; reason: string }>();
  const command = useCommand(personCommand, { version: person.version, touches: TOUCHES, onDone: onClose });
  return (
    <Drawer
      open
      title={`${ACTS.roles.title}：${person.name}`}
      onClose={onClose}
      footer={
        <DrawerFoot onCancel={onClose}>
          <Button type="primary" loading={command.isPending} onClick={() => form.submit()}>
            {ACTS.roles.title}
          </Button>
        </DrawerFoot>
      }
    >
      <ErrorBar error={command.error} focus />
      <p style={{ marginBottom: 12 }}>{ACTS.roles.text}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ roles: person.role_codes, teams: person.team_codes }}
        onFinish={(body) => command.mutate({ id: person.id, act: 'roles', body })}
      >
        <Field name="roles" label="角色" rules={[{ required: true, type: 'array', min: 1, message: '请选择至少一个角色' }]}>
          <Select mode="multiple" options={options(organisation.data?.roles)} />
        </Field>
        <Field name="teams" label="团队">
          <Select mode="multiple" options={options(organisation.data?.teams)} />
        </Field>
        <Field name="reason" label="调整理由" required>
          <Input.TextArea rows={3} maxLength={300} showCount />
        </Field>
      </Form>
    </Drawer>
  );
}

function options(list: { code: string; name: string }[] | undefined): { value: string; label: string }[] {
  return list?.map((x) => ({ value: x.code, label: x.name })) ?? [];
}

function PostsTab() {
  const organisation = useQuery(organisationQuery);
  const may = useMay();
  const [filling, setFilling] = useState<Post | null>(null);
  const o = organisation.data;
  const manage = may('manage_people');
  return (
    <div className={s.stack}>
      <ErrorBar error={organisation.error} onRetry={() => void organisation.refetch()} />
      {o ? (
        <p>
          {o.court} · 办案模式：{o.mode}
        </p>
      ) : null}
      <Sheet
        caption="团队与岗位"
        head={['团队', '岗位', '角色', '在岗', '备岗', ...(manage ? ['操作'] : [])]}
        empty={organisation.isPending ? '正在载入…' : '没有岗位'}
      >
        {o?.teams.flatMap((t) =>
          t.posts.map((p) => (
            <tr key={`${t.code}/${p.code}`}>
              <td>{t.name}</td>
              <td>{p.name}</td>
              <td>{p.role}</td>
              <td>{p.holder ?? <Light light="overdue">空缺</Light>}</td>
              <td>{p.stand_in ?? '—'}</td>
              {manage ? (
                <td>
                  <Button type="link" size="small" style={{ padding: '0 4px' }} aria-label={`定岗 ${p.name}`} onClick={() => setFilling(p)}>
                    定岗
                  </Button>
                </td>
              ) : null}
            </tr>
          )),
        ) ?? []}
      </Sheet>
      {filling && o ? <FillPost post={filling} organisation={o} onClose={() => setFilling(null)} /> : null}
    </div>
  );
}

function FillPost({ post, organisation, onClose }: { post: Post; organisation: Organisation; onClose: () => void }) {
  const [form] = Form.useForm<{ holders: string[]; stand_ins: string[] }>();
  const command = useCommand(fillPost, { version: organisation.version, touches: TOUCHES, onDone: onClose });
  const people = organisation.people.map((p) => ({ value: p.id, label: p.name }));
  return (
    <Drawer
      open
      title={`定岗定人：${post.name}`}
      onClose={onClose}
      footer={
        <DrawerFoot onCancel={onClose}>
          <Button type="primary" loading={command.isPending} onClick={() => form.submit()}>
            保存定岗
          </Button>
        </DrawerFoot>
      }
    >
      <ErrorBar error={command.error} focus />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ holders: post.holders.map((h) => h.id), stand_ins: post.stand_ins.map((h) => h.id) }}
        onFinish={(values) => command.mutate({ post: post.code, ...values })}
      >
        <Field name="holders" label="在岗人员">
          <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={people} />
        </Field>
        <Field name="stand_ins" label="备岗人员">
          <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={people} />
        </Field>
      </Form>
    </Drawer>
  );
}
