//! 对象范围：of what a rule stands once each.

use serde::Deserialize;

/// What a rule stands for: the matter as a whole, or each thing of a kind in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Each {
    /// 案件
    #[default]
    Matter,
    /// 申请执行人
    Applicant,
    /// 被执行人
    Respondent,
    /// 财产
    Asset,
    /// 控制措施
    Measure,
    /// 扣划
    Deduction,
    /// 查询
    Search,
    /// 文书
    Document,
    /// 发放
    Payout,
    /// 督办
    Directive,
    /// 合议
    Panel,
}

impl Each {
    /// Every kind, as modes may name them.
    pub const ALL: [Each; 11] = [
        Each::Matter,
        Each::Applicant,
        Each::Respondent,
        Each::Asset,
        Each::Measure,
        Each::Deduction,
        Each::Search,
        Each::Document,
        Each::Payout,
        Each::Directive,
        Each::Panel,
    ];

    /// The name by which a condition asks about the thing itself: `asset.enforceable`.
    pub fn code(self) -> &'static str {
        match self {
            Each::Matter => "matter",
            Each::Applicant => "applicant",
            Each::Respondent => "respondent",
            Each::Asset => "asset",
            Each::Measure => "measure",
            Each::Deduction => "deduction",
            Each::Search => "search",
            Each::Document => "document",
            Each::Payout => "payout",
            Each::Directive => "directive",
            Each::Panel => "panel",
        }
    }
}
