// Every page on recorded answers: real text, axe, the keyboard, what is sent, a picture.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answers, detail, record } from './recorded.mjs';
import { axeClean, launch, newPage, shot, startPages } from './support.mjs';

let browser;
let server;

before(async () => {
  server = await startPages();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(path, { overrides = {}, ...size } = {}) {
  const page = await newPage(browser, size);
  const sent = await record(page, overrides);
  await page.goto(`${server.url}${path}`);
  return { page, sent };
}

async function done(page) {
  assert.deepEqual(page.errors, []);
  await page.context().close();
}

const PAGES = [
  ['workbench', '/', '我的事项'],
  ['cases', '/cases?state=open', '共 1,286 件'],
  ['case', '/cases/case-0', '办案流水'],
  ['case-parties', '/cases/case-0?tab=parties', '执行依据'],
  ['case-property', '/cases/case-0?tab=property', '控制措施'],
  ['case-funds', '/cases/case-0?tab=funds', '应付清单'],
  ['case-documents', '/cases/case-0?tab=documents', '执行通知书'],
  ['case-closing', '/cases/case-0?tab=closing', '案款全部发放'],
  ['filing', '/filing', '立案登记'],
  ['tasks', '/tasks', '登记执前谈话'],
  ['expiring', '/expiring', '无人确认'],
  ['funds', '/funds', '账实相符'],
  ['funds-payouts', '/funds?tab=payouts', '发放申请执行人'],
  ['funds-unpaid', '/funds?tab=unpaid', '未发放（元）'],
  ['funds-statements', '/funds?tab=statements', 'camt053-20261117.xml'],
  ['funds-batches', '/funds?tab=batches', 'B20261119-01'],
  ['people', '/people', '已锁定'],
  ['people-posts', '/people?tab=posts', '空缺'],
];

for (const [name, path, text] of PAGES) {
  test(`${name} shows its text and has no accessibility violations`, async () => {
    const { page } = await open(path);
    await axeClean(page, text);
    await shot(page, name);
    await done(page);
  });
}

test('the wall shows its text and has no accessibility violations', async () => {
  const { page } = await open('/wall.html', { width: 1920, height: 1080 });
  await axeClean(page, '节点倒计时');
  await shot(page, 'wall');
  await done(page);
});

for (const [width, height] of [[1920, 1080], [1280, 720]]) {
  test(`the figures of the wall stay inside their tiles at ${width}×${height}, money in 万元`, async () => {
    const wall = answers['GET /api/wall'];
    const figures = wall.figures.map((f) => ({ ...f, value: f.unit === '元' ? f.value : '1286' }));
    for (const [yuan, wan] of [['34,126,012.50', '3,412.60万元'], ['1,234,567,890.12', '123,456.79万元']]) {
      const mine = figures.map((f) => (f.unit === '元' ? { ...f, value: yuan } : f));
      const { page } = await open('/wall.html', { width, height, overrides: { 'GET /api/wall': { ...wall, figures: mine } } });
      const tiles = page.getByRole('region', { name: '主要数字' }).locator('.figure');
      await tiles.filter({ hasText: wan }).waitFor();
      const over = await tiles.evaluateAll((all) => all.filter((tile) => tile.clientWidth < tile.scrollWidth).map((tile) => tile.textContent));
      assert.deepEqual(over, []);
      await shot(page, `wall-figures-${width}`);
      await done(page);
    }
  });
}

test('nobody signed in sees the sign-in page, and a refusal is shown in words', async () => {
  const { page } = await open('/', {
    overrides: {
      'GET /api/session': { status: 401, body: { code: 'sign_in_needed', message: '尚未登录或登录已失效，请重新登录。' } },
      'POST /api/session': { status: 401, body: { code: 'sign_in_wrong', message: '账号或密码不正确，还可以再试 4 次。' } },
    },
  });
  await axeClean(page, '忘记密码');
  await page.getByLabel('账号').fill('xuwj');
  await page.getByLabel('密码', { exact: true }).fill('wrong-password');
  await page.keyboard.press('Enter');
  await page.getByText('还可以再试 4 次').waitFor();
  await shot(page, 'signin');
  await done(page);
});

test('the case list is worked by keyboard and loads on as it scrolls', async () => {
  const { page } = await open('/cases?state=open');
  const grid = page.getByRole('grid', { name: '案件列表' });
  await grid.getByText('（2026）粤1224执2621号').waitFor();
  const more = page.waitForRequest((r) => r.url().includes('after=100'));
  await page.keyboard.press('End');
  await more;
  await page.keyboard.press('Home');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('已选 2 件').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '（2026）粤1224执2621号' }).waitFor();
  await done(page);
});

