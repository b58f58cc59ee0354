//! 二十二个法院年: twenty seeds on SQLite and two on PostgreSQL, each a court's year in rough weather with kills, after which
//! the eight invariants hold. A seed that fails is run again by its name:
//! `cargo test -p zhixing-sim --test years sqlite::seed_07`.
//!
//! A year has sixteen cases besides visits and objections, so that all of them together stay well under five minutes on
//! two cores: a case more costs each year about as much as two weeks of it.

mod clerk;
mod court;
/// The storage room's own: the same test on both databases.
#[path = "../../../store/tests/it/support.rs"]
#[expect(dead_code, reason = "the storage room's tests do more with it")]
mod databases;
#[path = "../../../store/tests/it/forge.rs"]
mod forge;
mod house;
mod invariants;
mod once;
#[path = "../../../store/tests/it/replayed.rs"]
mod replayed;
#[expect(dead_code, reason = "other tests do more with it")]
#[path = "../it/storm.rs"]
mod storm;
mod year;

use self::{house::House, year::Year};

/// Lives the year of a seed and looks at what it left.
async fn lived(store: databases::Store, seed: u64) {
    let mut house = Box::pin(House::build(store, seed)).await;
    let mut year = Year::new(seed);
    Box::pin(year.live(&mut house)).await;
    println!("seed {seed}: {}", year.told());
    Box::pin(invariants::must_hold(&house, &year)).await;
}

macro_rules! years {
    ($($name:ident = $seed:literal)+) => {$(
        #[test]
        fn $name() {
            on(|store| crate::lived(store, $seed));
        }
    )+};
}

mod sqlite {
    use crate::databases::on_sqlite as on;

    years! {
        seed_01 = 1 seed_02 = 2 seed_03 = 3 seed_04 = 4 seed_05 = 5
        seed_06 = 6 seed_07 = 7 seed_08 = 8 seed_09 = 9 seed_10 = 10
        seed_11 = 11 seed_12 = 12 seed_13 = 13 seed_14 = 14 seed_15 = 15
        seed_16 = 16 seed_17 = 17 seed_18 = 18 seed_19 = 19 seed_20 = 20
    }
}

mod postgres {
    use crate::databases::{Store, on_each};

    /// The SQLite half of `on_each` is left to the seeds above.
    fn on<F: Future<Output = ()>>(test: impl Fn(Store) -> F) {
        on_each(|store| {
            let lived = (!store.db.is_sqlite()).then(|| test(store));
            async {
                if let Some(lived) = lived {
                    lived.await;
                }
            }
        });
    }

    years! { seed_21 = 21 seed_22 = 22 }
}
