//! The task list against a naive filter over the folded cases.

use std::collections::BTreeSet;

use zhixing_domain::ground::id::{CaseId, StaffId};
use zhixing_domain::matter::Matter;
use zhixing_domain::work::task::{Task, TaskState};
use zhixing_law::day::Day;
use zhixing_store::Conn;
use zhixing_store::query::Page;
use zhixing_store::query::task::{Mine, TaskDue, TaskFilter, TaskStates};

use crate::projection::{TODAY, court, files};
use crate::support::{COURT, day, on_each};

const SEED: u64 = 11;

type Key = (Day, CaseId, uuid::Uuid);

fn mine(file: &Matter, task: &Task, mine: &Mine) -> bool {
    // What was done by hand belongs to whoever did it.
    if let Some(done) = task.done.as_ref().filter(|_| !task.automatic) {
        return done.staff == mine.staff;
    }
    match &task.assignee {
        Some((id, _)) => *id == mine.staff,
        None if task.post == "handler" => {
            file.handler.as_ref().is_some_and(|(id, _)| *id == mine.staff)
        }
        None => mine.posts.contains(&task.post),
    }
}

fn fits(filter: &TaskFilter, file: &Matter, task: &Task) -> bool {
    let state = match filter.states {
        TaskStates::Live => task.state.is_live(),
        TaskStates::Only(state) => task.state == state,
        TaskStates::All => true,
    };
    let days = filter.today.days_until(task.due_on);
    let due = match filter.due {
        None => true,
        Some(TaskDue::Overdue) => days < 0,
        Some(TaskDue::Today) => days == 0,
        Some(TaskDue::Soon) => (1..=3).contains(&days),
        Some(TaskDue::Week) => (0..7).contains(&days),
    };
    state
        && due
        && filter.mine.as_ref().is_none_or(|me| mine(file, task, me))
        && filter.team.as_ref().is_none_or(|team| file.team.as_ref() == Some(team))
        && filter.node.as_ref().is_none_or(|node| task.node == *node)
        && filter.cases.as_ref().is_none_or(|cases| cases.contains(&file.id))
}

fn filters(base: &TaskFilter, staff: StaffId, some: &[CaseId]) -> Vec<TaskFilter> {
    let me = Mine { staff, posts: vec!["server".to_owned(), "searcher".to_owned()] };
    let mine = TaskFilter { mine: Some(me), ..base.clone() };
    let node = |key: &str| TaskFilter { node: Some(key.to_owned()), ..base.clone() };
    let mut all = vec![
        base.clone(),
        mine.clone(),
        TaskFilter { mine: Some(Mine { staff, posts: vec![] }), ..base.clone() },
        TaskFilter { team: Some("fast".to_owned()), ..base.clone() },
        TaskFilter { due: Some(TaskDue::Overdue), ..node("search") },
        TaskFilter { team: Some("ordinary".to_owned()), ..node("notice") },
        TaskFilter { states: TaskStates::Only(TaskState::Accepted), ..base.clone() },
        TaskFilter { states: TaskStates::Only(TaskState::Done), ..base.clone() },
        TaskFilter { states: TaskStates::All, ..base.clone() },
        TaskFilter { states: TaskStates::All, ..mine.clone() },
        TaskFilter { states: TaskStates::All, team: Some("fast".to_owned()), ..mine.clone() },
        TaskFilter { cases: Some(some.to_vec()), states: TaskStates::All, ..base.clone() },
        TaskFilter { cases: Some(some.to_vec()), ..mine.clone() },
    ];
    for due in [TaskDue::Overdue, TaskDue::Today, TaskDue::Soon, TaskDue::Week] {
        all.push(TaskFilter { due: Some(due), ..base.clone() });
        all.push(TaskFilter { due: Some(due), ..mine.clone() });
        all.push(TaskFilter { due: Some(due), states: TaskStates::All, ..base.clone() });
    }
    all
}

async fn walk(conn: &mut Conn, filter: &TaskFilter, limit: i64) -> Vec<Key> {
    let mut page = Page::first(limit);
    let mut keys = Vec::new();
    loop {
        let list = conn.list_tasks(filter, &page).await.unwrap();
        keys.extend(list.rows.iter().map(|row| (row.due_on, row.case, row.task.0)));
        let Some(next) = list.next else { return keys };
        page.cursor = Some(next);
    }
}

#[test]
fn the_task_list_is_the_naive_filter_page_by_page() {
    on_each(|store| async move {
        court(&store.db, 400, SEED).await;
        let files = files(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let base = TaskFilter::of(COURT, day(TODAY));
        let mut tasks = files.iter().flat_map(|file| &file.tasks).rev();
        let staff = tasks.find_map(|task| task.assignee.as_ref()).unwrap().0;
        let some: Vec<CaseId> = files.iter().step_by(3).map(|file| file.id).collect();
        let mut empty = 0;
        for filter in filters(&base, staff, &some) {
            let mut expected: Vec<Key> = files
                .iter()
                .flat_map(|file| file.tasks.iter().map(move |task| (file, task)))
                .filter(|(file, task)| fits(&filter, file, task))
                .map(|(file, task)| (task.due_on, file.id, task.id.0))
                .collect();
            expected.sort();
            empty += usize::from(expected.is_empty());
            assert_eq!(walk(&mut conn, &filter, 6).await, expected, "{filter:?}");
            let counts = conn.count_tasks(&filter, 100_000).await.unwrap();
            assert_eq!((counts.total, counts.capped), (expected.len() as i64, false));
            let late = expected.iter().filter(|(due, ..)| *due < filter.today).count();
            assert_eq!(counts.overdue, late as i64);
        }
        assert!(empty < 3, "{empty} filters found nothing");
        let none = TaskFilter { cases: Some(Vec::new()), ..base.clone() };
        assert!(walk(&mut conn, &none, 6).await.is_empty());
        assert_eq!(conn.count_tasks(&none, 10).await.unwrap().total, 0);
        let counts = conn.count_tasks(&base, 10).await.unwrap();
        assert_eq!((counts.total, counts.capped), (10, true));
    });
}

#[test]
fn a_search_text_means_the_cases_of_the_case_list_and_says_when_there_are_more() {
    on_each(|store| async move {
        court(&store.db, 400, SEED).await;
        let files = files(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let today = day(TODAY);
        let named = |part: &str| -> BTreeSet<CaseId> {
            let has = |file: &&Matter| file.parties.iter().any(|p| p.details.name.contains(part));
            files.iter().filter(has).map(|file| file.id).collect()
        };
        let number = files.iter().find_map(|file| file.number.clone().map(|n| (file.id, n)));
        let (id, number) = number.unwrap();
        let found = conn.case_ids_of_text(COURT, today, &number.to_string(), 10).await.unwrap();
        assert_eq!(found, (vec![id], false));
        let name = files[0].parties[0].details.name.clone();
        let (cases, more) = conn.case_ids_of_text(COURT, today, &name, 200).await.unwrap();
        assert_eq!((cases.into_iter().collect::<BTreeSet<_>>(), more), (named(&name), false));
        let all = named("公司");
        assert!(5 < all.len());
        let (few, more) = conn.case_ids_of_text(COURT, today, "公司", 5).await.unwrap();
        assert_eq!((few.len(), more), (5, true));
        assert!(few.iter().all(|case| all.contains(case)));
        let nothing = conn.case_ids_of_text(COURT, today, "没有这个名字", 5).await.unwrap();
        assert_eq!(nothing, (Vec::new(), false));
    });
}
