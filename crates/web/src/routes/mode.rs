//! 办案模式：the versions that a court has and can have, what they say, what is wrong with one, what moving under it
//! would do, and from when it is worked under.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use zhixing_app::{App, mode};
use zhixing_domain::{
    court::mode_book::{Adoption, InFlight},
    ground::act::Act,
    ground::fault::Fault,
    ground::version::{ModeFile, ModeVersion},
    mode::{diff, schema},
};
use zhixing_law::day::Day;

use crate::{
    caller::Caller,
    extract::{Path, Query},
    problem::Problem,
    sent::Sent,
    view::DoneView,
    wording::{self, mode::FaultSaid},
};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, import))
        .routes(routes!(check))
        .routes(routes!(published))
        .routes(routes!(read))
        .routes(routes!(compare))
        .routes(routes!(dry_run))
        .routes(routes!(adopt))
}

/// 一个模式版本
#[derive(Debug, Serialize, ToSchema)]
pub struct ModeVersionView {
    pub key: String,
    pub version: u32,
    pub name: String,
    /// 本院已导入；没有导入的是随附的，启用时导入
    pub imported: bool,
    /// 谁导入
    pub by: Option<String>,
    #[schema(format = DateTime)]
    pub at: Option<String>,
    /// 按这一版办理的在办案件数
    pub running: i64,
}

/// 启用记录
#[derive(Debug, Serialize, ToSchema)]
pub struct AdoptionView {
    pub key: String,
    pub version: u32,
    pub name: String,
    #[schema(format = Date)]
    pub from: String,
    /// 在办案件：stay（按原模式办完）或者move（转入）
    pub in_flight: String,
    pub by: String,
    #[schema(format = DateTime)]
    pub at: String,
    /// in_force（现行）、coming（将启用）或者past（已过）
    pub state: String,
}

/// 办案模式
#[derive(Debug, Serialize, ToSchema)]
pub struct ModesView {
    pub versions: Vec<ModeVersionView>,
    pub adoptions: Vec<AdoptionView>,
    #[schema(format = Date)]
    pub today: String,
    /// 本院机构信息的版本，启用和导入时交回
    pub version: i64,
}

/// 模式文件
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModeFileBody {
    /// 文件名
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    #[schema(max_length = 200000)]
    pub text: String,
}

/// 一个版本的内容
#[derive(Debug, Serialize, ToSchema)]
pub struct ModeDetail {
    pub key: String,
    pub version: u32,
    pub name: String,
    pub source: String,
    /// 本模式自己的文件，可以复制、修改
    pub files: Vec<ModeFileBody>,
    /// 所用的基础
    pub base: Vec<ModeFileBody>,
    /// 叠加以后的各行
    pub rows: Vec<ModeRow>,
}

/// 一行
#[derive(Debug, Serialize, ToSchema)]
pub struct ModeRow {
    pub section: String,
    /// 这一节的名称，例如“事项”
    pub section_name: String,
    pub id: String,
    /// 这一行的名称，没有的为空
    pub name: String,
    pub text: String,
}

/// 模式文件，不含基础
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModeFilesRequest {
    #[schema(min_items = 1, max_items = 30)]
    pub files: Vec<ModeFileBody>,
}

/// 一处错误
#[derive(Debug, Serialize, ToSchema)]
pub struct ModeFaultView {
    pub file: String,
    pub line: usize,
    pub place: String,
    pub code: String,
    pub message: String,
    /// 怎么改
    pub remedy: String,
}

/// 检查结果
#[derive(Debug, Serialize, ToSchema)]
pub struct ModeCheckView {
    /// 没有错误时为空
    pub faults: Vec<ModeFaultView>,
    pub key: Option<String>,
    pub name: Option<String>,
    pub version: Option<u32>,
}

/// 同哪一版比较
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct DiffQuery {
    pub with_key: String,
    pub with_version: u32,
}

/// 两版不同的行
#[derive(Debug, Serialize, ToSchema)]
pub struct ModeDiffView {
    pub changes: Vec<ModeChange>,
}

/// 一行的不同
#[derive(Debug, Serialize, ToSchema)]
pub struct ModeChange {
    pub section: String,
    /// 这一节的名称，例如“事项”
    pub section_name: String,
    pub id: String,
    /// 这一行的名称，没有的为空
    pub name: String,
    /// 前一版的写法，没有这一行的为空
    pub before: Option<String>,
    pub after: Option<String>,
}

/// 一件案件的试算
#[derive(Debug, Serialize, ToSchema)]
pub struct TriedView {
    pub case: Uuid,
    pub number: String,
    /// 会新派的事项
    pub opened: Vec<String>,
    /// 会终结的事项
    pub ended: Vec<String>,
    /// 会逾期的期限
    pub late: Vec<String>,
    /// 不能转入的原因
    pub refused: Option<String>,
}

