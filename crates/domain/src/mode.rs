//! 办案模式：teams, posts, lanes, nodes, task types, triage tables, approvals and messages as data.
//!
//! A mode is independent of the court that runs it. It is read from TOML, checked on load down to the
//! place, and used by one engine.

use serde::Deserialize;
use zhixing_law::{
    limits::{self, LimitRule},
    period::Limit,
};

mod chain;
mod check;
mod clause;
pub mod condition;
pub mod diff;
pub mod each;
mod list;
pub mod organised;
pub mod overlay;
pub mod read;
pub mod schema;
pub mod shipped;
mod sound;
pub mod story;
mod told;

use crate::{
    ground::act::Act,
    ground::actor::Role,
    ground::refusal::{FieldProblem, Need, Refusal},
    ground::version::ModeVersion,
    matter::facts::FactName,
    matter::kind::MatterKind,
    mode::condition::Condition,
    mode::each::Each,
    mode::list::one_or_more,
    mode::organised::{Affair, Escalation, Proportion, Target},
    mode::story::Story,
    papers::kind::DocumentKind,
    work::approvable::Approvable,
    work::approval::Step,
    work::limit::{StoppedBy, Stops},
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
    #[serde(default)]
    pub deadline: Vec<DeadlineRule>,
    pub task: Vec<TaskRule>,
    pub triage: Vec<TriageTable>,
    pub document: Vec<DocumentRule>,
    /// Terms that the court sets in its papers.
    #[serde(default)]
    pub paper_term: Vec<PaperTerm>,
    #[serde(default)]
    pub notify: Vec<NotifyRule>,
    pub approval: Vec<Approval>,
    /// 集约事务：shared work by name, whose it is and which tasks it consists of.
    #[serde(default)]
    pub affair: Vec<Affair>,
    /// 人员配比
    #[serde(default)]
    pub proportion: Vec<Proportion>,
    /// 指标目标
    #[serde(default)]
    pub target: Vec<Target>,
    /// 逾期催办：when each level is told of what is late.
    #[serde(default)]
    pub escalation: Vec<Escalation>,
    /// 验证的例子
    #[serde(default)]
    pub story: Vec<Story>,
}

/// 团队
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    pub key: String,
    pub name: String,
    /// 书记员岗：the post that keeps the record of what the team handles.
    #[serde(default)]
    pub clerk: Option<String>,
    /// 执行长、团队负责人岗：whoever is told when the team's work is late.
    #[serde(default)]
    pub lead: Option<String>,
}

/// 岗位（定岗定人）
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    pub key: String,
    pub name: String,
    pub team: String,
    pub role: Role,
    /// 定员：how many people hold it at once; not said, one or more as the court has them.
    #[serde(default)]
    pub places: u32,
    /// 岗位职权：what its holders do, of what their role may; not said, all of it. What anybody does with their own tasks
    /// and what only looks need not be said.
    #[serde(default)]
    pub acts: Vec<Act>,
    /// 履职责任：what its holders answer for, beside the acts that their role grants.
    #[serde(default)]
    pub answers_for: Vec<String>,
    /// What the post rests on: the source's words, or that the court set it up by itself.
    #[serde(default)]
    pub basis: String,
}

/// 繁简分流后的办理通道
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    pub key: String,
    pub name: String,
    /// Teams that handle cases of this lane: whoever has the least to do in any of them is given the next.
    #[serde(deserialize_with = "one_or_more")]
    pub team: Vec<String>,
    /// Target from filing to closing.
    pub limit: Limit,
}

/// 流程节点
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    pub key: String,
    pub name: String,
    /// The matter stands at the node while this holds.
    #[serde(rename = "while")]
    pub during: Condition,
    /// For matters of which kinds.
    #[serde(rename = "for", default = "MatterKind::enforcing")]
    pub kinds: Vec<MatterKind>,
    /// A step that a matter passes once: it does not begin anew when the condition holds again.
    #[serde(default)]
    pub once: bool,
    /// Event kinds by which a matter passes the node without having stood at it: begun and done in one command.
    #[serde(default)]
    pub passed_on: Vec<String>,
    pub limit: Limit,
    /// A fact that names the day from which the limit runs, if it is not the day on which the node begins.
    #[serde(default)]
    pub from: Option<FactName>,
    /// The limit of the law that this one may not exceed, by its number: `DL-H2`.
    #[serde(default)]
    pub law: Option<String>,
    /// What is not counted into the limit; not said: what the limit of the law says, else 中止、暂缓.
    #[serde(default)]
    pub stops: Option<Stops>,
    /// What the limit rests on, shown with it.
    pub basis: String,
}

