//! What every description must hold: a mistake in one is found here, not by somebody who opens the page.

use std::collections::BTreeSet;

use super::{ALL, Kind, Shape};

#[test]
fn every_list_has_its_key_and_every_name_stands_once() {
    let keys: BTreeSet<&str> = ALL.iter().map(|list| list.key).collect();
    assert_eq!(keys.len(), ALL.len());
    for list in ALL {
        let columns: BTreeSet<&str> = list.columns.iter().map(|column| column.name).collect();
        assert_eq!(columns.len(), list.columns.len(), "{}", list.key);
        let filters: BTreeSet<&str> = list.filters.iter().map(|filter| filter.name).collect();
        assert_eq!(filters.len(), list.filters.len(), "{}", list.key);
        for taken in ["id", "case_id", "opens", "light", "actions"] {
            assert!(!columns.contains(taken), "{}: a row says {taken} itself", list.key);
        }
        for taken in ["sort", "after", "limit"] {
            assert!(!filters.contains(taken), "{}: an address says {taken} itself", list.key);
        }
    }
}

#[test]
fn what_a_description_refers_to_is_there() {
    for list in ALL {
        assert!(!list.orders.is_empty(), "{}: no order", list.key);
        let order = |name: &str| list.orders.iter().any(|order| order.name == name);
        for sort in list.columns.iter().filter_map(|column| column.sort) {
            assert!(order(sort), "{}: no order {sort}", list.key);
        }
        let limits = list.columns.iter().filter(|column| matches!(column.shape, Shape::Due));
        assert!(limits.count() < 2, "{}: a row has one light", list.key);
        if let Some(sum) = list.sum {
            let summed = list.columns.iter().find(|column| column.name == sum);
            assert!(matches!(summed.map(|column| column.shape), Some(Shape::Money)), "{sum}");
        }
        for filter in list.filters {
            match (filter.kind, filter.default) {
                (Kind::Choice(choices), Some(default)) => {
                    assert!(choices.iter().any(|choice| choice.code == default), "{default}");
                }
                (Kind::Case, _) => assert!(list.case.is_some(), "{}: {}", list.key, filter.name),
                _ => {}
            }
        }
        for (name, value) in list.views.iter().flat_map(|view| view.filter) {
            let filter = list.filter(name).unwrap();
            if let Kind::Choice(choices) = filter.kind {
                assert!(choices.iter().any(|choice| choice.code == *value), "{name}={value}");
            }
        }
    }
}

/// Pages are turned by a key and ids; a cursor holds ids and nothing else.
#[test]
fn every_order_is_made_unique_by_ids() {
    for list in ALL {
        for (order, id) in list.orders.iter().flat_map(|o| o.ids.iter().map(move |id| (o, *id))) {
            let (alias, column) = id.split_once('.').unwrap();
            let (name, of) = list.from.split_once(' ').unwrap();
            assert_eq!(alias, of, "{} {}", list.key, order.name);
            let kind = crate::catalogue::table(name).unwrap().kind(column);
            assert_eq!(kind, Some(crate::value::Kind::Uuid), "{} {id}", list.key);
        }
    }
}
