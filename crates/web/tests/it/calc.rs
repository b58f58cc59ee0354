//! The public calculators: nobody is signed in, wrong places are named, an address that asks too often waits.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::court::{Answer, House};

async fn ask(house: &House, what: &str, question: Value) -> Answer {
    house.post(&format!("/api/calc/{what}"), "", question).await
}

async fn found(house: &House, what: &str, question: Value) -> Value {
    let answer = ask(house, what, question).await;
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    let working = &answer.body["working"];
    assert!(working["steps"].as_array().is_some_and(|steps| !steps.is_empty()));
    assert!(working["rules"].as_array().is_some_and(|rules| !rules.is_empty()));
    assert_eq!(working["computed_on"], "2026-03-02");
    answer.body
}

/// The account that docs/calculators.md shows, which the command line reads from a file.
fn account() -> Value {
    let page = include_str!("../../../../docs/calculators.md");
    let block = page.split("```json").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    serde_json::from_str(block).unwrap()
}

#[tokio::test]
async fn every_calculator_answers_without_a_sign_in() {
    let house = House::open().await;
    let end =
        found(&house, "period", json!({ "from": "2024-09-24", "length": 10, "unit": "day" })).await;
    assert_eq!((&end["end"], &end["rolled_from"]), (&json!("2024-10-08"), &json!("2024-10-04")));
    assert_eq!(end["working"]["steps"][2]["rules"], json!(["G-3"]));
    let named = found(&house, "period", json!({ "from": "2024-09-30", "rule": "DL-A6" })).await;
    assert_eq!(named["end"], "2024-10-08");
    let fee = found(&house, "fee", json!({ "kind": "application", "amount": "50,000" })).await;
    assert_eq!(fee["fee_fen"], 65_000);
    let fee = found(&house, "fee", json!({ "kind": "preservation", "amount": "2000000" })).await;
    assert_eq!(fee["fee_fen"], 500_000);
    let words = found(&house, "words", json!({ "amount": "5289" })).await;
    assert_eq!(words["words"], "伍仟贰佰捌拾玖元整");
    assert_eq!(words["working"]["rules"][0]["basis"][0]["mark"], "memory");
    let claims: Vec<Value> = [("A", "300000"), ("B", "200000"), ("C", "100000")]
        .iter()
        .map(|(name, amount)| json!({ "name": name, "amount": amount, "class": "ordinary" }))
        .collect();
    let split = json!({ "pool": "390000", "rule": "sealing_order", "claims": claims });
    let split = found(&house, "distribution", split).await;
    let shares: Vec<&Value> =
        split["shares"].as_array().unwrap().iter().map(|s| &s["share_fen"]).collect();
    assert_eq!(shares, [30_000_000, 9_000_000, 0]);
}

#[tokio::test]
async fn interest_is_one_sum_or_an_account() {
    let house = House::open().await;
    let sum = json!({
        "instalments": [{ "principal": "50000", "due": "2022-03-31" }],
        "until": "2022-12-31",
        "exclusions": [{ "from": "2022-06-01", "to": "2022-08-31" }],
    });
    let sum = found(&house, "interest", sum).await;
    assert_eq!((&sum["days"], &sum["interest_fen"]), (&json!(183), &json!(160_125)));
    let kept = found(&house, "interest", account()).await;
    assert_eq!(kept["days"], Value::Null);
    assert_eq!(kept["interest_fen"], 1_612_282);
    assert_eq!(kept["payments"][0]["to_general_fen"], 1_183_562);
    assert_eq!(kept["balance"]["total_fen"], 23_213_712);
    let mut floating = account();
    floating["general"] = json!({ "lpr": "one_year", "times": "4", "from": "2022-01-01" });
    let floating = found(&house, "interest", floating).await;
    assert!(floating["working"]["cautions"].to_string().contains("LPR"), "{floating}");
}

/// docs/calculators.md gives the figures, and the command line's tests ask the same.
#[tokio::test]
async fn a_floating_rate_is_the_benchmark_before_the_loan_prime_rate() {
    let house = House::open().await;
    let ask_of = |general: Value| {
        json!({
            "instalments": [{ "principal": "100000", "due": "2020-06-01" }],
            "general": general,
            "until": "2020-06-01",
        })
    };
    let loan = ask_of(json!({ "lpr": "one_year", "from": "2018-06-01" }));
    let loan = found(&house, "interest", loan).await;
    assert_eq!(loan["general_fen"], 900_630);
    let step = &loan["working"]["steps"][0];
    assert_eq!(step["rules"], json!(["R-I10"]));
    assert!(step["text"].as_str().is_some_and(|text| text.contains("一至三年（含）")), "{step}");
    let tiers = [
        ("six_months", 851_973),
        ("one_year", 851_973),
        ("three_years", 900_630),
        ("five_years", 900_630),
    ];
    for (tier, fen) in tiers {
        let asked = ask_of(json!({ "lpr": "one_year", "tier": tier, "from": "2018-06-01" }));
        assert_eq!(found(&house, "interest", asked).await["general_fen"], fen, "{tier}");
    }
    let longer = ask_of(json!({ "lpr": "five_years", "tier": "longer", "from": "2018-06-01" }));
    assert_eq!(found(&house, "interest", longer).await["general_fen"], 972_151);
    for (general, place, code) in [
        (
            json!({ "lpr": "one_year", "tier": "longer", "from": "2018-06-01" }),
            "general.tier",
            "calc.tier",
        ),
        (
            json!({ "lpr": "one_year", "tier": "longer", "from": "2019-08-19" }),
            "general.tier",
            "calc.tier",
        ),
        (json!({ "lpr": "five_years", "from": "1990-01-01" }), "general.from", "calc.rate_unknown"),
    ] {
        let answer = ask(&house, "interest", ask_of(general.clone())).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{general}");
        assert_eq!(answer.code(), code, "{general}");
        assert_eq!(answer.body["findings"][0]["field"], place, "{general}");
    }
}

