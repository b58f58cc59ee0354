//! 执行异议：filed, numbered, assigned to somebody else, decided within its limit, served, closed; and what the case that
//! it is about may not do meanwhile.

use serde_json::{Value, json};
use zhixing_domain::{
    closing::closure::conditions,
    ground::id::{MeasureId, StaffId},
    ground::refusal::{FieldProblem, Need, PanelNeed, Refusal},
    intake::party::PartyRole,
    matter::kind::MatterKind,
    matter::outcome::Outcome,
    matter::{Stage, context::Candidate},
    money::payout::export,
    papers::kind::DocumentKind,
    remedy::objection::ObjectionResult,
    work::triage::{assign, change},
};

use crate::{court::*, samples::*, window::proposing};

/// A frozen deposit, and who can review an objection to it: the handler of the case is one of them.
fn frozen() -> (Court, MeasureId) {
    let (mut court, measure) = Court::frozen(yuan("5000.00"));
    court.day("2026-03-10");
    let candidate = |actor: &zhixing_domain::ground::actor::Actor, open_load| Candidate {
        staff: actor.id,
        name: actor.name.clone(),
        team: "review".to_owned(),
        open_load,
    };
    court.candidates.extend([candidate(&judge(), 0), candidate(&other_judge(), 5)]);
    (court, measure)
}

/// What the window sends for somebody outside the case who claims the deposit.
fn claim(court: &Court) -> Value {
    json!({
        "route": "right", "asset": court.file.assets[0].id, "outsider_kind": "person",
        "outsider": "何家明", "outsider_identity": "11010519491231002X",
        "address": "怀集县怀城街道解放中路8号", "phone": "13800138000",
        "request": "解除对账户存款的冻结", "reasons": "该账户由异议人实际使用，存款属于异议人所有",
        "received_on": "2026-03-10", "application": "yes", "identity": "yes", "evidence": "yes"
    })
}

