//! 可制作的文书：what can be made by hand in this case now.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_domain::{
    ground::subject::Subject,
    matter::Matter,
    papers::kind::{Offer, offer::offers},
};

use crate::wording;

/// 可以制作的一份文书
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperOffer {
    /// 文书种类代码
    pub kind: String,
    pub title: String,
    pub party: Option<Uuid>,
    /// 送达对象
    pub addressee: Option<String>,
    pub subject: Option<String>,
    /// 所涉及的事项
    pub about: Option<String>,
}

/// Everything that can be made by hand.
pub fn papers(matter: &Matter) -> Vec<PaperOffer> {
    offers(matter).into_iter().map(|offer| view(matter, offer)).collect()
}

fn view(matter: &Matter, offer: Offer) -> PaperOffer {
    let party = offer.party.and_then(|party| matter.party(party));
    PaperOffer {
        kind: offer.kind.code().to_owned(),
        title: offer.kind.title().to_owned(),
        party: offer.party.map(|party| party.0),
        addressee: party.map(|party| party.details.name.clone()),
        about: offer.subject.and_then(|subject| about(matter, subject)),
        subject: offer.subject.map(|subject| subject.to_string()),
    }
}

/// What a receipt or a service is called in a list.
fn about(matter: &Matter, subject: Subject) -> Option<String> {
    match subject {
        Subject::Receipt(id) => {
            let receipt = matter.funds.receipts.iter().find(|known| known.id == id)?;
            Some(format!("{}到账{}", receipt.on, wording::yuan(receipt.amount)))
        }
        Subject::Service(id) => {
            let service = matter.services.iter().find(|known| known.id == id)?;
            let document = matter.document(service.document)?;
            Some(format!("{}{}{}", service.on, service.method.chinese(), document.kind.title()))
        }
        _ => None,
    }
}
