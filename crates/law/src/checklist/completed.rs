//! 执行完毕的结案核查 WB-01…WB-09：no case closes while something of it has no owner (执行规定 64).

use serde::{Deserialize, Serialize};

use super::{CheckRule, Finding, hard, soft};
use crate::basis::Basis;
use crate::money::Fen;
use crate::sources::{case_funds, enforcement, filing_closing, sealing};

/// 一项请求的了结情况。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// 已全部实现。
    Satisfied {
        /// 证据：收款凭证、履行笔录等。
        evidence: Vec<String>,
    },
    /// 申请执行人放弃。
    Waived {
        /// 证据：放弃的书面材料或笔录。
        evidence: Vec<String>,
    },
    /// 尚未了结。
    Open {
        /// 尚欠金额，或未履行的内容。
        left: String,
    },
}

/// 一份文书的送达情况。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentService {
    /// 文书名称与受送达人。
    pub label: String,
    /// 已送达。
    pub served: bool,
    /// 未送达的，由谁负责继续送达。
    pub owner: Option<String>,
}

/// 执行完毕结案的事实；`None` 表示没有查过，视为不满足。
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CompletedFacts {
    /// 各项请求的名称与了结情况。
    pub claims: Vec<(String, Settlement)>,
    /// 本案账户上尚未发放、退还的案款。
    pub undistributed: Option<Fen>,
    /// 仍有效力的查封、扣押、冻结。
    pub live_measures: Option<Vec<String>>,
    /// 尚未解除的限制消费、失信、限制出境等。
    pub sanctions_to_lift: Option<Vec<String>>,
    /// 全部应送达文书。
    pub documents: Option<Vec<DocumentService>>,
    /// 未办结的任务。
    pub open_tasks: Option<Vec<String>>,
    /// 未答复的申请、异议、信访。
    pub open_petitions: Option<Vec<String>>,
    /// 结案通知书的编号。
    pub closing_notice: Option<String>,
    /// 双方认可不制发结案通知书的材料。
    pub notice_waiver: Option<String>,
    /// 尚未结清的申请执行费。
    pub fee_left: Option<Fen>,
}

const W1: CheckRule = hard("WB-01", "各项请求已全部实现或放弃", enforcement("64"));
const W2: CheckRule = hard("WB-02", "案款已全部发放或退还", case_funds("10"));
const W3: CheckRule = hard("WB-03", "没有仍有效力的控制措施", sealing("28"));
const W4: CheckRule = hard(
    "WB-04",
    "限制消费、失信等惩戒已解除",
    Basis::web("公布失信被执行人名单信息的规定", "2017修正", "10"),
);
const W5: CheckRule = hard("WB-05", "文书均已送达或有人负责", Basis::design("结案前无主文书清零"));
const W6: CheckRule = hard("WB-06", "没有未办结的任务", Basis::design("结案前任务清零"));
const W7: CheckRule =
    hard("WB-07", "没有未答复的申请、异议和信访", Basis::design("结案前申请清零"));
const W8: CheckRule = hard("WB-08", "已制发结案通知书或双方认可不制发", filing_closing("15"));
const W9: CheckRule =
    soft("WB-09", "申请执行费已结清", Basis::text("诉讼费用交纳办法", "2006", "20、38"));

/// The rules in their order.
pub(super) static RULES: &[CheckRule] = &[W1, W2, W3, W4, W5, W6, W7, W8, W9];

/// Checks a case that is to be closed as 执行完毕; the findings are in the order WB-01…WB-09.
pub fn check(facts: &CompletedFacts) -> Vec<Finding> {
    vec![
        claims(facts),
        money(facts),
        none_left(
            &W3,
            &facts.live_measures,
            "没有查过控制措施。",
            "应当解除：",
            "没有仍有效力的控制措施。",
        ),
        none_left(
            &W4,
            &facts.sanctions_to_lift,
            "没有查过惩戒措施。",
            "应当解除：",
            "没有未解除的惩戒措施。",
        ),
        documents(facts),
        none_left(&W6, &facts.open_tasks, "没有查过任务。", "尚未办结：", "任务均已办结。"),
        none_left(
            &W7,
            &facts.open_petitions,
            "没有查过申请、异议和信访。",
            "尚未答复：",
            "均已答复。",
        ),
        notice(facts),
        fee(facts),
    ]
}

fn claims(facts: &CompletedFacts) -> Finding {
    if facts.claims.is_empty() {
        return W1.no("没有登记请求执行的内容。");
    }
    let (mut open, mut proof) = (Vec::new(), Vec::new());
    for (name, settlement) in &facts.claims {
        match settlement {
            Settlement::Open { left } => open.push(format!("{name}（{left}）")),
            Settlement::Satisfied { evidence } | Settlement::Waived { evidence }
                if evidence.is_empty() =>
            {
                open.push(format!("{name}（没有证据）"));
            }
            Settlement::Satisfied { evidence } | Settlement::Waived { evidence } => {
                proof.extend(evidence.iter().cloned());
            }
        }
    }
    W1.unless(open, "尚未了结：", "各项请求均已实现或放弃。", proof)
}

fn money(facts: &CompletedFacts) -> Finding {
    match facts.undistributed {
        None => W2.no("没有核对本案账户。"),
        Some(left) if left.is_zero() => W2.yes("本案账户没有余额。", Vec::new()),
        Some(left) => W2.no(format!("本案账户尚有{}元未发放或退还。", left.grouped())),
    }
}

fn none_left(
    rule: &CheckRule,
    items: &Option<Vec<String>>,
    unknown: &str,
    prefix: &str,
    good: &str,
) -> Finding {
    match items {
        None => rule.no(unknown),
        Some(items) => rule.unless(items.clone(), prefix, good, Vec::new()),
    }
}

fn documents(facts: &CompletedFacts) -> Finding {
    let Some(documents) = &facts.documents else {
        return W5.no("没有查过文书送达情况。");
    };
    let orphan: Vec<String> = documents
        .iter()
        .filter(|d| !d.served && d.owner.is_none())
        .map(|d| d.label.clone())
        .collect();
    let owned = documents
        .iter()
        .filter(|d| !d.served)
        .filter_map(|d| d.owner.as_ref().map(|owner| format!("{}由{owner}继续送达", d.label)));
    W5.unless(orphan, "未送达且无人负责：", "文书均已送达或有人负责。", owned.collect())
}

fn notice(facts: &CompletedFacts) -> Finding {
    match (&facts.closing_notice, &facts.notice_waiver) {
        (Some(notice), _) => W8.yes("已制发结案通知书。", vec![notice.clone()]),
        (None, Some(waiver)) => W8.yes("双方认可不制发结案通知书。", vec![waiver.clone()]),
        (None, None) => W8.no("没有结案通知书，也没有双方认可不制发的材料。"),
    }
}

fn fee(facts: &CompletedFacts) -> Finding {
    match facts.fee_left {
        None => W9.no("没有核算申请执行费。"),
        Some(left) if left.is_positive() => W9.no(format!("尚欠申请执行费{}元。", left.grouped())),
        Some(_) => W9.yes("申请执行费已结清。", Vec::new()),
    }
}

#[cfg(test)]
mod tests;
