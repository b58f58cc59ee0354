//! 附件：the legal documents (QI) and the cards of the judge (QC) that travel with a request.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::names::label;
use crate::finding::{Code, Finding};
use crate::value::{Word, is_token};
use crate::xml::Element;
use crate::xml::read::Fields;
use crate::xml::write::Writer;

/// 法律文书：the document on which a request rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalDocument {
    /// 请求单号 of the request it belongs to.
    pub request_no: String,
    /// 文书类别, such as 执行裁定书 or 协助执行通知书.
    pub kind: String,
    /// 文书文号.
    pub number: String,
    /// The file as it is, usually a PDF.
    pub bytes: Vec<u8>,
}

/// 证件类型：the judge's card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// 工作证.
    Work,
    /// 执行公务证.
    Duty,
}

impl Word for CardKind {
    const TABLE: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Work, "GZZ", "工作证"), (Self::Duty, "GWZ", "执行公务证")];
}

/// 证件：an image of the judge's card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// 请求单号 of the request it belongs to.
    pub request_no: String,
    /// 证件类型.
    pub kind: CardKind,
    /// 证件号码.
    pub number: String,
    /// The image as it is.
    pub bytes: Vec<u8>,
}

pub(super) fn write_documents(documents: &[LegalDocument]) -> String {
    let mut writer = Writer::new("WSXX", &[]);
    for document in documents {
        writer.start("WS", &[]);
        writer.leaf("bdhm", &document.request_no);
        writer.leaf("wslb", &document.kind);
        writer.leaf("wswh", &document.number);
        writer.leaf("nr", &STANDARD.encode(&document.bytes));
        writer.end();
    }
    writer.finish()
}

pub(super) fn write_cards(cards: &[Card]) -> String {
    let mut writer = Writer::new("ZJXX", &[]);
    for card in cards {
        writer.start("ZJ", &[]);
        writer.leaf("bdhm", &card.request_no);
        writer.leaf("zjlx", card.kind.code());
        writer.leaf("zjhm", &card.number);
        writer.leaf("nr", &STANDARD.encode(&card.bytes));
        writer.end();
    }
    writer.finish()
}

pub(super) fn read_documents(
    file: &str,
    root: &Element,
    documents: &mut Vec<LegalDocument>,
    findings: &mut Vec<Finding>,
) {
    if !is_root(file, root, "WSXX", findings) {
        return;
    }
    for element in root.all("WS") {
        let mut fields = Fields::new(file, element, label);
        let document = LegalDocument {
            request_no: request_no(&mut fields),
            kind: fields.text("wslb", 60),
            number: fields.text("wswh", 80),
            bytes: content(&mut fields, element),
        };
        match fields.finish(document) {
            Ok(document) => documents.push(document),
            Err(wrong) => findings.extend(wrong),
        }
    }
}

pub(super) fn read_cards(
    file: &str,
    root: &Element,
    cards: &mut Vec<Card>,
    findings: &mut Vec<Finding>,
) {
    if !is_root(file, root, "ZJXX", findings) {
        return;
    }
    for element in root.all("ZJ") {
        let mut fields = Fields::new(file, element, label);
        let card = Card {
            request_no: request_no(&mut fields),
            kind: fields.word("zjlx").unwrap_or(CardKind::Work),
            number: fields.text("zjhm", 40),
            bytes: content(&mut fields, element),
        };
        match fields.finish(card) {
            Ok(card) => cards.push(card),
            Err(wrong) => findings.extend(wrong),
        }
    }
}

pub(super) fn request_no(fields: &mut Fields<'_>) -> String {
    fields.checked("bdhm", 40, "1至40位字母或数字", |text| is_token(text, 40))
}

fn is_root(file: &str, root: &Element, name: &str, findings: &mut Vec<Finding>) -> bool {
    if root.name != name {
        let problem = format!("根元素应为{name}");
        findings.push(Finding::exclude(Code::WrongFormat, file, problem));
    }
    root.name == name
}

fn content(fields: &mut Fields<'_>, element: &Element) -> Vec<u8> {
    let Some(text) = element.text_at(&["nr"]) else {
        fields.wrong(Code::FieldMissing, "nr", "必填项为空或缺失");
        return Vec::new();
    };
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    STANDARD.decode(compact).unwrap_or_else(|_| {
        fields.wrong(Code::FieldInvalid, "nr", "内容不是有效的base64编码");
        Vec::new()
    })
}
