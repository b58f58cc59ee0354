//! 当事人：names, identity numbers and phones for exact search.

use zhixing_domain::matter::Matter;

use super::{ProjRow, gram, shown};
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.parties.iter().map(|party| {
        let details = &party.details;
        let mut key = shown::key(file);
        key.push(("party_id", V::from(party.id.0)));
        let cols = vec![
            ("role", V::from(details.role.code())),
            ("kind", V::from(details.kind.code())),
            ("name", V::from(&details.name)),
            ("search_name", V::from(gram::folded(&details.name))),
            ("identity_number", V::from(&details.identity_number)),
            ("phone", V::from(&details.phone)),
        ];
        ProjRow { table: "case_party", key, cols }
    })
}
