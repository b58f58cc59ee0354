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
      ]);
    case 'measure':
      return facts(of(file.measures), (m) => [
        { label: '财产', value: m.title },
        { label: '实际冻结', value: sum(m.actual_fen) },
        { label: '届满日', value: m.ends_on },
        { label: '正在办理', value: m.pending ?? '无' },
        { label: '应付总额', value: sum(file.funds.owed_fen) },
        { label: '已到账', value: sum(file.funds.received_fen) },
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

function facts<T>(item: T | undefined, of: (item: T) => { label: string; value: string | null }[]): Fact[] {
  return item ? of(item).map(({ label, value }) => ({ label, value: value ?? '—' })) : [];
}
