// People at a real demo court: each signs in at a screen of their own and works through the pages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { launch, newPage, sharedServer, signIn, startServer } from './support.mjs';

/** What a step may take: a job, an answer from outside, a debug build on two cores. */
export const PATIENCE = Number(process.env.E2E_PATIENCE_MS ?? 60_000);

/** Databases to play on: SQLite in a directory of its own, and PostgreSQL where `TEST_PG_URL` names a server. */
export function databases() {
  return process.env.TEST_PG_URL ? ['sqlite', 'postgres'] : ['sqlite'];
}

/** A database of its own on the server of `TEST_PG_URL`; `drop` takes it away again. */
function ownDatabase() {
  const server = process.env.TEST_PG_URL;
  const name = `zhixing_e2e_${process.pid}_${Math.floor(performance.now())}`;
  const psql = (sql) => execFileSync('psql', [server, '-qAt', '-v', 'ON_ERROR_STOP=1', '-c', sql]);
  psql(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => psql(`drop database if exists ${name} with (force)`) };
}

/** A demo court with its people: an empty one of its own, or the one with cases that is shared. */
export async function openCourt({ kind = 'sqlite', args, shared = false } = {}) {
  const own = kind === 'postgres' ? ownDatabase() : null;
  const server = shared ? await sharedServer() : await startServer({ args, database: own?.url });
  const browser = await launch();
  const password = server.lines.map((line) => /\smaxiaofeng\s+(\S+)/.exec(line)?.[1]).find(Boolean);
  assert.ok(password, `no sign-ins among the printed lines:\n${server.lines.join('\n')}`);
  const people = new Map();
  const screens = [];
  const court = {
    url: server.url,
    lines: server.lines,
    browser,
    password,
    people,
    /** The screen of somebody, signed in on first use. */
    async at(account) {
      if (!people.has(account)) {
        people.set(account, await court.second(account));
      }
      return people.get(account);
    },
    /** A second screen of somebody. */
    async second(account) {
      const page = await newPage(browser);
      screens.push(page);
      page.setDefaultTimeout(PATIENCE);
      await signIn(page, server.url, account, password);
      return page;
    },
    /** The part of a case at somebody's screen. */
    async open(account, id, tab) {
      const page = await court.at(account);
      await page.goto(`${server.url}/cases/${id}?tab=${tab}`);
      await page.getByRole('list', { name: '办理节点' }).or(page.getByText('未立案')).first().waitFor();
      return page;
    },
    /** The administrator moves the demo's clock on by a day. */
    async nextDay() {
      const page = await court.at('maxiaofeng');
      const shown = page.getByText(/演示日期 \d{4}-\d{2}-\d{2}/);
      const before = await shown.innerText();
      await page.getByRole('button', { name: '推进一天' }).click();
      await page.waitForFunction((old) => !document.body.innerText.includes(old), before.replace('推进一天', '').trim());
    },
    /** A command by API, which must succeed: what leads up to what is looked at. */
    async act(account, path, body) {
      const answer = await ask(await court.at(account), path, { method: 'POST', body });
      assert.equal(answer.status, 200, `${path}: ${answer.text}`);
      return answer.body;
    },
    /** Files a complete application by API; the case's id. */
    async file(applicants, respondent, more) {
      const clerk = await court.at('chenxiaoyan');
      const { today } = (await ask(clerk, '/api/session')).body.clock;
      const filed = await court.act('chenxiaoyan', '/api/begin/file_case', application(today, applicants, respondent, more));
      assert.ok(filed.case_no, JSON.stringify(filed));
      return filed.id;
    },
    /** Everybody goes home; an error that any of their pages had fails the test, whatever else happened. */
    async close() {
      const errors = screens.flatMap((page) => page.errors);
      await browser.close();
      await server.stop();
      own?.drop();
      assert.deepEqual(errors, [], 'errors in a page');
    },
  };
  return court;
}

/** The row of a table that carries this text. */
export function row(page, caption, text) {
  return page.getByRole('table', { name: caption }).or(page.getByRole('grid', { name: caption, exact: true })).getByRole('row').filter({ hasText: text });
}

/**
 * Presses the button of the open form. When the case moved meanwhile, does what the page offers: loads what is
 * new, keeps what was typed, and sends again.
 */
