// A demo court with cases in many states: every page says something, in Chinese, without accessibility
// violations, and the way from the sign-in to the first task needs no mouse.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, openCourt, row } from './live.mjs';
import { axeClean, newPage, shot } from './support.mjs';

let court;

before(async () => {
  court = await openCourt({ shared: true });
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

/** Words of other languages that a Chinese clerk reads every day, and what formats are called. */
const KNOWN = /\b(DOCX|PDF|CSV|XML|XLSX|JPEG|PNG|ISO|UTF|GBK|Ctrl|Shift|Esc|camt|pain|Enter)\b/g;

async function inChinese(page) {
  const text = await page.evaluate(() => document.body.innerText);
  // A batch's number is hexadecimal.
  const foreign = text.replace(/[A-Za-z]{0,4}[0-9a-fA-F-]{10,}/g, '').replace(KNOWN, '').match(/[A-Za-z_]{4,}/g) ?? [];
  assert.deepEqual([...new Set(foreign)], [], `foreign words on ${page.url()}`);
}

async function look(account, path, text, name) {
  const page = await court.at(account);
  await page.goto(court.url + path);
  await axeClean(page, text);
  await inChinese(page);
  if (name) await shot(page, `court-${name}`);
  assert.deepEqual(page.errors, []);
  return page;
}

test('from the sign-in to the first task without a mouse', async () => {
  const page = await newPage(court.browser);
  await page.goto(court.url);
  await page.getByLabel('账号').waitFor();
  await page.keyboard.type('liangweidong');
  await page.keyboard.press('Tab');
  await page.keyboard.type(court.password);
  await page.keyboard.press('Enter');
  const grid = page.getByRole('grid', { name: '我的事项' });
  await grid.getByText(/粤1224执\d+号/).first().waitFor();
  const number = (await grid.getByText(/粤1224执\d+号/).first().innerText()).trim();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: number }).waitFor();
  await page.getByRole('list', { name: '办理节点' }).waitFor();
  await page.context().close();
});

for (const [account, path, text, name] of [
  ['liangweidong', '/', /粤1224执\d+号/, 'workbench'],
  ['liangweidong', '/cases', /粤1224执\d+号/, 'cases'],
  ['liangweidong', '/tasks?scope=all', /粤1224执\d+号/, 'tasks'],
  ['liangweidong', '/expiring?days=365', /粤1224执\d+号/, 'expiring'],
  ['chenxiaoyan', '/filing', '执行依据类别', 'filing'],
  ['lizhenhua', '/funds', '账实', 'funds'],
  ['lizhenhua', '/funds?tab=unpaid', '未发放（元）', 'unpaid'],
  ['lizhenhua', '/funds?tab=payouts', /合计|没有待办的发放/, 'payouts'],
  ['lizhenhua', '/funds?tab=batches', '批次号', 'batches'],
  ['lizhenhua', '/funds?tab=statements', '期末（元）', 'statements'],
  ['luoyongqiang', '/wall.html', '节点倒计时', 'wall'],
]) {
  test(`${name} of a living court: real text, Chinese, accessible`, () => look(account, path, text, name));
}

test('an administrator says what the court is, and everybody sees it', async () => {
  const page = await court.at('maxiaofeng');
  await page.goto(`${court.url}/people?tab=court`);
  const name = page.getByLabel('法院名称');
  const old = await name.inputValue();
  assert.match(old, /法院$/);
  await page.getByLabel('地址').fill('');
  await page.getByRole('button', { name: '登记法院信息' }).click();
  await page.getByText('请填写地址').waitFor();
  await page.getByLabel('地址').fill('河南开发区二路');
  await name.fill(`${old}（试）`);
  await page.getByRole('button', { name: '登记法院信息' }).click();
  // The name on papers ends with the court's name: both are changed, or neither.
  await page.getByText('以法院名称结尾的全称').first().waitFor();
  const whole = page.getByLabel('文书上的全称');
  const papers = await whole.inputValue();
  await whole.fill(`${papers}（试）`);
  await page.getByRole('button', { name: '登记法院信息' }).click();
  await page.getByRole('banner').getByText(`${old}（试）`).waitFor();
  await page.reload();
  assert.equal(await page.getByLabel('地址').inputValue(), '河南开发区二路');
  await name.fill(old);
  await whole.fill(papers);
  await page.getByRole('button', { name: '登记法院信息' }).click();
  await page.getByRole('banner').getByText(old, { exact: true }).waitFor();
  assert.deepEqual(page.errors, []);
  await shot(page, 'court-described');
});

