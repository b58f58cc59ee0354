use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::*;
use crate::model::SealMode;

mod elements;
mod matter;
mod persons;
pub(crate) mod samples;

use samples::sample;

fn typesetter() -> &'static Typesetter {
    static SHARED: OnceLock<Typesetter> = OnceLock::new();
    SHARED.get_or_init(|| {
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
        match open_typesetter(&fonts) {
            Ok(typesetter) => typesetter,
            Err(reason) => panic!("{reason}"),
        }
    })
}

fn document(kind: DocumentKind) -> Document {
    match build(kind, sample(kind)) {
        Ok(document) => document,
        Err(reason) => panic!("{reason}"),
    }
}

#[test]
fn every_kind_reads_as_its_golden_text() {
    for kind in DocumentKind::ALL.iter().copied() {
        insta::assert_snapshot!(kind.code(), document(kind).plain_text());
    }
}

/// What a paper says when a fact was not there and nobody noticed.
const GAPS: [&str; 8] = ["（）", "《》", "“”", "：，", "：。", "（账号：）", "，，", "、、"];

#[test]
fn every_kind_is_made_from_a_matter_drawn_and_leaves_no_gap() {
    for kind in DocumentKind::ALL.iter().copied() {
        let document = build(kind, matter::facts(kind))
            .unwrap_or_else(|reason| panic!("{}: {reason}", kind.title()));
        let text = document.plain_text();
        for gap in GAPS {
            assert!(!text.contains(gap), "{} says {gap}:\n{text}", kind.title());
        }
        let drawn = render_pdf(typesetter(), &document).unwrap();
        assert!(0 < drawn.pages, "{}", kind.title());
        keep(&format!("matter-{}", kind.code()), document);
    }
}

