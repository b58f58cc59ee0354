//! People and companies as they are: whoever exists can be filed, and what is kept of them is what is written.

use serde_json::{Value, json};
use zhixing_domain::{
    ground::refusal::{FieldProblem, Need, Refusal},
    intake::agent::{Agent, AgentKind, Authority},
    intake::filing::Application,
    intake::identity::IdentityKind,
    intake::party::{PartyDetails, PartyKind, PartyRole, check, written},
    matter::Stage,
};
use zhixing_law::identity::Sex;

use crate::{court::*, samples::*};

macro_rules! case {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../cases/people/", $name, ".json")))
    };
}

/// The files of `cases/people`.
const CASES: [(&str, &str); 12] = [
    case!("hk-permit"),
    case!("taiwan-permit"),
    case!("passport"),
    case!("foreign-permanent-resident"),
    case!("hk-company"),
    case!("old-business-licence"),
    case!("old-credit-code"),
    case!("number-unknown"),
    case!("number-with-hyphens"),
    case!("invisible-character-in-name"),
    case!("name-with-dots-and-wide-letters"),
    case!("same-person-twice"),
];

fn case(name: &str) -> Application {
    let (_, text) = CASES.iter().find(|(known, _)| *known == name).unwrap();
    serde_json::from_str(text).unwrap()
}

/// The respondent of a case of the folder once it is filed.
fn filed(name: &str) -> PartyDetails {
    let mut court = Court::on("2026-09-22");
    court.file_case(&case(name)).unwrap_or_else(|refused| panic!("{name}: {refused}"));
    assert_eq!(court.file.filing.missing, [""; 0], "{name}");
    assert_eq!(court.file.stage, Stage::Open, "{name}");
    court.file.parties_of(PartyRole::Respondent).next().unwrap().details.clone()
}

#[test]
fn whoever_has_no_citizens_number_or_sound_code_is_filed_under_what_they_have() {
    use IdentityKind::*;
    for (name, kind, number, searchable) in [
        ("hk-permit", TravelPermit, "H12345678", true),
        ("taiwan-permit", TaiwanPermit, "12345678", true),
        ("passport", Passport, "K12345678", true),
        ("foreign-permanent-resident", ForeignerCard, "944840198802293015", true),
        ("hk-company", ForeignRegistration, "1234567", false),
        ("old-business-licence", BusinessLicence, "441224000012345", true),
        ("old-credit-code", CreditCode, "51441200M000112349", true),
        ("number-unknown", Unknown, "", false),
    ] {
        let party = filed(name);
        assert_eq!(
            (party.identified_by(), party.identity_number.as_str()),
            (kind, number),
            "{name}"
        );
        assert_eq!(party.is_searchable(), searchable, "{name}");
    }
    let foreigner = filed("foreign-permanent-resident");
    assert_eq!(foreigner.birth(), Some(day("1988-02-29")));
    assert_eq!(foreigner.gender(), Some(Sex::Male));
}

#[test]
fn what_was_typed_otherwise_is_kept_as_it_is_written() {
    assert_eq!(filed("number-with-hyphens").identity_number, "441224198502149819");
    assert_eq!(filed("invisible-character-in-name").name, "韦观水");
    assert_eq!(filed("name-with-dots-and-wide-letters").name, "阿卜杜拉·买买提 ABC");
    let refused = Court::on("2026-09-22").file_case(&case("same-person-twice"));
    assert_eq!(
        refused.unwrap_err(),
        Refusal::Duplicate { what: "当事人", key: "韦观水".to_owned() }
    );
    for (typed, kept) in [
        ("王　海", "王海"),
        (" 韦 观 水 ", "韦观水"),
        ("CHAN  TAI　MAN", "CHAN TAI MAN"),
        ("ＪＯＨＮ　Ｓｍｉｔｈ", "JOHN Smith"),
        ("怀集（香港）有限公司", "怀集（香港）有限公司"),
        ("O\u{2019}Neil", "O\u{2019}Neil"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("بۇغرا", "بۇغرا"),
    ] {
        assert_eq!(written(typed), kept);
        assert_eq!(written(&written(typed)), kept);
    }
}

fn faults(refusal: Refusal) -> Vec<(String, FieldProblem)> {
    match refusal {
        Refusal::Field { field, problem } => vec![(field, problem)],
        Refusal::Fields { faults } => faults,
        other => panic!("{other}"),
    }
}

fn refused(details: &PartyDetails) -> Vec<(String, FieldProblem)> {
    faults(check("p", details).unwrap_err())
}

#[test]
fn everything_that_is_wrong_with_an_application_is_told_at_once() {
    let mut wrong = application();
    wrong.claim.cause.clear();
    wrong.received_on = day("2026-12-31");
    wrong.parties[0].phone = "12".to_owned();
    wrong.parties[0].account.as_mut().unwrap().account = "1".to_owned();
    wrong.parties[1].identity_number = "110105194912310021".to_owned();
    wrong.parties[1].name = " ".to_owned();
    let told = faults(Court::on("2026-03-02").file_case(&wrong).unwrap_err());
    let fields: Vec<&str> = told.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "claim.cause",
            "received_on",
            "parties[0].phone",
            "parties[0].account.account",
            "parties[1].name",
            "parties[1].identity_number"
        ]
    );
}

