// Three levels of courts: figures first, a court's lists and a case to look at, never sideways; what died in the background has a page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databases, openCourt } from './live.mjs';
import { axeClean, shot } from './support.mjs';

let court;

before(async () => {
  court = await openCourt({ kind: databases().at(-1), args: ['--empty', '--levels'] });
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

const names = (page) => page.getByRole('row').locator('a').allInnerTexts();

test('the high court sees figures per court, looks into one and comes back', async () => {
  const page = await court.at('gd.president');
  await page.getByRole('link', { name: '下级法院' }).click();
  await page.getByText('惠城区人民法院').waitFor();
  assert.deepEqual(await names(page), [
    '广东省高级人民法院（本院）', '肇庆市中级人民法院', '广宁县人民法院', '怀集县人民法院', '惠州市中级人民法院', '惠城区人民法院', '惠阳区人民法院',
  ]);
  await axeClean(page, '本院和下级法院');
  await shot(page, 'levels-figures');
  await page.getByRole('link', { name: '广宁县人民法院' }).click();
  await page.getByText('正在查看：广宁县人民法院').waitFor();
  const cases = page.getByRole('row').filter({ hasText: '粤1223执' });
  await cases.first().waitFor();
  assert.equal(await cases.count(), 3);
  await shot(page, 'levels-list');
  await cases.first().getByRole('link').first().click();
  await page.getByRole('list', { name: '办理节点' }).waitFor();
  await page.getByText('正在查看：广宁县人民法院').waitFor();
  assert.equal(await page.getByRole('button', { name: '签收' }).count(), 0, 'nothing is offered');
  await shot(page, 'levels-case');
  await page.reload();
  await page.getByText('正在查看：广宁县人民法院').waitFor();
  await page.getByRole('button', { name: '回到本院' }).click();
  await page.getByText('惠城区人民法院').waitFor();
  assert.deepEqual(page.errors, []);
});

test('an intermediate court sees what is below it and nothing beside or above', async () => {
  const page = await court.at('zq.inspector');
  await page.goto(`${court.url}/courts`);
  await page.getByText('广宁县人民法院').waitFor();
  assert.deepEqual(await names(page), ['肇庆市中级人民法院（本院）', '广宁县人民法院', '怀集县人民法院']);
  const beside = await page.evaluate(async () => (await fetch('/api/lists/cases?court=粤13')).status);
  assert.equal(beside, 404);
});

test('who keeps the system running sees duties and dead jobs', async () => {
  const page = await court.at('maxiaofeng');
  await page.getByRole('link', { name: '后台运行' }).click();
  await page.getByRole('cell', { name: '收取短信回执' }).waitFor();
  await page.getByRole('heading', { name: '没有办成的任务' }).waitFor();
  await axeClean(page, '排队');
  await shot(page, 'levels-queue');
  assert.deepEqual(page.errors, []);
});
