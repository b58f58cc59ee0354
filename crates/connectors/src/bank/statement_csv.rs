//! 银行对账单 CSV，read and written. Comma separated, fields quoted with `"` where needed, UTF-8 (with or
//! without byte order mark), UTF-16 or GBK.
//!
//! ```text
//! 账号,44050170000000001234,户名,怀集县人民法院案款专户,币种,CNY
//! 起始日期,2026-03-01,截止日期,2026-03-31,期初余额,0.00,期末余额,5289.00
//! 记账日期,起息日期,交易流水号,借方发生额,贷方发生额,币种,对方户名,对方账号,对方开户行,虚拟账号,端到端标识,冲正标志,附言
//! 2026-03-05,2026-03-05,T0001,,5289.00,CNY,张三,6222020000000000001,工商银行怀集支行,,,,（2026）粤1224执123号
//! 合计,笔数,1,借方合计,0.00,贷方合计,5289.00
//! ```
//!
//! That is the described form. What the banks' own windows export is read as well: the words of [`words`] for lines
//! and columns, in any order; both sides in two columns, or in one with a sign or with 借贷标志; account and period
//! from the table where no line above it says them; red (negative) sums as what takes back. Whether such a file is
//! whole is seen by its 合计 row (笔数, 借方合计 and 贷方合计), or by a column of balances in which each follows from
//! the one before, in either order; a file with neither counts as cut short.

mod chain;
mod table;
mod words;
mod write;

use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use self::chain::{Chain, chain};
use self::table::{Posted, Table};
pub use self::write::write;
use super::assemble::{self, Head};
pub use super::csv_text::CsvEncoding;
use super::csv_text::{self, Columns, Row};
use super::statement::{
    Direction, STATEMENT_BYTES_MAX, STATEMENT_LINES_MAX, Statement, StatementLine,
};
use crate::digest::sm3_hex;
use crate::finding::{Code, Finding, Reading, Refused, Treatment};
use crate::value::{self, shorten};

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
    let Some(header) = rows.iter().position(is_header) else {
        let problem = "找不到表头：须有记账日期，以及借方发生额、贷方发生额两列（或者交易金额一列和借贷标志）";
        return Err(Finding::refuse(Code::WrongFormat, file, problem).into());
    };
    let (preamble, rest) = rows.split_at(header);
    let Some((header, body)) = rest.split_first() else {
        return Err(Finding::refuse(Code::WrongFormat, file, "找不到表头").into());
    };
    let columns = Columns::new(header);
    let mut table = Table::new(file, columns);
    let mut posted = table.posted(header, body);
    let balances = chain(&mut posted);
    let table_is_read = !table.is_refused();
    let head = Preamble { table_is_read, rows: preamble, body, digest: sm3_hex(bytes) };
    let head = head.read(&mut table, &posted, &balances);
    // Of a file that is refused already, what its totals would have proven is of no interest.
    let proven = matches!(balances, Chain::Whole { .. }) || head.is_none();
    let control = table.control(body, proven);
    let lines: Vec<StatementLine> = posted.into_iter().map(|posted| posted.line).collect();
    let statement = head.and_then(|head| assemble::statement(head, lines, &mut table.findings));
    if let Some(control) = control {
        table.check_control(&control, statement.as_ref());
    }
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

fn is_header(row: &Row) -> bool {
    let columns = Columns::new(row);
    let both = columns.has(words::DEBIT) && columns.has(words::CREDIT);
    columns.has(words::DATE) && (both || columns.has(words::EITHER))
}

/// What stands above the table.
struct Preamble<'r> {
    /// No row of the table was refused.
    table_is_read: bool,
    rows: &'r [Row],
    body: &'r [Row],
    digest: String,
}

