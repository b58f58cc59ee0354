import type { ListColumn, ListDescription, ListRow, MaskedValue } from '../../api/types';
import type { Column } from '../../ui/CaseGrid';
import { Deadline } from '../../ui/Deadline';
import { caseNo, day, moment, yuan, yuanUpper } from '../../ui/format';
import { Light, Tag } from '../../ui/Light';
import { Masked } from '../../ui/Masked';
import { knownOf } from '../case/Opening';
import { CaseLink } from '../Opener';
import { rowLink } from '../tabs';

/** Widths in px at 14 px text, by shape. */
const WIDTHS: Record<string, number> = { number: 190, money: 130, day: 104, moment: 120, count: 80, since: 92, due: 108, state: 96, tags: 130, account: 200, text: 140 };
const RIGHT = new Set(['money', 'count', 'since']);

const words = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const fen = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** The columns of a list, each drawn as its shape says. */
export function columnsOf(list: ListDescription): Column<ListRow>[] {
  return list.columns.map((column) => ({
    key: column.name,
    title: column.title,
    width: column.width ?? WIDTHS[column.shape] ?? 140,
    align: RIGHT.has(column.shape) ? 'right' : undefined,
    sort: column.sort ?? undefined,
    always: column.place === 'always',
    render: (row) => cell(list.key, column, row),
    text: hover(column),
  }));
}

/** The columns that are not shown until somebody asks for them. */
export function usuallyHidden(list: ListDescription): string[] {
  return list.columns.filter((column) => column.place === 'hidden').map((column) => column.name);
}

/** The whole text for the hover, where the cell may be cut; an amount in capitals. */
function hover(column: ListColumn): Column<ListRow>['text'] {
  const { name, shape } = column;
  if (shape === 'money') return (row) => (typeof row[name] === 'number' ? yuanUpper(row[name]) : '');
  if (shape === 'number') return (row) => caseNo(words(row[name]));
  if (shape === 'tags') return (row) => (row[name] as string[]).join('、');
  return shape === 'text' ? (row) => words(row[name]) : undefined;
}

function cell(list: string, column: ListColumn, row: ListRow): React.ReactNode {
  const value = row[column.name];
  switch (column.shape) {
    case 'number':
      return row.case_id ? <CaseLink to={rowLink(list, row, row.case_id)} known={{ ...knownOf(row), case_no: caseNo(words(value)) }} /> : '—';
    case 'money':
      return yuan(fen(value));
    case 'day':
      return <span className="num">{day(words(value))}</span>;
    case 'moment':
      return <span className="num">{moment(words(value))}</span>;
    case 'due':
      return <Deadline light={row.light} due={value === null ? null : words(value)} basis={words(row['basis'])} />;
    case 'state':
      return <State column={column} code={words(value)} />;
    case 'tags':
      return (value as string[]).map((tag) => <Tag key={tag}>{tag}</Tag>);
    case 'account':
      return <Masked value={value as MaskedValue | null} label={column.title} />;
    default:
      return text(list, column, row);
  }
}

/** What a row is called leads to its case. */
function text(list: string, column: ListColumn, row: ListRow): React.ReactNode {
  const shown = words(row[column.name]) || '—';
  if (column.place !== 'always' || row.case_id === null) return shown;
  return (
    <CaseLink to={rowLink(list, row, row.case_id)} known={knownOf(row)}>
      {shown}
    </CaseLink>
  );
}

function State({ column, code }: { column: ListColumn; code: string }) {
  const word = column.words.find((w) => w.code === code);
  return word ? <Light light={word.light}>{word.title}</Light> : code || '—';
}
