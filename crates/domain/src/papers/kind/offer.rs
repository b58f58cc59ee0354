//! 可制作的文书：the papers that can be made by hand for a case as it stands, each with whom it goes to and what it is about.

use super::{ByHand, DocumentKind, Offer};
use crate::{
    intake::party::PartyRole,
    matter::Matter,
    papers::document::{Document, DocumentState},
};

/// Everything that can be made by hand now: nothing before the case has its number, and not what stands already and
/// may not be made again.
pub fn offers(matter: &Matter) -> Vec<Offer> {
    if matter.number.is_none() {
        return Vec::new();
    }
    let family = matter.kind.family();
    let kinds = DocumentKind::ALL.iter().copied().filter(|kind| kind.paper().family == family);
    kinds.flat_map(|kind| of(matter, kind)).filter(|offer| !stands(matter, offer)).collect()
}

fn of(matter: &Matter, kind: DocumentKind) -> Vec<Offer> {
    let to = |party| Offer { kind, party: Some(party), subject: None };
    let each = |role| matter.parties_of(role).map(|party| to(party.id)).collect();
    match kind.paper().by_hand {
        ByHand::Never => Vec::new(),
        ByHand::Matter => vec![Offer { kind, party: None, subject: None }],
        ByHand::Applicants => each(PartyRole::Applicant),
        ByHand::Respondents => each(PartyRole::Respondent),
        ByHand::Parties => matter.parties.iter().map(|party| to(party.id)).collect(),
        ByHand::Receipts => receipts(matter, kind),
        ByHand::Services => services(matter, kind),
    }
}

fn receipts(matter: &Matter, kind: DocumentKind) -> Vec<Offer> {
    let each = matter.funds.receipts.iter().flat_map(|receipt| {
        matter.parties_of(PartyRole::Applicant).map(|party| Offer {
            kind,
            party: Some(party.id),
            subject: Some(receipt.id.into()),
        })
    });
    each.collect()
}

fn services(matter: &Matter, kind: DocumentKind) -> Vec<Offer> {
    let reached = matter.services.iter().filter(|service| service.effective_on.is_some());
    let each = reached.map(|service| Offer {
        kind,
        party: Some(service.party),
        subject: Some(service.id.into()),
    });
    each.collect()
}

fn stands(matter: &Matter, offer: &Offer) -> bool {
    let same = |known: &&Document| {
        known.kind == offer.kind && known.party == offer.party && known.subject == offer.subject
    };
    let stood = |known: &Document| known.state != DocumentState::SentBack;
    !offer.kind.may_repeat() && matter.documents.iter().filter(same).any(stood)
}
