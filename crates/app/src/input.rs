//! What documents are made of: the case's facts as the typed inputs of the documents room.

use serde::Serialize;
use serde_json::Value;
use zhixing_documents::{
    input::{AccountInput, ContactInput, MatterInput, PartyInput, TitleInput},
    papers::{
        acceptance::AcceptanceNotice,
        closing::{self, ClosingNotice, Settled},
        interview::{Exchange, InterviewRecord, Told},
        notice::{EnforcementNotice, Obligation},
        payout::{Opinion, PayoutApproval, PayoutLine},
        property_report::PropertyReportOrder,
        search::{Finding, SearchSummary},
        supplement::{SupplementItem, SupplementNotice},
    },
};
use zhixing_domain::{
    ground::court::FundAccount,
    ground::refusal::Refusal,
    ground::subject::Subject,
    intake::claim,
    intake::filing::{self, Credit, Interview, Willingness},
    intake::party::{Party, PartyKind, PartyRole},
    matter::Matter,
    matter::context::Context,
    money::payout::{LineResult, Payout, Purpose},
    papers::document::DocumentKind,
    property::asset::Asset,
    property::deduction::Deduction,
    property::measure::Measure,
};
use zhixing_law::{limits, money::Fen, period};

use self::control::{deduction, freeze, release, renewal};

mod control;

/// The input of a document of a kind, from the case as it stands.
pub fn of(
    file: &Matter,
    kind: DocumentKind,
    party: Option<&Party>,
    subject: Option<Subject>,
    ctx: &Context<'_>,
) -> Result<Value, Refusal> {
    match kind {
        DocumentKind::SupplementNotice => value(&supplement(file, party, ctx)?),
        DocumentKind::AcceptanceNotice => value(&acceptance(file, party, ctx)?),
        DocumentKind::InterviewRecord => value(&interview(file, ctx)?),
        DocumentKind::EnforcementNotice => value(&notice(file, party, ctx)?),
        DocumentKind::PropertyReportOrder => value(&PropertyReportOrder {
            matter: matter(file, 0, ctx)?,
            addressee: addressee(party)?,
            within_days: days_of(kind, ctx)?,
            contact: contact(file, ctx),
            dated_on: ctx.today,
        }),
        DocumentKind::SearchSummary => value(&search_summary(file, ctx)?),
        DocumentKind::FreezeRuling | DocumentKind::FreezeAssistance => {
            freeze(file, kind, measure_of(file, subject)?, ctx)
        }
        DocumentKind::RenewalRuling | DocumentKind::RenewalAssistance => {
            renewal(file, kind, measure_of(file, subject)?, ctx)
        }
        DocumentKind::ReleaseRuling | DocumentKind::ReleaseAssistance => {
            release(file, kind, measure_of(file, subject)?, ctx)
        }
        DocumentKind::DeductionRuling | DocumentKind::DeductionAssistance => {
            deduction(file, kind, deduction_of(file, subject)?, ctx)
        }
        DocumentKind::PayoutApproval => value(&payout(file, payout_of(file, subject)?, ctx)?),
        DocumentKind::ClosingNotice => value(&closing_notice(file, ctx)?),
    }
}

fn value<T: Serialize>(input: &T) -> Result<Value, Refusal> {
    serde_json::to_value(input).map_err(|error| Refusal::Mode(error.to_string()))
}

fn measure_of(file: &Matter, subject: Option<Subject>) -> Result<&Measure, Refusal> {
    let Some(Subject::Measure(id)) = subject else { return Err(Refusal::Missing("控制措施")) };
    file.measure(id).ok_or(Refusal::Missing("控制措施"))
}

fn deduction_of(file: &Matter, subject: Option<Subject>) -> Result<&Deduction, Refusal> {
    let Some(Subject::Deduction(id)) = subject else { return Err(Refusal::Missing("扣划")) };
    file.deduction(id).ok_or(Refusal::Missing("扣划"))
}

