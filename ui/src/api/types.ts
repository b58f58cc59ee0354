/**
 * What the pages know. Each `api/<concept>.ts` turns the generated schema into these shapes,
 * so a change of the wire touches one file. Money is integer fen, dates are `YYYY-MM-DD`, instants are ISO UTC.
 */

/** The four lights. The server computes them; a browser never counts a limit. */
export type LightName = 'overdue' | 'soon' | 'normal' | 'idle';

/** A page of a list. `next` is the key to hand back for the page after this one. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** Totals of the whole filter. */
export interface Summary {
  count: number;
  /** The count stopped at a cap: show it as "more than". */
  count_capped: boolean;
  claim_fen: number | null;
}

export interface Named {
  id: string;
  name: string;
}

/** A value that is shown masked until somebody asks for it with a reason, on record. */
export interface MaskedValue {
  masked: string;
  /** What to hand to the unmask door; absent where the reader may not ask. */
  subject?: string;
  field?: string;
}

export interface Me {
  id: string;
  name: string;
  account: string;
  court: { id: string; code: string; name: string };
  roles: Named[];
  posts: string[];
  /** Codes of the acts that the role table allows at all. */
  acts: string[];
  clock: { now: string; today: string; manual: boolean };
  must_change_password: boolean;
  simulated: boolean;
}

/** One act that the page may offer now, or why not. */
export interface Action {
  act: string;
  label: string;
  allowed: boolean;
  reason: string | null;
}

export interface CaseRow {
  id: string;
  case_no: string;
  light: LightName;
  node: string | null;
  node_due_on: string | null;
  /** The nearest limit of the case: its node or a task. */
  next_due_on: string | null;
  applicants: string;
  respondents: string;
  cause: string;
  claim_fen: number;
  received_fen: number;
  balance_fen: number;
  lane: string | null;
  state: string;
  state_label: string;
  team: string | null;
  handler: string | null;
  tags: string[];
  filed_on: string | null;
  closed_on: string | null;
  version: number;
}

/** Filters of the case list, exactly as they stand in the address bar. */
export interface CaseFilter {
  q?: string;
  state?: string;
  lane?: string;
  node?: string;
  handler?: string;
  team?: string;
  kind?: string;
  filed_from?: string;
  filed_to?: string;
  light?: string;
  tag?: string;
  sort?: string;
}

export interface SavedView {
  name: string;
  filter: CaseFilter;
}

export interface NodeState {
  code: string;
  name: string;
  state: 'pending' | 'running' | 'done';
  light: LightName;
  owner: string | null;
  due_on: string | null;
  done_on: string | null;
  late: boolean;
  basis: string | null;
}

export interface Party {
  id: string;
  role: string;
  role_label: string;
  kind_label: string;
  name: string;
  identity_number: MaskedValue | null;
  phone: MaskedValue | null;
  address: string | null;
  service_address: string | null;
  representative: string | null;
  account: MaskedValue | null;
  bank: string | null;
}

export interface TaskRow {
  id: string;
  case_id: string;
  case_no: string;
  title: string;
  node: string | null;
  state: string;
  state_label: string;
  light: LightName;
  post: string | null;
  holder: string | null;
  mine: boolean;
  due_on: string | null;
  done_on: string | null;
  result: string | null;
  /** Part of the case page that the task leads to. */
  opens: string;
  /** Done by an event of the case, not ticked off by hand. */
  automatic: boolean;
  basis: string | null;
  respondents: string;
  actions: Action[];
}

export interface Asset {
  id: string;
  kind: string;
  kind_label: string;
  title: string;
  respondent: string;
  holder: string;
  number: MaskedValue | null;
  amount_fen: number | null;
  available_fen: number | null;
  encumbrance: string | null;
  found_on: string | null;
  verdict_label: string | null;
  verdict_reason: string | null;
  actions: Action[];
}

export interface Measure {
  id: string;
  asset_id: string;
  title: string;
  state: string;
  state_label: string;
  light: LightName;
  amount_fen: number;
  actual_fen: number | null;
  from_on: string | null;
  ends_on: string | null;
  pending: string | null;
  acknowledged_by: string | null;
  basis: string | null;
  actions: Action[];
}

