//! Rulings on deposits and the notices that go to banks with them.

use serde_json::Value;
use zhixing_documents::{
    input::{AccountInput, ContactInput, MatterInput, PanelInput, PartyInput},
    model::Signer,
    papers::{
        assistance::{DeductionAssistance, FreezeAssistance, ReleaseAssistance},
        renewal::{RenewalAssistance, RenewalRuling},
        ruling::{DeductionRuling, DepositInput, FreezeRuling, ReleaseRuling},
    },
};
use zhixing_domain::{
    ground::refusal::Refusal,
    ground::subject::Subject,
    matter::Matter,
    matter::context::Context,
    papers::document::{DocumentKind, DocumentState},
    property::asset::Asset,
    property::deduction::Deduction,
    property::measure::Measure,
};
use zhixing_law::{day::Day, money::Fen};

use super::{addressee, case_account, contact, matter, value};

/// What the papers about one deposit have in common.
struct Paper<'a, 'c> {
    file: &'a Matter,
    ctx: &'a Context<'c>,
    asset: &'a Asset,
    /// What the papers are about: `measure:<id>`, `deduction:<id>`.
    subject: Subject,
}

impl<'a, 'c> Paper<'a, 'c> {
    fn of_measure(
        file: &'a Matter,
        measure: &Measure,
        ctx: &'a Context<'c>,
    ) -> Result<Paper<'a, 'c>, Refusal> {
        let asset = file.asset(measure.asset).ok_or(Refusal::Missing("财产"))?;
        Ok(Paper { file, ctx, asset, subject: measure.id.into() })
    }

    fn of_deduction(
        file: &'a Matter,
        deduction: &Deduction,
        ctx: &'a Context<'c>,
    ) -> Result<Paper<'a, 'c>, Refusal> {
        let asset = file.asset(deduction.asset).ok_or(Refusal::Missing("财产"))?;
        Ok(Paper { file, ctx, asset, subject: deduction.id.into() })
    }

    fn deposit(&self, amount: Fen) -> DepositInput {
        let owner = self.file.party(self.asset.respondent);
        DepositInput {
            owner: owner.map(|party| party.details.name.clone()).unwrap_or_default(),
            bank: self.bank(),
            number: self.asset.number.clone(),
            amount_fen: amount,
        }
    }

    fn bank(&self) -> String {
        self.asset.holder_name.clone()
    }

    fn respondent(&self) -> Result<PartyInput, Refusal> {
        addressee(self.file.party(self.asset.respondent))
    }

    /// The case, for the ruling that is now made.
    fn ruling(&self) -> Result<MatterInput, Refusal> {
        matter(self.file, self.file.rulings() + 1, self.ctx)
    }

    /// The case, for a notice that goes with a ruling.
    fn notice(&self) -> Result<MatterInput, Refusal> {
        matter(self.file, 0, self.ctx)
    }

    fn contact(&self) -> ContactInput {
        contact(self.file, self.ctx)
    }

    fn account(&self) -> AccountInput {
        case_account(self.file, self.ctx)
    }

    fn panel(&self) -> PanelInput {
        let handler = self.file.handler.as_ref();
        let name = handler.map(|(_, name)| name.clone()).unwrap_or_default();
        PanelInput {
            judges: vec![Signer { role: "审判员".to_owned(), name }],
            clerk: "执行事务中心".to_owned(),
        }
    }

