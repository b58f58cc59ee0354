import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, openedFor, unwrap, type Intent } from './client';
import { looked, lookAt } from './place';
import { Problem } from './problem';
import type { Me } from './types';

/** What a tab keeps for its person: drafts, the order of the last list. */
const KEPT = 'zx.';
const OWNER = 'zx.person';

function forgetTab(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEPT)) sessionStorage.removeItem(key);
  } catch {
    // Without storage nothing was kept.
  }
}

/** What the tab kept stays only for whom it was kept. */
export function keepFor(id: string): void {
  try {
    if (sessionStorage.getItem(OWNER) !== id) forgetTab();
    sessionStorage.setItem(OWNER, id);
  } catch {
    // Without storage nothing is kept.
  }
}

/** Drops everything this page knows, in memory as well as in the tab. */
function startOver(): void {
  forgetTab();
  location.reload();
}

type Word = 'in' | 'out';

/** The tabs of a browser share one session and tell each other when it begins and ends. */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('zx.session');

/** Calls when somebody signed in at another tab; when they signed out there, this page starts over. */
export function onOtherTab(signedIn: () => void): () => void {
  const listen = ({ data }: MessageEvent<Word>) => (data === 'out' ? startOver() : signedIn());
  tabs?.addEventListener('message', listen);
  return () => tabs?.removeEventListener('message', listen);
}

/** The person as they stand at the court that this tab looks at: what they may do there, none of their posts. */
async function here(me: Me): Promise<Me> {
  const court = looked();
  if (court === null) return me;
  const { items } = await unwrap(api.GET('/api/courts'));
  const found = items.find((known) => known.code === court);
  if (found && !found.own) {
    return { ...me, acts: found.acts, posts: [], teams: [], elsewhere: { code: found.code, name: found.name } };
  }
  // The court has been moved away, or is one's own: nothing of it can be seen from here.
  lookAt(null, '/');
  return await new Promise<never>(() => undefined);
}

/** Who we are; `null` when nobody is signed in. A page that was opened for another person starts over. */
export const sessionQuery = queryOptions<Me | null>({
  queryKey: ['session'],
  staleTime: 60_000,
  retry: 1,
  queryFn: async ({ signal }) => {
    try {
      const me = await unwrap(api.GET('/api/session', { signal }));
      if (!openedFor(me.id)) {
        startOver();
        return await new Promise<never>(() => undefined);
      }
      keepFor(me.id);
      return await here(me);
    } catch (error) {
      if (error instanceof Problem && error.kind === 'signed_out') return null;
      throw error;
    }
  },
});

/** What the courts are called that are served here; asked before anybody has signed in. */
export const placeQuery = queryOptions({
  queryKey: ['place'],
  staleTime: Infinity,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/place', { signal }))).courts,
});

export async function signIn(body: { account: string; password: string }): Promise<void> {
  await unwrap(api.POST('/api/session', { body }));
  tabs?.postMessage('in' satisfies Word);
}

/** Signs out here and at every tab, and drops what each of them knows. */
export async function signOut(): Promise<void> {
  await unwrap(api.DELETE('/api/session', {}));
  tabs?.postMessage('out' satisfies Word);
  startOver();
}

export function changePassword(body: { old_password: string; new_password: string }): Promise<unknown> {
  return unwrap(api.POST('/api/session/password', { body }));
}

/** Moves the clock of a demo court. */
export function advanceClock(body: { advance_days: number }, intent: Intent): Promise<unknown> {
  return unwrap(api.POST('/api/demo/clock', { params: { header: commandHeaders(intent) }, body }));
}
