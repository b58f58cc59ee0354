//! Parties, nodes, tasks, documents, messages and triage on the page of a case.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_app::{export::name_of, list::Names};
use zhixing_domain::{
    ground::act::Act,
    ground::actor::Actor,
    ground::field::Worded,
    intake::party::{Party, PartyRole},
    matter::Matter,
    mode::{HANDLER, Mode},
    papers::document::Document,
    papers::message::Message,
    work::node::NodeState,
    work::task::{Task, Urgency},
    work::triage::TriageResult,
};
use zhixing_law::{mask, money::Fen};

use super::person::{AgentView, not_searchable};
use super::{Labelled, Seen};
use super::{
    limit::{of_node, of_task},
    next,
};
use crate::{
    routes::{
        approval::{self, ApprovalView},
        task::TaskRowView,
        unmask::of_party,
    },
    view::{Action, LightName, MaskedValue, light, some, some_day},
    wording,
};

/// 当事人
#[derive(Debug, Serialize, ToSchema)]
pub struct PartyView {
    pub id: Uuid,
    pub role: String,
    pub role_label: String,
    pub kind: String,
    pub kind_label: String,
    pub name: String,
    pub identity_number: Option<MaskedValue>,
    pub identity_kind: String,
    pub identity_kind_label: String,
    /// 校验位不符的号码已与原件核对
    pub identity_seen: bool,
    /// 其他证件的名称，或者号码不详的原因
    pub identity_remark: Option<String>,
    /// 国籍或者注册地
    pub country: Option<String>,
    pub sex: Option<String>,
    pub sex_label: Option<String>,
    #[schema(format = Date)]
    pub born_on: Option<String>,
    pub ethnicity: Option<String>,
    /// 被执行人不能网络查控的原因
    pub not_searchable: Option<String>,
    pub agents: Vec<AgentView>,
    pub phone: Option<MaskedValue>,
    pub address: Option<String>,
    pub service_address: Option<String>,
    pub representative: Option<String>,
    pub account: Option<MaskedValue>,
    pub bank: Option<String>,
    /// 收款户名
    pub account_name: Option<String>,
    /// 联行号
    pub bank_code: Option<String>,
    /// 份额，申请执行人有数人并已登记时才有
    pub share_fen: Option<i64>,
    /// 份额占申请标的的比例
    pub share_percent: Option<String>,
    pub actions: Vec<Action>,
}

/// 流程节点
#[derive(Debug, Serialize, ToSchema)]
pub struct NodeView {
    pub code: String,
    pub name: String,
    /// pending、running、done
    pub state: String,
    pub light: LightName,
    pub owner: Option<String>,
    #[schema(format = Date)]
    pub started_on: Option<String>,
    #[schema(format = Date)]
    pub due_on: Option<String>,
    /// 扣除的天数和事由，或者因何停止计算
    pub excluded: Option<String>,
    #[schema(format = Date)]
    pub done_on: Option<String>,
    pub late: bool,
    pub basis: Option<String>,
}

/// 送达记录
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceView {
    pub id: Uuid,
    pub to: String,
    pub method: String,
    pub method_label: String,
    #[schema(format = Date)]
    pub on: Option<String>,
    #[schema(format = Date)]
    pub effective_on: Option<String>,
    pub succeeded: bool,
    /// 登记有误，已撤销：情况
    pub taken_back: Option<String>,
    pub detail: String,
    /// 送达回证的扫描件（SM3）
    pub proof: Option<String>,
    pub by: String,
    /// 由本人登记
    pub mine: bool,
    pub actions: Vec<Action>,
}

/// 文书
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentView {
    pub id: Uuid,
    pub kind: String,
    pub title: String,
    pub addressee: Option<String>,
    pub addressee_id: Option<Uuid>,
    pub state: String,
    pub state_label: String,
    pub light: LightName,
    #[schema(format = Date)]
    pub made_on: Option<String>,
    pub made_by: String,
    #[schema(format = Date)]
    pub issued_on: Option<String>,
    pub signed_by: Option<String>,
    pub remark: Option<String>,
    pub needs_service: bool,
    /// 向谁送达
    pub served_label: String,
    /// 应当送达的人；还没有签发、不需送达的为空
    pub targets: Vec<ServiceTarget>,
    pub services: Vec<ServiceView>,
    /// 签批的各环节
    pub approval: Option<ApprovalView>,
    pub actions: Vec<Action>,
}

