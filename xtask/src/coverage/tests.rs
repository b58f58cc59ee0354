use super::{Reached, executables, reasons, shown};
use std::collections::BTreeMap;

fn file(counts: &[(usize, u64, &str)]) -> Reached {
    let lines = counts.iter().map(|(line, count, text)| (*line, (*count, (*text).to_owned())));
    Reached { name: "crates/law/src/a.rs".to_owned(), lines: lines.collect() }
}

#[test]
fn a_reason_stays_with_its_line_when_the_line_moves() {
    let (page, open) = shown(&[file(&[(3, 1, "one"), (4, 0, "two")])], &BTreeMap::new());
    assert_eq!(open, 1);
    assert!(page.contains("| `crates/law/src/a.rs` | 2 | 1 | 50.00% |"), "{page}");
    let argued = page.replace("NO REASON YET", "cannot happen");
    let (page, open) = shown(&[file(&[(9, 0, "two")])], &reasons(&argued));
    assert_eq!(open, 0);
    assert!(page.contains("- 9: `two` — cannot happen\n"), "{page}");
    let (page, open) = shown(&[file(&[(9, 1, "two")])], &reasons(&page));
    assert_eq!(open, 0);
    assert!(page.ends_with("\nNone.\n"), "{page}");
    assert!(reasons("- 4: `two` — NO REASON YET\n").is_empty());
}

#[test]
fn the_programs_are_those_that_cargo_names() {
    let said = "{\"reason\":\"compiler-artifact\",\"executable\":null}\n\
                {\"reason\":\"compiler-artifact\",\"executable\":\"/t/law-1\"}\n";
    assert_eq!(executables(said), ["/t/law-1"]);
}
