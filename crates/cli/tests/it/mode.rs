//! `zhixing mode`: a folder that is right, one that is not, what a mode comes to, and how two differ.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::binary::{Ended, run};

const SHIPPED: &str = "guangdong-service-centre";

fn start(words: &[&str]) -> Ended {
    run("mode", words)
}

/// What the binary prints where all is well.
fn said(words: &[&str]) -> String {
    let ended = start(words);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{words:?}: {}", ended.out);
    ended.out
}

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../modes").join(SHIPPED)
}

/// A copy of the shipped mode in a folder that goes with the value.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(shipped()).expect("the shipped mode") {
        let from = entry.expect("a file").path();
        fs::copy(&from, folder.path().join(from.file_name().expect("a name"))).expect("copied");
    }
    folder
}

fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("a file of the mode");
    assert!(text.contains(from), "{file}: {from}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

#[test]
fn the_shipped_mode_is_right_as_a_folder_and_as_its_files() {
    let folder = shipped();
    let right = "广东执行事务中心模式（guangdong-service-centre@1）没有发现错误\n";
    assert_eq!(said(&["check", text(&folder)]), right);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the mode")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    let words: Vec<&str> =
        ["check"].into_iter().chain(files.iter().map(|file| text(file))).collect();
    assert_eq!(said(&words), right);
}

#[test]
fn a_wrong_team_is_named_with_file_line_and_remedy() {
    let folder = copy();
    edit(folder.path(), "posts.toml", "team = \"window\"", "team = \"widow\"");
    for what in ["check", "show"] {
        let ended = start(&[what, text(folder.path())]);
        assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{what}");
        let place = format!("{}:6: [岗位 intake] ", folder.path().join("posts.toml").display());
        let sentence = "没有名为“widow”的团队。请改为已有的团队，或者先在模式中写明这个团队。";
        assert!(ended.err.contains(&format!("{place}{sentence}")), "{}", ended.err);
    }
    edit(folder.path(), "teams.toml", "name = \"执行立案窗口\"", "name = 执行立案窗口");
    let ended = start(&["check", text(folder.path())]);
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.err.contains("teams.toml:6: 不是正确的TOML文本：文字没有加双引号。"),
        "{}",
        ended.err
    );
}

#[test]
fn a_folder_without_a_mode_is_an_error_and_not_a_mode() {
    let folder = tempfile::tempdir().expect("a folder");
    let ended = start(&["check", text(folder.path())]);
    assert_ne!(ended.code, Some(0));
    assert!(ended.err.contains("没有.toml文件"), "{}", ended.err);
    let nowhere = folder.path().join("nowhere.toml");
    let ended = start(&["check", text(&nowhere)]);
    assert_ne!(ended.code, Some(0));
    assert!(ended.err.contains("nowhere.toml"), "{}", ended.err);
}

#[test]
fn what_show_prints_is_the_same_mode_without_a_base() {
    let whole = tempfile::tempdir().expect("a folder");
    let file = whole.path().join("whole.toml");
    let shown = said(&["show", text(&shipped())]);
    assert!(!shown.contains("extends"), "{shown}");
    fs::write(&file, &shown).expect("written");
    assert!(said(&["check", text(&file)]).contains("没有发现错误"));
    assert_eq!(said(&["diff", text(&shipped()), text(&file)]), "没有不同\n");
    assert_eq!(said(&["show", text(&file)]), shown, "once more comes to the same");
}

#[test]
fn diff_names_the_rows_and_the_lines() {
    let folder = copy();
    assert_eq!(said(&["diff", text(&shipped()), text(folder.path())]), "没有不同\n");
    edit(folder.path(), "mode.toml", "version = 1", "version = 2");
    edit(folder.path(), "posts.toml", "name = \"窗口立案岗\"", "name = \"立案岗\"");
    let more = "[[team]]\nkey = \"night\"\nname = \"夜间值守组\"\n";
    fs::write(folder.path().join("zz.toml"), more).expect("written");
    assert_eq!(
        said(&["diff", text(&shipped()), text(folder.path())]),
        "@@ 模式（广东执行事务中心模式）\n- version = 1\n+ version = 2\n\
         @@ 岗位 intake（窗口立案岗）\n- name = \"窗口立案岗\"\n+ name = \"立案岗\"\n\
         @@ 团队 night（夜间值守组）\n+ [[team]]\n+ key = \"night\"\n+ name = \"夜间值守组\"\n"
    );
}
