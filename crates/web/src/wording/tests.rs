use zhixing_domain::{
    ground::act::Act,
    ground::refusal::{FieldProblem, Refusal},
};
use zhixing_law::money::Fen;

use super::*;

#[test]
fn a_field_is_named_by_its_place_in_the_form() {
    let refused =
        Refusal::field("parties[1].identity_number", FieldProblem::Checksum { of: "身份证号" });
    let said = refusal(&refused);
    assert_eq!(
        said.message,
        "第2项当事人的证件号码不是有效的身份证号（校验位不符），请对照原件逐位核对。"
    );
    assert_eq!(said.findings[0].field.as_deref(), Some("parties[1].identity_number"));
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
