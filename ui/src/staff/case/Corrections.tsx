import type { CaseDetail } from '../../api/types';
import { moment } from '../../ui/format';
import { Facts } from '../../ui/Panel';
import s from './Case.module.css';

/** What was taken down wrongly and mended, and the papers that still say what was wrong. */
export function Corrections({ items }: { items: CaseDetail['corrections'] }) {
  if (items.length === 0) return null;
  return (
    <section className={s.section} aria-label="更正记录">
      <header>
        <h2>更正记录</h2>
        <span className={s.dim}>{items.length} 次</span>
      </header>
      {items.map((item) => (
        <article key={item.at} aria-label={`${moment(item.at)} 更正`}>
          <Facts
            columns={1}
            items={[
              { label: '更正', value: `${moment(item.at)} ${item.by}${item.about ? `，${item.about}` : ''}` },
              ...item.changes.map((c) => ({ label: c.label, value: `${c.before} → ${c.after}` })),
              { label: '依据', value: item.ground },
              ...item.papers.map((p) => ({ label: p.title, value: <span className={s.unmet}>▲ {p.remedy}</span> })),
              ...(item.searches.length === 0 ? [] : [{ label: '查询请求', value: <span className={s.unmet}>▲ {item.searches.join('、')} 按更正前的证件号码发出，反馈的可能不是本人的财产，请重新发起查控</span> }]),
            ]}
          />
        </article>
      ))}
    </section>
  );
}