fn with(mut body: Value, change: Value) -> Value {
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

fn file(court: &mut Court, body: Value) -> Result<Court, Refusal> {
    court.send(&window(), "file_objection", body)?;
    Ok(court.begun())
}

fn file_claim(court: &mut Court) -> Result<Court, Refusal> {
    let body = claim(court);
    file(court, body)
}

fn decide(objection: &mut Court, result: &str) -> Result<Vec<String>, Refusal> {
    let body = json!({
        "outcome": result, "operative": "驳回何家明的异议请求", "reasons": "账户户名为被执行人"
    });
    let unheard = objection.send(&other_judge(), "decide_objection", body.clone());
    if !matches!(unheard, Err(Refusal::Prerequisite { needs: Need::Panel(PanelNeed::Minuted), .. }))
    {
        return unheard;
    }
    deliberate(objection);
    objection.send(&other_judge(), "decide_objection", body)
}

/// A panel of whoever had no hand in the case: the president, the handler and a third.
fn deliberate(objection: &mut Court) {
    let (presiding, handler, third) = (president(), other_judge(), third_judge());
    let body = json!({ "topic": "objection", "question": "异议能否成立。承办人意见：驳回",
        "presiding": presiding.id, "members": [handler.id, third.id] });
    objection.send(&presiding, "convene_panel", body).unwrap();
    let panel = objection.file.panels.last().unwrap().id;
    for who in [&handler, &third, &presiding] {
        let body = json!({ "panel": panel, "vote": "agree", "view": "理由不成立" });
        objection.send(who, "speak_in_panel", body).unwrap();
    }
    let body = json!({ "panel": panel, "text": "驳回异议请求" });
    objection.send(&presiding, "conclude_panel", body).unwrap();
    for who in [&handler, &third, &presiding] {
        objection.send(who, "sign_minutes", json!({ "panel": panel })).unwrap();
    }
}

fn needed(result: Result<Vec<String>, Refusal>) -> Need {
    match result {
        Err(Refusal::Prerequisite { needs, .. }) => needs,
        other => panic!("{other:?}"),
    }
}

/// Signed and served on all parties on one day.
fn sign_and_serve(objection: &mut Court, on: &str) {
    objection.day(on);
    let id = objection.document(DocumentKind::ObjectionRuling);
    objection.sign(&other_judge(), id).unwrap();
    objection.serve_all();
}

#[test]
fn a_complete_objection_is_a_case_of_its_own_with_its_limit_and_somebody_else_for_it() {
    let (mut court, _) = frozen();
    let handler = court.file.handler.clone().unwrap();
    let objection = file_claim(&mut court).unwrap();
    let matter = &objection.file;
    assert_eq!(matter.kind, MatterKind::Objection);
    assert_eq!(matter.number_text(), "（2026）粤1224执异1号");
    assert_eq!(matter.stage, Stage::Open);
    assert_eq!(matter.opening.about.as_ref().unwrap().number, court.file.number_text());
    assert_eq!(court.file.opening.links[0].matter, matter.id, "linked both ways");
    let names = |role| matter.parties_of(role).count();
    assert_eq!(names(PartyRole::Objector), 1);
    assert_eq!(names(PartyRole::Applicant), court.file.parties_of(PartyRole::Applicant).count());
    // The least loaded of the team handles the case itself, so it is the other one.
    assert!(matter.opening.barred.contains(&handler));
    assert_eq!(matter.handler.as_ref().unwrap().0, other_judge().id);
    assert_eq!(objection.nodes(), ["objection_review"]);
    assert_eq!(objection.tasks(), ["review_objection"]);
    let node = matter.nodes.iter().find(|node| node.key == "objection_review").unwrap();
    assert_eq!(node.due_on, Some(day("2026-03-25")), "fifteen days from the written objection");
    assert_eq!(objection.folded(), objection.file);
    assert_eq!(court.folded(), court.file);
}

#[test]
fn the_limit_runs_from_the_day_on_which_the_objection_came_and_not_from_its_filing() {
    let (mut court, _) = frozen();
    court.day("2026-03-12");
    let objection = file_claim(&mut court).unwrap();
    let task = objection.file.task(objection.task_id("review_objection")).unwrap();
    assert_eq!(task.due_on, Some(day("2026-03-25")));
    assert_eq!(task.opened_on, day("2026-03-12"));
}

#[test]
fn what_is_lacking_is_said_at_once_and_no_number_is_used_before_it_is_there() {
    let (mut court, _) = frozen();
    let body = with(claim(&court), json!({ "evidence": "no", "phone": "", "identity": "no" }));
    let mut objection = file(&mut court, body).unwrap();
    let missing = &objection.file.as_objection().unwrap().said.missing;
    assert_eq!(missing.len(), 3, "{missing:?}");
    assert_eq!((objection.file.stage, objection.file.known_as()), (Stage::Received, None));
    assert_eq!(objection.tasks(), ["accept_objection"]);
    let task = objection.file.task(objection.task_id("accept_objection")).unwrap();
    assert_eq!(task.due_on, Some(day("2026-03-13")), "three days to file it");
    objection.day("2026-03-11");
    let brought = json!({ "brought": "身份证、账户流水，电话13800138000" });
    objection.send(&window(), "accept_objection", brought.clone()).unwrap();
    objection.take_number();
    assert_eq!(objection.file.number_text(), "（2026）粤1224执异1号");
    assert!(objection.file.as_objection().unwrap().said.missing.is_empty());
    let again = objection.send(&window(), "accept_objection", brought);
    assert_eq!(again, Err(Refusal::AlreadyFiled));
}

#[test]
fn a_party_objects_to_an_act_and_claims_no_right_to_the_thing() {
    let (mut court, _) = frozen();
    let party = json!({ "party": court.respondent(), "outsider": "", "outsider_identity": "" });
    let body = with(claim(&court), party.clone());
    assert_eq!(needed(court.send(&window(), "file_objection", body)), Need::OutsideObjector);
    let body = with(with(claim(&court), party), json!({ "route": "conduct" }));
    let mut objection = file(&mut court, body).unwrap();
    assert_eq!(objection.file.parties_of(PartyRole::Respondent).count(), 0, "now the objector");
    assert_eq!(objection.file.parties_of(PartyRole::Objector).count(), 1);
    let wrong = decide(&mut objection, "stayed");
    assert!(
        matches!(&wrong, Err(Refusal::Field { field, .. }) if field == "outcome"),
        "an act is revoked, its thing is not stayed: {wrong:?}"
    );
    decide(&mut objection, "revoked").unwrap();
}

#[test]
fn who_objects_must_be_said_with_good_numbers() {
    let (mut court, _) = frozen();
    for (change, field, problem) in [
        (json!({ "outsider": "" }), "outsider", FieldProblem::Required),
        (
            json!({ "outsider_identity": "110105194912310021" }),
            "outsider_identity",
            FieldProblem::Number {
                of: "居民身份证", reason: "校验位不符，请逐位核对"
            },
        ),
        (json!({ "received_on": "2026-03-11" }), "received_on", FieldProblem::InFuture),
    ] {
        let body = with(claim(&court), change);
        let refused = court.send(&window(), "file_objection", body).unwrap_err();
        assert_eq!(refused, Refusal::field(field, problem));
    }
}

#[test]
fn while_an_outsiders_claim_is_reviewed_the_thing_is_not_disposed_of() {
    let (mut court, measure) = frozen();
    let mut objection = file_claim(&mut court).unwrap();
    assert_eq!(needed(court.deduct(measure, yuan("4000.00"))), Need::ObjectionConcluded);
    let refused = court.deduct(measure, yuan("4000.00")).unwrap_err();
    assert_eq!(refused.basis().unwrap().article, "15");
    decide(&mut objection, "dismissed").unwrap();
    let close =
        |objection: &mut Court| objection.send(&other_judge(), "close_objection", json!({}));
    assert_eq!(needed(close(&mut objection)), Need::ObjectionRulingServed);
    sign_and_serve(&mut objection, "2026-03-16");
    assert_eq!(objection.tasks(), ["close_objection"]);
    close(&mut objection).unwrap();
    assert_eq!(objection.file.stage, Stage::Closed);
    assert!(objection.tasks().is_empty() && objection.nodes().is_empty());
    court.day("2026-03-16");
    let told = court.hear(&mut objection);
    assert!(told.contains(&"objection.concluded".to_owned()), "{told:?}");
    assert!(court.tasks().contains(&"carry_out_ruling"), "{:?}", court.tasks());
    // Dismissed: the objector has fifteen days from service to sue.
    court.day("2026-03-31");
    assert_eq!(needed(court.deduct(measure, yuan("4000.00"))), Need::ObjectionSuitTime);
    court.day("2026-04-01");
    court.deduct(measure, yuan("4000.00")).unwrap();
    assert_eq!(court.folded(), court.file);
}

#[test]
fn money_taken_from_a_thing_that_is_claimed_is_not_paid_out() {
    let (mut court, measure) = frozen();
    court.deduct(measure, yuan("4000.00")).unwrap();
    court.sign_all();
    court.deducted(0, yuan("4000.00"));
    court.income(1, yuan("4000.00"), false);
    let propose = |court: &mut Court| court.act(&judge(), |file, ctx| proposing(file, &[], ctx));
    let mut objection = file_claim(&mut court).unwrap();
    assert_eq!(needed(propose(&mut court)), Need::ObjectionConcluded);
    decide(&mut objection, "withdrawn").unwrap();
    sign_and_serve(&mut objection, "2026-03-16");
    objection.send(&other_judge(), "close_objection", json!({})).unwrap();
    court.hear(&mut objection);
    propose(&mut court).unwrap();
}

#[test]
fn what_was_under_way_when_the_claim_came_goes_no_further() {
    // Ordered and not signed: the signature would send it.
    let (mut court, measure) = frozen();
    court.deduct(measure, yuan("4000.00")).unwrap();
    let ruling = court.document(DocumentKind::DeductionRuling);
    file_claim(&mut court).unwrap();
    assert_eq!(needed(court.sign(&other_judge(), ruling)), Need::ObjectionConcluded);
    // The refused signature is not there.
    assert_eq!(court.file.open_approvals().count(), 1);
    // Proposed, then approved and not sent: each of the steps that are left.
    let (mut court, measure) = frozen();
    court.deduct(measure, yuan("4000.00")).unwrap();
    court.sign_all();
    court.deducted(0, yuan("4000.00"));
    court.income(1, yuan("4000.00"), false);
    court.act(&judge(), |file, ctx| proposing(file, &[], ctx)).unwrap();
    let id = court.file.payouts[0].id;
    let batch = zhixing_domain::ground::id::BatchId(uuid::Uuid::from_u128(9));
    let mut claimed = frozen().0;
    *claimed.by_hand() = court.file.clone();
    let export =
        |court: &mut Court| court.act(&cashier(), |file, ctx| export::export(file, id, batch, ctx));
    file_claim(&mut claimed).unwrap();
    assert_eq!(needed(claimed.sign(&chief(), id)), Need::ObjectionConcluded);
    court.sign(&chief(), id).unwrap();
    file_claim(&mut court).unwrap();
    assert_eq!(needed(export(&mut court)), Need::ObjectionConcluded);
}

#[test]
fn a_claim_that_is_right_stays_the_enforcement_of_the_thing_for_good() {
    let (mut court, measure) = frozen();
    let mut objection = file_claim(&mut court).unwrap();
    decide(&mut objection, "stayed").unwrap();
    sign_and_serve(&mut objection, "2026-03-16");
    objection.send(&other_judge(), "close_objection", json!({})).unwrap();
    court.hear(&mut objection);
    court.day("2026-06-01");
    assert_eq!(needed(court.deduct(measure, yuan("4000.00"))), Need::StayLifted);
    let concluded = court.file.raised[0].concluded.as_ref().unwrap();
    assert_eq!(concluded.result, ObjectionResult::Stayed);
    assert_eq!(concluded.number, "（2026）粤1224执异1号");
}

#[test]
fn an_objection_to_an_act_does_not_stop_enforcement() {
    let (mut court, measure) = frozen();
    let body = with(claim(&court), json!({ "route": "conduct" }));
    file(&mut court, body).unwrap();
    court.deduct(measure, yuan("4000.00")).unwrap();
    let findings = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx).unwrap());
    let open = findings.iter().find(|finding| finding.id == "WB-07").unwrap();
    assert!(open.blocks() && open.detail.contains("何家明"), "{open:?}");
}

