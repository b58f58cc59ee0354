//! 银行对账单 CSV，read and written. Comma separated, fields quoted with `"` where needed, UTF-8 (with or
//! without byte order mark) or GBK.
//!
//! ```text
//! 账号,44050170000000001234,户名,怀集县人民法院案款专户,币种,CNY
//! 起始日期,2026-03-01,截止日期,2026-03-31,期初余额,0.00,期末余额,5289.00
//! 记账日期,起息日期,交易流水号,借方发生额,贷方发生额,币种,对方户名,对方账号,对方开户行,虚拟账号,端到端标识,冲正标志,附言
//! 2026-03-05,2026-03-05,T0001,,5289.00,CNY,张三,6222020000000000001,工商银行怀集支行,,,,（2026）粤1224执123号
//! 合计,笔数,1,借方合计,0.00,贷方合计,5289.00
//! ```
//!
//! Before the table: rows of name and value in any order (all but 户名 compulsory). The table: columns in
//! any order; compulsory are a date (记账日期, 入账日期 or 交易日期) and both 借方 and 贷方 (发生额 or 金额);
//! 交易流水号 (or 流水号, 银行流水号), 摘要, 用途 and 附言 are used where present. After the table: the control
//! row 合计 with 笔数, 借方合计 and 贷方合计; without it the file counts as cut short.

use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::assemble::{self, Head};
pub use super::csv_text::CsvEncoding;
use super::csv_text::{self, Columns, Row, at, inert};
use super::statement::{
    Direction, STATEMENT_BYTES_MAX, STATEMENT_LINES_MAX, Statement, StatementLine,
};
use crate::digest::sm3_hex;
use crate::finding::{Code, Finding, Reading, Refused, Treatment};
use crate::value::{self, shorten};

const DATE: &[&str] = &["记账日期", "入账日期", "交易日期"];
const DEBIT: &[&str] = &["借方发生额", "借方金额"];
const CREDIT: &[&str] = &["贷方发生额", "贷方金额"];
const REFERENCE: &[&str] = &["交易流水号", "流水号", "银行流水号"];
const COLUMNS: [&str; 13] = [
    "记账日期",
    "起息日期",
    "交易流水号",
    "借方发生额",
    "贷方发生额",
    "币种",
    "对方户名",
    "对方账号",
    "对方开户行",
    "虚拟账号",
    "端到端标识",
    "冲正标志",
    "附言",
];
/// Most reasons listed when a file is refused.
const FINDINGS_MAX: usize = 100;

/// Reads a CSV statement. `file` names it in findings.
pub fn read(file: &str, bytes: &[u8]) -> Result<Reading<Statement>, Refused> {
    let rows = csv_text::rows(file, bytes, STATEMENT_BYTES_MAX, STATEMENT_LINES_MAX + 20)?;
    let is_header = |row: &Row| {
        let columns = Columns::new(row);
        columns.has(DATE) && columns.has(DEBIT) && columns.has(CREDIT)
    };
    let Some(header) = rows.iter().position(is_header) else {
        let problem = "找不到表头：须有记账日期、借方发生额、贷方发生额三列";
        return Err(Finding::refuse(Code::WrongFormat, file, problem).into());
    };
    let (preamble, rest) = rows.split_at(header);
    let mut table = Table { file, findings: Vec::new(), totals: Totals::default(), foreign: 0 };
    let head = table.head(preamble, sm3_hex(bytes));
    let Some((header, body)) = rest.split_first() else {
        return Err(Finding::refuse(Code::WrongFormat, file, "找不到表头").into());
    };
    let lines = table.lines(&Columns::new(header), body);
    let control = table.control(body);
    let statement = match (head, control) {
        (Some(head), Some(control)) => {
            let statement = assemble::statement(head, lines, &mut table.findings);
            table.check_control(&control, statement.as_ref());
            statement
        }
        _ => None,
    };
    let mut findings = table.findings;
    let refused = findings.iter().any(|finding| finding.treatment == Treatment::FileRefused);
    match statement {
        Some(value) if !refused => Ok(Reading { value, findings }),
        _ => {
            findings.retain(|finding| finding.treatment == Treatment::FileRefused);
            findings.truncate(FINDINGS_MAX);
            Err(Refused { findings })
        }
    }
}

/// Sums as the rows of the file give them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Totals {
    count: usize,
    debit: Fen,
    credit: Fen,
}

struct Control {
    line: u64,
    totals: Totals,
}

struct Table<'f> {
    file: &'f str,
    findings: Vec<Finding>,
    totals: Totals,
    foreign: usize,
}

