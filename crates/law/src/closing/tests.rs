use super::*;

#[test]
fn each_kind_of_case_has_its_own_ways_to_end() {
    assert!(ClosingWay::TerminateThisRound.fits(CaseKind::First));
    assert!(ClosingWay::TerminateThisRound.fits(CaseKind::Resumed));
    assert!(!ClosingWay::TerminateThisRound.fits(CaseKind::Preservation));
    assert!(ClosingWay::PreservationNone.fits(CaseKind::Preservation));
    assert!(!ClosingWay::Completed.fits(CaseKind::Objection));
    for kind in [CaseKind::First, CaseKind::Resumed, CaseKind::Preservation, CaseKind::Objection] {
        assert!(ClosingWay::ALL.iter().any(|w| w.fits(kind)), "{kind:?}");
    }
}

#[test]
fn only_the_end_of_a_stay_keeps_the_old_number() {
    assert!(!ResumeGround::StayEnded.opens_new_case());
    assert!(ResumeGround::PropertyFound.opens_new_case());
    assert!(!ResumeGround::PropertyFound.limited_to_two_years());
    assert!(ResumeGround::SettlementBroken.limited_to_two_years());
    assert!(TerminateGround::Withdrawn.may_return());
    assert!(!TerminateGround::Bankrupt.may_return());
}

#[test]
fn bankruptcy_needs_all_conditions() {
    assert_eq!(bankruptcy_gaps(&BankruptcyFacts::default()).len(), 4);
    let facts = BankruptcyFacts {
        enterprise: true,
        written_consent: true,
        insolvent: true,
        assets_insufficient: true,
    };
    assert!(bankruptcy_gaps(&facts).is_empty());
    let facts = BankruptcyFacts { written_consent: false, ..facts };
    assert_eq!(bankruptcy_gaps(&facts), ["没有被执行人或任一申请执行人的书面同意"]);
}
