// Ten mistakes of a Monday, each made and mended at the screens of the people whose they are: what was wrong stays on
// record beside what is right, the books add up, a second person has looked where money or identity changed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bankOf } from './bank.mjs';
import { ask, caseOf, openCourt, respondents, row, serveAll, sign, submit, typeApplication, until, XU } from './live.mjs';
import { axeClean, shot } from './support.mjs';

const WINDOW = 'chenxiaoyan';
const CHIEF = 'luoyongqiang';
const FUNDS = 'lizhenhua';
const SEARCHER = 'zhongjing';
const SERVER = 'mozhiqiang';
const SIGNER = 'liangweidong';
const JUDGES = { 梁卫东: 'liangweidong', 谢剑虹: 'xiejianhong' };
const STRANGER = { name: '陈大文', number: '441224199003070019' };

let court;
let today;
let rich;
let bank;
/** What a clerk typed on Monday morning: the number of another person, the amount and the name with a slip each. */
let typed;

before(async () => {
  court = await openCourt();
  today = (await ask(await court.at(WINDOW), '/api/session')).body.clock.today;
  [rich] = respondents(court.lines);
  bank = bankOf(court, today);
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

/** The signature of what waits on this part of the case. */
async function signed(account, id, tab, heading) {
  const page = await court.open(account, id, tab);
  const asked = page.locator('section').filter({ has: page.getByRole('heading', { name: heading }) }).first();
  await asked.getByRole('button', { name: /^(复核|审批)/ }).click();
  await page.getByRole('dialog', { name: /^签批：/ }).getByText('签批意见').waitFor();
  await shot(page, `mistakes-sign-${tab}`);
  await submit(page, '同意并签批');
  return page;
}

/** What the docket of a case says, by its own page. */
async function docket(page) {
  const lines = page.getByRole('region', { name: '办案流水' });
  await lines.getByRole('listitem').first().waitFor();
  return lines.innerText();
}

const records = (page) => page.getByRole('region', { name: '更正记录' });
const party = (page, name) => page.getByRole('region', { name });
const funds = async (id) => (await caseOf(await court.at(FUNDS), id)).funds;

/** A case up to a deposit that may be frozen, through the commands that the pages send. */
async function found() {
  const id = await court.file([XU], rich);
  const talk = { respondent_contacts: '', respondent_property: '农业银行存款', respondent_work: '', willingness: 'unknown', credit: 'unknown', antagonism: false, plan: '先查控，足额即扣划' };
  await court.act(WINDOW, `/api/cases/${id}/do/record_interview`, talk);
  const task = (await caseOf(await court.at('huangmeiling'), id)).tasks.find((t) => t.title === '接收案件');
  await court.act('huangmeiling', `/api/cases/${id}/do/complete_task`, { task: task.id, result: '材料齐全' });
  const page = await court.at(SEARCHER);
  await court.act(SEARCHER, `/api/cases/${id}/do/start_search`, {});
  const known = await until(page, id, 'assets and a handler', (now) => 0 < now.assets.length && now.handler !== null);
  await court.act(SEARCHER, `/api/cases/${id}/do/screen_asset`, { asset: known.assets[0].id, verdict: 'enforceable', reason: '被执行人名下存款' });
  return { id, judge: JUDGES[known.handler] };
}

/** Freezes what the form offers, has the ruling signed and waits for the bank; the amount in fen. */
async function freeze(id, judge) {
  const page = await court.open(SEARCHER, id, 'property');
  await row(page, '查明财产', '中国农业银行').getByRole('button', { name: '冻结' }).click();
  const form = page.getByRole('dialog', { name: '冻结存款' });
  const amount = form.getByLabel('冻结金额');
  await amount.waitFor();
  const fen = Math.round(Number((await amount.inputValue()).replaceAll(',', '')) * 100);
  await submit(page, '提请冻结');
  const bench = await court.open(judge, id, 'documents');
  await sign(bench, '（冻结）');
  await until(bench, id, 'the bank has frozen', (file) => file.measures.some((m) => m.state === 'live' && m.actual_fen === fen));
  return fen;
}

test('1 wrong identity number: another person’s is replaced when somebody else has signed, drafts follow', { timeout: 120_000 }, async () => {
  const clerk = await court.at(WINDOW);
  await typeApplication(clerk, {
    today,
    respondent: { name: '韦观木', number: STRANGER.number },
    slip: async (page) => page.getByLabel('金额', { exact: true }).fill('5829'),
  });
  const href = await clerk.getByRole('link', { name: '打开案件' }).getAttribute('href');
  typed = /cases\/([^?]+)/.exec(href)[1];
  const page = await court.open(WINDOW, typed, 'parties');
  await party(page, '被执行人 韦观木').getByRole('button', { name: '更正当事人信息' }).click();
  const form = page.getByRole('dialog', { name: '更正当事人信息' });
  await form.getByLabel('证件号码').fill(rich.number);
  await form.getByLabel('依据').fill('身份证原件');
  await submit(page, '更正');
  await page.getByRole('heading', { name: /^更正证件号码/ }).waitFor();
  await axeClean(page, '签批');
  await signed(CHIEF, typed, 'parties', /^更正证件号码/);
  await records(page).getByText('证件号码').first().waitFor();
  assert.match(await records(page).innerText(), /证件号码[\s\S]*→[\s\S]*身份证原件/);
  assert.match(await docket(page), /更正[\s\S]*证件号码/);
  const { parties } = await caseOf(page, typed);
  assert.ok(parties.some((p) => p.identity_number.masked.endsWith(rich.number.slice(-4))), JSON.stringify(parties.map((p) => p.identity_number)));
});

test('2 wrong amount: what is owed follows the correction, with the old figure on record', { timeout: 120_000 }, async () => {
  const page = await court.open(WINDOW, typed, 'parties');
  assert.equal((await caseOf(page, typed)).claim_fen, 582_900);
  await page.getByRole('button', { name: '更正标的金额' }).click();
  const form = page.getByRole('dialog', { name: '更正标的明细' });
  await form.getByText('哪一项').waitFor();
  const item = form.getByRole('radio').first();
  if (await item.isVisible()) await item.check();
  else {
    await form.getByLabel('哪一项').click();
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click();
  }
  await form.getByLabel('金额', { exact: true }).fill('5289');
  await form.getByLabel('依据').fill('判决书原件');
  await submit(page, '提请签批');
  const heading = /^更正标的明细/;
  await page.getByRole('heading', { name: heading }).waitFor();
  assert.equal((await caseOf(page, typed)).claim_fen, 582_900, 'nothing changes before the second person has signed');
  await signed(CHIEF, typed, 'parties', heading);
  await records(page).getByText(/5,?829\.00.*→.*5,?289\.00/).first().waitFor();
  await shot(page, 'mistakes-amount');
  assert.match(await docket(page), /5,?829/);
  const file = await caseOf(page, typed);
  assert.equal(file.claim_fen, 528_900);
  assert.ok(file.funds.items.some((i) => i.amount_fen === 528_900), JSON.stringify(file.funds.items));
});

test('3 wrong name and address: the address at once, the name when another person has signed, both on record', { timeout: 120_000 }, async () => {
  const page = await court.open(WINDOW, typed, 'parties');
  const form = page.getByRole('dialog', { name: '更正当事人信息' });
  const correct = async (label, value) => {
    await party(page, '被执行人 韦观木').getByRole('button', { name: '更正当事人信息' }).click();
    await form.getByLabel(label, { exact: true }).fill(value);
    await form.getByLabel('依据').fill('户籍证明');
    await submit(page, '更正');
  };
  await correct('地址', '怀集县怀城街道登云路5号');
  await records(page).getByText('怀集县怀城街道登云路5号').waitFor();
  await correct('姓名或名称', rich.name);
  await page.getByRole('heading', { name: /^更正姓名或名称/ }).waitFor();
  await signed(CHIEF, typed, 'parties', /^更正姓名或名称/);
  await page.getByRole('heading', { name: `被执行人 ${rich.name}` }).waitFor();
  await records(page).getByText(`韦观木 → ${rich.name}`).waitFor();
  await shot(page, 'mistakes-record');
  assert.match(await docket(page), new RegExp(`姓名或名称“韦观木”改为“${rich.name}”`));
  // The drafts that said what was wrong are made anew, nobody signs the old ones.
  const { documents } = await caseOf(page, typed);
  const notices = documents.filter((d) => d.title === '执行通知书');
  assert.equal(notices.filter((d) => d.state === 'drafted').length, 1, JSON.stringify(notices.map((d) => d.state)));
  assert.ok(notices.some((d) => d.state === 'sent_back'));
});

test('4 filed twice: shown while it is typed, done all the same, struck off by two', { timeout: 120_000 }, async () => {
  const clerk = await court.at(WINDOW);
  const { case_no } = await caseOf(clerk, typed);
  await typeApplication(clerk, {
    today,
    respondent: rich,
    slip: async (page) => {
      const known = page.getByRole('status', { name: '本院已有的相关案件' });
      await known.getByRole('link', { name: case_no }).waitFor();
      await known.getByText(/同一执行依据/).first().waitFor();
      // The same by its people: whose whole number is typed is known by it.
      await known.getByText(/的证件号码相同/).first().waitFor();
      await axeClean(page, '本院已有相关案件，请先打开核对');
      await shot(page, 'mistakes-similar');
      await known.getByLabel('再次立案的理由').fill('误以为前一件没有立案');
    },
  });
  const href = await clerk.getByRole('link', { name: '打开案件' }).getAttribute('href');
  const [, twice] = /cases\/([^?]+)/.exec(href);
  const page = await court.open(WINDOW, twice, 'closing');
  await page.getByRole('button', { name: '销案', exact: true }).click();
  await page.getByRole('dialog', { name: '销案' }).getByLabel('事实和依据').fill('同一判决已立案执行');
  await submit(page, '提请销案');
  await signed(CHIEF, twice, 'closing', /^销案/);
  await page.getByText(/已于 \d{4}-\d{2}-\d{2} 以销案方式结案/).waitFor();
  assert.match(await docket(page), /销案/);
  await shot(page, 'mistakes-struck-off');
  assert.deepEqual([(await caseOf(page, twice)).state, (await caseOf(page, typed)).state], ['closed', 'open']);
});

test('5 money claimed to the wrong case: taken back by two, claimed to the right one, both books in order', { timeout: 180_000 }, async () => {
  const [right, wrong] = [await court.file([XU], rich), await court.file([XU], STRANGER)];
  const numbers = Object.fromEntries(await Promise.all([right, wrong].map(async (id) => [id, (await caseOf(await court.at(WINDOW), id)).case_no])));
  const { fund } = await bank.accounts(right);
  assert.match(await bank.credit(fund, [{ amount: 120_000, payer: '黄代付', account: '6228480000000077777', text: '代付执行款' }]), /不明款 1 笔/);
  const claim = async (id) => {
    const officer = await court.at(FUNDS);
    await officer.goto(`${court.url}/funds?state=unknown`);
    await row(officer, '到账', '代付执行款').getByRole('button', { name: '认领', exact: true }).click();
    const form = officer.getByRole('dialog', { name: '认领不明款' });
    await form.getByRole('button', { name: /^认领 / }).click();
    await form.getByRole('alert').getByText(/还须选择案件、写明认领理由/).waitFor();
    await form.getByLabel('案号或者当事人').fill(numbers[id]);
    await form.getByRole('radio', { name: numbers[id] }).check();
    await form.getByRole('region', { name: '拟认领的案件' }).waitFor();
    await form.getByLabel('认领理由（凭据）').fill('付款人来电说明');
    await form.getByRole('button', { name: /^认领 / }).click();
    await form.getByRole('alert').getByText(/核对并勾选每一项疑点/).waitFor();
    await axeClean(officer, '认领不明款');
    for (const box of await form.getByRole('group').getByRole('checkbox').all()) await box.check();
    await shot(officer, 'mistakes-claim');
    await submit(officer, '认领');
    const second = await court.at('wuxiaomin');
    await second.goto(`${court.url}/funds?state=claimed`);
    await row(second, '到账', '代付执行款').getByRole('button', { name: '复核入案' }).click();
    const check = second.getByRole('dialog', { name: '复核认领' });
    await check.getByRole('list', { name: '疑点' }).getByText('付款人不是本案当事人').waitFor();
    await check.getByText('付款人来电说明').waitFor();
    await submit(second, '复核无误');
  };
  await claim(wrong);
  assert.equal((await funds(wrong)).received_fen, 120_000);
  const page = await court.open(FUNDS, wrong, 'funds');
  await page.getByRole('button', { name: '撤销入案' }).click();
  await page.getByRole('dialog', { name: '撤销入案' }).getByLabel('事由和依据').fill('系另一案的案款');
  await submit(page, '提请撤销');
  await signed(CHIEF, wrong, 'funds', /^撤销入案/);
  await page.getByText('还没有到账').waitFor();
  assert.match(await docket(page), /撤销[\s\S]*1,?200\.00/);
  await claim(right);
  const [mine, others] = [await funds(right), await funds(wrong)];
  assert.deepEqual([mine.received_fen, mine.balance_fen, others.received_fen, others.balance_fen], [120_000, 120_000, 0, 0]);
  const cell = (await court.open(FUNDS, right, 'funds')).getByRole('table', { name: '到账' });
  await cell.getByText('1,200.00').waitFor();
});

test('6 frozen too much: lifted by a ruling, and frozen again for what is still owed', { timeout: 240_000 }, async () => {
  const { id, judge } = await found();
  const much = await freeze(id, judge);
  // The debtor had paid a part; the statement comes after the freeze.
  const { own, fund } = await bank.accounts(id);
  assert.match(await bank.credit(fund, [{ amount: 300_000, payer: rich.name, account: '6228480000000020000', to: own }]), /已匹配案件 1 笔/);
  const page = await court.open(judge, id, 'property');
  await row(page, '控制措施', '生效中').getByRole('button', { name: '解除' }).click();
  const form = page.getByRole('dialog', { name: '解除冻结' });
  await form.getByText('已到账').waitFor();
  await form.getByLabel('解除理由').fill('被执行人已付3000元，冻结超过尚欠的金额，另按尚欠的金额冻结');
  await submit(page, '决定解除');
  await until(page, id, 'the ruling is made', (file) => file.documents.some((d) => d.title.includes('解除') && d.state === 'drafted'));
  await sign(await court.open(judge, id, 'documents'), '（解除冻结）');
  await until(page, id, 'it is lifted', (file) => file.measures.every((m) => m.state !== 'live'));
  const less = await freeze(id, judge);
  assert.ok(less <= much - 300_000 + 1_000, `${less} after ${much}`);
  const again = await court.open(judge, id, 'property');
  const measures = again.getByRole('table', { name: '控制措施' });
  await measures.getByText('生效中').waitFor();
  assert.equal(await measures.getByRole('row').count(), 3, 'the old one stays on record');
  await shot(again, 'mistakes-frozen');
  assert.match(await docket(again), /冻结[\s\S]*解除[\s\S]*冻结/);
});

test('7 carried to the wrong person: registered as not served with the reason, then served on the right one', { timeout: 180_000 }, async () => {
  const id = await court.file([XU], rich);
  const bench = await court.open(SIGNER, id, 'documents');
  await sign(bench, '执行通知书');
  const page = await court.open(SERVER, id, 'documents');
  const paper = row(page, '文书', '执行通知书');
  await paper.getByRole('button', { name: '登记送达' }).click();
  const form = page.getByRole('dialog', { name: '登记送达' });
  await form.getByRole('radio', { name: '未送达', exact: true }).check();
  await form.getByLabel('签收人，或未送达的原因').fill('交给同名的邻居，当场收回，本人不在');
  await submit(page, '登记送达结果');
  await paper.getByText(/未成/).waitFor();
  assert.match(await docket(page), /同名的邻居/);
  await paper.getByRole('button', { name: '登记送达' }).click();
  await form.getByLabel('签收人，或未送达的原因').fill('本人签收');
  await submit(page, '登记送达结果');
  await paper.getByText(/韦观水 直接送达 \S+，\S+ 生效/).waitFor();
  await shot(page, 'mistakes-served');
});

test('7 registered as served by mistake: taken back on record, and served again', { timeout: 120_000 }, async () => {
  const id = await court.file([XU], rich);
  await sign(await court.open(SIGNER, id, 'documents'), '执行通知书');
  const page = await court.open(SERVER, id, 'documents');
  await serveAll(page, id);
  const notice = row(page, '文书', '执行通知书').first();
  await notice.getByRole('button', { name: '撤销登记' }).click();
  await page.getByRole('dialog', { name: '撤销送达登记' }).getByLabel('登记有误的情况').fill('误登为本人签收，实际未能送达');
  await submit(page, '撤销登记');
  await notice.getByText(/登记有误，已撤销（误登为本人签收/).waitFor();
  await notice.getByRole('button', { name: '登记送达' }).waitFor();
  await serveAll(page, id);
  assert.match(await docket(page), /撤销送达登记/);
});

test('what was just done is taken back within the minute: the service of every paper of the visit', { timeout: 120_000 }, async () => {
  const id = await court.file([XU], rich);
  await sign(await court.open(SIGNER, id, 'documents'), '执行通知书');
  await sign(await court.open(SIGNER, id, 'documents'), '报告财产令');
  const page = await court.open(SERVER, id, 'documents');
  await row(page, '文书', '执行通知书').first().getByRole('button', { name: '登记送达' }).click();
  await submit(page, '登记送达结果');
  await page.getByText('已办理，一分钟内可以撤销').waitFor();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await page.getByText('● 已撤销').waitFor();
  const served = (await caseOf(page, id)).documents.flatMap((d) => d.services.filter((v) => v.succeeded));
  assert.deepEqual(served, []);
  assert.match(await docket(page), /撤销送达登记/);
});

test('8 signed too early: before the signature it goes back with its reason and is made anew', { timeout: 120_000 }, async () => {
  const id = await court.file([XU], rich);
  const page = await court.open(SIGNER, id, 'documents');
  const draft = row(page, '文书', '执行通知书').filter({ hasText: '待签发' });
  await draft.getByRole('button', { name: '退回', exact: true }).click();
  await page.getByRole('dialog', { name: /^退回：/ }).getByLabel('退回理由').fill('标的与判决不符，先核对');
  await submit(page, '退回提请人');
  const clerk = await court.open('huangmeiling', id, 'documents');
  await row(clerk, '文书', '标的与判决不符').getByRole('button', { name: '重新制作' }).click();
  await submit(clerk, '重新制作');
  await sign(await court.open(SIGNER, id, 'documents'), '执行通知书');
  assert.match(await docket(page), /标的与判决不符/);
});

test('8 signed with what was wrong: the record says which papers, and what becomes of them', { timeout: 120_000 }, async () => {
  const id = await court.file([XU], { ...rich, name: '韦观木' });
  await sign(await court.open(SIGNER, id, 'documents'), '执行通知书');
  const page = await court.open(WINDOW, id, 'parties');
  await party(page, '被执行人 韦观木').getByRole('button', { name: '更正当事人信息' }).click();
  const form = page.getByRole('dialog', { name: '更正当事人信息' });
  await form.getByLabel('姓名或名称').fill(rich.name);
  await form.getByLabel('依据').fill('身份证复印件');
  await submit(page, '更正');
  await page.getByRole('heading', { name: /^更正姓名或名称/ }).waitFor();
  await signed(CHIEF, id, 'parties', /^更正姓名或名称/);
  await records(page).getByText(/执行通知书/).waitFor();
  await records(page).getByText(/已经签发、尚未送达，仍写更正前的内容/).first().waitFor();
  await shot(page, 'mistakes-signed');
});

test('8 signed with what was wrong: not served, made anew and signed again', { timeout: 120_000 }, async () => {
  const id = await court.file([XU], { ...rich, name: '韦观木' });
  await sign(await court.open(SIGNER, id, 'documents'), '执行通知书');
  const clerk = await court.open('huangmeiling', id, 'documents');
  await row(clerk, '文书', '执行通知书').getByRole('button', { name: '作废重制' }).click();
  await clerk.getByRole('dialog', { name: '作废并重新制作文书' }).getByLabel('有误的内容').fill('被执行人姓名写错');
  await submit(clerk, '作废重制');
  await row(clerk, '文书', '签发后作废：被执行人姓名写错').waitFor();
  await sign(await court.open(SIGNER, id, 'documents'), '执行通知书');
  const papers = (await caseOf(clerk, id)).documents.filter((d) => d.kind === 'enforcement_notice');
  assert.deepEqual(papers.map((d) => d.state).sort(), ['issued', 'sent_back']);
});

/** Proposes what is in the account, at the screen. */
async function propose(id) {
  const page = await court.open(FUNDS, id, 'funds');
  await page.getByRole('button', { name: '提出案款发放' }).click();
  await page.getByRole('dialog').getByRole('table', { name: '结算方案' }).waitFor();
  await submit(page, '提出发放');
  return page;
}

/** A case that is paid to an account which is closed meanwhile, then to the right one. */
let paid;

test('9 paid to an old account: what came back is no income, and is paid again to the corrected one', { timeout: 240_000 }, async () => {
  paid = await found();
  const { id } = paid;
  const { own, fund } = await bank.accounts(id);
  const { owed_fen: owed } = await funds(id);
  await bank.credit(fund, [{ amount: owed, payer: rich.name, account: '6228480000000020000', to: own }]);
  await propose(id);
  const sent = await bank.payOut(id);
  const first = await caseOf(await court.at(FUNDS), id);
  const line = first.payouts[0].lines.find((l) => l.payee === XU.name);
  const back = { amount: line.amount_fen, payer: XU.name, account: XU.account, id: sent[XU.name], back: true, text: `退汇 账号已销户 ${first.case_no}` };
  assert.match(await bank.credit(fund, [back]), /退汇 1 笔/);
  assert.deepEqual([(await funds(id)).received_fen, (await funds(id)).undistributed_fen], [owed, line.amount_fen]);
  const page = await court.open(FUNDS, id, 'parties');
  const payee = party(page, `申请执行人 ${XU.name}`);
  await payee.getByRole('button', { name: '更正收款账户' }).click();
  const form = page.getByRole('dialog', { name: '更正收款账户' });
  await form.getByLabel('开户行').fill('中国工商银行怀集县支行');
  await form.getByLabel('账号', { exact: true }).fill('6222020000000009999');
  await form.getByLabel('依据', { exact: true }).fill('本人签名的收款账户确认书');
  await submit(page, '更正账户');
  await payee.getByText('中国工商银行怀集县支行').waitFor();
  await propose(id);
  await bank.payOut(id);
  const end = await caseOf(page, id);
  assert.deepEqual(end.payouts.map((p) => p.state), ['bounced', 'paid']);
  assert.deepEqual([end.funds.received_fen, end.funds.balance_fen, end.funds.in_flight_fen], [owed, 0, 0]);
  const money = await court.open(FUNDS, id, 'funds');
  await money.getByText(/退汇：退汇 账号已销户/).waitFor();
  assert.match(await docket(money), /更正[^\n]*收款账户/);
});

test('10 closed too soon: the button waits and says for what; once that is done the case is closed', { timeout: 240_000 }, async () => {
  assert.ok(paid, 'the case that was paid');
  const { id, judge } = paid;
  const page = await court.open(judge, id, 'closing');
  const button = page.getByRole('button', { name: '结案', exact: true });
  const table = page.getByRole('table', { name: '结案条件' });
  await page.getByText(/还有 \d 项必备条件不具备/).first().waitFor();
  assert.equal(await button.isDisabled(), true);
  assert.match(await table.getByRole('row').nth(1).innerText(), /▲ 不具备[\s\S]*签发/);
  await shot(page, 'mistakes-too-soon');
  // From the workbench as well: no form that would be refused, but what is lacking.
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '工作台' }).click();
  await row(page, '我的事项', '审查结案').first().getByRole('link', { name: '去办理' }).click();
  await table.waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  const bench = await court.open(judge, id, 'documents');
  await sign(bench, '执行通知书');
  await sign(bench, '报告财产令');
  await serveAll(await court.open(SERVER, id, 'documents'), id);
  await court.open(judge, id, 'closing');
  await table.getByText('▲ 不具备').first().waitFor({ state: 'detached' });
  await button.click();
  await submit(page, '以执行完毕结案');
  await page.getByText('已结案').first().waitFor();
  assert.match(await docket(page), /结案/);
  assert.equal((await caseOf(page, id)).state, 'closed');
});
