//! 模式：what is wrong with one is said with its place, before it takes effect.

use std::collections::BTreeSet;

use zhixing_domain::{
    engine::reconcile::reconcile,
    ground::fault::{Fault, FaultKind},
    ground::id::AssetId,
    ground::subject::Subject,
    matter::event,
    matter::facts::Facts,
    mode::condition::Condition,
    papers::kind::DocumentKind,
    property::asset::Verdict,
};

use crate::{court::*, samples::*};

fn faults(from: &str, to: &str) -> Vec<Fault> {
    assert!(MODE.contains(from), "{from}");
    mode(&MODE.replacen(from, to, 1)).unwrap_err()
}

fn said_of(faults: Vec<Fault>) -> String {
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n")
}

fn broken(from: &str, to: &str) -> String {
    said_of(faults(from, to))
}

#[test]
fn the_service_centre_mode_is_sound() {
    let mode = mode(&MODE).unwrap();
    assert_eq!(mode.key, "guangdong-service-centre");
    for post in &mode.post {
        assert!(mode.team(&post.team).is_some() && mode.post(&post.key).is_some(), "{}", post.key);
    }
}

#[test]
fn a_syntax_error_names_its_line() {
    let said = broken("version = 1", "version = one");
    assert!(said.starts_with("mode.toml:3:"), "{said}");
    let said = broken("version = 1", "version = 1\nvershun = 2");
    assert!(said.contains("vershun") && said.starts_with("mode.toml:4:"), "{said}");
}

#[test]
fn a_condition_that_cannot_be_read_names_its_line() {
    let said = broken("when = \"antagonism\"", "when = \"antagonism &&\"");
    assert!(said.starts_with("mode.toml:") && said.contains("antagonism &&"), "{said}");
}

/// What is replaced, by what, and where which name is said to be unknown.
const UNKNOWN: &[(&str, &str, &str, &str, &str)] = &[
    ("team = \"window\"", "team = \"widow\"", "post intake", "team", "widow"),
    (
        "key = \"fast\"\nname = \"简案\"\nteam = \"fast\"",
        "key = \"fast\"\nname = \"简案\"\nteam = \"slow\"",
        "lane fast",
        "team",
        "slow",
    ),
    ("node = \"intake\"", "node = \"outtake\"", "task supplement", "node", "outtake"),
    ("post = \"receiver\"", "post = \"giver\"", "task receive_case", "post", "giver"),
    ("lane = \"complex\"\n[[", "lane = \"odd\"\n[[", "triage F1", "lane", "odd"),
    (
        "once_on = [\"filing.accepted\"]",
        "once_on = [\"filing.taken\"]",
        "task receive_case",
        "event",
        "filing.taken",
    ),
    (
        "done_by = [\"closing.closed\"]",
        "done_by = [\"closing.shut\"]",
        "task close_case",
        "event",
        "closing.shut",
    ),
    (
        "runs_on = [\"task.completed\"",
        "runs_on = [\"task.finished\"",
        "triage first",
        "event",
        "task.finished",
    ),
    (
        "on = \"filing.interviewed\"\nkind",
        "on = \"filing.talked\"\nkind",
        "document filing.talked:interview_record",
        "event",
        "filing.talked",
    ),
    (
        "on = \"triage.assigned\"",
        "on = \"triage.given\"",
        "notify triage.given:applicant:handler_assigned",
        "event",
        "triage.given",
    ),
    (
        "template = \"frozen\"",
        "template = \"ice\"",
        "notify measure.confirmed:applicant:ice",
        "template",
        "ice",
    ),
    ("when = \"antagonism\"", "when = \"antagonysm\"", "triage F1", "fact", "antagonysm"),
    (
        "while = \"searches_open > 0\"",
        "while = \"searches_left > 0\"",
        "node search",
        "fact",
        "searches_left",
    ),
];