impl Node {
    /// Whether enforcement cases pass it.
    pub fn is_of_cases(&self) -> bool {
        MatterKind::enforcing().iter().any(|kind| self.kinds.contains(kind))
    }

    /// What stops its limit.
    pub fn stopped_by(&self) -> StoppedBy {
        StoppedBy::row(self.stops, self.law.as_deref())
    }
}

/// 法定期限：a limit of the law under which a matter stands as a whole. What the law does not count into it is excluded,
/// as its own rule has it, and it is extended where the law lets it be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineRule {
    pub key: String,
    pub name: String,
    /// For matters of which kinds.
    #[serde(rename = "for", default = "MatterKind::enforcing")]
    pub kinds: Vec<MatterKind>,
    /// It runs while this holds.
    #[serde(rename = "while")]
    pub during: Condition,
    /// The limit of the law, by its number: `DL-G1`.
    pub law: String,
    /// A fact that names the day from which it runs.
    pub from: FactName,
}

impl DeadlineRule {
    /// The limit of the law; a mode that names none that there is has not been let in.
    pub fn rule(&self) -> Option<&'static LimitRule> {
        limits::find(&self.law)
    }
}

/// 事项类型：of what it stands, what must be so, whose it is, how long it may take.
///
/// A task with `needs` is there for each subject of which it holds and is ended by the engine when it holds no longer.
/// A task with `once_on` is raised when that happens and ended by hand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskRule {
    pub key: String,
    pub name: String,
    pub node: String,
    /// Posts that may do it; the first that has somebody gets it. `handler` means the case's own handler.
    #[serde(deserialize_with = "one_or_more")]
    pub post: Vec<String>,
    /// For matters of which kinds.
    #[serde(rename = "for", default = "MatterKind::enforcing")]
    pub kinds: Vec<MatterKind>,
    /// Of what there is one each.
    #[serde(default)]
    pub each: Each,
    #[serde(default)]
    pub needs: Option<Condition>,
    /// Ends only when this holds too: what has been begun is finished.
    #[serde(default)]
    pub until: Option<Condition>,
    /// Event kinds on which it is raised, to be ended by hand.
    #[serde(default)]
    pub once_on: Vec<String>,
    /// 可由人员派出：a kind of work that people ask for, and that no event raises.
    #[serde(default)]
    pub by_people: bool,
    /// 外勤：done outside, and reported back from there.
    #[serde(default)]
    pub outside: bool,
    /// A further condition for raising it then.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Event kinds that do it; ended by anything else it is overtaken and not done. Empty: whatever ended it did it.
    #[serde(default)]
    pub done_by: Vec<String>,
    /// Whether a case that is closed still has it.
    #[serde(default)]
    pub after_closing: bool,
    /// A fact that names the last day, if that comes before the limit.
    #[serde(default)]
    pub not_after: Option<FactName>,
    pub limit: Limit,
    /// A fact that names the day from which the limit runs, if it is not the day on which the task is raised.
    #[serde(default)]
    pub from: Option<FactName>,
    /// The limit of the law that this one may not exceed, by its number: `DL-H2`.
    #[serde(default)]
    pub law: Option<String>,
    /// What is not counted into the limit; not said: what the limit of the law says, else 中止、暂缓.
    #[serde(default)]
    pub stops: Option<Stops>,
    pub basis: String,
    /// Page part that the task leads to (interview, documents, service, search, assets, funds, closing …).
    #[serde(default)]
    pub opens: String,
}

impl TaskRule {
    /// Whether people end it, reporting the result back; else the work itself does.
    pub fn by_hand(&self) -> bool {
        self.needs.is_none()
    }

    /// What stops its limit.
    pub fn stopped_by(&self) -> StoppedBy {
        StoppedBy::row(self.stops, self.law.as_deref())
    }

