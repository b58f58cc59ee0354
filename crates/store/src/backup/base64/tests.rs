use super::*;
use proptest::prelude::*;

#[test]
fn the_vectors_of_the_standard() {
    for (bytes, text) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(encode(bytes.as_bytes()), text);
        assert_eq!(decode(text).unwrap(), bytes.as_bytes());
    }
}

#[test]
fn malformed_text_is_refused() {
    for bad in ["Z", "Zg=", "Z===", "====", "Zg==Zg==", "Zm9!", "执行", "Zm=v"] {
        assert!(decode(bad).is_none(), "{bad}");
    }
}

proptest! {
    #[test]
    fn any_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(decode(&encode(&bytes)).unwrap(), bytes);
    }
}
