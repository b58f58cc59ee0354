// Money through the pages: two applicants are paid by their shares, a payment comes back and is paid again to a
// corrected account, a remainder is given up by a recorded statement.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bankOf } from './bank.mjs';
import { XU, ask, caseOf, openCourt, respondents, row, submit } from './live.mjs';
import { axeClean, shot } from './support.mjs';

const FUNDS = 'lizhenhua';
const CHIEF = 'luoyongqiang';
const SIGNER = 'liangweidong';
const APPLICANTS = [
  XU,
  { name: '林小文', identity_number: '520103200001010175', phone: '13800138002', account: '6228480000000005678' },
];

let court;
let today;
let rich;
/** Filed by two applicants. */
let shared;
let bank;

before(async () => {
  court = await openCourt();
  const page = await court.at('chenxiaoyan');
  today = (await ask(page, '/api/session')).body.clock.today;
  [rich] = respondents(court.lines);
  bank = bankOf(court, today);
  shared = await court.file(APPLICANTS, rich);
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

/** Identifications of the payments of the shared case, by payee. */
let sent;

test('several applicants: the refusal leads to the shares, and each is paid a part to an own account', { timeout: 300_000 }, async () => {
  const { own, fund } = await bank.accounts(shared);
  const { funds } = await caseOf(await court.at(FUNDS), shared);
  const said = await bank.credit(fund, [{ amount: funds.owed_fen, payer: rich.name, account: '6228480000000020000', to: own }]);
  assert.match(said, /已匹配案件 1 笔/);

  const page = await court.open(FUNDS, shared, 'funds');
  await page.getByRole('button', { name: '提出案款发放' }).click();
  const form = page.getByRole('dialog', { name: '提出案款发放' });
  await form.getByText(/各人的份额还没有登记/).waitFor();
  await shot(page, 'money-shares-refused');
  await form.getByRole('button', { name: '登记各申请执行人的份额' }).click();
  await page.getByText('有数名申请执行人，尚未登记各人的份额').waitFor();

  const clerk = await court.open('chenxiaoyan', shared, 'parties');
  await clerk.getByRole('button', { name: '登记申请执行人份额' }).click();
  await clerk.getByLabel('徐某的份额').fill('3526.00');
  await clerk.getByText('还差 1,763.00 元').waitFor();
  await clerk.getByLabel('林小文的份额').fill('1763.00');
  await clerk.getByText('与申请标的相等').waitFor();
  await clerk.getByLabel('依据', { exact: true }).fill('判决主文第一项');
  await axeClean(clerk, '与申请标的相等');
  await shot(clerk, 'money-shares');
  await submit(clerk, '登记 2 人的份额');
  await clerk.getByText('（33.33%）').waitFor();
  await shot(clerk, 'money-shares-declared');

  const again = await court.open(FUNDS, shared, 'funds');
  await again.getByRole('button', { name: '提出案款发放' }).click();
  const plan = again.getByRole('dialog', { name: '提出案款发放' }).getByRole('table', { name: '结算方案' });
  await plan.getByText('林小文').waitFor();
  assert.equal(await plan.getByText(/按份额受偿/).count(), 2);
  await submit(again, '提出发放');
  sent = await bank.payOut(shared);
  const { payouts, funds: left } = await caseOf(again, shared);
  const [one, two] = ['徐某', '林小文'].map((name) => payouts[0].lines.find((l) => l.payee === name).amount_fen);
  assert.ok(Math.abs(one - 2 * two) <= 2, `${one} and ${two}`);
  assert.equal(payouts[0].lines.reduce((sum, l) => sum + l.amount_fen, 0), funds.owed_fen);
  assert.equal(left.balance_fen, 0);
});

test('a payment that comes back is no income: it is paid again to the account that was corrected', { timeout: 300_000 }, async () => {
  assert.ok(sent, 'the first payout');
  const { fund } = await bank.accounts(shared);
  const before = await caseOf(await court.at(FUNDS), shared);
  const line = before.payouts[0].lines.find((l) => l.payee === '林小文');
  const said = await bank.credit(fund, [{ amount: line.amount_fen, payer: '林小文', account: '6228480000000005678', id: sent['林小文'], back: true, text: `退汇 账号已销户 ${before.case_no}` }]);
  assert.match(said, /退汇 1 笔/);
  const list = await court.at(FUNDS);
  await list.getByLabel('状态：').selectOption('matched');
  const returned = row(list, '到账', '账号已销户');
  await returned.waitFor();
  await returned.getByRole('gridcell').filter({ hasText: /^\S*\s*退汇$/ }).waitFor();
  await shot(list, 'money-return-receipts');

  const page = await court.open(FUNDS, shared, 'funds');
  await page.getByText(/退汇：退汇 账号已销户/).waitFor();
  await page.getByText('付款退回').first().waitFor();
  await axeClean(page, '付款退回');
  await shot(page, 'money-return');
  const now = await caseOf(page, shared);
  assert.equal(now.funds.received_fen, before.funds.received_fen, 'nothing more has come in');
  assert.equal(now.funds.undistributed_fen, line.amount_fen);
  await page.goto(`${court.url}/tasks`);
  await page.getByText('核实退汇、更正收款账户').first().waitFor();

  // The whole number of the account that was wrong is shown on record.
  const card = await court.open(FUNDS, shared, 'funds');
  await card.getByRole('button', { name: '显示林小文的账号' }).first().click();
  await card.getByLabel(/查看事由/).fill('核对退汇的账号');
  await card.getByRole('button', { name: '登记事由并显示' }).click();
  await card.getByText('6228480000000005678').waitFor();

  const parties = await court.open(FUNDS, shared, 'parties');
  const second = parties.locator('[aria-label="申请执行人 林小文"]');
  await second.getByRole('button', { name: '更正收款账户' }).click();
  const form = parties.getByRole('dialog', { name: '更正收款账户' });
  await form.getByLabel('开户行').fill('中国工商银行怀集县支行');
  await form.getByLabel('账号', { exact: true }).fill('6222 0200 0000 0009 999');
  await form.getByLabel('依据', { exact: true }).fill('林小文签名的收款账户确认书');
  await axeClean(parties, '只影响以后提出的发放');
  await shot(parties, 'money-account');
  await submit(parties, '更正账户');
  await second.getByText('中国工商银行怀集县支行').waitFor();
  const funds = await court.open(FUNDS, shared, 'funds');
  await funds.getByRole('button', { name: '提出案款发放' }).click();
  await funds.getByRole('dialog').getByText('中国工商银行怀集县支行').waitFor();
  await submit(funds, '提出发放');
  await bank.payOut(shared);
  const end = await caseOf(funds, shared);
  assert.deepEqual(end.payouts.map((p) => p.state), ['bounced', 'paid']);
  assert.equal(end.funds.balance_fen, 0);
});

test('a remainder is given up by a statement that is in the file', { timeout: 300_000 }, async () => {
  const id = await court.file([APPLICANTS[0]], rich, [['other', '放弃债权笔录']]);
  const { own, fund } = await bank.accounts(id);
  const { funds } = await caseOf(await court.at(FUNDS), id);
  await bank.credit(fund, [{ amount: funds.owed_fen - 1_000, payer: rich.name, account: '6228480000000020000', to: own }]);
  const page = await court.open(FUNDS, id, 'funds');
  await page.getByRole('button', { name: '提出案款发放' }).click();
  await submit(page, '提出发放');
  await bank.payOut(id);

  const judge = await court.open(SIGNER, id, 'closing');
  const claims = judge.getByRole('table', { name: '请求事项' });
  await claims.getByText('加倍部分债务利息').waitFor();
  assert.match(await claims.innerText(), /货款\s+5,289\.00\s+5,289\.00\s+0\.00/);
  assert.match(await claims.innerText(), /10\.00/);
  await shot(judge, 'money-remainder');
  await judge.getByRole('button', { name: '登记放弃剩余债权' }).click();
  const form = judge.getByRole('dialog', { name: '登记放弃剩余债权' });
  await form.getByLabel('陈述内容').fill('其余债权自愿放弃，同意结案');
  await form.getByLabel('笔录或书面材料').click();
  await judge.getByTitle('放弃债权笔录').click();
  await axeClean(judge, '登记后利息停止计算');
  await shot(judge, 'money-waiver');
  await submit(judge, '登记放弃');
  await judge.getByText(/放弃剩余债权 10\.00 元（《放弃债权笔录》，梁卫东登记）/).waitFor();
  const condition = row(judge, '结案条件', '各项请求已全部实现或放弃');
  await condition.getByText('✓ 具备').waitFor();
  await axeClean(judge, '放弃（元）');
  await shot(judge, 'money-waived');
});

test('an approved payout is taken back with a reason before it goes to the bank, and is proposed anew', { timeout: 300_000 }, async () => {
  const id = await court.file([APPLICANTS[0]], rich);
  const { own, fund } = await bank.accounts(id);
  await bank.credit(fund, [{ amount: 100_000, payer: rich.name, account: '6228480000000020000', to: own }]);
  const page = await court.open(FUNDS, id, 'funds');
  await page.getByRole('button', { name: '提出案款发放' }).click();
  await submit(page, '提出发放');
  const [payout] = (await caseOf(page, id)).payouts;
  await court.act(CHIEF, `/api/cases/${id}/do/sign_approval`, { approval: payout.approval.id, opinion: '同意' });

  const chief = await court.open(CHIEF, id, 'funds');
  await chief.getByRole('button', { name: '撤回发放' }).click();
  const form = chief.getByRole('dialog', { name: '撤回案款发放' });
  await form.getByLabel('理由').fill('申请执行人的账户已经注销');
  await axeClean(chief, '撤回后这笔款回到案款余额');
  await shot(chief, 'money-withdraw');
  await submit(chief, '撤回此笔发放');
  await chief.getByText('理由：申请执行人的账户已经注销').waitFor();
  await chief.getByText('已撤回').first().waitFor();
  await shot(chief, 'money-withdrawn');
  const now = await caseOf(chief, id);
  assert.equal(now.funds.undistributed_fen, 100_000);
  const papers = await court.open(CHIEF, id, 'documents');
  await row(papers, '文书', '执行款发放审批表').getByText('所批的发放已撤回').waitFor();

  const again = await court.open(FUNDS, id, 'funds');
  await again.getByRole('button', { name: '提出案款发放' }).click();
  await submit(again, '提出发放');
  await bank.payOut(id);
  const end = await caseOf(again, id);
  assert.deepEqual(end.payouts.map((p) => p.state), ['withdrawn', 'paid']);
  assert.equal(await again.getByRole('button', { name: '撤回发放' }).count(), 0);
});
