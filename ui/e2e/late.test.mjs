// 逾期催办、督办: what nobody does climbs to the president; whoever answers for it says why; a directive is answered.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PATIENCE, XU, ask, caseOf, openCourt, respondents, row, submit, typeDay } from './live.mjs';
import { axeClean, shot } from './support.mjs';

const CENTRE = 'huangmeiling';
const CHIEF = 'luoyongqiang';
const PRESIDENT = 'guanzhiyuan';

let court;
let id;

before(async () => {
  court = await openCourt();
  id = await court.file([XU], respondents(court.lines)[0]);
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

const late = async () => (await caseOf(await court.at(CENTRE), id)).deadlines.latenesses.find((one) => one.name === '接收案件');

/** The court's own look at the day has been done: its duty has begun it, and nothing of it waits. */
async function daySeen(admin) {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    const { today } = (await ask(admin, '/api/session')).body.clock;
    const { duties, lanes } = (await ask(admin, '/api/queue')).body;
    const begun = duties.some((duty) => duty.name === '启动每日例行' && duty.ok_at && localDay(duty.ok_at) === today);
    if (begun && lanes.every((lane) => lane.waiting === 0)) return;
    await admin.waitForEvent('response', { timeout: 500 }).catch(() => null);
  }
  throw new Error('the day was never looked at');
}

/** The civil day of an instant in the court's zone. */
const localDay = (instant) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/** Days go by until the highest level told is this one. */
async function until(level) {
  for (let days = 0; days < 30; days += 1) {
    const known = await late();
    if (known?.level_label === level) return known;
    await court.nextDay();
    await daySeen(await court.at('maxiaofeng'));
  }
  throw new Error(`never told: ${level}`);
}

test('what nobody does is told to the four levels, explained, done, and its end is on record', { timeout: 600_000 }, async () => {
  for (const level of ['承办人', '团队', '局长', '院长']) await until(level);
  const known = await late();
  assert.deepEqual(known.told.map((one) => one.level_label), ['承办人', '团队', '局长', '院长']);
  assert.equal(new Set(known.told.map((one) => one.on)).size, 4, 'each on its own day');

  const president = await court.at(PRESIDENT);
  await president.goto(`${court.url}/lists/lateness?level=president`);
  await president.getByText('接收案件').first().waitFor();
  await shot(president, 'late-list');
  await axeClean(president, '逾期催办');

  await president.goto(`${court.url}/wall.html`);
  const climbed = president.locator('.figure').filter({ hasText: '催办到局长、院长' });
  const counted = Number((await climbed.locator('a').innerText()).trim());
  assert.ok(0 < counted);
  await shot(president, 'late-wall');
  await climbed.locator('a').click();
  await president.getByText(`共 ${counted} 项逾期`).waitFor();

  const page = await court.open(CENTRE, id, 'tasks');
  const mine = row(page, '逾期', '接收案件');
  await mine.getByText('待说明原因').waitFor();
  await shot(page, 'late-case');
  await axeClean(page, '待说明原因');
  await mine.getByRole('button', { name: '说明原因' }).click();
  const form = page.getByRole('dialog', { name: '说明逾期原因' });
  await form.getByLabel('原因', { exact: true }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '人手不足' }).click();
  await form.getByLabel('具体情况').fill('当日收案集中，明日办理');
  const { today } = (await ask(page, '/api/session')).body.clock;
  await typeDay(page, '计划办结日', today);
  await submit(page, '提交说明');
  await mine.getByText('当日收案集中').waitFor();

  const task = (await caseOf(page, id)).tasks.find((one) => one.title === '接收案件');
  await court.act(CENTRE, `/api/cases/${id}/do/complete_task`, { task: task.id, result: '已接收' });
  await page.reload();
  await row(page, '逾期', '接收案件').getByText(/已消除/).waitFor();
});

test('a directive is issued, answered and settled by whoever issued it', async () => {
  const chief = await court.open(CHIEF, id, 'tasks');
  await chief.getByRole('button', { name: '督办', exact: true }).click();
  const form = chief.getByRole('dialog', { name: '发出督办' });
  await form.getByLabel('督办事由和要求').fill('说明为何没有发起查控');
  const { today } = (await ask(chief, '/api/session')).body.clock;
  await typeDay(chief, '答复期限', today);
  await submit(chief, '发出');
  await row(chief, '督办', '说明为何没有发起查控').getByText(/待答复/).waitFor();

  const page = await court.open(CENTRE, id, 'tasks');
  await row(page, '督办', '说明为何没有发起查控').getByRole('button', { name: '答复' }).click();
  await page.getByRole('dialog', { name: '答复督办' }).getByLabel('办理情况').fill('今日发起查控');
  await submit(page, '答复');
  await row(page, '督办', '今日发起查控').getByText(/待审核/).waitFor();

  await chief.reload();
  await row(chief, '督办', '今日发起查控').getByRole('button', { name: '审核答复' }).click();
  await chief.getByRole('dialog', { name: '审核督办的答复' }).getByLabel('同意办结').check();
  await submit(chief, '提交审核意见');
  await row(chief, '督办', '今日发起查控').getByText('已办结').waitFor();
  await chief.goto(`${court.url}/lists/directives?show=settled`);
  await chief.getByText('说明为何没有发起查控').first().waitFor();
  await shot(chief, 'directives');
});
