//! 立案、分流：what the window is told, at once and only once.

use zhixing_domain::{
    ground::id::PartyId,
    ground::refusal::{FieldProblem, Refusal},
    intake::filing::{Application, MaterialKind, complete},
    intake::opening,
    intake::party::PartyRole,
    matter::Stage,
    papers::document::make,
    papers::kind::DocumentKind,
};
use zhixing_law::money::Fen;

use crate::{court::*, samples::*};

fn refused(change: impl FnOnce(&mut Application)) -> Refusal {
    let mut application = application();
    change(&mut application);
    Court::on("2026-03-02").file_case(&application).unwrap_err()
}

fn field(refusal: Refusal) -> (String, FieldProblem) {
    match refusal {
        Refusal::Field { field, problem } => (field, problem),
        other => panic!("{other}"),
    }
}

#[test]
fn an_incomplete_application_is_told_everything_it_lacks_at_once_and_uses_no_number() {
    let mut application = application();
    application.materials.clear();
    application.duplicate_search.clear();
    application.parties[1].identity_number.clear();
    application.claim.title.due_on = day("2026-03-02");
    let mut court = Court::on("2026-03-02");
    court.file_case(&application).unwrap();
    assert_eq!(court.file.filing.missing, ["F-3", "F-4", "F-7", "F-9"]);
    assert_eq!(court.file.stage, Stage::Received);
    assert!(court.file.number.is_none());
    assert_eq!(court.nodes(), ["intake"]);
    assert_eq!(court.tasks(), ["serve_documents", "supplement"]);
    court.document(DocumentKind::SupplementNotice);
}

#[test]
fn the_last_day_to_perform_is_not_yet_overdue_and_the_next_is() {
    for (due, missing) in [("2026-03-02", true), ("2026-03-01", false)] {
        let mut application = application();
        application.claim.title.due_on = day(due);
        let found = complete::missing(&application, day("2026-03-02"));
        assert_eq!(found.iter().any(|finding| finding.id == "F-4"), missing, "{due}");
    }
}

#[test]
fn a_supplement_may_still_lack_something_and_files_the_case_when_it_does_not() {
    let mut first = application();
    first.materials.clear();
    first.parties.push(second_respondent());
    let mut court = Court::on("2026-03-02");
    court.file_case(&first).unwrap();
    court.day("2026-03-03");
    let mut second = application();
    second.materials.remove(0);
    court.serial = 7;
    court.supplement(&second).unwrap();
    assert_eq!(court.file.filing.missing, ["F-9"]);
    assert_eq!(court.file.parties.len(), 2, "the respondent left out is gone");
    let notices = |court: &Court| {
        let notices = court.file.documents.iter();
        notices.filter(|d| d.kind == DocumentKind::SupplementNotice).count()
    };
    assert_eq!(notices(&court), 2, "each time it is said what is missing");

    court.day("2026-03-04");
    let third = application();
    court.supplement(&third).unwrap();
    assert_eq!(court.file.number_text(), "（2026）粤1224执7号");
    assert_eq!(court.file.filed_on, Some(day("2026-03-04")));
    assert!(!court.tasks().contains(&"supplement"));
    assert_eq!(court.nodes(), ["handover", "notice"]);
    assert!(court.left_for_later.is_empty());
    assert_eq!(court.supplement(&third), Err(Refusal::AlreadyFiled));
}

#[test]
fn a_notice_of_what_was_missing_need_not_be_served_once_the_case_is_filed() {
    let mut first = application();
    first.materials.clear();
    let mut court = Court::on("2026-03-02");
    court.file_case(&first).unwrap();
    assert_eq!(court.file.documents_unserved(), 1);
    court.supplement(&application()).unwrap();
    court.sign_all();
    let notice = court.document(DocumentKind::SupplementNotice);
    assert!(court.file.service_complete(court.file.document(notice).unwrap()));
    assert_eq!(court.file.documents_unserved(), 3);
}

#[test]
fn every_field_is_bounded_and_checked_by_its_own_rule() {
    use FieldProblem::*;
    let required = |change: fn(&mut Application), name: &str| {
        assert_eq!(field(refused(change)), (name.to_owned(), Required));
    };
    required(|a| a.claim.cause = "  ".to_owned(), "claim.cause");
    required(|a| a.claim.title.number.clear(), "claim.title.number");
    required(|a| a.claim.items[1].title.clear(), "claim.items[1].title");
    required(|a| a.parties[1].name.clear(), "parties[1].name");
    let long = refused(|a| a.claim.cause = "甲".repeat(51));
    assert_eq!(field(long), ("claim.cause".to_owned(), TooLong { max: 50 }));
    let mut fits = application();
    fits.claim.cause = "甲".repeat(50);
    Court::on("2026-03-02").file_case(&fits).unwrap();
    let zero = refused(|a| a.claim.items[0].amount = Fen::ZERO);
    assert_eq!(field(zero), ("claim.items[0].amount_fen".to_owned(), NotPositive));
    let future = refused(|a| a.claim.title.effective_on = day("2026-03-03"));
    assert_eq!(field(future), ("claim.title.effective_on".to_owned(), InFuture));
    let future = refused(|a| a.received_on = day("2026-03-03"));
    assert_eq!(field(future), ("received_on".to_owned(), InFuture));
    let digit = refused(|a| a.parties[1].identity_number = "110105194912310021".to_owned());
    let expected = (
        "parties[1].identity_number".to_owned(),
        Number { of: "居民身份证", reason: "校验位不符，请逐位核对" },
    );
    assert_eq!(field(digit), expected);
    let (name, _) = field(refused(|a| a.parties[0].phone = "12".to_owned()));
    assert_eq!(name, "parties[0].phone");
    let (name, _) = field(refused(|a| a.claim.cause = "买\u{0}卖".to_owned()));
    assert_eq!(name, "claim.cause");
    let bad = |change: fn(&mut zhixing_domain::ground::court::FundAccount), name: &str| {
        let refusal = refused(|a| change(a.parties[0].account.as_mut().unwrap()));
        assert_eq!(field(refusal).0, name);
    };
    bad(|account| account.account.clear(), "parties[0].account.account");
    bad(|account| account.account = "12345".to_owned(), "parties[0].account.account");
    bad(|account| account.bank_code = "1".to_owned(), "parties[0].account.bank_code");
    let many = refused(|a| a.claim.items = vec![a.claim.items[0].clone(); 51]);
    assert_eq!(field(many), ("claim.items".to_owned(), TooLong { max: 50 }));
}

