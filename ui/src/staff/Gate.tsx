import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { whenSignedOut } from '../api/client';
import { sessionQuery } from '../api/session';
import { ErrorBar } from '../ui/ErrorBar';
import { TodayContext } from '../ui/today';
import { MeContext } from './me';
import { Shell } from './Shell';

const SignIn = lazy(() => import('./SignIn'));
const ChangePassword = lazy(() => import('./ChangePassword'));

/** Shows the sign-in page, the forced password change, or the shell with the page. */
export function Gate() {
  const session = useQuery(sessionQuery);
  const queries = useQueryClient();
  useEffect(() => {
    whenSignedOut(() => queries.setQueryData(sessionQuery.queryKey, null));
  }, [queries]);
  if (session.isPending) return null;
  if (session.isError) {
    return (
      <div style={{ padding: 24 }}>
        <ErrorBar error={session.error} onRetry={() => void session.refetch()} />
      </div>
    );
  }
  const me = session.data;
  if (!me) {
    return (
      <Suspense>
        <SignIn />
      </Suspense>
    );
  }
  if (me.must_change_password) {
    return (
      <Suspense>
        <ChangePassword forced />
      </Suspense>
    );
  }
  return (
    <MeContext value={me}>
      <TodayContext value={me.clock.today}>
        <Shell />
      </TodayContext>
    </MeContext>
  );
}
