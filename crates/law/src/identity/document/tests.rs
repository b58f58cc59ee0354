use super::*;
use proptest::prelude::*;

fn reason(result: Result<impl std::fmt::Debug, LawError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn a_number_of_the_first_generation_stands_for_the_citizens_number() {
    // 怀集县, born on 1985-02-14.
    let lifted = old_id_number("441224 850214 981").unwrap();
    assert_eq!(lifted.text, "441224198502149819");
    assert_eq!((lifted.born_on.to_string().as_str(), lifted.sex), ("1985-02-14", Sex::Male));
    for bad in ["44122485021498", "44122485023198X", "441224850231981", "991224850214981", ""] {
        assert!(old_id_number(bad).is_err(), "{bad}");
    }
}

#[test]
fn residents_of_hong_kong_macau_and_taiwan_have_citizens_numbers_of_their_own_regions() {
    for region in ["810000", "820000", "830000"] {
        let body = format!("{region}19900101001");
        let number = format!("{body}{}", closing_digit(&body).unwrap());
        assert_eq!(residence_permit(&number).unwrap().text, number);
    }
    assert!(reason(residence_permit("441224198502149819")).contains("810000"));
    assert!(reason(residence_permit("810000199001010")).contains("18 位"));
}

#[test]
fn permits_are_read_as_they_are_printed() {
    for (typed, kept) in [
        ("H12345678", "H12345678"),
        ("m 1234 5678", "M12345678"),
        ("Ｈ１２３４５６７８０１", "H1234567801"),
        ("H-12345678\u{200b}", "H12345678"),
    ] {
        assert_eq!(travel_permit(typed).unwrap(), kept, "{typed}");
    }
    for bad in ["H1234567", "H123456789", "K12345678", "12345678", "H1234567A", ""] {
        assert!(travel_permit(bad).is_err(), "{bad}");
    }
    for (typed, kept) in
        [("12345678", "12345678"), ("0012345678(B)", "0012345678B"), ("0012345678", "0012345678")]
    {
        assert_eq!(taiwan_permit(typed).unwrap(), kept, "{typed}");
    }
    for bad in ["1234567", "123456789", "12345678B", "001234567(B)", "ABCDEFGH", ""] {
        assert!(taiwan_permit(bad).is_err(), "{bad}");
    }
}

#[test]
fn passports_are_letters_and_digits() {
    for good in ["K12345678", "E12345678", "EA1234567", "533401372", "C01X00T47", "AB 12345"] {
        assert!(passport(good).is_ok(), "{good}");
    }
    for bad in ["", "1234", "ABCDEFGH", "K12345678901234567890", "护照123456"] {
        assert!(passport(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_foreigners_card_tells_birth_and_sex_since_2023() {
    let (text, told) = foreigner_card("944840198802293015").unwrap();
    let (born_on, sex) = told.unwrap();
    assert_eq!(text, "944840198802293015");
    assert_eq!((born_on.to_string().as_str(), sex), ("1988-02-29", Sex::Male));
    assert_eq!(foreigner_card("usa440188022901").unwrap().0.len(), 15);
    assert!(reason(foreigner_card("944840198802293016")).contains("校验位"));
    assert!(reason(foreigner_card("944840198702293015")).contains("出生日期"));
    assert!(reason(foreigner_card("999840198802293015")).contains("区划"));
    for bad in ["", "441224198502149819", "US1440188022901", "USA44018802290"] {
        assert!(foreigner_card(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_code_of_the_right_shape_may_break_its_check_digit_and_says_so() {
    let right = credit_code_seen("91178711K0XTF8H763").unwrap();
    assert!(right.sound);
    let odd = credit_code_seen("91178711K0XTF8H764").unwrap();
    assert_eq!((odd.text.as_str(), odd.sound), ("91178711K0XTF8H764", false));
    for bad in ["", "91178711K0XTF8H76", "91178711I0XTF8H763", "9117A711K0XTF8H763"] {
        assert!(credit_code_seen(bad).is_err(), "{bad}");
    }
}

#[test]
fn licences_of_before_2015_have_fifteen_digits() {
    // Licences of two large companies, as their reports print them.
    for real in ["440301103097413", "440301103448669"] {
        assert!(business_licence(real).unwrap().sound, "{real}");
    }
    assert!(!business_licence("440301103097414").unwrap().sound);
    assert!(business_licence("4403012012345").unwrap().sound);
    assert_eq!(business_licence("企独粤总字第003587号").unwrap().text, "企独粤总字第003587号");
    for bad in ["", "44030110309741", "4403011030974130", "字第1号", "44030110309741X"] {
        assert!(business_licence(bad).is_err(), "{bad}");
    }
}

#[test]
fn what_a_foreign_register_wrote_is_kept() {
    for good in ["1234567", "HE 123456", "C-1234567-D", "0100-01-012345"] {
        assert!(foreign_registration(good).is_ok(), "{good}");
    }
    for bad in ["", "1", "LIMITED", &"1".repeat(31)] {
        assert!(foreign_registration(bad).is_err(), "{bad}");
    }
}

#[test]
fn peoples_are_named_as_cards_name_them() {
    assert_eq!(ethnicity("汉").as_deref(), Some("汉族"));
    assert_eq!(ethnicity(" 维吾尔族 ").as_deref(), Some("维吾尔族"));
    assert_eq!(ethnicity("穿青人").as_deref(), Some("穿青人"));
    assert!(["", "族", "汉人", "汉族族"].iter().all(|bad| ethnicity(bad).is_none()));
}

proptest! {
    /// What was kept is kept again as it is, whatever was typed.
    #[test]
    fn a_number_kept_once_is_kept_again(text in "[0-9A-Za-zＡ-Ｚ０-９（）() \\-字第号]{0,24}") {
        let again = |first: Result<String, LawError>, read: &dyn Fn(&str) -> Option<String>| {
            first.is_ok_and(|kept| read(&kept).as_ref() != Some(&kept))
        };
        prop_assert!(!again(travel_permit(&text), &|t| travel_permit(t).ok()));
        prop_assert!(!again(taiwan_permit(&text), &|t| taiwan_permit(t).ok()));
        prop_assert!(!again(passport(&text), &|t| passport(t).ok()));
        prop_assert!(!again(foreign_registration(&text), &|t| foreign_registration(t).ok()));
        let licence = |t: &str| business_licence(t).ok().map(|checked| checked.text);
        prop_assert!(!again(business_licence(&text).map(|c| c.text), &licence));
        let card = |t: &str| foreigner_card(t).ok().map(|(text, _)| text);
        prop_assert!(!again(foreigner_card(&text).map(|c| c.0), &card));
        let _ = (old_id_number(&text), residence_permit(&text), credit_code_seen(&text));
    }
}
