// Lists: what is taken along, which view is in force, how long money has waited, dates with one click.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { record } from './recorded.mjs';
import { axeClean, launch, newPage, shot, startPages } from './support.mjs';

let browser;
let server;

before(async () => {
  server = await startPages();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(path, overrides = {}) {
  const page = await newPage(browser);
  const sent = await record(page, overrides);
  await page.goto(`${server.url}${path}`);
  return { page, sent };
}

async function done(page) {
  assert.deepEqual(page.errors, []);
  await page.context().close();
}

test('ticked rows alone are exported, with the columns that are shown', async () => {
  const { page, sent } = await open('/cases?state=open', { 'POST /api/lists/cases/export': { id: 'job-1' } });
  const grid = page.getByRole('grid');
  await grid.getByRole('checkbox').nth(1).check();
  await grid.getByRole('checkbox').nth(3).check();
  await page.getByRole('button', { name: '列设置' }).click();
  await page.getByRole('checkbox', { name: '案由' }).uncheck();
  await page.getByRole('button', { name: '列设置' }).click();
  await page.getByRole('button', { name: '导出所选 2 件案件' }).click();
  await page.getByText('已开始导出').waitFor();
  const body = JSON.parse(sent[0].body);
  assert.deepEqual(body.rows, ['case-0', 'case-2']);
  assert.ok(body.columns.includes('case_no') && !body.columns.includes('cause'), String(body.columns));
  await page.getByText('已开始导出').waitFor({ state: 'detached' });
  await done(page);
});

test('of two views that ask for the same rows one is in force, and a long name is kept whole', async () => {
  const name = '本院涉民生在办案件（劳动报酬、交通事故、赡养抚养）';
  const { page } = await open('/cases?state=open', { 'GET /api/lists/cases/views': { items: [{ name, filter: { state: 'open' }, hidden: [] }], next: null } });
  const views = page.getByRole('group', { name: '视图' });
  await views.getByRole('button', { name }).waitFor();
  assert.deepEqual(await views.locator('[aria-pressed="true"]').allInnerTexts(), [name]);
  await done(page);
});

test('a span of dates takes one click, or two days as people write them', async () => {
  const { page } = await open('/cases?state=open');
  await page.getByText('立案日期：').locator('..').getByRole('button', { name: '全部' }).click();
  await page.getByRole('button', { name: '本季' }).click();
  await page.waitForURL(/filed_from=2026-10-01&filed_to=2026-12-31/);
  await page.getByLabel('立案日期自').fill('20260302');
  await page.keyboard.press('Tab');
  await page.waitForURL(/filed_from=2026-03-02/);
  await page.getByLabel('立案日期至').fill('不是日期');
  await page.keyboard.press('Tab');
  await page.getByText('“不是日期”不是日期').waitFor();
  assert.match(page.url(), /filed_to=2026-12-31/, 'what is no day asks for nothing else');
  await axeClean(page, '本季');
  await shot(page, 'dates-range');
  await done(page);
});

test('how long money has waited leads to the cases that wait', async () => {
  const { page } = await open('/funds');
  await page.getByRole('link', { name: /30 天以上：1 件/ }).click();
  await page.waitForURL(/tab=unpaid&age=over30/);
  await page.getByRole('grid').getByText('2026-11-13').first().waitFor();
  for (const head of ['到账日期', '滞留（天）']) await page.getByRole('columnheader', { name: head }).getByRole('button').waitFor();
  await done(page);
});

test('the sign-in page says of which court it is', async () => {
  const { page } = await open('/', { 'GET /api/session': { status: 401, body: { code: 'sign_in_needed', detail: '请先登录' } } });
  await page.getByText('怀集县人民法院').waitFor();
  await axeClean(page, '登录');
  await shot(page, 'sign-in');
  await done(page);
});

test('the code and the number of a refusal are there for who asks, and not in the sentence', async () => {
  const { page } = await open('/cases/case-0?tab=property', { 'POST /api/cases/case-0/do/order_deduction': { status: 422, body: { code: 'amount_above', detail: '扣划金额超过上限 100.00 元', findings: [] } } });
  await page.getByRole('button', { name: '扣划', exact: true }).first().click();
  const form = page.getByRole('dialog', { name: '扣划存款' });
  await form.getByRole('button', { name: '提请扣划' }).click();
  await form.getByRole('alert').waitFor();
  assert.equal(await page.getByText('amount_above').isVisible(), false);
  await page.getByText('报障信息').click();
  await page.getByText('amount_above').waitFor();
  await form.getByRole('button', { name: '取消' }).click();
  await done(page);
});
