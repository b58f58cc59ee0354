use super::super::{Met, gaps, passes};
use super::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn good() -> FilingFacts {
    FilingFacts {
        opening: Some(Opening::Application),
        title: Some(TitleKind::Court),
        effective_on: Some(d("2026-01-10")),
        effective_evidence: vec!["生效证明".to_owned()],
        applicants: vec![("张三".to_owned(), Standing::Obligee)],
        respondents: vec!["李四".to_owned()],
        claims: vec![("支付5289元".to_owned(), true)],
        performance_due_on: Some(d("2026-02-10")),
        performed: Some(false),
        jurisdiction: Some(Jurisdiction::FirstInstance),
        duplicate_check: Some(DuplicateCheck { earlier: None, evidence: "检索单1".to_owned() }),
        by_agent: false,
        materials: vec![
            Material::Application,
            Material::EffectiveDocument,
            Material::ApplicantIdentity,
        ],
        payee_account: Some("6222".to_owned()),
        service_address: Some("怀集县".to_owned()),
        mobile: Some("13800001234".to_owned()),
        carried_address: Some(CarriedAddress::NoneOnFile),
    }
}

fn met(facts: &FilingFacts, id: &str) -> Met {
    gate(facts, d("2026-03-02")).into_iter().find(|f| f.id == id).unwrap().met
}

#[test]
fn an_empty_file_fails_every_rule() {
    let findings = gate(&FilingFacts::default(), d("2026-03-02"));
    assert_eq!(findings.len(), 12);
    for f in &findings {
        assert_eq!(f.met, Met::No, "{}", f.id);
        assert!(!f.detail.is_empty());
    }
    assert!(!passes(&findings));
}

#[test]
fn a_complete_application_passes() {
    let findings = gate(&good(), d("2026-03-02"));
    assert!(passes(&findings), "{:?}", gaps(&findings).collect::<Vec<_>>());
    let ids: Vec<_> = findings.iter().map(|f| f.id).collect();
    let rules: Vec<_> = RULES.iter().map(|r| r.id).collect();
    assert_eq!(ids, rules);
}

#[test]
fn performance_must_be_overdue_on_the_day() {
    let mut f = good();
    for (due, expected) in
        [("2026-03-01", Met::Yes), ("2026-03-02", Met::No), ("2026-03-03", Met::No)]
    {
        f.performance_due_on = Some(d(due));
        assert_eq!(met(&f, "F-4"), expected, "{due}");
    }
    f = FilingFacts { performed: Some(true), ..good() };
    assert_eq!(met(&f, "F-4"), Met::No);
}

#[test]
fn a_late_application_is_still_registered() {
    let f = FilingFacts { performance_due_on: Some(d("2020-01-01")), ..good() };
    let findings = gate(&f, d("2026-03-02"));
    assert!(passes(&findings));
    let late = findings.iter().find(|f| f.id == "F-8").unwrap();
    assert!(late.detail.contains("仍应受理"), "{}", late.detail);
}

type Change = fn(&mut FilingFacts);

#[test]
fn each_missing_fact_blocks_by_its_own_rule() {
    let cases: [(&str, Change); 9] = [
        ("F-1", |f| f.effective_on = Some(d("2026-03-03"))),
        ("F-2", |f| f.applicants = vec![("王五".to_owned(), Standing::Successor)]),
        ("F-3", |f| f.claims = vec![("继续履行合同".to_owned(), false)]),
        ("F-3", |f| f.respondents.clear()),
        ("F-5", |f| f.jurisdiction = Some(Jurisdiction::RespondentDomicile)),
        ("F-6", |f| f.jurisdiction = Some(Jurisdiction::SameLevelPropertyPlace)),
        ("F-7", |f| f.duplicate_check.as_mut().unwrap().earlier = Some("粤1223".to_owned())),
        ("F-9", |f| f.by_agent = true),
        ("F-10", |f| f.opening = Some(Opening::CriminalTransfer)),
    ];
    for (id, change) in cases {
        let mut f = good();
        change(&mut f);
        assert_eq!(met(&f, id), Met::No, "{id}");
        assert!(!passes(&gate(&f, d("2026-03-02"))), "{id}");
    }
}

