//! What a mode must not get wrong: every name it uses is a name of something, every condition a yes or no. Everything
//! that is wrong is said, each at its place.

use std::collections::BTreeSet;

use zhixing_law::instant::Instant;
use zhixing_law::limits;
use zhixing_law::period::Limit;

use super::{
    HANDLER, Mode, TaskRule, TriageTable,
    organised::Proportion,
    overlay::{Laid, Place},
    told,
};
use crate::mode::Post;
use crate::policy::{self, RoleTable};
use crate::{
    ground::fault::FaultKind,
    ground::id::CaseId,
    matter::Matter,
    matter::event,
    matter::kind::MatterKind,
    matter::{facts::Facts, scope},
    mode::{
        condition::{Condition, Scope},
        each::Each,
    },
    papers::message,
    work::limit::Stops,
    work::triage::Round,
};

/// The event by which a matter gets its handler.
const ASSIGNED: &str = "triage.assigned";

/// A mode while it is looked through, and what is found wrong in it.
struct Check<'m, 'l, 'f> {
    mode: &'m Mode,
    laid: &'l mut Laid<'f>,
    /// What every matter can be asked, as of one of which nothing is known.
    facts: Facts,
}

pub(super) fn check(mode: &Mode, laid: &mut Laid<'_>) {
    // None of the conditions may depend on the day.
    let facts = Facts::of(&Matter::new(CaseId(uuid::Uuid::nil()), ""), Instant::EPOCH.day());
    let mut check = Check { mode, laid, facts };
    check.people();
    check.nodes();
    for task in &mode.task {
        check.task(task);
    }
    for table in &mode.triage {
        check.table(table);
    }
    check.rounds();
    check.rule_names();
    check.papers();
    check.organised();
    if check.laid.is_sound() {
        told::check(mode, &check.facts, check.laid);
    }
}