    /// The first post that has somebody: the handler's own work falls to the next one until there is a handler.
    pub fn post_in(&self, has_handler: bool) -> String {
        let there = |post: &&String| post.as_str() != HANDLER || has_handler;
        self.post.iter().find(there).or(self.post.last()).cloned().unwrap_or_default()
    }
}

/// 分流表
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageTable {
    pub round: Round,
    pub name: String,
    /// For matters of which kinds.
    #[serde(rename = "for", default = "MatterKind::enforcing")]
    pub kinds: Vec<MatterKind>,
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
    /// For matters of which kinds.
    #[serde(rename = "for", default = "MatterKind::enforcing")]
    pub kinds: Vec<MatterKind>,
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
    /// For matters of which kinds.
    #[serde(rename = "for", default = "MatterKind::enforcing")]
    pub kinds: Vec<MatterKind>,
    pub to: crate::intake::party::PartyRole,
    pub template: String,
}

/// 签批链
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    pub what: Approvable,
    /// Who signs, one after the other.
    #[serde(default)]
    pub step: Vec<Step>,
}

impl Mode {
    /// 没有启用模式: nothing is organised yet. Nobody can be put into a team, and no matter is begun under it.
    pub fn none() -> Mode {
        Mode {
            key: String::new(),
            name: String::new(),
            version: 0,
            source: String::new(),
            interest_ahead_days: 0,
            team: Vec::new(),
            post: Vec::new(),
            lane: Vec::new(),
            node: Vec::new(),
            deadline: Vec::new(),
            task: Vec::new(),
            triage: Vec::new(),
            document: Vec::new(),
            paper_term: Vec::new(),
            notify: Vec::new(),
            approval: Vec::new(),
            affair: Vec::new(),
            proportion: Vec::new(),
            target: Vec::new(),
            escalation: Vec::new(),
            story: Vec::new(),
        }
    }

    /// Which version it is.
    pub fn of(&self) -> ModeVersion {
        ModeVersion::new(&self.key, self.version)
    }

    /// Refuses teams that the mode has not.
    ///
    /// # Errors
    /// One of them is unknown.
    pub fn must_have_teams(&self, teams: &[String]) -> Result<(), Refusal> {
        match teams.iter().find(|team| self.team(team).is_none()) {
            Some(_) => Err(Refusal::field("teams", FieldProblem::Unknown)),
            None => Ok(()),
        }
    }

    pub fn post(&self, key: &str) -> Option<&Post> {
        self.post.iter().find(|post| post.key == key)
    }

    /// 定员 of a team: the places of its posts.
    pub fn places(&self, team: &str) -> u32 {
        // A file may say any number; more than there can be is more than enough.
        let of_team = self.post.iter().filter(|post| post.team == team);
        of_team.fold(0, |sum, post| sum.saturating_add(post.places))
    }

    pub fn team(&self, key: &str) -> Option<&Team> {
        self.team.iter().find(|team| team.key == key)
    }

    /// 书记员岗 of a team.
    pub fn clerk_post(&self, team: &str) -> Option<&str> {
        self.team(team)?.clerk.as_deref()
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

    /// The table of a round for matters of a kind.
    pub fn table(&self, kind: MatterKind, round: Round) -> Option<&TriageTable> {
        self.triage.iter().find(|table| table.round == round && table.kinds.contains(&kind))
    }

    /// The kinds of matters that the mode has nodes for.
    pub fn handles(&self, kind: MatterKind) -> bool {
        self.node.iter().any(|node| node.kinds.contains(&kind))
    }

    /// Refuses kinds of matters that the mode says nothing of.
    ///
    /// # Errors
    /// It has no node for them.
    pub fn must_handle(&self, kind: MatterKind) -> Result<(), Refusal> {
        if self.handles(kind) { Ok(()) } else { Err(Refusal::needs(Need::KindHandled)) }
    }

    pub fn paper_term(&self, kind: DocumentKind) -> Option<&PaperTerm> {
        self.paper_term.iter().find(|term| term.kind == kind)
    }

    pub fn approval(&self, what: Approvable) -> Option<&Approval> {
        self.approval.iter().find(|approval| approval.what == what)
    }
}

/// The post name that stands for the case's own handler (承办人).
pub const HANDLER: &str = "handler";
