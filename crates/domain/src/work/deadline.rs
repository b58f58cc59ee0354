//! 法定期限：the limits of the law under which a matter stands as a whole, what is not counted into them (扣除), and by how
//! much they were extended (延长). Tasks and nodes have limits of their own, which a court sets as it likes; these move
//! on the law's grounds only. How any of them is counted is said in [`super::limit`].

use serde::{Deserialize, Serialize};
use zhixing_law::{
    day::Day,
    exclusion::{Clock, Ground},
    limits::{self, Bound, G1B, LimitRule},
};

pub mod exclude;
pub mod extend;
pub mod lift;
pub mod resume;
pub mod signed;

use crate::ground::{
    entry::{By, Entry},
    id::ExclusionId,
    refusal::{Need, Refusal},
    subject::Subject,
};

/// Days that are left where nothing runs: no limit is near.
const UNLIMITED: i64 = 99_999;

/// 扣除期间：the stretch that is not counted, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    pub ground: Ground,
    /// First day that is not counted.
    pub from: Day,
    /// Last day that is not counted; none while its end is not known.
    pub to: Option<Day>,
    pub reason: String,
}

/// 已登记的扣除期间
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    pub id: ExclusionId,
    pub stretch: Stretch,
    pub by: By,
    /// 撤销：who took it back, and why. Then it is counted as if it had never been.
    pub lifted: Option<(By, String)>,
}

impl Exclusion {
    /// Whether its end is still to come.
    pub fn is_open(&self) -> bool {
        self.lifted.is_none() && self.stretch.to.is_none()
    }
}

/// 一次延长
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    pub months: u32,
    pub reason: String,
    pub by: By,
}

/// 一项期限
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The limit of the law, by its number: whatever a mode calls it, it is the same limit.
    pub key: String,
    pub name: String,
    pub from: Day,
    pub basis: String,
    /// The last day; none while it stands still.
    pub due_on: Option<Day>,
    /// Days that were not counted.
    pub excluded_days: i64,
    pub extensions: Vec<Extension>,
    pub ended_on: Option<Day>,
}

impl Deadline {
    pub fn is_running(&self) -> bool {
        self.ended_on.is_none()
    }

    /// The limit of the law.
    pub fn rule(&self) -> Option<&'static LimitRule> {
        limits::find(&self.key)
    }

    /// Which exclusions stop it.
    fn clock(&self) -> Option<Clock> {
        self.rule().and_then(|rule| rule.clock)
    }

    /// Whether it is waited for and not kept: when it is over, something may be done (向上一级法院申请执行).
    pub fn opens(&self) -> bool {
        self.rule().is_some_and(|rule| rule.bound == Bound::After)
    }

    /// The first day on which what waits for it may be done; none while it stands still, or where nothing waits.
    pub fn opens_on(&self) -> Option<Day> {
        self.due_on.filter(|_| self.opens()).and_then(|due| due.plus_days(1).ok())
    }

    /// Whether it ended after its last day, or has passed it by `today`.
    pub fn is_late(&self, today: Day) -> bool {
        !self.opens() && self.due_on.is_some_and(|due| due < self.ended_on.unwrap_or(today))
    }
}

/// 期限、扣除、延长
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Deadlines {
    pub all: Vec<Deadline>,
    pub exclusions: Vec<Exclusion>,
}

/// What happens to deadlines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DeadlineEvent {
    /// 起算
    Started {
        deadline: String,
        name: String,
        from: Day,
        basis: String,
    },
    /// 重算：without a day while it stands still
    Moved {
        deadline: String,
        due_on: Option<Day>,
        excluded_days: i64,
    },
    Ended {
        deadline: String,
        on: Day,
    },
    /// 延长
    Extended {
        deadline: String,
        months: u32,
        reason: String,
    },
    /// 扣除
    Excluded {
        exclusion: ExclusionId,
        stretch: Stretch,
    },
    /// 扣除期间结束
    Resumed {
        exclusion: ExclusionId,
        to: Day,
    },
    /// 撤销扣除
    Lifted {
        exclusion: ExclusionId,
        reason: String,
    },
}

impl DeadlineEvent {
    /// What it is about.
    pub fn subject(&self) -> Subject {
        match self {
            DeadlineEvent::Started { .. }
            | DeadlineEvent::Moved { .. }
            | DeadlineEvent::Ended { .. }
            | DeadlineEvent::Extended { .. } => Subject::Deadline,
            DeadlineEvent::Excluded { exclusion, .. }
            | DeadlineEvent::Resumed { exclusion, .. }
            | DeadlineEvent::Lifted { exclusion, .. } => (*exclusion).into(),
        }
    }
}

