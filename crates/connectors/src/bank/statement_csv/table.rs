//! The table of a statement: one row, one movement; and the 合计 row behind it.

use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::{sum, words};
use crate::bank::csv_text::{Columns, Row, at};
use crate::bank::statement::{Direction, Statement, StatementLine};
use crate::finding::{Code, Finding, Treatment};
use crate::value::{self, shorten};

/// Sums as the rows of the file give them; red ones are taken off.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Totals {
    count: usize,
    debit: Fen,
    credit: Fen,
}

pub(super) struct Control {
    line: u64,
    totals: Totals,
}

/// A row as read.
pub(super) struct Posted {
    pub(super) row: u64,
    pub(super) line: StatementLine,
    /// 余额 after it, where the file has that column.
    pub(super) balance: Option<Fen>,
}

pub(super) struct Table<'f> {
    pub(super) file: &'f str,
    pub(super) columns: Columns,
    pub(super) findings: Vec<Finding>,
    totals: Totals,
    foreign: usize,
}

/// The sum of a row and the side of the account it stands on.
struct Moved {
    direction: Direction,
    amount: Fen,
    /// 红字：a sum below zero takes back.
    red: bool,
}

impl<'f> Table<'f> {
    pub(super) fn new(file: &'f str, columns: Columns) -> Self {
        Self { file, columns, findings: Vec::new(), totals: Totals::default(), foreign: 0 }
    }

    pub(super) fn refuse(&mut self, line: u64, name: &str, code: Code, problem: &str) {
        self.findings.push(at(self.file, line, name, code, problem));
    }

    /// Whether something of the rows is refused: what would follow from them is then no fault of its own.
    pub(super) fn is_refused(&self) -> bool {
        self.findings.iter().any(|finding| finding.treatment == Treatment::FileRefused)
    }

    pub(super) fn missing(&mut self, name: &str) {
        let problem = format!("表头之前缺少“{name}”");
        self.findings.push(Finding::refuse(Code::FieldMissing, self.file, problem));
    }

    pub(super) fn computed(&mut self, opening: Fen) {
        let problem = format!("没有期初余额，按期末余额和明细推算为{}", opening.grouped());
        self.findings.push(Finding::note(Code::BalanceComputed, self.file, problem));
    }

    pub(super) fn parsed<T>(
        &mut self,
        name: &str,
        (line, text): (u64, &str),
        parse: fn(&str) -> Result<T, (Code, String)>,
    ) -> Option<T> {
        match parse(text) {
            Ok(value) => Some(value),
            Err((code, problem)) => {
                self.refuse(line, name, code, &problem);
                None
            }
        }
    }

    /// The movements: not the headers that pages repeat, nor a remark below the table.
    pub(super) fn posted(&mut self, header: &Row, body: &[Row]) -> Vec<Posted> {
        let rows = body.iter().take_while(|row| !is_control(row));
        let rows = rows.filter(|row| row.cells != header.cells && !is_remark(row));
        let rows: Vec<&Row> = rows.collect();
        if !self.tells_sides(&rows) {
            let problem = "金额只有一栏，没有正负号，也没有借贷标志，分不清收入和支出；\
                请选择带借贷标志，或者收入、支出分两栏的格式导出";
            self.refuse(header.line, "金额", Code::FieldMissing, problem);
            return Vec::new();
        }
        rows.into_iter().filter_map(|row| self.row(row)).collect()
    }

