//! 权责清单：of each post who holds it, what they may do and on which cases, what they answer for, by when. It is made
//! from the grants by which the door decides, so it cannot say something else.

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use zhixing_app::App;
use zhixing_domain::{
    court::organisation::Organisation,
    ground::act::Act,
    ground::actor::{Actor, Role},
    ground::id::StaffId,
    mode::{Mode, Post, organised::Affair},
    policy::{Reach, RoleTable},
};

use crate::{caller::Caller, problem::Problem};

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(duties))
}

/// 可以办理的一项
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantView {
    pub label: String,
    /// 范围：本人承办或者有事项的案件、本院案件、本院和下级法院案件
    pub reach_label: String,
}

/// 须办理的一种事项
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyTaskView {
    pub name: String,
    pub limit: String,
    pub basis: String,
}

/// 一个岗位的权责
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyPostView {
    pub code: String,
    pub name: String,
    pub role: String,
    pub holders: Vec<String>,
    pub stand_ins: Vec<String>,
    /// 职权比角色的小
    pub narrowed: bool,
    pub grants: Vec<GrantView>,
    /// 履职责任
    pub answers_for: Vec<String>,
    pub tasks: Vec<DutyTaskView>,
    /// 所办的集约事务
    pub affairs: Vec<String>,
    pub basis: String,
}

/// 一个团队的权责
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyTeamView {
    pub code: String,
    pub name: String,
    /// 负责人岗
    pub lead: Option<String>,
    pub posts: Vec<DutyPostView>,
}

/// 权责清单
#[derive(Debug, Serialize, ToSchema)]
pub struct DutiesView {
    pub mode: String,
    pub version: u32,
    pub source: String,
    pub teams: Vec<DutyTeamView>,
}

/// 权责清单：各岗位由谁担任、可以办什么、须办什么
#[utoipa::path(get, path = "/duties", tag = "people", operation_id = "duties",
    extensions(("x-act" = json!("view_people"))),
    responses((status = 200, body = DutiesView)))]
async fn duties(State(app): State<App>, caller: Caller) -> Result<Json<DutiesView>, Problem> {
    app.allow_court(caller.at(), Act::ViewPeople)?;
    let organisation = caller.organisation();
    let mode = app.court_mode(organisation)?;
    let post_name = |key: &String| mode.post(key).map(|post| post.name.clone());
    let teams = mode.team.iter().map(|team| DutyTeamView {
        code: team.key.clone(),
        name: team.name.clone(),
        lead: team.lead.as_ref().and_then(post_name),
        posts: mode
            .post
            .iter()
            .filter(|post| post.team == team.key)
            .map(|post| duty(&app.roles, &mode, organisation, post))
            .collect(),
    });
    Ok(Json(DutiesView {
        mode: mode.name.clone(),
        version: mode.version,
        source: mode.source.clone(),
        teams: teams.collect(),
    }))
}

fn duty(table: &RoleTable, mode: &Mode, court: &Organisation, post: &Post) -> DutyPostView {
    let holding = court.posts.iter().find(|holding| holding.post == post.key);
    let named = |ids: &[StaffId]| -> Vec<String> {
        ids.iter().filter_map(|id| court.person(*id)).map(|staff| staff.name.clone()).collect()
    };
    let tasks = mode.task.iter().filter(|task| task.post.contains(&post.key));
    let affairs = mode.affair.iter().filter(|affair| affair.post.contains(&post.key));
    let said = |affair: &&Affair| !post.answers_for.contains(&affair.name);
    DutyPostView {
        code: post.key.clone(),
        name: post.name.clone(),
        role: post.role.title().to_owned(),
        holders: holding.map(|held| named(&held.holders)).unwrap_or_default(),
        stand_ins: holding.map(|held| named(&held.stand_ins)).unwrap_or_default(),
        narrowed: !post.acts.is_empty(),
        grants: grants(table, mode, post),
        answers_for: post.answers_for.clone(),
        tasks: tasks
            .map(|task| DutyTaskView {
                name: task.name.clone(),
                limit: task.limit.to_string(),
                basis: task.basis.clone(),
            })
            .collect(),
        affairs: affairs.filter(said).map(|affair| affair.name.clone()).collect(),
        basis: post.basis.clone(),
    }
}

/// What somebody who holds this post and no other may do, asked of the table as the door asks it.
fn grants(table: &RoleTable, mode: &Mode, post: &Post) -> Vec<GrantView> {
    let holder = holder(mode, post);
    let all = Act::ALL.iter().filter(|act| **act != Act::MoveClock);
    let granted = all.filter_map(|act| Some((act, table.reach_of(&holder, post.role, *act)?)));
    let grant = |(act, reach): (&Act, Reach)| GrantView {
        label: act.title().to_owned(),
        reach_label: match reach {
            Reach::Own => "本人承办、接收或者有事项的案件",
            Reach::Court => "本院案件",
            Reach::Below => "本院和下级法院案件",
        }
        .to_owned(),
    };
    granted.map(grant).collect()
}

fn holder(mode: &Mode, post: &Post) -> Actor {
    let roles: Vec<Role> = vec![post.role];
    let posts = vec![post.key.clone()];
    let actor = Actor { roles, posts, ..Actor::system("") };
    let held_to = zhixing_domain::court::post::held_to(&actor, mode);
    Actor { held_to, ..actor }
}
