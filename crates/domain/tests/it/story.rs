//! 怀集：a sale-contract claim of ¥5,289.00, from the window to the closing notice, day by day.

use serde_json::json;
use zhixing_domain::{
    closing::closure::complete,
    closing::closure::conditions,
    ground::id::BatchId,
    ground::refusal::Refusal,
    intake::party::PartyRole,
    matter::Stage,
    matter::effect::Effect,
    money::payout::account,
    money::payout::export,
    money::payout::settlement,
    money::payout::{PayoutState, Purpose},
    papers::kind::DocumentKind,
    property::asset::Verdict,
    property::deduction,
    property::measure::{self, MeasureState, RequestKind},
};
use zhixing_law::{checklist::Met, money::Fen};

use crate::{
    court::*,
    samples::{application, deposit, yuan},
    window::proposing,
};

fn filing_day(court: &mut Court) {
    court.file_case(&application()).unwrap();
    assert_eq!(court.file.number_text(), "（2026）粤1224执1号");
    assert_eq!(court.file.stage, Stage::Open);
    let tasks = ["interview", "receive_case", "serve_documents", "sign_documents", "start_search"];
    assert_eq!(court.tasks(), tasks);
    assert_eq!(court.nodes(), ["handover", "notice"]);
    assert_eq!(court.file.nodes[0].key, "intake");
    assert_eq!(court.told(0), [("case_filed".to_owned(), PartyRole::Applicant)]);

    court.receive_and_interview();
    assert_eq!(court.tasks(), ["serve_documents", "sign_documents", "start_search"]);
    assert_eq!(court.nodes(), ["notice"]);
    assert_eq!(court.file.triage.len(), 1, "the first triage runs once");
    let first = &court.file.triage[0];
    assert_eq!((first.rule.as_str(), first.lane.as_str()), ("F4", "fast"));
    let inputs: Vec<(&str, &str)> =
        first.inputs.iter().map(|i| (i.name.as_str(), i.value.as_str())).collect();
    assert_eq!(inputs, [("claim_fen", "528900"), ("respondents", "1")]);
    assert!(court.file.handler.is_none());

    let from = court.docket.len();
    court.start_search().unwrap();
    assert_eq!(court.tasks(), ["follow_search", "serve_documents", "sign_documents"]);
    assert_eq!(court.nodes(), ["notice", "search"]);
    assert_eq!(court.told(from), [("search_started".to_owned(), PartyRole::Applicant)]);
    let search = court.file.searches[0].id;
    assert!(court.effects.contains(&Effect::SendSearch { search }));

    court.sign_all();
    assert_eq!(court.tasks(), ["follow_search", "serve_documents"]);
    court.serve_all();
    assert!(court.file.notice_served());
    assert_eq!(court.tasks(), ["follow_search"]);
    assert_eq!(court.nodes(), ["search"]);
}

fn search_days(court: &mut Court) {
    let search = court.file.searches[0].id;
    court.day("2026-03-03");
    court.answer(search, 0, "a", vec![deposit("6228480999000000001", "6000.00")]).unwrap();
    assert_eq!(court.tasks(), ["follow_search", "screen_assets"]);
    court.answer(search, 1, "b", vec![deposit("6222020999000000002", "12.34")]).unwrap();
    assert_eq!(court.file.triage.len(), 1, "the second triage waits for the last body");

    court.day("2026-03-04");
    let from = court.docket.len();
    court.answer(search, 2, "c", Vec::new()).unwrap();
    assert_eq!(court.tasks(), ["screen_assets"]);
    assert_eq!(court.nodes(), ["screening"]);
    assert_eq!(court.file.triage.len(), 2);
    let second = &court.file.triage[1];
    assert_eq!((second.rule.as_str(), second.lane.as_str()), ("S2", "fast"));
    assert_eq!(court.file.handler.as_ref().unwrap().1, "李法官", "the judge with fewer open cases");
    assert_eq!(court.told(from), [("handler_assigned".to_owned(), PartyRole::Applicant)]);
    court.document(DocumentKind::SearchSummary);

    let (good, poor) = (court.file.assets[0].id, court.file.assets[1].id);
    court.screen(poor, Verdict::NotNeeded);
    assert_eq!(court.tasks(), ["screen_assets"]);
    court.screen(good, Verdict::Enforceable);
    assert_eq!(court.tasks(), ["freeze"]);
    assert!(court.nodes().is_empty());
}

