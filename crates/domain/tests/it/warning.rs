//! 到期预警：no live measure reaches its end without a renewal, a release, or somebody who answers for it.

use serde_json::json;
use zhixing_domain::{
    ground::id::MeasureId,
    ground::refusal::Refusal,
    matter::effect::Effect,
    matter::event::Event,
    papers::document::DocumentState,
    papers::kind::DocumentKind,
    property::measure::{self, MeasureEvent, MeasureState, RequestKind, answer::Answer},
    work::task::TaskState,
};
use zhixing_law::money::Fen;

use crate::{court::*, samples::*};

/// Frozen on 2026-03-03 to 2027-03-03, the money of a case with a handler.
fn frozen() -> (Court, MeasureId) {
    let (court, id) = Court::frozen(yuan("5000.00"));
    assert_eq!(court.file.measure(id).unwrap().ends_on, day("2027-03-03"));
    (court, id)
}

/// What the daily job does on a day.
fn daily(court: &mut Court, on: &str) -> Vec<u32> {
    court.day(on);
    court.act(&system(), measure::expire::lapse).unwrap();
    let from = court.docket.len();
    court.act(&system(), measure::expire::warn).unwrap();
    let warned = court.docket[from..].iter().filter_map(|entry| match &entry.event {
        Event::Measure(MeasureEvent::Warned { days, .. }) => Some(*days),
        _ => None,
    });
    warned.collect()
}

fn acknowledge(court: &mut Court, id: MeasureId) -> Result<Vec<String>, Refusal> {
    court.send(&judge(), "acknowledge_expiry", json!({ "measure": id, "note": "届满前办理续行" }))
}

fn answer(court: &mut Court, id: MeasureId, request: RequestKind) {
    let (actual, on) = (Fen::ZERO, court.today());
    let request_no = court.asked(id, request);
    let answer = Answer { request, request_no, actual, refused: String::new(), on };
    court.act(&system(), |file, ctx| measure::answer::answer(file, id, &answer, ctx)).unwrap();
}

fn asked(court: &Court) -> Vec<&str> {
    court.tasks().into_iter().filter(|key| key.starts_with("answer_expiry")).collect()
}

