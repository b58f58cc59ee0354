//! 合规核查 JY-1…JY-12：the intent of the published review contract, checked per respondent.

use super::facts::*;
use super::{CheckRule, Finding, each, hard};
use crate::basis::Basis;
use crate::day::Day;
use crate::money::Fen;

const SOURCE: Basis = Basis::web("案卷核查规则", "公开", "");

/// 查询窗口：结案日前三个月加一日，计 91 日。
pub const QUERY_WINDOW_DAYS: i64 = 91;
/// 小额存款：不足一千元，且不超过应执行标的的 5%。
pub const SMALL_BALANCE: Fen = Fen::new(100_000);
const SMALL_RATIO: i128 = 20;

const J1: CheckRule = hard("JY-1", "执行通知书与报告财产令均已发出", SOURCE);
const J2: CheckRule = hard("JY-2", "结案前三个月内对每一被执行人作过网络查询，范围齐全", SOURCE);
const J3: CheckRule = hard("JY-3", "有财产调查、搜查、悬赏、审计之一", SOURCE);
const J4: CheckRule =
    hard("JY-4", "对每一被执行人调查过理财、保险、股息，自然人另查公积金", SOURCE);
const J5: CheckRule = hard("JY-5", "没有正在核实的线索", SOURCE);
const J6: CheckRule = hard("JY-6", "已查明的财产均为小额、不可执行或已处置", SOURCE);
const J7: CheckRule = hard("JY-7", "全部被执行人限制消费至结案，符合条件的已失信", SOURCE);
const J8: CheckRule = hard("JY-8", "结案前已约谈并记录是否同意终本", SOURCE);
const J9: CheckRule = hard("JY-9", "尚未执行标的大于零", SOURCE);
const J10: CheckRule = hard("JY-10", "已有终本裁定", SOURCE);
const J11: CheckRule = hard("JY-11", "被执行人不是全部死亡", SOURCE);
const J12: CheckRule = hard("JY-12", "执行内容不是仅为行为", SOURCE);

/// The rules in their order.
pub(in crate::checklist) static RULES: &[CheckRule] =
    &[J1, J2, J3, J4, J5, J6, J7, J8, J9, J10, J11, J12];

/// Reviews a case closed, or about to be closed, by 终本; JY-1…JY-12 in order.
pub fn check(facts: &TerminationFacts, today: Day) -> Vec<Finding> {
    let on = facts.closed_on.unwrap_or(today);
    let of =
        |rule: &CheckRule, wrong: Vec<String>, good: &str| rule.unless(wrong, "", good, Vec::new());
    vec![
        each(&J1, facts, "均已发出。", |r| match (&r.notice, &r.report_order) {
            (None, _) => Err("没有执行通知书".to_owned()),
            (_, None) => Err("没有报告财产令".to_owned()),
            (Some(n), Some(o)) => Ok(vec![n.evidence.clone(), o.evidence.clone()]),
        }),
        of(&J2, unqueried(facts, on), "网络查询齐全。"),
        of(&J3, uninvestigated(facts), "已作调查。"),
        of(&J4, uncovered(facts), "调查内容齐全。"),
        of(&J5, open_clues(facts), "线索均已核实。"),
        found_property(facts),
        restricted_and_listed(facts, on),
        interviewed(facts, on),
        unpaid(facts),
        ruled(facts),
        alive(facts),
        not_conduct_only(facts),
    ]
}

/// Bodies without an organisation code that the query network does not know.
fn exempt(respondent: &Respondent) -> bool {
    const NAMES: [&str; 10] = [
        "村委会",
        "村民委员会",
        "居民委员会",
        "村民小组",
        "居民小组",
        "业主委员会",
        "业委会",
        "业主大会",
        "分公司",
        "居委会",
    ];
    let coded = respondent.organisation_code.as_ref().is_some_and(|c| !c.trim().is_empty());
    respondent.kind != PersonKind::Natural
        && !coded
        && NAMES.iter().any(|n| respondent.name.contains(n))
}

