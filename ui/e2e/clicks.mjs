// How much the story of 5,289 yuan takes: played as a good clerk plays it, everybody from the page they begin at, every
// press and every field counted (see count.mjs). `cargo xtask clicks` prints the table; too much of either fails.
import { readFileSync } from 'node:fs';
import { caseOf, ask, openCourt, respondents, row, typeApplication, until } from './live.mjs';
import { countHands, tally } from './count.mjs';
import { shot } from './support.mjs';
import { trial } from './trial.mjs';

const MOST = { clicks: 45, fields: 20 };
/** Filing alone, with what the trial system hands over. */
const MOST_TRIAL = { clicks: 6, fields: 12 };
/** What is no part of the story. */
const APART = new Set(['trial', 'bank']);
const EACH = process.argv.includes('--each');

/** The stages, with what they took when a stranger tried first (23a1644), and what was thought to be needed. */
const STAGES = {
  filing: ['立案登记', '窗口', [9, 19], [6, 12]],
  interview: ['执前谈话', '窗口', [5, 4], [2, 3]],
  receive: ['接收案件', '案件接收岗', [6, 1], [1, 0]],
  notices: ['签发执行通知书、报告财产令', '法官', [6, 1], [2, 0]],
  search: ['发起查控、甄别、冻结', '查控', [9, 4], [3, 1]],
  rulings: ['签冻结裁定、扣划、签扣划裁定', '法官', [9, 2], [3, 0]],
  service: ['送达通知书、冻结和扣划裁定', '送达', [18, 6], [3, 1]],
  propose: ['提出发放（不再须解除冻结）', '法官', [10, 3], [3, 0]],
  approve: ['审批发放', '局长', [3, 1], [2, 0]],
  pay: ['付款批次', '出纳', [10, 1], [3, 0]],
  close: ['结案、送达结案通知书', '法官、送达', [10, 3], [3, 0]],
  trial: ['立案登记（带入审判卷宗）', '另计', [9, 19], [6, 12]],
  bank: ['推进一天、与银行往来的文件', '另计', [7, 0], [1, 0]],
};

const JUDGES = { 梁卫东: 'liangweidong', 谢剑虹: 'xiejianhong' };
const WINDOW = 'chenxiaoyan';
const SERVER = 'mozhiqiang';

let court;
const counters = new Map();
const did = Object.fromEntries(Object.keys(STAGES).map((key) => [key, []]));

/** The screen of somebody, with everything they did there until now counted for what came before. */
async function at(account) {
  const page = await court.at(account);
  if (!counters.has(account)) counters.set(account, { hands: await countHands(page), told: 0 });
  return page;
}

/** Runs a part of the story; what was done at that screen meanwhile is this stage's. */
async function stage(key, account, run) {
  const page = await at(account);
  await settle(account);
  try {
    await run(page);
  } catch (error) {
    await shot(page, `clicks-failed-${key}`).catch(() => null);
    throw new Error(`${STAGES[key][0]}（${account}）：${error.message}`, { cause: error });
  }
  did[key].push(...(await settle(account)).map((one) => ({ ...one, account })));
}

/** What somebody did since it was asked last. */
async function settle(account) {
  const counter = counters.get(account);
  const all = await counter.hands.read();
  const fresh = all.slice(counter.told);
  counter.told = all.length;
  return fresh;
}

/** A task from the page that everybody begins at, to the form itself; whoever is elsewhere goes home first. */
async function goTo(page, title) {
  if (new URL(page.url()).pathname !== '/') await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '工作台' }).click();
  await row(page, '我的事项', title).first().getByRole('link', { name: '去办理' }).click();
}