impl Preamble<'_> {
    fn find(&self, names: &[&str]) -> Option<(u64, &str)> {
        self.rows.iter().find_map(|row| row.value_of(names).map(|value| (row.line, value)))
    }

    fn read(self, table: &mut Table<'_>, posted: &[Posted], balances: &Chain) -> Option<Head> {
        if let Some((line, currency)) =
            self.find(words::CURRENCY).filter(|(_, currency)| !words::is_yuan(currency))
        {
            let problem = format!("账户币种为{}，不是人民币", shorten(currency));
            table.refuse(line, "币种", Code::ForeignCurrency, &problem);
        }
        let account = self.account(table);
        let from = self.day(table, words::FROM, posted.iter().map(|one| one.line.booked_on).min());
        let to = self.day(table, words::TO, posted.iter().map(|one| one.line.booked_on).max());
        let balances = self.balances(table, posted, balances);
        let (opening, closing) = balances?;
        Some(Head {
            place: table.file.to_owned(),
            statement_no: String::new(),
            account: account?,
            account_name: self.find(words::NAME).map(|(_, name)| name.to_owned()),
            from: from?,
            to: to?,
            opening,
            closing,
            digest: self.digest,
        })
    }

    /// From a line above the table, or from the column that says it in every row.
    fn account(&self, table: &mut Table<'_>) -> Option<String> {
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        if let Some((_, account)) = self.find(words::ACCOUNT) {
            return Some(bare(account));
        }
        let mut found: Option<String> = None;
        for row in self.body {
            let Some(account) = table.columns.cell(row, words::ACCOUNT).map(bare) else { continue };
            match &found {
                Some(first) if *first != account => {
                    let problem = format!(
                        "账号{}与前面的{first}不同，一个文件只能是一个账户的流水",
                        shorten(&account)
                    );
                    table.refuse(row.line, "账号", Code::FieldInvalid, &problem);
                    return None;
                }
                _ => found = Some(account),
            }
        }
        if found.is_none() {
            table.missing("账号");
        }
        found
    }

    fn day(&self, table: &mut Table<'_>, names: &[&str], otherwise: Option<Day>) -> Option<Day> {
        let name = names.first().copied().unwrap_or_default();
        match self.find(names) {
            Some(found) => table.parsed(name, found, value::day),
            None => {
                if otherwise.is_none() && self.table_is_read {
                    table.missing(name);
                }
                otherwise
            }
        }
    }

    /// 期初余额 and 期末余额: as stated, or from the column of balances, or the one from the other.
    fn balances(
        &self,
        table: &mut Table<'_>,
        posted: &[Posted],
        chain: &Chain,
    ) -> Option<(Fen, Fen)> {
        let mut stated = |names: &[&str]| {
            let name = names.first().copied().unwrap_or_default();
            self.find(names).map(|found| table.parsed(name, found, value::signed_amount))
        };
        match (stated(words::OPENING), stated(words::CLOSING), chain) {
            (Some(opening), Some(closing), _) => Some((opening?, closing?)),
            (_, _, Chain::Whole { opening, closing }) => Some((*opening, *closing)),
            (_, _, Chain::Broken { line }) => {
                let problem = "余额与上一行余额、本行发生额对不上，明细可能不全或者次序被打乱";
                table.refuse(*line, "余额", Code::Balance, problem);
                None
            }
            (None, Some(closing), Chain::None) => {
                let closing = closing?;
                let lines: Vec<StatementLine> =
                    posted.iter().map(|posted| posted.line.clone()).collect();
                Some((assemble::opening(closing, &lines)?, closing)).inspect(|(opening, _)| {
                    table.computed(*opening);
                })
            }
            (Some(_), None, Chain::None) => {
                table.missing("期末余额");
                None
            }
            (None, None, Chain::None) if !self.table_is_read => None,
            (None, None, Chain::None) => {
                let problem = "没有期初余额和期末余额，也没有逐笔的余额栏，无法核对是否完整";
                table.findings.push(Finding::refuse(Code::FieldMissing, table.file, problem));
                None
            }
        }
    }
}

/// Sum of one side; a sum that cannot be represented is one that no control row can state.
fn sum(statement: &Statement, direction: Direction) -> Fen {
    let lines = statement.lines.iter().filter(|line| line.direction == direction);
    Fen::sum(lines.map(|line| line.amount)).unwrap_or(Fen::new(i64::MAX))
}
