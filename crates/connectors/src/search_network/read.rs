//! XML to items: each item is checked by itself, so that one bad item never takes the batch with it.

use std::collections::HashMap;

use super::control::Receipt;
use super::entries::request_no;
use super::names::label;
use super::package::{Content, PackageKind};
use super::query::{IdKind, Person, QueryRequest, Requester, Scope};
use crate::finding::{Code, Finding};
use crate::value::{Word, is_token, shorten};
use crate::xml::Element;
use crate::xml::read::Fields;

mod control;
mod feedback;

/// Most items in one package.
const ITEMS_MAX: usize = 20_000;

/// Reads the main files of a package of one kind.
pub(super) fn content(
    kind: PackageKind,
    roots: &[(String, Element)],
    findings: &mut Vec<Finding>,
) -> Content {
    match kind {
        PackageKind::QueryRequest => {
            Content::QueryRequests(items(kind, "QQ", roots, findings, query_request, |item| {
                item.request_no.clone()
            }))
        }
        PackageKind::ControlRequest => Content::ControlRequests(items(
            kind,
            "QQ",
            roots,
            findings,
            control::control_request,
            |item| item.request_no.clone(),
        )),
        PackageKind::QueryFeedback => Content::QueryFeedback(items(
            kind,
            "FK",
            roots,
            findings,
            feedback::query_feedback,
            |item| format!("{}/{}", item.request_no, item.responder_code),
        )),
        PackageKind::ControlFeedback => Content::ControlFeedback(items(
            kind,
            "FK",
            roots,
            findings,
            control::control_feedback,
            |item| format!("{}/{}", item.request_no, item.item_no),
        )),
        PackageKind::QueryReceipt | PackageKind::ControlReceipt => {
            Content::Receipts(items(kind, "HZ", roots, findings, receipt, |item| {
                format!("{}/{}", item.file_name, item.request_no.as_deref().unwrap_or_default())
            }))
        }
    }
}

type Read<T> = fn(&str, &Element) -> Result<T, Vec<Finding>>;

fn items<T: PartialEq>(
    kind: PackageKind,
    name: &str,
    roots: &[(String, Element)],
    findings: &mut Vec<Finding>,
    read: Read<T>,
    key: fn(&T) -> String,
) -> Vec<T> {
    let mut items: Vec<T> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (file, root) in roots {
        if root.name != kind.code() {
            let problem = format!("根元素应为{}，实为{}", kind.code(), shorten(&root.name));
            findings.push(Finding::exclude(Code::WrongFormat, file, problem));
            continue;
        }
        for element in &root.children {
            let place = format!("{file}第{}行", element.line);
            if element.name != name {
                let problem = format!("元素{}不在约定范围", shorten(&element.name));
                findings.push(Finding::exclude(Code::PackageEntry, place, problem));
                continue;
            }
            let item = match read(file, element) {
                Ok(item) => item,
                Err(wrong) => {
                    findings.extend(wrong);
                    continue;
                }
            };
            let key = key(&item);
            match seen.get(&key).and_then(|index| items.get(*index)) {
                Some(first) if *first == item => {
                    let problem = format!("与前面的{key}完全相同");
                    findings.push(Finding::exclude(Code::Duplicate, place, problem));
                }
                Some(_) => {
                    let problem = format!("与前面的{key}内容矛盾，只采用第一次");
                    findings.push(Finding::exclude(Code::Contradiction, place, problem));
                }
                None if items.len() >= ITEMS_MAX => {
                    let problem = format!("项目超过{ITEMS_MAX}个");
                    findings.push(Finding::exclude(Code::PackageLimits, place, problem));
                    return items;
                }
                None => {
                    seen.insert(key, items.len());
                    items.push(item);
                }
            }
        }
    }
    items
}

fn requester(fields: &mut Fields<'_>) -> Requester {
    Requester {
        court_name: fields.text("fymc", 60),
        court_code: fields.text("fydm", 20),
        judge: fields.text("cbr", 40),
        phone: fields.checked("lxdh", 30, "电话号码", |text| {
            text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b' '))
        }),
        work_card_no: fields.text("gzzbh", 40),
        duty_card_no: fields.text("gwzbh", 40),
        case_number: fields.text("ah", 60),
    }
}

fn person(fields: &mut Fields<'_>) -> Person {
    Person {
        name: fields.text("xm", 200),
        id_kind: fields.word("zjlx").unwrap_or(IdKind::Other),
        id_number: fields.checked("zjhm", 40, "字母和数字", |text| {
            text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }),
    }
}

fn query_request(file: &str, element: &Element) -> Result<QueryRequest, Vec<Finding>> {
    let mut fields = Fields::new(file, element, label);
    let mut item = QueryRequest {
        request_no: request_no(&mut fields),
        requester: requester(&mut fields),
        respondent: person(&mut fields),
        scopes: Vec::new(),
    };
    for code in fields.text("cxfw", 100).split(',').filter(|code| !code.is_empty()) {
        match Scope::from_code(code) {
            Some(scope) if item.scopes.contains(&scope) => {
                fields.wrong(Code::Duplicate, "cxfw", format!("范围{code}重复"));
            }
            Some(scope) => item.scopes.push(scope),
            None => {
                let problem = format!("范围代码“{}”不在约定范围", shorten(code));
                fields.wrong(Code::FieldInvalid, "cxfw", problem);
            }
        }
    }
    fields.finish(item)
}

fn receipt(file: &str, element: &Element) -> Result<Receipt, Vec<Finding>> {
    let mut fields = Fields::new(file, element, label);
    let file_name = fields.text("wjm", 80);
    let request_no =
        fields.optional_checked("bdhm", 40, "1至40位字母或数字", |text| is_token(text, 40));
    let error_code = fields.text("cwdm", 40);
    let reason = fields.text("cwyy", 500);
    let Some(answered_on) = fields.day("hzrq") else {
        return Err(fields.findings);
    };
    fields.finish(Receipt { file_name, request_no, error_code, reason, answered_on })
}
