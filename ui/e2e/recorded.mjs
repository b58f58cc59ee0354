// Recorded answers for tests of the pages alone: made-up people, the real story's numbers.
import { described } from './described.mjs';

const L = (light) => light;
const field = (name, label, shape, more) => ({ name, label, shape, required: true, hint: null, max: null, past: false, thing: null, options: [], ...more });
const command = (name, title, heading, verb, fields) => ({ name, title, heading, verb, danger: false, fields });
const actions = (...acts) => acts.map(([act, label, reason]) => ({ act, label, allowed: !reason, reason: reason ?? null }));

/** A request that waits at its only step. */
const approval = (id, act, title, step, who) => ({
  id, act, title, state: 'open', state_label: '待签批', light: 'soon', asked_by: '系统', asked_at: '2026-11-20T01:00:00Z',
  steps: [{ name: step, who, basis: '本院签发权限（可调）', waits: true, signed_by: null, signed_at: null, opinion: null }],
  ended_by: null, ended_reason: null, actions: actions(['sign_approval', '签批'], ['return_approval', '退回']),
});

export const me = {
  id: 'p1', name: '徐文静', account: 'xuwj', court: { id: 'c1', code: '粤1224', name: '怀集县人民法院' },
  roles: [{ id: 'judge', name: '执行法官' }], posts: ['快执一组执行法官'],
  own_acts: [], acts: ['view_case', 'list_cases', 'list_tasks', 'view_wall', 'unmask', 'export_cases', 'file_case', 'view_funds', 'import_statement', 'claim_receipt', 'confirm_receipt', 'export_batch', 'import_return', 'view_people', 'manage_people', 'move_clock'],
  clock: { now: '2026-11-20T02:24:00Z', today: '2026-11-20', manual: true }, must_change_password: false, simulated: true,
};

const names = ['黄少芳', '连城商贸有限公司', '陈国强', '岭南农村商业银行', '梁志明', '怀城建设工程有限公司'];
const causes = ['买卖合同纠纷', '民间借贷纠纷', '劳动争议', '机动车交通事故责任纠纷'];
const nodes = ['立案移交', '文书制作', '集约送达', '网络查控', '传统查控', '调查分流', '合议措施', '财产处置', '发款结案'];
const lights = ['overdue', 'soon', 'normal', 'normal'];
const dues = ['2026-11-18', '2026-11-20', '2026-11-25', '2026-12-01'];

export const rows = Array.from({ length: 250 }, (_, i) => ({
  id: `case-${i}`, case_id: `case-${i}`, opens: '', actions: [], case_no: `（2026）粤1224执${2621 - i}号`, light: lights[i % 4], node: nodes[i % 9], node_due_on: dues[i % 4], next_due_on: dues[i % 4], version: 3,
  applicants: names[i % 6], respondents: names[(i + 2) % 6], cause: causes[i % 4], claim_fen: 528900 + i * 131707, received_fen: i % 3 ? 0 : 528900, balance_fen: 540000, state_label: '在办',
  lane: i % 2 ? '快执' : '普执', state: 'open', team: i % 2 ? '快执一组' : '普执组', handler: names[i % 6], tags: i % 5 === 0 ? ['涉民生'] : i % 7 === 0 ? ['督办'] : [],
  filed_on: '2026-11-12', closed_on: null,
}));

export const tasks = Array.from({ length: 12 }, (_, i) => ({
  id: `task-${i}`, case_id: `case-${i}`, case_no: rows[i].case_no, title: ['登记执前谈话', '送达执行通知书', '甄别查控反馈', '冻结到期续行', '提出案款发放'][i % 5], node: nodes[i % 9],
  state: i % 3 === 0 ? 'open' : 'accepted', state_label: i % 3 === 0 ? '待签收' : '办理中', light: lights[i % 4], post: '执行法官', holder: '徐文静', mine: true, due_on: dues[i % 4], limit_on: dues[i % 4], done_on: null, result: null,
  opens: ['interview', 'service', 'assets', 'measures', 'payouts'][i % 5], automatic: false, act: i === 0 ? { act: 'complete_task', label: '回填', on: 'task:task-0' } : null, respondents: names[(i + 2) % 6], basis: '执行期限规定', actions: actions(['accept_task', '签收'], ['complete_task', '回填', '由案件进展自动办结'], ['return_task', '退回']),
}));

