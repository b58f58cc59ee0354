use super::*;

#[test]
fn a_sale_stops_the_term_but_not_the_count_for_the_superior_court() {
    assert!(Ground::Sale.stops(Clock::Enforcement));
    assert!(!Ground::Sale.stops(Clock::Superior));
    assert!(Ground::Stay.stops(Clock::Superior));
    assert!(Ground::ALL.iter().all(|g| g.stops(Clock::Enforcement)));
    assert_eq!(Ground::Sale.basis(Clock::Enforcement).article, "9");
    assert_eq!(Ground::Stay.basis(Clock::Superior).article, "13");
}
