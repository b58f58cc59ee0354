//! 其他证件：what people and organisations are identified by who have no citizen's number or credit code.
//!
//! A number whose shape is right may still break its check digit: registers have given out such numbers. Whether one is
//! taken then is for whoever sees the original, so that is told apart from a wrong shape ([`Checked::sound`]).

use super::{CREDIT_ALPHABET, CREDIT_WEIGHTS, ID_PROVINCES, ID_WEIGHTS, IdNumber, Sex};
use super::{clean, id_number, wrong};
use crate::day::Day;
use crate::error::LawError;

/// A number in its written norm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// 规范写法。
    pub text: String,
    /// 校验位相符；没有校验位的号码总是相符。
    pub sound: bool,
}

impl Checked {
    fn sound(text: String) -> Checked {
        Checked { text, sound: true }
    }
}

/// The digit that closes seventeen others (GB 11643).
fn closing_digit(body: &str) -> Option<char> {
    let digits = body.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits.zip(ID_WEIGHTS).map(|(d, w)| d * w).sum();
    "10X98765432".chars().nth((sum % 11) as usize)
}

/// 第一代身份证 (15 digits, valid until 2012): the citizen's number that it stands for. It has no check digit of its
/// own, so a number with three digits left out may look like one.
pub fn old_id_number(text: &str) -> Result<IdNumber, LawError> {
    const WHAT: &str = "第一代居民身份证号";
    let clean = clean(text);
    let shape = clean.len() == 15 && clean.bytes().all(|b| b.is_ascii_digit());
    let (Some(region), Some(rest)) = (clean.get(..6).filter(|_| shape), clean.get(6..)) else {
        return Err(wrong(WHAT, text, "应为 15 位数字"));
    };
    let body = format!("{region}19{rest}");
    let closing = closing_digit(&body).map(String::from).unwrap_or_default();
    id_number(&format!("{body}{closing}"))
}

/// 港澳台居民居住证: a citizen's number of the regions 81, 82 and 83.
pub fn residence_permit(text: &str) -> Result<IdNumber, LawError> {
    let number = id_number(text)?;
    if ["810000", "820000", "830000"].iter().any(|region| number.text.starts_with(region)) {
        return Ok(number);
    }
    let reason = "应以 810000（香港）、820000（澳门）或者 830000（台湾）开头";
    Err(wrong("港澳台居民居住证号码", text, reason))
}

/// 港澳居民来往内地通行证: H or M and eight digits; older ones end with two more, the count of replacements.
pub fn travel_permit(text: &str) -> Result<String, LawError> {
    let clean = bare(text);
    let digits = clean.strip_prefix(['H', 'M']).unwrap_or_default();
    if matches!(digits.len(), 8 | 10) && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(clean);
    }
    let reason = "应为字母 H（香港）或者 M（澳门）加 8 位数字";
    Err(wrong("港澳居民来往内地通行证号码", text, reason))
}

/// 台湾居民来往大陆通行证: eight digits; older ones ten and a letter in brackets.
pub fn taiwan_permit(text: &str) -> Result<String, LawError> {
    let clean = bare(text);
    let digits = clean.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let letters = clean.len() - digits.len();
    let fits = matches!((digits.len(), letters), (8, 0) | (10, 0..=2));
    if fits && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(clean);
    }
    Err(wrong("台湾居民来往大陆通行证号码", text, "应为 8 位数字（旧证为 10 位数字加字母）"))
}

/// 护照: letters and digits, five to twenty, one digit at least; each state has its own rule.
pub fn passport(text: &str) -> Result<String, LawError> {
    let clean = bare(text);
    let alphanumeric = clean.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let digits = clean.bytes().any(|b| b.is_ascii_digit());
    if alphanumeric && digits && (5..=20).contains(&clean.len()) {
        return Ok(clean);
    }
    Err(wrong("护照号码", text, "应为 5 至 20 位字母和数字"))
}

