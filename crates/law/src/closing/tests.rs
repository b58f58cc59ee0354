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

#[test]
fn every_way_fits_its_own_kinds_of_case_only() {
    use CaseKind as K;
    let fitting = |way: ClosingWay| K::ALL.into_iter().filter(|k| way.fits(*k)).collect::<Vec<_>>();
    for way in ClosingWay::ALL {
        let expected = match way {
            ClosingWay::PreservationDone
            | ClosingWay::PreservationPartial
            | ClosingWay::PreservationNone => vec![K::Preservation],
            ClosingWay::ObjectionDecided => vec![K::Objection],
            ClosingWay::ReconsiderationDecided => vec![K::Reconsideration, K::Supervision],
            _ => vec![K::First, K::Resumed],
        };
        assert_eq!(fitting(way), expected, "{way:?}");
    }
}

#[test]
fn every_ground_cites_its_article() {
    use TerminateGround as T;
    for (ground, law, article) in [
        (T::Withdrawn, "民事诉讼法", "268"),
        (T::TitleRevoked, "民事诉讼法", "268"),
        (T::DiedWithoutEstate, "民事诉讼法", "268"),
        (T::MaintenanceObligeeDied, "民事诉讼法", "268"),
        (T::Destitute, "民事诉讼法", "268"),
        (T::Bankrupt, "执行工作若干问题的规定(试行)", "61"),
        (T::ThingLost, "执行工作若干问题的规定(试行)", "41"),
        (T::SettlementSued, "执行和解的规定", "14"),
        (T::NotarialSued, "公证债权文书执行的规定", "24"),
        (T::Other, "民事诉讼法", "268"),
    ] {
        let basis = ground.basis();
        assert_eq!((basis.law, basis.article), (law, article), "{ground:?}");
        assert_eq!(ground.may_return(), ground == T::Withdrawn);
    }
    use ResumeGround as R;
    for (ground, article, limited) in [
        (R::SettlementTainted, "9—11", true),
        (R::SettlementBroken, "9—11", true),
        (R::PropertyFound, "9", false),
        (R::DelegationReturned, "9", false),
        (R::ReopenedAfterTermination, "518", true),
        (R::StayEnded, "267", false),
    ] {
        assert_eq!(ground.basis().article, article, "{ground:?}");
        assert_eq!(ground.limited_to_two_years(), limited, "{ground:?}");
        assert_eq!(ground.opens_new_case(), ground != R::StayEnded);
    }
    assert_eq!(R::PropertyFound.basis().law, "终结本次执行程序的规定(试行)");
    assert_eq!(R::DelegationReturned.basis().law, "委托执行的规定");
}
