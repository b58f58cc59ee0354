//! 查封、扣押、冻结：ordered, confirmed by the body that holds the asset, renewed in time, released.

use serde::{Deserialize, Serialize};
use zhixing_law::{basis::Basis, day::Day, measure as law, money::Fen};

use crate::{
    ground::entry::{By, Entry},
    ground::id::{AssetId, MeasureId},
    ground::refusal::{FieldProblem, Need, Refusal, text},
    ground::word::words,
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
    money::payout,
    property::asset::Verdict,
    property::search::request_number,
};

words! {
    /// 控制措施状态
    MeasureState {
        /// 已决定，待裁定签发或待协助单位反馈
        Ordered = "ordered", "待回执";
        Live = "live", "生效中";
        /// 协助单位未能办理
        Refused = "refused", "被拒绝";
        Released = "released", "已解除";
        /// 已因扣划消灭
        Spent = "spent", "已扣划";
        Lapsed = "lapsed", "已届满失效";
    }
}

words! {
    /// 正在办理的请求种类
    RequestKind {
        Freeze = "freeze", "冻结";
        Renew = "renew", "续行冻结";
        Release = "release", "解除冻结";
    }
}

/// 控制措施
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub id: MeasureId,
    pub asset: AssetId,
    /// 决定冻结的数额
    pub amount: Fen,
    /// 实际冻结的数额
    pub actual: Fen,
    /// 其中已扣划的数额
    pub taken: Fen,
    pub state: MeasureState,
    pub from: Option<Day>,
    /// 届满日; does not roll over holidays.
    pub ends_on: Day,
    pub request_no: String,
    /// What is under way with the holder now.
    pub pending: Option<(RequestKind, Day)>,
    pub reason: String,
    /// 到期预警: the nearest one given for the present end.
    pub warned: Option<Warning>,
    /// Who answers for the approaching end (invariant 5): asked for again by every nearer warning.
    pub acknowledged: Option<By>,
    pub renewals: u32,
    /// 未能办理的续行、解除请求数
    pub refused: u32,
}

/// 到期预警
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warning {
    /// 提前天数, one of [`law::WARNING_DAYS`].
    pub days: u32,
    /// 预警日
    pub on: Day,
}

impl Measure {
    /// 预警待答复：somebody must still say what is to become of the approaching end, or of an end that came
    /// without anybody having said it.
    pub fn awaits_answer(&self) -> bool {
        let asked = match self.state {
            MeasureState::Live => self.warned.is_some(),
            MeasureState::Lapsed => true,
            MeasureState::Ordered
            | MeasureState::Refused
            | MeasureState::Released
            | MeasureState::Spent => false,
        };
        asked && self.acknowledged.is_none()
    }

    /// 请求单号 of a request about this measure that is under way or would be made now. Renewals and releases are
    /// requests of their own, and one that is ordered again after a refusal is another: no number is sent twice.
    pub fn request_number(&self, request: RequestKind) -> String {
        let no = &self.request_no;
        match request {
            RequestKind::Freeze => no.clone(),
            RequestKind::Renew => format!("{no}R{}", self.renewals + self.refused + 1),
            RequestKind::Release if self.refused == 0 => format!("{no}J"),
            RequestKind::Release => format!("{no}J{}", self.refused + 1),
        }
    }

    /// 仍被冻结的数额：frozen and not yet deducted.
    pub fn left(&self) -> Fen {
        self.actual.checked_sub(self.taken).unwrap_or_default().at_least_zero()
    }
}

/// What happens to measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MeasureEvent {
    /// 决定冻结
    Ordered {
        measure: MeasureId,
        asset: AssetId,
        #[serde(rename = "amount_fen")]
        amount: Fen,
        from: Day,
        ends_on: Day,
        request_no: String,
        reason: String,
    },
    /// 协助单位已办理冻结
    Confirmed {
        measure: MeasureId,
        #[serde(rename = "actual_fen")]
        actual: Fen,
        from: Day,
        ends_on: Day,
    },
    /// 协助单位未能办理
    Refused { measure: MeasureId, request: RequestKind, reason: String },
    /// 决定续行
    RenewalOrdered { measure: MeasureId, ends_on: Day },
    /// 已续行
    Renewed { measure: MeasureId, ends_on: Day },
    /// 决定解除
    ReleaseOrdered { measure: MeasureId, reason: String },
    /// 已解除
    Released { measure: MeasureId, on: Day },
    /// 因扣划消灭
    Spent { measure: MeasureId },
    /// 届满失效
    Lapsed { measure: MeasureId, on: Day },
    /// 到期预警
    Warned { measure: MeasureId, days: u32, ends_on: Day },
    /// 到期预警已确认
    Acknowledged { measure: MeasureId, note: String },
}