fn freeze_days(court: &mut Court) {
    let asset = court.file.assets[0].id;
    // 5,289.00 + 50.00 fee + interest of 73 days, to 2026-03-14: ten days ahead.
    let limit = court.with(&searcher(), |file, ctx| measure::order::limit(file, ctx)).unwrap();
    assert_eq!(limit, yuan("5406.57"));
    let over = limit.checked_add(Fen::new(1)).unwrap();
    assert!(matches!(
        court.freeze(asset, over),
        Err(Refusal::AmountAbove { limit, .. }) if limit == yuan("5406.57")
    ));
    let id = court.freeze(asset, limit).unwrap();
    assert_eq!(court.tasks(), ["sign_rulings"]);
    assert_eq!(court.nodes(), ["control"]);
    assert!(
        !court.effects.iter().any(|e| matches!(e, Effect::SendMeasure { .. })),
        "nothing leaves before the ruling is signed"
    );
    assert!(court.file.documents.iter().all(|d| d.kind != DocumentKind::FreezeAssistance));
    court.sign_all();
    court.document(DocumentKind::FreezeAssistance);
    let sent = Effect::SendMeasure { measure: id, request: measure::RequestKind::Freeze };
    assert_eq!(court.effects.iter().filter(|effect| **effect == sent).count(), 1);
    assert_eq!(court.tasks(), ["serve_documents"]);

    court.day("2026-03-05");
    let from = court.docket.len();
    court.hold(id, RequestKind::Freeze, limit).unwrap();
    assert_eq!(court.told(from), [("frozen".to_owned(), PartyRole::Applicant)]);
    assert_eq!(court.file.measure(id).unwrap().ends_on.to_string(), "2027-03-04");
    assert_eq!(court.tasks(), ["deduct", "serve_documents"]);
    court.serve_all();
    assert_eq!(court.tasks(), ["deduct"]);
}

fn deduction_day(court: &mut Court) {
    court.day("2026-03-06");
    let id = court.file.measures[0].id;
    // 65 days of 0.0175 % on 5,289.00 are 60.16.
    let owed = account::outstanding(&court.file, court.today()).unwrap();
    assert_eq!(owed, yuan("5399.16"));
    court.send(&judge(), "order_deduction", json!({ "measure": id, "amount_fen": owed })).unwrap();
    assert_eq!(court.tasks(), ["sign_rulings"]);
    court.sign_all();
    let taken = court.file.deductions[0].id;
    assert!(court.effects.contains(&Effect::SendDeduction { deduction: taken }));
    let request_no = court.file.deductions[0].sent_no.clone();
    let answer = deduction::answer::Answer {
        request_no,
        actual: owed,
        refused: String::new(),
        on: court.today(),
    };
    let from = court.docket.len();
    court.act(&system(), |file, ctx| deduction::answer::answer(file, taken, &answer, ctx)).unwrap();
    assert_eq!(court.told(from), [("deducted".to_owned(), PartyRole::Applicant)]);
    assert_eq!(court.file.frozen(), yuan("7.41"), "what was not needed is still frozen");
    assert_eq!(court.nodes(), ["control", "receipt"]);
    court.serve_all();
    assert!(court.tasks().is_empty());
}

fn money_day(court: &mut Court) {
    court.day("2026-03-09");
    let from = court.docket.len();
    court.income(1, yuan("5399.16"), false);
    assert_eq!(court.told(from), [("money_arrived".to_owned(), PartyRole::Applicant)]);
    assert_eq!(court.tasks(), ["propose_payout", "release_measures"]);
    assert_eq!(court.nodes(), ["control", "payout"]);
    assert_eq!(court.file.funds.discharged_on().unwrap().to_string(), "2026-03-06");

    let id = court.file.measures[0].id;
    court
        .send(&judge(), "release_measure", json!({ "measure": id, "reason": "债权已足额扣划" }))
        .unwrap();
    court.sign_all();
    assert!(
        court
            .effects
            .contains(&Effect::SendMeasure { measure: id, request: measure::RequestKind::Release })
    );
    court.hold(id, RequestKind::Release, Fen::ZERO).unwrap();
    assert_eq!(court.file.measure(id).unwrap().state, MeasureState::Released);
    court.serve_all();
    assert_eq!(court.tasks(), ["propose_payout"]);
    assert_eq!(court.nodes(), ["payout"]);
}

