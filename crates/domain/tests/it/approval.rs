//! 签批：chains of the mode, one step after the other, for every act that can be put under one.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    closing::waived::Statement,
    ground::act::Act,
    ground::actor::{Actor, Role},
    ground::id::{ApprovalId, StaffId},
    ground::refusal::{FieldProblem, Refusal},
    ground::subject::Subject,
    ground::word::Word,
    matter::effect::Effect,
    mode::Mode,
    money::payout::PayoutState,
    money::payout::export,
    papers::document::DocumentState,
    papers::document::make,
    papers::kind::DocumentKind,
    policy::{Reach, RoleTable, SHIPPED},
    roof,
    work::approvable::Approvable,
    work::approval::{ApprovalState, What, ask::ask},
    work::triage::assign,
};
use zhixing_law::approval::{ASKING_APART, PAYMENT_APART, STEPS_APART};

use crate::{court::*, samples::*, window::proposing};

fn president() -> Actor {
    Actor {
        id: StaffId(Uuid::from_u128(10)),
        name: "卫院长".to_owned(),
        roles: vec![Role::President],
        ..chief()
    }
}

fn step(name: &str, who: &str) -> String {
    format!("[[approval.step]]\nname = \"{name}\"\n{who}\nbasis = \"本院审批权限（可调）\"\n")
}

/// The shipped mode with these chains in the place of its own.
fn mode(chains: &[(&str, &[(&str, &str)])]) -> Mode {
    let mut text = MODE.clone();
    for (what, steps) in chains {
        let row = format!("[[approval]]\nwhat = \"{what}\"\n");
        if let Some(from) = text.find(&row) {
            let rest = &text[from + row.len()..];
            let to = rest.find("\n[[").and_then(|first| {
                let own = "\n[[approval.step]]";
                let mut at = first;
                while rest[at..].starts_with(own) {
                    at += 1 + rest[at + 1..].find("\n[[")?;
                }
                Some(at)
            });
            text.replace_range(from..to.map_or(text.len(), |to| from + row.len() + to), "");
        }
        let steps: String = steps.iter().map(|(name, who)| step(name, who)).collect();
        text.push_str(&format!("\n{row}{steps}"));
    }
    crate::court::mode(&text).unwrap()
}

const CHIEF: (&str, &str) = ("局长审核", "roles = [\"bureau_chief\"]");
const PRESIDENT: (&str, &str) = ("院长签发", "roles = [\"president\"]");
const HANDLER: (&str, &str) = ("承办人核对", "posts = [\"handler\"]");

/// A case with a handler to which ¥1,000.00 have come, under a mode with these chains.
fn received(chains: &[(&str, &[(&str, &str)])]) -> Court {
    let mut court = Court::searched(&application(), vec![deposit("1", "6000.00")]);
    court.income(1, yuan("1000.00"), false);
    court.mode = mode(chains);
    court
}

fn waits(court: &Court, on: impl Into<Subject>) -> ApprovalId {
    court.file.approval_of(on.into()).unwrap().id
}

fn sign(court: &mut Court, who: &Actor, id: ApprovalId) -> Result<Vec<String>, Refusal> {
    court.send(who, "sign_approval", json!({ "approval": id, "opinion": "同意" }))
}

fn propose(court: &mut Court) -> (zhixing_domain::ground::id::PayoutId, ApprovalId) {
    court.act(&judge(), |file, ctx| proposing(file, &[], ctx)).unwrap();
    let id = court.file.payouts.last().unwrap().id;
    (id, waits(court, id))
}

