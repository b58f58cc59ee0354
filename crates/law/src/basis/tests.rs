use super::*;

#[test]
fn a_basis_is_cited_with_law_edition_and_article() {
    assert_eq!(
        Basis::text("民事诉讼法", "2023修正", "236").to_string(),
        "《民事诉讼法》(2023修正)第236条"
    );
    assert_eq!(Basis::web("案款规定", "", "").to_string(), "《案款规定》");
    assert_eq!(Basis::design("预警节奏").to_string(), "系统设定：预警节奏");
}
