import type { CaseDetail, ClosingCondition } from '../../api/types';
import { caseCopy as c } from '../../copy/case';
import { ActButton } from '../../ui/ActButton';
import { day } from '../../ui/format';
import { Sheet } from '../../ui/Panel';
import s from './Case.module.css';
import type { OpenForm } from './forms';

export function ClosingTab({ file, open }: { file: CaseDetail; open: (form: OpenForm) => void }) {
  const { conditions, closed_on, way_label } = file.closing;
  const required = conditions.filter((x) => x.required && !x.not_applicable);
  const met = required.filter((x) => x.met).length;
  return (
    <section className={s.section}>
      <header>
        <h2>结案条件</h2>
        <span>
          {closed_on ? `已于 ${day(closed_on)} 以${way_label ?? ''}方式结案` : `必备条件已具备 ${met} / ${required.length} 项`}
        </span>
        <ActButton actions={file.actions} act="close_case" primary onClick={() => open({ kind: 'close' })} />
      </header>
      <Sheet caption="结案条件" head={['', '条件', '证据', '还需办理', '依据']} empty={c.none.conditions}>
        {conditions.map((x) => (
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
  );
}

function Met({ condition }: { condition: ClosingCondition }) {
  if (condition.not_applicable) return <span className={s.dim}>○ 不适用</span>;
  if (condition.met) return <span className={s.met}>✓ 具备</span>;
  return condition.required ? <span className={s.unmet}>▲ 不具备</span> : <span className={s.soon}>◆ 提示</span>;
}
