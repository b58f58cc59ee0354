//! 逾期、催办、督办：each level is told once, on its day, whatever the clock does; what is late is explained before it is
//! ticked off; a directive runs until somebody other than who answered says that it will do.

use serde_json::json;
use zhixing_domain::{
    ground::{
        refusal::{FieldProblem, Need, Refusal},
        subject::Subject,
    },
    matter::outcome::Outcome,
    work::{
        directive::DirectiveState,
        lateness::{Late, Lateness, Level},
        task::TaskState,
    },
};

use zhixing_law::money::Fen;

use crate::{court::*, samples::*};

/// The court's own look at a day.
fn on(court: &mut Court, day: &str) -> Vec<String> {
    court.day(day);
    court.act(&system(), |_, _| Ok(Outcome::default())).unwrap()
}

fn of_task<'a>(court: &'a Court, key: &str) -> &'a Lateness {
    let task = court.file.tasks.iter().rfind(|task| task.key == key).unwrap();
    let late = Late::Task { task: task.id };
    court.file.lateness.iter().rfind(|known| known.late == late).unwrap()
}

/// A case in which somebody was asked, on Monday the 2nd, to go and look by the 6th.
fn asked() -> Court {
    let mut court = Court::filed(&application());
    let asks = json!({ "template": "site_visit", "asks": "核实住址", "urgency": "ordinary",
        "due_on": "2026-03-06" });
    court.send(&chief(), "raise_task", asks).unwrap();
    court
}

fn told(known: &Lateness) -> Vec<(Level, String)> {
    known.told.iter().map(|told| (told.level, told.on.to_string())).collect()
}

#[test]
fn each_level_is_told_once_on_its_day() {
    let mut court = asked();
    on(&mut court, "2026-03-06");
    assert!(
        court.file.lateness.iter().all(|known| known.name != "上门核实"),
        "the last day is kept"
    );
    on(&mut court, "2026-03-09");
    assert_eq!(told(of_task(&court, "site_visit")), [(Level::Owner, "2026-03-09".to_owned())]);
    assert!(!on(&mut court, "2026-03-09").contains(&"lateness.told".to_owned()), "not twice");
    // Friday the 6th and three working days: Wednesday the 11th.
    on(&mut court, "2026-03-10");
    assert_eq!(of_task(&court, "site_visit").level(), Level::Owner);
    on(&mut court, "2026-03-11");
    on(&mut court, "2026-03-13");
    let expected = [
        (Level::Owner, "2026-03-09".to_owned()),
        (Level::Team, "2026-03-11".to_owned()),
        (Level::Chief, "2026-03-13".to_owned()),
    ];
    assert_eq!(told(of_task(&court, "site_visit")), expected);
    // A clock that goes back, and forward again, tells nobody again.
    on(&mut court, "2026-03-03");
    assert!(of_task(&court, "site_visit").is_open());
    on(&mut court, "2026-03-13");
    assert_eq!(told(of_task(&court, "site_visit")), expected);
    on(&mut court, "2026-03-20");
    let last = told(of_task(&court, "site_visit")).pop();
    assert_eq!(last, Some((Level::President, "2026-03-20".to_owned())));
    assert_eq!(court.folded().lateness, court.file.lateness, "the docket tells the same");
}

#[test]
fn a_court_that_was_shut_tells_every_level_when_it_opens() {
    let mut court = asked();
    on(&mut court, "2026-06-30");
    let levels: Vec<Level> = told(of_task(&court, "site_visit")).iter().map(|one| one.0).collect();
    assert_eq!(levels, [Level::Owner, Level::Team, Level::Chief, Level::President]);
}

