// 下一步: what comes next, done from where it is said; where the keyboard is afterwards.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { detail, me, record, tasks } from './recorded.mjs';
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

async function open(path, overrides = {}, size = {}) {
  const page = await newPage(browser, size);
  const sent = await record(page, overrides);
  await page.goto(`${server.url}${path}`);
  return { page, sent };
}

async function done(page) {
  assert.deepEqual(page.errors, []);
  await page.context().close();
}

const next = (page) => page.getByRole('region', { name: '下一步' });
const NOTHING = { step: null, more: 0, waits: [{ who: '案款专管 李振华', what: '导入银行流水', due_on: null, light: 'idle', light_label: null }], others: 2 };

test('the head says what comes next, whose and by when, and what others are awaited for', async () => {
  const { page } = await open('/cases/case-0');
  for (const text of ['登记执前谈话', '您，2026-11-18 前', '逾期 2 天', '执行期限规定', '另有 3 项由您办理', '送达岗 莫振邦：送达文书']) await next(page).getByText(text).waitFor();
  await axeClean(page, '下一步');
  await shot(page, 'next-step');
  assert.equal(await page.locator('main .ant-btn-primary').count(), 1, 'one filled button');
  await done(page);
});

test('who has nothing to do reads what is awaited from whom', async () => {
  const { page } = await open('/cases/case-0', { 'GET /api/cases/case-0': { ...detail, next: NOTHING } });
  for (const text of ['等待', '案款专管 李振华：导入银行流水', '另有 2 项']) await next(page).getByText(text, { exact: text === '等待' }).waitFor();
  assert.equal(await next(page).getByRole('button').count(), 0);
  await done(page);
});

for (const how of ['mouse', 'keyboard']) {
  test(`去办理 opens the form itself by ${how}, with the amount that may be taken; afterwards the focus is back`, async () => {
    const { page, sent } = await open('/cases/case-0', { 'POST /api/cases/case-0/do/order_deduction': { version: 42 } });
    const go = next(page).getByRole('button', { name: '去办理' });
    await go.waitFor();
    await (how === 'mouse' ? go.click() : page.keyboard.press('n'));
    const form = page.getByRole('dialog', { name: '扣划存款' });
    assert.equal(await form.getByLabel('扣划金额').inputValue(), '5388.00');
    await form.getByText('现在最多可扣划').waitFor();
    await page.keyboard.press('Control+Enter');
    await form.waitFor({ state: 'detached' });
    assert.deepEqual(JSON.parse(sent[0].body), { measure: 'm1', amount_fen: 538800 });
    const back = how === 'mouse' ? '去办理' : '跳到正文';
    await page.waitForFunction((name) => (name === '去办理' ? document.activeElement?.textContent === name : document.activeElement?.id === 'main'), back);
    await done(page);
  });
}

test('a task of one’s own opens its form from the workbench, and afterwards the next of its kind is offered', async () => {
  const mine = { ...tasks[0], title: '接收案件' };
  const finished = { ...detail, tasks: [{ ...mine, state: 'done', state_label: '已办结', mine: false, act: null }], next: NOTHING };
  let closed = false;
  const { page } = await open('/', {
    'GET /api/lists/tasks': { items: [mine, { ...tasks[1], title: '接收案件' }], next: null, cases_capped: false },
    'GET /api/cases/case-0': () => (closed ? finished : { ...detail, tasks: [mine] }),
    'GET /api/commands': { beginnings: [], items: [{ name: 'complete_task', title: '回填', heading: '办结回填', verb: '回填并办结', danger: false, fields: [
      { name: 'task', label: '事项', shape: 'thing', required: true, hint: null, max: null, past: false, thing: 'task', options: [] },
      { name: 'result', label: '办理结果', shape: 'text', required: true, hint: null, max: 1000, past: false, thing: null, options: [] },
    ] }] },
    'POST /api/cases/case-0/do/complete_task': () => {
      closed = true;
      return { version: 42 };
    },
  });
  await page.getByRole('link', { name: '去办理' }).first().click();
  const form = page.getByRole('dialog', { name: '办结回填' });
  assert.equal(await form.getByLabel('办理结果').inputValue(), '已办理');
  await form.getByRole('button', { name: '回填并办结' }).click();
  await page.getByText('“接收案件”已办结。').waitFor();
  const link = page.getByRole('link', { name: /^下一项：接收案件/ });
  assert.match(await link.getAttribute('href'), /^\/cases\/case-1\?.*task=task-1&go=1$/);
  await shot(page, 'next-of-kind');
  await done(page);
});

