//! Items to XML. The order of fields is fixed, so that the same items give the same bytes.

use super::control::{ControlFeedback, ControlItem, ControlRequest, Receipt};
use super::package::{Content, PackageKind, PackageName};
use super::query::{AccountItem, AssetItem, Person, QueryFeedback, QueryRequest, Requester};
use crate::finding::{Code, Finding};
use crate::value::Word;
use crate::xml::write::Writer;

/// The file name and text of the main file; refused if the items are not what the name says.
pub(super) fn content(name: &PackageName, content: &Content) -> Result<(String, String), Finding> {
    let mut writer = Writer::new(name.kind.code(), &[]);
    let prefix = match (name.kind, content) {
        (PackageKind::QueryRequest, Content::QueryRequests(items)) => {
            items.iter().for_each(|item| query_request(&mut writer, item));
            "QA"
        }
        (PackageKind::ControlRequest, Content::ControlRequests(items)) => {
            items.iter().for_each(|item| control_request(&mut writer, item));
            "QA"
        }
        (PackageKind::QueryFeedback, Content::QueryFeedback(items)) => {
            items.iter().for_each(|item| query_feedback(&mut writer, item));
            "FA"
        }
        (PackageKind::ControlFeedback, Content::ControlFeedback(items)) => {
            items.iter().for_each(|item| control_feedback(&mut writer, item));
            "FA"
        }
        (PackageKind::QueryReceipt | PackageKind::ControlReceipt, Content::Receipts(items)) => {
            items.iter().for_each(|item| receipt(&mut writer, item));
            "HA"
        }
        _ => {
            let problem = "数据包类型与正文不符";
            return Err(Finding::refuse(Code::WrongFormat, name.file_name(), problem));
        }
    };
    Ok((format!("{prefix}{}.xml", name.batch_no), writer.finish()))
}

fn requester(writer: &mut Writer, from: &Requester) {
    writer.leaf("fymc", &from.court_name);
    writer.leaf("fydm", &from.court_code);
    writer.leaf("cbr", &from.judge);
    writer.leaf("lxdh", &from.phone);
    writer.leaf("gzzbh", &from.work_card_no);
    writer.leaf("gwzbh", &from.duty_card_no);
    writer.leaf("ah", &from.case_number);
}

fn person(writer: &mut Writer, person: &Person) {
    writer.leaf("xm", &person.name);
    writer.leaf("zjlx", person.id_kind.code());
    writer.leaf("zjhm", &person.id_number);
}

fn query_request(writer: &mut Writer, item: &QueryRequest) {
    writer.start("QQ", &[]);
    writer.leaf("bdhm", &item.request_no);
    requester(writer, &item.requester);
    person(writer, &item.respondent);
    let scopes: Vec<&str> = item.scopes.iter().map(|scope| scope.code()).collect();
    writer.leaf("cxfw", &scopes.join(","));
    writer.end();
}

fn control_request(writer: &mut Writer, item: &ControlRequest) {
    writer.start("QQ", &[]);
    writer.leaf("bdhm", &item.request_no);
    requester(writer, &item.requester);
    person(writer, &item.respondent);
    writer.leaf("xzwsmc", &item.notice_name);
    writer.leaf("xzwsbh", &item.notice_no);
    item.items.iter().for_each(|item| control_item(writer, item));
    writer.end();
}

fn control_item(writer: &mut Writer, item: &ControlItem) {
    writer.start("MX", &[]);
    writer.leaf("xh", &item.item_no.to_string());
    writer.leaf("cclx", item.kind.code());
    writer.leaf("kzcs", item.measure.code());
    writer.leaf("kznr", item.extent.code());
    writer.leaf("khh", &item.bank_name);
    writer.optional("khwd", item.branch.as_deref());
    writer.optional("wddm", item.branch_code.as_deref());
    writer.leaf("zh", &item.account);
    writer.optional("zzh", item.sub_account.as_deref());
    writer.optional("ccmc", item.asset_name.as_deref());
    writer.leaf("bz", &item.currency);
    writer.leaf("je", &item.amount.to_string());
    writer.optional("ksrq", item.starts_on.map(|day| day.to_string()).as_deref());
    writer.optional("jsrq", item.ends_on.map(|day| day.to_string()).as_deref());
    writer.leaf("cdsh", &item.ruling_no);
    writer.optional("ybdhm", item.original_request_no.as_deref());
    if let Some(account) = &item.court_account {
        writer.leaf("skhm", &account.name);
        writer.leaf("skyh", &account.bank);
        writer.leaf("skhh", &account.bank_no);
        writer.leaf("skzh", &account.account);
    }
    writer.end();
}