/** The button of the form that is open. */
async function press(page, label) {
  const dialog = page.getByRole('dialog').filter({ has: page.locator('button', { hasText: label }) });
  await dialog.locator('button', { hasText: label }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** What comes next, from the head of the case. */
async function next(page, what) {
  const head = page.getByRole('region', { name: '下一步' });
  await head.getByText(what, { exact: true }).first().waitFor();
  await head.getByRole('button', { name: '去办理' }).click();
}

/** Whether the page goes on to a form by itself. */
const isThere = (form) => form.waitFor({ timeout: 3_000 }).then(() => true, () => false);

/** The step that was taken is done again and again while something waits; the form goes on by itself where it can. */
async function each(page, { what, form, waiting, fill, label }) {
  for (let left = await waiting(); 0 < left; left = await waiting()) {
    if (!(await isThere(form))) await next(page, what);
    await form.waitFor();
    const button = await form.locator('button', { hasText: label }).elementHandle();
    await fill?.();
    await button.click();
    await page.waitForFunction((it) => !it.isConnected, button);
  }
}

const signable = (file) => file.documents.filter((d) => d.approval?.actions.some((a) => a.act === 'sign_approval' && a.allowed)).length;
const unserved = (file) => file.documents.filter((d) => d.actions.some((a) => a.act === 'record_service' && a.allowed)).flatMap((d) => d.targets.filter((t) => !t.served)).length;

/** Signs what waits, one paper after the other. */
function signAll(page, id) {
  const form = page.getByRole('dialog', { name: /^签批：/ });
  return each(page, { what: /^签发/, form, label: '同意并签批', waiting: async () => signable(await caseOf(page, id)) });
}

/** Serves whatever waits, a visit after the other: one carries all papers of a person where the form offers it. */
async function serve(page, id) {
  await goTo(page, '送达文书');
  const form = page.getByRole('dialog', { name: '登记送达' });
  const fill = async () => {
    const receiver = form.getByLabel('签收人，或未送达的原因');
    if ((await receiver.inputValue()) === '') await receiver.fill('本人签收');
  };
  await each(page, { what: '送达文书', form, fill, label: '登记送达结果', waiting: async () => unserved(await caseOf(page, id)) });
}

async function nextDay() {
  await stage('bank', 'maxiaofeng', async (page) => {
    const shown = page.getByText(/演示日期 \d{4}-\d{2}-\d{2}/);
    const before = (await shown.innerText()).replace('推进一天', '').trim();
    await page.getByRole('button', { name: '推进一天' }).click();
    await page.waitForFunction((old) => !document.body.innerText.includes(old), before);
  });
}

async function play() {
  const [rich] = respondents(court.lines);
  let id;
  let judge;
  await stage('filing', WINDOW, async (page) => {
    const { today } = (await ask(page, '/api/session')).body.clock;
    await typeApplication(page, { today, respondent: rich });
    id = (await page.getByRole('link', { name: '打开案件' }).getAttribute('href')).match(/cases\/([^?]+)/)[1];
  });
  await stage('interview', WINDOW, async (page) => {
    const form = page.getByRole('dialog', { name: '登记执前谈话' });
    await page.getByRole('link', { name: '下一步：执前谈话' }).click();
    await form.getByLabel('被执行人财产线索').fill('听说在农业银行有存款');
    const plan = form.getByLabel('执行方案');
    if ((await plan.inputValue()) === '') await plan.fill('先查控银行存款，足额即冻结、扣划');
    await press(page, '登记谈话');
  });
  await stage('receive', 'huangmeiling', async (page) => {
    await goTo(page, '接收案件');
    await press(page, '回填并办结');
  });
  await stage('notices', 'liangweidong', async (page) => {
    await goTo(page, '签发文书');
    await signAll(page, id);
  });
  await stage('search', 'zhongjing', async (page) => {
    await goTo(page, '发起网络查控');
    await press(page, '向查控网发出查询请求');
    const file = await until(page, id, 'a deposit and a judge', (now) => 0 < now.assets.length && now.handler !== null);
    judge = JUDGES[file.handler];
    await next(page, '甄别财产');
    await page.getByRole('dialog').locator('button', { hasText: '登记甄别结论' }).click();
    const frozen = page.getByRole('dialog', { name: '冻结存款' });
    if (!(await isThere(frozen))) await next(page, '冻结存款');
    await press(page, '提请冻结');
  });
  await stage('rulings', judge, async (page) => {
    await goTo(page, '签发裁定');
    await signAll(page, id);
    await until(page, id, 'the bank has frozen', (file) => file.measures.some((m) => m.state === 'live'));
  });
  // One round carries the notices and the ruling: whoever is visited gets all that waits for them.
  await stage('service', SERVER, (page) => serve(page, id));
  await nextDay();
  await stage('rulings', judge, async (page) => {
    await goTo(page, '扣划存款');
    await page.getByRole('dialog').locator('button', { hasText: '提请扣划' }).click();
    await until(page, id, 'the ruling is made', (file) => file.documents.some((d) => d.title.includes('扣划') && d.state === 'drafted'));
    await signAll(page, id);
    await until(page, id, 'the bank has deducted', (file) => file.deductions.some((d) => d.actual_fen !== null));
  });
  await nextDay();
  await stage('bank', 'lizhenhua', importStatement);
  await until(await at(judge), id, 'the money has arrived', (file) => 0 < file.funds.received_fen);
  await stage('propose', judge, async (page) => {
    await goTo(page, '核算并提出发放');
    await page.getByRole('dialog').getByRole('table', { name: '结算方案' }).waitFor();
    await press(page, '提出发放');
  });
  await stage('approve', 'luoyongqiang', async (page) => {
    await goTo(page, '审批案款发放');
    await press(page, '同意并签批');
  });
  await payOut(id);
  await release(id, judge);
  // Whatever was ruled meanwhile must be out before the case is closed.
  await stage('service', SERVER, (page) => serve(page, id));
  await stage('close', judge, async (page) => {
    await goTo(page, '审查结案');
    await press(page, '以执行完毕结案');
    await until(page, id, 'the notices are issued', (file) => file.documents.filter((d) => d.title === '结案通知书' && d.state === 'issued').length === 2);
  });
  await stage('close', SERVER, (page) => serve(page, id));
  return caseOf(await at(judge), id);
}

/** What is left frozen is lifted, where the deduction did not lift it by itself. */
async function release(id, judge) {
  const page = await at(judge);
  const { measures } = await caseOf(page, id);
  if (!measures.some((m) => m.state === 'live')) return;
  await stage('propose', judge, async (own) => {
    await goTo(own, '解除控制措施');
    await press(own, '决定解除');
    await until(own, id, 'the ruling is made', (file) => file.documents.some((d) => d.title.includes('解除') && d.state === 'drafted'));
    await signAll(own, id);
  });
}

async function importStatement(page) {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '案款' }).click();
  const [got] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载模拟银行流水（报文）' }).click()]);
  await choose(page, page.locator('button', { hasText: '导入银行流水' }), await got.path(), got.suggestedFilename());
  await page.getByRole('status').filter({ hasText: '已匹配案件 1 笔' }).waitFor();
}

