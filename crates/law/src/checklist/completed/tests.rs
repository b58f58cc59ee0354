use super::super::{Met, passes};
use super::*;

fn good() -> CompletedFacts {
    CompletedFacts {
        claims: vec![
            (
                "货款5289元".to_owned(),
                Settlement::Satisfied { evidence: vec!["发放凭证1".to_owned()] },
            ),
            ("加倍利息".to_owned(), Settlement::Waived { evidence: vec!["放弃声明".to_owned()] }),
        ],
        undistributed: Some(Fen::ZERO),
        live_measures: Some(Vec::new()),
        sanctions_to_lift: Some(Vec::new()),
        documents: Some(vec![
            DocumentService {
                label: "执行通知书·李四".to_owned(), served: true, owner: None
            },
            DocumentService {
                label: "结案通知书·李四".to_owned(),
                served: false,
                owner: Some("送达组".to_owned()),
            },
        ]),
        open_tasks: Some(Vec::new()),
        open_petitions: Some(Vec::new()),
        closing_notice: Some("结案通知书".to_owned()),
        notice_waiver: None,
        fee_left: Some(Fen::ZERO),
    }
}

#[test]
fn an_empty_file_fails_every_rule() {
    let findings = check(&CompletedFacts::default());
    assert_eq!(findings.len(), RULES.len());
    assert!(findings.iter().all(|f| f.met == Met::No));
}

#[test]
fn a_finished_case_passes() {
    let findings = check(&good());
    assert!(findings.iter().all(|f| f.met == Met::Yes), "{findings:?}");
}

type Change = fn(&mut CompletedFacts);

#[test]
fn anything_without_an_owner_keeps_the_case_open() {
    let cases: [(&str, Change); 9] = [
        ("WB-01", |f| f.claims[0].1 = Settlement::Open { left: "尚欠0.01元".to_owned() }),
        ("WB-01", |f| f.claims[1].1 = Settlement::Waived { evidence: Vec::new() }),
        ("WB-02", |f| f.undistributed = Some(Fen::new(1))),
        ("WB-03", |f| f.live_measures = Some(vec!["冻结存款".to_owned()])),
        ("WB-04", |f| f.sanctions_to_lift = Some(vec!["限制消费令".to_owned()])),
        ("WB-05", |f| f.documents.as_mut().unwrap()[1].owner = None),
        ("WB-06", |f| f.open_tasks = Some(vec!["核查线索".to_owned()])),
        ("WB-07", |f| f.open_petitions = Some(vec!["信访1".to_owned()])),
        ("WB-08", |f| f.closing_notice = None),
    ];
    for (id, change) in cases {
        let mut facts = good();
        change(&mut facts);
        let findings = check(&facts);
        let blocked: Vec<_> = findings.iter().filter(|f| f.blocks()).map(|f| f.id).collect();
        assert_eq!(blocked, [id]);
    }
}

#[test]
fn a_waiver_by_both_parties_replaces_the_notice() {
    let facts =
        CompletedFacts { closing_notice: None, notice_waiver: Some("笔录".to_owned()), ..good() };
    assert!(passes(&check(&facts)));
}

#[test]
fn an_unpaid_fee_is_shown_but_does_not_block() {
    let facts = CompletedFacts { fee_left: Some(Fen::new(5000)), ..good() };
    let findings = check(&facts);
    assert!(passes(&findings));
    assert_eq!(findings[8].detail, "尚欠申请执行费50.00元。");
}

#[test]
fn findings_say_what_is_left_and_who_goes_on_with_it() {
    let said = |id: &str, change: Change| {
        let mut facts = good();
        change(&mut facts);
        let finding = check(&facts).into_iter().find(|f| f.id == id).unwrap();
        (finding.met, finding.detail, finding.evidence)
    };
    let (met, _, evidence) = said("WB-05", |_| {});
    assert_eq!((met, evidence), (Met::Yes, vec!["结案通知书·李四由送达组继续送达".to_owned()]));
    let (met, detail, _) = said("WB-05", |f| f.documents.as_mut().unwrap()[1].owner = None);
    assert_eq!((met, detail.as_str()), (Met::No, "未送达且无人负责：结案通知书·李四。"));
    let (met, _, _) = said("WB-05", |f| f.documents.as_mut().unwrap()[0].served = false);
    assert_eq!(met, Met::No);
    let (_, detail, _) = said("WB-01", |f| f.claims.clear());
    assert_eq!(detail, "没有登记请求执行的内容。");
    let (_, _, evidence) = said("WB-01", |_| {});
    assert_eq!(evidence, ["发放凭证1", "放弃声明"]);
    let (_, detail, _) = said("WB-02", |f| f.undistributed = Some(Fen::new(12_345)));
    assert_eq!(detail, "本案账户尚有123.45元未发放或退还。");
    let (met, detail, _) = said("WB-09", |_| {});
    assert_eq!((met, detail.as_str()), (Met::Yes, "申请执行费已结清。"));
    let (_, detail, _) = said("WB-06", |f| f.open_tasks = None);
    assert_eq!(detail, "没有查过任务。");
}
