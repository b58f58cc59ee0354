//! 须签批的事项：the acts that a mode can put under approval. A closed list: a chain is looked up by the act itself,
//! never by a text.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zhixing_law::approval;

use crate::papers::kind::DocumentKind;

/// 一种须签批的事项
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approvable {
    /// 签发文书
    Paper(DocumentKind),
    /// 案款发放
    Payout,
    /// 调整分流结果
    Lane,
    /// 登记放弃剩余债权
    Waiver,
    /// 结案
    Closing,
    /// 扣除期间
    Exclusion,
    /// 延长期限
    Extension,
    /// 更正身份或者金额
    Correction,
    /// 销案
    StrikeOff,
    /// 撤销入案
    TakeBack,
}

/// Everything that is not a paper.
const OTHERS: [Approvable; 9] = [
    Approvable::Payout,
    Approvable::Lane,
    Approvable::Waiver,
    Approvable::Closing,
    Approvable::Exclusion,
    Approvable::Extension,
    Approvable::Correction,
    Approvable::StrikeOff,
    Approvable::TakeBack,
];

/// The codes of all, for whoever reads or describes the files of modes.
const CODES: [&str; DocumentKind::ALL.len() + OTHERS.len()] = codes();

const fn codes() -> [&'static str; DocumentKind::ALL.len() + OTHERS.len()] {
    let mut codes = [""; DocumentKind::ALL.len() + OTHERS.len()];
    let mut place = 0;
    while place < codes.len() {
        codes[place] = if place < OTHERS.len() {
            OTHERS[place].code()
        } else {
            DocumentKind::ALL[place - OTHERS.len()].code()
        };
        place += 1;
    }
    codes
}

impl Approvable {
    /// Every act.
    pub fn all() -> impl Iterator<Item = Approvable> {
        OTHERS.into_iter().chain(DocumentKind::ALL.iter().copied().map(Approvable::Paper))
    }

    /// The stable code, as modes, docket and tables name it.
    pub const fn code(self) -> &'static str {
        match self {
            Approvable::Paper(kind) => kind.code(),
            Approvable::Payout => "payout",
            Approvable::Lane => "override_triage",
            Approvable::Waiver => "waiver",
            Approvable::Closing => "closing",
            Approvable::Exclusion => "exclusion",
            Approvable::Extension => "extension",
            Approvable::Correction => "correction",
            Approvable::StrikeOff => "strike_off",
            Approvable::TakeBack => "take_back_receipt",
        }
    }

    /// 中文名
    pub const fn title(self) -> &'static str {
        match self {
            Approvable::Paper(kind) => kind.title(),
            Approvable::Payout => "案款发放",
            Approvable::Lane => "调整分流结果",
            Approvable::Waiver => "登记放弃剩余债权",
            Approvable::Closing => "结案",
            Approvable::Exclusion => "扣除期间",
            Approvable::Extension => "延长期限",
            Approvable::Correction => "更正立案信息",
            Approvable::StrikeOff => "销案",
            Approvable::TakeBack => "撤销入案",
        }
    }

    /// Whether somebody else must sign it in every court: a mode without a chain for it is refused.
    pub const fn needs_second(self) -> bool {
        matches!(self, Approvable::Correction | Approvable::StrikeOff | Approvable::TakeBack)
    }

    /// The act of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Approvable> {
        Approvable::all().find(|act| act.code() == code)
    }

    /// The matter for which law itself names who must approve it.
    pub const fn law(self) -> Option<approval::Matter> {
        match self {
            Approvable::Paper(kind) => kind.paper().approval,
            Approvable::Payout => Some(approval::Matter::Payout),
            Approvable::Extension => Some(approval::Matter::ExtendTerm),
            Approvable::Lane
            | Approvable::Waiver
            | Approvable::Closing
            | Approvable::Exclusion
            | Approvable::Correction
            | Approvable::StrikeOff
            | Approvable::TakeBack => None,
        }
    }
}

impl Serialize for Approvable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Approvable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Approvable, D::Error> {
        struct Word;

        impl<'de> de::Visitor<'de> for Word {
            type Value = Approvable;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an act that can be approved")
            }

            fn visit_enum<A: de::EnumAccess<'de>>(self, data: A) -> Result<Approvable, A::Error> {
                let (code, rest) = data.variant::<String>()?;
                de::VariantAccess::unit_variant(rest)?;
                Approvable::from_code(&code)
                    .ok_or_else(|| de::Error::unknown_variant(&code, &CODES))
            }
        }

        deserializer.deserialize_enum("Approvable", &CODES, Word)
    }
}
