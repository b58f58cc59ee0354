// Scans, warnings, lists and people of a living court, each through the pages by whoever does it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PATIENCE, ask, caseOf, downloadOriginal, openCourt, openOriginal, row, submit } from './live.mjs';
import { axeClean, newPage, shot, signIn } from './support.mjs';

let court;

before(async () => {
  court = await openCourt({ shared: true });
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

/** A picture of one dot. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
/** One page, red all over. */
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>endobj\n4 0 obj<</Length 25>>stream\n1 0 0 rg 0 0 300 300 re f\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

async function upload(page, title, kind, file) {
  await page.getByRole('button', { name: '登记材料' }).click();
  const dialog = page.getByRole('dialog', { name: '登记材料' });
  await dialog.getByLabel('材料种类').click();
  await page.locator('.ant-select-item-option', { hasText: kind }).last().click();
  await dialog.getByLabel('材料名称').fill(title);
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByText(file.name).waitFor();
}

/** How many points of a screen are red; the viewer is the browser's own and shows its page to nobody but the eye. */
async function reds(screen, page) {
  // While the viewer takes the place of the blank page there is nothing to photograph: the caller asks again.
  const taken = await screen.screenshot().catch(() => null);
  if (!taken) return 0;
  const picture = taken.toString('base64');
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const drawing = canvas.getContext('2d');
    drawing.drawImage(image, 0, 0);
    const points = drawing.getImageData(0, 0, image.width, image.height).data;
    let count = 0;
    for (let i = 0; i < points.length; i += 4) count += 240 < points[i] && points[i + 1] < 15 && points[i + 2] < 15;
    return count;
  }, picture);
}

test('a scan is taken in, opened and kept, and proves service; what is no document is refused', async () => {
  const clerk = await court.at('chenxiaoyan');
  const [{ id }] = (await ask(clerk, '/api/lists/cases?state=open&limit=1')).body.items;
  await court.open('chenxiaoyan', id, 'documents');
  await upload(clerk, '网页', '财产线索', { name: '线索.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html><script>1</script>') });
  await clerk.getByRole('button', { name: '材料入卷' }).click();
  await clerk.getByRole('dialog', { name: '登记材料' }).getByText('线索.pdf：不是PDF').waitFor();
  await clerk.keyboard.press('Escape');
  const asked = clerk.getByRole('dialog', { name: '放弃已填写的内容？' });
  await asked.getByRole('button', { name: '继续填写' }).click();
  await asked.waitFor({ state: 'hidden' });
  assert.equal(await clerk.getByRole('dialog', { name: '登记材料' }).getByLabel('材料名称').inputValue(), '网页', 'what was typed stays');
  // The keyboard is back where it was before the question: only then does a key reach the drawer.
  await clerk.waitForFunction(() => document.querySelector('.ant-drawer')?.contains(document.activeElement));
  await clerk.keyboard.press('Escape');
  await asked.getByRole('button', { name: '放弃', exact: true }).click();
  await clerk.getByRole('dialog', { name: '登记材料' }).waitFor({ state: 'hidden' });

  await upload(clerk, '现场照片', '财产线索', { name: '照片.png', mimeType: 'image/png', buffer: PNG });
  await submit(clerk, '材料入卷');
  await row(clerk, '收到的材料', '现场照片').getByText('PNG').waitFor();
  await upload(clerk, '执行通知书回证', '送达回证', { name: '回证.pdf', mimeType: 'application/pdf', buffer: PDF });
  await submit(clerk, '材料入卷');
  const scan = row(clerk, '收到的材料', '执行通知书回证');
  for (const text of ['送达回证', 'PDF', '陈晓燕']) await scan.getByText(text).first().waitFor();
  await axeClean(clerk, '执行通知书回证');
  await shot(clerk, 'materials');

  const [picture] = await Promise.all([
    clerk.context().waitForEvent('page'),
    openOriginal(clerk, row(clerk, '收到的材料', '现场照片').getByRole('link', { name: '打开 现场照片' })),
  ]);
  await picture.waitForFunction(() => 0 < (document.querySelector('img')?.naturalWidth ?? 0));
  await picture.close();
  const [paper, served] = await Promise.all([
    clerk.context().waitForEvent('page'),
    clerk.context().waitForEvent('response', (answer) => answer.url().includes('/materials/')),
    openOriginal(clerk, scan.getByRole('link', { name: '打开 执行通知书回证' })),
  ]);
  assert.equal(served.status(), 200);
  assert.equal(served.headers()['content-type'], 'application/pdf');
  let red = 0;
  for (const end = performance.now() + PATIENCE; red < 10_000 && performance.now() < end; ) red = await reds(paper, clerk);
  assert.ok(10_000 <= red, 'the page of the scan is to be seen');
  await shot(paper, 'scan');
  await paper.close();
  const kept = await downloadOriginal(clerk, scan.getByRole('link', { name: '下载 执行通知书回证' }));
  assert.equal(kept.name, '执行通知书回证.pdf');
  assert.deepEqual(kept.bytes, PDF);
  const opened = await clerk.evaluate(async (url) => {
    const answer = await fetch(url);
    return { status: answer.status, kind: answer.headers.get('content-type'), nosniff: answer.headers.get('x-content-type-options'), policy: answer.headers.get('content-security-policy'), how: answer.headers.get('content-disposition') };
  }, await scan.getByRole('link', { name: '打开 执行通知书回证' }).getAttribute('href'));
  assert.equal(opened.status, 200);
  assert.equal(opened.kind, 'application/pdf');
  assert.equal(opened.nosniff, 'nosniff');
  assert.match(opened.policy, /^sandbox; default-src 'none'/);
  assert.match(opened.how, /^inline;/);
});