#[test]
fn a_payout_takes_effect_with_the_last_signature_and_not_before() {
    let mut court = received(&[("payout", &[CHIEF, PRESIDENT])]);
    let (payout, id) = propose(&mut court);
    let early = sign(&mut court, &president(), id);
    assert_eq!(early, Err(Refusal::NotYourPost { post: "执行局局长".to_owned() }), "in order");
    assert_eq!(sign(&mut court, &chief(), id).unwrap(), ["approval.signed"]);
    assert_eq!(court.file.payout(payout).unwrap().state, PayoutState::Proposed);
    let done = sign(&mut court, &president(), id).unwrap();
    assert_eq!(done[..2], ["approval.signed", "payout.approved"]);
    let payout = court.file.payout(payout).unwrap();
    assert_eq!(payout.state, PayoutState::Approved);
    assert_eq!(payout.approved.as_ref().unwrap().name, president().name);
    let approval = court.file.approval(id).unwrap();
    assert_eq!(approval.state, ApprovalState::Signed);
    let names: Vec<_> = approval.signed.iter().map(|s| s.by.name.clone()).collect();
    assert_eq!(names, [chief().name, president().name]);
    assert!(approval.signed.iter().all(|signature| signature.opinion == "同意"));
    let again = sign(&mut court, &president(), id);
    assert!(matches!(again, Err(Refusal::WrongState { state: Word { code: "signed", .. }, .. })));
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_paper_is_issued_with_the_last_signature_and_made_anew_when_it_is_returned() {
    let mut court = received(&[("release_ruling", &[HANDLER, CHIEF])]);
    let make = |court: &mut Court| {
        let party = court.applicant();
        court
            .act(&clerk(), |file, ctx| {
                let kind = DocumentKind::ReleaseRuling;
                make::make(file, kind, Some(party), None, json!({}), ctx)
            })
            .unwrap();
        court.document(DocumentKind::ReleaseRuling)
    };
    let paper = make(&mut court);
    let id = waits(&court, paper);
    sign(&mut court, &judge(), id).unwrap();
    let blank = court.send(&chief(), "return_approval", json!({ "approval": id, "reason": " " }));
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    let body = json!({ "approval": id, "reason": "理由不明" });
    let done = court.send(&chief(), "return_approval", body).unwrap();
    assert_eq!(done[..2], ["approval.returned", "document.sent_back"]);
    assert_eq!(court.file.document(paper).unwrap().remark, "理由不明");
    let (by, reason) = court.file.approval(id).unwrap().ended.clone().unwrap();
    assert_eq!((by.name, reason.as_str()), (chief().name, "理由不明"));

    let paper = make(&mut court);
    let id = waits(&court, paper);
    sign(&mut court, &judge(), id).unwrap();
    assert_eq!(court.file.document(paper).unwrap().state, DocumentState::Drafted);
    sign(&mut court, &chief(), id).unwrap();
    assert_eq!(court.file.document(paper).unwrap().state, DocumentState::Issued);
    assert!(court.effects.contains(&Effect::RenderDocument { document: paper }));
}

#[test]
fn nobody_signs_what_they_asked_for_nor_two_steps_of_one_chain() {
    let both = ("两级", "roles = [\"bureau_chief\", \"president\"]");
    let mut court = received(&[("payout", &[both, both])]);
    let mut boss = chief();
    boss.roles.push(Role::Judge);
    court.act(&boss, |file, ctx| proposing(file, &[], ctx)).unwrap();
    let id = waits(&court, court.file.payouts[0].id);
    let own = sign(&mut court, &boss, id);
    let apart = |person: &Actor, rule| Refusal::Separated {
        what: "案款发放".to_owned(),
        person: person.name.clone(),
        rule,
    };
    assert_eq!(own, Err(apart(&boss, &ASKING_APART)));
    let back = court.send(&boss, "return_approval", json!({ "approval": id, "reason": "不妥" }));
    assert_eq!(back, Err(apart(&boss, &ASKING_APART)), "an own request is withdrawn, not returned");
    sign(&mut court, &president(), id).unwrap();
    let twice = sign(&mut court, &president(), id);
    assert_eq!(twice, Err(apart(&president(), &STEPS_APART)));
    assert_eq!(twice.unwrap_err().basis(), Some(STEPS_APART.basis));
}

#[test]
fn whoever_handles_a_case_does_not_pay_its_money_out() {
    let mut court = received(&[("payout", &[CHIEF])]);
    let (payout, id) = propose(&mut court);
    sign(&mut court, &chief(), id).unwrap();
    let batch = zhixing_domain::ground::id::BatchId(Uuid::from_u128(7));
    let own = court.act(&judge(), |file, ctx| export::export(file, payout, batch, ctx));
    let what = format!("{}的案款", court.file.number_text());
    let person = judge().name;
    assert_eq!(own, Err(Refusal::Separated { what, person, rule: &PAYMENT_APART }));
    court.act(&cashier(), |file, ctx| export::export(file, payout, batch, ctx)).unwrap();
}

#[test]
fn only_whoever_asked_takes_a_request_back() {
    let mut court = received(&[("payout", &[CHIEF, PRESIDENT])]);
    let (payout, id) = propose(&mut court);
    sign(&mut court, &chief(), id).unwrap();
    let body = json!({ "approval": id, "reason": "账户有误" });
    let others = court.send(&chief(), "withdraw_approval", body.clone());
    let asked = format!("提请人{}", judge().name);
    assert_eq!(others, Err(Refusal::NotYourPost { post: asked }));
    let done = court.send(&judge(), "withdraw_approval", body).unwrap();
    assert_eq!(done[..2], ["approval.withdrawn", "payout.withdrawn"]);
    assert_eq!(court.file.payout(payout).unwrap().state, PayoutState::Withdrawn);
    let late = sign(&mut court, &president(), id);
    assert!(matches!(late, Err(Refusal::WrongState { state: Word { code: "withdrawn", .. }, .. })));
    let (_, anew) = propose(&mut court);
    assert_ne!(anew, id);
}

#[test]
fn what_is_settled_otherwise_waits_no_longer() {
    let mut court = Court::searched(&application(), vec![deposit("1", "6000.00")]);
    let asset = court.file.assets[0].id;
    court.screen(asset, zhixing_domain::property::asset::Verdict::Enforceable);
    let measure = court.freeze(asset, yuan("5000.00")).unwrap();
    let ruling = court.document(DocumentKind::FreezeRuling);
    let id = waits(&court, ruling);
    assert_eq!(court.file.approval(id).unwrap().state, ApprovalState::Open);
    let body = json!({ "measure": measure, "reason": "核实后不再冻结" });
    let done = court.send(&judge(), "withdraw_request", body).unwrap();
    assert!(done.contains(&"approval.withdrawn".to_owned()), "{done:?}");
    let (_, reason) = court.file.approval(id).unwrap().ended.clone().unwrap();
    assert_eq!(reason, "核实后不再冻结");
    assert!(court.file.open_approvals().next().is_none());
}

#[test]
fn what_has_no_chain_is_done_at_once_and_the_system_asks_for_what_it_makes() {
    let mut court = received(&[]);
    let made = court.document(DocumentKind::AcceptanceNotice);
    assert_eq!(court.file.document(made).unwrap().state, DocumentState::Issued);
    assert_eq!(court.file.approval_of(made.into()), None);
    let signed = court.document(DocumentKind::EnforcementNotice);
    let approval = court.file.approval_of(signed.into()).unwrap();
    assert_eq!(approval.asked.staff, system().id);
    let remark = json!({ "remark": "" });
    assert_eq!(
        court.mode.approval(Approvable::Closing).map(|row| row.step.len()),
        None,
        "{remark}"
    );
    let closes =
        court.act(&judge(), |file, ctx| ask(file, What::Closing { remark: String::new() }, ctx));
    assert!(matches!(closes, Err(Refusal::ClosingConditions { .. })), "it is not asked in vain");
}

#[test]
fn another_lane_is_asked_for_and_taken_with_the_signature() {
    let mut court = received(&[("override_triage", &[CHIEF])]);
    let ask_for = |court: &mut Court, lane: &str| {
        court.act(&judge(), |file, ctx| {
            let lane_name = assign::lane(ctx, lane)?.name.clone();
            let reason = "当事人冲突".to_owned();
            ask(file, What::Lane { lane: lane.to_owned(), lane_name, reason }, ctx)
        })
    };
    let same = court.file.lane.clone().unwrap();
    assert!(matches!(ask_for(&mut court, &same), Err(Refusal::Duplicate { .. })));
    court.candidates.retain(|candidate| candidate.staff != judge().id);
    let nobody = ask_for(&mut court, "complex");
    assert_eq!(nobody, Err(Refusal::NoCandidate { team: "complex".to_owned() }));
    let mut other = court.candidates[0].clone();
    other.team = "complex".to_owned();
    court.candidates.push(other);
    assert_eq!(ask_for(&mut court, "complex").unwrap()[0], "approval.asked");
    assert_eq!(court.file.lane.as_deref(), Some(same.as_str()), "nothing is changed yet");
    assert!(matches!(ask_for(&mut court, "complex"), Err(Refusal::Duplicate { .. })), "once");
    let id = waits(&court, Subject::Triage);
    let command = roof::find("sign_approval").unwrap();
    let body = json!({ "approval": id, "opinion": "" });
    assert!(command.read(body).unwrap().assigns(&court.file), "it has to know who can be given it");
    sign(&mut court, &chief(), id).unwrap();
    assert_eq!(court.file.lane.as_deref(), Some("complex"));
    assert_eq!(court.file.handler.as_ref().unwrap().0, other_judge().id);
    assert_eq!(court.file.triage.last().unwrap().reason, "当事人冲突");
}

#[test]
fn a_waiver_and_the_closing_are_signed_and_decided_anew_on_the_day_of_the_signature() {
    let chains: &[(&str, &[(&str, &str)])] =
        &[("waiver", &[CHIEF]), ("closing", &[CHIEF, PRESIDENT])];
    let mut court = received(chains);
    let kind = zhixing_domain::intake::filing::MaterialKind::Other;
    court.add_material(kind, "放弃债权笔录").unwrap();
    let statement = Statement {
        on: court.today(),
        applicants: vec![court.applicant()],
        words: "其余债权自愿放弃".to_owned(),
        material: "放弃债权笔录".to_owned(),
        by_agent: false,
    };
    let waive = |court: &mut Court, statement: &Statement| {
        let statement = statement.clone();
        court.act(&judge(), |file, ctx| ask(file, What::Waiver { statement }, ctx))
    };
    let none = Statement { applicants: Vec::new(), ..statement.clone() };
    assert!(matches!(waive(&mut court, &none), Err(Refusal::Prerequisite { .. })));
    waive(&mut court, &statement).unwrap();
    assert_eq!(*court.file.waiver, None);
    let id = waits(&court, Subject::Closing);
    sign(&mut court, &chief(), id).unwrap();
    assert!(court.file.waiver.is_some());

    court.sign_all();
    court.serve_all();
    let (payout, id) = propose(&mut court);
    sign(&mut court, &chief(), id).unwrap();
    let batch = zhixing_domain::ground::id::BatchId(Uuid::from_u128(7));
    court.act(&cashier(), |file, ctx| export::export(file, payout, batch, ctx)).unwrap();
    court.bank_paid(payout);
    let screened = court.file.assets[0].id;
    court.screen(screened, zhixing_domain::property::asset::Verdict::NotEnforceable);
    let close = |court: &mut Court| {
        let what = What::Closing { remark: "全部履行".to_owned() };
        court.act(&judge(), |file, ctx| ask(file, what, ctx))
    };
    close(&mut court).unwrap();
    let id = waits(&court, Subject::Closing);
    sign(&mut court, &chief(), id).unwrap();
    court.income(2, yuan("10.00"), false);
    let late = sign(&mut court, &president(), id);
    assert!(matches!(late, Err(Refusal::ClosingConditions { .. })), "money has come: {late:?}");
    assert_eq!(court.file.approval(id).unwrap().signed.len(), 1, "nothing is half signed");
    let body = json!({ "approval": id, "reason": "又有款项到账" });
    court.send(&president(), "return_approval", body).unwrap();
    assert_eq!(court.file.approval(id).unwrap().state, ApprovalState::Returned);
    assert!(court.file.closing.is_none());
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_chain_is_the_one_that_was_in_force_when_it_was_asked_for() {
    let mut court = received(&[("payout", &[CHIEF, PRESIDENT])]);
    let (_, id) = propose(&mut court);
    court.mode = mode(&[("payout", &[PRESIDENT])]);
    sign(&mut court, &chief(), id).unwrap();
    sign(&mut court, &president(), id).unwrap();
}

#[test]
fn the_page_offers_a_signature_to_whom_the_step_names_and_says_why_not_to_others() {
    let mut court = received(&[("payout", &[CHIEF, PRESIDENT])]);
    let (_, id) = propose(&mut court);
    let offered = |court: &mut Court, who: &Actor, name: &str| {
        let all = court.with(who, |file, ctx| roof::offers(file, ctx, |_| true));
        all.into_iter().find(|offer| offer.on == id.into() && offer.name == name).unwrap().refused
    };
    assert_eq!(offered(&mut court, &chief(), "sign_approval"), None);
    assert_eq!(offered(&mut court, &judge(), "withdraw_approval"), None);
    let post = "执行局局长".to_owned();
    let refused = Some(Refusal::NotYourPost { post });
    assert_eq!(offered(&mut court, &president(), "sign_approval"), refused);
}

#[test]
fn the_roles_that_can_be_in_a_chain_are_those_that_may_sign() {
    let table = RoleTable::parse(SHIPPED).unwrap();
    for role in Role::ALL {
        let may = table.reach(*role, Act::SignApproval) == Some(Reach::Court);
        assert_eq!(role.signs(), may, "{}", role.code());
    }
}

#[test]
fn every_act_has_one_code_and_a_name() {
    let mut codes: Vec<&str> = Approvable::all().map(Approvable::code).collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
    for act in Approvable::all() {
        assert_eq!(Approvable::from_code(act.code()), Some(act));
        let text = serde_json::to_string(&act).unwrap();
        assert_eq!(serde_json::from_str::<Approvable>(&text).unwrap(), act);
    }
    let unknown = serde_json::from_str::<Approvable>("\"love_letter\"").unwrap_err();
    assert!(unknown.to_string().contains("unknown variant `love_letter`"), "{unknown}");
}

#[test]
fn everything_that_can_be_asked_for_is_written_under_its_own_act() {
    let statement = Statement {
        on: day("2026-03-02"),
        applicants: vec![zhixing_domain::ground::id::PartyId(Uuid::from_u128(1))],
        words: String::from("放弃"),
        material: String::from("笔录"),
        by_agent: false,
    };
    let (lane, lane_name, reason) =
        (String::from("complex"), String::from("疑难"), String::from("冲突"));
    let table = [
        (
            What::Payout {
                payout: zhixing_domain::ground::id::PayoutId(Uuid::from_u128(1)),
                total: zhixing_law::money::Fen::new(528_900),
            },
            "payout",
        ),
        (What::Lane { lane, lane_name, reason }, "lane"),
        (What::Waiver { statement }, "waiver"),
        (What::Closing { remark: String::from("全部履行") }, "closing"),
    ];
    for (what, act) in table {
        let body = serde_json::to_value(&what).unwrap();
        assert_eq!(body["act"], act);
        assert_eq!(serde_json::from_value::<What>(body).unwrap(), what);
    }
}