fn payout_of(file: &Matter, subject: Option<Subject>) -> Result<&Payout, Refusal> {
    let Some(Subject::Payout(id)) = subject else { return Err(Refusal::Missing("案款发放")) };
    file.payout(id).ok_or(Refusal::Missing("案款发放"))
}

fn person(party: &Party) -> PartyInput {
    let details = &party.details;
    PartyInput {
        name: details.name.clone(),
        organization: details.kind != PartyKind::Person,
        identity_number: details.identity_number.clone(),
        address: details.address.clone(),
        representative: details.representative.clone(),
        phone: details.phone.clone(),
    }
}

fn people(file: &Matter, role: PartyRole) -> Vec<PartyInput> {
    file.parties_of(role).map(person).collect()
}

fn addressee(party: Option<&Party>) -> Result<PartyInput, Refusal> {
    party.map(person).ok_or(Refusal::Missing("受送达人"))
}

fn matter(file: &Matter, series: u32, ctx: &Context<'_>) -> Result<MatterInput, Refusal> {
    let claim = file.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
    Ok(MatterInput {
        court: ctx.court.name.clone(),
        number: file.number_text(),
        series,
        cause: claim.cause.clone(),
        applicants: people(file, PartyRole::Applicant),
        respondents: people(file, PartyRole::Respondent),
        title: TitleInput {
            kind: claim.title.kind.clone(),
            issuer: claim.title.issuer.clone(),
            number: claim.title.number.clone(),
        },
        filed_on: file.filed_on.ok_or(Refusal::CaseNotFiled)?,
    })
}

fn contact(file: &Matter, ctx: &Context<'_>) -> ContactInput {
    let handler = file.handler.as_ref().map(|(_, name)| name.clone());
    ContactInput {
        handler: handler.unwrap_or_else(|| "执行事务中心".to_owned()),
        clerk: String::new(),
        phone: ctx.court.phone.clone(),
        address: ctx.court.address.clone(),
    }
}

fn account(account: &FundAccount) -> AccountInput {
    AccountInput {
        holder: account.name.clone(),
        bank: account.bank.clone(),
        number: account.account.clone(),
    }
}

/// The one account that the case's money goes to: the court's, with the case's own sub-account number.
fn case_account(file: &Matter, ctx: &Context<'_>) -> AccountInput {
    AccountInput {
        holder: ctx.court.fund_account.name.clone(),
        bank: ctx.court.fund_account.bank.clone(),
        number: file.account_no.clone(),
    }
}

fn supplement(
    file: &Matter,
    party: Option<&Party>,
    ctx: &Context<'_>,
) -> Result<SupplementNotice, Refusal> {
    let application = file.filing.application.as_ref().ok_or(Refusal::Missing("申请"))?;
    let missing = filing::missing(application, ctx.today);
    let due = period::end(ctx.today, &limits::A1.limit, &[], ctx.calendar)?;
    Ok(SupplementNotice {
        court: ctx.court.name.clone(),
        addressee: addressee(party)?,
        respondents: people(file, PartyRole::Respondent),
        cause: application.claim.cause.clone(),
        received_on: application.received_on,
        items: missing
            .iter()
            .map(|finding| SupplementItem {
                item: finding.title.to_owned(),
                reason: format!("{}（{}）", finding.detail, finding.basis),
            })
            .collect(),
        due_on: due.end,
        contact: contact(file, ctx),
        dated_on: ctx.today,
    })
}

fn acceptance(
    file: &Matter,
    party: Option<&Party>,
    ctx: &Context<'_>,
) -> Result<AcceptanceNotice, Refusal> {
    let payee = party.and_then(|party| party.details.account.as_ref());
    let missing = || Refusal::DocumentIncomplete {
        kind: DocumentKind::AcceptanceNotice.title().to_owned(),
        fields: vec!["申请执行人收款账户".to_owned()],
    };
    Ok(AcceptanceNotice {
        matter: matter(file, 0, ctx)?,
        addressee: addressee(party)?,
        payee: account(payee.ok_or_else(missing)?),
        contact: contact(file, ctx),
        dated_on: ctx.today,
    })
}