const deduct = (id, on) => ({ ...tasks[0], id, title: '扣划存款', opens: 'measures', act: { act: 'order_deduction', label: '扣划', on } });
const stepOf = ({ id, title, act, opens }) => ({ step: { task: id, what: title, due_on: null, light: 'normal', light_label: null, why: null, act, opens }, more: 0, waits: [], others: 0 });
const [measure] = detail.measures;
const measures = [measure, { ...measure, id: 'm2', title: '建设银行存款', deductible_fen: 20_000 }];

/** Takes the step of the head, sends its form, and answers what the case is afterwards. */
async function takeStep(tasks_, after) {
  let sent = false;
  const before = { ...detail, measures, tasks: tasks_, next: stepOf(tasks_[0]) };
  const { page } = await open('/cases/case-0', {
    'GET /api/cases/case-0': () => (sent ? { ...before, version: 42, tasks: after, next: after[0] ? stepOf(after[0]) : NOTHING } : before),
    'POST /api/cases/case-0/do/order_deduction': () => {
      sent = true;
      return { version: 42 };
    },
  });
  await next(page).getByRole('button', { name: '去办理' }).click();
  await page.getByRole('dialog', { name: '扣划存款' }).getByRole('button', { name: '提请扣划' }).click();
  return page;
}

test('what was taken as a step goes on to the next of its kind, and to nothing when it is left', async () => {
  const page = await takeStep([deduct('t1', 'measure:m1')], [deduct('t2', 'measure:m2')]);
  const form = page.getByRole('dialog', { name: '扣划存款' });
  await form.getByText('建设银行存款').waitFor();
  assert.equal(await form.getByLabel('扣划金额').inputValue(), '200.00');
  await form.getByRole('button', { name: '取消' }).click();
  await form.waitFor({ state: 'detached' });
  await done(page);
});

test('a ruling that a step has raised is shown beside its button, to be signed at once', async () => {
  const paper = detail.documents.find((d) => d.approval);
  const sign = { ...tasks[1], id: 't3', title: '签发裁定', act: { act: 'sign_approval', label: '签批', on: `approval:${paper.approval.id}` } };
  const page = await takeStep([deduct('t1', 'measure:m1')], [sign]);
  const form = page.getByRole('dialog', { name: `签批：${paper.approval.title}` });
  await form.getByTitle(`${paper.approval.title} 文书全文`).waitFor();
  await axeClean(page, '文书全文');
  await shot(page, 'next-sign');
  await done(page);
});

test('what others raise, and what is only reported back by hand, opens nothing by itself', async () => {
  const byHand = { ...tasks[1], id: 't4', title: '制定执行方案', act: { act: 'complete_task', label: '回填', on: 'task:t4' } };
  const page = await takeStep([deduct('t1', 'measure:m1')], [byHand]);
  await page.getByText('扣划存款：已办理').waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  await done(page);
});

test('签收 is one click in the row', async () => {
  const { page, sent } = await open('/cases/case-0', { 'POST /api/cases/case-0/do/accept_task': { version: 42 } });
  await page.getByRole('table', { name: '本案事项' }).getByRole('button', { name: '签收' }).first().click();
  await page.waitForFunction(() => document.body.textContent.includes('已签收：'));
  assert.deepEqual(sent.map((s) => [s.key, JSON.parse(s.body)]), [['POST /api/cases/case-0/do/accept_task', { task: 'task-0' }]]);
  await done(page);
});

