//! 文书要素：what the table in `docs/papers.md` says of each paper is read off the paper itself.

use super::*;
use crate::model::Block;
use zhixing_domain::papers::kind::SignedBy;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/papers.md");
const BEGIN: &str =
    "<!-- elements: written by `ZHIXING_BLESS=1 cargo test -p zhixing-documents elements` -->\n";
const END: &str = "<!-- /elements -->";

/// One column of the table: its heading, and what a paper has of it.
type Element = (&'static str, fn(&Paper) -> String);

struct Paper {
    kind: DocumentKind,
    document: Document,
    text: String,
}

const ELEMENTS: [Element; 9] = [
    ("标题", |paper| yes(!paper.document.sheets[0].court.is_empty())),
    ("案号", |paper| yes(paper.document.sheets[0].number.is_some())),
    ("首部、抬头", |paper| head(&paper.document).to_owned()),
    ("依据", |paper| cited(&paper.text)),
    ("主文、事项", |paper| body(paper).to_owned()),
    ("落款", |paper| signed(paper)),
    ("院印", |paper| yes(paper.kind.sealed())),
    ("附", |paper| enclosed(&paper.document)),
    ("向谁送达", |paper| paper.kind.paper().served.title().to_owned()),
];

fn yes(there: bool) -> String {
    if there { "有" } else { "—" }.to_owned()
}

fn head(document: &Document) -> &'static str {
    match document.sheets[0].blocks.first() {
        Some(Block::Addressee { .. }) => "抬头",
        Some(Block::Para { .. }) => "当事人身份事项",
        Some(Block::Form { .. }) => "表头",
        _ => "—",
    }
}

/// The laws and articles that the text rests on, in its order, each once.
fn cited(text: &str) -> String {
    let mut found: Vec<String> = Vec::new();
    for part in text.split('《').skip(1) {
        let Some((law, rest)) = part.split_once('》') else { continue };
        let article = |letter: char| "第一二三四五六七八九十百千零条款项、".contains(letter);
        let articles: String = rest.chars().take_while(|letter| article(*letter)).collect();
        let cite = format!("{}{}", law, articles.trim_end_matches('、'));
        if articles.contains('条') && !found.contains(&cite) {
            found.push(cite);
        }
    }
    if found.is_empty() { "—".to_owned() } else { found.join("；") }
}

fn body(paper: &Paper) -> &'static str {
    let blocks = &paper.document.sheets[0].blocks;
    let has = |wanted: fn(&Block) -> bool| blocks.iter().any(wanted);
    if paper.text.contains("裁定如下：") {
        "事实、理由、主文"
    } else if has(|block| matches!(block, Block::Exchange { .. })) {
        "告知、问答"
    } else if has(|block| matches!(block, Block::Table(_))) {
        "列表"
    } else if has(|block| matches!(block, Block::List { .. })) {
        "逐项"
    } else if has(|block| matches!(block, Block::Addressee { .. })) {
        "正文"
    } else {
        "表格"
    }
}

fn signed(paper: &Paper) -> String {
    let who = match paper.kind.paper().signed_by {
        SignedBy::Court => "本院、日期",
        SignedBy::President => "本院、日期（院长签发）",
        SignedBy::Panel => "审判人员、日期、书记员",
        SignedBy::Persons => "有关人员签名",
        SignedBy::Nobody => "制表人",
    };
    let contact = paper.document.sheets[0].contacts().count();
    if contact == 0 { who.to_owned() } else { format!("{who}，联系方式") }
}

fn enclosed(document: &Document) -> String {
    let others = document.sheets.iter().skip(1).map(|sheet| sheet.title.clone());
    let others: Vec<String> = others.collect();
    if others.is_empty() { "—".to_owned() } else { others.join("、") }
}

fn table() -> String {
    let mut rows = vec![
        format!("| 文书 | {} |", ELEMENTS.map(|(name, _)| name).join(" | ")),
        format!("| --- |{}", " --- |".repeat(ELEMENTS.len())),
    ];
    for kind in DocumentKind::ALL.iter().copied() {
        let document = build(kind, matter::facts(kind)).unwrap();
        let text = document.plain_text();
        let paper = Paper { kind, document, text };
        let cells: Vec<String> = ELEMENTS.iter().map(|(_, of)| of(&paper)).collect();
        rows.push(format!("| {} | {} |", kind.title(), cells.join(" | ")));
    }
    rows.join("\n") + "\n"
}

#[test]
fn the_page_says_of_each_paper_what_the_paper_has() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (said, after) = rest.split_once(END).unwrap();
    let table = table();
    if std::env::var_os("ZHIXING_BLESS").is_some() {
        std::fs::write(PAGE, [before, BEGIN, &table, END, after].concat()).unwrap();
    } else {
        assert_eq!(
            said, table,
            "docs/papers.md says something else: bless it and read what changed"
        );
    }
}
