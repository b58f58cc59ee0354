//! A case as text. The only file of the record that knows the fields of a case: when they move, this moves with them.
//!
//! A line says what a reader of the case would, and nothing that differs between two engines that do the same:
//! no ids, no numbers made of ids, no order of things that happened within one command.

use std::fmt::Write as _;

use zhixing_domain::{
    ground::id::{AssetId, DocumentId, PartyId},
    matter::Matter,
    money::payout::{LineResult, Payout},
};
use zhixing_law::day::Day;

/// One case: what it is called, where it stands in the order of cases, and a line for each thing in it.
pub(super) struct Block {
    pub(super) order: (u32, String),
    pub(super) head: String,
    pub(super) lines: Vec<String>,
}

/// 一案的全部可见结果
pub(super) fn block(file: &Matter) -> Block {
    let applicants = names(file);
    let head = format!("case {} {applicants}", file.number_text());
    let serial = file.number.as_ref().map_or(u32::MAX, |number| number.serial);
    let mut lines = vec![state(file)];
    let sections = [
        triage(file),
        nodes(file),
        tasks(file),
        documents(file),
        services(file),
        searches(file),
        assets(file),
        measures(file),
        deductions(file),
        receipts(file),
        payouts(file),
        messages(file),
    ];
    for mut section in sections {
        section.sort();
        lines.extend(section);
    }
    Block { order: (serial, applicants), head, lines }
}

fn names(file: &Matter) -> String {
    let received = file.filing.application.as_ref().map(|application| application.received_on);
    let parties: Vec<&str> = file.parties.iter().map(|p| p.details.name.as_str()).collect();
    format!("{} received {}", parties.join("、"), day(received))
}

fn state(file: &Matter) -> String {
    let mut line = format!("state stage={} filed={}", file.stage.code(), day(file.filed_on));
    let handler = file.handler.as_ref().map_or("-", |(_, name)| name);
    let _ = write!(line, " lane={} team={} handler={handler}", text(&file.lane), text(&file.team));
    let _ = write!(line, " received={}", file.funds.received());
    let _ = write!(line, " paid={} in_flight={}", file.funds.paid_out, file.funds.in_flight);
    let _ = write!(line, " missing=[{}]", file.filing.missing.join(","));
    if let Some(waiver) = &*file.waiver {
        let _ = write!(line, " waived={} on {}", waiver.amount, waiver.on);
    }
    if let Some(closing) = &*file.closing {
        let (way, on, by) = (closing.way.code(), closing.on, &closing.by.name);
        let findings = closing.findings.len();
        let _ = write!(line, " closed={on} way={way} by={by} findings={findings}");
    }
    line
}

fn triage(file: &Matter) -> Vec<String> {
    let line = |result: &zhixing_domain::work::triage::TriageResult| {
        let (round, lane, rule) = (result.round.code(), &result.lane, &result.rule);
        let (on, reason) = (result.by.at.day(), &result.reason);
        format!("triage {on} {round} {lane} by {rule} {reason}").trim_end().to_owned()
    };
    file.triage.iter().map(line).collect()
}

fn nodes(file: &Matter) -> Vec<String> {
    file.nodes
        .iter()
        .map(|node| {
            let (started, due, ended) = (node.started_on, day(node.due_on), day(node.ended_on));
            format!("node {started} {} due={due} ended={ended}", node.key)
        })
        .collect()
}

fn tasks(file: &Matter) -> Vec<String> {
    file.tasks
        .iter()
        .map(|task| {
            let (opened, key, post, due) =
                (task.opened_on, &task.key, &task.post, day(task.due_on));
            let mut line = format!("task {opened} {key} post={post} due={due}");
            let _ = write!(line, " state={}", task.state.code());
            let _ = write!(line, " of={}", task.assignee.as_ref().map_or("-", |(_, name)| name));
            if let Some(done) = &task.done {
                let _ = write!(line, " done={}", done.at.day());
            }
            if task.automatic {
                line.push_str(" automatic");
            }
            if let Some((by, reason)) = &task.returned {
                let _ = write!(line, " returned={} {reason}", by.at.day());
            }
            line
        })
        .collect()
}

fn documents(file: &Matter) -> Vec<String> {
    file.documents
        .iter()
        .map(|document| {
            let (made, code) = (document.made_on, document.kind.code());
            let mut line = format!("document {made} {code} to={}", addressee(file, document.party));
            let (state, issued) = (document.state.code(), day(document.issued_on));
            let _ = write!(line, " ruling={} state={state} issued={issued}", document.ruling_no);
            let _ = write!(line, " made_by={}", document.made.name);
            let _ =
                write!(line, " signed_by={}", document.signed.as_ref().map_or("-", |by| &by.name));
            line
        })
        .collect()
}

fn services(file: &Matter) -> Vec<String> {
    file.services
        .iter()
        .map(|service| {
            let (on, what) = (service.on, document(file, service.document));
            let (to, method) = (party(file, service.party), service.method);
            let effective = day(service.effective_on);
            format!("service {on} {what} on {to} method={method:?} effective={effective}")
        })
        .collect()
}

fn searches(file: &Matter) -> Vec<String> {
    file.searches
        .iter()
        .map(|search| {
            let (on, of) = (search.requested_on, party(file, search.respondent));
            let refused = search.answers.iter().filter(|a| !a.refused.is_empty()).count();
            let found: usize = search.answers.iter().map(|answer| answer.found).sum();
            let (state, asked, got) =
                (search.state.code(), search.asked.len(), search.answers.len());
            let last = day(search.answers.iter().map(|answer| answer.on).max());
            format!(
                "search {on} {of} state={state} asked={asked} answers={got} refused={refused} \
                 found={found} last={last}"
            )
        })
        .collect()
}