    fn row(&mut self, row: &Row) -> Option<Posted> {
        self.totals.count += 1;
        let reference = self.columns.text(row, words::REFERENCE);
        let place = match &reference {
            Some(reference) => {
                format!("{}第{}行（流水号{}）", self.file, row.line, shorten(reference))
            }
            None => format!("{}第{}行", self.file, row.line),
        };
        if let Some(currency) =
            self.columns.cell(row, words::CURRENCY).filter(|currency| !words::is_yuan(currency))
        {
            let problem = format!("币种为{}，不是人民币", shorten(currency));
            self.findings.push(Finding::exclude(Code::ForeignCurrency, place, problem));
            self.foreign += 1;
            return None;
        }
        let moved = self.moved(row, &place)?;
        let booked_on = self.date(row, words::DATE)?;
        let value_on = match self.columns.cell(row, words::VALUE_DATE) {
            None => booked_on,
            Some(_) => self.date(row, words::VALUE_DATE)?,
        };
        let balance = match self.columns.cell(row, words::BALANCE).map(str::to_owned) {
            None => None,
            Some(text) => Some(self.parsed("余额", (row.line, &text), value::signed_amount)?),
        };
        let columns = &self.columns;
        let texts: Vec<&str> =
            words::TEXTS.iter().filter_map(|names| columns.cell(row, names)).collect();
        let said = columns.cell(row, words::REVERSAL);
        let line = StatementLine {
            key: String::new(),
            reference,
            direction: moved.direction,
            amount: moved.amount,
            booked_on,
            value_on,
            end_to_end_id: columns.text(row, words::OWN_ID),
            remittance: texts.join(" "),
            counterparty_name: columns.text(row, words::OTHER_NAME),
            counterparty_account: columns.text(row, words::OTHER_ACCOUNT),
            counterparty_bank: columns.text(row, words::OTHER_BANK),
            virtual_account: columns.text(row, words::SUB_ACCOUNT),
            reversal: moved.red || matches!(said, Some("是" | "Y" | "1")),
            place,
        };
        Some(Posted { row: row.line, line, balance })
    }

    /// What a row moved, from two columns or from one.
    fn moved(&mut self, row: &Row, place: &str) -> Option<Moved> {
        if !(self.columns.has(words::DEBIT) && self.columns.has(words::CREDIT)) {
            return self.either(row);
        }
        let debit = self.amount(row, words::DEBIT)?;
        let credit = self.amount(row, words::CREDIT)?;
        if !debit.is_zero() && !credit.is_zero() {
            let problem = "同一行既有借方又有贷方发生额";
            self.findings.push(Finding::refuse(Code::AmountInvalid, place, problem));
            return None;
        }
        Some(if debit.is_zero() {
            self.side(Direction::Credit, credit)
        } else {
            self.side(Direction::Debit, debit)
        })
    }

    /// Whether the file says of its sums on which side they are: a column of sums without any sign and without 借贷标志
    /// does not, and what left would be taken for what arrived.
    fn tells_sides(&self, rows: &[&Row]) -> bool {
        let signed = |row: &&Row| {
            self.columns
                .cell(row, words::EITHER)
                .is_some_and(|text| text.starts_with(['-', '+', '－', '＋', '−']))
        };
        let two = self.columns.has(words::DEBIT) && self.columns.has(words::CREDIT);
        two || self.columns.has(words::SIDE) || rows.is_empty() || rows.iter().any(signed)
    }

    /// One column for both sides: 借贷标志 says which, or the sign does.
    fn either(&mut self, row: &Row) -> Option<Moved> {
        let amount = self.amount(row, words::EITHER)?;
        let Some(side) = self.columns.text(row, words::SIDE) else {
            if self.columns.has(words::SIDE) {
                self.refuse(row.line, "借贷标志", Code::FieldMissing, "缺少借贷标志");
                return None;
            }
            return Some(if amount.is_negative() {
                self.side(Direction::Debit, Fen::new(-amount.get()))
            } else {
                self.side(Direction::Credit, amount)
            });
        };
        let Some(out) = words::is_out(&side) else {
            let problem = format!("“{}”看不出是借还是贷", shorten(&side));
            self.refuse(row.line, "借贷标志", Code::FieldInvalid, &problem);
            return None;
        };
        Some(self.side(if out { Direction::Debit } else { Direction::Credit }, amount))
    }

    /// A sum on a side as printed; red it stands for the other side.
    fn side(&mut self, printed: Direction, amount: Fen) -> Moved {
        let total = match printed {
            Direction::Debit => &mut self.totals.debit,
            Direction::Credit => &mut self.totals.credit,
        };
        *total = total.checked_add(amount).unwrap_or(Fen::new(i64::MAX));
        let red = amount.is_negative();
        let direction = match (printed, red) {
            (Direction::Debit, false) | (Direction::Credit, true) => Direction::Debit,
            (Direction::Credit, false) | (Direction::Debit, true) => Direction::Credit,
        };
        Moved { direction, amount: if red { Fen::new(-amount.get()) } else { amount }, red }
    }

