import { Button } from 'antd';
import type { ReactNode } from 'react';

/** The foot of every drawer: leave on the left of what it does, both on the right. */
export function DrawerFoot({ onCancel, children }: { onCancel: () => void; children: ReactNode }) {
  return (
    <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
      <Button onClick={onCancel}>取消</Button>
      {children}
    </div>
  );
}
