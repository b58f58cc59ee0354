//! 多个申请执行人：each one's share is declared, money is shared to the fen, each is paid to an account of their own.

use serde_json::json;
use zhixing_domain::{
    closing::closure::complete,
    closing::closure::conditions,
    ground::id::PartyId,
    ground::refusal::{FieldProblem, Need, Refusal},
    intake::filing::Application,
    intake::party::PartyRole,
    money::payout::Purpose,
};
use zhixing_law::{checklist::Met, money::Fen};

use crate::{court::*, samples::*, window::proposing};

fn two() -> Application {
    let mut application = application();
    application.parties.push(second_applicant());
    application
}

fn declare(
    court: &mut Court,
    shares: &[(PartyId, Fen)],
    ground: &str,
) -> Result<Vec<String>, Refusal> {
    court.declare(shares, ground)
}

fn applicants(court: &Court) -> (PartyId, PartyId) {
    (court.applicant(), court.party(PartyRole::Applicant, 1))
}

#[test]
fn two_applicants_share_one_receipt_to_the_fen_and_the_case_is_closed() {
    let mut court = Court::searched(&two(), Vec::new());
    let plan = court.task_id("plan");
    court.send(&judge(), "complete_task", json!({ "task": plan, "result": "督促" })).unwrap();
    court.income(1, yuan("5396.39"), false);
    let asked = court.act(&judge(), |file, ctx| proposing(file, &[], ctx));
    assert!(matches!(asked, Err(Refusal::Prerequisite { needs: Need::ApplicantShares, .. })));

    let (one, two) = applicants(&court);
    let happened =
        declare(&mut court, &[(one, yuan("3526.00")), (two, yuan("1763.00"))], "判决主文第一项");
    assert_eq!(happened.unwrap(), ["party.corrected", "party.corrected"]);
    let id = court.send_money();
    let payout = court.file.payout(id).unwrap().clone();
    let lines: Vec<(Option<PartyId>, Fen, &str)> = payout
        .lines
        .iter()
        .map(|line| (line.party, line.amount, line.account.account.as_str()))
        .collect();
    // 5,346.39 in the proportion of 2 : 1: 3,564.26 and 1,782.13.
    let expected = [
        (None, yuan("50.00"), "44050110000000009"),
        (Some(one), yuan("3564.26"), "6228480120001234567"),
        (Some(two), yuan("1782.13"), "6228480120007654321"),
    ];
    assert_eq!(lines, expected);
    court.bank_paid(id);
    assert_eq!(court.file.paid_for(Purpose::Applicant), yuan("5346.39"));
    assert_eq!(court.file.funds.balance(), Fen::ZERO);
    assert_eq!(court.tasks(), ["close_case"]);
    let findings = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx)).unwrap();
    assert!(findings.iter().all(|finding| finding.met == Met::Yes), "{findings:?}");
    court.act(&judge(), |file, ctx| complete::complete(file, "", ctx)).unwrap();
    assert_eq!(court.folded(), court.file);
}

#[test]
fn shares_are_of_every_applicant_once_and_together_the_whole_claim() {
    let mut court = Court::searched(&two(), Vec::new());
    let (one, two) = applicants(&court);
    let respondent = court.respondent();
    let whole = yuan("5289.00");
    let expected = "每名申请执行人各一项、合计等于执行标的的份额";
    let wrong = Err(Refusal::field("shares", FieldProblem::Invalid { expected }));
    let fen = Fen::new(1);
    let more = whole.checked_add(fen).unwrap();
    let less = whole.checked_sub(fen).unwrap();
    for shares in [
        vec![],
        vec![(one, whole)],
        vec![(one, less), (two, Fen::ZERO)],
        vec![(one, more), (two, Fen::ZERO)],
    ] {
        assert_eq!(declare(&mut court, &shares, "判决"), wrong, "{shares:?}");
    }
    let below = declare(&mut court, &[(one, more), (two, Fen::new(-1))], "判决");
    assert_eq!(below, Err(Refusal::field("shares[1].amount_fen", FieldProblem::NotPositive)));
    let other = declare(&mut court, &[(one, less), (respondent, fen)], "判决");
    assert!(matches!(other, Err(Refusal::Field { field, .. }) if field == "shares[1].party"));
    let twice = declare(&mut court, &[(one, less), (one, fen)], "判决");
    assert!(matches!(twice, Err(Refusal::Duplicate { .. })));
    let stranger = PartyId(uuid::Uuid::from_u128(3));
    let missing = declare(&mut court, &[(one, less), (stranger, fen)], "判决");
    assert_eq!(missing, Err(Refusal::Missing("当事人")));
    let groundless = declare(&mut court, &[(one, less), (two, fen)], " ");
    assert_eq!(groundless, Err(Refusal::field("ground", FieldProblem::Required)));
    declare(&mut court, &[(one, less), (two, fen)], "判决").unwrap();
    assert!(declare(&mut court, &[(one, less), (two, fen)], "判决").unwrap().is_empty());
}

#[test]
fn shares_are_not_changed_while_a_payout_waits_nor_asked_of_one_applicant() {
    let mut alone = Court::searched(&application(), Vec::new());
    let one = alone.applicant();
    let refused = declare(&mut alone, &[(one, yuan("5289.00"))], "判决");
    assert!(matches!(refused, Err(Refusal::Prerequisite { needs: Need::SeveralApplicants, .. })));

    let mut court = Court::searched(&two(), Vec::new());
    let (one, two) = applicants(&court);
    let half = [(one, yuan("2644.50")), (two, yuan("2644.50"))];
    declare(&mut court, &half, "判决").unwrap();
    court.income(1, yuan("1000.00"), false);
    court.act(&judge(), |file, ctx| proposing(file, &[], ctx)).unwrap();
    let other = [(one, yuan("5289.00")), (two, Fen::ZERO)];
    let waits = declare(&mut court, &other, "协议");
    assert!(matches!(waits, Err(Refusal::Prerequisite { needs: Need::PayoutDecided, .. })));
}
