//! Control requests and their feedback.

use std::collections::HashSet;

use super::{person, requester};
use crate::finding::{Code, Finding};
use crate::search_network::control::{
    ControlFeedback, ControlItem, ControlRequest, ControlResult, CourtAccount, Measure,
};
use crate::search_network::entries::request_no;
use crate::search_network::names::label;
use crate::value::{is_account, is_digits, is_token};
use crate::xml::Element;
use crate::xml::read::Fields;

pub(super) fn control_request(
    file: &str,
    element: &Element,
) -> Result<ControlRequest, Vec<Finding>> {
    let mut fields = Fields::new(file, element, label);
    let mut request = ControlRequest {
        request_no: request_no(&mut fields),
        requester: requester(&mut fields),
        respondent: person(&mut fields),
        notice_name: fields.text("xzwsmc", 80),
        notice_no: fields.text("xzwsbh", 80),
        items: Vec::new(),
    };
    let mut numbers = HashSet::new();
    let mut wrong = Vec::new();
    for detail in element.all("MX") {
        match control_item(file, detail) {
            Ok(item) if numbers.insert(item.item_no) => request.items.push(item),
            Ok(item) => fields.wrong(Code::Duplicate, "MX", format!("序号{}重复", item.item_no)),
            Err(findings) => wrong.extend(findings),
        }
    }
    if request.items.is_empty() && wrong.is_empty() {
        fields.wrong(Code::FieldMissing, "MX", "没有控制明细");
    }
    // A control request is one order of the court: it is carried out whole or not at all.
    fields.findings.extend(wrong);
    fields.finish(request)
}

fn control_item(file: &str, element: &Element) -> Result<ControlItem, Vec<Finding>> {
    let mut fields = Fields::new(file, element, label);
    let (Some(kind), Some(measure), Some(extent)) =
        (fields.word("cclx"), fields.word("kzcs"), fields.word("kznr"))
    else {
        return Err(fields.findings);
    };
    let item = ControlItem {
        item_no: fields.number("xh"),
        kind,
        measure,
        extent,
        bank_name: fields.text("khh", 80),
        branch: fields.optional("khwd", 80),
        branch_code: fields.optional_checked("wddm", 12, "12位数字", |t| is_digits(t, 12)),
        account: fields.checked("zh", 40, "账号", is_account),
        sub_account: fields.optional_checked("zzh", 40, "账号", is_account),
        asset_name: fields.optional("ccmc", 100),
        currency: currency(&mut fields),
        amount: fields.fen("je"),
        starts_on: fields.optional_day("ksrq"),
        ends_on: fields.optional_day("jsrq"),
        ruling_no: fields.text("cdsh", 80),
        original_request_no: fields.optional_checked(
            "ybdhm",
            40,
            "1至40位字母或数字",
            |t| is_token(t, 40),
        ),
        court_account: court_account(element, &mut fields),
    };
    check_item(&item, &mut fields);
    fields.finish(item)
}

fn court_account(element: &Element, fields: &mut Fields<'_>) -> Option<CourtAccount> {
    element.text_at(&["skzh"])?;
    Some(CourtAccount {
        name: fields.text("skhm", 100),
        bank: fields.text("skyh", 80),
        bank_no: fields.checked("skhh", 12, "12位数字", |text| is_digits(text, 12)),
        account: fields.checked("skzh", 40, "账号", is_account),
    })
}

/// What each measure demands.
fn check_item(item: &ControlItem, fields: &mut Fields<'_>) {
    let mut demand = |bad: bool, name: &str, problem: &str| {
        if bad {
            fields.wrong(Code::RequestInconsistent, name, problem);
        }
    };
    let timed = matches!(item.measure, Measure::Freeze | Measure::Renew);
    demand(item.item_no == 0, "xh", "序号应从1开始");
    demand(
        item.measure != Measure::Release && !item.amount.is_positive(),
        "je",
        "冻结、续冻、扣划的金额应大于零",
    );
    demand(timed && item.starts_on.is_none(), "ksrq", "冻结、续冻须写明开始日期");
    demand(timed && item.ends_on.is_none(), "jsrq", "冻结、续冻须写明结束日期");
    demand(
        matches!((item.starts_on, item.ends_on), (Some(start), Some(end)) if end <= start),
        "jsrq",
        "结束日期应晚于开始日期",
    );
    demand(
        matches!(item.measure, Measure::Renew | Measure::Release)
            && item.original_request_no.is_none(),
        "ybdhm",
        "续冻、解冻须写明原请求单号",
    );
    demand(
        item.measure == Measure::Deduct && item.court_account.is_none(),
        "skzh",
        "扣划须写明案款专户",
    );
}

pub(super) fn currency(fields: &mut Fields<'_>) -> String {
    fields.checked("bz", 3, "三位大写字母的币种代码", |text| {
        text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
    })
}

pub(super) fn control_feedback(
    file: &str,
    element: &Element,
) -> Result<ControlFeedback, Vec<Finding>> {
    let mut fields = Fields::new(file, element, label);
    let (Some(measure), Some(result), Some(answered_on)) =
        (fields.word("kzcs"), fields.word("kzjg"), fields.day("fkrq"))
    else {
        return Err(fields.findings);
    };
    let item = ControlFeedback {
        request_no: request_no(&mut fields),
        item_no: fields.number("xh"),
        measure,
        result,
        account: fields.checked("zh", 40, "账号", is_account),
        sub_account: fields.optional_checked("zzh", 40, "账号", is_account),
        actual_amount: fields.fen("sjje"),
        frozen_amount: fields.fen("djje"),
        available: fields.fen("kyye"),
        starts_on: fields.optional_day("ksrq"),
        ends_on: fields.optional_day("jsrq"),
        refusal: fields.optional("jjyy", 500),
        operator: fields.text("czr", 40),
        reviewer: fields.text("fhr", 40),
        answered_on,
        transfer_no: fields.optional("lsh", 60),
    };
    if item.result != ControlResult::Done && item.refusal.is_none() {
        fields.wrong(Code::FieldMissing, "jjyy", "未全部成功时须写明原因");
    }
    if item.result == ControlResult::Refused && !item.actual_amount.is_zero() {
        fields.wrong(Code::Contradiction, "sjje", "结果为失败，实际控制金额应为零");
    }
    // Freezing an account for what may arrive succeeds with nothing in it; a deduction does not.
    let paid = item.measure == Measure::Deduct && item.result != ControlResult::Refused;
    if paid && item.actual_amount.is_zero() {
        fields.wrong(Code::Contradiction, "sjje", "扣划结果为成功，实际金额不应为零");
    }
    fields.finish(item)
}
