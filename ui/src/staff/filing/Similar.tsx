import { useQueries } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useDeferredValue } from 'react';
import { Link } from 'react-router';
import { searchQuery } from '../../api/lists';
import type { ListRow } from '../../api/types';
import { ErrorBar } from '../../ui/ErrorBar';
import { Field } from '../../ui/fields';
import { caseNo } from '../../ui/format';
import s from './Similar.module.css';

/** What of the application a case was found by. */
interface Asked {
  by: string;
  text: string;
}

/**
 * The court's own cases of the same title or of the same people, while the application is typed: whoever files it sees
 * what is there before. A second case of one title and applicant needs a reason.
 */
export function Similar({ own }: { own?: string }) {
  const form = Form.useFormInstance();
  const number = String(Form.useWatch(['claim', 'title', 'number'], form) ?? '');
  const people = [...numbersOf(Form.useWatch('applicants', form), '申请执行人'), ...numbersOf(Form.useWatch('respondents', form), '被执行人')];
  const whole = /\d+号?$/.test(number.trim()) && 8 <= number.trim().length;
  const asked = useDeferredValue<Asked[]>([...(whole ? [{ by: '同一执行依据', text: number.trim() }] : []), ...people]);
  const found = useQueries({ queries: asked.map(({ text }) => searchQuery(text)) });
  const hits = merged(asked, found.map((answer) => answer.data ?? []), own);
  const failed = found.find((answer) => answer.isError);
  if (failed) return <ErrorBar error={failed.error} onRetry={() => void failed.refetch()} />;
  if (hits.length === 0) return null;
  const again = hits.some((hit) => hit.by.includes('同一执行依据'));
  return (
    <section className={s.similar} aria-label="本院已有的相关案件" role="status">
      <b>◆ 本院已有相关案件，请先打开核对</b>
      <ul>
        {hits.map(({ row, by }) => (
          <li key={row.id}>
            <Link to={`/cases/${row.id}`} target="_blank">
              {typeof row['case_no'] === 'string' && row['case_no'] !== '' ? caseNo(row['case_no']) : '未立案'}
            </Link>
            　{row['applicants'] as string} / {row['respondents'] as string}　<span className={s.by}>{by.join('、')}</span>
          </li>
        ))}
      </ul>
      {again ? (
        <Field name="filed_again" label="再次立案的理由" extra="同一执行依据、同一申请执行人已经立案的，写明理由才能再次立案">
          <Input maxLength={200} />
        </Field>
      ) : null}
    </section>
  );
}

/** Those whose whole number was typed: by it alone somebody is known. */
function numbersOf(parties: unknown, role: string): Asked[] {
  const list = (parties ?? []) as { name?: string; identity_number?: string }[];
  return list.flatMap((party) => {
    const number = (party?.identity_number ?? '').replace(/[\s-]/g, '');
    return /^[0-9A-Za-z]{18}$/.test(number) ? [{ by: `${role}${party.name ?? ''}的证件号码相同`, text: number }] : [];
  });
}

/** Each case once, with everything that it was found by. */
function merged(asked: Asked[], found: ListRow[][], own?: string): { row: ListRow; by: string[] }[] {
  const hits = new Map<string, { row: ListRow; by: string[] }>();
  found.forEach((rows, place) => {
    for (const row of rows) {
      if (row.id === own) continue;
      const by = asked[place]?.by ?? '';
      const hit = hits.get(row.id);
      if (hit) hit.by.push(by);
      else hits.set(row.id, { row, by: [by] });
    }
  });
  return [...hits.values()].sort((a, b) => b.by.length - a.by.length).slice(0, 8);
}