/// 受送达人
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceTarget {
    pub id: Uuid,
    pub name: String,
    pub role_label: String,
    pub served: bool,
}

/// 节点告知
#[derive(Debug, Serialize, ToSchema)]
pub struct MessageView {
    pub id: Uuid,
    pub to: String,
    pub phone: Option<MaskedValue>,
    pub template: String,
    /// 短信全文
    pub text: String,
    pub values: Vec<Labelled>,
    pub state: String,
    pub state_label: String,
    #[schema(format = DateTime)]
    pub at: String,
    pub actions: Vec<Action>,
}

/// 分流结果
#[derive(Debug, Serialize, ToSchema)]
pub struct TriageView {
    pub round_label: String,
    pub lane: String,
    pub rule: String,
    pub explanation: String,
    pub condition: String,
    pub inputs: Vec<Labelled>,
    #[schema(format = DateTime)]
    pub at: String,
    pub by: String,
    pub overridden: bool,
}

fn masked(seen: Seen<'_>, party: &Party, field: &str, shown: String) -> Option<MaskedValue> {
    if shown.is_empty() {
        return None;
    }
    let may = seen.app.may(seen.at, Act::Unmask, seen.file);
    Some(MaskedValue {
        masked: shown,
        subject: may.then(|| of_party(seen.file.id, party.id)),
        field: may.then(|| field.to_owned()),
    })
}

/// A party with identity number, phone and account masked.
pub fn party(seen: Seen<'_>, party: &Party) -> PartyView {
    let details = &party.details;
    let account = details.account.as_ref();
    let number = account.map(|account| mask::account(&account.account)).unwrap_or_default();
    let code = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    };
    PartyView {
        id: party.id.0,
        role: code(serde_json::to_value(details.role)),
        role_label: details.role.title().to_owned(),
        kind: code(serde_json::to_value(details.kind)),
        kind_label: details.kind.title().to_owned(),
        name: details.name.clone(),
        identity_number: masked(seen, party, "identity_number", mask::id(&details.identity_number)),
        identity_kind: details.identified_by().code().to_owned(),
        identity_kind_label: details.identified_by().title().to_owned(),
        identity_seen: details.identity_seen,
        identity_remark: some(&details.identity_remark),
        country: some(&details.country),
        sex: details.gender().map(|sex| sex.word().code.to_owned()),
        sex_label: details.gender().map(|sex| sex.word().title.to_owned()),
        born_on: some_day(details.birth()),
        ethnicity: some(&details.ethnicity),
        not_searchable: not_searchable(details),
        agents: details.agents.iter().map(AgentView::from).collect(),
        phone: masked(seen, party, "phone", mask::phone(&details.phone)),
        address: some(&details.address),
        service_address: some(&details.service_address),
        representative: some(&details.representative),
        account: masked(seen, party, "account", number),
        bank: account.and_then(|account| some(&account.bank)),
        account_name: account.and_then(|account| some(&account.name)),
        bank_code: account.and_then(|account| some(&account.bank_code)),
        share_fen: details.claim_share.map(Fen::get),
        share_percent: details.claim_share.and_then(|share| percent(seen.file, share)),
        actions: seen.offered(party.id),
    }
}

/// A part of the claim in percent, two decimals, rounded half up.
fn percent(file: &zhixing_domain::matter::Matter, share: Fen) -> Option<String> {
    let whole = file.claim.as_ref()?.total().ok().filter(|whole| whole.is_positive())?;
    let part = Fen::new(10_000).portion(share.get().into(), whole.get().into()).ok()?;
    Some(format!("{part}%"))
}

/// The line of nodes: every node of the mode, with where the case stands in it.
pub fn nodes(seen: Seen<'_>) -> Vec<NodeView> {
    seen.mode
        .node
        .iter()
        .filter(|node| node.kinds.contains(&seen.file.kind))
        .map(|node| {
            let known: Option<&NodeState> =
                seen.file.nodes.iter().rev().find(|state| state.key == node.key);
            let done_on = known.and_then(|state| state.ended_on);
            let due_on = known.and_then(|state| state.due_on);
            let running = known.is_some_and(|state| seen.file.is_running(state));
            let late = due_on.is_some_and(|due| due < done_on.unwrap_or(seen.today));
            let state = match (known, running) {
                (None, _) => "pending",
                (Some(_), true) => "running",
                (Some(_), false) => "done",
            };
            NodeView {
                code: node.key.clone(),
                name: node.name.clone(),
                state: state.to_owned(),
                light: if running { light(due_on, seen.today) } else { LightName::Idle },
                owner: owner(seen, &node.key, running),
                started_on: known.map(|state| state.started_on.to_string()),
                due_on: some_day(due_on),
                excluded: known.and_then(|state| of_node(seen, state, node)),
                done_on: some_day(done_on),
                late: known.is_some() && late,
                basis: Some(node.basis.clone()),
            }
        })
        .collect()
}

