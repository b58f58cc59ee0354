//! Searches, assets, measures and deductions on the page of a case.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use zhixing_domain::{
    ground::act::Act,
    ground::id::{AssetId, PartyId},
    matter::Matter,
    property::asset::Asset,
    property::deduction::Deduction,
    property::measure::{Measure, RequestKind, request::waits_for_ruling},
    property::search::Search,
};
use zhixing_law::money::Fen;

use super::Seen;
use crate::{
    routes::unmask::of_asset,
    view::{Action, LightName, MaskedValue, account, light, some},
};

/// 查询
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchView {
    pub id: Uuid,
    pub request_no: String,
    pub respondent: String,
    #[schema(format = Date)]
    pub requested_on: Option<String>,
    pub state: String,
    pub state_label: String,
    pub light: LightName,
    pub asked: usize,
    pub answered: usize,
    /// 尚未反馈的单位
    pub waiting: Vec<String>,
    pub remark: Option<String>,
    pub actions: Vec<Action>,
}

/// 财产
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetView {
    pub id: Uuid,
    pub kind: String,
    pub kind_label: String,
    pub title: String,
    pub respondent: String,
    pub holder: String,
    pub number: Option<MaskedValue>,
    pub amount_fen: Option<i64>,
    pub available_fen: Option<i64>,
    /// 现在最多可以冻结的金额
    pub freezable_fen: Option<i64>,
    pub encumbrance: Option<String>,
    #[schema(format = Date)]
    pub found_on: Option<String>,
    pub verdict: Option<String>,
    pub verdict_label: Option<String>,
    pub verdict_reason: Option<String>,
    pub actions: Vec<Action>,
}

/// 控制措施
#[derive(Debug, Serialize, ToSchema)]
pub struct MeasureView {
    pub id: Uuid,
    pub asset_id: Uuid,
    pub title: String,
    pub state: String,
    pub state_label: String,
    pub light: LightName,
    pub amount_fen: i64,
    pub actual_fen: Option<i64>,
    /// 现在最多可以扣划的金额
    pub deductible_fen: Option<i64>,
    #[schema(format = Date)]
    pub from_on: Option<String>,
    #[schema(format = Date)]
    pub ends_on: Option<String>,
    pub request_no: String,
    pub pending: Option<String>,
    pub renewals: u32,
    /// 最近一次到期预警的日期
    #[schema(format = Date)]
    pub warned_on: Option<String>,
    /// 到期预警尚无人答复
    pub awaits_answer: bool,
    pub acknowledged_by: Option<String>,
    pub reason: Option<String>,
    pub basis: Option<String>,
    pub actions: Vec<Action>,
}

/// 扣划
#[derive(Debug, Serialize, ToSchema)]
pub struct DeductionView {
    pub id: Uuid,
    pub measure_id: Uuid,
    pub title: String,
    pub amount_fen: i64,
    pub actual_fen: Option<i64>,
    pub state: String,
    pub state_label: String,
    pub light: LightName,
    pub request_no: String,
    #[schema(format = Date)]
    pub ordered_on: Option<String>,
    pub reason: Option<String>,
    pub actions: Vec<Action>,
}

fn party_name(file: &Matter, id: PartyId) -> String {
    file.party(id).map(|party| party.details.name.clone()).unwrap_or_default()
}

/// What it is and who holds it.
fn asset_title(file: &Matter, id: AssetId) -> String {
    let title = file.asset(id).map(|asset| format!("{} {}", asset.holder_name, asset.title));
    title.map(|title| once(&title)).unwrap_or_default()
}

