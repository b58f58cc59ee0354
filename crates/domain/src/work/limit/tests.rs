use proptest::prelude::*;
use uuid::Uuid;
use zhixing_law::{instant::Instant, limits};

use super::*;
use crate::{
    ground::{
        entry::By,
        id::{ExclusionId, StaffId},
    },
    work::deadline::Stretch,
};

fn d(text: &str) -> Day {
    text.parse().unwrap()
}

fn known(number: u128, ground: Ground, from: Day, to: Option<Day>) -> Exclusion {
    let by = By { staff: StaffId(Uuid::nil()), name: String::new(), at: Instant::EPOCH };
    let stretch = Stretch { ground, from, to, reason: String::new() };
    Exclusion { id: ExclusionId(Uuid::from_u128(number)), stretch, by, lifted: None }
}

fn counted(by: StoppedBy, limit: &Limit, from: Day, exclusions: &[Exclusion]) -> Counted {
    count(by, limit, from, &[], exclusions, Calendar::builtin()).unwrap()
}

const ALL: [StoppedBy; 4] = [
    StoppedBy::Law(Clock::Enforcement),
    StoppedBy::Law(Clock::Superior),
    StoppedBy::Stay,
    StoppedBy::Nothing,
];

#[test]
fn each_limit_is_stopped_by_what_its_own_rule_names() {
    assert_eq!(StoppedBy::row(None, None), StoppedBy::Stay, "a court's own target rests");
    assert_eq!(StoppedBy::row(None, Some("DL-G1")), StoppedBy::Law(Clock::Enforcement));
    assert_eq!(StoppedBy::row(None, Some("DL-G6")), StoppedBy::Law(Clock::Superior));
    assert_eq!(StoppedBy::row(None, Some("DL-H2")), StoppedBy::Nothing, "the law excludes nothing");
    assert_eq!(StoppedBy::row(Some(Stops::Nothing), Some("DL-G1")), StoppedBy::Nothing);
    assert_eq!(StoppedBy::row(Some(Stops::Stay), Some("DL-G1")), StoppedBy::Stay);
    for ground in Ground::ALL {
        let by = |by: StoppedBy| by.is_stopped(ground);
        assert_eq!(by(StoppedBy::Law(Clock::Enforcement)), ground.stops(Clock::Enforcement));
        assert_eq!(by(StoppedBy::Law(Clock::Superior)), ground.stops(Clock::Superior));
        assert_eq!(by(StoppedBy::Stay), ground.suspends());
        assert!(!by(StoppedBy::Nothing));
    }
}

#[test]
fn what_was_taken_back_counts_as_if_it_had_never_been() {
    let mut one = known(1, Ground::Stay, d("2026-03-04"), Some(d("2026-03-10")));
    let limit = Limit::days(10);
    let from = d("2026-03-02");
    assert_eq!(counted(StoppedBy::Stay, &limit, from, &[one.clone()]).excluded_days, 7);
    let by = one.by.clone();
    one.lifted = Some((by, String::new()));
    let free = counted(StoppedBy::Stay, &limit, from, &[]);
    assert_eq!(counted(StoppedBy::Stay, &limit, from, &[one]), free);
}

#[test]
fn a_sale_stops_the_term_and_neither_the_way_to_the_court_above_nor_a_courts_own_target() {
    let sale = [known(1, Ground::Sale, d("2026-03-04"), None)];
    let now = |by| counted(by, &limits::G1.limit, d("2026-03-02"), &sale).due_on;
    assert_eq!(now(StoppedBy::Law(Clock::Enforcement)), None);
    assert!(now(StoppedBy::Law(Clock::Superior)).is_some());
    assert!(now(StoppedBy::Stay).is_some());
}

prop_compose! {
    fn stretch()(
        ground in prop::sample::select(Ground::ALL.to_vec()),
        from in 0i64..400,
        days in 0i64..90,
        open in prop::bool::weighted(0.2),
    ) -> (Ground, i64, Option<i64>) {
        (ground, from, (!open).then_some(from + days))
    }
}

fn exclusions(drawn: &[(Ground, i64, Option<i64>)]) -> Vec<Exclusion> {
    let day = |days: i64| d("2025-06-01").plus_days(days).unwrap();
    let one = |(number, (ground, from, to)): (u128, &(Ground, i64, Option<i64>))| {
        known(number, *ground, day(*from), to.map(day))
    };
    (0..).zip(drawn).map(one).collect()
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1u32..60).prop_map(Limit::days),
        (1u32..20).prop_map(Limit::workdays),
        (1u32..7).prop_map(Limit::months),
    ]
}

proptest! {
    #[test]
    fn an_exclusion_never_shortens_a_limit(
        drawn in prop::collection::vec(stretch(), 0..5), more in stretch(),
        limit in limit(), from in 0i64..300,
    ) {
        let from = d("2025-06-01").plus_days(from).unwrap();
        for by in ALL {
            let before = counted(by, &limit, from, &exclusions(&drawn));
            let longer = [drawn.as_slice(), &[more]].concat();
            let after = counted(by, &limit, from, &exclusions(&longer));
            prop_assert!(before.excluded_days <= after.excluded_days || after.due_on.is_none());
            match (before.due_on, after.due_on) {
                (Some(before), Some(after)) => prop_assert!(before <= after),
                (None, after) => prop_assert_eq!(after, None),
                (Some(_), None) => {}
            }
        }
    }

    #[test]
    fn in_which_order_stretches_were_written_down_does_not_matter(
        drawn in prop::collection::vec(stretch(), 0..6).prop_shuffle(),
        limit in limit(), from in 0i64..300,
    ) {
        let from = d("2025-06-01").plus_days(from).unwrap();
        let mut sorted = drawn.clone();
        sorted.sort_by_key(|(ground, from, to)| (*from, *to, ground.code()));
        for by in ALL {
            let (one, other) = (exclusions(&drawn), exclusions(&sorted));
            prop_assert_eq!(counted(by, &limit, from, &one), counted(by, &limit, from, &other));
        }
    }

    #[test]
    fn two_stays_over_each_other_count_once(
        drawn in stretch(), limit in limit(), from in 0i64..300,
    ) {
        let from = d("2025-06-01").plus_days(from).unwrap();
        let twice: Vec<_> = Ground::ALL
            .into_iter()
            .filter(|ground| ground.suspends())
            .map(|ground| (ground, drawn.1, drawn.2))
            .collect();
        let one = exclusions(&twice[..1]);
        for by in ALL {
            let all = counted(by, &limit, from, &exclusions(&twice));
            prop_assert_eq!(all, counted(by, &limit, from, &one));
        }
    }
}
