//! The routes: one file per concept, each with its requests and views. A route declares its act in `x-act`;
//! `session` needs a session and no act, `open` needs neither, `list` needs the act of the list in the path.

use utoipa_axum::router::OpenApiRouter;
use zhixing_app::App;

pub mod access;
pub mod approval;
pub mod bulk;
pub mod calc;
pub mod case;
pub mod case_view;
pub mod closing;
pub mod court;
pub mod demo;
pub mod desk;
pub mod document;
pub mod duty;
pub mod fieldwork;
pub mod fund;
pub mod job;
pub mod list;
pub mod material;
pub mod mode;
pub mod notice;
pub mod party;
pub mod payout;
pub mod people;
pub mod queue;
pub mod session;
pub mod sheet;
pub mod task;
pub mod unmask;
pub mod wall;
pub mod why;

/// Every route of the API.
pub fn all() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(session::routes())
        .merge(crate::events::routes())
        .merge(people::routes())
        .merge(duty::routes())
        .merge(access::routes())
        .merge(court::routes())
        .merge(mode::routes())
        .merge(case::routes())
        .merge(party::routes())
        .merge(material::routes())
        .merge(list::routes())
        .merge(desk::routes())
        .merge(task::routes())
        .merge(why::routes())
        .merge(document::routes())
        .merge(crate::commands::routes())
        .merge(fieldwork::routes())
        .merge(fund::routes())
        .merge(payout::routes())
        .merge(approval::routes())
        .merge(closing::routes())
        .merge(job::routes())
        .merge(notice::routes())
        .merge(bulk::routes())
        .merge(sheet::routes())
        .merge(queue::routes())
        .merge(demo::routes())
        .merge(wall::routes())
        .merge(unmask::routes())
        .merge(calc::routes())
}
