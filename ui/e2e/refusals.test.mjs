// What must not happen, live: each refusal is a Chinese sentence that says what to do, and nothing is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { XU, ask, caseOf, doneByPeople, download, openCourt, respondents, row, submit, until } from './live.mjs';
import { axeClean, shot } from './support.mjs';

const PRESIDENT = 'guanzhiyuan';
const JUDGES = { 梁卫东: 'liangweidong', 谢剑虹: 'xiejianhong' };

let court;
let today;
/** A filed case, before its interview. */
let fresh;
/** A case with its deposit frozen. */
let frozen;
/** A filed case that nobody works on before the tests of two tabs. */
let spare;

const chinese = (text) => assert.match(text ?? '', /^[\p{Script=Han}“”（）《》、，。：；\d\w.\-\s,]+。$/u, text);

const INTERVIEW = { respondent_contacts: '', respondent_property: '农业银行存款', respondent_work: '', willingness: 'unknown', credit: 'unknown', antagonism: false, plan: '先查控，足额即扣划' };

/** Brings a case to a live freeze, through the same commands as the pages send. */
async function freeze(id) {
  await court.act('chenxiaoyan', `/api/cases/${id}/do/record_interview`, INTERVIEW);
  const clerk = await court.at('huangmeiling');
  const task = (await caseOf(clerk, id)).tasks.find((t) => t.title === '接收案件');
  await court.act('huangmeiling', `/api/cases/${id}/do/accept_task`, { task: task.id });
  await court.act('huangmeiling', `/api/cases/${id}/do/complete_task`, { task: task.id, result: '材料齐全' });
  const searcher = await court.at('zhongjing');
  await court.act('zhongjing', `/api/cases/${id}/do/start_search`, {});
  const known = await until(searcher, id, 'assets and a handler', (now) => 0 < now.assets.length && now.handler !== null);
  await court.act('zhongjing', `/api/cases/${id}/do/screen_asset`, { asset: known.assets[0].id, verdict: 'enforceable', reason: '被执行人名下存款' });
  await court.act('zhongjing', `/api/cases/${id}/do/order_measure`, { asset: known.assets[0].id, amount_fen: known.funds.owed_fen, ends_on: null, reason: '逾期未履行' });
  const judge = JUDGES[known.handler];
  const bench = await court.at(judge);
  const drafted = await until(bench, id, 'drafts', (now) => now.documents.filter((d) => d.state === 'drafted').length === 3);
  for (const paper of drafted.documents.filter((d) => d.state === 'drafted')) await court.act(judge, `/api/cases/${id}/do/sign_approval`, { approval: paper.approval.id });
  const server = await court.at('mozhiqiang');
  const live = await until(server, id, 'a live freeze', (now) => now.measures.some((m) => m.state === 'live'));
  for (const paper of live.documents.filter((d) => d.actions.some((a) => a.act === 'record_service' && a.allowed))) {
    for (const { id: party } of paper.targets) await court.act('mozhiqiang', `/api/cases/${id}/do/record_service`, { document: paper.id, party, method: 'direct', on: today, succeeded: true, detail: '本人签收', proof: null });
  }
  return { id, judge };
}

