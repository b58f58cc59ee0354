//! What each finding says, and where the edges of its condition lie.

use super::*;

/// What one rule says after a change of a good file.
fn said(id: &str, change: impl Fn(&mut TerminationFacts)) -> (Met, String) {
    let mut facts = good();
    change(&mut facts);
    let finding = all(&facts).into_iter().find(|f| f.id == id).unwrap();
    (finding.met, finding.detail)
}

#[test]
fn each_gap_is_said_in_words() {
    let cases: [(&str, Change, &str); 17] = [
        ("D-1", |f| f.received_on = None, "没有接收案件的日期。"),
        ("D-2", |f| f.received_on = None, "没有接收案件的日期。"),
        ("ZB-10", |f| f.interview = None, "没有终本约谈记录。"),
        (
            "ZB-11",
            |f| (f.panel_review, f.president_approval) = (None, None),
            "没有申请执行人签字确认，也没有合议庭核实和院长批准。",
        ),
        ("ZB-01", |f| f.respondents[0].notice = None, "李四没有执行通知书。"),
        ("ZB-02", |f| f.respondents[0].report = None, "李四没有财产报告的核查记录。"),
        (
            "ZB-04",
            |f| f.respondents[0].listing = Some(Listing::NotListed { reason: " ".to_owned() }),
            "李四不纳入失信名单而没有理由。",
        ),
        ("ZB-07", |f| f.filed_on = None, "没有立案日期。"),
        ("ZB-08", |f| f.respondents[0].whereabouts = None, "李四没有写明是否下落不明。"),
        ("ZB-09", |f| f.respondents[0].obstruction = None, "李四没有是否妨害执行的认定。"),
        ("ZB-11", |f| f.panel_review = None, "院长已批准，但没有合议庭审查核实。"),
        ("ZB-11", |f| f.president_approval = None, "合议庭已核实，但没有院长批准。"),
        (
            "JY-7",
            |f| f.respondents[0].restrictions[0].person = "别人".to_owned(),
            "李四的限制消费令不是对其本人。",
        ),
        ("JY-2", |f| f.closed_on = Some(d("1900-01-01")), "结案日无效。"),
        ("D-1", |f| f.notice_done_on = None, "没有完成执行通知的日期。"),
        (
            "D-1",
            |f| f.notice_done_on = Some(d("2026-03-06")),
            "2026-03-06才完成，期限至2026-03-05。",
        ),
        ("D-12", |f| f.term_ends_on = Some(d("2026-06-09")), "2026-06-10已超过期限2026-06-09。"),
    ];
    for (id, change, detail) in cases {
        assert_eq!(said(id, change), (Met::No, detail.to_owned()), "{id}");
    }
}

#[test]
fn limits_that_cannot_be_computed_do_not_pass() {
    let last = d("9999-12-31");
    assert_eq!(said("ZB-07", |f| f.filed_on = Some(last)).0, Met::No);
    assert_eq!(said("D-1", |f| f.received_on = Some(last)).0, Met::No);
    assert_eq!(said("D-12", |f| f.filed_on = Some(last)).0, Met::No);
    assert!(said("D-12", |f| f.filed_on = Some(last)).1.contains("9999"));
}

#[test]
fn what_does_not_arise_is_not_asked() {
    let known: Change = |f| {
        for respondent in &mut f.respondents {
            respondent.whereabouts = Some(Whereabouts::Known);
        }
    };
    assert_eq!(said("ZB-08", known).0, Met::NotApplicable);
    let one_known: Change = |f| f.respondents[0].whereabouts = Some(Whereabouts::Known);
    assert_eq!(said("ZB-08", one_known).0, Met::Yes);
    assert_eq!(said("D-5", |f| f.clues = Some(Vec::new())).0, Met::NotApplicable);
    assert_eq!(said("D-12", |f| f.term_ends_on = Some(d(TODAY))).0, Met::Yes);
}

