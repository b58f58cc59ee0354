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
fn the_catalogue_in_docs_is_the_one_in_the_code() {
    let written = include_str!("../../../../docs/rules.md");
    assert!(written == rules_markdown(), "docs/rules.md is stale: run cargo xtask gen rules");
}
