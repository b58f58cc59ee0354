//! 扣除期间 and the limits of tasks and nodes: what rests while the matter does, what runs on, and what a mode may say.

use serde_json::json;
use zhixing_domain::{
    ground::refusal::Refusal, matter::outcome::Outcome, mode::Mode, property::measure,
    work::task::Task,
};
use zhixing_law::{calendar::Calendar, day::Day, period, period::Interval};

use crate::{court::*, samples::*};

fn exclude(court: &mut Court, ground: &str, from: &str, to: Option<&str>) -> Vec<String> {
    let body = json!({ "ground": ground, "from": from, "to": to, "reason": "裁定书" });
    court.send(&judge(), "exclude_stretch", body).unwrap();
    let waits = court.file.open_approvals().last().unwrap().what.subject();
    court.sign(&chief(), waits).unwrap()
}

fn resume(court: &mut Court, to: &str) -> Vec<String> {
    let id = court.file.deadlines.exclusions.iter().find(|known| known.is_open()).unwrap().id;
    court.send(&judge(), "resume_deadline", json!({ "exclusion": id, "to": to })).unwrap()
}

fn live<'a>(court: &'a Court, key: &str) -> &'a Task {
    let mut tasks = court.file.tasks.iter();
    tasks.rfind(|task| task.key == key && task.state.is_live()).unwrap()
}

/// The limit that the mode gives a kind of task, without the stretches.
fn by_rule(court: &Court, task: &Task, excluded: &[(&str, &str)]) -> Day {
    let stretches: Vec<Interval> =
        excluded.iter().map(|(from, to)| Interval::new(day(from), day(to)).unwrap()).collect();
    let limit = &court.mode.task(&task.key).unwrap().limit;
    period::end(task.opened_on, limit, &stretches, Calendar::builtin()).unwrap().end
}

fn new_day(court: &mut Court, on: &str) -> Vec<String> {
    court.day(on);
    court.act(&system(), |_, _| Ok(Outcome::default())).unwrap()
}

/// Filed on 2026-03-02; its first papers wait to be signed and served.
fn fresh(mode: Option<Mode>) -> Court {
    let mut court = Court::on("2026-03-02");
    if let Some(mode) = mode {
        court.mode = mode;
    }
    court.file_case(&application()).unwrap();
    court.receive_and_interview();
    court
}

#[test]
fn a_courts_own_targets_rest_while_the_matter_does_and_run_on_after_it() {
    let mut court = fresh(None);
    court.day("2026-03-03");
    let before = court.file.clone();
    let done = exclude(&mut court, "stay", "2026-03-03", None);
    assert!(done.contains(&"task.moved".to_owned()) && done.contains(&"node.moved".to_owned()));
    let open = |court: &Court| court.file.nodes.iter().rfind(|n| n.ended_on.is_none()).cloned();
    for task in court.file.tasks.iter().filter(|task| task.state.is_live()) {
        assert_eq!(task.due_on, None, "{} stands still", task.key);
    }
    assert_eq!(open(&court).unwrap().due_on, None);
    assert_eq!(court.file.next_due_on(), None, "nothing of it is late, whatever the day");
    assert_eq!(new_day(&mut court, "2026-06-01"), Vec::<String>::new());

    resume(&mut court, "2026-05-31");
    let search = live(&court, "start_search").clone();
    let stayed = [("2026-03-03", "2026-05-31")];
    assert_eq!(search.due_on, Some(by_rule(&court, &search, &stayed)));
    assert_eq!(search.excluded_days, 90);
    assert!(open(&court).unwrap().due_on.is_some());

    let id = court.file.deadlines.exclusions[0].id;
    let body = json!({ "exclusion": id, "reason": "没有作出中止裁定" });
    court.send(&judge(), "lift_exclusion", body).unwrap();
    for task in before.tasks.iter().filter(|task| task.state.is_live()) {
        let now = court.file.task(task.id).unwrap();
        assert_eq!(now.due_on, task.due_on, "{}: as if there had never been one", task.key);
    }
    assert_eq!(court.folded(), court.file);
}

#[test]
fn stays_over_each_other_count_once_in_whichever_order_they_came() {
    let stays =
        [("stay", "2026-03-04", "2026-03-20"), ("superior_stay", "2026-03-10", "2026-03-31")];
    let after = |order: [usize; 2]| {
        let mut court = fresh(None);
        court.day("2026-04-07");
        for place in order {
            let (ground, from, to) = stays[place];
            exclude(&mut court, ground, from, Some(to));
        }
        court
    };
    let (one, other) = (after([0, 1]), after([1, 0]));
    let task = live(&one, "start_search");
    assert_eq!((task.due_on, task.excluded_days), {
        let same = live(&other, "start_search");
        (same.due_on, same.excluded_days)
    });
    // Due on the third it was over before the stay came.
    assert_eq!(task.excluded_days, 0);
    let node =
        |court: &Court| court.file.nodes.iter().rfind(|n| n.key == "notice").cloned().unwrap();
    assert_eq!(node(&one), node(&other));
    assert_eq!(node(&one).excluded_days, 28, "from the fourth to the last of March");
}

