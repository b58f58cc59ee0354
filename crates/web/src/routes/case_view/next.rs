//! 下一步：what comes next in a matter, whose it is and by when; what is awaited from whom; the one act that the reader
//! can do now. While a matter is open there is always one or the other.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_app::{export::name_of, list::Names};
use zhixing_domain::{
    ground::{progress::Progress, subject::Subject},
    matter::Matter,
    property::{deduction, measure},
    roof::Offer,
    work::{approval::What, task::Task},
};
use zhixing_law::day::Day;

use super::{Seen, file};
use crate::view::{LightName, light, remaining, some, some_day};

/// What is done in each kind of task of the shipped modes: the first that can be done now is its act. A court's own
/// kinds of task lead to their part of the page.
const ACTS: &[(&str, &[&str])] = &[
    ("supplement", &["supplement_filing"]),
    ("interview", &["record_interview"]),
    ("sign_documents", &["sign_approval"]),
    ("sign_rulings", &["sign_approval"]),
    ("remake_document", &["remake_document"]),
    ("serve_documents", &["record_service"]),
    ("start_search", &["start_search"]),
    ("screen_assets", &["screen_asset"]),
    ("freeze", &["order_measure"]),
    ("deduct", &["order_deduction"]),
    ("release_measures", &["release_measure"]),
    ("answer_expiry", &["renew_measure", "acknowledge_expiry"]),
    ("propose_payout", &["propose_payout"]),
    ("approve_payout", &["sign_approval"]),
    ("close_case", &["close_case"]),
    ("answer_directive", &["answer_directive"]),
    ("settle_directive", &["settle_directive"]),
    ("accept_objection", &["accept_objection"]),
    ("review_objection", &["decide_objection", "convene_panel"]),
    ("panel_measures", &["convene_panel"]),
    ("panel_deliberate", &["speak_in_panel", "conclude_panel"]),
    ("panel_deliberate_objection", &["speak_in_panel", "conclude_panel"]),
    ("panel_minutes", &["sign_minutes"]),
    ("panel_minutes_objection", &["sign_minutes"]),
    ("sign_objection_ruling", &["sign_approval"]),
    ("remake_objection_ruling", &["remake_document"]),
    ("serve_objection_ruling", &["record_service"]),
    ("close_objection", &["close_objection"]),
    ("answer_visit", &["answer_visit"]),
];

/// Tasks that are done for many cases at once, on a page of their own.
const TOGETHER: &[(&str, &str)] = &[("pay", "next_batch"), ("confirm_payment", "batches")];

/// So many of what others are awaited for are named.
const NAMED: usize = 4;

/// 可以办理的事
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActAt {
    pub act: String,
    pub label: String,
    /// 就什么办理：`measure:<id>`
    pub on: String,
}

/// 本人的下一步
#[derive(Debug, Serialize, ToSchema)]
pub struct NextStepView {
    pub task: Uuid,
    pub what: String,
    #[schema(format = Date)]
    pub due_on: Option<String>,
    pub light: LightName,
    pub light_label: Option<String>,
    /// 派出时的要求，没有的是期限的依据
    pub why: Option<String>,
    /// 现在就能办理的事；没有的到相应一栏办理
    pub act: Option<ActAt>,
    pub opens: String,
}

/// 等待的事
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitView {
    pub who: String,
    pub what: String,
    #[schema(format = Date)]
    pub due_on: Option<String>,
    pub light: LightName,
    pub light_label: Option<String>,
}

/// 下一步
#[derive(Debug, Serialize, ToSchema)]
pub struct NextView {
    pub step: Option<NextStepView>,
    /// 除此以外由本人办理的项数
    pub more: usize,
    pub waits: Vec<WaitView>,
    /// 没有列出的等待项数
    pub others: usize,
}

/// What comes next; nothing once the matter is over.
pub fn next(seen: Seen<'_>) -> NextView {
    let live = || seen.file.tasks.iter().filter(|task| task.state.is_live());
    let (mut mine, others): (Vec<&Task>, Vec<&Task>) =
        live().partition(|task| file::is_mine(seen, task));
    mine.sort_by_key(|task| (task.due_on.is_none(), task.due_on));
    let mut waits = waits(seen, others);
    let hidden = waits.len().saturating_sub(NAMED);
    waits.truncate(NAMED);
    if mine.is_empty() && waits.is_empty() && seen.file.must_not_be_closed().is_ok() {
        waits = standing(seen);
    }
    NextView {
        step: mine.first().map(|task| step(seen, task)),
        more: mine.len().saturating_sub(1),
        waits,
        others: hidden,
    }
}

