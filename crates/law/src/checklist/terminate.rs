//! 终结本次执行程序的核查 ZB-01…ZB-18, with the review JY-1…JY-12 and the timing D-1…D-12.
//!
//! The rules follow the 2016 provisions and the intent of the published review contracts, not their
//! code. Whatever was not recorded counts as not done.

use super::{CheckRule, Finding, hard, soft};
use crate::basis::Basis;
use crate::calendar::Calendar;
use crate::day::Day;
use crate::limits;
use crate::sources::{cpl_note, dishonest, inquiry, spending, terminate_round};

mod facts;
pub mod review;
pub mod timing;

pub use facts::*;

const PRIMER: Basis = terminate_round("1");

const Z1: CheckRule = hard("ZB-01", "已向每一被执行人发出并送达执行通知", PRIMER);
const Z2: CheckRule =
    hard("ZB-02", "已责令报告财产并核查，对违反报告义务的已制裁", terminate_round("1、2"));
const Z3: CheckRule = hard("ZB-03", "已对全部被执行人限制消费", spending("3"));
const Z4: CheckRule = hard("ZB-04", "符合条件的已纳入失信名单", dishonest("1、3"));
const Z5: CheckRule = hard("ZB-05", "已穷尽财产调查措施", terminate_round("3").recalled());
const Z6: CheckRule =
    hard("ZB-06", "未发现可供执行的财产，或发现的财产不能处置", terminate_round("1、4"));
const Z7: CheckRule = hard("ZB-07", "自立案之日起已超过三个月", PRIMER);
const Z8: CheckRule = hard("ZB-08", "被执行人下落不明的已依法查找", PRIMER);
const Z9: CheckRule = hard("ZB-09", "有妨害执行的已制裁或启动追责", PRIMER);
const Z10: CheckRule =
    hard("ZB-10", "已约谈申请执行人，告知情况并听取意见", terminate_round("5").recalled());
const Z11: CheckRule =
    hard("ZB-11", "申请执行人签字确认，或合议庭核实并经院长批准", cpl_note("517"));
const Z12: CheckRule = hard("ZB-12", "终本裁定要素齐全", terminate_round("6").recalled());
const Z13: CheckRule = hard("ZB-13", "裁定已送达申请执行人", terminate_round("6").recalled());
const Z14: CheckRule =
    soft("ZB-14", "七日内录入终本案件信息库并公布", terminate_round("12").recalled());
const Z15: CheckRule = hard("ZB-15", "尚有未执行的标的", Basis::web("案卷核查规则", "公开", ""));
const Z16: CheckRule =
    soft("ZB-16", "以终结本次执行程序的方式单独统计", terminate_round("6").recalled());
const Z17: CheckRule = soft(
    "ZB-17",
    "2024年指导意见的终本要求已逐项核对",
    Basis::web("在审判工作中促进提质增效推动实质性化解矛盾纠纷的指导意见", "2024-12-30", ""),
);
const Z18: CheckRule =
    soft("ZB-18", "本院或上级法院另定的要求", Basis::design("各地另定的终本要件"));

/// The rules in their order.
pub(super) static RULES: &[CheckRule] =
    &[Z1, Z2, Z3, Z4, Z5, Z6, Z7, Z8, Z9, Z10, Z11, Z12, Z13, Z14, Z15, Z16, Z17, Z18];

/// Checks a case that is to be closed by 终本 as it stands on `today`; ZB-01…ZB-18 in order.
pub fn check(facts: &TerminationFacts, stage: Stage, today: Day) -> Vec<Finding> {
    vec![
        notice(facts),
        report(facts),
        restriction(facts, today),
        listing(facts),
        exhausted(facts, today),
        property(facts),
        three_months(facts, today),
        whereabouts(facts),
        obstruction(facts),
        interview(facts, today),
        approval(facts),
        ruling(facts, stage),
        served(facts, stage),
        published(facts, stage, today),
        outstanding(facts),
        counted(facts, stage),
        listed(&Z17, &facts.guidance_2024, "没有逐项核对（该意见的细目由本院配置）。"),
        listed(&Z18, &facts.local, "没有核对本院另定的要求（没有要求的请填写空清单）。"),
    ]
}

/// One finding over all respondents; without respondents nothing is shown to be done.
pub(super) fn each(
    rule: &CheckRule,
    facts: &TerminationFacts,
    good: &str,
    judge: impl Fn(&Respondent) -> Result<Vec<String>, String>,
) -> Finding {
    if facts.respondents.is_empty() {
        return rule.no("没有登记被执行人。");
    }
    let (mut wrong, mut evidence) = (Vec::new(), Vec::new());
    for respondent in &facts.respondents {
        match judge(respondent) {
            Ok(proof) => evidence.extend(proof),
            Err(reason) => wrong.push(format!("{}{reason}", respondent.name)),
        }
    }
    rule.unless(wrong, "", good, evidence)
}

