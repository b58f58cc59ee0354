import type { CaseDetail } from '../../api/types';
import { day } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Sheet } from '../../ui/Panel';
import { Offers } from '../command/Offers';
import s from './Case.module.css';
import type { OnForm } from './formOf';

type PanelView = CaseDetail['panels'][number];

/** 合议：who sits, whose word is waited for, what the majority decided; what was said, for those who may read it. */
export default function Panels({ file, open }: { file: CaseDetail; open: OnForm }) {
  return (
    <section className={s.section}>
      <header>
        <h2>合议</h2>
      </header>
      {file.panels.map((panel) => (
        <One key={panel.id} panel={panel} open={open} />
      ))}
    </section>
  );
}

function One({ panel, open }: { panel: PanelView; open: OnForm }) {
  return (
    <section className={s.section} aria-label={panel.topic_label}>
      <div className={s.tool}>
        <b>{panel.topic_label}</b>
        <Light light={panel.light}>{panel.state_label}</Light>
        {panel.result_label ? <span>{panel.result_label}</span> : null}
        <span className={`${s.dim} num`}>
          {day(panel.convened_on)} {panel.convened_by} 组成，记录人 {panel.clerk}
        </span>
        <Offers actions={panel.actions.filter((a) => a.allowed)} on={`panel:${panel.id}`} open={open} />
      </div>
      {panel.question ? <p>{panel.question}</p> : null}
      {panel.confided ? <p className={s.dim}>评议过程不公开，意见和笔录只供合议庭成员、承办人和记录人查看。</p> : null}
      <Sheet caption={`${panel.topic_label}的合议庭`} head={['成员', '职务', '表决', '评议意见', '签名']} empty="">
        {panel.members.map((member) => (
          <tr key={member.name}>
            <td>
              {member.name}
              {member.handles ? <span className={s.dim}>（承办）</span> : null}
            </td>
            <td>{member.seat_label}</td>
            <td>{member.vote_label ?? (member.spoke ? '已发表' : '—')}</td>
            <td>
              {member.opinion} {member.waits ? <Light light="soon">{waitsFor(panel, member)}</Light> : null}
            </td>
            <td>{member.signed ? '已签' : '—'}</td>
          </tr>
        ))}
      </Sheet>
      {panel.conclusion ? <p>结论：{panel.conclusion}</p> : null}
      {panel.dissolved ? <p className={s.dim}>撤销：{panel.dissolved}</p> : null}
    </section>
  );
}

function waitsFor(panel: PanelView, member: PanelView['members'][number]): string {
  if (panel.result_label) return '待签笔录';
  return member.spoke ? '待作结论' : '待发表意见';
}