    fn amount(&mut self, row: &Row, names: &[&str]) -> Option<Fen> {
        let name = names.first().copied().unwrap_or_default();
        match self.columns.text(row, names) {
            None => Some(Fen::ZERO),
            Some(text) if text == "-" || text == "--" => Some(Fen::ZERO),
            Some(text) => self.parsed(name, (row.line, &text), value::signed_amount),
        }
    }

    fn date(&mut self, row: &Row, names: &[&str]) -> Option<Day> {
        let name = names.first().copied().unwrap_or_default();
        let Some(text) = self.columns.text(row, names) else {
            self.refuse(row.line, name, Code::FieldMissing, "缺少日期");
            return None;
        };
        self.parsed(name, (row.line, &text), value::day)
    }

    /// The 合计 row. A file whose balances prove that it is whole may be without, or have one that says less.
    pub(super) fn control(&mut self, body: &[Row], proven: bool) -> Option<Control> {
        let Some(place) = body.iter().position(is_control) else {
            if !proven {
                let problem = "缺少合计行，也没有可以逐笔核对的余额栏，文件可能被截断";
                self.findings.push(Finding::refuse(Code::CutShort, self.file, problem));
            }
            return None;
        };
        let after = body.get(place + 1..).unwrap_or_default();
        if let Some(extra) = after.iter().find(|row| !is_remark(row) && !is_control(row)) {
            self.refuse(extra.line, "", Code::WrongFormat, "合计行之后还有内容");
        }
        let row = body.get(place)?;
        let found = ["笔数", "借方合计", "贷方合计"].map(|key| (key, row.value_of(&[key])));
        if proven && found.iter().all(|(_, value)| value.is_none()) {
            return None;
        }
        let [count, debit, credit] = found.map(|(key, value)| {
            if value.is_none() {
                self.refuse(row.line, key, Code::ControlTotal, &format!("合计行缺少{key}"));
            }
            value.map(|value| (row.line, value))
        });
        let count = self.parsed("笔数", count?, |text| {
            text.trim_end_matches('笔')
                .parse::<usize>()
                .map_err(|_| (Code::ControlTotal, format!("“{}”不是笔数", shorten(text))))
        });
        let debit = self.parsed("借方合计", debit?, value::signed_amount);
        let credit = self.parsed("贷方合计", credit?, value::signed_amount);
        let totals = Totals { count: count?, debit: debit?, credit: credit? };
        Some(Control { line: row.line, totals })
    }

    /// The control row may count the rows of the file or, where a row is repeated, the distinct ones.
    pub(super) fn check_control(&mut self, control: &Control, statement: Option<&Statement>) {
        let kept = statement.map(|statement| Totals {
            count: statement.lines.len(),
            debit: sum(statement, Direction::Debit),
            credit: sum(statement, Direction::Credit),
        });
        let yuan = Totals { count: self.totals.count - self.foreign, ..self.totals.clone() };
        let stated = &control.totals;
        if *stated == self.totals || *stated == yuan || kept.as_ref() == Some(stated) {
            return;
        }
        let problem = format!(
            "合计行为{}笔、借方{}、贷方{}，明细为{}笔、借方{}、贷方{}",
            stated.count,
            stated.debit.grouped(),
            stated.credit.grouped(),
            self.totals.count,
            self.totals.debit.grouped(),
            self.totals.credit.grouped()
        );
        self.refuse(control.line, "合计", Code::ControlTotal, &problem);
    }
}

fn is_control(row: &Row) -> bool {
    matches!(row.first().trim_end_matches(['：', ':']), "合计" | "总计")
}

/// A line of words below the table. What begins with a digit may be the rest of a movement that was cut.
fn is_remark(row: &Row) -> bool {
    let mut said = row.cells.iter().filter(|cell| !cell.is_empty());
    let begins = row.first().chars().next();
    said.next().is_some()
        && said.next().is_none()
        && begins.is_some_and(|c| !c.is_ascii_digit() && !c.is_whitespace())
}