    /// The number of the ruling of this kind that a paper quotes; before it is made, the case's next.
    fn quoted(&self, kind: DocumentKind) -> String {
        // A measure can be renewed more than once: the latest ruling counts.
        let known = self.file.documents.iter().rfind(|d| {
            d.kind == kind && d.subject == Some(self.subject) && d.state != DocumentState::SentBack
        });
        let series = known.map_or(self.file.rulings() + 1, |d| d.ruling_no);
        let sub = u8::try_from(series).unwrap_or(u8::MAX);
        let number = self.file.number.as_ref().and_then(|number| number.with_sub(sub).ok());
        number.map_or_else(|| self.file.number_text(), |number| number.to_string())
    }
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
    file: &Matter,
    kind: DocumentKind,
    measure: &Measure,
    ctx: &Context<'_>,
) -> Result<Value, Refusal> {
    let paper = Paper::of_measure(file, measure, ctx)?;
    let deposit = paper.deposit(measure.amount);
    let months = months(ctx.today, measure.ends_on);
    if kind == DocumentKind::FreezeRuling {
        return value(&FreezeRuling {
            matter: paper.ruling()?,
            deposits: vec![deposit],
            months,
            panel: paper.panel(),
            dated_on: ctx.today,
        });
    }
    value(&FreezeAssistance {
        matter: paper.notice()?,
        bank: paper.bank(),
        respondent: paper.respondent()?,
        deposit,
        ruling_number: paper.quoted(DocumentKind::FreezeRuling),
        months,
        contact: paper.contact(),
        dated_on: ctx.today,
    })
}

pub(super) fn renewal(
    file: &Matter,
    kind: DocumentKind,
    measure: &Measure,
    ctx: &Context<'_>,
) -> Result<Value, Refusal> {
    let paper = Paper::of_measure(file, measure, ctx)?;
    let deposit = paper.deposit(measure.left());
    let (ended_on, pending) = (measure.ends_on, measure.pending.as_ref());
    let ends_on = pending.map_or(ended_on, |(_, ends_on)| *ends_on);
    if kind == DocumentKind::RenewalRuling {
        return value(&RenewalRuling {
            matter: paper.ruling()?,
            deposits: vec![deposit],
            ruling_number: paper.quoted(DocumentKind::FreezeRuling),
            ended_on,
            ends_on,
            panel: paper.panel(),
            dated_on: ctx.today,
        });
    }
    value(&RenewalAssistance {
        matter: paper.notice()?,
        bank: paper.bank(),
        respondent: paper.respondent()?,
        deposit,
        ruling_number: paper.quoted(DocumentKind::RenewalRuling),
        ended_on,
        ends_on,
        contact: paper.contact(),
        dated_on: ctx.today,
    })
}

pub(super) fn release(
    file: &Matter,
    kind: DocumentKind,
    measure: &Measure,
    ctx: &Context<'_>,
) -> Result<Value, Refusal> {
    let paper = Paper::of_measure(file, measure, ctx)?;
    // A freeze that was taken back before the holder answered is released for what was ordered.
    let frozen = if measure.from.is_some() { measure.actual } else { measure.amount };
    let deposit = paper.deposit(frozen);
    if kind == DocumentKind::ReleaseRuling {
        return value(&ReleaseRuling {
            matter: paper.ruling()?,
            deposits: vec![deposit],
            ruling_number: paper.quoted(DocumentKind::FreezeRuling),
            ground: measure.reason.clone(),
            panel: paper.panel(),
            dated_on: ctx.today,
        });
    }
    value(&ReleaseAssistance {
        matter: paper.notice()?,
        bank: paper.bank(),
        respondent: paper.respondent()?,
        deposit,
        ruling_number: paper.quoted(DocumentKind::ReleaseRuling),
        contact: paper.contact(),
        dated_on: ctx.today,
    })
}

pub(super) fn deduction(
    file: &Matter,
    kind: DocumentKind,
    deduction: &Deduction,
    ctx: &Context<'_>,
) -> Result<Value, Refusal> {
    let paper = Paper::of_deduction(file, deduction, ctx)?;
    let deposit = paper.deposit(deduction.amount);
    if kind == DocumentKind::DeductionRuling {
        return value(&DeductionRuling {
            matter: paper.ruling()?,
            deposits: vec![deposit],
            account: paper.account(),
            panel: paper.panel(),
            dated_on: ctx.today,
        });
    }
    value(&DeductionAssistance {
        matter: paper.notice()?,
        bank: paper.bank(),
        respondent: paper.respondent()?,
        deposit,
        ruling_number: paper.quoted(DocumentKind::DeductionRuling),
        account: paper.account(),
        contact: paper.contact(),
        dated_on: ctx.today,
    })
}
