//! 文书：what is drafted, issued, and still to be served.

use zhixing_domain::matter::Matter;
use zhixing_domain::papers::document::DocumentState;

use super::{ProjRow, shown};
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.documents.iter().map(|document| {
        let mut key = shown::key(file);
        key.push(("document_id", V::from(document.id.0)));
        let to_be_served = document.state == DocumentState::Issued
            && document.kind.needs_service()
            && !file.service_complete(document);
        let signed = document.signed.as_ref().map(|by| by.name.clone());
        let cols = vec![
            ("kind", V::from(document.kind.code())),
            ("title", V::from(document.kind.title())),
            ("party_id", V::from(document.party.map(|party| party.0))),
            ("subject", V::from(document.subject.map(String::from).unwrap_or_default())),
            ("ruling_no", V::from(document.ruling_no)),
            ("state", V::from(document.state.code())),
            ("made_by", V::from(document.made.staff.0)),
            ("made_by_name", V::from(&document.made.name)),
            ("made_on", V::from(document.made_on)),
            ("signed_by_name", V::from(signed.unwrap_or_default())),
            ("issued_on", V::from(document.issued_on)),
            ("to_be_served", V::from(to_be_served)),
            ("number", V::from(shown::number(file))),
        ];
        ProjRow { table: "case_document", key, cols }
    })
}