/// 外国人永久居留身份证: since 2023 eighteen digits that begin with 9 and close like a citizen's number; before, three
/// letters of the state and twelve digits, which say neither birth nor sex for certain.
pub fn foreigner_card(text: &str) -> Result<(String, Option<(Day, Sex)>), LawError> {
    const WHAT: &str = "外国人永久居留身份证号码";
    let clean = bare(text);
    let old = clean.len() == 15
        && clean.bytes().take(3).all(|b| b.is_ascii_uppercase())
        && clean.bytes().skip(3).all(|b| b.is_ascii_digit());
    if old {
        return Ok((clean, None));
    }
    let body = clean.get(..17).filter(|body| body.bytes().all(|b| b.is_ascii_digit()));
    let Some(body) = body.filter(|body| clean.len() == 18 && body.starts_with('9')) else {
        return Err(wrong(WHAT, text, "应为 9 开头的 18 位号码，旧证为 3 个字母加 12 位数字"));
    };
    let part = |range| body.get(range).unwrap_or_default();
    if !ID_PROVINCES.contains(&part(1..3)) {
        return Err(wrong(WHAT, text, "第 2、3 位不是省级行政区划代码"));
    }
    let birth = format!("{}-{}-{}", part(6..10), part(10..12), part(12..14));
    let born_on =
        Day::parse(&birth).map_err(|_| wrong(WHAT, text, "第 7 至 14 位不是真实的出生日期"))?;
    if clean.chars().last() != closing_digit(body) {
        return Err(wrong(WHAT, text, "校验位不符，请逐位核对"));
    }
    let odd = body.bytes().last().is_some_and(|digit| digit % 2 == 1);
    let sex = if odd { Sex::Male } else { Sex::Female };
    Ok((clean, Some((born_on, sex))))
}

/// A unified social credit code by its shape; codes that were given out with a check digit of another rule exist.
pub fn credit_code_seen(text: &str) -> Result<Checked, LawError> {
    const WHAT: &str = "统一社会信用代码";
    let clean = clean(text);
    let values: Vec<usize> =
        clean.chars().map_while(|c| CREDIT_ALPHABET.chars().position(|a| a == c)).collect();
    let (Some(body), Some(check), 18) = (values.get(..17), values.get(17), clean.chars().count())
    else {
        return Err(wrong(WHAT, text, "应为 18 位数字与大写字母（不用 I、O、S、V、Z）"));
    };
    if clean.get(2..8).is_none_or(|region| !region.bytes().all(|b| b.is_ascii_digit())) {
        return Err(wrong(WHAT, text, "第 3 至 8 位应为登记机关的行政区划代码"));
    }
    let sum: usize = body.iter().zip(CREDIT_WEIGHTS).map(|(v, w)| v * w).sum();
    Ok(Checked { sound: (31 - sum % 31) % 31 == *check, text: clean })
}

/// 营业执照注册号 (before 2015): fifteen digits that close by GB/T 17710 (ISO 7064 MOD 11,10), earlier thirteen; those of
/// foreign-invested enterprises are words and digits (企独粤总字第003587号).
pub fn business_licence(text: &str) -> Result<Checked, LawError> {
    let clean = bare(text);
    let digits = clean.chars().filter(char::is_ascii_digit).count();
    let all = digits == clean.chars().count();
    match (all, digits) {
        (true, 15) => Ok(Checked { sound: closes_mod_11_10(&clean), text: clean }),
        (true, 13) => Ok(Checked::sound(clean)),
        (false, 4..) if clean.contains('字') && clean.chars().count() <= 30 => {
            Ok(Checked::sound(clean))
        }
        _ => {
            let reason = "应为 15 位数字（2007 年以前为 13 位，外商投资企业为“字第…号”）";
            Err(wrong("营业执照注册号", text, reason))
        }
    }
}

fn closes_mod_11_10(digits: &str) -> bool {
    let mut values = digits.chars().filter_map(|c| c.to_digit(10));
    let product = values.by_ref().take(14).fold(10, |product, digit| {
        let sum = match (product + digit) % 10 {
            0 => 10,
            sum => sum,
        };
        sum * 2 % 11
    });
    values.next().is_some_and(|check| (product + check) % 10 == 1)
}

/// 境外登记（注册）号: as the register of that place wrote it.
pub fn foreign_registration(text: &str) -> Result<String, LawError> {
    let clean = bare(text);
    let length = clean.chars().count();
    if (2..=30).contains(&length) && clean.chars().any(|c| c.is_ascii_digit()) {
        return Ok(clean);
    }
    Err(wrong("境外登记（注册）号", text, "应为 2 至 30 位、含有数字的号码"))
}

/// As [`clean`], without brackets too: permits print a letter in them.
fn bare(text: &str) -> String {
    clean(text).chars().filter(|c| !matches!(c, '(' | ')')).collect()
}

/// 民族 (GB/T 3304), each without 族 where it can be left out.
const PEOPLES: [&str; 56] = [
    "汉",
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
];

/// 民族名称 as papers write it: 汉 → 汉族. Those who are not classified yet (穿青人, 僜人) are named as their cards do.
pub fn ethnicity(text: &str) -> Option<String> {
    let name = text.trim();
    let bare = name.strip_suffix('族').unwrap_or(name);
    if PEOPLES.contains(&bare) {
        return Some(format!("{bare}族"));
    }
    ["穿青人", "僜人", "革家人", "摩梭人"].contains(&name).then(|| name.to_owned())
}

#[cfg(test)]
mod tests;
