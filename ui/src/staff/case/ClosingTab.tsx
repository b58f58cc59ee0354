import type { CaseDetail, ClosingCondition } from '../../api/types';
import { caseCopy as c } from '../../copy/case';
import { ActButton } from '../../ui/ActButton';
import { day, yuan } from '../../ui/format';
import { Money } from '../../ui/Money';
import { Sheet } from '../../ui/Panel';
import { OfCase } from '../approval/OfCase';
import s from './Case.module.css';
import type { OpenForm } from './forms';

const CLOSING = ['waiver', 'closing', 'strike_off'];

export function ClosingTab({ file, open }: { file: CaseDetail; open: (form: OpenForm) => void }) {
  const { conditions, closed_on, way_label } = file.closing;
  const required = conditions.filter((x) => x.required && !x.not_applicable);
  const lacking = required.filter((x) => !x.met);
  const met = required.length - lacking.length;
  const hold = lacking.length === 0 ? null : `还有 ${lacking.length} 项必备条件不具备：${lacking.map((x) => x.title).join('；')}`;
  // What is lacking stands first, then what should be looked at.
  const inOrder = [...conditions].sort((a, b) => place(a) - place(b));
  return (
    <>
      <Claims file={file} open={open} />
      <Deeds file={file} open={open} />
      <OfCase file={file} acts={CLOSING} open={open} />
      <section className={s.section}>
        <header>
          <h2>结案条件</h2>
          <span>
            {closed_on ? `已于 ${day(closed_on)} 以${way_label ?? ''}方式结案` : `必备条件已具备 ${met} / ${required.length} 项`}
          </span>
          <ActButton actions={file.actions} act="strike_off" onClick={() => open({ kind: 'command', name: 'strike_off' })} />
          <ActButton actions={file.actions} act="close_case" primary={hold === null} hold={hold} onClick={() => open({ kind: 'close' })} />
          {hold && !closed_on ? <span className={s.unmetWhy}>{hold}</span> : null}
        </header>
        <Sheet caption="结案条件" head={['', '条件', '证据', '还需办理', '依据']} empty={c.none.conditions}>
          {inOrder.map((x) => (
            <tr key={x.code}>
              <td>
                <Met condition={x} />
              </td>
              <td>{x.title}</td>
              <td>{x.evidence ?? '—'}</td>
              <td>{x.met ? '' : (x.remedy ?? '—')}</td>
              <td>{x.basis ?? '—'}</td>
            </tr>
          ))}
        </Sheet>
      </section>
    </>
  );
}

/** Each item of the claim once: what is owed, what has reached the applicants, what they gave up, what is left. */
function Claims({ file, open }: { file: CaseDetail; open: (form: OpenForm) => void }) {
  const { claims, waiver } = file.closing;
  const money = (title: string) => ({ title, right: true as const });
  return (
    <section className={s.section}>
      <header>
        <h2>请求事项</h2>
        {waiver ? (
          <span>
            申请执行人于 {day(waiver.on)} 放弃剩余债权 {yuan(waiver.amount_fen)} 元（《{waiver.material}》，{waiver.by}登记
            {waiver.by_agent ? '，代理人特别授权' : ''}）
          </span>
        ) : null}
        <ActButton actions={file.actions} act="record_waiver" onClick={() => open({ kind: 'waiver' })} />
      </header>
      <Sheet
        caption="请求事项"
        head={['项目', money('应付（元）'), money('已发放（元）'), ...(waiver ? [money('放弃（元）')] : []), money('尚欠或待发放（元）')]}
        empty={c.none.items}
      >
        {claims.map((x) => (
          <tr key={x.label}>
            <td>{x.label}</td>
            <td data-right>
              <Money fen={x.owed_fen} />
            </td>
            <td data-right>
              <Money fen={x.received_fen} />
            </td>
            {waiver ? (
              <td data-right>
                <Money fen={x.waived_fen} />
              </td>
            ) : null}
            <td data-right>
              <Money fen={x.left_fen} />
            </td>
          </tr>
        ))}
      </Sheet>
    </section>
  );
}

/** Each act that the claim asks for, and what proves that it is done. */
function Deeds({ file, open }: { file: CaseDetail; open: (form: OpenForm) => void }) {
  const { deeds } = file.closing;
  if (deeds.length === 0) return null;
  return (
    <section className={s.section}>
      <header>
        <h2>行为请求</h2>
        <ActButton actions={file.actions} act="record_performance" onClick={() => open({ kind: 'command', name: 'record_performance' })} />
      </header>
      <Sheet caption="行为请求" head={['种类', '内容', '履行', '证明材料', '登记']} empty={c.none.items}>
        {deeds.map((x) => (
          <tr key={`${x.kind_label}${x.content}`}>
            <td>{x.kind_label}</td>
            <td>{x.content}</td>
            <td>{x.performed_on ? `✓ ${x.how_label} ${day(x.performed_on)}` : '▲ 还没有履行'}</td>
            <td>{x.material ?? '—'}</td>
            <td>{x.by ?? '—'}</td>
          </tr>
        ))}
      </Sheet>
    </section>
  );
}

/** Unmet, hinted, met, not this case's. */
function place(x: ClosingCondition): number {
  if (x.not_applicable) return 3;
  if (x.met) return 2;
  return x.required ? 0 : 1;
}

function Met({ condition }: { condition: ClosingCondition }) {
  if (condition.not_applicable) return <span className={s.dim}>○ 不适用</span>;
  if (condition.met) return <span className={s.met}>✓ 具备</span>;
  return condition.required ? <span className={s.unmet}>▲ 不具备</span> : <span className={s.soon}>◆ 提示</span>;
}
