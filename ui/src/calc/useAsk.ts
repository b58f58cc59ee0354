import { useEffect, useState } from 'react';
import { allRules, type Rule } from '../api/calc';
import { asProblem, type Problem } from '../api/problem';

export interface Asking<R> {
  found: R | null;
  problem: Problem | null;
  busy: boolean;
}

interface Settled<Q, R> {
  question: Q;
  turn: number;
  found: R | null;
  problem: Problem | null;
}

/** Asks whenever the question is another one; `null` asks nothing. `turn` asks the same once more. */
export function useAsk<Q, R>(ask: (question: Q, signal: AbortSignal) => Promise<R>, question: Q | null, turn = 0): Asking<R> {
  const [settled, settle] = useState<Settled<Q, R> | null>(null);
  useEffect(() => {
    if (question === null) return undefined;
    const given = new AbortController();
    ask(question, given.signal).then(
      (found) => settle({ question, turn, found, problem: null }),
      (error: unknown) => {
        if (!given.signal.aborted) settle({ question, turn, found: null, problem: asProblem(error) });
      },
    );
    return () => given.abort();
  }, [ask, question, turn]);
  const mine = settled?.question === question && settled?.turn === turn ? settled : null;
  return { found: mine?.found ?? null, problem: mine?.problem ?? null, busy: question !== null && mine === null };
}

const ALL = {};
const everything = (_: object, signal: AbortSignal) => allRules(signal);

/** The whole catalogue. */
export function useRules(): Asking<Rule[]> {
  return useAsk(everything, ALL);
}
