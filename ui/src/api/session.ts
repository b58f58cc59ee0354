import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, unwrap, type Intent } from './client';
import { Problem } from './problem';
import type { Me } from './types';

/** Who we are; `null` when nobody is signed in. */
export const sessionQuery = queryOptions<Me | null>({
  queryKey: ['session'],
  staleTime: 60_000,
  retry: 1,
  queryFn: async ({ signal }) => {
    try {
      return await unwrap(api.GET('/api/session', { signal }));
    } catch (error) {
      if (error instanceof Problem && error.kind === 'signed_out') return null;
      throw error;
    }
  },
});

export function signIn(body: { account: string; password: string }): Promise<unknown> {
  return unwrap(api.POST('/api/session', { body }));
}

export function signOut(): Promise<unknown> {
  return unwrap(api.DELETE('/api/session', {}));
}

export function changePassword(body: { old_password: string; new_password: string }): Promise<unknown> {
  return unwrap(api.POST('/api/session/password', { body }));
}

/** Moves the clock of a demo court. */
export function advanceClock(body: { advance_days: number }, intent: Intent): Promise<unknown> {
  return unwrap(api.POST('/api/demo/clock', { params: { header: commandHeaders(intent) }, body }));
}
