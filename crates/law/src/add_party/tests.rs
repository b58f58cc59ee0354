use super::*;

#[test]
fn capital_cases_go_to_suit_and_the_rest_to_reconsideration() {
    let suits: Vec<_> = Ground::ALL
        .into_iter()
        .filter(|g| g.remedy() == Remedy::Suit)
        .map(|g| g.basis().article)
        .collect();
    assert_eq!(suits, ["14", "17", "18", "19", "20", "21"]);
    assert_eq!(Ground::GeneralPartner.remedy(), Remedy::Reconsideration);
}

#[test]
fn the_matrix_follows_the_order_of_the_articles() {
    let articles: Vec<u32> =
        Ground::ALL.iter().map(|g| g.basis().article.parse().unwrap()).collect();
    assert!(articles.is_sorted());
    assert!(Ground::ALL.iter().all(|g| !g.party().is_empty() && !g.liability().is_empty()));
}
