//! What a bank sends: statements in each format, whole and damaged, with remittances of which is known what they mean.

use std::collections::BTreeSet;

use zhixing_connectors::bank::{
    camt053,
    statement::{Direction, Statement, StatementLine},
    statement_csv::{self, CsvEncoding},
};
use zhixing_law::{day::Day, money::Fen};

use super::Chance;

/// A credit, and which of our cases its text means, as whoever wrote it knows.
pub(super) struct Line {
    pub(super) amount: i64,
    pub(super) text: String,
    pub(super) means: BTreeSet<u32>,
}

pub(super) struct File {
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
    pub(super) lines: Vec<Line>,
    /// Nothing was damaged: it must be read.
    pub(super) sound: bool,
}

/// A statement of a few lines behind `before` others.
pub(super) fn file(chance: &mut Chance, before: usize, cases: u32) -> File {
    let count = 1 + chance.below(5);
    let lines: Vec<Line> = (0..count).map(|at| line(chance, before + at, cases)).collect();
    let statement = statement(chance, before, &lines);
    let (name, mut bytes) = match chance.below(3) {
        0 => ("liushui.xml", camt053::write(&format!("M{before}"), &statement)),
        1 => ("liushui.csv", statement_csv::write(&statement, CsvEncoding::Gbk)),
        _ => ("liushui.csv", statement_csv::write(&statement, CsvEncoding::Utf8)),
    };
    let sound = chance.below(3) != 0;
    if !sound {
        damage(chance, &mut bytes);
    }
    File { name, bytes, lines, sound }
}

fn line(chance: &mut Chance, place: usize, cases: u32) -> Line {
    let one = |chance: &mut Chance| {
        u32::try_from(chance.below(usize::try_from(cases).unwrap())).unwrap() + 1
    };
    let (a, b) = (one(chance), one(chance));
    let (low, high) = (a.min(b), a.max(b));
    let several = |all: &[u32]| all.iter().copied().collect::<BTreeSet<u32>>();
    let (text, means) = match chance.below(14) {
        0 => (format!("（2026）粤1224执{a}号案款"), several(&[a])),
        1 => (format!("(2026)粤1224执{a}号"), several(&[a])),
        2 => (format!("［２０２６］粤1224执{a}号 韦观水 执行款"), several(&[a])),
        3 => (format!("2026粤1224执{a}号执行款"), several(&[a])),
        4 => (format!("（2026）粤1224执{a}、{b}号"), several(&[a, b])),
        5 => (format!("（2026）粤1224执{low}-{high}号"), (low..=high).collect()),
        6 => (format!("（2026）粤1224执{a}号、（2026）粤1224执{b}号"), several(&[a, b])),
        7 => (format!("（2026）粤1224执{a}号等三案"), several(&[a, 9_000])),
        8 => (format!("（2026）粤1224执{a}号和{b}号案"), several(&[a, b])),
        9 => (format!("（2026）粤1225执{a}号"), BTreeSet::new()),
        10 => (format!("（2025）粤1224执{a}号"), BTreeSet::new()),
        11 => (format!("货款{a}{b}元"), BTreeSet::new()),
        12 => (format!("（2026）粤1224执恢{a}号"), BTreeSet::new()),
        _ => (format!("执{a}、执{b}"), several(&[a, b, 9_000])),
    };
    let amount = 100_000 + i64::try_from(place).unwrap();
    Line { amount, text, means }
}

fn statement(chance: &mut Chance, before: usize, lines: &[Line]) -> Statement {
    let on = Day::new(2026, 3, 2).unwrap();
    let sum: i64 = lines.iter().map(|line| line.amount).sum();
    let opening = Fen::new(10_000_000);
    let lines = lines.iter().enumerate().map(|(at, line)| StatementLine {
        key: String::new(),
        reference: Some(format!("R{}{}", before + at, chance.digits(4))),
        direction: Direction::Credit,
        amount: Fen::new(line.amount),
        booked_on: on,
        value_on: on,
        end_to_end_id: None,
        remittance: line.text.clone(),
        counterparty_name: Some("某人".to_owned()),
        counterparty_account: Some("6228480999000000001".to_owned()),
        counterparty_bank: Some("农业银行怀集支行".to_owned()),
        virtual_account: None,
        reversal: false,
        place: String::new(),
    });
    Statement {
        statement_no: format!("S{before}"),
        account: "9900122400000001".to_owned(),
        account_name: Some("案款专户".to_owned()),
        from: on,
        to: on,
        opening,
        closing: opening.checked_add(Fen::new(sum)).unwrap(),
        lines: lines.collect(),
        digest: String::new(),
    }
}

/// A byte changed, a piece lost or doubled, another kind of file.
fn damage(chance: &mut Chance, bytes: &mut Vec<u8>) {
    match chance.below(6) {
        0 => bytes.truncate(chance.below(bytes.len())),
        1 => *bytes = b"PK\x03\x04 not a statement".to_vec(),
        2 => *bytes = bytes.iter().flat_map(|b| [0, *b]).collect(),
        3 => {
            let at = chance.below(bytes.len());
            bytes.drain(..at);
        }
        _ => {
            for _ in 0..1 + chance.below(4) {
                let at = chance.below(bytes.len());
                bytes[at] = u8::try_from(chance.below(256)).unwrap();
            }
        }
    }
}
