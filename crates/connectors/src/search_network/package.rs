//! 数据包：the named ZIP around the XML files; reading, checking and writing it.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::control::{ControlFeedback, ControlRequest, Receipt};
use super::entries::{Card, LegalDocument};
use super::query::{QueryFeedback, QueryRequest};
use super::{entries, read as reading, write as writing};
use crate::finding::{Code, Finding, Reading, Refused};
use crate::value::{Word, is_digits, shorten};
use crate::xml::{self, Limits};

/// Largest package, in bytes as received.
pub const PACKAGE_BYTES_MAX: usize = 64 << 20;
/// Largest single file in a package, in bytes when unpacked.
pub const ENTRY_BYTES_MAX: usize = 16 << 20;
/// Largest package, in bytes when unpacked.
pub const UNPACKED_BYTES_MAX: usize = 128 << 20;
/// Most files in a package.
pub const ENTRIES_MAX: usize = 2_000;

const XML_LIMITS: Limits =
    Limits { bytes: ENTRY_BYTES_MAX, depth: 12, elements: 400_000, text: 12 << 20 };

/// 数据包类型。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackageKind {
    /// 查询请求.
    QueryRequest,
    /// 控制请求.
    ControlRequest,
    /// 查询反馈.
    QueryFeedback,
    /// 控制反馈.
    ControlFeedback,
    /// 查询反馈失败回执.
    QueryReceipt,
    /// 控制反馈失败回执.
    ControlReceipt,
}

impl Word for PackageKind {
    const TABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::QueryRequest, "CXQQ", "查询请求"),
        (Self::ControlRequest, "KZQQ", "控制请求"),
        (Self::QueryFeedback, "CXFK", "查询反馈"),
        (Self::ControlFeedback, "KZFK", "控制反馈"),
        (Self::QueryReceipt, "CXHZ", "查询反馈失败回执"),
        (Self::ControlReceipt, "KZHZ", "控制反馈失败回执"),
    ];
}

/// 数据包文件名：type, bank and batch.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PackageName {
    /// 类型.
    pub kind: PackageKind,
    /// 银行代码, 17 digits.
    pub bank_code: String,
    /// 批次号, 30 digits.
    pub batch_no: String,
}

impl PackageName {
    /// Reads `CXQQ<17 digits><30 digits>.zip`; the extension may be in either case.
    pub fn parse(file_name: &str) -> Result<Self, Finding> {
        let wrong = |why: &str| {
            let problem = format!("文件名“{}”{why}", shorten(file_name));
            Finding::refuse(Code::PackageName, shorten(file_name), problem)
        };
        let stem = file_name
            .strip_suffix(".zip")
            .or_else(|| file_name.strip_suffix(".ZIP"))
            .ok_or_else(|| wrong("不是.zip"))?;
        let (Some(kind), Some(bank_code), Some(batch_no)) =
            (stem.get(..4), stem.get(4..21), stem.get(21..))
        else {
            return Err(wrong("长度不足"));
        };
        let kind = PackageKind::from_code(kind).ok_or_else(|| wrong("的类型不在约定范围"))?;
        if !is_digits(bank_code, 17) {
            return Err(wrong("的银行代码不是17位数字"));
        }
        if !is_digits(batch_no, 30) {
            return Err(wrong("的批次号不是30位数字"));
        }
        Ok(Self { kind, bank_code: bank_code.to_owned(), batch_no: batch_no.to_owned() })
    }

    /// The file name.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}{}{}.zip", self.kind.code(), self.bank_code, self.batch_no)
    }
}

/// 数据包正文：items of the kind that the name says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// 查询请求.
    QueryRequests(Vec<QueryRequest>),
    /// 控制请求.
    ControlRequests(Vec<ControlRequest>),
    /// 查询反馈.
    QueryFeedback(Vec<QueryFeedback>),
    /// 控制反馈.
    ControlFeedback(Vec<ControlFeedback>),
    /// 回执, of queries or controls as the name says.
    Receipts(Vec<Receipt>),
}

impl Content {
    /// Number of items.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::QueryRequests(items) => items.len(),
            Self::ControlRequests(items) => items.len(),
            Self::QueryFeedback(items) => items.len(),
            Self::ControlFeedback(items) => items.len(),
            Self::Receipts(items) => items.len(),
        }
    }

    /// Whether there is no item.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// 数据包。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// 文件名.
    pub name: PackageName,
    /// 正文.
    pub content: Content,
    /// 法律文书 (QI).
    pub documents: Vec<LegalDocument>,
    /// 证件 (QC).
    pub cards: Vec<Card>,
}

/// A file ready for the drop directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageFile {
    /// 文件名.
    pub file_name: String,
    /// The ZIP.
    pub bytes: Vec<u8>,
}

