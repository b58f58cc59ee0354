// The window: what is filed stays when the missing is brought later; a key or a date never does what nobody meant.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, caseOf, daysBefore, openCourt, typeDay } from './live.mjs';
import { axeClean, newPage, shot, signIn } from './support.mjs';

let court;

before(async () => {
  court = await openCourt({ shared: true });
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

const side = (page, title) => page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) });

async function choose(page, field, option) {
  await field.click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option }).first().click();
}

async function organisation(page, title, name, number, phone) {
  const panel = side(page, title);
  await choose(page, panel.getByLabel('主体类型'), /^法人$/);
  await panel.getByLabel('姓名或名称').fill(name);
  await panel.getByLabel('身份证号或统一社会信用代码').fill(number);
  await panel.getByLabel('联系电话').fill(phone);
  await panel.getByLabel('住址或住所地').fill(`怀集县城南路${name}`);
  await panel.getByLabel('法定代表人或负责人').fill('李某');
}

const CLAIMANT = '91441224MA0000000H';
const DEBTOR = '91441224MA5UQ56786';

test('a supplement keeps what was filed and asks again only for what is masked', async () => {
  const page = await court.at('chenxiaoyan');
  const { today } = (await ask(page, '/api/session')).body.clock;
  const received = daysBefore(today, 10);
  await page.goto(`${court.url}/filing`);
  await page.getByLabel('作出机关').fill('怀集县人民法院');
  await page.getByLabel('文书案号').fill('（2026）粤1224民初77号');
  await page.getByLabel('案由').fill('买卖合同纠纷');
  await page.keyboard.press('Escape');
  await typeDay(page, '生效日', daysBefore(today, 60));
  await typeDay(page, '履行期届满日', daysBefore(today, 45));
  await typeDay(page, '收到申请日期', received);
  await page.getByLabel('主文').fill('支付货款1000元，受理费50元。');
  await page.getByLabel('名称', { exact: true }).fill('货款');
  await page.getByLabel('金额', { exact: true }).fill('1000');
  await page.getByRole('button', { name: '添加标的项目' }).click();
  await page.getByLabel('金额', { exact: true }).nth(1).fill('50');
  await page.getByRole('checkbox', { name: '请求加倍部分债务利息' }).uncheck();
  await page.getByRole('checkbox', { name: /涉民生/ }).check();
  await organisation(page, '申请执行人', '甲公司', CLAIMANT, '13800001234');
  const applicant = side(page, '申请执行人');
  await applicant.getByLabel('确认的送达地址').fill('怀集县城南路2号');
  await applicant.getByLabel('收款户名').fill('甲公司基本户');
  await applicant.getByLabel('开户行').fill('中国农业银行怀集县支行');
  await applicant.getByLabel('收款账号').fill('6228480000000001234');
  await applicant.getByLabel('联行号').fill('103593030112');
  await organisation(page, '被执行人', '乙公司', DEBTOR, '13900005678');
  for (const name of ['申请执行书', '生效法律文书']) await page.getByRole('checkbox', { name, exact: true }).check();
  await page.getByLabel('生效法律文书页数').fill('7');
  await page.getByLabel('重复立案检索记录').fill('检索全国执行案件系统，无在先立案');
  await page.getByRole('checkbox', { name: '执行风险告知书已送交申请人' }).check();

  // Enter in a field files nothing: a number would be used up.
  await page.getByLabel('文书案号').press('Enter');
  await page.getByLabel('联系电话').first().press('Enter');
  await page.getByLabel('重复立案检索记录').press('Enter');
  assert.equal((await ask(page, '/api/lists/cases?q=甲公司&limit=5')).body.items.length, 0);
  await page.keyboard.press('Control+Enter');
  const status = page.getByRole('status').filter({ hasText: '已收件，尚缺' });
  await status.waitFor();
  await status.getByRole('link', { name: '打开案件' }).click();
  await page.getByRole('button', { name: '补充立案材料' }).click();
  await page.getByRole('heading', { name: '补正材料' }).waitFor();
  const id = new URL(page.url()).searchParams.get('case');
  const first = await caseOf(page, id);

  assert.equal(await page.getByLabel('收到申请日期').inputValue(), received);
  assert.equal(await page.getByLabel('生效法律文书页数').inputValue(), '7');
  assert.equal(await page.getByRole('checkbox', { name: '请求加倍部分债务利息' }).isChecked(), false);
  await axeClean(page, '补正材料');
  await shot(page, 'supplement');
  // What was on record cannot be lost by leaving it empty.
  await page.getByRole('checkbox', { name: '身份证明', exact: true }).check();
  await page.getByRole('button', { name: '提交补正' }).click();
  await page.getByText(/^已登记 .*\*.*请按原件重新填写$/).first().waitFor();
  assert.equal(await page.getByText(/^已登记 .*请按原件重新填写$/).count(), 5);
  for (const [title, number, phone] of [['申请执行人', CLAIMANT, '13800001234'], ['被执行人', DEBTOR, '13900005678']]) {
    await side(page, title).getByLabel('身份证号或统一社会信用代码').fill(number);
    await side(page, title).getByLabel('联系电话').fill(phone);
  }
  await side(page, '申请执行人').getByLabel('收款账号').fill('6228480000000001234');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/已立案，案号 （\d{4}）粤1224执\d+号/).waitFor();
  const now = await caseOf(page, id);
  const same = (file) => ({
    claim: file.claim_items, received_on: file.received_on, title: file.title, cause: file.cause, tags: file.tags,
    parties: file.parties.map(({ role, kind, name, address, service_address, representative, account_name, bank, bank_code, identity_number, phone, account }) => [
      role, kind, name, address, service_address, representative, account_name, bank, bank_code, identity_number.masked, phone.masked, account?.masked,
    ]),
  });
  assert.deepEqual(same(now), same(first));
  assert.deepEqual(now.claim_items.map((i) => [i.label, i.amount_fen]), [['货款', 100_000], ['案件受理费', 5_000]]);
  assert.deepEqual(now.parties.map((p) => [p.role, p.kind, p.account_name]), [['applicant', 'legal_person', '甲公司基本户'], ['respondent', 'legal_person', null]]);
  assert.deepEqual(now.materials.map((m) => [m.kind, m.pages]), [['application', 1], ['title', 7], ['identity', 1]]);
  assert.ok(!now.funds.items.some((i) => i.label.includes('迟延')), 'no doubled interest was asked for');
});

