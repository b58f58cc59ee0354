// The window: what is filed stays when the missing is brought later; a key or a date never does what nobody meant.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countHands, tally } from './count.mjs';
import { ask, caseOf, daysBefore, openCourt, typeApplication, typeDay } from './live.mjs';
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
  await panel.getByLabel('证件号码').fill(number);
  await panel.getByLabel('联系电话').fill(phone);
  await panel.getByLabel('住址或住所地').fill(`怀集县城南路${name}`);
  await panel.getByLabel('法定代表人或负责人').fill('李某');
}

const CLAIMANT = '91441224MA0000000H';
const DEBTOR = '91441224MA5UQ56786';

test('a supplement keeps what was filed: what is masked stays, what is missing is told on top', async () => {
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
  // The address for service is where the party lives unless another one was confirmed.
  for (const name of ['申请执行书', '生效法律文书']) await page.getByRole('checkbox', { name, exact: true }).check();
  await page.getByLabel('生效法律文书页数').fill('7');
  await page.getByLabel('重复立案检索记录').fill('检索全国执行案件系统，无在先立案');
  await page.getByRole('checkbox', { name: '执行风险告知书已送交申请人' }).check();

  // Enter in a field files nothing, a number would be used up: it goes on to the next field.
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
  // One paper was missing: it is named on top, ticked and handed in; nothing is typed again.
  await page.getByRole('region', { name: '尚缺以下材料' }).getByText(/身份证明/).waitFor();
  assert.match(await side(page, '申请执行人').getByLabel('证件号码').inputValue(), /^914\*+/);
  await page.getByRole('checkbox', { name: '身份证明', exact: true }).check();
  await page.getByRole('button', { name: '提交补正' }).click();
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
    assert.equal(await field.inputValue(), text, 'what was typed is not lost');
    assert.equal(await kept(), text);
  }
  await page.keyboard.press('Escape');
  await axeClean(page, '在今天之后');
  await shot(page, 'date-refused');
});

test('a draft is handed to nobody else who signs in at the screen', async () => {
  const page = await newPage(court.browser);
  await signIn(page, court.url, 'chenxiaoyan', court.password);
  await page.goto(`${court.url}/filing`);
  await page.getByLabel('证件号码').first().fill('441224199103169833');
  await page.reload();
  await page.getByText('已恢复本窗口未提交的草稿').waitFor();
  assert.equal(await page.getByLabel('证件号码').first().inputValue(), '441224199103169833');
  await page.context().clearCookies();
  await signIn(page, court.url, 'huangmeiling', court.password);
  await page.waitForFunction(() => !Object.keys(sessionStorage).some((k) => k.startsWith('zx.filing-draft')));
  await page.close();
});

/** Fills what every application needs besides its parties, a few fields as they are offered. */
async function fillClaim(page, today, number) {
  if (number) await page.getByLabel('文书案号').fill(number);
  await page.getByLabel('案由').fill('买卖合同纠纷');
  await typeDay(page, '生效日', daysBefore(today, 60));
  await typeDay(page, '履行期届满日', daysBefore(today, 45));
  await page.getByLabel('主文').fill('被告于本判决生效之日起十五日内向原告支付货款1000元。');
  await page.getByLabel('金额', { exact: true }).fill('1000');
  await page.getByRole('button', { name: '常收的六项全部收到' }).click();
  await page.getByRole('checkbox', { name: '执行风险告知书已送交申请人' }).check();
  await page.getByLabel('重复立案检索记录').fill('检索全国执行案件系统，无在先立案');
}

async function fillApplicant(page) {
  const applicant = side(page, '申请执行人');
  await applicant.getByLabel('姓名或名称').fill('徐　某');
  await applicant.getByLabel('证件号码').fill('441224-19910316-9833');
  await applicant.getByLabel('联系电话').fill('138 0000 1234');
  await applicant.getByLabel('住址或住所地').fill('广东省肇庆市怀集县怀城街道解放中路12号');
  await applicant.getByLabel('开户行').fill('中国农业银行怀集县支行');
  await applicant.getByLabel('收款账号').fill('6228480000000001234');
}

const focused = (page) => page.evaluate(() => document.activeElement?.id ?? '');