/// 试算结果，什么都没有写下
#[derive(Debug, Serialize, ToSchema)]
pub struct DryRunView {
    /// 已经按这一版办理的
    pub staying: i64,
    /// 会转入的
    pub moving: usize,
    /// 其中会逾期的
    pub late: usize,
    /// 不能转入的
    pub refused: usize,
    /// 案件太多，只试算了一部分
    pub capped: bool,
    /// 不能转入、会逾期、事项有变的在前，最多列200件
    pub rows: Vec<TriedView>,
}

/// 在办案件
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InFlightBody {
    /// 按原模式办完
    Stay,
    /// 转入
    Move,
}

/// 启用
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdoptRequest {
    /// 启用日，不早于今天
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    pub in_flight: InFlightBody,
}

/// 办案模式
#[utoipa::path(get, path = "/modes", tag = "modes", operation_id = "list_modes",
    extensions(("x-act" = json!("view_modes"))), responses((status = 200, body = ModesView)))]
async fn list(State(app): State<App>, caller: Caller) -> Result<Json<ModesView>, Problem> {
    let organisation = caller.organisation();
    let versions = mode::versions(&app, caller.at(), organisation).await?;
    let today = app.clock.today();
    let known: Vec<_> = organisation.modes.adoptions().collect();
    // The last of those that are alike: a court may go back and forth on one day.
    let in_force = organisation
        .modes
        .in_force(today)
        .and_then(|now| known.iter().rposition(|(adoption, _)| *adoption == now));
    let state = |at: usize, adoption: &Adoption| match adoption {
        coming if today < coming.from => "coming",
        _ if Some(at) == in_force => "in_force",
        _ => "past",
    };
    let adoptions = known.iter().enumerate().map(|(at, (adoption, by))| AdoptionView {
        key: adoption.key.clone(),
        version: adoption.version,
        name: organisation
            .modes
            .import(&adoption.of())
            .map(|import| import.name.clone())
            .unwrap_or_default(),
        from: adoption.from.to_string(),
        in_flight: adoption.in_flight.code().to_owned(),
        by: by.name.clone(),
        at: by.at.to_string(),
        state: state(at, adoption).to_owned(),
    });
    let version = |known: mode::KnownVersion| ModeVersionView {
        key: known.of.key,
        version: known.of.version,
        name: known.name,
        imported: known.by.is_some(),
        at: known.by.as_ref().map(|by| by.at.to_string()),
        by: known.by.map(|by| by.name),
        running: known.running,
    };
    Ok(Json(ModesView {
        versions: versions.into_iter().map(version).collect(),
        adoptions: adoptions.collect(),
        today: today.to_string(),
        version: organisation.version,
    }))
}

/// 模式文件的JSON Schema
#[utoipa::path(get, path = "/modes/schema", tag = "modes", operation_id = "mode_schema",
    extensions(("x-act" = json!("view_modes"))),
    responses((status = 200, body = serde_json::Value)))]
async fn published(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<serde_json::Value>, Problem> {
    app.allow_court(caller.at(), Act::ViewModes)?;
    Ok(Json(schema::schema()))
}

/// 查看一个版本
#[utoipa::path(get, path = "/modes/{key}/{version}", tag = "modes", operation_id = "read_mode",
    extensions(("x-act" = json!("view_modes"))),
    params(("key" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = ModeDetail)))]
async fn read(
    State(app): State<App>,
    caller: Caller,
    Path((key, version)): Path<(String, u32)>,
) -> Result<Json<ModeDetail>, Problem> {
    app.allow_court(caller.at(), Act::ViewModes)?;
    let of = ModeVersion::new(&key, version);
    let (files, known) = app.composed(caller.organisation(), &of)?;
    let body = |file: &ModeFile| ModeFileBody { name: file.name.clone(), text: file.text.clone() };
    let (base, own): (Vec<&ModeFile>, Vec<&ModeFile>) =
        files.iter().partition(|file| file.is_base());
    Ok(Json(ModeDetail {
        key,
        version,
        name: known.mode.name.clone(),
        source: known.mode.source.clone(),
        files: own.into_iter().map(body).collect(),
        base: base.into_iter().map(body).collect(),
        rows: known
            .rows
            .iter()
            .cloned()
            .map(|row| ModeRow {
                section: row.section.to_owned(),
                section_name: wording::mode::section(row.section).to_owned(),
                id: row.id,
                name: row.name,
                text: row.text,
            })
            .collect(),
    }))
}

fn files(request: &ModeFilesRequest) -> Vec<ModeFile> {
    let file = |body: &ModeFileBody| ModeFile { name: body.name.clone(), text: body.text.clone() };
    request.files.iter().map(file).collect()
}

fn fault_view(fault: &Fault) -> ModeFaultView {
    let FaultSaid { message, remedy } = wording::mode::fault(fault);
    ModeFaultView {
        file: fault.file.clone(),
        line: fault.line,
        place: fault.place.clone(),
        code: fault.kind.code().to_owned(),
        message,
        remedy,
    }
}