test('a date is taken as people write it, and what is no date is said and never filed', async () => {
  const page = await court.at('chenxiaoyan');
  const { today } = (await ask(page, '/api/session')).body.clock;
  await page.goto(`${court.url}/filing`);
  const field = page.getByLabel('生效日', { exact: true });
  const kept = () => page.evaluate(() => JSON.parse(sessionStorage.getItem(Object.keys(sessionStorage).find((k) => k.startsWith('zx.filing-draft'))) ?? 'null')?.claim.title.effective_on);
  for (const key of ['Tab', 'Enter']) {
    for (const text of ['2026-7-2', '20260711', '2026.7.3', '2026/07/11', '2026年7月4日', '2026-07-05']) {
      const [, year, month, day] = /^(\d{4})\D?(\d\d?)\D?(\d\d?)/.exec(text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'));
      const wanted = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
      await field.fill('');
      await field.pressSequentially(text);
      await page.keyboard.press(key);
      await page.waitForFunction(([id, value]) => document.getElementById(id).value === value, [await field.getAttribute('id'), wanted]);
      assert.equal(await kept(), wanted, `${text} ${key}`);
    }
  }
  const tomorrow = daysBefore(today, -1);
  for (const [text, said] of [['2026-2-30', '“2026-2-30”不是日期'], ['下月初', '“下月初”不是日期'], [tomorrow, `“${tomorrow}”在今天之后`]]) {
    await field.fill('2026-07-02');
    await page.keyboard.press('Tab');
    assert.equal(await kept(), '2026-07-02');
    await field.fill(text);
    await page.keyboard.press('Tab');
    await page.getByText(said).waitFor();
    assert.equal(await field.inputValue(), '');
    assert.equal(await kept(), null);
  }
  await page.keyboard.press('Escape');
  await axeClean(page, '在今天之后');
  await shot(page, 'date-refused');
});

test('a draft is handed to nobody else who signs in at the screen', async () => {
  const page = await newPage(court.browser);
  await signIn(page, court.url, 'chenxiaoyan', court.password);
  await page.goto(`${court.url}/filing`);
  await page.getByLabel('身份证号或统一社会信用代码').first().fill('441224199103169833');
  await page.reload();
  await page.getByText('已恢复本窗口未提交的草稿').waitFor();
  assert.equal(await page.getByLabel('身份证号或统一社会信用代码').first().inputValue(), '441224199103169833');
  await page.context().clearCookies();
  await signIn(page, court.url, 'huangmeiling', court.password);
  await page.waitForFunction(() => !Object.keys(sessionStorage).some((k) => k.startsWith('zx.filing-draft')));
  await page.close();
});