before(async () => {
  court = await openCourt();
  const page = await court.at('chenxiaoyan');
  today = (await ask(page, '/api/session')).body.clock.today;
  const [rich] = respondents(court.lines);
  fresh = await court.file([XU], rich);
  spare = await court.file([XU], rich);
  frozen = await freeze(await court.file([XU], rich));
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

test('a stale form says who changed what, keeps what was typed, and can be sent after a look', async () => {
  const first = await court.open('chenxiaoyan', fresh, 'parties');
  const other = await court.open('liujiaqi', fresh, 'parties');
  for (const page of [first, other]) {
    await page.getByRole('button', { name: '登记执前谈话' }).click();
    await page.getByLabel('执行方案').fill(page === first ? '先查控银行存款' : '另一人写的方案');
  }
  await submit(first, '登记谈话');
  await other.getByRole('button', { name: '登记谈话', exact: true }).click();
  await other.getByText(/刚被 陈晓燕 于 .* 修改/).waitFor();
  const changes = await other.getByRole('list', { name: '变动内容' }).innerText();
  assert.match(changes, /陈晓燕/);
  await shot(other, 'refused-stale');
  await other.getByRole('button', { name: '载入最新内容，保留我填写的' }).click();
  await other.getByText(/刚被 陈晓燕/).waitFor({ state: 'hidden' });
  assert.equal(await other.getByLabel('执行方案').inputValue(), '另一人写的方案');
  const interview = (await caseOf(other, fresh)).interview.map((i) => i.value).join();
  assert.match(interview, /先查控银行存款/);
});

test('the same form sent twice has one effect', async () => {
  const page = await court.open('huangmeiling', fresh, 'tasks');
  const task = (await caseOf(page, fresh)).tasks.find((t) => t.title === '接收案件');
  const path = `/api/cases/${fresh}/do/accept_task`;
  const sent = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith(path)) sent.push(request.headers()['idempotency-key']);
  });
  const line = row(page, '本案事项', '接收案件');
  await line.getByRole('button', { name: '签收' }).dblclick();
  await line.getByText('已签收').first().waitFor();
  assert.equal(new Set(sent).size, 1, 'two presses, one command');
  const once = await doneByPeople(page, fresh);
  const again = await ask(page, path, { method: 'POST', body: { task: task.id }, key: sent[0] });
  assert.equal(again.status, 200, again.text);
  assert.deepEqual(await doneByPeople(page, fresh), once, 'a replay changes nothing');
  const misused = await ask(page, `/api/cases/${fresh}/do/complete_task`, { method: 'POST', body: { task: task.id, result: '已接收' }, key: sent[0] });
  assert.ok([409, 422].includes(misused.status), misused.text);
  chinese(misused.body.message);
  const docket = await ask(page, `/api/cases/${fresh}/docket`);
  assert.equal(docket.body.items.filter((line) => line.text.includes('签收') && line.text.includes('接收案件')).length, 1);
});

test('who may not sign has no button for it, and the server refuses as well', async () => {
  const page = await court.open('mozhiqiang', fresh, 'documents');
  const paper = row(page, '文书', '执行通知书');
  await paper.getByText('待签发').waitFor();
  assert.equal(await paper.getByRole('button', { name: '签发' }).count(), 0);
  assert.equal(await page.getByRole('link', { name: '案款' }).count(), 0);
  const before = await doneByPeople(page, fresh);
  const draft = (await caseOf(page, fresh)).documents.find((d) => d.title === '执行通知书');
  const refused = await ask(page, `/api/cases/${fresh}/do/sign_approval`, { method: 'POST', body: { approval: draft.approval.id } });
  assert.equal(refused.status, 403, refused.text);
  chinese(refused.body.message);
  const funds = await ask(page, '/api/funds/summary');
  assert.equal(funds.status, 403, funds.text);
  chinese(funds.body.message);
  assert.deepEqual(await doneByPeople(page, fresh), before);
  assert.equal((await caseOf(page, fresh)).documents.find((d) => d.id === draft.id).state, 'drafted');
});

test('a deduction above what is owed is refused on the form, with its limit and article', async () => {
  const page = await court.open(frozen.judge, frozen.id, 'property');
  const before = await doneByPeople(page, frozen.id);
  await row(page, '控制措施', '中国农业银行').getByRole('button', { name: '扣划' }).click();
  const form = page.getByRole('dialog', { name: '扣划存款' });
  await form.getByLabel('扣划金额').fill('15,000.00');
  await form.getByText('壹万伍仟元整').waitFor();
  await page.keyboard.press('Control+Enter');
  const alert = form.getByRole('alert').filter({ hasText: '代码' });
  await alert.waitFor();
  assert.match(await alert.innerText(), /扣划金额15,000\.00元超过上限[\d,.]+元，请改为不超过[\d,.]+元的金额。[\s\S]*依据：/);
  assert.equal(await form.getByLabel('扣划金额').inputValue(), '15,000.00', 'what was typed stays');
  await axeClean(page, /超过上限/);
  await shot(page, 'refused-deduction');
  assert.deepEqual(await doneByPeople(page, frozen.id), before);
  assert.deepEqual((await caseOf(page, frozen.id)).deductions, []);
});

