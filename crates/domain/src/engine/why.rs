//! 事项的由来：of every kind of task that the mode has for a matter, and for each thing it may stand for, whether it is
//! there, which of its conditions hold, and so what would change it.

use crate::{
    ground::{refusal::Refusal, subject::Subject},
    matter::{
        Matter, Stage,
        context::Context,
        facts::{Fact, FactName},
        scope::{Surroundings, member, subjects},
    },
    mode::{TaskRule, condition::Condition, condition::Scope as _, each::Each},
};

use super::rule::is_for;

/// Things of one kind that are explained one by one; beyond them a page would only be long.
const THINGS_MAX: usize = 50;

/// One clause of a condition as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// As the mode writes it.
    pub text: String,
    pub holds: bool,
    /// What it asks about, each with its value now.
    pub asks: Vec<(String, Fact)>,
}

/// Why a kind of task is there or not, for one subject.
#[derive(Debug, Clone)]
pub struct Why<'a> {
    pub rule: &'a TaskRule,
    pub on: Subject,
    /// Whether there is such a task that somebody still has to do.
    pub live: bool,
    /// Whether the matter is closed and the task does not outlive it.
    pub over: bool,
    /// One of these is enough; empty where the task does not follow from conditions.
    pub needs: Vec<Vec<Clause>>,
    /// What must hold too before it ends.
    pub until: Vec<Vec<Clause>>,
}

/// Explains every kind of task that the mode has for the matter.
///
/// # Errors
/// A condition of the mode that cannot be evaluated.
pub fn why<'a>(matter: &Matter, ctx: &Context<'a>) -> Result<Vec<Why<'a>>, Refusal> {
    let around = Surroundings::of(matter, ctx.today);
    let mut found = Vec::new();
    for rule in ctx.mode.task.iter().filter(|rule| is_for(matter, &rule.kinds)) {
        for on in subjects(matter, rule.each).into_iter().take(THINGS_MAX) {
            let explain = |condition: Option<&Condition>| {
                condition.map_or(Ok(Vec::new()), |c| explain(c, &around, rule.each, on))
            };
            let mut tasks = matter.tasks.iter();
            found.push(Why {
                rule,
                on,
                live: tasks.any(|t| t.key == rule.key && t.subject == on && t.state.is_live()),
                over: matter.stage == Stage::Closed && !rule.after_closing,
                needs: explain(rule.needs.as_ref())?,
                until: explain(rule.until.as_ref())?,
            });
        }
    }
    Ok(found)
}

fn explain(
    condition: &Condition,
    around: &Surroundings<'_>,
    each: Each,
    on: Subject,
) -> Result<Vec<Vec<Clause>>, Refusal> {
    let scope = around.on(each, on);
    let clause = |clause: Condition| {
        let facts = FactName::ALL.iter().filter(|name| scope.value(name.code()).is_some());
        let asked = facts.filter(|name| clause.names().iter().any(|n| n == name.code()));
        let mut asks: Vec<(String, Fact)> =
            asked.map(|name| (name.code().to_owned(), scope.fact(*name))).collect();
        asks.extend(member(around, each, on).into_iter().filter_map(|(name, value)| {
            let name = format!("{}.{name}", each.code());
            clause.text().contains(&name).then_some((name, value))
        }));
        let holds = clause.holds(&scope).map_err(Refusal::Mode)?;
        Ok(Clause { text: clause.text().to_owned(), holds, asks })
    };
    let taken_apart = condition.clauses().map_err(Refusal::Mode)?;
    taken_apart.into_iter().map(|row| row.into_iter().map(clause).collect()).collect()
}
