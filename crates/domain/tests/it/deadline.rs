//! 法定期限：counted by the law, moved by exclusions and extensions that were signed, and watched from day to day.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    ground::actor::{Actor, Role},
    ground::id::StaffId,
    ground::refusal::{FieldProblem, Need, Refusal},
    ground::subject::Subject,
    matter::outcome::Outcome,
    work::approval::What,
    work::deadline::{Deadline, extend::Months},
};
use zhixing_law::{
    calendar::Calendar,
    day::Day,
    exclusion::Clock,
    limits::{G1, G1B},
    period::Interval,
};

use crate::{court::*, samples::*};

fn president() -> Actor {
    Actor {
        id: StaffId(Uuid::from_u128(10)),
        name: "卫院长".to_owned(),
        roles: vec![Role::President],
        ..chief()
    }
}

fn d(text: &str) -> Day {
    text.parse().unwrap()
}

fn term(court: &Court) -> &Deadline {
    court.file.deadlines.all.iter().rfind(|known| known.key == "DL-G1").unwrap()
}

/// The law's own answer for the story's filing day.
fn by_law(excluded: &[(&str, &str)]) -> Day {
    let stretches: Vec<Interval> =
        excluded.iter().map(|(from, to)| Interval::new(d(from), d(to)).unwrap()).collect();
    G1.end(d("2026-03-02"), &stretches, Calendar::builtin()).unwrap().end
}

fn exclude(court: &mut Court, ground: &str, from: &str, to: Option<&str>) -> Result<(), Refusal> {
    let body = json!({ "ground": ground, "from": from, "to": to, "reason": "中止裁定书" });
    court.send(&judge(), "exclude_stretch", body)?;
    let waits = court.file.open_approvals().last().unwrap().what.subject();
    court.sign(&chief(), waits).map(|_| ())
}

fn extend(court: &mut Court) -> Result<Vec<String>, Refusal> {
    let body = json!({ "deadline": "DL-G1", "months": "3", "reason": "标的物正在评估" });
    court.send(&judge(), "extend_deadline", body)
}

/// The court's own look at a new day.
fn new_day(court: &mut Court, day: &str) -> Vec<String> {
    court.day(day);
    court.act(&system(), |_, _| Ok(Outcome::default())).unwrap()
}

