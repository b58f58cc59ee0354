//! Files made to hurt.

use zhixing_connectors::bank::statement::STATEMENT_BYTES_MAX;
use zhixing_connectors::bank::{camt053, pain002, sniff, statement_csv};
use zhixing_connectors::finding::{Code, Finding};
use zhixing_connectors::search_network::package::{ENTRIES_MAX, PackageKind, read};

use crate::samples::*;

fn camt(text: &str) -> Code {
    camt053::read("a.xml", text.as_bytes()).unwrap_err().findings[0].code
}

#[test]
fn every_code_has_its_own_text_and_a_remedy() {
    let mut texts: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), Code::ALL.len());
    assert!(Code::ALL.iter().all(|code| !code.remedy().is_empty()));
    let finding = Finding::note(Code::Balance, "甲", "乙");
    assert_eq!(
        finding.to_string(),
        format!("[STATEMENT_BALANCE] 甲：乙。{}", Code::Balance.remedy())
    );
    assert_eq!(serde_json::to_value(&finding).unwrap()["code"], "STATEMENT_BALANCE");
}

#[test]
fn document_types_and_entities_are_refused_before_they_do_anything() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Document>&b;</Document>"#;
    assert_eq!(camt(laughs), Code::XmlDoctype);
    let file = r#"<!DOCTYPE x SYSTEM "file:///etc/passwd"><Document/>"#;
    assert_eq!(camt(file), Code::XmlDoctype);
    assert_eq!(camt("<Document>&other;</Document>"), Code::XmlDoctype);
}

#[test]
fn deep_wide_and_long_documents_are_refused() {
    assert_eq!(camt(&format!("{}x", "<a>".repeat(100_000))), Code::XmlLimits);
    assert_eq!(camt(&format!("<a>{}</a>", "<b/>".repeat(900_000))), Code::XmlLimits);
    assert_eq!(camt(&format!("<a>{}</a>", "x".repeat(70_000))), Code::XmlLimits);
    let large = vec![b' '; STATEMENT_BYTES_MAX + 1];
    assert_eq!(camt053::read("a", &large).unwrap_err().findings[0].code, Code::TooLarge);
    assert_eq!(statement_csv::read("a", &large).unwrap_err().findings[0].code, Code::TooLarge);
    let rows = "1,2\n".repeat(200_000);
    let refused = statement_csv::read("a", rows.as_bytes()).unwrap_err();
    assert_eq!(refused.findings[0].code, Code::TooLarge);
    let columns = "1,".repeat(100);
    let refused = statement_csv::read("a", columns.as_bytes()).unwrap_err();
    assert_eq!(refused.findings[0].code, Code::WrongFormat);
}

#[test]
fn what_is_wrong_with_a_file_is_said_in_chinese_alone() {
    for text in ["<a", "<a><b></a></b>", "<a x=1></a>"] {
        let refused = camt053::read("流水", text.as_bytes()).unwrap_err();
        let problem = refused.findings[0].problem.replace("XML", "");
        assert!(!problem.contains(|c: char| c.is_ascii_lowercase()), "{text}: {problem}");
    }
    let package = name(PackageKind::QueryFeedback, 1).file_name();
    let refused = read(&package, b"PK\x03\x04 cut short").unwrap_err();
    let problem = &refused.findings[0].problem;
    assert!(!problem.contains(|c: char| c.is_ascii_lowercase()), "{problem}");
}

#[test]
fn broken_markup_is_named() {
    assert_eq!(camt("<a><b></a></b>"), Code::XmlSyntax);
    assert_eq!(camt("<a></a><b></b>"), Code::XmlSyntax);
    assert_eq!(camt("<a></a>text"), Code::XmlSyntax);
    assert_eq!(camt("<p:a></p:a>"), Code::XmlSyntax);
    assert_eq!(camt("<a x=1></a>"), Code::XmlSyntax);
    assert_eq!(camt("<a><b>"), Code::CutShort);
    assert_eq!(camt("<a"), Code::CutShort);
    assert_eq!(camt("no markup"), Code::XmlSyntax);
    assert_eq!(camt("  \n "), Code::Empty);
    let latin = b"<?xml version=\"1.0\"?>\n<a>\n\xe9t\xe9</a>";
    let finding = camt053::read("a", latin).unwrap_err().findings.remove(0);
    assert_eq!(finding.code, Code::Encoding);
    assert!(finding.problem.contains("第3行"), "{finding}");
}

