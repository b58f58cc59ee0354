// Writes `field-sw.js`: the worker with the names of every file that the tablet's page is made of.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const PAGE = 'field.html';
const WORKER = 'src/field/worker.js';
/** What the page names and the build does not make. */
const BESIDE = ['favicon.svg', 'field.webmanifest', 'field-192.png', 'field-512.png'];

export function shell(): Plugin {
  return {
    name: 'zhixing-shell',
    apply: 'build',
    // After the build has thrown away the chunks that were styles only.
    enforce: 'post',
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find((one) => one.type === 'chunk' && one.isEntry && one.facadeModuleId?.endsWith(PAGE));
      if (!entry) return this.error(`${PAGE} is not built`);
      const files = new Set(BESIDE);
      const take = (name: string) => {
        const chunk = bundle[name];
        if (files.has(name) || chunk?.type !== 'chunk') return;
        files.add(name);
        for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
        for (const asset of chunk.viteMetadata?.importedAssets ?? []) files.add(asset);
        for (const next of [...chunk.imports, ...chunk.dynamicImports]) take(next);
      };
      take(entry.fileName);
      const names = [...files].map((file) => `/${file}`).sort();
      const worker = readFileSync(WORKER, 'utf8');
      const beside = BESIDE.map((file) => readFileSync(`public/${file}`));
      const hash = createHash('sha256');
      for (const part of [names.join('\n'), worker, readFileSync(PAGE), ...beside]) hash.update(part);
      // What the comment at its head says of the build is not for the browser.
      const code = worker.slice(worker.indexOf('const SHELL'));
      const source = code.replace('__SHELL__', `field-${hash.digest('hex').slice(0, 16)}`).replace('__FILES__', JSON.stringify(names, null, 2));
      this.emitFile({ type: 'asset', fileName: 'field-sw.js', source });
    },
  };
}
