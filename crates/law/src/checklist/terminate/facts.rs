//! What a file says about a case that is to be closed by 终本.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::money::Fen;

mod outcome;

pub use outcome::*;

/// 核查的时点。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 作出裁定以前：裁定、送达、录入尚不适用。
    BeforeRuling,
    /// 报结以前：全部适用。
    BeforeReporting,
}

/// 主体类型。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// 自然人。
    Natural,
    /// 法人。
    Legal,
    /// 非法人组织。
    Unincorporated,
}

/// 一份发出的文书。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issued {
    /// 发出日。
    pub issued_on: Day,
    /// 有送达结果。
    pub served: bool,
    /// 材料。
    pub evidence: String,
}

/// 财产报告的情况。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportOutcome {
    /// 已报告并经核查。
    Verified {
        /// 核查记录。
        evidence: String,
    },
    /// 逾期、拒绝或虚假报告。
    Breached {
        /// 罚款、拘留决定或移送材料。
        sanction: Option<String>,
        /// 未制裁的说明（下落不明等）。
        excuse: Option<String>,
    },
}

/// 网络查询的范围。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 商业银行。
    CommercialBank,
    /// 证券。
    Securities,
    /// 互联网银行。
    InternetBank,
    /// 车辆。
    Vehicle,
    /// 不动产。
    Immovable,
    /// 市场监管（工商）。
    CompanyRegistry,
    /// 人民银行。
    CentralBank,
}

impl Scope {
    /// Every scope that a query before 终本 must cover.
    pub const ALL: [Self; 7] = [
        Self::CommercialBank,
        Self::Securities,
        Self::InternetBank,
        Self::Vehicle,
        Self::Immovable,
        Self::CompanyRegistry,
        Self::CentralBank,
    ];

    /// 范围的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::CommercialBank => "商业银行",
            Self::Securities => "证券",
            Self::InternetBank => "互联网银行",
            Self::Vehicle => "车辆",
            Self::Immovable => "不动产",
            Self::CompanyRegistry => "市场监管登记",
            Self::CentralBank => "人民银行",
        }
    }
}

/// 一次网络查询。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// 提起日。
    pub on: Day,
    /// 范围。
    pub scopes: Vec<Scope>,
}

/// 传统调查的内容。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// 金融理财产品。
    WealthProducts,
    /// 收益类保险。
    Insurance,
    /// 股息红利。
    Dividends,
    /// 住房公积金（自然人）。
    ProvidentFund,
}

impl Topic {
    /// 内容的名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::WealthProducts => "金融理财产品",
            Self::Insurance => "收益类保险",
            Self::Dividends => "股息红利",
            Self::ProvidentFund => "住房公积金",
        }
    }
}

/// 限制消费：对一个人。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restriction {
    /// 被限制的人：本人，或单位的法定代表人、主要负责人、直接责任人、实际控制人。
    pub person: String,
    /// 开始日。
    pub from: Day,
    /// 解除日。
    pub lifted_on: Option<Day>,
}

/// 失信甄别的结论。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listing {
    /// 已纳入。
    Listed {
        /// 决定书。
        evidence: String,
    },
    /// 不纳入。
    NotListed {
        /// 理由。
        reason: String,
    },
}

/// 下落。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whereabouts {
    /// 可以联系。
    Known,
    /// 下落不明。
    Unknown {
        /// 公安协查、网格等查找记录。
        searches: Vec<String>,
    },
}

/// 妨害执行。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstruction {
    /// 认定没有妨害。
    None {
        /// 认定的材料。
        evidence: String,
    },
    /// 已罚款、拘留，或已启动追责。
    Sanctioned {
        /// 决定书或移送材料。
        evidence: String,
    },
    /// 有妨害而没有制裁。
    Unpunished {
        /// 行为。
        what: String,
    },
}

