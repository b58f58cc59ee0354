import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Rooms whose text follows the size that the reader chose; the wall and the calculators have a scale of their own. */
const ROOMS = ['src/ui', 'src/staff'];
const FIXED = /(?:font-size|line-height):\s*[\d.]+px|fontSize:\s*\d/;

const all = ROOMS.flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)));

test('no size of text is said in pixels: large type reaches every word', () => {
  const said = all
    .filter((name) => /\.(css|tsx)$/.test(name) && !name.endsWith('.test.tsx'))
    .flatMap((name) => readFileSync(name, 'utf8').split('\n').map((line, at) => ({ place: `${name}:${at + 1}`, line })))
    .filter(({ line }) => FIXED.test(line) && !line.includes('--font:'));
  expect(said).toEqual([]);
});
