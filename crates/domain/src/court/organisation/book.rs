//! 机构册：the organisation as a book of its own stream.

use uuid::Uuid;

use super::{Organisation, StaffEvent};
use crate::{ground::book::Book, ground::entry::By};

impl Book for Organisation {
    type Event = StaffEvent;

    const PREFIX: &'static str = "staff";

    fn open(_stream: Uuid, court: &str) -> Organisation {
        Organisation::new(court)
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn fold(&mut self, event: &StaffEvent, by: &By) {
        self.apply(event, by);
    }

    fn kind(event: &StaffEvent) -> &'static str {
        event.kind().code()
    }

    fn subject(event: &StaffEvent) -> String {
        event.subject()
    }
}
