//! 执行期限 by the kind of title, the way to the court above, what a change of mode leaves standing, and whose a task is.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    ground::actor::{Actor, Role},
    ground::id::StaffId,
    intake::filing::{Application, MaterialKind},
    matter::outcome::Outcome,
    property::measure::order,
    work::{deadline::Deadline, pinned::switch, task::Task},
};
use zhixing_law::{
    calendar::Calendar,
    checklist::filing::{Jurisdiction, TitleKind},
    day::Day,
    limits::{G1, G2, G3, G6, LimitRule},
    period::Interval,
};

use crate::{court::*, samples::*};

fn president() -> Actor {
    Actor { id: StaffId(Uuid::from_u128(10)), roles: vec![Role::President], ..chief() }
}

fn running<'a>(court: &'a Court, law: &LimitRule) -> Option<&'a Deadline> {
    court.file.deadlines.running(law.id)
}

fn ends(law: &LimitRule, from: &str, excluded: &[(&str, &str)]) -> Day {
    let stretches: Vec<Interval> =
        excluded.iter().map(|(from, to)| Interval::new(day(from), day(to)).unwrap()).collect();
    law.end(day(from), &stretches, Calendar::builtin()).unwrap().end
}

fn exclude(court: &mut Court, ground: &str, from: &str, to: &str) {
    let body = json!({ "ground": ground, "from": from, "to": to, "reason": "裁定书" });
    court.send(&judge(), "exclude_stretch", body).unwrap();
    let waits = court.file.open_approvals().last().unwrap().what.subject();
    court.sign(&chief(), waits).unwrap();
}

fn extend(court: &mut Court) {
    let body = json!({ "deadline": "DL-G1", "months": "3", "reason": "标的物正在评估" });
    court.send(&judge(), "extend_deadline", body).unwrap();
    let waits = court.file.open_approvals().last().unwrap().what.subject();
    court.sign(&chief(), waits).unwrap();
    court.sign(&president(), waits).unwrap();
}

fn new_day(court: &mut Court, on: &str) -> Vec<String> {
    court.day(on);
    court.act(&system(), |_, _| Ok(Outcome::default())).unwrap()
}

fn live<'a>(court: &'a Court, key: &str) -> Option<&'a Task> {
    court.file.tasks.iter().rfind(|task| task.key == key && task.state.is_live())
}

fn of_title(category: TitleKind, jurisdiction: Jurisdiction) -> Application {
    let mut application = application();
    application.claim.title.category = category;
    application.jurisdiction = jurisdiction;
    application
}

#[test]
fn the_kind_of_title_decides_which_term_the_case_has() {
    let terms = [
        (TitleKind::Court, Jurisdiction::FirstInstance, G1),
        (TitleKind::Administrative, Jurisdiction::AgencySeat, G2),
        (TitleKind::Criminal, Jurisdiction::FirstInstance, G3),
    ];
    for (category, jurisdiction, law) in terms {
        let mut court = Court::on("2026-03-02");
        court.file_case(&of_title(category, jurisdiction)).unwrap();
        let keys: Vec<&str> = court.file.deadlines.all.iter().map(|d| d.key.as_str()).collect();
        assert_eq!(keys, [law.id], "{category:?}: one term and no other");
        let term = running(&court, &law).unwrap();
        assert_eq!(term.due_on, Some(ends(&law, "2026-03-02", &[])));
        assert_eq!(term.basis, law.basis[0].to_string());
    }
    assert_eq!(G2.limit.length, 3, "三个月");
}