#[test]
fn what_is_late_is_explained_before_it_is_ticked_off() {
    let mut court = asked();
    on(&mut court, "2026-03-09");
    let task = court.file.tasks.iter().rfind(|task| task.key == "site_visit").unwrap().id;
    let done = json!({ "task": task, "result": "已到场" });
    let refused = court.send(&server(), "complete_task", done.clone());
    assert_eq!(refused, Err(Refusal::needs(Need::LateReason)));
    let id = of_task(&court, "site_visit").id;
    let say = |planned: &str| json!({ "lateness": id, "why": "respondent", "reason": "两次上门无人", "planned_on": planned });
    let stranger = court.send(&searcher(), "explain_lateness", say("2026-03-12"));
    assert!(matches!(stranger, Err(Refusal::NotYourPost { .. })), "{stranger:?}");
    for wrong in ["2026-03-08", "2027-03-12"] {
        let planned = court.send(&server(), "explain_lateness", say(wrong));
        assert!(matches!(planned, Err(Refusal::Field { .. })), "{planned:?}");
    }
    court.send(&server(), "explain_lateness", say("2026-03-12")).unwrap();
    let today = court.today();
    assert!(!of_task(&court, "site_visit").lacks_reason(today));
    on(&mut court, "2026-03-13");
    let today = court.today();
    assert!(of_task(&court, "site_visit").lacks_reason(today), "the day that was named has passed");
    court.send(&server(), "complete_task", done).unwrap();
    assert!(!of_task(&court, "site_visit").is_open());
    let over = court.send(&server(), "explain_lateness", say("2026-03-20"));
    assert_eq!(over, Err(Refusal::Missing("逾期事项")));
}

#[test]
fn a_directive_runs_until_somebody_else_says_that_it_will_do() {
    let mut court = Court::frozen(Fen::new(100_000)).0;
    let issue = |by: &str| json!({ "asks": "说明为何没有续封", "reply_by": by });
    for wrong in ["2026-03-01", "2026-12-01"] {
        let refused = court.send(&chief(), "issue_directive", issue(wrong));
        assert!(matches!(refused, Err(Refusal::Field { .. })), "{refused:?}");
    }
    let by = court.today().plus_days(5).unwrap();
    court.send(&chief(), "issue_directive", issue(&by.to_string())).unwrap();
    let known = court.file.directives.first().unwrap().clone();
    let task = |court: &Court, key: &str| {
        court.file.tasks.iter().rfind(|task| task.key == key).map(|task| (task.state, task.due_on))
    };
    assert_eq!(task(&court, "answer_directive"), Some((TaskState::Open, Some(by))));
    let reply = json!({ "directive": known.id, "reply": "今日已提请续行" });
    court.send(&judge(), "answer_directive", reply.clone()).unwrap();
    assert_eq!(task(&court, "answer_directive").unwrap().0, TaskState::Done);
    let settle = |verdict: &str, by: Option<&str>| json!({ "directive": known.id, "verdict": verdict, "remark": "附裁定", "reply_by": by });
    let own = court.send(&judge(), "settle_directive", settle("accept", None));
    assert!(matches!(own, Err(Refusal::SecondPerson { .. })), "{own:?}");
    let when = court.send(&chief(), "settle_directive", settle("again", None));
    assert_eq!(when, Err(Refusal::field("reply_by", FieldProblem::Required)));
    let later = by.plus_days(3).unwrap().to_string();
    court.send(&chief(), "settle_directive", settle("again", Some(&later))).unwrap();
    assert_eq!(
        task(&court, "answer_directive").unwrap().0,
        TaskState::Open,
        "to be answered again"
    );
    court.send(&judge(), "answer_directive", reply).unwrap();
    court.send(&chief(), "settle_directive", settle("accept", None)).unwrap();
    let (on, known) = (Subject::from(known.id), court.file.directives.first().unwrap());
    assert_eq!((known.state, known.replies.len()), (DirectiveState::Settled, 2));
    let again = court.send(&chief(), "settle_directive", settle("accept", None));
    assert!(matches!(again, Err(Refusal::WrongState { .. })), "{again:?}");
    assert!(court.file.tasks.iter().all(|task| task.subject != on || !task.state.is_live()));
}

#[test]
fn property_that_nobody_touches_is_told_after_thirty_days() {
    let mut court = Court::frozen(Fen::new(100_000)).0;
    assert!(court.file.property_on().is_some());
    let stalled = |court: &Court| {
        court.file.tasks.iter().any(|task| task.key == "stalled" && task.state.is_live())
    };
    let last = court.file.worked_on.unwrap();
    on(&mut court, &last.plus_days(29).unwrap().to_string());
    assert!(!stalled(&court));
    on(&mut court, &last.plus_days(30).unwrap().to_string());
    assert!(stalled(&court));
    let asks = json!({ "template": "site_visit", "asks": "核实住址", "urgency": "ordinary" });
    court.send(&judge(), "raise_task", asks).unwrap();
    assert!(!stalled(&court), "somebody did something");
}
