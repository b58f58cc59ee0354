use zhixing_domain::{
    ground::act::Act,
    ground::fault::{Fault, FaultKind},
    ground::refusal::{FieldProblem, Refusal},
};
use zhixing_law::money::Fen;

use serde_json::Value;

use super::*;

#[test]
fn a_field_is_named_by_its_place_in_the_form() {
    let refused = Refusal::field(
        "parties[1].identity_number",
        FieldProblem::Number { of: "居民身份证", reason: "校验位不符，请逐位核对" },
    );
    let said = refusal(&refused);
    assert_eq!(
        said.message,
        "第2项当事人的证件号码不是有效的居民身份证号码：校验位不符，请逐位核对。"
    );
    assert_eq!(said.findings[0].field.as_deref(), Some("parties[1].identity_number"));
}

#[test]
fn a_field_of_a_command_is_called_as_its_form_calls_it() {
    let commands = zhixing_domain::roof::ALL.iter().map(|kind| kind.fields);
    let beginnings = zhixing_domain::roof::BEGINNINGS.iter().map(|kind| kind.fields);
    for fields in commands.chain(beginnings) {
        for field in fields {
            let missing = (field.name.to_owned(), FieldProblem::Required);
            let one = Refusal::Field { field: missing.0.clone(), problem: missing.1.clone() };
            let many = Refusal::Fields { faults: vec![missing.clone(), missing] };
            let said = format!("{}没有填写，请填写后重新提交。", field.label);
            assert_eq!(refusal_of(fields, &Value::Null, &one).message, said);
            assert_eq!(refusal_of(fields, &Value::Null, &one).findings[0].title, said);
            assert_eq!(refusal_of(fields, &Value::Null, &many).findings[1].title, said);
        }
    }
    let other = Refusal::field("parties[0].phone", FieldProblem::Required);
    assert_eq!(refusal_of(&[], &Value::Null, &other).message, refusal(&other).message);
}

#[test]
fn an_amount_above_the_limit_says_both_amounts() {
    let refused = Refusal::AmountAbove {
        what: "扣划金额",
        asked: Fen::parse_yuan("6000").unwrap(),
        limit: Fen::parse_yuan("5289").unwrap(),
        basis: None,
    };
    assert_eq!(
        refusal(&refused).message,
        "扣划金额6,000.00元超过上限5,289.00元，请改为不超过5,289.00元的金额。"
    );
}

#[test]
fn serde_is_translated_and_says_where() {
    assert_eq!(serde("missing field `reason` at line 1 column 2"), "缺少“理由”（第 1 行第 2 列）");
    assert_eq!(serde("unknown field `x`, expected `reason`"), "有多余的“x”");
    assert_eq!(serde("EOF while parsing"), "不是完整的 JSON 或取值超出范围");
}

#[test]
fn every_act_has_a_sentence_with_its_own_name() {
    for act in Act::ALL {
        assert!(forbidden(*act).contains(act.title()), "{act:?}");
    }
}

#[test]
fn a_stored_file_that_is_missing_or_changed_has_a_sentence_with_what_to_do() {
    use zhixing_app::error::FileProblem;
    for (problem, said) in
        [(FileProblem::Missing, "文件库中没有"), (FileProblem::Changed, "摘要不符")]
    {
        let sentence = super::file(problem);
        assert!(sentence.contains(said) && sentence.contains("请求编号"), "{sentence}");
    }
}

/// The names of everything that can be sent: bodies with all they are made of, and queries.
fn sent_names(api: &serde_json::Value) -> std::collections::BTreeSet<String> {
    fn walk(
        at: &serde_json::Value,
        api: &serde_json::Value,
        seen: &mut Vec<String>,
        names: &mut std::collections::BTreeSet<String>,
    ) {
        match at {
            serde_json::Value::Object(fields) => {
                for (key, value) in fields {
                    if key == "properties" {
                        names.extend(value.as_object().unwrap().keys().cloned());
                    }
                    if let (true, Some(place)) = (key == "$ref", value.as_str())
                        && !seen.contains(&place.to_owned())
                    {
                        seen.push(place.to_owned());
                        let schema = api.pointer(place.trim_start_matches('#')).unwrap();
                        walk(schema, api, seen, names);
                    }
                    walk(value, api, seen, names);
                }
            }
            serde_json::Value::Array(items) => {
                items.iter().for_each(|item| walk(item, api, seen, names));
            }
            _ => {}
        }
    }
    let (mut seen, mut names) = (Vec::new(), std::collections::BTreeSet::new());
    for operations in api["paths"].as_object().unwrap().values() {
        for operation in operations.as_object().unwrap().values() {
            walk(&operation["requestBody"], api, &mut seen, &mut names);
            let queries = operation["parameters"].as_array().into_iter().flatten();
            let queries = queries.filter(|parameter| parameter["in"] == "query");
            names.extend(queries.map(|parameter| parameter["name"].as_str().unwrap().to_owned()));
        }
    }
    names
}

