// The tablet outside: taken along, read and reported without a network, sent once when there is one again; what the court
// does not take any more is said, and kept as a note.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { application, ask, caseOf, openCourt, openOriginal, PATIENCE } from './live.mjs';
import { axeClean, freePort, newPage, shot, signIn, startServer } from './support.mjs';

/** Who goes out, who sends them, and who else is of the post. */
const SERVER = 'mozhiqiang';
const OTHER = 'panxiuying';
const CENTRE = 'huangmeiling';
const APPLICANT = { name: '梁金水', identity_number: '441224199103169833', phone: '13800001234', account: '6228480000000001234' };
const RESPONDENT = { name: '邹伯勤', number: '44122419790608982X' };
const HERE = { latitude: 23.9112, longitude: 112.1845, accuracy: 12 };
const JPEG = Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z', 'base64');

let court;
let tablet;
let folder;

/** A photograph as a camera gives it, another each time. */
const photo = (name) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.concat([JPEG, Buffer.from(name)]) });

/** A case with a visit that the centre asks for; both ids. */
async function visit(asks, urgency = 'urgent') {
  const id = await court.file([APPLICANT], RESPONDENT);
  const raised = await court.act(CENTRE, `/api/cases/${id}/do/raise_task`, { template: 'site_visit', asks, urgency, due_on: null });
  return { id, task: raised.id };
}

const offline = (yes) => tablet.context().setOffline(yes);
const line = (asks) => tablet.locator('main').getByText(asks);
const queue = () => tablet.getByRole('region', { name: /^待上传/ });

/** Waits until nothing waits on the tablet. */
const allSent = () => tablet.getByRole('button', { name: '没有待上传' }).waitFor();

/** The list of what waits, unfolded. */
async function openQueue() {
  const button = tablet.getByRole('button', { name: /^待上传 1 项/ });
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  await queue().waitFor();
}

/** Opens the task that asks this. */
async function choose(no, asks) {
  await tablet.getByRole('navigation', { name: '外勤' }).getByRole('button').filter({ hasText: no }).first().click();
  await line(asks).waitFor();
}

async function fill(outcome, result, files) {
  await tablet.getByLabel(outcome, { exact: true }).check();
  await tablet.getByLabel('办理结果').fill(result);
  if (files) {
    await tablet.getByLabel('拍照').setInputFiles(files);
    await tablet.getByText(`照片、录音 ${files.length} / 20`).waitFor();
  }
}

const submit = () => tablet.getByRole('button', { name: '回填并办结' }).click();

/** The page fetches what is new, as it does when it is looked at again. */
async function refreshed() {
  await Promise.all([tablet.waitForResponse((answer) => answer.url().endsWith('/api/field/tasks')), tablet.evaluate(() => dispatchEvent(new Event('online')))]);
}

before(async () => {
  court = await openCourt();
  folder = mkdtempSync(join(tmpdir(), 'zhixing-field-'));
  tablet = await newPage(court.browser, { width: 768, height: 1024 });
  tablet.setDefaultTimeout(PATIENCE);
  await tablet.context().grantPermissions(['geolocation'], { origin: court.url });
  await tablet.context().setGeolocation(HERE);
}, { timeout: 300_000 });

after(async () => {
  rmSync(folder, { recursive: true, force: true });
  const errors = tablet?.errors ?? [];
  await court?.close();
  assert.deepEqual(errors, [], 'errors on the tablet');
});

test('the page can be installed, and what was taken along is read without a network', async () => {
  const { id } = await visit('核实被执行人是否仍在此居住');
  await court.act(CENTRE, `/api/cases/${id}/do/note_risk`, { risks: ['animals', 'violence'], detail: '院内有大型犬，先请对方拴好' });
  const file = await caseOf(await court.at(CENTRE), id);
  await tablet.goto(`${court.url}/field`);
  await tablet.getByLabel('账号').fill(SERVER);
  await tablet.getByLabel('密码').fill(court.password);
  await tablet.getByRole('button', { name: '登录' }).click();
  await line('核实被执行人是否仍在此居住').waitFor();
  await tablet.getByText('已可离线使用').waitFor();

  const devtools = await tablet.context().newCDPSession(tablet);
  const { url, errors } = await devtools.send('Page.getAppManifest');
  assert.deepEqual([new URL(url).pathname, errors], ['/field.webmanifest', []]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A browser under test is private, and a private one installs nothing.
  assert.deepEqual(installabilityErrors.map((one) => one.errorId).filter((one) => one !== 'in-incognito'), []);
  const worker = await tablet.evaluate(async () => {
    const { active, scope } = await navigator.serviceWorker.ready;
    return { state: active.state, path: new URL(scope).pathname };
  });
  assert.deepEqual(worker, { state: 'activated', path: '/field' });

  await offline(true);
  await tablet.reload();
  await tablet.getByText('离线办理中').waitFor();
  await choose(file.case_no, '核实被执行人是否仍在此居住');
  const risk = tablet.getByRole('region', { name: '风险提示' });
  assert.match(await risk.innerText(), /暴力抗拒[\s\S]*犬只[\s\S]*先请对方拴好/);
  const said = await tablet.locator('main').innerText();
  assert.ok(said.indexOf('风险提示') < said.indexOf('办理要求'), 'the danger is read before anything else');
  for (const shown of ['邹伯勤', '怀集县城南路8号', '139****5678']) assert.ok(said.includes(shown), shown);
  for (const hidden of ['13900005678', '44122419790608982X']) assert.ok(!said.includes(hidden), hidden);
  const small = await tablet.evaluate(() =>
    [...document.querySelectorAll('button, a, label:has(> input[type=radio]), label:has(> input[type=file]), textarea')]
      .filter((one) => one.getBoundingClientRect().height < 44)
      .map((one) => one.textContent),
  );
  assert.deepEqual(small, [], 'nothing to touch is under 44 pixels');
  await axeClean(tablet, '外勤回填');
  await shot(tablet, 'field-offline');
  // Nothing of a case is in the cache of the worker.
  const cached = await tablet.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)));
    return all.flat();
  });
  assert.ok(cached.includes('/field') && !cached.some((path) => path.startsWith('/api')), cached.join(' '));
  await offline(false);
});

