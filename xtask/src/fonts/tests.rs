use super::{Font, parse};

#[test]
fn entries_are_read_and_notes_passed_over() {
    let hash = "a".repeat(64);
    let text = format!(
        "# 字体\n[[package]]\nname = \"p\"\n\n[[font]]\nfile = \"A.otf\"\npackage = \"p\"\npath = \"/usr/a.otf\"\nsha256 = \"{hash}\"\nsize = 3\n[[package]]\nfile = \"no\"\n"
    );
    let font =
        Font { file: "A.otf".into(), package: "p".into(), path: "/usr/a.otf".into(), sha256: hash };
    assert_eq!(parse(&text).unwrap(), [font]);
}

#[test]
fn an_entry_without_a_whole_hash_is_refused() {
    let error =
        parse("[[font]]\nfile = \"A.otf\"\npackage = \"p\"\npath = \"a\"\nsha256 = \"12\"\n")
            .unwrap_err();
    assert!(error.to_string().contains("A.otf"), "{error}");
}

#[test]
fn a_file_name_cannot_leave_the_folder() {
    let error = parse("[[font]]\nfile = \"../A.otf\"\n").unwrap_err();
    assert!(error.to_string().contains("assets/fonts.toml:2"), "{error}");
}
