import { note, noteRisk, report, sendEvidence, type ReportBody, type RiskBody } from '../api/field';
import { asProblem, Problem } from '../api/problem';
import type { Account, Evidence, Item, Store } from './store';

/** How a round of sending ended: all that could go has gone, there is no network, or somebody must sign in. */
export type Round = 'done' | 'offline' | 'signed_out' | 'later';

const LOCK = 'zx.field.sync';
/** Answers after which the same is sent again by itself: too often, or the server is not well. */
const AGAIN = new Set([429, 502, 503, 504]);

/** Sends what waits, the oldest first; one tab at a time. What the court refuses stays, with its reason. */
export async function sync(store: Store, told: (id: string | null) => void): Promise<Round> {
  if (!('locks' in navigator)) return sendAll(store, told);
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? sendAll(store, told) : Promise.resolve<Round>('later')));
}

async function sendAll(store: Store, told: (id: string | null) => void): Promise<Round> {
  try {
    for (const item of await store.waiting()) {
      if (item.refused !== null) continue;
      told(item.id);
      if (await sendOne(store, item, true)) await store.drop(item.id);
    }
    return 'done';
  } catch (error) {
    return endOf(error);
  } finally {
    told(null);
  }
}

function endOf(error: unknown): Round {
  const problem = asProblem(error);
  if (problem.kind === 'offline') return 'offline';
  return problem.kind === 'signed_out' ? 'signed_out' : 'later';
}

/** Sends one thing with its evidence: whether it was taken. Its id and its body are the same each time, so a repeat gets the first answer. */
async function sendOne(store: Store, item: Item, anew: boolean): Promise<boolean> {
  try {
    const evidence = await sendAhead(store, item.id);
    await command(item, evidence);
    return true;
  } catch (error) {
    const problem = asProblem(error);
    if (anew && forgot(problem)) {
      // The court keeps what no report names only so long: it is sent ahead once more.
      await store.evidence.where('of').equals(item.id).modify({ file: null });
      return sendOne(store, item, false);
    }
    if (!isFinal(problem)) throw problem;
    await store.outbox.update(item.id, { refused: sentence(problem) });
    return false;
  }
}

async function sendAhead(store: Store, id: string): Promise<Evidence[]> {
  const all = await store.evidenceOf(id);
  for (const one of all) {
    if (one.file !== null) continue;
    one.file = await sendEvidence(one.id, one.name, one.blob, one.sha256);
    await store.evidence.update(one.id, { file: one.file });
  }
  return all;
}

function command(item: Item, evidence: Evidence[]): Promise<void> {
  const { sending } = item;
  switch (sending.kind) {
    case 'risk': {
      const risks = (sending.risks.length === 0 ? null : sending.risks) as RiskBody['risks'];
      return noteRisk(item.case_id, item.id, { risks, detail: sending.detail });
    }
    case 'report':
      return report(item.case_id, item.id, bodyOf(item.task, sending.account, evidence));
    case 'note':
      return note(item.case_id, item.id, { account: bodyOf(item.task, sending.account, evidence) as never, reason: sending.reason });
  }
}

function bodyOf(task: string, account: Account, evidence: Evidence[]): ReportBody {
  const { outcome, result, written_at, place } = account;
  const taken = evidence.map((one) => ({ name: one.name, file: one.file ?? '', sha256: one.sha256, taken_at: one.taken_at, ...one.place }));
  return { task, outcome, result, written_at, ...place, evidence: taken };
}

/** Evidence that was sent ahead is not known any more. */
function forgot(problem: Problem): boolean {
  return problem.findings.some((finding) => /evidence\[\d+\]\.file$/.test(finding.field ?? ''));
}

/** Whether sending the same again would be answered the same. */
function isFinal(problem: Problem): boolean {
  return problem.kind !== 'offline' && problem.kind !== 'signed_out' && problem.kind !== 'server' && !AGAIN.has(problem.status);
}

function sentence(problem: Problem): string {
  const more = problem.findings.map((finding) => finding.title).filter((title) => title && title !== problem.message);
  return [problem.message, ...more].join(' ');
}
