//! What documents are made of: the case's facts as the typed inputs of the documents room.

use serde::Serialize;
use serde_json::Value;
use zhixing_documents::{
    input::{AccountInput, ContactInput, MatterInput, PartyInput, TitleInput},
    papers::{
        acceptance::AcceptanceNotice,
        closing::{ClosingNotice, Settled},
        interview::{Exchange, InterviewRecord},
        notice::{EnforcementNotice, Obligation},
        payout::{Opinion, PayoutApproval, PayoutLine},
        property_report::PropertyReportOrder,
        search::{Finding, SearchSummary},
        supplement::{SupplementItem, SupplementNotice},
    },
};
use zhixing_domain::{
    asset::Asset,
    case::CaseFile,
    claim,
    context::{Context, FundAccount},
    deduction::Deduction,
    document::DocumentKind,
    filing::{self, Credit, Interview, Willingness},
    measure::Measure,
    party::{Party, PartyKind, PartyRole},
    payout::{LineResult, Payout, Purpose},
    refusal::Refusal,
};
use zhixing_law::{interest, limits, money::Fen, period};

use self::control::{deduction, freeze, release, renewal};

mod control;

/// How long the notice and the report order give (days); the texts leave it to the court.
const NOTICE_DAYS: u32 = 3;
const REPORT_DAYS: u32 = 15;

/// The input of a document of a kind, from the case as it stands.
pub fn of(
    file: &CaseFile,
    kind: DocumentKind,
    party: Option<&Party>,
    subject: Option<&str>,
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
            within_days: REPORT_DAYS,
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
        DocumentKind::ClosingNotice => value(&closing(file, ctx)?),
    }
}

fn value<T: Serialize>(input: &T) -> Result<Value, Refusal> {
    serde_json::to_value(input).map_err(|error| Refusal::Mode(error.to_string()))
}

fn id_in(subject: Option<&str>) -> Option<uuid::Uuid> {
    uuid::Uuid::parse_str(subject?.split(':').nth(1)?).ok()
}

fn measure_of<'a>(file: &'a CaseFile, subject: Option<&str>) -> Result<&'a Measure, Refusal> {
    let id = id_in(subject).map(zhixing_domain::id::MeasureId);
    id.and_then(|id| file.measure(id)).ok_or(Refusal::Missing("控制措施"))
}

fn deduction_of<'a>(file: &'a CaseFile, subject: Option<&str>) -> Result<&'a Deduction, Refusal> {
    let id = id_in(subject).map(zhixing_domain::id::DeductionId);
    id.and_then(|id| file.deduction(id)).ok_or(Refusal::Missing("扣划"))
}

fn payout_of<'a>(file: &'a CaseFile, subject: Option<&str>) -> Result<&'a Payout, Refusal> {
    let id = id_in(subject).map(zhixing_domain::id::PayoutId);
    id.and_then(|id| file.payout(id)).ok_or(Refusal::Missing("案款发放"))
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

fn people(file: &CaseFile, role: PartyRole) -> Vec<PartyInput> {
    file.parties_of(role).map(person).collect()
}

fn addressee(party: Option<&Party>) -> Result<PartyInput, Refusal> {
    party.map(person).ok_or(Refusal::Missing("受送达人"))
}