test('a freeze about to end is in every list until its handler answers for it', async () => {
  const admin = await court.at('maxiaofeng');
  const accounts = new Map((await ask(admin, '/api/people')).body.items.map((p) => [p.name, p.account]));
  const chief = await court.at('luoyongqiang');
  await chief.goto(`${court.url}/cases`);
  await chief.getByRole('button', { name: '控制措施将到期' }).click();
  await chief.getByText(/到期待答复/).first().waitFor();
  const { body } = await ask(chief, '/api/lists/cases?tag=measure_expiring&state=open&limit=200');
  const found = body.items.find((r) => accounts.has(r.handler));
  assert.ok(found, `no case with a warning and a handler among ${body.items.length}`);
  const wall = (await ask(chief, '/api/wall')).body.figures.find((f) => f.code === 'expiring');
  assert.ok(0 < Number(wall.value));

  const judge = await court.open(accounts.get(found.handler), found.id, 'tasks');
  await judge.getByText('续行或答复控制措施到期').first().waitFor();
  await judge.goto(`${court.url}/cases/${found.id}?tab=property`);
  const measure = judge.getByRole('region', { name: '控制措施' }).getByRole('row').filter({ hasText: '待答复' });
  await measure.first().waitFor();
  await shot(judge, 'warning');
  let waiting = await measure.count();
  while (0 < waiting) {
    await measure.first().getByRole('button', { name: '确认到期' }).click();
    await judge.getByLabel('处理打算').fill('届满前提出续行');
    await submit(judge, '由我负责处理');
    await judge.waitForFunction((n) => [...document.querySelectorAll('tr')].filter((r) => r.innerText.includes('待答复')).length < n, waiting);
    waiting = await measure.count();
  }
  const after = await caseOf(judge, found.id);
  assert.ok(!after.tags.some((t) => t.includes('待答复')), after.tags.join());
  assert.ok(after.tasks.filter((t) => t.title === '续行或答复控制措施到期').every((t) => t.state === 'done'));
  const left = (await ask(chief, '/api/lists/cases?tag=measure_expiring&state=open&limit=200')).body.items;
  assert.ok(left.every((r) => r.id !== found.id));
});

test('renewal makes a ruling, and nothing goes to the bank before it is signed', async () => {
  const admin = await court.at('maxiaofeng');
  const accounts = new Map((await ask(admin, '/api/people')).body.items.map((p) => [p.name, p.account]));
  const chief = await court.at('luoyongqiang');
  const { items } = (await ask(chief, '/api/lists/measures?days=60')).body;
  const today = (await ask(chief, '/api/wall')).body.today;
  const found = items.find((m) => accounts.has(m.handler) && m.answer !== 'pending' && today < m.ends_on);
  assert.ok(found, 'no measure that can be renewed');
  const judge = await court.open(accounts.get(found.handler), found.case_id, 'property');
  await judge.getByRole('button', { name: '续行' }).first().click();
  await submit(judge, '决定续行');
  await judge.getByText('续行裁定待签发').first().waitFor();
  await judge.goto(`${court.url}/cases/${found.case_id}?tab=documents`);
  const ruling = row(judge, '文书', '执行裁定书（续行冻结）');
  await ruling.getByRole('button', { name: '签发' }).click();
  await judge.getByRole('dialog', { name: /^签批：/ }).getByText('签批意见').waitFor();
  await submit(judge, '同意并签批');
  await row(judge, '文书', '协助续行冻结存款通知书').waitFor();
  await judge.waitForFunction(async (id) => {
    const file = await (await fetch(`/api/cases/${id}`)).json();
    return file.measures.some((m) => 0 < m.renewals);
  }, found.case_id);
});

