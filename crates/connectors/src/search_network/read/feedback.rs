//! The answers to queries.

use super::control::currency;
use crate::finding::{Code, Finding};
use crate::search_network::entries::request_no;
use crate::search_network::names::label;
use crate::search_network::query::{
    AccountItem, AssetItem, OtherFreeze, QueryFeedback, QueryResult,
};
use crate::value::{is_account, is_digits, is_token};
use crate::xml::Element;
use crate::xml::read::Fields;

/// Most details of one asset, and most freezes of one account.
const DETAILS_MAX: usize = 100;

pub(super) fn query_feedback(file: &str, element: &Element) -> Result<QueryFeedback, Vec<Finding>> {
    let mut fields = Fields::new(file, element, label);
    let (Some(result), Some(answered_on)) = (fields.word("fkjg"), fields.day("fkrq")) else {
        return Err(fields.findings);
    };
    let mut item = QueryFeedback {
        request_no: request_no(&mut fields),
        result,
        responder_code: fields.checked("fkjgdm", 20, "字母和数字", |t| is_token(t, 20)),
        responder_name: fields.text("fkjgmc", 100),
        answered_on,
        remark: fields.optional("sm", 500),
        accounts: Vec::new(),
        assets: Vec::new(),
    };
    for child in element.all("ZHXX") {
        match account(file, child) {
            Ok(account) => item.accounts.push(account),
            Err(wrong) => fields.findings.extend(wrong),
        }
    }
    for child in element.all("CCXX") {
        match asset(file, child) {
            Ok(asset) => item.assets.push(asset),
            Err(wrong) => fields.findings.extend(wrong),
        }
    }
    let empty = item.accounts.is_empty() && item.assets.is_empty();
    if fields.findings.is_empty() && empty != (item.result != QueryResult::Found) {
        fields.wrong(Code::Contradiction, "fkjg", "反馈结果与所列财产矛盾");
    }
    if item.result == QueryResult::Failed && item.remark.is_none() {
        fields.wrong(Code::FieldMissing, "sm", "未能查询时须说明原因");
    }
    // An answer that shows only part of what was found would mislead: it is taken whole or not at all.
    fields.finish(item)
}

fn account(file: &str, element: &Element) -> Result<AccountItem, Vec<Finding>> {
    let mut fields = Fields::new(file, element, label);
    let (Some(kind), Some(state)) = (fields.word("zhlx"), fields.word("zhzt")) else {
        return Err(fields.findings);
    };
    let mut item = AccountItem {
        item_no: fields.number("xh"),
        kind,
        bank_name: fields.text("khh", 80),
        branch: fields.text("khwd", 80),
        branch_code: fields.checked("wddm", 12, "12位数字", |text| is_digits(text, 12)),
        account: fields.checked("zh", 40, "账号", is_account),
        sub_account: fields.optional_checked("zzh", 40, "账号", is_account),
        currency: currency(&mut fields),
        balance: fields.fen("ye"),
        available: fields.fen("kyye"),
        state,
        other_freezes: Vec::new(),
    };
    if fields.findings.is_empty() && item.available > item.balance {
        fields.wrong(Code::Contradiction, "kyye", "可用余额大于余额");
    }
    for child in element.all("QTDJ").take(DETAILS_MAX) {
        let mut inner = Fields::new(file, child, label);
        let court = inner.text("djfy", 60);
        let case_number = inner.text("djah", 60);
        let amount = inner.fen("djje");
        if let Some(ends_on) = inner.day("djjsrq") {
            item.other_freezes.push(OtherFreeze { court, case_number, amount, ends_on });
        }
        fields.findings.extend(inner.findings);
    }
    fields.finish(item)
}

fn asset(file: &str, element: &Element) -> Result<AssetItem, Vec<Finding>> {
    let mut fields = Fields::new(file, element, label);
    let Some(kind) = fields.word("cclb") else {
        return Err(fields.findings);
    };
    let encumbered = fields.checked("sfsx", 1, "0或1", |text| matches!(text, "0" | "1"));
    let mut item = AssetItem {
        item_no: fields.number("xh"),
        kind,
        name: fields.text("ccmc", 200),
        identifier: fields.text("ccbs", 100),
        value: fields.optional_fen("gz"),
        encumbered: encumbered == "1",
        details: Vec::new(),
    };
    for child in element.all("SX").take(DETAILS_MAX) {
        let mut inner = Fields::new(file, child, label);
        let pair = (inner.text("mc", 40), inner.text("z", 500));
        if inner.findings.is_empty() {
            item.details.push(pair);
        }
        fields.findings.extend(inner.findings);
    }
    fields.finish(item)
}
