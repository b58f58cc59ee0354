use super::super::{Met, gaps, passes};
use super::*;
use crate::money::Fen;
use proptest::prelude::*;

mod findings;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

const TODAY: &str = "2026-06-10";

fn respondent(name: &str, kind: PersonKind) -> Respondent {
    let person = if kind == PersonKind::Natural { name } else { "王法定" };
    let issued = |evidence: &str| {
        Some(Issued { issued_on: d("2026-03-03"), served: true, evidence: evidence.to_owned() })
    };
    Respondent {
        organisation_code: Some("D2143569-X".to_owned()),
        deceased: Some(false),
        notice: issued("执行通知书"),
        report_order: issued("报告财产令"),
        report: Some(ReportOutcome::Verified { evidence: "核查记录".to_owned() }),
        queries: vec![
            Query { on: d("2026-03-05"), scopes: vec![Scope::CommercialBank] },
            Query { on: d("2026-05-20"), scopes: Scope::ALL.to_vec() },
        ],
        topics: vec![
            Topic::WealthProducts,
            Topic::Insurance,
            Topic::Dividends,
            Topic::ProvidentFund,
        ],
        restrictions: vec![Restriction {
            person: person.to_owned(),
            from: d("2026-03-10"),
            lifted_on: None,
        }],
        listing: Some(Listing::NotListed { reason: "无履行能力".to_owned() }),
        whereabouts: Some(Whereabouts::Unknown { searches: vec!["协查函".to_owned()] }),
        obstruction: Some(Obstruction::None { evidence: "合议认定".to_owned() }),
        ..Respondent::new(name, kind)
    }
}

fn good() -> TerminationFacts {
    TerminationFacts {
        filed_on: Some(d("2026-03-02")),
        received_on: Some(d("2026-03-02")),
        notice_done_on: Some(d("2026-03-05")),
        cause_code: Some("0106".to_owned()),
        conduct_only: Some(false),
        due: Some(Fen::new(10_000_000)),
        realised: Some(Fen::new(100)),
        applicants: vec!["张三".to_owned()],
        respondents: vec![
            respondent("李四", PersonKind::Natural),
            respondent("某公司", PersonKind::Legal),
        ],
        clues: Some(vec![Clue {
            label: "车".to_owned(),
            received_on: d("2026-03-06"),
            verified_on: Some(d("2026-03-13")),
        }]),
        inquiries: vec![Inquiry { kind: InquiryKind::OnSite, evidence: "调查笔录".to_owned() }],
        property: Some(vec![Property {
            label: "存款".to_owned(),
            kind: PropertyKind::Deposit,
            amount: Some(Fen::new(99_999)),
            unenforceable: None,
            sealed_not_seized: false,
            disposal: None,
        }]),
        interview: Some(Interview {
            held_on: d("2026-06-05"),
            told: true,
            opinion: Some(Opinion::Disagrees),
            evidence: "约谈笔录".to_owned(),
        }),
        panel_review: Some("合议笔录".to_owned()),
        president_approval: Some("审批表".to_owned()),
        ruling: Some(Ruling {
            number: "（2026）粤1224执1号之一".to_owned(),
            terminates_round: true,
            elements: RulingElement::ALL.to_vec(),
        }),
        ruling_served: Some((d("2026-06-09"), "回证".to_owned())),
        published_on: Some(d("2026-06-10")),
        closing_way_recorded: Some(true),
        guidance_2024: Some(vec![("穷尽执行措施".to_owned(), Some("情况表".to_owned()))]),
        local: Some(Vec::new()),
        ..TerminationFacts::default()
    }
}

fn all(facts: &TerminationFacts) -> Vec<Finding> {
    let mut findings = check(facts, Stage::BeforeReporting, d(TODAY));
    findings.extend(review::check(facts, d(TODAY)));
    findings.extend(timing::check(facts, d(TODAY)));
    findings
}

fn failed(facts: &TerminationFacts) -> Vec<&'static str> {
    all(facts).into_iter().filter(|f| f.met == Met::No).map(|f| f.id).collect()
}

