//! 消息：what parties were told and whether it reached them.

use zhixing_domain::matter::Matter;

use super::{ProjRow, shown};
use crate::value::V;

pub(super) fn rows(file: &Matter) -> impl Iterator<Item = ProjRow> {
    file.messages.iter().map(|message| {
        let mut key = shown::key(file);
        key.push(("message_id", V::from(message.id.0)));
        let cols = vec![
            ("party_id", V::from(message.party.0)),
            ("phone", V::from(&message.phone)),
            ("template", V::from(&message.template)),
            ("state", V::from(message.state.code())),
            ("reference", V::from(&message.reference)),
            ("queued_at", V::from(message.queued_at)),
        ];
        ProjRow { table: "case_message", key, cols }
    })
}
