//! 当事人：names, identity numbers and phones for exact search.

use zhixing_domain::intake::party::{PartyKind, PartyRole};
use zhixing_domain::matter::Matter;

use super::{ProjRow, case, gram};
use crate::value::V;

/// The word for a role.
pub(crate) fn role_word(role: PartyRole) -> &'static str {
    match role {
        PartyRole::Applicant => "applicant",
        PartyRole::Respondent => "respondent",
        PartyRole::ThirdParty => "third_party",
    }
}

fn kind_word(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Person => "person",
        PartyKind::LegalPerson => "legal_person",
        PartyKind::OtherOrganisation => "other_organisation",
    }
}

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.parties.iter().map(|party| {
        let details = &party.details;
        let mut key = case::key(file);
        key.push(("party_id", V::from(party.id.0)));
        let cols = vec![
            ("role", V::from(role_word(details.role))),
            ("kind", V::from(kind_word(details.kind))),
            ("name", V::from(&details.name)),
            ("search_name", V::from(gram::folded(&details.name))),
            ("identity_number", V::from(&details.identity_number)),
            ("phone", V::from(&details.phone)),
        ];
        ProjRow { table: "case_party", key, cols }
    })
}
