use std::collections::HashSet;

use super::*;
use crate::period::{Roll, Unit};

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn every_limit_is_numbered_once_and_has_a_source() {
    let mut seen = HashSet::new();
    for rule in all() {
        assert!(seen.insert(rule.id), "{} twice", rule.id);
        assert!(rule.id.starts_with("DL-"));
        assert!(!rule.basis.is_empty(), "{}", rule.id);
        assert!(!rule.title.is_empty() && !rule.start.is_empty());
    }
    assert!(seen.len() >= 120, "{}", seen.len());
}

#[test]
fn limits_are_found_by_number() {
    assert_eq!(find("DL-A6"), Some(&A6));
    assert_eq!(find("A6"), Some(&A6));
    assert_eq!(find("Z9"), None);
    assert_eq!(A1.parameters(), "自收到执行申请起7日内");
    assert_eq!(D9.parameters(), "拍卖日之前15日");
}

#[test]
fn only_provisions_that_say_workday_count_workdays() {
    let workdays: Vec<_> = all().filter(|r| r.limit.unit == Unit::Workday).map(|r| r.id).collect();
    assert_eq!(workdays, ["DL-C3", "DL-C4c", "DL-C14", "DL-E4", "DL-H13", "DL-H13b"]);
}

#[test]
fn ends_of_control_measures_do_not_roll() {
    for rule in [&B11, &B12, &B13, &B14, &B15, &B16] {
        assert_eq!(rule.limit.roll, Roll::None, "{}", rule.id);
    }
}

#[test]
fn limits_before_an_event_count_backwards() {
    let c = Calendar::builtin();
    assert_eq!(D9B.end(d("2026-03-31"), &[], c).unwrap().end, d("2026-03-01"));
    assert_eq!(B18.end(d("2026-03-31"), &[], c).unwrap().end, d("2026-03-31"));
    assert_eq!(A14.end(d("2026-10-01"), &[], c).unwrap().end, d("2026-10-01"));
    assert_eq!(A6.end(d("2024-09-30"), &[], c).unwrap().end, d("2024-10-08"));
}

#[test]
fn the_working_names_the_rule_and_its_source() {
    let c = Calendar::builtin();
    let steps = A6.explain(d("2024-09-30"), &[], c).unwrap();
    assert_eq!(
        steps[0],
        "移送执行机构：自决定立案起3日内（《严格执行案件审理期限制度的规定》(2000)第7条）。"
    );
    assert_eq!(steps.last().unwrap(), "届满日：2024-10-08（星期二）。");
    let before = D9.explain(d("2026-03-31"), &[], c).unwrap();
    assert_eq!(before[1], "自2026-03-31向前推15日，最晚为2026-03-16；提前不顺延。");
    let extended = G1.explain(d("2026-01-04"), &[], c).unwrap();
    assert_eq!(extended.last().unwrap(), "延长：院长批准。");
}

#[test]
fn limits_are_found_with_and_without_their_prefix() {
    assert_eq!(find("DL-A6").unwrap().id, "DL-A6");
    assert_eq!(find("A6").unwrap().id, "DL-A6");
    assert_eq!(find("G10").unwrap().id, "DL-G10");
    for unknown in ["", "DL-", "DL-A99", "a6", "L-A6"] {
        assert!(find(unknown).is_none(), "{unknown}");
    }
}

#[test]
fn the_working_in_hours_is_framed_by_the_rule_too() {
    let (c, start) = (Calendar::builtin(), Instant::local_at(d("2026-11-21"), 10, 30).unwrap());
    let hours: Vec<_> = all().filter(|rule| rule.limit.unit == Unit::Hour).collect();
    assert!(hours.len() > 3);
    for rule in hours {
        let steps = rule.explain_at(start, c).unwrap();
        assert!(steps[0].starts_with(rule.title), "{}", steps[0]);
        assert!(steps[2].contains("届满"), "{}", steps[2]);
        let extension = (!rule.extender.is_empty()).then(|| format!("延长：{}。", rule.extender));
        assert_eq!(steps.get(3), extension.as_ref(), "{}", rule.id);
    }
    assert_eq!(A6.explain_at(start, c).unwrap_err().code(), "law.parameter");
}

#[test]
fn what_lies_before_an_event_is_counted_in_days_and_nothing_is_excluded_from_it() {
    let c = Calendar::builtin();
    let stay = [Interval::new(d("2026-03-01"), d("2026-03-30")).unwrap()];
    for rule in all().filter(|rule| rule.bound == Bound::Before) {
        assert_eq!(rule.limit.unit, Unit::Day, "{}", rule.id);
        let of = |stays| rule.end(d("2026-03-31"), stays, c).unwrap();
        assert_eq!((of(&stay), of(&stay).excluded_days), (of(&[]), 0), "{}", rule.id);
    }
}
