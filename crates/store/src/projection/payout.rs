//! 案款发放：with what the approval list shows of the case.

use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::matter::Matter;

use super::{ProjRow, shown};
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.payouts.iter().map(|payout| {
        let mut key = shown::key(file);
        key.push(("payout_id", V::from(payout.id.0)));
        let approved = payout.approved.as_ref();
        let lines = i64::try_from(payout.lines.len()).unwrap_or(i64::MAX);
        let cols = vec![
            ("state", V::from(payout.state.code())),
            ("total_fen", V::from(payout.total)),
            ("line_count", V::from(lines)),
            ("settled_to", V::from(payout.settled_to)),
            ("proposer_id", V::from(payout.proposed.staff.0)),
            ("proposer_name", V::from(&payout.proposed.name)),
            ("proposed_at", V::from(payout.proposed.at)),
            ("approver_id", V::from(approved.map(|by| by.staff.0))),
            ("approver_name", V::from(approved.map(|by| by.name.clone()).unwrap_or_default())),
            ("approved_at", V::from(approved.map(|by| by.at))),
            ("batch_id", V::from(payout.batch.map(|batch| batch.0))),
            ("remark", V::from(&payout.remark)),
            ("number", V::from(shown::number(file))),
            ("applicants", V::from(shown::names(file, PartyRole::Applicant))),
            ("handler_name", V::from(shown::handler_name(file))),
        ];
        ProjRow { table: "case_payout", key, cols }
    })
}
