//! 查封、扣押、冻结：ordered, confirmed by the body that holds the asset, renewed in time, released.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, money::Fen};

use crate::{
    ground::entry::{By, Entry},
    ground::id::{AssetId, MeasureId},
    ground::word::words,
};

pub mod acknowledge;
pub mod answer;
pub mod expire;
pub mod order;
pub mod release;
pub mod renew;
pub mod repeat;
pub mod request;
mod term;
pub mod withdraw;

words! {
    /// 控制措施状态
    MeasureState {
        /// 已决定，待裁定签发或待协助单位反馈
        Ordered = "ordered", "待回执";
        Live = "live", "生效中";
        /// 协助单位未能办理
        Refused = "refused", "被拒绝";
        /// 协助单位一直没有答复，请求已撤回
        Withdrawn = "withdrawn", "已撤回";
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
    /// 提请冻结的数额
    pub amount: Fen,
    /// 实际冻结的数额
    pub actual: Fen,
    /// 其中已扣划的数额
    pub taken: Fen,
    pub state: MeasureState,
    /// 提请冻结之日
    pub ordered_on: Day,
    pub from: Option<Day>,
    /// 届满日; does not roll over holidays.
    pub ends_on: Day,
    pub request_no: String,
    /// 冻结请求的单号: the one under which the holder was last asked to freeze.
    pub freeze_no: String,
    /// What is under way with the holder now.
    pub pending: Option<(RequestKind, Day)>,
    pub reason: String,
    /// 到期预警: the nearest one given for the present end.
    pub warned: Option<Warning>,
    /// Who answers for the approaching end (invariant 5): asked for again by every nearer warning.
    pub acknowledged: Option<By>,
    pub renewals: u32,
    /// 未能办理、重新发出和撤回的续行、解除请求数: so many numbers are used up.
    pub spent_numbers: u32,
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
    /// 生效中
    pub fn is_live(&self) -> bool {
        self.state == MeasureState::Live
    }

    /// 预警待答复：somebody must still say what is to become of the approaching end, or of an end that came
    /// without anybody having said it.
    pub fn awaits_answer(&self) -> bool {
        let asked = match self.state {
            MeasureState::Live => self.warned.is_some(),
            MeasureState::Lapsed => true,
            MeasureState::Ordered
            | MeasureState::Refused
            | MeasureState::Withdrawn
            | MeasureState::Released
            | MeasureState::Spent => false,
        };
        asked && self.acknowledged.is_none()
    }

    /// 请求单号 of a request about this measure that is under way or would be made now. Renewals and releases are
    /// requests of their own, and one that is ordered or sent again is another: no number is sent twice.
    pub fn request_number(&self, request: RequestKind) -> String {
        let no = &self.request_no;
        match request {
            RequestKind::Freeze => self.freeze_no.clone(),
            RequestKind::Renew => format!("{no}R{}", self.renewals + self.spent_numbers + 1),
            RequestKind::Release if self.spent_numbers == 0 => format!("{no}J"),
            RequestKind::Release => format!("{no}J{}", self.spent_numbers + 1),
        }
    }

    /// 重新发出的请求单号: the number under which the request that is under way would be sent once more.
    pub fn next_number(&self, request: RequestKind) -> String {
        let mut next = self.clone();
        next.use_up(request);
        next.request_number(request)
    }

    fn use_up(&mut self, request: RequestKind) {
        if request != RequestKind::Freeze {
            self.spent_numbers += 1;
            return;
        }
        let sent = self.freeze_no.split_once('F').and_then(|(_, sent)| sent.parse::<u32>().ok());
        self.freeze_no = format!("{}F{}", self.request_no, sent.unwrap_or(1) + 1);
    }

    /// 仍被冻结的数额：frozen and not yet deducted.
    pub fn left(&self) -> Fen {
        self.actual.checked_sub(self.taken).unwrap_or_default().at_least_zero()
    }

    /// Whether a deduction of so much leaves nothing frozen.
    pub fn is_spent_by(&self, taken: Fen) -> bool {
        self.state == MeasureState::Live && self.left() <= taken
    }
}

/// What happens to measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MeasureEvent {
    /// 提请冻结
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
    /// 协助单位没有答复，换新单号重新发出请求
    Repeated { measure: MeasureId, request: RequestKind, request_no: String, reason: String },
    /// 协助单位没有答复，撤回请求
    Withdrawn { measure: MeasureId, request: RequestKind, reason: String },
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
            | MeasureEvent::Repeated { measure, .. }
            | MeasureEvent::Withdrawn { measure, .. }
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

/// Folds an event into the register.
pub fn apply(measures: &mut Vec<Measure>, event: &MeasureEvent, entry: &Entry) {
    if let MeasureEvent::Ordered { measure, asset, amount, from, ends_on, request_no, reason } =
        event
    {
        measures.push(Measure {
            id: *measure,
            asset: *asset,
            amount: *amount,
            actual: Fen::ZERO,
            taken: Fen::ZERO,
            state: MeasureState::Ordered,
            ordered_on: *from,
            from: None,
            ends_on: *ends_on,
            request_no: request_no.clone(),
            freeze_no: request_no.clone(),
            pending: Some((RequestKind::Freeze, *ends_on)),
            reason: reason.clone(),
            warned: None,
            acknowledged: None,
            renewals: 0,
            spent_numbers: 0,
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
            ended(measure, *request, reason, MeasureState::Refused);
        }
        MeasureEvent::Repeated { request, .. } => measure.use_up(*request),
        MeasureEvent::Withdrawn { request, reason, .. } => {
            ended(measure, *request, reason, MeasureState::Withdrawn);
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

/// A request that came to nothing. A freeze that was never made ends with it, one that stands goes on.
fn ended(measure: &mut Measure, request: RequestKind, reason: &str, state: MeasureState) {
    match request {
        RequestKind::Freeze => measure.state = state,
        RequestKind::Renew | RequestKind::Release => measure.use_up(request),
    }
    measure.pending = None;
    reason.clone_into(&mut measure.reason);
}
