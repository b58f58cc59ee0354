//! A crowd: people and companies of every kind are filed, bank files of every kind are imported, at random and by one
//! seed. Nothing is answered with 5xx, every paper of what was filed can be drawn, and no money goes to a case that its
//! remittance does not mean. `ZHIXING_CROWD` says how many (`cargo xtask crowd`), `ZHIXING_CROWD_SEED` which; the usual
//! run is a small one.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};
use zhixing_app::clock::Clock as _;

use crate::court::{House, application};

mod bank;
mod people;

const CLERK: &str = "ax.window_clerk";
const FUNDS: &str = "ax.fund_officer";
const STATEMENTS: &str = "/api/funds/statements";

/// How many of each, and from which seed.
fn crowd(usual: u64) -> u64 {
    let asked = std::env::var("ZHIXING_CROWD").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// From so many on papers are drawn of a part only: drawing one takes as long as filing six.
const LARGE: u64 = 1_000;

/// So many are done before somebody signs in anew.
const SHIFT: u64 = 50;

/// Hours pass, and a server that is started anew has forgotten who was refused how often.
fn let_time_pass(house: &House) {
    let later = house.clock.now().plus_secs(20).unwrap();
    house.clock.advance_to(later);
}

/// Another crowd than the usual one, where `ZHIXING_CROWD_SEED` says so.
fn seed(usual: u64) -> u64 {
    let asked = std::env::var("ZHIXING_CROWD_SEED").ok();
    usual.wrapping_add(asked.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Chances that can be had again: the same seed gives the same crowd (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n).unwrap()).unwrap()
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap())).collect()
    }
}

#[tokio::test]
async fn people_and_companies_of_every_kind_are_filed_or_told_why_not_and_their_papers_drawn() {
    let mut house = House::open().await;
    let mut clerk = house.sign_in(CLERK).await;
    let mut chance = Chance(seed(20_261_130));
    let (mut filed, mut refused, mut drawn) = (0, 0, 0);
    for n in 0..crowd(60) {
        let_time_pass(&house);
        if n % SHIFT == 0 {
            clerk = house.sign_in(CLERK).await;
        }
        let mut body = application();
        body["claim"]["title"]["number"] = json!(format!("（2025）粤1224民初{}号", 500_000 + n));
        people::put(&mut chance, &mut body);
        let sent = body.to_string();
        let mut answer = house.post("/api/begin/file_case", &clerk, body.clone()).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            house = house.again(n);
            answer = house.post("/api/begin/file_case", &clerk, body).await;
        }
        if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
            assert!(!answer.message().is_empty(), "{sent}");
            refused += 1;
            continue;
        }
        assert_eq!(answer.status, StatusCode::OK, "{sent}: {:?}", answer.body);
        filed += 1;
        let id = answer.body["id"].as_str().unwrap().to_owned();
        // One paper names everybody; of every tenth case all are drawn. In a large crowd every third case's is.
        let most = match n {
            _ if n % 10 == 0 => usize::MAX,
            LARGE.. if n % 3 != 0 => 0,
            _ => 1,
        };
        drawn += draw(&house, &clerk, &id, most, &sent).await;
    }
    assert!(
        refused < 3 * filed && filed <= 3 * drawn,
        "{filed} filed, {refused} refused, {drawn} papers"
    );
    println!("{filed} filed, {refused} told why not, {drawn} papers drawn");
}

/// Draws so many papers of a case; how many there were.
async fn draw(house: &House, clerk: &str, id: &str, most: usize, sent: &str) -> u64 {
    let file = house.get(&format!("/api/cases/{id}"), clerk).await.body;
    let mut drawn = 0;
    for paper in file["documents"].as_array().unwrap().iter().take(most) {
        let path = format!("/api/cases/{id}/documents/{}/pdf", paper["id"].as_str().unwrap());
        let pdf = house.get(&path, clerk).await;
        assert_eq!(pdf.status, StatusCode::OK, "{}: {sent}: {:?}", paper["title"], pdf.body);
        assert!(pdf.bytes.starts_with(b"%PDF-"), "{sent}");
        drawn += 1;
    }
    drawn
}

/// So many cases there are that money may be meant for.
const CASES: u32 = 14;

#[tokio::test]
async fn bank_files_of_every_kind_are_read_or_refused_and_no_money_goes_astray() {
    let mut house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let mut funds = house.sign_in(FUNDS).await;
    for _ in 0..CASES {
        let filed = house.post("/api/begin/file_case", &clerk, application()).await;
        assert_eq!(filed.status, StatusCode::OK, "{:?}", filed.body);
    }
    let mut chance = Chance(seed(5_289));
    let mut meant: Vec<bank::Line> = Vec::new();
    let (mut read, mut refused) = (0, 0);
    for n in 0..crowd(120) {
        let_time_pass(&house);
        if n % SHIFT == 0 {
            funds = house.sign_in(FUNDS).await;
        }
        let file = bank::file(&mut chance, meant.len(), CASES);
        let sent = (file.name, file.bytes.as_slice());
        let mut answer = house.post_file(STATEMENTS, &funds, &[], sent).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            house = house.again(n);
            answer = house.post_file(STATEMENTS, &funds, &[], sent).await;
        }
        match answer.status {
            StatusCode::OK => {
                read += 1;
                meant.extend(file.lines);
            }
            StatusCode::UNPROCESSABLE_ENTITY => {
                assert!(!file.sound, "{}: {:?}", file.name, answer.body);
                refused += 1;
            }
            other => panic!("{other}: {}: {:?}", file.name, answer.body),
        }
    }
    let booked = receipts(&house, &funds).await;
    let mut matched = 0;
    for (amount, case_no) in &booked {
        let Some(line) = meant.iter().find(|line| line.amount == *amount) else {
            // What was changed at random in a file may be another sum; it must not be any case's.
            continue;
        };
        let Some(serial) = serial_of(case_no) else { continue };
        assert_eq!(line.means, BTreeSet::from([serial]), "{} went to {case_no}", line.text);
        matched += 1;
    }
    assert!(0 < matched && 0 < refused && refused < read, "{matched} {read} {refused}");
    println!(
        "{read} files read, {refused} refused, {} receipts, {matched} to a case",
        booked.len()
    );
}

fn serial_of(case_no: &str) -> Option<u32> {
    let digits = case_no.split('执').nth(1)?.trim_end_matches('号');
    digits.parse().ok()
}

/// Every receipt: its amount, and the number of its case or nothing.
async fn receipts(house: &House, funds: &str) -> Vec<(i64, String)> {
    let mut all = Vec::new();
    let mut after = String::new();
    loop {
        let page =
            house.get(&format!("/api/lists/receipts?state=all&limit=200{after}"), funds).await;
        assert_eq!(page.status, StatusCode::OK, "{:?}", page.body);
        for row in page.body["items"].as_array().unwrap() {
            let amount = row["amount_fen"].as_i64().unwrap();
            all.push((amount, row["case_no"].as_str().unwrap_or_default().to_owned()));
        }
        match page.body["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return all,
        }
    }
}

/// A field of a party.
fn set(party: &mut Value, name: &str, value: impl Into<Value>) {
    party[name] = value.into();
}
