//! Jobs: leased once, tried a limited number of times, seen by people when dead.

use std::collections::HashMap;

use uuid::Uuid;
use zhixing_store::StoreError;
use zhixing_store::job::{JobState, Lane, NewJob};

use crate::support::{COURT, Store, at, id, on_each};

fn job(n: u128) -> NewJob {
    NewJob {
        court_id: COURT.to_owned(),
        job_id: id(n),
        kind: "send".to_owned(),
        body: format!("{{\"n\":{n}}}"),
        run_at: at(0),
        priority: 5,
        max_attempts: 2,
        cause: None,
        owner_id: Some(id(7)),
    }
}

/// Every job of the court.
pub(crate) fn lane() -> Lane {
    Lane { court: COURT.to_owned(), kind: None }
}

async fn enqueue(store: &Store, jobs: &[NewJob]) -> u64 {
    let mut tx = store.db.begin().await.unwrap();
    let count = tx.enqueue(jobs, at(0)).await.unwrap();
    tx.commit().await.unwrap();
    count
}

#[test]
fn eight_workers_run_each_job_once() {
    on_each(|store| async move {
        let jobs: Vec<NewJob> = (1..=400).map(job).collect();
        assert_eq!(enqueue(&store, &jobs).await, 400);
        let mut tasks = Vec::new();
        for worker in 0..8 {
            let db = store.db.clone();
            tasks.push(tokio::spawn(async move {
                let holder = format!("worker {worker}");
                let mut mine = Vec::new();
                loop {
                    let mut tx = db.begin().await.unwrap();
                    let jobs = tx.claim_jobs(&lane(), &holder, at(1), at(60), 3).await.unwrap();
                    tx.commit().await.unwrap();
                    if jobs.is_empty() {
                        return mine;
                    }
                    for job in jobs {
                        let mut tx = db.begin().await.unwrap();
                        tx.finish_job(&job.key, &holder, None, at(2)).await.unwrap();
                        tx.commit().await.unwrap();
                        mine.push(job.key.job_id);
                    }
                }
            }));
        }
        let mut ran: HashMap<Uuid, u32> = HashMap::new();
        for task in tasks {
            for job in task.await.unwrap() {
                *ran.entry(job).or_default() += 1;
            }
        }
        assert_eq!(ran.len(), 400);
        assert!(ran.values().all(|times| *times == 1));
        let mut conn = store.db.read().await.unwrap();
        let counts = conn.job_counts(at(100)).await.unwrap();
        assert_eq!((counts.waiting, counts.due, counts.dead), (0, 0, 0));
    });
}

#[test]
fn urgent_first_then_oldest_and_none_before_its_time() {
    on_each(|store| async move {
        let mut jobs = vec![job(1), job(2), job(3), job(4)];
        jobs[1].priority = 1;
        jobs[2].run_at = at(-5);
        jobs[3].run_at = at(100);
        enqueue(&store, &jobs).await;
        let mut tx = store.db.begin().await.unwrap();
        let claimed = tx.claim_jobs(&lane(), "w", at(1), at(60), 10).await.unwrap();
        let order: Vec<Uuid> = claimed.iter().map(|job| job.key.job_id).collect();
        assert_eq!(order, [id(2), id(3), id(1)]);
        assert_eq!(claimed[0].body, "{\"n\":2}");
        assert!(tx.claim_jobs(&lane(), "v", at(1), at(60), 10).await.unwrap().is_empty());
    });
}

#[test]
fn a_lost_worker_loses_its_job_and_the_last_try_buries_it() {
    on_each(|store| async move {
        enqueue(&store, &[job(1)]).await;
        let mut tx = store.db.begin().await.unwrap();
        let key = tx.claim_jobs(&lane(), "w", at(1), at(60), 1).await.unwrap().remove(0).key;
        tx.renew_job(&key, "w", at(90)).await.unwrap();
        assert!(tx.claim_jobs(&lane(), "v", at(89), at(200), 1).await.unwrap().is_empty());
        let again = tx.claim_jobs(&lane(), "v", at(91), at(200), 1).await.unwrap().remove(0);
        assert_eq!(again.attempts, 2);
        let lost = tx.finish_job(&key, "w", None, at(92)).await.unwrap_err();
        assert!(matches!(lost, StoreError::Stale { .. }));
        assert_eq!(tx.bury_lost_jobs(at(199)).await.unwrap(), 0);
        assert_eq!(tx.bury_lost_jobs(at(201)).await.unwrap(), 1);
        assert!(tx.claim_jobs(&lane(), "x", at(300), at(400), 1).await.unwrap().is_empty());
        tx.commit().await.unwrap();
        let mut conn = store.db.read().await.unwrap();
        let dead = conn.dead_jobs(COURT, Uuid::nil(), 9).await.unwrap();
        assert_eq!(dead[0].last_error.as_deref(), Some("the worker did not come back"));
    });
}

