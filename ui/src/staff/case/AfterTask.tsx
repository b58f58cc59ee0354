import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { rowsQuery } from '../../api/lists';
import { caseCopy as c } from '../../copy/case';
import { caseNo } from '../../ui/format';
import { taskLink } from '../tabs';
import s from './Case.module.css';

/** After a task: the next one of the same kind that is the reader's, if there is one. */
export default function AfterTask({ task, title }: { task: string; title: string }) {
  const mine = useInfiniteQuery(rowsQuery('tasks', {}));
  const next = mine.data?.pages.flatMap((p) => p.items).find((row) => row['title'] === title && row.id !== task && row.case_id);
  return (
    <p role="status" className={s.rule}>
      {c.taskDone(title)}{' '}
      {next?.case_id ? (
        <Link to={taskLink(next.case_id, next.opens, next.id, true)}>
          {c.nextOfKind}：{title} {caseNo(String(next['case_no'] ?? ''))}
        </Link>
      ) : mine.isSuccess ? (
        c.noneOfKind
      ) : null}
    </p>
  );
}
