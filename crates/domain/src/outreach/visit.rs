//! 来访：somebody comes to the window and asks something, about a case or about none; it is written down and answered.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;

use crate::ground::{
    entry::{By, Entry},
    word::words,
};

pub mod answer;
pub mod record;

words! {
    /// 来访事项
    Topic {
        Progress = "progress", "询问办理进展";
        Lead = "lead", "提供财产线索";
        Money = "money", "案款发放";
        Inaction = "inaction", "反映消极执行";
        Conduct = "conduct", "反映工作人员";
        Other = "other", "其他";
    }

    /// 答复方式
    Reply {
        InPerson = "in_person", "当面答复";
        Phone = "phone", "电话答复";
        Written = "written", "书面答复";
    }
}

/// 答复
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub way: Reply,
    pub text: String,
    pub on: Day,
    pub by: By,
}

/// 来访
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// 不愿或者无法表明身份的为空
    pub visitor: Option<String>,
    pub topic: Topic,
    pub request: String,
    pub on: Day,
    /// 接待人
    pub received: By,
    pub answer: Option<Answer>,
}

/// What happens to a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum VisitEvent {
    Received { visitor: Option<String>, topic: Topic, request: String, on: Day },
    Answered { way: Reply, text: String, on: Day },
}

/// Folds an event into the register.
pub fn apply(visit: &mut Option<Visit>, event: &VisitEvent, entry: &Entry) {
    match event {
        VisitEvent::Received { visitor, topic, request, on } => {
            *visit = Some(Visit {
                visitor: visitor.clone(),
                topic: *topic,
                request: request.clone(),
                on: *on,
                received: By::from(entry),
                answer: None,
            });
        }
        VisitEvent::Answered { way, text, on } => {
            if let Some(visit) = visit {
                let (way, text, on) = (*way, text.clone(), *on);
                visit.answer = Some(Answer { way, text, on, by: By::from(entry) });
            }
        }
    }
}