#[test]
fn who_enforced_does_not_review_and_there_is_one_ruling() {
    let (mut court, _) = frozen();
    let mut objection = file_claim(&mut court).unwrap();
    let body = json!({ "outcome": "dismissed", "operative": "驳回", "reasons": "无据" });
    let refused = objection.send(&judge(), "decide_objection", body).unwrap_err();
    assert!(matches!(
        &refused,
        Refusal::Prerequisite { needs: Need::OtherThanImplementer, basis: Some(basis) }
            if basis.article == "11"
    ));
    let heard = json!({ "on": "2026-03-10", "publicity": "open", "record": "各方到场" });
    let own = objection.send(&judge(), "hear_objection", heard.clone()).unwrap_err();
    assert_eq!(own, refused, "nor does he hear it");
    objection.send(&other_judge(), "hear_objection", heard).unwrap();
    let passed = objection.file.nodes.iter().find(|node| node.key == "objection_hearing");
    assert!(passed.is_some_and(|node| node.ended_on.is_some()), "{passed:?}");
    decide(&mut objection, "dismissed").unwrap();
    assert_eq!(needed(decide(&mut objection, "dismissed")), Need::ObjectionUnderReview);
    assert_eq!(objection.nodes(), ["objection_ruling"]);
    assert_eq!(objection.tasks(), ["sign_objection_ruling"]);
}

