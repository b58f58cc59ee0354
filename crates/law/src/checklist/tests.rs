//! The mistakes of the published review contracts, each as a test in which ours is right. Numbers are
//! those of the published list; some mistakes are impossible here by construction, which is said.

use super::dossier::{self, DossierFacts, Paper, PaperKind};
use super::terminate::{self, *};
use super::{Finding, Met};
use crate::day::Day;
use crate::money::Fen;
use crate::recheck::{Rhythm, window};

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn today() -> Day {
    d("2026-06-10")
}

fn facts() -> TerminationFacts {
    TerminationFacts {
        filed_on: Some(d("2026-03-02")),
        received_on: Some(d("2026-03-02")),
        due: Some(Fen::new(10_000_000)),
        realised: Some(Fen::ZERO),
        respondents: vec![Respondent::new("李四", PersonKind::Natural)],
        ..TerminationFacts::default()
    }
}

fn review(facts: &TerminationFacts, id: &str) -> Finding {
    terminate::review::check(facts, today()).into_iter().find(|f| f.id == id).unwrap()
}

fn query(on: &str) -> Query {
    Query { on: d(on), scopes: Scope::ALL.to_vec() }
}

#[test]
fn m01_facts_are_typed_fields_not_keys_that_can_be_misspelt() {
    // A fact under an unknown name is refused instead of being read as empty.
    let json = r#"{"Filed_On":"2026-03-02"}"#;
    assert!(serde_json::from_str::<TerminationFacts>(json).is_err());
    let json = r#"{"filed_on":"2026-03-02"}"#;
    assert_eq!(
        serde_json::from_str::<TerminationFacts>(json).unwrap().filed_on,
        Some(d("2026-03-02"))
    );
}

#[test]
fn m02_no_query_at_all_does_not_pass() {
    assert_eq!(review(&facts(), "JY-2").met, Met::No);
    assert_eq!(review(&TerminationFacts::default(), "JY-2").met, Met::No);
}

#[test]
fn m03_each_respondent_is_looked_at_and_exemptions_take_effect() {
    let mut f = facts();
    f.respondents[0].queries.push(query("2026-05-01"));
    assert_eq!(review(&f, "JY-2").met, Met::Yes);
    f.respondents.push(Respondent::new("王五", PersonKind::Natural));
    let finding = review(&f, "JY-2");
    assert_eq!(finding.met, Met::No);
    assert!(finding.detail.contains("王五") && !finding.detail.contains("李四"));
    f.respondents[1] = Respondent::new("幸福村委会", PersonKind::Unincorporated);
    assert_eq!(review(&f, "JY-2").met, Met::Yes);
}

#[test]
fn m04_a_query_years_before_closing_does_not_count() {
    let mut f = facts();
    f.respondents[0].queries.push(query("2019-05-01"));
    assert_eq!(review(&f, "JY-2").met, Met::No);
    f.respondents[0].queries = vec![query("2026-06-11")];
    assert_eq!(review(&f, "JY-2").met, Met::No);
}

#[test]
fn m05_a_topic_counts_when_it_was_asked_about_and_nothing_asked_fails() {
    let mut f = facts();
    assert_eq!(review(&f, "JY-4").met, Met::No);
    f.respondents[0].topics =
        vec![Topic::WealthProducts, Topic::Insurance, Topic::Dividends, Topic::ProvidentFund];
    assert_eq!(review(&f, "JY-4").met, Met::Yes);
}

#[test]
fn m06_a_clue_being_verified_fails_and_a_verified_one_passes() {
    let clue = |verified_on| TerminationFacts {
        clues: Some(vec![Clue {
            label: "车位".to_owned(),
            received_on: d("2026-05-01"),
            verified_on,
        }]),
        ..facts()
    };
    assert_eq!(review(&clue(None), "JY-5").met, Met::No);
    assert_eq!(review(&clue(Some(d("2026-05-06"))), "JY-5").met, Met::Yes);
}

#[test]
fn m07_property_that_was_disposed_of_passes() {
    let with = |disposal| TerminationFacts {
        property: Some(vec![Property {
            label: "房屋".to_owned(),
            kind: PropertyKind::Immovable,
            amount: Some(Fen::new(50_000_000)),
            unenforceable: None,
            sealed_not_seized: false,
            disposal,
        }]),
        ..facts()
    };
    let sold = Disposal {
        way: DisposalWay::Auction,
        on: d("2026-05-20"),
        amount: Some(Fen::new(40_000_000)),
    };
    assert_eq!(review(&with(Some(sold)), "JY-6").met, Met::Yes);
    assert_eq!(review(&with(None), "JY-6").met, Met::No);
}

