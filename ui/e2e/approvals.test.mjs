// 待我签批: chains of two steps for a paper and for a change of lane, read and signed in the inbox; several signed
// together after reading, with the one that somebody else signed meanwhile named and why.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { XU, ask, caseOf, openCourt, respondents, row, submit } from './live.mjs';
import { axeClean, shot } from './support.mjs';

const KEY = 'guangdong-service-centre';
const ADMIN = 'maxiaofeng';
const CLERK = 'huangmeiling';
const JUDGE = 'liangweidong';
const OTHER = 'xiejianhong';
const CHIEF = 'luoyongqiang';
const PRESIDENT = 'guanzhiyuan';

const step = (name, roles) => `[[approval.step]]\nname = "${name}"\nroles = ${JSON.stringify(roles)}\nbasis = "本院审批权限（可调）"\n`;
const chain = (what, ...steps) => `[[approval]]\nwhat = "${what}"\n${steps.join('')}\n`;
const CHAINS = [
  chain('enforcement_notice', step('法官审核', ['judge']), step('局长签发', ['bureau_chief'])),
  chain('override_triage', step('局长审核', ['bureau_chief']), step('院长审批', ['president'])),
].join('\n');

let court;
let cases;

/** The court works under a second version of its mode, with these chains. */
async function adopt() {
  const page = await court.at(ADMIN);
  const { body } = await ask(page, `/api/modes/${KEY}/1`);
  const files = body.files.map(({ name, text }) => ({ name, text: name.endsWith('mode.toml') ? text.replace('version = 1', 'version = 2') : text }));
  await court.act(ADMIN, '/api/modes', { files: [...files, { name: `${KEY}/approvals.toml`, text: CHAINS }] });
  const { today } = (await ask(page, '/api/session')).body.clock;
  await court.act(ADMIN, `/api/modes/${KEY}/2/adopt`, { from: today, in_flight: 'stay' });
}

const notice = async (account, id) => (await caseOf(await court.at(account), id)).documents.find((d) => d.kind === 'enforcement_notice');
const inbox = (page) => page.getByRole('grid', { name: '签批' });
const waiting = (page) => page.getByRole('link', { name: /待我签批/ });
const reader = (page, title) => page.getByRole('dialog', { name: new RegExp(`^${title}`) });

/** Opens the inbox and waits for so many rows. */
async function openInbox(account, count) {
  const page = await court.at(account);
  await page.goto(`${court.url}/approvals`);
  await inbox(page).waitFor();
  await waiting(page).getByText(String(count), { exact: true }).waitFor();
  return page;
}

/** Signs what is open in the reader. */
async function signOpen(page, title, opinion) {
  const paper = reader(page, title);
  await paper.getByRole('button', { name: '签批', exact: true }).click();
  const form = page.getByRole('dialog', { name: new RegExp(`^签批：${title}`) });
  await form.getByLabel('签批意见').fill(opinion);
  await submit(page, '同意并签批');
}