/** A live measure that comes to its end soon. */
export interface ExpiringMeasure {
  id: string;
  case_id: string;
  case_no: string;
  title: string;
  number: MaskedValue | null;
  holder: string;
  respondent: string;
  actual_fen: number;
  ends_on: string;
  light: LightName;
  pending: string | null;
  handler: string | null;
  acknowledged_by: string | null;
}

export interface Deduction {
  id: string;
  measure_id: string;
  title: string;
  amount_fen: number;
  actual_fen: number | null;
  state_label: string;
  light: LightName;
  ordered_on: string | null;
}

export interface Search {
  id: string;
  request_no: string;
  respondent: string;
  requested_on: string | null;
  state_label: string;
  light: LightName;
  asked: number;
  answered: number;
  waiting: string[];
  remark: string | null;
  actions: Action[];
}

export interface ServiceRecord {
  id: string;
  to: string;
  method_label: string;
  on: string | null;
  effective_on: string | null;
  succeeded: boolean;
  detail: string;
}

export interface CaseDocument {
  id: string;
  kind: string;
  title: string;
  addressee: string | null;
  addressee_id: string | null;
  state: string;
  state_label: string;
  light: LightName;
  made_on: string | null;
  issued_on: string | null;
  signed_by: string | null;
  remark: string | null;
  needs_service: boolean;
  services: ServiceRecord[];
  actions: Action[];
}

/** 节点告知：what a party was told, and whether it arrived. */
export interface Message {
  id: string;
  to: string;
  phone: string;
  template: string;
  values: { label: string; value: string }[];
  state: string;
  state_label: string;
  at: string;
}

export interface FundItem {
  label: string;
  amount_fen: number;
  basis: string | null;
  note: string | null;
}

export interface CaseFunds {
  account_no: string | null;
  balance_fen: number;
  received_fen: number;
  paid_fen: number;
  in_flight_fen: number;
  /** What may be paid out now. */
  undistributed_fen: number;
  owed_fen: number;
  /** The day up to which interest is computed. */
  owed_on: string | null;
  /** 应付清单：fee, costs, interest, principal, each with its article. */
  items: FundItem[];
  receipts: { id: string; on: string; amount_fen: number; payer: string; memo: string }[];
}

export interface PayoutLine {
  purpose: string;
  purpose_label: string;
  payee: string;
  bank: string | null;
  account: MaskedValue | null;
  amount_fen: number;
  parts: FundItem[];
  result: string | null;
}

/** 结算方案：what a payout of everything now in the account would look like. */
export interface Settlement {
  owed_on: string;
  owed_fen: number;
  available_fen: number;
  unpaid_fen: number;
  lines: PayoutLine[];
}

export interface Payout {
  id: string;
  case_id: string;
  case_no: string;
  case_version: number | null;
  total_fen: number;
  lines: PayoutLine[];
  state: string;
  state_label: string;
  light: LightName;
  proposed_by: string | null;
  proposed_at: string | null;
  approved_by: string | null;
  approved_at: string | null;
  remark: string | null;
  actions: Action[];
}

export interface ClosingCondition {
  code: string;
  title: string;
  met: boolean;
  not_applicable: boolean;
  /** Without it the case cannot be closed; otherwise it is only pointed out. */
  required: boolean;
  evidence: string | null;
  remedy: string | null;
  basis: string | null;
}

export interface Triage {
  round_label: string;
  lane: string;
  rule: string;
  explanation: string;
  inputs: { label: string; value: string }[];
  at: string;
  by: string;
  condition: string;
  overridden: boolean;
}

