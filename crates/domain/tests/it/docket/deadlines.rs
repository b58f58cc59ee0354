//! 期限: a sample of each of its events.

use zhixing_domain::{
    ground::id::*,
    matter::event::Event,
    work::deadline::{DeadlineEvent, Stretch},
};
use zhixing_law::{day::Day, exclusion::Ground};

use super::{ID, text};

pub(super) fn deadlines() -> Vec<Event> {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let exclusion = ExclusionId(ID);
    let deadline = || text("term");
    let stretch = Stretch {
        ground: Ground::Stay,
        from: day("2026-04-01"),
        to: None,
        reason: text("中止裁定书"),
    };
    let months = 3;
    [
        DeadlineEvent::Started {
            deadline: deadline(),
            name: text("执行期限"),
            from: day("2026-03-02"),
            basis: text("执行规定(2020)第63条"),
        },
        DeadlineEvent::Moved {
            deadline: deadline(),
            due_on: Some(day("2026-09-02")),
            excluded_days: 0,
        },
        DeadlineEvent::Ended { deadline: deadline(), on: day("2026-08-01") },
        DeadlineEvent::Extended { deadline: deadline(), months, reason: text("正在评估") },
        DeadlineEvent::Excluded { exclusion, stretch },
        DeadlineEvent::Resumed { exclusion, to: day("2026-04-30") },
        DeadlineEvent::Lifted { exclusion, reason: text("没有中止") },
    ]
    .map(Event::from)
    .into()
}