test('a cut statement is refused with its place and remedy, and nothing of it is taken in', async () => {
  const page = await court.at('lizhenhua');
  await page.goto(`${court.url}/funds`);
  const camt = await download(page, page.getByRole('link', { name: '下载模拟银行流水（报文）' }));
  const before = await ask(page, '/api/lists/statements');
  const send = (buffer, name = '流水.xml') => page.locator('#statement-file').setInputFiles({ name, mimeType: 'text/xml', buffer });
  await send(camt.bytes.subarray(0, Math.floor(camt.bytes.length * 0.7)));
  const alert = page.getByRole('alert').filter({ hasText: '代码' });
  await alert.waitFor();
  const said = await alert.innerText();
  assert.match(said, /流水\.xml第\d+行：文件提前结束/);
  assert.match(said, /重新|请/, said);
  await axeClean(page, '报障信息');
  await shot(page, 'refused-statement');
  assert.deepEqual((await ask(page, '/api/lists/statements')).body, before.body);
  const bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Document>&b;</Document>';
  await send(Buffer.from(bomb), '炸弹.xml');
  await page.getByRole('alert').filter({ hasText: '代码' }).waitFor();
  assert.deepEqual((await ask(page, '/api/lists/statements')).body, before.body);
  await send(camt.bytes, camt.name);
  await page.getByRole('status').filter({ hasText: '已导入' }).waitFor();
  await send(camt.bytes, camt.name);
  await page.getByText(/重复|已经/).first().waitFor();
  const receipts = await ask(page, '/api/lists/receipts?state=unknown');
  assert.equal(receipts.body.items.length, 1, 'the same file twice is one receipt');
});

test('a payout is not approved by who proposed it, whatever roles they hold', async () => {
  const { id, judge } = frozen;
  const bench = await court.at(judge);
  const page = await court.at('maxiaofeng');
  const receipts = await ask(await court.at('lizhenhua'), '/api/lists/receipts?state=unknown');
  const [stray] = receipts.body.items;
  const { case_no } = await caseOf(bench, id);
  const known = await ask(await court.at('lizhenhua'), `/api/funds/receipts/${stray.id}/candidate?case_no=${encodeURIComponent(case_no)}`);
  const doubts = known.body.doubts.map((d) => d.code);
  await court.act('lizhenhua', `/api/funds/receipts/${stray.id}/claim`, { case_no, reason: '付款人是本案被执行人', doubts });
  const same = await ask(await court.at('lizhenhua'), `/api/funds/receipts/${stray.id}/confirm`, { method: 'POST', body: {} });
  assert.ok([403, 422].includes(same.status), same.text);
  assert.match(same.body.message, /另一人/);
  await court.act('wuxiaomin', `/api/funds/receipts/${stray.id}/confirm`, {});
  await until(bench, id, 'money in the case', (now) => now.funds.received_fen === 10_000);
  await court.act(judge, `/api/cases/${id}/do/propose_payout`, { remark: '' });
  const [payout] = (await caseOf(bench, id)).payouts;
  const path = `/api/cases/${id}/do/sign_approval`;
  const body = { approval: payout.approval.id, opinion: '' };
  const plain = await ask(bench, path, { method: 'POST', body });
  assert.equal(plain.status, 422, plain.text);
  assert.match(plain.body.message, /执行局局长、院长/);
  chinese(plain.body.message);
  const people = (await ask(page, '/api/people')).body.items;
  const who = people.find((p) => p.account === judge);
  await court.act('maxiaofeng', `/api/people/${who.id}/roles`, { roles: ['judge', 'bureau_chief'], teams: who.team_codes, reason: '临时兼任' });
  const president = await court.at(PRESIDENT);
  const [asked] = (await ask(president, '/api/access')).body.items;
  await court.act(PRESIDENT, `/api/access/${asked.id}/confirm`, {});
  const both = await ask(bench, path, { method: 'POST', body });
  assert.ok([403, 422].includes(both.status), both.text);
  assert.match(both.body.message, /须由另一人/);
  const card = await court.open(judge, id, 'funds');
  const approve = card.getByRole('button', { name: '签批发放' });
  await approve.waitFor();
  assert.ok(await approve.isDisabled());
  assert.equal((await caseOf(bench, id)).payouts[0].state, 'proposed');
  await shot(card, 'refused-own-payout');
});

