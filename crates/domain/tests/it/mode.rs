//! 模式：what is wrong with one is said with its place, before it takes effect.

use std::collections::BTreeSet;

use zhixing_domain::{
    matter::event,
    matter::facts::Facts,
    mode::condition::Condition,
    mode::{Mode, ModeError},
    papers::document::DocumentKind,
};

use crate::{court::*, samples::*};

fn broken(from: &str, to: &str) -> String {
    assert!(MODE.contains(from), "{from}");
    Mode::parse(&MODE.replacen(from, to, 1)).unwrap_err().to_string()
}

#[test]
fn the_service_centre_mode_is_sound() {
    let mode = Mode::parse(MODE).unwrap();
    assert_eq!(mode.key, "guangdong-service-centre");
    for post in &mode.post {
        assert!(mode.team(&post.team).is_some() && mode.post(&post.key).is_some(), "{}", post.key);
    }
}

#[test]
fn a_syntax_error_names_its_line() {
    let said = broken("version = 1", "version = one");
    assert!(said.contains("line 6"), "{said}");
    let said = broken("version = 1", "version = 1\nvershun = 2");
    assert!(said.contains("vershun") && said.contains("line 7"), "{said}");
}

#[test]
fn a_condition_that_cannot_be_read_names_its_line() {
    let said = broken("when = \"antagonism\"", "when = \"antagonism &&\"");
    assert!(said.contains("line ") && said.contains("antagonism &&"), "{said}");
}

/// What is replaced, by what, and where which name is said to be unknown.
const UNKNOWN: &[(&str, &str, &str, &str)] = &[
    ("team = \"window\"", "team = \"widow\"", "post intake", "team `widow`"),
    (
        "key = \"fast\"\nname = \"简案\"\nteam = \"fast\"",
        "key = \"fast\"\nname = \"简案\"\nteam = \"slow\"",
        "lane fast",
        "team `slow`",
    ),
    ("node = \"intake\"", "node = \"outtake\"", "task supplement", "node `outtake`"),
    ("post = \"receiver\"", "post = \"giver\"", "task receive_case", "post `giver`"),
    ("lane = \"complex\"\n[[", "lane = \"odd\"\n[[", "triage F1", "lane `odd`"),
    (
        "starts_on = [\"filing.received\"]",
        "starts_on = [\"filing.came\"]",
        "node intake",
        "event `filing.came`",
    ),
    (
        "opens_on = [\"search.requested\"]",
        "opens_on = [\"search.begun\"]",
        "task follow_search",
        "event `search.begun`",
    ),
    (
        "closes_on = [\"payout.proposed\"]",
        "closes_on = [\"payout.done\"]",
        "task propose_payout",
        "event `payout.done`",
    ),
    (
        "runs_on = [\"task.completed\"",
        "runs_on = [\"task.finished\"",
        "triage first",
        "event `task.finished`",
    ),
    (
        "on = \"filing.interviewed\"\nkind",
        "on = \"filing.talked\"\nkind",
        "document interview_record",
        "event `filing.talked`",
    ),
    (
        "on = \"triage.assigned\"",
        "on = \"triage.given\"",
        "notify triage.given",
        "event `triage.given`",
    ),
    (
        "what = \"freeze_ruling\"",
        "what = \"freezing\"",
        "approval freezing",
        "document kind `freezing`",
    ),
    ("template = \"frozen\"", "template = \"ice\"", "notify measure.confirmed", "template `ice`"),
    ("when = \"antagonism\"", "when = \"antagonysm\"", "triage F1", "fact `antagonysm`"),
    (
        "ends_when = \"searches_open == 0\"",
        "ends_when = \"searches_left == 0\"",
        "node search",
        "fact `searches_left`",
    ),
];

#[test]
fn every_unknown_name_is_said_with_its_place() {
    for (from, to, place, name) in UNKNOWN {
        assert_eq!(broken(from, to), format!("{place}: unknown {name}"));
    }
}

#[test]
fn a_condition_must_be_a_yes_or_no() {
    let said = broken("when = \"antagonism\"", "when = \"claim_fen + 1\"");
    assert!(said.starts_with("triage F1: condition") && said.contains("yes or no"), "{said}");
}

