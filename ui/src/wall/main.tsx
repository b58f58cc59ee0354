import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { type ReactNode, StrictMode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { asProblem } from '../api/problem';
import { useEvents } from '../api/events';
import type { LightName, Wall } from '../api/types';
import { wallQuery } from '../api/wall';
import { wallCopy as c } from '../copy/wall';
import { caseNo, clockTime, dayLong, fenFromYuan, momentFull, wan, weekday } from '../ui/format';
import './wall.css';

const STALE_MS = 60_000;
/** Characters of a figure that fit into its tile at full size; a longer one is written smaller. */
const LONG = 8;
const SHAPES: Record<LightName, string> = { overdue: '▲', soon: '◆', normal: '●', idle: '○' };

/** Laid out for 1920×1080 in rem, so that every screen shows the same picture. */
function fit() {
  const size = Math.min(innerWidth / 1920, innerHeight / 1080) * 16;
  document.documentElement.style.fontSize = `${size}px`;
}

/** Time of the wall in milliseconds, moving on every second. */
function useTick(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A wall runs for months: a full reload at three every night takes in upgrades. */
function useNightlyReload(now: number) {
  const [opened] = useState(now);
  useEffect(() => {
    if (3_600_000 < now - opened && momentFull(new Date(now).toISOString()).endsWith('03:00:00')) location.reload();
  }, [now, opened]);
}

function Screen() {
  const wall = useQuery(wallQuery);
  useEvents(true);
  const now = useTick();
  useNightlyReload(now);
  const data = wall.data;
  if (!data) {
    const problem = wall.error ? asProblem(wall.error) : null;
    return (
      <main className="wait">
        <h1>{c.title}</h1>
        <p role="status">{problem ? problem.message : c.loading}</p>
        {problem?.kind === 'signed_out' ? <a href="/">{c.signIn}</a> : null}
      </main>
    );
  }
  const age = now - wall.dataUpdatedAt;
  const stale = STALE_MS < age;
  // The court's clock, moved on by what has passed since; a wall PC's own clock may be wrong.
  const courtTime = new Date(Date.parse(data.at) + age).toISOString();
  return (
    <div className="wall">
      <header className="head">
        <span>{data.court} · 执行指挥中心</span>
        <h1>{c.title}</h1>
        <span className="clock">
          {dayLong(data.today)} {weekday(data.today)} <b>{clockTime(courtTime)}</b>
        </span>
      </header>
      <main className="body">
        <Figures data={data} />
        <Nodes data={data} />
        <Teams data={data} />
        <NextDue data={data} />
      </main>
      <footer className={stale ? 'foot bad' : 'foot'} role="status">
        <span>{stale ? `▲ ${c.stale}` : `● ${c.fresh}`}</span>
        <span>
          {c.updated(clockTime(data.at), Math.max(0, Math.floor(age / 1000)))} · <a href="/">{c.back}</a>
        </span>
      </footer>
    </div>
  );
}

/** A sum of money in 万元, so that it stays inside its tile; every other figure as it is. */
function big({ value, unit }: { value: string; unit: string }): { value: string; unit: string } {
  const fen = unit === '元' ? fenFromYuan(value) : null;
  return fen === null ? { value, unit } : { value: wan(fen), unit: '万元' };
}

/** A number that leads to what it counts, where there is a list of it. */
function Opens({ path, children }: { path?: string | null; children: ReactNode }) {
  return path ? <a href={path}>{children}</a> : children;
}

function Figures({ data }: { data: Wall }) {
  return (
    <section className="figures" aria-label={c.figures}>
      {data.figures.map((f) => {
        const { value, unit } = big(f);
        return (
          <div key={f.code} className="figure">
            <span className="dim">{f.label}</span>
            <span className={`value ${f.light} ${LONG < value.length ? 'long' : ''}`}>
              <Opens path={f.opens}>{value}</Opens>
              <small>{unit}</small>
            </span>
            <span className="dim">{f.note ?? '　'}</span>
          </div>
        );
      })}
    </section>
  );
}

function Nodes({ data }: { data: Wall }) {
  const most = Math.max(1, ...data.nodes.map((n) => n.open));
  const height = (n: number) => ({ height: `${(n / most) * 100}%` });
  return (
    <section className="box nodes" aria-labelledby="nodes">
      <h2 id="nodes">
        {c.nodes} <small>{c.nodesHint}</small>
      </h2>
      <ol>
        {data.nodes.map((n, i) => (
          <li key={n.code}>
            <div className="node">
              <i className={0 < n.late ? 'no hot' : 'no'}>{i + 1}</i>
              <b>{n.name}</b>
              <span className="dim">{n.limit}</span>
            </div>
            <div className="bar" aria-hidden="true">
              <span className="late" style={height(n.late)} />
              <span className="due" style={height(n.due_today)} />
              <span className="open" style={height(Math.max(0, n.open - n.late - n.due_today))} />
            </div>
            <div className="counts">
              <b>
                <Opens path={n.opens}>{n.open}</Opens>
              </b>
              <span className="soon" aria-label={`今日到期 ${n.due_today}`}>◆{n.due_today}</span>
              <span className="overdue" aria-label={`逾期 ${n.late}`}>▲{n.late}</span>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Teams({ data }: { data: Wall }) {
  const most = Math.max(1, ...data.teams.map((t) => t.open));
  return (
    <section className="box teams" aria-labelledby="teams">
      <h2 id="teams">
        {c.teams} <small>{c.teamsHint}</small>
      </h2>
      <ol>
        {data.teams.map((t) => (
          <li key={t.name}>
            <span className="name">{t.name}</span>
            <span className="track" aria-hidden="true">
              <span className="open" style={{ width: `${(Math.max(0, t.open - t.late) / most) * 100}%` }} />
              <span className="late" style={{ width: `${(t.late / most) * 100}%` }} />
            </span>
            <span>
              <Opens path={t.opens}>{t.open}</Opens> {0 < t.late ? <b className="overdue">逾 {t.late}</b> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How many whole lines of a list fit into its box: a wall has nobody to scroll it, and half a line is noise. */
function useFit(count: number) {
  const box = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(count);
  useLayoutEffect(() => {
    const measure = () => {
      const line = box.current?.querySelector('tr')?.getBoundingClientRect().height ?? 0;
      if (box.current && 0 < line) setFits(Math.max(1, Math.floor((box.current.clientHeight + 0.5) / line)));
    };
    measure();
    const watch = new ResizeObserver(measure);
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, [count]);
  return { box, fits };
}

/** What fits: what is late does not push out what is due today or soon, nor the other way round. */
function within(lines: Wall['next_due'], fits: number): Wall['next_due'] {
  const late = lines.filter((line) => line.light === 'overdue');
  const coming = lines.filter((line) => line.light !== 'overdue');
  const kept = Math.max(fits - coming.length, Math.ceil(fits / 2));
  return [...late.slice(0, kept), ...coming].slice(0, fits);
}

function NextDue({ data }: { data: Wall }) {
  const { box, fits } = useFit(data.next_due.length);
  return (
    <section className="box due" aria-labelledby="due">
      <h2 id="due">
        {c.due} <small>{c.dueHint}</small>
      </h2>
      {data.next_due.length === 0 ? <p className="dim">{c.dueNone}</p> : null}
      <div className="lines" ref={box}>
        <table>
          <caption>{c.due}</caption>
          <tbody>
            {within(data.next_due, fits).map((d, i) => (
              <tr key={`${d.case_no}${i}`}>
                <td>
                  <span className={d.light} aria-hidden="true">{SHAPES[d.light]}</span> <Opens path={`/cases/${d.case_id}`}>{caseNo(d.case_no)}</Opens>
                </td>
                <td className="dim">{d.node}</td>
                <td className="dim">{d.holder}</td>
                <td className={`left ${d.light}`}>{d.remaining}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

fit();
addEventListener('resize', fit);

const queries = new QueryClient({ defaultOptions: { queries: { networkMode: 'always', retry: 1 } } });
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Screen />
      </QueryClientProvider>
    </StrictMode>,
  );
}