test('a report made without a network is sent once when there is one, with its photograph, place and hash', async () => {
  const { id, task } = await visit('查看厂房是否仍在经营');
  const { case_no } = await caseOf(await court.at(CENTRE), id);
  await refreshed();
  await choose(case_no, '查看厂房是否仍在经营');
  await offline(true);
  const large = join(folder, '大图.jpg');
  writeFileSync(large, Buffer.alloc(80 * 1024 * 1024, 0xff));
  await tablet.getByLabel('拍照').setInputFiles(large);
  await tablet.getByRole('alert').filter({ hasText: '大图.jpg 有 80 MB，超过每件 20 MB 的上限' }).waitFor();
  await fill('未遇', '厂房上锁，无人经营', [photo('大门.jpg')]);
  await tablet.getByText('23.911200,112.184500').waitFor();
  // What is written and taken outlives the page.
  await tablet.reload();
  await choose(case_no, '查看厂房是否仍在经营');
  assert.equal(await tablet.getByLabel('办理结果').inputValue(), '厂房上锁，无人经营');
  await tablet.getByText('照片、录音 1 / 20').waitFor();
  await submit();
  await openQueue();
  await queue().getByText('照片、录音已传 0 / 1').waitFor();
  await shot(tablet, 'field-queue');
  await tablet.getByRole('button', { name: '退出登录' }).click();
  await tablet.getByRole('alert').filter({ hasText: '还有 1 项没有上传' }).waitFor();
  await offline(false);
  await allSent();

  const centre = await court.at(CENTRE);
  const file = await caseOf(centre, id);
  assert.equal(file.fieldwork.length, 1);
  const [report] = file.fieldwork;
  assert.deepEqual([report.outcome_label, report.place.geo], ['未遇', 'geo:23.911200,112.184500;u=12']);
  assert.equal(file.tasks.find((one) => one.id === task).result, '未遇：厂房上锁，无人经营');
  const page = await court.open(SERVER, id, 'tasks');
  const table = page.getByRole('table', { name: '外勤回填和情况记录' });
  assert.match(await table.innerText(), /大门\.jpg/);
  const [shown] = await Promise.all([page.context().waitForEvent('page'), openOriginal(page, table.getByRole('link', { name: '打开 照片 大门.jpg' }))]);
  await shown.waitForLoadState();
  assert.match(shown.url(), new RegExp(report.evidence[0].file));
  await shown.close();
  await shot(page, 'field-case');
});

test('an answer that is lost on the way back does not double the report', async () => {
  const { id } = await visit('送达前查看住所');
  const { case_no } = await caseOf(await court.at(CENTRE), id);
  await refreshed();
  await choose(case_no, '送达前查看住所');
  await fill('已办成', '在家，已告知', [photo('门牌.jpg'), photo('客厅.jpg')]);
  const answers = [];
  let look;
  const looked = new Promise((resolve) => {
    look = resolve;
  });
  await tablet.route('**/do/report_from_field', async (route) => {
    if (0 < answers.length) await looked;
    const answer = await route.fetch();
    answers.push(await answer.json());
    // The first time the court has done it, and the tablet never hears of it.
    if (answers.length === 1) await route.abort('connectionreset');
    else await route.fulfill({ response: answer });
  });
  await submit();
  await tablet.getByText('离线办理中').waitFor();
  await openQueue();
  await queue().getByText('照片、录音已传 2 / 2').waitFor();
  look();
  await queue().getByRole('button', { name: '立即上传' }).click();
  await allSent();
  await tablet.unroute('**/do/report_from_field');
  assert.equal(answers.length, 2);
  assert.deepEqual(answers[1], answers[0], 'the retry got the first answer');
  const file = await caseOf(await court.at(CENTRE), id);
  assert.equal(file.fieldwork.length, 1);
  assert.equal(file.fieldwork[0].evidence.length, 2);
});

