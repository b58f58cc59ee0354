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

/// Names that rules and papers are written in: Chinese, and no two alike within one kind of thing.
#[test]
fn every_name_is_its_own() {
    use crate::checklist::dossier::PaperKind as P;
    use crate::checklist::filing::Material as M;
    use crate::checklist::forms::{Element, Form};
    use crate::checklist::terminate::{DisposalWay, RulingElement, Scope, Topic};
    use crate::distribution::ClaimClass as C;
    use crate::edition::ProcedureLaw as L;
    use crate::identity::Sex;
    use crate::interest::benchmark::Tier;
    use crate::interest::series::{LprTerm, Series};
    use crate::service::Method as S;
    let methods = [
        S::Direct,
        S::Left,
        S::Electronic,
        S::Post,
        S::PostReturned,
        S::Delegated,
        S::Announcement,
        S::AnnouncementAbroad,
    ];
    let papers = [
        P::Notice,
        P::ReportOrder,
        P::ServiceReturn,
        P::QuerySummary,
        P::InquiryRecord,
        P::SearchWarrant,
        P::Reward,
        P::Audit,
        P::SpendingRestriction,
        P::DishonestDecision,
        P::Interview,
        P::IntentNotice,
        P::TerminationRequest,
        P::PanelRecord,
        P::TerminationRuling,
        P::TerminationForm,
    ];
    let classes = [
        C::Costs,
        C::Medical,
        C::Secured,
        C::Employees,
        C::SocialAndTax,
        C::Restitution,
        C::Ordinary,
        C::Fine,
        C::Confiscation,
    ];
    let materials = [
        M::Application,
        M::EffectiveDocument,
        M::ApplicantIdentity,
        M::Succession,
        M::ArbitrationClause,
        M::EnforcementCertificate,
        M::Authority,
        M::PropertyProof,
        M::TransferForm,
    ];
    let scopes = [
        Scope::CommercialBank,
        Scope::Securities,
        Scope::InternetBank,
        Scope::Vehicle,
        Scope::Immovable,
        Scope::CompanyRegistry,
        Scope::CentralBank,
    ];
    let ways = [
        DisposalWay::Auction,
        DisposalWay::Sale,
        DisposalWay::InKind,
        DisposalWay::Transfer,
        DisposalWay::Management,
        DisposalWay::Withheld,
    ];
    let rulings = [
        RulingElement::Claim,
        RulingElement::Measures,
        RulingElement::Property,
        RulingElement::Realised,
        RulingElement::Continuing,
    ];
    let topics = [Topic::WealthProducts, Topic::Insurance, Topic::Dividends, Topic::ProvidentFund];
    let series = [
        Series::Benchmark(Tier::OneYear),
        Series::Lpr(LprTerm::OneYear),
        Series::Lpr(LprTerm::FiveYears),
        Series::BenchmarkThenLpr(Tier::OneYear),
    ];
    let mut elements: Vec<Element> =
        [Form::Record, Form::Sealing, Form::Search, Form::PropertyReport, Form::Notice]
            .iter()
            .flat_map(|form| form.elements().iter().copied())
            .collect();
    elements.sort_unstable();
    elements.dedup();
    let kinds: Vec<Vec<&'static str>> = vec![
        [Sex::Male, Sex::Female].map(Sex::chinese).to_vec(),
        methods.map(S::chinese).to_vec(),
        papers.map(P::chinese).to_vec(),
        classes.map(C::chinese).to_vec(),
        materials.map(M::chinese).to_vec(),
        scopes.map(Scope::chinese).to_vec(),
        topics.map(Topic::chinese).to_vec(),
        ways.map(DisposalWay::chinese).to_vec(),
        rulings.map(RulingElement::chinese).to_vec(),
        series.map(Series::chinese).to_vec(),
        elements.into_iter().map(Element::chinese).collect(),
        [L::Y2012, L::Y2017, L::Y2021, L::Y2023].map(L::chinese).to_vec(),
        crate::sanction::DishonestGround::ALL.map(|ground| ground.chinese()).to_vec(),
        crate::measure::PropertyClass::ALL.map(|class| class.chinese()).to_vec(),
        crate::waterfall::DueItem::ORDER.map(|item| item.chinese()).to_vec(),
        crate::number::CaseKind::ALL.map(|kind| kind.chinese()).to_vec(),
        crate::number::CaseKind::ALL.map(|kind| kind.note()).to_vec(),
    ];
    for names in kinds {
        let distinct: HashSet<&str> = names.iter().copied().collect();
        assert_eq!(distinct.len(), names.len(), "{names:?}");
        for name in names {
            assert!(name.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{name}");
        }
    }
    assert!(methods.iter().all(|method| method.event().ends_with(['日', '期'])));
}