fn notice(facts: &TerminationFacts) -> Finding {
    each(&Z1, facts, "执行通知均已发出并送达。", |r| match &r.notice {
        None => Err("没有执行通知书".to_owned()),
        Some(n) if !n.served => Err("的执行通知书没有送达结果".to_owned()),
        Some(n) => Ok(vec![n.evidence.clone()]),
    })
}

fn report(facts: &TerminationFacts) -> Finding {
    each(&Z2, facts, "均已责令报告并核查，违反的已制裁。", |r| {
        let Some(order) = &r.report_order else {
            return Err("没有报告财产令".to_owned());
        };
        let mut proof = vec![order.evidence.clone()];
        match &r.report {
            None => return Err("没有财产报告的核查记录".to_owned()),
            Some(ReportOutcome::Verified { evidence }) => proof.push(evidence.clone()),
            Some(ReportOutcome::Breached { sanction: None, excuse: None }) => {
                return Err("逾期、拒绝或虚假报告而没有制裁，也没有说明".to_owned());
            }
            Some(ReportOutcome::Breached { sanction, excuse }) => {
                proof.extend(sanction.iter().chain(excuse).cloned());
            }
        }
        Ok(proof)
    })
}

fn restriction(facts: &TerminationFacts, today: Day) -> Finding {
    let on = facts.closed_on.unwrap_or(today);
    each(&Z3, facts, "全部被执行人均在限制消费。", |r| review::restricted(r, on))
}

fn listing(facts: &TerminationFacts) -> Finding {
    each(&Z4, facts, "失信甄别均有结论。", |r| match &r.listing {
        None => Err("没有失信甄别的结论".to_owned()),
        Some(Listing::Listed { evidence }) => Ok(vec![evidence.clone()]),
        Some(Listing::NotListed { reason }) if reason.trim().is_empty() => {
            Err("不纳入失信名单而没有理由".to_owned())
        }
        Some(Listing::NotListed { reason }) => Ok(vec![format!("{}不纳入：{reason}", r.name)]),
    })
}

fn exhausted(facts: &TerminationFacts, today: Day) -> Finding {
    let on = facts.closed_on.unwrap_or(today);
    let mut wrong = Vec::new();
    wrong.extend(review::unqueried(facts, on));
    wrong.extend(review::uninvestigated(facts));
    wrong.extend(review::uncovered(facts));
    wrong.extend(review::open_clues(facts));
    let evidence = facts.inquiries.iter().map(|i| i.evidence.clone()).collect();
    Z5.unless(wrong, "", "线索核查、网络查控、现场调查均已完成。", evidence)
}

fn property(facts: &TerminationFacts) -> Finding {
    let Some(items) = &facts.property else {
        return Z6.no("没有登记财产查明情况。");
    };
    let wrong = review::undisposed(facts);
    let evidence = items.iter().filter_map(Property::how).collect();
    Z6.unless(wrong, "尚可处置：", "没有可供执行的财产，或均不能处置。", evidence)
}

fn three_months(facts: &TerminationFacts, today: Day) -> Finding {
    let Some(filed) = facts.filed_on else {
        return Z7.no("没有立案日期。");
    };
    let on = facts.closed_on.unwrap_or(today);
    match limits::I1.end(filed, &[], Calendar::builtin()) {
        Ok(period) if on > period.end => {
            Z7.yes(format!("{filed}立案，至{on}已超过三个月。"), Vec::new())
        }
        Ok(period) => Z7.no(format!("{filed}立案，{}之后方可终本。", period.end)),
        Err(e) => Z7.no(e.to_string()),
    }
}

fn whereabouts(facts: &TerminationFacts) -> Finding {
    let mut finding =
        each(&Z8, facts, "下落不明的已依法查找。", |r| match &r.whereabouts {
            None => Err("没有写明是否下落不明".to_owned()),
            Some(Whereabouts::Known) => Ok(Vec::new()),
            Some(Whereabouts::Unknown { searches }) if searches.is_empty() => {
                Err("下落不明而没有查找记录".to_owned())
            }
            Some(Whereabouts::Unknown { searches }) => Ok(searches.clone()),
        });
    let all_known = facts.respondents.iter().all(|r| r.whereabouts == Some(Whereabouts::Known));
    if all_known && !facts.respondents.is_empty() {
        finding = Z8.not_applicable("被执行人均不属于下落不明。");
    }
    finding
}

fn obstruction(facts: &TerminationFacts) -> Finding {
    each(&Z9, facts, "没有妨害执行，或已制裁、启动追责。", |r| {
        match &r.obstruction {
            None => Err("没有是否妨害执行的认定".to_owned()),
            Some(Obstruction::None { evidence } | Obstruction::Sanctioned { evidence }) => {
                Ok(vec![evidence.clone()])
            }
            Some(Obstruction::Unpunished { what }) => Err(format!("{what}而没有制裁")),
        }
    })
}