fn notice(
    file: &Matter,
    party: Option<&Party>,
    ctx: &Context<'_>,
) -> Result<EnforcementNotice, Refusal> {
    let claim = file.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
    let ordered = claim.items.iter().map(|item| Obligation::ordered(&item.title, item.amount));
    let mut obligations: Vec<Obligation> = ordered.collect();
    if claim.delay_interest {
        obligations.push(Obligation::delay_interest());
    }
    obligations.push(Obligation::fee(claim::owed(claim, ctx.today)?.fee));
    Ok(EnforcementNotice {
        matter: matter(file, 0, ctx)?,
        addressee: addressee(party)?,
        within_days: days_of(DocumentKind::EnforcementNotice, ctx)?,
        obligations,
        account: case_account(file, ctx),
        contact: contact(file, ctx),
        dated_on: ctx.today,
    })
}

fn interview(file: &Matter, ctx: &Context<'_>) -> Result<InterviewRecord, Refusal> {
    let (interview, by) = file.filing.interview.as_ref().ok_or(Refusal::Missing("执前谈话"))?;
    let claim = file.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
    let applicant =
        file.parties_of(PartyRole::Applicant).next().ok_or(Refusal::Missing("申请执行人"))?;
    Ok(InterviewRecord {
        court: ctx.court.name.clone(),
        number: file.number.as_ref().map(ToString::to_string),
        cause: claim.cause.clone(),
        time: format!("{} {}", ctx.today.chinese(), by.at.local().split(' ').nth(1).unwrap_or("")),
        place: "执行事务中心".to_owned(),
        asked_by: by.name.clone(),
        recorded_by: by.name.clone(),
        person: person(applicant),
        role: "申请执行人".to_owned(),
        exchanges: exchanges(interview),
        dated_on: ctx.today,
    })
}

fn exchanges(interview: &Interview) -> Vec<Exchange> {
    let told = Told {
        contacts: &interview.respondent_contacts,
        property: &interview.respondent_property,
        work: &interview.respondent_work,
        willing: match interview.willingness {
            Willingness::Willing => Some(true),
            Willingness::Unwilling => Some(false),
            Willingness::Unknown => None,
        },
        trusted: match interview.credit {
            Credit::Good => Some(true),
            Credit::Poor => Some(false),
            Credit::Unknown => None,
        },
        plan: &interview.plan,
    };
    told.exchanges()
}

fn search_summary(file: &Matter, ctx: &Context<'_>) -> Result<SearchSummary, Refusal> {
    let sent_on = file.searches.iter().map(|search| search.requested_on).min();
    let asked: usize = file.searches.iter().map(|search| search.asked.len()).sum();
    let answered: usize = file.searches.iter().map(|search| search.answers.len()).sum();
    let name = |asset: &Asset| {
        file.party(asset.respondent).map(|party| party.details.name.clone()).unwrap_or_default()
    };
    Ok(SearchSummary {
        matter: matter(file, 0, ctx)?,
        sent_on: sent_on.ok_or(Refusal::Missing("查询"))?,
        asked: u32::try_from(asked).unwrap_or(u32::MAX),
        answered: u32::try_from(answered).unwrap_or(u32::MAX),
        findings: file
            .assets
            .iter()
            .map(|asset| Finding {
                respondent: name(asset),
                kind: asset.title.clone(),
                source: asset.holder_name.clone(),
                description: asset.number.clone(),
                amount_fen: Some(asset.amount),
                answered_on: asset.found_on,
                state: asset.encumbrance.clone(),
            })
            .collect(),
        prepared_by: ctx.actor.name.clone(),
        dated_on: ctx.today,
    })
}

