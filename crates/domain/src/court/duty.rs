//! 值守：what a server does for a court every so often without being asked, and when its silence is an alarm.

use zhixing_law::instant::Instant;

use crate::ground::word::words;

words! {
    /// 值守
    Duty {
        Day = "day", "启动每日例行";
        Network = "network", "收取查控反馈";
        Gateway = "gateway", "收取短信回执";
    }
}

/// A duty that has not gone well for this long is an alarm, in seconds: long enough for another server to take it over.
pub const LATE_SECS: i64 = 600;

/// Whether somebody must look: it has not gone well of late, whether because it fails or because nobody does it.
pub fn is_alarm(ok_at: Option<Instant>, now: Instant) -> bool {
    !ok_at.is_some_and(|at| now.plus_secs(-LATE_SECS).is_ok_and(|limit| limit <= at))
}

#[cfg(test)]
mod tests {
    use super::{LATE_SECS, is_alarm};
    use zhixing_law::instant::Instant;

    #[test]
    fn ten_minutes_without_a_good_turn_are_an_alarm() {
        let now: Instant = "2026-03-02T01:00:00Z".parse().unwrap();
        let ago = |secs: i64| Some(now.plus_secs(-secs).unwrap());
        assert!(!is_alarm(ago(0), now));
        assert!(!is_alarm(ago(LATE_SECS), now));
        assert!(is_alarm(ago(LATE_SECS + 1), now));
        assert!(is_alarm(None, now), "nobody ever did it");
    }
}