before(async () => {
  court = await openCourt();
  await adopt();
  const [rich] = respondents(court.lines);
  cases = [];
  for (const amount of [1, 2, 3]) cases.push(await court.file([{ ...XU, account: `622848000000000123${amount}` }], rich));
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

test('the inbox is reached by keyboard, a paper is read and signed, and goes on to the next step', async () => {
  const page = await court.at(JUDGE);
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await waiting(page).getByText('6', { exact: true }).waitFor();
  await axeClean(page, '执行通知书');
  await shot(page, 'approvals-inbox');
  await page.goto(`${court.url}/approvals?what=paper`);
  await row(page, '签批', '法官审核').first().waitFor();
  await row(page, '签批', '法官审核').first().getByRole('button', { name: /^阅看/ }).click();
  const paper = reader(page, '执行通知书');
  await paper.getByText('待执行法官签批').waitFor();
  await paper.getByText('申请执行人').first().waitFor();
  await axeClean(page, '文书全文');
  await shot(page, 'approvals-reader');
  await signOpen(page, '执行通知书', '内容无误');
  await waiting(page).getByText('5', { exact: true }).waitFor();
  const states = await Promise.all(cases.map((id) => notice(JUDGE, id)));
  const [signed] = states.filter((d) => d.approval.steps[0].signed_by);
  assert.equal(signed.state, 'drafted', 'it is not issued with the first signature');
  assert.equal(signed.approval.steps[0].opinion, '内容无误');
});

test('the second step returns it with a reason, and who had it made sees why', async () => {
  const page = await openInbox(CHIEF, 4);
  await row(page, '签批', '局长签发').first().getByRole('button', { name: /^阅看/ }).click();
  const paper = reader(page, '执行通知书');
  await paper.getByText('内容无误').waitFor();
  await paper.getByRole('button', { name: '退回' }).click();
  await page.getByRole('dialog', { name: /^退回：执行通知书/ }).getByLabel('退回理由').fill('履行期限写错');
  await submit(page, '退回提请人');
  await waiting(page).getByText('3', { exact: true }).waitFor();
  const notices = await Promise.all(cases.map((id) => notice(JUDGE, id)));
  const back = notices.findIndex((d) => d.state === 'sent_back');
  assert.ok(0 <= back);
  const clerk = await court.open(CLERK, cases[back], 'documents');
  await row(clerk, '文书', '执行通知书').getByText('履行期限写错').waitFor();
  await shot(clerk, 'approvals-returned');
});

test('several are signed together after each was read; the one that changed meanwhile is not, and says why', async () => {
  const page = await openInbox(JUDGE, 5);
  await page.goto(`${court.url}/approvals?what=paper&sort=asked_at`);
  await row(page, '签批', '执行通知书').first().waitFor();
  await inbox(page).click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Control+a');
  const all = page.getByRole('button', { name: '一并签批所选 5 件' });
  await all.waitFor();
  assert.ok(await all.isDisabled(), 'nothing was read');
  await page.getByRole('button', { name: '逐件阅看所选的（还有 5 件未阅）' }).click();
  for (let left = 5; 0 < left; left -= 1) {
    await page.getByText('签批环节').first().waitFor();
    await page.getByRole('dialog').getByText('提请', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: '下一件' }).click();
  }
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /^已阅/ }).first().waitFor();
  await shot(page, 'approvals-read');
  // Another judge signs one of them before.
  const open = (await Promise.all(cases.map((id) => notice(JUDGE, id)))).map((d, place) => ({ d, id: cases[place] })).filter(({ d }) => d.state === 'drafted' && d.approval.steps[0].waits);
  const [{ d, id }] = open;
  await court.act(OTHER, `/api/cases/${id}/do/sign_approval`, { approval: d.approval.id, opinion: '' });
  await all.click();
  const dialog = page.getByRole('dialog', { name: '一并签批 5 件' });
  await dialog.getByLabel('签批意见').fill('同意');
  await axeClean(page, '每件各自签批');
  await dialog.getByRole('button', { name: '一并签批所选 5 件' }).click();
  await dialog.getByText('已签批 4 件，未签批 1 件').waitFor();
  assert.equal(await dialog.getByRole('cell', { name: '已签批', exact: true }).count(), 4);
  await dialog.getByRole('cell', { name: /^未签批：/ }).waitFor();
  await axeClean(page, '已签批 4 件');
  await shot(page, 'approvals-together');
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  await waiting(page).getByText(/\d/).waitFor({ state: 'hidden' });
  const after = await notice(JUDGE, open[1].id);
  assert.equal(after.approval.steps[0].signed_by, '梁卫东');
  assert.equal((await notice(JUDGE, id)).approval.steps[0].signed_by, '谢剑虹');
});

test('a change of lane is asked for, signed by two people, and happens with the second signature', async () => {
  const [id] = cases;
  const clerk = await court.open(CLERK, id, 'tasks');
  await clerk.getByRole('button', { name: '调整分流结果' }).click();
  const form = clerk.getByRole('dialog', { name: '调整分流结果' });
  await form.getByRole('radio', { name: '疑难', exact: true }).check();
  await form.getByLabel('调整理由').fill('双方对立');
  await submit(clerk, '调整办理通道');
  await clerk.getByRole('heading', { name: '调整分流结果为“疑难”（签批）' }).waitFor();
  await axeClean(clerk, '待执行局局长签批');
  await shot(clerk, 'approvals-lane');
  assert.notEqual((await caseOf(clerk, id)).lane, '疑难');
  for (const [account, name] of [[CHIEF, '局长审核'], [PRESIDENT, '院长审批']]) {
    const page = await court.at(account);
    await page.goto(`${court.url}/approvals?what=lane`);
    await row(page, '签批', name).getByRole('button', { name: /^阅看/ }).click();
    await reader(page, '调整分流结果').getByText('双方对立').waitFor();
    await signOpen(page, '调整分流结果', '同意调整');
    await row(page, '签批', name).waitFor({ state: 'hidden' });
  }
  const file = await caseOf(clerk, id);
  assert.equal(file.lane, '疑难');
  assert.deepEqual(file.approvals[0].steps.map((s) => s.signed_by), ['罗永强', '关志远']);
  await shot(await court.at(PRESIDENT), 'approvals-empty');
});
