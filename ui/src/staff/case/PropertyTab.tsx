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
import type { OpenForm } from './forms';

type Props = { file: CaseDetail; open: (form: OpenForm) => void };

export function PropertyTab({ file, open }: Props) {
  return (
    <>
      <section className={s.section}>
        <header>
          <h2>网络查控</h2>
          <ActButton actions={file.actions} act="start_search" onClick={() => open({ kind: 'search' })} />
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
                <ActButton small actions={q.actions} act="start_search" label="终止查询" onClick={() => open({ kind: 'closeSearch', id: q.id })} />
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
              <ActButton small actions={a.actions} act="screen_asset" label="甄别" onClick={() => open({ kind: 'screen', id: a.id })} />
              <ActButton small actions={a.actions} act="order_measure" label="冻结" onClick={() => open({ kind: 'freeze', id: a.id })} />
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
                <ActButton small actions={m.actions} act="order_deduction" label="扣划" onClick={() => open({ kind: 'deduct', id: m.id })} />
                <ActButton small actions={m.actions} act="renew_measure" label="续行" onClick={() => open({ kind: 'renew', id: m.id })} />
                <ActButton small actions={m.actions} act="release_measure" label="解除" onClick={() => open({ kind: 'release', id: m.id })} />
                <ActButton
                  small
                  actions={m.actions}
                  act="acknowledge_expiry"
                  label="确认到期"
                  onClick={() => open({ kind: 'acknowledge', id: m.id })}
                />
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
          head={['财产', { title: '扣划金额（元）', right: true }, { title: '实际扣划（元）', right: true }, '决定日期', '状态']}
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
              </td>
            </tr>
          ))}
        </Sheet>
      </section>
    </>
  );
}
