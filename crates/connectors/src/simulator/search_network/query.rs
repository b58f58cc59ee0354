//! What each body answers to a query.

use std::collections::BTreeMap;

use zhixing_law::day::Day;

use super::same_person;
use crate::search_network::query::{
    AccountItem, AccountKind, AssetItem, AssetKind, QueryFeedback, QueryRequest, QueryResult, Scope,
};
use crate::simulator::world::{Estate, World};

/// 协助单位, with the scope in which each is asked: banks by the head of their payment system codes.
pub const BODIES: &[(&str, &str, Scope)] = &[
    ("YH102", "中国工商银行", Scope::Bank),
    ("YH103", "中国农业银行", Scope::Bank),
    ("YH105", "中国建设银行", Scope::Bank),
    ("YH314", "农村商业银行", Scope::Bank),
    ("YH403", "中国邮政储蓄银行", Scope::Bank),
    ("ZQJS", "中国证券登记结算有限责任公司", Scope::Securities),
    ("YH991", "支付宝（中国）网络技术有限公司", Scope::InternetBank),
    ("YH992", "财付通支付科技有限公司", Scope::InternetBank),
    ("GAJT", "公安交通管理部门", Scope::Vehicle),
    ("BDCDJ", "不动产登记机构", Scope::RealEstate),
    ("SCJG", "市场监督管理部门", Scope::CompanyRegistry),
    ("RHZH", "中国人民银行", Scope::PeoplesBank),
];

/// One answer of every body in the scopes asked, an explicit nothing included.
pub(super) fn answers(world: &World, request: &QueryRequest, today: Day) -> Vec<QueryFeedback> {
    let estate = world
        .estate(&request.respondent.id_number)
        .filter(|estate| same_person(&request.respondent, &estate.person));
    let mut answers = Vec::new();
    for scope in &request.scopes {
        let mut by_bank = estate.map(|estate| accounts(estate, *scope, today)).unwrap_or_default();
        let mut found = estate.map(|estate| assets(estate, *scope)).unwrap_or_default();
        for (code, name, _) in BODIES.iter().filter(|(_, _, of)| of == scope) {
            let accounts = by_bank.remove(*code).map(|(_, accounts)| accounts).unwrap_or_default();
            let assets = std::mem::take(&mut found);
            answers.push(feedback(request, code, name, today, accounts, assets));
        }
        for (code, (name, accounts)) in by_bank {
            answers.push(feedback(request, &code, &name, today, accounts, Vec::new()));
        }
    }
    answers
}

/// The estate's accounts in a scope, by the code of the bank, with its name.
fn accounts(
    estate: &Estate,
    scope: Scope,
    today: Day,
) -> BTreeMap<String, (String, Vec<AccountItem>)> {
    let mut by_bank: BTreeMap<String, (String, Vec<AccountItem>)> = BTreeMap::new();
    for account in &estate.accounts {
        let internet = account.item.kind == AccountKind::InternetFunds;
        let asked = match scope {
            Scope::Bank => !internet,
            Scope::InternetBank => internet,
            _ => false,
        };
        if asked {
            let mut current = account.clone();
            current.lapse(today);
            let head = current.item.branch_code.get(..3).unwrap_or_default();
            let name = current.item.bank_name.clone();
            let known = by_bank.entry(format!("YH{head}")).or_insert((name, Vec::new()));
            known.1.push(current.report());
        }
    }
    by_bank
}

fn assets(estate: &Estate, scope: Scope) -> Vec<AssetItem> {
    let wanted: &[AssetKind] = match scope {
        Scope::Vehicle => &[AssetKind::Vehicle],
        Scope::RealEstate => &[AssetKind::RealEstate],
        Scope::Securities => &[AssetKind::Security, AssetKind::Fund],
        Scope::CompanyRegistry => &[AssetKind::Equity],
        _ => &[],
    };
    estate.assets.iter().filter(|asset| wanted.contains(&asset.kind)).cloned().collect()
}

fn feedback(
    request: &QueryRequest,
    code: &str,
    name: &str,
    today: Day,
    accounts: Vec<AccountItem>,
    assets: Vec<AssetItem>,
) -> QueryFeedback {
    let nothing = accounts.is_empty() && assets.is_empty();
    let result = if nothing { QueryResult::Nothing } else { QueryResult::Found };
    let remark = nothing.then(|| "查询结果为空".to_owned());
    QueryFeedback {
        request_no: request.request_no.clone(),
        result,
        responder_code: code.to_owned(),
        responder_name: name.to_owned(),
        answered_on: today,
        remark,
        accounts,
        assets,
    }
}