test('a row opens by its link and by a double click, first as the list knows it, and the way back is the list', async () => {
  const { page } = await open('/cases?state=open');
  const grid = page.getByRole('grid', { name: '案件列表' });
  const number = '（2026）粤1224执2621号';
  for (const how of [() => grid.getByRole('link', { name: number }).click(), () => grid.getByText('买卖合同纠纷').first().dblclick()]) {
    await grid.getByText(number).waitFor();
    const first = page.evaluate(
      () =>
        new Promise((resolve) => {
          const look = () => {
            const heading = document.querySelector('main h1');
            if (heading) resolve([location.pathname, heading.textContent, heading.parentElement.textContent.includes('5,289.00 元')]);
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    await how();
    assert.deepEqual(await first, ['/cases', number, true]);
    await page.getByRole('region', { name: '办案流水' }).waitFor();
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
    assert.equal(new URL(page.url()).pathname, '/cases/case-0');
    await page.goBack();
  }
  await grid.getByText(number).waitFor();
  await done(page);
});

test('a slash goes to the search field and Enter opens what was found', async () => {
  const { page } = await open('/');
  await page.getByText('我的事项').first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('2621');
  await page.getByRole('option', { name: /2621/ }).waitFor();
  await shot(page, 'search');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '（2026）粤1224执2621号' }).waitFor();
  await done(page);
});

test('a refused command keeps the form, shows article and field, and a retry after a lost answer keeps its key', async () => {
  let calls = 0;
  const { page, sent } = await open('/cases/case-0?tab=property', {
    overrides: {
      'POST /api/cases/case-0/do/order_deduction': () => {
        calls += 1;
        if (calls < 3) return { status: 503, body: { code: 'busy', detail: '没有发出。服务器正忙，请稍后重试。' } };
        return {
          status: 422,
          body: {
            code: 'amount_above', detail: '扣划金额 5,400.01 元超过实际冻结的 5,400.00 元。', basis: '民事诉讼法第二百五十三条',
            findings: [{ field: 'amount_fen', title: '扣划金额', remedy: '不超过 5,400.00 元' }],
          },
        };
      },
    },
  });
  await page.getByRole('button', { name: '扣划' }).click();
  await page.getByLabel('扣划金额').fill('5,400.01');
  await page.getByText('伍仟肆佰元零壹分').waitFor();
  await page.getByRole('button', { name: '提请扣划' }).click();
  await page.getByText('服务器正忙').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.querySelector('.ant-btn-loading') === null);
  await page.keyboard.press('Control+Enter');
  await page.getByText('依据：民事诉讼法第二百五十三条').waitFor();
  await axeClean(page, '扣划金额：不超过 5,400.00 元');
  await shot(page, 'deduction-refused');
  const keys = new Set(sent.map((s) => s.headers['idempotency-key']));
  assert.equal(sent.length, 3);
  assert.equal(keys.size, 1);
  assert.equal(sent[0].headers['if-match'], '"41"');
  assert.equal(sent[0].headers['x-requested-with'], 'zhixing');
  assert.deepEqual(JSON.parse(sent[0].body), { amount_fen: 540001, measure: 'm1' });
  assert.equal(await page.getByLabel('扣划金额').inputValue(), '5,400.01');
  await done(page);
});

test('a search that nobody answers any more can be ended from its row', async () => {
  const { page, sent } = await open('/cases/case-0?tab=property', { overrides: { 'POST /api/cases/case-0/do/close_search': { version: 42 } } });
  await page.getByRole('button', { name: '终止查询' }).click();
  const form = page.getByRole('dialog', { name: '终止查询' });
  await form.getByText('中国邮政储蓄银行').waitFor();
  await form.getByLabel('终止理由').fill('逾期未反馈，已电话核实');
  await form.getByRole('button', { name: '不再等待，终止查询' }).click();
  await form.waitFor({ state: 'hidden' });
  assert.deepEqual(JSON.parse(sent[0].body), { search: 's1', reason: '逾期未反馈，已电话核实' });
  await done(page);
});

test('a stale form shows what changed and keeps what was typed', async () => {
  const { page } = await open('/cases/case-0?tab=property', {
    overrides: {
      'POST /api/cases/case-0/do/order_deduction': {
        status: 409,
        body: { code: 'stale', detail: '案件在您打开后有变动。', changes: [{ label: '王建国于2026-11-20 10:21：决定续行', by: '王建国', at: '2026-11-20T02:21:00Z' }] },
      },
    },
  });
  await page.getByRole('button', { name: '扣划' }).click();
  await page.getByLabel('扣划金额').fill('100');
  await page.getByRole('button', { name: '提请扣划' }).click();
  await page.getByText('刚被 王建国 于 11-20 10:21 修改').waitFor();
  await shot(page, 'stale');
  await page.getByRole('button', { name: '载入最新内容，保留我填写的' }).click();
  await page.getByText('刚被 王建国').waitFor({ state: 'hidden' });
  assert.equal(await page.getByLabel('扣划金额').inputValue(), '100');
  await done(page);
});

test('a payout is approved with its lines and changed accounts before one’s eyes, and nothing typed', async () => {
  const { page, sent } = await open('/cases/case-0?tab=funds', { overrides: { 'POST /api/cases/case-0/do/sign_approval': { version: 42 } } });
  await page.getByRole('button', { name: '签批发放' }).click();
  const dialog = page.getByRole('dialog', { name: '签批：案款发放' });
  for (const text of ['5,400.00 元（伍仟肆佰元整）', '黄少芳 5,350.00 元', '6228 **** 3307（申请人书面申请）']) await dialog.getByText(text).first().waitFor();
  await shot(page, 'approve');
  await page.getByRole('button', { name: '同意并签批' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.deepEqual(JSON.parse(sent[0].body), { approval: 'ap1', opinion: null });
  await done(page);
});

test('a refund account is sent whole or not at all, one for each payer', async () => {
  const { lines: [line], ...plan } = answers['GET /api/cases/case-0/settlement'];
  const refund = (payee, account) => ({ ...line, purpose: 'refund', purpose_label: '退还余款', payee, bank: null, account, amount_fen: 1_200, parts: [] });
  const known = { masked: '6217 **** 9012', subject: 'party:1', field: 'account' };
  const file = answers['GET /api/cases/case-0'];
  const { page, sent } = await open('/cases/case-0?tab=funds', {
    overrides: {
      'GET /api/cases/case-0': { ...file, actions: [{ act: 'propose_payout', label: '提出发放', allowed: true, reason: null }] },
      'GET /api/cases/case-0/settlement': { ...plan, lines: [line, refund('陈国强', known), refund('梁某', null)] },
      'POST /api/cases/case-0/do/propose_payout': { id: 'po2', version: 42, code: 'payout.proposed' },
    },
  });
  await page.getByRole('button', { name: '提出发放' }).click();
  const form = page.getByRole('dialog', { name: '提出案款发放' });
  await form.getByLabel('梁某的退款户名').fill('梁某');
  await form.getByLabel('陈国强的退款开户行').fill('怀集支行');
  await page.keyboard.press('Control+Enter');
  const missing = () => form.locator('.ant-form-item-explain-error').allInnerTexts();
  await form.getByText('请填写退款账号').first().waitFor();
  assert.deepEqual((await missing()).sort(), ['请填写退款开户行', '请填写退款户名', '请填写退款账号', '请填写退款账号']);
  assert.deepEqual(sent, []);
  await axeClean(page, '请填写退款账号');
  await shot(page, 'propose-refund');
  await form.getByLabel('梁某的退款开户行').fill('城关支行');
  await form.getByLabel('梁某的退款账号').fill('6217000000000001');
  await form.getByLabel('陈国强的退款开户行').fill('');
  await page.waitForFunction(() => document.querySelector('.ant-form-item-explain-error') === null);
  await page.keyboard.press('Control+Enter');
  await form.waitFor({ state: 'hidden' });
  assert.deepEqual(JSON.parse(sent[0].body).refund_accounts, [
    { payer: '梁某', name: '梁某', bank: '城关支行', bank_code: '', account: '6217000000000001' },
  ]);
  await done(page);
});

test('a filing lists everything that is missing at once', async () => {
  const { page, sent } = await open('/filing', {
    overrides: {
      'POST /api/begin/file_case': { id: 'case-9', case_id: 'case-9', case_no: '未立案', version: 3, happened: ['filing.received', 'filing.supplement_asked'] },
      'GET /api/cases/case-9': { ...detail, missing: [{ code: 'F-9', title: '申请执行人收款账户', remedy: '请申请人填写收款账户确认书', basis: '执行规定第十八条' }, { code: 'F-2', title: '生效证明', remedy: '请提交生效证明', basis: null }] },
    },
  });
  await page.getByLabel('作出机关').fill('怀集县人民法院');
  await page.getByLabel('文书案号').fill('（2026）粤1224民初1180号');
  await page.getByLabel('案由').fill('买卖合同纠纷');
  await page.getByLabel('生效日', { exact: true }).fill('2026-09-30');
  await page.keyboard.press('Enter');
  await page.getByLabel('履行期届满日').fill('2026-10-15');
  await page.keyboard.press('Enter');
  await page.getByLabel('主文').fill('支付货款 5289 元');
  await page.getByLabel('金额').fill('5289');
  await page.getByLabel('姓名或名称').first().fill('黄少芳');
  await page.getByLabel('姓名或名称').last().fill('陈国强');
  await page.getByRole('checkbox', { name: '申请执行书' }).check();
  await shot(page, 'filing-filled');
  await page.getByRole('button', { name: '收件登记' }).click();
  await axeClean(page, '请申请人填写收款账户确认书');
  await shot(page, 'filing-missing');
  // A party is asked about on leaving a field as well; what is filed is the application.
  const body = sent.map((one) => JSON.parse(one.body)).find((one) => one.claim);
  assert.equal(body.claim.items[0].amount_fen, 528900);
  assert.equal(body.claim.title.effective_on, '2026-09-30');
  assert.deepEqual(body.parties.map((p) => [p.role, p.name]), [['applicant', '黄少芳'], ['respondent', '陈国强']]);
  await done(page);
});

test('a role that may list neither cases nor tasks is not asked for its focus', async () => {
  const asked = [];
  const { page } = await open('/', {
    overrides: {
      'GET /api/session': { ...answers['GET /api/session'], acts: ['view_people', 'manage_people'] },
      'GET /api/focus': () => {
        asked.push('focus');
        return { status: 403, body: { code: 'forbidden', message: '您的岗位没有这项权限。' } };
      },
    },
  });
  await page.getByText('您的岗位没有待办事项清单').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual(asked, []);
  await done(page);
});

test('a role without an act has no menu entry for it', async () => {
  const { page } = await open('/', { overrides: { 'GET /api/session': { ...answers['GET /api/session'], acts: ['view_case', 'list_cases'] } } });
  await page.getByRole('navigation', { name: '主菜单' }).getByText('案件列表').waitFor();
  assert.equal(await page.getByRole('link', { name: '案款' }).count(), 0);
  assert.equal(await page.getByRole('link', { name: '人员' }).count(), 0);
  await done(page);
});