export async function submit(page, label) {
  // By text: while it is under way, the button's name has 加载 before it.
  const dialog = page.getByRole('dialog').filter({ has: page.locator('button', { hasText: label }) });
  const button = dialog.locator('button', { hasText: label });
  const stale = page.getByRole('button', { name: '载入最新内容，保留我填写的' });
  const alert = dialog.getByRole('alert').filter({ hasText: '代码' });
  for (let round = 0; round < 5; round += 1) {
    await button.click();
    const end = await Promise.race([
      dialog.waitFor({ state: 'hidden' }).then(() => 'done'),
      stale.waitFor().then(() => 'stale'),
      alert.waitFor().then(() => 'refused'),
    ]);
    if (end === 'done') return;
    if (end === 'refused' && !(await stale.isVisible())) throw new Error(`${label}: ${await alert.innerText()}`);
    await stale.click();
    await stale.waitFor({ state: 'hidden' });
  }
  throw new Error(`${label}: the case never came to rest`);
}

/** What is pressed to download, and what came. */
export async function download(page, locator) {
  const [got] = await Promise.all([page.waitForEvent('download'), locator.click()]);
  const path = await got.path();
  return { name: got.suggestedFilename(), path, bytes: readFileSync(path) };
}

/** Opens an original with its link: the page asks what for, and writes it down. */
export async function openOriginal(page, link) {
  await link.click();
  const asked = page.getByRole('dialog', { name: await link.getAttribute('aria-label') });
  await asked.getByLabel(/^用途/).waitFor();
  await asked.getByRole('button', { name: '登记用途并打开' }).click();
}

/** Downloads an original with its link, which opens in a window of its own. */
export async function downloadOriginal(page, link) {
  const context = page.context();
  const opened = context.waitForEvent('page').then((own) => own.waitForEvent('download'));
  const [got] = await Promise.all([Promise.race([opened, page.waitForEvent('download')]), openOriginal(page, link)]);
  const path = await got.path();
  return { name: got.suggestedFilename(), path, bytes: readFileSync(path) };
}

/** Asks the API as the page's person; answers status, body and headers. */
export function ask(page, path, { method = 'GET', body, version, key, requestedWith = 'zhixing' } = {}) {
  return page.evaluate(
    async ([to, how, json, opened, id, by]) => {
      const headers = { 'X-Requested-With': by };
      if (json !== undefined) headers['Content-Type'] = 'application/json';
      if (how !== 'GET') headers['Idempotency-Key'] = id ?? crypto.randomUUID();
      if (opened !== undefined) headers['If-Match'] = `"${opened}"`;
      const request = { method: how, headers };
      if (json !== undefined) request.body = JSON.stringify(json);
      const answer = await fetch(to, request);
      const text = await answer.text();
      let parsed = null;
      try {
        parsed = JSON.parse(text);
      } catch {
        // Not JSON: the text is what there is.
      }
      return { status: answer.status, type: answer.headers.get('content-type'), text, body: parsed };
    },
    [path, method, body, version, key, requestedWith],
  );
}

/** The case as the API tells it to this person. */
export async function caseOf(page, id) {
  const { status, body } = await ask(page, `/api/cases/${id}`);
  assert.equal(status, 200);
  return body;
}

/** 合议: the chief presides, with the handler and a third; all agree and sign. */
export async function deliberate(court, id, accountOf, topic = 'objection') {
  const chief = 'luoyongqiang';
  const { actions, handler } = await caseOf(await court.at(chief), id);
  const bench = actions.find((a) => a.act === 'convene_panel').choices.find((c) => c.field === 'members').options;
  const accounts = await Promise.all(bench.map((one) => accountOf(one.name)));
  const presiding = accounts.indexOf(chief);
  const own = bench.findIndex((one) => one.name === handler);
  const third = bench.findIndex((_, place) => place !== presiding && place !== own);
  const todo = (place, act, body) => court.act(accounts[place], `/api/cases/${id}/do/${act}`, body);
  await todo(presiding, 'convene_panel', { topic, question: '处理意见能否成立', presiding: bench[presiding].code, members: [bench[own].code, bench[third].code] });
  const panel = (await caseOf(await court.at(chief), id)).panels[0].id;
  for (const place of [own, third, presiding]) await todo(place, 'speak_in_panel', { panel, vote: 'agree', view: '同意处理意见' });
  await todo(presiding, 'conclude_panel', { panel, text: '同意处理意见' });
  for (const place of [own, third, presiding]) await todo(place, 'sign_minutes', { panel });
}

/** What people did in a case, without what they tried in vain. The court's own hand, 系统, may write at any moment. */
export async function doneByPeople(page, id) {
  const { status, body } = await ask(page, `/api/cases/${id}/docket?limit=200`);
  assert.equal(status, 200);
  assert.equal(body.next, null, 'the whole docket');
  const done = body.items.filter((line) => line.actor !== '系统' && line.kind !== 'attempt.refused');
  const lines = done.map((line) => `${line.seq} ${line.actor} ${line.text}`);
  assert.ok(lines.length > 0, 'somebody filed it');
  return lines;
}