impl Check<'_, '_, '_> {
    fn people(&mut self) {
        for post in &self.mode.post {
            self.team(&Place::row(post), &post.team);
            self.acts(post);
        }
        for team in &self.mode.team {
            if team.clerk.as_deref().is_some_and(|post| self.mode.post(post).is_none()) {
                let post = team.clerk.as_deref().unwrap_or_default();
                self.unknown(&Place::row(team), "post", post);
            }
            if let Some(post) = team.lead.as_deref().filter(|post| self.mode.post(post).is_none()) {
                self.unknown(&Place::row(team), "lead", post);
            }
        }
        for lane in &self.mode.lane {
            if lane.team.is_empty() {
                self.unknown(&Place::row(lane), "team", "");
            }
            for team in &lane.team {
                self.team(&Place::row(lane), team);
            }
        }
    }

    /// A post narrows its role: it gives nothing that the role table does not.
    fn acts(&mut self, post: &Post) {
        let Ok(table) = RoleTable::parse(policy::SHIPPED) else { return };
        for act in post.acts.iter().filter(|act| table.reach(post.role, **act).is_none()) {
            let (act, role) = (act.title(), post.role.title());
            self.laid.wrong_at(&Place::row(post), "acts", FaultKind::BeyondRole { act, role });
        }
    }

    fn team(&mut self, place: &Place, key: &str) {
        if self.mode.team(key).is_none() {
            self.unknown(place, "team", key);
        }
    }

    fn nodes(&mut self) {
        for node in &self.mode.node {
            let place = Place::row(node);
            self.events(&place, &node.passed_on);
            self.within_law(&place, &node.limit, node.law.as_deref());
            self.stops(&place, node.stops, node.law.as_deref());
            self.condition(&place, Some(&node.during), Each::default());
        }
        for deadline in &self.mode.deadline {
            let place = Place::row(deadline);
            if deadline.rule().is_none() {
                self.unknown(&place, "law", &deadline.law);
            }
            self.condition(&place, Some(&deadline.during), Each::default());
        }
    }

    fn task(&mut self, task: &TaskRule) {
        let place = Place::row(task);
        if self.mode.node(&task.node).is_none() {
            self.unknown(&place, "node", &task.node);
        }
        for post in task.post.iter().filter(|post| *post != HANDLER) {
            if self.mode.post(post).is_none() {
                self.unknown(&place, "post", post);
            }
        }
        // A rule that says nothing would never raise its task, one that says two things would raise two kinds of it.
        let ways = [task.needs.is_some(), !task.once_on.is_empty(), task.by_people];
        let ways = ways.iter().filter(|way| **way).count();
        if ways != 1 || task.post.is_empty() {
            self.laid.wrong_at(&place, "", FaultKind::Unclear);
        }
        if task.post.iter().all(|post| post == HANDLER) && !waits_for_handler(task) {
            self.laid.wrong_at(&place, "post", FaultKind::NoOwner);
        }
        self.events(&place, &task.once_on);
        self.events(&place, &task.done_by);
        self.within_law(&place, &task.limit, task.law.as_deref());
        self.stops(&place, task.stops, task.law.as_deref());
        for asked in [&task.needs, &task.until, &task.when] {
            self.condition(&place, asked.as_ref(), task.each);
        }
    }

    fn table(&mut self, table: &TriageTable) {
        let place = Place::row(table);
        self.events(&place, &table.runs_on);
        self.condition(&place, table.runs_when.as_ref(), Each::default());
        for rule in &table.rule {
            let place = Place::rule(table, &rule.id);
            if self.mode.lane(&rule.lane).is_none() {
                self.unknown(&place, "lane", &rule.lane);
            }
            self.condition(&place, Some(&rule.when), Each::default());
        }
    }

    fn rounds(&mut self) {
        for round in [Round::First, Round::Second] {
            if self.mode.table(MatterKind::First, round).is_none() {
                let round = round.code();
                self.laid.wrong_at(&Place::whole(), "", FaultKind::NoTriage { round });
            }
        }
    }

    /// A decision names the rule by which it was made, so two rules of a name would be two reasons.
    fn rule_names(&mut self) {
        let mut seen = BTreeSet::new();
        for table in &self.mode.triage {
            for rule in &table.rule {
                if !seen.insert(&rule.id) {
                    let kind = FaultKind::Twice { key: rule.id.clone() };
                    self.laid.wrong_at(&Place::rule(table, &rule.id), "", kind);
                }
            }
        }
    }

    fn papers(&mut self) {
        for rule in &self.mode.document {
            let place = Place::row(rule);
            self.events(&place, std::slice::from_ref(&rule.on));
            self.condition(&place, rule.when.as_ref(), Each::default());
        }
        for rule in &self.mode.notify {
            let place = Place::row(rule);
            self.events(&place, std::slice::from_ref(&rule.on));
            if !message::TEMPLATES.contains(&rule.template.as_str()) {
                self.unknown(&place, "template", &rule.template);
            }
        }
    }

    /// Shared work is of posts and tasks that there are, and the places stand as the mode says that they do.
    fn organised(&mut self) {
        for affair in &self.mode.affair {
            let place = Place::row(affair);
            let posts = affair.post.iter().filter(|post| *post != HANDLER);
            for post in posts.filter(|post| self.mode.post(post).is_none()) {
                self.unknown(&place, "post", post);
            }
            for task in affair.tasks.iter().filter(|task| self.mode.task(task).is_none()) {
                self.unknown(&place, "task", task);
            }
        }
        for proportion in &self.mode.proportion {
            let place = Place::row(proportion);
            for team in &proportion.teams {
                self.team(&place, team);
            }
            for post in proportion.posts.iter().filter(|post| self.mode.post(post).is_none()) {
                self.unknown(&place, "post", post);
            }
            let (places, holds) = count(proportion, self.mode);
            if !holds {
                self.laid.wrong_at(&place, "parts", FaultKind::OutOfProportion { places });
            }
        }
    }

    fn events(&mut self, place: &Place, kinds: &[String]) {
        for kind in kinds.iter().filter(|kind| event::title(kind).is_none()) {
            self.unknown(place, "event", kind);
        }
    }

    /// A limit that rests on one of the law is of its unit and no longer.
    fn within_law(&mut self, place: &Place, limit: &Limit, law: Option<&str>) {
        let Some(id) = law else { return };
        let Some(rule) = limits::find(id) else { return self.unknown(place, "law", id) };
        let known = rule.limit;
        if limit.unit != known.unit || known.length < limit.length {
            let rule = format!("{} {}", rule.id, rule.parameters());
            self.laid.wrong_at(place, "limit", FaultKind::Longer { rule });
        }
    }

    /// Nothing stops a limit of the law that the law lets run on, and no rule can be followed that is not named.
    fn stops(&mut self, place: &Place, said: Option<Stops>, law: Option<&str>) {
        let rule = law.and_then(limits::find);
        let wrong = match said {
            Some(Stops::Law) => law.is_none(),
            Some(Stops::Stay) => rule.is_some_and(|rule| rule.clock.is_none()),
            Some(Stops::Nothing) | None => false,
        };
        if wrong {
            let rule = rule.map(|rule| format!("{} {}", rule.id, rule.title));
            self.laid.wrong_at(place, "stops", FaultKind::RunsOn { rule });
        }
    }

    /// Every name in a condition is a fact, and the whole is a yes or no.
    fn condition(&mut self, place: &Place, condition: Option<&Condition>, each: Each) {
        let Some(condition) = condition else { return };
        let scope = Sample { facts: &self.facts, each };
        let unknown: Vec<String> =
            condition.names().iter().filter(|name| scope.value(name).is_none()).cloned().collect();
        if unknown.is_empty() {
            let Err(message) = condition.holds(&scope) else { return };
            let near = message.split('`').nth(1).unwrap_or_default().to_owned();
            self.laid.wrong_at(place, &near, FaultKind::NotYesOrNo { message });
        }
        for name in unknown {
            self.unknown(place, "fact", &name);
        }
    }

    fn unknown(&mut self, place: &Place, what: &'static str, key: &str) {
        self.laid.wrong_at(place, key, FaultKind::Unknown { what, key: key.to_owned() });
    }
}

