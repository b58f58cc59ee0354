//! Shapes that many answers share.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_app::{list::SOON_DAYS, work::Done};
use zhixing_domain::{ground::progress::Progress, roof::Offer};
use zhixing_law::{day::Day, mask};

use crate::wording;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// 下一页的页码，最后一页为空
    pub next: Option<String>,
}

/// A thing with its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// A key with its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Coded {
    pub code: String,
    pub name: String,
}

impl Coded {
    pub fn new(code: &str, name: &str) -> Coded {
        Coded { code: code.to_owned(), name: name.to_owned() }
    }
}

/// 脱敏的值
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MaskedValue {
    pub masked: String,
    /// What to hand to `/api/unmask`; absent where the reader may not ask.
    pub subject: Option<String>,
    pub field: Option<String>,
}

/// 时限灯
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LightName {
    /// 已逾期
    Overdue,
    /// 今日或三日内到期
    Soon,
    /// 正常
    Normal,
    /// 没有时限或已办结
    Idle,
}

/// The light of what has no limit of its own.
impl From<Progress> for LightName {
    fn from(progress: Progress) -> LightName {
        match progress {
            Progress::Awaited => LightName::Soon,
            Progress::UnderWay => LightName::Normal,
            Progress::Failed => LightName::Overdue,
            Progress::Over => LightName::Idle,
        }
    }
}

/// The light of a limit that still runs.
pub fn light(due: Option<Day>, today: Day) -> LightName {
    match due {
        None => LightName::Idle,
        Some(due) if due < today => LightName::Overdue,
        Some(due) if today.days_until(due) <= SOON_DAYS => LightName::Soon,
        Some(_) => LightName::Normal,
    }
}

/// How far a limit is, in words.
pub fn remaining(due: Option<Day>, today: Day) -> Option<String> {
    let days = today.days_until(due?);
    Some(match days {
        0 => "今日到期".to_owned(),
        1.. => format!("还有 {days} 天"),
        _ => format!("逾期 {} 天", days.unsigned_abs()),
    })
}

/// One act that the page may offer now, or why not.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Action {
    pub act: String,
    pub label: String,
    pub allowed: bool,
    pub reason: Option<String>,
    /// 可选的取值，按字段
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<FieldChoices>,
}

/// 一个字段可选的取值，随案件而定
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldChoices {
    pub field: String,
    pub options: Vec<Coded>,
}

impl FieldChoices {
    fn of((field, options): &(&'static str, Vec<(String, String)>)) -> FieldChoices {
        let options = options.iter().map(|(key, title)| Coded::new(key, title)).collect();
        FieldChoices { field: (*field).to_owned(), options }
    }
}

impl Action {
    /// A command as the page may offer it.
    pub fn of(offer: &Offer) -> Action {
        Action {
            act: offer.name.to_owned(),
            label: offer.title.to_owned(),
            allowed: offer.refused.is_none(),
            reason: offer.refused.as_ref().map(|refusal| wording::refusal(refusal).message),
            choices: offer.choices.iter().map(FieldChoices::of).collect(),
        }
    }
}

/// What a command did.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoneView {
    /// 新建的记录
    pub id: Option<Uuid>,
    pub case_id: Option<Uuid>,
    pub case_no: Option<String>,
    /// 办理之后的版本号
    pub version: i64,
    /// 办理产生的流水，例如 `measure.ordered`
    pub happened: Vec<String>,
}

impl DoneView {
    /// What was done; `kind` names the event whose subject is what the command made.
    pub fn of(done: &Done, kind: &str) -> DoneView {
        DoneView {
            id: done.created(kind),
            case_id: done.case.map(|case| case.0),
            case_no: done.case.map(|_| done.number.clone()),
            version: done.version,
            happened: done.happened.iter().map(|happened| happened.kind.clone()).collect(),
        }
    }
}

/// A date as it is sent.
pub fn day(day: Day) -> String {
    day.to_string()
}

/// A date that may be missing, as it is sent.
pub fn some_day(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// A text that may be missing: empty is missing.
pub fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A bank account, last four digits shown.
pub fn account(number: &str, subject: Option<String>) -> Option<MaskedValue> {
    (!number.is_empty()).then(|| MaskedValue {
        masked: mask::account(number),
        field: subject.as_ref().map(|_| "account".to_owned()),
        subject,
    })
}
