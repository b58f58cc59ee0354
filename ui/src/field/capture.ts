import { newKey } from '../api/useCommand';
import { field as c } from '../copy/field';
import type { Evidence, Store } from './store';
import { whereAmI } from './place';

/** What the court takes, in bytes. */
export const FILE_MAX = 20 * 1024 * 1024;
/** So many photographs and recordings go with one report. */
export const EVIDENCE_MAX = 20;

/** SHA-256 of what was taken, at once: what is sent later must still be it. */
export async function sha256(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Why a file cannot be evidence; null when it can. */
export function unfit(file: { name: string; size: number; type: string }, already: number): string | null {
  if (EVIDENCE_MAX <= already) return c.tooMany(EVIDENCE_MAX);
  if (file.size === 0) return c.empty(file.name);
  if (FILE_MAX < file.size) return c.tooLarge(file.name, file.size);
  if (!/^(?:image\/(?:jpeg|png)|audio\/.+|video\/(?:webm|mp4|3gpp))$/.test(file.type)) return c.wrongKind(file.name);
  return null;
}

/** Keeps what was taken, with when, where and its hash. The sentences say what could not be kept. */
export async function gather(store: Store, task: string, files: File[]): Promise<string[]> {
  const faults: string[] = [];
  const where = whereAmI();
  let count = await store.evidence.where('of').equals(task).count();
  for (const file of files) {
    const taken_at = new Date().toISOString();
    const fault = unfit(file, count);
    if (fault) {
      faults.push(fault);
      continue;
    }
    try {
      const kind = file.type.startsWith('image/') ? 'photo' : 'sound';
      const one: Evidence = { id: newKey(), of: task, order: Date.now() + count, kind, name: file.name.slice(-100), blob: file, sha256: await sha256(file), taken_at, place: await where, file: null };
      await store.evidence.add(one);
      count += 1;
    } catch {
      faults.push(c.notKept(file.name));
    }
  }
  return faults;
}
