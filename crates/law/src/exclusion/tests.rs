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

#[test]
fn a_matter_rests_only_while_it_is_stayed() {
    let resting: Vec<_> = Ground::ALL.into_iter().filter(|ground| ground.suspends()).collect();
    assert_eq!(resting, [Ground::Stay, Ground::SettlementOrGuarantee, Ground::SuperiorStay]);
    for ground in resting {
        assert!(ground.stops(Clock::Enforcement) && ground.stops(Clock::Superior));
    }
}
