use super::source::{Function, Source};
use super::{complaints, sizes, words};

fn said(name: &str, text: &str) -> Vec<String> {
    let source = Source::new(name, text);
    let mut found = sizes::check(&source);
    found.extend(words::check(&source));
    found.iter().map(|complaint| format!("{}: {}", complaint.line, complaint.message)).collect()
}

#[test]
fn the_house_is_tidy() {
    let found = complaints().unwrap();
    let lines: Vec<String> = found
        .iter()
        .map(|complaint| format!("{}:{}: {}", complaint.file, complaint.line, complaint.message))
        .collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

#[test]
fn comments_and_quotes_are_not_code() {
    let text = "// f64\nlet a = \"f64 // not a comment\"; /* f64 /* nested */ f64 */ let b = 'f';\nlet c = r#\"f64 \" \"#;\n";
    assert!(said("crates/law/src/a.rs", text).is_empty());
    let found = said("crates/law/src/a.rs", &format!("{text}let d: f64 = 0;\n"));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("4: 「f64」"), "{found:?}");
}

#[test]
fn lifetimes_and_characters_do_not_open_quotes() {
    let source = Source::new(
        "crates/law/src/a.rs",
        "fn a<'x>(b: &'x str) -> char { '\\'' }\nfn c() { '\"'; }\n",
    );
    let names: Vec<(String, usize)> =
        source.functions().into_iter().map(|function| (function.name, function.last)).collect();
    assert_eq!(names, [("a".to_owned(), 1), ("c".to_owned(), 2)]);
}

#[test]
fn a_function_of_seventy_lines_passes_and_one_more_does_not() {
    let function = |inside: usize| format!("fn long() {{\n{}}}\n", "    one();\n".repeat(inside));
    assert!(said("crates/app/src/a.rs", &function(68)).is_empty());
    let found = said("crates/app/src/a.rs", &function(69));
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("71 行"), "{found:?}");
}

#[test]
fn a_signature_without_a_body_is_not_a_function() {
    let source = Source::new(
        "a.rs",
        "trait A {\n    fn b(c: [u8; 2]);\n    fn d() -> u8 {\n        1\n    }\n}\n",
    );
    assert_eq!(source.functions(), [Function { name: "d".to_owned(), first: 3, last: 5 }]);
}

#[test]
fn a_file_of_five_hundred_lines_passes_and_one_more_does_not() {
    assert!(said("crates/app/src/a.rs", &"//! x\n".repeat(500)).is_empty());
    assert_eq!(said("crates/app/src/a.rs", &"//! x\n".repeat(501)).len(), 1);
}

#[test]
fn sql_is_refused_outside_store_and_only_in_quotes() {
    let text = "/// SELECT a row.\nfn a() { run(\"SELECT id FROM x\") }\n";
    assert_eq!(said("crates/app/src/a.rs", text).len(), 1);
    assert!(said("crates/store/src/a.rs", text).is_empty());
}

#[test]
fn unwrap_is_for_tests() {
    let text = "fn a() { b().unwrap() }\n#[cfg(test)]\nmod tests {\n    fn c() { d().unwrap() }\n}\nfn e() { f().unwrap() }\n";
    let found = said("crates/web/src/a.rs", text);
    let lines: Vec<&str> = found.iter().map(|line| &line[..1]).collect();
    assert_eq!(lines, ["1", "6"]);
    assert!(said("crates/web/src/a/tests.rs", text).is_empty());
}

#[test]
fn a_test_does_not_sleep() {
    let text = "fn a() { std::thread::sleep(b) }\n";
    assert!(said("crates/jobs/src/runner.rs", text).is_empty());
    assert_eq!(said("crates/jobs/tests/it/runner.rs", text).len(), 1);
}

#[test]
fn names_that_say_nothing_are_refused() {
    let files = [
        "crates/app/src/utils.rs",
        "crates/app/src/a/mod.rs",
        "crates/app/tests/story.rs",
        "crates/app/tests/it/main.rs",
    ];
    let found = words::check_names(&files.map(str::to_owned));
    let named: Vec<&str> = found.iter().map(|complaint| complaint.file.as_str()).collect();
    assert_eq!(named, files[..3]);
}

#[test]
fn a_file_that_nobody_includes_is_found() {
    let sources = [
        Source::new(
            "crates/app/src/lib.rs",
            "pub mod a;\npub(crate) mod b;\n#[cfg(test)] mod c;\n",
        ),
        Source::new("crates/app/src/a.rs", "mod d;\n"),
        Source::new("crates/app/src/a/d.rs", ""),
        Source::new("crates/app/src/b.rs", ""),
        Source::new("crates/app/src/c.rs", ""),
        Source::new("crates/app/src/lost.rs", ""),
    ];
    let found = words::dead_modules(&sources);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].file, "crates/app/src/lost.rs");
}
