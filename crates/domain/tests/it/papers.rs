//! 文书种类：what can be made by hand, and what the table promises of every kind.

use std::collections::BTreeSet;

use zhixing_domain::ground::subject::Subject;
use zhixing_domain::papers::kind::{ByHand, DocumentKind, Served, offer::offers};

use crate::{court::*, samples::yuan};

#[test]
fn every_kind_has_a_place_of_its_own_and_is_found_by_its_code() {
    let places: BTreeSet<_> = DocumentKind::ALL.iter().map(|kind| kind.paper().place).collect();
    assert_eq!(places.len(), DocumentKind::ALL.len());
    for kind in DocumentKind::ALL {
        assert_eq!(DocumentKind::from_code(kind.code()), Some(*kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        assert_eq!(kind.is_ruling(), kind.heading() == "执行裁定书", "{}", kind.title());
        let on_all = matches!(kind.paper().served, Served::Respondents | Served::Parties);
        assert!(!kind.is_ruling() || on_all, "{}", kind.title());
    }
    assert_eq!(DocumentKind::from_code("nonsense"), None);
}

#[test]
fn every_kind_is_made_by_hand_or_by_the_mode() {
    let mode = mode(&MODE).unwrap();
    for kind in DocumentKind::ALL {
        let by_rule = mode.document.iter().any(|rule| rule.kind == *kind);
        assert!(by_rule || kind.paper().by_hand != ByHand::Never, "nobody makes {}", kind.title());
    }
}

#[test]
fn what_stands_already_is_not_offered_again() {
    let (mut court, _) = Court::frozen(yuan("1000.00"));
    court.income(1, yuan("100.00"), false);
    let made: Vec<DocumentKind> = offers(&court.file).iter().map(|offer| offer.kind).collect();
    assert!(!made.contains(&DocumentKind::EnforcementNotice), "made at filing");
    assert!(made.contains(&DocumentKind::ConsumptionOrder));
    assert!(made.contains(&DocumentKind::SearchSummary), "may be made again");
    assert!(!made.contains(&DocumentKind::FreezeRuling), "only about a measure");
    let receipts =
        offers(&court.file).into_iter().filter(|o| o.kind == DocumentKind::ReceiptNotice);
    let about: Vec<Option<Subject>> = receipts.map(|offer| offer.subject).collect();
    assert_eq!(about.len(), court.file.funds.receipts.len());
    assert!(about.iter().flatten().all(|subject| matches!(subject, Subject::Receipt(_))));
}
