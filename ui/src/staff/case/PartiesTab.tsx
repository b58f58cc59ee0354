import type { CaseDetail, Party } from '../../api/types';
import { ActButton } from '../../ui/ActButton';
import { yuan } from '../../ui/format';
import { Masked } from '../../ui/Masked';
import { Money } from '../../ui/Money';
import { Facts } from '../../ui/Panel';
import { OfCase } from '../approval/OfCase';
import s from './Case.module.css';
import { Corrections } from './Corrections';
import type { OpenForm } from './forms';

const CORRECTION = ['correction'];

/** 性别、出生日期、民族、国籍, as far as they are known. */
function bornOf(p: Party) {
  const said = [p.sex_label, p.born_on ? `${p.born_on}出生` : null, p.ethnicity, p.country].filter(Boolean);
  return 0 < said.length ? [{ label: '身份事项', value: said.join('，') }] : [];
}

function agentOf(a: Party['agents'][number]) {
  const who = [a.kind_label, a.firm].filter(Boolean).join('，');
  return `${a.name}（${who}），${a.authority_label}${a.receives ? '，可代为收取执行款' : ''}${a.phone ? `，电话 ${a.phone}` : ''}`;
}

export function PartiesTab({ file, open }: { file: CaseDetail; open: (form: OpenForm) => void }) {
  const applicants = file.parties.filter((p) => p.role === 'applicant');
  const several = 1 < applicants.length;
  const undeclared = applicants.some((p) => p.share_fen === null);
  return (
    <>
      {file.missing.length === 0 ? null : (
        <section className={s.rule} aria-label="尚缺材料">
          <b className={s.unmet}>▲ 尚缺以下材料或内容，补正后立案</b>
          <ul>
            {file.missing.map((m) => (
              <li key={m.code}>· {m.remedy ? `${m.title}：${m.remedy}` : m.title}</li>
            ))}
          </ul>
        </section>
      )}
      {several && file.state !== 'closed' ? (
        <section className={s.rule} aria-label="申请执行人份额">
          {undeclared ? <b className={s.unmet}>▲ 有数名申请执行人，尚未登记各人的份额，登记后才能核算发放</b> : <span>各申请执行人的份额已登记，合计等于申请标的。</span>}{' '}
          <ActButton actions={file.actions} act="declare_shares" primary={undeclared} onClick={() => open({ kind: 'shares' })} />
        </section>
      ) : null}
      {file.parties.map((p) => (
        <section key={p.id} className={s.section} aria-label={`${p.role_label} ${p.name}`}>
          <header>
            <h2>
              {p.role_label} {p.name}
            </h2>
            <span className={s.dim}>{p.kind_label}</span>
            <ActButton small actions={p.actions} act="correct_party" onClick={() => open({ kind: 'command', name: 'correct_party', on: `party:${p.id}` })} />
            {p.role === 'applicant' || p.account ? (
              <ActButton small actions={p.actions} act="correct_account" onClick={() => open({ kind: 'command', name: 'correct_account', on: `party:${p.id}` })} />
            ) : null}
          </header>
          <Facts
            columns={2}
            items={[
              { label: p.identity_kind_label, value: p.identity_number ? <Masked value={p.identity_number} label={`${p.name}的证件号码`} /> : (p.identity_remark ?? '—') },
              { label: '联系电话', value: <Masked value={p.phone} label={`${p.name}的电话`} /> },
              { label: '住所地', value: p.address ?? '—' },
              { label: '送达地址', value: p.service_address ?? '未确认' },
              ...bornOf(p),
              ...(p.representative ? [{ label: '法定代表人', value: p.representative }] : []),
              ...p.agents.map((a, at) => ({ label: `委托诉讼代理人${1 < p.agents.length ? at + 1 : ''}`, value: agentOf(a) })),
              ...(several && p.role === 'applicant'
                ? [
                    {
                      label: '份额',
                      value:
                        p.share_fen === null ? (
                          <span className={s.unmet}>▲ 未登记</span>
                        ) : (
                          <span>
                            <Money fen={p.share_fen} unit />
                            {p.share_percent ? `（${p.share_percent}）` : ''}
                          </span>
                        ),
                    },
                  ]
                : []),
              ...(p.account
                ? [
                    {
                      label: '收款账户',
                      value: (
                        <span>
                          {p.bank} <Masked value={p.account} label={`${p.name}的收款账户`} />
                        </span>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          {p.not_searchable ? <p className={s.unmet}>▲ {p.not_searchable}</p> : null}
        </section>
      ))}
      {file.title ? (
        <section className={s.section} aria-label="执行依据">
          <header>
            <h2>执行依据</h2>
            <ActButton small actions={file.actions} act="correct_title" onClick={() => open({ kind: 'command', name: 'correct_title' })} />
            <ActButton small actions={file.actions} act="correct_item" onClick={() => open({ kind: 'command', name: 'correct_item' })} />
          </header>
          <Facts
            columns={2}
            items={[
              { label: '文书', value: `${file.title.issuer} ${file.title.kind}` },
              { label: '文号', value: file.title.number },
              { label: '生效日', value: file.title.effective_on },
              { label: '履行期届满日', value: file.title.due_on },
              { label: '主文', value: file.title.operative_part },
              ...(0 < file.closing.deeds.length ? [{ label: '行为请求', value: file.closing.deeds.map((x) => `${x.kind_label}：${x.content}`).join('；') }] : []),
              {
                label: '申请标的',
                value: (
                  <span>
                    <Money fen={file.claim_fen} unit />
                    {1 < file.claim_items.length ? `（${file.claim_items.map((i) => `${i.label} ${yuan(i.amount_fen)}`).join('；')}）` : ''}
                  </span>
                ),
              },
            ]}
          />
        </section>
      ) : null}
      <OfCase file={file} acts={CORRECTION} open={open} />
      <Corrections items={file.corrections} />
      <section className={s.section} aria-label="执前谈话">
        <header>
          <h2>执前谈话</h2>
          <ActButton actions={file.actions} act="record_interview" onClick={() => open({ kind: 'command', name: 'record_interview' })} />
        </header>
        {file.interview ? <Facts columns={2} items={file.interview} /> : <p className={s.dim}>尚未登记执前谈话</p>}
      </section>
    </>
  );
}
