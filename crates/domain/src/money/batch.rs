//! 付款批次：approved payouts sent to the bank as one file, and the bank's answers.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zhixing_law::{day::Day, money::Fen};

use crate::{
    ground::book::Book,
    ground::court::FundAccount,
    ground::entry::By,
    ground::id::{BatchId, CaseId, PayoutId},
    ground::word::words,
    money::payout::LineResult,
};

/// 批次明细
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchLine {
    /// 端到端标识, at most 35 characters, unique.
    pub end_to_end: String,
    pub case: CaseId,
    pub number: String,
    pub payout: PayoutId,
    pub line: u32,
    #[serde(rename = "amount_fen")]
    pub amount: Fen,
    pub payee: FundAccount,
    pub text: String,
}

/// What happens to a batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum BatchEvent {
    /// 生成
    Created {
        no: String,
        on: Day,
        lines: Vec<BatchLine>,
        #[serde(rename = "total_fen")]
        total: Fen,
    },
    /// 导入回单
    Returned { digest: String, results: Vec<(String, LineResult)> },
    /// 退汇：a line that had been paid came back.
    LineReturned { end_to_end: String, on: Day, reason: String },
}

words! {
    /// 付款批次的流水种类
    BatchKind {
        Created = "batch.created", "生成付款批次";
        Returned = "batch.returned", "导入付款回单";
        LineReturned = "batch.line_returned", "退汇";
    }
}

impl BatchEvent {
    /// What the docket calls it.
    pub fn kind(&self) -> BatchKind {
        match self {
            BatchEvent::Created { .. } => BatchKind::Created,
            BatchEvent::Returned { .. } => BatchKind::Returned,
            BatchEvent::LineReturned { .. } => BatchKind::LineReturned,
        }
    }
}

/// 付款批次
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    pub id: BatchId,
    pub court: String,
    pub version: i64,
    pub no: String,
    pub on: Option<Day>,
    pub lines: Vec<BatchLine>,
    pub total: Fen,
    pub created: Option<By>,
    pub results: Vec<(String, LineResult)>,
    pub digests: Vec<String>,
}

impl Batch {
    /// A batch of which nothing is known yet.
    pub fn new(id: BatchId, court: &str) -> Batch {
        Batch {
            id,
            court: court.to_owned(),
            version: 0,
            no: String::new(),
            on: None,
            lines: Vec::new(),
            total: Fen::ZERO,
            created: None,
            results: Vec::new(),
            digests: Vec::new(),
        }
    }

    /// The bank's answer for a line, if there is one.
    pub fn result(&self, end_to_end: &str) -> Option<&LineResult> {
        self.results.iter().find(|(id, _)| id == end_to_end).map(|(_, result)| result)
    }

    /// What the bank says now of a line of which it said the opposite before; the books keep the first answer, and a
    /// person must ask the bank.
    pub fn contradiction(&self, end_to_end: &str, now: &LineResult) -> Option<String> {
        let before = self.result(end_to_end)?;
        let line = self.lines.iter().find(|line| line.end_to_end == end_to_end)?;
        let opposite = matches!(
            (before, now),
            (LineResult::Paid { .. }, LineResult::Rejected { .. })
                | (LineResult::Rejected { .. }, LineResult::Paid { .. })
        );
        opposite.then(|| {
            format!(
                "{} {} {}元：原回单为“{}”，这份回单为“{}”，账上没有改动，请与银行核实后处理",
                line.number,
                line.payee.name,
                line.amount.grouped(),
                before.word().title(),
                now.word().title()
            )
        })
    }

    /// `open` until every line is answered, then `done`.
    pub fn state(&self) -> &'static str {
        let open = self.lines.iter().any(|line| self.result(&line.end_to_end).is_none());
        if open { "open" } else { "done" }
    }

    /// Folds one entry in.
    pub fn apply(&mut self, event: &BatchEvent, by: &By) {
        self.version += 1;
        match event {
            BatchEvent::Created { no, on, lines, total } => {
                self.no.clone_from(no);
                self.on = Some(*on);
                self.lines.clone_from(lines);
                self.total = *total;
                self.created = Some(by.clone());
            }
            BatchEvent::Returned { digest, results } => {
                self.digests.push(digest.clone());
                for (id, result) in results {
                    if self.result(id).is_none() {
                        self.results.push((id.clone(), result.clone()));
                    }
                }
            }
            BatchEvent::LineReturned { end_to_end, on, reason } => {
                self.results.retain(|(id, _)| id != end_to_end);
                let result = LineResult::Returned { on: *on, reason: reason.clone() };
                self.results.push((end_to_end.clone(), result));
            }
        }
    }
}

impl Book for Batch {
    type Event = BatchEvent;

    const PREFIX: &'static str = "batch";

    fn open(stream: Uuid, court: &str) -> Batch {
        Batch::new(BatchId(stream), court)
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn fold(&mut self, event: &BatchEvent, by: &By) {
        self.apply(event, by);
    }

    fn kind(event: &BatchEvent) -> &'static str {
        event.kind().code()
    }

    fn subject(_event: &BatchEvent) -> String {
        "batch".to_owned()
    }
}
