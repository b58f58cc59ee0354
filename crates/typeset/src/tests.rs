use std::path::{Path, PathBuf};

use super::*;

const PLAIN: &str = r#"
#set document(date: datetime(year: 2026, month: 1, day: 5))
#set text(font: ("FandolFang R", "Noto Serif CJK SC"), fallback: false)
#let data = json("/data.json")
#data.name;到庭
"#;

fn fonts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")
}

fn typesetter() -> Typesetter {
    match Typesetter::open(&fonts()) {
        Ok(typesetter) => typesetter,
        Err(reason) => panic!("{reason}"),
    }
}

fn failure(template: &str) -> String {
    match typesetter().pdf("broken.typ", template, &[], "{}") {
        Ok(_) => panic!("the template was accepted"),
        Err(reason) => reason.to_string(),
    }
}

#[test]
fn a_directory_without_fonts_says_what_to_run() {
    let reason = Typesetter::open(Path::new("/nonexistent")).unwrap_err().to_string();
    assert_eq!(reason, "字体目录 /nonexistent 里没有字体，请先运行 cargo xtask fonts");
}

#[test]
fn equal_input_gives_equal_bytes_and_other_data_gives_others() {
    let first = typesetter().pdf("a.typ", PLAIN, &[], r#"{"name":"张三"}"#).unwrap();
    let again = typesetter().pdf("a.typ", PLAIN, &[], r#"{"name":"张三"}"#).unwrap();
    let other = typesetter().pdf("a.typ", PLAIN, &[], r#"{"name":"李四"}"#).unwrap();
    assert_eq!(first.pages, 1);
    assert_eq!(first.bytes, again.bytes);
    assert_ne!(first.bytes, other.bytes);
    assert!(first.bytes.starts_with(b"%PDF-"));
    assert_eq!(first.warnings, Vec::<String>::new());
}

#[test]
fn a_rare_name_falls_back_and_is_reported() {
    let pdf = typesetter().pdf("a.typ", PLAIN, &[], r#"{"name":"张䶮"}"#).unwrap();
    assert!(pdf.glyphs["FandolFang R"].contains(&'张'));
    assert_eq!(pdf.glyphs["Noto Serif CJK SC"], BTreeSet::from(['䶮']));
    assert_eq!(pdf.missing, BTreeSet::new());
}

#[test]
fn a_character_that_no_font_has_is_drawn_as_the_mark_for_it_and_named() {
    for name in
        ["王\u{323AF}", "Łukasz Ş", "مريم", "สมชาย", "李\u{E123}", "陈😀", "a\u{0323}b", "एक"]
    {
        let data = serde_json::json!({ "name": name }).to_string();
        let pdf = typesetter().pdf("a.typ", PLAIN, &[], &data).unwrap();
        assert!(pdf.bytes.starts_with(b"%PDF-"), "{name}");
        let drawn = pdf.glyphs.values().any(|known| known.contains(&INSTEAD));
        assert_eq!(drawn, !pdf.missing.is_empty(), "{name}: {:?}", pdf.missing);
    }
    let pdf = typesetter().pdf("a.typ", PLAIN, &[], "{\"name\":\"王\u{323AF}\"}").unwrap();
    assert_eq!(pdf.missing, BTreeSet::from(['\u{323AF}']));
}

#[test]
fn shared_templates_are_importable() {
    let text = "#import \"/court.typ\": greet\n#set document(date: datetime(year: 2026, month: 1, day: 5))\n#greet()";
    let shared = [("court.typ", "#let greet() = [你好]")];
    let pdf = typesetter().pdf("b.typ", text, &shared, "{}").unwrap();
    assert_eq!(pdf.pages, 1);
}

#[test]
fn templates_read_neither_files_nor_packages_nor_the_date() {
    assert!(failure("#read(\"/etc/passwd\")").starts_with("模板 broken.typ 第 1 行："));
    assert!(failure("\n#import \"@preview/cetz:0.3.0\"").starts_with("模板 broken.typ 第 2 行："));
    assert!(failure("\n\n#datetime.today()").starts_with("模板 broken.typ 第 3 行："));
}

#[test]
fn an_undated_document_is_refused_because_the_archive_format_demands_a_date() {
    let reason = failure("你好");
    assert!(reason.contains("missing document date"), "{reason}");
}

#[test]
fn threads_share_one_typesetter() {
    let typesetter = typesetter();
    let alone = typesetter.pdf("a.typ", PLAIN, &[], r#"{"name":"王五"}"#).unwrap().bytes;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let pdf = typesetter.pdf("a.typ", PLAIN, &[], r#"{"name":"王五"}"#).unwrap();
                assert_eq!(pdf.bytes, alone);
            });
        }
    });
}
