/** Words of the courts below. */
export const courts = {
  title: '本院和下级法院',
  hint: '点法院名称进入该院的案件、事项、案款；在下级法院只能查看，显示脱敏信息会记入该院案件的流水。',
  court: '法院',
  own: '（本院）',
  code: '代字',
  open: '在办',
  overdue: '逾期',
  filed: '本年新收',
  closed: '本年结案',
  unpaid: '案款未发案件',
  unpaidSum: '案款未发（元）',
  none: '还没有登记法院信息的法院',
  looking: (name: string) => `正在查看：${name}（只能查看）`,
  back: '回到本院',
};