#[test]
fn an_odd_check_digit_wants_the_original_and_a_wrong_shape_is_refused() {
    let company = |number: &str, seen| PartyDetails {
        identity_number: number.to_owned(),
        identity_seen: seen,
        ..PartyDetails::named(PartyRole::Respondent, PartyKind::LegalPerson, "甲公司")
    };
    let of = "统一社会信用代码";
    let odd = "91178711K0XTF8H764";
    let number = "p.identity_number".to_owned();
    assert_eq!(refused(&company(odd, false)), [(number, FieldProblem::Unconfirmed { of })]);
    assert_eq!(check("p", &company(odd, true)).unwrap().identity_number, odd);
    let short = &refused(&company("91178711K0XTF8H7", true))[0];
    assert!(matches!(short.1, FieldProblem::Number { .. }), "{short:?}");
    // A number of the first generation is lifted, once somebody has looked.
    let person = |seen| PartyDetails {
        identity_number: "441224850214981".to_owned(),
        identity_seen: seen,
        ..PartyDetails::named(PartyRole::Respondent, PartyKind::Person, "韦观水")
    };
    assert!(matches!(refused(&person(false))[0].1, FieldProblem::Unconfirmed { .. }));
    assert_eq!(check("p", &person(true)).unwrap().identity_number, "441224198502149819");
}

#[test]
fn only_a_respondent_may_be_without_a_number_and_only_with_the_reason() {
    let unknown = |role, remark: &str| PartyDetails {
        identity_kind: Some(IdentityKind::Unknown),
        identity_remark: remark.to_owned(),
        ..PartyDetails::named(role, PartyKind::Person, "阿强")
    };
    check("p", &unknown(PartyRole::Respondent, "户籍无法查明")).unwrap();
    let field = |details| refused(&details).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
    assert_eq!(field(unknown(PartyRole::Respondent, "")), ["p.identity_remark"]);
    assert_eq!(field(unknown(PartyRole::Applicant, "无")), ["p.identity_kind"]);
    let mut both = unknown(PartyRole::Respondent, "户籍无法查明");
    both.identity_number = "441224198502149819".to_owned();
    assert_eq!(field(both), ["p.identity_number"]);
    let mut company = unknown(PartyRole::Respondent, "");
    company.kind = PartyKind::LegalPerson;
    company.identity_kind = Some(IdentityKind::Passport);
    assert_eq!(field(company), ["p.identity_kind"], "a company has no passport");
    let mut abroad = unknown(PartyRole::Respondent, "");
    abroad.kind = PartyKind::LegalPerson;
    abroad.identity_kind = Some(IdentityKind::ForeignRegistration);
    abroad.identity_number = "1234567".to_owned();
    assert_eq!(field(abroad), ["p.country"]);
}

#[test]
fn sex_and_birth_follow_from_the_number_and_are_said_only_where_it_is_silent() {
    let told = check("p", &applicant()).unwrap();
    assert_eq!((told.birth(), told.gender()), (Some(day("1980-02-29")), Some(Sex::Male)));
    assert_eq!((told.born_on, told.sex), (None, None), "nothing is typed");
    let against = PartyDetails { sex: Some(Sex::Female), ..applicant() };
    assert_eq!(refused(&against)[0].0, "p.sex");
    let against = PartyDetails { born_on: Some(day("1980-03-01")), ..applicant() };
    assert_eq!(refused(&against)[0].0, "p.born_on");
    let abroad = PartyDetails {
        identity_kind: Some(IdentityKind::Passport),
        identity_number: "533401372".to_owned(),
        country: "美国".to_owned(),
        sex: Some(Sex::Female),
        born_on: Some(day("1990-05-06")),
        ..PartyDetails::named(PartyRole::Respondent, PartyKind::Person, "JANE ROE")
    };
    let kept = check("p", &abroad).unwrap();
    assert_eq!((kept.birth(), kept.gender()), (Some(day("1990-05-06")), Some(Sex::Female)));
    let people = |said: &str| PartyDetails { ethnicity: said.to_owned(), ..applicant() };
    assert_eq!(check("p", &people("瑶")).unwrap().ethnicity, "瑶族");
    assert_eq!(refused(&people("唐朝"))[0].0, "p.ethnicity");
}

fn lawyer(authority: Authority, receives: bool) -> Agent {
    Agent {
        name: "黄律".to_owned(),
        kind: AgentKind::Lawyer,
        firm: "广东某律师事务所".to_owned(),
        phone: "13800138009".to_owned(),
        authority,
        receives,
    }
}

