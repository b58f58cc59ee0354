import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { docketQuery } from '../../api/cases';
import type { LightName } from '../../api/types';
import { caseCopy as c } from '../../copy/case';
import { ErrorBar } from '../../ui/ErrorBar';
import { moment, momentFull } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { useStored } from '../../ui/stored';
import { useToday } from '../../ui/today';
import s from './Case.module.css';

const MARKS: Record<LightName, string> = { overdue: '▲', soon: '◆', normal: '●', idle: '○' };
type Which = 'key' | 'all';
const isWhich = (value: unknown): value is Which => value === 'key' || value === 'all';

/** 办案流水: who did what, when it happened, and when it was written down if that differs; the key lines, or all. */
export function Docket({ id }: { id: string }) {
  const docket = useInfiniteQuery(docketQuery(id));
  const [which, setWhich] = useStored<Which>('docket', 'all', isWhich);
  const year = Number(useToday().slice(0, 4));
  const all = docket.data?.pages.flatMap((p) => p.items) ?? [];
  const lines = which === 'all' ? all : all.filter((line) => line.key);
  return (
    <div className={s.docket} role="region" aria-label={c.docket} tabIndex={0}>
      <Panel
        title={c.docket}
        extra={
          <Radio.Group
            aria-label={c.docketWhich}
            size="small"
            optionType="button"
            value={which}
            onChange={(e) => setWhich(e.target.value as Which)}
            options={[
              { value: 'key', label: c.docketKey },
              { value: 'all', label: c.docketAll },
            ]}
          />
        }
      >
        <ErrorBar error={docket.error} onRetry={() => void docket.refetch()} />
        {docket.isSuccess && lines.length === 0 ? <p className={s.dim}>{all.length === 0 ? c.docketEmpty : c.docketNoKey}</p> : null}
        <ol className={s.lines}>
          {lines.map((line) => (
            <li key={line.seq} className={s.line}>
              <span className={`${s.mark} ${s[line.light]}`} aria-hidden="true">
                {MARKS[line.light]}
              </span>
              <div className={s.when} title={momentFull(line.at)}>
                {moment(line.at, year)} · {line.actor}
                {moment(line.at) === moment(line.recorded_at) ? '' : `（${c.backfilled(moment(line.recorded_at, year))}）`}
              </div>
              <div className={s.text}>{line.text}</div>
            </li>
          ))}
        </ol>
        {docket.hasNextPage ? (
          <Button size="small" block loading={docket.isFetchingNextPage} onClick={() => void docket.fetchNextPage()}>
            {c.docketMore}
          </Button>
        ) : null}
      </Panel>
    </div>
  );
}
