import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CaseDetail, LinkedMatter } from '../../api/types';
import { caseNo, day } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Facts, Sheet } from '../../ui/Panel';
import { Offers } from '../command/Offers';
import s from './Case.module.css';
import type { OpenForm } from './forms';

type Props = { file: CaseDetail; open: (form: OpenForm) => void };

/** 执行异议：what is said, who may not review it, what was heard and decided. */
export function ObjectionTab({ file, open }: Props) {
  const o = file.objection;
  if (!o) return null;
  return (
    <>
      <Missing items={o.missing} />
      <section className={s.section}>
        <header>
          <h2>异议</h2>
          <Offers actions={o.actions} on="objection" open={open} />
        </header>
        <Facts
          columns={2}
          items={[
            { label: '异议种类', value: o.claim_label },
            { label: '异议人', value: `${o.objector}${o.outsider ? '（案外人）' : '（本案当事人）'}` },
            { label: '异议指向', value: o.about ?? '不指向某项财产' },
            { label: '收到日期', value: day(o.received_on) },
            { label: '审查期限', value: o.limit },
            { label: '不得参加审查', value: o.barred.join('、') || '无' },
          ]}
        />
        <Words label="异议请求" text={o.request} />
        <Words label="事实和理由" text={o.reasons} />
      </section>
      <section className={s.section}>
        <header>
          <h2>审查和裁定</h2>
        </header>
        <Words label="听证" text={o.hearing ? `${day(o.heard_on)}　${o.hearing}` : '没有听证'} />
        {o.result_label ? (
          <>
            <Facts
              columns={2}
              items={[
                { label: '裁定结果', value: o.result_label },
                { label: '裁定', value: `${day(o.ruled_on)} ${o.ruled_by ?? ''}` },
                { label: '救济', value: o.remedy ?? '无' },
              ]}
            />
            <Words label="裁定主文" text={o.operative ?? ''} />
            <Words label="查明和认为" text={o.found ?? ''} />
          </>
        ) : (
          <p className={s.dim}>尚未作出裁定</p>
        )}
      </section>
    </>
  );
}

/** 来访：what the visitor asked, and the answer. */
export function VisitTab({ file, open }: Props) {
  const v = file.visit;
  if (!v) return null;
  return (
    <section className={s.section}>
      <header>
        <h2>来访</h2>
        <Offers actions={v.actions} on="visit" open={open} />
      </header>
      <Facts
        columns={2}
        items={[
          { label: '来访人', value: v.visitor ?? '未表明身份' },
          { label: '来访事项', value: v.topic_label },
          { label: '来访日期', value: day(v.on) },
          { label: '接待人', value: v.received_by },
        ]}
      />
      <Words label="反映的情况和请求" text={v.request} />
      {v.answer ? (
        <>
          <Words label="答复" text={v.answer} />
          <p className={s.dim}>
            {day(v.answered_on)} {v.answered_by} {v.answer_way}
          </p>
        </>
      ) : (
        <p className={s.dim}>尚未答复</p>
      )}
    </section>
  );
}

/** What is linked with this matter, both ways. */
export function LinkedTab({ file }: { file: CaseDetail }) {
  return (
    <section className={s.section}>
      <Sheet caption="关联的案件、异议、来访" head={['案号、登记号', '种类', '提出人', '事项', '承办人', '状态', '期限']} empty="没有关联的案件、异议或者来访">
        {file.links.map((link) => (
          <tr key={link.id}>
            <td>
              <Link to={`/cases/${link.id}`}>{numberOf(link)}</Link>
            </td>
            <td>{link.kind_label}</td>
            <td>{link.who ?? '—'}</td>
            <td>{link.cause ?? '—'}</td>
            <td>{link.handler ?? '待分案'}</td>
            <td>{link.result_label ?? link.state_label}</td>
            <td>{link.light_label ? <Light light={link.light}>{link.light_label}</Light> : '—'}</td>
          </tr>
        ))}
      </Sheet>
    </section>
  );
}

/** What law forbids to dispose of, above everything else of the case. */
export function Bars({ file }: { file: CaseDetail }) {
  if (file.bars.length === 0) return null;
  return (
    <section className={s.rule} aria-label="不得处分的财产">
      <b className={s.unmet}>▲ 以下财产现在不得处分</b>
      <ul>
        {file.bars.map((bar) => (
          <li key={bar.title}>
            · {bar.title}：{bar.reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

function numberOf(link: LinkedMatter): ReactNode {
  return link.number ? <span className="num">{caseNo(link.number)}</span> : `${link.kind_label}（未立案）`;
}

function Missing({ items }: { items: string[] }) {
  if (items.length === 0) return null;
  return (
    <section className={s.rule} aria-label="尚缺材料">
      <b className={s.unmet}>▲ 尚缺以下材料，一次告知，补齐后立案</b>
      <ul>
        {items.map((m) => (
          <li key={m}>· {m}</li>
        ))}
      </ul>
    </section>
  );
}

function Words({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <span className={s.dim}>{label}</span>
      <p style={{ whiteSpace: 'pre-wrap' }}>{text}</p>
    </div>
  );
}
