//! The glossary: every public name of `law` and `domain` whose comment begins with its Chinese term.

use anyhow::{Context, Result};
use std::path::Path;

const HEAD: &str = "# 词汇表\n\n\
    由 `cargo xtask gen` 从 `crates/law` 和 `crates/domain` 的文档注释生成，不手改。\n\
    一个概念只有一个词；加新概念时，先在注释第一行写中文术语。\n";

/// A term longer than this is a sentence, not a word.
const TERM_LETTERS_MAX: usize = 24;

/// One row: an identifier and its Chinese term.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    identifier: String,
    term: String,
}

/// The page as it should be on disk.
pub(crate) fn page(root: &Path) -> Result<String> {
    let mut page = HEAD.to_owned();
    for room in ["law", "domain"] {
        let mut files = Vec::new();
        collect(&root.join("crates").join(room).join("src"), &mut files)?;
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(&file)
                .with_context(|| format!("不能读 {}", file.display()))?;
            let words = words(&text);
            if words.is_empty() {
                continue;
            }
            let shown = file.strip_prefix(root).unwrap_or(&file).display();
            page.push_str(&format!("\n## `{shown}`\n\n| 标识符 | 中文 |\n| --- | --- |\n"));
            for word in words {
                page.push_str(&format!("| `{}` | {} |\n", word.identifier, word.term));
            }
        }
    }
    Ok(page)
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) -> Result<()> {
    for entry in
        std::fs::read_dir(folder).with_context(|| format!("不能读 {}", folder.display()))?
    {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && name != "tests" {
            collect(&path, files)?;
        } else if name.ends_with(".rs") && name != "tests.rs" {
            files.push(path);
        }
    }
    Ok(())
}

/// The words of one file, in its order.
fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut term: Option<String> = None;
    let mut in_comment = false;
    let mut in_enum: Option<String> = None;
    let mut in_list = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some(comment) = trimmed.strip_prefix("///") {
            if !in_comment {
                term = term_of(comment.trim());
            }
            in_comment = true;
            continue;
        }
        in_comment = false;
        if trimmed.starts_with("#[") {
            continue;
        }
        if line == "}" {
            in_enum = None;
            in_list = false;
        }
        if in_list && line == "    }" {
            in_enum = Some(String::new());
        }
        if let Some((name, said)) = listed_word(trimmed).filter(|_| in_list) {
            let identifier = format!("{}{name}", in_enum.as_deref().unwrap_or_default());
            found.push(Word { identifier, term: said.to_owned() });
            term = None;
            continue;
        }
        let item = public_item(trimmed);
        if let Some(("enum", name)) = item {
            in_enum = Some(format!("{name}::"));
        } else if line.ends_with("! {") && !line.starts_with([' ', '#']) {
            // A list of names handed to a macro of the file, which makes a public item of each.
            in_enum = Some(String::new());
            in_list = true;
        }
        let named = || in_enum.as_ref().and_then(|of| Some(format!("{of}{}", variant(trimmed)?)));
        let identifier = item.map(|(_, name)| name.to_owned()).or_else(named);
        if let (true, Some(name)) = (in_list, trimmed.strip_suffix(" {").and_then(variant)) {
            in_enum = Some(format!("{name}::"));
        }
        if let (Some(term), Some(identifier)) = (term.take(), identifier) {
            found.push(Word { identifier, term });
        }
    }
    found
}

/// The Chinese term that a comment opens with: what stands before the first `：`, or before the first stop.
fn term_of(comment: &str) -> Option<String> {
    let term = comment.split(['：', '。', '，', '；', '.', ',', ';', ':']).next()?.trim();
    let chinese = term
        .chars()
        .next()
        .is_some_and(|first| matches!(first, '\u{4e00}'..='\u{9fff}' | '《' | '「'));
    (chinese && term.chars().count() <= TERM_LETTERS_MAX).then(|| term.to_owned())
}

/// The kind and name of a public item that begins on this line.
fn public_item(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("pub ")?;
    let rest = rest.strip_prefix("const fn ").map_or(rest, |name| name);
    let (kind, name) = match rest.split_once(' ') {
        Some((kind @ ("struct" | "enum" | "fn" | "const" | "trait" | "type" | "mod"), name)) => {
            (kind, name)
        }
        _ if line.starts_with("pub const fn ") => ("fn", rest),
        _ => return None,
    };
    let end =
        name.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(name.len());
    Some((kind, &name[..end]))
}

/// A word of a vocabulary: `Name = "code", "中文名"`.
fn listed_word(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.split_once(" = \"")?;
    let (said, _) = rest.split_once("\", \"")?.1.split_once('"')?;
    Some((name, said))
}

/// The name of an enum's variant that begins on this line.
fn variant(line: &str) -> Option<&str> {
    let end = line.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(line.len());
    let (name, after) = line.split_at(end);
    let opens = after.is_empty() || after.starts_with([',', '(', '{', ' ']);
    (opens && name.chars().next().is_some_and(char::is_uppercase)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::words;

    fn rows(text: &str) -> Vec<(String, String)> {
        words(text).into_iter().map(|word| (word.identifier, word.term)).collect()
    }

    #[test]
    fn items_and_variants_with_a_chinese_first_line_are_words() {
        let text = "/// 续行：prolongs a measure.\n/// More 中文：here.\n#[derive(Debug)]\npub enum Kind {\n    /// 冻结\n    Freeze,\n    /// English only.\n    Seal(u8),\n    /// 扣押。Of things.\n    Seize { days: u8 },\n}\n\n/// 期限：a period.\npub const fn period() -> u8 {\n    1\n}\n";
        let expected = [
            ("Kind", "续行"),
            ("Kind::Freeze", "冻结"),
            ("Kind::Seize", "扣押"),
            ("period", "期限"),
        ];
        assert_eq!(rows(text), expected.map(|(name, term)| (name.to_owned(), term.to_owned())));
    }

    #[test]
    fn names_listed_in_a_macro_are_words() {
        let text = "ids! {\n    /// 案件\n    CaseId,\n}\nwords! {\n    /// 操作. Every one.\n    Act {\n        /// 决定结案\n        CloseCase = \"close\", \"结案\";\n    }\n    /// 状态\n    State {\n        Open = \"open\", \"待办\";\n    }\n}\n";
        assert_eq!(
            rows(text),
            [
                ("CaseId", "案件"),
                ("Act", "操作"),
                ("Act::CloseCase", "结案"),
                ("State", "状态"),
                ("State::Open", "待办"),
            ]
            .map(|(name, term)| (name.to_owned(), term.to_owned()))
        );
    }

    #[test]
    fn private_items_and_fields_are_not_words() {
        assert!(rows("/// 内部：x\nfn hidden() {}\n/// 案号：y\n    pub number: u8,\n").is_empty());
    }
}
