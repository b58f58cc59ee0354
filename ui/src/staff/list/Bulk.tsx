import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { commandsQuery } from '../../api/commands';
import type { ListFilter } from '../../api/lists';
import type { CommandInfo, ListDescription, ListRow } from '../../api/types';
import { bulk as c } from '../../copy/bulk';
import BulkDrawer from './BulkDrawer';

/** 批量办理: what the reader may do with many rows at once. */
export default function Bulk({ list, filter, chosen, count }: { list: ListDescription; filter: ListFilter; chosen: ListRow[]; count: number | undefined }) {
  const commands = useQuery({ ...commandsQuery, enabled: 0 < list.commands.length });
  const [command, setCommand] = useState<CommandInfo | null>(null);
  const known = commands.data?.items.filter((item) => list.commands.includes(item.name)) ?? [];
  if (known.length === 0) return null;
  return (
    <>
      <Select
        aria-label={c.label}
        placeholder={c.label}
        style={{ minWidth: 110 }}
        popupMatchSelectWidth={false}
        value={null}
        options={known.map((item) => ({ value: item.name, label: item.title }))}
        onSelect={(name: string | null) => setCommand(known.find((item) => item.name === name) ?? null)}
      />
      {command ? (
        <BulkDrawer list={list} filter={filter} chosen={chosen} count={count} command={command} onClose={() => setCommand(null)} />
      ) : null}
    </>
  );
}