#[test]
fn m08_only_respondents_count_units_need_persons_and_listing_is_judged() {
    let mut f = facts();
    f.respondents = vec![Respondent::new("某公司", PersonKind::Legal)];
    let on = |person: &str| Restriction {
        person: person.to_owned(),
        from: d("2026-03-10"),
        lifted_on: None,
    };
    f.respondents[0].restrictions = vec![on("某公司")];
    f.respondents[0].listing = Some(Listing::NotListed { reason: "无履行能力".to_owned() });
    assert_eq!(review(&f, "JY-7").met, Met::No, "a unit's own name restricts nobody");
    f.respondents[0].restrictions.push(on("王法定"));
    assert_eq!(review(&f, "JY-7").met, Met::Yes);
    f.respondents[0].listing = None;
    assert_eq!(review(&f, "JY-7").met, Met::No);
}

#[test]
fn m09_what_is_left_is_computed_from_what_is_due_and_received() {
    assert_eq!(review(&facts(), "JY-9").met, Met::Yes);
    let paid = TerminationFacts { realised: Some(Fen::new(10_000_000)), ..facts() };
    assert_eq!(review(&paid, "JY-9").met, Met::No);
    let unknown = TerminationFacts { realised: None, ..facts() };
    assert_eq!(review(&unknown, "JY-9").met, Met::No);
}

#[test]
fn m10_the_death_of_every_natural_respondent_is_seen() {
    let mut f = facts();
    f.respondents[0].deceased = Some(true);
    assert_eq!(review(&f, "JY-11").met, Met::No);
    f.respondents[0].deceased = Some(false);
    assert_eq!(review(&f, "JY-11").met, Met::Yes);
    f.respondents[0].deceased = Some(true);
    f.respondents.push(Respondent::new("某公司", PersonKind::Legal));
    assert_eq!(review(&f, "JY-11").met, Met::Yes);
}

#[test]
fn m11_each_rule_answers_under_its_own_number() {
    let ids: Vec<_> =
        terminate::review::check(&facts(), today()).into_iter().map(|f| f.id).collect();
    let expected: Vec<_> = (1..=12).map(|n| format!("JY-{n}")).collect();
    assert_eq!(ids, expected);
    let conduct = TerminationFacts { conduct_only: Some(true), ..facts() };
    assert_eq!(review(&conduct, "JY-12").met, Met::No);
}

fn paper(kind: PaperKind, sealed: bool, signed: bool) -> Paper {
    Paper {
        kind,
        label: "1".to_owned(),
        sealed,
        signed,
        case_number: Some("（2026）粤1224执9号".to_owned()),
        names: vec!["王五".to_owned()],
    }
}

fn dossier_finding(papers: Vec<Paper>, id: &str) -> Met {
    let facts = DossierFacts {
        case_number: Some("（2026）粤1224执1号".parse().unwrap()),
        respondents: vec!["李四".to_owned()],
        papers,
        listed: false,
    };
    dossier::check(&facts).into_iter().find(|f| f.id == id).unwrap().met
}

#[test]
fn m12_a_spending_restriction_does_not_stand_in_for_other_documents() {
    for id in ["JZ-5", "JZ-6", "JZ-7"] {
        let papers = vec![paper(PaperKind::SpendingRestriction, true, true)];
        assert_eq!(dossier_finding(papers, id), Met::No, "{id}");
    }
}

#[test]
fn m13_three_days_are_three_days() {
    let done = |day: &str| {
        let f = TerminationFacts { notice_done_on: Some(d(day)), ..facts() };
        terminate::timing::check(&f, today())[0].met
    };
    assert_eq!(done("2026-03-02"), Met::Yes);
    assert_eq!(done("2026-03-05"), Met::Yes);
    assert_eq!(done("2026-03-06"), Met::No);
}

#[test]
fn m14_a_missing_seal_or_signature_is_found() {
    assert_eq!(dossier_finding(vec![paper(PaperKind::Notice, false, true)], "YZ-1"), Met::No);
    assert_eq!(dossier_finding(vec![paper(PaperKind::Notice, true, false)], "YZ-1"), Met::Yes);
    assert_eq!(dossier_finding(vec![paper(PaperKind::Interview, true, false)], "QM-1"), Met::No);
    assert_eq!(dossier_finding(Vec::new(), "YZ-1"), Met::No);
}

#[test]
fn m15_consistency_is_compared_not_assumed() {
    let papers = || vec![paper(PaperKind::Notice, true, true)];
    assert_eq!(dossier_finding(papers(), "YX-1"), Met::No);
    assert_eq!(dossier_finding(papers(), "YX-2"), Met::No);
}

#[test]
fn m16_the_recheck_window_is_counted_in_months() {
    let at = |day: &str| window(d("2026-01-31"), Rhythm::Quarterly, d(day)).unwrap();
    assert_eq!(at("2026-04-30"), Some((1, d("2026-04-30"))));
    assert_eq!(at("2026-05-01"), Some((2, d("2026-07-31"))));
}

#[test]
fn m17_the_same_facts_always_give_the_same_findings() {
    // Results are returned, not stored: there is nothing to overwrite.
    assert_eq!(
        terminate::review::check(&facts(), today()),
        terminate::review::check(&facts(), today())
    );
}
