//! 办案流水的内容：what can happen in a case. Append-only, readable for ever.

use crate::{
    closing::closure::ClosingEvent,
    ground::entry::Entry,
    ground::upcast::{UPCASTS, UpcastError},
    intake::filing::FilingEvent,
    intake::opening::OpeningEvent,
    intake::party::PartyEvent,
    money::fund::FundEvent,
    money::payout::PayoutEvent,
    outreach::visit::VisitEvent,
    papers::document::DocumentEvent,
    papers::message::MessageEvent,
    papers::service::ServiceEvent,
    property::asset::AssetEvent,
    property::deduction::DeductionEvent,
    property::measure::MeasureEvent,
    property::search::SearchEvent,
    remedy::objection::ObjectionEvent,
    work::approval::ApprovalEvent,
    work::deadline::DeadlineEvent,
    work::directive::DirectiveEvent,
    work::fieldwork::FieldworkEvent,
    work::lateness::LatenessEvent,
    work::node::NodeEvent,
    work::panel::PanelEvent,
    work::pinned::ModeEvent,
    work::risk::RiskEvent,
    work::task::TaskEvent,
    work::triage::TriageEvent,
};

macro_rules! events {
    ($($concept:ident($inner:ident) = $code:literal,)*) => {
        /// Any event of a case, by concept.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Event { $($concept($inner),)* }

        $(impl From<$inner> for Event { fn from(event: $inner) -> Event { Event::$concept(event) } })*

        /// What the kinds of a matter's events begin with.
        pub const CONCEPTS: &[&str] = &[$($code),*];

        impl Event {
            fn concept(&self) -> &'static str { match self { $(Event::$concept(_) => $code,)* } }

            fn value(&self) -> Result<serde_json::Value, serde_json::Error> {
                match self { $(Event::$concept(event) => serde_json::to_value(event),)* }
            }

            fn decode_value(concept: &str, value: serde_json::Value) -> Result<Event, EventError> {
                match concept {
                    $($code => serde_json::from_value(value).map(Event::$concept).map_err(EventError::Body),)*
                    other => Err(EventError::Concept(other.to_owned())),
                }
            }
        }
    };
}

events! {
    Mode(ModeEvent) = "mode",
    Opening(OpeningEvent) = "opening",
    Filing(FilingEvent) = "filing",
    Party(PartyEvent) = "party",
    Triage(TriageEvent) = "triage",
    Task(TaskEvent) = "task",
    Approval(ApprovalEvent) = "approval",
    Node(NodeEvent) = "node",
    Deadline(DeadlineEvent) = "deadline",
    Document(DocumentEvent) = "document",
    Service(ServiceEvent) = "service",
    Search(SearchEvent) = "search",
    Asset(AssetEvent) = "asset",
    Measure(MeasureEvent) = "measure",
    Deduction(DeductionEvent) = "deduction",
    Fund(FundEvent) = "fund",
    Payout(PayoutEvent) = "payout",
    Closing(ClosingEvent) = "closing",
    Message(MessageEvent) = "message",
    Objection(ObjectionEvent) = "objection",
    Visit(VisitEvent) = "visit",
    Lateness(LatenessEvent) = "lateness",
    Directive(DirectiveEvent) = "directive",
    Panel(PanelEvent) = "panel",
    Risk(RiskEvent) = "risk",
    Fieldwork(FieldworkEvent) = "fieldwork",
}

