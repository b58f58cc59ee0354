//! Who stands in an application: persons and companies with every kind of paper, named in every script.

use serde_json::{Value, json};

use super::{Chance, set};

const PLAIN: &[&str] =
    &["王海", "欧阳小燕", "韦观水", "尼加提·吐尔逊", "李", "买买提江·阿不都热依木·艾合买提"];
const RARE: &[&str] = &["𠮷田宏", "张䶮", "㐂多", "赵𪚥", "王\u{e815}", "陈\u{fa0e}", "刘㼆"];
const FOREIGN: &[&str] = &[
    "John Smith",
    "Łukasz Żółć",
    "Nguyễn Văn Đức",
    "Игорь Петров",
    "محمد علي",
    "สมชาย ใจดี",
    "Özgür Çağlar",
    "김철수",
    "たなか さくら",
    "ＪＯＨＮ　ＳＭＩＴＨ",
];
const ODD: &[&str] = &[
    "王\u{200b}海",
    "\u{feff}李四",
    "张\t三",
    "王🙂海",
    "  孙 七  ",
    "<b>甲</b>",
    "=SUM(A1)",
    "a",
    "",
];
const COMPANIES: &[&str] = &[
    "怀集县兴华建材有限公司",
    "中国农业银行股份有限公司怀集县支行",
    "ABC (Hong Kong) Ltd.",
    "怀集县个体户李四小炒店",
    "三D打印（深圳）有限责任公司",
    "怀集縣㐂慶餐飲店",
];

/// Puts random people into an application.
pub(super) fn put(chance: &mut Chance, body: &mut Value) {
    for place in 0..2 {
        if chance.below(4) == 0 {
            continue;
        }
        let applicant = place == 0;
        let party = &mut body["parties"][place];
        if chance.below(3) == 0 {
            company(chance, party)
        } else {
            person(chance, party, applicant)
        };
        if applicant {
            let name = party["name"].clone();
            party["account"]["name"] = name;
            party["account"]["account"] = json!(format!("62220200{}", chance.digits(10)));
        }
        let rest = chance.digits(9);
        set(
            party,
            "phone",
            if chance.below(6) == 0 { "12".to_owned() } else { format!("13{rest}") },
        );
    }
}

fn person(chance: &mut Chance, party: &mut Value, applicant: bool) {
    let pool = [PLAIN, PLAIN, RARE, FOREIGN, ODD][chance.below(5)];
    set(party, "name", chance.of(pool));
    match chance.below(8) {
        0..=2 => set(party, "identity_number", written(chance, resident)),
        3 => {
            set(party, "identity_kind", "passport");
            let letter = chance.of(&["E", "G", "EA", "N"]);
            set(party, "identity_number", format!("{letter}{}", chance.digits(7)));
            set(party, "country", "越南");
        }
        4 => {
            set(party, "identity_kind", "travel_permit");
            set(
                party,
                "identity_number",
                format!("{}{}", chance.of(&["H", "M"]), chance.digits(8)),
            );
            set(party, "country", "中国香港");
        }
        5 => {
            set(party, "identity_kind", "other");
            set(party, "identity_number", chance.digits(8));
            set(party, "identity_remark", "士官证");
        }
        6 if !applicant => {
            set(party, "identity_kind", "unknown");
            set(party, "identity_number", "");
            set(party, "identity_remark", "判决书未载明");
        }
        _ => set(party, "identity_number", chance.digits(18)),
    }
}

fn company(chance: &mut Chance, party: &mut Value) {
    set(party, "kind", chance.of(&["legal_person", "other_organisation"]));
    set(party, "name", chance.of(COMPANIES));
    set(party, "representative", chance.of(PLAIN));
    match chance.below(4) {
        0 | 1 => set(party, "identity_number", written(chance, credit_code)),
        2 => {
            set(party, "identity_kind", "foreign_registration");
            set(party, "identity_number", chance.digits(7));
            set(party, "country", "中国香港");
        }
        _ => set(party, "identity_number", chance.digits(15)),
    }
}

/// A sound number as people type it: in groups, wide, with what nobody sees.
fn written(chance: &mut Chance, make: fn(&mut Chance) -> String) -> String {
    let number = make(chance);
    match chance.below(6) {
        0 => number.to_lowercase(),
        1 => format!("{}-{}-{}", &number[..6], &number[6..14], &number[14..]),
        2 => number.chars().map(wide).collect(),
        3 => format!("\u{200b}{number} "),
        _ => number,
    }
}

fn wide(c: char) -> char {
    char::from_u32(u32::from(c) + 0xfee0).filter(|_| c.is_ascii_graphic()).unwrap_or(c)
}

fn resident(chance: &mut Chance) -> String {
    let (year, month, day) = (1940 + chance.below(65), 1 + chance.below(12), 1 + chance.below(28));
    let body = format!("441224{year}{month:02}{day:02}{}", chance.digits(3));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = body.bytes().map(|b| usize::from(b - b'0'));
    let sum: usize = digits.zip(weights).map(|(digit, weight)| digit * weight).sum();
    format!("{body}{}", char::from(b"10X98765432"[sum % 11]))
}

fn credit_code(chance: &mut Chance) -> String {
    const SIGNS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let body = format!("91441224MA{}", chance.digits(7));
    let mut weight = 1;
    let mut sum = 0;
    for sign in body.bytes() {
        sum += SIGNS.iter().position(|known| *known == sign).unwrap() * weight;
        weight = weight * 3 % 31;
    }
    format!("{body}{}", char::from(SIGNS[(31 - sum % 31) % 31]))
}
