//! 催办：whoever is to be told of what is late is told once, level by level, as the mode's days have it.
//!
//! What has been told is on record, so looking twice, a court that was shut for a week or a clock that went back tells
//! nobody twice and leaves nobody out.

use zhixing_law::{day::Day, period};

use crate::{
    ground::{
        id::{LatenessId, StaffId},
        refusal::Refusal,
    },
    matter::{Matter, context::Context, event::Event},
    mode::HANDLER,
    work::{
        deadline::Deadline,
        lateness::{Late, LateKind, Lateness, LatenessEvent},
        task::Task,
    },
};

/// Something with a last day, and whose it is.
struct Running {
    late: Late,
    name: String,
    due_on: Day,
    owner: Option<(StaffId, String)>,
    post: String,
    lead: String,
}

/// Tells of what is late, and ends what is late no longer.
///
/// # Errors
/// A day beyond the calendar.
pub(super) fn follow(
    matter: &Matter,
    _done: &[&str],
    ctx: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if ctx.mode.escalation.is_empty() {
        return Ok(Vec::new());
    }
    let running = running(matter, ctx);
    let mut events = ended(matter, &running, ctx.today);
    // Told by the day's own look at the matter, so that what a person does stands in the docket by itself.
    if !ctx.actor.is_system() {
        return Ok(events);
    }
    let today = ctx.today;
    for thing in running.iter().filter(|thing| thing.due_on < today) {
        events.extend(told(matter, thing, ctx)?);
    }
    Ok(events)
}

/// Everything that has a last day and is not done. What stands still has none, and is not late.
fn running(matter: &Matter, ctx: &Context<'_>) -> Vec<Running> {
    let tasks = matter.tasks.iter().filter(|task| task.state.is_live()).filter_map(|task| {
        let owner = task.assignee.clone().or_else(|| handler_of(matter, task));
        Some(Running {
            late: Late::Task { task: task.id },
            name: task.name.clone(),
            due_on: task.due_on?,
            owner,
            post: task.post.clone(),
            lead: lead(matter, &task.post, ctx),
        })
    });
    let nodes = matter.nodes.iter().filter(|node| node.ended_on.is_none()).filter_map(|node| {
        let post = post_at(matter, &node.key);
        Some(Running {
            late: Late::Node { node: node.key.clone() },
            name: node.name.clone(),
            due_on: node.due_on?,
            owner: matter.handler.clone(),
            lead: lead(matter, &post, ctx),
            post,
        })
    });
    let kept = |known: &&Deadline| known.is_running() && !known.opens();
    let deadlines = matter.deadlines.all.iter().filter(kept).filter_map(|known| {
        Some(Running {
            late: Late::Deadline { deadline: known.key.clone() },
            name: known.name.clone(),
            due_on: known.due_on?,
            owner: matter.handler.clone(),
            post: HANDLER.to_owned(),
            lead: lead(matter, HANDLER, ctx),
        })
    });
    tasks.chain(nodes).chain(deadlines).collect()
}

fn handler_of(matter: &Matter, task: &Task) -> Option<(StaffId, String)> {
    matter.handler.clone().filter(|_| task.post == HANDLER)
}

/// Whose a node is while the matter has no handler: the post of the first thing to do at it.
fn post_at(matter: &Matter, node: &str) -> String {
    let at = |task: &&Task| task.state.is_live() && task.node == node;
    let task = matter.tasks.iter().find(at).filter(|_| matter.handler.is_none());
    task.map_or_else(|| HANDLER.to_owned(), |task| task.post.clone())
}

/// The post that leads the team whose work it is; of a team that nobody leads, the post that leads the handler's.
fn lead(matter: &Matter, post: &str, ctx: &Context<'_>) -> String {
    let led = |team: &str| ctx.mode.team(team).and_then(|team| team.lead.clone());
    let of_post = ctx.mode.post(post).and_then(|post| led(&post.team));
    of_post.or_else(|| matter.team.as_deref().and_then(led)).unwrap_or_default()
}

/// Whether a record is of this thing and of this last day: given another day, it can be late anew.
fn is_of(known: &Lateness, thing: &Running) -> bool {
    known.late == thing.late && known.due_on == thing.due_on
}

fn ended(matter: &Matter, running: &[Running], on: Day) -> Vec<Event> {
    let open = matter.lateness.iter().filter(|known| known.is_open());
    let over = open.filter(|known| !running.iter().any(|thing| is_of(known, thing)));
    over.map(|known| LatenessEvent::Ended { lateness: known.id, on }.into()).collect()
}

/// The levels that are reached and were not told.
fn told(matter: &Matter, thing: &Running, ctx: &mut Context<'_>) -> Result<Vec<Event>, Refusal> {
    let known = matter.lateness.iter().find(|known| is_of(known, thing));
    let mut id = known.map(|known| known.id);
    let kind: LateKind = thing.late.kind();
    let mut events = Vec::new();
    for rule in ctx.mode.escalation.iter().filter(|rule| rule.of.contains(&kind)) {
        let told = known.is_some_and(|known| known.told.iter().any(|one| one.level == rule.level));
        if told || ctx.today < period::end(thing.due_on, &rule.late, &[], ctx.calendar)?.end {
            continue;
        }
        let lateness = match id {
            Some(id) => id,
            None => LatenessId((ctx.ids)()),
        };
        id = Some(lateness);
        let (owner, post, lead) = (thing.owner.clone(), thing.post.clone(), thing.lead.clone());
        let (late, name, due_on) = (thing.late.clone(), thing.name.clone(), thing.due_on);
        let (level, on) = (rule.level, ctx.today);
        events.push(
            LatenessEvent::Told { lateness, late, name, due_on, level, on, owner, post, lead }
                .into(),
        );
    }
    Ok(events)
}
