import type { DeedKind, Jurisdiction, MaterialKind, TitleCategory } from '../api/commands';

/** Words of the filing page. */
export const filing = {
  title: '立案登记',
  batch: '批量立案',
  supplementTitle: '补正材料',
  submit: '收件登记',
  supplementSubmit: '提交补正',
  clear: '清空重填',
  draft: '已恢复本窗口未提交的草稿',
  received: '已收件，尚缺以下材料或内容。补正后自动立案并编立案号：',
  filed: (no: string) => `已立案，案号 ${no}`,
  open: '打开案件',
  next: '登记下一件',
  lacks: '尚缺以下材料或内容，勾选、补填后提交',
  masked: '其他内容照原登记带出，已收到的材料已勾选。带 * 的号码不改动的，照原登记保留；有误的，按原件重新填写。',
  number: '请填写文书案号',
  takeOver: '审判卷宗带入',
  takeOverHere: '从本机取卷宗',
  taken: (what: string) => `已由卷宗带入：${what}。请核对。`,
  nothingTaken: '卷宗所载与已填的相同，没有带入。',
  noTrialFile: '这不是审判系统导出的卷宗信息（JSON，版本 1），请核对所选的文件。',
  readCard: '读身份证',
  usualMaterials: '常收的六项全部收到',
  cleared: '已清空，尚未离开本页。',
  undo: '撤销清空',
  sumRead: (sum: string) => `金额 ${sum} 元`,
  termRead: (day: string, words: string) => `履行期届满日 ${day}（${words}）`,
  operativeRead: (what: string) => `按主文：${what}。请核对。`,
  toNext: (what: string) => `下一步：${what}`,
  deedKind: '行为种类',
  deed: '请求履行的行为',
  addDeed: '添加行为请求',
  sections: { title: '执行依据', claim: '执行标的', applicants: '申请执行人', respondents: '被执行人', materials: '收到的材料', statements: '确认事项' },
};

/** What a title may order besides money. */
export const DEEDS: { value: DeedKind; label: string }[] = [
  { value: 'transfer', label: '协助办理过户登记' },
  { value: 'deliver', label: '交付财物、票证' },
  { value: 'vacate', label: '迁出房屋、退出土地' },
  { value: 'act', label: '完成指定的行为' },
  { value: 'refrain', label: '停止、不为指定的行为' },
];

export const MATERIALS: [MaterialKind, string][] = [
  ['application', '申请执行书'],
  ['title', '生效法律文书'],
  ['effect_proof', '生效证明'],
  ['identity', '身份证明'],
  ['mandate', '授权委托书'],
  ['service_address', '送达地址确认书'],
  ['payee_account', '收款账户确认书'],
  ['property_proof', '财产在本辖区的证明'],
  ['arbitration_clause', '仲裁条款或仲裁协议'],
  ['enforcement_certificate', '公证执行证书'],
  ['property_lead', '财产线索'],
];

/** What most applications come with. */
export const USUAL_MATERIALS: MaterialKind[] = ['application', 'title', 'effect_proof', 'identity', 'service_address', 'payee_account'];

export const CAUSES = [
  '买卖合同纠纷', '民间借贷纠纷', '金融借款合同纠纷', '信用卡纠纷', '房屋租赁合同纠纷', '物业服务合同纠纷', '建设工程施工合同纠纷',
  '劳动争议', '追索劳动报酬纠纷', '机动车交通事故责任纠纷', '离婚纠纷', '赡养费纠纷', '抚养费纠纷', '承揽合同纠纷',
];

/** Categories of titles, with the papers and the grounds of jurisdiction that go with each. */
export const TITLES: { value: TitleCategory; label: string; kinds: string[]; jurisdiction: Jurisdiction[] }[] = [
  {
    value: 'court',
    label: '法院民事文书',
    kinds: ['民事判决书', '民事裁定书', '民事调解书', '支付令'],
    jurisdiction: ['first_instance', 'same_level_property_place', 'designated'],
  },
  {
    value: 'criminal',
    label: '刑事裁判涉财产部分',
    kinds: ['刑事判决书', '刑事裁定书', '刑事附带民事判决书', '刑事附带民事调解书'],
    jurisdiction: ['first_instance', 'same_level_property_place', 'designated'],
  },
  {
    value: 'arbitration',
    label: '仲裁文书',
    kinds: ['仲裁裁决书', '仲裁调解书', '劳动人事争议仲裁裁决书', '劳动人事争议仲裁调解书'],
    jurisdiction: ['respondent_domicile', 'property_place', 'designated'],
  },
  { value: 'notarial', label: '公证债权文书', kinds: ['公证债权文书'], jurisdiction: ['respondent_domicile', 'property_place', 'designated'] },
  {
    value: 'administrative',
    label: '行政机关决定（非诉执行）',
    kinds: ['行政处罚决定书', '行政处理决定书'],
    jurisdiction: ['agency_seat', 'immovable_place', 'designated'],
  },
];

export const JURISDICTIONS: Record<Jurisdiction, string> = {
  first_instance: '本院为第一审人民法院',
  same_level_property_place: '本院与第一审法院同级，财产在本辖区',
  respondent_domicile: '被执行人住所地在本辖区',
  property_place: '被执行的财产在本辖区',
  agency_seat: '作出决定的行政机关在本辖区',
  immovable_place: '执行的不动产在本辖区',
  designated: '上级法院指定、提级或委托',
};
