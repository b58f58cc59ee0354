use std::io::{Cursor, Write as _};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Container, container};

const DOCX_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const DOCM_TYPES: &str = r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>"#;
const OFD: &str = r#"<?xml version="1.0"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" DocType="OFD" Version="1.0"/>"#;

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(body).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn word_and_ofd_are_known_by_what_their_parts_say() {
    let docx =
        archive(&[("[Content_Types].xml", DOCX_TYPES.as_bytes()), ("word/document.xml", b"<w/>")]);
    assert_eq!(container(&docx), Some(Container::Docx));
    let ofd = archive(&[("OFD.xml", OFD.as_bytes()), ("Doc_0/Document.xml", b"<d/>")]);
    assert_eq!(container(&ofd), Some(Container::Ofd));
}

#[test]
fn what_the_product_writes_as_docx_is_one() {
    let kind = zhixing_domain::papers::kind::DocumentKind::ClosingNotice;
    let model = crate::build(kind, crate::tests::samples::sample(kind)).unwrap();
    assert_eq!(container(&crate::render_docx(&model).unwrap()), Some(Container::Docx));
}

#[test]
fn other_archives_macros_and_broken_ones_are_nothing() {
    let word = ("word/document.xml", b"<w/>".as_slice());
    let plain = ("[Content_Types].xml", DOCX_TYPES.as_bytes());
    assert_eq!(container(&archive(&[("[Content_Types].xml", DOCM_TYPES.as_bytes()), word])), None);
    assert_eq!(container(&archive(&[plain, word, ("word/vbaProject.bin", b"x")])), None);
    assert_eq!(container(&archive(&[word])), None, "says nowhere what it is");
    assert_eq!(container(&archive(&[("a.txt", b"hello")])), None);
    assert_eq!(container(&archive(&[("OFD.xml", b"<html/>")])), None);
    let whole = archive(&[plain, word]);
    assert_eq!(container(&whole[..whole.len() / 2]), None, "cut short");
    assert_eq!(container(b"PK\x03\x04"), None);
    assert_eq!(container(b"%PDF-1.7"), None);
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused_without_being_unpacked() {
    let mut bomb = DOCX_TYPES.as_bytes().to_vec();
    bomb.resize(64 << 20, b' ');
    let bomb = archive(&[("[Content_Types].xml", &bomb), ("word/document.xml", b"<w/>")]);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    assert_eq!(container(&bomb), None);
    let names: Vec<String> = (0..5_001).map(|n| format!("{n}.xml")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
    assert_eq!(container(&archive(&many)), None);
}
