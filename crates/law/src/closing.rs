//! 结案方式、恢复执行、执行转破产：how cases end and come back (§5.1, 5.2, 5.5).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::number::CaseKind;
use crate::sources::{
    cpl, cpl_note, delegation, enforcement, filing_closing, objection, procedure, settlement,
    terminate_round, to_bankruptcy,
};

/// 结案方式。中止不是结案。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosingWay {
    /// 执行完毕。
    Completed,
    /// 终结本次执行程序。
    TerminateThisRound,
    /// 终结执行。
    Terminate,
    /// 销案。
    StruckOff,
    /// 不予执行。
    EnforcementDenied,
    /// 驳回申请。
    Dismissed,
    /// 保全完毕。
    PreservationDone,
    /// 部分保全。
    PreservationPartial,
    /// 无标的物可实施保全。
    PreservationNone,
    /// 异议审结（驳回、撤销、变更、成立、准予撤回等）。
    ObjectionDecided,
    /// 复议审结（维持、撤销、变更、发回）。
    ReconsiderationDecided,
}

impl ClosingWay {
    /// Every way.
    pub const ALL: [Self; 11] = [
        Self::Completed,
        Self::TerminateThisRound,
        Self::Terminate,
        Self::StruckOff,
        Self::EnforcementDenied,
        Self::Dismissed,
        Self::PreservationDone,
        Self::PreservationPartial,
        Self::PreservationNone,
        Self::ObjectionDecided,
        Self::ReconsiderationDecided,
    ];

    /// 方式的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Completed => "执行完毕",
            Self::TerminateThisRound => "终结本次执行程序",
            Self::Terminate => "终结执行",
            Self::StruckOff => "销案",
            Self::EnforcementDenied => "不予执行",
            Self::Dismissed => "驳回申请",
            Self::PreservationDone => "保全完毕",
            Self::PreservationPartial => "部分保全",
            Self::PreservationNone => "无标的物可实施保全",
            Self::ObjectionDecided => "异议审结",
            Self::ReconsiderationDecided => "复议审结",
        }
    }

    /// 结案所用的文书。
    pub fn document(self) -> &'static str {
        match self {
            Self::Completed => "结案通知书（双方认可的可以不制发）",
            Self::TerminateThisRound
            | Self::Terminate
            | Self::EnforcementDenied
            | Self::Dismissed
            | Self::ObjectionDecided
            | Self::ReconsiderationDecided => "裁定书",
            Self::StruckOff => "裁定书或决定书",
            Self::PreservationDone | Self::PreservationPartial | Self::PreservationNone => {
                "通知书或裁定书"
            }
        }
    }

    /// May a case of this kind end this way?
    pub fn fits(self, kind: CaseKind) -> bool {
        match self {
            Self::Completed | Self::TerminateThisRound | Self::Terminate => {
                matches!(kind, CaseKind::First | CaseKind::Resumed)
            }
            Self::StruckOff | Self::EnforcementDenied | Self::Dismissed => {
                matches!(kind, CaseKind::First | CaseKind::Resumed)
            }
            Self::PreservationDone | Self::PreservationPartial | Self::PreservationNone => {
                kind == CaseKind::Preservation
            }
            Self::ObjectionDecided => kind == CaseKind::Objection,
            Self::ReconsiderationDecided => {
                matches!(kind, CaseKind::Reconsideration | CaseKind::Supervision)
            }
        }
    }

    /// 依据。
    pub fn basis(self) -> Basis {
        match self {
            Self::Completed => enforcement("64"),
            Self::TerminateThisRound => cpl_note("517"),
            Self::Terminate => cpl("268"),
            Self::StruckOff => procedure("2、3"),
            Self::EnforcementDenied => cpl("248、249"),
            Self::Dismissed => enforcement("64"),
            Self::PreservationDone | Self::PreservationPartial | Self::PreservationNone => {
                filing_closing("21")
            }
            Self::ObjectionDecided => objection("13、17"),
            Self::ReconsiderationDecided => objection("23"),
        }
    }
}

/// 销案的情形：the case should not be among this court's, and nothing has been enforced in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StrikeOffGround {
    /// 本院对同一执行依据的同一请求重复立案，或者立案对象、案件登记有误。
    FiledTwice,
    /// 申请执行人在采取执行措施前撤回申请。
    ApplicantWithdrew,
    /// 其他有管辖权的法院立案在先。
    FiledElsewhere,
    /// 管辖异议成立。
    JurisdictionUpheld,
    /// 委托执行退回委托法院，或者已由受托法院立案。
    Delegated,
}

