//! What is typed or pasted is kept as it is seen: numbers in their written norm, names without what nobody sees.

use proptest::prelude::*;
use zhixing_domain::{
    ground::court::FundAccount,
    ground::refusal::{FieldProblem, Refusal, seen},
    intake::party::{PartyDetails, PartyKind, check, check_account},
};

use crate::samples::application;

fn person() -> PartyDetails {
    application().parties[0].clone()
}

fn number(typed: &str) -> Result<String, Refusal> {
    check("p", &PartyDetails { identity_number: typed.to_owned(), ..person() })
        .map(|checked| checked.identity_number)
}

#[test]
fn an_identity_number_is_kept_in_its_written_norm() {
    for typed in [
        "441224198502149819",
        "441224-19850214-9819",
        "441224 19850214 9819",
        "４４１２２４１９８５０２１４９８１９",
        "\u{feff}441224198502149819\u{200b}",
        "44122419850214‐9819",
    ] {
        assert_eq!(number(typed).unwrap(), "441224198502149819", "{typed:?}");
    }
    assert!(matches!(
        number("441224198502149818"),
        Err(Refusal::Field { problem: FieldProblem::Number { .. }, .. })
    ));
    let company = PartyDetails {
        kind: PartyKind::LegalPerson,
        identity_number: "９１１７８７１１ｋ０ＸＴＦ８Ｈ７６３\u{200b}".to_owned(),
        ..person()
    };
    let checked = check("p", &company).unwrap().identity_number;
    assert_eq!(checked, "91178711K0XTF8H763");
}

#[test]
fn a_name_is_kept_as_it_is_seen() {
    let named = |name: &str| {
        check("p", &PartyDetails { name: name.to_owned(), ..person() }).map(|checked| checked.name)
    };
    for typed in
        ["韦观水", "韦\u{200b}观水", "\u{feff}韦观水\u{200d}", "韦观\u{ad}水 ", "韦观水\u{fe0f}"]
    {
        assert_eq!(named(typed).unwrap(), "韦观水", "{typed:?}");
    }
    assert_eq!(named("\u{f9f4}某").unwrap(), "林某", "the form of an old system");
    assert!(named("\u{200b}\u{feff}").is_err(), "nothing is seen");
}

#[test]
fn telephones_and_accounts_are_read_as_people_write_them() {
    let phone = |typed: &str| {
        check("p", &PartyDetails { phone: typed.to_owned(), ..person() })
            .map(|checked| checked.phone)
    };
    for typed in [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "+86 13800138000",
    ] {
        assert_eq!(phone(typed).unwrap(), "13800138000", "{typed}");
    }
    assert_eq!(phone("0758-5520000").unwrap(), "0758-5520000");
    let account = |typed: &str, name: &str| {
        let account = FundAccount {
            name: name.to_owned(),
            bank: "怀集支行".to_owned(),
            bank_code: String::new(),
            account: typed.to_owned(),
        };
        check_account("a", &account).map(|account| account.account)
    };
    assert_eq!(account("6222 0200\u{200b} ００００ 1234", "甲").unwrap(), "6222020000001234");
    for masked in ["6222****1234", "6.22202E+15", "-6222020000001234"] {
        assert!(account(masked, "甲").is_err(), "{masked}");
    }
    assert!(account("6222020000001234", &"长".repeat(70)).is_ok());
    let long = account("6222020000001234", &"长".repeat(71));
    assert!(
        matches!(&long, Err(Refusal::Field { problem: FieldProblem::TooLong { max: 70 }, .. })),
        "refused where it is typed, not when the bank gets it: {long:?}"
    );
}

proptest! {
    /// Seen once is seen: what is kept does not change when it is kept again.
    #[test]
    fn what_is_seen_is_seen_again(text in "\\PC{0,30}") {
        prop_assert_eq!(seen(&seen(&text)), seen(&text));
    }
}
