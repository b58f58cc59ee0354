// What is found without typing whole numbers, what tells of itself, and what is done for several at once: the search
// box, the bell, one visit for all papers of a person, a batch of payments before and after it is made.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bankOf } from './bank.mjs';
import { ask, caseOf, openCourt, respondents, row, sign, submit, until, XU } from './live.mjs';
import { axeClean, shot } from './support.mjs';

const WINDOW = 'chenxiaoyan';
const CHIEF = 'luoyongqiang';
const FUNDS = 'lizhenhua';
const CASHIER = 'zhaohuimin';
const SERVER = 'mozhiqiang';

/** A court with cases, and an empty one whose money and papers are those of the test. */
let full;
let own;
let today;
let rich;
let poor;

before(async () => {
  [full, own] = await Promise.all([openCourt({ shared: true }), openCourt()]);
  today = (await ask(await own.at(WINDOW), '/api/session')).body.clock.today;
  [rich, poor] = respondents(own.lines);
}, { timeout: 300_000 });

after(async () => {
  await own?.close();
  await full?.close();
});

const box = (page) => page.getByRole('combobox', { name: '搜索案号、当事人' });
const options = (page) => page.getByRole('listbox', { name: '搜索案号、当事人' }).getByRole('option');
const short = (no) => /执\d+号/.exec(no)[0];

/** What the box finds of a text; waits for the option that must be there. */
async function found(page, text, wanted) {
  await box(page).fill(text);
  await options(page).filter({ hasText: wanted }).first().waitFor();
  return options(page).allInnerTexts();
}

test('a case is found by initials, by a person’s name in full pinyin, by its serial and by the end of an account', { timeout: 120_000 }, async () => {
  const page = await full.at(CHIEF);
  // A name and an account that nobody else in the shared court has: many others are filed there meanwhile.
  const who = { ...XU, name: '邬翡翠', account: '6228480000000007391' };
  const id = await full.file([who], rich);
  const { case_no: no } = await caseOf(page, id);
  for (const text of ['wfc', 'WFC', 'wufeicui', short(no), short(no).replace('号', ''), '尾号7391', '7391']) await found(page, text, short(no));
  const [first] = await found(page, who.name, short(no));
  for (const part of [short(no), who.name, rich.name, '在办']) assert.ok(first.includes(part), `${first} does not say ${part}`);
  await axeClean(page, '在案件列表中查看全部结果');
  await shot(page, 'find-results');
  await box(page).fill('没有这个人');
  await page.getByText(/^没有找到。/).waitFor();
});

test('the likeliest comes first: the serial that was said, then what only ends so', { timeout: 120_000 }, async () => {
  const page = await full.at(CHIEF);
  const id = await full.file([{ ...XU, account: '6228480000000000012' }], poor);
  const { case_no: no } = await caseOf(page, id);
  const all = await found(page, '0012', short(no));
  assert.match(all[0], /执12号/, all.join(' | '));
  assert.ok(all.some((one) => one.includes(short(no))), 'the end of the account is found too');
});

test('with the keyboard alone: a slash, a few letters, an arrow, Enter; what is typed faster than it is found opens no other case', { timeout: 120_000 }, async () => {
  const page = await full.at(CHIEF);
  await page.goto(`${full.url}/cases`);
  await page.getByRole('grid').getByText(/执\d+号/).first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('执12');
  await options(page).filter({ hasText: '执12号' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  assert.equal(await options(page).first().getAttribute('aria-selected'), 'true');
  assert.equal(await box(page).getAttribute('aria-activedescendant'), await options(page).first().getAttribute('id'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /执12号/ }).waitFor();
  await page.locator('body').press('/');
  await page.keyboard.type('执恢9');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/cases\?q=/);
  assert.equal(new URL(page.url()).searchParams.get('q'), '执恢9');
});

test('with nothing typed the box has what is pinned and what was opened last', { timeout: 120_000 }, async () => {
  const page = await full.at(CHIEF);
  const [one, two] = (await ask(page, '/api/lists/cases?state=open&limit=2&sort=-filed_on')).body.items;
  await full.open(CHIEF, one.id, 'tasks');
  const pin = page.getByRole('button', { name: `固定 ${one.case_no}`, exact: true });
  await pin.click();
  await page.getByRole('button', { name: `取消固定 ${one.case_no}` }).waitFor();
  await full.open(CHIEF, two.id, 'tasks');
  await page.keyboard.press('/');
  await options(page).filter({ hasText: short(two.case_no) }).waitFor();
  const list = page.getByRole('listbox', { name: '搜索案号、当事人' });
  assert.match(await list.innerText(), new RegExp(`固定在案头[\\s\\S]*${short(one.case_no)}[\\s\\S]*最近打开[\\s\\S]*${short(two.case_no)}`));
  assert.equal(await options(page).filter({ hasText: short(one.case_no) }).count(), 1, 'once, though it was opened too');
  await axeClean(page, '固定在案头');
  await shot(page, 'find-at-hand');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: short(one.case_no) }).waitFor();
  await page.getByRole('button', { name: `取消固定 ${one.case_no}` }).click();
  await page.getByRole('button', { name: `固定 ${one.case_no}`, exact: true }).waitFor();
});

