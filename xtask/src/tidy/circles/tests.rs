use super::super::source::Source;
use super::{check, paths};

fn said(files: &[(&str, &str)]) -> Vec<String> {
    let sources: Vec<Source> = files.iter().map(|(name, text)| Source::new(name, text)).collect();
    check(&sources).into_iter().map(|found| format!("{}: {}", found.file, found.message)).collect()
}

const A: &str = "crates/domain/src/a.rs";
const B: &str = "crates/domain/src/b.rs";
const C: &str = "crates/domain/src/b/c.rs";

#[test]
fn two_files_that_use_each_other_are_a_circle() {
    let found = said(&[(A, "use crate::b::B;\n"), (B, "fn f(a: &crate::a::A) {}\n")]);
    assert_eq!(found.len(), 2);
    assert!(found[0].contains("a.rs → b.rs → a.rs"), "{found:?}");
    assert!(said(&[(A, "use crate::b::B;\n"), (B, "struct B;\n")]).is_empty());
}

#[test]
fn a_circle_of_three_is_shown_as_a_chain() {
    let files = [
        (A, "use crate::{b::c::C, x::Y};\n"),
        (B, "use super::a;\n"),
        (C, "use super::B;\nuse super::super::nothing::Z;\n"),
    ];
    let found = said(&files);
    assert_eq!(found.len(), 3);
    assert!(
        found[0].starts_with("crates/domain/src/a.rs: 文件成环：a.rs → b/c.rs → b.rs → a.rs"),
        "{found:?}"
    );
}

#[test]
fn a_parent_that_uses_its_child_by_name_is_seen() {
    let files = [(B, "mod c;\nuse c::C;\nfn f() { c::go() }\n"), (C, "use super::B;\n")];
    assert_eq!(said(&files).len(), 2);
    // To declare a child is not to use it.
    assert!(said(&[(B, "mod c;\nstruct B;\n"), (C, "use super::B;\n")]).is_empty());
}

#[test]
fn tests_comments_and_other_rooms_make_no_circle() {
    let test = "use crate::b::B;\n#[cfg(test)]\nmod tests {\n    use crate::a::A;\n}\n";
    assert!(
        said(&[
            (A, test),
            (B, "// crate::a::A\n#[cfg(test)]\nmod tests {\n    use crate::a::A;\n}\n")
        ])
        .is_empty()
    );
    let web =
        [("crates/web/src/a.rs", "use crate::b;\n"), ("crates/web/src/b.rs", "use crate::a;\n")];
    assert!(said(&web).is_empty());
}

#[test]
fn groups_are_opened_and_calls_are_paths() {
    let found: Vec<String> =
        paths::of("use a::{b, c::{d, e as f}, self};\nfn g() { h::i::<J>(k.l, m::n) }")
            .into_iter()
            .map(|path| path.join("::"))
            .collect();
    assert_eq!(found, ["a::b", "a::c::d", "a::c::e", "a::self", "h::i", "m::n"]);
}
