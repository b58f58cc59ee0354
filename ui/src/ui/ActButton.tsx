import { Button } from 'antd';
import { useId } from 'react';
import type { Action } from '../api/types';

/** A button for an act, shown only when the server names it; when it cannot be done now, it says why. */
export function ActButton({
  actions,
  act,
  label,
  primary,
  small,
  busy,
  hold,
  onClick,
}: {
  actions: Action[];
  act: string;
  label?: string;
  primary?: boolean;
  small?: boolean;
  busy?: boolean;
  /** Why it cannot be done yet, where the page sees that before the server is asked. */
  hold?: string | null;
  onClick: () => void;
}) {
  const id = useId();
  const action = actions.find((a) => a.act === act);
  if (!action) return null;
  const reason = action.allowed ? (hold ?? null) : (action.reason ?? '现在不能办理');
  return (
    <span title={reason ?? undefined}>
      <Button
        type={primary ? 'primary' : small ? 'link' : 'default'}
        size={small ? 'small' : undefined}
        style={small ? { padding: '0 4px' } : undefined}
        disabled={reason !== null}
        loading={busy}
        aria-describedby={reason ? id : undefined}
        onClick={onClick}
      >
        {label ?? action.label}
      </Button>
      {reason ? (
        <span id={id} className="sr">
          {reason}
        </span>
      ) : null}
    </span>
  );
}
