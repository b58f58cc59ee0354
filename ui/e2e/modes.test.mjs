// 办案模式 at a living court: an administrator reads one, copies it, breaks and mends the copy, tries it on the running
// cases, adopts it and goes back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, openCourt, row } from './live.mjs';
import { axeClean, shot } from './support.mjs';

const KEY = 'guangdong-service-centre';
const NAME = '广东执行事务中心模式';

let court;
let page;

before(async () => {
  court = await openCourt({ args: ['--cases', '12'] });
  page = await court.at('maxiaofeng');
  await page.setViewportSize({ width: 1366, height: 768 });
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

const tab = (name) => page.getByRole('tab', { name });

/** The button that shows a section, with how many rows it has. */
const section = (name) => page.locator('label', { hasText: new RegExp(`^${name}( \\d+)?$`) });

async function choose(label, option) {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByTitle(option, { exact: true }).last().click();
}

/** The text of a file of the copy, which takes the place of the one that was open. */
async function file(name) {
  await choose('文件', `${KEY}/${name}`);
  return page.getByRole('textbox', { name: `${KEY}/${name} 的内容` });
}

async function edit(name, from, to) {
  const area = await file(name);
  const text = await area.inputValue();
  assert.ok(text.includes(from), `${name}: ${from}`);
  await area.fill(text.replace(from, to));
}

/** Adopts the chosen version from today, with what runs. */
async function adopt(version) {
  await tab('启用').click();
  await page.getByRole('radio', { name: '转入' }).check();
  await page.getByRole('button', { name: '启用办案模式' }).click();
  const dialog = page.getByRole('dialog', { name: `启用办案模式：${NAME} 第${version}版` });
  await dialog.getByText('在办案件逐件转入').waitFor();
  await shot(page, `modes-adopt-${version}`);
  await dialog.getByRole('button', { name: '启用办案模式' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const now = row(page, '启用记录', '现行');
  await now.filter({ hasText: `第${version}版` }).waitFor();
  assert.equal(await now.count(), 1, 'one is in force');
  await page.getByText(/还有 \d+ 件没有转入/).waitFor({ state: 'hidden' });
  await page.getByText(/，在办 [1-9]\d* 件/).waitFor();
}

test('the page is reached and read without a mouse', async () => {
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await axeClean(page, '启用记录');
  await row(page, '启用记录', '现行').waitFor();
  await shot(page, 'modes-adoptions');
  await tab('启用').focus();
  await page.keyboard.press('ArrowRight');
  await section('模式').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '内容', 'the focus goes with the tab');
  await axeClean(page, `key = "${KEY}"`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await row(page, '团队', 'window').getByText('执行立案窗口').first().waitFor();
  for (const name of ['岗位', '办理通道', '节点', '事项', '分流表', '文书', '文书期限', '签批链', '告知']) {
    await section(name).waitFor();
  }
  await section('事项').click();
  await axeClean(page, 'receive_case');
  await shot(page, 'modes-read');
});

test('the modes of the other courts that ship are compared with one’s own, row by row', async () => {
  await tab('比较').click();
  await choose('与哪一版比较', '灌南854模式 第1版');
  const lane = row(page, '不同的行', 'deposit');
  await lane.getByText('name = "有财产快执"').first().waitFor();
  await axeClean(page, '不同的行');
  await shot(page, 'modes-diff-shipped');
});

test('a wrong team in a copy is named with file, line and remedy, and the line is a press away', async () => {
  await tab('复制修改').click();
  await edit('posts.toml', 'team = "window"', 'team = "widow"');
  await file('lanes.toml');
  await page.getByRole('button', { name: '检查' }).click();
  const fault = row(page, '错误', 'posts.toml');
  await fault.getByText('没有名为“widow”的团队').waitFor();
  await fault.getByText('请改为已有的团队，或者先在模式中写明这个团队').waitFor();
  await axeClean(page, '发现 1 处错误');
  await shot(page, 'modes-faults');
  await fault.getByRole('button', { name: `到${KEY}/posts.toml第6行` }).focus();
  await page.keyboard.press('Enter');
  const area = page.getByRole('textbox', { name: `${KEY}/posts.toml 的内容` });
  await area.waitFor();
  await page.waitForFunction(() => document.activeElement.tagName === 'TEXTAREA');
  const selected = await area.evaluate((box) => box.value.slice(box.selectionStart, box.selectionEnd));
  assert.equal(selected, 'team = "widow"');
  await shot(page, 'modes-line');
  await page.getByRole('button', { name: '导入为新版本' }).click();
  await page.waitForFunction(() => document.querySelector('.ant-btn-loading') === null);
  await fault.waitFor();
  const { body } = await ask(page, '/api/modes');
  assert.deepEqual(body.versions.filter((v) => v.key === KEY).map((v) => v.version), [1], 'nothing was imported');
  assert.equal(body.versions.length, 5, 'the modes that ship');
});

test('the copy is mended, kept while other tabs are read, and imported as version 2', async () => {
  await edit('posts.toml', 'team = "widow"', 'team = "window"');
  await page.getByText('检查以后又改过').waitFor();
  await edit('mode.toml', 'version = 1', 'version = 2');
  await edit('tasks.toml', 'name = "接收案件"', 'name = "收案"');
  await tab('内容').click();
  await tab('复制修改').click();
  assert.match(await (await file('mode.toml')).inputValue(), /version = 2/);
  await page.getByRole('button', { name: '检查' }).click();
  await axeClean(page, '没有发现错误');
  await shot(page, 'modes-mended');
  await page.getByRole('button', { name: '导入为新版本' }).click();
  const changes = row(page, '不同的行', 'receive_case');
  await changes.getByText('name = "收案"').waitFor();
  assert.match(await changes.innerText(), /事项/);
  await page.waitForFunction(() => document.activeElement.textContent === '比较');
  await axeClean(page, `${NAME} 第2版`);
  await shot(page, 'modes-diff');
});

test('it is tried on the running cases, and nothing is written', async () => {
  await tab('试算').click();
  await shot(page, 'modes-dry-unasked');
  await page.getByRole('button', { name: '试算在办案件转入这一版' }).click();
  await page.getByRole('status').filter({ hasText: /会转入 [1-9]\d* 件，其中会逾期 0 件；不能转入 0 件/ }).waitFor();
  await axeClean(page, '试算结果');
  await shot(page, 'modes-dry');
  const { body } = await ask(page, '/api/modes');
  assert.equal(body.versions.find((v) => v.version === 2).running, 0);
});

test('it is adopted from today with what runs, and the court goes back to version 1', async () => {
  await adopt(2);
  await choose('办案模式的版本', `${NAME} 第1版`);
  await adopt(1);
  assert.equal(await row(page, '启用记录', '已过').count(), 2);
  await axeClean(page, '启用记录');
  await shot(page, 'modes-back');
  assert.deepEqual(page.errors, []);
});
