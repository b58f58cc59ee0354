//! Answers on paper: the working in numbered sentences, the result, the rules it rests on; and the same as JSON.
//! Amounts in JSON are texts in yuan, so that no reader can round them.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use zhixing_calc::{Answer, check, fee, interest, period, words, workdays};
use zhixing_law::{
    auction::{Floors, Round},
    basis::RuleInfo,
    distribution::Distribution,
    fee::Charge,
    interest::{Balance, Entry},
    money::Fen,
};

/// An answer on its way out.
pub(crate) struct Shown {
    pub(crate) text: String,
    pub(crate) json: Value,
    /// Whether the answer is yes.
    pub(crate) good: bool,
}

/// The page: heading, working, result, rules, cautions.
fn page<R>(heading: &str, result: &str, answer: &Answer<R>) -> String {
    let mut out = format!("{heading}\n\n计算过程\n");
    for (at, step) in answer.steps.iter().enumerate() {
        let rules = step.rules.join("、");
        let cited = if rules.is_empty() { rules } else { format!("〔{rules}〕") };
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{:>3}. {}{cited}", at + 1, step.text);
    }
    let _ = writeln!(out, "\n结果：{result}\n\n依据");
    for rule in &answer.rules {
        let _ = writeln!(out, "  {}  {}：{}", rule.id, rule.title, sources(rule));
    }
    for caution in &answer.cautions {
        let _ = writeln!(out, "注意：{caution}");
    }
    out
}

fn sources(rule: &RuleInfo) -> String {
    let source = |basis: &zhixing_law::basis::Basis| format!("{basis}〔{}〕", basis.mark.chinese());
    rule.basis.iter().map(source).collect::<Vec<_>>().join("；")
}

/// The result's own fields, then the working, the rules and the cautions.
fn whole<R>(answer: &Answer<R>, mut own: Value) -> Value {
    if let Some(fields) = own.as_object_mut() {
        let step = |step: &zhixing_calc::Step| json!({ "text": step.text, "rules": step.rules });
        fields.insert("steps".into(), answer.steps.iter().map(step).collect());
        fields.insert("rules".into(), answer.rules.iter().map(|rule| rule_json(rule)).collect());
        fields.insert("cautions".into(), json!(answer.cautions));
    }
    own
}

fn shown<R>(heading: &str, result: &str, answer: &Answer<R>, own: Value) -> Shown {
    Shown { text: page(heading, result, answer), json: whole(answer, own), good: true }
}

pub(crate) fn rule_json(rule: &RuleInfo) -> Value {
    let basis = |basis: &zhixing_law::basis::Basis| json!({ "source": basis.to_string(), "mark": basis.mark, "mark_label": basis.mark.chinese() });
    json!({
        "id": rule.id,
        "chapter": rule.chapter,
        "title": rule.title,
        "parameters": rule.parameters,
        "basis": rule.basis.iter().map(basis).collect::<Vec<_>>(),
        "note": rule.note,
    })
}

pub(crate) fn rule(rule: &RuleInfo) -> Shown {
    let mut text = format!(
        "{}  {}（{}）\n参数：{}\n依据：{}\n",
        rule.id,
        rule.title,
        rule.chapter,
        rule.parameters,
        sources(rule)
    );
    if !rule.note.is_empty() {
        let _ = writeln!(text, "说明：{}", rule.note);
    }
    Shown { text, json: rule_json(rule), good: true }
}

pub(crate) fn period(answer: &Answer<period::End>) -> Shown {
    let end = &answer.result;
    let when = end.at.clone().unwrap_or_else(|| end.end.to_string());
    let result = format!("{when}（{}）届满", end.weekday.chinese());
    let own = json!({
        "end": end.end,
        "at": end.at,
        "weekday": end.weekday.chinese(),
        "nominal": end.nominal,
        "excluded_days": end.excluded_days,
        "rolled_from": end.rolled_from,
        "assumed": end.assumed,
    });
    shown("期间届满日", &result, answer, own)
}

pub(crate) fn charge(kind: fee::Kind, answer: &Answer<Charge>) -> Shown {
    let charge = &answer.result;
    let result = format!("{}{}元", kind.chinese(), charge.fee.grouped());
    let own = json!({ "amount": charge.amount.to_string(), "fee": charge.fee.to_string() });
    shown(kind.chinese(), &result, answer, own)
}

fn balance(balance: &Balance) -> Value {
    json!({
        "costs": balance.costs.to_string(),
        "general": balance.interest.to_string(),
        "principal": balance.principal.to_string(),
        "double": balance.double_interest.to_string(),
        "total": balance.total.to_string(),
    })
}

