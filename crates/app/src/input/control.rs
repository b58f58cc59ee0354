//! Rulings on deposits and the notices that go to banks with them.

use serde_json::Value;
use zhixing_documents::{
    input::{PanelInput, PartyInput},
    model::Signer,
    papers::{
        assistance::{DeductionAssistance, FreezeAssistance, ReleaseAssistance},
        renewal::{RenewalAssistance, RenewalRuling},
        ruling::{DeductionRuling, DepositInput, FreezeRuling, ReleaseRuling},
    },
};
use zhixing_domain::{
    asset::Asset,
    case::CaseFile,
    context::Context,
    deduction::Deduction,
    document::{DocumentKind, DocumentState},
    measure::Measure,
    refusal::Refusal,
};
use zhixing_law::{day::Day, money::Fen};

use super::{addressee, case_account, contact, matter, value};

fn deposit(file: &CaseFile, asset: &Asset, amount: Fen) -> DepositInput {
    DepositInput {
        owner: file
            .party(asset.respondent)
            .map(|party| party.details.name.clone())
            .unwrap_or_default(),
        bank: asset.holder_name.clone(),
        number: asset.number.clone(),
        amount_fen: amount,
    }
}

fn asset_of(file: &CaseFile, measure: &Measure) -> Result<Asset, Refusal> {
    file.asset(measure.asset).cloned().ok_or(Refusal::Missing("财产"))
}

fn respondent_of(file: &CaseFile, asset: &Asset) -> Result<PartyInput, Refusal> {
    addressee(file.party(asset.respondent))
}

fn panel(file: &CaseFile) -> PanelInput {
    let name = file.handler.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    PanelInput {
        judges: vec![Signer { role: "审判员".to_owned(), name }],
        clerk: "执行事务中心".to_owned(),
    }
}

/// The number under which the case's next ruling is made, for papers that quote it.
fn ruling_number(file: &CaseFile, kind: DocumentKind, subject: &str) -> String {
    // A measure can be renewed more than once: the latest ruling counts.
    let known = file.documents.iter().rfind(|d| {
        d.kind == kind
            && d.subject.as_deref() == Some(subject)
            && d.state != DocumentState::SentBack
    });
    let series = known.map_or(file.rulings() + 1, |d| d.ruling_no);
    let sub = u8::try_from(series).unwrap_or(u8::MAX);
    file.number
        .as_ref()
        .and_then(|number| number.with_sub(sub).ok())
        .map_or_else(|| file.number_text(), |number| number.to_string())
}

/// Whole months between two days, rounded up: how long a freeze is said to run.
fn months(from: Day, to: Day) -> u32 {
    let mut months = 0;
    while months < 600 && from.plus_months(months).is_ok_and(|at| at < to) {
        months += 1;
    }
    u32::try_from(months).unwrap_or(0)
}

pub(super) fn freeze(
    file: &CaseFile,
    kind: DocumentKind,
    measure: &Measure,
    ctx: &Context<'_>,
) -> Result<Value, Refusal> {
    let asset = asset_of(file, measure)?;
    let deposit = deposit(file, &asset, measure.amount);
    let months = months(ctx.today, measure.ends_on);
    if kind == DocumentKind::FreezeRuling {
        return value(&FreezeRuling {
            matter: matter(file, file.rulings() + 1, ctx)?,
            deposits: vec![deposit],
            months,
            panel: panel(file),
            dated_on: ctx.today,
        });
    }
    let subject = format!("measure:{}", measure.id);
    value(&FreezeAssistance {
        matter: matter(file, 0, ctx)?,
        bank: asset.holder_name.clone(),
        respondent: respondent_of(file, &asset)?,
        deposit,
        ruling_number: ruling_number(file, DocumentKind::FreezeRuling, &subject),
        months,
        contact: contact(file, ctx),
        dated_on: ctx.today,
    })
}

pub(super) fn renewal(
    file: &CaseFile,
    kind: DocumentKind,
    measure: &Measure,
    ctx: &Context<'_>,
) -> Result<Value, Refusal> {
    let asset = asset_of(file, measure)?;
    let deposit = deposit(file, &asset, measure.left());
    let subject = format!("measure:{}", measure.id);
    let (ended_on, pending) = (measure.ends_on, measure.pending.as_ref());
    let ends_on = pending.map_or(ended_on, |(_, ends_on)| *ends_on);
    if kind == DocumentKind::RenewalRuling {
        return value(&RenewalRuling {
            matter: matter(file, file.rulings() + 1, ctx)?,
            deposits: vec![deposit],
            ruling_number: ruling_number(file, DocumentKind::FreezeRuling, &subject),
            ended_on,
            ends_on,
            panel: panel(file),
            dated_on: ctx.today,
        });
    }
    value(&RenewalAssistance {
        matter: matter(file, 0, ctx)?,
        bank: asset.holder_name.clone(),
        respondent: respondent_of(file, &asset)?,
        deposit,
        ruling_number: ruling_number(file, DocumentKind::RenewalRuling, &subject),
        ended_on,
        ends_on,
        contact: contact(file, ctx),
        dated_on: ctx.today,
    })
}

pub(super) fn release(
    file: &CaseFile,
    kind: DocumentKind,
    measure: &Measure,
    ctx: &Context<'_>,
) -> Result<Value, Refusal> {
    let asset = asset_of(file, measure)?;
    let deposit = deposit(file, &asset, measure.actual);
    let subject = format!("measure:{}", measure.id);
    if kind == DocumentKind::ReleaseRuling {
        return value(&ReleaseRuling {
            matter: matter(file, file.rulings() + 1, ctx)?,
            deposits: vec![deposit],
            ruling_number: ruling_number(file, DocumentKind::FreezeRuling, &subject),
            ground: measure.reason.clone(),
            panel: panel(file),
            dated_on: ctx.today,
        });
    }
    value(&ReleaseAssistance {
        matter: matter(file, 0, ctx)?,
        bank: asset.holder_name.clone(),
        respondent: respondent_of(file, &asset)?,
        deposit,
        ruling_number: ruling_number(file, DocumentKind::ReleaseRuling, &subject),
        contact: contact(file, ctx),
        dated_on: ctx.today,
    })
}

pub(super) fn deduction(
    file: &CaseFile,
    kind: DocumentKind,
    deduction: &Deduction,
    ctx: &Context<'_>,
) -> Result<Value, Refusal> {
    let asset = file.asset(deduction.asset).cloned().ok_or(Refusal::Missing("财产"))?;
    let deposit = deposit(file, &asset, deduction.amount);
    let subject = format!("deduction:{}", deduction.id);
    if kind == DocumentKind::DeductionRuling {
        return value(&DeductionRuling {
            matter: matter(file, file.rulings() + 1, ctx)?,
            deposits: vec![deposit],
            account: case_account(file, ctx),
            panel: panel(file),
            dated_on: ctx.today,
        });
    }
    value(&DeductionAssistance {
        matter: matter(file, 0, ctx)?,
        bank: asset.holder_name.clone(),
        respondent: respondent_of(file, &asset)?,
        deposit,
        ruling_number: ruling_number(file, DocumentKind::DeductionRuling, &subject),
        account: case_account(file, ctx),
        contact: contact(file, ctx),
        dated_on: ctx.today,
    })
}