/// The words of a title without those that a later word begins with: a branch is named after its bank.
pub(super) fn once(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let said =
        |at: usize, word: &str| words.iter().skip(at + 1).any(|later| later.starts_with(word));
    let kept = words.iter().enumerate().filter(|(at, word)| !said(*at, word));
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// A search and who has not answered.
pub fn search(seen: Seen<'_>, search: &Search) -> SearchView {
    let state = search.state;
    let light = if search.is_open() { LightName::Normal } else { LightName::Idle };
    SearchView {
        id: search.id.0,
        request_no: search.request_no.clone(),
        respondent: party_name(seen.file, search.respondent),
        requested_on: Some(search.requested_on.to_string()),
        state: state.code().to_owned(),
        state_label: state.title().to_owned(),
        light,
        asked: search.asked.len(),
        answered: search.answers.len(),
        waiting: search.waiting().iter().map(|(_, name)| name.clone()).collect(),
        remark: some(&search.remark),
        actions: seen.offered(search.id),
    }
}

/// An asset, its number masked.
pub fn asset(seen: Seen<'_>, asset: &Asset) -> AssetView {
    let Seen { app, at, file, .. } = seen;
    let may = app.may(at, Act::Unmask, file);
    let verdict = asset.verdict.as_ref();
    let money = asset.kind.is_money();
    AssetView {
        id: asset.id.0,
        kind: asset.kind.code().to_owned(),
        kind_label: asset.kind.title().to_owned(),
        title: once(&asset.title),
        respondent: party_name(file, asset.respondent),
        holder: asset.holder_name.clone(),
        number: account(&asset.number, may.then(|| of_asset(file.id, asset.id))),
        amount_fen: Some(asset.amount.get()),
        available_fen: money.then(|| asset.available.get()),
        freezable_fen: most(seen.most.freeze.filter(|_| money), asset.available),
        encumbrance: some(&asset.encumbrance),
        found_on: Some(asset.found_on.to_string()),
        verdict: verdict.map(|(verdict, _, _)| verdict.code().to_owned()),
        verdict_label: verdict.map(|(verdict, _, _)| verdict.title().to_owned()),
        verdict_reason: verdict.map(|(_, reason, _)| reason.clone()),
        actions: seen.offered(asset.id),
    }
}

/// What may be taken of what is there.
fn most(limit: Option<Fen>, there: Fen) -> Option<i64> {
    limit.map(|limit| limit.min(there).get())
}

/// A measure with its end and what the reader may do with it.
pub fn measure(seen: Seen<'_>, measure: &Measure) -> MeasureView {
    let Seen { file, today, .. } = seen;
    let unsigned = waits_for_ruling(file, measure);
    let pending = measure.pending.as_ref().map(|(kind, _)| match kind {
        RequestKind::Freeze if unsigned => "冻结裁定待签发",
        RequestKind::Freeze => "等待冻结回执",
        RequestKind::Renew if unsigned => "续行裁定待签发",
        RequestKind::Renew => "等待续行回执",
        RequestKind::Release if unsigned => "解除裁定待签发",
        RequestKind::Release => "等待解除回执",
    });
    let near = match light(Some(measure.ends_on), today) {
        LightName::Normal if measure.awaits_answer() => LightName::Soon,
        near => near,
    };
    let basis = file
        .asset(measure.asset)
        .map(|asset| zhixing_law::measure::longest(asset.kind.class(), today).basis.to_string());
    MeasureView {
        id: measure.id.0,
        asset_id: measure.asset.0,
        title: asset_title(file, measure.asset),
        state: measure.state.code().to_owned(),
        state_label: measure.state.title().to_owned(),
        light: if measure.is_live() || measure.awaits_answer() { near } else { LightName::Idle },
        amount_fen: measure.amount.get(),
        actual_fen: measure.from.map(|_| measure.actual.get()),
        deductible_fen: most(seen.most.deduct, measure.left()),
        from_on: measure.from.map(|from| from.to_string()),
        ends_on: Some(measure.ends_on.to_string()),
        request_no: measure.request_no.clone(),
        pending: pending.map(str::to_owned),
        renewals: measure.renewals,
        warned_on: measure.warned.map(|warning| warning.on.to_string()),
        awaits_answer: measure.awaits_answer(),
        acknowledged_by: measure.acknowledged.as_ref().map(|by| by.name.clone()),
        reason: some(&measure.reason),
        basis,
        actions: seen.offered(measure.id),
    }
}

/// A deduction and where it stands.
pub fn deduction(seen: Seen<'_>, deduction: &Deduction) -> DeductionView {
    DeductionView {
        id: deduction.id.0,
        measure_id: deduction.measure.0,
        title: asset_title(seen.file, deduction.asset),
        amount_fen: deduction.amount.get(),
        actual_fen: deduction.taken().map(Fen::get),
        state: deduction.state.code().to_owned(),
        state_label: deduction.state.title().to_owned(),
        light: deduction.progress().into(),
        request_no: deduction.request_no.clone(),
        ordered_on: Some(deduction.ordered_on.to_string()),
        reason: some(&deduction.reason),
        actions: seen.offered(deduction.id),
    }
}