/** Waits until the case says so. */
export async function until(page, id, what, holds) {
  const end = performance.now() + PATIENCE;
  let file;
  while (performance.now() < end) {
    file = await caseOf(page, id);
    if (holds(file)) return file;
    await page.waitForEvent('response', { timeout: 1_000 }).catch(() => null);
  }
  throw new Error(`${what}: ${JSON.stringify(file).slice(0, 4_000)}`);
}

/** Fills a date field the way people do: types it and presses Enter. */
export async function typeDay(page, label, day) {
  await page.getByLabel(label, { exact: true }).fill(day);
  await page.keyboard.press('Enter');
}

export const daysBefore = (day, n) => new Date(Date.parse(`${day}T00:00:00Z`) - n * 86_400_000).toISOString().slice(0, 10);

/** Another title each time, on the same court by whichever file: the same one of the same applicant is refused. */
let titles = process.pid % 100_000;
const title = () => `（2026）粤1224民初${(titles = (titles + 1) % 100_000) + 100_000}号`;

/** Fills the filing form; what `leave` names is left out. */
export async function fillApplication(page, { today, claim = '5289', respondent, leave = [] }) {
  await page.getByLabel('作出机关').fill('怀集县人民法院');
  await page.getByLabel('文书案号').fill(title());
  await page.getByLabel('案由').fill('买卖合同纠纷');
  await typeDay(page, '生效日', daysBefore(today, 60));
  await typeDay(page, '履行期届满日', daysBefore(today, 45));
  await page.getByLabel('主文').fill(`被告于本判决生效之日起十五日内向原告支付货款${claim}元。`);
  await page.getByLabel('金额', { exact: true }).fill(claim);
  await fillParties(page, { respondent });
  await fillMaterials(page, leave);
}

const side = (page, title) => page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) });

/** An application as people type it: what the page offers is not typed. `slip` is done before it is sent. */
export async function typeApplication(page, { today, respondent, number = '603', slip }) {
  await page.getByRole('link', { name: '立案登记' }).click();
  const typed = page.getByLabel('文书案号');
  await typed.press('End');
  await typed.pressSequentially(number);
  await page.getByLabel('案由').fill('买卖合同纠纷');
  await typeDay(page, '生效日', daysBefore(today, 60));
  await page.getByLabel('主文').fill('被告于本判决生效之日起十五日内向原告支付货款5289元。');
  // The sum and the last day follow from it.
  await page.getByText(/^按主文：金额 5,289\.00 元，履行期届满日/).waitFor();
  const applicant = side(page, '申请执行人');
  await applicant.getByLabel('姓名或名称').fill('梁金水');
  await applicant.getByLabel('证件号码').fill('441224199103169833');
  await applicant.getByLabel('联系电话').fill('13800001234');
  await applicant.getByLabel('住址或住所地').fill('广东省肇庆市怀集县怀城街道解放中路12号');
  await applicant.getByLabel('开户行').fill('中国农业银行怀集县支行');
  await applicant.getByLabel('收款账号').fill('6228480000000001234');
  const other = side(page, '被执行人');
  await other.getByLabel('姓名或名称').fill(respondent.name);
  await other.getByLabel('证件号码').fill(respondent.number);
  await other.getByLabel('联系电话').fill('13900005678');
  await other.getByLabel('住址或住所地').fill('广东省肇庆市怀集县城南路8号');
  await page.getByLabel('重复立案检索记录').fill('检索全国执行案件系统，无在先立案');
  await page.getByRole('button', { name: '常收的六项全部收到' }).click();
  await page.getByRole('checkbox', { name: '执行风险告知书已送交申请人' }).check();
  await slip?.(page);
  await page.getByRole('button', { name: '收件登记' }).click();
  await page.getByText(/已立案，案号 （\d{4}）粤1224执\d+号/).waitFor();
}

/** Numbers, phones and accounts: what is masked afterwards and must be typed from the papers again. */
export async function fillParties(page, { respondent }) {
  const applicant = side(page, '申请执行人');
  await applicant.getByLabel('姓名或名称').fill(XU.name);
  await applicant.getByLabel('证件号码').fill(XU.identity_number);
  await applicant.getByLabel('联系电话').fill(XU.phone);
  await applicant.getByLabel('住址或住所地').fill('广东省肇庆市怀集县怀城街道解放中路12号');
  await applicant.getByLabel('确认的送达地址').fill('广东省肇庆市怀集县怀城街道解放中路12号');
  await applicant.getByLabel('开户行').fill('中国农业银行怀集县支行');
  await applicant.getByLabel('收款账号').fill(XU.account);
  await applicant.getByLabel('联行号').fill('103593030112');
  const other = side(page, '被执行人');
  await other.getByLabel('姓名或名称').fill(respondent.name);
  await other.getByLabel('证件号码').fill(respondent.number);
  await other.getByLabel('联系电话').fill('13900005678');
  await other.getByLabel('住址或住所地').fill('广东省肇庆市怀集县城南路8号');
}