/// Writes a package. What is written is read back first: a package that our own reader would object to
/// (a field missing, too long, contradictory) is refused with the reader's findings.
pub fn write(package: &Package) -> Result<PackageFile, Refused> {
    let file_name = package.name.file_name();
    PackageName::parse(&file_name)?;
    let batch = &package.name.batch_no;
    let mut files = vec![writing::content(&package.name, &package.content)?];
    if !package.documents.is_empty() {
        files.push((format!("QI{batch}.xml"), entries::write_documents(&package.documents)));
    }
    if !package.cards.is_empty() {
        files.push((format!("QC{batch}.xml"), entries::write_cards(&package.cards)));
    }
    let bytes = pack(&files)
        .map_err(|error| Finding::refuse(Code::PackageArchive, &file_name, error.to_string()))?;
    let back = read(&file_name, &bytes)?;
    if !back.findings.is_empty() {
        return Err(Refused { findings: back.findings });
    }
    if back.value != *package {
        let problem = "内容写出后与原内容不一致（首尾空白、换行或类型不符）";
        return Err(Finding::refuse(Code::FieldInvalid, file_name, problem).into());
    }
    Ok(PackageFile { file_name, bytes })
}

fn pack(files: &[(String, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Reads a package: the good items, and one finding for each thing left out. Refused as a whole if it
/// cannot be opened, exceeds a limit, or yields no item.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Reading<Package>, Refused> {
    let name = PackageName::parse(file_name)?;
    let files = unpack(file_name, bytes)?;
    let mut findings = Vec::new();
    let mut roots = Vec::new();
    let mut documents = Vec::new();
    let mut cards = Vec::new();
    let mut limits = XML_LIMITS;
    for (entry, bytes) in files {
        let prefix = entry.get(..2).unwrap_or_default().to_owned();
        let known = matches!(prefix.as_str(), "QA" | "FA" | "HA" | "QI" | "QC");
        if !known || !entry.ends_with(".xml") || entry.contains(['/', '\\']) {
            let problem = format!("压缩包内文件“{}”的名称不在约定范围", shorten(&entry));
            findings.push(Finding::exclude(Code::PackageEntry, file_name, problem));
            continue;
        }
        // The limit on elements holds for the package, not for each file in it.
        let parsed = xml::parse(&entry, &bytes, limits);
        limits.elements -= parsed.as_ref().map_or(0, xml::Element::count);
        match parsed {
            Ok(root) if prefix == "QI" => {
                entries::read_documents(&entry, &root, &mut documents, &mut findings)
            }
            Ok(root) if prefix == "QC" => {
                entries::read_cards(&entry, &root, &mut cards, &mut findings)
            }
            Ok(root) => roots.push((entry, root)),
            Err(finding) => findings
                .push(Finding { treatment: crate::finding::Treatment::ItemExcluded, ..finding }),
        }
    }
    let content = reading::content(name.kind, &roots, &mut findings);
    if content.is_empty() {
        let problem = "数据包中没有可用的项目";
        findings.push(Finding::refuse(Code::NoItems, file_name, problem));
        return Err(Refused { findings });
    }
    Ok(Reading { value: Package { name, content, documents, cards }, findings })
}

/// Unpacks with limits on the count, the size of each file and the sum; stored sizes are not believed.
fn unpack(file_name: &str, bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Finding> {
    let limit = |problem: String| Finding::refuse(Code::PackageLimits, file_name, problem);
    let broken = || Finding::refuse(Code::PackageArchive, file_name, "压缩包无法打开");
    if bytes.len() > PACKAGE_BYTES_MAX {
        return Err(limit(format!("压缩包{}字节，超过上限{PACKAGE_BYTES_MAX}字节", bytes.len())));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > ENTRIES_MAX {
        return Err(limit(format!("压缩包含{}个文件，超过上限{ENTRIES_MAX}个", archive.len())));
    }
    let mut files = Vec::new();
    let mut seen = HashMap::new();
    let mut total = 0_usize;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| broken())?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let mut content = Vec::new();
        let most = u64::try_from(ENTRY_BYTES_MAX).unwrap_or(u64::MAX);
        entry.take(most + 1).read_to_end(&mut content).map_err(|_| broken())?;
        total = total.saturating_add(content.len());
        if content.len() > ENTRY_BYTES_MAX || total > UNPACKED_BYTES_MAX {
            return Err(limit(format!("文件“{}”解压后超过大小上限", shorten(&name))));
        }
        if seen.insert(name.clone(), index).is_some() {
            return Err(limit(format!("压缩包内有两个文件同名“{}”", shorten(&name))));
        }
        files.push((name, content));
    }
    Ok(files)
}

/// A feedback package whose last item has lost its request number (for the simulator's weather).
pub(crate) fn write_broken(content: &Content) -> Option<Vec<u8>> {
    let kind = match content {
        Content::ControlFeedback(_) => PackageKind::ControlFeedback,
        _ => PackageKind::QueryFeedback,
    };
    let name = PackageName { kind, bank_code: String::new(), batch_no: String::new() };
    let (file, text) = writing::content(&name, content).ok()?;
    let from = text.rfind("<bdhm>")?;
    let to = from + text.get(from..)?.find("</bdhm>")? + "</bdhm>".len();
    let broken = format!("{}{}", text.get(..from)?, text.get(to..)?);
    pack(&[(file, broken)]).ok()
}
