//! What a mode must not get wrong: every name it uses is a name of something, every condition a yes or no.

use std::collections::BTreeSet;

use zhixing_law::day::Day;
use zhixing_law::limits;
use zhixing_law::period::Limit;

use super::{HANDLER, Mode, ModeError};
use crate::{
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
    work::triage::Round,
};

impl Mode {
    pub(super) fn check(&self) -> Result<(), ModeError> {
        unique("team", self.team.iter().map(|team| &team.key))?;
        unique("post", self.post.iter().map(|post| &post.key))?;
        unique("lane", self.lane.iter().map(|lane| &lane.key))?;
        unique("node", self.node.iter().map(|node| &node.key))?;
        unique("deadline", self.deadline.iter().map(|deadline| &deadline.key))?;
        unique("task", self.task.iter().map(|task| &task.key))?;
        unique("approval", self.approval.iter().map(|approval| approval.what.code()))?;
        unique("triage", self.triage.iter().flat_map(|t| &t.rule).map(|rule| &rule.id))?;
        let facts = Facts::of(&Matter::new(CaseId(uuid::Uuid::nil()), ""), first_day()?);
        self.check_people()?;
        self.check_nodes(&facts)?;
        self.check_tasks(&facts)?;
        self.check_triage(&facts)?;
        self.check_papers(&facts)
    }

    fn check_people(&self) -> Result<(), ModeError> {
        for post in &self.post {
            self.known_team(&format!("post {}", post.key), &post.team)?;
        }
        for lane in &self.lane {
            self.known_team(&format!("lane {}", lane.key), &lane.team)?;
        }
        Ok(())
    }

    fn check_nodes(&self, facts: &Facts) -> Result<(), ModeError> {
        for node in &self.node {
            let place = format!("node {}", node.key);
            events(&place, node.passed_on.iter())?;
            within_law(&place, &node.limit, node.law.as_deref())?;
            condition(&place, Some(&node.during), facts)?;
        }
        for deadline in &self.deadline {
            let place = format!("deadline {}", deadline.key);
            if deadline.rule().is_none() {
                return Err(unknown(&place, "law", &deadline.law));
            }
            condition(&place, Some(&deadline.during), facts)?;
        }
        Ok(())
    }

    fn check_tasks(&self, facts: &Facts) -> Result<(), ModeError> {
        for task in &self.task {
            let place = format!("task {}", task.key);
            if self.node(&task.node).is_none() {
                return Err(unknown(&place, "node", &task.node));
            }
            let nobody = |post: &&String| *post != HANDLER && self.post(post).is_none();
            if let Some(post) = task.post.iter().find(nobody) {
                return Err(unknown(&place, "post", post));
            }
            // A rule that says nothing would never raise its task, one that says two things would raise two kinds of it.
            let ways = [task.needs.is_some(), !task.once_on.is_empty(), task.by_people];
            let ways = ways.iter().filter(|way| **way).count();
            if ways != 1 || task.post.is_empty() {
                return Err(ModeError::Unclear { place });
            }
            events(&place, task.once_on.iter().chain(&task.done_by))?;
            within_law(&place, &task.limit, task.law.as_deref())?;
            let scope = Sample { facts, each: task.each };
            for asked in [&task.needs, &task.until, &task.when] {
                condition(&place, asked.as_ref(), &scope)?;
            }
        }
        Ok(())
    }

    fn check_triage(&self, facts: &Facts) -> Result<(), ModeError> {
        for table in &self.triage {
            let place = format!("triage {}", table.round.code());
            events(&place, table.runs_on.iter())?;
            condition(&place, table.runs_when.as_ref(), facts)?;
            for rule in &table.rule {
                let place = format!("triage {}", rule.id);
                if self.lane(&rule.lane).is_none() {
                    return Err(unknown(&place, "lane", &rule.lane));
                }
                condition(&place, Some(&rule.when), facts)?;
            }
        }
        for round in [Round::First, Round::Second] {
            if self.table(MatterKind::First, round).is_none() {
                return Err(ModeError::NoTriage(round.code()));
            }
        }
        Ok(())
    }

    fn check_papers(&self, facts: &Facts) -> Result<(), ModeError> {
        for rule in &self.document {
            let place = format!("document {}", rule.kind.code());
            events(&place, std::iter::once(&rule.on))?;
            condition(&place, rule.when.as_ref(), facts)?;
        }
        unique("paper_term", self.paper_term.iter().map(|term| term.kind.code()))?;
        for rule in &self.notify {
            let place = format!("notify {}", rule.on);
            events(&place, std::iter::once(&rule.on))?;
            if !message::TEMPLATES.contains(&rule.template.as_str()) {
                return Err(unknown(&place, "template", &rule.template));
            }
        }
        Ok(())
    }

    fn known_team(&self, place: &str, key: &str) -> Result<(), ModeError> {
        if self.team(key).is_some() {
            return Ok(());
        }
        Err(unknown(place, "team", key))
    }
}

/// A day to try conditions on; none of them may depend on which.
fn first_day() -> Result<Day, ModeError> {
    Day::new(2000, 1, 1).map_err(|error| ModeError::Syntax(error.to_string()))
}

fn events<'a>(place: &str, kinds: impl Iterator<Item = &'a String>) -> Result<(), ModeError> {
    for kind in kinds {
        if event::title(kind).is_none() {
            return Err(unknown(place, "event", kind));
        }
    }
    Ok(())
}

/// A limit that rests on one of the law is of its unit and no longer.
fn within_law(place: &str, limit: &Limit, law: Option<&str>) -> Result<(), ModeError> {
    let Some(id) = law else { return Ok(()) };
    let rule = limits::find(id).ok_or_else(|| unknown(place, "law", id))?;
    let known = rule.limit;
    if limit.unit == known.unit && limit.length <= known.length {
        return Ok(());
    }
    let rule = format!("{} {}", rule.id, rule.parameters());
    Err(ModeError::Longer { place: place.to_owned(), rule })
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

/// Every name in a condition is a fact, and the whole is a yes or no.
fn condition(
    place: &str,
    condition: Option<&Condition>,
    scope: &dyn Scope,
) -> Result<(), ModeError> {
    let Some(condition) = condition else { return Ok(()) };
    if let Some(name) = condition.names().iter().find(|name| scope.value(name).is_none()) {
        return Err(unknown(place, "fact", name));
    }
    condition
        .holds(scope)
        .map(|_| ())
        .map_err(|message| ModeError::Condition { place: place.to_owned(), message })
}

fn unknown(place: &str, what: &'static str, key: &str) -> ModeError {
    ModeError::Unknown { place: place.to_owned(), what, key: key.to_owned() }
}

fn unique<K: Ord + ToString>(
    place: &'static str,
    keys: impl Iterator<Item = K>,
) -> Result<(), ModeError> {
    let mut seen = BTreeSet::new();
    for key in keys {
        let shown = key.to_string();
        if !seen.insert(key) {
            return Err(ModeError::Twice { place, key: shown });
        }
    }
    Ok(())
}