fn matter(file: &CaseFile, series: u32, ctx: &Context<'_>) -> Result<MatterInput, Refusal> {
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

fn contact(file: &CaseFile, ctx: &Context<'_>) -> ContactInput {
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
fn case_account(file: &CaseFile, ctx: &Context<'_>) -> AccountInput {
    AccountInput {
        holder: ctx.court.fund_account.name.clone(),
        bank: ctx.court.fund_account.bank.clone(),
        number: file.account_no.clone(),
    }
}

fn supplement(
    file: &CaseFile,
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
    file: &CaseFile,
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
    file: &CaseFile,
    party: Option<&Party>,
    ctx: &Context<'_>,
) -> Result<EnforcementNotice, Refusal> {
    let claim = file.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
    let mut obligations: Vec<Obligation> = claim
        .items
        .iter()
        .map(|item| Obligation {
            item: item.title.clone(),
            amount_fen: Some(item.amount),
            note: String::new(),
        })
        .collect();
    if claim.delay_interest {
        let item = "加倍支付迟延履行期间的债务利息".to_owned();
        let note = format!("按{}计算至清偿之日", interest::DAILY_RATE_WORDS);
        obligations.push(Obligation { item, amount_fen: None, note });
    }
    let fee = claim::owed(claim, ctx.today)?.fee;
    let (item, note) = ("申请执行费".to_owned(), "按实际执行金额计算".to_owned());
    obligations.push(Obligation { item, amount_fen: Some(fee), note });
    Ok(EnforcementNotice {
        matter: matter(file, 0, ctx)?,
        addressee: addressee(party)?,
        within_days: NOTICE_DAYS,
        obligations,
        account: case_account(file, ctx),
        contact: contact(file, ctx),
        dated_on: ctx.today,
    })
}

fn interview(file: &CaseFile, ctx: &Context<'_>) -> Result<InterviewRecord, Refusal> {
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
    let known =
        |text: &str| if text.is_empty() { "不清楚。".to_owned() } else { text.to_owned() };
    let willing = match interview.willingness {
        Willingness::Willing => "愿意履行。",
        Willingness::Unwilling => "不愿意履行。",
        Willingness::Unknown => "不清楚。",
    };
    let credit = match interview.credit {
        Credit::Good => "较好。",
        Credit::Poor => "较差。",
        Credit::Unknown => "不清楚。",
    };
    [
        ("被执行人的联系方式有哪些？", known(&interview.respondent_contacts)),
        ("被执行人有哪些财产或者财产线索？", known(&interview.respondent_property)),
        ("被执行人的工作、经营情况如何？", known(&interview.respondent_work)),
        ("被执行人是否愿意履行？", willing.to_owned()),
        ("被执行人的信用情况如何？", credit.to_owned()),
        ("对执行方案有何意见？", known(&interview.plan)),
    ]
    .into_iter()
    .map(|(question, answer)| Exchange { question: question.to_owned(), answer })
    .collect()
}

fn search_summary(file: &CaseFile, ctx: &Context<'_>) -> Result<SearchSummary, Refusal> {
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

fn payout(file: &CaseFile, payout: &Payout, ctx: &Context<'_>) -> Result<PayoutApproval, Refusal> {
    let claim = file.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
    let mut opinions = vec![Opinion {
        step: "承办人".to_owned(),
        opinion: "经核算，拟发放。".to_owned(),
        name: payout.proposed.name.clone(),
        on: Some(payout.proposed.at.day()),
    }];
    if let Some(by) = &payout.approved {
        opinions.push(Opinion {
            step: "审批人".to_owned(),
            opinion: "同意发放。".to_owned(),
            name: by.name.clone(),
            on: Some(by.at.day()),
        });
    }
    let purpose = |purpose| match purpose {
        Purpose::Fee => "申请执行费",
        Purpose::Applicant => "发放申请执行人",
        Purpose::Refund => "退还被执行人",
    };
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
                purpose: purpose(line.purpose).to_owned(),
                amount_fen: line.amount,
            })
            .collect(),
        ground: ground.join("；"),
        opinions,
        dated_on: ctx.today,
    })
}

fn closing(file: &CaseFile, ctx: &Context<'_>) -> Result<ClosingNotice, Refusal> {
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
fn performed(file: &CaseFile) -> Result<String, Refusal> {
    let receipts = &file.funds.receipts;
    let deducted = receipts.iter().filter(|receipt| receipt.deduction.is_some());
    let deducted = Fen::sum(deducted.map(|receipt| receipt.amount))?;
    let received = file.funds.received();
    let paid_in = received.checked_sub(deducted)?;
    let mut ways = Vec::new();
    if deducted.is_positive() {
        ways.push(format!("扣划被执行人存款{}元", deducted.grouped()));
    }
    if paid_in.is_positive() {
        ways.push(format!("被执行人交付{}元", paid_in.grouped()));
    }
    let (received, ways) = (received.grouped(), ways.join("，"));
    Ok(match &file.waiver {
        None => format!("执行款共计{received}元已全部到位，其中{ways}"),
        Some(waiver) => format!(
            "执行款到位{received}元，其中{ways}；其余债权{}元，申请执行人于{}自愿放弃",
            waiver.amount.grouped(),
            waiver.on.chinese()
        ),
    })
}