test('an administrator who moves the account of the fees only asks for it', async () => {
  const admin = await court.at('maxiaofeng');
  await admin.goto(`${court.url}/people?tab=court`);
  const field = admin.getByLabel('执行费缴款账户账号');
  const old = await field.inputValue();
  await field.fill('6222029999999999');
  await admin.getByRole('button', { name: '登记法院信息' }).click();
  await admin.getByRole('status').filter({ hasText: '须由另一人在“人员”页确认' }).first().waitFor();
  await axeClean(admin, '须由另一人在“人员”页确认');
  await admin.reload();
  await field.waitFor();
  assert.equal(await field.inputValue(), old);

  const inspector = await court.at('yaowenbo');
  await inspector.goto(`${court.url}/people`);
  const waiting = inspector.getByRole('region', { name: '待第二人确认' });
  await waiting.getByText(new RegExp(`执行费缴款账户：.*${old} → .*6222029999999999`)).waitFor();
  await axeClean(inspector, '变更法院账户');
  await inspector.getByRole('button', { name: /^确认变更法院账户/ }).click();
  await inspector.getByRole('dialog').getByText('请先与财务和开户银行核实账户').waitFor();
  await shot(inspector, 'access-accounts');
  await inspector.keyboard.press('Escape');
  await inspector.getByRole('dialog').waitFor({ state: 'detached' });
  await inspector.getByRole('button', { name: /^不予确认/ }).click();
  await inspector.getByRole('dialog').getByRole('button', { name: '不予确认' }).click();
  await waiting.waitFor({ state: 'detached' });
});

test('whoever confirms a role is given the password of who gets it', async () => {
  const admin = await court.at('maxiaofeng');
  await admin.goto(`${court.url}/people`);
  await admin.getByRole('button', { name: '角色 陈晓燕' }).click();
  const drawer = admin.getByRole('dialog');
  await drawer.getByLabel('角色').click();
  await admin.locator('.ant-select-item-option').filter({ hasText: /^财务出纳$/ }).click();
  await drawer.getByLabel('调整理由').fill('兼任');
  await drawer.getByRole('button', { name: '调整角色' }).click();
  await admin.getByRole('region', { name: '待第二人确认' }).getByText('陈晓燕').waitFor();

  const inspector = await court.at('yaowenbo');
  await inspector.goto(`${court.url}/people`);
  await inspector.getByRole('button', { name: '确认调整角色 陈晓燕' }).click();
  const dialog = inspector.getByRole('dialog');
  await dialog.getByText('请当面交给本人，不要交给申请人').waitFor();
  await shot(inspector, 'access-role');
  await inspector.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await inspector.getByRole('button', { name: '不予确认 陈晓燕' }).click();
  await inspector.getByRole('dialog').getByRole('button', { name: '不予确认' }).click();
  await inspector.getByRole('region', { name: '待第二人确认' }).waitFor({ state: 'detached' });
});

test('people and posts: accounts are the only letters', async () => {
  const page = await court.at('maxiaofeng');
  for (const path of ['/people', '/people?tab=posts', '/people?tab=court']) {
    await page.goto(court.url + path);
    await axeClean(page, '马晓峰');
  }
  await shot(page, 'court-people');
});

test('the duty list says of each post who holds it and what they may do', async () => {
  const page = await court.at('maxiaofeng');
  await page.goto(`${court.url}/people?tab=duties`);
  const server = row(page, '查控送达组的权责', '送达岗');
  await server.getByText('登记送达').waitFor();
  await server.getByText('本院案件').first().waitFor();
  assert.equal(await server.getByText('扣划存款').count(), 0, 'it grants what the door grants');
  await axeClean(page, '权责');
  await shot(page, 'duties');
});

