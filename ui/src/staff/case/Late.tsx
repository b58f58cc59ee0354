import type { CaseDetail } from '../../api/types';
import { day } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Sheet } from '../../ui/Panel';
import { Offers } from '../command/Offers';
import s from './Case.module.css';
import type { OnForm } from './formOf';

type Props = { file: CaseDetail; open: OnForm };

/** 逾期与督办：what is late, whom it has been told to and why; what leaders want answered. */
export default function Late({ file, open }: Props) {
  return (
    <>
      {0 < file.deadlines.directives.length ? <Directives file={file} open={open} /> : null}
      {0 < file.deadlines.latenesses.length ? <Latenesses file={file} open={open} /> : null}
    </>
  );
}

function Latenesses({ file, open }: Props) {
  return (
    <section className={s.section}>
      <header>
        <h2>逾期</h2>
      </header>
      <Sheet caption="逾期" head={['逾期的事', '谁办', '届满日', '已催办到', '原因和计划', '办理']} empty="">
        {file.deadlines.latenesses.map((one) => (
          <tr key={one.id}>
            <td>
              {one.name}
              <div className={s.dim}>{one.kind_label}</div>
            </td>
            <td>{one.owner}</td>
            <td className="num">{day(one.due_on)}</td>
            <td>
              <Light light={one.light}>{one.ended_on ? `已消除（${day(one.ended_on)}）` : `${one.level_label} · ${one.light_label}`}</Light>
              <div className={s.dim}>{one.told.map((told) => `${told.level_label} ${day(told.on)}`).join('；')}</div>
            </td>
            <td>
              {one.why_label ? `${one.why_label}：${one.reason}（${one.explained_by}，计划 ${day(one.planned_on)} 办结）` : one.ended_on ? '没有说明' : null}
              {one.lacks_reason ? <Light light="soon">{one.why_label ? '计划办结日已过，请再说明' : '待说明原因'}</Light> : null}
            </td>
            <td>
              <Offers actions={one.actions} on={`lateness:${one.id}`} open={open} />
            </td>
          </tr>
        ))}
      </Sheet>
    </section>
  );
}

function Directives({ file, open }: Props) {
  return (
    <section className={s.section}>
      <header>
        <h2>督办</h2>
      </header>
      <Sheet caption="督办" head={['督办事由和要求', '督办人', '答复期限', '状态', '答复和审核意见', '办理']} empty="">
        {file.deadlines.directives.map((one) => (
          <tr key={one.id}>
            <td>{one.asks}</td>
            <td>
              {one.issued_by}
              <div className={`${s.dim} num`}>{day(one.issued_on)}</div>
            </td>
            <td className="num">{day(one.reply_by)}</td>
            <td>
              <Light light={one.light}>{[one.state_label, one.light_label].filter(Boolean).join(' · ')}</Light>
            </td>
            <td>
              {one.replies.map((reply) => (
                <div key={reply.by + reply.text}>
                  {reply.text}
                  <span className={s.dim}>（{reply.by}）</span>
                </div>
              ))}
              {one.remark ? <div>审核：{one.remark}</div> : null}
            </td>
            <td>
              <Offers actions={one.actions.filter((a) => a.allowed)} on={`directive:${one.id}`} open={open} />
            </td>
          </tr>
        ))}
      </Sheet>
    </section>
  );
}