test('tasks are found by name and by how near they are', async () => {
  const page = await court.at('luoyongqiang');
  await page.goto(`${court.url}/tasks?scope=all&state=all`);
  const grid = page.getByRole('grid', { name: '事项列表' });
  await grid.getByText(/粤1224执\d+号/).first().waitFor();
  const [task] = (await ask(page, '/api/lists/tasks?scope=all&state=all&due=week&limit=1')).body.items;
  await page.getByLabel('关键字').fill(task.respondents.split('、')[0]);
  await page.waitForURL(/q=/);
  await grid.getByText(task.title).first().waitFor();
  await page.getByLabel('期限：').selectOption('week');
  await page.waitForURL(/due=week/);
  await axeClean(page, task.title);
});

test('a view keeps its columns on every screen of its owner', async () => {
  const page = await court.at('zhouhaiyan');
  await page.goto(`${court.url}/cases`);
  await page.getByRole('columnheader', { name: '案由' }).waitFor();
  await page.getByRole('button', { name: '列设置' }).click();
  await page.getByRole('checkbox', { name: '案由' }).uncheck();
  await page.keyboard.press('Escape');
  await page.getByLabel('期限：').selectOption('normal');
  await page.getByRole('button', { name: '+ 存为视图' }).click();
  await page.getByLabel('视图名称').fill('期限尚远');
  await page.getByRole('button', { name: '保存视图' }).click();
  await page.getByRole('button', { name: '期限尚远', pressed: true }).waitFor();
  const other = await court.second('zhouhaiyan');
  await other.goto(`${court.url}/cases`);
  await other.getByRole('columnheader', { name: '案由' }).waitFor();
  await other.getByRole('button', { name: '期限尚远' }).click();
  await other.waitForURL(/light=normal/);
  await other.getByRole('columnheader', { name: '案由' }).waitFor({ state: 'detached' });
  assert.deepEqual(other.errors, []);
  await other.context().close();
});

test('whoever comes back is let in again with a new password', async () => {
  const admin = await court.at('maxiaofeng');
  await admin.goto(`${court.url}/people`);
  const line = row(admin, '人员', '孙丽华');
  await line.getByRole('button', { name: '停用 孙丽华' }).click();
  await admin.getByLabel('原因').fill('借调');
  await admin.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await line.getByText('已停用').waitFor();
  await line.getByRole('button', { name: '启用 孙丽华' }).click();
  await admin.getByLabel('原因（必填）').fill('借调期满回院');
  await admin.getByRole('dialog').getByRole('button', { name: '重新启用' }).click();
  const said = admin.getByText(/孙丽华 的初始密码/);
  await said.waitFor();
  const password = (await said.locator('b').innerText()).trim();
  // A cashier sends money out: she is let in again when a second person says so.
  const chief = await court.at('luoyongqiang');
  await chief.goto(`${court.url}/people`);
  await chief.getByRole('button', { name: '确认重新启用 孙丽华' }).click();
  await chief.getByRole('dialog').getByRole('button', { name: '确认重新启用' }).click();
  await line.getByText('在岗').waitFor();
  const page = await newPage(court.browser);
  await page.goto(court.url);
  await page.getByLabel('账号').fill('sunlihua');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText(/设置新密码|修改密码/).first().waitFor();
  await page.context().close();
});

test('the wall shows whole lines only, on every screen', async () => {
  for (const [width, height] of [[1920, 1080], [1366, 768], [3840, 2160]]) {
    const page = await newPage(court.browser, { width, height });
    await signIn(page, court.url, 'luoyongqiang', court.password);
    await page.goto(`${court.url}/wall.html`);
    await page.getByText('节点倒计时').first().waitFor();
    await page.locator('.due tr').first().waitFor();
    const cut = await page.evaluate(() => {
      const box = document.querySelector('.lines').getBoundingClientRect();
      return [...document.querySelectorAll('.due tr')].filter((r) => box.bottom + 1 < r.getBoundingClientRect().bottom).length;
    });
    assert.equal(cut, 0, `${width}×${height}`);
    await shot(page, `wall-${width}`);
    await page.context().close();
  }
});
