//! 节点告知：whom to tell what, at which node (§10.1).

use serde::{Deserialize, Serialize};

use crate::basis::Basis;
use crate::limits::{self, LimitRule};
use crate::sources::{
    cpl, cpl_note, net_auction, openness, preservation, reference_price, terminate_round,
};

/// 应当告知的节点。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    /// 立案。
    Filed,
    /// 不予立案。
    NotFiled,
    /// 分案。
    Assigned,
    /// 申请执行人询问进展。
    Asked,
    /// 线索核查结果。
    ClueVerified,
    /// 查封、扣押、冻结、划拨。
    Controlled,
    /// 控制期限将届满。
    ControlEnding,
    /// 罚款、拘留。
    Sanctioned,
    /// 评估、询价报告。
    Appraised,
    /// 拍卖、变卖。
    Auctioned,
    /// 分配方案。
    Distribution,
    /// 中止、终本、恢复。
    StayedOrResumed,
    /// 终本后的查询结果。
    Rechecked,
    /// 案款到账。
    Received,
    /// 案款发放。
    PaidOut,
    /// 失信、限制消费。
    Listed,
    /// 异议、复议的结果。
    ObjectionDecided,
}

/// 告知谁。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// 申请执行人。
    Applicant,
    /// 被执行人。
    Respondent,
    /// 双方。
    Both,
    /// 双方与利害关系人、优先购买权人。
    BothAndInterested,
    /// 各债权人与被执行人。
    Creditors,
    /// 提出的人与有关当事人。
    Petitioner,
}

impl Audience {
    /// 对象的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Applicant => "申请执行人",
            Self::Respondent => "被执行人",
            Self::Both => "双方当事人",
            Self::BothAndInterested => "双方当事人与利害关系人",
            Self::Creditors => "各债权人与被执行人",
            Self::Petitioner => "提出的人与有关当事人",
        }
    }
}

/// 一个节点的告知要求。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// 告知谁。
    pub audience: Audience,
    /// 内容与形式。
    pub content: &'static str,
    /// 期限；没有规定的为“及时”。
    pub limit: Option<&'static LimitRule>,
    /// 依据。
    pub basis: Basis,
}

impl Node {
    /// Every node.
    pub const ALL: [Self; 17] = [
        Self::Filed,
        Self::NotFiled,
        Self::Assigned,
        Self::Asked,
        Self::ClueVerified,
        Self::Controlled,
        Self::ControlEnding,
        Self::Sanctioned,
        Self::Appraised,
        Self::Auctioned,
        Self::Distribution,
        Self::StayedOrResumed,
        Self::Rechecked,
        Self::Received,
        Self::PaidOut,
        Self::Listed,
        Self::ObjectionDecided,
    ];

    /// 节点的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Filed => "立案",
            Self::NotFiled => "不予立案",
            Self::Assigned => "分案",
            Self::Asked => "询问进展",
            Self::ClueVerified => "线索核查结果",
            Self::Controlled => "查封、扣押、冻结、划拨",
            Self::ControlEnding => "控制期限将届满",
            Self::Sanctioned => "罚款、拘留",
            Self::Appraised => "评估、询价报告",
            Self::Auctioned => "拍卖、变卖",
            Self::Distribution => "参与分配",
            Self::StayedOrResumed => "中止、终本、恢复",
            Self::Rechecked => "终本后查询结果",
            Self::Received => "案款到账",
            Self::PaidOut => "案款发放",
            Self::Listed => "失信、限制消费",
            Self::ObjectionDecided => "异议、复议结果",
        }
    }

    /// 告知要求。
    pub fn duty(self) -> Duty {
        use Audience::*;
        let of = |audience, content, limit, basis| Duty { audience, content, limit, basis };
        match self {
            Self::Filed => {
                of(Both, "立案情况、权利义务、执行风险（书面）", Some(&limits::A8), openness("3"))
            }
            Self::NotFiled => of(Applicant, "裁定写明理由", Some(&limits::A1), openness("3")),
            Self::Assigned => {
                of(Both, "承办人或合议庭及联系方式", Some(&limits::A8), openness("5"))
            }
            Self::Asked => of(Applicant, "如实告知", None, openness("6")),
            Self::ClueVerified => of(Applicant, "核查结果", Some(&limits::B2), openness("6")),
            Self::Controlled => of(Both, "裁定送达", None, openness("8")),
            Self::ControlEnding => {
                of(Applicant, "书面告知届满日与续行须知", Some(&limits::B17), preservation("18"))
            }
            Self::Sanctioned => of(Both, "手续、理由、复议权", None, cpl("119")),
            Self::Appraised => of(
                BothAndInterested,
                "报告发送，告知异议权",
                Some(&limits::D5),
                reference_price("21").recalled(),
            ),
            Self::Auctioned => of(
                BothAndInterested,
                "公告前通知，平台公示，结果告知",
                Some(&limits::D10),
                net_auction("13、16"),
            ),
            Self::Distribution => of(Creditors, "方案与原则，必要时听证", None, cpl_note("509")),
            Self::StayedOrResumed => of(Both, "裁定写明理由；终本前约谈", None, openness("13")),
            Self::Rechecked => {
                of(Applicant, "每六个月的查询结果", Some(&limits::I4), terminate_round("9"))
            }
            Self::Received => of(
                Applicant,
                "到账与领取须知",
                Some(&limits::E2),
                Basis::web("案款管理的地方规定", "", ""),
            ),
            Self::PaidOut => of(Both, "发放与余款", None, Basis::web("案款管理的地方规定", "", "")),
            Self::Listed => of(
                Respondent,
                "执行通知书先行提示，决定书送达",
                None,
                Basis::web("公布失信被执行人名单信息的规定", "2017修正", "5"),
            ),
            Self::ObjectionDecided => {
                of(Petitioner, "裁定写明复议或起诉的权利与期限", None, cpl("236、238"))
            }
        }
    }
}

#[cfg(test)]
mod tests;
