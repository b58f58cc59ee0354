//! 来访：written down at the window with or without a name, about a case or none, answered within its limit.

use serde_json::{Value, json};
use uuid::Uuid;
use zhixing_domain::{
    ground::id::CaseId,
    ground::refusal::{FieldProblem, Refusal},
    intake::party::PartyRole,
    matter::Stage,
    matter::kind::MatterKind,
    roof,
    work::task::TaskState,
};

use crate::{court::*, samples::*};

fn body(change: Value) -> Value {
    let mut body = json!({
        "visitor": "陈大文", "identity_number": "", "phone": "13800138000", "about": "",
        "topic": "progress", "request": "询问案款何时发放", "on": "2026-03-10"
    });
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// A visit recorded at the window of a court, about its case when it names one.
fn record(court: &mut Court, sent: Value) -> Result<Court, Refusal> {
    let beginning = roof::beginning("record_visit").unwrap().read(sent).unwrap();
    let id = CaseId(Uuid::from_u128(900));
    let about = beginning.about().is_some();
    let outcome =
        court.with(&window(), |file, ctx| beginning.run(id, about.then_some(file), ctx))?;
    Ok(court.other(id, outcome))
}

fn answer(visit: &mut Court, by: &zhixing_domain::ground::actor::Actor) -> Result<(), Refusal> {
    let body = json!({ "way": "phone", "on": visit.today(), "answer": "已到账，十个工作日内发放" });
    visit.send(by, "answer_visit", body).map(drop)
}

#[test]
fn a_visit_about_a_case_is_answered_by_its_handler_within_the_limit() {
    let (mut court, _) = Court::frozen(yuan("5000.00"));
    court.day("2026-03-10");
    let number = court.file.number_text();
    let mut visit = record(&mut court, body(json!({ "about": number.clone() }))).unwrap();
    assert_eq!(visit.file.kind, MatterKind::Visit);
    assert_eq!(visit.file.number, None, "a visit is no case");
    assert_eq!(visit.file.known_as().as_deref(), Some("来访〔2026〕1号"));
    assert_eq!(visit.file.opening.about.as_ref().unwrap().number, number);
    assert_eq!(visit.file.handler, court.file.handler);
    assert_eq!(visit.file.stage, Stage::Open);
    assert_eq!((visit.nodes(), visit.tasks()), (vec!["visit"], vec!["answer_visit"]));
    let task = visit.file.task(visit.task_id("answer_visit")).unwrap();
    assert_eq!((task.post.as_str(), task.due_on), ("handler", Some(day("2026-03-25"))));
    let node = visit.file.nodes.last().unwrap();
    assert_eq!(node.due_on, Some(day("2026-04-09")), "thirty days");
    court.hear(&mut visit);
    assert_eq!(court.file.opening.links[0].matter, visit.file.id);
    visit.day("2026-03-12");
    answer(&mut visit, &judge()).unwrap();
    assert_eq!(visit.file.stage, Stage::Closed);
    let task = visit.file.tasks.last().unwrap();
    assert_eq!((task.state, task.automatic), (TaskState::Done, true));
    assert!(matches!(answer(&mut visit, &judge()), Err(Refusal::CaseClosed { .. })));
    assert_eq!(visit.folded(), visit.file);
}

#[test]
fn somebody_without_a_name_and_a_case_is_answered_at_the_window() {
    let mut court = Court::on("2026-03-12");
    let nameless = body(json!({ "visitor": "", "phone": "" }));
    let mut visit = record(&mut court, nameless).unwrap();
    assert!(visit.file.visit.as_ref().unwrap().visitor.is_none());
    assert_eq!(visit.file.parties_of(PartyRole::Visitor).count(), 0);
    let task = visit.file.task(visit.task_id("answer_visit")).unwrap();
    // Written down two days late: the limit runs from the visit.
    assert_eq!((task.post.as_str(), task.due_on), ("intake", Some(day("2026-03-25"))));
    answer(&mut visit, &window()).unwrap();
    assert!(visit.beside.is_empty(), "nobody is told");
}

#[test]
fn a_visit_in_the_future_and_a_false_number_are_refused() {
    let mut court = Court::on("2026-03-10");
    for (change, field, problem) in [
        (json!({ "on": "2026-03-11" }), "on", FieldProblem::InFuture),
        (
            json!({ "identity_number": "110105194912310021" }),
            "identity_number",
            FieldProblem::Number {
                of: "居民身份证", reason: "校验位不符，请逐位核对"
            },
        ),
    ] {
        let refused = record(&mut court, body(change)).err();
        assert_eq!(refused, Some(Refusal::field(field, problem)));
    }
}