#[test]
fn an_empty_file_fails_every_rule() {
    let findings = all(&TerminationFacts::default());
    assert_eq!(findings.len(), 18 + 12 + 5);
    for f in &findings {
        assert_eq!(f.met, Met::No, "{}: {}", f.id, f.detail);
    }
}

#[test]
fn a_case_with_every_condition_met_passes() {
    assert_eq!(failed(&good()), [""; 0]);
    assert!(passes(&all(&good())));
}

#[test]
fn before_the_ruling_only_what_can_already_be_done_is_asked() {
    let facts = TerminationFacts {
        ruling: None,
        ruling_served: None,
        published_on: None,
        closing_way_recorded: None,
        ..good()
    };
    let findings = check(&facts, Stage::BeforeRuling, d(TODAY));
    assert!(passes(&findings), "{:?}", gaps(&findings).collect::<Vec<_>>());
    assert!(!passes(&check(&facts, Stage::BeforeReporting, d(TODAY))));
}

#[test]
fn three_months_must_have_passed_entirely() {
    let on = |today: &str| {
        let facts = TerminationFacts { closed_on: Some(d(today)), ..good() };
        check(&facts, Stage::BeforeReporting, d(today))[6].met
    };
    assert_eq!(on("2026-06-01"), Met::No);
    assert_eq!(on("2026-06-02"), Met::No);
    assert_eq!(on("2026-06-03"), Met::Yes);
}

type Change = fn(&mut TerminationFacts);

#[test]
fn each_gap_is_found_by_its_own_rules() {
    let cases: [(&str, Change); 24] = [
        ("ZB-01", |f| f.respondents[1].notice.as_mut().unwrap().served = false),
        ("ZB-02 JY-1", |f| f.respondents[1].report_order = None),
        ("ZB-02", |f| {
            f.respondents[0].report =
                Some(ReportOutcome::Breached { sanction: None, excuse: None });
        }),
        ("ZB-03 JY-7", |f| f.respondents[0].restrictions[0].lifted_on = Some(d("2026-06-10"))),
        ("ZB-03 JY-7", |f| f.respondents[1].restrictions[0].person = "某公司".to_owned()),
        ("ZB-04 JY-7", |f| f.respondents[0].listing = None),
        ("ZB-05 JY-2", |f| f.respondents[0].queries[1].on = d("2026-03-10")),
        ("ZB-05 JY-2", |f| f.respondents[0].queries[1].scopes.retain(|s| *s != Scope::CentralBank)),
        ("ZB-05 JY-3", |f| f.inquiries.clear()),
        ("ZB-05 JY-4", |f| f.respondents[0].topics.retain(|t| *t != Topic::ProvidentFund)),
        ("ZB-05 JY-5 D-5", |f| f.clues.as_mut().unwrap()[0].verified_on = None),
        ("ZB-06 JY-6", |f| f.property.as_mut().unwrap()[0].amount = Some(Fen::new(100_000))),
        ("ZB-06 JY-6", |f| f.due = Some(Fen::new(1_999_979))),
        ("ZB-08", |f| {
            f.respondents[0].whereabouts = Some(Whereabouts::Unknown { searches: vec![] })
        }),
        ("ZB-09", |f| {
            f.respondents[0].obstruction =
                Some(Obstruction::Unpunished { what: "转移财产".to_owned() });
        }),
        ("ZB-10 JY-8", |f| f.interview.as_mut().unwrap().opinion = None),
        ("ZB-10", |f| f.interview.as_mut().unwrap().told = false),
        ("ZB-11", |f| f.president_approval = None),
        ("ZB-12", |f| f.ruling.as_mut().unwrap().elements.truncate(4)),
        ("JY-10", |f| f.ruling.as_mut().unwrap().terminates_round = false),
        ("ZB-15 JY-9", |f| f.realised = f.due),
        ("JY-11", |f| {
            f.respondents.pop();
            f.respondents[0].deceased = Some(true);
        }),
        ("JY-12", |f| f.conduct_only = Some(true)),
        ("D-1", |f| f.notice_done_on = Some(d("2026-03-06"))),
    ];
    for (expected, change) in cases {
        let mut facts = good();
        change(&mut facts);
        assert_eq!(failed(&facts).join(" "), expected);
    }
}