export interface CaseDetail {
  id: string;
  version: number;
  case_no: string;
  cause: string;
  kind: string;
  state: string;
  state_label: string;
  lane: string | null;
  lane_code: string | null;
  tags: string[];
  light: LightName;
  light_label: string | null;
  filed_on: string | null;
  title: { kind: string; issuer: string; number: string; effective_on: string; due_on: string; operative_part: string } | null;
  /** What a filing still lacks (received, not yet filed). */
  missing: string[];
  interview: { label: string; value: string }[] | null;
  court: string;
  team: string | null;
  handler: string | null;
  claim_fen: number;
  parties: Party[];
  nodes: NodeState[];
  tasks: TaskRow[];
  assets: Asset[];
  measures: Measure[];
  deductions: Deduction[];
  searches: Search[];
  documents: CaseDocument[];
  messages: Message[];
  materials: { label: string; value: string }[];
  claim_items: FundItem[];
  funds: CaseFunds;
  payouts: Payout[];
  closing: { way_label: string | null; conditions: ClosingCondition[]; closed_on: string | null };
  triage: Triage[];
  actions: Action[];
}

/** A line of the docket (办案流水). */
export interface DocketLine {
  seq: number;
  at: string;
  recorded_at: string;
  actor: string;
  text: string;
  light: LightName;
}

export interface Receipt {
  id: string;
  received_on: string;
  amount_fen: number;
  payer: string;
  payer_account: MaskedValue | null;
  memo: string;
  bank_ref: string;
  state: string;
  state_label: string;
  light: LightName;
  age_days: number;
  case_id: string | null;
  case_no: string | null;
  claimed_by: string | null;
  confirmed_by: string | null;
  actions: Action[];
}

export interface FundsSummary {
  pool_fen: number;
  pool_count: number;
  unpaid_fen: number;
  unpaid_count: number;
  in_flight_fen: number;
  bank_fen: number | null;
  balanced: boolean;
  ageing: { label: string; count: number; amount_fen: number; light: LightName }[];
}

export interface StatementImport {
  file_name: string;
  lines: number;
  imported: number;
  repeated: number;
  matched: number;
  unknown: number;
  problems: { where: string; what: string }[];
}

/** An imported bank statement. */
export interface Statement {
  id: string;
  file_name: string;
  from_on: string | null;
  to_on: string | null;
  opening_fen: number;
  closing_fen: number;
  lines: number;
  matched: number;
  claimed: number;
  unknown: number;
  repeated: number;
  imported_by: string | null;
  imported_at: string | null;
}

export interface Batch {
  id: string;
  number: string;
  state_label: string;
  light: LightName;
  count: number;
  paid: number;
  rejected: number;
  amount_fen: number;
  made_by: string;
  made_at: string | null;
  returned_at: string | null;
  open: boolean;
}

export interface Job {
  id: string;
  kind: string;
  title: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number | null;
  failed: number;
  message: string | null;
  created_at: string;
  result_url: string | null;
}

export interface Focus {
  unknown_receipts: { count: number; amount_fen: number };
  unpaid_funds: { count: number; amount_fen: number };
  measures_expiring: { count: number };
  overdue_tasks: { count: number };
}

export interface Wall {
  court: string;
  at: string;
  today: string;
  figures: { code: string; label: string; value: string; unit: string; note: string | null; light: LightName }[];
  nodes: { code: string; name: string; limit: string; open: number; due_today: number; late: number }[];
  teams: { name: string; open: number; late: number }[];
  next_due: { case_no: string; node: string; holder: string; light: LightName; remaining: string }[];
}

export interface Person {
  id: string;
  name: string;
  account: string;
  department: string;
  roles: string[];
  role_codes: string[];
  teams: string[];
  team_codes: string[];
  posts: string[];
  active: boolean;
  locked: boolean;
  on_leave_until: string | null;
  last_sign_in_at: string | null;
  version: number;
}

export interface Coded {
  code: string;
  name: string;
}

/** 岗位, with who holds it and who stands in. */
export interface Post extends Coded {
  role: string;
  holder: string | null;
  stand_in: string | null;
  holders: Named[];
  stand_ins: Named[];
}

export interface Organisation {
  court: string;
  mode: string;
  version: number;
  roles: Coded[];
  teams: (Coded & { posts: Post[] })[];
  lanes: Coded[];
  nodes: Coded[];
  /** Who may be given cases. */
  handlers: Named[];
  /** Everybody at work, for assigning a task. */
  people: Named[];
}