fn step(seen: Seen<'_>, task: &Task) -> NextStepView {
    NextStepView {
        task: task.id.0,
        what: task.name.clone(),
        due_on: some_day(task.due_on),
        light: light(task.due_on, seen.today),
        light_label: remaining(task.due_on, seen.today),
        why: task.raised.as_ref().map(|raised| raised.asks.clone()).or_else(|| some(&task.basis)),
        act: act(seen, task),
        opens: opens(task),
    }
}

/// Where a task is dealt with: a part of the page of the case, or a page of its own.
pub fn opens(task: &Task) -> String {
    let together = TOGETHER.iter().find(|(key, _)| *key == task.key);
    together.map_or_else(|| task.opens.clone(), |(_, page)| (*page).to_owned())
}

/// What can be done now to do a task.
pub fn act(seen: Seen<'_>, task: &Task) -> Option<ActAt> {
    let named = ACTS.iter().find(|(key, _)| *key == task.key).map_or(&[][..], |(_, acts)| acts);
    let ready = |name: &str| {
        seen.offers.iter().find(|offer| {
            offer.name == name && offer.refused.is_none() && belongs(seen.file, task, offer.on)
        })
    };
    // What no event ends is reported back by hand.
    let by_hand = seen.mode.task(&task.key).is_some_and(|rule| rule.by_hand());
    let reported = || {
        let on = Subject::from(task.id);
        let offers =
            || seen.offers.iter().filter(|offer| offer.on == on && offer.refused.is_none());
        ["complete_task", "accept_task"].iter().find_map(|name| offers().find(|o| o.name == *name))
    };
    let offer = named.iter().find_map(|name| ready(name));
    offer.or_else(|| by_hand.then(reported).flatten()).map(act_at)
}

fn act_at(offer: &Offer) -> ActAt {
    ActAt { act: offer.name.to_owned(), label: offer.title.to_owned(), on: offer.on.to_string() }
}

/// Whether a thing is one of those that the task is about: not yet screened, or a payout and no paper.
fn belongs(file: &Matter, task: &Task, on: Subject) -> bool {
    match on {
        Subject::Asset(id) if task.key == "screen_assets" => {
            file.asset(id).is_some_and(|asset| asset.verdict.is_none())
        }
        Subject::Approval(id) => file.approval(id).is_some_and(|known| {
            matches!(known.what, What::Payout { .. }) == (task.key == "approve_payout")
        }),
        _ => true,
    }
}

/// What others are to do, and what is to come from outside.
fn waits(seen: Seen<'_>, others: Vec<&Task>) -> Vec<WaitView> {
    let mut tasks: Vec<WaitView> = Vec::new();
    let mut others = others;
    others.sort_by_key(|task| (task.due_on.is_none(), task.due_on));
    for task in others {
        let who = whose(seen, task);
        if !tasks.iter().any(|known| known.who == who && known.what == task.name) {
            tasks.push(wait(seen.today, who, task.name.clone(), task.due_on));
        }
    }
    tasks.extend(outside(seen));
    tasks
}

fn wait(today: Day, who: String, what: String, due: Option<Day>) -> WaitView {
    WaitView {
        who,
        what,
        due_on: some_day(due),
        light: light(due, today),
        light_label: remaining(due, today),
    }
}

/// Who has a task: its holder, else its post.
fn whose(seen: Seen<'_>, task: &Task) -> String {
    let post = name_of(seen.mode, Names::Post, &task.post);
    let holder = task.assignee.as_ref().map(|(_, name)| name.clone());
    let handler = seen.file.handler.as_ref().map(|(_, name)| name.clone());
    let named = holder.or_else(|| handler.filter(|_| post.is_none()));
    let words: Vec<String> = [post, named].into_iter().flatten().collect();
    if words.is_empty() { "承办人".to_owned() } else { words.join(" ") }
}

