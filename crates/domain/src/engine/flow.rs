//! 流程推进：what follows an event: papers, rounds of triage, messages to parties, requests to the outside.
//!
//! These answer something that happened, once; tasks and nodes stand as long as their reason does and are the
//! [`super::reconcile`]'s.

use zhixing_law::{mask, money::Fen};

use crate::{
    ground::id::{MessageId, PayoutId},
    ground::refusal::Refusal,
    ground::subject::Subject,
    intake::party::Party,
    matter::Matter,
    matter::context::Context,
    matter::effect::Effect,
    matter::event::Event,
    matter::outcome::Outcome,
    matter::scope::Surroundings,
    mode::TriageTable,
    mode::condition::Condition,
    money::payout::{Line, LineResult, PayoutEvent},
    papers::document::{Document, DocumentEvent},
    papers::kind::Asks,
    papers::message::MessageEvent,
    property::measure::{MeasureEvent, RequestKind},
    work::triage,
};

/// The papers, rounds of triage, messages and requests that follow one event, given the matter after it.
pub fn follow(matter: &Matter, event: &Event, ctx: &mut Context<'_>) -> Result<Outcome, Refusal> {
    let kind = event.kind();
    // Most events are named by no rule with a condition; the facts are gathered when first asked for.
    let around = Surroundings::of(matter, ctx.today);
    let mut outcome = Outcome::default();
    documents(matter, &kind, event, &around, &mut outcome, ctx)?;
    rounds(matter, &kind, &around, &mut outcome, ctx)?;
    drop(around);
    tell(matter, &kind, event, &mut outcome, ctx);
    send(event, matter, &mut outcome);
    Ok(outcome)
}

fn holds(condition: Option<&Condition>, around: &Surroundings<'_>) -> Result<bool, Refusal> {
    let scope = around.whole();
    condition.map_or(Ok(true), |condition| condition.holds(&scope).map_err(Refusal::Mode))
}

/// Documents that the mode makes at this step, one per party of a role or one for the case.
fn documents(
    matter: &Matter,
    kind: &str,
    event: &Event,
    around: &Surroundings<'_>,
    outcome: &mut Outcome,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    for rule in
        ctx.mode.document.iter().filter(|rule| rule.on == kind && rule.kinds.contains(&matter.kind))
    {
        let about = document_of(matter, event);
        let other = rule.of.is_some_and(|of| about.is_none_or(|document| document.kind != of));
        if other || !holds(rule.when.as_ref(), around)? {
            continue;
        }
        let subject = match about {
            Some(document) => document.subject,
            None => subject_of(event),
        };
        let kind = rule.kind;
        match rule.for_each {
            Some(role) => {
                outcome.effects.extend(matter.parties_of(role).map(|party| Effect::MakeDocument {
                    kind,
                    party: Some(party.id),
                    subject,
                }))
            }
            None => outcome.effects.push(Effect::MakeDocument { kind, party: None, subject }),
        }
    }
    Ok(())
}

/// Rounds of triage that run by themselves at this step, each once.
fn rounds(
    matter: &Matter,
    kind: &str,
    around: &Surroundings<'_>,
    outcome: &mut Outcome,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let runs = |table: &&TriageTable| {
        table.kinds.contains(&matter.kind) && table.runs_on.iter().any(|on| on == kind)
    };
    for table in ctx.mode.triage.iter().filter(runs) {
        let done = triage::is_done(&matter.triage, table.round);
        if !done && holds(table.runs_when.as_ref(), around)? {
            outcome.effects.push(Effect::RunTriage { round: table.round });
        }
    }
    Ok(())
}

/// The document that an event is about.
fn document_of<'a>(matter: &'a Matter, event: &Event) -> Option<&'a Document> {
    match event {
        Event::Document(
            DocumentEvent::Made { document, .. }
            | DocumentEvent::Issued { document, .. }
            | DocumentEvent::SentBack { document, .. },
        ) => matter.document(*document),
        _ => None,
    }
}

/// What a document made at this event is about.
fn subject_of(event: &Event) -> Option<Subject> {
    match event {
        Event::Measure(event) => Some(event.measure().into()),
        Event::Deduction(event) => Some(event.deduction().into()),
        Event::Payout(event) => Some(event.payout().into()),
        Event::Search(event) => Some(event.search().into()),
        Event::Panel(event) => Some(event.panel().into()),
        _ => None,
    }
}

