// What the trial system hands over of a case (docs/local-devices.md).
import { daysBefore } from './live.mjs';

/** 卷宗信息 of a small claim, due before today. */
export function trial(today) {
  return {
    version: 1,
    title: {
      category: 'court', kind: '民事判决书', issuer: '怀集县人民法院', number: '（2026）粤1224民初8801号',
      effective_on: daysBefore(today, 60), due_on: daysBefore(today, 45), operative_part: '被告韦观水于本判决生效之日起十五日内支付货款3000元。',
    },
    cause: '买卖合同纠纷',
    items: [{ kind: 'principal', title: '货款', amount: '3000.00' }],
    parties: [
      { role: 'applicant', kind: 'person', name: '梁金水', identity_number: '441224197001010013', phone: '13800138000', address: '怀集县怀城街道1号', account: { name: '梁金水', bank: '中国农业银行怀集县支行', account: '6228480000000001234' } },
      { role: 'respondent', kind: 'person', name: '邹伯勤', phone: '13700137000' },
    ],
  };
}