fn payout_day(court: &mut Court) {
    let settlement = court.with(&judge(), |file, ctx| settlement::settlement(file, ctx)).unwrap();
    assert_eq!(settlement.owed.days, 65);
    assert_eq!(settlement.owed.double_interest, yuan("60.16"));
    assert_eq!(settlement.unpaid, Fen::ZERO);
    let lines: Vec<(Purpose, Fen)> =
        settlement.lines.iter().map(|line| (line.purpose, line.amount)).collect();
    let expected = [(Purpose::Fee, yuan("50.00")), (Purpose::Applicant, yuan("5349.16"))];
    assert_eq!(lines, expected);
    let parts: Vec<(&str, Fen)> =
        settlement.lines[1].parts.iter().map(|p| (p.title.as_str(), p.amount)).collect();
    let expected = [
        ("诉讼费等实现债权的费用", yuan("50.00")),
        ("主债务", yuan("5239.00")),
        ("加倍部分债务利息", yuan("60.16")),
    ];
    assert_eq!(parts, expected);

    court.act(&judge(), |file, ctx| proposing(file, &[], ctx)).unwrap();
    assert_eq!(court.tasks(), ["approve_payout"]);
    let id = court.file.payouts[0].id;
    court.sign(&chief(), id).unwrap();
    assert_eq!(court.tasks(), ["pay"]);
    court.document(DocumentKind::PayoutApproval);
    let from = court.docket.len();
    let batch = BatchId(uuid::Uuid::from_u128(1));
    court.act(&cashier(), |file, ctx| export::export(file, id, batch, ctx)).unwrap();
    assert_eq!(court.tasks(), ["confirm_payment"]);
    assert_eq!(court.file.funds.in_flight, yuan("5399.16"));
    court.bank_paid(id);
    let told = [
        ("money_sent".to_owned(), PartyRole::Applicant),
        ("money_paid".to_owned(), PartyRole::Applicant),
    ];
    assert_eq!(court.told(from), told);
    let values = &court.file.messages.last().unwrap().values;
    let of = |name: &str| values.iter().find(|(key, _)| key == name).map(|(_, said)| said.as_str());
    let own = settlement.lines[1].amount;
    assert_eq!(of("amount"), Some(own.grouped().as_str()), "the fee is not the applicant's money");
    assert!(settlement.lines[1].account.account.ends_with(of("tail").unwrap()));
    assert_eq!(court.file.payout(id).unwrap().state, PayoutState::Paid);
    assert_eq!(court.file.funds.balance(), Fen::ZERO);
    assert_eq!(court.tasks(), ["close_case"]);
    assert_eq!(court.nodes(), ["closing"]);
}

fn closing_days(court: &mut Court) {
    court.day("2026-03-10");
    let findings = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx)).unwrap();
    for finding in &findings {
        assert_eq!(finding.met, Met::Yes, "{}: {}", finding.title, finding.detail);
    }
    let from = court.docket.len();
    court.act(&judge(), |file, ctx| complete::complete(file, "", ctx)).unwrap();
    assert_eq!(court.file.stage, Stage::Closed);
    let told = [
        ("case_closed".to_owned(), PartyRole::Applicant),
        ("case_closed".to_owned(), PartyRole::Respondent),
    ];
    assert_eq!(court.told(from), told);
    assert_eq!(court.tasks(), ["serve_documents"], "the closing notices are still to be served");
    assert!(court.nodes().is_empty());
    court.day("2026-03-11");
    court.serve_all();
    assert!(court.tasks().is_empty());
}

#[test]
fn a_small_claim_is_enforced_from_the_window_to_the_closing_notice_in_nine_days() {
    let mut court = Court::on("2026-03-02");
    filing_day(&mut court);
    search_days(&mut court);
    freeze_days(&mut court);
    deduction_day(&mut court);
    money_day(&mut court);
    payout_day(&mut court);
    closing_days(&mut court);

    assert!(court.left_for_later.is_empty(), "{:?}", court.left_for_later);
    assert_eq!(court.folded(), court.file, "the docket tells the whole case");
    let line: Vec<(&str, String)> = court
        .file
        .nodes
        .iter()
        .map(|n| (n.key.as_str(), format!("{}—{}", n.started_on, n.ended_on.unwrap())))
        .collect();
    let expected = [
        ("intake", "2026-03-02—2026-03-02"),
        ("handover", "2026-03-02—2026-03-02"),
        ("notice", "2026-03-02—2026-03-02"),
        ("search", "2026-03-02—2026-03-04"),
        ("screening", "2026-03-04—2026-03-04"),
        ("control", "2026-03-04—2026-03-09"),
        ("receipt", "2026-03-06—2026-03-09"),
        ("payout", "2026-03-09—2026-03-09"),
        ("closing", "2026-03-09—2026-03-10"),
    ];
    assert_eq!(line, expected.map(|(key, days)| (key, days.to_owned())));
    let rulings: Vec<u32> =
        court.file.documents.iter().map(|d| d.ruling_no).filter(|no| 0 < *no).collect();
    assert_eq!(rulings, [1, 2, 3], "之一、之二、之三");
}