fn set_off(entry: &Entry) -> Value {
    json!({
        "on": entry.on,
        "amount": entry.amount.to_string(),
        "to_costs": entry.to_costs.to_string(),
        "to_general": entry.to_interest.to_string(),
        "to_principal": entry.to_principal.to_string(),
        "to_double": entry.to_double_interest.to_string(),
        "surplus": entry.surplus.to_string(),
    })
}

pub(crate) fn interest(answer: &Answer<interest::Interest>) -> Shown {
    let found = &answer.result;
    let mut result = format!("加倍部分债务利息{}元", found.interest.grouped());
    if let Some(days) = found.days {
        let _ = write!(result, "（{days}日）");
    } else {
        let _ = write!(
            result,
            "，一般债务利息{}元；截至{}尚欠{}元",
            found.general.grouped(),
            found.until,
            found.balance.total.grouped()
        );
    }
    let own = json!({
        "days": found.days,
        "excluded_days": found.excluded_days,
        "interest": found.interest.to_string(),
        "general": found.general.to_string(),
        "until": found.until,
        "payments": found.entries.iter().map(set_off).collect::<Vec<_>>(),
        "balance": balance(&found.balance),
    });
    shown("迟延履行期间的债务利息", &result, answer, own)
}

pub(crate) fn distribution(answer: &Answer<Distribution>) -> Shown {
    let split = &answer.result;
    let each = split.shares.iter().map(|s| format!("{} {}元", s.name, s.share.grouped()));
    let each = each.collect::<Vec<_>>().join("，");
    let result = format!("{each}；余款{}元", split.surplus.grouped());
    let share = |s: &zhixing_law::distribution::Share| (s.name.clone(), s.share.to_string().into());
    let shares: Map<String, Value> = split.shares.iter().map(share).collect();
    let own = json!({
        "pool": split.pool.to_string(),
        "shares": shares,
        "surplus": split.surplus.to_string(),
    });
    shown("案款分配", &result, answer, own)
}

pub(crate) fn floors(answer: &Answer<Floors>) -> Shown {
    let floors = &answer.result;
    let round = |round: &Round| {
        json!({
            "start_min": round.start_min.to_string(),
            "deposit_min": round.deposit_min.to_string(),
            "deposit_max": round.deposit_max.to_string(),
        })
    };
    let yuan = Fen::grouped;
    let result = format!(
        "一拍不低于{}元，二拍不低于{}元，变卖{}元",
        yuan(floors.first.start_min),
        yuan(floors.second.start_min),
        yuan(floors.sale)
    );
    let own = json!({
        "appraisal": floors.appraisal.to_string(),
        "first": round(&floors.first),
        "second": round(&floors.second),
        "sale": floors.sale.to_string(),
    });
    shown("网络司法拍卖的价格底线", &result, answer, own)
}

pub(crate) fn words(answer: &Answer<words::Words>) -> Shown {
    let found = &answer.result;
    let own = json!({ "amount": found.amount.to_string(), "words": found.words });
    shown("金额大写", &found.words, answer, own)
}

pub(crate) fn check(kind: check::Kind, answer: &Answer<check::Checked>) -> Shown {
    let found = &answer.result;
    let mut own = Map::new();
    own.insert("valid".into(), found.valid.into());
    own.extend(found.reason.iter().map(|reason| ("reason".into(), reason.as_str().into())));
    let detail = |d: &check::Detail| (d.key.to_owned(), Value::from(d.value.as_str()));
    own.extend(found.details.iter().map(detail));
    let said = |d: &check::Detail| format!("{}{}", d.label, d.value);
    let details = found.details.iter().map(said).collect::<Vec<_>>().join("，");
    let result = if found.valid { format!("有效，{details}") } else { "无效".to_owned() };
    let heading = format!("校验{}", kind.chinese());
    Shown { good: found.valid, ..shown(&heading, &result, answer, own.into()) }
}

pub(crate) fn workdays(answer: &Answer<workdays::Workdays>) -> Shown {
    let found = &answer.result;
    let month = |(at, days): (usize, &usize)| format!("{}月{days}", at + 1);
    let months = found.months.iter().enumerate().map(month).collect::<Vec<_>>().join("，");
    let result = format!("{}年工作日{}日：{months}", found.year, found.workdays);
    let own = json!({
        "year": found.year,
        "workdays": found.workdays,
        "rest_days": found.rest_days,
        "months": found.months,
    });
    shown("工作日", &result, answer, own)
}
