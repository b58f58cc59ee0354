//! 网络查控（查询）：requests to the search network for each respondent, and the answers of each body.

use serde::{Deserialize, Serialize};
use zhixing_law::{day::Day, money::Fen};

use crate::{
    ground::entry::Entry,
    ground::id::{AssetId, PartyId, SearchId},
    ground::refusal::{FieldProblem, Refusal, text},
    ground::word::words,
    intake::party::PartyRole,
    matter::Matter,
    matter::context::Context,
    matter::effect::Effect,
    matter::outcome::{Decision, Outcome},
    property::asset::{AssetEvent, AssetKind},
};

words! {
    /// 查询状态
    SearchState {
        /// 待发出
        Requested = "requested", "待发送";
        /// 已发出，等待反馈
        Sent = "sent", "已发送";
        /// 反馈完毕
        Answered = "answered", "已反馈";
        /// 有单位未反馈，已由查控专员注明理由结束
        Closed = "closed", "已结束";
    }
}

/// 一家协助单位的反馈
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Code of the body, for example a bank's 17-digit code.
    pub source: String,
    pub source_name: String,
    /// Digest of the package; the same package twice is one answer.
    pub digest: String,
    pub on: Day,
    pub found: usize,
    /// Why the body refused, empty when it answered.
    pub refused: String,
}

/// 查询请求
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    pub id: SearchId,
    pub respondent: PartyId,
    /// 请求单号 (bdhm)
    pub request_no: String,
    /// Bodies asked (code and name).
    pub asked: Vec<(String, String)>,
    pub state: SearchState,
    pub requested_on: Day,
    pub answers: Vec<Answer>,
    pub remark: String,
}

impl Search {
    /// Bodies that have not answered yet.
    pub fn waiting(&self) -> Vec<&(String, String)> {
        self.asked
            .iter()
            .filter(|(code, _)| !self.answers.iter().any(|answer| answer.source == *code))
            .collect()
    }

    /// Whether answers are still awaited.
    pub fn is_open(&self) -> bool {
        matches!(self.state, SearchState::Requested | SearchState::Sent)
    }
}

/// 反馈的一项财产
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    pub kind: AssetKind,
    pub title: String,
    /// Account, plate, certificate or registration number.
    pub number: String,
    /// 余额或估值
    #[serde(rename = "amount_fen")]
    pub amount: Fen,
    /// 可用余额
    #[serde(rename = "available_fen")]
    pub available: Fen,
    /// 在先冻结查封情况
    pub encumbrance: String,
}

/// What happens to searches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SearchEvent {
    /// 发起
    Requested {
        search: SearchId,
        respondent: PartyId,
        request_no: String,
        asked: Vec<(String, String)>,
        on: Day,
    },
    /// 已发出
    Sent { search: SearchId, package: String },
    /// 收到一家反馈
    Answered {
        search: SearchId,
        source: String,
        source_name: String,
        digest: String,
        on: Day,
        found: Vec<Found>,
        refused: String,
    },
    /// 反馈完毕
    Completed { search: SearchId },
    /// 未全部反馈而结束
    Closed { search: SearchId, reason: String },
}

impl SearchEvent {
    /// The search it is about.
    pub fn search(&self) -> SearchId {
        match self {
            SearchEvent::Requested { search, .. }
            | SearchEvent::Sent { search, .. }
            | SearchEvent::Answered { search, .. }
            | SearchEvent::Completed { search }
            | SearchEvent::Closed { search, .. } => *search,
        }
    }
}

/// 发起网络查控 against every respondent who has an identity number and no search open.
/// Persons not obliged by the title must never be searched (网络查冻规定第7条).
pub fn start(matter: &Matter, asked: &[(String, String)], ctx: &mut Context<'_>) -> Decision {
    matter.must_be_open()?;
    if asked.is_empty() {
        return Err(Refusal::field("asked", FieldProblem::Required));
    }
    let mut codes = std::collections::BTreeSet::new();
    if let Some((code, _)) = asked.iter().find(|(code, _)| !codes.insert(code)) {
        return Err(Refusal::Duplicate { what: "协助单位", key: code.clone() });
    }
    let known = |party: &crate::intake::party::Party| !party.details.identity_number.is_empty();
    if !matter.parties_of(PartyRole::Respondent).any(known) {
        return Err(Refusal::Missing("被执行人的证件号码"));
    }
    let open = |party| matter.searches.iter().any(|s| s.respondent == party && s.is_open());
    let mut outcome = Outcome::default();
    for party in matter.parties_of(PartyRole::Respondent) {
        if party.details.identity_number.is_empty() || open(party.id) {
            continue;
        }
        let search = SearchId(ctx.id());
        let request_no = request_number(search.0);
        let asked = asked.to_vec();
        let on = ctx.today;
        let respondent = party.id;
        outcome = outcome
            .and(SearchEvent::Requested { search, respondent, request_no, asked, on })
            .then(Effect::SendSearch { search });
    }
    if outcome.events.is_empty() {
        let key = matter.number_text();
        return Err(Refusal::Duplicate { what: "网络查控", key });
    }
    Ok(outcome)
}

