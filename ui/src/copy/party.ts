import type { PartyInput } from '../api/commands';

export type IdentityKind = NonNullable<PartyInput['identity_kind']>;
export type AgentKind = NonNullable<PartyInput['agents']>[number]['kind'];

/** 证件种类 of persons and of organisations; the first is what most of them have. */
export const PERSON_PAPERS: { value: IdentityKind; label: string }[] = [
  { value: 'identity_card', label: '居民身份证' },
  { value: 'residence_permit', label: '港澳台居民居住证' },
  { value: 'travel_permit', label: '港澳居民来往内地通行证' },
  { value: 'taiwan_permit', label: '台湾居民来往大陆通行证' },
  { value: 'passport', label: '护照' },
  { value: 'foreigner_card', label: '外国人永久居留身份证' },
  { value: 'other', label: '其他证件' },
  { value: 'unknown', label: '号码不详' },
];

export const ORGANISATION_PAPERS: { value: IdentityKind; label: string }[] = [
  { value: 'credit_code', label: '统一社会信用代码' },
  { value: 'business_licence', label: '营业执照注册号' },
  { value: 'organisation_code', label: '组织机构代码' },
  { value: 'foreign_registration', label: '境外登记（注册）号' },
  { value: 'other', label: '其他证件' },
  { value: 'unknown', label: '号码不详' },
];

/** Whose number tells neither birth nor sex. */
const UNTOLD = new Set<IdentityKind>(['travel_permit', 'taiwan_permit', 'passport', 'other', 'unknown']);

/** Who is of another country or region. */
const ABROAD = new Set<IdentityKind>(['travel_permit', 'taiwan_permit', 'residence_permit', 'passport', 'foreigner_card', 'foreign_registration']);

export const tellsNothing = (kind: IdentityKind) => UNTOLD.has(kind);
export const isAbroad = (kind: IdentityKind) => ABROAD.has(kind);

export const AGENT_KINDS: { value: AgentKind; label: string; firm: string }[] = [
  { value: 'lawyer', label: '律师', firm: '律师事务所' },
  { value: 'legal_worker', label: '基层法律服务工作者', firm: '法律服务所' },
  { value: 'relative', label: '近亲属', firm: '与当事人的关系' },
  { value: 'employee', label: '工作人员', firm: '工作单位、职务' },
  { value: 'recommended', label: '被推荐的公民', firm: '推荐单位' },
];

export const PEOPLES = ['汉族', '壮族', '瑶族', '苗族', '土家族', '回族', '满族', '维吾尔族', '蒙古族', '藏族', '彝族', '侗族', '布依族', '朝鲜族'];

/** Words of the fields of a party. */
export const party = {
  paper: '证件种类',
  number: '证件号码',
  seen: '号码已与证件原件核对',
  unknown: '号码不详的原因',
  other: '证件名称',
  country: '国籍或者注册地',
  facts: '补充民族等身份事项',
  agents: '有委托诉讼代理人',
  receives: '代为收取执行款',
  general: '一般授权：不得代为放弃权利、和解、收取执行款',
  special: '特别授权：授权委托书须写明所授权的事项',
};
