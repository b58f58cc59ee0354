//! 提请冻结

use zhixing_law::{day::Day, measure as law, money::Fen};

use super::term;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Positive, Text, fields},
        id::{AssetId, MeasureId, request_number},
        refusal::{Need, Refusal},
        subject::Subject,
    },
    matter::{
        Matter, Stage,
        context::Context,
        outcome::{Decision, Outcome},
    },
    money::payout::account,
    property::{
        asset::{Asset, Verdict},
        measure::MeasureEvent,
    },
};

fields! {
    /// 提请冻结：never for more than is owed (查扣冻2020第19条), never longer than the law allows (民诉解释2022第485条).
    OrderMeasure {
        asset: AssetId = "财产";
        amount_fen: Positive = "冻结金额", "不得超过尚欠金额（含执行费用）";
        ends_on: Option<Day> = "届满日", "不填则按法律规定的最长期限";
        reason: Text<500> = "理由";
    }
}

impl Command for OrderMeasure {
    const NAME: &'static str = "order_measure";
    const TITLE: &'static str = "冻结";
    const FORM: (&'static str, &'static str) = ("冻结存款", "提请冻结");
    const ACT: Act = Act::OrderMeasure;
    const DONE: &'static str = "measure.ordered";

    fn subject(&self) -> Subject {
        self.asset.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        if matter.stage != Stage::Open {
            return Vec::new();
        }
        let money = matter.assets.iter().filter(|asset| asset.kind.is_money());
        money.map(|asset| asset.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_be_open()?;
        let asset = on_asset(matter, on)?;
        if !matches!(&asset.verdict, Some((Verdict::Enforceable, _, _))) {
            return Err(Refusal::needs(Need::AssetScreened));
        }
        if matter.live_measure_on(asset.id) {
            return Err(Refusal::Duplicate { what: "冻结", key: asset.title.clone() });
        }
        if !asset.kind.is_money() {
            return Err(Refusal::needs(Need::MoneyAsset));
        }
        // Its ruling bears the name of the judge who answers for the case; without one it could never be made.
        if matter.handler.is_none() {
            return Err(Refusal::needs(Need::HandlerAssigned));
        }
        Ok(())
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let asset = on_asset(matter, self.asset.into())?;
        let (asked, limit) = (self.amount_fen.get(), limit(matter, ctx)?);
        if limit < asked {
            let basis = Some(law::WITHIN_THE_DEBT);
            return Err(Refusal::AmountAbove { what: "冻结金额", asked, limit, basis });
        }
        let class = asset.kind.class();
        let longest = law::latest_end(class, ctx.today)?;
        let ends_on = self.ends_on.unwrap_or(longest);
        term::check(ends_on, longest, ctx.today, law::longest(class, ctx.today).basis)?;
        let measure = MeasureId(ctx.id());
        Ok(Outcome::of(MeasureEvent::Ordered {
            measure,
            asset: self.asset,
            amount: asked,
            from: ctx.today,
            ends_on,
            request_no: request_number(measure.0),
            reason: self.reason.as_str().to_owned(),
        }))
    }
}

fn on_asset(matter: &Matter, on: Subject) -> Result<&Asset, Refusal> {
    let asset = matter.assets.iter().find(|asset| Subject::from(asset.id) == on);
    asset.ok_or(Refusal::Missing("财产"))
}

/// The most that may still be frozen: what is left of the debt with interest up to the day on which the
/// mode expects the money to be deducted, less what is frozen already (查扣冻2020第19条).
pub fn limit(matter: &Matter, ctx: &Context<'_>) -> Result<Fen, Refusal> {
    let until = ctx.today.plus_days(i64::from(ctx.mode.interest_ahead_days))?;
    Ok(account::outstanding(matter, until)?.checked_sub(matter.frozen())?.at_least_zero())
}
