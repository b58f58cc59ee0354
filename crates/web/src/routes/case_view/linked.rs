//! 执行异议、来访，和它们与案件的关联。

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_app::{App, error::Error, list::CaseRow};
use zhixing_domain::{
    ground::subject::Subject,
    matter::{Matter, kind::MatterKind, linked::standing},
    remedy::objection::ObjectionResult,
};

use super::{Seen, property::once};
use crate::{
    caller::Caller,
    view::{Action, LightName, light, remaining, some, some_day},
    wording,
};

/// 关联的案件、异议、来访
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkView {
    pub id: Uuid,
    /// 案号或者登记号，尚未立案的为空
    pub number: Option<String>,
    pub kind_label: String,
    /// 谁提出的
    pub who: Option<String>,
    /// 案由、异议种类或者来访事项
    pub cause: Option<String>,
    pub state_label: String,
    /// 裁定结果
    pub result_label: Option<String>,
    pub handler: Option<String>,
    pub light: LightName,
    pub light_label: Option<String>,
}

/// 执行异议
#[derive(Debug, Serialize, ToSchema)]
pub struct ObjectionView {
    pub claim: String,
    pub claim_label: String,
    pub objector: String,
    /// 异议人不是执行案件的当事人
    pub outsider: bool,
    /// 异议指向的财产
    pub about: Option<String>,
    pub request: String,
    pub reasons: String,
    #[schema(format = Date)]
    pub received_on: Option<String>,
    /// 尚缺的材料
    pub missing: Vec<String>,
    /// 审查期限及其依据
    pub limit: String,
    /// 依法不得参加审查的人
    pub barred: Vec<String>,
    #[schema(format = Date)]
    pub heard_on: Option<String>,
    pub hearing: Option<String>,
    pub result_label: Option<String>,
    pub operative: Option<String>,
    pub found: Option<String>,
    #[schema(format = Date)]
    pub ruled_on: Option<String>,
    pub ruled_by: Option<String>,
    /// 救济的途径和期限
    pub remedy: Option<String>,
    pub actions: Vec<Action>,
}

/// 来访
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitView {
    /// 不愿或者无法表明身份的为空
    pub visitor: Option<String>,
    pub topic_label: String,
    pub request: String,
    #[schema(format = Date)]
    pub on: String,
    pub received_by: String,
    pub answer: Option<String>,
    pub answer_way: Option<String>,
    #[schema(format = Date)]
    pub answered_on: Option<String>,
    pub answered_by: Option<String>,
    pub actions: Vec<Action>,
}

/// 对财产的处分所受的限制
#[derive(Debug, Serialize, ToSchema)]
pub struct BarView {
    pub title: String,
    pub reason: String,
}

/// Both ends of every link: what this matter is about first, then what is about it.
pub async fn links(app: &App, caller: &Caller, file: &Matter) -> Result<Vec<LinkView>, Error> {
    let today = app.clock.today();
    let rows = app.linked(caller.at(), file).await?;
    Ok(rows.iter().map(|row| link(row, today)).collect())
}

fn link(row: &CaseRow, today: zhixing_law::day::Day) -> LinkView {
    let kind = MatterKind::ALL.iter().find(|kind| kind.short() == row.kind);
    LinkView {
        id: row.case.0,
        number: some(&row.number),
        kind_label: kind.map(|kind| kind.title().to_owned()).unwrap_or_default(),
        who: some(&row.applicants),
        cause: some(&row.cause),
        state_label: kind.map_or(row.stage.title(), |kind| standing(*kind, row.stage)).to_owned(),
        result_label: ObjectionResult::from_code(&row.result)
            .map(|result| result.title().to_owned()),
        handler: some(&row.handler_name),
        light: light(row.next_due_on, today),
        light_label: remaining(row.next_due_on, today),
    }
}

/// What the objection says and what became of it.
pub fn objection(seen: Seen<'_>) -> Option<ObjectionView> {
    let file = seen.file;
    let objection = file.objection.as_ref()?;
    let said = &objection.said;
    let routing = said.claim.routing();
    let rule = routing.review?;
    let ruled = objection.ruled.as_ref();
    let hearing = objection.hearing.as_ref();
    let basis: Vec<String> = rule.basis.iter().map(ToString::to_string).collect();
    let remedy = ruled.and_then(|ruled| ruled.result.in_law().remedy(routing.route));
    Some(ObjectionView {
        claim: said.claim.code().to_owned(),
        claim_label: said.claim.title().to_owned(),
        objector: file.party(said.objector).map(|p| p.details.name.clone()).unwrap_or_default(),
        outsider: said.outsider,
        about: said.about.as_ref().map(|thing| once(&thing.title)),
        request: said.request.clone(),
        reasons: said.reasons.clone(),
        received_on: some_day(file.received_on()),
        missing: said.missing.clone(),
        limit: format!("{}（{}）", rule.parameters(), basis.join("、")),
        barred: file.opening.barred.iter().map(|(_, name)| name.clone()).collect(),
        heard_on: hearing.map(|hearing| hearing.on.to_string()),
        hearing: hearing.map(|hearing| hearing.record.clone()),
        result_label: ruled.map(|ruled| ruled.result.title().to_owned()),
        operative: ruled.map(|ruled| ruled.operative.clone()),
        found: ruled.map(|ruled| ruled.reasons.clone()),
        ruled_on: ruled.map(|ruled| ruled.on.to_string()),
        ruled_by: ruled.map(|ruled| ruled.by.name.clone()),
        remedy: remedy.map(|(what, rule)| format!("{}{what}", rule.parameters())),
        actions: seen.offered(Subject::Objection),
    })
}

/// What the visitor asked, and the answer.
pub fn visit(seen: Seen<'_>) -> Option<VisitView> {
    let visit = seen.file.visit.as_ref()?;
    let answer = visit.answer.as_ref();
    Some(VisitView {
        visitor: visit.visitor.clone(),
        topic_label: visit.topic.title().to_owned(),
        request: visit.request.clone(),
        on: visit.on.to_string(),
        received_by: visit.received.name.clone(),
        answer: answer.map(|answer| answer.text.clone()),
        answer_way: answer.map(|answer| answer.way.title().to_owned()),
        answered_on: answer.map(|answer| answer.on.to_string()),
        answered_by: answer.map(|answer| answer.by.name.clone()),
        actions: seen.offered(Subject::Visit),
    })
}

/// The things of the case that may not be disposed of now, each with the ground.
pub fn bars(seen: Seen<'_>) -> Vec<BarView> {
    let assets = seen.file.assets.iter();
    let reason = |refusal| wording::refusal(&refusal);
    assets
        .filter_map(|asset| {
            let refused = seen.file.must_be_disposable(asset.id, seen.today).err()?;
            let basis = refused.basis().map(|basis| format!("（{basis}）")).unwrap_or_default();
            let reason = format!("{}{basis}", reason(refused).message);
            Some(BarView { title: once(&asset.title), reason })
        })
        .collect()
}