/** Presses a button that asks for a file, and gives it one. */
async function choose(page, button, path, name) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles({ name, mimeType: 'text/xml', buffer: readFileSync(path) });
}

/** Another application, of which the trial system knows the most. */
async function fileFromTrial() {
  await stage('trial', WINDOW, async (page) => {
    const { today } = (await ask(page, '/api/session')).body.clock;
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '立案登记' }).click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('button', { hasText: '审判卷宗带入' }).click()]);
    await chooser.setFiles({ name: '卷宗.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(trial(today))) });
    await page.getByText(/已由卷宗带入/).waitFor();
    const respondent = page.getByRole('group', { name: '被执行人' });
    await respondent.getByLabel('证件号码').fill('44122419790608982X');
    await respondent.getByLabel('住址或住所地').fill('怀集县坳仔镇2号');
    await page.getByRole('button', { name: '常收的六项全部收到' }).click();
    await page.getByLabel('重复立案检索记录').fill('检索全国执行案件系统，无在先立案');
    await page.getByRole('checkbox', { name: '执行风险告知书已送交申请人' }).click();
    await page.getByRole('button', { name: '收件登记' }).click();
    await page.getByText(/已立案，案号/).waitFor();
  });
}

async function payOut(id) {
  await stage('pay', 'zhaohuimin', async (page) => {
    await goTo(page, '付款');
    const dialog = page.getByRole('dialog', { name: '生成付款批次' });
    if (!(await isThere(dialog))) await page.getByRole('button', { name: '生成付款批次' }).first().click();
    await press(page, '生成付款批次');
    await row(page, '付款批次', '待银行回单').waitFor();
  });
  await stage('bank', 'zhaohuimin', async (page) => {
    const batch = row(page, '付款批次', '待银行回单');
    await Promise.all([page.waitForEvent('download'), batch.getByRole('link', { name: '报文' }).click()]);
    const [answer] = await Promise.all([page.waitForEvent('download'), batch.getByRole('link', { name: '下载模拟回单' }).click()]);
    await choose(page, batch.locator('button', { hasText: '导入银行回单' }), await answer.path(), answer.suggestedFilename());
    await until(page, id, 'everything is paid', (file) => file.payouts[0].state === 'paid' && file.funds.balance_fen === 0);
  });
}

