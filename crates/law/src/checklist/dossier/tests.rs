use super::super::Met;
use super::*;

fn paper(kind: PaperKind) -> Paper {
    Paper {
        kind,
        label: format!("卷{}", kind as u8),
        sealed: true,
        signed: true,
        case_number: Some("(2026)粤1224执1号".to_owned()),
        names: vec!["李四".to_owned(), "某公司".to_owned()],
    }
}

fn good() -> DossierFacts {
    use PaperKind::*;
    DossierFacts {
        case_number: Some("（2026）粤1224执1号".parse().unwrap()),
        respondents: vec!["李四".to_owned(), "某公司".to_owned()],
        papers: [
            Notice,
            ReportOrder,
            ServiceReturn,
            QuerySummary,
            InquiryRecord,
            SpendingRestriction,
            Interview,
            TerminationRuling,
            TerminationForm,
            DishonestDecision,
        ]
        .map(paper)
        .to_vec(),
        listed: true,
    }
}

fn met(facts: &DossierFacts, id: &str) -> Met {
    check(facts).into_iter().find(|f| f.id == id).unwrap().met
}

#[test]
fn an_empty_file_fails_every_rule() {
    let findings = check(&DossierFacts::default());
    assert_eq!(findings.len(), RULES.len());
    assert!(findings.iter().all(|f| f.met == Met::No), "{findings:?}");
}

#[test]
fn a_complete_file_passes() {
    let findings = check(&good());
    assert!(findings.iter().all(|f| f.met == Met::Yes), "{findings:?}");
}

#[test]
fn each_document_is_looked_for_under_its_own_name() {
    for (id, kind) in [
        ("JZ-1", PaperKind::ServiceReturn),
        ("JZ-2", PaperKind::QuerySummary),
        ("JZ-3", PaperKind::InquiryRecord),
        ("JZ-4", PaperKind::SpendingRestriction),
        ("JZ-5", PaperKind::Interview),
        ("JZ-6", PaperKind::TerminationRuling),
        ("JZ-7", PaperKind::TerminationForm),
        ("JZ-8", PaperKind::DishonestDecision),
    ] {
        let mut facts = good();
        facts.papers.retain(|p| p.kind != kind);
        let failed: Vec<_> = check(&facts)
            .into_iter()
            .filter(|f| f.met == Met::No && f.id.starts_with("JZ"))
            .map(|f| f.id)
            .collect();
        assert_eq!(failed, [id]);
    }
}

#[test]
fn an_unsealed_or_unsigned_paper_is_found() {
    let mut facts = good();
    facts.papers[0].sealed = false;
    assert_eq!(met(&facts, "YZ-1"), Met::No);
    let mut facts = good();
    facts.papers[2].signed = false;
    assert_eq!(met(&facts, "QM-1"), Met::No);
}

#[test]
fn names_and_numbers_on_the_notice_are_compared() {
    let mut facts = good();
    facts.papers[0].case_number = Some("（2026）粤1224执2号".to_owned());
    assert_eq!(met(&facts, "YX-1"), Met::No);
    facts.papers[0].case_number = Some("（2026）粤1224执1号之一".to_owned());
    assert_eq!(met(&facts, "YX-1"), Met::Yes);
    facts.papers[0].names.pop();
    assert_eq!(met(&facts, "YX-2"), Met::No);
}

#[test]
fn only_the_papers_that_need_them_are_asked_for_seals_and_signatures() {
    let mut facts = good();
    for paper in &mut facts.papers {
        paper.signed = paper.kind.needs_signature();
        paper.sealed = paper.kind.needs_seal();
    }
    assert_eq!((met(&facts, "QM-1"), met(&facts, "YZ-1")), (Met::Yes, Met::Yes));
    for paper in &mut facts.papers {
        (paper.signed, paper.sealed) = (!paper.signed, !paper.sealed);
    }
    let findings = check(&facts);
    let said = |id: &str| findings.iter().find(|f| f.id == id).unwrap().detail.clone();
    assert!(said("QM-1").contains("终本约谈笔录") && !said("QM-1").contains("执行通知书"));
    assert!(said("YZ-1").contains("执行通知书") && !said("YZ-1").contains("送达回证"));
}

#[test]
fn evidence_names_the_papers_that_were_found() {
    let mut facts = good();
    facts.papers.push(paper(PaperKind::Reward));
    let findings = check(&facts);
    let evidence = |id: &str| findings.iter().find(|f| f.id == id).unwrap().evidence.clone();
    let label = |kind: PaperKind| paper(kind).label;
    assert_eq!(evidence("JZ-3"), [label(PaperKind::InquiryRecord), label(PaperKind::Reward)]);
    assert_eq!(evidence("JZ-2"), [label(PaperKind::QuerySummary)]);
}

#[test]
fn another_good_paper_never_harms() {
    use PaperKind::*;
    for kind in [
        Notice,
        ReportOrder,
        ServiceReturn,
        QuerySummary,
        InquiryRecord,
        SearchWarrant,
        Reward,
        Audit,
        SpendingRestriction,
        DishonestDecision,
        Interview,
        IntentNotice,
        TerminationRequest,
        PanelRecord,
        TerminationRuling,
        TerminationForm,
    ] {
        let mut facts = good();
        facts.papers.push(paper(kind));
        assert!(check(&facts).iter().all(|f| f.met == Met::Yes), "{kind:?}");
    }
}