impl MeasureEvent {
    /// The measure it is about.
    pub fn measure(&self) -> MeasureId {
        match self {
            MeasureEvent::Ordered { measure, .. }
            | MeasureEvent::Confirmed { measure, .. }
            | MeasureEvent::Refused { measure, .. }
            | MeasureEvent::RenewalOrdered { measure, .. }
            | MeasureEvent::Renewed { measure, .. }
            | MeasureEvent::ReleaseOrdered { measure, .. }
            | MeasureEvent::Released { measure, .. }
            | MeasureEvent::Spent { measure }
            | MeasureEvent::Lapsed { measure, .. }
            | MeasureEvent::Warned { measure, .. }
            | MeasureEvent::Acknowledged { measure, .. } => *measure,
        }
    }
}

/// An order to freeze.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    pub asset: AssetId,
    #[serde(rename = "amount_fen")]
    pub amount: Fen,
    /// 届满日; none means the longest lawful term.
    pub ends_on: Option<Day>,
    pub reason: String,
}

/// 决定冻结：never for more than is owed (查扣冻2020第19条), never longer than the law allows (民诉解释2022第485条).
pub fn order(matter: &Matter, order: &Order, ctx: &mut Context<'_>) -> Decision {
    matter.must_be_open()?;
    let asset = matter.asset(order.asset).ok_or(Refusal::Missing("财产"))?;
    if !matches!(&asset.verdict, Some((Verdict::Enforceable, _, _))) {
        return Err(Refusal::needs(Need::AssetScreened));
    }
    if matter.live_measure_on(order.asset) {
        return Err(Refusal::Duplicate { what: "冻结", key: asset.title.clone() });
    }
    if !asset.kind.is_money() {
        return Err(Refusal::needs(Need::MoneyAsset));
    }
    if !order.amount.is_positive() {
        return Err(Refusal::field("amount_fen", FieldProblem::NotPositive));
    }
    let limit = limit(matter, ctx)?;
    if limit < order.amount {
        let what = "冻结金额";
        let basis = Some(law::WITHIN_THE_DEBT);
        return Err(Refusal::AmountAbove { what, asked: order.amount, limit, basis });
    }
    let longest = law::latest_end(asset.kind.class(), ctx.today)?;
    let ends_on = order.ends_on.unwrap_or(longest);
    check_term(ends_on, longest, ctx.today, law::longest(asset.kind.class(), ctx.today).basis)?;
    let reason = text("reason", &order.reason, 500)?;
    let measure = MeasureId(ctx.id());
    Ok(Outcome::of(MeasureEvent::Ordered {
        measure,
        asset: order.asset,
        amount: order.amount,
        from: ctx.today,
        ends_on,
        request_no: request_number(measure.0),
        reason,
    }))
}

/// The most that may still be frozen: what is left of the debt with interest up to the day on which the
/// mode expects the money to be deducted, less what is frozen already (查扣冻2020第19条).
pub fn limit(matter: &Matter, ctx: &Context<'_>) -> Result<Fen, Refusal> {
    let until = ctx.today.plus_days(i64::from(ctx.mode.interest_ahead_days))?;
    Ok(payout::outstanding(matter, until)?.checked_sub(matter.frozen())?.at_least_zero())
}

fn check_term(ends_on: Day, longest: Day, today: Day, basis: Basis) -> Result<(), Refusal> {
    if longest < ends_on {
        return Err(Refusal::TermTooLong { asked: ends_on, limit: longest, basis });
    }
    if ends_on <= today {
        let expected = "晚于今天的届满日";
        return Err(Refusal::field("ends_on", FieldProblem::Invalid { expected }));
    }
    Ok(())
}