#[test]
fn the_materials_depend_on_the_title_and_the_applicant() {
    let mut f = good();
    f.title = Some(TitleKind::Notarial);
    f.applicants = vec![("王五".to_owned(), Standing::Successor)];
    f.jurisdiction = Some(Jurisdiction::PropertyPlace);
    f.by_agent = true;
    assert_eq!(
        missing(&f),
        [
            Material::Succession,
            Material::EnforcementCertificate,
            Material::Authority,
            Material::PropertyProof
        ]
    );
    f.materials.extend(missing(&f));
    assert!(passes(&gate(&f, d("2026-03-02"))));
}

#[test]
fn the_last_day_of_two_years_is_in_time() {
    let mut f = good();
    f.performance_due_on = Some(d("2024-03-05"));
    let said = |today: &str| {
        gate(&f, d(today)).into_iter().find(|finding| finding.id == "F-8").unwrap().detail
    };
    assert_eq!(said("2026-03-05"), "在申请执行时效内（2026-03-05届满）。");
    assert!(said("2026-03-06").contains("申请已逾期"));
}

#[test]
fn an_award_needs_the_clause_under_which_it_was_made() {
    let mut f = good();
    f.title = Some(TitleKind::Arbitration);
    assert_eq!(missing(&f), [Material::ArbitrationClause]);
}

#[test]
fn a_transferred_case_needs_no_application() {
    let f = FilingFacts {
        opening: Some(Opening::CriminalTransfer),
        title: Some(TitleKind::Criminal),
        applicants: Vec::new(),
        materials: vec![Material::EffectiveDocument, Material::TransferForm],
        ..good()
    };
    assert!(passes(&gate(&f, d("2026-03-02"))));
    assert_eq!(met(&f, "F-2"), Met::NotApplicable);
}