fn interview(facts: &TerminationFacts, today: Day) -> Finding {
    let on = facts.closed_on.unwrap_or(today);
    match &facts.interview {
        None => Z10.no("没有终本约谈记录。"),
        Some(i) if i.held_on > on => Z10.no(format!("约谈日{}晚于{on}。", i.held_on)),
        Some(Interview { opinion: None, .. }) => Z10.no("约谈没有记录申请执行人是否同意终本。"),
        Some(i) if !i.told => Z10.no("约谈没有记录已告知执行情况、财产情况、终本依据与后果。"),
        Some(i) => {
            let opinion = match i.opinion {
                Some(Opinion::Agrees) => "同意",
                _ => "不同意",
            };
            Z10.yes(
                format!("{}约谈，申请执行人{opinion}终本。", i.held_on),
                vec![i.evidence.clone()],
            )
        }
    }
}

fn approval(facts: &TerminationFacts) -> Finding {
    if let Some(consent) = &facts.signed_consent {
        return Z11.yes("申请执行人签字确认。", vec![consent.clone()]);
    }
    match (&facts.panel_review, &facts.president_approval) {
        (Some(panel), Some(president)) => {
            Z11.yes("合议庭审查核实，院长批准。", vec![panel.clone(), president.clone()])
        }
        (Some(_), None) => Z11.no("合议庭已核实，但没有院长批准。"),
        (None, Some(_)) => Z11.no("院长已批准，但没有合议庭审查核实。"),
        (None, None) => Z11.no("没有申请执行人签字确认，也没有合议庭核实和院长批准。"),
    }
}

fn ruling(facts: &TerminationFacts, stage: Stage) -> Finding {
    match (&facts.ruling, stage) {
        (None, Stage::BeforeRuling) => Z12.not_applicable("尚未作出裁定。"),
        (None, Stage::BeforeReporting) => Z12.no("没有终本裁定。"),
        (Some(r), _) => {
            let missing: Vec<String> = RulingElement::ALL
                .into_iter()
                .filter(|e| !r.elements.contains(e))
                .map(|e| e.chinese().to_owned())
                .collect();
            Z12.unless(missing, "裁定没有写明：", "裁定要素齐全。", vec![r.number.clone()])
        }
    }
}

fn served(facts: &TerminationFacts, stage: Stage) -> Finding {
    match (&facts.ruling_served, stage) {
        (Some((day, evidence)), _) => {
            Z13.yes(format!("裁定已于{day}送达申请执行人。"), vec![evidence.clone()])
        }
        (None, Stage::BeforeRuling) => Z13.not_applicable("尚未作出裁定。"),
        (None, Stage::BeforeReporting) => Z13.no("没有裁定送达申请执行人的回证，不得报结。"),
    }
}

fn published(facts: &TerminationFacts, stage: Stage, today: Day) -> Finding {
    let due = facts
        .ruling_served
        .as_ref()
        .and_then(|(day, _)| limits::I2.end(*day, &[], Calendar::builtin()).ok())
        .map(|period| period.end);
    match (facts.published_on, due) {
        (Some(day), Some(due)) if day > due => Z14.no(format!("{day}才录入，应当在{due}以前。")),
        (Some(day), _) => Z14.yes(format!("{day}录入终本案件信息库。"), Vec::new()),
        (None, Some(due)) if today <= due => Z14.not_applicable(format!("应当在{due}以前录入。")),
        (None, _) if stage == Stage::BeforeRuling => Z14.not_applicable("尚未作出裁定。"),
        (None, _) => Z14.no("没有录入终本案件信息库。"),
    }
}

fn outstanding(facts: &TerminationFacts) -> Finding {
    match review::left(facts) {
        Err(reason) => Z15.no(reason),
        Ok(left) if left.is_positive() => {
            Z15.yes(format!("尚欠{}元。", left.grouped()), Vec::new())
        }
        Ok(_) => Z15.no("没有未执行的标的，应当以执行完毕结案。"),
    }
}

fn counted(facts: &TerminationFacts, stage: Stage) -> Finding {
    match (facts.closing_way_recorded, stage) {
        (Some(true), _) => Z16.yes("结案方式已登记为终结本次执行程序。", Vec::new()),
        (None, Stage::BeforeRuling) => Z16.not_applicable("尚未结案。"),
        (_, _) => Z16.no("结案方式没有登记为终结本次执行程序。"),
    }
}

fn listed(rule: &CheckRule, items: &Option<Vec<(String, Option<String>)>>, none: &str) -> Finding {
    let Some(items) = items else {
        return rule.no(none);
    };
    if items.is_empty() {
        return rule.not_applicable("没有另定的要求。");
    }
    let wrong = items.iter().filter(|(_, e)| e.is_none()).map(|(n, _)| n.clone()).collect();
    let evidence = items.iter().filter_map(|(_, e)| e.clone()).collect();
    rule.unless(wrong, "没有材料：", "均已核对。", evidence)
}

/// 依据：财产报告与调查。
pub const INQUIRY_BASIS: Basis = inquiry("1—25");

#[cfg(test)]
mod tests;
