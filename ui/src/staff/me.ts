import { createContext, useContext } from 'react';
import type { Me } from '../api/types';

export const MeContext = createContext<Me | null>(null);

/** The signed-in person; pages are only shown to one. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('a page was rendered without a session');
  return me;
}

/** Whether the role table allows the act at all; the server still decides each time. */
export function useMay(): (act: string) => boolean {
  const me = useMe();
  return (act) => me.acts.includes(act);
}

/** Whether it allows the act for the whole court, and not only for the person's own cases. */
export function useMayAll(): (act: string) => boolean {
  const me = useMe();
  return (act) => me.acts.includes(act) && !me.own_acts.includes(act);
}