/// 检查模式文件，什么都不写下
#[utoipa::path(post, path = "/modes/check", tag = "modes", operation_id = "check_mode",
    extensions(("x-act" = json!("view_modes"))),
    request_body = ModeFilesRequest, responses((status = 200, body = ModeCheckView)))]
async fn check(
    State(app): State<App>,
    sent: Sent<ModeFilesRequest>,
) -> Result<Json<ModeCheckView>, Problem> {
    app.allow_court(sent.caller().actor(), Act::ViewModes)?;
    Ok(Json(match mode::check(&files(&sent.body)) {
        Ok(mode) => ModeCheckView {
            faults: Vec::new(),
            key: Some(mode.key.clone()),
            name: Some(mode.name.clone()),
            version: Some(mode.version),
        },
        Err(faults) => ModeCheckView {
            faults: faults.iter().map(fault_view).collect(),
            key: None,
            name: None,
            version: None,
        },
    }))
}

/// 导入一个版本
#[utoipa::path(post, path = "/modes", tag = "modes", operation_id = "import_mode",
    extensions(("x-act" = json!("manage_modes"))),
    request_body = ModeFilesRequest, responses((status = 200, body = DoneView)))]
async fn import(
    State(app): State<App>,
    sent: Sent<ModeFilesRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("mode.import");
    let done = mode::import(&app, &meta, &files(&sent.body)).await?;
    Ok(Json(DoneView::of(&done, "staff.mode_imported")))
}

/// 比较两版
#[utoipa::path(get, path = "/modes/{key}/{version}/diff", tag = "modes", operation_id = "diff_modes",
    extensions(("x-act" = json!("view_modes"))),
    params(("key" = String, Path), ("version" = u32, Path), DiffQuery),
    responses((status = 200, body = ModeDiffView)))]
async fn compare(
    State(app): State<App>,
    caller: Caller,
    Path((key, version)): Path<(String, u32)>,
    Query(query): Query<DiffQuery>,
) -> Result<Json<ModeDiffView>, Problem> {
    app.allow_court(caller.at(), Act::ViewModes)?;
    let organisation = caller.organisation();
    let with = ModeVersion::new(&query.with_key, query.with_version);
    let (_, before) = app.composed(organisation, &with)?;
    let (_, after) = app.composed(organisation, &ModeVersion::new(&key, version))?;
    let change = |change: diff::Change| ModeChange {
        section: change.section.to_owned(),
        section_name: wording::mode::section(change.section).to_owned(),
        id: change.id,
        name: change.name,
        before: change.before,
        after: change.after,
    };
    let changes = diff::changes(&before, &after).into_iter().map(change).collect();
    Ok(Json(ModeDiffView { changes }))
}

/// 试算：在办案件转入这一版会怎样
#[utoipa::path(get, path = "/modes/{key}/{version}/dry-run", tag = "modes", operation_id = "dry_run_mode",
    extensions(("x-act" = json!("view_modes"))),
    params(("key" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = DryRunView)))]
async fn dry_run(
    State(app): State<App>,
    caller: Caller,
    Path((key, version)): Path<(String, u32)>,
) -> Result<Json<DryRunView>, Problem> {
    let of = ModeVersion::new(&key, version);
    let done = mode::switch::dry_run(&app, caller.at(), &of).await?;
    let row = |row: mode::switch::TriedMatter| TriedView {
        case: row.case.0,
        number: row.number,
        opened: row.tried.opened,
        ended: row.tried.ended,
        late: row
            .tried
            .late
            .into_iter()
            .map(|(name, due)| format!("{name}（{due}到期）"))
            .collect(),
        refused: row.refused.map(|refusal| wording::refusal(&refusal).message),
    };
    Ok(Json(DryRunView {
        staying: done.staying,
        moving: done.moving,
        late: done.late,
        refused: done.refused,
        capped: done.capped,
        rows: done.rows.into_iter().map(row).collect(),
    }))
}

/// 启用一个版本
#[utoipa::path(post, path = "/modes/{key}/{version}/adopt", tag = "modes", operation_id = "adopt_mode",
    extensions(("x-act" = json!("manage_modes"))),
    params(("key" = String, Path), ("version" = u32, Path)),
    request_body = AdoptRequest, responses((status = 200, body = DoneView)))]
async fn adopt(
    State(app): State<App>,
    Path((key, version)): Path<(String, u32)>,
    sent: Sent<AdoptRequest>,
) -> Result<Json<DoneView>, Problem> {
    let meta = sent.meta("mode.adopt");
    let in_flight = match sent.body.in_flight {
        InFlightBody::Stay => InFlight::Stay,
        InFlightBody::Move => InFlight::Move,
    };
    let of = ModeVersion::new(&key, version);
    let done = mode::adopt(&app, &meta, &of, sent.body.from, in_flight).await?;
    Ok(Json(DoneView::of(&done, "staff.mode_adopted")))
}