#[test]
fn what_is_no_stay_of_the_matter_leaves_a_courts_own_target_alone() {
    let mut court = Court::filed(&application());
    court.day("2026-03-03");
    let done = exclude(&mut court, "sale", "2026-03-03", None);
    assert!(!done.iter().any(|kind| kind == "task.moved" || kind == "node.moved"), "{done:?}");
    assert!(court.file.deadlines.all[0].due_on.is_none(), "the term stands still");
}

#[test]
fn a_task_that_is_raised_while_the_matter_rests_stands_still_from_the_first() {
    let mut court = Court::filed(&application());
    court.day("2026-03-03");
    exclude(&mut court, "stay", "2026-03-03", None);
    let body = json!({ "template": "site_visit", "asks": "核实", "urgency": "ordinary", "due_on": "2026-03-05" });
    let done = court.send(&judge(), "raise_task", body).unwrap();
    assert_eq!(done, ["task.raised", "task.moved"]);
    assert_eq!(live(&court, "site_visit").due_on, None);
    court.day("2026-03-20");
    resume(&mut court, "2026-03-19");
    // Two days were given, and two days are left.
    assert_eq!(live(&court, "site_visit").due_on, Some(day("2026-03-21")));
}

#[test]
fn the_end_of_a_freeze_is_answered_for_though_the_matter_rests() {
    let (mut court, _) = Court::frozen(yuan("5000.00"));
    court.day("2027-01-02");
    court.act(&system(), measure::expire::warn).unwrap();
    let due = live(&court, "answer_expiry").due_on;
    assert!(due.is_some());
    exclude(&mut court, "stay", "2027-01-02", None);
    assert_eq!(live(&court, "answer_expiry").due_on, due);
}

/// The mode with one passage otherwise.
fn with(from: &str, to: &str) -> Result<Mode, String> {
    let text = MODE.replacen(from, to, 1);
    assert_ne!(text, *MODE, "{from}");
    mode(&text).map_err(|faults| {
        faults.iter().map(|fault| format!("{} {fault:?}", fault.line)).collect::<String>()
    })
}

#[test]
fn a_mode_says_what_stops_a_limit_and_not_what_the_law_does_not_say() {
    let own = "key = \"start_search\"\n";
    let by_law = "key = \"review_objection\"\n";
    let said = |row: &str, stops: &str| with(row, &format!("{row}stops = \"{stops}\"\n"));
    for stops in ["stay", "nothing"] {
        assert!(said(own, stops).is_ok(), "{stops}");
    }
    for stops in ["law", "nothing"] {
        assert!(said(by_law, stops).is_ok(), "{stops}");
    }
    let unknown = said(own, "love").unwrap_err();
    assert!(unknown.contains("love"), "{unknown}");
    let without = said(own, "law").unwrap_err();
    assert!(without.contains("RunsOn { rule: None }"), "{without}");
    let longer = said(by_law, "stay").unwrap_err();
    assert!(longer.contains("RunsOn { rule: Some(\"DL-H2"), "{longer}");
    let line = MODE.lines().position(|line| line == "key = \"review_objection\"").unwrap() + 2;
    assert!(longer.starts_with(&format!("{line} ")), "{longer}: at the line that says it");
}

#[test]
fn a_target_that_does_not_rest_is_not_stopped() {
    let row = "key = \"start_search\"\n";
    let mut court = fresh(Some(with(row, &format!("{row}stops = \"nothing\"\n")).unwrap()));
    court.day("2026-03-03");
    exclude(&mut court, "stay", "2026-03-03", None);
    assert!(live(&court, "start_search").due_on.is_some());
}

#[test]
fn under_another_mode_the_limits_are_those_of_that_mode() {
    let mut court = Court::filed(&application());
    let limit = "key = \"start_search\"";
    let from = MODE.find(limit).unwrap();
    let rest = &MODE[from..];
    let row = &rest[..rest.find("\n\n").unwrap()];
    let longer = row.replace("length = 1", "length = 4");
    court.mode = with(row, &longer).unwrap();
    court.mode.version += 1;
    let before = live(&court, "start_search").due_on;
    let moved: Result<Vec<String>, Refusal> = court.act(&system(), |file, ctx| {
        zhixing_domain::work::pinned::switch::move_to(file, "改版", ctx)
    });
    let done = moved.unwrap();
    assert!(done.contains(&"task.moved".to_owned()), "{done:?}");
    let task = live(&court, "start_search").clone();
    assert!(before < task.due_on);
    assert_eq!(task.due_on, Some(by_rule(&court, &task, &[])));
}
