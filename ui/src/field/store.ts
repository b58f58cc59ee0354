import Dexie, { liveQuery, type EntityTable } from 'dexie';
import { useEffect, useState } from 'react';
import type { FieldTasks, Outcome, Person } from '../api/field';
import { newKey } from '../api/useCommand';
import type { Place } from './place';

/**
 * What the tablet keeps, a database for each person: what was taken along, to read without a network; what is being written;
 * and what waits to be sent. Nothing of it is in the cache of the service worker.
 */
export interface Evidence {
  /** Its command id, the same however often it is sent. */
  id: string;
  /** The task that it is being gathered for, and then the thing that waits to be sent. */
  of: string;
  order: number;
  kind: 'photo' | 'sound';
  name: string;
  blob: Blob;
  sha256: string;
  taken_at: string;
  place: Place;
  /** The SM3 under which the court has it; null while it has not. */
  file: string | null;
}

/** What a thing that waits is about, in words that stay when the task is gone from the list. */
export interface About {
  task: string;
  case_id: string;
  case_no: string;
  title: string;
}

export interface Draft extends About {
  outcome: Outcome | null;
  result: string;
}

export interface Account {
  outcome: Outcome;
  result: string;
  written_at: string;
  place: Place;
}

export type Sending =
  | { kind: 'report'; account: Account }
  | { kind: 'note'; account: Account; reason: string }
  | { kind: 'risk'; risks: string[]; detail: string };

export interface Item extends About {
  /** The command's one id, made when it was written: however often it is sent, it is done once. */
  id: string;
  order: number;
  sending: Sending;
  /** Why the court did not take it; null while it waits. */
  refused: string | null;
}

interface Kept {
  key: 'tasks' | 'person';
  at: string;
  value: FieldTasks | Person;
}

const PREFIX = 'zx.field.';
const LAST = 'zx.field.person';
const LEAVING = 'zx.field.leaving';

export class Store extends Dexie {
  kept!: EntityTable<Kept, 'key'>;
  drafts!: EntityTable<Draft, 'task'>;
  evidence!: EntityTable<Evidence, 'id'>;
  outbox!: EntityTable<Item, 'id'>;

  constructor(person: string) {
    super(`${PREFIX}${person}`);
    this.version(1).stores({ kept: 'key', drafts: 'task', evidence: 'id, of', outbox: 'id' });
  }

  async keepTasks(tasks: FieldTasks): Promise<void> {
    await this.kept.put({ key: 'tasks', at: new Date().toISOString(), value: tasks });
  }

  async tasks(): Promise<{ at: string; tasks: FieldTasks } | null> {
    const kept = await this.kept.get('tasks');
    return kept ? { at: kept.at, tasks: kept.value as FieldTasks } : null;
  }

  async evidenceOf(id: string): Promise<Evidence[]> {
    return (await this.evidence.where('of').equals(id).toArray()).sort((a, b) => a.order - b.order);
  }

  /** What waits, in the order in which it was written. */
  async waiting(): Promise<Item[]> {
    return (await this.outbox.toArray()).sort((a, b) => a.order - b.order);
  }

  /** Hands a draft over to the outbox, with all that was gathered for it. */
  submit(about: About, sending: Sending): Promise<void> {
    return this.transaction('rw', this.outbox, this.evidence, this.drafts, async () => {
      const id = newKey();
      const { task, case_id, case_no, title } = about;
      await this.outbox.add({ task, case_id, case_no, title, id, order: Date.now(), sending, refused: null });
      if (sending.kind === 'risk') return;
      await this.evidence.where('of').equals(task).modify({ of: id });
      await this.drafts.delete(task);
    });
  }

  /** 转为情况记录：what was refused goes again as a note, a command of its own. */
  turnIntoNote(item: Item, account: Account): Promise<void> {
    return this.transaction('rw', this.outbox, this.evidence, async () => {
      const id = newKey();
      const reason = (item.refused ?? '').slice(0, 300);
      await this.outbox.add({ ...item, id, sending: { kind: 'note', account, reason }, refused: null });
      await this.evidence.where('of').equals(item.id).modify({ of: id });
      await this.outbox.delete(item.id);
    });
  }

  /** Taken by the court, or given up by the person: it leaves the tablet with its evidence. */
  drop(id: string): Promise<void> {
    return this.transaction('rw', this.outbox, this.evidence, async () => {
      await this.evidence.where('of').equals(id).delete();
      await this.outbox.delete(id);
    });
  }

  /** How much would be lost. */
  async unsent(): Promise<number> {
    const [waiting, gathered] = await Promise.all([this.outbox.toArray(), this.evidence.toArray()]);
    const ids = new Set(waiting.map((item) => item.id));
    const drafts = new Set(gathered.map((one) => one.of).filter((of) => !ids.has(of)));
    for (const draft of await this.drafts.toArray()) if (draft.result.trim()) drafts.add(draft.task);
    return waiting.length + drafts.size;
  }
}

export function lastPerson(): Person | null {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(LAST) ?? 'null');
    const known = said as Partial<Person> | null;
    return typeof known?.id === 'string' && typeof known.name === 'string' ? { id: known.id, name: known.name } : null;
  } catch {
    return null;
  }
}

/** Opens what is kept for a person; what was kept for the one before is wiped, but for what was not sent yet. */
export async function openFor(person: Person): Promise<Store> {
  const before = lastPerson();
  if (before && before.id !== person.id) await forget(before.id);
  localStorage.setItem(LAST, JSON.stringify(person));
  localStorage.removeItem(LEAVING);
  const store = new Store(person.id);
  await store.kept.put({ key: 'person', at: new Date().toISOString(), value: person });
  return store;
}

/** Wipes what a person took along. What was not sent stays until they come back for it: nothing is lost silently. */
export async function forget(person: string): Promise<void> {
  const store = new Store(person);
  if (0 < (await store.unsent())) await store.kept.delete('tasks');
  else await store.delete();
  store.close();
}

/** Signed out: nobody is known any more. Without a network the session itself is ended as soon as there is one. */
export async function forgetAll(person: string): Promise<void> {
  await forget(person);
  localStorage.removeItem(LAST);
  localStorage.setItem(LEAVING, 'true');
}

export function isLeaving(): boolean {
  return localStorage.getItem(LEAVING) !== null;
}

export function hasLeft(): void {
  localStorage.removeItem(LEAVING);
}

/** People other than this one who have something unsent on this tablet. */
export async function unsentOfOthers(person: string | null): Promise<{ name: string; count: number }[]> {
  const names = (await Dexie.getDatabaseNames()).filter((name) => name.startsWith(PREFIX) && name !== `${PREFIX}${person}`);
  const found = await Promise.all(
    names.map(async (name) => {
      const store = new Store(name.slice(PREFIX.length));
      const [count, kept] = [await store.unsent(), await store.kept.get('person')];
      store.close();
      return { name: (kept?.value as Person | undefined)?.name ?? '', count };
    }),
  );
  return found.filter((one) => 0 < one.count);
}

/** What a query finds, and finds again whenever what it read has changed, in whichever tab. */
export function useLive<T>(query: () => Promise<T>, key: unknown): T | undefined {
  const [found, setFound] = useState<{ key: unknown; value: T }>();
  useEffect(() => {
    const live = liveQuery(query).subscribe({ next: (value) => setFound({ key, value }) });
    return () => live.unsubscribe();
    // The query is another function each time; what it asks about is its key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return found && found.key === key ? found.value : undefined;
}
