use super::*;

#[test]
fn sm3_of_abc_is_the_vector_of_the_standard() {
    let digest = Digest::of(b"abc");
    let vector = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
    assert_eq!(digest.to_string(), vector);
    assert_eq!(vector.parse::<Digest>().unwrap(), digest);
}

#[test]
fn fields_that_run_together_differ() {
    let mut one = Hasher::new("t");
    one.text("ab").text("c");
    let mut other = Hasher::new("t");
    other.text("a").text("bc");
    assert_ne!(one.finish(), other.finish());
}

#[test]
fn an_absent_field_is_not_an_empty_one() {
    let mut absent = Hasher::new("t");
    absent.absent();
    let mut empty = Hasher::new("t");
    empty.text("");
    assert_ne!(absent.finish(), empty.finish());
}

#[test]
fn pieces_make_the_same_digest_as_the_whole() {
    let mut stream = Stream::default();
    stream.update(b"a");
    stream.update(b"bc");
    assert_eq!(stream.finish(), Digest::of(b"abc"));
}

#[test]
fn malformed_digests_are_refused() {
    for bad in ["", "66", &"g".repeat(64), &"执".repeat(64)] {
        assert!(bad.parse::<Digest>().is_err());
    }
}