fn payout(file: &Matter, payout: &Payout, ctx: &Context<'_>) -> Result<PayoutApproval, Refusal> {
    let claim = file.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
    let (proposed, approved) = (&payout.proposed, payout.approved.as_ref());
    let mut opinions = vec![Opinion::proposed(proposed.name.clone(), proposed.at.day())];
    opinions.extend(approved.map(|by| Opinion::approved(by.name.clone(), by.at.day())));
    let articles: Vec<String> =
        payout.lines.iter().flat_map(|line| &line.parts).map(|part| part.basis.clone()).collect();
    let mut ground = articles;
    ground.dedup();
    Ok(PayoutApproval {
        matter: matter(file, 0, ctx)?,
        claim_fen: claim.total()?,
        received_fen: file.funds.received(),
        paid_fen: file.funds.paid_out,
        lines: payout
            .lines
            .iter()
            .map(|line| PayoutLine {
                payee: line.account.name.clone(),
                bank: line.account.bank.clone(),
                number: line.account.account.clone(),
                purpose: purpose(file, line).to_owned(),
                amount_fen: line.amount,
            })
            .collect(),
        ground: ground.join("；"),
        opinions,
        dated_on: ctx.today,
    })
}

/// What a line of a payout is for; what is given back says whose money it was.
fn purpose(file: &Matter, line: &zhixing_domain::money::payout::Line) -> &'static str {
    let of = line.party.and_then(|party| file.party(party)).map(|party| party.details.role);
    match (line.purpose, of) {
        (Purpose::Fee, _) => "申请执行费",
        (Purpose::Applicant, _) => "发放申请执行人",
        (Purpose::Refund, Some(PartyRole::Respondent)) => "退还被执行人",
        (Purpose::Refund, Some(PartyRole::Applicant)) => "退还申请执行人",
        (Purpose::Refund, Some(PartyRole::ThirdParty)) => "退还第三人",
        (Purpose::Refund, None) => "退还案外付款人",
    }
}

fn closing_notice(file: &Matter, ctx: &Context<'_>) -> Result<ClosingNotice, Refusal> {
    let several = 1 < file.parties_of(PartyRole::Applicant).count();
    let lines = file.payouts.iter().flat_map(|payout| payout.lines.iter().zip(&payout.results));
    let settled = lines
        .filter_map(|(line, result)| match result {
            Some(LineResult::Paid { on, .. }) => Some((line, *on)),
            _ => None,
        })
        .flat_map(|(line, on)| line.parts.iter().map(move |part| (line, part, on)))
        .map(|(line, part, on)| {
            let named = several && line.purpose == Purpose::Applicant;
            let payee = if named { format!("（{}）", line.account.name) } else { String::new() };
            Settled { item: format!("{}{payee}", part.title), amount_fen: part.amount, on }
        })
        .collect();
    let closed_on = file.closing.as_ref().map_or(ctx.today, |closing| closing.on);
    Ok(ClosingNotice {
        matter: matter(file, 0, ctx)?,
        settled,
        performed: performed(file)?,
        closed_on,
        lifted: String::new(),
        contact: contact(file, ctx),
        dated_on: ctx.today,
    })
}

/// How the debt came to be discharged: what was deducted, what was paid in, what was given up.
fn performed(file: &Matter) -> Result<String, Refusal> {
    let receipts = &file.funds.receipts;
    let deducted = receipts.iter().filter(|receipt| receipt.deduction.is_some());
    let deducted = Fen::sum(deducted.map(|receipt| receipt.amount))?;
    let waived = file.waiver.as_ref().map(|waiver| (waiver.amount, waiver.on));
    Ok(closing::performed(file.funds.received(), deducted, waived)?)
}

/// The days that a paper of this kind gives, which the court's mode sets.
fn days_of(kind: DocumentKind, ctx: &Context<'_>) -> Result<u32, Refusal> {
    let term = ctx.mode.paper_term(kind);
    let missing = || Refusal::Mode(format!("没有定《{}》的期限（paper_term）", kind.title()));
    Ok(term.ok_or_else(missing)?.days)
}