fn live(matter: &Matter, id: MeasureId) -> Result<&Measure, Refusal> {
    let measure = matter.measure(id).ok_or(Refusal::Missing("控制措施"))?;
    if measure.state == MeasureState::Lapsed {
        return Err(Refusal::MeasureLapsed { ended_on: measure.ends_on });
    }
    if measure.state != MeasureState::Live {
        return Err(Refusal::state("控制措施", measure.state, MeasureState::Live));
    }
    Ok(measure)
}

/// 续行：within the longest term counted from the renewal; must be ordered before the old end.
pub fn renew(
    matter: &Matter,
    id: MeasureId,
    ends_on: Option<Day>,
    ctx: &mut Context<'_>,
) -> Decision {
    let measure = live(matter, id)?;
    if measure.ends_on < ctx.today {
        return Err(Refusal::MeasureLapsed { ended_on: measure.ends_on });
    }
    if measure.pending.is_some() {
        return Err(Refusal::Duplicate { what: "控制请求", key: measure.request_no.clone() });
    }
    let asset = matter.asset(measure.asset).ok_or(Refusal::Missing("财产"))?;
    let class = asset.kind.class();
    let longest = law::renewed_end(class, measure.ends_on, ctx.today)?;
    let ends_on = ends_on.unwrap_or(longest);
    check_term(ends_on, longest, measure.ends_on, law::longest_renewal(class, ctx.today).basis)?;
    // The request goes out when its ruling has been issued, as for a freeze.
    Ok(Outcome::of(MeasureEvent::RenewalOrdered { measure: id, ends_on }))
}

/// 决定解除
pub fn release(matter: &Matter, id: MeasureId, reason: &str, _ctx: &mut Context<'_>) -> Decision {
    let measure = live(matter, id)?;
    if measure.pending.is_some() {
        return Err(Refusal::Duplicate { what: "控制请求", key: measure.request_no.clone() });
    }
    let reason = text("reason", reason, 500)?;
    Ok(Outcome::of(MeasureEvent::ReleaseOrdered { measure: id, reason }))
}

/// 确认到期预警：a named person answers for the approaching end of a measure.
pub fn acknowledge(matter: &Matter, id: MeasureId, note: &str, _ctx: &mut Context<'_>) -> Decision {
    let measure = matter.measure(id).ok_or(Refusal::Missing("控制措施"))?;
    // Who let an end come unanswered must still be found out, so a lapsed measure can be answered for once.
    if !measure.awaits_answer() {
        live(matter, id)?;
    }
    let note = text("note", note, 300)?;
    Ok(Outcome::of(MeasureEvent::Acknowledged { measure: id, note }))
}

/// The holder's answer to a freeze, renewal or release request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub request: RequestKind,
    /// The amount actually frozen; zero with a refusal.
    pub actual: Fen,
    pub refused: String,
    pub on: Day,
}

/// 协助单位反馈. The same answer again changes nothing.
pub fn answer(matter: &Matter, id: MeasureId, answer: &Answer, _ctx: &mut Context<'_>) -> Decision {
    let measure = matter.measure(id).ok_or(Refusal::Missing("控制措施"))?;
    let pending = measure.pending.as_ref().is_some_and(|(kind, _)| *kind == answer.request);
    if !pending {
        return Ok(Outcome::default());
    }
    if !answer.refused.is_empty() {
        let reason = answer.refused.chars().take(300).collect();
        return Ok(Outcome::of(MeasureEvent::Refused {
            measure: id,
            request: answer.request,
            reason,
        }));
    }
    let due = measure.pending.as_ref().map_or(measure.ends_on, |(_, ends_on)| *ends_on);
    Ok(Outcome::of(match answer.request {
        RequestKind::Freeze => {
            let actual = answer.actual.min(measure.amount);
            MeasureEvent::Confirmed { measure: id, actual, from: answer.on, ends_on: due }
        }
        // A renewal done by the holder after the end renews nothing: the effect was gone (查扣冻2020第27条).
        RequestKind::Renew if law::has_lapsed(measure.ends_on, answer.on) => {
            let reason = "原期限届满后才办理续行，冻结已失效".to_owned();
            MeasureEvent::Refused { measure: id, request: RequestKind::Renew, reason }
        }
        RequestKind::Renew => MeasureEvent::Renewed { measure: id, ends_on: due },
        RequestKind::Release => MeasureEvent::Released { measure: id, on: answer.on },
    }))
}