#[test]
fn evidence_tells_how_each_thing_ended() {
    let evidence = |id: &str, change: Change| {
        let mut facts = good();
        change(&mut facts);
        all(&facts).into_iter().find(|f| f.id == id).unwrap().evidence
    };
    let sanctioned: Change = |f| {
        f.respondents[0].report = Some(ReportOutcome::Breached {
            sanction: Some("罚款决定书".to_owned()),
            excuse: Some("情况说明".to_owned()),
        });
    };
    let proof = evidence("ZB-02", sanctioned);
    assert_eq!(&proof[..3], ["报告财产令", "罚款决定书", "情况说明"]);
    let sold: Change = |f| {
        f.property.as_mut().unwrap()[0].disposal = Some(Disposal {
            way: DisposalWay::Auction,
            on: d("2026-05-01"),
            amount: Some(Fen::new(1)),
        });
    };
    let way = DisposalWay::Auction.chinese();
    assert_eq!(evidence("ZB-06", sold), [format!("存款：2026-05-01{way}")]);
    let unseized: Change = |f| {
        let property = &mut f.property.as_mut().unwrap()[0];
        property.kind = PropertyKind::Vehicle;
        property.sealed_not_seized = true;
    };
    assert_eq!(evidence("ZB-06", unseized), ["存款：已登记查封，未能实际扣押"]);
    let reason: Change =
        |f| f.property.as_mut().unwrap()[0].unenforceable = Some("已被另案处置".to_owned());
    assert_eq!(evidence("ZB-06", reason), ["存款：已被另案处置"]);
    let small: Change = |_| ();
    assert!(!evidence("ZB-06", small).iter().any(|proof| proof.contains("扣押")));
}

#[test]
fn a_talk_of_the_very_day_without_an_opinion_is_not_called_late() {
    let talk = |on: &'static str| {
        let mut facts = good();
        let interview = facts.interview.as_mut().unwrap();
        (interview.held_on, interview.opinion) = (d(on), None);
        all(&facts).into_iter().find(|f| f.id == "JY-8").unwrap().detail
    };
    assert!(talk(TODAY).contains("没有记录是否同意"));
    assert!(talk("9999-01-01").contains("晚于"));
}

#[test]
fn what_is_small_is_small_in_both_ways() {
    let with = |kind: PropertyKind, amount: Option<i64>, due: Option<i64>| {
        let mut facts = good();
        facts.due = due.map(Fen::new);
        let property = &mut facts.property.as_mut().unwrap()[0];
        (property.kind, property.amount) = (kind, amount.map(Fen::new));
        review::undisposed(&facts).is_empty()
    };
    let deposit = |amount, due| with(PropertyKind::Deposit, Some(amount), Some(due));
    assert!(deposit(99_999, 10_000_000));
    assert!(!deposit(100_000, 10_000_000), "a thousand yuan is not below a thousand");
    assert!(deposit(50_000, 1_000_000), "exactly one twentieth");
    assert!(!deposit(50_001, 1_000_000));
    assert!(deposit(0, 1));
    assert!(!deposit(-1, 10_000_000), "an amount that cannot be is not small");
    assert!(with(PropertyKind::InternetFunds, Some(99_999), Some(10_000_000)));
    assert!(!with(PropertyKind::Vehicle, Some(1), Some(10_000_000)));
    assert!(!with(PropertyKind::Deposit, None, Some(10_000_000)));
    assert!(!with(PropertyKind::Deposit, Some(1), None));
}

#[test]
fn property_ends_by_a_reason_a_missing_vehicle_or_a_disposal() {
    let ends = |change: fn(&mut Property)| {
        let mut facts = good();
        let property = &mut facts.property.as_mut().unwrap()[0];
        (property.kind, property.amount) = (PropertyKind::Immovable, Some(Fen::new(1)));
        change(property);
        review::undisposed(&facts).is_empty()
    };
    let sold = |way, amount: Option<i64>| {
        Some(Disposal { way, on: Day::new(2026, 5, 1).unwrap(), amount: amount.map(Fen::new) })
    };
    assert!(!ends(|_| {}));
    assert!(ends(|p| p.unenforceable = Some("案外人所有".to_owned())));
    assert!(!ends(|p| p.unenforceable = Some(" ".to_owned())));
    assert!(!ends(|p| p.sealed_not_seized = true), "a house does not drive away");
    for kind in [PropertyKind::Vehicle, PropertyKind::Vessel] {
        let mut facts = good();
        let property = &mut facts.property.as_mut().unwrap()[0];
        (property.kind, property.amount) = (kind, Some(Fen::new(1)));
        assert!(!review::undisposed(&facts).is_empty());
        facts.property.as_mut().unwrap()[0].sealed_not_seized = true;
        assert!(review::undisposed(&facts).is_empty());
    }
    for (way, amount, expected) in [
        (DisposalWay::Auction, Some(1), true),
        (DisposalWay::Auction, Some(0), false),
        (DisposalWay::Auction, None, false),
        (DisposalWay::Management, None, true),
    ] {
        let mut facts = good();
        let property = &mut facts.property.as_mut().unwrap()[0];
        property.kind = PropertyKind::Immovable;
        property.disposal = sold(way, amount);
        assert_eq!(review::undisposed(&facts).is_empty(), expected, "{way:?} {amount:?}");
    }
}

