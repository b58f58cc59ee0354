//! 怀集的5289元

use zhixing_connectors::simulator::search_network::Weather;
use zhixing_sim::{people::Register, story};

use crate::support::{Court, at, must_be_sound, sqlite};

async fn tell(court: &Court) {
    let day0 = "2026-11-09".parse().unwrap();
    let mut register = Register::new(5289);
    let case = story::run(&court.desk, &mut register, day0).await.unwrap();
    let file = court.desk.file(case).await.unwrap();
    assert_eq!(file.number_text(), "（2026）粤1224执1号");
    must_be_sound(court).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_claim_is_paid_and_closed_in_nine_days() {
    let court = sqlite(1, Weather::CALM, at("2026-11-09T00:30:00Z")).await;
    tell(&court).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_tells_the_same_story() {
    let mut hashes = Vec::new();
    for seed in [1, 1, 2] {
        let court = sqlite(seed, Weather::CALM, at("2026-11-09T00:30:00Z")).await;
        tell(&court).await;
        hashes.push(court.db.snapshot().await.unwrap().state_hash().await.unwrap());
    }
    assert_eq!(hashes[0], hashes[1]);
    assert_ne!(hashes[0], hashes[2]);
}
