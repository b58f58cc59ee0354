// The court's bank in tests of money: statements with whatever credits a test needs, and answers to batches, both
// through the pages that take them.
import { ask, caseOf, until } from './live.mjs';

const FUNDS = 'lizhenhua';
const CHIEF = 'luoyongqiang';
const CASHIER = 'zhaohuimin';

const yuan = (fen) => (fen / 100).toFixed(2);

/** The bank of a court on a day. */
export function bankOf(court, today) {
  let statements = 0;
  return {
    /** The bank's CSV with these credits, imported through the page; what the page says of it. */
    async credit(fund, credits) {
      const page = await court.at(FUNDS);
      statements += 1;
      const sum = credits.reduce((total, c) => total + c.amount, 0);
      const lines = [
        `账号,${fund},户名,案款专户,币种,CNY`,
        `起始日期,${today},截止日期,${today},期初余额,0.00,期末余额,${yuan(sum)}`,
        '记账日期,起息日期,交易流水号,借方发生额,贷方发生额,币种,对方户名,对方账号,对方开户行,虚拟账号,端到端标识,冲正标志,附言',
        ...credits.map((c, n) => [today, today, `E${statements}-${n}`, '', yuan(c.amount), 'CNY', c.payer, c.account, '中国农业银行怀集县支行', c.to ?? '', c.id ?? '', c.back ? '是' : '', c.text ?? ''].join(',')),
        `合计,笔数,${credits.length},借方合计,0.00,贷方合计,${yuan(sum)}`,
      ];
      await page.goto(`${court.url}/funds`);
      await page.locator('#statement-file').setInputFiles({ name: `liushui-${statements}.csv`, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
      const status = page.getByRole('status').filter({ hasText: '已导入' }).or(page.getByRole('status').filter({ hasText: `liushui-${statements}.csv` })).first();
      await status.waitFor();
      return status.innerText();
    },
    /** The case's own account, and the court's account above it. */
    async accounts(id) {
      const { account_no: own } = (await caseOf(await court.at(FUNDS), id)).funds;
      return { own, fund: own.slice(0, own.lastIndexOf('-')) };
    },
    /** Approves what is proposed and has the bank pay it; answers the identifications by payee. */
    async payOut(id) {
      const page = await court.at(CASHIER);
      const payout = (await caseOf(await court.at(CHIEF), id)).payouts.at(-1);
      await court.act(CHIEF, `/api/cases/${id}/do/sign_approval`, { approval: payout.approval.id, opinion: '同意' });
      const batch = await court.act(CASHIER, '/api/funds/batches', {});
      const sent = await ask(page, `/api/funds/batches/${batch.id}/file?format=pain001`);
      const lines = [...sent.text.matchAll(/<EndToEndId>([^<]+)<[\s\S]*?<InstdAmt[^>]*>([^<]+)<[\s\S]*?<Cdtr>\s*<Nm>([^<]+)</g)];
      const { number } = (await ask(page, '/api/lists/batches')).body.items.find((b) => b.id === batch.id);
      // The demo's bank has not seen the money of these statements; the answer is written here.
      const answer = [`批次号,${number}`, '业务编号,金额,状态,原因代码,原因,银行流水号', ...lines.map(([, end, amount]) => `${end},${amount},成功,,,ZF${end.slice(-5)}`), `合计,笔数,${lines.length}`];
      await page.goto(`${court.url}/funds?tab=batches`);
      await page.locator(`#return-${batch.id}`).setInputFiles({ name: 'huidan.csv', mimeType: 'text/csv', buffer: Buffer.from(answer.join('\n')) });
      await until(page, id, 'the bank has answered', (now) => now.payouts.at(-1).state === 'paid');
      return Object.fromEntries(lines.map(([, end, , name]) => [name, end]));
    },
  };
}