test('the bell counts what is unread, leads to the case, and what was read stays read', { timeout: 120_000 }, async () => {
  const page = await full.at(SERVER);
  const before = (await ask(page, '/api/notices')).body;
  assert.ok(1 < before.unseen, 'a service officer of a court with cases has something new');
  await page.goto(`${full.url}/tasks`);
  const bell = page.getByRole('button', { name: `提醒与后台任务（${before.unseen} 条未读）` });
  await bell.click();
  const list = page.getByRole('region', { name: '提醒' });
  await list.getByRole('listitem').nth(before.items.length - 1).waitFor();
  await axeClean(page, '全部标为已读');
  await shot(page, 'find-bell');
  const first = list.getByRole('listitem').first();
  await first.getByText('未读').waitFor({ state: 'attached' });
  const no = /执\d+号/.exec(await first.innerText())[0];
  await first.getByRole('link').click();
  await page.getByRole('heading', { name: no }).waitFor();
  await page.getByRole('button', { name: `（${before.unseen - 1} 条未读）` }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: `（${before.unseen - 1} 条未读）` }).click();
  await list.getByRole('button', { name: '全部标为已读' }).click();
  await page.getByRole('button', { name: '提醒与后台任务', exact: true }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: '提醒与后台任务', exact: true }).click();
  await list.getByRole('listitem').first().waitFor();
  assert.equal(await list.getByText('未读').count(), 0);
  assert.equal(await list.getByRole('button', { name: '全部标为已读' }).count(), 0);
});

test('one visit serves all that waits for somebody: ticked, one left out, and the papers say who has them', { timeout: 300_000 }, async () => {
  const id = await own.file([XU], rich);
  const task = (await caseOf(await own.at('huangmeiling'), id)).tasks.find((t) => t.title === '接收案件');
  await own.act('huangmeiling', `/api/cases/${id}/do/complete_task`, { task: task.id, result: '材料齐全' });
  const bench = await own.open('liangweidong', id, 'documents');
  for (const title of ['执行通知书', '报告财产令']) {
    await row(bench, '文书', title).waitFor();
    await sign(bench, title);
  }
  const page = await own.open(SERVER, id, 'documents');
  await row(page, '文书', '执行通知书').getByRole('button', { name: '登记送达' }).click();
  const form = page.getByRole('dialog', { name: '登记送达' });
  const respondent = (await caseOf(page, id)).parties.find((p) => p.name === rich.name);
  const also = form.getByRole('group', { name: /一并送达/ }).or(form.locator('.ant-form-item', { hasText: '一并送达' }));
  await also.first().waitFor();
  const ticks = form.getByRole('checkbox');
  const all = await ticks.count();
  assert.ok(0 < all, 'what else waits is offered');
  assert.equal(await form.getByRole('checkbox', { checked: true }).count(), all, 'all of it ticked');
  await form.getByText(`一并送达（连同上列，共 ${all + 1} 份）`).waitFor();
  assert.equal(await form.getByLabel('签收人，或未送达的原因').inputValue(), respondent.name);
  await axeClean(page, '一并送达');
  await shot(page, 'find-service');
  await form.getByRole('checkbox', { name: '报告财产令' }).uncheck();
  await form.getByText(`一并送达（连同上列，共 ${all} 份）`).waitFor();
  await submit(page, '登记送达结果');
  await row(page, '文书', '执行通知书').getByText(/韦观水 直接送达/).waitFor();
  await row(page, '文书', '报告财产令').getByText('未送达').waitFor();
  const { documents } = await caseOf(page, id);
  const left = documents.filter((d) => d.targets.some((t) => t.id === respondent.id && !t.served)).map((d) => d.title);
  assert.deepEqual(left, ['报告财产令']);
  await shot(page, 'find-served');
});

