//! 网络查控（查询）：requests to the search network for each respondent, and the answers of each body.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use crate::{
    ground::entry::Entry,
    ground::id::{PartyId, SearchId},
    ground::word::words,
    property::asset::Found,
};

pub mod answer;
pub mod close;
pub mod sent;
pub mod start;

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
