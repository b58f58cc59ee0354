import type { CaseDetail } from '../../api/types';
import { day } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Sheet } from '../../ui/Panel';
import { OfCase } from '../approval/OfCase';
import { Offers } from '../command/Offers';
import s from './Case.module.css';
import type { OpenForm } from './forms';

type Props = { file: CaseDetail; open: (form: OpenForm) => void };
type Deadlines = CaseDetail['deadlines'];

const ASKED = ['exclusion', 'extension'];

/** 期限：the limits of the law, how each is counted, what is not counted into them, and what is asked to move them. */
export default function DeadlinesTab({ file, open }: Props) {
  const { all, exclusions, actions } = file.deadlines;
  return (
    <>
      <OfCase file={file} acts={ASKED} waiting open={open} />
      <section className={s.section}>
        <header>
          <h2>法定期限</h2>
          <Offers actions={actions} on="deadline" open={open} />
        </header>
        <Sheet
          caption="法定期限"
          head={['期限', '起算日', '届满日', '状态', { title: '不计入（日）', right: true }, '延长', '依据']}
          empty="没有法定期限：尚未立案，或者本类事项没有整件的法定期限"
        >
          {all.map((one, place) => (
            <tr key={`${one.code}${place}`}>
              <td>{one.name}</td>
              <td className="num">{day(one.from_on)}</td>
              <td className="num">
                {one.due_on ? day(one.due_on) : '停止计算'}
                {one.opens_on ? <div>自 {day(one.opens_on)} 起可以申请</div> : null}
              </td>
              <td>
                <Light light={one.light}>{one.light_label ?? one.state_label}</Light>
              </td>
              <td className="num" style={{ textAlign: 'right' }}>
                {one.excluded_days}
              </td>
              <td>{one.extensions.length === 0 ? '—' : one.extensions.map((e) => `${e.months}个月（${e.by}，${e.reason}）`).join('；')}</td>
              <td>{one.basis}</td>
            </tr>
          ))}
        </Sheet>
        {all.filter((one) => !one.ended_on).map((one) => <Working key={one.code} one={one} />)}
      </section>
      <section className={s.section}>
        <header>
          <h2>扣除期间</h2>
        </header>
        <Sheet
          caption="扣除期间"
          head={['事由', '自', '至', { title: '日数', right: true }, '事实和文书依据', '登记', '法律依据', '办理']}
          empty="没有扣除期间"
        >
          {exclusions.map((e) => (
            <tr key={e.id}>
              <td>{e.ground_label}</td>
              <td className="num">{day(e.from_on)}</td>
              <td className="num">{e.to_on ? day(e.to_on) : '尚未结束'}</td>
              <td className="num" style={{ textAlign: 'right' }}>
                {e.days ?? '—'}
              </td>
              <td>{e.reason}</td>
              <td>{e.by}</td>
              <td>{e.basis}</td>
              <td>{e.lifted ? `已撤销（${e.lifted}）` : <Offers actions={e.actions} on={`exclusion:${e.id}`} open={open} />}</td>
            </tr>
          ))}
        </Sheet>
      </section>
    </>
  );
}

/** How the last day came about, step by step. */
function Working({ one }: { one: Deadlines['all'][number] }) {
  if (one.working.length === 0) return null;
  return (
    <details>
      <summary>{one.name}的计算过程</summary>
      <ol>
        {one.working.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </details>
  );
}
