import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { commandsQuery } from '../../api/commands';
import type { ListFilter } from '../../api/lists';
import type { CommandInfo, ListDescription, ListRow } from '../../api/types';
import { bulk as c } from '../../copy/bulk';

const BulkDrawer = lazy(() => import('./BulkDrawer'));

/** 批量办理: what the reader may do with many rows at once. */
export function Bulk({ list, filter, chosen, count }: { list: ListDescription; filter: ListFilter; chosen: ListRow[]; count: number | undefined }) {
  const commands = useQuery({ ...commandsQuery, enabled: 0 < list.commands.length });
  const [command, setCommand] = useState<CommandInfo | null>(null);
  const known = commands.data?.items.filter((item) => list.commands.includes(item.name)) ?? [];
  if (known.length === 0) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: known.map((item) => ({ key: item.name, label: item.title })),
          onClick: ({ key }) => setCommand(known.find((item) => item.name === key) ?? null),
        }}
      >
        <Button>{c.label}</Button>
      </Dropdown>
      {command ? (
        <Suspense>
          <BulkDrawer list={list} filter={filter} chosen={chosen} count={count} command={command} onClose={() => setCommand(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
