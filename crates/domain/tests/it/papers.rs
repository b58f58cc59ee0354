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
        let on_all = matches!(kind.paper().served, Served::BothSides | Served::Parties);
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

/// 查封、扣押、冻结规定(2020)第1条：the ruling goes to the applicant too.
#[test]
fn a_ruling_waits_until_both_sides_have_it() {
    let found = vec![crate::samples::deposit("6228480999000000001", "6000.00")];
    let mut court = Court::searched(&crate::samples::application(), found);
    let asset = court.file.assets[0].id;
    court.freeze(asset, yuan("1000.00")).unwrap();
    court.sign_all();
    let ruling = court.file.documents.iter().find(|d| d.kind == DocumentKind::FreezeRuling);
    let ruling = ruling.unwrap().clone();
    let (applicant, respondent) = (court.applicant(), court.respondent());
    assert_eq!(court.file.service_targets(&ruling), [applicant, respondent]);
    court.serve(ruling.id, respondent).unwrap();
    assert!(!court.file.service_complete(&ruling), "the applicant has not got it");
    assert!(court.file.documents_unserved() > 0);
    assert!(court.serve(ruling.id, respondent).is_err(), "served already");
    court.serve(ruling.id, applicant).unwrap();
    assert!(court.file.service_complete(&ruling));
}

#[test]
fn a_paper_is_served_on_nobody_but_whom_it_is_for() {
    let (mut court, _) = Court::frozen(yuan("1000.00"));
    let of = |kind| court.file.documents.iter().find(|d| d.kind == kind).unwrap().id;
    let (assistance, notice) =
        (of(DocumentKind::FreezeAssistance), of(DocumentKind::EnforcementNotice));
    let (applicant, respondent) = (court.applicant(), court.respondent());
    assert!(court.serve(assistance, respondent).is_err(), "it goes to the bank");
    assert!(court.serve(notice, applicant).is_err(), "it is the respondent's");
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
