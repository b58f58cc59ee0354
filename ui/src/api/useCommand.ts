import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Intent } from './client';
import { asProblem, Problem } from './problem';
import { refresh } from './refresh';

/** A random id for an intent; `crypto.randomUUID` needs a secure context, courts serve plain HTTP inside. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * One submit button. The same intent keeps its key while it is retried after no answer came,
 * so a command that did arrive is not applied twice. An intent ends when the server answered it:
 * with success, or with a refusal that recorded nothing; changed values are a new intent as well.
 */
export function useCommand<V, R>(
  run: (values: V, intent: Intent) => Promise<R>,
  options: {
    version?: number | null;
    /** Query keys that are out of date afterwards. */
    touches?: readonly (readonly unknown[])[];
    onDone?: (result: R, values: V) => void;
  } = {},
): UseMutationResult<R, Problem, V> {
  const queries = useQueryClient();
  const intent = useRef<{ key: string; values: string } | null>(null);
  return useMutation<R, Problem, V>({
    retry: false,
    networkMode: 'always',
    mutationFn: async (values) => {
      const fingerprint = fingerprintOf(values);
      if (intent.current?.values !== fingerprint) intent.current = { key: newKey(), values: fingerprint };
      try {
        const result = await run(values, { key: intent.current.key, version: options.version });
        intent.current = null;
        return result;
      } catch (error) {
        const problem = asProblem(error);
        if (problem.kind !== 'offline' && problem.kind !== 'server') intent.current = null;
        throw problem;
      }
    },
    onSuccess: async (result, values) => {
      await Promise.all((options.touches ?? []).map((queryKey) => refresh(queries, queryKey)));
      options.onDone?.(result, values);
    },
  });
}

function fingerprintOf(values: unknown): string {
  return (
    JSON.stringify(values, (_, value: unknown) =>
      value instanceof File ? `${value.name}/${value.size}/${value.lastModified}` : value,
    ) ?? ''
  );
}