/// What banks, the inquiry network and signers owe us.
fn outside(seen: Seen<'_>) -> Vec<WaitView> {
    let Seen { file, mode, today, .. } = seen;
    let line = |who: String, what: String| wait(today, who, what, None);
    let searches = file.searches.iter().filter(|search| search.is_open()).map(|search| {
        line(format!("{} 家协助单位", search.waiting().len()), "网络查控反馈".to_owned())
    });
    // What its ruling still waits for has not gone out: the signer is awaited, not the bank.
    let asked = file.measures.iter().filter(|m| !measure::request::waits_for_ruling(file, m));
    let measures = asked.filter_map(|measure| {
        let (kind, _) = measure.pending.as_ref()?;
        let holder = &file.asset(measure.asset)?.holder_name;
        Some(line(holder.clone(), format!("{}回执", kind.title())))
    });
    let awaited = |progress| matches!(progress, Progress::Awaited | Progress::UnderWay);
    let deductions = file.deductions.iter().filter(|d| {
        awaited(d.progress())
            && d.receipt.is_none()
            && !deduction::request::waits_for_ruling(file, d)
    });
    let deductions = deductions.filter_map(|deduction| {
        let holder = &file.asset(deduction.asset)?.holder_name;
        Some(line(
            holder.clone(),
            format!("扣划款到账（{} 提请），导入银行流水后入案", deduction.ordered_on),
        ))
    });
    let approvals = file.open_approvals().filter(|known| known.what.subject().id().is_none());
    let approvals = approvals.filter_map(|known| {
        Some(line(known.step()?.who(file, mode), format!("签批{}", known.what.title())))
    });
    searches.chain(measures).chain(deductions).chain(approvals).collect()
}

/// Where the matter stands when nobody has a task and nothing is on its way.
fn standing(seen: Seen<'_>) -> Vec<WaitView> {
    let Seen { file, mode, today, .. } = seen;
    let running: Vec<WaitView> = file::nodes(seen)
        .into_iter()
        .zip(mode.node.iter().filter(|node| node.kinds.contains(&file.kind)))
        .filter_map(|(shown, node)| {
            let state = file.nodes.iter().rev().find(|state| state.key == node.key)?;
            let who = shown.owner.unwrap_or_else(|| "承办人".to_owned());
            file.is_running(state)
                .then(|| wait(today, who, format!("办理节点“{}”", node.name), state.due_on))
        })
        .collect();
    if !running.is_empty() {
        return running;
    }
    let handler = file.handler.as_ref().map(|(_, name)| name.clone());
    let who = handler.unwrap_or_else(|| "待分案".to_owned());
    vec![wait(
        today,
        who,
        "没有待办事项：核对结案条件，或者派出事项继续执行".to_owned(),
        file.next_due_on(),
    )]
}

/// What the earliest limit that still runs is a limit of, and how far it is.
pub fn soonest(seen: Seen<'_>) -> Option<String> {
    let Seen { file, mode, .. } = seen;
    let due = file.next_due_on();
    let left = remaining(due, seen.today)?;
    let task = file.tasks.iter().find(|task| task.state.is_live() && task.due_on == due);
    let node = || file.nodes.iter().find(|node| file.is_running(node) && node.due_on == due);
    let node = || Some(format!("节点“{}”", mode.node(&node()?.key)?.name));
    let what = task.map(|task| task.name.clone()).or_else(node);
    Some(format!("{}：{left}", what.unwrap_or_else(|| "控制措施届满".to_owned())))
}

#[cfg(test)]
mod tests {
    use zhixing_domain::{
        mode::{read::read, shipped},
        roof,
    };

    use super::{ACTS, TOGETHER};

    #[test]
    fn every_act_is_a_command_and_every_key_a_task_of_a_shipped_mode() {
        for (key, acts) in ACTS {
            for act in *acts {
                assert!(roof::find(act).is_some(), "{key}: {act}");
            }
        }
        let modes: Vec<_> = shipped::modes()
            .iter()
            .map(|own| read(&shipped::over_base(own)).expect("a shipped mode is sound").mode)
            .collect();
        let keys = ACTS.iter().map(|(key, _)| key).chain(TOGETHER.iter().map(|(key, _)| key));
        for key in keys {
            assert!(modes.iter().any(|mode| mode.task(key).is_some()), "{key}");
        }
    }
}
