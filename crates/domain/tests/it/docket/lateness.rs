//! 逾期、督办: a sample of each of their events.

use zhixing_domain::{
    ground::id::*,
    matter::event::Event,
    work::{
        directive::DirectiveEvent,
        lateness::{Late, LateReason, LatenessEvent, Level},
    },
};
use zhixing_law::day::Day;

use super::{ID, text};

pub(super) fn late() -> Vec<Event> {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let (lateness, directive) = (LatenessId(ID), DirectiveId(ID));
    let told = LatenessEvent::Told {
        lateness,
        late: Late::Node { node: text("search") },
        name: text("财产查控"),
        due_on: day("2026-03-06"),
        level: Level::Team,
        on: day("2026-03-11"),
        owner: Some((StaffId(ID), text("王敏"))),
        post: text("handler"),
        lead: text("signer"),
    };
    let explained = LatenessEvent::Explained {
        lateness,
        why: LateReason::Body,
        reason: text("银行没有答复"),
        planned_on: day("2026-03-16"),
    };
    let late = [told, explained, LatenessEvent::Ended { lateness, on: day("2026-03-16") }];
    let directives = [
        DirectiveEvent::Issued {
            directive,
            asks: text("说明为何没有续封"),
            on: day("2026-03-11"),
            reply_by: day("2026-03-16"),
        },
        DirectiveEvent::Answered { directive, reply: text("已提请续行") },
        DirectiveEvent::SentBack {
            directive, remark: text("附裁定"), reply_by: day("2026-03-20")
        },
        DirectiveEvent::Settled { directive, remark: text("同意") },
    ];
    late.into_iter().map(Event::from).chain(directives.map(Event::from)).collect()
}