const mv = (masked) => ({ masked, subject: 'party:1', field: 'identity_number' });

export const detail = {
  id: 'case-0', version: 41, case_no: '（2026）粤1224执2621号', cause: '买卖合同纠纷', kind: 'first', state: 'open', state_label: '在办', lane: '快执', tags: ['涉民生'], light: 'soon', light_label: '节点“发款结案”：今日到期',
  next: { step: { task: 'task-0', what: '登记执前谈话', due_on: '2026-11-18', light: 'overdue', light_label: '逾期 2 天', why: '执行期限规定', act: { act: 'order_deduction', label: '扣划', on: 'measure:m1' }, opens: 'assets' }, more: 3, waits: [{ who: '送达岗 莫振邦', what: '送达文书', due_on: '2026-11-25', light: 'normal', light_label: '还有 5 天' }], others: 0 },
  filed_on: '2026-11-12', title: { kind: '民事判决书', issuer: '怀集县人民法院', number: '（2026）粤1224民初1180号', effective_on: '2026-09-30', due_on: '2026-10-15', operative_part: '被告于判决生效之日起十五日内向原告支付货款 5289 元。' },
  missing: [], corrections: [{ at: '2026-11-13T09:12:00+08:00', by: '徐文静', about: '被执行人陈国强', changes: [{ label: '地址', before: '怀集县', after: '广东省肇庆市怀集县' }], ground: '身份证复印件', papers: [{ document: 'd0', title: '执行通知书', remedy: '已经签发、尚未送达，仍写更正前的内容：请在“文书”栏办理作废重制' }], searches: [] }], interview: [{ label: '履行意愿', value: '不愿履行' }, { label: '执行方案', value: '先行网络查控，查有存款即冻结扣划' }], court: '怀集县人民法院', team: '快执一组', handler: '徐文静', claim_fen: 528900,
  deadlines: {
    all: [{ code: 'term', name: '执行期限', from_on: '2026-11-12', due_on: '2027-05-12', ended_on: null, state_label: '正在计算', light: 'normal', light_label: '剩 173 日', excluded_days: 0, extensions: [], basis: '执行规定(2020)第63条', working: ['有财产可供执行案件的执行期限：自立案起6个月内。'] }],
    exclusions: [],
  latenesses: [{ id: 'l1', kind_label: '事项', name: '上门核实', due_on: '2026-11-16', owner: '莫振邦', level_label: '团队', light: 'overdue', light_label: '逾期 4 天', told: [{ level_label: '承办人', on: '2026-11-17' }, { level_label: '团队', on: '2026-11-19' }], why_label: null, reason: null, planned_on: null, explained_by: null, lacks_reason: true, ended_on: null, actions: actions(['explain_lateness', '说明原因']) }],
  directives: [{ id: 'dr1', asks: '说明为何没有续行冻结', issued_by: '罗局长', issued_on: '2026-11-18', reply_by: '2026-11-24', state_label: '待答复', light: 'normal', light_label: '还有 4 天', replies: [], remark: null, actions: actions(['answer_directive', '答复']) }],
    actions: actions(['exclude_stretch', '登记扣除期间'], ['extend_deadline', '申请延长期限']),
  },
  parties: [
    { id: 'a', role: 'applicant', role_label: '申请执行人', kind_label: '自然人', name: '黄少芳', identity_number: mv('4412**********1287'), identity_kind_label: '居民身份证', identity_remark: null, sex_label: '女', born_on: '1985-06-12', ethnicity: null, country: null, agents: [], not_searchable: null, phone: mv('138****6620'), address: '广东省肇庆市怀集县', service_address: '怀集县怀城镇解放路 12 号', representative: null, account: mv('6228 **** **** 3307'), bank: '怀集农商银行', share_fen: null, share_percent: null, actions: actions(['correct_account', '更正收款账户']) },
    { id: 'b', role: 'respondent', role_label: '被执行人', kind_label: '自然人', name: '陈国强', identity_number: mv('4412**********0036'), identity_kind_label: '居民身份证', identity_remark: null, sex_label: '男', born_on: '1979-02-03', ethnicity: '汉族', country: null, agents: [], not_searchable: null, phone: mv('139****0098'), address: '广东省肇庆市怀集县', service_address: null, representative: null, account: null, bank: null, share_fen: null, share_percent: null, actions: [] },
  ],
  nodes: nodes.map((name, i) => ({ code: `n${i}`, name, state: i < 7 ? 'done' : i === 7 ? 'running' : 'pending', light: i === 7 ? 'soon' : 'normal', owner: names[i % 6].slice(0, 4), due_on: i < 7 ? '2026-11-14' : '2026-11-20', done_on: i < 7 ? '2026-11-13' : null, late: i === 2, basis: '办案模式' })),
  panels: [{ id: 'pn1', topic_label: '强制措施', state_label: '评议中', light: 'normal', question: '是否限制出境。承办人意见：限制', members: [{ name: '徐文静', seat_label: '审判长', handles: true, spoke: false, signed: false, waits: false, vote_label: null, opinion: null }, { name: '梁伟东', seat_label: '审判员', handles: false, spoke: true, signed: false, waits: false, vote_label: '不同意', opinion: '可以先约谈' }, { name: '谢建红', seat_label: '审判员', handles: false, spoke: false, signed: false, waits: true, vote_label: null, opinion: null }], clerk: '陈小雁', convened_on: '2026-11-19', convened_by: '罗局长', result_label: null, conclusion: null, dissolved: null, confided: false, actions: actions(['speak_in_panel', '发表意见']) }],
  tasks: tasks.slice(0, 4),
  risk: { risks: [{ code: 'animals', name: '犬只' }], detail: '院内有大型犬，先请对方拴好', by: '莫振邦', at: '2026-11-16T02:00:00Z' },
  fieldwork: [],
  assets: [{ id: 'as1', kind: 'deposit', kind_label: '银行存款', title: '怀集农商银行存款', respondent: '陈国强', holder: '怀集农村商业银行', number: mv('6217 **** **** 9012'), amount_fen: 903412, available_fen: 903412, freezable_fen: 541000, encumbrance: null, found_on: '2026-11-13', verdict_label: '可执行', verdict_reason: '存款足以清偿', actions: actions(['screen_asset', '甄别'], ['order_measure', '冻结', '该财产已在控制中']) }],
  measures: [{ id: 'm1', asset_id: 'as1', title: '怀集农商银行存款', state: 'live', state_label: '生效中', light: 'normal', amount_fen: 540000, actual_fen: 540000, deductible_fen: 538800, from_on: '2026-11-14', ends_on: '2027-11-13', pending: null, acknowledged_by: null, basis: '民事诉讼法司法解释第四百八十五条', actions: actions(['order_deduction', '扣划'], ['renew_measure', '续行'], ['release_measure', '解除']) }],
  deductions: [{ id: 'd1', measure_id: 'm1', title: '怀集农商银行存款', amount_fen: 540000, actual_fen: 540000, state_label: '款项已到账', light: 'normal', ordered_on: '2026-11-16', reason: null, actions: [] }],
  searches: [{ id: 's1', request_no: '202611120000000000000000000117', respondent: '陈国强', requested_on: '2026-11-12', state_label: '反馈完毕', light: 'normal', asked: 23, answered: 23, waiting: ['中国邮政储蓄银行'], remark: null, actions: actions(['close_search', '终止查询']) }],
  documents: [
    { id: 'doc1', kind: 'execution_notice', title: '执行通知书', addressee: '陈国强', addressee_id: 'b', state: 'issued', state_label: '已签发', light: 'normal', made_on: '2026-11-12', issued_on: '2026-11-12', signed_by: '徐文静', remark: null, needs_service: true, served_label: '受文人', targets: [{ id: 'b', name: '陈国强', role_label: '被执行人', served: true }], services: [{ id: 'v1', to: '陈国强', method_label: '直接送达', on: '2026-11-13', effective_on: '2026-11-13', succeeded: true, taken_back: null, detail: '本人签收', mine: false, actions: [] }], approval: null, actions: [] },
    { id: 'doc2', kind: 'closing_notice', title: '结案通知书', addressee: '黄少芳', addressee_id: 'a', state: 'drafted', state_label: '待签发', light: 'soon', made_on: '2026-11-20', issued_on: null, signed_by: null, remark: null, needs_service: true, served_label: '受文人', targets: [], services: [], approval: approval('ap2', 'closing_notice', '结案通知书', '签发', '执行法官'), actions: actions(['record_service', '登记送达', '签发后才能送达']) },
  ],
  papers: [{ kind: 'service_address', title: '送达地址确认书', party: 'b', addressee: '陈国强', subject: null, about: null }],
  messages: [{ id: 'ms1', to: '黄少芳', phone: mv('138****6620'), template: 'case_filed', text: '您申请执行的案件已立案，案号（2026）粤1224执2621号。', values: [{ label: '案号', value: '（2026）粤1224执2621号' }], state: 'delivered', state_label: '已送达手机', at: '2026-11-12T02:10:00Z', actions: [] }],
  materials: [{ title: '申请执行书', kind: 'application', kind_label: '申请执行书', pages: 2, file: 'ab'.repeat(32), format: 'PDF', size: 182_000, opens: true, by: '陈晓燕', at: '2026-11-16T01:00:00Z' }, { title: '身份证明', kind: 'identity', kind_label: '身份证明', pages: 1, file: null, format: null, size: null, opens: false, by: '陈晓燕', at: '2026-11-16T01:00:00Z' }], claim_items: [{ label: '货款', amount_fen: 528900, basis: null, note: null }], lane_code: 'fast', family: 'enforcement', links: [{ id: 'o1', number: '（2026）粤1224执异3号', kind_label: '执行异议案件', who: '何家明', cause: '案外人异议', state_label: '在办', result_label: null, handler: '邝美珍', light: 'soon', light_label: '还有 3 天' }], bars: [], objection: null, visit: null,
  funds: { account_no: '4400123456789-20260100002621', balance_fen: 540000, received_fen: 540000, paid_fen: 0, in_flight_fen: 0, undistributed_fen: 540000, owed_fen: 540000, owed_on: '2026-11-16', items: [
    { label: '申请执行费', amount_fen: 5000, basis: '诉讼费用交纳办法第十四条', note: '不超过 1 万元的，每件 50 元' },
    { label: '本金', amount_fen: 528900, basis: '（2026）粤1224民初1180号', note: null },
    { label: '加倍部分债务利息', amount_fen: 6100, basis: '民事诉讼法第二百六十四条；法释〔2014〕8号第一条', note: '日万分之一点七五，32 天' },
  ], receipts: [{ id: 'r1', on: '2026-11-17', amount_fen: 540000, payer: '陈国强', memo: '法院扣划', actions: [] }] },
  payouts: [{ id: 'po1', case_id: 'case-0', case_no: '（2026）粤1224执2621号', case_version: 41, total_fen: 540000, state: 'proposed', state_label: '待审批', light: 'soon', mine: false, proposed_by: '梁志明', proposed_at: '2026-11-19T01:10:00Z', approved_by: null, approved_at: null, remark: null,
    lines: [{ purpose: 'fee', purpose_label: '申请执行费', payee: '怀集县财政局', bank: '怀集农商银行', account: mv('8002 **** 0001'), account_changes: [], amount_fen: 5000, parts: [{ label: '执行费', amount_fen: 5000, basis: '诉讼费用交纳办法第十四条', note: null }], result: null },
      { purpose: 'applicant', purpose_label: '发放申请执行人', payee: '黄少芳', bank: '怀集农商银行', account: mv('6228 **** 3307'), account_changes: [{ at: '2026-03-01T02:00:00Z', by: '张立案', before: '6222 **** 1234', after: '6228 **** 3307', reason: '申请人书面申请', since_last_payout: true }], amount_fen: 535000, parts: [{ label: '本金', amount_fen: 528900, basis: '生效判决', note: null }, { label: '加倍利息', amount_fen: 6100, basis: '法释〔2014〕8号', note: null }], result: null }],
    approval: approval('ap1', 'payout', '案款发放', '审批人', '执行局局长、院长'),
    actions: actions(['sign_approval', '签批'], ['return_approval', '退回']) }],
  approvals: [],
  closing: { way_label: '执行完毕', closed_on: null, waiver: null, claims: [{ label: '货款', owed_fen: 528900, received_fen: 400000, waived_fen: 0, left_fen: 128900 }], deeds: [], conditions: [
    { code: 'paid', title: '生效文书确定的给付内容全部执行到位', met: true, not_applicable: false, required: true, evidence: '到账 5,400.00 元（2026-11-17）', remedy: null, basis: '执行案件结案规定第十五条' },
    { code: 'out', title: '案款全部发放', met: false, not_applicable: false, required: true, evidence: null, remedy: '审批并完成发放', basis: '案款管理规定第十条' }] },
  triage: [{ round_label: '第一次分流', lane: '普执', rule: 'F3', explanation: '立案时未发现足额存款', inputs: [{ label: '标的额', value: '5,289.00 元' }], at: '2026-11-12T03:00:00Z', by: '系统', overridden: false },
    { round_label: '第二次分流', lane: '快执', rule: 'S1', explanation: '查得存款足以清偿全部债务，进入快执', inputs: [{ label: '可用存款', value: '9,034.12 元' }, { label: '应付总额', value: '5,400.00 元' }], at: '2026-11-13T08:00:00Z', by: '系统', overridden: false }],
  actions: actions(['run_triage', '运行分流'], ['override_triage', '调整分流'], ['record_interview', '登记谈话', '已登记执前谈话'], ['start_search', '发起查控'], ['make_document', '制作文书'], ['propose_payout', '提出发放', '有一笔发放正在审批'], ['close_case', '结案', '还有 1 项条件不具备']),
};

