import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { placed } from './place';
import { refresh } from './refresh';

const POLL_MS = 30_000;
const GATHER_MS = 300;

/** How the page is kept fresh: by the server's word, or by asking every half minute. */
export type Freshness = 'live' | 'polling';

/** What a topic of the event stream makes out of date. */
const TOPICS: Record<string, readonly (readonly string[])[]> = {
  case: [['lists'], ['case'], ['focus'], ['wall']],
  task: [['lists', 'tasks'], ['case'], ['focus'], ['wall']],
  funds: [['lists'], ['funds'], ['case'], ['focus'], ['wall']],
  job: [['jobs'], ['queue']],
  people: [['people'], ['organisation'], ['session'], ['list-descriptions']],
  clock: [[]],
};

/** Marks as out of date what the event names; an unknown topic marks everything. */
export function invalidate(queries: QueryClient, topic: string): void {
  for (const key of TOPICS[topic] ?? [[]]) void refresh(queries, key);
}

/** Listens to `/api/events`; without it, polls. Events that come close together are gathered. */
export function useEvents(enabled: boolean): Freshness {
  const queries = useQueryClient();
  const [freshness, setFreshness] = useState<Freshness>('polling');
  useEffect(() => {
    if (!enabled || typeof EventSource === 'undefined') return undefined;
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const topic of waiting) invalidate(queries, topic);
      waiting.clear();
    };
    const take = (topic: string) => {
      waiting.add(topic);
      timer ??= setTimeout(flush, GATHER_MS);
    };
    let missed = false;
    const source = new EventSource(placed('/api/events'));
    source.onopen = () => {
      setFreshness('live');
      if (missed) take('clock');
      missed = false;
    };
    source.onerror = () => {
      missed = true;
      setFreshness('polling');
    };
    source.onmessage = (event: MessageEvent<string>) => take(topicOf(event.data));
    for (const topic of Object.keys(TOPICS)) source.addEventListener(topic, () => take(topic));
    return () => {
      source.close();
      clearTimeout(timer);
    };
  }, [enabled, queries]);
  useEffect(() => {
    if (!enabled || freshness === 'live') return undefined;
    const timer = setInterval(() => void refresh(queries, []), POLL_MS);
    return () => clearInterval(timer);
  }, [enabled, freshness, queries]);
  return freshness;
}

function topicOf(data: string): string {
  try {
    const body: unknown = JSON.parse(data);
    if (typeof body === 'object' && body !== null && 'topic' in body) return String(body.topic);
  } catch {
    return data;
  }
  return data;
}
