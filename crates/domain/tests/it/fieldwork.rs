//! 外勤：reported back with evidence by whoever has the task; what is not taken any more is kept as a note.

use serde_json::{Value, json};
use zhixing_domain::{
    ground::id::TaskId,
    ground::refusal::{FieldProblem, Refusal},
    work::fieldwork::{EvidenceKind, FieldOutcome, Place, Received},
    work::risk::Risk,
    work::task::TaskState,
};

use crate::{court::*, samples::*};

const FILE: &str = "3030303030303030303030303030303030303030303030303030303030303030";
const SHA: &str = "4040404040404040404040404040404040404040404040404040404040404040";

/// A case with a visit asked for, and a photograph that the server has sent ahead.
fn sent_out() -> (Court, TaskId) {
    let mut court = Court::filed(&application());
    let visit = json!({
        "template": "site_visit", "asks": "核实住所", "urgency": "urgent", "due_on": null
    });
    court.send(&judge(), "raise_task", visit).unwrap();
    court.evidence = vec![Received {
        file: FILE.to_owned(),
        sha256: SHA.to_owned(),
        kind: EvidenceKind::Photo,
        size: 1024,
    }];
    let task = court.task_id("site_visit");
    (court, task)
}

fn account(task: TaskId) -> Value {
    json!({
        "task": task, "outcome": "absent", "result": "门锁，邻居称搬走三个月",
        "written_at": "2026-03-02T01:30:00Z",
        "position": "geo:23.9112,112.1845;u=15", "no_position": "",
        "evidence": [{
            "name": "大门.jpg", "file": FILE, "sha256": SHA, "taken_at": "2026-03-02T01:20:00Z",
            "position": "", "no_position": "没有授权定位"
        }]
    })
}

#[test]
fn a_report_does_the_task_and_keeps_what_was_brought() {
    let (mut court, task) = sent_out();
    let happened = court.send(&server(), "report_from_field", account(task)).unwrap();
    assert_eq!(happened, ["fieldwork.reported", "task.completed"]);
    let done = court.file.task(task).unwrap();
    assert_eq!(
        (done.state, done.result.as_str()),
        (TaskState::Done, "未遇：门锁，邻居称搬走三个月")
    );
    let report = &court.file.fieldwork[0];
    assert_eq!((report.account.outcome, report.noted.is_none()), (FieldOutcome::Absent, true));
    assert_eq!(
        report.account.place.position().unwrap().to_string(),
        "geo:23.911200,112.184500;u=15"
    );
    let photo = &report.account.evidence[0];
    assert_eq!((photo.kind, photo.size), (EvidenceKind::Photo, 1024));
    assert_eq!(photo.place, Place::Unknown("没有授权定位".to_owned()));
    assert_eq!(court.file.file_title(FILE), Some("大门.jpg"), "the case holds it");
    let again = court.send(&server(), "report_from_field", account(task));
    assert!(matches!(again, Err(Refusal::WrongState { .. })), "{again:?}");
    assert_eq!(court.folded().fieldwork.len(), 1, "the docket tells the same");
}

#[test]
fn what_is_not_mine_or_not_received_or_not_said_is_refused() {
    let (mut court, task) = sent_out();
    let strange = court.send(&judge(), "report_from_field", account(task));
    assert_eq!(strange, Err(Refusal::NotYourPost { post: "送达岗".to_owned() }));
    let invalid = |expected| FieldProblem::Invalid { expected };
    let cases = [
        ("/evidence/0/file", json!("00"), "evidence[0].file", FieldProblem::Unknown),
        ("/evidence/0/sha256", json!("00"), "evidence[0].sha256", invalid("收到的文件的校验码")),
        ("/evidence/0/no_position", json!(""), "evidence[0].no_position", FieldProblem::Required),
        ("/evidence/0/taken_at", json!("昨天"), "evidence[0].taken_at", invalid("带时区的时刻")),
        ("/position", json!("geo:95,1;u=2"), "position", invalid("经纬度和误差")),
        ("/written_at", json!("10:20"), "written_at", invalid("带时区的时刻")),
    ];
    for (place, value, field, problem) in cases {
        let mut body = account(task);
        *body.pointer_mut(place).unwrap() = value;
        let refused = court.send(&server(), "report_from_field", body);
        assert_eq!(refused, Err(Refusal::field(field, problem)), "{place}");
    }
    let mut many = account(task);
    let one = many["evidence"][0].clone();
    many["evidence"] = Value::from(vec![one; 21]);
    let refused = court.send(&server(), "report_from_field", many);
    assert_eq!(refused, Err(Refusal::field("evidence", FieldProblem::TooLong { max: 20 })));
    assert!(court.file.task(task).unwrap().state.is_live());
}

#[test]
fn a_task_that_was_given_to_another_keeps_the_report_as_a_note_once() {
    let (mut court, task) = sent_out();
    let assign = json!({ "task": task, "to": other_judge().id, "reason": "就近" });
    court.send(&clerk(), "assign_task", assign).unwrap();
    let refused = court.send(&server(), "report_from_field", account(task));
    assert_eq!(refused, Err(Refusal::NotYourPost { post: "孙法官".to_owned() }));
    let note = json!({ "account": account(task), "reason": "事项已改派孙法官" });
    let happened = court.send(&server(), "note_from_field", note.clone()).unwrap();
    assert_eq!(happened, ["fieldwork.noted"]);
    let kept = &court.file.fieldwork[0];
    assert_eq!(kept.noted.as_deref(), Some("事项已改派孙法官"));
    assert!(court.file.task(task).unwrap().state.is_live(), "no task is done with a note");
    let again = court.send(&server(), "note_from_field", note);
    assert!(matches!(again, Err(Refusal::Duplicate { .. })), "{again:?}");
    let unknown = TaskId(uuid::Uuid::from_u128(9));
    let lost = json!({ "account": account(unknown), "reason": "没有" });
    assert_eq!(court.send(&server(), "note_from_field", lost), Err(Refusal::Missing("事项")));
}

#[test]
fn the_last_risk_card_stands_and_one_without_risks_says_so() {
    let mut court = Court::filed(&application());
    let card = |risks: Value, detail: &str| json!({ "risks": risks, "detail": detail });
    let first = card(json!(["animals", "violence", "animals"]), "院内有大型犬");
    assert_eq!(court.send(&server(), "note_risk", first).unwrap(), ["risk.noted"]);
    let known = Option::as_ref(&court.file.risk).unwrap();
    assert_eq!(known.risks, [Risk::Violence, Risk::Animals], "each once, the gravest first");
    court.send(&judge(), "note_risk", card(Value::Null, "已搬走，核实没有犬只")).unwrap();
    let known = Option::as_ref(&court.file.risk).unwrap();
    assert_eq!((known.risks.len(), known.by.name.as_str()), (0, "李法官"));
    let silent = court.send(&judge(), "note_risk", card(json!(["other"]), " "));
    assert_eq!(silent, Err(Refusal::field("detail", FieldProblem::Required)));
}