const say = (line) => process.stdout.write(`${line}\n`);
const pad = (text, width) => `${text}${' '.repeat(Math.max(0, width - [...text].reduce((n, ch) => n + (/[\u2e80-\uffef]/.test(ch) ? 2 : 1), 0)))}`;
const pair = ([clicks, fields]) => `${String(clicks).padStart(3)} /${String(fields).padStart(3)}`;

/** The table by stage, then by person; answers the total without the demo's clock and the files of the bank. */
function print() {
  const said = Object.entries(STAGES).map(([key, [title, who, before, ideal]]) => ({ key, title, who, before, ideal, now: Object.values(tally(did[key])) }));
  const line = (title, who, now, before, ideal) => say(`${pad(title, 32)}${pad(who, 14)}${now}   ${before}   ${ideal}`);
  line('环节', '谁', '点击/填写', '原来', '理想');
  for (const { title, who, now, before, ideal } of said) line(title, who, pair(now), pair(before), pair(ideal));
  const sum = (of) => said.filter(({ key }) => !APART.has(key)).reduce(([a, b], it) => [a + it[of][0], b + it[of][1]], [0, 0]);
  const total = sum('now');
  line('合计（不含另计的和登录）', '', pair(total), pair(sum('before')), pair(sum('ideal')));
  say('');
  for (const account of counters.keys()) {
    const own = Object.entries(did).flatMap(([key, all]) => (APART.has(key) ? [] : all.filter((one) => one.account === account)));
    const { clicks, fields } = tally(own);
    if (own.length !== 0) say(`${pad(account, 18)}${pair([clicks, fields])}`);
  }
  say('原来的“付款批次”含下载报文、导入回单');
  say(`登录另计：${counters.size} 人，各 1 次点击、2 项填写`);
  if (EACH) for (const [key, all] of Object.entries(did)) for (const { kind, what, account } of all) say(`${pad(STAGES[key][0], 32)}${pad(account, 14)}${kind} ${what}`);
  return { clicks: total[0], fields: total[1], trial: tally(did.trial) };
}

court = await openCourt();
let total = null;
try {
  const file = await play();
  await fileFromTrial();
  if (file.state !== 'closed') throw new Error(`the case is not closed: ${file.state}`);
  total = print();
} catch (error) {
  print();
  say(error.stack);
  process.exitCode = 1;
} finally {
  await court.close();
}
if (total && (MOST_TRIAL.clicks < total.trial.clicks || MOST_TRIAL.fields < total.trial.fields)) {
  say(`带入审判卷宗的立案超出：至多 ${MOST_TRIAL.clicks} 次点击、${MOST_TRIAL.fields} 项填写`);
  process.exitCode = 1;
}
if (total && (MOST.clicks < total.clicks || MOST.fields < total.fields)) {
  say(`超出：至多 ${MOST.clicks} 次点击、${MOST.fields} 项填写`);
  process.exitCode = 1;
}
