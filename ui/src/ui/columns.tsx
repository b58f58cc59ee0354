import { Button, Popover } from 'antd';
import { useMemo } from 'react';
import type { Column } from './CaseGrid';
import { useStored } from './stored';

const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((v) => typeof v === 'string');

/** Which columns a list shows, first all but `usual`; kept in this browser, and on the server with a saved view. */
export function useColumns<T>(
  list: string,
  all: Column<T>[],
  usual: string[],
): { columns: Column<T>[]; setup: React.ReactNode; hidden: string[]; setHidden: (hidden: string[]) => void } {
  const [hidden, setHidden] = useStored<string[]>(`columns.${list}`, usual, isNames);
  const columns = useMemo(() => all.filter((c) => c.always || !hidden.includes(c.key)), [all, hidden]);
  const setup = (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title="显示的列"
      content={
        <div style={{ display: 'grid', gap: 6 }}>
          {all.map((c) => (
            <label key={c.key}>
              <input
                type="checkbox"
                checked={c.always || !hidden.includes(c.key)}
                disabled={c.always}
                onChange={(e) => setHidden(e.target.checked ? hidden.filter((k) => k !== c.key) : [...hidden, c.key])}
              />{' '}
              {c.title}
            </label>
          ))}
          <Button size="small" onClick={() => setHidden(usual)}>
            恢复默认列
          </Button>
        </div>
      }
    >
      <Button>列设置</Button>
    </Popover>
  );
  return { columns, setup, hidden, setHidden };
}
