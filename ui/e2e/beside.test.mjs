// What stands beside a form on request: what its act is for and by which article, and the papers and scans of the case.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openCourt, respondents, submit, XU } from './live.mjs';
import { axeClean, shot } from './support.mjs';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n% beside');

let court;
let id;

before(async () => {
  court = await openCourt({ shared: true });
  id = await court.file([XU], respondents(court.lines)[0]);
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

async function interview(account = 'chenxiaoyan') {
  const page = await court.open(account, id, 'parties');
  await page.getByRole('button', { name: /^登记执前谈话$|^登记谈话$/ }).click();
  const form = page.getByRole('dialog', { name: '登记执前谈话' });
  await form.getByLabel('被执行人财产线索').waitFor();
  return { page, form };
}

test('every form says on request what it is for and what comes next, by keyboard, and keeps what was typed', async () => {
  const { page, form } = await interview();
  await form.getByLabel('被执行人财产线索').fill('农业银行有存款');
  const about = form.getByRole('button', { name: /说明$/ });
  await about.focus();
  await page.keyboard.press('Enter');
  const help = form.getByRole('region', { name: '说明' });
  await help.getByText(/把执前谈话了解到的情况记下来/).waitFor();
  await help.getByText(/生成谈话笔录/).waitFor();
  assert.equal(await about.getAttribute('aria-expanded'), 'true');
  await axeClean(page, '把执前谈话了解到的情况记下来');
  await shot(page, 'beside-help');
  await about.click();
  await help.waitFor({ state: 'detached' });
  assert.equal(await form.getByLabel('被执行人财产线索').inputValue(), '农业银行有存款');
});

test('every page says what it is for', async () => {
  const page = await court.at('chenxiaoyan');
  for (const [path, text] of [['/', /今天要办的事/], ['/expiring', /届满即失去效力/], [`/cases/${id}`, /一件案件的全部/], ['/filing', /登记申请人提交的执行申请/]]) {
    await page.goto(`${court.url}${path}`);
    // What the page is made of comes after the head of the page, and may take the focus with it.
    await page.locator('main').locator('h1, h2, table, form').first().waitFor();
    const open = page.getByRole('button', { name: '本页说明' });
    await open.press('Enter');
    await page.getByText(text).waitFor();
    if (path === '/expiring') {
      await axeClean(page, text);
      await shot(page, 'beside-page');
    }
    await page.keyboard.press('Escape');
  }
});

test('papers and scans are read beside the form: the focus and what was typed stay, a scan asks what for', { timeout: 120_000 }, async () => {
  const clerk = await court.open('chenxiaoyan', id, 'documents');
  await clerk.getByRole('button', { name: '登记材料' }).click();
  const add = clerk.getByRole('dialog', { name: '登记材料' });
  await add.getByLabel('材料种类').click();
  await clerk.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click();
  await add.getByLabel('材料名称').fill('申请书扫描');
  await add.locator('input[type=file]').setInputFiles({ name: '申请书.pdf', mimeType: 'application/pdf', buffer: PDF });
  await submit(clerk, '材料入卷');

  const { page, form } = await interview();
  const field = form.getByLabel('被执行人财产线索');
  await field.fill('农业银行有存款');
  await form.getByRole('button', { name: '卷宗' }).click();
  const dossier = form.getByRole('region', { name: '卷宗' });
  await dossier.getByTitle('受理案件通知书 全文').waitFor();
  assert.equal(await field.inputValue(), '农业银行有存款');
  await field.focus();
  await field.press('End');
  await page.keyboard.press('ArrowLeft');
  await dossier.getByText(/^1 \/ \d+$/).waitFor();
  const frame = await (await dossier.locator('iframe').elementHandle()).contentFrame();
  await frame?.waitForLoadState('load');
  assert.equal(await field.evaluate((one) => one === document.activeElement), true, 'a paper that loads takes no focus');
  await axeClean(page, '下一份');
  await shot(page, 'beside-dossier');

  const sheets = dossier.getByLabel('卷宗', { exact: true });
  const count = await sheets.locator('option').count();
  assert.ok(1 < count, 'a paper and a scan');
  await dossier.getByRole('button', { name: '下一份' }).focus();
  await page.keyboard.press('ArrowRight');
  await dossier.getByText(`2 / ${count}`).waitFor();
  await sheets.selectOption({ index: count - 1 });
  assert.equal(await dossier.locator('iframe').count(), 0, 'an original is not shown by the way');
  await dossier.getByRole('link', { name: '显示 申请书扫描' }).click();
  const asked = page.getByRole('dialog', { name: '显示 申请书扫描' });
  await asked.getByRole('button', { name: '登记用途并打开' }).click();
  await dossier.getByTitle('申请书扫描 全文').waitFor();
  assert.equal(await field.inputValue(), '农业银行有存款');
  await form.getByRole('button', { name: '取消' }).click();
  await form.waitFor({ state: 'hidden' });

  const again = await interview();
  await again.form.getByRole('region', { name: '卷宗' }).waitFor();
  await again.form.getByRole('button', { name: '收起卷宗' }).click();
  await again.form.getByRole('region', { name: '卷宗' }).waitFor({ state: 'detached' });
});
