// 法定期限: a stay is written down, signed and over; the term is extended by chief and president; the list finds it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { XU, ask, caseOf, openCourt, respondents, row, submit, typeDay } from './live.mjs';
import { axeClean, shot } from './support.mjs';

const CENTRE = 'huangmeiling';
const CHIEF = 'luoyongqiang';
const PRESIDENT = 'guanzhiyuan';

let court;
let id;
let today;

before(async () => {
  court = await openCourt({ shared: true });
  id = await court.file([XU], respondents(court.lines)[0]);
  ({ today } = (await ask(await court.at(CENTRE), '/api/session')).body.clock);
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

const term = async () => (await caseOf(await court.at(CENTRE), id)).deadlines.all[0];

/** Signs what waits about the term on the case's own page. */
async function sign(account, step, title) {
  const page = await court.open(account, id, 'deadlines');
  await page.getByRole('button', { name: step, exact: true }).click();
  await page.getByRole('dialog', { name: new RegExp(`^签批：${title}`) }).getByLabel('签批意见').fill('同意');
  await submit(page, '同意并签批');
  return page;
}

test('a stay is asked for, signed and over: the term stands still and then ends later', async () => {
  const before = await term();
  const page = await court.open(CENTRE, id, 'deadlines');
  await row(page, '法定期限', '执行期限').getByText(before.due_on).waitFor();
  await page.getByText('执行期限的计算过程').click();
  await page.getByText(/届满日：/).waitFor();
  await page.getByRole('button', { name: '登记扣除期间' }).click();
  const form = page.getByRole('dialog', { name: '登记扣除期间' });
  await form.getByLabel('扣除事由').click();
  await page.locator('.ant-select-item-option').filter({ hasText: '中止执行期间' }).click();
  await typeDay(page, '自哪一日起不计入', today);
  await form.getByLabel('事实和文书依据').fill('（2026）粤1224执1号之一裁定中止执行');
  await axeClean(page, '登记扣除期间');
  await submit(page, '提请签批');
  await page.getByRole('heading', { name: /扣除中止执行期间/ }).waitFor();
  assert.equal((await term()).due_on, before.due_on, 'nothing moves before it is signed');
  const chief = await sign(CHIEF, '审批人', '扣除中止执行期间');
  await row(chief, '法定期限', '执行期限').getByText('停止计算').first().waitFor();
  await row(chief, '扣除期间', '中止执行期间').getByText('尚未结束').waitFor();
  await axeClean(chief, '尚未结束');
  await shot(chief, 'deadlines-stopped');
  const clerk = await court.open(CENTRE, id, 'deadlines');
  await row(clerk, '扣除期间', '中止执行期间').getByRole('button', { name: '恢复计算' }).click();
  await typeDay(clerk, '至哪一日止不计入', today);
  await submit(clerk, '恢复计算');
  await row(clerk, '扣除期间', '中止执行期间').getByText(today).first().waitFor();
  // The day of filing is not counted anyway: there is nothing of it to exclude.
  assert.deepEqual(await term(), before);
});

test('the term is extended by two signatures, and the list shows it', async () => {
  const before = await term();
  const page = await court.open(CENTRE, id, 'deadlines');
  await page.getByRole('button', { name: '申请延长期限' }).click();
  const form = page.getByRole('dialog', { name: '申请延长期限' });
  await form.getByText('3个月').click();
  await form.getByLabel('特殊情况和理由').fill('标的物正在评估');
  await submit(page, '提请签批');
  await page.getByRole('heading', { name: /执行期限延长3个月/ }).waitFor();
  await sign(CHIEF, '局长审核', '执行期限延长3个月');
  const president = await sign(PRESIDENT, '院长批准', '执行期限延长3个月');
  await row(president, '法定期限', '执行期限').getByText(/3个月（/).waitFor();
  await shot(president, 'deadlines-extended');
  const then = await term();
  assert.ok(before.due_on < then.due_on);
  const { case_no: number } = await caseOf(president, id);
  await president.goto(`${court.url}/lists/deadlines?show=running&q=${encodeURIComponent(number)}`);
  await president.getByRole('grid', { name: '法定期限' }).getByText(then.due_on).first().waitFor();
  await axeClean(president, then.due_on);
  await shot(president, 'deadlines');
});

test('the page says from which day on the applicant may go to the court above', async () => {
  const told = await court.file([XU], respondents(court.lines)[0], [['property_lead', '被执行人在农业银行有存款']]);
  const page = await court.open(CENTRE, told, 'deadlines');
  const { all } = (await caseOf(page, told)).deadlines;
  const way = all.find((one) => one.code === 'DL-G6');
  assert.ok(way.due_on < way.opens_on);
  const shown = row(page, '法定期限', '可以向上一级法院申请执行的期间');
  await shown.getByText(`自 ${way.opens_on} 起可以申请`).waitFor();
  await shown.getByText('期间未满，尚不能申请').waitFor();
  await page.getByText('可以向上一级法院申请执行的期间的计算过程').click();
  await page.getByText(/申请执行人自.*起可以向上一级法院申请执行/).waitFor();
  await axeClean(page, '期间未满，尚不能申请');
  await shot(page, 'deadlines-superior');
});

test('the page says why a task is there, why another is not, and what would change it', async () => {
  const page = await court.open(CENTRE, id, 'tasks');
  await page.getByRole('button', { name: '为什么有这些事项，为什么没有别的' }).click();
  const there = row(page, '现有的事项', '执前谈话');
  await there.getByText('现有：下列条件成立期间都在').waitFor();
  await there.getByText('“已执前谈话”为否').waitFor();
  const warning = row(page, '现在没有的事项', '执行期限将届满');
  await warning.getByText('执行期限剩余天数不超过30').waitFor();
  await warning.getByText('没有：下列标▲的条件尚不成立').waitFor();
  await axeClean(page, '现在没有的事项');
  await shot(page, 'why');
});
