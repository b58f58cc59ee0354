// A demo court is opened again as it was left: its cases, its day, its sign-ins, and the bank at the other end.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { application, ask } from './live.mjs';
import { launch, newPage, signIn, startServer } from './support.mjs';

const WHO = { name: '梁金水', identity_number: '441224197001010013', phone: '13800138000', account: '6228480000000001234' };

const passwordOf = (lines) => lines.map((line) => /\smaxiaofeng\s+(\S+)/.exec(line)?.[1]).find(Boolean);

/** Runs a part of the story in a server that is started on the same data. */
async function opened(data, browser, account, run, signal) {
  const server = await startServer({ data });
  const page = await newPage(browser);
  await signIn(page, server.url, account, passwordOf(server.lines));
  try {
    return await run(page, server);
  } finally {
    await page.close();
    await server.stop(signal);
  }
}

test('a demo court goes on where it was left, also after its power was cut', { timeout: 300_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), 'zhixing-demo-again-'));
  const browser = await launch();
  try {
    const first = await opened(data, browser, 'chenxiaoyan', async (page, server) => {
      const { today } = (await ask(page, '/api/session')).body.clock;
      const filed = await ask(page, '/api/begin/file_case', { method: 'POST', body: application(today, [WHO], { name: '韦观水', number: '441224198502149819' }) });
      assert.equal(filed.status, 200, filed.text);
      // The day is moved by whoever explores.
      await page.getByRole('button', { name: '推进一天' }).click();
      await page.waitForFunction((old) => !document.body.innerText.includes(`演示日期 ${old}`), today);
      const statement = await ask(page, '/api/session');
      return { id: filed.body.id, day: statement.body.clock.today, password: passwordOf(server.lines) };
    });
    const again = await opened(data, browser, 'lizhenhua', async (page, server) => {
      assert.ok(server.lines.some((line) => line.includes('接着上次的演示法院')), server.lines.join('\n'));
      const { today } = (await ask(page, '/api/session')).body.clock;
      const file = await ask(page, `/api/cases/${first.id}`);
      const statement = await page.evaluate(async (to) => (await fetch(`/api/demo/statement?from=2026-01-01&to=${to}&format=camt053`)).text(), today);
      return { day: today, no: file.body.case_no, password: passwordOf(server.lines), credits: statement.match(/<Ntry>/g)?.length ?? 0 };
    }, 'SIGKILL');
    assert.deepEqual([again.day, again.password], [first.day, first.password]);
    assert.match(again.no, /粤1224执1号/);
    assert.equal(again.credits, 1, 'what a stranger paid in stands in the bank’s books');
    await opened(data, browser, 'chenxiaoyan', async (page) => {
      assert.equal((await ask(page, `/api/cases/${first.id}`)).body.case_no, again.no);
    });
  } finally {
    await browser.close();
    rmSync(data, { recursive: true, force: true });
  }
});