test('what is offered need not be typed, Enter goes on, and nothing is filed while an input method composes', async () => {
  const page = await court.second('chenxiaoyan');
  await page.goto(`${court.url}/filing`);
  const number = page.getByLabel('文书案号');
  await page.waitForFunction((id) => document.activeElement?.id === id, await number.getAttribute('id'));
  assert.equal(await page.getByLabel('作出机关').inputValue(), '怀集县人民法院');
  assert.match(await number.inputValue(), /^（\d{4}）粤1224民初$/);
  await number.press('End');
  await number.pressSequentially('456');
  // An input method takes the key for itself.
  await number.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
  assert.equal(await focused(page), await number.getAttribute('id'));
  await page.keyboard.press('Enter');
  assert.match(await number.inputValue(), /民初456号$/);
  assert.equal(await focused(page), await page.getByLabel('案由').getAttribute('id'));
  await page.getByLabel('生效日', { exact: true }).fill('20260701');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), await page.getByLabel('履行期届满日').getAttribute('id'));
  assert.equal(await page.getByLabel('生效日', { exact: true }).inputValue(), '2026-07-01');
  // The button is in sight wherever one is on the page.
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const place of [number, page.getByRole('checkbox', { name: '财产线索' })]) {
    await place.scrollIntoViewIfNeeded();
    const box = await page.getByRole('button', { name: '收件登记' }).boundingBox();
    assert.ok(box && 0 <= box.y && box.y + box.height <= 720, JSON.stringify(box));
  }
  await shot(page, 'filing-foot');
  await fillApplicant(page);
  await page.keyboard.press('Tab');
  const applicant = side(page, '申请执行人');
  await applicant.getByText('男，1991-03-16出生').waitFor();
  assert.equal(await applicant.getByLabel('证件号码').inputValue(), '441224199103169833');
  assert.equal(await applicant.getByLabel('确认的送达地址').inputValue(), '广东省肇庆市怀集县怀城街道解放中路12号');
  // Emptied by mistake, everything comes back.
  await page.getByRole('button', { name: '清空重填' }).click();
  assert.equal(await applicant.getByLabel('证件号码').inputValue(), '');
  await page.getByRole('button', { name: '撤销清空' }).click();
  assert.equal(await applicant.getByLabel('证件号码').inputValue(), '441224199103169833');
  assert.match(await number.inputValue(), /民初456号$/);
  await page.getByRole('button', { name: '清空重填' }).click();
});

test('everything that is wrong is told at once, on leaving a field, in the name of whom it is about', async () => {
  const page = await court.at('chenxiaoyan');
  const { today } = (await ask(page, '/api/session')).body.clock;
  await page.goto(`${court.url}/filing`);
  await fillClaim(page, today, '（2026）粤1224民初601号');
  await fillApplicant(page);
  const other = side(page, '被执行人');
  await other.getByLabel('姓名或名称').fill('韦观水');
  await other.getByLabel('证件号码').fill('441224198502149818');
  await other.getByLabel('联系电话').fill('12');
  await other.getByLabel('住址或住所地').fill('怀集县城南路8号');
  await page.keyboard.press('Tab');
  await other.getByText(/不是有效的居民身份证号码：校验位不符/).waitFor();
  await other.getByText(/电话不正确/).waitFor();
  await page.keyboard.press('Control+Enter');
  const alert = page.getByRole('alert').filter({ hasText: '代码' });
  await alert.waitFor();
  await other.getByText(/^被执行人“韦观水”的证件号码/).waitFor();
  await other.getByText(/^被执行人“韦观水”的电话/).waitFor();
  assert.equal(await alert.getByRole('button', { name: '复制详情' }).isVisible(), false, 'for whoever is called about it only');
  await axeClean(page, '被执行人“韦观水”');
  await shot(page, 'filing-faults');
  await other.getByLabel('证件号码').fill('441224198502149819');
  await other.getByLabel('联系电话').fill('+852 2123 4567');
  await page.keyboard.press('Tab');
  await other.getByText('男，1985-02-14出生').waitFor();
  await other.getByText(/校验位不符/).waitFor({ state: 'detached' });
});

test('an answer that comes late puts nothing back over what has been typed since', async () => {
  const page = await court.second('chenxiaoyan');
  await page.goto(`${court.url}/filing`);
  const other = side(page, '被执行人');
  // Held until the number has been typed over.
  let release;
  const typedOver = new Promise((resolve) => (release = resolve));
  await page.route('**/api/parties/check', async (route) => {
    await typedOver;
    await route.continue();
  });
  await other.getByLabel('证件号码').fill('441224198502149819');
  await other.getByLabel('姓名或名称').fill('CHAN TAI MAN');
  const aboutBoth = (request) => /CHAN TAI MAN.*441224198502149819|441224198502149819.*CHAN TAI MAN/.test(request.postData() ?? '');
  const answered = page.waitForResponse((response) => aboutBoth(response.request()));
  await other.getByLabel('证件号码').fill('h12345678');
  release();
  await (await answered).finished();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.keyboard.press('Tab');
  await other.getByText('港澳居民来往内地通行证').waitFor();
  assert.equal(await other.getByLabel('证件号码').inputValue(), 'H12345678');
  await page.unroute('**/api/parties/check');
});

