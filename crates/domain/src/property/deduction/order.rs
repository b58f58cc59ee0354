//! 提请扣划

use zhixing_law::{limits, measure as law, money::Fen};

use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Positive, fields},
        id::{DeductionId, MeasureId, request_number},
        refusal::{Need, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
    money::payout::account,
    papers::document::DocumentState,
    papers::kind::DocumentKind,
    property::{
        deduction::{DeductionEvent, DeductionState},
        measure::{Measure, MeasureState, RequestKind},
    },
};

fields! {
    /// 提请扣划. The respondent must have been notified first, and the amount is at most what is owed on the
    /// day of deduction and what is actually frozen.
    OrderDeduction {
        measure: MeasureId = "控制措施";
        amount_fen: Positive = "扣划金额", "划入本案案款账号；不得超过实际冻结和尚欠金额";
    }
}

impl Command for OrderDeduction {
    const NAME: &'static str = "order_deduction";
    const TITLE: &'static str = "扣划";
    const FORM: (&'static str, &'static str) = ("扣划存款", "提请扣划");
    const ACT: Act = Act::OrderDeduction;
    const DONE: &'static str = "deduction.ordered";

    fn subject(&self) -> Subject {
        self.measure.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        let live = matter.measures.iter().filter(|measure| measure.state == MeasureState::Live);
        live.map(|measure| measure.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        let measure = on_measure(matter, on)?;
        if measure.state != MeasureState::Live {
            return Err(Refusal::state("控制措施", measure.state, MeasureState::Live));
        }
        matter.must_be_disposable(measure.asset, ctx.today)?;
        if matches!(measure.pending, Some((RequestKind::Release, _))) {
            return Err(Refusal::Duplicate {
                what: "解除请求", key: measure.request_no.clone()
            });
        }
        let ordered = matter
            .deductions
            .iter()
            .any(|d| d.measure == measure.id && d.state == DeductionState::Ordered);
        if ordered {
            return Err(Refusal::Duplicate { what: "扣划", key: measure.request_no.clone() });
        }
        let notified = matter.documents.iter().any(|document| {
            document.kind == DocumentKind::EnforcementNotice
                && document.state == DocumentState::Issued
        });
        if !notified {
            let basis = limits::A13.basis.first().copied();
            return Err(Refusal::Prerequisite { needs: Need::EnforcementNotice, basis });
        }
        Ok(())
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let measure = on_measure(matter, self.measure.into())?;
        let (asked, left) = (self.amount_fen.get(), limit(matter, ctx)?);
        if left < asked {
            let basis = Some(law::WITHIN_THE_DEBT);
            return Err(Refusal::AmountAbove { what: "扣划金额", asked, limit: left, basis });
        }
        let frozen = measure.left();
        if frozen < asked {
            let what = "扣划金额（已冻结数额）";
            return Err(Refusal::AmountAbove { what, asked, limit: frozen, basis: None });
        }
        let deduction = DeductionId(ctx.id());
        Ok(Outcome::of(DeductionEvent::Ordered {
            deduction,
            measure: self.measure,
            asset: measure.asset,
            amount: asked,
            request_no: request_number(deduction.0),
            on: ctx.today,
        }))
    }
}

fn on_measure(matter: &Matter, on: Subject) -> Result<&Measure, Refusal> {
    let measure = matter.measures.iter().find(|measure| Subject::from(measure.id) == on);
    measure.ok_or(Refusal::Missing("控制措施"))
}

/// The most that may still be deducted: what is left of the debt with interest up to the day on which the
/// mode expects the money to be taken, less what is ordered already. What is too much goes back.
pub fn limit(matter: &Matter, ctx: &Context<'_>) -> Result<Fen, Refusal> {
    let until = ctx.today.plus_days(i64::from(ctx.mode.interest_ahead_days))?;
    let left = account::outstanding(matter, until)?;
    Ok(left.checked_sub(matter.deduction_ordered())?.at_least_zero())
}
