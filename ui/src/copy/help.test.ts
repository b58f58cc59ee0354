import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands, pages } from './help';

const { paths } = JSON.parse(readFileSync(`${process.cwd()}/../docs/openapi.json`, 'utf8')) as { paths: Record<string, unknown> };
const known = Object.keys(paths).flatMap((path) => /^\/api\/(?:cases\/\{id\}\/do|begin)\/(\w+)$/.exec(path)?.[1] ?? []);

test('every command is explained, and nothing that is no command', () => {
  expect(Object.keys(commands).sort()).toEqual(known.sort());
});

test('an explanation is two or three sentences, ends them, and names laws in full', () => {
  for (const [name, { says, law, next }] of [...Object.entries(commands), ...Object.entries(pages)]) {
    expect(says, name).toMatch(/。$/);
    expect(next, name).toMatch(/。$/);
    expect(says.length + next.length, name).toBeLessThan(180);
    if (law) expect(law, name).toMatch(/^《.+》第\d+条/);
  }
});
