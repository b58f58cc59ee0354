// The public calculators against the real server: nobody signs in, everything by keyboard, axe, paper, a phone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeClean, launch, newPage, sharedServer, shot } from './support.mjs';

let browser;
let server;

before(async () => {
  server = await sharedServer();
  browser = await launch();
}, { timeout: 180_000 });

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(path, size) {
  const page = await newPage(browser, size);
  await page.goto(server.url + path);
  return page;
}

async function done(page) {
  assert.deepEqual(page.errors, []);
  await page.context().close();
}

const ASKED = [
  ['period', '/calc/period?from=2021-03-01&length=6&unit=month&exclude=2021-05-10~2021-06-08&exclude=2021-06-01~2021-07-15', '2021-11-08（星期一）届满'],
  ['fee', '/calc/fee?kind=application&amount=50000', '650.00 元'],
  ['interest', '/calc/interest?mode=account&due=2022-06-30~300000&pay=2022-12-27~100000&until=2023-06-25&general=fixed&rate=4&general_from=2022-01-01', '232,137.12'],
  ['floating', '/calc/interest?mode=account&due=2020-06-01~100000&until=2020-06-01&general=one_year&general_from=2018-06-01', '9,006.30'],
  ['distribution', '/calc/distribution?pool=1000000&rule=pro_rata&claim=costs~10000~执行费用&claim=secured~600000~抵押权人&claim=ordinary~300000~甲&claim=ordinary~200000~乙&claim=ordinary~100000~丙', '195,000.00'],
  ['words', '/calc/words?amount=5289', '伍仟贰佰捌拾玖元整'],
];

for (const [name, path, text] of ASKED) {
  test(`the address of a question about ${name} brings its answer, on a desk and on a phone`, async () => {
    for (const [size, ending] of [[{ width: 1280, height: 900 }, ''], [{ width: 390, height: 844 }, '-phone']]) {
      const page = await open(path, size);
      await axeClean(page, text);
      assert.ok(0 < (await page.locator('ol li a').count()), 'every working links to its rules');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, 'nothing sticks out sideways');
      await shot(page, `calc-${name}${ending}`);
      await done(page);
    }
  });
}

test('from the sign-in page to an answer and its rule without a mouse', async () => {
  const page = await open('/');
  await page.getByLabel('账号').waitFor();
  await page.getByRole('link', { name: /执行计算器/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '期间何日届满' }).waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), '跳到正文');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2024年9月24日');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  await page.getByText('2024-10-08（星期二）届满').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'answer');
  assert.match(page.url(), /\/calc\/period\?from=2024-09-24&length=10&unit=day$/);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'G-1');
  await page.keyboard.press('Enter');
  await axeClean(page, '已核正文');
  await shot(page, 'calc-rule');
  assert.match(page.url(), /\/calc\/rules\/G-1$/);
  await page.goBack();
  await page.getByText('2024-10-08（星期二）届满').waitFor();
  await page.reload();
  await page.getByText('2024-10-08（星期二）届满').waitFor();
  assert.equal(await page.getByLabel('起算事由发生之日').inputValue(), '2024-09-24');
  await done(page);
});

