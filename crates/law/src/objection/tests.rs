use super::{Decision, Disposal, stops_disposal};
use crate::limits;
use crate::routing::Route::{ConductObjection, ThirdPartyObjection};

#[test]
fn each_route_has_its_own_results_and_remedies() {
    use Decision::*;
    let table = [
        (Dismissed, true, true),
        (Revoked, true, false),
        (Altered, true, false),
        (Established, true, false),
        (Stayed, false, true),
        (Withdrawn, true, true),
        (ApplicationDismissed, true, true),
    ];
    for (decision, conduct, right) in table {
        assert_eq!(decision.fits(ConductObjection), conduct, "{decision:?}");
        assert_eq!(decision.fits(ThirdPartyObjection), right, "{decision:?}");
    }
    let days = |decision: Decision, route| decision.remedy(route).map(|(_, rule)| rule.id);
    assert_eq!(days(Dismissed, ConductObjection), Some("DL-H3"));
    assert_eq!(days(Dismissed, ThirdPartyObjection), Some("DL-H7"));
    assert_eq!(days(ApplicationDismissed, ThirdPartyObjection), Some("DL-H8"));
    assert_eq!(days(Withdrawn, ConductObjection), None);
}

#[test]
fn only_an_outsiders_objection_stops_disposal() {
    assert!(stops_disposal(ConductObjection).is_none());
    assert_eq!(stops_disposal(ThirdPartyObjection).map(|basis| basis.article), Some("15"));
    let after = |decision: Decision| decision.disposal(ThirdPartyObjection);
    assert_eq!(after(Decision::Dismissed), Disposal::After(&limits::H7));
    assert_eq!(after(Decision::Stayed), Disposal::Stayed);
    assert_eq!(after(Decision::Withdrawn), Disposal::Free);
    assert_eq!(Decision::Dismissed.disposal(ConductObjection), Disposal::Free);
}