test('people without a citizen’s number, companies from abroad and agents are filed as they are', async () => {
  const page = await court.at('chenxiaoyan');
  const { today } = (await ask(page, '/api/session')).body.clock;
  await page.goto(`${court.url}/filing`);
  await fillClaim(page, today, '（2026）粤1224民初602号');
  await fillApplicant(page);
  const applicant = side(page, '申请执行人');
  await applicant.getByRole('checkbox', { name: '补充民族等身份事项' }).check();
  await applicant.getByLabel('民族', { exact: true }).fill('瑶');
  await applicant.getByRole('checkbox', { name: '有委托诉讼代理人' }).check();
  await applicant.getByLabel('代理人姓名').fill('黄律');
  await applicant.getByLabel('律师事务所').fill('广东某律师事务所');
  await choose(page, applicant.getByLabel('代理权限'), '特别授权');
  await applicant.getByRole('checkbox', { name: '代为收取执行款' }).check();
  await page.getByRole('button', { name: '常收的六项全部收到' }).click();
  assert.equal(await page.getByRole('checkbox', { name: '授权委托书' }).isChecked(), true);
  const others = side(page, '被执行人');
  // The number shows what it is.
  await others.getByLabel('姓名或名称').fill('CHAN　TAI  MAN');
  await others.getByLabel('证件号码').fill('h12345678');
  await page.keyboard.press('Tab');
  await others.getByText('港澳居民来往内地通行证').waitFor();
  await others.getByLabel('国籍或者注册地').fill('中国香港');
  for (let n = 0; n < 2; n += 1) await page.getByRole('button', { name: '添加被执行人' }).click();
  const second = others.getByRole('group', { name: '被执行人2', exact: true });
  await choose(page, second.getByLabel('主体类型'), /^法人$/);
  await choose(page, second.getByLabel('证件种类'), '境外登记');
  await second.getByLabel('姓名或名称').fill('香港某有限公司');
  await second.getByLabel('证件号码').fill('1234567');
  await second.getByLabel('国籍或者注册地').fill('中国香港');
  await page.keyboard.press('Tab');
  await second.getByText(/不能网络查控/).waitFor();
  const third = others.getByRole('group', { name: '被执行人3', exact: true });
  await choose(page, third.getByLabel('证件种类'), '号码不详');
  await third.getByLabel('姓名或名称').fill('阿强');
  await third.getByLabel('号码不详的原因').fill('判决书未载明，户籍无法查明');
  await shot(page, 'filing-people');
  await page.keyboard.press('Control+Enter');
  const filed = page.getByText(/已立案，案号 （\d{4}）粤1224执\d+号/);
  await filed.waitFor();
  await page.getByRole('link', { name: '打开案件' }).click();
  await page.getByRole('tab', { name: '当事人' }).click();
  await page.getByText(/号码不详（判决书未载明，户籍无法查明），不能网络查控/).waitFor();
  await page.getByText('黄律（律师，广东某律师事务所），特别授权，可代为收取执行款').waitFor();
  await page.getByText('瑶族').waitFor();
  await axeClean(page, '境外登记（注册）号');
  await shot(page, 'case-people');
});

test('an ordinary application takes four clicks and fifteen fields, from the menu to the case number', async () => {
  const page = await court.second('chenxiaoyan');
  const { today } = (await ask(page, '/api/session')).body.clock;
  const hands = await countHands(page);
  await typeApplication(page, { today, respondent: { name: '韦观水', number: '441224198502149819' }, number: '604' });
  assert.deepEqual(tally(await hands.read()), { clicks: 4, fields: 15 });
});

test('a claim for an act alone, with no money, is filed and stands in the case with what is still to be done', async () => {
  const page = await court.second('chenxiaoyan');
  const { today } = (await ask(page, '/api/session')).body.clock;
  await page.goto(`${court.url}/filing`);
  await fillClaim(page, today, '（2026）粤1224民初605号');
  await fillApplicant(page);
  const other = side(page, '被执行人');
  await other.getByLabel('姓名或名称').fill('韦观水');
  await other.getByLabel('证件号码').fill('441224198502149819');
  await page.getByRole('button', { name: '添加行为请求' }).click();
  const claim = side(page, '执行标的');
  await choose(page, claim.getByLabel('行为种类'), '迁出房屋');
  await claim.getByLabel('请求履行的行为').fill('迁出怀城街道解放中路12号房屋');
  await claim.getByRole('button', { name: '移除此项' }).first().click();
  assert.equal(await claim.getByLabel('金额', { exact: true }).count(), 0);
  await axeClean(page, '行为请求');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/已立案，案号 （\d{4}）粤1224执\d+号/).waitFor();
  await page.getByRole('link', { name: '打开案件' }).click();
  await page.getByRole('tab', { name: '当事人' }).click();
  await page.getByText('迁出房屋、退出土地：迁出怀城街道解放中路12号房屋').waitFor();
  await page.getByRole('tab', { name: '结案' }).click();
  await page.getByRole('table', { name: '行为请求' }).getByText('▲ 还没有履行').waitFor();
  await shot(page, 'case-deed');
});