impl StrikeOffGround {
    /// Every ground.
    pub const ALL: [Self; 5] = [
        Self::FiledTwice,
        Self::ApplicantWithdrew,
        Self::FiledElsewhere,
        Self::JurisdictionUpheld,
        Self::Delegated,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FiledTwice => "filed_twice",
            Self::ApplicantWithdrew => "applicant_withdrew",
            Self::FiledElsewhere => "filed_elsewhere",
            Self::JurisdictionUpheld => "jurisdiction_upheld",
            Self::Delegated => "delegated",
        }
    }

    /// 情形的名称。
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::FiledTwice => "本院重复立案或者立案有误",
            Self::ApplicantWithdrew => "采取执行措施前申请执行人撤回申请",
            Self::FiledElsewhere => "其他有管辖权的法院立案在先",
            Self::JurisdictionUpheld => "管辖异议成立",
            Self::Delegated => "委托执行，由受托法院立案或者退回委托",
        }
    }

    /// 依据。What the opinion on filing and closing says of the first two is taken from memory: 本院可调。
    pub fn basis(self) -> Basis {
        match self {
            Self::FiledTwice | Self::ApplicantWithdrew => filing_closing("18"),
            Self::FiledElsewhere => procedure("2"),
            Self::JurisdictionUpheld => procedure("3"),
            Self::Delegated => delegation("9"),
        }
    }
}

/// 终结执行的情形。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TerminateGround {
    /// 申请人撤销申请。
    Withdrawn,
    /// 据以执行的法律文书被撤销。
    TitleRevoked,
    /// 作为被执行人的公民死亡，无遗产可供执行，又无义务承担人。
    DiedWithoutEstate,
    /// 追索赡养费、扶养费、抚养费案件的权利人死亡。
    MaintenanceObligeeDied,
    /// 公民因生活困难无力偿还借款，无收入来源，又丧失劳动能力。
    Destitute,
    /// 被宣告破产。
    Bankrupt,
    /// 特定物毁损、灭失，折价赔偿协商不成。
    ThingLost,
    /// 就执行和解另行起诉被受理。
    SettlementSued,
    /// 公证债权文书另行起诉。
    NotarialSued,
    /// 法院认为应当终结的其他情形。
    Other,
}

impl TerminateGround {
    /// 依据。
    pub fn basis(self) -> Basis {
        match self {
            Self::Bankrupt => enforcement("61"),
            Self::ThingLost => enforcement("41"),
            Self::SettlementSued => settlement("14"),
            Self::NotarialSued => Basis::text("公证债权文书执行的规定", "2018", "24"),
            _ => cpl("268"),
        }
    }

    /// May the applicant apply again, and within how long? 撤销申请的须在申请时效内。
    pub fn may_return(self) -> bool {
        matches!(self, Self::Withdrawn)
    }
}

/// 恢复执行的情形。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResumeGround {
    /// 受欺诈、胁迫达成和解。
    SettlementTainted,
    /// 不履行和解协议。
    SettlementBroken,
    /// 终本后发现可供执行的财产。
    PropertyFound,
    /// 委托不当被退回。
    DelegationReturned,
    /// 终结后又符合申请执行条件。
    ReopenedAfterTermination,
    /// 中止的情形消失：恢复原案，不另立新号。
    StayEnded,
}

impl ResumeGround {
    /// Does the return get a new 执恢 number?
    pub fn opens_new_case(self) -> bool {
        self != Self::StayEnded
    }

    /// Is there a limitation period for asking?
    pub fn limited_to_two_years(self) -> bool {
        matches!(
            self,
            Self::SettlementTainted | Self::SettlementBroken | Self::ReopenedAfterTermination
        )
    }

    /// 依据。
    pub fn basis(self) -> Basis {
        match self {
            Self::SettlementTainted | Self::SettlementBroken => settlement("9—11"),
            Self::PropertyFound => terminate_round("9"),
            Self::DelegationReturned => delegation("9"),
            Self::ReopenedAfterTermination => cpl_note("518"),
            Self::StayEnded => cpl("267"),
        }
    }
}

/// 执行转破产的三项条件。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BankruptcyFacts {
    /// 被执行人是企业法人。
    pub enterprise: bool,
    /// 被执行人或任一申请执行人书面同意。
    pub written_consent: bool,
    /// 不能清偿到期债务。
    pub insolvent: bool,
    /// 资产不足以清偿全部债务，或明显缺乏清偿能力。
    pub assets_insufficient: bool,
}

/// The conditions that are missing for a transfer to bankruptcy; empty means it may be made.
pub fn bankruptcy_gaps(facts: &BankruptcyFacts) -> Vec<&'static str> {
    [
        (facts.enterprise, "被执行人不是企业法人"),
        (facts.written_consent, "没有被执行人或任一申请执行人的书面同意"),
        (facts.insolvent, "没有认定不能清偿到期债务"),
        (facts.assets_insufficient, "没有认定资不抵债或明显缺乏清偿能力"),
    ]
    .into_iter()
    .filter(|(met, _)| !met)
    .map(|(_, gap)| gap)
    .collect()
}

/// 依据：执行转破产。
pub const BANKRUPTCY_BASIS: Basis = to_bankruptcy("2");

#[cfg(test)]
mod tests;
