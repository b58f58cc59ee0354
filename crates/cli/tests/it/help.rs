//! The help of every command is Chinese, from the first to the last level.

use std::process::Command;

fn help(words: &[String], flag: &str) -> String {
    let ended = Command::new(env!("CARGO_BIN_EXE_zhixing"))
        .args(words)
        .arg(flag)
        .output()
        .expect("the binary of this package starts");
    assert_eq!(ended.status.code(), Some(0), "{words:?}");
    assert!(ended.stderr.is_empty(), "{words:?}");
    String::from_utf8(ended.stdout).expect("the binary prints UTF-8")
}

/// The lines under a heading, up to the next blank one.
fn under<'a>(page: &'a str, heading: &str) -> Vec<&'a str> {
    let rest = page.lines().skip_while(|line| *line != heading).skip(1);
    rest.take_while(|line| !line.trim().is_empty()).collect()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Looks at this command and those below it; returns how many there were.
fn walk(words: &[String]) -> usize {
    let page = help(words, "--help");
    assert_eq!(page, help(words, "-h"), "{words:?}");
    for english in [
        "Usage",
        "Options",
        "OPTIONS",
        "Commands",
        "COMMAND",
        "Arguments",
        "Print",
        "default",
        "possible values",
        "error",
    ] {
        assert!(!page.contains(english), "{words:?} says “{english}”:\n{page}");
    }
    let path: Vec<&str> = ["zhixing"].into_iter().chain(words.iter().map(String::as_str)).collect();
    assert!(page.contains(&format!("\n用法：{}", path.join(" "))), "{page}");
    let options = under(&page, "选项：");
    assert!(options.iter().any(|line| line.trim_start().starts_with("-h, --help")), "{page}");
    let commands = under(&page, "命令：");
    let lines = options.iter().chain(&commands).copied().chain(under(&page, "参数："));
    for line in lines {
        assert!(is_chinese(line), "{words:?}: “{line}”");
    }
    let named: Vec<&str> =
        page.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
    for value in named.iter().filter(|value| !value.starts_with("--")) {
        assert!(is_chinese(value), "{words:?}: <{value}>");
        assert!(!value.contains(|c: char| c.is_ascii_alphabetic()), "{words:?}: <{value}>");
    }
    let mut seen = 1;
    for line in commands {
        let name = line.split_whitespace().next().expect("a command has a name");
        seen += walk(&[words, &[name.to_owned()]].concat());
    }
    seen
}

#[test]
fn every_command_explains_itself_in_chinese() {
    let seen = walk(&[]);
    assert!(20 < seen, "{seen}");
    assert_eq!(
        help(&["calc".into(), "check".into()], "--help"),
        "校验号码\n\n\
         用法：zhixing calc check [选项] <种类> <号码>\n\n\
         参数：\n  <种类>  id、uscc、org、card 或者 case-number\n  <号码>  号码\n\n\
         选项：\n      --json  只输出 JSON\n  -h, --help  显示用法\n"
    );
    let root = help(&[], "--help");
    assert!(root.contains("\n用法：zhixing <命令>\n"), "{root}");
    assert!(root.contains("-V, --version  显示版本"), "{root}");
    assert!(help(&[], "--version").starts_with("zhixing "));
    let distribute = help(&["calc".into(), "distribute".into()], "--help");
    assert!(distribute.contains("；不写为 pro-rata\n"), "{distribute}");
}
