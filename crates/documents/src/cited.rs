//! 文书引用的条文，集中在此：every printed article is one of these.

use zhixing_law::basis::Basis;

const CIVIL_PROCEDURE: &str = "中华人民共和国民事诉讼法";
const PROCEDURE_NOTES: &str = "最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释";
const ENFORCEMENT: &str = "最高人民法院关于人民法院执行工作若干问题的规定（试行）";
const INVESTIGATION: &str = "最高人民法院关于民事执行中财产调查若干问题的规定";
const ATTACHMENT: &str = "最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定";
const CONSUMPTION: &str = "最高人民法院关于限制被执行人高消费及有关消费的若干规定";
const OBJECTIONS: &str = "最高人民法院关于人民法院办理执行异议和复议案件若干问题的规定";
const FEES: &str = "诉讼费用交纳办法";

const fn procedure(article: &'static str) -> Basis {
    Basis::text(CIVIL_PROCEDURE, "2023修正", article)
}

/// 妨害执行的强制措施
pub const REFUSAL_TO_PERFORM: Basis = procedure("114");
/// 协助义务人拒不协助的强制措施
pub const REFUSAL_TO_ASSIST: Basis = procedure("117");
/// 裁定的范围：其他需要裁定解决的事项
pub const RULING: Basis = procedure("157(1)(11)");
/// 合议庭评议
pub const PANEL: Basis = Basis::memory(CIVIL_PROCEDURE, "2023修正", "45");
/// 送达回证
pub const RECEIPT_OF_SERVICE: Basis = procedure("87");
/// 申请执行
pub const APPLICATION: Basis = procedure("247");
/// 执行通知
pub const NOTICE: Basis = procedure("251");
/// 报告财产
pub const PROPERTY_REPORT: Basis = procedure("252");
/// 查询、冻结、划拨存款等财产
pub const DEPOSITS: Basis = procedure("253");
/// 迟延履行期间的债务利息、迟延履行金
pub const DELAY: Basis = procedure("264");
/// 限制出境、征信记录、公布不履行义务信息
pub const PUBLICATION: Basis = procedure("266");
/// 执行通知的内容
pub const NOTICE_CONTENT: Basis = Basis::text(PROCEDURE_NOTES, "2022修正", "480");
/// 查封、扣押、冻结的期限
pub const TERM: Basis = Basis::text(PROCEDURE_NOTES, "2022修正", "485");
/// 当事人的送达地址
pub const SERVICE_ADDRESS: Basis = Basis::text(PROCEDURE_NOTES, "2022修正", "137");
/// 发出执行通知
pub const NOTICE_WITHIN: Basis = Basis::text(ENFORCEMENT, "2020修正", "22");
/// 结案方式
pub const CLOSING: Basis = Basis::text(ENFORCEMENT, "2020修正", "64");
/// 报告财产令
pub const REPORT_ORDER: Basis = Basis::text(INVESTIGATION, "2020修正", "3");
/// 报告的范围
pub const REPORT_SCOPE: Basis = Basis::text(INVESTIGATION, "2020修正", "5");
/// 一年内的变动
pub const REPORT_CHANGES: Basis = Basis::text(INVESTIGATION, "2020修正", "6");
/// 补充报告
pub const REPORT_LATER: Basis = Basis::text(INVESTIGATION, "2020修正", "7");
/// 解除查封、扣押、冻结
pub const RELEASE: Basis = Basis::memory(ATTACHMENT, "2020修正", "28");
/// 限制消费的对象
pub const CONSUMPTION_WHOM: Basis = Basis::memory(CONSUMPTION, "2015修正", "1");
/// 限制消费的内容
pub const CONSUMPTION_WHAT: Basis = Basis::memory(CONSUMPTION, "2015修正", "3");
/// 对执行行为的异议
pub const OBJECTION_TO_AN_ACT: Basis = procedure("236");
/// 案外人对执行标的的异议
pub const OBJECTION_TO_THE_THING: Basis = procedure("238");
/// 对执行行为异议的处理
pub const OBJECTION_RESULTS: Basis = Basis::text(OBJECTIONS, "2020修正", "17");
/// 撤回异议
pub const OBJECTION_WITHDRAWN: Basis = Basis::text(OBJECTIONS, "2020修正", "13");
/// 受理条件
pub const OBJECTION_CONDITIONS: Basis = Basis::text(OBJECTIONS, "2020修正", "2");
/// 执行申请费的标准
pub const FEE_RATE: Basis = Basis::text(FEES, "2006", "14");
/// 执行申请费的负担
pub const FEE_BEARER: Basis = Basis::text(FEES, "2006", "38");

#[cfg(test)]
mod tests;
