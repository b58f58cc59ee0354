use super::*;
use proptest::prelude::*;
use serde_json::json;

#[test]
fn keys_are_sorted_at_every_depth() {
    let text =
        recanonical(r#"{ "乙": [ {"b": 1, "a": null} ], "a": true, "甲": "x\n\"" }"#).unwrap();
    assert_eq!(text, r#"{"a":true,"乙":[{"a":null,"b":1}],"甲":"x\n\""}"#);
}

#[test]
fn fractions_and_nul_are_refused() {
    assert!(canonical(&json!({"fen": 1.5})).is_err());
    assert!(canonical(&json!({"fen": 1.0})).is_err());
    assert!(canonical(&json!("a\u{0}b")).is_err());
    assert!(canonical(&json!({"a\u{0}": 1})).is_err());
}

#[test]
fn the_limits_of_64_bits_are_kept() {
    let text = canonical(&json!([i64::MIN, i64::MAX, u64::MAX])).unwrap();
    assert_eq!(text, "[-9223372036854775808,9223372036854775807,18446744073709551615]");
}

proptest! {
    #[test]
    fn any_text_survives_and_writing_again_changes_nothing(text in "[^\u{0}]*", n in any::<i64>()) {
        let value = json!({ "t": text, "n": n });
        let once = canonical(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&once).unwrap(), value);
        prop_assert_eq!(recanonical(&once).unwrap(), once);
    }
}
