//! 合议: a sample of each of its events.

use zhixing_domain::{
    ground::id::*,
    matter::event::Event,
    work::panel::{PanelEvent, PanelTopic, Seat, Vote},
};
use zhixing_law::day::Day;

use super::{ID, text};

pub(super) fn panels() -> Vec<Event> {
    let (panel, on) = (PanelId(ID), "2026-03-11".parse::<Day>().unwrap());
    let convened = PanelEvent::Convened {
        panel,
        topic: PanelTopic::Measures,
        question: text("是否限制出境"),
        seats: vec![Seat { staff: StaffId(ID), name: text("李敏") }],
        handler: Some(StaffId(ID)),
        clerk: text("周小敏"),
        on,
    };
    [
        convened,
        PanelEvent::Spoke { panel, vote: Vote::Differ, opinion: text("先约谈") },
        PanelEvent::Concluded { panel, carried: false, text: text("暂不限制"), on },
        PanelEvent::Signed { panel },
        PanelEvent::Minuted { panel, on },
        PanelEvent::Dissolved { panel, reason: text("成员出差") },
    ]
    .map(Event::from)
    .into()
}
