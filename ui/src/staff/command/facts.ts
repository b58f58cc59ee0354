import type { CaseDetail } from '../../api/types';
import { yuan } from '../../ui/format';

/** What a command is about: `measure:<id>`. */
export interface Subject {
  kind: string;
  id: string;
}

export function splitSubject(on: string | undefined): Subject | null {
  const [kind, id] = on?.split(':') ?? [];
  return kind && id ? { kind, id } : null;
}

interface Fact {
  label: string;
  value: string;
}

const sum = (fen: number | null | undefined) => `${yuan(fen)} 元`;

/** What the person should have before their eyes while they decide about one thing. */
export function factsOf(file: CaseDetail, about: Subject | null): Fact[] {
  const of = <T extends { id: string }>(items: T[]) => items.find((item) => item.id === about?.id);
  switch (about?.kind) {
    case 'task':
      return facts(of(file.tasks), (t) => [
        { label: '事项', value: t.title },
        ...(t.asks ? [{ label: '办理要求', value: t.asks }] : []),
        { label: '期限', value: t.due_on ?? null },
        { label: '依据', value: t.basis ?? null },
      ]);
    case 'party':
      return facts(of(file.parties), (p) => [
        { label: p.role_label, value: p.name },
        { label: '现登记账户', value: p.account ? `${p.bank ?? ''} ${p.account.masked}` : '未登记' },
      ]);
    case 'document':
      return facts(of(file.documents), (d) => [
        { label: '文书', value: d.title },
        { label: '送达对象', value: d.addressee ?? (d.targets.map((t) => t.name).join('、') || null) },
        { label: '退回理由', value: d.remark ?? null },
      ]);
    case 'search':
      return facts(of(file.searches), (q) => [
        { label: '被执行人', value: q.respondent },
        { label: '尚未反馈的单位', value: q.waiting.join('、') || '无' },
      ]);
    case 'asset':
      return facts(of(file.assets), (a) => [
        { label: '财产', value: a.title },
        { label: '可用余额', value: sum(a.available_fen) },
        { label: '应付总额', value: sum(file.funds.owed_fen) },
        ...(a.freezable_fen === null ? [] : [{ label: '现在最多可冻结', value: `${sum(a.freezable_fen)}（含至预计扣划日的利息，减去已冻结的）` }]),
      ]);
    case 'measure':
      return facts(of(file.measures), (m) => [
        { label: '财产', value: m.title },
        { label: '实际冻结', value: sum(m.actual_fen) },
        { label: '届满日', value: m.ends_on },
        { label: '正在办理', value: m.pending ?? '无' },
        { label: '应付总额', value: sum(file.funds.owed_fen) },
        ...(m.deductible_fen === null ? [] : [{ label: '现在最多可扣划', value: sum(m.deductible_fen) }]),
        { label: '已到账', value: sum(file.funds.received_fen) },
      ]);
    case 'panel':
      return facts(of(file.panels), (p) => [
        { label: '评议事项', value: p.topic_label },
        { label: '问题和处理意见', value: p.question ?? null },
        ...p.members.flatMap((m) => (m.vote_label ? [{ label: `${m.seat_label}${m.name}`, value: `${m.vote_label}。${m.opinion ?? ''}` }] : [])),
        { label: '评议结论', value: p.conclusion ?? null },
      ]);
    case 'deduction':
      return facts(of(file.deductions), (d) => [
        { label: '财产', value: d.title },
        { label: '扣划金额', value: sum(d.amount_fen) },
        { label: '决定日期', value: d.ordered_on },
      ]);
    default:
      return [];
  }
}

/** What a form begins with because the case already says it: the amount that may be taken, the usual reason. */
export function knownOf(file: CaseDetail, name: string, about: Subject | null): Record<string, unknown> {
  const asset = file.assets.find((a) => a.id === about?.id);
  const measure = file.measures.find((m) => m.id === about?.id);
  switch (name) {
    case 'order_measure':
      return { amount_fen: positive(asset?.freezable_fen), reason: asset?.verdict_reason ?? undefined };
    case 'order_deduction':
      return { amount_fen: positive(measure?.deductible_fen) };
    case 'screen_asset':
      return asset?.kind === 'deposit' && !asset.encumbrance ? { reason: `${asset.respondent}名下存款，无权利负担` } : {};
    case 'note_risk':
      return file.risk ? { risks: file.risk.risks.map((one) => one.code), detail: file.risk.detail } : {};
    case 'release_measure':
      return file.funds.owed_fen <= file.funds.received_fen ? { reason: '应付款项已全部到账' } : {};
    case 'record_interview':
      return { plan: '先查控被执行人财产，足额的依法冻结、扣划；不足的，继续查找财产线索' };
    case 'complete_task':
      return { result: '已办理' };
    default:
      return {};
  }
}

const positive = (fen: number | null | undefined) => (fen && 0 < fen ? fen : undefined);

function facts<T>(item: T | undefined, of: (item: T) => { label: string; value: string | null }[]): Fact[] {
  return item ? of(item).map(({ label, value }) => ({ label, value: value ?? '—' })) : [];
}
