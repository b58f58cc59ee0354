import type { LightName } from '../api/types';
import { remainingDays } from './format';
import { Light } from './Light';
import { useToday } from './today';

/** Remaining time to a limit. The day was computed by the server; the hover shows it with its rule. */
export function Deadline({
  light,
  due,
  done,
  basis,
}: {
  light: LightName;
  due: string | null;
  done?: boolean;
  basis?: string | null;
}) {
  const today = useToday();
  if (done) return <Light light="idle">已完成</Light>;
  if (!due) return <span>—</span>;
  return (
    <span title={`期限 ${due}${basis ? ` · ${basis}` : ''}`}>
      <Light light={light}>{remainingDays(due, today)}</Light>
    </span>
  );
}
