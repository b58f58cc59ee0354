// What was taken down wrongly, mended at the screen: corrected, struck off, money of another case sent back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, caseOf, openCourt, row, submit, XU } from './live.mjs';
import { axeClean, shot } from './support.mjs';

let court;

before(async () => {
  court = await openCourt({ shared: true });
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

const DEBTOR = { name: '陈大文', number: '441224199003070019' };

/** The signature of what waits on this part of the case. */
async function signed(account, id, tab, heading) {
  const page = await court.open(account, id, tab);
  const asked = page.locator('section').filter({ has: page.getByRole('heading', { name: heading }) }).first();
  await asked.getByRole('button', { name: /^(复核|审批)/ }).click();
  await page.getByRole('dialog', { name: /^签批：/ }).getByText('签批意见').waitFor();
  await shot(page, `mend-sign-${tab}`);
  await submit(page, '同意并签批');
  return page;
}

test('an address is corrected at once, a name when another person has signed, and both stand on record', async () => {
  const id = await court.file([XU], DEBTOR);
  const clerk = await court.open('chenxiaoyan', id, 'parties');
  const party = () => clerk.getByRole('region', { name: `被执行人 ${DEBTOR.name}` });
  await party().getByRole('button', { name: '更正当事人信息' }).click();
  const dialog = clerk.getByRole('dialog', { name: '更正当事人信息' });
  await dialog.getByLabel('地址', { exact: true }).fill('怀集县怀城街道登云路5号');
  await dialog.getByLabel('依据').fill('户籍证明');
  await submit(clerk, '更正');
  const record = clerk.getByRole('region', { name: '更正记录' });
  await record.getByText('怀集县怀城街道登云路5号').waitFor();
  await party().getByRole('button', { name: '更正当事人信息' }).click();
  await dialog.getByLabel('姓名或名称').fill('陈大雯');
  await dialog.getByLabel('依据').fill('身份证复印件');
  await submit(clerk, '更正');
  await clerk.getByRole('heading', { name: /^更正姓名或名称/ }).waitFor();
  await axeClean(clerk, '更正记录');
  await signed('luoyongqiang', id, 'parties', /^更正姓名或名称/);
  await clerk.getByRole('heading', { name: '被执行人 陈大雯' }).waitFor();
  await record.getByText('陈大文 → 陈大雯').waitFor();
  await shot(clerk, 'mend-record');




  const docket = await ask(clerk, `/api/cases/${id}/docket`);
  assert.ok(docket.body.items.some((line) => line.text.includes('姓名或名称“陈大文”改为“陈大雯”')), JSON.stringify(docket.body.items.map((l) => l.text)));
});

test('a case that should not be is struck off by two, and its number says so', async () => {
  const id = await court.file([XU], DEBTOR);
  const clerk = await court.open('chenxiaoyan', id, 'closing');
  await clerk.getByRole('button', { name: '销案', exact: true }).click();
  await clerk.getByRole('dialog', { name: '销案' }).getByLabel('事实和依据').fill('同一判决已立案执行');
  await submit(clerk, '提请销案');
  await signed('luoyongqiang', id, 'closing', /^销案/);
  await clerk.getByText(/已于 \d{4}-\d{2}-\d{2} 以销案方式结案/).waitFor();
  assert.equal((await caseOf(clerk, id)).state, 'closed');
  await shot(clerk, 'mend-struck-off');
});

test('a stranger\u2019s money is claimed only with what speaks against it seen, and goes back by two', async () => {
  const officer = await court.at('lizhenhua');
  const id = await court.file([XU], DEBTOR);
  const { case_no } = await caseOf(await court.at('chenxiaoyan'), id);
  await officer.goto(`${court.url}/funds`);
  await officer.getByRole('button', { name: '认领', exact: true }).first().click();
  const dialog = officer.getByRole('dialog', { name: '认领不明款' });
  await dialog.getByRole('button', { name: /^认领 / }).click();
  await dialog.getByRole('alert').getByText(/还须选择案件、写明认领理由/).waitFor();
  await dialog.getByLabel('案号或者当事人').fill(case_no);
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('region', { name: '拟认领的案件' }).getByText(DEBTOR.name).waitFor();
  await dialog.getByLabel('认领理由（凭据）').fill('付款人来电说明');
  await dialog.getByRole('button', { name: /^认领 / }).click();
  await dialog.getByRole('alert').getByText(/核对并勾选每一项疑点/).waitFor();
  await axeClean(officer, '认领不明款');
  await shot(officer, 'mend-claim');
  for (const box of await dialog.getByRole('group').getByRole('checkbox').all()) await box.check();
  await submit(officer, '认领');
  const second = await court.at('wuxiaomin');
  await second.goto(`${court.url}/funds?state=claimed`);
  await row(second, '到账', '付款').or(second.getByRole('button', { name: '复核入案' })).first().waitFor();
  await second.getByRole('button', { name: '复核入案' }).first().click();
  const check = second.getByRole('dialog', { name: '复核认领' });
  await check.getByRole('list', { name: '疑点' }).getByText('付款人不是本案当事人').waitFor();
  await check.getByText('付款人来电说明').waitFor();
  await shot(second, 'mend-confirm');
  await check.getByRole('button', { name: /^复核无误/ }).click();
  await check.waitFor({ state: 'hidden' });
  const funds = await court.open('lizhenhua', id, 'funds');
  await funds.getByRole('button', { name: '撤销入案' }).click();
  await funds.getByRole('dialog', { name: '撤销入案' }).getByLabel('事由和依据').fill('系另一案的案款');
  await submit(funds, '提请撤销');
  await signed('luoyongqiang', id, 'funds', /^撤销入案/);
  const { body } = await ask(officer, '/api/lists/receipts?state=unknown');
  assert.ok(0 < body.items.length);
  assert.equal((await caseOf(await court.at('chenxiaoyan'), id)).funds.balance_fen, 0);
});

test('what the court has of the same title and people is shown while it is typed, and filed again only with a reason', async () => {
  const id = await court.file([XU], DEBTOR);
  const clerk = await court.second('chenxiaoyan');
  const { case_no, title } = await caseOf(clerk, id);
  await clerk.goto(`${court.url}/filing`);
  await clerk.getByLabel('文书案号').fill(title.number);
  const known = clerk.getByRole('status', { name: '本院已有的相关案件' });
  await known.getByRole('link', { name: case_no }).waitFor();
  await known.getByText('同一执行依据', { exact: true }).first().waitFor();
  await known.getByLabel('再次立案的理由').waitFor();
  await axeClean(clerk, '本院已有相关案件，请先打开核对');
  await shot(clerk, 'mend-similar');
  // The same by its people: whoever's whole number is typed is known by it.
  await clerk.getByLabel('文书案号').fill('');
  await clerk.getByLabel('证件号码').first().fill(XU.identity_number);
  await known.getByText('的证件号码相同').first().waitFor();
});