/// 请求单号：30 digits made from the id, unique as the id is.
pub fn request_number(id: uuid::Uuid) -> String {
    let digits = format!("{:039}", id.as_u128());
    digits.chars().skip(9).collect()
}

/// 已发出
pub fn sent(matter: &Matter, id: SearchId, package: &str, _ctx: &mut Context<'_>) -> Decision {
    let search = matter.search(id).ok_or(Refusal::Missing("查询"))?;
    if search.state != SearchState::Requested {
        return Ok(Outcome::default());
    }
    Ok(Outcome::of(SearchEvent::Sent { search: id, package: package.to_owned() }))
}

/// One body's feedback as it came from the network.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    pub source: String,
    pub source_name: String,
    pub digest: String,
    pub found: Vec<Found>,
    pub refused: String,
}

/// 收到反馈. A package already taken in changes nothing; a later one from the same body corrects
/// the balances of the accounts it names.
pub fn answer(
    matter: &Matter,
    id: SearchId,
    feedback: &Feedback,
    ctx: &mut Context<'_>,
) -> Decision {
    let search = matter.search(id).ok_or(Refusal::Missing("查询"))?;
    if search.answers.iter().any(|answer| answer.digest == feedback.digest) {
        return Ok(Outcome::default());
    }
    if 2000 < feedback.found.len() {
        return Err(Refusal::field("found", FieldProblem::TooLong { max: 2000 }));
    }
    let mut outcome = Outcome::of(SearchEvent::Answered {
        search: id,
        source: feedback.source.clone(),
        source_name: feedback.source_name.clone(),
        digest: feedback.digest.clone(),
        on: ctx.today,
        found: feedback.found.clone(),
        refused: feedback.refused.clone(),
    });
    for found in &feedback.found {
        let same = matter.assets.iter().find(|asset| {
            asset.holder == feedback.source
                && asset.number == found.number
                && asset.kind == found.kind
                && asset.respondent == search.respondent
        });
        outcome = outcome.and(match same {
            Some(asset) => AssetEvent::Updated {
                asset: asset.id,
                amount: found.amount,
                available: found.available,
                encumbrance: found.encumbrance.clone(),
            },
            None => AssetEvent::Found {
                asset: AssetId(ctx.id()),
                respondent: search.respondent,
                search: Some(id),
                holder: feedback.source.clone(),
                holder_name: feedback.source_name.clone(),
                found: found.clone(),
                on: ctx.today,
            },
        });
    }
    let left = search.waiting().iter().filter(|(code, _)| *code != feedback.source).count();
    if left == 0 && search.is_open() {
        outcome = outcome.and(SearchEvent::Completed { search: id });
    }
    Ok(outcome)
}

/// 未全部反馈而结束：with the reason why the missing bodies are not waited for.
pub fn close(matter: &Matter, id: SearchId, reason: &str, _ctx: &mut Context<'_>) -> Decision {
    let search = matter.search(id).ok_or(Refusal::Missing("查询"))?;
    if !search.is_open() {
        return Err(Refusal::state("查询", search.state, SearchState::Sent));
    }
    let reason = text("reason", reason, 500)?;
    Ok(Outcome::of(SearchEvent::Closed { search: id, reason }))
}

/// Folds an event into the register.
pub fn apply(searches: &mut Vec<Search>, event: &SearchEvent, _entry: &Entry) {
    if let SearchEvent::Requested { search, respondent, request_no, asked, on } = event {
        searches.push(Search {
            id: *search,
            respondent: *respondent,
            request_no: request_no.clone(),
            asked: asked.clone(),
            state: SearchState::Requested,
            requested_on: *on,
            answers: Vec::new(),
            remark: String::new(),
        });
        return;
    }
    let Some(search) = searches.iter_mut().find(|search| search.id == event.search()) else {
        return;
    };
    match event {
        SearchEvent::Requested { .. } => {}
        SearchEvent::Sent { .. } => search.state = SearchState::Sent,
        SearchEvent::Answered { source, source_name, digest, on, found, refused, .. } => {
            search.answers.push(Answer {
                source: source.clone(),
                source_name: source_name.clone(),
                digest: digest.clone(),
                on: *on,
                found: found.len(),
                refused: refused.clone(),
            });
        }
        SearchEvent::Completed { .. } => search.state = SearchState::Answered,
        SearchEvent::Closed { reason, .. } => {
            search.state = SearchState::Closed;
            search.remark.clone_from(reason);
        }
    }
}