#[tokio::test]
async fn a_wrong_place_is_named_with_its_sentence() {
    let house = House::open().await;
    let mut late = account();
    late["payments"][0]["on"] = json!("2023-06-26");
    let mut both = account();
    both["general"]["lpr"] = json!("one_year");
    let mut multiplied = account();
    multiplied["general"]["times"] = json!("4");
    let mut odd_year = account();
    odd_year["general"]["year_base"] = json!(367);
    let mut old_year = account();
    old_year["old_year_base"] = json!(361);
    let many = json!({
        "instalments": vec![json!({ "principal": "1", "due": "2022-01-01" }); 100],
        "payments": vec![json!({ "on": "2022-12-27", "amount": "1" }); 300],
        "until": "2023-06-25",
    });
    let mut empty = account();
    empty["instalments"] = json!([]);
    let span = json!([{ "from": "2024-01-03", "to": "2024-01-02" }]);
    let claim = json!({ "name": "A", "amount": "1", "class": "ordinary" });
    let cases = [
        ("period", json!({ "from": "2024-02-30", "length": 1, "unit": "day" }), "from", "law.date"),
        (
            "period",
            json!({ "from": "2024-02-01", "length": 0, "unit": "day" }),
            "length",
            "calc.count",
        ),
        ("period", json!({ "from": "2024-02-01" }), "length", "calc.length"),
        (
            "period",
            json!({ "from": "2024-02-01", "length": 1, "unit": "day", "rule": "DL-A6" }),
            "length",
            "calc.length",
        ),
        ("period", json!({ "from": "2024-02-01", "rule": "DL-ZZ" }), "rule", "calc.rule"),
        (
            "period",
            json!({ "from": "2024-01-01", "length": 1, "unit": "day", "exclusions": span }),
            "exclusions[0].to",
            "law.interval",
        ),
        ("fee", json!({ "kind": "application", "amount": "-5" }), "amount", "law.money"),
        ("words", json!({ "amount": "1.234" }), "amount", "law.money"),
        ("words", json!({ "amount": "10000000000000.01" }), "amount", "law.money"),
        ("interest", late, "payments[0].on", "law.order"),
        ("interest", both, "general.rate", "calc.rate"),
        ("interest", multiplied, "general.times", "calc.times"),
        ("interest", odd_year, "general.year_base", "law.parameter"),
        ("interest", old_year, "old_year_base", "law.parameter"),
        ("interest", many, "payments", "calc.too_many"),
        ("interest", empty, "instalments", "calc.too_few"),
        (
            "period",
            json!({ "from": "2024-02-01", "rule": "DL-D9", "exclusions": [{ "from": "2024-01-03", "to": "2024-01-04" }] }),
            "exclusions",
            "calc.before",
        ),
        (
            "distribution",
            json!({ "pool": "1", "rule": "pro_rata", "claims": [claim, claim] }),
            "claims[1].name",
            "calc.duplicate",
        ),
    ];
    for (what, question, place, code) in cases {
        let answer = ask(&house, what, question.clone()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what} {question}");
        assert_eq!(answer.code(), code, "{what} {question}");
        assert_eq!(answer.body["findings"][0]["field"], place, "{what} {question}");
        assert_eq!(answer.body["findings"][0]["title"], answer.message());
    }
    let odd = ask(&house, "fee", json!({ "kind": "bribe", "amount": "5" })).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn rules_are_public() {
    let house = House::open().await;
    let all = house.get("/api/calc/rules", "").await;
    assert!(300 < all.body.as_array().unwrap().len());
    let one = house.get("/api/calc/rules/S-%E5%B0%BE%E5%B7%AE", "").await;
    assert_eq!((one.status, &one.body["title"]), (StatusCode::OK, &json!("分配的尾差")));
    let none = house.get("/api/calc/rules/R-F99", "").await;
    assert_eq!((none.status, none.code()), (StatusCode::NOT_FOUND, "not_found"));
}

#[tokio::test]
async fn who_asks_too_often_waits_and_others_do_not() {
    let house = House::open().await;
    let mut last = house.get("/api/calc/rules/R-F1", "").await;
    for _ in 0..700 {
        if last.status != StatusCode::OK {
            break;
        }
        last = house.get("/api/calc/rules/R-F1", "").await;
    }
    assert_eq!((last.status, last.code()), (StatusCode::TOO_MANY_REQUESTS, "too_often"));
    assert!(last.headers.contains_key("retry-after"));
    // Signing in has its own measure.
    house.sign_in("ax.window_clerk").await;
}