#[test]
fn the_way_to_the_court_above_opens_six_months_after_property_was_known() {
    let mut court = Court::filed(&application());
    assert_eq!(running(&court, &G6), None, "nothing is known that could be enforced against");
    let found = vec![deposit("6228480999000000001", "6000.00")];
    court = Court::searched(&application(), found.clone());
    let way = running(&court, &G6).unwrap();
    assert_eq!((way.from, way.due_on), (day("2026-03-03"), Some(ends(&G6, "2026-03-03", &[]))));
    assert_eq!(way.opens_on(), Some(way.due_on.unwrap().plus_days(1).unwrap()));
    assert!(!way.is_late(day("2027-01-01")), "that it is over is nobody's delay");
    assert!(!court.file.deadlines.running("DL-G1").unwrap().opens());

    let mut told = application();
    told.received_on = day("2026-03-01");
    told.materials.push(material(MaterialKind::PropertyLead, "财产线索"));
    let court = Court::searched(&told, found);
    assert_eq!(running(&court, &G6).unwrap().from, day("2026-03-01"), "from the application");
}

#[test]
fn a_sale_does_not_put_off_the_way_to_the_court_above_and_a_stay_does() {
    let found = vec![deposit("6228480999000000001", "6000.00")];
    let mut court = Court::searched(&application(), found);
    court.day("2026-06-01");
    exclude(&mut court, "sale", "2026-04-01", "2026-04-30");
    assert_eq!(running(&court, &G6).unwrap().excluded_days, 0);
    assert_eq!(running(&court, &G1).unwrap().excluded_days, 30);
    for (ground, from, to) in [
        ("announcement", "2026-05-01", "2026-05-02"),
        ("expertise", "2026-05-03", "2026-05-04"),
        ("jurisdiction", "2026-05-05", "2026-05-06"),
        ("appraisal", "2026-05-07", "2026-05-08"),
        ("coordination", "2026-05-09", "2026-05-10"),
        ("settlement_or_guarantee", "2026-05-11", "2026-05-12"),
        ("superior_stay", "2026-05-13", "2026-05-14"),
        ("stay", "2026-05-15", "2026-05-16"),
    ] {
        exclude(&mut court, ground, from, to);
    }
    let way = running(&court, &G6).unwrap();
    assert_eq!(way.excluded_days, 16);
    assert_eq!(way.due_on, Some(ends(&G6, "2026-03-03", &[("2026-05-01", "2026-05-16")])));
    exclude(&mut court, "referral", "2026-05-20", "2026-05-21");
    assert_eq!(running(&court, &G6).unwrap().excluded_days, 16, "程序解释13 names no referral");
}

#[test]
fn the_chief_is_told_before_the_way_opens_and_the_handlers_warning_is_not_touched_by_it() {
    let found = vec![deposit("6228480999000000001", "6000.00")];
    let mut court = Court::searched(&application(), found);
    exclude_term(&mut court);
    let due = running(&court, &G6).unwrap().due_on.unwrap();
    let before = due.plus_days(-31).unwrap().to_string();
    new_day(&mut court, &before);
    assert!(live(&court, "superior_warning").is_none());
    new_day(&mut court, &due.plus_days(-30).unwrap().to_string());
    assert_eq!(live(&court, "superior_warning").unwrap().post, "approver");
    assert!(live(&court, "term_warning").is_none(), "the term itself is far off");
    new_day(&mut court, &due.plus_days(1).unwrap().to_string());
    assert!(live(&court, "superior_warning").is_none(), "it is open now");
}

/// An auction of a month: it puts off the term and not the way to the court above.
fn exclude_term(court: &mut Court) {
    court.day("2026-06-30");
    exclude(court, "sale", "2026-04-01", "2026-06-30");
}

/// The mode with some passages otherwise, as its next version.
fn next_mode(court: &mut Court, changes: &[(&str, &str)]) {
    let mut text = MODE.clone();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let version = court.mode.version + 1;
    court.mode = mode(&text).unwrap();
    court.mode.version = version;
    court.act(&system(), |file, ctx| switch::move_to(file, "改版", ctx)).unwrap();
}

