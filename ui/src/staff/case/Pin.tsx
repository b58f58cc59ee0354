import { PushpinFilled, PushpinOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { deskQuery, openedCase, pinCase } from '../../api/desk';
import { useCommand } from '../../api/useCommand';
import { shell as c } from '../../copy/shell';

/** Keeps the case at hand in the search box; opening it puts it among those opened last. */
export function Pin({ id, no }: { id: string; no: string }) {
  const queries = useQueryClient();
  const desk = useQuery(deskQuery);
  const pin = useCommand(pinCase, { touches: [deskQuery.queryKey] });
  useEffect(() => {
    const read = { queryKey: deskQuery.queryKey };
    // A first reading that is under way is not begun anew by itself: it would go on without this case.
    void openedCase(id).then(() => queries.cancelQueries(read).then(() => queries.invalidateQueries(read)));
  }, [id, queries]);
  const pinned = desk.data?.pinned.some((known) => known.id === id) ?? false;
  const label = pinned ? c.unpin(no) : c.pin(no);
  return (
    <Button
      type="text"
      size="small"
      icon={pinned ? <PushpinFilled /> : <PushpinOutlined />}
      aria-label={label}
      title={label}
      aria-pressed={pinned}
      loading={pin.isPending}
      onClick={() => pin.mutate({ id, pinned: !pinned })}
    />
  );
}
