import type { CaseDetail } from '../../api/types';
import { caseCopy as c } from '../../copy/case';
import { ActButton } from '../../ui/ActButton';
import { Deadline } from '../../ui/Deadline';
import { day } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Masked } from '../../ui/Masked';
import { Money } from '../../ui/Money';
import { Sheet } from '../../ui/Panel';
import s from './Case.module.css';
import { Offers } from '../command/Offers';
import type { OpenForm } from './forms';

type Props = { file: CaseDetail; open: (form: OpenForm) => void };

export function PropertyTab({ file, open }: Props) {
  return (
    <>
      <section className={s.section}>
        <header>
          <h2>网络查控</h2>
          <ActButton actions={file.actions} act="start_search" onClick={() => open({ kind: 'command', name: 'start_search' })} />
        </header>
        <Sheet caption="网络查控" head={['请求单号', '被执行人', '发起日期', '反馈', '状态', '操作']} empty={c.none.searches}>
          {file.searches.map((q) => (
            <tr key={q.id}>
              <td className="num">{q.request_no}</td>
              <td>{q.respondent}</td>
              <td className="num">{day(q.requested_on)}</td>
              <td title={0 < q.waiting.length ? `未反馈：${q.waiting.join('、')}` : undefined}>
                {q.answered} / {q.asked} 家
              </td>
              <td>
                <Light light={q.light}>{q.state_label}</Light>
                {q.remark ? <div className={s.dim}>{q.remark}</div> : null}
              </td>
              <td>
                <Offers actions={q.actions} on={`search:${q.id}`} open={open} />
              </td>
            </tr>
          ))}
        </Sheet>
      </section>
      <Assets file={file} open={open} />
      <Measures file={file} open={open} />
    </>
  );
}

function Assets({ file, open }: Props) {
  return (
    <section className={s.section}>
      <header>
        <h2>查明财产</h2>
      </header>
      <Sheet
        caption="查明财产"
        head={['种类', '财产', '被执行人', '账号、证号', { title: '金额（元）', right: true }, { title: '可用（元）', right: true }, '甄别', '操作']}
        empty={c.none.assets}
      >
        {file.assets.map((a) => (
          <tr key={a.id}>
            <td>{a.kind_label}</td>
            <td>
              {a.title}
              <div className={s.dim}>
                {a.holder}
                {a.encumbrance ? `；${a.encumbrance}` : ''}
              </div>
            </td>
            <td>{a.respondent}</td>
            <td>
              <Masked value={a.number} label="账号或证号" />
            </td>
            <td data-right>
              <Money fen={a.amount_fen} />
            </td>
            <td data-right>
              <Money fen={a.available_fen} />
            </td>
            <td title={a.verdict_reason ?? undefined}>{a.verdict_label ?? <Light light="soon">待甄别</Light>}</td>
            <td>
              <Offers actions={a.actions} on={`asset:${a.id}`} open={open} />
            </td>
          </tr>
        ))}
      </Sheet>
    </section>
  );
}

function Measures({ file, open }: Props) {
  return (
    <>
      <section className={s.section}>
        <header>
          <h2>控制措施</h2>
        </header>
        <Sheet
          caption="控制措施"
          head={['财产', { title: '裁定金额（元）', right: true }, { title: '实际冻结（元）', right: true }, '起', '届满', '状态', '操作']}
          empty={c.none.measures}
        >
          {file.measures.map((m) => (
            <tr key={m.id}>
              <td className={s.asset}>{m.title}</td>
              <td data-right>
                <Money fen={m.amount_fen} />
              </td>
              <td data-right>
                <Money fen={m.actual_fen} />
              </td>
              <td className="num">{day(m.from_on)}</td>
              <td>
                {m.state === 'live' || m.awaits_answer ? (
                  <span className={s.tool}>
                    <span className="num">{day(m.ends_on)}</span>
                    <Deadline light={m.light} due={m.ends_on} basis={m.basis} />
                  </span>
                ) : (
                  <span className="num">{day(m.ends_on)}</span>
                )}
              </td>
              <td>
                {m.state_label}
                {m.pending ? <div className={s.dim}>{m.pending}</div> : null}
                {m.awaits_answer ? <Light light={m.light}>{m.warned_on ? `${day(m.warned_on)} 预警，待答复` : '届满未答复'}</Light> : null}
                {m.acknowledged_by ? <div className={s.dim}>到期由 {m.acknowledged_by} 负责</div> : null}
              </td>
              <td>
                <Offers actions={m.actions} on={`measure:${m.id}`} open={open} />
              </td>
            </tr>
          ))}
        </Sheet>
      </section>
      <section className={s.section}>
        <header>
          <h2>扣划</h2>
        </header>
        <Sheet
          caption="扣划"
          head={['财产', { title: '扣划金额（元）', right: true }, { title: '实际扣划（元）', right: true }, '决定日期', '状态', '操作']}
          empty={c.none.deductions}
        >
          {file.deductions.map((d) => (
            <tr key={d.id}>
              <td className={s.asset}>{d.title}</td>
              <td data-right>
                <Money fen={d.amount_fen} />
              </td>
              <td data-right>
                <Money fen={d.actual_fen} />
              </td>
              <td className="num">{day(d.ordered_on)}</td>
              <td>
                <Light light={d.light}>{d.state_label}</Light>
                {d.reason ? <div className={s.dim}>{d.reason}</div> : null}
              </td>
              <td>
                <Offers actions={d.actions} on={`deduction:${d.id}`} open={open} />
              </td>
            </tr>
          ))}
        </Sheet>
      </section>
    </>
  );
}