export async function fillMaterials(page, leave = []) {
  for (const name of ['申请执行书', '生效法律文书', '生效证明', '身份证明', '送达地址确认书', '收款账户确认书']) {
    if (!leave.includes(name)) await page.getByRole('checkbox', { name, exact: true }).check();
  }
  if (!leave.includes('重复立案检索记录')) await page.getByLabel('重复立案检索记录').fill('检索全国执行案件系统，无在先立案');
  await page.getByRole('checkbox', { name: '执行风险告知书已送交申请人' }).check();
}

/** The respondents that the demo prints for trying out: the first can pay, the second cannot. */
export function respondents(lines) {
  return lines
    .map((line) => /^\s+(\S+)\s+(\d{17}[\dX])\s+([\d.,]+)元/.exec(line))
    .filter(Boolean)
    .map(([, name, number, deposit]) => ({ name, number, deposit }));
}

/** Serves everything that waits for service, one form after the other. */
export async function serveAll(page, id, method = '直接送达') {
  for (let n = 0; n < 40; n += 1) {
    const file = await caseOf(page, id);
    const waiting = file.documents.filter((d) => d.actions.some((a) => a.act === 'record_service' && a.allowed));
    if (waiting.length === 0) return n;
    const [next] = waiting;
    await page.locator(`tr:has(a[href*="${next.id}"])`).getByRole('button', { name: '登记送达' }).click();
    const dialog = page.getByRole('dialog', { name: '登记送达' });
    await dialog.getByText('已送达', { exact: true }).waitFor();
    if (method !== '直接送达') {
      await dialog.getByLabel('送达方式').click();
      await page.getByTitle(new RegExp(`^${method}`)).click();
    }
    await dialog.getByLabel('签收人，或未送达的原因').fill('本人签收');
    await submit(page, '登记送达结果');
  }
  throw new Error('service never ends');
}

/** Signs the draft of this title. */
export async function sign(page, title) {
  const draft = row(page, '文书', title).filter({ hasText: '待签发' }).first();
  await draft.getByRole('button', { name: '签发', exact: true }).click();
  await page.getByRole('dialog', { name: /^签批：/ }).getByText('签批意见').waitFor();
  await submit(page, '同意并签批');
  await row(page, '文书', title).filter({ hasText: '已签发' }).first().waitFor();
}

/** The papers that an application needs at least. */
const PAPERS = [['application', '申请执行书'], ['title', '民事判决书'], ['effect_proof', '生效证明'], ['identity', '身份证复印件'], ['service_address', '送达地址确认书'], ['payee_account', '收款账户确认书']];

/** The applicant of most cases. */
export const XU = { name: '徐某', identity_number: '441224199103169833', phone: '13800001234', account: '6228480000000001234' };

/** A sale-contract claim of 5,289 yuan against one respondent that passes every check of the window. */
export function application(today, applicants, respondent, more = []) {
  const party = { kind: 'person', representative: '', account: null };
  return {
    kind: 'first',
    claim: {
      title: { category: 'court', kind: '民事判决书', issuer: '怀集县人民法院', number: title(), effective_on: daysBefore(today, 60), due_on: daysBefore(today, 45), operative_part: '支付货款5289元。' },
      items: [{ kind: 'principal', title: '货款', amount_fen: 528_900 }],
      cause: '买卖合同纠纷',
      delay_interest: true,
      livelihood: false,
    },
    parties: [
      ...applicants.map(({ account, ...one }) => ({
        ...party, ...one, role: 'applicant', address: '怀集县解放中路12号', service_address: '怀集县解放中路12号',
        account: { name: one.name, bank: '中国农业银行怀集县支行', bank_code: '103593030112', account },
      })),
      { ...party, role: 'respondent', name: respondent.name, identity_number: respondent.number, phone: '13900005678', address: '怀集县城南路8号', service_address: '' },
    ],
    materials: [...PAPERS, ...more].map(([kind, title]) => ({ kind, title, file: null, pages: 1 })),
    jurisdiction: 'first_instance',
    received_on: today,
    performed: false,
    by_agent: false,
    duplicate_search: '检索全国执行案件系统，无在先立案',
    risk_notice_given: true,
  };
}
