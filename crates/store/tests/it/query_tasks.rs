//! The task list against a naive filter over the folded cases.

use std::collections::BTreeSet;

use zhixing_domain::ground::actor::Actor;
use zhixing_domain::ground::id::CaseId;
use zhixing_domain::matter::Matter;
use zhixing_domain::work::task::Task;
use zhixing_law::day::Day;
use zhixing_store::list::{Asked, Cell, ListRow};

use crate::lists::{ask, ask_as, pages};
use crate::projection::{court, files};
use crate::support::{COURT, on_each};

const SEED: u64 = 11;

type Key = (Day, CaseId, uuid::Uuid);

fn mine(file: &Matter, task: &Task, reader: &Actor) -> bool {
    // What was done by hand belongs to whoever did it.
    if let Some(done) = task.done.as_ref().filter(|_| !task.automatic) {
        return done.staff == reader.id;
    }
    match &task.assignee {
        Some((id, _)) => *id == reader.id,
        None if task.post == "handler" => {
            file.handler.as_ref().is_some_and(|(id, _)| *id == reader.id)
        }
        None => reader.posts.contains(&task.post),
    }
}

fn fits(asked: &Asked, file: &Matter, task: &Task) -> bool {
    let state = match asked.value("state") {
        Some("live") => task.state.is_live(),
        Some("all") => true,
        only => only == Some(task.state.code()),
    };
    let days = asked.scope.today.days_until(task.due_on.unwrap_or(Day::LAST));
    let due = match asked.value("due") {
        None => true,
        Some("overdue") => days < 0,
        Some("today") => days == 0,
        Some("soon") => (1..=3).contains(&days),
        _ => (0..7).contains(&days),
    };
    let named = |text: &str| file.parties.iter().any(|p| p.details.name.contains(text));
    state
        && due
        && (asked.value("scope") == Some("all") || mine(file, task, &asked.scope.reader))
        && asked.value("team").is_none_or(|team| file.team.as_deref() == Some(team))
        && asked.value("node").is_none_or(|node| task.node == node)
        && asked.value("q").is_none_or(named)
}

fn filters(name: &str) -> Vec<Vec<(&'static str, &str)>> {
    let (all, any) = (("scope", "all"), ("state", "all"));
    let mut filters = vec![
        vec![all],
        vec![],
        vec![all, ("team", "fast")],
        vec![all, ("node", "search"), ("due", "overdue")],
        vec![all, ("node", "notice"), ("team", "ordinary")],
        vec![all, ("state", "accepted")],
        vec![all, ("state", "done")],
        vec![all, any],
        vec![any],
        vec![any, ("team", "fast")],
        vec![all, any, ("q", name)],
        vec![any, ("q", name)],
    ];
    for due in ["overdue", "today", "soon", "week"] {
        filters.push(vec![all, ("due", due)]);
        filters.push(vec![("due", due)]);
        filters.push(vec![all, any, ("due", due)]);
    }
    filters
}

#[test]
fn the_task_list_is_the_naive_filter_page_by_page() {
    on_each(|store| async move {
        court(&store.db, 600, SEED).await;
        let files = files(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let mut tasks = files.iter().flat_map(|file| &file.tasks).rev();
        let mut reader = Actor::system(COURT);
        reader.id = tasks.find_map(|task| task.assignee.as_ref()).unwrap().0;
        reader.posts = vec!["server".to_owned(), "searcher".to_owned()];
        let mut alone = reader.clone();
        alone.posts.clear();
        let mut empty = 0;
        let name = files[10].parties[0].details.name.clone();
        let asks = filters(&name).into_iter().map(|filter| (filter, &reader));
        for (filter, reader) in asks.chain([(vec![], &alone)]) {
            let asked = ask_as("tasks", &filter, reader, false);
            let mut expected: Vec<Key> = files
                .iter()
                .flat_map(|file| file.tasks.iter().map(move |task| (file, task)))
                .filter(|(file, task)| fits(&asked, file, task))
                .map(|(file, task)| (task.due_on.unwrap_or(Day::LAST), file.id, task.id.0))
                .collect();
            expected.sort();
            empty += usize::from(expected.is_empty());
            let rows = pages(&mut conn, &asked, 6).await;
            let key = |row: &ListRow| match row.cell(asked.list, "limit_on") {
                Some(Cell::Day(due)) => (*due, row.case.unwrap(), row.id),
                other => panic!("{other:?}"),
            };
            assert_eq!(rows.iter().map(key).collect::<Vec<_>>(), expected, "{filter:?}");
            let total = conn.total(&asked, 100_000).await.unwrap();
            assert_eq!((total.count, total.capped), (expected.len() as i64, false));
        }
        assert!(empty < 4, "{empty} filters found nothing");
        let none = ask_as("tasks", &[("q", "没有这个名字")], &reader, false);
        assert!(pages(&mut conn, &none, 6).await.is_empty());
        assert_eq!(conn.total(&none, 10).await.unwrap().count, 0);
        let all = ask("tasks", &[("scope", "all")]);
        let total = conn.total(&all, 10).await.unwrap();
        assert_eq!((total.count, total.capped), (10, true));
    });
}

#[test]
fn a_search_text_means_the_cases_of_the_case_list_and_says_when_there_are_more() {
    on_each(|store| async move {
        court(&store.db, 400, SEED).await;
        let files = files(&store.db).await;
        let mut conn = store.db.read().await.unwrap();
        let scope = ask("cases", &[]).scope;
        let named = |part: &str| -> BTreeSet<CaseId> {
            let has = |file: &&Matter| file.parties.iter().any(|p| p.details.name.contains(part));
            files.iter().filter(has).map(|file| file.id).collect()
        };
        let number = files.iter().find_map(|file| file.number.clone().map(|n| (file.id, n)));
        let (id, number) = number.unwrap();
        let found = conn.cases_of_text(&scope, &number.to_string(), 10).await.unwrap();
        assert_eq!(found, (vec![id], false));
        let name = files[0].parties[0].details.name.clone();
        let (cases, more) = conn.cases_of_text(&scope, &name, 200).await.unwrap();
        assert_eq!((cases.into_iter().collect::<BTreeSet<_>>(), more), (named(&name), false));
        let all = named("公司");
        assert!(5 < all.len());
        let (few, more) = conn.cases_of_text(&scope, "公司", 5).await.unwrap();
        assert_eq!((few.len(), more), (5, true));
        assert!(few.iter().all(|case| all.contains(case)));
        let nothing = conn.cases_of_text(&scope, "没有这个名字", 5).await.unwrap();
        assert_eq!(nothing, (Vec::new(), false));
    });
}
