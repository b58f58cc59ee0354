//! 人：who signs, who answers, and how a party is introduced.

use super::*;
use crate::input::PartyInput;
use crate::words::introduce;
use zhixing_domain::ground::refusal::Refusal;

#[test]
fn a_ruling_without_a_clerk_is_not_made_and_says_what_to_do() {
    // The clerk of a panel's ruling is whoever kept its minutes: there is no panel without one.
    let rulings = DocumentKind::ALL
        .iter()
        .copied()
        .filter(|kind| kind.is_ruling() && *kind != DocumentKind::ObjectionRuling);
    let nobody: &dyn Fn(&str) -> Option<String> = &|_| None;
    let handler: &dyn Fn(&str) -> Option<String> =
        &|team| Some(if team == "review" { "邝美珍" } else { "陈明" }.to_owned());
    for kind in rulings {
        for clerk in [nobody, handler] {
            let Err(Refusal::DocumentIncomplete { kind: title, fields }) =
                matter::facts_with(kind, clerk)
            else {
                panic!("{} was made", kind.title());
            };
            assert_eq!(title, kind.title());
            assert!(fields[0].starts_with("书记员") && fields[0].contains("定人"), "{fields:?}");
        }
        let signed = build(kind, matter::facts(kind)).unwrap().plain_text();
        assert!(signed.ends_with("书记员 何雅婷"), "{signed}");
    }
}

#[test]
fn no_paper_has_an_office_where_a_person_stands() {
    for kind in DocumentKind::ALL.iter().copied() {
        let text = build(kind, matter::facts(kind)).unwrap().plain_text();
        for role in ["承办人", "书记员", "联系人", "制表人", "填发人", "谈话人", "记录人"]
        {
            for gap in ["执行事务中心", "系统"] {
                assert!(!text.contains(&format!("{role}：{gap}")), "{}:\n{text}", kind.title());
            }
        }
    }
}

#[test]
fn before_there_is_a_handler_whoever_took_the_application_in_is_named() {
    let facts = matter::facts(DocumentKind::SupplementNotice);
    assert_eq!(
        (&facts["contact"]["handler"], &facts["contact"]["clerk"]),
        (&json!(""), &json!(""))
    );
    let text = build(DocumentKind::SupplementNotice, facts).unwrap().plain_text();
    assert!(text.contains("联系人：陈明"), "{text}");
    let text =
        build(DocumentKind::EnforcementNotice, matter::facts(DocumentKind::EnforcementNotice));
    let text = text.unwrap().plain_text();
    assert!(text.contains("承办人：陈明　书记员：何雅婷"), "{text}");
}

#[test]
fn every_paper_of_the_court_has_its_full_name_with_the_province() {
    for kind in DocumentKind::ALL.iter().copied() {
        let document = build(kind, matter::facts(kind)).unwrap();
        let first = &document.sheets[0];
        assert_eq!(first.court, "广东省怀集县人民法院", "{}", kind.title());
        let signed = first.signature.iter().filter_map(|signature| signature.court.as_ref());
        assert!(signed.clone().all(|court| *court == first.court), "{}", kind.title());
    }
}

fn person(number: &str) -> PartyInput {
    PartyInput {
        identity_number: number.to_owned(),
        address: "某处".to_owned(),
        ..PartyInput::named("李四".to_owned())
    }
}

/// 裁判文书制作规范：sex and birth, which follow from a citizen's number.
#[test]
fn a_person_is_introduced_with_sex_and_birth_as_the_number_says() {
    let said = |number| introduce("申请执行人", &person(number)).join("\n");
    assert_eq!(
        said("11010519491231002X"),
        "申请执行人：李四，女，1949年12月31日出生，住某处，公民身份号码11010519491231002X。"
    );
    assert_eq!(said("H1234567802"), "申请执行人：李四，住某处，证件号码H1234567802。");
    assert_eq!(said(""), "申请执行人：李四，住某处。");
}

/// A record is signed by hand by whoever was there: nothing that only a signature can say is printed in its place.
#[test]
fn a_record_leaves_the_signatures_and_what_nobody_wrote_down_to_the_pen() {
    let text =
        build(DocumentKind::InterviewRecord, matter::facts(DocumentKind::InterviewRecord)).unwrap();
    let text = text.plain_text();
    assert!(text.contains("时间：2026年1月5日　　时　　分至　　时　　分"), "{text}");
    assert!(text.contains("谈话人：陈明") && text.contains("\n记录人：\n"), "{text}");
    assert!(text.contains("有权依法申请回避"), "{text}");
    for signed in ["被谈话人（签名、捺印）：", "谈话人（签名）：", "记录人（签名）："]
    {
        assert!(text.lines().any(|line| line == signed), "{signed}\n{text}");
    }
}

#[test]
fn people_and_who_acts_for_them_are_introduced_with_what_the_window_knows() {
    let abroad = PartyInput {
        number_title: "护照号码".to_owned(),
        country: "波兰".to_owned(),
        sex: "男".to_owned(),
        born_on: Some("1980-01-02".parse().unwrap()),
        ..person("EA1234567")
    };
    assert_eq!(
        introduce("被执行人", &abroad),
        ["被执行人：李四，男，1980年1月2日出生，国籍波兰，住某处，护照号码EA1234567。"]
    );
    let agent = crate::input::AgentInput {
        name: "张三".to_owned(),
        who: "广东某某律师事务所律师".to_owned(),
        authority: "特别授权".to_owned(),
    };
    let with_agent = PartyInput {
        ethnicity: "汉族".to_owned(),
        agents: vec![agent],
        ..person("11010519491231002X")
    };
    assert_eq!(
        introduce("申请执行人", &with_agent),
        [
            "申请执行人：李四，女，1949年12月31日出生，汉族，住某处，公民身份号码11010519491231002X。",
            "委托诉讼代理人：张三，广东某某律师事务所律师（特别授权）。"
        ]
    );
}
