use super::*;

#[test]
fn coercion_against_persons_needs_the_president() {
    for matter in [Matter::Fine, Matter::Detention, Matter::Summons, Matter::Search] {
        assert_eq!(matter.approver(), Approver::President);
    }
    assert_eq!(Matter::TerminateThisRound.approver(), Approver::PanelThenPresident);
    assert_eq!(Matter::AuctionTerms.approver(), Approver::Panel);
}

#[test]
fn every_matter_has_a_name_and_a_source() {
    for matter in Matter::ALL {
        assert!(!matter.chinese().is_empty());
        assert!(!matter.basis().law.is_empty());
    }
}