/// 流水种类：every kind of event there is, as modes name it, with what the docket shows for it.
pub const KINDS: &[(&str, &str)] = &[
    ("mode.pinned", "确定办案模式"),
    ("mode.moved", "转入办案模式"),
    ("filing.received", "收件"),
    ("filing.supplement_asked", "一次性告知补正"),
    ("filing.supplemented", "补正材料"),
    ("filing.accepted", "立案"),
    ("filing.interviewed", "执前谈话"),
    ("filing.material_added", "材料入卷"),
    ("filing.corrected", "更正立案信息"),
    ("party.added", "登记当事人"),
    ("party.corrected", "更正当事人信息"),
    ("party.removed", "删去当事人"),
    ("triage.decided", "繁简分流"),
    ("triage.overridden", "调整分流结果"),
    ("triage.assigned", "分案"),
    ("task.opened", "派出事项"),
    ("task.raised", "派出交办事项"),
    ("task.moved", "重算事项期限"),
    ("task.accepted", "签收事项"),
    ("task.assigned", "指派事项"),
    ("task.completed", "办结事项"),
    ("task.returned", "退回事项"),
    ("task.withdrawn", "撤回事项"),
    ("node.started", "进入节点"),
    ("node.moved", "重算节点期限"),
    ("node.ended", "节点办结"),
    ("document.made", "制作文书"),
    ("document.issued", "签发文书"),
    ("document.sent_back", "文书退回重制"),
    ("service.served", "送达"),
    ("service.failed", "未能送达"),
    ("service.taken_back", "撤销送达登记"),
    ("search.requested", "发起网络查控"),
    ("search.sent", "查控请求已发送"),
    ("search.answered", "收到查控反馈"),
    ("search.completed", "查控反馈齐全"),
    ("search.closed", "终止查询"),
    ("asset.found", "发现财产"),
    ("asset.updated", "财产情况更新"),
    ("asset.screened", "甄别财产"),
    ("measure.ordered", "提请冻结"),
    ("measure.confirmed", "冻结生效"),
    ("measure.refused", "控制请求被拒绝"),
    ("measure.repeated", "重新发出控制请求"),
    ("measure.withdrawn", "撤回控制请求"),
    ("measure.renewal_ordered", "决定续行"),
    ("measure.renewed", "续行生效"),
    ("measure.release_ordered", "决定解除"),
    ("measure.released", "已解除"),
    ("measure.spent", "冻结款已扣划"),
    ("measure.lapsed", "控制届满失效"),
    ("measure.acknowledged", "确认到期预警"),
    ("measure.warned", "控制措施到期预警"),
    ("deduction.ordered", "提请扣划"),
    ("deduction.deducted", "扣划成功"),
    ("deduction.refused", "扣划被拒绝"),
    ("deduction.repeated", "重新发出扣划请求"),
    ("deduction.withdrawn", "撤回扣划请求"),
    ("deduction.arrived", "扣划款到账"),
    ("fund.received", "案款到账"),
    ("fund.taken_back", "撤销入案"),
    ("payout.proposed", "提出发放"),
    ("payout.approved", "批准发放"),
    ("payout.refused", "不同意发放"),
    ("payout.withdrawn", "撤回发放"),
    ("payout.exported", "发放送银行"),
    ("payout.line_settled", "银行回单"),
    ("payout.paid", "发放完成"),
    ("payout.bounced", "付款退回"),
    ("payout.line_returned", "退汇"),
    ("payout.rejection_booked", "拒付款回到专户"),
    ("closing.closed", "结案"),
    ("closing.struck_off", "销案"),
    ("closing.turned_back", "退回申请"),
    ("closing.performed", "登记行为的履行"),
    ("closing.waived", "申请执行人放弃剩余债权"),
    ("message.queued", "告知当事人"),
    ("message.sent", "告知已发出"),
    ("message.delivered", "告知已到达"),
    ("message.failed", "告知未到达"),
    ("opening.begun", "登记"),
    ("opening.barred", "审执分离：不得参与审查"),
    ("opening.numbered", "编号"),
    ("opening.linked", "关联"),
    ("objection.filed", "收到执行异议"),
    ("objection.raised", "被提出执行异议"),
    ("objection.heard", "异议听证"),
    ("objection.decided", "异议裁定"),
    ("objection.concluded", "执行异议审结"),
    ("visit.received", "接待来访"),
    ("visit.answered", "答复来访"),
    ("approval.asked", "提请签批"),
    ("approval.signed", "签批"),
    ("approval.returned", "签批退回"),
    ("approval.withdrawn", "撤回提请"),
    ("deadline.started", "期限起算"),
    ("deadline.moved", "重算期限"),
    ("deadline.ended", "期限终止"),
    ("deadline.extended", "延长期限"),
    ("deadline.excluded", "扣除期间"),
    ("deadline.resumed", "扣除期间结束"),
    ("deadline.lifted", "撤销扣除"),
    ("lateness.told", "逾期催办"),
    ("lateness.explained", "说明逾期原因"),
    ("lateness.ended", "逾期消除"),
    ("directive.issued", "发出督办"),
    ("directive.answered", "答复督办"),
    ("directive.sent_back", "督办退回重办"),
    ("directive.settled", "督办办结"),
    ("panel.convened", "组成合议庭"),
    ("panel.spoke", "发表评议意见"),
    ("panel.concluded", "作出评议结论"),
    ("panel.signed", "签署评议笔录"),
    ("panel.minuted", "评议笔录签署完毕"),
    ("panel.dissolved", "撤销合议"),
    ("risk.noted", "登记风险提示"),
    ("fieldwork.reported", "外勤回填"),
    ("fieldwork.noted", "外勤情况记录"),
];

/// What the docket shows for a kind of event.
pub fn title(kind: &str) -> Option<&'static str> {
    KINDS.iter().find(|(known, _)| *known == kind).map(|(_, title)| *title)
}

/// Why a stored event could not be read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    #[error("unknown event concept {0}")]
    Concept(String),
    #[error(transparent)]
    Version(#[from] UpcastError),
    #[error("event body: {0}")]
    Body(serde_json::Error),
}

impl Event {
    /// `concept.type`, for example `measure.ordered`; what flow rules and the docket call it.
    pub fn kind(&self) -> String {
        let ty = self
            .value()
            .ok()
            .and_then(|v| v.get("type").and_then(serde_json::Value::as_str).map(str::to_owned));
        format!("{}.{}", self.concept(), ty.unwrap_or_default())
    }

    /// Kind, version and body as stored in the docket.
    pub fn encode(&self) -> Result<(String, i32, serde_json::Value), serde_json::Error> {
        let value = self.value()?;
        let ty = value.get("type").and_then(serde_json::Value::as_str).unwrap_or_default();
        let kind = format!("{}.{ty}", self.concept());
        let version = UPCASTS.version(&kind);
        Ok((kind, version, value))
    }

    /// Reads a stored event of any version.
    pub fn decode(kind: &str, version: i32, body: serde_json::Value) -> Result<Event, EventError> {
        let body = UPCASTS.lift(kind, version, body)?;
        let concept = kind.split('.').next().unwrap_or_default();
        Event::decode_value(concept, body)
    }
}

/// An event with the circumstances in which it was written down.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    pub event: Event,
    pub entry: Entry,
}