fn assets(file: &Matter) -> Vec<String> {
    file.assets
        .iter()
        .map(|asset| {
            let (kind, number, of) =
                (asset.kind.code(), &asset.number, party(file, asset.respondent));
            let mut line = format!("asset {} {kind} {number} of={of}", asset.found_on);
            let _ = write!(line, " amount={} available={}", asset.amount, asset.available);
            match &asset.verdict {
                Some((verdict, _, by)) => {
                    let _ = write!(line, " verdict={} on {}", verdict.code(), by.at.day());
                }
                None => line.push_str(" verdict=-"),
            }
            line
        })
        .collect()
}

fn measures(file: &Matter) -> Vec<String> {
    file.measures
        .iter()
        .map(|measure| {
            let (of, state) = (asset(file, measure.asset), measure.state.code());
            let mut line = format!("measure {of} state={state} ordered={}", measure.amount);
            let _ = write!(line, " actual={} taken={}", measure.actual, measure.taken);
            let _ = write!(line, " from={} ends={}", day(measure.from), measure.ends_on);
            let _ =
                write!(line, " renewals={} refused={}", measure.renewals, measure.spent_numbers);
            if let Some((request, _)) = &measure.pending {
                let _ = write!(line, " pending={}", request.code());
            }
            if let Some(warning) = &measure.warned {
                let _ = write!(line, " warned={} days on {}", warning.days, warning.on);
            }
            if let Some(by) = &measure.acknowledged {
                let _ = write!(line, " acknowledged={}", by.at.day());
            }
            line
        })
        .collect()
}

fn deductions(file: &Matter) -> Vec<String> {
    file.deductions
        .iter()
        .map(|deduction| {
            let (on, of) = (deduction.ordered_on, asset(file, deduction.asset));
            let (amount, actual) = (deduction.amount, deduction.actual);
            let (state, deducted) = (deduction.state.code(), day(deduction.deducted_on));
            let arrived = if deduction.receipt.is_some() { "yes" } else { "no" };
            format!(
                "deduction {on} {of} state={state} ordered={amount} actual={actual} \
                 deducted={deducted} receipt={arrived}"
            )
        })
        .collect()
}

fn receipts(file: &Matter) -> Vec<String> {
    file.funds
        .receipts
        .iter()
        .map(|receipt| {
            let (on, amount, payer) = (receipt.on, receipt.amount, &receipt.payer);
            let (discharge, by) = (receipt.discharge_on, receipt.deduction.is_some());
            format!("receipt {on} {amount} from {payer} discharges={discharge} deduction={by}")
        })
        .collect()
}

fn payouts(file: &Matter) -> Vec<String> {
    let mut found = Vec::new();
    for payout in &file.payouts {
        let (on, by, to) = (payout.proposed.at.day(), &payout.proposed.name, payout.settled_to);
        let approved = payout.approved.as_ref();
        let approved =
            approved.map_or_else(|| "-".to_owned(), |by| format!("{} {}", by.at.day(), by.name));
        let total = payout.total;
        let head = format!("payout {on} {total}");
        let (state, sent) = (payout.state.code(), payout.batch.is_some());
        found.push(format!(
            "{head} state={state} by={by} settled_to={to} approved={approved} in_batch={sent}"
        ));
        found.extend(lines(file, payout).map(|line| format!("{head} line {line}")));
    }
    found
}

fn lines<'a>(file: &'a Matter, payout: &'a Payout) -> impl Iterator<Item = String> + 'a {
    payout.lines.iter().enumerate().map(move |(index, line)| {
        let to = addressee(file, line.party);
        let parts: Vec<String> =
            line.parts.iter().map(|part| format!("{} {}", part.title, part.amount)).collect();
        let result = match payout.results.get(index).and_then(Option::as_ref) {
            None => "-".to_owned(),
            Some(LineResult::Paid { on, .. }) => format!("paid {on}"),
            Some(LineResult::Rejected { reason }) => format!("rejected {reason}"),
            Some(LineResult::Returned { on, .. }) => format!("returned {on}"),
        };
        let (purpose, amount) = (line.purpose.code(), line.amount);
        format!("{purpose} to={to} {amount} result={result} ({})", parts.join("，"))
    })
}

fn messages(file: &Matter) -> Vec<String> {
    file.messages
        .iter()
        .map(|message| {
            let (on, template) = (message.queued_at.day(), &message.template);
            let (to, state) = (party(file, message.party), message.state.code());
            let values: Vec<String> =
                message.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("message {on} {template} to={to} state={state} ({})", values.join("，"))
        })
        .collect()
}

fn day(on: Option<Day>) -> String {
    on.map_or_else(|| "-".to_owned(), |on| on.to_string())
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("-")
}

fn party(file: &Matter, id: PartyId) -> &str {
    file.party(id).map_or("(removed)", |party| party.details.name.as_str())
}

fn addressee(file: &Matter, id: Option<PartyId>) -> &str {
    id.map_or("-", |id| party(file, id))
}

fn asset(file: &Matter, id: AssetId) -> String {
    file.asset(id).map_or_else(
        || "(nothing)".to_owned(),
        |asset| format!("{} {}", party(file, asset.respondent), asset.number),
    )
}

fn document(file: &Matter, id: DocumentId) -> String {
    file.document(id).map_or_else(
        || "(nothing)".to_owned(),
        |document| format!("{} of {}", document.kind.code(), document.made_on),
    )
}
