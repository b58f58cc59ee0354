//! 执行依据与历史案号: numbers that are not enforcement numbers of the present form.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{CaseKind, CourtCode, normalise, split_court, split_year};
use crate::error::LawError;

/// 执行依据的文号：a judgment, mediation, award or notarial certificate number, checked as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BasisNumber {
    text: Box<str>,
    /// 年度，读得出时。
    year: Option<i16>,
    /// 作出法院的代字，读得出时。
    court: Option<CourtCode>,
}

impl BasisNumber {
    /// Normalises brackets and digits, and checks that it looks like a document number: a year in
    /// brackets or in the text, and a final 号.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let normal = normalise(text);
        let wrong =
            |reason| LawError::Number { what: "执行依据文号", text: text.to_owned(), reason };
        if normal.chars().count() > 60 {
            return Err(wrong("过长，请只填写文号本身"));
        }
        let ends = normal.contains('号') && normal.bytes().any(|b| b.is_ascii_digit());
        if !ends {
            return Err(wrong("应含编号和“号”字，例如“（2025）粤1224民初123号”"));
        }
        let year = normal.split_once('（').and_then(|(_, rest)| rest.split_once('）'));
        let year = year.and_then(|(y, _)| if y.len() == 4 { y.parse().ok() } else { None });
        if year.is_some_and(|y: i16| !(1949..=2099).contains(&y)) {
            return Err(wrong("括号内的年度不合理，请核对"));
        }
        let court = split_year(&normal).and_then(|(_, rest)| split_court(rest)).map(|(c, _)| c);
        Ok(Self { text: normal.into(), year, court })
    }

    /// The normalised text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// 年度，读得出时。
    pub fn year(&self) -> Option<i16> {
        self.year
    }

    /// 作出法院的代字，读得出时。
    pub fn court(&self) -> Option<&CourtCode> {
        self.court.as_ref()
    }
}

impl fmt::Display for BasisNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for BasisNumber {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for BasisNumber {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

/// 2016 年以前的执行案号：“（2015）灌执字第00123号”, for importing history.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LegacyNumber {
    /// 收案年度。
    pub year: i16,
    /// 法院简称。
    pub court: String,
    /// 类型。
    pub kind: CaseKind,
    /// 编号，去除前导零。
    pub serial: u32,
}

impl LegacyNumber {
    /// Reads the old form; leading zeros of the serial are dropped.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let wrong =
            |reason| LawError::Number { what: "历史案号", text: text.to_owned(), reason };
        const SHAPE: &str = "应写作“（2015）灌执字第00123号”";
        let normal = normalise(text);
        let (year, rest) = split_year(&normal).ok_or_else(|| wrong(SHAPE))?;
        if !(1980..2016).contains(&year) {
            return Err(wrong("旧式案号只用于 2016 年以前收案的案件"));
        }
        let (head, tail) = rest.split_once("字第").ok_or_else(|| wrong(SHAPE))?;
        let serial = tail.strip_suffix('号').ok_or_else(|| wrong(SHAPE))?;
        let digits = !serial.is_empty() && serial.bytes().all(|b| b.is_ascii_digit());
        let serial =
            serial.parse().ok().filter(|n| digits && *n > 0).ok_or_else(|| wrong(SHAPE))?;
        let at = head.find('执').filter(|at| *at > 0).ok_or_else(|| wrong(SHAPE))?;
        let (court, code) = head.split_at(at);
        let kind = CaseKind::from_code(code).ok_or_else(|| wrong("类型不是执行案件"))?;
        Ok(Self { year, court: court.to_owned(), kind, serial })
    }
}
