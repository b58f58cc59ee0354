use super::outcomes::{Mutant, digest};
use super::report::{argued, judge, keys};
use super::tree::cut;
use super::{Wanted, escaped};
use std::collections::BTreeMap;

fn mutant(name: &str) -> Mutant {
    Mutant { name: name.to_owned(), digest: digest(b"") }
}

#[test]
fn like_changes_in_one_file_are_numbered_and_lines_do_not_matter() {
    let all = [
        mutant("a.rs:3:9: replace < with <= in f"),
        mutant("a.rs:7:2: replace < with <= in f"),
        mutant("b.rs:7:2: replace < with <= in f"),
    ];
    let expected = [
        "a.rs: replace < with <= in f",
        "a.rs: replace < with <= in f #2",
        "b.rs: replace < with <= in f",
    ];
    assert_eq!(keys(&all), expected);
}

#[test]
fn a_survivor_needs_a_reason_on_its_line() {
    assert!(argued("# 说明\na.rs: replace f -> u8 with 0 — 没有区别\n").unwrap().len() == 1);
    assert!(argued("a.rs: replace f -> u8 with 0\n").is_err());
    assert!(argued("a.rs: replace f -> u8 with 0 —  \n").is_err());
}

#[test]
fn the_copied_manifest_has_one_member_and_one_profile() {
    let manifest = "[workspace]\nmembers = [\"crates/*\"]\ndefault-members = [\"x\"]\n[profile.dev]\nopt-level = 1\n[workspace.lints.rust]\nunsafe_code = \"forbid\"\n";
    let text = cut(manifest);
    assert!(text.starts_with("[workspace]\nmembers = [\"crates/law\"]\n[workspace.lints.rust]\n"));
    assert!(!text.contains("[profile.dev]") && text.contains("[profile.mutants]"));
}

#[test]
fn shards_share_every_mutant_exactly_once() {
    let all: Vec<Mutant> = (0..103).map(|n| mutant(&format!("a.rs:{n}:1: x"))).collect();
    let mut seen = Vec::new();
    for k in 0..4 {
        let wanted = Wanted::read(&["--shard".to_owned(), format!("{k}/4")]).unwrap();
        seen.extend(wanted.of(&all).map(|m| m.name.clone()));
    }
    seen.sort();
    let mut expected: Vec<String> = all.iter().map(|m| m.name.clone()).collect();
    expected.sort();
    assert_eq!(seen, expected);
    assert!(Wanted::read(&["--shard".to_owned(), "4/4".to_owned()]).is_err());
}

#[test]
fn names_match_only_themselves() {
    assert_eq!(escaped("a.rs:1:2: replace + with < *"), r"a\.rs:1:2: replace \+ with < \*");
}

#[test]
fn digests_tell_files_apart() {
    assert_eq!(digest(b""), "cbf29ce484222325");
    assert_eq!(digest(b"a"), "af63dc4c8601ec8c");
}

#[test]
fn the_committed_outcome_is_judged_without_a_run() {
    let results = |missed: usize| {
        format!(
            "# x\na.rs\t100\t100\t95\t0\t0\t{missed}\t-\tD\n合计\t100\t100\t95\t0\t0\t{missed}\t-\n\n# y\na.rs: f\t3\n"
        )
    };
    let sources = |names: &[&str]| -> BTreeMap<String, String> {
        names.iter().map(|name| ((*name).to_owned(), "D".to_owned())).collect()
    };
    let a = sources(&["a.rs"]);
    assert!(judge(&results(5), "a.rs: f — no difference\n", &a).unwrap().is_empty());
    let wrong = judge(&results(6), "a.rs: g — no difference\n", &sources(&["b.rs"])).unwrap();
    let expected = [
        "a.rs 在跑过以后改动了",
        "得分低于 95%",
        "b.rs 还没有跑过",
        "没有理由：a.rs: f",
        "有理由而没有漏掉：a.rs: g",
    ];
    assert_eq!(wrong, expected);
    assert!(judge("", "", &a).is_err());
    // A reason for what was not run yet is kept, but what was not run is no pass.
    let part = results(5).replace("\t100\t100", "\t101\t100");
    let wrong = judge(&part, "a.rs: f — x\na.rs: g — x\n", &a).unwrap();
    assert_eq!(wrong, ["101 处中只跑了 100 处；再次运行 cargo xtask mutants 会接着跑"]);
}
