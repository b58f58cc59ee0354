// What every browser test needs: the built server on a free port, one Chromium, axe, pictures.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '..', '..');
const dist = join(here, '..', 'dist');
const shots = join(here, 'shots');
const axeSource = readFileSync(join(here, '..', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

/** A port that nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const socket = createSocket();
    socket.once('error', reject);
    socket.listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/** The one binary, as it was built last. */
export function binary() {
  const path = process.env.ZHIXING_BIN ?? join(root, 'target', 'debug', 'zhixing');
  assert.ok(existsSync(path), `no server at ${path}: build it first (cargo build -p zhixing-cli)`);
  return path;
}

/**
 * Starts `zhixing demo` in a directory of its own and waits until it answers.
 * `args` go to the binary; the printed lines are kept for sign-ins and for failure messages. A directory of the test's own
 * is left to it.
 */
export async function startServer({ args = ['--empty'], env = {}, database, data: kept } = {}) {
  const port = await freePort();
  const data = kept ?? mkdtempSync(join(tmpdir(), 'zhixing-e2e-'));
  const lines = [];
  const place = database ? ['--database', database] : ['--data', data];
  const child = spawn(binary(), ['demo', '--listen', `127.0.0.1:${port}`, ...place, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const keep = (chunk) => lines.push(...String(chunk).split('\n').filter(Boolean));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  await waitFor(`${url}/api/session`, child, lines);
  return {
    url,
    data,
    lines,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
      if (!kept) rmSync(data, { recursive: true, force: true });
    },
  };
}

/**
 * The court with cases that `cargo xtask test` serves to every file which only adds to it; a file that is run alone
 * starts one of its own. Whoever counts what is there, moves the clock or imports statements wants a court of its own.
 */
export async function sharedServer() {
  const { ZHIXING_COURT: url, ZHIXING_COURT_LOG: log } = process.env;
  if (!url) return startServer({ args: ['--cases', '60'] });
  return { url, lines: readFileSync(log, 'utf8').split('\n').filter(Boolean), async stop() {} };
}

async function waitFor(url, child, lines) {
  const until = performance.now() + 120_000;
  while (performance.now() < until) {
    if (child.exitCode !== null) break;
    const answer = await fetch(url).catch(() => null);
    if (answer) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  throw new Error(`the server did not come up:\n${lines.slice(-40).join('\n')}`);
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

// The same policy as the server's, so that a style or script which it would block fails here too.
const NONCE = 'e2e';
const POLICY = `default-src 'none'; script-src 'self' 'nonce-${NONCE}'; style-src 'self' 'nonce-${NONCE}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`;

/** Serves the built pages without an API, for tests with recorded answers. */
export async function startPages() {
  assert.ok(existsSync(join(dist, 'index.html')), 'no ui/dist: run `npm run build` first');
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://x').pathname).replace(/^(\.\.[/\\])+/, '');
    const file = join(dist, path);
    const found = extname(path) && existsSync(file) ? file : join(dist, /^[/\\]calc\b/.test(path) ? 'calc.html' : 'index.html');
    response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'content-security-policy': POLICY });
    response.end(found.endsWith('.html') ? readFileSync(found, 'utf8').replaceAll('__CSP_NONCE__', NONCE) : readFileSync(found));
  });
  const port = await freePort();
  await new Promise((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/** One Chromium for a test file. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A fresh person at a fresh screen; errors of the page fail the test through `context.errors`. */
export async function newPage(browser, { width = 1440, height = 900 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) page.errors.push(message.text());
  });
  return page;
}

/** Signs in through the page. */
export async function signIn(page, url, account, password) {
  await page.goto(url);
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation', { name: '主菜单' }).waitFor();
}

/**
 * Runs axe, after asserting that the page really shows this text: axe passes on a blank page. Rows that are dimmed
 * because newer ones are on their way are not what is judged.
 */
export async function axeClean(page, text) {
  await page.getByText(text).first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }),
  );
  const found = violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary ?? ''}`).join(' | ')}`);
  assert.deepEqual(found, [], `axe on ${page.url()}`);
}

/** A picture for people, not compared by machine. */
export async function shot(page, name) {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}