#[test]
fn the_query_window_has_two_sides() {
    let on = |query: &str| {
        let mut facts = good();
        facts.respondents[0].queries = vec![Query { on: d(query), scopes: Scope::ALL.to_vec() }];
        review::check(&facts, d(TODAY))[1].met
    };
    assert_eq!(on("2026-03-10"), Met::No);
    assert_eq!(on("2026-03-11"), Met::Yes);
    assert_eq!(on("2026-06-10"), Met::Yes);
    assert_eq!(on("2026-06-11"), Met::No);
    assert_eq!(on("2016-06-10"), Met::No);
}

#[test]
fn bodies_without_a_code_are_exempt_from_the_query_only_by_name() {
    let with = |name: &str, code: Option<&str>| {
        let mut r = respondent(name, PersonKind::Unincorporated);
        r.queries.clear();
        r.organisation_code = code.map(str::to_owned);
        let facts = TerminationFacts { respondents: vec![r], ..good() };
        review::check(&facts, d(TODAY))[1].met
    };
    assert_eq!(with("幸福村村民委员会", None), Met::Yes);
    assert_eq!(with("幸福村村民委员会", Some("D2143569-X")), Met::No);
    assert_eq!(with("幸福公司", None), Met::No);
}

#[test]
fn property_may_be_small_unenforceable_or_disposed_of() {
    let with = |change: fn(&mut Property)| {
        let mut facts = good();
        let item = &mut facts.property.as_mut().unwrap()[0];
        item.kind = PropertyKind::Vehicle;
        item.amount = None;
        change(item);
        review::check(&facts, d(TODAY))[5].met
    };
    assert_eq!(with(|_| ()), Met::No);
    assert_eq!(with(|p| p.amount = Some(Fen::new(1))), Met::No, "only money is small");
    assert_eq!(with(|p| p.unenforceable = Some("  ".to_owned())), Met::No);
    assert_eq!(with(|p| p.unenforceable = Some("二拍流拍，不接受抵债".to_owned())), Met::Yes);
    assert_eq!(with(|p| p.sealed_not_seized = true), Met::Yes);
    assert_eq!(
        with(|p| {
            p.disposal = Some(Disposal {
                way: DisposalWay::Auction,
                on: Day::parse("2026-05-01").unwrap(),
                amount: None,
            });
        }),
        Met::No
    );
    assert_eq!(
        with(|p| {
            p.disposal = Some(Disposal {
                way: DisposalWay::Management,
                on: Day::parse("2026-05-01").unwrap(),
                amount: None,
            });
        }),
        Met::Yes
    );
}

#[test]
fn what_happens_on_the_very_day_is_in_time() {
    let mut facts = good();
    facts.due = Some(Fen::new(1_999_980));
    assert_eq!(review::check(&facts, d(TODAY))[5].met, Met::Yes, "exactly five percent is small");
    facts.respondents[0].restrictions[0].from = d(TODAY);
    assert_eq!(review::check(&facts, d(TODAY))[6].met, Met::Yes);
    facts.interview.as_mut().unwrap().held_on = d(TODAY);
    assert_eq!(review::check(&facts, d(TODAY))[7].met, Met::Yes);
    assert_eq!(check(&facts, Stage::BeforeReporting, d(TODAY))[9].met, Met::Yes);
    facts.interview.as_mut().unwrap().held_on = d("2026-06-11");
    assert_eq!(review::check(&facts, d(TODAY))[7].met, Met::No);
    assert_eq!(check(&facts, Stage::BeforeReporting, d(TODAY))[9].met, Met::No);
}

#[test]
fn publication_is_due_within_seven_days_of_service() {
    let with = |published: Option<&str>, today: &str| {
        let facts = TerminationFacts { published_on: published.map(d), ..good() };
        check(&facts, Stage::BeforeReporting, d(today))[13].met
    };
    assert_eq!(with(Some("2026-06-16"), "2026-06-20"), Met::Yes);
    assert_eq!(with(Some("2026-06-17"), "2026-06-20"), Met::No);
    assert_eq!(with(None, "2026-06-16"), Met::NotApplicable);
    assert_eq!(with(None, "2026-06-17"), Met::No);
}

