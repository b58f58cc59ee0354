// 怀集的5289元, live: one small claim from the window to the payout and the closing, by nine people through the
// pages of a real server, on every database at hand. What each page says is asserted, the world outside is simulated.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ask, caseOf, databases, download, downloadOriginal, fillApplication, fillMaterials, fillParties, openCourt, respondents, row, serveAll, sign, submit, until,
} from './live.mjs';
import { axeClean, shot } from './support.mjs';

const JUDGES = { 梁卫东: 'liangweidong', 谢剑虹: 'xiejianhong' };

for (const kind of databases()) {
  test(`a small claim goes from the window to payout and closing through the pages (${kind})`, { timeout: 900_000 }, async (t) => {
    const court = await openCourt({ kind });
    let id;
    let number;
    let judge;
    let broken = null;
    const step = (name, run) => t.test(name, async (part) => {
      if (broken) return part.skip(`after: ${broken}`);
      try {
        await run();
      } catch (error) {
        broken = name;
        for (const [who, page] of court.people) await page.screenshot({ path: `/tmp/zhixing-e2e-${kind}-${who}.png` }).catch(() => null);
        throw error;
      }
      return undefined;
    });
    t.after(() => court.close());
    const [rich] = respondents(court.lines);

    await step('the window files: everything missing is told at once, then the case has its number', async () => {
      const page = await court.at('chenxiaoyan');
      await page.keyboard.press('g');
      await page.keyboard.press('l');
      await page.getByRole('heading', { name: '立案登记' }).waitFor();
      const { body: me } = await ask(page, '/api/session');
      await fillApplication(page, { today: me.clock.today, respondent: rich, leave: ['身份证明', '重复立案检索记录'] });
      await page.keyboard.press('Control+Enter');
      const status = page.getByRole('status').filter({ hasText: '已收件，尚缺' });
      await status.waitFor();
      const missing = await status.innerText();
      assert.match(missing, /其他有管辖权的法院没有在先立案/);
      assert.match(missing, /申请材料齐全/);
      await axeClean(page, '已收件，尚缺以下材料或内容');
      await status.getByRole('link', { name: '打开案件' }).click();
      await page.getByRole('heading', { name: '未立案' }).waitFor();
      id = new URL(page.url()).pathname.split('/').pop();
      await page.getByRole('button', { name: '补充立案材料' }).click();
      await page.getByRole('heading', { name: '补正材料' }).waitFor();
      assert.equal(await page.getByLabel('案由').inputValue(), '买卖合同纠纷');
      await fillParties(page, { respondent: rich });
      await fillMaterials(page);
      await page.keyboard.press('Control+Enter');
      const filed = page.getByText(/已立案，案号 （\d{4}）粤1224执\d+号/);
      await filed.waitFor();
      number = (await filed.innerText()).match(/（\d{4}）粤1224执\d+号/)[0];
    });

    await step('the window writes down the interview', async () => {
      const page = await court.open('chenxiaoyan', id, 'parties');
      await page.getByRole('button', { name: /谈话/ }).click();
      const form = page.getByRole('dialog', { name: '登记执前谈话' });
      await form.getByLabel('被执行人财产线索').fill('听说在农业银行有存款');
      await form.getByLabel('执行方案').fill('先查控银行存款，足额即冻结、扣划');
      await submit(page, '登记谈话');
      await page.getByText('先查控银行存款，足额即冻结、扣划').waitFor();
      assert.match(await page.getByRole('region', { name: '被执行人 韦观水' }).or(page.locator('[aria-label="被执行人 韦观水"]')).first().innerText(), /441\*+9819/);
    });

    await step('the centre receives the case and the first triage is explained', async () => {
      const page = await court.open('huangmeiling', id, 'tasks');
      const task = row(page, '本案事项', '接收案件');
      await task.getByRole('button', { name: '签收' }).click();
      await task.getByText('黄美玲').waitFor();
      await task.getByRole('button', { name: '回填' }).click();
      await page.getByRole('dialog').getByLabel('办理结果').fill('材料齐全，已接收');
      await submit(page, '回填并办结');
      const first = page.getByRole('region', { name: '繁简分流' });
      await first.getByText('第一次分流：简案').waitFor();
      assert.match(await first.innerText(), /标的额小，先按简案查控[\s\S]*申请标的 = 5,289\.00元/);
    });

    await step('the judge reads the notice as PDF and DOCX and signs', async () => {
      const page = await court.open('liangweidong', id, 'documents');
      await row(page, '文书', '执行通知书').waitFor();
      await row(page, '文书', '报告财产令').waitFor();
      await sign(page, '执行通知书');
      await sign(page, '报告财产令');
      const link = row(page, '文书', '执行通知书').getByRole('link', { name: '执行通知书', exact: true });
      const href = await link.getAttribute('href');
      const pdf = await page.evaluate(async (to) => {
        const answer = await fetch(to);
        const bytes = new Uint8Array(await answer.arrayBuffer());
        return { type: answer.headers.get('content-type'), head: String.fromCharCode(...bytes.slice(0, 5)), size: bytes.length };
      }, href);
      assert.deepEqual([pdf.type, pdf.head], ['application/pdf', '%PDF-']);
      assert.ok(10_000 < pdf.size, `a notice of ${pdf.size} bytes`);
      const docx = await downloadOriginal(page, page.getByRole('link', { name: '下载 执行通知书 DOCX' }));
      assert.match(docx.name, /执行通知书.*\.docx$/);
      assert.equal(docx.bytes.subarray(0, 2).toString(), 'PK');
    });

    await step('the service officer serves what is signed', async () => {
      const page = await court.open('mozhiqiang', id, 'documents');
      assert.equal(await serveAll(page, id), 2, 'a visit each carries the notice of acceptance, the notice and the order');
      await row(page, '文书', '执行通知书').getByText(/韦观水 直接送达/).waitFor();
    });

    await step('the search finds the deposit, and the second triage says by which rule', async () => {
      const page = await court.open('zhongjing', id, 'property');
      await page.getByRole('button', { name: '发起网络查控' }).click();
      await submit(page, '向查控网发出查询请求');
      const found = row(page, '查明财产', '中国农业银行');
      await found.waitFor();
      assert.match(await found.innerText(), /20,000\.00/);
      await page.getByRole('tab', { name: /事项/ }).or(page.getByRole('button', { name: /^事项/ })).first().click();
      const triage = page.getByRole('region', { name: '繁简分流' });
      await triage.getByText('第二次分流：简案').waitFor();
      assert.match(await triage.innerText(), /存款足以清偿，简案快执/);
      assert.match(await triage.innerText(), /20,000\.00元/);
      const file = await caseOf(page, id);
      judge = JUDGES[file.handler];
      assert.ok(judge, `a judge of the fast lane has it: ${file.handler}`);
    });

    await step('an unknown receipt comes as CSV in GBK, is claimed by one and confirmed by another', async () => {
      const page = await court.at('lizhenhua');
      await page.goto(`${court.url}/funds`);
      const csv = await download(page, page.getByRole('link', { name: '下载模拟银行流水（表格）' }));
      assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(csv.bytes), 'the file is GBK');
      await page.locator('#statement-file').setInputFiles(csv.path ? { name: csv.name, mimeType: 'text/csv', buffer: csv.bytes } : []);
      await page.getByRole('status').filter({ hasText: '不明款 1 笔' }).waitFor();
      const receipt = row(page, '到账', '还法院的钱');
      await receipt.waitFor();
      await receipt.getByRole('button', { name: '认领' }).click();
      const form = page.getByRole('dialog', { name: '认领不明款' });
      await form.getByLabel('案号或者当事人').fill(number);
      await form.getByRole('radio').first().check();
      await form.getByRole('region', { name: '拟认领的案件' }).waitFor();
      for (const doubt of await form.getByRole('group').getByRole('checkbox').all()) await doubt.check();
      await form.getByLabel('认领理由（凭据）').fill('付款人是本案被执行人，经电话核实');
      await submit(page, '认领 100.00 元');
      const other = await court.at('wuxiaomin');
      await other.goto(`${court.url}/funds?tab=receipts&state=claimed`);
      const claimed = row(other, '到账', '还法院的钱');
      await claimed.getByText('李振华').waitFor();
      await claimed.getByRole('button', { name: '复核入案' }).click();
      await submit(other, '复核无误，100.00 元入案');
      await until(other, id, 'the receipt is in the case', (file) => file.funds.received_fen === 10_000);
    });

    let deducted;
    await step('the search officer screens the deposit and freezes no more than is owed', async () => {
      const page = await court.open('zhongjing', id, 'property');
      const found = row(page, '查明财产', '中国农业银行');
      await found.getByRole('button', { name: '甄别' }).click();
      await page.getByRole('dialog').getByLabel('理由').fill('被执行人名下存款，无例外情形');
      await submit(page, '登记甄别结论');
      await found.getByText('可执行').waitFor();
      const { funds } = await caseOf(page, id);
      assert.ok(528_900 < funds.owed_fen, 'interest and fee are owed on top of the claim');
      // A little more than is owed today: interest runs until the money is taken, what is too much goes back.
      deducted = funds.owed_fen - funds.received_fen + 500;
      await found.getByRole('button', { name: '冻结' }).click();
      const form = page.getByRole('dialog', { name: '冻结存款' });
      await form.getByLabel('冻结金额').fill((deducted / 100).toFixed(2));
      await form.getByLabel('理由').fill('被执行人逾期未履行，冻结其存款');
      await submit(page, '提请冻结');
      await row(page, '控制措施', '中国农业银行').getByText('待').first().waitFor();
    });

    await step('the judge signs the ruling and the bank freezes', async () => {
      await court.nextDay();
      const page = await court.open(judge, id, 'documents');
      await sign(page, '冻结');
      await until(page, id, 'the bank has frozen', (file) => file.measures.some((m) => m.state === 'live'));
      const again = await court.open(judge, id, 'property');
      assert.match(await row(again, '控制措施', '中国农业银行').innerText(), /生效中/);
      await shot(again, `story-frozen-${kind}`);
      const server = await court.open('mozhiqiang', id, 'documents');
      await serveAll(server, id);
    });

    await step('the judge deducts what is frozen, and never more', async () => {
      await court.nextDay();
      const page = await court.open(judge, id, 'property');
      const measure = row(page, '控制措施', '中国农业银行');
      await measure.getByRole('button', { name: '扣划' }).click();
      const form = page.getByRole('dialog', { name: '扣划存款' });
      await form.getByLabel('扣划金额').fill((deducted / 100).toFixed(2));
      await submit(page, '提请扣划');
      await until(page, id, 'the ruling is made', (now) => now.documents.some((d) => d.title.includes('扣划') && d.state === 'drafted'));
      const papers = await court.open(judge, id, 'documents');
      await sign(papers, '扣划');
      await until(papers, id, 'the bank has deducted', (now) => now.deductions.some((d) => d.actual_fen === deducted));
      await serveAll(await court.open('mozhiqiang', id, 'documents'), id);
    });

    await step('the money arrives with the statement as camt.053 and finds its case', async () => {
      await court.nextDay();
      const page = await court.at('lizhenhua');
      await page.goto(`${court.url}/funds`);
      const camt = await download(page, page.getByRole('link', { name: '下载模拟银行流水（报文）' }));
      assert.match(camt.bytes.toString(), /camt\.053/);
      await page.locator('#statement-file').setInputFiles({ name: camt.name, mimeType: 'text/xml', buffer: camt.bytes });
      await page.getByRole('status').filter({ hasText: '已匹配案件 1 笔' }).waitFor();
      await page.getByText('账实相符').waitFor();
      await axeClean(page, '账实相符');
      await until(page, id, 'the deduction has arrived', (file) => file.funds.received_fen === deducted + 10_000);
    });

    await step('the judge proposes the payout: every amount with its article', async () => {
      const page = await court.open(judge, id, 'funds');
      const owed = page.getByRole('table', { name: '应付清单' });
      await owed.getByText('5,289.00').waitFor();
      assert.match(await owed.innerText(), /申请执行费\s+50\.00\s+《诉讼费用交纳办法》[^\n]*第14、20、38条[\s\S]*加倍部分债务利息\s+\d+\.\d\d\s+《迟延履行期间债务利息的解释》/);
      await page.getByRole('button', { name: '提出案款发放' }).click();
      const form = page.getByRole('dialog', { name: '提出案款发放' });
      const plan = form.getByRole('table', { name: '结算方案' });
      await plan.waitFor();
      const said = await plan.innerText();
      assert.match(said, /5,289\.00/);
      assert.match(said, /《迟延履行期间债务利息的解释》/);
      assert.match(said, /《诉讼费用交纳办法》/);
      assert.match(said, /余款退还/);
      if (await form.getByLabel('退款户名').isVisible()) {
        await form.getByLabel('退款户名').fill('韦观水');
        await form.getByLabel('退款开户行').fill('中国农业银行怀集县支行');
        await form.getByLabel('退款账号').fill('6228480000000020000');
      }
      await axeClean(page, '结算方案');
      await submit(page, '提出发放');
      await page.getByText('待审批').first().waitFor();
    });

    await step('the chief approves with the amount and its lines in sight', async () => {
      const page = await court.at('luoyongqiang');
      await page.goto(`${court.url}/funds?tab=payouts`);
      await page.getByText(number).waitFor();
      await page.getByRole('button', { name: '签批发放' }).click();
      const form = page.getByRole('dialog', { name: '签批：案款发放' });
      const [payout] = (await caseOf(page, id)).payouts;
      await form.getByLabel('签批意见').fill('同意发放');
      await form.getByText(`${(payout.total_fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })} 元`).first().waitFor();
      await submit(page, '同意并签批');
      await page.getByText('已批准').first().waitFor();
    });

    await step('the cashier exports the batch, and the bank answers', async () => {
      const page = await court.at('zhaohuimin');
      await page.goto(`${court.url}/funds?tab=batches`);
      await page.getByRole('button', { name: '生成付款批次' }).click();
      await submit(page, '生成付款批次');
      const batch = row(page, '付款批次', '待银行回单');
      await batch.waitFor();
      const pain = await download(page, batch.getByRole('link', { name: '报文' }));
      assert.match(pain.bytes.toString(), /CstmrCdtTrfInitn/);
      assert.match(pain.bytes.toString(), /徐某/);
      const answer = await download(page, batch.getByRole('link', { name: '下载模拟回单' }));
      assert.match(answer.bytes.toString(), /pain\.002/);
      await page.locator('input[id^="return-"]').setInputFiles({ name: answer.name, mimeType: 'text/xml', buffer: answer.bytes });
      await row(page, '付款批次', '全部付讫').waitFor();
      await until(page, id, 'everything is paid', (file) => file.payouts[0].state === 'paid' && file.funds.balance_fen === 0);
    });

    await step('the judge closes with every condition met, and both parties are told', async () => {
      await court.nextDay();
      const page = await court.open(judge, id, 'closing');
      const table = page.getByRole('table', { name: '结案条件' });
      await table.getByText('✓ 具备').first().waitFor();
      await table.getByText('▲ 不具备').first().waitFor({ state: 'detached' });
      await shot(page, `story-closing-${kind}`);
      await page.getByRole('button', { name: /结案/ }).last().click();
      await page.getByRole('dialog').getByLabel('结案说明').fill('全部执行款已发放');
      await submit(page, '以执行完毕结案');
      await page.getByText('已结案').first().waitFor();
      await until(page, id, 'closing notices are issued', (file) => file.documents.filter((d) => d.title === '结案通知书' && d.state === 'issued').length === 2);
      const server = await court.open('mozhiqiang', id, 'documents');
      assert.equal(await serveAll(server, id, '电子送达'), 2);
    });

    await step('the file is complete and in order, the applicant was told at each step, the docket says it all', async () => {
      const page = await court.open(judge, id, 'documents');
      // The gateway takes what is to be told one by one, in its own time.
      const file = await until(page, id, 'everybody has been told', (now) => now.messages.every((m) => m.state !== 'queued'));
      const titles = file.documents.map((d) => d.title);
      const order = ['受理案件通知书', '执行通知书', '报告财产令', '执前谈话笔录', '网络查控结果汇总表', '结案通知书'];
      for (const title of order) assert.ok(titles.includes(title), `${title} among ${titles}`);
      assert.ok(titles.indexOf('执行通知书') < titles.findIndex((x) => x.includes('冻结')), titles.join());
      assert.ok(titles.findIndex((x) => x.includes('冻结')) < titles.findIndex((x) => x.includes('扣划')), titles.join());
      assert.ok(titles.findIndex((x) => x.includes('扣划')) < titles.indexOf('结案通知书'), titles.join());
      assert.ok(file.documents.every((d) => d.state === 'issued'), 'nothing is left to sign');
      const told = page.getByRole('table', { name: '节点告知' });
      await told.waitFor();
      const messages = await told.innerText();
      for (const part of ['已于', '发起网络查询', '您的案件由', '已冻结被执行人存款', '已扣划被执行人存款', '本案到账案款', '已提交银行，付至您尾号', '已由银行付至您尾号', '执行完毕结案']) {
        assert.ok(messages.includes(part), `${part} in what the applicant was told`);
      }
      assert.ok(8 <= file.messages.filter((m) => m.to === '徐某').length, `${file.messages.length} messages`);
      await told.getByText('待发送').first().waitFor({ state: 'detached' });
      const docket = page.getByRole('region', { name: '办案流水' });
      const more = docket.getByRole('button', { name: '更早的流水' });
      while (await more.isVisible()) {
        const lines = await docket.getByRole('listitem').count();
        await more.click();
        await page.waitForFunction((n) => n < document.querySelectorAll('[aria-label="办案流水"] li').length, lines);
      }
      const said = await docket.innerText();
      for (const word of ['陈晓燕', '黄美玲', '莫志强', '钟静', '罗永强', '立案', '谈话', '分流', '查控', '冻结', '扣划', '发放', '结案']) {
        assert.ok(said.includes(word), `${word} in the docket`);
      }
      await shot(page, `story-file-${kind}`);
    });

    for (const page of court.people.values()) assert.deepEqual(page.errors, []);
  });
}