test('an administrator who resets the password of a chief does not become the chief', async () => {
  const admin = await court.at('maxiaofeng');
  await admin.goto(`${court.url}/people`);
  await admin.getByRole('button', { name: '重置密码 邓朝晖' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: '重置密码', exact: true }).click();
  const told = admin.getByRole('status').filter({ hasText: '初始密码' });
  await told.waitFor();
  assert.match(await told.innerText(), /须由另一人确认/);
  const once = await told.locator('b').innerText();
  await admin.getByRole('region', { name: '待第二人确认' }).getByText('邓朝晖').waitFor();
  assert.equal(await admin.getByRole('button', { name: '确认重置密码 邓朝晖' }).count(), 0);
  await axeClean(admin, '待第二人确认');
  await shot(admin, 'access-asked');

  const thief = await newPage(court.browser);
  const signIn = async (page) => {
    await page.goto(court.url);
    await page.getByLabel('账号').fill('dengchaohui');
    await page.getByLabel('密码', { exact: true }).fill(once);
    await page.keyboard.press('Enter');
  };
  await signIn(thief);
  await thief.getByRole('alert').filter({ hasText: '须由另一人（执行局局长、院长、监察督查）' }).waitFor();
  await shot(thief, 'access-refused');
  await thief.context().close();

  const inspector = await court.at('yaowenbo');
  await inspector.goto(`${court.url}/people`);
  await inspector.getByRole('button', { name: '确认重置密码 邓朝晖' }).click();
  await shot(inspector, 'access-confirm');
  await inspector.getByRole('dialog').getByRole('button', { name: '确认重置密码' }).click();
  await inspector.getByRole('region', { name: '待第二人确认' }).waitFor({ state: 'detached' });

  const chief = await newPage(court.browser);
  await signIn(chief);
  await chief.getByRole('status').filter({ hasText: /您的密码由马晓峰于 .* 申请重置，姚文博于 .* 确认/ }).waitFor();
  await axeClean(chief, '修改密码');
  await shot(chief, 'access-told');
  await chief.context().close();
});

test('the workbench of an administrator, who has no cases, shows no refusal', async () => {
  const page = await court.at('maxiaofeng');
  const refused = [];
  page.on('response', (answer) => {
    if (400 <= answer.status()) refused.push(`${answer.status()} ${answer.url()}`);
  });
  await page.goto(court.url);
  await axeClean(page, '您的岗位没有待办事项清单');
  await page.waitForLoadState('load');
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual(refused, []);
});

test('what the funds page tells apart is together what lies at the bank', async () => {
  const page = await court.at('lizhenhua');
  await page.goto(`${court.url}/funds`);
  await page.getByText('账实相符').waitFor();
  const { body: f } = await ask(page, '/api/funds/summary');
  const apart = [f.pool_fen, f.claimed_fen, f.unpaid_fen, f.proposed_fen, f.approved_fen, f.in_flight_fen];
  assert.ok(3 < apart.filter((fen) => 0 < fen).length, apart.join());
  const { body: agreement } = await ask(page, '/api/funds/agreement');
  const books = agreement.expected_fen - agreement.opening_fen - agreement.paid_since_fen + agreement.unreported_fen;
  assert.equal(apart.reduce((sum, fen) => sum + fen), books);
  for (const label of ['不明款待认领', '不明款待复核', '到账未发放', '发放待审批', '已批准待付款', '付款在途']) await page.getByText(label, { exact: true }).first().waitFor();
});

test('a closed case in all its parts: real text, Chinese, accessible', async () => {
  const page = await court.at('liangweidong');
  const { body } = await ask(page, '/api/lists/cases?state=closed&limit=1');
  const idle = (await ask(page, '/api/lists/cases?light=idle&limit=200')).body.items;
  assert.ok(idle.every((row) => row.light === 'idle' && row.next_due_on === null), 'without a limit');
  assert.ok(idle.some((row) => row.id === body.items[0].id), 'a closed case waits for nothing');
  const [{ id }] = body.items;
  for (const [tab, text] of [
    ['tasks', '已办结'], ['parties', '执行依据'], ['property', '控制措施'], ['funds', '应付清单'], ['documents', '结案通知书'], ['closing', '具备'],
  ]) {
    await look('liangweidong', `/cases/${id}?tab=${tab}`, text, `case-${tab}`);
  }
});
