import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { leave, takeAlong, whoAmI, type Person } from '../api/field';
import { openedFor } from '../api/client';
import { asProblem } from '../api/problem';
import { field as c } from '../copy/field';
import { forgetAll, hasLeft, isLeaving, lastPerson, openFor, Store } from './store';
import { sync } from './sync';

/** It is asked again by itself: soon after a network was lost or came back, and then less and less often. */
const SOON_MS = 1_000;
const AGAIN_MS = 30_000;

export type Phase = { at: 'starting' } | { at: 'out'; said: string | null } | { at: 'in'; person: Person; store: Store };

export interface Field {
  phase: Phase;
  online: boolean;
  /** What is being sent now. */
  sending: string | null;
  /** Why the last round did not reach the court. */
  fault: string | null;
  again: () => void;
  entered: () => void;
  /** Whether they could: not while something of theirs has not been sent. */
  signOut: () => Promise<boolean>;
}

/** Who has the tablet, whether there is a network, and the sending that begins by itself. */
export function useField(): Field {
  const [phase, setPhase] = useState<Phase>({ at: 'starting' });
  const [online, setOnline] = useState(true);
  const [sending, setSending] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const store = phase.at === 'in' ? phase.store : null;

  const [starts, setStarts] = useState(0);
  useEffect(() => {
    let here = true;
    const settle = (found: Begun) => {
      if (!here) return;
      setOnline(found.online);
      setPhase(found.phase);
    };
    begin().then(settle, () => settle({ phase: { at: 'out', said: c.notKeptAtAll }, online: true }));
    return () => {
      here = false;
    };
  }, [starts]);

  const busy = useRef(false);
  const pause = useRef(SOON_MS);
  const round = useCallback(async () => {
    if (!store || busy.current) return;
    busy.current = true;
    try {
      const end = await sync(store, setSending);
      pause.current = Math.min(AGAIN_MS, pause.current * 2);
      if (end === 'offline') setOnline(false);
      else if (end === 'signed_out') setPhase({ at: 'out', said: c.signedOut });
      else {
        await store.keepTasks(await takeAlong());
        setOnline(true);
        pause.current = AGAIN_MS;
      }
      setFault(null);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.kind === 'signed_out') setPhase({ at: 'out', said: c.signedOut });
      else if (problem.kind === 'offline') setOnline(false);
      else setFault(problem.message);
    } finally {
      busy.current = false;
    }
  }, [store]);

  useEffect(() => {
    if (!store) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void round().then(() => later(pause.current)), ms);
    };
    // A network that has just come back may take a moment to carry anything.
    const back = () => {
      pause.current = SOON_MS;
      later(0);
    };
    const gone = () => setOnline(false);
    const seen = () => document.visibilityState === 'visible' && back();
    back();
    addEventListener('online', back);
    addEventListener('offline', gone);
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', back);
      removeEventListener('offline', gone);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [store, round]);

  const signOut = useCallback(async () => {
    if (phase.at !== 'in' || 0 < (await phase.store.unsent())) return false;
    phase.store.close();
    await forgetAll(phase.person.id);
    await leave().then(hasLeft, () => undefined);
    location.reload();
    return true;
  }, [phase]);

  return useMemo(
    () => ({ phase, online, sending, fault, again: () => void round(), entered: () => setStarts((n) => n + 1), signOut }),
    [phase, online, sending, fault, round, signOut],
  );
}

interface Begun {
  phase: Phase;
  online: boolean;
}

/** Asks who is signed in; without a network it is who was last. */
async function begin(): Promise<Begun> {
  try {
    if (isLeaving()) {
      await leave();
      hasLeft();
    }
    const person = await whoAmI();
    if (!openedFor(person.id)) {
      location.reload();
      return { phase: { at: 'starting' }, online: true };
    }
    return { phase: { at: 'in', person, store: await openFor(person) }, online: true };
  } catch (error) {
    const problem = asProblem(error);
    if (problem.kind === 'signed_out') {
      hasLeft();
      return { phase: { at: 'out', said: null }, online: true };
    }
    const last = problem.kind === 'offline' ? lastPerson() : null;
    if (!last) return { phase: { at: 'out', said: problem.kind === 'offline' ? c.strange : problem.message }, online: problem.kind !== 'offline' };
    openedFor(last.id);
    return { phase: { at: 'in', person: last, store: new Store(last.id) }, online: false };
  }
}