fn query_feedback(writer: &mut Writer, item: &QueryFeedback) {
    writer.start("FK", &[]);
    writer.leaf("bdhm", &item.request_no);
    writer.leaf("fkjg", item.result.code());
    writer.leaf("fkjgdm", &item.responder_code);
    writer.leaf("fkjgmc", &item.responder_name);
    writer.leaf("fkrq", &item.answered_on.to_string());
    writer.optional("sm", item.remark.as_deref());
    item.accounts.iter().for_each(|item| account(writer, item));
    item.assets.iter().for_each(|item| asset(writer, item));
    writer.end();
}

fn account(writer: &mut Writer, item: &AccountItem) {
    writer.start("ZHXX", &[]);
    writer.leaf("xh", &item.item_no.to_string());
    writer.leaf("zhlx", item.kind.code());
    writer.leaf("khh", &item.bank_name);
    writer.leaf("khwd", &item.branch);
    writer.leaf("wddm", &item.branch_code);
    writer.leaf("zh", &item.account);
    writer.optional("zzh", item.sub_account.as_deref());
    writer.leaf("bz", &item.currency);
    writer.leaf("ye", &item.balance.to_string());
    writer.leaf("kyye", &item.available.to_string());
    writer.leaf("zhzt", item.state.code());
    for freeze in &item.other_freezes {
        writer.start("QTDJ", &[]);
        writer.leaf("djfy", &freeze.court);
        writer.leaf("djah", &freeze.case_number);
        writer.leaf("djje", &freeze.amount.to_string());
        writer.leaf("djjsrq", &freeze.ends_on.to_string());
        writer.end();
    }
    writer.end();
}

fn asset(writer: &mut Writer, item: &AssetItem) {
    writer.start("CCXX", &[]);
    writer.leaf("xh", &item.item_no.to_string());
    writer.leaf("cclb", item.kind.code());
    writer.leaf("ccmc", &item.name);
    writer.leaf("ccbs", &item.identifier);
    writer.optional("gz", item.value.map(|fen| fen.to_string()).as_deref());
    writer.leaf("sfsx", if item.encumbered { "1" } else { "0" });
    for (name, value) in &item.details {
        writer.start("SX", &[]);
        writer.leaf("mc", name);
        writer.leaf("z", value);
        writer.end();
    }
    writer.end();
}

fn control_feedback(writer: &mut Writer, item: &ControlFeedback) {
    writer.start("FK", &[]);
    writer.leaf("bdhm", &item.request_no);
    writer.leaf("xh", &item.item_no.to_string());
    writer.leaf("kzcs", item.measure.code());
    writer.leaf("kzjg", item.result.code());
    writer.leaf("zh", &item.account);
    writer.optional("zzh", item.sub_account.as_deref());
    writer.leaf("sjje", &item.actual_amount.to_string());
    writer.leaf("djje", &item.frozen_amount.to_string());
    writer.leaf("kyye", &item.available.to_string());
    writer.optional("ksrq", item.starts_on.map(|day| day.to_string()).as_deref());
    writer.optional("jsrq", item.ends_on.map(|day| day.to_string()).as_deref());
    writer.optional("jjyy", item.refusal.as_deref());
    writer.leaf("czr", &item.operator);
    writer.leaf("fhr", &item.reviewer);
    writer.leaf("fkrq", &item.answered_on.to_string());
    writer.optional("lsh", item.transfer_no.as_deref());
    writer.end();
}

fn receipt(writer: &mut Writer, item: &Receipt) {
    writer.start("HZ", &[]);
    writer.leaf("wjm", &item.file_name);
    writer.optional("bdhm", item.request_no.as_deref());
    writer.leaf("cwdm", &item.error_code);
    writer.leaf("cwyy", &item.reason);
    writer.leaf("hzrq", &item.answered_on.to_string());
    writer.end();
}
