//! What each body answers to a query.

use std::collections::BTreeMap;

use zhixing_law::day::Day;

use super::same_person;
use crate::search_network::query::{
    AccountItem, AccountKind, AssetItem, AssetKind, QueryFeedback, QueryRequest, QueryResult, Scope,
};
use crate::simulator::world::{Estate, World};

/// One answer per bank that keeps an account, and one per other scope; an explicit nothing otherwise.
pub(super) fn answers(world: &World, request: &QueryRequest, today: Day) -> Vec<QueryFeedback> {
    let estate = world
        .estate(&request.respondent.id_number)
        .filter(|estate| same_person(&request.respondent, &estate.person));
    let mut answers = Vec::new();
    for scope in &request.scopes {
        let before = answers.len();
        if let Some(estate) = estate {
            accounts(estate, *scope, request, today, &mut answers);
            assets(estate, *scope, request, today, &mut answers);
        }
        if answers.len() == before {
            let (code, name) = responder(*scope);
            answers.push(feedback(request, code, name, today, Vec::new(), Vec::new()));
        }
    }
    answers
}

fn responder(scope: Scope) -> (&'static str, &'static str) {
    match scope {
        Scope::Bank => ("YHZH", "商业银行汇总"),
        Scope::Securities => ("ZQJS", "中国证券登记结算有限责任公司"),
        Scope::InternetBank => ("WLZF", "互联网支付机构汇总"),
        Scope::Vehicle => ("GAJT", "公安交通管理部门"),
        Scope::RealEstate => ("BDCDJ", "不动产登记机构"),
        Scope::CompanyRegistry => ("SCJG", "市场监督管理部门"),
        Scope::PeoplesBank => ("RHZH", "中国人民银行"),
    }
}

fn accounts(
    estate: &Estate,
    scope: Scope,
    request: &QueryRequest,
    today: Day,
    answers: &mut Vec<QueryFeedback>,
) {
    let mut by_bank: BTreeMap<(String, String), Vec<AccountItem>> = BTreeMap::new();
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
            let key = (format!("YH{head}"), current.item.bank_name.clone());
            by_bank.entry(key).or_default().push(current.report());
        }
    }
    for ((code, name), accounts) in by_bank {
        answers.push(feedback(request, &code, &name, today, accounts, Vec::new()));
    }
}

fn assets(
    estate: &Estate,
    scope: Scope,
    request: &QueryRequest,
    today: Day,
    answers: &mut Vec<QueryFeedback>,
) {
    let wanted: &[AssetKind] = match scope {
        Scope::Vehicle => &[AssetKind::Vehicle],
        Scope::RealEstate => &[AssetKind::RealEstate],
        Scope::Securities => &[AssetKind::Security, AssetKind::Fund],
        Scope::CompanyRegistry => &[AssetKind::Equity],
        _ => &[],
    };
    let found: Vec<AssetItem> =
        estate.assets.iter().filter(|asset| wanted.contains(&asset.kind)).cloned().collect();
    if !found.is_empty() {
        let (code, name) = responder(scope);
        answers.push(feedback(request, code, name, today, Vec::new(), found));
    }
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