/// 一名被执行人。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Respondent {
    /// 姓名或名称。
    pub name: String,
    /// 主体类型。
    pub kind: PersonKind,
    /// 组织机构代码或统一社会信用代码。
    #[serde(default)]
    pub organisation_code: Option<String>,
    /// 身份核验是否死亡；没有核验为空。
    #[serde(default)]
    pub deceased: Option<bool>,
    /// 执行通知书。
    #[serde(default)]
    pub notice: Option<Issued>,
    /// 报告财产令。
    #[serde(default)]
    pub report_order: Option<Issued>,
    /// 财产报告。
    #[serde(default)]
    pub report: Option<ReportOutcome>,
    /// 网络查询。
    #[serde(default)]
    pub queries: Vec<Query>,
    /// 已调查的内容。
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// 限制消费。
    #[serde(default)]
    pub restrictions: Vec<Restriction>,
    /// 失信甄别。
    #[serde(default)]
    pub listing: Option<Listing>,
    /// 下落。
    #[serde(default)]
    pub whereabouts: Option<Whereabouts>,
    /// 妨害执行。
    #[serde(default)]
    pub obstruction: Option<Obstruction>,
}

impl Respondent {
    /// A respondent of whom nothing else is recorded.
    pub fn new(name: impl Into<String>, kind: PersonKind) -> Self {
        Self {
            name: name.into(),
            kind,
            organisation_code: None,
            deceased: None,
            notice: None,
            report_order: None,
            report: None,
            queries: Vec::new(),
            topics: Vec::new(),
            restrictions: Vec::new(),
            listing: None,
            whereabouts: None,
            obstruction: None,
        }
    }
}

/// 一条财产线索。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clue {
    /// 内容。
    pub label: String,
    /// 收到日。
    pub received_on: Day,
    /// 核实完毕日；正在核实的为空。
    pub verified_on: Option<Day>,
}

/// 调查方式。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InquiryKind {
    /// 现场财产调查。
    OnSite,
    /// 搜查。
    Search,
    /// 悬赏。
    Reward,
    /// 审计。
    Audit,
}

/// 一次调查。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inquiry {
    /// 方式。
    pub kind: InquiryKind,
    /// 笔录、令状或公告。
    pub evidence: String,
}

/// 终本核查的事实；没有填写的项视为没有。
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TerminationFacts {
    /// 立案日。
    pub filed_on: Option<Day>,
    /// 结案日；未结为空。
    pub closed_on: Option<Day>,
    /// 承办人收到案件之日（接收案件节点）。
    pub received_on: Option<Day>,
    /// 执行通知节点完成日。
    pub notice_done_on: Option<Day>,
    /// 执行期限届满日（已扣除、延长）；没有登记为空。
    pub term_ends_on: Option<Day>,
    /// 立案案由代码。
    pub cause_code: Option<String>,
    /// 执行内容仅为行为。
    pub conduct_only: Option<bool>,
    /// 应执行标的（含迟延履行利息、迟延履行金）。
    pub due: Option<Fen>,
    /// 实际到位金额。
    pub realised: Option<Fen>,
    /// 申请执行人。
    pub applicants: Vec<String>,
    /// 被执行人。
    pub respondents: Vec<Respondent>,
    /// 财产线索；没有查过为空。
    pub clues: Option<Vec<Clue>>,
    /// 调查措施。
    pub inquiries: Vec<Inquiry>,
    /// 已查明的财产；没有查明登记为空。
    pub property: Option<Vec<Property>>,
    /// 终本约谈。
    pub interview: Option<Interview>,
    /// 申请执行人申请终本的材料。
    pub requested: Option<String>,
    /// 申请执行人签字确认的材料。
    pub signed_consent: Option<String>,
    /// 合议庭审查核实的笔录。
    pub panel_review: Option<String>,
    /// 院长批准。
    pub president_approval: Option<String>,
    /// 终本裁定。
    pub ruling: Option<Ruling>,
    /// 裁定送达申请执行人之日与回证。
    pub ruling_served: Option<(Day, String)>,
    /// 录入终本案件信息库之日。
    pub published_on: Option<Day>,
    /// 结案方式已登记为终本。
    pub closing_way_recorded: Option<bool>,
    /// 2024 年指导意见的各项要求与材料。
    pub guidance_2024: Option<Vec<(String, Option<String>)>>,
    /// 本院另定的要求与材料。
    pub local: Option<Vec<(String, Option<String>)>>,
}
