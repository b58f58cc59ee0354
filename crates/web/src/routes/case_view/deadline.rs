//! 法定期限、扣除、延长 on the page of a case.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_domain::{
    ground::subject::Subject,
    work::deadline::{Deadline, Exclusion},
    work::limit::StoppedBy,
};
use zhixing_law::{calendar::Calendar, exclusion::Clock, period::Interval};

use super::{
    Seen,
    late::{self, DirectiveView, LatenessView},
};
use crate::view::{Action, LightName, light, remaining, some_day};

/// 一次延长
#[derive(Debug, Serialize, ToSchema)]
pub struct ExtensionView {
    pub months: u32,
    pub reason: String,
    pub by: String,
    #[schema(format = DateTime)]
    pub at: String,
}

/// 一项法定期限
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadlineView {
    pub code: String,
    pub name: String,
    #[schema(format = Date)]
    pub from_on: String,
    /// 满期后方可进行的，自哪一日起可以进行
    #[schema(format = Date)]
    pub opens_on: Option<String>,
    /// 停止计算的，没有届满日
    #[schema(format = Date)]
    pub due_on: Option<String>,
    #[schema(format = Date)]
    pub ended_on: Option<String>,
    pub state_label: String,
    pub light: LightName,
    pub light_label: Option<String>,
    /// 不计入的天数
    pub excluded_days: i64,
    pub extensions: Vec<ExtensionView>,
    pub basis: String,
    /// 计算过程
    pub working: Vec<String>,
}

/// 扣除期间
#[derive(Debug, Serialize, ToSchema)]
pub struct ExclusionView {
    pub id: Uuid,
    pub ground_label: String,
    pub basis: String,
    #[schema(format = Date)]
    pub from_on: String,
    #[schema(format = Date)]
    pub to_on: Option<String>,
    pub days: Option<i64>,
    pub reason: String,
    pub by: String,
    /// 撤销的人和理由
    pub lifted: Option<String>,
    pub actions: Vec<Action>,
}

/// 期限
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadlinesView {
    pub all: Vec<DeadlineView>,
    pub exclusions: Vec<ExclusionView>,
    /// 逾期，仍然逾期的在前
    pub latenesses: Vec<LatenessView>,
    /// 督办，后来的在前
    pub directives: Vec<DirectiveView>,
    pub actions: Vec<Action>,
}

/// What the page shows of them.
pub fn view(seen: Seen<'_>) -> DeadlinesView {
    let known = &seen.file.deadlines;
    let actions = if known.all.is_empty() { Vec::new() } else { seen.offered(Subject::Deadline) };
    DeadlinesView {
        all: known.all.iter().map(|deadline| one(seen, deadline)).collect(),
        exclusions: known.exclusions.iter().map(|e| exclusion(seen, e)).collect(),
        latenesses: late::latenesses(seen),
        directives: late::directives(seen),
        actions,
    }
}

fn one(seen: Seen<'_>, deadline: &Deadline) -> DeadlineView {
    let running = deadline.due_on.filter(|_| deadline.is_running());
    let opens_on = deadline.opens_on();
    let state_label = match (deadline.ended_on, deadline.due_on) {
        (None, Some(due)) if deadline.opens() && due < seen.today => "申请执行人已经可以申请",
        (None, Some(_)) if deadline.opens() => "期间未满，尚不能申请",
        (Some(_), _) if deadline.is_late(seen.today) => "逾期后终止",
        (Some(_), _) => "已终止",
        (None, Some(_)) => "正在计算",
        (None, None) => "停止计算",
    };
    let extensions = deadline.extensions.iter().map(|extension| ExtensionView {
        months: extension.months,
        reason: extension.reason.clone(),
        by: extension.by.name.clone(),
        at: extension.by.at.to_string(),
    });
    DeadlineView {
        code: deadline.key.clone(),
        name: deadline.name.clone(),
        from_on: deadline.from.to_string(),
        opens_on: some_day(opens_on),
        due_on: some_day(deadline.due_on),
        ended_on: some_day(deadline.ended_on),
        state_label: state_label.to_owned(),
        light: if running.is_some() { light(running, seen.today) } else { LightName::Idle },
        light_label: remaining(running, seen.today).filter(|_| !deadline.opens()),
        excluded_days: deadline.excluded_days,
        extensions: extensions.collect(),
        basis: deadline.basis.clone(),
        working: working(seen, deadline),
    }
}

/// The counting, step by step, as the law's own rule says it.
fn working(seen: Seen<'_>, deadline: &Deadline) -> Vec<String> {
    let Some(law) = deadline.rule() else { return Vec::new() };
    let by = StoppedBy::rule(law);
    let closed: Vec<Interval> = by
        .stretches(&seen.file.deadlines.exclusions, deadline.from, None)
        .filter_map(|known| Interval::new(known.stretch.from, known.stretch.to?).ok())
        .collect();
    let mut steps = law.explain(deadline.from, &closed, Calendar::builtin()).unwrap_or_default();
    steps.extend(
        deadline
            .extensions
            .iter()
            .map(|extension| format!("经批准延长{}个月，自原期限届满之日起算。", extension.months)),
    );
    if let Some(on) = deadline.opens_on() {
        steps.push(format!("超过这一期间仍未执行的，申请执行人自{on}起可以向上一级法院申请执行。"));
    }
    steps
}

fn exclusion(seen: Seen<'_>, known: &Exclusion) -> ExclusionView {
    let stretch = &known.stretch;
    let days = stretch.to.and_then(|to| Interval::new(stretch.from, to).ok()).map(Interval::days);
    ExclusionView {
        id: known.id.0,
        ground_label: stretch.ground.chinese().to_owned(),
        basis: stretch.ground.basis(Clock::Enforcement).to_string(),
        from_on: stretch.from.to_string(),
        to_on: some_day(stretch.to),
        days,
        reason: stretch.reason.clone(),
        by: format!("{} {}", known.by.name, known.by.at.local()),
        lifted: known.lifted.as_ref().map(|(by, reason)| format!("{}：{reason}", by.name)),
        actions: seen.offered(known.id),
    }
}
