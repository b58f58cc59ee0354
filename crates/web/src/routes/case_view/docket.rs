//! The docket in words.

use zhixing_domain::{
    ground::subject::Subject,
    matter::{
        Matter,
        kind::{MatterKind, Number},
    },
    remedy::objection::ObjectionResult,
    roof,
    work::lateness::Level,
};
use zhixing_law::money::Fen;

use crate::{view::LightName, wording};

/// One line of the docket: what happened, to what.
pub fn docket_text(file: &Matter, kind: &str, subject: &str, body: &str) -> String {
    let title = wording::kind::title(kind);
    let body: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    let text = |key: &str| body.get(key).and_then(|value| value.as_str()).unwrap_or_default();
    let detail = match kind.split('.').next().unwrap_or_default() {
        "task" | "fieldwork" | "node" | "asset" | "document" | "measure" | "deduction"
        | "directive" | "panel" => {
            named(file, subject).or_else(|| crate::view::some(text("name"))).or_else(|| {
                let node = file.nodes.iter().find(|node| node.key == text("node"))?;
                Some(node.name.clone())
            })
        }
        "triage" => {
            crate::view::some(text("lane_name")).or_else(|| crate::view::some(text("name")))
        }
        "filing" => {
            super::correction::said(file, &body).or_else(|| crate::view::some(text("number")))
        }
        "opening" => body
            .get("number")
            .and_then(|number| serde_json::from_value::<Number>(number.clone()).ok())
            .map(|number| number.to_string())
            .or_else(|| MatterKind::from_code(text("kind")).map(|kind| kind.title().to_owned())),
        "objection" => crate::view::some(text("objector")).or_else(|| concluded(&body)),
        "visit" | "closing" | "search" | "risk" => {
            let words = ["visitor", "material", "source_name", "detail"].into_iter();
            words.map(text).find(|word| !word.is_empty()).map(str::to_owned)
        }
        "attempt" => roof::find(text("command")).map(|command| command.title.to_owned()),
        "party" => named(file, &format!("party:{}", text("party"))),
        "approval" => named(file, &format!("approval:{}", text("approval"))),
        "deadline" => moved(file, kind, &body).or_else(|| named(file, subject)),
        "lateness" => told(text("level"), text("name")).or_else(|| named(file, subject)),
        "service" => served(file, text("document"), text("party")),
        "message" => {
            let known = file.messages.iter().find(|m| m.id.0.to_string() == text("message"));
            known.and_then(|message| {
                // What it said once; on its way it is only named by whom it goes to.
                let said = zhixing_app::message::text(message);
                let to = file.party(message.party).map(|party| party.details.name.clone());
                if kind == "message.queued" { crate::view::some(&said) } else { to }
            })
        }
        "payout" => paid(file, text("payout"), &body),
        _ => None,
    };
    let amount = ["actual_fen", "amount_fen"].iter().find_map(|key| body.get(key)?.as_i64());
    let reason = match text("reason") {
        "" if kind.starts_with("task.") => text("result"),
        reason => reason,
    };
    let mut line = title.to_owned();
    if let Some(detail) = detail {
        line.push('：');
        line.push_str(&detail);
    }
    if let Some(amount) = amount {
        line.push_str(if line == title { "：" } else { "，" });
        line.push_str(&wording::yuan(Fen::new(amount)));
    }
    if !reason.is_empty() {
        line.push_str(&format!("（{reason}）"));
    }
    line
}

/// Which payout, or to whom of it and how much.
fn paid(file: &Matter, payout: &str, body: &serde_json::Value) -> Option<String> {
    let known = file.payouts.iter().find(|known| known.id.0.to_string() == payout)?;
    let line = body.get("line").and_then(|line| line.as_u64());
    let line = line.and_then(|line| usize::try_from(line).ok());
    Some(match line.and_then(|line| known.lines.get(line)) {
        Some(line) => format!("{} {}", line.account.name, wording::yuan(line.amount)),
        None => wording::yuan(known.total),
    })
}

/// Which level was told of what.
fn told(level: &str, name: &str) -> Option<String> {
    Level::from_code(level).map(|level| format!("{}，{name}", level.title()))
}

/// Which deadline, and to which day it has moved.
fn moved(file: &Matter, kind: &str, body: &serde_json::Value) -> Option<String> {
    let key = body.get("deadline")?.as_str()?;
    let known = file.deadlines.all.iter().find(|known| known.key == key)?;
    let months = body.get("months").and_then(|months| months.as_u64());
    Some(match (kind, body.get("due_on").and_then(|day| day.as_str()), months) {
        ("deadline.moved", Some(day), _) => format!("{}至{day}届满", known.name),
        ("deadline.moved", None, _) => format!("{}停止计算", known.name),
        (_, _, Some(months)) => format!("{}延长{months}个月", known.name),
        _ => known.name.clone(),
    })
}