#[test]
fn a_declared_gbk_document_is_read_and_a_broken_one_refused() {
    let text = "<?xml version=\"1.0\" encoding=\"GBK\"?><甲>中文</甲>";
    let (bytes, ..) = encoding_rs::GBK.encode(text);
    assert_eq!(pain002::read("a", &bytes).unwrap_err().findings[0].code, Code::WrongFormat);
    let mut broken = bytes.into_owned();
    broken.push(0xff);
    assert_eq!(pain002::read("a", &broken).unwrap_err().findings[0].code, Code::Encoding);
}

fn package_code(bytes: &[u8]) -> Code {
    let name = name(PackageKind::QueryFeedback, 1).file_name();
    read(&name, bytes).unwrap_err().findings[0].code
}

#[test]
fn archive_bombs_are_refused() {
    let big = vec![b' '; (16 << 20) + 1];
    assert_eq!(package_code(&zip(&[("FA1.xml", &big)])), Code::PackageLimits);
    let names: Vec<String> = (0..=ENTRIES_MAX).map(|number| format!("FA{number}.xml")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
    assert_eq!(package_code(&zip(&many)), Code::PackageLimits);
    let full = vec![b' '; 16 << 20];
    let sum: Vec<(&str, &[u8])> =
        names.iter().take(9).map(|n| (n.as_str(), full.as_slice())).collect();
    assert_eq!(package_code(&zip(&sum)), Code::PackageLimits);
    assert_eq!(package_code(b""), Code::PackageArchive);
    assert_eq!(package_code(b"PK\x03\x04 nonsense"), Code::PackageArchive);
}

#[test]
fn paths_unknown_files_and_document_types_inside_an_archive_are_left_out() {
    let name = name(PackageKind::QueryFeedback, 1).file_name();
    let bytes = zip(&[
        ("../../etc/FA.xml", b"<CXFK/>"),
        ("FA/../x.xml", b"<CXFK/>"),
        ("run.exe", b"MZ"),
        ("FA1.xml", b"<!DOCTYPE a []><CXFK/>"),
        ("QI1.xml", b"<CXFK/>"),
    ]);
    let refused = read(&name, &bytes).unwrap_err();
    let entry = Code::PackageEntry;
    assert_eq!(
        codes(&refused.findings),
        [entry, entry, entry, Code::XmlDoctype, Code::WrongFormat, Code::NoItems]
    );
}

#[test]
fn the_limit_on_elements_holds_for_the_whole_package() {
    let wide = format!("<CXFK>{}</CXFK>", "<a/>".repeat(300_000));
    let bytes = zip(&[("FA1.xml", wide.as_bytes()), ("FA2.xml", wide.as_bytes())]);
    let name = name(PackageKind::QueryFeedback, 1).file_name();
    let refused = read(&name, &bytes).unwrap_err();
    assert!(codes(&refused.findings).contains(&Code::XmlLimits));
}

#[test]
fn formats_are_told_apart_by_content() {
    let xml = sample("statement-v08.xml");
    assert_eq!(sniff::statement("a.csv", &xml).unwrap().1.value[0].lines.len(), 4);
    let csv = sample("statement-gbk.csv");
    assert_eq!(sniff::statement("a.xml", &csv).unwrap().1.value[0].lines.len(), 2);
    for name in ["return-pain002.xml", "return-utf8.csv", "return-gbk.csv"] {
        let read = sniff::payout_return("a", &sample(name)).unwrap();
        assert_eq!(read.value.items.len(), 2, "{name}");
    }
    for bytes in
        [b"PK\x03\x04x".as_slice(), b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"\xff\xfea\0", b"a\0b"]
    {
        let refused = sniff::statement("a.csv", bytes).unwrap_err();
        assert_eq!(refused.findings[0].code, Code::WrongFormat);
    }
}
