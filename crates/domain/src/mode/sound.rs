//! What a mode must not get wrong beyond its names: every lane is reached, every limit says what it rests on, no row of
//! triage is hidden behind an earlier one, and no rules feed each other.

use super::{
    DocumentRule, Lane, Mode, Node, PaperTerm, TaskRule, TriageTable,
    organised::{Affair, Target},
    overlay::{Laid, Row},
};
use crate::{ground::fault::FaultKind, papers::kind::DocumentKind};

/// The event by which one paper can ask for another without anybody's doing.
const MADE: &str = "document.made";

pub(super) fn check(mode: &Mode, laid: &mut Laid<'_>) {
    lanes(mode, laid);
    bases(mode, laid);
    shadows(mode, laid);
    papers(mode, laid);
}

fn lanes(mode: &Mode, laid: &mut Laid<'_>) {
    for lane in &mode.lane {
        let led = |table: &TriageTable| table.rule.iter().any(|rule| rule.lane == lane.key);
        if !mode.triage.iter().any(led) {
            laid.wrong::<Lane>(&lane.key, "", FaultKind::Unreachable { key: lane.key.clone() });
        }
    }
}

fn bases(mode: &Mode, laid: &mut Laid<'_>) {
    for node in mode.node.iter().filter(|node| node.basis.trim().is_empty()) {
        laid.wrong::<Node>(&node.key, "basis", FaultKind::NoBasis);
    }
    for task in mode.task.iter().filter(|task| task.basis.trim().is_empty()) {
        laid.wrong::<TaskRule>(&task.key, "basis", FaultKind::NoBasis);
    }
    for affair in mode.affair.iter().filter(|affair| affair.basis.trim().is_empty()) {
        laid.wrong::<Affair>(&affair.key, "basis", FaultKind::NoBasis);
    }
    for target in mode.target.iter().filter(|target| target.basis.trim().is_empty()) {
        laid.wrong::<Target>(&target.id(), "basis", FaultKind::NoBasis);
    }
    for term in mode.paper_term.iter().filter(|term| term.basis.trim().is_empty()) {
        laid.wrong::<PaperTerm>(term.kind.code(), "basis", FaultKind::NoBasis);
    }
}

/// The first right row decides: one that asks the same as an earlier one, or stands behind `true`, is never reached.
fn shadows(mode: &Mode, laid: &mut Laid<'_>) {
    for table in &mode.triage {
        for (place, rule) in table.rule.iter().enumerate() {
            let asked = rule.when.text().trim();
            let before = table.rule.iter().take(place);
            let by = before.map(|earlier| (earlier.when.text().trim(), &earlier.id));
            let hidden = by.clone().find(|(text, _)| *text == asked || *text == "true");
            if let Some((_, by)) = hidden {
                let near = format!("\"{}\"", rule.id);
                let kind = FaultKind::Shadowed { by: by.clone() };
                laid.wrong::<TriageTable>(&table.id(), &near, kind);
            }
        }
    }
}

/// Papers made on the making of papers must come to an end.
fn papers(mode: &Mode, laid: &mut Laid<'_>) {
    let makes: Vec<&DocumentRule> = mode.document.iter().filter(|rule| rule.on == MADE).collect();
    for rule in &makes {
        if let Some(through) = way_back(&makes, rule, vec![rule.kind]) {
            let through = through.iter().map(|kind| kind.title().to_owned()).collect();
            laid.wrong::<DocumentRule>(&rule.id(), "on", FaultKind::Cycle { through });
        }
    }
}

/// The papers through which making the last of `through` comes back to the first rule.
fn way_back(
    makes: &[&DocumentRule],
    first: &DocumentRule,
    through: Vec<DocumentKind>,
) -> Option<Vec<DocumentKind>> {
    let last = *through.last()?;
    let follows = |rule: &DocumentRule| rule.of.is_none_or(|of| of == last);
    if follows(first) {
        return Some(through);
    }
    makes.iter().filter(|rule| follows(rule) && !through.contains(&rule.kind)).find_map(|rule| {
        let longer = through.iter().copied().chain([rule.kind]).collect();
        way_back(makes, first, longer)
    })
}