#[test]
fn each_warning_is_given_once_on_its_day_and_the_nearest_when_some_were_missed() {
    let (mut court, _) = frozen();
    assert!(daily(&mut court, "2027-01-01").is_empty(), "the day before the first");
    assert_eq!(daily(&mut court, "2027-01-02"), [60]);
    assert!(daily(&mut court, "2027-01-02").is_empty(), "done twice it changes nothing");
    assert!(daily(&mut court, "2027-01-31").is_empty());
    assert_eq!(daily(&mut court, "2027-02-01"), [30]);
    assert_eq!(daily(&mut court, "2027-02-25"), [7], "a court that was away is warned once");
    assert_eq!(daily(&mut court, "2027-03-02"), [1]);
    assert!(daily(&mut court, "2027-03-03").is_empty());
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_warning_is_a_task_of_the_handler_that_is_due_before_the_end() {
    let (mut court, _) = frozen();
    let handler = court.file.handler.clone();
    daily(&mut court, "2027-01-02");
    let key = if handler.is_some() { "answer_expiry" } else { "answer_expiry_unassigned" };
    assert_eq!(asked(&court), [key]);
    let task = court.file.task(court.task_id(key)).unwrap();
    assert_eq!(task.post, if handler.is_some() { "handler" } else { "searcher" });
    assert_eq!(task.due_on, Some(day("2027-01-06")), "three workdays: 2 January is a Saturday");
    let (mut late, _) = frozen();
    daily(&mut late, "2027-03-02");
    let task = late.file.task(late.task_id(key)).unwrap();
    assert_eq!(task.due_on, Some(day("2027-03-03")), "never after the end");
    let asked = late_task(&late.file);
    let by_hand =
        late.send(&judge(), "complete_task", json!({ "task": asked, "result": "已知悉" }));
    assert!(matches!(by_hand, Err(Refusal::Prerequisite { .. } | Refusal::NotYourPost { .. })));
}

fn late_task(file: &zhixing_domain::matter::Matter) -> zhixing_domain::ground::id::TaskId {
    file.tasks.iter().rev().find(|task| task.key.starts_with("answer_expiry")).unwrap().id
}

#[test]
fn an_answer_closes_the_task_until_the_next_warning_asks_again() {
    let (mut court, id) = frozen();
    daily(&mut court, "2027-01-02");
    assert_eq!(court.file.measures_unanswered(), 1);
    assert_eq!(court.file.unanswered_end(), Some(day("2027-03-03")));
    acknowledge(&mut court, id).unwrap();
    assert!(asked(&court).is_empty());
    assert_eq!(court.file.measure(id).unwrap().acknowledged.as_ref().unwrap().name, judge().name);
    assert_eq!((court.file.measures_unanswered(), court.file.unanswered_end()), (0, None));
    daily(&mut court, "2027-02-01");
    assert_eq!(asked(&court).len(), 1);
    assert!(court.file.measure(id).unwrap().acknowledged.is_none());
}

#[test]
fn a_renewal_answers_the_warning_once_it_stands_and_the_new_end_is_warned_of_anew() {
    let (mut court, id) = frozen();
    daily(&mut court, "2027-02-01");
    court.send(&judge(), "renew_measure", json!({ "measure": id })).unwrap();
    assert_eq!(asked(&court).len(), 1, "decided is not done");
    court.sign_all();
    answer(&mut court, id, RequestKind::Renew);
    assert!(asked(&court).is_empty());
    assert_eq!(court.file.measure(id).unwrap().warned, None);
    assert_eq!(court.file.measure(id).unwrap().ends_on, day("2028-02-01"));
    assert!(daily(&mut court, "2027-03-02").is_empty());
    assert_eq!(daily(&mut court, "2027-12-03"), [60]);
}

#[test]
fn a_release_answers_the_warning() {
    let (mut court, id) = frozen();
    daily(&mut court, "2027-02-01");
    court.send(&judge(), "release_measure", json!({ "measure": id, "reason": "已履行" })).unwrap();
    court.sign_all();
    answer(&mut court, id, RequestKind::Release);
    assert!(asked(&court).is_empty());
    assert!(daily(&mut court, "2027-03-02").is_empty());
}

#[test]
fn an_end_that_was_answered_for_closes_itself_and_one_that_was_not_stays_until_somebody_answers() {
    let (mut court, id) = frozen();
    daily(&mut court, "2027-03-02");
    acknowledge(&mut court, id).unwrap();
    daily(&mut court, "2027-03-04");
    assert_eq!(court.file.measure(id).unwrap().state, MeasureState::Lapsed);
    assert!(asked(&court).is_empty());
    let again = acknowledge(&mut court, id);
    assert_eq!(again, Err(Refusal::MeasureLapsed { ended_on: day("2027-03-03") }));

    let (mut court, id) = frozen();
    daily(&mut court, "2027-03-04");
    assert_eq!(court.file.measure(id).unwrap().state, MeasureState::Lapsed);
    assert_eq!(asked(&court).len(), 1, "lapsed without a warning: somebody must answer for it");
    acknowledge(&mut court, id).unwrap();
    assert!(asked(&court).is_empty());
    let closed = court.file.task(late_task(&court.file)).unwrap();
    assert_eq!((closed.state, closed.automatic), (TaskState::Done, true));
}

#[test]
fn a_renewal_has_its_own_ruling_and_notice_each_time() {
    let (mut court, id) = frozen();
    for (on, ends_on) in [("2027-02-01", "2028-02-01"), ("2028-01-10", "2029-01-10")] {
        court.day(on);
        court.effects.clear();
        court.send(&judge(), "renew_measure", json!({ "measure": id })).unwrap();
        let ruling = court.document(DocumentKind::RenewalRuling);
        let drafted = court.file.document(ruling).unwrap();
        assert_eq!(drafted.state, DocumentState::Drafted);
        assert!(0 < drafted.ruling_no, "numbered among the case's rulings");
        let request = Effect::SendMeasure { measure: id, request: measure::RequestKind::Renew };
        assert!(!court.effects.contains(&request));
        court.sign_all();
        assert!(court.effects.contains(&request));
        let notice = court.document(DocumentKind::RenewalAssistance);
        assert_eq!(court.file.document(notice).unwrap().made_on, day(on));
        answer(&mut court, id, RequestKind::Renew);
        assert_eq!(court.file.measure(id).unwrap().ends_on, day(ends_on));
    }
    let rulings = court.file.documents.iter().filter(|d| d.kind == DocumentKind::RenewalRuling);
    let numbers: Vec<u32> = rulings.map(|d| d.ruling_no).collect();
    assert_eq!(numbers.len(), 2);
    assert!(numbers[0] < numbers[1], "{numbers:?}");
    assert!(court.left_for_later.is_empty());
}