#[test]
fn every_field_that_can_be_sent_is_named_in_chinese() {
    let api = include_str!("../../../../docs/openapi.json");
    let names = sent_names(&serde_json::from_str(api).unwrap());
    assert!(100 < names.len(), "{}", names.len());
    let bare: Vec<&String> = names.iter().filter(|name| field::label(name) == **name).collect();
    assert!(bare.is_empty(), "no Chinese name: {bare:?}");
}

#[test]
fn what_must_be_done_first_and_what_state_a_thing_is_in_are_said() {
    use zhixing_domain::{ground::refusal::Need, work::triage::Round};
    let said = refusal(&Refusal::needs(Need::AssetScreened)).message;
    assert!(said.contains("甄别"), "{said}");
    let said = refusal(&Refusal::state("分流", Round::Second, Round::First)).message;
    assert!(said.contains("现在是“第二次分流”，须为“第一次分流”"), "{said}");
}

#[test]
fn a_fact_of_a_triage_is_shown_in_words() {
    let own = zhixing_domain::mode::shipped::modes().swap_remove(0);
    let files = zhixing_domain::mode::shipped::over_base(&own);
    let mode = zhixing_domain::mode::read::read(&files).unwrap().mode;
    let shown = |name, value| format!("{}：{}", fact::label(name), fact::value(name, value, &mode));
    assert_eq!(shown("unpaid_fen", "528900"), "待发放的数额：5,289.00元");
    assert_eq!(shown("credit", "poor"), "信用情况：较差");
    assert_eq!(shown("lane", "fast"), "办理通道：简案");
    assert_eq!(shown("freezable_deposits", "2"), "可冻结的存款账户：2");
}

/// One of each kind of what can be wrong in a mode.
fn faults() -> Vec<FaultKind> {
    let key = || "widow".to_owned();
    let message = || "expected `=`".to_owned();
    vec![
        FaultKind::Syntax { message: message() },
        FaultKind::Field { name: key() },
        FaultKind::Missing { name: key() },
        FaultKind::Type { message: message() },
        FaultKind::Unknown { what: "team", key: key() },
        FaultKind::NotYesOrNo { message: message() },
        FaultKind::Twice { key: key() },
        FaultKind::Unclear,
        FaultKind::ChainUnclear { step: 1 },
        FaultKind::NeverSigns { role: "督查人员" },
        FaultKind::Weaker { needs: "院长" },
        FaultKind::Longer { rule: "DL-H2 15日".to_owned() },
        FaultKind::NoTriage { round: "second" },
        FaultKind::Unreachable { key: key() },
        FaultKind::NoBasis,
        FaultKind::Shadowed { by: "S1".to_owned() },
        FaultKind::Cycle { through: vec!["冻结裁定书".to_owned()] },
        FaultKind::Base { key: key() },
    ]
}

#[test]
fn whatever_is_wrong_in_a_mode_is_said_in_chinese_with_a_remedy() {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut codes = std::collections::BTreeSet::new();
    for kind in faults() {
        assert!(codes.insert(kind.code()), "{}", kind.code());
        let (file, place) = ("own.toml".to_owned(), String::new());
        let said = super::mode::fault(&Fault { file, line: 3, place, kind });
        assert!(
            chinese(&said.message) && chinese(&said.remedy),
            "{} {}",
            said.message,
            said.remedy
        );
        assert!(!said.message.contains("expected"), "{}", said.message);
    }
}
