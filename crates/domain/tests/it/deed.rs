//! 行为请求：filed without money, done one by one on proof, and no case is closed before.

use serde_json::json;
use zhixing_domain::{
    closing::closure::conditions,
    ground::refusal::{FieldProblem, Need, Refusal},
    intake::claim::{Deed, DeedKind},
    matter::facts::{Fact, FactName, fact},
};

use crate::{court::*, samples::*};

fn evicting() -> zhixing_domain::intake::filing::Application {
    let mut application = application();
    application.claim.items.clear();
    let deed = |kind, content: &str| Deed { kind, content: content.to_owned() };
    application.claim.deeds = vec![
        deed(DeedKind::Vacate, "迁出解放中路12号房屋"),
        deed(DeedKind::Transfer, "协助办理解放中路12号房屋的过户登记"),
    ];
    application
}

fn count(court: &Court, name: FactName) -> Fact {
    fact(&court.file, name, court.today())
}

/// What of the claim still stands in the way of closing.
fn open(court: &mut Court) -> Vec<String> {
    let found = court.with(&judge(), |file, ctx| conditions::conditions(file, ctx)).unwrap();
    let acts = |detail: &str| detail.contains("还没有登记履行");
    found.into_iter().filter(|f| acts(&f.detail)).map(|f| f.detail).collect()
}

#[test]
fn a_claim_for_acts_alone_is_filed_done_on_proof_and_closed_no_sooner() {
    let mut court = Court::filed(&evicting());
    assert!(court.file.number.is_some(), "no money is asked for, and the case is filed");
    assert_eq!(court.file.claim.as_ref().unwrap().total().unwrap().get(), 0);
    assert_eq!(count(&court, FactName::Deeds), Fact::Int(2));
    assert_eq!(count(&court, FactName::Transfers), Fact::Int(1));
    assert_eq!(open(&mut court).len(), 1, "both are named in the condition");
    let record = |court: &mut Court, deed: &str, on: &str, material: &str| {
        let body = json!({ "deed": deed, "how": "court", "on": on, "material": material });
        court.send(&judge(), "record_performance", body)
    };
    let today = court.today().to_string();
    let unknown = record(&mut court, "2", &today, "申请执行书");
    assert_eq!(unknown, Err(Refusal::field("deed", FieldProblem::Unknown)));
    let unproved = record(&mut court, "0", &today, "交接笔录");
    assert_eq!(unproved, Err(Refusal::Missing("证明履行的材料")));
    let early = record(&mut court, "0", "2001-01-01", "申请执行书");
    assert!(matches!(early, Err(Refusal::Field { .. })), "{early:?}");
    record(&mut court, "0", &today, "申请执行书").unwrap();
    assert_eq!(count(&court, FactName::DeedsOpen), Fact::Int(1));
    let twice = record(&mut court, "0", &today, "申请执行书");
    assert_eq!(twice, Err(Refusal::field("deed", FieldProblem::Unknown)));
    record(&mut court, "1", &today, "申请执行书").unwrap();
    assert_eq!(count(&court, FactName::DeedsOpen), Fact::Int(0));
    assert_eq!(open(&mut court), Vec::<String>::new());
    let none = record(&mut court, "1", &today, "申请执行书");
    assert_eq!(none, Err(Refusal::needs(Need::DeedLeft)));
    assert_eq!(court.folded().performed.len(), 2, "the docket tells the same");
}

#[test]
fn a_claim_for_nothing_is_told_so() {
    let mut application = evicting();
    application.claim.deeds.clear();
    let mut court = Court::on("2026-03-02");
    court.file_case(&application).unwrap();
    assert!(court.file.number.is_none());
    assert_eq!(court.file.filing.missing, ["F-3"]);
}