#[test]
fn a_failing_job_is_tried_again_then_dead_then_requeued() {
    on_each(|store| async move {
        enqueue(&store, &[job(1)]).await;
        let mut tx = store.db.begin().await.unwrap();
        let key = tx.claim_jobs(&lane(), "w", at(1), at(60), 1).await.unwrap().remove(0).key;
        tx.retry_job(&key, "w", at(30), "gateway away", at(2)).await.unwrap();
        assert!(tx.claim_jobs(&lane(), "w", at(29), at(60), 1).await.unwrap().is_empty());
        assert_eq!(tx.claim_jobs(&lane(), "w", at(30), at(60), 1).await.unwrap().len(), 1);
        tx.retry_job(&key, "w", at(40), "still away", at(31)).await.unwrap();
        let dead = tx.job(&key).await.unwrap().unwrap();
        assert_eq!((dead.state, dead.attempts), (JobState::Dead, 2));
        assert_eq!(dead.last_error.as_deref(), Some("still away"));
        assert!(tx.requeue_job(&key, at(50)).await.unwrap());
        assert!(!tx.requeue_job(&key, at(50)).await.unwrap(), "it is not dead any more");
        assert_eq!(tx.claim_jobs(&lane(), "w", at(50), at(60), 1).await.unwrap().len(), 1);
        tx.fail_job(&key, "w", "nonsense", at(51)).await.unwrap();
        assert_eq!(tx.job(&key).await.unwrap().unwrap().state, JobState::Dead);
    });
}

#[test]
fn a_cause_waits_only_once() {
    on_each(|store| async move {
        let caused = |n| NewJob { cause: Some("remind:1".to_owned()), ..job(n) };
        assert_eq!(enqueue(&store, &[caused(1), caused(2)]).await, 1);
        assert_eq!(enqueue(&store, &[caused(3), job(4)]).await, 1);
        let mut tx = store.db.begin().await.unwrap();
        for job in tx.claim_jobs(&lane(), "w", at(1), at(60), 9).await.unwrap() {
            tx.finish_job(&job.key, "w", Some("{}".to_owned()), at(2)).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(enqueue(&store, &[caused(5)]).await, 1, "the first one is done");
    });
}

#[test]
fn a_person_sees_progress_and_can_stop_a_job() {
    on_each(|store| async move {
        enqueue(&store, &[job(1), job(2)]).await;
        let mut tx = store.db.begin().await.unwrap();
        let key = tx.claim_jobs(&lane(), "w", at(1), at(60), 1).await.unwrap().remove(0).key;
        assert!(!tx.job_progress(&key, "w", 10, Some(100)).await.unwrap());
        assert!(tx.cancel_job(&key, at(2)).await.unwrap());
        assert!(tx.job_progress(&key, "w", 20, Some(100)).await.unwrap(), "asked to stop");
        tx.end_cancelled_job(&key, "w", at(3)).await.unwrap();
        assert!(!tx.cancel_job(&key, at(4)).await.unwrap(), "it has ended");
        let other = zhixing_store::job::JobKey { job_id: id(2), ..key.clone() };
        assert!(tx.cancel_job(&other, at(4)).await.unwrap());
        assert_eq!(tx.job(&other).await.unwrap().unwrap().state, JobState::Cancelled);
        let mine = tx.jobs_of(COURT, id(7), Uuid::max(), 9).await.unwrap();
        assert_eq!(mine.iter().map(|job| job.key.job_id).collect::<Vec<_>>(), [id(2), id(1)]);
        assert_eq!((mine[1].done_count, mine[1].total_count), (20, Some(100)));
        assert_eq!(tx.sweep_jobs(at(9_999)).await.unwrap(), 2);
    });
}

#[test]
fn a_lane_has_the_jobs_of_one_court_and_kind_and_no_others() {
    on_each(|store| async move {
        let mut jobs = vec![job(1), job(2), job(3)];
        jobs[0].priority = 1;
        jobs[1].court_id = "粤1225".to_owned();
        jobs[2].kind = "message".to_owned();
        enqueue(&store, &jobs).await;
        let mut tx = store.db.begin().await.unwrap();
        let lanes = tx.due_lanes(at(1)).await.unwrap();
        let named =
            |court: &str, kind: &str| Lane { court: court.to_owned(), kind: Some(kind.to_owned()) };
        assert_eq!(lanes, [named(COURT, "send"), named(COURT, "message"), named("粤1225", "send")]);
        let claimed = tx.claim_jobs(&named(COURT, "message"), "w", at(1), at(60), 9).await.unwrap();
        assert_eq!(claimed.iter().map(|job| job.key.job_id).collect::<Vec<_>>(), [id(3)]);
        let claimed = tx.claim_jobs(&lane(), "w", at(1), at(60), 9).await.unwrap();
        assert_eq!(claimed.iter().map(|job| job.key.job_id).collect::<Vec<_>>(), [id(1)]);
        assert_eq!(tx.due_lanes(at(1)).await.unwrap(), [named("粤1225", "send")]);
    });
}