/// 届满：measures that ended before today lose effect; the daily job calls this for every case that has one.
pub fn lapse(matter: &Matter, ctx: &mut Context<'_>) -> Decision {
    let mut outcome = Outcome::default();
    for measure in &matter.measures {
        if measure.state == MeasureState::Live && measure.ends_on < ctx.today {
            outcome =
                outcome.and(MeasureEvent::Lapsed { measure: measure.id, on: measure.ends_on });
        }
    }
    Ok(outcome)
}

/// 到期预警：for every live measure the nearest warning that has been reached and was not given yet; the daily
/// job calls this for every case that has one.
pub fn warn(matter: &Matter, ctx: &mut Context<'_>) -> Decision {
    let mut outcome = Outcome::default();
    for measure in matter.measures.iter().filter(|m| m.state == MeasureState::Live) {
        let Some(days) = law::warning_on(measure.ends_on, ctx.today) else { continue };
        if measure.warned.is_none_or(|known| days < known.days) {
            let (measure, ends_on) = (measure.id, measure.ends_on);
            outcome = outcome.and(MeasureEvent::Warned { measure, days, ends_on });
        }
    }
    Ok(outcome)
}

/// Folds an event into the register.
pub fn apply(measures: &mut Vec<Measure>, event: &MeasureEvent, entry: &Entry) {
    if let MeasureEvent::Ordered { measure, asset, amount, from: _, ends_on, request_no, reason } =
        event
    {
        measures.push(Measure {
            id: *measure,
            asset: *asset,
            amount: *amount,
            actual: Fen::ZERO,
            taken: Fen::ZERO,
            state: MeasureState::Ordered,
            from: None,
            ends_on: *ends_on,
            request_no: request_no.clone(),
            pending: Some((RequestKind::Freeze, *ends_on)),
            reason: reason.clone(),
            warned: None,
            acknowledged: None,
            renewals: 0,
            refused: 0,
        });
        return;
    }
    let Some(measure) = measures.iter_mut().find(|m| m.id == event.measure()) else { return };
    match event {
        MeasureEvent::Ordered { .. } => {}
        MeasureEvent::Confirmed { actual, from, ends_on, .. } => {
            measure.state = MeasureState::Live;
            measure.actual = *actual;
            measure.from = Some(*from);
            measure.ends_on = *ends_on;
            measure.pending = None;
        }
        MeasureEvent::Refused { request, reason, .. } => {
            if *request == RequestKind::Freeze {
                measure.state = MeasureState::Refused;
            } else {
                measure.refused += 1;
            }
            measure.pending = None;
            measure.reason.clone_from(reason);
        }
        MeasureEvent::RenewalOrdered { ends_on, .. } => {
            measure.pending = Some((RequestKind::Renew, *ends_on));
        }
        MeasureEvent::Renewed { ends_on, .. } => renewed(measure, *ends_on),
        MeasureEvent::ReleaseOrdered { reason, .. } => {
            measure.pending = Some((RequestKind::Release, measure.ends_on));
            measure.reason.clone_from(reason);
        }
        MeasureEvent::Released { .. } => {
            measure.state = MeasureState::Released;
            measure.pending = None;
        }
        MeasureEvent::Spent { .. } => {
            measure.state = MeasureState::Spent;
            measure.pending = None;
        }
        MeasureEvent::Lapsed { .. } => measure.state = MeasureState::Lapsed,
        MeasureEvent::Warned { days, .. } => {
            measure.warned = Some(Warning { days: *days, on: entry.happened_at.day() });
            measure.acknowledged = None;
        }
        MeasureEvent::Acknowledged { .. } => measure.acknowledged = Some(By::from(entry)),
    }
}

fn renewed(measure: &mut Measure, ends_on: Day) {
    // The answer may arrive after the day on which the measure seemed to lapse.
    if measure.state == MeasureState::Lapsed {
        measure.state = MeasureState::Live;
    }
    measure.ends_on = ends_on;
    measure.pending = None;
    measure.warned = None;
    measure.acknowledged = None;
    measure.renewals += 1;
}
