//! 外勤和风险提示 on the page of a case, and on the tablet.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_domain::{
    matter::Matter,
    work::fieldwork::{Evidence, EvidenceKind, FieldReport, Place},
};
use zhixing_law::instant::Instant;

use crate::view::Coded;

/// 风险提示卡
#[derive(Debug, Serialize, ToSchema)]
pub struct RiskView {
    /// 没有的是核实过没有风险
    pub risks: Vec<Coded>,
    pub detail: String,
    pub by: String,
    #[schema(format = DateTime)]
    pub at: String,
}

impl RiskView {
    /// The card of a case, if anybody has written one.
    pub fn of(file: &Matter) -> Option<RiskView> {
        let card = Option::as_ref(&file.risk)?;
        let risks = card.risks.iter().map(|risk| Coded::new(risk.code(), risk.title()));
        Some(RiskView {
            risks: risks.collect(),
            detail: card.detail.clone(),
            by: card.by.name.clone(),
            at: card.by.at.to_string(),
        })
    }
}

/// 地点
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldPlace {
    pub label: String,
    /// 交给本机地图打开的位置
    pub geo: Option<String>,
}

impl From<&Place> for FieldPlace {
    fn from(place: &Place) -> FieldPlace {
        match place {
            Place::Unknown(why) => {
                FieldPlace { label: format!("未取得位置（{why}）"), geo: None }
            }
            Place::At(position) => {
                let geo = position.to_string();
                let degrees = geo.trim_start_matches("geo:").split(';').next().unwrap_or_default();
                let label = format!("{degrees}（误差 {} 米）", position.within);
                FieldPlace { label, geo: Some(geo) }
            }
        }
    }
}

/// 一件现场证据
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceView {
    /// photo 或者 sound
    pub kind: String,
    pub kind_label: String,
    pub name: String,
    /// SM3，打开时写明用途
    pub file: String,
    pub sha256: String,
    /// 字节
    pub size: u64,
    /// 本机的时间
    #[schema(format = DateTime)]
    pub taken_at: String,
    pub place: FieldPlace,
    /// 存疑之处
    pub doubt: Option<String>,
    /// 浏览器能直接打开
    pub opens: bool,
}

/// 一次外勤
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldReportView {
    pub task: Uuid,
    pub task_title: String,
    pub outcome: String,
    pub outcome_label: String,
    pub result: String,
    /// 填写的时间，本机的
    #[schema(format = DateTime)]
    pub written_at: String,
    pub place: FieldPlace,
    pub evidence: Vec<EvidenceView>,
    /// 只作情况记录、没有办结事项的原因
    pub noted: Option<String>,
    pub doubt: Option<String>,
    pub by: String,
    /// 收到的时间
    #[schema(format = DateTime)]
    pub at: String,
}

/// What came from outside, the last first.
pub fn reports(file: &Matter) -> Vec<FieldReportView> {
    file.fieldwork.iter().rev().map(|report| view(file, report)).collect()
}

fn view(file: &Matter, report: &FieldReport) -> FieldReportView {
    let account = &report.account;
    let received = report.by.at;
    FieldReportView {
        task: account.task.0,
        task_title: file.task(account.task).map(|task| task.name.clone()).unwrap_or_default(),
        outcome: account.outcome.code().to_owned(),
        outcome_label: account.outcome.title().to_owned(),
        result: account.result.clone(),
        written_at: account.written_at.to_string(),
        place: FieldPlace::from(&account.place),
        evidence: account.evidence.iter().map(|one| evidence(one, received)).collect(),
        noted: report.noted.clone(),
        doubt: doubt(account.written_at, received),
        by: report.by.name.clone(),
        at: received.to_string(),
    }
}

fn evidence(one: &Evidence, received: Instant) -> EvidenceView {
    EvidenceView {
        kind: one.kind.code().to_owned(),
        kind_label: one.kind.title().to_owned(),
        name: one.name.clone(),
        file: one.file.clone(),
        sha256: one.sha256.clone(),
        size: one.size,
        taken_at: one.taken_at.to_string(),
        place: FieldPlace::from(&one.place),
        doubt: doubt(one.taken_at, received),
        opens: one.kind == EvidenceKind::Photo,
    }
}

/// A time of the device's own that cannot be.
fn doubt(said: Instant, received: Instant) -> Option<String> {
    (received < said).then(|| "所记时间晚于收到的时间，本机时钟可能不准".to_owned())
}