/// 节点告知
fn tell(matter: &Matter, kind: &str, event: &Event, outcome: &mut Outcome, ctx: &mut Context<'_>) {
    let mode = ctx.mode;
    for rule in
        mode.notify.iter().filter(|rule| rule.on == kind && rule.kinds.contains(&matter.kind))
    {
        let reached =
            |party: &&Party| !party.details.phone.is_empty() && concerns(matter, event, party);
        for party in matter.parties_of(rule.to).filter(reached) {
            let values = values(matter, event, party, ctx);
            // Two searches started by one command are one piece of news.
            let told = matter.messages.iter().any(|known| {
                known.queued_at == ctx.now
                    && known.party == party.id
                    && known.template == rule.template
                    && known.values == values
            });
            if told {
                continue;
            }
            let message = MessageId(ctx.id());
            let phone = party.details.phone.clone();
            let (party, template) = (party.id, rule.template.clone());
            outcome
                .events
                .push(MessageEvent::Queued { message, party, phone, template, values }.into());
            outcome.effects.push(Effect::SendMessage { message });
        }
    }
}

/// Whether an event is any news to a party: a payment is, to whom it goes; that it came back, to whoever has not got
/// their money.
fn concerns(matter: &Matter, event: &Event, party: &Party) -> bool {
    let Event::Payout(event) = event else { return true };
    let back = matches!(event, PayoutEvent::Bounced { .. });
    let is_news =
        |result: &Option<LineResult>| !back || result.as_ref().is_some_and(LineResult::is_back);
    lines_to(matter, event.payout(), party).any(|(_, result)| is_news(result))
}

/// The lines of a payout that go to a party, each with the bank's answer.
fn lines_to<'a>(
    matter: &'a Matter,
    payout: PayoutId,
    party: &Party,
) -> impl Iterator<Item = (&'a Line, &'a Option<LineResult>)> {
    let (lines, to) = (matter.payout(payout).into_iter(), Some(party.id));
    lines
        .flat_map(|payout| payout.lines.iter().zip(&payout.results))
        .filter(move |(line, _)| line.party == to)
}

/// What message templates may be filled with.
fn values(
    matter: &Matter,
    event: &Event,
    party: &Party,
    ctx: &Context<'_>,
) -> Vec<(String, String)> {
    let mut values = vec![
        ("court".to_owned(), ctx.court.name.clone()),
        ("phone".to_owned(), ctx.court.phone.clone()),
        ("number".to_owned(), matter.number_text()),
        ("on".to_owned(), ctx.today.to_string()),
        ("handler".to_owned(), matter.handler.as_ref().map(|h| h.1.clone()).unwrap_or_default()),
        ("account".to_owned(), matter.account_no.clone()),
    ];
    let amount = match event {
        Event::Measure(MeasureEvent::Confirmed { actual, .. }) => Some(*actual),
        Event::Deduction(crate::property::deduction::DeductionEvent::Deducted {
            actual, ..
        }) => Some(*actual),
        Event::Fund(crate::money::fund::FundEvent::Received { amount, .. }) => Some(*amount),
        Event::Payout(event) => {
            // Each is told of their own money, not of what the others and the treasury get.
            let own = || lines_to(matter, event.payout(), party).map(|(line, _)| line);
            let masked = own().next().map(|line| mask::account(&line.account.account));
            values
                .extend(masked.map(|m| ("tail".to_owned(), m.trim_start_matches('*').to_owned())));
            Fen::sum(own().map(|line| line.amount)).ok()
        }
        _ => None,
    };
    if let Some(amount) = amount {
        values.push(("amount".to_owned(), amount.grouped()));
    }
    values
}

/// Requests go out when the ruling they rest on has been issued.
fn send(event: &Event, matter: &Matter, outcome: &mut Outcome) {
    let Event::Document(DocumentEvent::Issued { document, .. }) = event else { return };
    let Some(document) = matter.document(*document) else { return };
    let request = match document.kind.paper().asks {
        Asks::Freeze => RequestKind::Freeze,
        Asks::Renewal => RequestKind::Renew,
        Asks::Release => RequestKind::Release,
        Asks::Deduction => {
            if let Some(Subject::Deduction(deduction)) = document.subject {
                outcome.effects.push(Effect::SendDeduction { deduction });
            }
            return;
        }
        Asks::Nothing => return,
    };
    if let Some(Subject::Measure(measure)) = document.subject {
        outcome.effects.push(Effect::SendMeasure { measure, request });
    }
}