#[test]
fn a_sum_beyond_all_money_is_refused_by_the_law_of_numbers() {
    let refusal = refused(|a| {
        a.claim.items[0].amount = Fen::new(i64::MAX);
    });
    assert!(matches!(refusal, Refusal::Law(_)), "{refusal}");
    assert_eq!(refusal.code(), "law");
}

#[test]
fn nobody_is_a_party_twice() {
    let refusal = refused(|a| a.parties[1].identity_number = applicant().identity_number);
    assert_eq!(refusal, Refusal::Duplicate { what: "当事人", key: "黄强".to_owned() });
}

#[test]
fn the_interview_is_recorded_once_after_filing() {
    let mut court = Court::on("2026-03-02");
    assert_eq!(court.interview(&interview()), Err(Refusal::CaseNotFiled));
    court.file_case(&application()).unwrap();
    let mut empty = interview();
    empty.plan.clear();
    assert_eq!(field(court.interview(&empty).unwrap_err()).0, "plan");
    court.interview(&interview()).unwrap();
    let again = court.interview(&interview());
    assert!(matches!(again, Err(Refusal::Duplicate { what: "执前谈话", .. })));
}

#[test]
fn material_is_added_to_an_open_case_under_its_title_or_the_name_of_its_file() {
    let mut court = Court::filed(&application());
    court.add_material(MaterialKind::PropertyLead, "财产线索").unwrap();
    court.add_material(MaterialKind::Other, " ").unwrap();
    let titles: Vec<&str> =
        court.file.filing.materials.iter().skip(4).map(|(m, _)| m.title.as_str()).collect();
    assert_eq!(titles, ["财产线索", "扫描件.pdf"]);
    let long = court.add_material(MaterialKind::Other, &"长".repeat(101));
    let expected = ("title".to_owned(), FieldProblem::TooLong { max: 100 });
    assert_eq!(field(long.unwrap_err()), expected);
}

#[test]
fn the_account_of_a_case_names_year_kind_and_serial() {
    assert_eq!(opening::number::sub_account("4405", &number(12)), "4405-2026000000012");
}

#[test]
fn shares_of_several_applicants_make_up_the_claim_or_are_refused() {
    let two = |first: Option<&str>, second: Option<&str>| {
        let mut application = application();
        application.parties.push(second_applicant());
        application.parties[0].claim_share = first.map(yuan);
        application.parties[2].claim_share = second.map(yuan);
        Court::on("2026-03-02").file_case(&application).map(|_| ())
    };
    assert_eq!(two(None, None), Ok(()));
    assert_eq!(two(Some("5000.00"), Some("289.00")), Ok(()));
    assert_eq!(two(Some("5289.00"), Some("0.00")), Ok(()));
    for (first, second) in [
        (Some("5289.00"), None),
        (Some("5000.00"), Some("289.01")),
        (Some("5000.00"), Some("288.99")),
    ] {
        let (name, _) = field(two(first, second).unwrap_err());
        assert_eq!(name, "parties[2].claim_share_fen");
    }
    let (name, _) = field(refused(|a| a.parties[1].claim_share = Some(yuan("1.00"))));
    assert!(name.ends_with("claim_share_fen"), "a respondent has no share: {name}");
}

#[test]
fn shares_can_be_declared_after_filing() {
    let mut application = application();
    application.parties.push(second_applicant());
    let mut court = Court::filed(&application);
    let ids: Vec<PartyId> = court.file.parties_of(PartyRole::Applicant).map(|p| p.id).collect();
    let declare =
        |court: &mut Court, shares: [(PartyId, Fen); 2]| court.declare(&shares, "判决主文");
    let short = declare(&mut court, [(ids[0], yuan("1.00")), (ids[1], yuan("1.00"))]);
    assert!(short.is_err());
    declare(&mut court, [(ids[0], yuan("289.00")), (ids[1], yuan("5000.00"))]).unwrap();
    assert_eq!(court.file.party(ids[1]).unwrap().details.claim_share, Some(yuan("5000.00")));
    let unknown = PartyId(uuid::Uuid::from_u128(1));
    let missing = declare(&mut court, [(unknown, yuan("289.00")), (ids[1], yuan("5000.00"))]);
    assert_eq!(missing, Err(Refusal::Missing("当事人")));
}

#[test]
fn a_document_waits_for_filing_unless_it_says_what_is_missing() {
    let mut incomplete = application();
    incomplete.materials.clear();
    let mut court = Court::on("2026-03-02");
    court.file_case(&incomplete).unwrap();
    let refused = court.act(&clerk(), |file, ctx| {
        make::make(file, DocumentKind::ClosingNotice, None, None, serde_json::Value::Null, ctx)
    });
    assert_eq!(refused, Err(Refusal::CaseNotFiled));
}