impl Deadlines {
    /// The deadline of a key that runs.
    pub fn running(&self, key: &str) -> Option<&Deadline> {
        self.all.iter().find(|known| known.key == key && known.is_running())
    }

    /// An exclusion that was not taken back.
    ///
    /// # Errors
    /// There is none.
    pub fn exclusion(&self, on: Subject) -> Result<&Exclusion, Refusal> {
        let known = self.exclusions.iter().find(|known| Subject::from(known.id) == on);
        known.filter(|known| known.lifted.is_none()).ok_or(Refusal::Missing("扣除期间"))
    }

    /// Refuses where no limit of the law runs.
    ///
    /// # Errors
    /// There is nothing that could be moved.
    pub fn must_run(&self) -> Result<(), Refusal> {
        if self.all.iter().any(Deadline::is_running) {
            return Ok(());
        }
        Err(Refusal::needs(Need::DeadlineRunning))
    }

    /// Days to the first last day of those that run on a clock: negative when it has passed, many when none is near.
    pub fn left(&self, clock: Clock, today: Day) -> i64 {
        let on_it = |known: &&Deadline| known.is_running() && known.clock() == Some(clock);
        let running = self.all.iter().filter(on_it);
        running.filter_map(|d| d.due_on).map(|due| today.days_until(due)).min().unwrap_or(UNLIMITED)
    }
}

/// 每次延长最多几个月
pub fn extension_max() -> u32 {
    G1B.limit.length
}

/// What was granted for the same term before. A term ends when a mode has no row for it and begins again under the next
/// that has; what was signed for it stands.
fn granted(known: &[Deadline], key: &str, from: Day) -> Vec<Extension> {
    let clock = limits::find(key).and_then(|rule| rule.clock);
    let same = |d: &&Deadline| d.key == key || (clock.is_some() && d.clock() == clock);
    let before = known.iter().rfind(|d| d.from == from && same(d));
    before.map(|d| d.extensions.clone()).unwrap_or_default()
}

/// Folds an event into the register.
pub fn apply(deadlines: &mut Deadlines, event: &DeadlineEvent, entry: &Entry) {
    match event {
        DeadlineEvent::Started { deadline, name, from, basis } => deadlines.all.push(Deadline {
            extensions: granted(&deadlines.all, deadline, *from),
            key: deadline.clone(),
            name: name.clone(),
            from: *from,
            basis: basis.clone(),
            due_on: None,
            excluded_days: 0,
            ended_on: None,
        }),
        DeadlineEvent::Excluded { exclusion, stretch } => deadlines.exclusions.push(Exclusion {
            id: *exclusion,
            stretch: stretch.clone(),
            by: By::from(entry),
            lifted: None,
        }),
        DeadlineEvent::Resumed { exclusion, to } => {
            if let Some(known) = deadlines.exclusions.iter_mut().find(|k| k.id == *exclusion) {
                known.stretch.to = Some(*to);
            }
        }
        DeadlineEvent::Lifted { exclusion, reason } => {
            if let Some(known) = deadlines.exclusions.iter_mut().find(|k| k.id == *exclusion) {
                known.lifted = Some((By::from(entry), reason.clone()));
            }
        }
        DeadlineEvent::Moved { deadline, .. }
        | DeadlineEvent::Ended { deadline, .. }
        | DeadlineEvent::Extended { deadline, .. } => {
            let running = |known: &&mut Deadline| known.key == *deadline && known.is_running();
            if let Some(known) = deadlines.all.iter_mut().find(running) {
                change(known, event, entry);
            }
        }
    }
}

fn change(known: &mut Deadline, event: &DeadlineEvent, entry: &Entry) {
    match event {
        DeadlineEvent::Moved { due_on, excluded_days, .. } => {
            known.due_on = *due_on;
            known.excluded_days = *excluded_days;
        }
        DeadlineEvent::Ended { on, .. } => known.ended_on = Some(*on),
        DeadlineEvent::Extended { months, reason, .. } => known.extensions.push(Extension {
            months: *months,
            reason: reason.clone(),
            by: By::from(entry),
        }),
        DeadlineEvent::Started { .. }
        | DeadlineEvent::Excluded { .. }
        | DeadlineEvent::Resumed { .. }
        | DeadlineEvent::Lifted { .. } => {}
    }
}