/// JY-2: what is missing of the network query in the window before `on`, one line per respondent.
pub(super) fn unqueried(facts: &TerminationFacts, on: Day) -> Vec<String> {
    if facts.respondents.is_empty() {
        return vec!["没有登记被执行人".to_owned()];
    }
    let Ok(from) = on.plus_days(-QUERY_WINDOW_DAYS) else {
        return vec!["结案日无效".to_owned()];
    };
    let mut wrong = Vec::new();
    for respondent in facts.respondents.iter().filter(|r| !exempt(r)) {
        let window = respondent.queries.iter().filter(|q| (from..=on).contains(&q.on));
        let covered: Vec<Scope> = window.flat_map(|q| q.scopes.iter().copied()).collect();
        let missing: Vec<&str> =
            Scope::ALL.into_iter().filter(|s| !covered.contains(s)).map(Scope::chinese).collect();
        if !missing.is_empty() {
            wrong.push(format!("{}在{from}至{on}没有查询{}", respondent.name, missing.join("、")));
        }
    }
    wrong
}

/// JY-3.
pub(super) fn uninvestigated(facts: &TerminationFacts) -> Vec<String> {
    if facts.inquiries.is_empty() {
        return vec!["没有财产调查、搜查、悬赏或审计".to_owned()];
    }
    Vec::new()
}

/// JY-4.
pub(super) fn uncovered(facts: &TerminationFacts) -> Vec<String> {
    if facts.respondents.is_empty() {
        return vec!["没有登记被执行人".to_owned()];
    }
    let mut wrong = Vec::new();
    for respondent in &facts.respondents {
        let mut needed = vec![Topic::WealthProducts, Topic::Insurance, Topic::Dividends];
        if respondent.kind == PersonKind::Natural {
            needed.push(Topic::ProvidentFund);
        }
        needed.retain(|t| !respondent.topics.contains(t));
        if !needed.is_empty() {
            let names: Vec<&str> = needed.into_iter().map(Topic::chinese).collect();
            wrong.push(format!("{}没有调查{}", respondent.name, names.join("、")));
        }
    }
    wrong
}

/// JY-5.
pub(super) fn open_clues(facts: &TerminationFacts) -> Vec<String> {
    match &facts.clues {
        None => vec!["没有登记线索核查情况".to_owned()],
        Some(clues) => clues
            .iter()
            .filter(|c| c.verified_on.is_none())
            .map(|c| format!("线索“{}”正在核实", c.label))
            .collect(),
    }
}

/// JY-6: the properties that are neither small, nor unenforceable, nor disposed of.
pub(super) fn undisposed(facts: &TerminationFacts) -> Vec<String> {
    let items = facts.property.iter().flatten();
    items.filter(|p| !small(p, facts.due) && !ended(p)).map(|p| p.label.clone()).collect()
}

fn small(property: &Property, due: Option<Fen>) -> bool {
    let money = matches!(property.kind, PropertyKind::Deposit | PropertyKind::InternetFunds);
    match (property.amount, due) {
        (Some(amount), Some(due)) if money && !amount.is_negative() => {
            amount < SMALL_BALANCE
                && i128::from(amount.get()) * SMALL_RATIO <= i128::from(due.get())
        }
        _ => false,
    }
}

fn ended(property: &Property) -> bool {
    let reason = property.unenforceable.as_ref().is_some_and(|r| !r.trim().is_empty());
    let not_seized = property.sealed_not_seized
        && matches!(property.kind, PropertyKind::Vehicle | PropertyKind::Vessel);
    let disposed = property.disposal.as_ref().is_some_and(|d| {
        d.way == DisposalWay::Management || d.amount.is_some_and(Fen::is_positive)
    });
    reason || not_seized || disposed
}

fn found_property(facts: &TerminationFacts) -> Finding {
    if facts.property.is_none() {
        return J6.no("没有登记财产查明情况。");
    }
    J6.unless(undisposed(facts), "尚可处置：", "均为小额、不可执行或已处置。", Vec::new())
}

