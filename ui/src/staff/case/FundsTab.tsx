import type { CaseDetail } from '../../api/types';
import { caseCopy as c } from '../../copy/case';
import { ActButton } from '../../ui/ActButton';
import { Money } from '../../ui/Money';
import { Facts, Sheet } from '../../ui/Panel';
import { Offers } from '../command/Offers';
import { PayoutCard } from '../PayoutCard';
import { OfCase } from '../approval/OfCase';
import s from './Case.module.css';
import type { OpenForm } from './forms';

const TAKEN_BACK = ['take_back_receipt'];

export function FundsTab({ file, open }: { file: CaseDetail; open: (form: OpenForm) => void }) {
  const { funds } = file;
  return (
    <>
      <Facts
        columns={3}
        items={[
          { label: '案款账号', value: <span className="num">{funds.account_no ?? '立案后生成'}</span> },
          { label: '账户余额', value: <Money fen={funds.balance_fen} unit /> },
          { label: '已到账', value: <Money fen={funds.received_fen} unit /> },
          { label: '已发放', value: <Money fen={funds.paid_fen} unit /> },
          { label: '可供发放', value: <Money fen={funds.undistributed_fen} unit /> },
          { label: '付款在途', value: <Money fen={funds.in_flight_fen} unit /> },
          { label: '应付总额', value: <Money fen={funds.owed_fen} unit /> },
        ]}
      />
      <section className={s.section}>
        <header>
          <h2>应付清单</h2>
          {funds.owed_on ? <span className={s.dim}>利息计算至 {funds.owed_on}</span> : null}
        </header>
        <Sheet caption="应付清单" head={['项目', { title: '金额（元）', right: true }, '法律依据', '说明']} empty={c.none.items}>
          {funds.items.map((i) => (
            <tr key={i.label}>
              <td>{i.label}</td>
              <td data-right>
                <Money fen={i.amount_fen} />
              </td>
              <td>{i.basis ?? '—'}</td>
              <td>{i.note ?? ''}</td>
            </tr>
          ))}
        </Sheet>
      </section>
      <OfCase file={file} acts={TAKEN_BACK} open={open} />
      <section className={s.section}>
        <header>
          <h2>到账</h2>
        </header>
        <Sheet caption="到账" head={['日期', { title: '金额（元）', right: true }, '付款人', '摘要', '操作']} empty={c.none.receipts}>
          {funds.receipts.map((r) => (
            <tr key={r.id}>
              <td className="num">{r.on}</td>
              <td data-right>
                <Money fen={r.amount_fen} />
              </td>
              <td>{r.payer}</td>
              <td>{r.memo}</td>
              <td>
                <Offers actions={r.actions} on={`receipt:${r.id}`} open={open} />
              </td>
            </tr>
          ))}
        </Sheet>
      </section>
      <section className={s.section}>
        <header>
          <h2>发放</h2>
          <ActButton actions={file.actions} act="propose_payout" onClick={() => open({ kind: 'payout' })} />
        </header>
        {file.payouts.length === 0 ? <p className={s.dim}>{c.none.payouts}</p> : null}
        {file.payouts.map((p) => (
          <PayoutCard key={p.id} payout={p} version={file.version} />
        ))}
      </section>
    </>
  );
}