#[test]
fn committees_without_a_code_need_no_query() {
    let with = |name: &str, kind: PersonKind, code: Option<&str>| {
        let mut facts = good();
        let respondent = &mut facts.respondents[1];
        (respondent.name, respondent.kind) = (name.to_owned(), kind);
        respondent.organisation_code = code.map(str::to_owned);
        respondent.queries.clear();
        review::unqueried(&facts, d(TODAY)).is_empty()
    };
    assert!(with("甲村民委员会", PersonKind::Legal, None));
    assert!(with("甲村民委员会", PersonKind::Legal, Some(" ")));
    assert!(!with("甲村民委员会", PersonKind::Legal, Some("D2143569-X")));
    assert!(!with("甲公司", PersonKind::Legal, None));
    assert!(!with("甲分公司", PersonKind::Natural, None));
}

#[test]
fn findings_of_the_review_say_what_they_found() {
    let cases: [(&str, Change, Met, &str); 12] = [
        (
            "JY-8",
            |f| f.interview.as_mut().unwrap().opinion = None,
            Met::No,
            "约谈没有记录是否同意终本。",
        ),
        ("JY-8", |f| f.interview = None, Met::No, "没有约谈记录。"),
        (
            "JY-8",
            |f| f.interview.as_mut().unwrap().held_on = d("2026-06-11"),
            Met::No,
            "约谈日2026-06-11晚于2026-06-10。",
        ),
        (
            "JY-8",
            |f| f.cause_code = Some("3366".to_owned()),
            Met::NotApplicable,
            "该案由不要求约谈。",
        ),
        ("JY-9", |f| f.realised = f.due, Met::No, "没有未执行的标的。"),
        ("JY-9", |f| f.realised = None, Met::No, "没有登记实际到位金额。"),
        ("JY-9", |f| f.due = None, Met::No, "没有登记应执行标的。"),
        ("JY-9", |f| f.realised = Some(Fen::new(9_999_999)), Met::Yes, "尚欠0.01元。"),
        (
            "JY-10",
            |f| f.ruling.as_mut().unwrap().number = " ".to_owned(),
            Met::No,
            "终本裁定没有案号。",
        ),
        (
            "JY-10",
            |f| f.ruling.as_mut().unwrap().terminates_round = false,
            Met::No,
            "（2026）粤1224执1号之一不是终本裁定。",
        ),
        ("JY-11", |f| f.respondents.clear(), Met::No, "没有被执行人的身份核验结果。"),
        ("JY-12", |f| f.conduct_only = Some(true), Met::No, "执行内容仅为行为，不适用终本。"),
    ];
    for (id, change, met, detail) in cases {
        assert_eq!(said(id, change), (met, detail.to_owned()), "{id}");
    }
    let alive = |dead: [Option<bool>; 2]| {
        let mut facts = good();
        facts.respondents[1].kind = PersonKind::Natural;
        for (respondent, dead) in facts.respondents.iter_mut().zip(dead) {
            respondent.deceased = dead;
        }
        let finding =
            review::check(&facts, d(TODAY)).into_iter().find(|f| f.id == "JY-11").unwrap();
        (finding.met, finding.detail.contains("均已死亡"))
    };
    assert_eq!(alive([Some(true), Some(false)]), (Met::Yes, false));
    assert_eq!(alive([Some(true), Some(true)]), (Met::No, true));
    assert_eq!(alive([Some(true), None]), (Met::No, false));
}

#[test]
fn a_restriction_may_begin_on_the_day_of_closing() {
    let with = |from: &str| {
        let mut facts = good();
        facts.respondents[0].restrictions[0].from = d(from);
        all(&facts).into_iter().find(|f| f.id == "D-7").unwrap()
    };
    let next = d(TODAY).plus_days(1).unwrap().to_string();
    assert_eq!(with(TODAY).met, Met::Yes);
    assert_eq!(with(&next).detail, format!("晚于结案日：李四自{next}。"));
}

#[test]
fn publication_is_not_asked_for_before_there_is_a_ruling() {
    let at = |stage| {
        let facts = TerminationFacts { ruling_served: None, published_on: None, ..good() };
        check(&facts, stage, d(TODAY)).into_iter().find(|f| f.id == "ZB-14").unwrap().met
    };
    assert_eq!(at(Stage::BeforeRuling), Met::NotApplicable);
    assert_eq!(at(Stage::BeforeReporting), Met::No);
}
