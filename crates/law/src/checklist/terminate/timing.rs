//! 时限瑕疵 D-1…D-12：was each step of a closed case in time. Days are days, months are months.

use super::facts::*;
use super::{CheckRule, Finding, soft};
use crate::calendar::Calendar;
use crate::day::Day;
use crate::limits::{self, LimitRule};
use crate::sources::{enforcement, inquiry, limits_2006, spending};

const D1: CheckRule = soft("D-1", "接收案件后3日内发出执行通知", limits_2006("3、4"));
const D2: CheckRule = soft(
    "D-2",
    "接收案件后10日内首次网络查控",
    crate::basis::Basis::web("案卷核查规则", "公开", ""),
);
const D5: CheckRule = soft("D-5", "线索收到后7日内核实", inquiry("2"));
const D7: CheckRule = soft("D-7", "限制消费的开始日不晚于结案日", spending("1"));
const D12: CheckRule = soft("D-12", "在执行期限内结案", enforcement("63"));

/// The rules in their order.
pub(in crate::checklist) static RULES: &[CheckRule] = &[D1, D2, D5, D7, D12];

/// Checks the timing; the findings are in the order D-1, D-2, D-5, D-7, D-12.
pub fn check(facts: &TerminationFacts, today: Day) -> Vec<Finding> {
    let on = facts.closed_on.unwrap_or(today);
    vec![notice(facts), query(facts), clues(facts, today), restriction(facts, on), term(facts, on)]
}

/// The finding of one act that had to follow `start` within `limit`.
fn within(rule: &CheckRule, limit: &LimitRule, start: Day, done: Day) -> Finding {
    match limit.end(start, &[], Calendar::builtin()) {
        Ok(period) if done <= period.end => {
            rule.yes(format!("{done}完成，期限至{}。", period.end), Vec::new())
        }
        Ok(period) => rule.no(format!("{done}才完成，期限至{}。", period.end)),
        Err(e) => rule.no(e.to_string()),
    }
}

fn notice(facts: &TerminationFacts) -> Finding {
    match (facts.received_on, facts.notice_done_on) {
        (None, _) => D1.no("没有接收案件的日期。"),
        (_, None) => D1.no("没有完成执行通知的日期。"),
        (Some(start), Some(done)) => within(&D1, &limits::A12, start, done),
    }
}

fn query(facts: &TerminationFacts) -> Finding {
    let first = facts.respondents.iter().flat_map(|r| &r.queries).map(|q| q.on).min();
    match (facts.received_on, first) {
        (None, _) => D2.no("没有接收案件的日期。"),
        (_, None) => D2.no("没有网络查控记录。"),
        (Some(start), Some(done)) => within(&D2, &limits::B1, start, done),
    }
}

fn clues(facts: &TerminationFacts, today: Day) -> Finding {
    let Some(clues) = &facts.clues else {
        return D5.no("没有登记线索核查情况。");
    };
    if clues.is_empty() {
        return D5.not_applicable("没有线索。");
    }
    let late = clues.iter().filter(|clue| {
        let end = limits::B2.end(clue.received_on, &[], Calendar::builtin());
        end.is_ok_and(|period| clue.verified_on.unwrap_or(today) > period.end)
    });
    let late = late.map(|clue| clue.label.clone()).collect();
    D5.unless(late, "超过7日：", "线索均在7日内核实。", Vec::new())
}

fn restriction(facts: &TerminationFacts, on: Day) -> Finding {
    let all: Vec<_> = facts.respondents.iter().flat_map(|r| &r.restrictions).collect();
    if all.is_empty() {
        return D7.no("没有限制消费记录。");
    }
    let late =
        all.iter().filter(|r| r.from > on).map(|r| format!("{}自{}", r.person, r.from)).collect();
    D7.unless(late, "晚于结案日：", "均不晚于结案日。", Vec::new())
}

fn term(facts: &TerminationFacts, on: Day) -> Finding {
    let end = match (facts.term_ends_on, facts.filed_on) {
        (Some(end), _) => Ok(end),
        (None, None) => return D12.no("没有执行期限届满日，也没有立案日。"),
        (None, Some(filed)) => {
            limits::G1.end(filed, &[], Calendar::builtin()).map(|period| period.end)
        }
    };
    match end {
        Ok(end) if on <= end => D12.yes(format!("{on}在期限{end}以内。"), Vec::new()),
        Ok(end) => D12.no(format!("{on}已超过期限{end}。")),
        Err(e) => D12.no(e.to_string()),
    }
}
