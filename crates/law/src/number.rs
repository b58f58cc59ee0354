//! 案号：court codes, enforcement case numbers, and the numbers of other legal documents.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::day::small_number;
use crate::error::LawError;

mod basis_number;

pub use basis_number::{BasisNumber, LegacyNumber};

/// Provinces, 解放军 (军) and 兵团 (兵), by their one-character short names.
const PROVINCES: &str = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵军";

/// The full names of [`PROVINCES`], in their order; 兵团 and 军队 courts stand under no province.
const PROVINCE_NAMES: [&str; 33] = [
    "北京市",
    "天津市",
    "河北省",
    "山西省",
    "内蒙古自治区",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "上海市",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "广西壮族自治区",
    "海南省",
    "重庆市",
    "四川省",
    "贵州省",
    "贵州省",
    "云南省",
    "云南省",
    "西藏自治区",
    "陕西省",
    "甘肃省",
    "青海省",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
];

/// 法院层级。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourtLevel {
    /// 基层人民法院。
    Basic,
    /// 中级人民法院。
    Intermediate,
    /// 高级人民法院。
    High,
    /// 最高人民法院。
    Supreme,
}

/// 法院代字，例如“粤1224”(案号规定 4、5)。
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CourtCode(Box<str>);

impl CourtCode {
    /// Reads “最高法”, “粤”, “粤12” or “粤1224”; full-width digits are normalised.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let normal = normalise(text);
        let wrong =
            |reason| LawError::Number { what: "法院代字", text: text.to_owned(), reason };
        if normal == "最高法" {
            return Ok(Self(normal.into()));
        }
        let mut chars = normal.chars();
        let known = chars.next().is_some_and(|c| PROVINCES.contains(c));
        if !known {
            return Err(wrong("应以省、自治区、直辖市简称开头，例如“粤1224”"));
        }
        let digits = chars.as_str();
        let shape = matches!(digits.len(), 0 | 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
        if !shape {
            return Err(wrong("简称之后应为两位（中院）或四位（基层法院）数字"));
        }
        Ok(Self(normal.into()))
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 法院层级。
    pub fn level(&self) -> CourtLevel {
        match self.0.bytes().filter(u8::is_ascii_digit).count() {
            _ if &*self.0 == "最高法" => CourtLevel::Supreme,
            0 => CourtLevel::High,
            2 => CourtLevel::Intermediate,
            _ => CourtLevel::Basic,
        }
    }

    /// 所在的省、自治区、直辖市, with which the full name of its court begins (裁判文书制作规范); none for the Supreme
    /// Court, for courts of 兵团 and 军队 and for special courts (their number begins with 7 to 9), whose names say
    /// whose they are.
    pub fn province(&self) -> Option<&'static str> {
        let mut letters = self.0.chars();
        let short = letters.next()?;
        let place = PROVINCES.chars().position(|known| known == short)?;
        let is_special = letters.next().is_some_and(|digit| ('7'..='9').contains(&digit));
        if self.level() == CourtLevel::Supreme || is_special {
            return None;
        }
        PROVINCE_NAMES.get(place).copied()
    }

    /// 上一级法院的代字，where the code alone tells: the basic courts of 直辖市 belong to one of
    /// several intermediate courts, so they have none here.
    pub fn superior(&self) -> Option<Self> {
        let province = self.0.chars().next()?;
        match self.level() {
            CourtLevel::Supreme => None,
            CourtLevel::High => Some(Self("最高法".into())),
            CourtLevel::Intermediate => Some(Self(province.to_string().into())),
            CourtLevel::Basic if "京津沪渝".contains(province) => None,
            CourtLevel::Basic => Some(Self(self.0.chars().take(3).collect::<String>().into())),
        }
    }
}

