// 合议: an objection is decided by a panel: composed by the chief, each speaks in turn, the majority decides, all sign, and
// the ruling names the three who sat. Whoever did not sit reads nothing of what was said.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { XU, ask, caseOf, openCourt, respondents } from './live.mjs';
import { axeClean, shot } from './support.mjs';

const CLERK = 'chenxiaoyan';
const CHIEF = 'luoyongqiang';

let court;
let matter;

before(async () => {
  court = await openCourt();
  const id = await court.file([XU], respondents(court.lines)[0]);
  const clerk = await court.at(CLERK);
  const { today } = (await ask(clerk, '/api/session')).body.clock;
  const said = {
    route: 'right', asset: null, party: null, outsider_kind: 'person', outsider: '何家明', outsider_identity: '11010519491231002X',
    address: '怀集县怀城街道解放中路8号', phone: '13800138000', request: '停止对账户存款的执行', reasons: '该账户的存款属于异议人所有',
    received_on: today, application: 'yes', identity: 'yes', evidence: 'yes',
  };
  const filed = await ask(clerk, `/api/cases/${id}/do/file_objection`, { method: 'POST', body: said });
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  matter = (await caseOf(clerk, id)).links[0].id;
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

const accountOf = (name) => court.lines.map((line) => new RegExp(`\\s${name}\\s+(\\S+)\\s`).exec(line)?.[1]).find(Boolean);

const panel = async (page) => (await caseOf(page, matter)).panels[0];

async function pick(page, label, name) {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).click();
  await page.keyboard.type(name);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: name }).first().click();
}

async function speak(account, vote, view) {
  const page = await court.open(account, matter, 'tasks');
  await page.getByRole('button', { name: '发表意见' }).click();
  const form = page.getByRole('dialog', { name: '发表评议意见' });
  await form.getByLabel(vote, { exact: true }).check();
  await form.getByLabel('评议意见').fill(view);
  await form.getByRole('button', { name: '发表' }).click();
  await form.waitFor({ state: 'hidden' });
  return page;
}

test('a panel is composed, speaks in turn, decides and signs, and the ruling names who sat', { timeout: 600_000 }, async () => {
  const chief = await court.open(CHIEF, matter, 'tasks');
  const { actions, handler } = await caseOf(chief, matter);
  const bench = actions.find((a) => a.act === 'convene_panel').choices.find((c) => c.field === 'members').options.map((o) => o.name);
  const third = bench.find((name) => name !== handler && accountOf(name) !== CHIEF);
  const me = bench.find((name) => accountOf(name) === CHIEF);
  await chief.getByRole('button', { name: '组成合议庭' }).click();
  const form = chief.getByRole('dialog', { name: '组成合议庭' });
  await form.getByLabel('执行异议的审查').check();
  await form.getByLabel('评议的问题和处理意见').fill('异议人是否享有足以排除执行的权益。承办人意见：驳回');
  await pick(chief, '审判长', me);
  await pick(chief, '其他成员', handler);
  await form.getByRole('button', { name: '组成', exact: true }).click();
  await form.getByText('合议庭成员须为单数').waitFor();
  await shot(chief, 'panel-odd');
  await pick(chief, '其他成员', third);
  await form.getByRole('button', { name: '组成', exact: true }).click();
  await form.waitFor({ state: 'hidden' });

  await speak(accountOf(handler), '同意', '账户户名为被执行人，证据不足');
  await speak(accountOf(third), '不同意', '应先要求补充资金来源的证据');
  await speak(CHIEF, '同意', '同意承办人意见');
  const deciding = await court.open(CHIEF, matter, 'tasks');
  await deciding.getByText('应先要求补充资金来源的证据').waitFor();
  await shot(deciding, 'panel-case');
  await axeClean(deciding, '合议');
  await deciding.getByRole('button', { name: '作出结论' }).click();
  await deciding.getByRole('dialog').getByLabel('评议结论').fill('驳回何家明的异议请求');
  await deciding.getByRole('dialog').getByRole('button', { name: '作出结论' }).click();
  await deciding.getByText('多数同意处理意见').first().waitFor();
  for (const account of [accountOf(handler), accountOf(third), CHIEF]) {
    const page = await court.open(account, matter, 'tasks');
    await page.getByRole('button', { name: '签署笔录' }).click();
    const minutes = page.getByRole('dialog', { name: '签署评议笔录' });
    await minutes.getByText('应先要求补充资金来源的证据').waitFor();
    await shot(page, 'panel-minutes');
    await minutes.getByRole('button', { name: '签名' }).click();
    await minutes.waitFor({ state: 'hidden' });
  }
  const judge = await court.at(accountOf(handler));
  assert.equal((await panel(judge)).state_label, '笔录已签');

  const ruling = { outcome: 'dismissed', operative: '驳回何家明的异议请求', reasons: '账户户名为被执行人' };
  assert.equal((await ask(judge, `/api/cases/${matter}/do/decide_objection`, { method: 'POST', body: ruling })).status, 200);
  const { documents } = await caseOf(judge, matter);
  assert.deepEqual(documents.map((one) => one.kind).sort(), ['objection_ruling', 'panel_record']);

  const clerk = await court.open(CLERK, matter, 'tasks');
  await clerk.getByText('评议过程不公开').waitFor();
  assert.equal(await clerk.getByText('应先要求补充资金来源的证据').count(), 0);
  const record = documents.find((one) => one.kind === 'panel_record').id;
  assert.equal((await ask(clerk, `/api/cases/${matter}/documents/${record}/pdf`)).status, 422);
});