#[test]
fn what_was_granted_stands_whatever_a_mode_calls_the_term() {
    let mut court = Court::filed(&application());
    extend(&mut court);
    let due = running(&court, &G1).unwrap().due_on;
    assert!(due > Some(ends(&G1, "2026-03-02", &[])));
    next_mode(&mut court, &[("key = \"term\"", "key = \"renamed\"")]);
    assert_eq!(running(&court, &G1).unwrap().due_on, due);
    assert_eq!(court.file.deadlines.all.len(), 1, "it is the same limit");
    // Under a mode that has no such limit it ends; under the next one it is the same again.
    let row = "while = \"filed && title_kind != 'administrative' && title_kind != 'criminal'\"";
    next_mode(&mut court, &[(row, "while = \"false\"")]);
    assert_eq!(running(&court, &G1), None);
    next_mode(&mut court, &[("key = \"term\"", "key = \"term\"")]);
    let again = running(&court, &G1).unwrap();
    assert_eq!((again.due_on, again.extensions.len()), (due, 1));
    assert_eq!(court.folded(), court.file);
}

#[test]
fn money_of_a_case_that_nobody_handles_has_somebody_who_pays_it_out() {
    let mut court = Court::on("2026-03-02");
    court.candidates.clear();
    court.file_case(&application()).unwrap();
    assert_eq!(court.file.handler, None);
    court.income(1, yuan("5000.00"), true);
    assert_eq!(live(&court, "propose_payout").unwrap().post, "fund_clerk");
}

#[test]
fn a_mode_leaves_no_task_to_a_handler_whom_the_case_may_not_have() {
    let said = |from: &str, to: &str| {
        let text = MODE.replacen(from, to, 1);
        assert_ne!(text, *MODE, "{from}");
        mode(&text).map_err(|faults| format!("{faults:?}"))
    };
    let both = "post = [\"handler\", \"fund_clerk\"]";
    let alone = said(both, "post = \"handler\"").unwrap_err();
    assert!(alone.contains("NoOwner") && alone.contains("propose_payout"), "{alone}");
    assert!(said(both, "post = \"fund_clerk\"").is_ok());
    for row in &mode(&MODE).unwrap().task {
        let asks = row.needs.as_ref().is_none_or(|n| n.names().iter().any(|n| n == "has_handler"));
        assert!(asks || row.post_in(false) != "handler", "{}", row.key);
    }
}

#[test]
fn interest_that_grows_from_day_to_day_asks_for_no_new_freeze_every_day() {
    let found =
        vec![deposit("6228480999000000001", "6000.00"), deposit("6228480999000000002", "3000.00")];
    let mut court = Court::searched(&application(), found);
    assert!(live(&court, "freeze").is_some());
    let asset = court.file.assets[0].id;
    let most = court.with(&judge(), |matter, ctx| order::limit(matter, ctx).unwrap());
    court.freeze(asset, most).unwrap();
    assert!(live(&court, "freeze").is_none());
    for on in ["2026-03-04", "2026-03-20", "2026-04-01"] {
        assert!(!new_day(&mut court, on).contains(&"task.opened".to_owned()), "{on}");
    }
    // The interest of thirty days is taken in at once.
    new_day(&mut court, "2026-04-02");
    assert!(live(&court, "freeze").is_some());
    let rest = court.with(&judge(), |matter, ctx| order::limit(matter, ctx).unwrap());
    court.freeze(court.file.assets[1].id, rest).unwrap();
    assert!(live(&court, "freeze").is_none());
    new_day(&mut court, "2026-05-01");
    assert!(live(&court, "freeze").is_none());
}

#[test]
fn what_could_not_be_frozen_is_asked_for_as_soon_as_there_is_another_account() {
    let found =
        vec![deposit("6228480999000000001", "2000.00"), deposit("6228480999000000002", "6000.00")];
    let mut court = Court::searched(&application(), found);
    court.freeze(court.file.assets[0].id, yuan("2000.00")).unwrap();
    assert!(
        live(&court, "freeze").is_some(),
        "the other account is there and the debt is not covered"
    );
}