/// Who a node waits for: whoever has its live tasks, else who did the last of them, else the posts that the
/// mode gives them to.
fn owner(seen: Seen<'_>, node: &str, running: bool) -> Option<String> {
    let Seen { file, mode, .. } = seen;
    let handler = || file.handler.as_ref().map(|(_, name)| name.clone());
    let of_post = |post: &str| match post {
        HANDLER => handler().or_else(|| name_of(mode, Names::Post, post)),
        post => name_of(mode, Names::Post, post),
    };
    let of = |task: &Task| match &task.assignee {
        Some((_, name)) => Some(name.clone()),
        None => of_post(&task.post),
    };
    let tasks = || file.tasks.iter().filter(|task| task.node == node);
    let live: Vec<String> = tasks().filter(|task| task.state.is_live()).filter_map(of).collect();
    if running && !live.is_empty() {
        return Some(names(live));
    }
    let system = Actor::system(&file.court).id;
    let done = tasks().rev().find_map(|task| task.done.as_ref().filter(|by| by.staff != system));
    if let Some(by) = done.filter(|_| !running) {
        return Some(by.name.clone());
    }
    let posts = mode.task.iter().filter(|rule| rule.node == node);
    let posts: Vec<String> =
        posts.flat_map(|rule| &rule.post).filter_map(|post| of_post(post)).collect();
    (!posts.is_empty()).then(|| names(posts))
}

