//! 实时变动 (`/api/events`): which kinds of things changed in the reader's court, as server-sent events.
//!
//! An event names a topic and nothing else: what it was is asked for through the door. A reader who was too
//! slow is told `clock`, which marks everything as out of date.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures::{Stream, StreamExt as _};
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};
use utoipa_axum::{router::OpenApiRouter, routes};
use zhixing_app::{App, live::Changed};

use crate::caller::Caller;

/// Where the stream is.
pub const PATH: &str = "/api/events";

/// A stream ends after this long; the browser connects again and its session is looked at again.
const STREAM_TIME: Duration = Duration::from_secs(15 * 60);

/// Between heartbeats, so that a dead connection is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The routes of this concept.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(listen))
}

/// 接收实时变动
#[utoipa::path(
    get, path = "/events", tag = "session", operation_id = "events",
    extensions(("x-act" = json!("session"))),
    responses((status = 200, description = "事件流", body = String, content_type = "text/event-stream"))
)]
async fn listen(
    State(app): State<App>,
    caller: Caller,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let court = caller.at().court.to_owned();
    let (asked, mine) = (app.clone(), caller.actor().court.clone());
    let changes = BroadcastStream::new(app.live.listen()).take_while(move |changed| {
        // What may have ended the session: people, accounts, the clock. What was missed may have been that as well.
        let look = match changed {
            Ok(changed) => changed.court == mine && ends(changed),
            Err(_) => true,
        };
        let (app, caller) = (asked.clone(), caller.clone());
        async move { !look || caller.current.still(&app).await.unwrap_or(false) }
    });
    let stream = changes.flat_map(move |changed| {
        let topics = match changed {
            Ok(changed) if changed.concerns(&court) => topics(&changed),
            Ok(_) => Vec::new(),
            Err(BroadcastStreamRecvError::Lagged(_)) => vec!["clock"],
        };
        futures::stream::iter(topics.into_iter().map(|topic| {
            let data = format!(r#"{{"topic":"{topic}"}}"#);
            Ok(Event::default().event(topic).data(data))
        }))
    });
    let stream = stream.take_until(Box::pin(tokio::time::sleep(STREAM_TIME)));
    Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT).text("在线"))
}

/// Whether a change may have ended somebody's session.
fn ends(changed: &Changed) -> bool {
    let kinds = ["staff", "access", "clock"];
    changed.kinds.iter().any(|kind| kinds.contains(&kind.split('.').next().unwrap_or_default()))
}

/// What a change makes out of date.
fn topics(changed: &Changed) -> Vec<&'static str> {
    let mut topics = Vec::new();
    let mut add = |topic| {
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    };
    if changed.case.is_some() {
        add("case");
    }
    for kind in &changed.kinds {
        match kind.split('.').next().unwrap_or_default() {
            "task" => add("task"),
            "fund" | "payout" | "deduction" | "statement" | "batch" => add("funds"),
            "staff" => add("people"),
            "job" => add("job"),
            "clock" => add("clock"),
            _ => {}
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_names_each_topic_once() {
        let kinds = ["fund.received", "payout.paid", "task.completed", "task.opened"];
        let changed = Changed {
            court: "粤1224".to_owned(),
            case: Some(zhixing_domain::ground::id::CaseId(uuid::Uuid::nil())),
            kinds: kinds.map(str::to_owned).to_vec(),
        };
        assert_eq!(topics(&changed), ["case", "funds", "task"]);
    }
}