/// JY-7 for one respondent: restricted on `on`, and not lifted by then.
pub(super) fn restricted(respondent: &Respondent, on: Day) -> Result<Vec<String>, String> {
    let live: Vec<String> = respondent
        .restrictions
        .iter()
        .filter(|r| r.from <= on && r.lifted_on.is_none_or(|l| l > on))
        .map(|r| format!("限制消费：{}", r.person))
        .collect();
    if live.is_empty() {
        return Err("没有有效的限制消费令".to_owned());
    }
    let own = respondent.restrictions.iter().any(|r| r.person == respondent.name);
    if respondent.kind == PersonKind::Natural && !own {
        return Err("的限制消费令不是对其本人".to_owned());
    }
    // 单位须限制其法定代表人、负责人等个人，只写单位名称等于没有限制任何人。
    let persons = respondent.restrictions.iter().any(|r| r.person != respondent.name);
    if respondent.kind != PersonKind::Natural && !persons {
        return Err("没有限制法定代表人、主要负责人等个人".to_owned());
    }
    Ok(live)
}

fn restricted_and_listed(facts: &TerminationFacts, on: Day) -> Finding {
    each(&J7, facts, "均在限制消费，失信甄别有结论。", |r| {
        let live = restricted(r, on)?;
        if r.listing.is_none() {
            return Err("没有失信甄别的结论".to_owned());
        }
        Ok(live)
    })
}

fn interviewed(facts: &TerminationFacts, on: Day) -> Finding {
    const CAUSES: [&str; 13] = [
        "3201", "3202", "3203", "3204", "3205", "3230", "3231", "3232", "3233", "3234", "3235",
        "3366", "3367",
    ];
    if let Some(request) = &facts.requested {
        return J8.yes("申请执行人自己申请终本，不必另行约谈。", vec![request.clone()]);
    }
    if facts.applicants.iter().any(|a| a.contains("人民法院")) {
        return J8.not_applicable("申请执行人是人民法院。");
    }
    if facts.cause_code.as_deref().is_some_and(|c| CAUSES.contains(&c)) {
        return J8.not_applicable("该案由不要求约谈。");
    }
    match &facts.interview {
        Some(i) if i.held_on <= on && i.opinion.is_some() => {
            J8.yes("已约谈并记录意见。", vec![i.evidence.clone()])
        }
        Some(i) if i.held_on > on => J8.no(format!("约谈日{}晚于{on}。", i.held_on)),
        Some(_) => J8.no("约谈没有记录是否同意终本。"),
        None => J8.no("没有约谈记录。"),
    }
}

/// JY-9: what is still owed.
pub(super) fn left(facts: &TerminationFacts) -> Result<Fen, String> {
    match (facts.due, facts.realised) {
        (None, _) => Err("没有登记应执行标的。".to_owned()),
        (_, None) => Err("没有登记实际到位金额。".to_owned()),
        (Some(due), Some(realised)) => due.checked_sub(realised).map_err(|e| e.to_string()),
    }
}

fn unpaid(facts: &TerminationFacts) -> Finding {
    match left(facts) {
        Err(reason) => J9.no(reason),
        Ok(left) if left.is_positive() => J9.yes(format!("尚欠{}元。", left.grouped()), Vec::new()),
        Ok(_) => J9.no("没有未执行的标的。"),
    }
}

fn ruled(facts: &TerminationFacts) -> Finding {
    match &facts.ruling {
        None => J10.no("没有终本裁定。"),
        Some(r) if r.number.trim().is_empty() => J10.no("终本裁定没有案号。"),
        Some(r) if !r.terminates_round => J10.no(format!("{}不是终本裁定。", r.number)),
        Some(r) => J10.yes("已有终本裁定。", vec![r.number.clone()]),
    }
}

fn alive(facts: &TerminationFacts) -> Finding {
    let unit = facts.respondents.iter().any(|r| r.kind != PersonKind::Natural);
    let living = facts.respondents.iter().any(|r| r.deceased == Some(false));
    if unit || living {
        return J11.yes("被执行人中有单位或在世的自然人。", Vec::new());
    }
    if facts.respondents.iter().any(|r| r.deceased.is_none()) || facts.respondents.is_empty() {
        return J11.no("没有被执行人的身份核验结果。");
    }
    J11.no("被执行人均已死亡，应当变更被执行人或终结执行。")
}

fn not_conduct_only(facts: &TerminationFacts) -> Finding {
    match facts.conduct_only {
        None => J12.no("没有登记执行标的的内容。"),
        Some(true) => J12.no("执行内容仅为行为，不适用终本。"),
        Some(false) => J12.yes("执行内容包括金钱或财物。", Vec::new()),
    }
}
