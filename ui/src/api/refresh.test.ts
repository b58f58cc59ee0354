import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';
import { refresh } from './refresh';

const client = new QueryClient();
afterEach(() => client.clear());

/** A list of numbered pages whose answers are given by hand. */
function list() {
  const asked: { page: number; answer: (text: string) => void }[] = [];
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['case', 'c1', 'docket'],
    initialPageParam: 1,
    getNextPageParam: (_last: string, pages: string[]) => pages.length + 1,
    queryFn: ({ pageParam, signal }) =>
      new Promise<string>((answer, drop) => {
        signal.addEventListener('abort', () => drop(new Error('dropped')));
        asked.push({ page: pageParam, answer });
      }),
  });
  const stop = observer.subscribe(() => undefined);
  const next = async (text: string) => {
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    const first = asked.shift();
    first?.answer(`${first.page} ${text}`);
    return first?.page;
  };
  return { observer, next, stop };
}

test('a further page that is on its way arrives, and then everything is fetched anew', async () => {
  const { observer, next, stop } = list();
  await next('old');
  await expect.poll(() => observer.getCurrentResult().data?.pages).toEqual(['1 old']);
  const more = observer.fetchNextPage();
  const done = refresh(client, ['case']);
  expect(await next('old')).toBe(2);
  expect((await more).data?.pages).toEqual(['1 old', '2 old']);
  expect(await next('new')).toBe(1);
  expect(await next('new')).toBe(2);
  await done;
  expect(observer.getCurrentResult().data?.pages).toEqual(['1 new', '2 new']);
  stop();
});

test('what is fetched for the first time or anew begins again', async () => {
  const { observer, next, stop } = list();
  await next('old');
  await expect.poll(() => observer.getCurrentResult().data?.pages).toEqual(['1 old']);
  const again = observer.refetch();
  const done = refresh(client, []);
  await next('dropped');
  await next('new');
  await done;
  await again;
  expect(observer.getCurrentResult().data?.pages).toEqual(['1 new']);
  stop();
});