#[test]
fn money_goes_to_an_agent_only_with_special_authority_to_receive_it() {
    let with = |agent: Agent, holder: &str| PartyDetails {
        account: Some(account(holder, "6228480120001234567")),
        agents: vec![agent],
        ..applicant()
    };
    for holder in ["黄律", "广东某律师事务所"] {
        let told = refused(&with(lawyer(Authority::Special, false), holder));
        assert_eq!(told[0].0, "p.account.name", "{holder}");
        check("p", &with(lawyer(Authority::Special, true), holder)).unwrap();
    }
    check("p", &with(lawyer(Authority::General, false), "陈大文")).unwrap();
    let told = refused(&with(lawyer(Authority::General, true), "陈大文"));
    assert_eq!(told[0].0, "p.agents[0].authority");
    let nameless =
        Agent { name: String::new(), firm: String::new(), ..lawyer(Authority::General, false) };
    let told: Vec<String> =
        refused(&with(nameless, "陈大文")).into_iter().map(|(field, _)| field).collect();
    assert_eq!(told, ["p.agents[0].name", "p.agents[0].firm"]);
    let relative = Agent { kind: AgentKind::Relative, ..lawyer(Authority::General, false) };
    let company = PartyDetails {
        kind: PartyKind::LegalPerson,
        identity_number: String::new(),
        ..with(relative, "陈大文")
    };
    assert_eq!(refused(&company)[0].0, "p.agents[0].kind", "a company has no relatives");
}

#[test]
fn who_files_by_an_agent_says_who_it_is_and_brings_the_mandate() {
    let mut by_agent = application();
    by_agent.by_agent = true;
    let told = faults(Court::on("2026-03-02").file_case(&by_agent).unwrap_err());
    assert_eq!(told, [("parties[0].agents".to_owned(), FieldProblem::Required)]);
    by_agent.parties[0].agents = vec![lawyer(Authority::General, false)];
    let mut court = Court::on("2026-03-02");
    court.file_case(&by_agent).unwrap();
    assert_eq!(court.file.filing.missing, ["F-9"], "the mandate is missing");
}

#[test]
fn whom_the_network_cannot_be_asked_about_is_not_asked_and_the_case_goes_on() {
    let mut court = Court::on("2026-09-22");
    court.file_case(&case("number-unknown")).unwrap();
    assert!(!court.tasks().contains(&"start_search"), "nobody waits for what cannot be done");
    assert_eq!(court.start_search(), Err(Refusal::needs(Need::SearchableRespondent)));
    let mut both = case("number-unknown");
    both.parties.push(case("passport").parties[1].clone());
    let mut court = Court::on("2026-09-22");
    court.file_case(&both).unwrap();
    assert!(court.tasks().contains(&"start_search"));
    court.start_search().unwrap();
    assert_eq!(court.file.searches.len(), 1);
    let asked = court.file.party(court.file.searches[0].respondent).unwrap();
    assert_eq!(asked.details.identity_number, "K12345678");
}

#[test]
fn what_a_supplement_hands_back_masked_stays_as_it_is_on_record() {
    let mut first = application();
    first.materials.clear();
    first.parties.insert(0, second_respondent());
    let mut court = Court::on("2026-03-02");
    court.file_case(&first).unwrap();
    let before: Vec<PartyDetails> =
        court.file.parties.iter().map(|party| party.details.clone()).collect();
    let events = court.file.version;
    // The page has applicants first, and numbers only as they are shown.
    let mut second = application();
    second.parties.push(second_respondent());
    for party in &mut second.parties {
        party.identity_number = zhixing_law::mask::id(&party.identity_number);
        party.phone = zhixing_law::mask::phone(&party.phone);
        if let Some(account) = &mut party.account {
            account.account = zhixing_law::mask::account(&account.account);
        }
    }
    court.supplement(&second).unwrap();
    let after: Vec<PartyDetails> =
        court.file.parties.iter().map(|party| party.details.clone()).collect();
    assert_eq!(after, before);
    assert!(court.file.number.is_some() && events < court.file.version);
    // Somebody else's mask is no number.
    let mut court = Court::on("2026-03-02");
    court.file_case(&first).unwrap();
    second.parties[0].identity_number = "999***********9999".to_owned();
    let told = faults(court.supplement(&second).map(|_| ()).unwrap_err());
    assert_eq!(told[0].0, "parties[0].identity_number");
}

#[test]
fn what_the_docket_kept_before_is_still_read_and_written_as_it_was() {
    let old = json!({
        "role": "respondent", "kind": "person", "name": "黄强",
        "identity_number": "11010519491231002X", "phone": "", "address": "", "representative": "",
        "service_address": "", "account": null
    });
    let read: PartyDetails = serde_json::from_value(old.clone()).unwrap();
    assert_eq!(read.identified_by(), IdentityKind::IdentityCard);
    let written: Value = serde_json::to_value(&read).unwrap();
    assert_eq!(written, old, "a hash made then is the hash made now");
}