test('somebody without a session is sent to sign in, and a write from another site is refused', async () => {
  const page = await court.second('xiejianhong');
  const foreign = await ask(page, `/api/cases/${fresh}/do/record_interview`, { method: 'POST', body: INTERVIEW, requestedWith: 'other' });
  assert.equal(foreign.status, 403);
  chinese(foreign.body.message);
  await page.context().clearCookies();
  await page.goto(court.url);
  await page.getByRole('heading', { name: '登录' }).waitFor();
  await page.getByLabel('账号').fill('xiejianhong');
  await page.getByLabel('密码', { exact: true }).fill('wrong-password-1');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: '不正确' }).waitFor();
  await page.context().close();
});

/** Signs in with a session of its own at a fresh browser, with a second tab beside the first. */
async function twoTabs(account) {
  const first = await court.second(account);
  const other = await first.context().newPage();
  await other.goto(`${court.url}/cases/${spare}?tab=parties`);
  await other.getByRole('list', { name: '办理节点' }).waitFor();
  return [first, other];
}

const head = (page, name) => page.getByRole('banner').getByRole('button', { name: new RegExp(name) });

test('a sign-out at one tab is one at every tab, and the next person finds nothing of the one before', async () => {
  const [first, other] = await twoTabs('chenxiaoyan');
  await other.evaluate(() => sessionStorage.setItem('zx.filing-draft', '{}'));
  await other.getByRole('button', { name: '登记执前谈话' }).click();
  await head(first, '陈晓燕').click();
  await first.getByRole('button', { name: '退出登录' }).click();
  for (const page of [first, other]) {
    await page.getByRole('heading', { name: '登录' }).waitFor();
    assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
  }
  await first.getByLabel('账号').fill('liujiaqi');
  await first.getByLabel('密码', { exact: true }).fill(court.password);
  await first.keyboard.press('Enter');
  for (const page of [first, other]) await head(page, '刘嘉琪').waitFor();
  await first.context().close();
});

test('what a tab sends for somebody who is not signed in any more is not done in the name of who is', async () => {
  const [first, other] = await twoTabs('chenxiaoyan');
  await other.getByRole('button', { name: '登记执前谈话' }).click();
  await other.getByLabel('执行方案').fill('陈晓燕写的方案');
  const before = await doneByPeople(first, spare);
  // By hand, so that the other tab is not told.
  await first.evaluate(async (password) => {
    const headers = { 'x-requested-with': 'zhixing', 'content-type': 'application/json' };
    await fetch('/api/session', { method: 'DELETE', headers });
    await fetch('/api/session', { method: 'POST', headers, body: JSON.stringify({ account: 'liujiaqi', password }) });
  }, court.password);
  await other.getByRole('button', { name: '登记谈话', exact: true }).click();
  await other.getByText(/登录的人已经换成刘嘉琪/).first().waitFor();
  await shot(other, 'refused-other-person');
  assert.deepEqual(await doneByPeople(first, spare), before);
  await other.reload();
  await head(other, '刘嘉琪').waitFor();
  await first.context().close();
});

test('a session that ends while a form is open keeps the form for its person', async () => {
  const page = await court.second('liujiaqi');
  await page.goto(`${court.url}/cases/${spare}?tab=parties`);
  await page.getByRole('button', { name: '登记执前谈话' }).click();
  await page.getByLabel('执行方案').fill('会话过期前写的方案');
  await page.context().clearCookies();
  await page.getByRole('button', { name: '登记谈话', exact: true }).click();
  const again = page.getByRole('dialog', { name: '登录已过期，请重新登录' });
  await again.getByLabel('账号').fill('liujiaqi');
  await again.getByLabel('密码', { exact: true }).fill(court.password);
  await shot(page, 'signed-out-form');
  await page.keyboard.press('Enter');
  await again.waitFor({ state: 'hidden' });
  assert.equal(await page.getByLabel('执行方案').inputValue(), '会话过期前写的方案');
  await submit(page, '登记谈话');
  assert.match((await caseOf(page, spare)).interview.map((i) => i.value).join(), /会话过期前写的方案/);
  await page.context().close();
});
