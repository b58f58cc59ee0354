// Like cases are filed from a table: the form, what is wrong in a filled one, the sound rows filed, what became of them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, caseOf, daysBefore, download, openCourt } from './live.mjs';
import { axeClean, newPage, shot, signIn } from './support.mjs';

let court;

before(async () => {
  court = await openCourt({ shared: true });
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

/** A citizen's number with its check digit (GB 11643). */
function citizen(serial) {
  const body = `441224198001${String(10 + (serial % 19)).padStart(2, '0')}${String(100 + serial).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, at) => all + weight * Number(body[at]), 0);
  return body + '10X98765432'[sum % 11];
}

const other = (number) => number.slice(0, -1) + (number.endsWith('1') ? '2' : '1');

/** What a bank's clerk fills in: eight borrowers, of whom three cannot be filed. */
function table(headings, today) {
  const rows = Array.from({ length: 8 }, (_, at) => ({
    文书案号: `（2026）粤1224民初${9100 + at}号`,
    生效日期: daysBefore(today, 60),
    履行届满日: daysBefore(today, 45).replaceAll('-', '/'),
    主文: '被告于本判决生效之日起十五日内向原告偿还信用卡欠款本息。',
    '本金（元）': `"${(5289 + at).toLocaleString('en-US')}.00"`,
    '利息（元）': '120.5',
    被执行人类型: '自然人',
    被执行人姓名或名称: `借款人${'甲乙丙丁戊己庚辛'[at]}`,
    被执行人证件号码: citizen(at),
    被执行人地址: '怀集县城南路',
    执行依据类别: '法院民事文书',
    文书种类: '民事判决书',
    作出机关: '怀集县人民法院',
    案由: '信用卡纠纷',
    请求迟延履行利息: '是',
    管辖依据: '本院为第一审人民法院',
    收到申请日期: today,
    重复立案检索记录: '检索全国执行案件系统，无在先立案',
    风险告知书已送交: '是',
    申请执行人类型: '法人',
    申请执行人姓名或名称: '岭南农村商业银行股份有限公司',
    申请执行人证件号码: '91441224MA5UQ56786',
    申请执行人电话: '13800001234',
    申请执行人地址: '怀集县解放路1号',
    申请执行人法定代表人: '李某',
    申请执行人送达地址: '怀集县解放路1号',
    收款户名: '岭南农村商业银行股份有限公司',
    收款开户行: '岭南农村商业银行怀集支行',
    收款账号: '6228480000000001234',
    '材料：申请执行书': '2',
    '材料：生效法律文书': '6',
    '材料：生效证明': '1',
    '材料：身份证明': '2',
  }));
  rows[1].被执行人证件号码 = other(rows[1].被执行人证件号码);
  rows[3]['本金（元）'] = '五千';
  rows[3].履行届满日 = '';
  rows[6]['材料：申请执行书'] = '';
  return [headings.join(','), ...rows.map((row) => headings.map((heading) => row[heading] ?? '').join(','))].join('\r\n');
}

const upload = (page, name, buffer) => page.locator('#filing-sheet').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

test('a table is checked row by row, its sound rows become cases, and nothing is filed twice', async () => {
  const page = await court.at('chenxiaoyan');
  const { today } = (await ask(page, '/api/session')).body.clock;
  await page.goto(`${court.url}/filing`);
  await page.getByRole('link', { name: '批量立案' }).click();
  await page.getByRole('heading', { name: '批量立案', exact: true }).waitFor();
  const book = await download(page, page.getByRole('link', { name: '下载表样（XLSX）' }));
  assert.equal(book.name, '批量立案表样.xlsx');
  assert.equal(book.bytes.subarray(0, 2).toString(), 'PK');
  const form = await download(page, page.getByRole('link', { name: '下载表样（CSV）' }));
  const headings = form.bytes.toString('utf8').replace(/^\ufeff/, '').trim().split(',').map((heading) => heading.replaceAll('"', ''));
  const filled = Buffer.from(table(headings, today));

  // The form as it came has no cases in it: it is said, and what else is missing.
  await upload(page, book.name, book.bytes);
  await page.getByRole('alert').getByText(/只有表头，没有案件/).waitFor();

  await upload(page, '信用卡.csv', filled);
  await page.getByRole('heading', { name: '核对结果：信用卡.csv' }).waitFor();
  const checked = page.getByRole('region', { name: '不合格之处' });
  const fault = (place, column, text) => checked.getByRole('row').filter({ hasText: place }).filter({ hasText: column }).getByText(text).waitFor();
  await fault('第3行', '被执行人证件号码', /校验/);
  await fault('第5行', '本金（元）', /以元计的金额，用数字填写/);
  await fault('第5行', '履行届满日', /没有填写/);
  await fault('第8行', '材料：申请执行书', /申请材料齐全/);
  assert.equal(await checked.getByRole('row').count(), 1 + 4);
  await page.getByText('合格', { exact: true }).waitFor();
  await axeClean(page, '不合格之处');
  await shot(page, 'batch-checked');

  // The table that comes back says the same of itself when it is handed in again.
  const marked = await download(page, page.getByRole('link', { name: '下载带核对结果的表' }));
  assert.equal(marked.name, '信用卡-核对结果.xlsx');
  await upload(page, marked.name, marked.bytes);
  await page.getByRole('heading', { name: `核对结果：${marked.name}` }).waitFor();
  await fault('第8行', '材料：申请执行书', /申请材料齐全/);
  assert.equal(await checked.getByRole('row').count(), 1 + 4);

  await page.getByRole('button', { name: '只立合格的（5 件）' }).click();
  await page.getByRole('status').getByText('已立案 5 件，核对不合格、没有进入本次立案 3 行').waitFor();
  const cases = page.getByRole('region', { name: '已立案的案件' }).getByRole('row');
  const numbers = (await cases.allInnerTexts()).flatMap((text) => /执(\d+)号/.exec(text)?.[1] ?? []).map(Number);
  assert.deepEqual(numbers, numbers.map((_, at) => numbers[0] + at));
  assert.equal(numbers.length, 5);
  await axeClean(page, '已立案的案件');
  await shot(page, 'batch-run');
  const result = await download(page, page.getByRole('link', { name: '下载带立案结果的表' }));
  assert.equal(result.name, '信用卡-核对结果-立案结果.xlsx');

  await cases.nth(1).getByRole('link', { name: '打开案件' }).click();
  await page.getByRole('list', { name: '办理节点' }).waitFor();
  const file = await caseOf(page, new URL(page.url()).pathname.split('/').at(-1));
  assert.deepEqual(file.parties.map((party) => party.name), ['岭南农村商业银行股份有限公司', '借款人甲']);
  assert.deepEqual(file.claim_items.map((item) => item.amount_fen), [528_900, 12_050]);

  // It is found again; and what is filed is not filed once more.
  await page.goto(`${court.url}/filing/batch`);
  const run = page.getByRole('region', { name: '本人的批量立案' }).getByRole('row').filter({ hasText: marked.name });
  assert.match(await run.innerText(), /已完成\s+5\s+5\s+0/);
  await upload(page, '信用卡.csv', filled);
  await fault('第2行', '文书案号', /本院已有同一执行依据、同一申请执行人的案件（\d{4}）粤1224执\d+号/);
  await page.getByText('没有合格的行').waitFor();
  assert.ok(await page.getByRole('button', { name: /只立合格的/ }).isDisabled());
  assert.deepEqual(page.errors, []);
});

test('whoever may not file is told so, and sees no runs of others', async () => {
  const page = await newPage(court.browser);
  await signIn(page, court.url, 'zhaohuimin', court.password);
  const answer = await ask(page, '/api/filing/form?format=xlsx');
  assert.equal(answer.status, 403);
  assert.match(answer.text, /收件立案/);
  assert.deepEqual((await ask(page, '/api/filing/runs')).body.items, []);
  await page.context().close();
});
