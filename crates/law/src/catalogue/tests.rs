use std::collections::HashSet;

use super::*;

#[test]
fn every_rule_is_numbered_once_and_has_a_source() {
    let mut seen = HashSet::new();
    for rule in all() {
        assert!(seen.insert(rule.id.clone()), "{} twice", rule.id);
        assert!(!rule.basis.is_empty(), "{}", rule.id);
        assert!(!rule.title.is_empty() && !rule.parameters.is_empty(), "{}", rule.id);
    }
    assert!(seen.len() > 300, "{}", seen.len());
}

#[test]
fn rules_are_found_by_number() {
    assert_eq!(crate::basis::rule("DL-A6").unwrap().parameters, "自决定立案起3日内");
    assert_eq!(crate::basis::rule("ZB-07").unwrap().chapter, "核查清单");
    assert!(crate::basis::rule("ZZ").is_none());
}

#[test]
fn every_row_has_a_source_that_says_how_well_it_is_known() {
    for rule in all() {
        for basis in &rule.basis {
            assert!(!basis.law.is_empty() && !basis.mark.chinese().is_empty(), "{}", rule.id);
        }
    }
    let page = rules_markdown();
    for id in ["AL-02", "TH-2", "X9", "TS-4", "HF-2", "WT-1", "ZP-1", "AK-1", "ZX-24", "ZS-7"] {
        assert!(page.contains(&format!("\n| {id} | ")), "{id}");
    }
    let rows = page.lines().filter(|line| line.starts_with("| ")).count();
    let chapters = page.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(rows, all().len() + chapters);
}

#[test]
fn the_catalogue_in_docs_is_the_one_in_the_code() {
    let written = include_str!("../../../../docs/rules.md");
    assert!(written == rules_markdown(), "docs/rules.md is stale: run cargo xtask gen rules");
}