/// The places of each team and post, and whether they stand as the parts do.
fn count(of: &Proportion, mode: &Mode) -> (Vec<u32>, bool) {
    let of_post = |post: &String| mode.post(post).map_or(0, |post| post.places);
    let teams = of.teams.iter().map(|team| mode.places(team));
    let places: Vec<u32> = teams.chain(of.posts.iter().map(of_post)).collect();
    let same_length = places.len() == of.parts.len() && !of.parts.contains(&0);
    let pairs = || places.iter().map(|count| u64::from(*count)).zip(&of.parts);
    let first = pairs().next();
    let stand = |(count, part): (u64, &u32)| {
        first.is_some_and(|(one, its)| count * u64::from(*its) == one * u64::from(*part))
    };
    let holds = same_length && pairs().all(stand);
    (places, holds)
}

/// Whether a task is there only when the matter has a handler: asked for, or raised by the very assignment.
fn waits_for_handler(task: &TaskRule) -> bool {
    let asks = |condition: &Condition| condition.names().iter().any(|name| name == "has_handler");
    let assigned = !task.once_on.is_empty() && task.once_on.iter().all(|on| on == ASSIGNED);
    task.by_people || assigned || [&task.needs, &task.when].into_iter().flatten().any(asks)
}

/// What a rule may ask about when it stands for each thing of a kind.
struct Sample<'a> {
    facts: &'a Facts,
    each: Each,
}

impl Scope for Sample<'_> {
    fn value(&self, name: &str) -> Option<cel::Value> {
        if name == self.each.code() {
            return scope::sample(self.each);
        }
        self.facts.value(name)
    }
}