/** An approved payout of a case of its own. */
async function payable(bank, applicant) {
  const id = await own.file([applicant], rich);
  const { own: to, fund } = await bank.accounts(id);
  await bank.credit(fund, [{ amount: 100_000, payer: rich.name, account: '6228480000000020000', to }]);
  const page = await own.open(FUNDS, id, 'funds');
  await page.getByRole('button', { name: '提出案款发放' }).click();
  await submit(page, '提出发放');
  const [payout] = (await caseOf(page, id)).payouts;
  await own.act(CHIEF, `/api/cases/${id}/do/sign_approval`, { approval: payout.approval.id, opinion: '同意' });
  return id;
}

test('a batch says its lines and sum before it is made, leaves one out, and opens afterwards with the bank’s answers', { timeout: 300_000 }, async () => {
  const bank = bankOf(own, today);
  const taken = await payable(bank, XU);
  const left = await payable(bank, { ...XU, name: '梁金水' });
  const page = await own.at(CASHIER);
  await page.goto(`${own.url}/funds?tab=batches`);
  await page.getByRole('button', { name: '生成付款批次' }).click();
  const form = page.getByRole('dialog', { name: '生成付款批次' });
  const lines = form.getByRole('table', { name: '本批次的付款' });
  await lines.getByText('梁金水').first().waitFor();
  const facts = async () => Object.fromEntries(await form.locator('dl > div').evaluateAll((all) => all.map((one) => [one.querySelector('dt').textContent, one.querySelector('dd').textContent])));
  const whole = await facts();
  assert.equal(whole['案件'], '2 件');
  await axeClean(page, '本批次的付款');
  await shot(page, 'find-batch');
  const { case_no: no } = await caseOf(await own.at(CHIEF), left);
  await form.getByRole('checkbox', { name: new RegExp(`^付款 ${no}`) }).uncheck();
  const some = await facts();
  assert.equal(some['案件'], '1 件');
  assert.notEqual(some['合计'], whole['合计']);
  await form.getByRole('button', { name: '生成付款批次' }).click();
  await form.waitFor({ state: 'hidden' });
  const { payouts } = await caseOf(await own.at(CHIEF), left);
  assert.equal(payouts[0].state, 'approved', 'what was left out waits');

  const [batch] = (await ask(page, '/api/lists/batches')).body.items;
  const number = batch.number;
  await page.getByRole('button', { name: `明细 ${number}` }).click();
  const drawer = page.getByRole('dialog', { name: `付款批次 ${number}` });
  await drawer.getByText(`共付 ${some['合计']}`).or(drawer.getByText(some['合计'])).first().waitFor();
  await drawer.getByText('待银行回单').first().waitFor();
  await drawer.getByRole('button', { name: '关闭' }).or(drawer.getByRole('button', { name: 'Close' })).first().click();

  const sent = await ask(page, `/api/funds/batches/${batch.id}/file?format=pain001`);
  const paid = [...sent.text.matchAll(/<EndToEndId>([^<]+)<[\s\S]*?<InstdAmt[^>]*>([^<]+)</g)];
  const answer = [`批次号,${number}`, '业务编号,金额,状态,原因代码,原因,银行流水号', ...paid.map(([, end, amount], at) => (at === 0 ? `${end},${amount},失败,AC04,账号已销户,` : `${end},${amount},成功,,,ZF${end.slice(-5)}`)), `合计,笔数,${paid.length}`];
  await page.locator(`#return-${batch.id}`).setInputFiles({ name: 'huidan.csv', mimeType: 'text/csv', buffer: Buffer.from(answer.join('\n')) });
  await until(page, taken, 'the bank has answered', (now) => now.payouts[0].state !== 'sent' && now.payouts[0].state !== 'approved');
  await page.getByRole('button', { name: `明细 ${number}` }).click();
  await drawer.getByRole('table').getByText('账号已销户').first().waitFor();
  await axeClean(page, '银行答复');
  await shot(page, 'find-batch-lines');
});
