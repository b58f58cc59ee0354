// The window's own machine: a card on the reader, a scan on the scanner, the trial file from the trial system. The
// program that hands them over is really started, with folders as the makers' programs fill them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ask, caseOf, openCourt } from './live.mjs';
import { axeClean, binary, shot } from './support.mjs';
import { trial } from './trial.mjs';

let court;
let devices;
let folder;

before(async () => {
  court = await openCourt({ shared: true });
  folder = mkdtempSync(join(tmpdir(), 'zhixing-devices-'));
  for (const name of ['cards', 'scans', 'trials']) mkdirSync(join(folder, name));
  const args = ['devices', '--court', court.url, ...['cards', 'scans', 'trials'].flatMap((name) => [`--${name}`, join(folder, name)])];
  devices = spawn(binary(), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((ready, failed) => {
    devices.stdout.once('data', ready);
    devices.once('exit', (code) => failed(new Error(`devices ended with ${code}`)));
  });
}, { timeout: 300_000 });

after(async () => {
  devices?.kill();
  rmSync(folder, { recursive: true, force: true });
  await court?.close();
});

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

test('the trial file, a card and a scan are taken from the machine, and the case is filed with hardly a key', async () => {
  const page = await court.at('chenxiaoyan');
  const { today } = (await ask(page, '/api/session')).body.clock;
  await page.goto(`${court.url}/filing`);
  await page.getByRole('heading', { name: '立案登记' }).waitFor();
  // Nobody's machine is asked before somebody says that there is something to ask.
  assert.equal(await page.getByRole('button', { name: '读身份证' }).count(), 0);
  await page.getByRole('button', { name: /陈晓燕/ }).click();
  await page.getByRole('checkbox', { name: '本机接有读卡器、扫描仪' }).check();
  await page.keyboard.press('Escape');
  await page.goto(`${court.url}/filing`);

  await page.getByRole('button', { name: '从本机取卷宗' }).click();
  await page.getByRole('alert').filter({ hasText: '没有新导出的卷宗信息' }).waitFor();
  writeFileSync(join(folder, 'trials', '8801.json'), JSON.stringify(trial(today)));
  await page.getByRole('button', { name: '从本机取卷宗' }).click();
  await page.getByText(/已由卷宗带入：.*申请执行人、被执行人/).waitFor();
  assert.equal(await page.getByLabel('文书案号').inputValue(), '（2026）粤1224民初8801号');
  assert.deepEqual(readdirSync(join(folder, 'trials')), ['已取'], 'handed over once, and put aside');

  writeFileSync(join(folder, 'cards', 'card.json'), JSON.stringify({ name: '邹伯勤', identity_number: '44122419790608982X', address: '怀集县坳仔镇2号', ethnicity: '汉族' }));
  const respondent = page.locator('section', { has: page.getByRole('heading', { name: '被执行人', exact: true }) });
  await respondent.getByRole('button', { name: '读身份证' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('input')].some((input) => input.value === '44122419790608982X'));
  assert.equal(await respondent.getByLabel('住址或住所地').inputValue(), '怀集县坳仔镇2号');

  await page.getByRole('button', { name: '常收的六项全部收到' }).click();
  writeFileSync(join(folder, 'scans', 'scan.pdf'), PDF);
  const papers = page.locator('section', { has: page.getByRole('heading', { name: '收到的材料', exact: true }) });
  await papers.getByRole('button', { name: '扫描', exact: true }).first().click();
  await papers.getByText(/✓ 扫描件.pdf/).waitFor();
  await page.locator('#scan-title').setInputFiles({ name: '判决书.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([PDF, Buffer.from('\n')]) });
  await papers.getByText(/✓ 判决书.pdf/).waitFor();
  await page.getByLabel('重复立案检索记录').fill('检索全国执行案件系统，无在先立案');
  await page.getByRole('checkbox', { name: '执行风险告知书已送交申请人' }).check();
  await axeClean(page, '立案登记');
  await shot(page, 'devices');
  await page.keyboard.press('Control+Enter');

  await page.getByText(/已立案，案号 （\d{4}）粤1224执\d+号/).waitFor();
  await page.getByRole('link', { name: '打开案件' }).click();
  await page.getByRole('list', { name: '办理节点' }).waitFor();
  const file = await caseOf(page, new URL(page.url()).pathname.split('/').pop());
  const scans = file.materials.filter((m) => m.file);
  assert.deepEqual(scans.map((m) => [m.title, m.format]), [['申请执行书', 'PDF'], ['生效法律文书', 'PDF']]);
  assert.deepEqual(file.parties.map((p) => [p.name, p.identity_number.masked.slice(-2)]), [['梁金水', '13'], ['邹伯勤', '2X']]);
});

test('what is no trial file is said, and what was typed stays beside what the trial file says', async () => {
  const page = await court.at('chenxiaoyan');
  const { today } = (await ask(page, '/api/session')).body.clock;
  await page.goto(`${court.url}/filing`);
  await page.getByLabel('案由').fill('民间借贷纠纷');
  await page.keyboard.press('Escape');
  const pick = page.locator('#trial-file');
  await pick.setInputFiles({ name: '卷宗.json', mimeType: 'application/json', buffer: Buffer.from('[1,2') });
  await page.getByText('这不是审判系统导出的卷宗信息').waitFor();
  await pick.setInputFiles({ name: '卷宗.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(trial(today))) });
  await page.getByText('案由：已填“民间借贷纠纷”，卷宗为“买卖合同纠纷”').waitFor();
  assert.equal(await page.getByLabel('案由').inputValue(), '民间借贷纠纷');
  await page.getByRole('button', { name: '清空重填' }).click();
});