#[test]
fn jurisdiction_depends_on_the_kind_of_document() {
    use Jurisdiction::*;
    let all = [
        FirstInstance,
        SameLevelPropertyPlace,
        RespondentDomicile,
        PropertyPlace,
        AgencySeat,
        ImmovablePlace,
        Designated,
    ];
    let fitting = |title| {
        let mut f = FilingFacts { title: Some(title), ..good() };
        all.into_iter()
            .filter(|j| {
                f.jurisdiction = Some(*j);
                met(&f, "F-5") == Met::Yes
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(fitting(TitleKind::Court), [FirstInstance, SameLevelPropertyPlace, Designated]);
    assert_eq!(fitting(TitleKind::Criminal), fitting(TitleKind::Court));
    assert_eq!(fitting(TitleKind::Arbitration), [RespondentDomicile, PropertyPlace, Designated]);
    assert_eq!(fitting(TitleKind::Notarial), fitting(TitleKind::Arbitration));
    assert_eq!(fitting(TitleKind::Administrative), [AgencySeat, ImmovablePlace, Designated]);
}

#[test]
fn an_application_can_be_read_from_json() {
    let json = r#"{"title":"court","jurisdiction":"first_instance","respondents":["李四"]}"#;
    let facts: FilingFacts = serde_json::from_str(json).unwrap();
    assert_eq!(facts.title, Some(TitleKind::Court));
    assert!(serde_json::from_str::<FilingFacts>(r#"{"titel":"court"}"#).is_err());
}

#[test]
fn a_document_is_enforceable_on_the_day_it_takes_effect() {
    let on =
        |effective: &str| met(&FilingFacts { effective_on: Some(d(effective)), ..good() }, "F-1");
    assert_eq!(on("2026-03-01"), Met::Yes);
    assert_eq!(on("2026-03-02"), Met::Yes);
    assert_eq!(on("2026-03-03"), Met::No);
}

#[test]
fn the_gaps_are_the_hard_conditions_that_are_not_met() {
    let all = gate(&FilingFacts::default(), d("2026-03-02"));
    let open: Vec<&str> = gaps(&all).map(|f| f.id).collect();
    let expected: Vec<&str> =
        all.iter().filter(|f| f.level == super::super::Level::Hard).map(|f| f.id).collect();
    assert_eq!(open, expected);
    assert!(open.len() > 5);
    assert_eq!(gaps(&gate(&good(), d("2026-03-02"))).count(), 0);
}

#[test]
fn what_was_not_written_down_is_not_assumed() {
    let found = |facts: &FilingFacts, id: &str| {
        let finding = gate(facts, d("2026-03-02")).into_iter().find(|f| f.id == id).unwrap();
        (finding.met, finding.detail)
    };
    let f = FilingFacts { performed: None, ..good() };
    assert_eq!(found(&f, "F-4"), (Met::No, "没有写明义务人是否已经履行。".to_owned()));
    let f = FilingFacts { performance_due_on: None, ..good() };
    assert_eq!(found(&f, "F-4"), (Met::No, "没有写明履行期限届满日。".to_owned()));
    let f = FilingFacts { title: None, ..good() };
    assert_eq!(found(&f, "F-5"), (Met::No, "没有写明执行依据的种类。".to_owned()));
    let f = FilingFacts { opening: None, applicants: Vec::new(), ..good() };
    assert_eq!((found(&f, "F-2").0, found(&f, "F-10").0), (Met::No, Met::No));
    let f = FilingFacts { jurisdiction: None, ..good() };
    assert_eq!(found(&f, "F-5"), (Met::No, "没有写明本院管辖的根据。".to_owned()));
    assert_eq!(found(&f, "F-6").0, Met::No);
    let f = FilingFacts { performance_due_on: Some(d("9999-12-31")), ..good() };
    assert_eq!(found(&f, "F-8").0, Met::No, "a limit that cannot be computed does not pass");
    let f = FilingFacts { performance_due_on: Some(d("2024-03-04")), ..good() };
    assert_eq!(found(&f, "F-8"), (Met::Yes, "在申请执行时效内（2026-03-04届满）。".to_owned()));
    let f = FilingFacts {
        carried_address: Some(CarriedAddress::Carried("怀城镇".to_owned())),
        ..good()
    };
    assert_eq!(found(&f, "F-12"), (Met::Yes, "已沿用一审确认的送达地址。".to_owned()));
}

#[test]
fn a_transfer_rests_on_its_own_article() {
    let f = FilingFacts { opening: Some(Opening::Transfer), applicants: Vec::new(), ..good() };
    let findings = gate(&f, d("2026-03-02"));
    let found = |id: &str| findings.iter().find(|f| f.id == id).unwrap();
    assert_eq!((found("F-10").met, found("F-10").basis.article), (Met::Yes, "17"));
    assert_eq!(found("F-2").met, Met::NotApplicable);
    for (title, ground, article) in [
        (TitleKind::Arbitration, Jurisdiction::RespondentDomicile, "2"),
        (TitleKind::Notarial, Jurisdiction::RespondentDomicile, "2"),
        (TitleKind::Administrative, Jurisdiction::AgencySeat, "54"),
    ] {
        let f = FilingFacts { title: Some(title), jurisdiction: Some(ground), ..good() };
        let findings = gate(&f, d("2026-03-02"));
        let finding = findings.iter().find(|f| f.id == "F-5").unwrap();
        assert_eq!((finding.met, finding.basis.article), (Met::Yes, article), "{title:?}");
    }
}

#[test]
fn another_paper_never_harms() {
    for material in [
        Material::Application,
        Material::Succession,
        Material::ArbitrationClause,
        Material::EnforcementCertificate,
        Material::Authority,
        Material::PropertyProof,
        Material::TransferForm,
    ] {
        let mut facts = good();
        let before = gate(&facts, d("2026-03-02"));
        facts.materials.push(material);
        for (old, new) in before.iter().zip(gate(&facts, d("2026-03-02"))) {
            assert_eq!(old.met, new.met, "{} {material:?}", old.id);
        }
    }
}