impl fmt::Display for CourtCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 执行案件类型 (案号配套类型表)。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// 执：首次执行。
    First,
    /// 执恢：恢复执行。
    Resumed,
    /// 执保：财产保全执行。
    Preservation,
    /// 执异：执行异议。
    Objection,
    /// 执复：执行复议。
    Reconsideration,
    /// 执监：执行监督。
    Supervision,
    /// 执协：执行协调。
    Coordination,
    /// 执他：其他执行。
    Other,
}

impl CaseKind {
    /// Every kind, in the order of the type table.
    pub const ALL: [Self; 8] = [
        Self::First,
        Self::Resumed,
        Self::Preservation,
        Self::Objection,
        Self::Reconsideration,
        Self::Supervision,
        Self::Coordination,
        Self::Other,
    ];

    /// 类型代字。
    pub fn code(self) -> &'static str {
        match self {
            Self::First => "执",
            Self::Resumed => "执恢",
            Self::Preservation => "执保",
            Self::Objection => "执异",
            Self::Reconsideration => "执复",
            Self::Supervision => "执监",
            Self::Coordination => "执协",
            Self::Other => "执他",
        }
    }

    /// 案件类型的全称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::First => "首次执行案件",
            Self::Resumed => "恢复执行案件",
            Self::Preservation => "财产保全执行案件",
            Self::Objection => "执行异议案件",
            Self::Reconsideration => "执行复议案件",
            Self::Supervision => "执行监督案件",
            Self::Coordination => "执行协调案件",
            Self::Other => "其他执行案件",
        }
    }

    /// 标准码 (案件类型代码)。
    pub fn standard_code(self) -> &'static str {
        match self {
            Self::First => "1002",
            Self::Resumed => "1003",
            Self::Preservation => "1004",
            Self::Objection => "1006",
            Self::Reconsideration => "1007",
            Self::Supervision => "1008",
            Self::Coordination => "1009",
            Self::Other => "1010",
        }
    }

    /// 期限与备注：how long such a case may take, and what is particular to it.
    pub fn note(self) -> &'static str {
        match self {
            Self::First => "有财产的六个月，非诉执行三个月（DL-G1、DL-G2）",
            Self::Resumed => "终本、和解、退回委托后恢复的立此号；中止后恢复不另立号",
            Self::Preservation => "结案方式另设（JA-07至JA-09）",
            Self::Objection => "十五日（DL-H2、DL-H6）",
            Self::Reconsideration => "三十日，经批准可延长三十日（DL-H5）",
            Self::Supervision => "复议裁定生效后六个月内申请（DL-H11）",
            Self::Coordination => "法院之间的执行争议",
            Self::Other => "请示等",
        }
    }

    /// The kind with this 类型代字.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// 执行案号：“（2026）粤1224执1号”, with 之一、之二 for further rulings of the same case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber {
    /// 收案年度。
    pub year: i16,
    /// 法院代字。
    pub court: CourtCode,
    /// 类型。
    pub kind: CaseKind,
    /// 编号，自 1 起，不补零。
    pub serial: u32,
    /// 同案多份文书的序号（之一为 1）。
    pub sub: Option<u8>,
}

impl CaseNumber {
    /// The number of a case itself, without 之一.
    pub fn new(year: i16, court: CourtCode, kind: CaseKind, serial: u32) -> Result<Self, LawError> {
        let number = Self { year, court, kind, serial, sub: None };
        if (2000..=2099).contains(&year) && serial > 0 {
            return Ok(number);
        }
        let reason = "年度应为 2000 至 2099，编号自 1 起";
        Err(LawError::Number { what: "案号", text: number.to_string(), reason })
    }

    /// The number of the `sub`-th further document of this case, 1–99.
    pub fn with_sub(&self, sub: u8) -> Result<Self, LawError> {
        if (1..=99).contains(&sub) {
            return Ok(Self { sub: Some(sub), ..self.clone() });
        }
        Err(LawError::Number {
            what: "案号",
            text: self.to_string(),
            reason: "文书序号应为之一至之九十九",
        })
    }