/// Names without repetition, the first two of them.
fn names(all: Vec<String>) -> String {
    let mut known: Vec<String> = Vec::new();
    for name in all {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    let more = if 2 < known.len() { "等" } else { "" };
    known.truncate(2);
    format!("{}{more}", known.join("、"))
}

/// Whether the reader has a task: by name, as the handler, or through a post.
pub fn is_mine(seen: Seen<'_>, task: &Task) -> bool {
    let Seen { at, file, .. } = seen;
    match &task.assignee {
        Some((assignee, _)) => *assignee == at.actor.id,
        None if task.post == HANDLER => {
            file.handler.as_ref().is_some_and(|(handler, _)| *handler == at.actor.id)
        }
        None => at.posts().contains(&task.post),
    }
}

/// A task with what the reader may do with it.
pub fn task(seen: Seen<'_>, task: &Task) -> TaskRowView {
    let Seen { file, mode, today, .. } = seen;
    let live = task.state.is_live();
    let mine = live && is_mine(seen, task);
    let automatic = mode.task(&task.key).is_some_and(|rule| !rule.by_hand());
    let respondents: Vec<&str> =
        file.parties_of(PartyRole::Respondent).map(|party| party.details.name.as_str()).collect();
    TaskRowView {
        id: task.id.0,
        case_id: file.id.0,
        case_no: file.number_text(),
        title: task.name.clone(),
        node: mode.node(&task.node).map(|node| node.name.clone()),
        state: task.state.code().to_owned(),
        state_label: task.state.title().to_owned(),
        light: if live { light(task.due_on, today) } else { LightName::Idle },
        post: name_of(mode, Names::Post, &task.post),
        holder: task.assignee.as_ref().map(|(_, name)| name.clone()),
        mine,
        due_on: some_day(task.due_on),
        excluded: of_task(seen, task),
        done_on: task.done.as_ref().map(|by| by.at.day().to_string()),
        result: some(&task.result),
        act: mine.then(|| next::act(seen, task)).flatten(),
        opens: next::opens(task),
        automatic,
        basis: some(&task.basis),
        asks: task.raised.as_ref().map(|raised| raised.asks.clone()),
        raised_by: task.raised.as_ref().map(|raised| raised.by.name.clone()),
        urgent: task.raised.as_ref().is_some_and(|raised| raised.urgency == Urgency::Urgent),
        respondents: respondents.join("、"),
        actions: seen.offered(task.id),
    }
}

/// A document with its service and what the reader may do with it.
pub fn document(seen: Seen<'_>, document: &Document) -> DocumentView {
    let file = seen.file;
    let name = |id| file.party(id).map(|party| party.details.name.clone());
    let overtaken = || file.is_overtaken(document).then(|| "所批的发放已撤回".to_owned());
    let approval = file.approval_of(document.id.into());
    let approval = approval.map(|known| approval::view(file, seen.mode, seen.offers, known));
    let services = file.services.iter().filter(|service| service.document == document.id);
    DocumentView {
        id: document.id.0,
        kind: document.kind.code().to_owned(),
        title: document.kind.title().to_owned(),
        addressee: document.party.and_then(name),
        addressee_id: document.party.map(|party| party.0),
        state: document.state.code().to_owned(),
        state_label: document.state_title().to_owned(),
        light: file.document_progress(document).into(),
        made_on: Some(document.made_on.to_string()),
        made_by: document.made.name.clone(),
        issued_on: some_day(document.issued_on),
        signed_by: signer(document),
        remark: some(&document.remark).or_else(overtaken),
        needs_service: document.kind.needs_service(),
        served_label: document.kind.paper().served.title().to_owned(),
        targets: targets(file, document),
        services: services
            .map(|service| ServiceView {
                id: service.id.0,
                to: name(service.party).unwrap_or_default(),
                method: serde_json::to_value(service.method)
                    .ok()
                    .and_then(|value| value.as_str().map(str::to_owned))
                    .unwrap_or_default(),
                method_label: service.method.chinese().to_owned(),
                on: Some(service.on.to_string()),
                effective_on: some_day(service.effective_on),
                succeeded: service.effective_on.is_some(),
                taken_back: service.taken_back.clone(),
                detail: service.detail.clone(),
                proof: service.proof.clone(),
                by: service.by.name.clone(),
                mine: service.by.staff == seen.at.actor.id,
                actions: seen.offered(service.id),
            })
            .collect(),
        actions: approval
            .iter()
            .flat_map(|approval| approval.actions.clone())
            .chain(seen.offered(document.id))
            .collect(),
        approval,
    }
}

/// Whose signature the court's paper has; what leaves the house by itself is signed by nobody.
fn signer(document: &Document) -> Option<String> {
    let signed = document.signed.as_ref().filter(|by| !by.staff.0.is_nil());
    signed.map(|by| by.name.clone())
}

fn targets(file: &Matter, document: &Document) -> Vec<ServiceTarget> {
    let targets = file.to_be_served_on(document).into_iter().filter_map(|id| file.party(id));
    targets
        .map(|party| ServiceTarget {
            id: party.id.0,
            name: party.details.name.clone(),
            role_label: party.details.role.title().to_owned(),
            served: file.served(document.id, party.id).is_some(),
        })
        .collect()
}

/// A message, with the phone masked.
pub fn message(seen: Seen<'_>, message: &Message) -> MessageView {
    let party = seen.file.party(message.party);
    let shown = mask::phone(&message.phone);
    // What can be asked for is the party's phone as it is now; an older one stays masked.
    let phone = match party.filter(|party| party.details.phone == message.phone) {
        Some(party) => masked(seen, party, "phone", shown),
        None => some(&shown).map(|masked| MaskedValue { masked, subject: None, field: None }),
    };
    let line =
        |(label, value): &(String, String)| Labelled { label: label.clone(), value: value.clone() };
    MessageView {
        id: message.id.0,
        to: party.map(|party| party.details.name.clone()).unwrap_or_default(),
        phone,
        template: message.template.clone(),
        text: zhixing_app::message::text(message),
        values: message.values.iter().map(line).collect(),
        state: message.state.code().to_owned(),
        state_label: message.state.title().to_owned(),
        at: message.queued_at.to_string(),
        actions: seen.offered(message.id),
    }
}

/// A result of triage with what it rested on.
pub fn triage(result: &TriageResult, mode: &Mode) -> TriageView {
    let overridden = result.rule == "override";
    let explanation = if overridden {
        format!("由{}调整：{}", result.by.name, result.reason)
    } else {
        format!("命中规则“{}”", result.rule_name)
    };
    let input = |input: &zhixing_domain::work::triage::Input| Labelled {
        label: wording::fact::label(&input.name).to_owned(),
        value: wording::fact::value(&input.name, &input.value, mode),
    };
    TriageView {
        round_label: result.round.title().to_owned(),
        lane: result.lane_name.clone(),
        rule: result.rule_name.clone(),
        explanation,
        condition: result.condition.clone(),
        inputs: result.inputs.iter().map(input).collect(),
        at: result.by.at.to_string(),
        by: result.by.name.clone(),
        overridden,
    }
}