#[test]
fn unknown_death_is_not_taken_for_death() {
    let mut facts = good();
    facts.respondents.pop();
    facts.respondents[0].deceased = None;
    let finding = &review::check(&facts, d(TODAY))[10];
    assert_eq!((finding.met, finding.detail.as_str()), (Met::No, "没有被执行人的身份核验结果。"));
    facts.respondents[0].deceased = Some(true);
    let finding = &review::check(&facts, d(TODAY))[10];
    assert!(finding.detail.contains("均已死亡"));
}

#[test]
fn interviews_are_not_asked_of_courts_and_of_those_who_requested() {
    let with = |change: Change| {
        let mut facts = TerminationFacts { interview: None, ..good() };
        change(&mut facts);
        review::check(&facts, d(TODAY))[7].met
    };
    assert_eq!(with(|_| ()), Met::No);
    assert_eq!(with(|f| f.requested = Some("申请书".to_owned())), Met::Yes);
    assert_eq!(with(|f| f.applicants = vec!["怀集县人民法院".to_owned()]), Met::NotApplicable);
    assert_eq!(with(|f| f.cause_code = Some("3205".to_owned())), Met::NotApplicable);
    assert_eq!(with(|f| f.cause_code = Some("3206".to_owned())), Met::No);
}

#[test]
fn times_are_counted_in_days_and_calendar_months() {
    let d12 = |closed: &str| {
        let facts = TerminationFacts { closed_on: Some(d(closed)), ..good() };
        timing::check(&facts, d(closed))[4].met
    };
    assert_eq!(d12("2026-09-02"), Met::Yes);
    assert_eq!(d12("2026-09-03"), Met::No);
}

proptest! {
    /// Adding evidence never turns a pass into a fail.
    #[test]
    fn more_evidence_never_harms(which in 0usize..8) {
        let mut facts = good();
        let before = failed(&facts).len();
        let extra = Inquiry { kind: InquiryKind::Audit, evidence: "审计".to_owned() };
        match which {
            0 => facts.inquiries.push(extra),
            1 => facts.signed_consent = Some("确认书".to_owned()),
            2 => facts.respondents[0].queries.push(Query { on: d(TODAY), scopes: vec![Scope::Vehicle] }),
            3 => facts.requested = Some("申请".to_owned()),
            4 => facts.respondents[0].topics.push(Topic::Dividends),
            5 => facts.respondents[1].restrictions.push(Restriction {
                person: "刘实控".to_owned(), from: d("2026-04-01"), lifted_on: None,
            }),
            6 => facts.property.as_mut().unwrap()[0].unenforceable = Some("不足支付手续费".to_owned()),
            _ => facts.respondents[0].listing = Some(Listing::Listed { evidence: "决定书".to_owned() }),
        }
        prop_assert_eq!(failed(&facts).len(), before);
    }
}

#[test]
fn a_restriction_must_still_stand_on_the_day() {
    let with = |lifted: &str| {
        let mut facts = good();
        facts.respondents[0].restrictions[0].lifted_on = Some(d(lifted));
        review::check(&facts, d(TODAY))[6].met
    };
    let next = d(TODAY).plus_days(1).unwrap().to_string();
    assert_eq!(with(TODAY), Met::No);
    assert_eq!(with(&next), Met::Yes);
}

#[test]
fn the_interview_tells_what_the_applicant_thinks() {
    let said = |opinion| {
        let mut facts = good();
        facts.interview.as_mut().unwrap().opinion = Some(opinion);
        check(&facts, Stage::BeforeReporting, d(TODAY))[9].detail.clone()
    };
    assert!(said(Opinion::Agrees).ends_with("申请执行人同意终本。"));
    assert!(said(Opinion::Disagrees).ends_with("申请执行人不同意终本。"));
}
