//! 更正、销案、撤销入案：slips are mended on record, by two persons where who or how much is at stake.

use serde_json::{Value, json};
use zhixing_domain::{
    closing::closure::ClosingWay,
    ground::{
        actor::Actor,
        refusal::{FieldProblem, Need, Refusal},
        subject::Subject,
    },
    intake::correction::FiledFact,
    matter::Stage,
    papers::{
        document::{DocumentState, make},
        kind::DocumentKind,
    },
};
use zhixing_law::money::Fen;

use crate::{court::*, samples::*};

/// A correction of a party: what is not said is left out.
fn correct(court: &mut Court, who: &Actor, said: Value) -> Result<Vec<String>, Refusal> {
    let mut body = json!({
        "party": court.respondent(), "name": "", "identity_number": "", "phone": "", "address": "",
        "service_address": "", "representative": "", "ground": "身份证复印件",
    });
    for (name, value) in said.as_object().unwrap() {
        body[name] = value.clone();
    }
    court.send(who, "correct_party", body)
}

fn correct_item(court: &mut Court, said: Value) -> Result<Vec<String>, Refusal> {
    let mut body = json!({
        "item": "0", "kind": null, "title": "", "amount_fen": null, "ground": "判决书原件",
    });
    for (name, value) in said.as_object().unwrap() {
        body[name] = value.clone();
    }
    court.send(&judge(), "correct_item", body)
}

fn respondent(court: &Court) -> zhixing_domain::intake::party::PartyDetails {
    court.file.party(court.respondent()).unwrap().details.clone()
}

#[test]
fn where_somebody_can_be_reached_is_corrected_at_once_with_old_and_new_on_record() {
    let mut court = Court::searched(&application(), Vec::new());
    let before = respondent(&court);
    let happened = correct(&mut court, &window(), json!({ "address": "怀集县怀城街道" })).unwrap();
    assert_eq!(happened[0], "filing.corrected");
    let after = respondent(&court);
    assert_eq!((after.address.as_str(), &after.phone), ("怀集县怀城街道", &before.phone));
    let corrected = court.file.filing.corrections.last().unwrap();
    let change = &corrected.correction.changes[..];
    assert_eq!((change.len(), change[0].fact), (1, FiledFact::Address));
    assert_eq!((&change[0].before, change[0].after.as_str()), (&before.address, "怀集县怀城街道"));
    assert_eq!(corrected.by.name, window().name);
    let none = correct(&mut court, &window(), json!({ "address": "怀集县怀城街道" }));
    assert_eq!(none, Err(Refusal::needs(Need::SomethingToCorrect)), "nothing would be changed");
    assert_eq!(court.folded(), court.file);
}

#[test]
fn who_somebody_is_needs_a_second_person() {
    let mut court = Court::searched(&application(), Vec::new());
    let before = respondent(&court);
    let party = court.respondent();
    assert_eq!(
        correct(&mut court, &window(), json!({ "name": "黄小强" })).unwrap(),
        ["approval.asked"]
    );
    assert_eq!(respondent(&court), before, "not yet");
    let twice = correct(&mut court, &window(), json!({ "name": "黄大强" }));
    assert!(matches!(twice, Err(Refusal::Duplicate { .. })), "one waits already: {twice:?}");
    court.sign(&judge(), party).unwrap();
    assert_eq!(respondent(&court).name, "黄小强");
    let wrong = correct(&mut court, &window(), json!({ "identity_number": "441224199003070018" }));
    assert!(
        matches!(&wrong, Err(Refusal::Field { field, problem: FieldProblem::Number { .. } })
            if field == "identity_number"),
        "{wrong:?}"
    );
    let applicant = court.file.party(court.applicant()).unwrap().details.identity_number.clone();
    let twin = correct(&mut court, &window(), json!({ "identity_number": applicant }));
    assert!(matches!(twin, Err(Refusal::Duplicate { what: "当事人", .. })));
    assert_eq!(court.folded(), court.file);
}

#[test]
fn what_was_corrected_meanwhile_is_not_overwritten_by_an_older_request() {
    let mut court = Court::searched(&application(), Vec::new());
    let party = court.respondent();
    correct(&mut court, &window(), json!({ "name": "黄小强", "phone": "13900139001" })).unwrap();
    correct(&mut court, &window(), json!({ "phone": "13700137000" })).unwrap();
    let late = court.sign(&judge(), party);
    assert_eq!(late, Err(Refusal::needs(Need::CorrectedSince)));
    assert_eq!(respondent(&court).phone, "13700137000");
}

