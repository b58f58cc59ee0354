//! 批量办理: every row once or not at all, whatever breaks off in between, and the refused ones named.

use std::collections::BTreeMap;

use serde_json::{Map, json};
use uuid::Uuid;
use zhixing_app::{
    bulk::{self, Wanted, Which},
    error::Error,
    list::JobState,
};
use zhixing_connectors::simulator::search_network::Weather;
use zhixing_domain::{ground::id::CaseId, ground::refusal::Refusal, work::task::TaskState};
use zhixing_law::day::Day;
use zhixing_sim::{court::COURT, people::Register, story::application};

use crate::{
    databases::on_each,
    support::{Court, at, must_be_sound, on},
};

const CASES: usize = 40;

/// Cases that wait for the centre to take them over: each with the id of that task.
async fn waiting(court: &Court) -> Vec<(CaseId, Uuid)> {
    let (mut register, day) = (Register::new(77), "2026-11-09".parse::<Day>().unwrap());
    let mut rows = Vec::new();
    for place in 0..CASES {
        let mut asked = application(&mut register, day).unwrap();
        asked.claim.title.number = format!("（2026）粤1224民初{place}号");
        let case = court.desk.receive("chenxiaoyan", &asked).await.unwrap();
        let file = court.desk.file(case).await.unwrap();
        let task = file.tasks.iter().find(|task| task.key == "receive_case").unwrap();
        rows.push((case, task.id.0));
    }
    rows
}

fn wanted(command: &str, which: Which) -> Wanted {
    Wanted { list: "tasks".to_owned(), command: command.to_owned(), fields: Map::new(), which }
}

async fn started(court: &Court, wanted: &Wanted) -> (Uuid, String, Uuid) {
    let meta = court.desk.by("huangmeiling", "bulk.start").await.unwrap();
    let done = bulk::start(&court.desk.app, &meta, wanted).await.unwrap();
    let id: Uuid = done.note["job"].as_str().unwrap().parse().unwrap();
    let job = court.desk.app.job(&meta.actor, id).await.unwrap();
    (id, job.body, meta.actor.id.0)
}

/// How often each task was accepted, by the docket.
async fn accepted(court: &Court, rows: &[(CaseId, Uuid)]) -> BTreeMap<Uuid, usize> {
    let mut conn = court.db.read().await.unwrap();
    let mut times = BTreeMap::new();
    for (case, task) in rows {
        let entries = conn.entries(COURT, case.0, 0, i64::MAX).await.unwrap();
        let mine = entries.iter().filter(|entry| entry.kind == "task.accepted").count();
        times.insert(*task, mine);
    }
    times
}

/// Broken off after the first rows, as by a kill, and taken up again by another runner.
async fn breaks_off(court: Court) {
    let app = &court.desk.app;
    let mut rows = waiting(&court).await;
    let stranger = (rows[0].0, Uuid::from_u128(7));
    rows.insert(3, stranger);
    let (job, body, owner) =
        started(&court, &wanted("accept_task", Which::Rows(rows.clone()))).await;
    let mut looks = 0;
    let broken = bulk::run(app, COURT, (job, owner), &body, |_| {
        looks += 1;
        let goes_on = looks < 2;
        async move {
            if goes_on { Ok(true) } else { Err(Error::Unavailable("test", "killed".to_owned())) }
        }
    })
    .await;
    assert!(matches!(broken, Err(Error::Unavailable(..))), "{broken:?}");
    rows.remove(3);
    let before = accepted(&court, &rows).await;
    let begun = before.values().sum::<usize>();
    assert!(0 < begun && begun < CASES, "{begun} of {CASES}");
    court.desk.settle().await.unwrap();
    assert!(accepted(&court, &rows).await.values().all(|times| *times == 1));
    let actor = court.desk.actor("huangmeiling").await.unwrap();
    let done = app.job(&actor, job).await.unwrap();
    assert_eq!(done.state, JobState::Done);
    let made = bulk::made(&done).unwrap();
    assert_eq!((made.done, made.refused), (CASES, 1));
    let named = bulk::refused_rows(app, COURT, &made).await.unwrap();
    assert_eq!(named.iter().map(|row| row.case).collect::<Vec<_>>(), [stranger.0]);
    // However many rows, a list of jobs stays small.
    assert!(done.body.len() < 500, "{}", done.body);
    must_be_sound(&court).await;
}

#[test]
fn a_run_that_breaks_off_goes_on_and_does_every_row_once() {
    on_each(|store| async move {
        let now = at("2026-11-09T00:30:00Z");
        breaks_off(on(store.db.clone(), 21, Weather::CALM, now).await).await;
    });
}

