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
fn nobody_signs_what_they_asked_for_or_two_steps_of_one_chain() {
    let ids: Vec<&str> = SEPARATIONS.iter().map(|rule| rule.id).collect();
    assert_eq!(ids, ["SP-1", "SP-2", "SP-3", "SP-4"]);
    assert_eq!((ASKING_APART.one, ASKING_APART.other), ("提请人", "签批人"));
    assert!(SEPARATIONS.iter().all(|rule| rule.one != rule.other));
}

#[test]
fn every_matter_has_a_name_and_a_source() {
    for matter in Matter::ALL {
        assert!(!matter.chinese().is_empty());
        assert!(!matter.basis().law.is_empty());
    }
}