#[test]
fn every_unknown_name_is_said_with_its_place() {
    for (from, to, place, what, key) in UNKNOWN {
        let unknown = FaultKind::Unknown { what, key: (*key).to_owned() };
        let found = faults(from, to);
        let said = found.iter().find(|fault| fault.kind == unknown);
        let said = said.unwrap_or_else(|| panic!("{to}: {found:?}"));
        assert_eq!(said.place, *place);
    }
}

#[test]
fn a_condition_must_be_a_yes_or_no() {
    let said = broken("when = \"antagonism\"", "when = \"claim_fen + 1\"");
    assert!(said.contains("triage F1 NotYesOrNo") && said.contains("yes or no"), "{said}");
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
        let twice = FaultKind::Twice { key: key.to_owned() };
        let found = faults(from, to);
        let said = found.iter().find(|fault| fault.kind == twice);
        let said = said.unwrap_or_else(|| panic!("{to}: {found:?}"));
        assert_eq!(said.place, format!("{place} {key}"));
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once_each_at_its_line() {
    let text = MODE
        .replacen("team = \"window\"", "team = \"widow\"", 1)
        .replacen("node = \"intake\"", "node = \"outtake\"", 1)
        .replacen("template = \"frozen\"", "template = \"ice\"", 1)
        .replacen("when = \"antagonism\"", "when = \"antagonysm\"", 1);
    let found = mode(&text).unwrap_err();
    for wrong in ["widow", "outtake", "ice", "antagonysm"] {
        let quoted = format!("\"{wrong}\"");
        let line = text.lines().position(|line| line.contains(&quoted)).unwrap() + 1;
        let said = found
            .iter()
            .filter(|fault| matches!(&fault.kind, FaultKind::Unknown { key, .. } if key == wrong));
        assert_eq!(said.map(|fault| fault.line).collect::<Vec<_>>(), [line], "{wrong}");
    }
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn both_rounds_of_triage_have_a_table() {
    let second = MODE.find("[[triage]]\nround = \"second\"").unwrap();
    let table = MODE[second..].find("\n[[").map(|next| second + next).unwrap();
    let rest = MODE[table..].find("\n[[triage]]").map_or(MODE.len(), |next| table + next);
    let found = mode(&format!("{}{}", &MODE[..second], &MODE[rest..])).unwrap_err();
    let missing = FaultKind::NoTriage { round: "second" };
    assert!(found.iter().any(|fault| fault.kind == missing), "{found:?}");
}

#[test]
fn rules_that_feed_themselves_are_stopped() {
    let mut court = Court::on("2026-03-02");
    let text = MODE.replacen(
        "needs = \"filed && !interviewed\"",
        "needs = \"filed && !open_tasks.contains('interview')\"",
        1,
    );
    court.mode = mode(&text).unwrap();
    let refused = court.file_case(&application()).unwrap_err();
    assert_eq!(refused.code(), "mode");
}

#[test]
fn a_rule_says_when_its_task_is_there_in_one_way() {
    for twice in ["needs = \"filed\"\nonce_on = [\"filing.accepted\"]", ""] {
        let said = broken("needs = \"searches_open > 0\"", twice);
        assert!(said.contains("task follow_search Unclear"), "{said}");
    }
}

/// A task for each account that is found, without a line of code.
const FOR_EACH: &str = r#"
[[task]]
key = "look_at_account"
name = "查看账户"
node = "screening"
post = "searcher"
each = "asset"
needs = "asset.money && !asset.screened && !has_handler"
limit = { length = 2, unit = "workday", roll = "forward" }
basis = "本院时限（可调）"
"#;

#[test]
fn a_task_stands_for_each_thing_of_its_kind() {
    let mut court = Court::filed(&application());
    court.mode = mode(&format!("{}{FOR_EACH}", *MODE)).unwrap();
    court.start_search().unwrap();
    let search = court.file.searches[0].id;
    let found = vec![deposit("6217000000000001", "100.00"), deposit("6217000000000002", "200.00")];
    court.answer(search, 0, "a", found).unwrap();
    let live = |court: &Court| -> Vec<Subject> {
        let live = court.file.tasks.iter().filter(|task| task.state.is_live());
        live.filter(|task| task.key == "look_at_account").map(|task| task.subject).collect()
    };
    let assets: Vec<AssetId> = court.file.assets.iter().map(|asset| asset.id).collect();
    let both: Vec<Subject> = assets.iter().map(|asset| (*asset).into()).collect();
    assert_eq!(live(&court), both, "one for each account");
    court.screen(assets[0], Verdict::Enforceable);
    assert_eq!(live(&court), both[1..], "the other one is still there");
}

#[test]
fn what_a_rule_asks_of_a_thing_is_checked_when_it_is_read() {
    for (asked, said) in [
        ("asset.colour == 'red'", "colour"),
        ("asset.money + 1", "look_at_account NotYesOrNo"),
        ("measure.pending", "what: \"fact\", key: \"measure\""),
    ] {
        let rule = FOR_EACH.replace("asset.money && !asset.screened && !has_handler", asked);
        let found = said_of(mode(&format!("{}{rule}", *MODE)).unwrap_err());
        assert!(found.contains(said), "{found}");
    }
}

#[test]
fn a_matter_at_rest_stays_as_it_is() {
    let (mut court, _) = Court::frozen(yuan("5369.54"));
    let before = court.file.clone();
    let (after, made) = court.with(&system(), |file, ctx| {
        let mut after = file.clone();
        let made = reconcile(&mut after, &[], ctx).unwrap();
        (after, made)
    });
    assert!(made.is_empty(), "{made:?}");
    assert_eq!(after, before);
}

/// What happened before the mode was adopted happened all the same: no event has to be named.
#[test]
fn a_matter_that_comes_under_another_mode_gets_what_that_mode_wants() {
    let mut court = Court::searched(&application(), vec![deposit("6217000000000001", "1.00")]);
    let rule = FOR_EACH.replace("!asset.screened && !has_handler", "asset.enforceable");
    court.mode = mode(&format!("{}{rule}", *MODE)).unwrap();
    let keys = court.with(&system(), |file, ctx| {
        let mut after = file.clone();
        reconcile(&mut after, &[], ctx).unwrap();
        let live = after.tasks.iter().filter(|task| task.state.is_live());
        live.map(|task| task.key.clone()).collect::<Vec<_>>()
    });
    assert!(keys.iter().any(|key| key == "look_at_account"), "{keys:?}");
}

#[test]
fn a_table_without_a_fitting_rule_is_an_error_of_the_mode() {
    let text = MODE.replacen("when = \"true\"", "when = \"false\"", 1);
    let mut court = Court::filed(&application());
    court.mode = mode(&text).unwrap();
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
fn an_unknown_word_is_said_with_its_line() {
    for (old, new) in [
        ("kind = \"closing_notice\"", "kind = \"closing_note\""),
        ("of = \"freeze_ruling\"", "of = \"closing_note\""),
        ("not_after = \"unanswered_end\"", "not_after = \"closing_note\""),
    ] {
        let said = broken(old, new);
        assert!(said.starts_with("mode.toml:") && said.contains("closing_note"), "{said}");
    }
}

#[test]
fn a_term_belongs_to_one_kind_of_paper() {
    let mode = mode(&MODE).unwrap();
    let days = |kind| mode.paper_term(kind).map(|term| term.days);
    assert_eq!(
        (days(DocumentKind::EnforcementNotice), days(DocumentKind::PropertyReportOrder)),
        (Some(3), Some(15))
    );
    assert_eq!(days(DocumentKind::ClosingNotice), None);
    let term = "[[paper_term]]\nkind = \"enforcement_notice\"";
    let said = broken(term, "[[paper_term]]\nkind = \"love_letter\"");
    assert!(said.contains("love_letter") && said.starts_with("mode.toml:"), "{said}");
    let said = broken(term, "[[paper_term]]\nkind = \"property_report_order\"");
    assert!(said.contains("Twice"), "{said}");
}
