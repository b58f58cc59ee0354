use super::{BUDGET, BUDGETS, artifact, tests};
use std::path::Path;

const BUILT: &str = r#"{"reason":"compiler-artifact","package_id":"path+file:///w/crates/sim#zhixing-sim@0.1.0","manifest_path":"/w/crates/sim/Cargo.toml","target":{"kind":["test"],"crate_types":["bin"],"name":"it","src_path":"/w/crates/sim/tests/it/main.rs","edition":"2024","doc":false,"doctest":false,"test":true},"profile":{"opt_level":"0","debuginfo":"line-tables-only","debug_assertions":true,"overflow_checks":true,"test":true},"features":[],"filenames":["/w/target/debug/deps/it-1"],"executable":"/w/target/debug/deps/it-1","fresh":true}
{"reason":"compiler-artifact","package_id":"path+file:///w/xtask#0.1.0","manifest_path":"/w/xtask/Cargo.toml","target":{"kind":["bin"],"crate_types":["bin"],"name":"xtask","src_path":"/w/xtask/src/main.rs","edition":"2024","doc":true,"doctest":false,"test":true},"profile":{"opt_level":"0","test":true},"features":[],"filenames":["/w/target/debug/deps/xtask-2"],"executable":"/w/target/debug/deps/xtask-2","fresh":true}
{"reason":"compiler-artifact","package_id":"path+file:///w/crates/sim#zhixing-sim@0.1.0","manifest_path":"/w/crates/sim/Cargo.toml","target":{"kind":["lib"],"crate_types":["lib"],"name":"zhixing_sim","src_path":"/w/crates/sim/src/lib.rs","edition":"2024","doc":true,"doctest":false,"test":true},"profile":{"opt_level":"0","test":false},"features":[],"filenames":["/w/target/debug/libzhixing_sim.rlib"],"executable":null,"fresh":true}
{"reason":"compiler-artifact","package_id":"path+file:///w/xtask#0.1.0","manifest_path":"/w/xtask/Cargo.toml","target":{"kind":["bin"],"crate_types":["bin"],"name":"xtask","src_path":"/w/xtask/src/main.rs","edition":"2024","doc":true,"doctest":false,"test":true},"profile":{"opt_level":"0","test":false},"features":[],"filenames":["/w/target/debug/xtask"],"executable":"/w/target/debug/xtask","fresh":true}
{"reason":"build-finished","success":true}
"#;

#[test]
fn test_binaries_are_read_from_what_cargo_says() {
    let found = artifact::suites(BUILT, Path::new("/w"));
    let names: Vec<&str> = found.iter().map(|suite| suite.name.as_str()).collect();
    assert_eq!(names, ["sim it", "xtask bin"]);
    assert_eq!(found[0].program, Path::new("/w/target/debug/deps/it-1"));
    assert_eq!(found[0].folder, Path::new("/w/crates/sim"));
}

#[test]
fn passed_tests_are_counted_as_libtest_says() {
    let said = "running 3 tests\n...\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 11 filtered out; finished in 5.51s\n";
    assert_eq!(tests(said), 3);
    assert_eq!(tests("test result: FAILED. 25 passed; 1 failed\n"), 25);
    assert_eq!(tests("nothing"), 0);
}

#[test]
fn every_budget_is_more_than_what_all_have() {
    assert!(BUDGETS.iter().all(|(_, seconds)| BUDGET < *seconds));
}