#[test]
fn who_comes_to_the_case_after_the_objection_was_filed_does_not_review_it_either() {
    let (mut court, _) = frozen();
    let mut objection = file_claim(&mut court).unwrap();
    assert_eq!(objection.file.handler.as_ref().unwrap().0, other_judge().id);
    // The case goes to another team, and there to the judge who reviews the objection.
    court.candidates.retain(|candidate| candidate.team == "review");
    let mut given = court.candidates[1].clone();
    given.team = "complex".to_owned();
    court.candidates.push(given);
    court
        .act(&system(), |file, ctx| change::change(file, "complex", "案情复杂", chief().id, ctx))
        .unwrap();
    assert_eq!(court.file.handler.as_ref().unwrap().0, other_judge().id);
    assert_eq!(objection.hear(&mut court), ["opening.barred"]);
    assert!(objection.file.opening.bars(other_judge().id));
    assert_eq!(needed(decide(&mut objection, "dismissed")), Need::OtherThanImplementer);
    // Given out again, it goes to somebody who has no hand in the case.
    let third = StaffId(uuid::Uuid::from_u128(77));
    let free = Candidate { staff: third, ..court.candidates[0].clone() };
    objection.candidates = vec![court.candidates[0].clone(), court.candidates[1].clone(), free];
    objection
        .act(&system(), |file, ctx| {
            assign::assign(file, Outcome::default(), &["review".to_owned()], chief().id, ctx)
        })
        .unwrap();
    assert_eq!(objection.file.handler.as_ref().unwrap().0, third);
    assert_eq!(objection.folded(), objection.file);
    // Nobody is barred twice, and whoever had a hand in the case before is known already.
    let sent = court.beside.len();
    court.act(&system(), |_, _| Ok(Outcome::default())).unwrap();
    assert_eq!(court.beside.len(), sent);
}

#[test]
fn a_mode_that_says_nothing_of_objections_takes_none() {
    let (mut court, _) = frozen();
    court.mode.node.retain(|node| !node.kinds.contains(&MatterKind::Objection));
    let body = claim(&court);
    assert_eq!(needed(court.send(&window(), "file_objection", body)), Need::KindHandled);
}
