// Size gate: what a clerk's first page and the wall bring over the wire, gzip.
// Counts the entry, everything it imports statically, and the page that opens first.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const gates = [
  { name: 'staff', roots: ['index.html', 'src/staff/pages/Workbench.tsx'], script: 280, all: 350 },
  { name: 'staff list', roots: ['index.html', 'src/staff/pages/List.tsx'], script: 280, all: 350 },
  { name: 'calculators', roots: ['calc.html'], script: 90, all: 100 },
  { name: 'tablet', roots: ['field.html'], script: 130, all: 140 },
  { name: 'wall', roots: ['wall.html'], script: 260, all: 300 },
];

function files(key, seen) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the build`);
  if (seen.has(chunk.file)) return;
  seen.add(chunk.file);
  for (const css of chunk.css ?? []) seen.add(css);
  for (const next of chunk.imports ?? []) files(next, seen);
}

let failed = false;
for (const gate of gates) {
  const seen = new Set();
  for (const root of gate.roots) files(root, seen);
  let script = 0;
  let style = 0;
  for (const file of seen) {
    const size = gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1000;
    if (file.endsWith('.css')) style += size;
    else script += size;
  }
  const bad = gate.script < script || gate.all < script + style;
  failed ||= bad;
  process.stdout.write(
    `${bad ? 'FAIL' : 'ok  '} ${gate.name}: script ${script.toFixed(1)} kB (limit ${gate.script}), with styles ${(script + style).toFixed(1)} kB (limit ${gate.all})\n`,
  );
}
if (failed) process.exit(1);