    /// The number of the case, without 之一.
    pub fn case(&self) -> Self {
        Self { sub: None, ..self.clone() }
    }

    /// Reads a case number; half-width brackets and digits, 〔〕 and blanks are normalised.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let wrong = |reason| LawError::Number { what: "案号", text: text.to_owned(), reason };
        const SHAPE: &str = "应写作“（2026）粤1224执1号”";
        let normal = normalise(text);
        let (year, rest) =
            split_year(&normal).ok_or_else(|| wrong("应以全角圆括号内的四位年度开头"))?;
        let (court, rest) =
            split_court(rest).ok_or_else(|| wrong("年度之后应为法院代字，例如“粤1224”"))?;
        let digits = rest.find(|c: char| c.is_ascii_digit()).ok_or_else(|| wrong(SHAPE))?;
        let (code, rest) = rest.split_at(digits);
        let kind = CaseKind::from_code(code)
            .ok_or_else(|| wrong("类型代字应为执、执恢、执保、执异、执复、执监、执协、执他之一"))?;
        let (serial, tail) = rest.split_once('号').ok_or_else(|| wrong(SHAPE))?;
        if serial.starts_with('0') || !serial.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong("编号应为不补零的自然数"));
        }
        let serial = serial.parse().map_err(|_| wrong("编号过大"))?;
        let number = Self::new(year, court, kind, serial).map_err(|_| wrong(SHAPE))?;
        if tail.is_empty() {
            return Ok(number);
        }
        let sub = tail.strip_prefix('之').and_then(read_small_number);
        let sub = sub.ok_or_else(|| wrong("“号”之后只能写“之一”“之二”等文书序号"))?;
        number.with_sub(sub)
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "（{}）{}{}{}号", self.year, self.court, self.kind.code(), self.serial)?;
        match self.sub.and_then(|n| i8::try_from(n).ok()) {
            Some(n) => write!(f, "之{}", small_number(n)),
            None => Ok(()),
        }
    }
}

/// Characters that nobody sees and that come with what is pasted: zero-width ones, byte order marks, soft hyphens, marks
/// of direction, variation selectors. With one of them in it a name or a number is another to every machine.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

/// A letter, digit or sign of full width in its ordinary width; every other character as it is.
pub fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// Half-width brackets, full-width digits and blanks to the written norm.
pub(crate) fn normalise(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(|c| match c {
            '(' | '〔' | '[' | '【' => '（',
            ')' | '〕' | ']' | '】' => '）',
            '０'..='９' => half_width(c),
            other => other,
        })
        .collect()
}

/// “（2026）rest” to 2026 and the rest.
fn split_year(text: &str) -> Option<(i16, &str)> {
    let (year, rest) = text.strip_prefix('（')?.split_once('）')?;
    let digits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    Some((digits.then(|| year.parse().ok()).flatten()?, rest))
}

/// The court code at the beginning, and the rest.
fn split_court(text: &str) -> Option<(CourtCode, &str)> {
    if let Some(rest) = text.strip_prefix("最高法") {
        return Some((CourtCode("最高法".into()), rest));
    }
    let province = text.chars().next()?.len_utf8();
    let digits = text.get(province..)?.bytes().take_while(u8::is_ascii_digit).count();
    let (code, rest) = text.split_at_checked(province + digits)?;
    Some((CourtCode::parse(code).ok()?, rest))
}

/// “一” … “九十九”.
fn read_small_number(text: &str) -> Option<u8> {
    (1..=99i8).find(|n| small_number(*n) == text).and_then(|n| u8::try_from(n).ok())
}

impl FromStr for CaseNumber {
    type Err = LawError;
    fn from_str(text: &str) -> Result<Self, LawError> {
        Self::parse(text)
    }
}

impl FromStr for CourtCode {
    type Err = LawError;
    fn from_str(text: &str) -> Result<Self, LawError> {
        Self::parse(text)
    }
}

impl Serialize for CaseNumber {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaseNumber {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for CourtCode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CourtCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