test('a task that was given to another meanwhile is said, and what was seen is kept as a note', async () => {
  const { id, task } = await visit('清点库存');
  const centre = await court.at(CENTRE);
  const { case_no } = await caseOf(centre, id);
  await refreshed();
  await choose(case_no, '清点库存');
  await offline(true);
  await fill('未办成', '库房无人开门', [photo('库房.jpg')]);
  const people = (await ask(centre, '/api/organisation')).body.people;
  const other = people.find((one) => one.account === OTHER) ?? people.find((one) => one.name === '潘秀英');
  await court.act(CENTRE, `/api/cases/${id}/do/assign_task`, { task, to: other.id, reason: '就近办理' });
  await submit();
  await offline(false);
  await queue().getByRole('alert').filter({ hasText: '潘秀英' }).waitFor();
  await shot(tablet, 'field-refused');
  assert.equal((await caseOf(centre, id)).fieldwork.length, 0);
  await queue().getByRole('button', { name: '转为情况记录' }).click();
  await allSent();
  const file = await caseOf(centre, id);
  assert.equal(file.fieldwork.length, 1);
  assert.match(file.fieldwork[0].noted, /潘秀英/);
  assert.equal(file.fieldwork[0].evidence[0].name, '库房.jpg');
  assert.equal(file.tasks.find((one) => one.id === task).state, 'open', 'no task is done with a note');
});

test('who signs out takes it all away, and the next person finds nothing of theirs', async () => {
  await visit('查看车辆');
  await refreshed();
  await tablet.getByRole('button', { name: '退出登录' }).click();
  await tablet.getByLabel('账号').waitFor();
  const kept = await tablet.evaluate(async () => ({ databases: (await indexedDB.databases()).map((one) => one.name), person: localStorage.getItem('zx.field.person') }));
  assert.deepEqual(kept, { databases: [], person: null });
  await tablet.getByLabel('账号').fill(OTHER);
  await tablet.getByLabel('密码').fill(court.password);
  await tablet.getByRole('button', { name: '登录' }).click();
  await tablet.getByRole('heading', { name: /^外勤事项/ }).waitFor();
  await offline(true);
  await tablet.reload();
  await tablet.getByText('潘秀英').first().waitFor();
  await offline(false);
});

/** One address for a court whose server goes and comes again; what `after` is told of has been done and is not answered. */
async function front(target, after) {
  const server = createServer((asked, answer) => {
    const { hostname, port } = new URL(target());
    const sent = forward({ hostname, port, path: asked.url, method: asked.method, headers: asked.headers }, (got) => {
      if (after(asked)) {
        got.resume().once('end', () => answer.destroy());
        return;
      }
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    sent.once('error', () => answer.destroy());
    asked.pipe(sent);
  });
  const port = await freePort();
  await new Promise((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => server.closeAllConnections() ?? server.close() };
}

test('the server is killed when it has done it and not yet answered: after its return there is one report', async () => {
  const data = join(folder, 'court');
  let server = await startServer({ data });
  const password = server.lines.map((printed) => /\smaxiaofeng\s+(\S+)/.exec(printed)?.[1]).find(Boolean);
  let died = null;
  const door = await front(
    () => server.url,
    (asked) => {
      if (died !== null || !asked.url.endsWith('/do/report_from_field')) return false;
      died = server.stop('SIGKILL');
      return true;
    },
  );
  const [clerk, centre, page] = [await newPage(court.browser), await newPage(court.browser), await newPage(court.browser, { width: 768, height: 1024 })];
  await signIn(clerk, door.url, 'chenxiaoyan', password);
  await signIn(centre, door.url, CENTRE, password);
  const { today } = (await ask(clerk, '/api/session')).body.clock;
  const { id } = (await ask(clerk, '/api/begin/file_case', { method: 'POST', body: application(today, [APPLICANT], RESPONDENT) })).body;
  const wanted = { template: 'site_visit', asks: '断电前的核实', urgency: 'urgent', due_on: null };
  assert.equal((await ask(centre, `/api/cases/${id}/do/raise_task`, { method: 'POST', body: wanted })).status, 200);
  await page.goto(`${door.url}/field`);
  await page.getByLabel('账号').fill(SERVER);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('已办成', { exact: true }).check();
  await page.getByLabel('办理结果').fill('已当面核实');
  await page.getByLabel('拍照').setInputFiles([photo('现场.jpg')]);
  await page.getByText('照片、录音 1 / 20').waitFor();
  await page.getByText(/未取得位置（.+）/).waitFor();
  await page.getByRole('button', { name: '回填并办结' }).click();
  await page.getByText('离线办理中').waitFor({ timeout: PATIENCE });
  await page.getByRole('button', { name: /^待上传 1 项/ }).waitFor();
  assert.notEqual(died, null);
  await died;
  server = await startServer({ data });
  await page.getByRole('button', { name: '没有待上传' }).waitFor({ timeout: PATIENCE });
  const file = await caseOf(centre, id);
  assert.deepEqual([file.fieldwork.length, file.fieldwork[0].evidence.length], [1, 1]);
  assert.equal(file.fieldwork[0].evidence[0].place.geo, null);
  await page.context().close();
  door.stop();
  await server.stop();
});