test('open tasks stand first, what is over is one line; the docket shows its key lines alone', async () => {
  const over = { ...tasks[3], id: 'over', title: '发起网络查控', state: 'done', state_label: '已办结', done_on: '2026-11-13', mine: false, act: null, actions: [] };
  const { page } = await open('/cases/case-0', { 'GET /api/cases/case-0': { ...detail, tasks: [over, ...detail.tasks] } });
  const first = page.getByRole('table', { name: '本案事项' }).getByRole('row').nth(1);
  assert.match(await first.innerText(), /2026-11-18/);
  await page.getByRole('button', { name: /已办结 1 项（最近：发起网络查控，2026-11-13）/ }).click();
  await page.getByRole('table', { name: '已办结的事项' }).getByText('发起网络查控').waitFor();
  const lines = page.getByRole('region', { name: '办案流水' }).getByRole('listitem');
  assert.equal(await lines.count(), 9);
  await page.getByText('关键', { exact: true }).click();
  assert.equal(await lines.count(), 5);
  await done(page);
});

test('on a low screen the facts are folded, and the first row is in sight', async () => {
  const { page } = await open('/cases/case-0', {}, { width: 1280, height: 720 });
  const row = page.getByRole('table', { name: '本案事项' }).getByRole('row').nth(1);
  await row.waitFor();
  const box = await row.boundingBox();
  assert.ok(box.y + box.height < 480, `the first task ends at ${box.y + box.height}`);
  await shot(page, 'case-1280');
  await page.getByRole('button', { name: '展开案情' }).click();
  await page.getByRole('list', { name: '办理节点' }).waitFor();
  await done(page);
});

test('closing: what is lacking stands first, and the button waits for it', async () => {
  const { page } = await open('/cases/case-0?tab=closing', { 'GET /api/cases/case-0': { ...detail, actions: [{ act: 'close_case', label: '结案', allowed: true, reason: null }] } });
  const button = page.getByRole('button', { name: '结案', exact: true });
  await page.getByText('还有 1 项必备条件不具备：案款全部发放').first().waitFor();
  assert.equal(await button.isDisabled(), true);
  const rows = page.getByRole('table', { name: '结案条件' }).getByRole('row');
  assert.match(await rows.nth(1).innerText(), /▲ 不具备/);
  assert.match(await rows.nth(2).innerText(), /✓ 具备/);
  await shot(page, 'closing-lacking');
  await done(page);
});

test('the way back leads to the list as it was filtered', async () => {
  const { page } = await open('/cases?state=open&q=2621');
  await page.getByRole('grid').getByRole('link', { name: '（2026）粤1224执2621号' }).click();
  await page.getByRole('navigation', { name: '所在位置' }).getByRole('link', { name: '案件列表' }).click();
  await page.waitForURL(/\/cases\?state=open&q=2621$/);
  await done(page);
});

test('the workbench is of who reads it: what waits for a signature, what is due today, the steps of setting up', async () => {
  const acts = (...more) => ['view_case', 'list_cases', 'list_tasks', ...more];
  const as = (...more) => ({ 'GET /api/session': { ...me, acts: acts(...more) }, 'GET /api/lists/approvals/total': { count: 5, count_capped: false, sum_fen: null } });
  const { page } = await open('/', as('sign_approval'));
  await page.getByRole('link', { name: /待我签批\s*5\s*件/ }).waitFor();
  await page.getByRole('link', { name: /今日到期事项\s*3\s*项/ }).waitFor();
  assert.equal(await page.getByText('查封冻结到期待答复').count(), 0, 'who may not answer for it is not asked');
  assert.equal(await page.getByText('系统设置的步骤').count(), 0);
  await done(page);
  const administrator = await open('/', as('manage_people', 'view_people'));
  await administrator.page.getByText('系统设置的步骤').waitFor();
  const steps = administrator.page.getByRole('listitem').filter({ hasText: /^\d\. / });
  assert.deepEqual(await steps.evaluateAll((all) => all.map((one) => one.querySelector('a')?.textContent)), ['法院信息', '添加人员', '启用办案模式', '岗位定人']);
  await shot(administrator.page, 'bench-administrator');
  await done(administrator.page);
});