#[test]
fn nothing_appears_twice() {
    for (from, to, place, key) in [
        ("key = \"documents\"", "key = \"window\"", "team", "window"),
        ("key = \"receiver\"", "key = \"intake\"", "post", "intake"),
        ("key = \"ordinary\"\nname = \"普通\"", "key = \"fast\"\nname = \"普通\"", "lane", "fast"),
        ("key = \"handover\"", "key = \"intake\"", "node", "intake"),
        ("key = \"interview\"", "key = \"supplement\"", "task", "supplement"),
        ("id = \"S2\"", "id = \"S1\"", "triage", "S1"),
        ("what = \"payout\"", "what = \"freeze_ruling\"", "approval", "freeze_ruling"),
    ] {
        let error = Mode::parse(&MODE.replacen(from, to, 1)).unwrap_err();
        assert_eq!(error, ModeError::Twice { place, key: key.to_owned() });
    }
}

#[test]
fn both_rounds_of_triage_have_a_table() {
    let error = Mode::parse(&MODE.replacen("round = \"second\"", "round = \"first\"", 1));
    assert_eq!(error.unwrap_err(), ModeError::NoTriage("second"));
}

#[test]
fn rules_that_feed_themselves_are_stopped() {
    let mut court = Court::on("2026-03-02");
    let looping =
        "opens_on = [\"task.completed\", \"filing.accepted\"]\ncloses_on = [\"task.opened\"]";
    let text = MODE.replacen(
        "opens_on = [\"filing.accepted\"]\nlimit = { length = 1, unit = \"workday\", roll = \"forward\" }\nbasis = \"本院时限：次日前接收",
        &format!("{looping}\nlimit = {{ length = 1, unit = \"workday\", roll = \"forward\" }}\nbasis = \"本院时限：次日前接收"),
        1,
    );
    court.mode = Mode::parse(&text).unwrap();
    let refused = court.file_case(&application()).unwrap_err();
    assert_eq!(refused.code(), "mode");
}

#[test]
fn a_table_without_a_fitting_rule_is_an_error_of_the_mode() {
    let text = MODE.replacen("when = \"true\"", "when = \"false\"", 1);
    let mut court = Court::filed(&application());
    court.mode = Mode::parse(&text).unwrap();
    court.start_search().unwrap();
    let id = court.file.searches[0].id;
    for bank in 0..3 {
        court.answer(id, bank, &bank.to_string(), Vec::new()).unwrap();
    }
    assert_eq!(court.left_for_later.len(), 1);
    assert_eq!(court.left_for_later[0].1.code(), "mode");
}

#[test]
fn a_missing_fact_is_an_error_and_never_a_no() {
    let condition = Condition::parse("no_such_fact == 1").unwrap();
    let court = Court::filed(&application());
    assert!(condition.holds(&Facts::of(&court.file, court.today())).is_err());
    assert!(Condition::parse("1 +").is_err());
}

#[test]
fn every_event_kind_is_listed_once() {
    let kinds: BTreeSet<&str> = event::KINDS.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds.len(), event::KINDS.len());
}

#[test]
fn an_unknown_paper_is_said_with_its_line() {
    for (old, new) in [
        ("kind = \"closing_notice\"", "kind = \"closing_note\""),
        ("of = \"freeze_ruling\"", "of = \"closing_note\""),
    ] {
        let said = broken(old, new);
        assert!(said.contains("line ") && said.contains("`closing_note`"), "{said}");
    }
}

#[test]
fn a_term_belongs_to_one_kind_of_paper() {
    let mode = Mode::parse(MODE).unwrap();
    let days = |kind| mode.paper_term(kind).map(|term| term.days);
    assert_eq!(
        (days(DocumentKind::EnforcementNotice), days(DocumentKind::PropertyReportOrder)),
        (Some(3), Some(15))
    );
    assert_eq!(days(DocumentKind::ClosingNotice), None);
    let term = "[[paper_term]]\nkind = \"enforcement_notice\"";
    let said = broken(term, "[[paper_term]]\nkind = \"love_letter\"");
    assert!(said.contains("love_letter") && said.contains("line "), "{said}");
    let said = broken(term, "[[paper_term]]\nkind = \"property_report_order\"");
    assert!(said.contains("twice"), "{said}");
}
