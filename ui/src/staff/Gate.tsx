import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { whenSignedOut } from '../api/client';
import { onOtherTab, sessionQuery } from '../api/session';
import type { Me } from '../api/types';
import { ErrorBar } from '../ui/ErrorBar';
import { TodayContext } from '../ui/today';
import { MeContext } from './me';
import { Shell } from './Shell';

const SignIn = lazy(() => import('./SignIn'));
const Expired = lazy(() => import('./Expired'));
const ChangePassword = lazy(() => import('./ChangePassword'));

/**
 * Shows the sign-in page, the forced password change, or the shell with the page. When a session ends by itself,
 * the page stays behind the sign-in with what was typed, for the same person; for another it starts over.
 */
export function Gate() {
  const session = useQuery(sessionQuery);
  const queries = useQueryClient();
  const [last, setLast] = useState<Me | null>(null);
  useEffect(() => {
    whenSignedOut(() => queries.setQueryData(sessionQuery.queryKey, null));
  }, [queries]);
  useEffect(() => onOtherTab(() => void queries.invalidateQueries()), [queries]);
  if (session.data && session.data !== last) setLast(session.data);
  if (session.isPending) return null;
  const me = session.data ?? last;
  if (session.isError && !me) {
    return (
      <div style={{ padding: 24 }}>
        <ErrorBar error={session.error} onRetry={() => void session.refetch()} />
      </div>
    );
  }
  if (!me || (!session.data && me.must_change_password)) {
    return (
      <Suspense>
        <SignIn />
      </Suspense>
    );
  }
  if (me.must_change_password) {
    return (
      <Suspense>
        <ChangePassword forced reset={me.password_reset} />
      </Suspense>
    );
  }
  return (
    <MeContext value={me}>
      <TodayContext value={me.clock.today}>
        <Shell />
        {session.data ? null : (
          <Suspense>
            <Expired />
          </Suspense>
        )}
      </TodayContext>
    </MeContext>
  );
}
