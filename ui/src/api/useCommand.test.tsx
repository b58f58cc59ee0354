import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { offline, problemOf } from './problem';
import { newKey, useCommand } from './useCommand';

function setUp(answers: (() => Promise<string>)[], version?: number) {
  const keys: string[] = [];
  const versions: (number | null | undefined)[] = [];
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(
    () =>
      useCommand(
        (_values: { amount: number }, intent) => {
          keys.push(intent.key);
          versions.push(intent.version);
          return (answers.shift() ?? (() => Promise.resolve('ok')))();
        },
        { version },
      ),
    { wrapper },
  );
  const submit = async (amount: number) => {
    await act(async () => {
      await result.current.mutateAsync({ amount }).catch(() => undefined);
    });
  };
  return { keys, versions, submit, result };
}

describe('the key of a command', () => {
  test('a retry after no answer keeps the key', async () => {
    const { keys, submit } = setUp([() => Promise.reject(offline()), () => Promise.reject(problemOf(503, null))]);
    await submit(1);
    await submit(1);
    await submit(1);
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(3);
  });

  test('the next submit after a success has a new key', async () => {
    const { keys, submit } = setUp([]);
    await submit(1);
    await submit(1);
    expect(new Set(keys).size).toBe(2);
  });

  test('changed values are a new intent even when no answer came', async () => {
    const { keys, submit } = setUp([() => Promise.reject(offline())]);
    await submit(1);
    await submit(2);
    expect(new Set(keys).size).toBe(2);
  });

  test('a refusal ends the intent', async () => {
    const { keys, submit } = setUp([() => Promise.reject(problemOf(422, { code: 'field' }))]);
    await submit(1);
    await submit(1);
    expect(new Set(keys).size).toBe(2);
  });

  test('the version of the opened form goes along', async () => {
    const { versions, submit } = setUp([], 7);
    await submit(1);
    expect(versions).toEqual([7]);
  });

  test('keys are version 4 identifiers and differ', () => {
    const seen = new Set(Array.from({ length: 200 }, newKey));
    expect(seen.size).toBe(200);
    for (const key of seen) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('refusals', () => {
  test('a problem keeps its sentence, basis, code and findings', () => {
    const problem = problemOf(422, {
      detail: '扣划金额超过尚欠金额。',
      code: 'amount_above',
      basis: '民事诉讼法第二百五十三条',
      findings: [{ field: 'amount_fen', title: '金额', remedy: '不超过 5,289.00 元' }],
    });
    expect(problem.message).toBe('扣划金额超过尚欠金额。');
    expect(problem.kind).toBe('refused');
    expect(problem.basis).toBe('民事诉讼法第二百五十三条');
    expect(problem.findings).toEqual([{ field: 'amount_fen', title: '金额', remedy: '不超过 5,289.00 元', basis: null }]);
  });

  test('an answer without a body is still a sentence', () => {
    expect(problemOf(500, undefined).message).toContain('数据没有改动');
    expect(problemOf(403, '').kind).toBe('denied');
    const stale = problemOf(409, { code: 'stale', changes: [{ label: '王建国于11-20 10:21：提请扣划', by: '王建国', at: '2026-11-20T02:21:00Z' }] });
    expect(stale.kind).toBe('stale');
    expect(stale.changes).toEqual([{ label: '王建国于11-20 10:21：提请扣划', by: '王建国', at: '2026-11-20T02:21:00Z' }]);
    expect(problemOf(409, { code: 'command_reused' }).kind).toBe('refused');
    expect(problemOf(401, { code: 'sign_in_wrong' }).kind).toBe('refused');
    expect(problemOf(401, { code: 'sign_in_needed' }).kind).toBe('signed_out');
  });
});