/// How an objection was decided.
fn concluded(body: &serde_json::Value) -> Option<String> {
    let result = body.get("concluded").unwrap_or(body).get("result")?.as_str()?;
    ObjectionResult::from_code(result).map(|result| result.title().to_owned())
}

/// Which document reached whom.
fn served(file: &Matter, document: &str, party: &str) -> Option<String> {
    let document = file.documents.iter().find(|known| known.id.0.to_string() == document)?;
    let party = file.parties.iter().find(|known| known.id.0.to_string() == party)?;
    Some(format!("{}，{}", document.kind.title(), party.details.name))
}

/// What a subject is called in the case.
pub fn named(file: &Matter, subject: &str) -> Option<String> {
    let title = |asset| file.asset(asset).map(|asset| asset.title.clone());
    match subject.parse().ok()? {
        Subject::Task(id) => file.task(id).map(|task| task.name.clone()),
        Subject::Document(id) => file.document(id).map(|d| d.kind.title().to_owned()),
        Subject::Approval(id) => file.approval(id).map(|known| known.what.title()),
        Subject::Exclusion(id) => {
            let known = file.deadlines.exclusions.iter().find(|known| known.id == id)?;
            Some(known.stretch.ground.chinese().to_owned())
        }
        Subject::Asset(id) => title(id),
        Subject::Measure(id) => title(file.measure(id)?.asset),
        Subject::Deduction(id) => title(file.deduction(id)?.asset),
        Subject::Party(id) => file.party(id).map(|party| party.details.name.clone()),
        Subject::Service(id) => {
            let service = file.services.iter().find(|service| service.id == id)?;
            file.document(service.document).map(|d| d.kind.title().to_owned())
        }
        Subject::Lateness(id) => {
            let known = file.lateness.iter().find(|known| known.id == id)?;
            Some(known.name.clone())
        }
        Subject::Directive(id) => {
            let known = file.directives.iter().find(|known| known.id == id)?;
            Some(known.asks.clone())
        }
        Subject::Panel(id) => {
            let known = file.panels.iter().find(|known| known.id == id)?;
            Some(known.topic.title().to_owned())
        }
        Subject::Matter
        | Subject::Filing
        | Subject::Triage
        | Subject::Node
        | Subject::Deadline
        | Subject::Risk
        | Subject::Funds
        | Subject::Closing
        | Subject::Message(_)
        | Subject::Objection
        | Subject::Visit
        | Subject::Statement
        | Subject::Batch
        | Subject::Search(_)
        | Subject::Payout(_)
        | Subject::Receipt(_)
        | Subject::Mode
        | Subject::Staff(_) => None,
    }
}

/// Lines that a reader should not miss.
pub fn docket_light(kind: &str) -> LightName {
    match kind {
        "measure.lapsed"
        | "payout.bounced"
        | "payout.line_returned"
        | "deduction.refused"
        | "measure.refused" => LightName::Overdue,
        "attempt.refused"
        | "objection.raised"
        | "objection.concluded"
        | "filing.supplement_asked"
        | "document.sent_back"
        | "measure.warned"
        | "measure.withdrawn"
        | "deduction.withdrawn"
        | "task.returned"
        | "approval.returned"
        | "payout.refused"
        | "payout.withdrawn"
        | "service.failed"
        | "service.taken_back"
        | "message.failed"
        | "directive.issued"
        | "directive.sent_back" => LightName::Soon,
        "filing.accepted" | "closing.closed" | "fund.received" | "payout.paid" => LightName::Normal,
        _ => LightName::Idle,
    }
}

/// Concepts whose lines say how the work is kept, not how the case goes.
const KEPT: &[&str] = &["attempt", "deadline", "lateness", "message", "node", "task"];

/// Whether a line says how the case goes; what should not be missed always does.
pub fn is_key(kind: &str) -> bool {
    let concept = kind.split('.').next().unwrap_or_default();
    !KEPT.contains(&concept) || !matches!(docket_light(kind), LightName::Idle)
}

#[cfg(test)]
mod tests {
    use super::is_key;

    #[test]
    fn the_steps_of_the_case_are_key_and_its_housekeeping_is_not() {
        for kind in ["filing.accepted", "document.issued", "payout.paid", "task.returned"] {
            assert!(is_key(kind), "{kind}");
        }
        for kind in ["task.opened", "node.started", "message.queued", "deadline.moved"] {
            assert!(!is_key(kind), "{kind}");
        }
    }
}
