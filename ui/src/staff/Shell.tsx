import {
  ApartmentOutlined,
  AuditOutlined,
  BellOutlined,
  ClockCircleOutlined,
  DashboardOutlined,
  EditOutlined,
  FolderOutlined,
  FormOutlined,
  HomeOutlined,
  SyncOutlined,
  TableOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { useIsFetching, useQuery } from '@tanstack/react-query';
import { Button, Popover } from 'antd';
import { lazy, memo, Suspense, useCallback, useEffect, useState, type ReactNode } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { useEvents } from '../api/events';
import { jobsQuery } from '../api/jobs';
import { noticesQuery } from '../api/notices';
import { listsQuery, totalQuery } from '../api/lists';
import { lookAt } from '../api/place';
import { alarmsOf, queueQuery } from '../api/queue';
import { advanceClock } from '../api/session';
import { useCommand } from '../api/useCommand';
import { courts } from '../copy/courts';
import { shell } from '../copy/shell';
import { Announcer } from '../ui/announce';
import { ErrorBar } from '../ui/ErrorBar';
import { clockTime, weekday } from '../ui/format';
import { useKeys } from '../ui/keys';
import { useOwnTitle } from '../ui/title';
import { useMay, useMe } from './me';
import { Opener } from './Opener';
import { PageHelp } from './PageHelp';
import { PrintHead } from './PrintHead';
import { Search } from './Search';
import s from './Shell.module.css';
import { UserMenu } from './UserMenu';

/** Opened by few, and only then loaded. */
const Notices = lazy(() => import('./Notices'));
const JobTray = lazy(() => import('../ui/JobTray'));

const KeyList = lazy(() => import('./KeyList'));

interface Item {
  to: string;
  label: string;
  icon: ReactNode;
  act: string | null;
  /** After G; lists that only their description knows have none. */
  key: string | null;
  /** Only for who looks into courts below. */
  above?: boolean;
}

const ITEMS: Item[] = [
  { to: '/', label: shell.menu.workbench, icon: <HomeOutlined />, act: null, key: 'w' },
  { to: '/cases', label: shell.menu.cases, icon: <FolderOutlined />, act: 'list_cases', key: 'c' },
  { to: '/tasks', label: shell.menu.tasks, icon: <UnorderedListOutlined />, act: 'list_tasks', key: 't' },
  { to: '/approvals', label: shell.menu.approvals, icon: <EditOutlined />, act: 'sign_approval', key: 's' },
  { to: '/expiring', label: shell.menu.expiring, icon: <ClockCircleOutlined />, act: 'list_cases', key: 'e' },
  { to: '/filing', label: shell.menu.filing, icon: <FormOutlined />, act: 'file_case', key: 'l' },
  { to: '/funds', label: shell.menu.funds, icon: <AuditOutlined />, act: 'view_funds', key: 'f' },
  { to: '/modes', label: shell.menu.modes, icon: <TableOutlined />, act: 'view_modes', key: 'm' },
  { to: '/people', label: shell.menu.people, icon: <TeamOutlined />, act: 'view_people', key: 'p' },
  { to: '/courts', label: shell.menu.courts, icon: <ApartmentOutlined />, act: null, key: 'b', above: true },
  { to: '/queue', label: shell.menu.queue, icon: <SyncOutlined />, act: 'manage_jobs', key: 'h' },
];

/** A list that needs no page of its own is in the menu as soon as it is described. */
const listItem = (list: { key: string; title: string }): Item => ({ to: `/lists/${list.key}`, label: list.title, icon: <TableOutlined />, act: null, key: null });

/** Header, menu and the page. The menu only has pages that exist and that the role may open. */
export function Shell() {
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const freshness = useEvents(true);
  const [keysOpen, setKeysOpen] = useState(false);
  const showKeys = useCallback(() => setKeysOpen(true), []);
  const lists = useQuery(listsQuery);
  const items = [
    ...ITEMS.filter((i) => (i.act === null || may(i.act)) && (!i.above || me.looks_below)),
    ...(lists.data ?? []).filter((l) => l.menu).map(listItem),
  ];
  const title = useShown(items);
  useKeys({
    ...Object.fromEntries(items.filter((i) => i.key !== null).map((i) => [`g ${i.key}`, () => void navigate(i.to)])),
    '?': showKeys,
  });
  return (
    <div className={s.shell}>
      <a className={s.skip} href="#main">
        跳到正文
      </a>
      <header className={s.header}>
        <Link to="/" className={s.product}>
          {shell.product}
        </Link>
        <Place />
        <ManualClock />
        <span className={s.space} />
        <Search />
        <PageHelp onKeys={showKeys} />
        <Bell />
        <UserMenu onKeys={showKeys} />
      </header>
      <nav className={s.menu} aria-label="主菜单">
        {items.map((i) => (
          <NavLink key={i.to} to={i.to} end={i.to === '/'} className={({ isActive }) => `${s.item} ${isActive ? s.here : ''}`}>
            {i.icon}
            {i.label}
            {i.to === '/queue' ? <Alarms /> : null}
            {i.to === '/approvals' ? <ToSign /> : null}
          </NavLink>
        ))}
        {may('view_wall') && !me.elsewhere ? (
          <a className={s.item} href="/wall.html" target="_blank" rel="noreferrer">
            <DashboardOutlined />
            {shell.menu.wall}
          </a>
        ) : null}
        <span className={s.space} />
        {me.simulated ? <p className={s.note}>{shell.simulated}</p> : null}
        {freshness === 'polling' ? <p className={s.note}>{shell.polling}</p> : null}
      </nav>
      <main id="main" className={s.main} tabIndex={-1}>
        <PrintHead title={title} />
        <Offline />
        <Opener>
          <Suspense>
            <Outlet />
          </Suspense>
        </Opener>
      </main>
      <Announcer />
      {keysOpen ? (
        <Suspense>
          <KeyList onClose={() => setKeysOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** What is shown, for the tab of the browser and for the head of a print: the page's own name, else its place in the menu. */
function useShown(items: Item[]): string {
  const { pathname } = useLocation();
  const place = items.find((i) => (i.to === '/' ? pathname === '/' : pathname === i.to || pathname.startsWith(`${i.to}/`)));
  const title = useOwnTitle() ?? place?.label ?? shell.product;
  useEffect(() => {
    document.title = title === shell.product ? title : `${title} · ${shell.product}`;
    return () => {
      document.title = shell.product;
    };
  }, [title]);
  return title;
}

/** Which court this page is about. */
const Place = memo(function Place() {
  const me = useMe();
  if (!me.elsewhere) return <span className={s.court}>{me.court.name}</span>;
  return (
    <span className={s.court} role="status">
      {courts.looking(me.elsewhere.name)}{' '}
      <Button size="small" ghost onClick={() => lookAt(null, '/courts')}>
        {courts.back}
      </Button>
    </span>
  );
});

/** How much waits for the reader's signature. */
const ToSign = memo(function ToSign() {
  const total = useQuery(totalQuery('approvals', {}));
  const count = total.data?.count ?? 0;
  return 0 < count ? <span className={s.count}>{count}</span> : null;
});

/** How much of what runs in the background asks for somebody. */
const Alarms = memo(function Alarms() {
  const queue = useQuery(queueQuery);
  const count = queue.data ? alarmsOf(queue.data) : 0;
  return 0 < count ? <span className={s.count}>{count}</span> : null;
});

/** What is new for the reader, and what runs for them in the background. */
const Bell = memo(function Bell() {
  const [open, setOpen] = useState(false);
  const notices = useQuery(noticesQuery);
  const jobs = useQuery(jobsQuery);
  const unseen = notices.data?.unseen ?? 0;
  const running = jobs.data?.filter((j) => j.state === 'queued' || j.state === 'running').length ?? 0;
  const count = unseen + running;
  const content = (
    <Suspense>
      <Notices onGo={() => setOpen(false)} />
      <JobTray />
    </Suspense>
  );
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={content}>
      <span className={s.bellBox}>
        <Button type="text" className={s.bell} icon={<BellOutlined />} aria-label={0 < unseen ? `${shell.bell}（${shell.unseen(unseen)}）` : shell.bell} />
        {0 < count ? <span className={s.count}>{99 < count ? '99+' : count}</span> : null}
      </span>
    </Popover>
  );
});

const ManualClock = memo(function ManualClock() {
  const me = useMe();
  const may = useMay();
  const command = useCommand(advanceClock, { touches: [[]] });
  if (!me.clock.manual) return null;
  return (
    <span className={s.clock}>
      {shell.clock(me.clock.today, weekday(me.clock.today))}
      {may('move_clock') ? (
        <Button size="small" ghost loading={command.isPending} onClick={() => command.mutate({ advance_days: 1 })}>
          {shell.advance}
        </Button>
      ) : null}
      {command.error ? (
        <div className={s.clockError}>
          <ErrorBar error={command.error} />
        </div>
      ) : null}
    </span>
  );
});

/** A bar while the network is away; what is on the page stays. */
function Offline() {
  const [since, setSince] = useState<string | null>(null);
  const fetching = useIsFetching();
  useEffect(() => {
    const off = () => setSince((old) => old ?? clockTime(new Date().toISOString()));
    const on = () => setSince(null);
    addEventListener('offline', off);
    addEventListener('online', on);
    return () => {
      removeEventListener('offline', off);
      removeEventListener('online', on);
    };
  }, [fetching]);
  return since ? (
    <p className={s.offline} role="status">
      {shell.offline(since)}
    </p>
  ) : null;
}