impl Table<'_> {
    fn refuse(&mut self, line: u64, name: &str, code: Code, problem: &str) {
        self.findings.push(at(self.file, line, name, code, problem));
    }

    fn head(&mut self, preamble: &[Row], digest: String) -> Option<Head> {
        let find =
            |key: &str| preamble.iter().find_map(|row| row.value(key).map(|v| (row.line, v)));
        let mut needed = |key: &str| {
            let found = find(key);
            if found.is_none() {
                let problem = format!("表头之前缺少“{key}”");
                self.findings.push(Finding::refuse(Code::FieldMissing, self.file, problem));
            }
            found
        };
        let account = needed("账号");
        let currency = needed("币种");
        let days = (needed("起始日期"), needed("截止日期"));
        let balances = (needed("期初余额"), needed("期末余额"));
        if let Some((line, currency)) = currency.filter(|(_, c)| !is_yuan(c)) {
            let problem = format!("账户币种为{}，不是人民币", shorten(currency));
            self.refuse(line, "币种", Code::ForeignCurrency, &problem);
        }
        let from = self.parsed("起始日期", days.0, value::day);
        let to = self.parsed("截止日期", days.1, value::day);
        let opening = self.parsed("期初余额", balances.0, value::signed_amount);
        let closing = self.parsed("期末余额", balances.1, value::signed_amount);
        Some(Head {
            place: self.file.to_owned(),
            statement_no: String::new(),
            account: account?.1.to_owned(),
            account_name: find("户名").map(|(_, name)| name.to_owned()),
            from: from?,
            to: to?,
            opening: opening?,
            closing: closing?,
            digest,
        })
    }

    fn parsed<T>(
        &mut self,
        name: &str,
        found: Option<(u64, &str)>,
        parse: fn(&str) -> Result<T, (Code, String)>,
    ) -> Option<T> {
        let (line, text) = found?;
        match parse(text) {
            Ok(value) => Some(value),
            Err((code, problem)) => {
                self.refuse(line, name, code, &problem);
                None
            }
        }
    }

    fn lines(&mut self, columns: &Columns, body: &[Row]) -> Vec<StatementLine> {
        let details = body.iter().take_while(|row| !is_control(row));
        details.filter_map(|row| self.line(columns, row)).collect()
    }

    fn line(&mut self, columns: &Columns, row: &Row) -> Option<StatementLine> {
        self.totals.count += 1;
        let reference = columns.text(row, REFERENCE);
        let place = match &reference {
            Some(reference) => {
                format!("{}第{}行（流水号{}）", self.file, row.line, shorten(reference))
            }
            None => format!("{}第{}行", self.file, row.line),
        };
        if let Some(currency) = columns.cell(row, &["币种"]).filter(|c| !is_yuan(c)) {
            let problem = format!("币种为{}，不是人民币", shorten(currency));
            self.findings.push(Finding::exclude(Code::ForeignCurrency, place, problem));
            self.foreign += 1;
            return None;
        }
        let debit = self.amount(columns, row, DEBIT)?;
        let credit = self.amount(columns, row, CREDIT)?;
        if debit.is_positive() && credit.is_positive() {
            let problem = "同一行既有借方又有贷方发生额";
            self.findings.push(Finding::refuse(Code::AmountInvalid, place, problem));
            return None;
        }
        self.totals.debit = self.totals.debit.checked_add(debit).unwrap_or(Fen::new(i64::MAX));
        self.totals.credit = self.totals.credit.checked_add(credit).unwrap_or(Fen::new(i64::MAX));
        let booked_on = self.date(columns, row, DATE)?;
        let value_on = match columns.cell(row, &["起息日期"]) {
            None => booked_on,
            Some(_) => self.date(columns, row, &["起息日期"])?,
        };
        let direction = if debit.is_positive() { Direction::Debit } else { Direction::Credit };
        let texts: Vec<&str> =
            ["附言", "用途", "摘要"].iter().filter_map(|name| columns.cell(row, &[name])).collect();
        Some(StatementLine {
            key: String::new(),
            reference,
            direction,
            amount: debit.max(credit),
            booked_on,
            value_on,
            end_to_end_id: columns.text(row, &["端到端标识"]),
            remittance: texts.join(" "),
            counterparty_name: columns.text(row, &["对方户名", "对方名称"]),
            counterparty_account: columns.text(row, &["对方账号"]),
            counterparty_bank: columns.text(row, &["对方开户行", "对方行名"]),
            virtual_account: columns.text(row, &["虚拟账号", "子账号"]),
            reversal: matches!(columns.cell(row, &["冲正标志"]), Some("是" | "Y" | "1")),
            place,
        })
    }

    fn amount(&mut self, columns: &Columns, row: &Row, names: &[&str]) -> Option<Fen> {
        let name = names.first().copied().unwrap_or_default();
        match columns.cell(row, names) {
            None | Some("-") => Some(Fen::ZERO),
            Some(text) => self.parsed(name, Some((row.line, text)), value::amount),
        }
    }

    fn date(&mut self, columns: &Columns, row: &Row, names: &[&str]) -> Option<Day> {
        let name = names.first().copied().unwrap_or_default();
        let Some(text) = columns.cell(row, names) else {
            self.refuse(row.line, name, Code::FieldMissing, "缺少日期");
            return None;
        };
        self.parsed(name, Some((row.line, text)), value::day)
    }

    fn control(&mut self, body: &[Row]) -> Option<Control> {
        let Some(at) = body.iter().position(is_control) else {
            let problem = "缺少合计行，文件可能被截断";
            self.findings.push(Finding::refuse(Code::CutShort, self.file, problem));
            return None;
        };
        if let Some(extra) = body.get(at + 1) {
            self.refuse(extra.line, "", Code::WrongFormat, "合计行之后还有内容");
        }
        let row = body.get(at)?;
        let mut needed = |key: &str| {
            let found = row.value(key).map(|value| (row.line, value));
            if found.is_none() {
                self.refuse(row.line, key, Code::ControlTotal, &format!("合计行缺少{key}"));
            }
            found
        };
        let (count, debit, credit) = (needed("笔数"), needed("借方合计"), needed("贷方合计"));
        let count = self.parsed("笔数", count, |text| {
            text.trim_end_matches('笔')
                .parse::<usize>()
                .map_err(|_| (Code::ControlTotal, format!("“{}”不是笔数", shorten(text))))
        });
        let debit = self.parsed("借方合计", debit, value::amount);
        let credit = self.parsed("贷方合计", credit, value::amount);
        let totals = Totals { count: count?, debit: debit?, credit: credit? };
        Some(Control { line: row.line, totals })
    }

    /// The control row may count the rows of the file or, where a row is repeated, the distinct ones.
    fn check_control(&mut self, control: &Control, statement: Option<&Statement>) {
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

/// Sum of one side; a sum that cannot be represented is one that no control row can state.
fn sum(statement: &Statement, direction: Direction) -> Fen {
    let lines = statement.lines.iter().filter(|line| line.direction == direction);
    Fen::sum(lines.map(|line| line.amount)).unwrap_or(Fen::new(i64::MAX))
}

fn is_control(row: &Row) -> bool {
    row.first() == "合计"
}

fn is_yuan(text: &str) -> bool {
    matches!(text, "CNY" | "RMB" | "人民币" | "156" | "01")
}

/// Writes a statement in the form described above.
#[must_use]
pub fn write(statement: &Statement, encoding: CsvEncoding) -> Vec<u8> {
    let text = |text: &Option<String>| inert(text.as_deref().unwrap_or_default());
    let own = |text: &str| text.to_owned();
    let mut rows = vec![
        vec![
            own("账号"),
            inert(&statement.account),
            own("户名"),
            text(&statement.account_name),
            own("币种"),
            own("CNY"),
        ],
        vec![
            own("起始日期"),
            statement.from.to_string(),
            own("截止日期"),
            statement.to.to_string(),
            own("期初余额"),
            statement.opening.to_string(),
            own("期末余额"),
            statement.closing.to_string(),
        ],
        COLUMNS.iter().map(|name| own(name)).collect(),
    ];
    for line in &statement.lines {
        let (out, arrived) = match line.direction {
            Direction::Debit => (line.amount.to_string(), String::new()),
            Direction::Credit => (String::new(), line.amount.to_string()),
        };
        rows.push(vec![
            line.booked_on.to_string(),
            line.value_on.to_string(),
            text(&line.reference),
            out,
            arrived,
            own("CNY"),
            text(&line.counterparty_name),
            text(&line.counterparty_account),
            text(&line.counterparty_bank),
            text(&line.virtual_account),
            text(&line.end_to_end_id),
            if line.reversal { own("是") } else { String::new() },
            inert(&line.remittance),
        ]);
    }
    rows.push(vec![
        own("合计"),
        own("笔数"),
        statement.lines.len().to_string(),
        own("借方合计"),
        sum(statement, Direction::Debit).to_string(),
        own("贷方合计"),
        sum(statement, Direction::Credit).to_string(),
    ]);
    csv_text::write(&rows, encoding)
}