#[test]
fn a_draft_that_says_what_was_wrong_goes_back_and_what_was_issued_is_known() {
    let mut court = Court::searched(&application(), Vec::new());
    let (party, name) = (court.respondent(), respondent(&court).name);
    let input = json!({ "to": [{ "name": format!("被执行人{name}") }] });
    let (kind, to) = (DocumentKind::ConsumptionOrder, Some(party));
    court.act(&judge(), |file, ctx| make::make(file, kind, to, None, input.clone(), ctx)).unwrap();
    let notice = court.document(kind);
    assert_eq!(court.file.document(notice).unwrap().state, DocumentState::Drafted);
    correct(&mut court, &window(), json!({ "name": "黄小强" })).unwrap();
    let happened = court.sign(&judge(), party).unwrap();
    assert!(happened.contains(&"document.sent_back".to_owned()), "{happened:?}");
    assert_eq!(court.file.document(notice).unwrap().state, DocumentState::SentBack);
    let correction = &court.file.filing.corrections.last().unwrap().correction;
    assert!(correction.stands_in(&input));
    assert!(!correction.stands_in(&json!({ "to": [{ "name": "李某" }] })));
}

#[test]
fn an_amount_is_corrected_by_two_and_shares_of_the_old_sum_are_void() {
    let mut court = Court::searched(&application(), Vec::new());
    let total = |court: &Court| court.file.claim.as_ref().unwrap().total().unwrap();
    let before = total(&court);
    let asked = correct_item(&mut court, json!({ "amount_fen": 500_000 })).unwrap();
    assert_eq!((asked, total(&court)), (vec!["approval.asked".to_owned()], before));
    court.sign(&chief(), Subject::Filing).unwrap();
    assert_ne!(total(&court), before);
    let corrections = &court.file.filing.corrections;
    let facts: Vec<FiledFact> =
        corrections[0].correction.changes.iter().map(|change| change.fact).collect();
    assert_eq!(facts, [FiledFact::Item, FiledFact::Total]);
    // One that was left out; one that was put in by mistake; never none.
    let another =
        json!({ "item": "another", "kind": "costs", "title": "诉讼费", "amount_fen": 2500 });
    correct_item(&mut court, another).unwrap();
    court.sign(&chief(), Subject::Filing).unwrap();
    let items = court.file.claim.as_ref().unwrap().items.len();
    correct_item(&mut court, json!({ "item": (items - 1).to_string(), "amount_fen": 0 })).unwrap();
    court.sign(&chief(), Subject::Filing).unwrap();
    assert_eq!(court.file.claim.as_ref().unwrap().items.len(), items - 1);
    let unknown = correct_item(&mut court, json!({ "item": "99", "amount_fen": 1 }));
    assert_eq!(unknown, Err(Refusal::field("item", FieldProblem::Unknown)));
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_sum_that_money_was_paid_out_by_stays() {
    let mut court = Court::searched(&application(), Vec::new());
    court.income(1, yuan("100.00"), false);
    court.act(&judge(), |file, ctx| crate::window::proposing(file, &[], ctx)).unwrap();
    let refused = correct_item(&mut court, json!({ "amount_fen": 100 }));
    assert_eq!(refused, Err(Refusal::needs(Need::NothingPaidOut)));
}

#[test]
fn a_case_that_should_not_be_is_struck_off_by_two() {
    let mut court = Court::searched(&application(), Vec::new());
    let body = json!({ "ground": "filed_twice", "reason": "与（2026）粤1224执1号重复" });
    assert_eq!(court.send(&judge(), "strike_off", body.clone()).unwrap(), ["approval.asked"]);
    assert_eq!(court.file.stage, Stage::Open);
    court.sign(&chief(), Subject::Closing).unwrap();
    let closing = court.file.closing.as_ref().unwrap();
    assert_eq!((closing.way, court.file.stage), (ClosingWay::StruckOff, Stage::Closed));
    assert!(closing.remark.contains("重复"));
    assert_eq!(court.tasks(), [] as [&str; 0], "nobody waits for it");
    let again = court.send(&judge(), "strike_off", body);
    assert!(matches!(again, Err(Refusal::CaseClosed { .. })));
    assert_eq!(court.folded(), court.file);
}

#[test]
fn a_case_with_money_or_something_held_is_not_struck_off() {
    let body = json!({ "ground": "applicant_withdrew", "reason": "书面撤回" });
    let (mut frozen, _) = Court::frozen(yuan("5000.00"));
    let held = frozen.send(&judge(), "strike_off", body.clone());
    assert_eq!(held, Err(Refusal::needs(Need::NothingHeld)));
    let mut court = Court::searched(&application(), Vec::new());
    court.income(1, yuan("100.00"), false);
    let money = court.send(&judge(), "strike_off", body.clone());
    assert_eq!(money, Err(Refusal::needs(Need::NoCaseMoney)));
    // The money was another case's: it goes back to the pool, by two, and then the case can go.
    let receipt = court.file.funds.receipts[0].id;
    let back = json!({ "receipt": receipt, "reason": "系另一案的案款" });
    assert_eq!(court.send(&fund_clerk(), "take_back_receipt", back).unwrap(), ["approval.asked"]);
    assert_eq!(court.file.funds.balance(), yuan("100.00"), "not yet");
    let own = court.sign(&fund_clerk(), receipt);
    assert!(matches!(own, Err(Refusal::Separated { .. })), "{own:?}");
    court.sign(&chief(), receipt).unwrap();
    assert_eq!(court.file.funds.received(), Fen::ZERO);
    court.send(&judge(), "strike_off", body).unwrap();
    assert_eq!(court.folded(), court.file);
}

#[test]
fn what_came_by_a_deduction_or_was_promised_to_somebody_stays() {
    let mut court = Court::searched(&application(), Vec::new());
    court.income(1, yuan("100.00"), false);
    let receipt = court.file.funds.receipts[0].id;
    court.act(&judge(), |file, ctx| crate::window::proposing(file, &[], ctx)).unwrap();
    let back = json!({ "receipt": receipt, "reason": "误入" });
    let promised = court.send(&fund_clerk(), "take_back_receipt", back);
    assert_eq!(promised, Err(Refusal::needs(Need::PayoutDecided)));
    let (mut taken, measure) = Court::frozen(yuan("5369.54"));
    taken.deduct(measure, yuan("5000.00")).unwrap();
    taken.deducted(0, yuan("5000.00"));
    taken.income(1, yuan("5000.00"), false);
    let receipt = taken.file.funds.receipts[0].id;
    let back = json!({ "receipt": receipt, "reason": "误入" });
    let ours = taken.send(&fund_clerk(), "take_back_receipt", back);
    assert_eq!(ours, Err(Refusal::needs(Need::NotDeducted)));
}

#[test]
fn an_application_that_was_never_filed_can_be_given_back() {
    let mut lacking = application();
    lacking.materials.clear();
    let mut court = Court::on("2026-03-02");
    court.file_case(&lacking).unwrap();
    assert_eq!(court.file.stage, Stage::Received);
    let body = json!({ "reason": "申请人书面撤回申请" });
    assert_eq!(court.send(&window(), "turn_back", body.clone()).unwrap()[0], "closing.turned_back");
    assert_eq!((court.file.stage, court.file.number.clone()), (Stage::Closed, None));
    let again = court.send(&window(), "turn_back", body.clone());
    assert!(matches!(again, Err(Refusal::CaseClosed { .. })));
    let completed = court.supplement(&application());
    assert_eq!(completed, Err(Refusal::AlreadyFiled));
    let mut filed = Court::filed(&application());
    assert_eq!(filed.send(&window(), "turn_back", body), Err(Refusal::AlreadyFiled));
}

#[test]
fn a_signature_changes_what_was_asked_for_and_nothing_else() {
    let mut court = Court::searched(&application(), Vec::new());
    let party = court.applicant();
    let correct = json!({
        "party": party, "name": "梁小金", "identity_number": "", "phone": "", "address": "",
        "service_address": "", "representative": "", "ground": "身份证复印件",
    });
    court.send(&window(), "correct_party", correct).unwrap();
    let account = json!({
        "party": party, "name": "", "bank": "中国建设银行怀集支行", "bank_code": "",
        "account": "6217001234567890123", "ground": "收款账户确认书",
    });
    court.send(&judge(), "correct_account", account).unwrap();
    court.sign(&judge(), party).unwrap();
    let after = court.file.party(party).unwrap().details.clone();
    assert_eq!(after.name, "梁小金");
    assert_eq!(after.account.unwrap().account, "6217001234567890123", "changed between");
    assert_eq!(court.folded(), court.file);
}

#[test]
fn the_kind_of_paper_and_its_remark_are_facts_that_two_look_at() {
    let mut court = Court::searched(&application(), Vec::new());
    let said = json!({ "identity_kind": "other", "identity_remark": "军官证" });
    assert_eq!(correct(&mut court, &window(), said).unwrap(), ["approval.asked"]);
    court.sign(&judge(), court.respondent()).unwrap();
    let changes = &court.file.filing.corrections.last().unwrap().correction.changes;
    let facts: Vec<FiledFact> = changes.iter().map(|change| change.fact).collect();
    assert_eq!(facts, [FiledFact::IdentityKind, FiledFact::IdentityRemark]);
    assert_eq!(respondent(&court).identity_remark, "军官证");
}
