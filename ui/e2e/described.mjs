// Descriptions of lists as the server gives them, as far as the recorded pages show them.
const c = (name, title, shape = 'text', more = {}) => ({ name, title, shape, sort: null, place: 'shown', width: null, words: [], ...more });
const always = { place: 'always' };
const hidden = { place: 'hidden' };
const word = (code, title, light) => ({ code, title, light });
const f = (name, title, choices = [], usual = null, kind = 'choice') => ({ name, title, kind, usual, choices: choices.map(([code, said]) => ({ code, name: said })) });
const list = (key, title, unit, columns, filters, more = {}) => ({ key, title, unit, menu: false, columns, filters, sorts: [], views: [], commands: [], sum: null, ...more });

const keyword = f('q', '关键字', [], null, 'case');
const handler = f('handler', '承办人', [], null, 'person');
const nodes = f('node', '节点', [['n0', '立案移交'], ['n1', '文书制作']]);

export const described = [
  list('cases', '案件列表', '件案件', [
    c('case_no', '案号', 'number', always), c('next_due_on', '最近期限', 'due', { sort: 'due_on' }), c('node', '当前节点'), c('applicants', '申请执行人'), c('respondents', '被执行人'), c('cause', '案由'),
    c('claim_fen', '标的额（元）', 'money', { sort: '-claim' }), c('received_fen', '已到位（元）', 'money'), c('lane', '通道'), c('tags', '标记', 'tags'), c('team', '团队'), c('handler', '承办人'),
    c('state', '状态', 'state', { words: [word('received', '待补正', 'soon'), word('open', '在办', 'normal'), word('closed', '已结', 'idle')] }), c('filed_on', '立案日期', 'day', { sort: '-filed_on' }), c('closed_on', '结案日期', 'day', hidden),
  ], [
    keyword, f('state', '状态', [['open', '在办'], ['received', '待补正'], ['closed', '已结']]), f('light', '期限', [['overdue', '已逾期'], ['soon', '即将到期']]), f('tag', '标签', [['livelihood', '涉民生']]), nodes, handler,
    f('filed_from', '立案日期起', [], null, 'from'), f('filed_to', '立案日期止', [], null, 'to'),
  ], { sum: 'claim_fen', sorts: ['due_on', '-filed_on', '-claim'], views: [{ name: '全部在办', filter: { state: 'open' }, hidden: null }, { name: '已逾期', filter: { state: 'open', light: 'overdue' }, hidden: null }] }),
  list('tasks', '事项列表', '项事项', [
    c('title', '事项', 'text', { ...always, width: 240 }), c('due_on', '期限', 'due'), c('case_no', '案号', 'number'), c('respondents', '被执行人'), c('node', '节点'),
    c('state', '状态', 'state', { words: [word('open', '待签收', 'soon'), word('accepted', '办理中', 'normal')] }), c('post', '岗位'), c('holder', '办理人'), c('limit_on', '期限日', 'day'), c('basis', '期限依据', 'text', hidden),
  ], [keyword, f('scope', '范围', [['mine', '我的事项'], ['all', '全部事项']], 'mine'), f('state', '状态', [['live', '未办结'], ['all', '全部']], 'live'), f('due', '期限', [['overdue', '已逾期'], ['week', '七日内到期']]), nodes]),
  list('measures', '查封冻结到期', '项查封冻结', [
    c('case_no', '案号', 'number', always), c('ends_on', '到期', 'due'), c('respondent', '被执行人'), c('title', '财产'), c('holder', '协助单位'), c('actual_fen', '实际冻结（元）', 'money'), c('handler', '承办人'),
    c('answer', '处理', 'state', { words: [word('unanswered', '无人确认', 'soon'), word('answered', '有人负责', 'normal')] }),
  ], [f('days', '届满', [['7', '7 日内'], ['30', '30 日内']], '30'), handler, keyword], { sum: 'actual_fen' }),
  list('receipts', '到账', '笔', [
    c('received_on', '到账日期', 'day', { ...always, sort: '-received_on' }), c('amount_fen', '金额（元）', 'money'), c('payer', '付款人'), c('payer_account', '付款账号', 'account'), c('memo', '摘要'),
    c('state', '状态', 'state', { words: [word('unknown', '待认领', 'soon'), word('claimed', '待复核', 'soon'), word('matched', '已入案', 'normal')] }), c('age_days', '滞留（天）', 'since'), c('case_no', '案号', 'number'), c('claimed_by', '认领'), c('confirmed_by', '复核'),
  ], [f('state', '状态', [['unknown', '不明款'], ['claimed', '待复核'], ['matched', '已入案'], ['all', '全部']], 'unknown')], { sum: 'amount_fen' }),
  list('unpaid', '到账未发放', '件案件', [c('case_no', '案号', 'number', always), c('waiting_since', '到账日期', 'day', { sort: 'waiting_since' }), c('waiting_days', '滞留（天）', 'since', { sort: 'waiting_since' }), c('undistributed_fen', '未发放（元）', 'money'), c('applicants', '申请执行人'), c('respondents', '被执行人')], [handler], { sum: 'undistributed_fen' }),
  list('batches', '付款批次', '个批次', [
    c('number', '批次号', 'text', always), c('made_by', '生成人'), c('made_at', '生成时间', 'moment'), c('count', '笔数', 'count'), c('rejected', '退回', 'count'), c('amount_fen', '金额（元）', 'money'),
    c('state', '状态', 'state', { words: [word('open', '待银行回单', 'soon'), word('paid', '全部付讫', 'idle')] }),
  ], [], { sum: 'amount_fen' }),
  list('statements', '银行流水', '份流水', [c('file_name', '文件', 'text', always), c('from_on', '起始日期', 'day'), c('to_on', '截止日期', 'day'), c('opening_fen', '期初（元）', 'money'), c('closing_fen', '期末（元）', 'money'), c('lines', '笔数', 'count'), c('unknown', '不明款', 'count'), c('imported_at', '导入时间', 'moment')], []),
];