#[test]
fn each_missing_paper_is_asked_for_in_a_row_of_its_own() {
    let facts = matter::facts(DocumentKind::SupplementNotice);
    let items: Vec<&str> = facts["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|item| item["item"].as_str())
        .collect();
    assert!(2 <= items.len() && items.iter().all(|item| !item.contains("齐全")), "{items:?}");
    for item in facts["items"].as_array().unwrap() {
        let how = item["reason"].as_str().unwrap();
        assert!(
            !how.contains("缺少") && !how.starts_with("依据"),
            "how it is to be handed in: {how}"
        );
        assert_eq!(item["copies"], json!(1));
    }
}

#[test]
fn a_release_after_a_deduction_lifts_what_is_left() {
    let mut input = sample(DocumentKind::ReleaseRuling);
    input["deposits"][0]["amount_fen"] = json!(925);
    input["taken_fen"] = json!(536_029);
    input["ground"] = json!("应付的款项已足额扣划");
    let text = build(DocumentKind::ReleaseRuling, input).unwrap().plain_text();
    let lines: Vec<&str> = text.lines().filter(|line| line.contains('。')).skip(2).collect();
    assert!(lines[0].contains("人民币5,369.54元"), "{text}");
    assert!(lines[0].ends_with("其中人民币5,360.29元已经扣划。"), "{text}");
    assert_eq!(lines[1], "经查，应付的款项已足额扣划。");
    assert!(
        lines[3].starts_with("解除对被执行人王五") && lines[3].contains("人民币9.25元"),
        "{text}"
    );
    let whole = build(DocumentKind::ReleaseRuling, sample(DocumentKind::ReleaseRuling)).unwrap();
    assert!(!whole.plain_text().contains("已经扣划"));
}

#[test]
fn a_summary_of_a_search_names_kind_and_body_and_who_found_nothing() {
    let facts = matter::facts(DocumentKind::SearchSummary);
    let found = &facts["findings"][0];
    assert_eq!((&found["kind"], &found["source"]), (&json!("银行存款"), &json!("中国建设银行")));
    assert_eq!(facts["nothing_found"], json!(["中国工商银行"]));
    assert_eq!(facts["prepared_by"], json!("周小敏"));
}

#[test]
fn every_kind_fills_its_pages_and_no_more() {
    let pages: Vec<(&str, usize)> = DocumentKind::ALL
        .iter()
        .copied()
        .map(|kind| {
            let rendered = render_pdf(typesetter(), &document(kind)).unwrap();
            keep(kind.code(), document(kind));
            assert_eq!(rendered.substituted, BTreeSet::new(), "{}", kind.title());
            (kind.code(), rendered.pages)
        })
        .collect();
    insta::assert_debug_snapshot!("pages", pages);
}

/// Leaves sealed samples in the directory named by `DOCUMENTS_OUT`, for looking at them.
fn keep(name: &str, document: Document) {
    if let Some(dir) = std::env::var_os("DOCUMENTS_OUT") {
        let sealed = document.sealed(SealMode::Sample);
        let pdf = render_pdf(typesetter(), &sealed).unwrap().bytes;
        let docx = render_docx(&sealed).unwrap();
        for (ending, bytes) in [("pdf", pdf), ("docx", docx)] {
            let path = PathBuf::from(&dir).join(format!("{name}.{ending}"));
            std::fs::write(path, bytes).unwrap();
        }
    }
}

#[test]
fn a_seal_is_drawn_only_as_a_marked_sample_and_changes_no_page_break() {
    let blank = document(DocumentKind::EnforcementNotice);
    let sealed = blank.clone().sealed(SealMode::Sample);
    let first = render_pdf(typesetter(), &blank).unwrap();
    let second = render_pdf(typesetter(), &sealed).unwrap();
    assert_eq!(first.pages, second.pages);
    assert!(!text_of(&first.bytes).contains("样章·非正式"));
    assert!(text_of(&second.bytes).contains("样章·非正式"));
}

#[test]
fn equal_documents_give_equal_bytes() {
    let document = document(DocumentKind::EnforcementNotice);
    let first = render_pdf(typesetter(), &document).unwrap();
    let again = render_pdf(typesetter(), &document).unwrap();
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(render_docx(&document).unwrap(), render_docx(&document).unwrap());
}

/// The text as `pdftotext` reads it; without the tool the text of this test cannot be checked.
fn text_of(pdf: &[u8]) -> String {
    let dir = std::env::temp_dir().join(format!("zhixing-documents-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let thread = format!("{:?}", std::thread::current().id());
    let path = dir.join(format!("{}.pdf", thread.replace(['(', ')'], "")));
    std::fs::write(&path, pdf).unwrap();
    let run = std::process::Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output();
    match run {
        Ok(output) => String::from_utf8(output.stdout).unwrap(),
        Err(reason) => panic!("pdftotext 不能运行（{reason}），请安装 poppler-utils"),
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn the_pdf_says_what_the_model_says_without_gaps_around_digits() {
    for kind in [DocumentKind::EnforcementNotice, DocumentKind::FreezeRuling] {
        let document = document(kind);
        let printed = text_of(&render_pdf(typesetter(), &document).unwrap().bytes);
        assert!(printed.contains("（2026）粤1224执1号"), "{printed}");
        let whole = squeezed(&printed);
        for line in document.plain_text().lines().filter(|line| line.contains('。')) {
            let start: String = squeezed(line).chars().take(20).collect();
            assert!(whole.contains(&start), "{start} not in\n{printed}");
        }
    }
}

/// `#name 于` would print a gap: a value is closed with `;` or stands in code.
#[test]
fn the_layout_never_leaves_a_blank_between_a_value_and_a_character() {
    for line in include_str!("../../../templates/court.typ").lines() {
        for (at, _) in line.match_indices('#') {
            let rest = line[at + 1..].trim_start_matches(|letter: char| {
                letter.is_ascii_alphanumeric() || "-_.".contains(letter)
            });
            let next = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
            assert!(!next.is_some_and(|letter| ('一'..='龥').contains(&letter)), "{line}");
        }
    }
}

#[test]
fn a_rare_name_is_drawn_and_reported() {
    let mut input = sample(DocumentKind::EnforcementNotice);
    input["addressee"]["name"] = json!("王䶮𬴊");
    let document = build(DocumentKind::EnforcementNotice, input).unwrap();
    let rendered = render_pdf(typesetter(), &document).unwrap();
    assert_eq!(rendered.substituted, BTreeSet::from(['䶮', '𬴊']));
}

#[test]
fn a_character_without_a_glyph_is_drawn_as_the_mark_for_it() {
    let mut input = sample(DocumentKind::EnforcementNotice);
    input["addressee"]["name"] = json!("王\u{323AF}");
    let document = build(DocumentKind::EnforcementNotice, input).unwrap();
    let rendered = render_pdf(typesetter(), &document).unwrap();
    assert_eq!(rendered.missing, BTreeSet::from(['\u{323AF}']));
    let printed = squeezed(&text_of(&rendered.bytes));
    assert!(printed.contains("王〓") && printed.contains("字符编码U+323AF"), "{printed}");
}

#[test]
fn a_masked_copy_of_every_paper_has_no_text_left_as_it_was() {
    for kind in DocumentKind::ALL.iter().copied() {
        let document = document(kind);
        let copy =
            document.clone().with_texts(&|text| text.replace(|c: char| c.is_ascii_digit(), "*"));
        let (before, after) = (document.plain_text(), copy.plain_text());
        assert_eq!(before.lines().count(), after.lines().count(), "{}", kind.title());
        let masked = before.replace(|c: char| c.is_ascii_digit(), "*");
        let open: Vec<_> = after.lines().zip(masked.lines()).filter(|(a, b)| a != b).collect();
        // The heading's court, the table's headings and signatures are no place for numbers of people.
        assert!(
            open.iter().all(|(a, _)| a.chars().filter(char::is_ascii_digit).count() < 11),
            "{open:?}"
        );
    }
}

#[test]
fn the_docx_opens_and_says_what_the_model_says() {
    for kind in DocumentKind::ALL.iter().copied() {
        let document = document(kind);
        let bytes = render_docx(&document).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
        let text = strip(&xml);
        for line in document.plain_text().lines().filter(|line| line.ends_with('。')) {
            let sentence = line.rsplit(['：', '/']).next().unwrap_or(line).trim();
            assert!(text.contains(sentence), "{}: {sentence}", kind.title());
        }
        assert!(xml.contains("w:eastAsia=\"仿宋\""));
    }
}

fn strip(xml: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in xml.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}

#[test]
fn an_empty_input_is_told_everything_that_is_missing() {
    for kind in DocumentKind::ALL.iter().copied() {
        let reason = build(kind, json!({})).unwrap_err();
        let BuildError::Missing { fields, .. } = &reason else {
            panic!("{}: {reason}", kind.title());
        };
        assert!(3 <= fields.len(), "{reason}");
        assert!(fields.contains(&"落款日期".to_owned()), "{reason}");
    }
    let reason = build(DocumentKind::DossierCatalogue, json!({ "matter": { "court": " " } }));
    assert_eq!(
        reason.unwrap_err().to_string(),
        "《卷宗目录》缺少：法院名称、案号、案由、申请执行人姓名或者名称、被执行人姓名或者名称、\
         执行依据的文书种类、执行依据的作出机关、执行依据的案号、立案日期、材料名称、材料日期、\
         立卷人、落款日期"
    );
}

/// Every text of a sample is either required, so that its absence is told, or allowed to be absent.
#[test]
fn leaving_out_any_field_is_told_or_allowed_and_never_malformed() {
    for kind in DocumentKind::ALL.iter().copied() {
        let whole = sample(kind);
        let mut paths = Vec::new();
        collect(&whole, &mut Vec::new(), &mut paths);
        for path in paths {
            let mut input = whole.clone();
            remove(&mut input, &path);
            let outcome = build(kind, input);
            assert!(
                matches!(outcome, Ok(_) | Err(BuildError::Missing { .. })),
                "{} without {path:?}: {outcome:?}",
                kind.title()
            );
        }
    }
}

fn collect(value: &Value, path: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    let Value::Object(fields) = value else {
        return;
    };
    for (name, inner) in fields {
        path.push(name.clone());
        paths.push(path.clone());
        match inner {
            Value::Array(items) => {
                if let Some(first) = items.first() {
                    path.push("0".to_owned());
                    collect(first, path, paths);
                    path.pop();
                }
            }
            other => collect(other, path, paths),
        }
        path.pop();
    }
}

fn remove(value: &mut Value, path: &[String]) {
    let Some((last, before)) = path.split_last() else {
        return;
    };
    let mut place = value;
    for step in before {
        place = match place {
            Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
            other => &mut other[step.as_str()],
        };
    }
    place.as_object_mut().unwrap().remove(last);
}

#[test]
fn an_unknown_field_and_a_wrong_date_are_refused_as_malformed() {
    let mut input = sample(DocumentKind::ReceiptNotice);
    input["colour"] = json!("red");
    let reason = build(DocumentKind::ReceiptNotice, input).unwrap_err().to_string();
    assert!(reason.starts_with("《案款到账通知书》的要素写法不对"), "{reason}");
    let mut input = sample(DocumentKind::ReceiptNotice);
    input["received_on"] = json!("2026-02-30");
    let reason = build(DocumentKind::ReceiptNotice, input).unwrap_err();
    assert!(matches!(reason, BuildError::Malformed { .. }), "{reason}");
}

#[test]
fn amounts_that_cannot_be_added_are_refused() {
    let mut input = sample(DocumentKind::CostStatement);
    input["items"][0]["due_fen"] = json!(i64::MAX);
    let reason = build(DocumentKind::CostStatement, input).unwrap_err();
    assert!(matches!(reason, BuildError::Law(_)), "{reason}");
}

#[test]
fn every_kind_has_its_own_code_and_place_and_keeps_its_name_in_json() {
    let codes: BTreeSet<&str> = DocumentKind::ALL.iter().map(|kind| kind.code()).collect();
    let places: BTreeSet<_> = DocumentKind::ALL.iter().map(|kind| kind.paper().place).collect();
    assert_eq!(codes.len(), DocumentKind::ALL.len());
    assert_eq!(places.len(), DocumentKind::ALL.len());
    for kind in DocumentKind::ALL.iter().copied() {
        assert_eq!(DocumentKind::from_code(kind.code()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), json!(kind.code()));
    }
    assert_eq!(DocumentKind::from_code("nonsense"), None);
}

#[test]
fn numerals_articles_and_terms_are_spoken_as_documents_write_them() {
    let numerals: Vec<String> = [0, 1, 10, 11, 20, 101, 110, 251, 485, 1005, 1010, 9999, 10_000]
        .into_iter()
        .map(words::numeral)
        .collect();
    assert_eq!(
        numerals.join(" "),
        "零 一 十 十一 二十 一百零一 一百一十 二百五十一 四百八十五 一千零五 一千零一十 \
         九千九百九十九 10000"
    );
    assert_eq!(
        words::cite(&[cited::RULING, cited::DEPOSITS, cited::TERM]),
        "《中华人民共和国民事诉讼法》第一百五十七条第一款第十一项、第二百五十三条、\
         《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第四百八十五条"
    );
    let terms: Vec<String> = [6, 12, 18, 24, 36].into_iter().map(words::months).collect();
    assert_eq!(terms.join(" "), "六个月 一年 十八个月 二年 三年");
}
