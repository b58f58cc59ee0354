import { createContext, useContext } from 'react';

/** The court's civil date as the server says it; the computer's own clock is never asked. */
export const TodayContext = createContext('1970-01-01');

export function useToday(): string {
  return useContext(TodayContext);
}