fn needed<T: std::fmt::Debug>(result: Result<T, Refusal>) -> Need {
    match result {
        Err(Refusal::Prerequisite { needs, .. }) => needs,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_term_runs_from_filing_as_the_law_counts_it() {
    let court = Court::filed(&application());
    assert_eq!(term(&court).from, d("2026-03-02"));
    assert_eq!(term(&court).due_on, Some(by_law(&[])));
    assert_eq!(term(&court).due_on, Some(d("2026-09-02")));
    assert!(term(&court).basis.contains("第63条"), "{}", term(&court).basis);
    assert_eq!(court.folded(), court.file);
}

#[test]
fn what_is_excluded_moves_the_term_once_it_is_signed_and_not_before() {
    let mut court = Court::filed(&application());
    court.day("2026-04-20");
    let body = json!({ "ground": "appraisal", "from": "2026-03-20", "to": "2026-04-18", "reason": "委托评估" });
    assert_eq!(court.send(&judge(), "exclude_stretch", body).unwrap(), ["approval.asked"]);
    assert_eq!(term(&court).due_on, Some(by_law(&[])));
    let on = court.file.open_approvals().last().unwrap().what.subject();
    assert!(matches!(on, Subject::Exclusion(_)));
    assert!(court.sign(&judge(), on).is_err(), "who asked does not sign");
    let done = court.sign(&chief(), on).unwrap();
    assert_eq!(done, ["approval.signed", "deadline.excluded", "deadline.moved"]);
    assert_eq!(term(&court).due_on, Some(by_law(&[("2026-03-20", "2026-04-18")])));
    assert_eq!(term(&court).excluded_days, 30);
    // A second stretch that lies over the first is not counted twice.
    exclude(&mut court, "announcement", "2026-04-10", Some("2026-04-20")).unwrap();
    let both = [("2026-03-20", "2026-04-18"), ("2026-04-10", "2026-04-20")];
    assert_eq!(term(&court).due_on, Some(by_law(&both)));
    assert_eq!(term(&court).excluded_days, 32);
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_stay_without_an_end_stops_the_term_until_it_is_over() {
    let mut court = Court::filed(&application());
    court.day("2026-04-01");
    exclude(&mut court, "stay", "2026-04-01", None).unwrap();
    assert_eq!(term(&court).due_on, None);
    assert!(!term(&court).is_late(d("2027-01-01")), "what stands still is not late");
    assert!(90_000 < court.file.deadlines.left(Clock::Enforcement, court.today()));
    let again = exclude(&mut court, "stay", "2026-04-01", None);
    assert!(matches!(again, Err(Refusal::Duplicate { .. })));
    assert!(!new_day(&mut court, "2026-09-20").contains(&"deadline.moved".to_owned()));
    let id = court.file.deadlines.exclusions[0].id;
    let early = json!({ "exclusion": id, "to": "2026-03-31" });
    assert!(matches!(court.send(&judge(), "resume_deadline", early), Err(Refusal::Field { .. })));
    let later = json!({ "exclusion": id, "to": "2026-09-21" });
    let later = court.send(&judge(), "resume_deadline", later);
    assert_eq!(later, Err(Refusal::field("to", FieldProblem::InFuture)));
    let over = json!({ "exclusion": id, "to": "2026-09-19" });
    let done = court.send(&judge(), "resume_deadline", over).unwrap();
    assert_eq!(done[..2], ["deadline.resumed", "deadline.moved"]);
    assert_eq!(term(&court).due_on, Some(by_law(&[("2026-04-01", "2026-09-19")])));
    let lifted = json!({ "exclusion": id, "reason": "没有作出中止裁定" });
    court.send(&judge(), "lift_exclusion", lifted).unwrap();
    assert_eq!(term(&court).due_on, Some(by_law(&[])));
    assert!(term(&court).is_late(court.today()));
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_stay_that_came_after_the_term_was_over_does_not_cure_it() {
    let mut court = Court::filed(&application());
    new_day(&mut court, "2026-10-08");
    exclude(&mut court, "stay", "2026-10-08", None).unwrap();
    assert_eq!(term(&court).due_on, Some(by_law(&[])));
    exclude(&mut court, "appraisal", "2026-09-20", Some("2026-09-25")).unwrap();
    assert_eq!(term(&court).due_on, Some(by_law(&[])));
}

#[test]
fn the_term_is_extended_by_the_president_if_it_was_asked_for_in_time() {
    let mut court = Court::filed(&application());
    new_day(&mut court, "2026-09-01");
    assert_eq!(extend(&mut court).unwrap(), ["approval.asked"]);
    assert!(matches!(extend(&mut court), Err(Refusal::Duplicate { .. })), "asked for once");
    let president = president();
    assert!(court.sign(&president, Subject::Deadline).is_err(), "one after the other");
    court.sign(&chief(), Subject::Deadline).unwrap();
    // The last signature may come after the last day.
    new_day(&mut court, "2026-09-03");
    let done = court.sign(&president, Subject::Deadline).unwrap();
    assert_eq!(done[..3], ["approval.signed", "deadline.extended", "deadline.moved"]);
    assert_eq!(term(&court).due_on, Some(d("2026-12-02")));
    assert_eq!(term(&court).extensions[0].by.name, president.name);
    // Again before the new end, and never after it.
    new_day(&mut court, "2026-12-02");
    assert_eq!(extend(&mut court).unwrap(), ["approval.asked"]);
    let id = court.approval(Subject::Deadline);
    let back = json!({ "approval": id, "reason": "理由不充分" });
    court.send(&chief(), "return_approval", back).unwrap();
    new_day(&mut court, "2026-12-03");
    assert_eq!(needed(extend(&mut court)), Need::DeadlineNotOver);
    assert_eq!(court.folded(), court.file);
}

#[test]
fn the_new_day_raises_the_warning_and_nothing_twice() {
    let mut court = Court::filed(&application());
    assert!(!new_day(&mut court, "2026-08-02").contains(&"task.opened".to_owned()));
    assert!(new_day(&mut court, "2026-08-03").contains(&"task.opened".to_owned()));
    assert!(court.tasks().contains(&"term_warning"), "{:?}", court.tasks());
    assert_eq!(new_day(&mut court, "2026-08-03"), Vec::<String>::new());
    assert_eq!(new_day(&mut court, "2026-08-04"), Vec::<String>::new());
    extend(&mut court).unwrap();
    court.sign(&chief(), Subject::Deadline).unwrap();
    court.sign(&president(), Subject::Deadline).unwrap();
    assert!(!court.tasks().contains(&"term_warning"));
    let known = court.file.tasks.iter().find(|task| task.key == "term_warning").unwrap();
    assert!(known.done.is_some(), "the extension has done it");
}

#[test]
fn stretches_that_make_no_sense_are_refused_before_anybody_is_asked() {
    let mut court = Court::filed(&application());
    court.day("2026-03-20");
    let refused = |court: &mut Court, from: &str, to: Option<&str>| {
        let asked = court.file.approvals.len();
        let result = exclude(court, "sale", from, to);
        assert_eq!(court.file.approvals.len(), asked);
        match result {
            Err(Refusal::Field { field, .. }) => field,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(refused(&mut court, "2026-03-21", None), "from", "not begun yet");
    assert_eq!(
        refused(&mut court, "2026-03-10", Some("2026-03-09")),
        "to",
        "ends before it begins"
    );
    assert_eq!(refused(&mut court, "2026-02-01", Some("2026-02-10")), "to", "before the term ran");
    let body = json!({ "deadline": "love", "months": "1", "reason": "急" });
    let unknown = court.send(&judge(), "extend_deadline", body);
    assert_eq!(unknown, Err(Refusal::field("deadline", FieldProblem::Unknown)));
    let mut unfiled = Court::on("2026-03-02");
    assert!(extend(&mut unfiled).is_err());
}

#[test]
fn a_signature_does_not_give_more_months_than_the_law() {
    let most = Months::ALL.iter().map(|months| months.count()).max();
    assert_eq!(most, Some(G1B.limit.length), "what can be asked for is what the law gives");
    let mut court = Court::filed(&application());
    let what = What::Extension {
        deadline: "DL-G1".to_owned(),
        name: "执行期限".to_owned(),
        months: 4,
        reason: "长".to_owned(),
    };
    let asked =
        court.act(&judge(), |file, ctx| zhixing_domain::work::approval::ask::ask(file, what, ctx));
    assert!(matches!(asked, Err(Refusal::Field { field, .. }) if field == "months"));
}

#[test]
fn a_mode_names_a_limit_that_there_is_and_lets_the_president_sign() {
    let said = |from: &str, to: &str| {
        let text = MODE.replacen(from, to, 1);
        assert_ne!(text, *MODE, "{from}");
        mode(&text).unwrap_err().iter().map(ToString::to_string).collect::<String>()
    };
    assert!(said("law = \"DL-G1\"", "law = \"DL-Q1\"").contains("DL-Q1"));
    assert!(said("from = \"filed_on\"", "from = \"love\"").contains("love"));
}

#[test]
fn every_task_of_a_matter_is_explained_and_every_other_too() {
    let mut court = Court::filed(&application());
    let said = court.with(&judge(), |matter, ctx| {
        let known = zhixing_domain::engine::why::why(matter, ctx).unwrap();
        for one in &known {
            let holds = one.needs.iter().any(|group| group.iter().all(|clause| clause.holds));
            if one.rule.needs.is_some() && one.rule.until.is_none() {
                assert_eq!(one.live, holds, "{}: what holds is there", one.rule.key);
            }
            for clause in one.needs.iter().flatten() {
                assert!(!clause.text.is_empty());
            }
        }
        let warning = known.iter().find(|one| one.rule.key == "term_warning").unwrap();
        assert!(!warning.live);
        let open: Vec<&str> =
            warning.needs[0].iter().filter(|c| !c.holds).map(|c| c.text.as_str()).collect();
        assert_eq!(open, ["term_left_days <= 30"], "what would change it");
        known.len()
    });
    assert!(20 < said, "{said}");
}
