import createClient from 'openapi-fetch';
import { placed } from './place';
import { asProblem, offline, problemOf } from './problem';
import type { paths } from './schema';

/** What happens when the session has ended; the shell sets it. */
let onSignedOut: () => void = () => undefined;

/** Registers what to do when the server no longer knows us. */
export function whenSignedOut(handler: () => void): void {
  onSignedOut = handler;
}

/** The person for whom this page was opened. Another one means another page: see `session.ts`. */
let person: string | null = null;

/** Sets the person of this page, once; whether the page is theirs. */
export function openedFor(id: string): boolean {
  person ??= id;
  return person === id;
}

/** The tabs of a browser share one session; the server refuses what a tab sends for somebody who is not signed in any more. */
function actFor(request: Request): void {
  if (person !== null && new URL(request.url).pathname !== '/api/session') request.headers.set('X-Acting-For', person);
}

async function send(request: Request): Promise<Response> {
  actFor(request);
  const address = placed(request.url);
  try {
    return await fetch(address === request.url ? request : new Request(address, request));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offline();
  }
}

/** The typed client. Every request carries the header that other sites cannot set. */
export const api = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? 'http://localhost' : location.origin,
  credentials: 'same-origin',
  headers: { 'X-Requested-With': 'zhixing' },
  fetch: send,
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The server writes `null` for what is absent; the description calls such a field optional. */
export type Whole<T> = T extends (infer U)[]
  ? Whole<U>[]
  : T extends object
    ? { [K in keyof T]-?: Whole<Exclude<T[K], undefined>> }
    : T;

/** The body of an answer, or a thrown `Problem`. */
export async function unwrap<T>(answer: Promise<Answer<T>>): Promise<Whole<T>> {
  let result: Answer<T>;
  try {
    result = await answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw asProblem(error);
  }
  if (!result.response.ok) {
    const problem = problemOf(result.response.status, result.error);
    if (problem.kind === 'signed_out') onSignedOut();
    throw problem;
  }
  return result.data as Whole<T>;
}

/** What every command sends along: its id, made once per intent, and the version that its form was opened on. */
export interface Intent {
  key: string;
  version?: number | null;
}

/** Headers of a command. */
export function commandHeaders(intent: Intent): { 'Idempotency-Key': string; 'If-Match'?: string } {
  const headers: { 'Idempotency-Key': string; 'If-Match'?: string } = { 'Idempotency-Key': intent.key };
  if (intent.version !== undefined && intent.version !== null) headers['If-Match'] = `"${intent.version}"`;
  return headers;
}

/** Filters as query values: what is empty is left out. */
export function compact<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(values).filter(([, v]) => v !== undefined && v !== null && v !== ''),
  ) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** A form with a file; the browser writes its type and boundary. */
export const asForm = { bodySerializer: (body: unknown) => body as FormData };

/** Paths that take a POST. */
export type PostPath = { [P in keyof paths]: paths[P] extends { post: { requestBody: unknown } } ? P : never }[keyof paths];

/** What a command's body is made of. */
export type BodyOf<P extends PostPath> = paths[P] extends {
  post: { requestBody: { content: { 'application/json': infer B } } };
}
  ? B
  : never;
