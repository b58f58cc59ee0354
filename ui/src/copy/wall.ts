/** Words of the command-centre wall. */
export const wallCopy = {
  title: '执行指挥大屏',
  loading: '正在载入…',
  signIn: '去登录',
  back: '回到办案平台',
  figures: '主要数字',
  nodes: '流程节点',
  nodesHint: '柱高为在办件数，◆今日到期，▲逾期',
  teams: '团队负荷',
  teamsHint: '在办件数，其中逾期',
  due: '节点倒计时',
  dueHint: '逾期最久的，和最近到期的',
  dueNone: '没有即将到期的节点',
  fresh: '数据正常',
  stale: '数据已超过 60 秒未更新，请检查网络',
  updated: (at: string, seconds: number) => `更新于 ${at}（${seconds} 秒前） · 每 10 秒刷新`,
};