test('rows are added and removed by keyboard, and the focus stays where the work is', async () => {
  const page = await open('/calc/distribution');
  await page.getByLabel('可供分配的款项').fill('390000');
  for (const [at, name, amount] of [[1, '甲', '300000'], [2, '乙', '200000']]) {
    const row = page.getByRole('group', { name: `债权 第 ${at} 笔` });
    await row.getByLabel('名称').fill(name);
    await row.getByLabel('数额').fill(amount);
  }
  await page.getByRole('button', { name: '添加' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'claims[2].name');
  await page.keyboard.type('丙');
  await page.getByRole('button', { name: '添加' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '删除第 4 笔' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.hasAttribute('data-add'));
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('100000');
  await page.getByLabel(/按查封先后/).check();
  await page.getByRole('button', { name: '计算' }).press('Enter');
  await page.getByRole('row', { name: /乙 200,000.00 90,000.00/ }).waitFor();
  await page.getByRole('row', { name: /丙 100,000.00 0.00/ }).waitFor();
  await done(page);
});

const WRONG = [
  ['/calc/period?from=2023-02-29&length=10&unit=day', '起算事由发生之日', '日期“2023-02-29”无效'],
  ['/calc/period?from=2024-01-01&length=5&unit=day&exclude=2024-01-03~2024-01-02', '止日', '扣除期间的止日2024-01-02早于起日2024-01-03'],
  ['/calc/fee?kind=application&amount=-5', '执行金额或者保全金额', '金额“-5”无效：不能为负数。'],
  ['/calc/words?amount=1.234', '金额', '小数最多两位（到分）'],
  ['/calc/words?amount=10000000000000.01', '金额', '超过上限 10000000000000 元'],
  ['/calc/interest?mode=account&due=2022-06-30~1&pay=2023-01-01~1.234&until=2023-06-25', '金额', '小数最多两位（到分）'],
  ['/calc/interest?mode=account&due=2020-06-01~100000&until=2020-06-01&general=one_year&tier=longer&general_from=2018-06-01', '贷款基准利率的期限档次', '请改选五年期以上'],
];

for (const [path, label, sentence] of WRONG) {
  test(`${path} is refused beside its field`, async () => {
    const page = await open(path);
    const field = page.getByLabel(label, { exact: true }).first();
    await page.getByRole('alert').getByText(sentence).waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const notes = (await field.getAttribute('aria-describedby')).split(' ');
    const said = await page.evaluate((ids) => ids.map((id) => document.getElementById(id)?.textContent).join(''), notes);
    assert.ok(said.includes(sentence), said);
    await axeClean(page, sentence);
    await done(page);
  });
}

test('a refused question moves the focus to what is wrong', async () => {
  const page = await open('/calc/fee');
  await page.getByLabel('执行金额或者保全金额').fill('五千');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'amount');
  await shot(page, 'calc-refused');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('5000');
  await page.keyboard.press('Enter');
  await page.getByText('50.00 元', { exact: true }).waitFor();
  await done(page);
});

test('an empty form is asked as well: the sentence comes, and the focus goes to what is missing', async () => {
  for (const name of ['words', 'period', 'fee', 'interest', 'distribution']) {
    const page = await open(`/calc/${name}`);
    await page.getByRole('button', { name: '计算' }).click();
    await page.getByRole('alert').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true', undefined, { timeout: 5_000 }).catch(() => assert.fail(`${name}: the focus stays behind`));
    await done(page);
  }
  const page = await open('/calc/period');
  await page.getByLabel('从期限表选择').check();
  await page.getByRole('button', { name: '计算' }).click();
  await page.getByRole('alert').waitFor();
  assert.match(page.url(), /\/calc\/period\?rule=$/);
  assert.ok(await page.getByLabel('从期限表选择').isChecked(), 'the choice stays');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
  await done(page);
});

test('a form is emptied before anything was asked, and after', async () => {
  const page = await open('/calc/period');
  const from = page.getByLabel('起算事由发生之日');
  await from.fill('2024-09-24');
  await page.getByLabel('从期限表选择').check();
  await page.getByRole('link', { name: '清空' }).click();
  await page.waitForFunction(() => document.querySelector('input[name="from"]')?.value === '');
  assert.equal(await page.getByLabel('从期限表选择').isChecked(), false);
  await from.fill('2024-09-24');
  await page.getByLabel('长度', { exact: true }).fill('10');
  await page.keyboard.press('Enter');
  await page.getByText('2024-10-08（星期二）届满').waitFor();
  await page.getByRole('link', { name: '清空' }).press('Enter');
  await page.waitForFunction(() => document.querySelector('input[name="from"]')?.value === '');
  assert.match(page.url(), /\/calc\/period$/);
  assert.equal(await page.getByText('2024-10-08（星期二）届满').count(), 0);
  await done(page);
});

test('a limit of the catalogue is found, read and computed', async () => {
  const page = await open('/calc/rules');
  await page.getByLabel(/按编号、事项/).fill('拍卖 公告');
  await axeClean(page, 'DL-');
  await page.getByLabel(/按编号、事项/).fill('DL-A6');
  await page.getByText('1 条', { exact: true }).waitFor();
  await shot(page, 'calc-rules');
  await page.getByRole('link', { name: /DL-A6/ }).click();
  await page.getByRole('link', { name: '用这条规则计算期间' }).click();
  await page.getByLabel('起算事由发生之日').fill('2024-09-30');
  await page.keyboard.press('Enter');
  await page.getByText('2024-10-08（星期二）届满').waitFor();
  await done(page);
});

test('an unknown rule and an unread source say so', async () => {
  const page = await open('/calc/rules/R-F99');
  await page.getByText('没有这条规则').waitFor();
  for (const broken of ['%E0%A4%A', '%', '%FF']) {
    await page.goto(`${server.url}/calc/rules/${broken}`);
    await page.getByText('没有这条规则').waitFor();
  }
  await page.goto(`${server.url}/calc/rules/R-I7`);
  await axeClean(page, '凭记忆记录，使用前请对照原文');
  await done(page);
});

test('the printed page has the question, the working and the articles, and nothing to click', async () => {
  const page = await open(ASKED[2][1]);
  await page.getByText(ASKED[2][2]).first().waitFor();
  const folder = mkdtempSync(join(tmpdir(), 'zhixing-print-'));
  const file = join(folder, 'calc.pdf');
  writeFileSync(file, await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '18mm', right: '18mm' } }));
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
  for (const wanted of ['执行计算器·迟延履行的利息', '300,000.00元，2022-06-30届满', '2022-12-27清偿100,000.00元', '232,137.12', '计算过程', '依据的规则', '第1条', '计算日期', '不是裁判或者法律意见']) {
    assert.ok(text.includes(wanted), `${wanted} is not on paper:\n${text}`);
  }
  for (const unwanted of ['工作人员登录', '规则目录', '复制链接', '无需登录', '添加']) {
    assert.ok(!text.includes(unwanted), `${unwanted} is on paper`);
  }
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 794, height: 1123 });
  await shot(page, 'calc-print');
  rmSync(folder, { recursive: true });
  await done(page);
});