export const docket = Array.from({ length: 9 }, (_, i) => ({
  seq: 40 - i, at: `2026-11-${20 - i}T02:30:00Z`, recorded_at: i === 3 ? `2026-11-${21 - i}T09:00:00Z` : `2026-11-${20 - i}T02:30:00Z`, actor: names[i % 6], key: i % 2 === 0,
  text: ['提出案款发放 5,400.00 元', '案款 5,400.00 元到账，与扣划匹配', '提请扣划 5,400.00 元，划入本案账号', '执行通知书直接送达被执行人，本人签收', '查得存款 1 户，可用 9,034.12 元'][i % 5], light: ['idle', 'normal', 'normal', 'soon', 'normal'][i % 5],
}));

export const organisation = {
  court: '怀集县人民法院', mode: '广东执行事务中心', roles: [{ code: 'judge', name: '执行法官' }, { code: 'cashier', name: '财务出纳' }],
  teams: [{ code: 'fast', name: '快执一组', posts: [{ code: 'fast-judge', name: '执行法官', role: '执行法官', holder: '徐文静', stand_in: '梁志明', holders: [{ id: 'p1', name: '徐文静' }], stand_ins: [{ id: 'p2', name: '梁志明' }] }, { code: 'fast-aide', name: '法官助理', role: '法官助理', holder: null, stand_in: null, holders: [], stand_ins: [] }] }],
  version: 7, people: [{ id: 'p1', name: '徐文静' }, { id: 'p2', name: '梁志明' }],
  lanes: [{ code: 'fast', name: '快执' }, { code: 'plain', name: '普执' }], nodes: nodes.map((name, i) => ({ code: `n${i}`, name })), handlers: [{ id: 'p1', name: '徐文静' }, { id: 'p2', name: '梁志明' }],
};

