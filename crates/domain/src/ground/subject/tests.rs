//! A subject is written down in one way and read back the same; anything else is no subject.

use super::*;

#[test]
fn every_subject_is_read_back_as_written() {
    let id = Uuid::from_u128(7);
    let all = [
        Subject::Matter,
        Subject::Funds,
        Subject::Statement,
        MeasureId(id).into(),
        PayoutId(id).into(),
        StaffId(id).into(),
    ];
    for subject in all {
        assert_eq!(subject.to_string().parse::<Subject>().unwrap(), subject);
        let text = serde_json::to_string(&subject).unwrap();
        assert_eq!(serde_json::from_str::<Subject>(&text).unwrap(), subject);
    }
    assert_eq!(Subject::Measure(MeasureId(id)).to_string(), format!("measure:{id}"));
}

#[test]
fn what_names_nothing_is_refused() {
    for text in ["", "measure", "measures:1", "measure:1", "funds:1", "release", "measure:"] {
        assert!(text.parse::<Subject>().is_err(), "{text}");
    }
}
