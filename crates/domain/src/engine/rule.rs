//! 规则：what every rule of a mode is asked.

use zhixing_law::day::Day;

use crate::{
    ground::refusal::Refusal,
    matter::{
        Matter,
        facts::{Fact, FactName, fact},
        kind::MatterKind,
        scope::Scope,
    },
    mode::condition::Condition,
};

/// Whether a condition holds.
///
/// # Errors
/// It cannot be evaluated.
pub(super) fn holds(condition: &Condition, scope: &Scope<'_>) -> Result<bool, Refusal> {
    condition.holds(scope).map_err(Refusal::Mode)
}

/// Whether rules for these kinds are for the matter.
pub(super) fn is_for(matter: &Matter, kinds: &[MatterKind]) -> bool {
    kinds.contains(&matter.kind)
}

/// The day from which a limit runs: the one that a fact names, or else the day on which it was set off.
pub(super) fn begins(matter: &Matter, from: Option<FactName>, otherwise: Day) -> Day {
    from.and_then(|name| day(fact(matter, name, otherwise))).unwrap_or(otherwise)
}

/// The day that a fact names.
pub(super) fn day(fact: Fact) -> Option<Day> {
    match fact {
        Fact::Text(text) => text.parse().ok(),
        Fact::Int(_) | Fact::Bool(_) => None,
    }
}
