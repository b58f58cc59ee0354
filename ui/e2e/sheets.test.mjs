// What is on paper and how the pages stand at other sizes: prints read back, large type, a tablet, a phone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { detail, record, rows } from './recorded.mjs';
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

async function open(path, text, { density, overrides, ...size } = {}) {
  const page = await newPage(browser, size);
  await record(page, overrides);
  if (density) await page.addInitScript((chosen) => localStorage.setItem('zx.density', JSON.stringify(chosen)), density);
  await page.goto(`${server.url}${path}`);
  await page.getByText(text).first().waitFor();
  return page;
}

async function done(page) {
  assert.deepEqual(page.errors, []);
  await page.context().close();
}

/** The sheets as text, each without its spaces. */
async function sheets(page) {
  const folder = mkdtempSync(join(tmpdir(), 'zhixing-sheets-'));
  const file = join(folder, 'page.pdf');
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return text.split('\f').map((sheet) => sheet.replace(/\s+/g, '')).filter(Boolean);
}

test('a printed case has its head, every panel with its heading, and nothing to click', async () => {
  const page = await open('/cases/case-0', '提出案款发放 5,400.00 元');
  const printed = await sheets(page);
  const text = printed.join('');
  for (const wanted of ['（2026）粤1224执2621号怀集县人民法院', '打印人徐文静2026-11-20', '第1页，共', '申请执行人', '黄少芳', '发款结案', '事项4', '甄别查控反馈', '繁简分流', '办案流水', '提请扣划5,400.00元']) {
    assert.ok(text.includes(wanted), `${wanted} is not on paper:\n${text}`);
  }
  for (const unwanted of ['运行分流', '去办理', '案件列表', '推进一天', '当事人2', '操作']) assert.ok(!text.includes(unwanted), `${unwanted} is on paper`);
  await done(page);
});

test('a printed list has every row, its head on each sheet and the sum, also the rows that were not in sight', async () => {
  const page = await open('/cases?state=open', '共 1,286 件');
  await page.getByText('（2026）粤1224执2621号').waitFor();
  await page.evaluate(() => {
    globalThis.print = () => {
      document.body.dataset.printed = 'yes';
    };
  });
  await page.getByRole('button', { name: '打印' }).click();
  await page.locator('body[data-printed]').waitFor();
  const printed = await sheets(page);
  const text = printed.join('');
  const missing = rows.filter((row) => !text.includes(row.case_no));
  assert.deepEqual(missing, [], 'every row that the list has is on paper');
  assert.ok(text.includes('共1,286件案件'));
  for (const [at, sheet] of printed.entries()) {
    assert.ok(sheet.includes(`第${at + 1}页，共${printed.length}页`), `sheet ${at + 1} has no number`);
    assert.ok(sheet.includes('案件列表') && sheet.includes('打印人徐文静'), `sheet ${at + 1} does not say what it is`);
    assert.ok(sheet.includes('申请执行人') && sheet.includes('最近期限'), `sheet ${at + 1} has no heads of columns`);
  }
  for (const unwanted of ['导出清单', '清空筛选', '前100行', '批量办理', '期限：全部']) assert.ok(!text.includes(unwanted), `${unwanted} is on paper`);
  await done(page);
});

test('a list that is printed past its button says where it ends', async () => {
  const page = await open('/cases?state=open', '共 1,286 件');
  await page.getByText('（2026）粤1224执2621号').waitFor();
  const text = (await sheets(page)).join('');
  const here = rows.filter((row) => text.includes(row.case_no)).length;
  assert.ok(text.includes(`以上是清单的前${here}行，后面还有`), `${here} rows on paper, and no word of the rest`);
  await done(page);
});

test('the tab of the browser names the case, or the place in the menu', async () => {
  const page = await open('/cases/case-0', '办案流水');
  assert.equal(await page.title(), '（2026）粤1224执2621号 · 执行集约化办案平台');
  await page.getByRole('link', { name: '查封到期' }).click();
  await page.waitForFunction(() => document.title === '查封到期 · 执行集约化办案平台');
  await done(page);
});

/** What is cut off of the numbers of cases and of money in sight. */
const cut = (page) =>
  page.getByRole('grid').evaluate((grid) => {
    const cells = [...grid.querySelectorAll('td')].filter((cell) => cell.querySelector('a') || /^[\d,.]+$/.test(cell.textContent ?? ''));
    return cells.filter((cell) => cell.clientWidth < cell.scrollWidth).map((cell) => cell.textContent);
  });

const LISTS = [['/cases?state=open', '共 1,286 件'], ['/tasks', '登记执前谈话'], ['/expiring', '无人确认'], ['/funds?tab=unpaid', '未发放（元）']];

for (const [path, text] of LISTS) {
  test(`large type at 1280×720 leaves every case number and amount whole: ${path}`, async () => {
    const page = await open(path, text, { density: 'large', width: 1280, height: 720 });
    await page.getByRole('grid').getByText(/执\d+号/).first().waitFor();
    assert.deepEqual(await cut(page), []);
    await shot(page, `large${path.replace(/\W+/g, '-')}`);
    await done(page);
  });
}

test('large type is large everywhere: no text of a case page is smaller than the usual text of other readers', async () => {
  const page = await open('/cases/case-0', '办案流水', { density: 'large', width: 1280, height: 720 });
  const small = await page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll('main *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
      // A shape beside a word is not read.
      if (own && !element.closest('[aria-hidden="true"], .sr') && Number.parseFloat(getComputedStyle(element).fontSize) < 14) found.push(element.textContent);
    }
    return found;
  });
  assert.deepEqual(small, []);
  await shot(page, 'large-case');
  await done(page);
});

const PLACES = [['/cases/case-0', '办案流水'], ['/cases?state=open', '共 1,286 件'], ['/', '我的事项'], ['/filing', '收到的材料'], ['/filing/batch', '岭南农商行信用卡'], ['/funds', '账实相符'], ['/people', '已锁定']];

for (const [name, width, height] of [['tablet', 768, 1024], ['phone', 390, 844]]) {
  for (const [path, text] of PLACES) {
    test(`on a ${name} nothing of ${path} lies beside the screen and no word stands upright`, async () => {
      const page = await open(path, text, { width, height });
      const over = await page.evaluate(() => {
        const wide = [...document.querySelectorAll('header *, main, main h1, main h2, main button')].filter((element) => {
          const box = element.getBoundingClientRect();
          // What is pushed sideways within a strip or a table of its own is reached there.
          const strip = element.closest('[role="tablist"], [role="region"], [role="search"], [role="grid"], [aria-label="视图"], .ant-radio-group');
          return !strip && 0 < box.width && innerWidth + 1 < box.right;
        });
        const upright = [...document.querySelectorAll('main td, main th, main dd, main p')].filter((element) => {
          const style = getComputedStyle(element);
          const room = element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
          return 2 < (element.textContent ?? '').length && 0 < element.clientWidth && room < 2 * Number.parseFloat(style.fontSize) && !element.closest('.sr');
        });
        return [...wide, ...upright].map((element) => `${element.tagName} ${element.textContent?.slice(0, 20)}`);
      });
      assert.deepEqual(over, []);
      await shot(page, `${name}${path.replace(/\W+/g, '-')}`);
      await done(page);
    });
  }
}

test('a phone is used without a fault: a case, its tabs, its head', async () => {
  const page = await open('/cases/case-0', '办案流水', { width: 390, height: 844 });
  await axeClean(page, '办案流水');
  await page.getByRole('tab', { name: /当事人/ }).click();
  await page.getByText(detail.parties[0].service_address).waitFor();
  await done(page);
});
