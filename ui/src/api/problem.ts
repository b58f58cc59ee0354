/** Refusals of the server (application/problem+json) and what else can go wrong on the way. */

export interface Finding {
  /** The field or item, as the form names it; may be absent. */
  field: string | null;
  /** The item in words. */
  title: string;
  /** What to do about it. */
  remedy: string | null;
  basis: string | null;
}

/** What somebody did since the form was opened. */
export interface StaleChange {
  label: string;
  by: string | null;
  at: string | null;
}

export type ProblemKind = 'offline' | 'signed_out' | 'denied' | 'missing' | 'stale' | 'refused' | 'server';

/** One error type for every page. `message` is a Chinese sentence that can be shown as it is. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly code: string;
  readonly basis: string | null;
  readonly findings: Finding[];
  readonly number: string | null;
  readonly changes: StaleChange[];

  constructor(fields: {
    kind: ProblemKind;
    status: number;
    message: string;
    code: string;
    basis?: string | null;
    findings?: Finding[];
    number?: string | null;
    changes?: StaleChange[];
  }) {
    super(fields.message);
    this.name = 'Problem';
    this.kind = fields.kind;
    this.status = fields.status;
    this.code = fields.code;
    this.basis = fields.basis ?? null;
    this.findings = fields.findings ?? [];
    this.number = fields.number ?? null;
    this.changes = fields.changes ?? [];
  }
}

const KINDS: Record<number, ProblemKind> = { 401: 'signed_out', 403: 'denied', 404: 'missing', 409: 'stale' };
const SENTENCES: Record<ProblemKind, string> = {
  offline: '网络已断开，没有发出。请检查网络后重试；重试不会重复提交。',
  signed_out: '登录已失效，请重新登录。',
  denied: '您的岗位不能办理此项。如需办理，请联系本院管理员调整岗位。',
  missing: '没有找到，或者您无权查看。',
  stale: '内容刚被他人修改，请核对后重新提交。',
  refused: '未通过校验，请按提示修改后重新提交。',
  server: '服务器没有完成此操作，数据没有改动。请稍后重试；仍不行时请联系信息技术人员。',
};

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function basisText(value: unknown): string | null {
  const basis = record(value);
  return text(value) ?? (text(basis.law) ? `${text(basis.law)}${text(basis.article) ?? ''}` : text(basis.text));
}

function finding(value: Record<string, unknown>): Finding {
  return {
    field: text(value.field) ?? text(value.where) ?? text(value.pointer),
    title: text(value.title) ?? text(value.message) ?? text(value.what) ?? text(value.code) ?? '',
    remedy: text(value.remedy),
    basis: basisText(value.basis),
  };
}

function changesOf(value: unknown): StaleChange[] {
  return list(value).map((c) => ({ label: text(c.label) ?? '', by: text(c.by), at: text(c.at) }));
}

/** 409 also means that a command id was used before; only a stale form is `stale`. 401 also means a wrong password. */
function kindOf(status: number, code: string | null): ProblemKind {
  if (status === 409 && code !== null && code !== 'stale') return 'refused';
  if (status === 401 && code !== null && code !== 'sign_in_needed') return 'refused';
  return KINDS[status] ?? (500 <= status ? 'server' : 'refused');
}

/** Reads a refusal; a body that is not problem+json still becomes a sentence. */
export function problemOf(status: number, body: unknown): Problem {
  const raw = record(body);
  const kind = kindOf(status, text(raw.code));
  return new Problem({
    kind,
    status,
    message: text(raw.detail) ?? text(raw.message) ?? text(raw.title) ?? SENTENCES[kind],
    code: text(raw.code) ?? `http_${status}`,
    basis: basisText(raw.basis),
    findings: list(raw.findings).map(finding),
    number: text(raw.number) ?? text(raw.request_id) ?? text(raw.instance),
    changes: changesOf(raw.changes),
  });
}

/** The request did not arrive, or no answer came back. */
export function offline(): Problem {
  return new Problem({ kind: 'offline', status: 0, message: SENTENCES.offline, code: 'offline' });
}

/** Any thrown value as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return offline();
  return new Problem({ kind: 'server', status: 0, message: SENTENCES.server, code: 'client' });
}
