// 执行异议 and 来访: the window takes them in, whoever is given them handles and ends them, each at a screen of their own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, caseOf, deliberate, openCourt, row, submit } from './live.mjs';
import { axeClean, shot } from './support.mjs';

let court;

before(async () => {
  court = await openCourt({ shared: true });
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

async function choose(page, label, option) {
  await page.getByRole('dialog').getByLabel(label).click();
  await page.locator('.ant-select-item-option', { hasText: option }).last().click();
}

/** The account of somebody by name. */
async function accountOf(name) {
  const admin = await court.at('maxiaofeng');
  const people = (await ask(admin, '/api/people')).body.items;
  return people.find((p) => p.name === name).account;
}

/** A case with a handler and a live measure, whose money could be taken. */
async function enforced() {
  const chief = await court.at('luoyongqiang');
  const { items } = (await ask(chief, '/api/lists/cases?state=open&limit=200')).body;
  for (const { id } of items) {
    const file = await caseOf(chief, id);
    if (file.handler && file.measures.some((m) => m.state === 'live')) return file;
  }
  throw new Error('no case with a live measure');
}

test('an outsider claims a frozen account: filed, kept from disposal, reviewed by somebody else, decided, served, closed', async () => {
  const file = await enforced();
  const clerk = await court.open('chenxiaoyan', file.id, 'property');
  const asset = file.assets.find((a) => a.id === file.measures.find((m) => m.state === 'live').asset_id);
  // The heading is the first row.
  const line = clerk.getByRole('table', { name: '查明财产' }).getByRole('row').nth(file.assets.indexOf(asset) + 1);
  await line.getByRole('button', { name: '登记异议' }).click();
  const dialog = clerk.getByRole('dialog', { name: '登记执行异议' });
  await dialog.getByText('案外人异议').click();
  await choose(clerk, '案外人的主体类型', '自然人');
  await dialog.getByLabel('案外人姓名或者名称').fill('何家明');
  await dialog.getByLabel('案外人证件号码').fill('11010519491231002X');
  await dialog.getByLabel('送达地址').fill('广东省肇庆市怀集县怀城街道解放中路8号');
  await dialog.getByLabel('联系电话').fill('13800138000');
  await dialog.getByLabel('异议请求').fill('解除对该账户存款的冻结');
  await dialog.getByLabel('事实和理由').fill('该账户由异议人实际使用，账户内的存款属于异议人所有。');
  const { today } = (await ask(clerk, '/api/session')).body.clock;
  await dialog.getByLabel('收到书面异议的日期').fill(today);
  await clerk.keyboard.press('Tab');
  for (const paper of ['异议申请书', '身份证明']) {
    await dialog.locator('.ant-form-item', { hasText: paper }).getByText('已收到').click();
  }
  await axeClean(clerk, '登记执行异议');
  await shot(clerk, 'objection-form');
  await submit(clerk, '登记');
  await clerk.getByRole('region', { name: '不得处分的财产' }).getByText('审查期间不得处分').waitFor();
  await shot(clerk, 'objection-bar');

  // The evidence was not there: no number yet, and all that is lacking is told at once.
  await clerk.getByRole('tab', { name: /关联/ }).click();
  await clerk.getByRole('link', { name: '执行异议案件（未立案）' }).click();
  await clerk.waitForURL((url) => !url.pathname.includes(file.id));
  await clerk.getByRole('tab', { name: '异议' }).click();
  await clerk.getByRole('region', { name: '尚缺材料' }).getByText('相关证据材料').waitFor();
  await clerk.getByRole('button', { name: '补齐立案' }).click();
  await clerk.getByRole('dialog').getByLabel('补齐的材料').fill('账户流水三份');
  await submit(clerk, '立案');
  await clerk.getByRole('heading', { name: /执异\d+号/ }).waitFor();
  const objection = await caseOf(clerk, new URL(clerk.url()).pathname.split('/').pop());
  assert.notEqual(objection.handler, file.handler, 'who enforces does not review');
  assert.match(objection.objection.limit, /15日.*238/);

  // Meanwhile nothing is taken from the account.
  const enforcer = await court.open(await accountOf(file.handler), file.id, 'property');
  const frozen = file.measures.findIndex((m) => m.state === 'live');
  const deduct = enforcer.getByRole('table', { name: '控制措施' }).getByRole('row').nth(frozen + 1).getByRole('button', { name: '扣划' });
  await deduct.waitFor();
  assert.ok(await deduct.isDisabled(), 'the handler cannot take what somebody else claims');

  const judge = await court.open(await accountOf(objection.handler), objection.id, 'objection');
  await judge.getByRole('button', { name: '记录听证' }).click();
  await judge.getByRole('dialog').getByLabel('听证日期').fill(today);
  await judge.keyboard.press('Tab');
  await judge.getByRole('dialog').getByLabel('到场人员和听证情况').fill('异议人、申请执行人到场，各自陈述并举证。');
  await submit(judge, '记录');
  await deliberate(court, objection.id, accountOf);
  await judge.goto(`${court.url}/cases/${objection.id}?tab=objection`);
  await judge.getByRole('button', { name: '作出裁定' }).click();
  await choose(judge, '裁定结果', '驳回异议请求');
  await judge.getByRole('dialog').getByLabel('裁定主文').fill('驳回何家明的异议请求');
  await judge.getByRole('dialog').getByLabel('查明的事实和本院认为').fill('涉案账户的户名为被执行人，异议人提交的证据不足以排除执行。');
  await submit(judge, '制作裁定书');
  await judge.getByText('自裁定送达起15日内').first().waitFor();
  await axeClean(judge, '执行异议');
  await shot(judge, 'objection');
  await judge.goto(`${court.url}/cases/${objection.id}?tab=documents`);
  await row(judge, '文书', '执行裁定书（执行异议）').getByRole('button', { name: '签发' }).click();
  await submit(judge, '同意并签批');
  await row(judge, '文书', '执行裁定书（执行异议）').getByText('已签发').waitFor();
  await shot(judge, 'objection-ruling');

  const ruling = (await caseOf(judge, objection.id)).documents.find((one) => one.kind === 'objection_ruling');
  for (const party of objection.parties) {
    await court.act('mozhiqiang', `/api/cases/${objection.id}/do/record_service`, {
      document: ruling.id, party: party.id, method: 'direct', on: today, succeeded: true, detail: '本人签收', proof: null,
    });
  }
  await judge.goto(`${court.url}/cases/${objection.id}?tab=objection`);
  await judge.getByRole('button', { name: '审结' }).click();
  await submit(judge, '审结');
  await judge.getByText('已结案').first().waitFor();

  await enforcer.goto(`${court.url}/cases/${file.id}?tab=links`);
  await row(enforcer, '关联的案件、异议、来访', '何家明').getByText('驳回异议请求').waitFor();
  await enforcer.getByRole('region', { name: '不得处分的财产' }).getByText('十五日内不得处分').waitFor();
  await shot(enforcer, 'objection-links');
  await enforcer.goto(`${court.url}/lists/objections`);
  const grid = enforcer.getByRole('grid', { name: '执行异议' });
  await grid.getByText('何家明').waitFor();
  await axeClean(enforcer, '何家明');
  await shot(enforcer, 'objections');
});

test('a visitor is written down at the window and answered by who handles the case', async () => {
  const file = await enforced();
  const clerk = await court.at('liujiaqi');
  await clerk.goto(`${court.url}/lists/visits`);
  await clerk.getByRole('button', { name: '登记来访' }).click();
  const dialog = clerk.getByRole('dialog', { name: '来访登记' });
  await dialog.getByLabel('来访人姓名').fill('梁观水');
  await dialog.getByLabel('联系电话').fill('13800138000');
  await dialog.getByLabel('所涉案件的案号').fill('（2026）粤1224执99999号');
  await choose(clerk, '来访事项', '案款发放');
  await dialog.getByLabel('反映的情况和请求').fill('冻结的存款何时发放给申请执行人。');
  const { today } = (await ask(clerk, '/api/session')).body.clock;
  await dialog.getByLabel('来访日期').fill(today);
  await clerk.keyboard.press('Tab');
  await dialog.locator('button', { hasText: '登记' }).last().click();
  await dialog.getByText('所涉案件的案号不正确').first().waitFor();
  await dialog.getByLabel('所涉案件的案号').fill(file.case_no);
  await shot(clerk, 'visit-form');
  await submit(clerk, '登记');
  await clerk.waitForURL(/\/cases\//);
  await clerk.getByRole('heading', { name: /来访〔\d+〕\d+号/ }).waitFor();
  const id = new URL(clerk.url()).pathname.split('/').pop();
  const visit = await caseOf(clerk, id);
  assert.equal(visit.handler, file.handler);

  const account = await accountOf(file.handler);
  const judge = await court.at(account);
  await judge.goto(`${court.url}/tasks`);
  await judge.getByText('答复来访').first().waitFor();
  await judge.goto(`${court.url}/cases/${id}?tab=visit`);
  await judge.getByRole('button', { name: '答复', exact: true }).click();
  const reply = judge.getByRole('dialog', { name: '答复来访' });
  await reply.getByText('电话答复').click();
  await reply.getByLabel('答复日期').fill(today);
  await judge.keyboard.press('Tab');
  await reply.getByLabel('答复内容').fill('执行款到账后依法在期限内发放，届时电话通知。');
  await submit(judge, '答复并办结');
  await judge.getByText('执行款到账后依法在期限内发放').waitFor();
  await judge.getByText('已办结').first().waitFor();
  await axeClean(judge, '答复');
  await shot(judge, 'visit');
  await clerk.goto(`${court.url}/lists/visits?state=closed`);
  await clerk.getByRole('grid', { name: '来访' }).getByText('梁观水').waitFor();
  await shot(clerk, 'visits');
});
