//! 来访：what people come and ask, among the cases of a synthetic court.

use serde_json::json;
use zhixing_domain::ground::id::CaseId;

use crate::{
    made::MadeCase,
    maker::{Maker, Making, days},
};
use zhixing_store::StoreError;

/// Word of the register.
const WORD: &str = "来访";

impl Maker {
    /// One visit; most have been answered.
    pub(super) fn visit(&mut self, mut making: Making) -> Result<MadeCase, StoreError> {
        let (on, name) = (making.filed_on, self.person());
        let mode = json!({ "key": "guangdong-service-centre", "version": 1 });
        let party = self.id(on)?;
        let serial = self.next_serial(on.year(), WORD);
        let number = json!({ "register": { "serial": serial, "word": WORD, "year": on.year() } });
        let events = [
            ("mode.pinned", json!({ "type": "pinned", "mode": mode })),
            (
                "opening.begun",
                json!({
                    "type": "begun", "kind": "visit", "received_on": on, "about": null, "barred": [],
                }),
            ),
            (
                "party.added",
                json!({
                    "type": "added", "party": party,
                    "details": {
                        "role": "visitor", "kind": "person", "name": name, "identity_number": "",
                        "phone": "", "address": "",
                    },
                }),
            ),
            (
                "visit.received",
                json!({
                    "type": "received", "on": on, "visitor": name, "topic": "progress",
                    "request": "询问案款何时发放",
                }),
            ),
            ("opening.numbered", json!({ "type": "numbered", "number": number, "on": on })),
        ];
        for (kind, body) in events {
            self.add(&mut making, on, kind, body)?;
        }
        let actor = self.assign(&mut making)?;
        let due_on = days(on, 7)?;
        let task = self.open_task(&mut making, due_on)?;
        if self.chance.percent(95) {
            let answered = days(on, 2)?.min(self.what.today);
            self.add(
                &mut making,
                answered,
                "visit.answered",
                json!({ "type": "answered", "way": "phone", "text": "已到账", "on": answered }),
            )?;
            let done = json!({
                "type": "completed", "task": task, "result": "", "automatic": true,
            });
            self.add(&mut making, answered, "task.completed", done)?;
            self.end(&mut making, answered, "visit_answered")?;
        }
        let id = CaseId(making.id);
        Ok(MadeCase { id, events: making.events, actor, receipts: Vec::new() })
    }

    /// The next number of a series.
    pub(super) fn next_serial(&mut self, year: i16, word: &str) -> u32 {
        let serial = self.serials.entry((year, word.to_owned())).or_default();
        *serial += 1;
        *serial
    }
}
