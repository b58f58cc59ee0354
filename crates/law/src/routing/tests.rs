use super::*;

#[test]
fn rights_go_to_article_238_and_conduct_to_236() {
    assert_eq!(route(Subject::Conduct).basis.article, "236");
    assert_eq!(route(Subject::Right).basis.article, "238");
    assert_eq!(route(Subject::ConductForRight).route, Route::ThirdPartyObjection);
    assert_eq!(route(Subject::BothSeparately).route, Route::Both);
    assert_eq!(route(Subject::Inaction).review, None);
    assert_eq!(route(Subject::Conduct).review.map(|l| l.id), Some("DL-H2"));
    assert_eq!(route(Subject::DenyAward).review.map(|l| l.id), Some("DL-H9c"));
    assert_eq!(route(Subject::DenyNotarial).review.map(|l| l.id), Some("DL-H10b"));
}