const receipt = (i, state, acts) => ({
  id: `rc${i}`, received_on: '2026-11-17', amount_fen: 540000 + i * 1000, payer: names[i], payer_account: mv('6217 **** 9012'), memo: '执行款', state, light: 'idle', opens: 'funds', age_days: state === 'unknown' ? 3 : null,
  case_id: state === 'unknown' ? null : 'case-0', case_no: state === 'unknown' ? '' : rows[0].case_no, claimed_by: state === 'unknown' ? null : '徐文静', confirmed_by: state === 'matched' ? '梁志明' : null, actions: acts,
});
const page = (items) => ({ items, next: null, cases_capped: false });
const bare = (id, cells) => ({ id, case_id: null, opens: '', light: 'idle', actions: [], ...cells });

export const answers = {
  'GET /api/place': { courts: ['怀集县人民法院'] },
  'GET /api/session': me,
  'GET /api/lists': { items: described, next: null },
  'GET /api/lists/cases': (url) => {
    const after = Number(url.searchParams.get('after') ?? 0);
    const q = url.searchParams.get('q');
    const found = q ? rows.filter((r) => r.case_no.includes(q) || r.applicants.includes(q)) : rows;
    return { items: found.slice(after, after + 100), next: after + 100 < found.length ? String(after + 100) : null, cases_capped: false };
  },
  'GET /api/lists/cases/total': { count: 1286, count_capped: false, sum_fen: 95_918_710_000 },
  ...Object.fromEntries(described.filter((l) => l.key !== 'cases').flatMap((l) => [[`GET /api/lists/${l.key}/total`, { count: 3, count_capped: false, sum_fen: l.sum ? 1_620_000 : null }], [`GET /api/lists/${l.key}/views`, { items: [], next: null }]])),
  'GET /api/cases/case-0': detail,
  'GET /api/cases/case-0/docket': { items: docket, next: null },
  'GET /api/lists/cases/views': { items: [{ name: '涉民生', filter: { state: 'open', tag: 'livelihood' }, hidden: [] }], next: null },
  'GET /api/lists/tasks': page(tasks),
  'GET /api/focus': { unknown_receipts: { count: 3, amount_fen: 1_234_500 }, unpaid_funds: { count: 7, amount_fen: 88_000_000 }, measures_expiring: { count: 2 }, overdue_tasks: { count: 4 } },
  'GET /api/commands': { beginnings: [], items: [
    command('close_search', '终止查询', '终止查询', '不再等待，终止查询', [field('search', '查询', 'thing', { thing: 'search' }), field('reason', '终止理由', 'text', { max: 500 })]),
    command('order_deduction', '扣划', '扣划存款', '提请扣划', [field('measure', '控制措施', 'thing', { thing: 'measure' }), field('amount_fen', '扣划金额', 'money')]),
  ] },
  'GET /api/lists/measures': page(rows.slice(0, 9).map((r, i) => ({ ...bare(`m${i}`), case_id: r.id, opens: 'measures', case_no: r.case_no, title: '银行存款', holder: '怀集农村商业银行', respondent: r.respondents, actual_fen: 540000, ends_on: dues[i % 4], light: lights[i % 4], answer: i % 3 ? 'unanswered' : 'answered', handler: '徐文静' }))),
  'GET /api/jobs': { items: [{ id: 'j1', kind: 'export_cases', title: '导出案件清单', state: 'running', done: 143, total: 200, failed: 0, message: null, created_at: '2026-11-20T02:00:00Z', result_url: null }] },
  'GET /api/filing/runs': { items: [
    { job: { id: 'r1', kind: 'filing.sheet', title: '批量立案（4358 件）', state: 'done', done: 4358, total: 4358, failed: 0, message: null, created_at: '2026-11-19T02:00:00Z', result_url: null }, file_name: '岭南农商行信用卡.xlsx', left_out: 12, filed: 4357, received: 0, refused: 1 },
  ], next: null },
  'GET /api/organisation': organisation,
  'GET /api/access': { items: [], next: null },
  'GET /api/people': { items: [{ id: 'p1', name: '徐文静', account: 'xuwj', department: '执行局', role_codes: ['judge'], team_codes: ['fast'], roles: ['执行法官'], teams: ['快执一组'], posts: ['执行法官'], active: true, locked: false, on_leave_until: null, last_sign_in_at: '2026-11-20T01:00:00Z', version: 1 }, { id: 'p2', name: '梁志明', account: 'liangzm', department: '执行局', role_codes: ['aide'], team_codes: ['fast'], roles: ['法官助理'], teams: ['快执一组'], posts: [], active: true, locked: true, on_leave_until: null, last_sign_in_at: null, version: 1 }] },
  'GET /api/funds/summary': { pool_fen: 1_234_500, pool_count: 3, unpaid_fen: 88_000_000, unpaid_count: 7, claimed_fen: 0, claimed_count: 0, proposed_fen: 540000, proposed_count: 1, approved_fen: 0, approved_count: 0, in_flight_fen: 0, ageing: [{ age: '5', label: '5 天以内', count: 4, amount_fen: 1_000_000, light: 'normal' }, { age: 'to10', label: '6 至 10 天', count: 2, amount_fen: 900_000, light: 'soon' }, { age: 'over30', label: '30 天以上', count: 1, amount_fen: 500_000, light: 'overdue' }] },
  'GET /api/lists/receipts': page([receipt(0, 'unknown', actions(['claim_receipt', '认领'])), receipt(1, 'claimed', actions(['confirm_receipt', '复核入案', '须由认领人以外的人复核'], ['refuse_receipt', '退回认领'])), receipt(2, 'matched', [])]),
  'GET /api/funds/agreement': { bank_fen: 89_234_500, bank_on: '2026-11-19', expected_fen: 89_234_500, opening_fen: 0, paid_since_fen: 0, unreported_fen: 0, agrees: true, problems: [], strange: [] },
  'GET /api/funds/payouts': { items: detail.payouts, next: null },
  'GET /api/lists/batches': page([bare('b1', { number: 'B20261119-01', state: 'open', count: 2, paid: 0, rejected: 0, amount_fen: 540000, made_by: '梁志明', made_at: '2026-11-19T03:00:00Z' })]),
  'GET /api/lists/unpaid': page(rows.slice(0, 20).map((r) => ({ ...r, opens: 'funds', waiting_since: '2026-11-13', waiting_days: 7, undistributed_fen: r.balance_fen }))),
  'GET /api/lists/statements': page([bare('st1', { file_name: 'camt053-20261117.xml', from_on: '2026-11-17', to_on: '2026-11-17', opening_fen: 0, closing_fen: 540000, lines: 3, unknown: 1, imported_at: '2026-11-18T01:00:00Z' })]),
  'GET /api/cases/case-0/settlement': { owed_on: '2026-11-16', owed_fen: 540000, available_fen: 540000, unpaid_fen: 0, lines: detail.payouts[0].lines },
  'GET /api/wall': {
    court: '怀集县人民法院', at: '2026-11-20T02:24:00Z', today: '2026-11-20',
    figures: [['filed', '今日新收', '46', '件', '较昨日 +5', 'idle'], ['closed', '今日结案', '52', '件', '较昨日 +4', 'idle'], ['open', '在办案件', '1,286', '件', null, 'idle'], ['received', '本月到账', '34,126,012.50', '元', null, 'idle'], ['late', '逾期节点', '151', '个', null, 'overdue'], ['due', '今日到期', '136', '个', null, 'soon'], ['pool', '待认领案款', '17', '笔', '最长 4 天', 'overdue'], ['climbed', '催办到局长、院长', '9', '项', null, 'overdue']].map(([code, label, value, unit, note, light]) => ({ code, label, value, unit, note, light: L(light), opens: code === 'late' ? '/cases?state=open&light=overdue' : null })),
    nodes: nodes.map((name, i) => ({ code: `n${i}`, name, limit: `限 ${i + 1} 日`, open: 120 + i * 7, due_today: 10 + i, late: 30 + i * 2, opens: `/cases?state=open&node=n${i}` })),
    teams: ['查控组', '文书组', '送达组', '快执一组', '普执组', '处置组'].map((name, i) => ({ name, open: 180 - i * 20, late: i * 4, opens: null })),
    next_due: rows.slice(0, 12).map((r, i) => ({ case_id: r.case_id, case_no: r.case_no, node: r.node, holder: r.handler, light: i < 5 ? 'overdue' : 'soon', remaining: i < 5 ? '逾期1天' : '今日到期' })),
  },
};

/** Answers the API of a page from the record; `overrides` change single answers. */
export async function record(page, overrides = {}) {
  const sent = [];
  const table = { ...answers, ...overrides };
  await page.route('**/api/**', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    if (url.pathname === '/api/events') return route.abort();
    const key = `${request.method()} ${url.pathname}`;
    // Which cases were opened last is kept beside everything else.
    if (request.method() !== 'GET' && !url.pathname.startsWith('/api/desk/')) sent.push({ key, headers: request.headers(), body: request.postData() });
    const found = table[key];
    if (found === undefined) return route.fulfill({ status: 404, contentType: 'application/problem+json', body: JSON.stringify({ code: 'not_recorded', detail: `没有记录 ${key}` }) });
    const answer = typeof found === 'function' ? found(url, request) : found;
    const { status = 200, body = answer } = answer?.status ? answer : {};
    return route.fulfill({ status, contentType: status < 400 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) });
  });
  return sent;
}
