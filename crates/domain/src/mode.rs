//! 办案模式：teams, posts, lanes, nodes, task types, triage tables, approvals and messages as data.
//!
//! A mode is independent of the court that runs it. It is read from TOML, checked on load down to the
//! place, and used by one engine.

use serde::Deserialize;
use zhixing_law::period::Limit;

mod check;
pub mod condition;

use crate::{
    ground::actor::Role, mode::condition::Condition, papers::document::DocumentKind,
    work::triage::Round,
};

/// 模式
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mode {
    /// Key, for example `guangdong-service-centre`.
    pub key: String,
    pub name: String,
    pub version: u32,
    /// 来源说明
    pub source: String,
    /// 预计扣划所需的天数：orders to freeze and deduct may include delay interest up to that many days ahead.
    #[serde(default)]
    pub interest_ahead_days: u32,
    pub team: Vec<Team>,
    pub post: Vec<Post>,
    pub lane: Vec<Lane>,
    pub node: Vec<Node>,
    pub task: Vec<TaskRule>,
    pub triage: Vec<TriageTable>,
    pub document: Vec<DocumentRule>,
    /// Terms that the court sets in its papers.
    #[serde(default)]
    pub paper_term: Vec<PaperTerm>,
    #[serde(default)]
    pub notify: Vec<NotifyRule>,
    pub approval: Vec<Approval>,
}

/// 团队
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    pub key: String,
    pub name: String,
}

/// 岗位（定岗定人）
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    pub key: String,
    pub name: String,
    pub team: String,
    pub role: Role,
}

/// 繁简分流后的办理通道
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    pub key: String,
    pub name: String,
    /// Team that handles cases of this lane.
    pub team: String,
    /// Target from filing to closing.
    pub limit: Limit,
}

/// 流程节点
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    pub key: String,
    pub name: String,
    /// Event kinds that start the node.
    pub starts_on: Vec<String>,
    /// A further condition for starting.
    #[serde(default)]
    pub starts_when: Option<Condition>,
    /// Event kinds that finish it.
    pub ends_on: Vec<String>,
    /// A further condition for finishing.
    #[serde(default)]
    pub ends_when: Option<Condition>,
    pub limit: Limit,
    /// What the limit rests on, shown with it.
    pub basis: String,
}

/// 事项类型：when it opens, whose it is, how long it may take, what ends it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskRule {
    pub key: String,
    pub name: String,
    pub node: String,
    /// Post that does it; `handler` means the case's own handler.
    pub post: String,
    pub opens_on: Vec<String>,
    #[serde(default)]
    pub when: Option<Condition>,
    /// Event kinds that complete it by themselves.
    #[serde(default)]
    pub closes_on: Vec<String>,
    #[serde(default)]
    pub closes_when: Option<Condition>,
    pub limit: Limit,
    pub basis: String,
    /// Page part that the task leads to (interview, documents, service, search, assets, funds, closing …).
    #[serde(default)]
    pub opens: String,
}

/// 分流表
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageTable {
    pub round: Round,
    pub name: String,
    /// Event kinds after which the round runs by itself, once.
    #[serde(default)]
    pub runs_on: Vec<String>,
    #[serde(default)]
    pub runs_when: Option<Condition>,
    pub rule: Vec<TriageRule>,
}

/// 分流规则
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageRule {
    pub id: String,
    pub name: String,
    pub when: Condition,
    pub lane: String,
    /// Whether a handler is assigned from the lane's team.
    #[serde(default)]
    pub assign: bool,
}

/// 自动制作的文书
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentRule {
    pub on: String,
    /// Only when the event is about a document of this kind: an assistance notice follows its ruling.
    #[serde(default)]
    pub of: Option<DocumentKind>,
    #[serde(default)]
    pub when: Option<Condition>,
    pub kind: DocumentKind,
    /// One for each party of this role, or one for the case.
    #[serde(default)]
    pub for_each: Option<crate::intake::party::PartyRole>,
}

/// 文书所定的期限：days that a paper gives its addressee where the law leaves them to the court.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperTerm {
    /// Document kind.
    pub kind: DocumentKind,
    /// 收到后几日内。
    pub days: u32,
    /// Why so many: a law that leaves them open, and the court's own choice.
    pub basis: String,
}

/// 节点告知
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotifyRule {
    pub on: String,
    pub to: crate::intake::party::PartyRole,
    pub template: String,
}

/// 审批链
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Document kind, or `payout`.
    pub what: String,
    /// Roles that may sign, any of them.
    pub roles: Vec<Role>,
    pub basis: String,
}

/// Why a mode cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModeError {
    #[error("{0}")]
    Syntax(String),
    #[error("{place}: unknown {what} `{key}`")]
    Unknown { place: String, what: &'static str, key: String },
    #[error("{place}: `{key}` appears twice")]
    Twice { place: &'static str, key: String },
    #[error("{place}: condition {message}")]
    Condition { place: String, message: String },
    #[error("no triage table for round {0}")]
    NoTriage(&'static str),
}

impl Mode {
    /// Reads and checks a mode.
    ///
    /// # Errors
    /// Names the line (syntax, conditions) or the entry (references) that is wrong.
    pub fn parse(text: &str) -> Result<Mode, ModeError> {
        let mode: Mode =
            toml::from_str(text).map_err(|error| ModeError::Syntax(error.to_string()))?;
        mode.check()?;
        Ok(mode)
    }

    pub fn post(&self, key: &str) -> Option<&Post> {
        self.post.iter().find(|post| post.key == key)
    }

    pub fn team(&self, key: &str) -> Option<&Team> {
        self.team.iter().find(|team| team.key == key)
    }

    pub fn lane(&self, key: &str) -> Option<&Lane> {
        self.lane.iter().find(|lane| lane.key == key)
    }

    pub fn node(&self, key: &str) -> Option<&Node> {
        self.node.iter().find(|node| node.key == key)
    }

    pub fn task(&self, key: &str) -> Option<&TaskRule> {
        self.task.iter().find(|task| task.key == key)
    }

    pub fn table(&self, round: Round) -> Option<&TriageTable> {
        self.triage.iter().find(|table| table.round == round)
    }

    pub fn paper_term(&self, kind: DocumentKind) -> Option<&PaperTerm> {
        self.paper_term.iter().find(|term| term.kind == kind)
    }

    pub fn approval(&self, what: &str) -> Option<&Approval> {
        self.approval.iter().find(|approval| approval.what == what)
    }
}

/// The post name that stands for the case's own handler (承办人).
pub const HANDLER: &str = "handler";