/// Sent twice with one id it is one run, though the filter finds nothing any more.
async fn is_sent_twice(court: Court) {
    waiting(&court).await;
    let filter = [("scope", "mine"), ("state", "open")];
    let filter = filter.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let asked = wanted("accept_task", Which::Filter(BTreeMap::from(filter)));
    let meta = court.desk.by("huangmeiling", "bulk.start").await.unwrap();
    let first = bulk::start(&court.desk.app, &meta, &asked).await.unwrap();
    court.desk.settle().await.unwrap();
    let again = bulk::start(&court.desk.app, &meta, &asked).await.unwrap();
    assert_eq!(first, again);
    let anew = court.desk.by("huangmeiling", "bulk.start").await.unwrap();
    let nothing = bulk::start(&court.desk.app, &anew, &asked).await;
    assert!(matches!(nothing, Err(Error::Refused(Refusal::Field { .. }))), "{nothing:?}");
}

#[test]
fn a_run_that_is_sent_twice_is_one_run() {
    on_each(|store| async move {
        let now = at("2026-11-09T00:30:00Z");
        is_sent_twice(on(store.db.clone(), 24, Weather::CALM, now).await).await;
    });
}

/// Everything that the filter finds; stopped in the middle, what is done stays done.
async fn is_cancelled(court: Court) {
    let app = &court.desk.app;
    let rows = waiting(&court).await;
    let filter = Which::Filter(BTreeMap::from([("scope".to_owned(), "mine".to_owned())]));
    let (job, body, owner) = started(&court, &wanted("accept_task", filter)).await;
    let actor = court.desk.actor("huangmeiling").await.unwrap();
    let mut looks = 0;
    let stopped = bulk::run(app, COURT, (job, owner), &body, |_| {
        looks += 1;
        let goes_on = looks < 2;
        async move { Ok(goes_on) }
    })
    .await
    .unwrap();
    assert_eq!(stopped, None);
    app.cancel_job(&actor, job).await.unwrap();
    court.desk.settle().await.unwrap();
    assert_eq!(app.job(&actor, job).await.unwrap().state, JobState::Cancelled);
    let times = accepted(&court, &rows).await;
    let begun = times.values().sum::<usize>();
    assert!(0 < begun && begun < CASES, "{begun} of {CASES}");
    must_be_sound(&court).await;
}

#[test]
fn a_run_that_is_cancelled_leaves_each_row_done_once_or_not_at_all() {
    on_each(|store| async move {
        let now = at("2026-11-09T00:30:00Z");
        is_cancelled(on(store.db.clone(), 22, Weather::CALM, now).await).await;
    });
}

/// What no row could be done with is refused before there is a job.
async fn is_refused(court: Court) {
    let rows = waiting(&court).await;
    let meta = court.desk.by("huangmeiling", "bulk.start").await.unwrap();
    let cases: [(Wanted, &str); 5] = [
        (wanted("accept_task", Which::Rows(Vec::new())), "rows"),
        (wanted("sign_document", Which::Rows(rows.clone())), "command"),
        (wanted("raise_task", Which::Rows(rows.clone())), "command"),
        (wanted("complete_task", Which::Rows(rows.clone())), "result"),
        (wanted("accept_task", Which::Rows(vec![rows[0]; bulk::ROWS_MAX + 1])), "rows"),
    ];
    for (asked, at) in cases {
        let refused = bulk::start(&court.desk.app, &meta, &asked).await;
        let named =
            matches!(&refused, Err(Error::Refused(Refusal::Field { field, .. })) if field == at);
        assert!(named, "{at}: {refused:?}");
    }
    // Who may not do it to one may not do it to many.
    let mut handed = wanted("assign_task", Which::Rows(rows.clone()));
    handed.fields = Map::from_iter([("to".to_owned(), json!(meta.actor.id.0))]);
    let server = court.desk.on_duty("server", "bulk.start").await.unwrap();
    let refused = bulk::start(&court.desk.app, &server, &handed).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    let file = court.desk.file(rows[0].0).await.unwrap();
    assert!(file.tasks.iter().all(|task| task.state != TaskState::Accepted));
}

#[test]
fn a_run_that_no_row_could_be_done_with_is_refused_at_once() {
    on_each(|store| async move {
        let now = at("2026-11-09T00:30:00Z");
        is_refused(on(store.db.clone(), 23, Weather::CALM, now).await).await;
    });
}
