//! 事的种类：whatever people work on with limits is a matter of some kind. A kind is one row here (how it is numbered, to
//! which family it belongs, what can be done in it) and the rules that a mode writes `for` it; nobody else asks which
//! kind a matter is.

use zhixing_law::{
    error::LawError,
    number::{CaseKind, CaseNumber, CourtCode},
};

use crate::ground::{act::Act, number::RegisterNumber, word::words};

words! {
    /// 事的类别
    Family {
        /// 执行实施：what carries property, money and measures.
        Enforcement = "enforcement", "执行实施";
        /// 执行审查：what is decided about somebody else's case.
        Review = "review", "执行审查";
        /// 来访接待
        Reception = "reception", "来访接待";
    }
}

/// 编号：how matters of a kind are counted, per court and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbered {
    /// 案号, of the kind that the numbering rules know.
    Case(CaseKind),
    /// 登记号 of the court's own register, under this word.
    Register(&'static str),
}

/// A number that a matter has been given.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    Case(CaseNumber),
    Register(RegisterNumber),
}

impl Number {
    /// Year, word of the series, serial: as its counter knows it.
    pub fn series(&self) -> (i16, &str, u32) {
        match self {
            Number::Case(number) => (number.year, number.kind.code(), number.serial),
            Number::Register(number) => (number.year, &number.word, number.serial),
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Number::Case(number) => number.fmt(f),
            Number::Register(number) => number.fmt(f),
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $title:literal: $numbered:expr, $family:ident, $acts:expr;)+) => {
        words! {
            /// 事的种类
            MatterKind { $($(#[$doc])* $name = $code, $title;)+ }
        }

        impl MatterKind {
            /// How matters of the kind are numbered.
            pub const fn numbered(self) -> Numbered {
                match self { $(MatterKind::$name => $numbered,)+ }
            }

            pub const fn family(self) -> Family {
                match self { $(MatterKind::$name => Family::$family,)+ }
            }

            /// What can be done in matters of the kind and not in every matter.
            const fn acts(self) -> &'static [Act] {
                match self { $(MatterKind::$name => $acts,)+ }
            }
        }
    };
}

kinds! {
    First = "first", "首次执行案件": Numbered::Case(CaseKind::First), Enforcement, ENFORCING;
    Resumed = "resumed", "恢复执行案件": Numbered::Case(CaseKind::Resumed), Enforcement, ENFORCING;
    Preservation = "preservation", "财产保全执行案件":
        Numbered::Case(CaseKind::Preservation), Enforcement, ENFORCING;
    Objection = "objection", "执行异议案件": Numbered::Case(CaseKind::Objection), Review, OBJECTION;
    Reconsideration = "reconsideration", "执行复议案件":
        Numbered::Case(CaseKind::Reconsideration), Review, &[];
    Supervision = "supervision", "执行监督案件": Numbered::Case(CaseKind::Supervision), Review, &[];
    Coordination = "coordination", "执行协调案件":
        Numbered::Case(CaseKind::Coordination), Review, &[];
    Other = "other", "其他执行案件": Numbered::Case(CaseKind::Other), Review, &[];
    Visit = "visit", "来访": Numbered::Register("来访"), Reception, VISIT;
}

/// What is done where property, money and measures are.
const ENFORCING: &[Act] = &[
    Act::SupplementFiling,
    Act::RecordInterview,
    Act::DeclareShares,
    Act::CorrectAccount,
    Act::CorrectFiling,
    Act::StartSearch,
    Act::ImportFeedback,
    Act::ScreenAsset,
    Act::OrderMeasure,
    Act::RenewMeasure,
    Act::ReleaseMeasure,
    Act::AcknowledgeExpiry,
    Act::OrderDeduction,
    Act::ClaimReceipt,
    Act::ConfirmReceipt,
    Act::TakeBackReceipt,
    Act::ProposePayout,
    Act::WithdrawPayout,
    Act::RecordWaiver,
    Act::RecordPerformance,
    Act::CloseCase,
    Act::StrikeOff,
    Act::FileObjection,
    Act::RunTriage,
    Act::OverrideTriage,
    Act::ConvenePanel,
    Act::DeliberatePanel,
];

const OBJECTION: &[Act] = &[
    Act::AcceptObjection,
    Act::HearObjection,
    Act::DecideObjection,
    Act::RunTriage,
    Act::OverrideTriage,
    Act::ConvenePanel,
    Act::DeliberatePanel,
];

const VISIT: &[Act] = &[Act::AnswerVisit];

impl MatterKind {
    /// The kinds that a rule of a mode is for when it does not say.
    pub fn enforcing() -> Vec<MatterKind> {
        let all = MatterKind::ALL.iter().copied();
        all.filter(|kind| kind.family() == Family::Enforcement).collect()
    }

    /// 类型代字 of a case, or the word of the register.
    pub fn short(self) -> &'static str {
        match self.numbered() {
            Numbered::Case(kind) => kind.code(),
            Numbered::Register(word) => word,
        }
    }

    /// Whether an act can be done in matters of this kind: what no kind claims can be done in all.
    pub fn takes(self, act: Act) -> bool {
        let claimed = MatterKind::ALL.iter().any(|kind| kind.acts().contains(&act));
        !claimed || self.acts().contains(&act)
    }

    /// The number of a serial.
    ///
    /// # Errors
    /// The court's code or the serial makes no number.
    pub fn number(self, court: &str, year: i16, serial: u32) -> Result<Number, LawError> {
        match self.numbered() {
            Numbered::Case(kind) => {
                CaseNumber::new(year, CourtCode::parse(court)?, kind, serial).map(Number::Case)
            }
            Numbered::Register(word) => {
                Ok(Number::Register(RegisterNumber { word: word.to_owned(), year, serial }))
            }
        }
    }
}

impl From<CaseKind> for MatterKind {
    fn from(kind: CaseKind) -> MatterKind {
        match kind {
            CaseKind::First => MatterKind::First,
            CaseKind::Resumed => MatterKind::Resumed,
            CaseKind::Preservation => MatterKind::Preservation,
            CaseKind::Objection => MatterKind::Objection,
            CaseKind::Reconsideration => MatterKind::Reconsideration,
            CaseKind::Supervision => MatterKind::Supervision,
            CaseKind::Coordination => MatterKind::Coordination,
            CaseKind::Other => MatterKind::Other,
        }
    }
}
