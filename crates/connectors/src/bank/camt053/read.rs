//! Reading camt.053.

use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::super::assemble::{self, Head};
use super::super::statement::{
    Direction, STATEMENT_BYTES_MAX, STATEMENT_LINES_MAX, Statement, StatementLine,
};
use super::balance::{self, Balance};
use crate::digest::sm3_hex;
use crate::finding::{Code, Finding, Reading, Refused, Treatment};
use crate::value::{self, has_forbidden, shorten};
use crate::xml::{self, Element, Limits};

const LIMITS: Limits =
    Limits { bytes: STATEMENT_BYTES_MAX, depth: 32, elements: 800_000, text: 64 << 10 };
const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";
/// Most reasons listed when a file is refused.
const FINDINGS_MAX: usize = 100;

/// Reads a camt.053 file: one statement per `Stmt`. `file` names it in findings.
pub fn read(file: &str, bytes: &[u8]) -> Result<Reading<Vec<Statement>>, Refused> {
    let root = xml::parse(file, bytes, LIMITS)?;
    let version: Option<u32> =
        root.namespace.strip_prefix(NAMESPACE).and_then(|version| version.parse().ok());
    if root.name != "Document" || version.is_none_or(|version| version < 2) {
        let problem = "不是camt.053.001.02及以上版本的对账单";
        return Err(Finding::refuse(Code::WrongFormat, file, problem).into());
    }
    let Some(message) = root.child("BkToCstmrStmt") else {
        return Err(Finding::refuse(Code::WrongFormat, file, "缺少BkToCstmrStmt元素").into());
    };
    let mut reader = Reader { file, digest: sm3_hex(bytes), findings: Vec::new() };
    let statements: Vec<Option<Statement>> =
        message.all("Stmt").map(|element| reader.statement(element)).collect();
    if statements.is_empty() {
        reader.refuse(Code::NoItems, message, "文件中没有对账单（Stmt）");
    }
    let mut findings = reader.findings;
    let refused = findings.iter().any(|finding| finding.treatment == Treatment::FileRefused);
    match statements.into_iter().collect::<Option<Vec<Statement>>>() {
        Some(value) if !refused => Ok(Reading { value, findings }),
        _ => {
            findings.retain(|finding| finding.treatment == Treatment::FileRefused);
            findings.truncate(FINDINGS_MAX);
            Err(Refused { findings })
        }
    }
}

struct Reader<'f> {
    file: &'f str,
    digest: String,
    findings: Vec<Finding>,
}

/// What the lines of one entry have in common.
struct Booking {
    direction: Direction,
    booked_on: Day,
    value_on: Day,
    reference: Option<String>,
    reversal: bool,
    amount: Fen,
    place: String,
    note: Option<String>,
}

impl Reader<'_> {
    fn place(&self, element: &Element) -> String {
        format!("{}第{}行<{}>", self.file, element.line, element.name)
    }

    fn refuse(&mut self, code: Code, element: &Element, problem: impl Into<String>) {
        let place = self.place(element);
        self.findings.push(Finding::refuse(code, place, problem));
    }

    fn statement(&mut self, element: &Element) -> Option<Statement> {
        let account = element.child("Acct");
        let number = account.and_then(|account| {
            account
                .text_at(&["Id", "Othr", "Id"])
                .or_else(|| account.text_at(&["Id", "IBAN"]))
                .map(str::to_owned)
        });
        let Some(number) = number else {
            self.refuse(Code::FieldMissing, element, "缺少账号（Acct/Id）");
            return None;
        };
        if let Some(currency) = element.text_at(&["Acct", "Ccy"])
            && currency != "CNY"
        {
            let problem = format!("账户币种为{}，不是人民币", shorten(currency));
            self.refuse(Code::ForeignCurrency, element, problem);
        }
        let balances = balance::find(element);
        let opening = balances.opening.map(|opening| self.balance(opening));
        let closing = balances.closing.map(|closing| self.balance(closing));
        let mut lines = Vec::new();
        for entry in element.all("Ntry") {
            self.entry(entry, &mut lines);
            if lines.len() > STATEMENT_LINES_MAX {
                self.refuse(Code::TooLarge, entry, format!("明细超过{STATEMENT_LINES_MAX}笔"));
                return None;
            }
        }
        let Some(closing) = closing else {
            self.refuse(Code::FieldMissing, element, "缺少期末余额（CLBD或ITBD）");
            return None;
        };
        let closing = closing?;
        let opening = match opening {
            Some(opening) => opening?,
            None => self.computed_opening(element, closing, &lines)?,
        };
        let (from, to) = self.period(element, opening.1, closing.1)?;
        let head = Head {
            place: self.place(element),
            statement_no: element.text_at(&["Id"]).unwrap_or_default().to_owned(),
            account: number,
            account_name: text(element, &["Acct", "Nm"])
                .or_else(|| text(element, &["Acct", "Ownr", "Nm"])),
            from,
            to,
            opening: opening.0,
            closing: closing.0,
            digest: self.digest.clone(),
        };
        assemble::statement(head, lines, &mut self.findings)
    }

    /// 期初余额 of a statement that gives only the closing one. Whether entries are missing cannot be told from the file
    /// alone then; it shows against the statement before.
    fn computed_opening(
        &mut self,
        statement: &Element,
        closing: Balance,
        lines: &[StatementLine],
    ) -> Option<Balance> {
        let Some(opening) = assemble::opening(closing.0, lines) else {
            self.refuse(Code::Balance, statement, "明细合计超出范围");
            return None;
        };
        let first = lines.iter().map(|line| line.booked_on).min();
        let place = self.place(statement);
        let problem = format!("没有期初余额，按期末余额和明细推算为{}", opening.grouped());
        self.findings.push(Finding::note(Code::BalanceComputed, place, problem));
        Some((opening, first.unwrap_or(closing.1)))
    }

    /// Amount (debit is negative) and day of a balance; `None` together with a finding.
    fn balance(&mut self, balance: &Element) -> Option<Balance> {
        let amount = self.amount(balance)?;
        let day = self.date(balance, "Dt")?;
        match balance.text_at(&["CdtDbtInd"]) {
            Some("CRDT") => Some((amount, day)),
            Some("DBIT") => Some((Fen::new(-amount.get()), day)),
            _ => {
                self.refuse(Code::FieldInvalid, balance, "余额缺少借贷标志（CdtDbtInd）");
                None
            }
        }
    }

    fn period(&mut self, statement: &Element, opening: Day, closing: Day) -> Option<(Day, Day)> {
        let Some(period) = statement.child("FrToDt") else {
            return Some((opening.min(closing), closing));
        };
        let read = |name: &str| period.text_at(&[name]).map(value::day);
        match (read("FrDtTm").or_else(|| read("FrDt")), read("ToDtTm").or_else(|| read("ToDt"))) {
            (Some(Ok(from)), Some(Ok(to))) => Some((from, to)),
            (Some(Err((code, problem))), _) | (_, Some(Err((code, problem)))) => {
                self.refuse(code, period, problem);
                None
            }
            _ => {
                self.refuse(Code::FieldMissing, period, "对账期间不完整");
                None
            }
        }
    }

    /// The amount of an element's `Amt`, in yuan; `None` together with a finding.
    fn amount(&mut self, element: &Element) -> Option<Fen> {
        let Some(amount) = element.child("Amt") else {
            self.refuse(Code::FieldMissing, element, "缺少金额（Amt）");
            return None;
        };
        if amount.attribute("Ccy").is_some_and(|currency| currency != "CNY") {
            let currency = shorten(amount.attribute("Ccy").unwrap_or_default());
            self.refuse(Code::ForeignCurrency, amount, format!("币种为{currency}，不是人民币"));
            return None;
        }
        match value::amount(&amount.text) {
            Ok(fen) => Some(fen),
            Err((code, problem)) => {
                self.refuse(code, amount, problem);
                None
            }
        }
    }

    /// The day in a child with `Dt` or `DtTm`, or text of its own.
    fn date(&mut self, element: &Element, name: &str) -> Option<Day> {
        let text = element
            .text_at(&[name, "Dt"])
            .or_else(|| element.text_at(&[name, "DtTm"]))
            .or_else(|| element.text_at(&[name]));
        match text.map(value::day) {
            Some(Ok(day)) => Some(day),
            Some(Err((code, problem))) => {
                self.refuse(code, element, format!("{name}：{problem}"));
                None
            }
            None => {
                self.refuse(Code::FieldMissing, element, format!("缺少日期（{name}）"));
                None
            }
        }
    }

    fn entry(&mut self, entry: &Element, lines: &mut Vec<StatementLine>) {
        let reference = text(entry, &["AcctSvcrRef"]);
        let place = match &reference {
            Some(reference) => format!("{}（流水号{}）", self.place(entry), shorten(reference)),
            None => self.place(entry),
        };
        let status = entry.text_at(&["Sts", "Cd"]).or_else(|| entry.text_at(&["Sts"]));
        if let Some(status) = status.filter(|status| *status != "BOOK") {
            let problem = format!("状态为{}，尚未记账", shorten(status));
            self.findings.push(Finding::exclude(Code::PackageEntry, place, problem));
            return;
        }
        let foreign = entry.child("Amt").and_then(|amount| amount.attribute("Ccy"));
        if let Some(currency) = foreign.filter(|currency| *currency != "CNY") {
            let problem = format!("币种为{}，不是人民币", shorten(currency));
            self.findings.push(Finding::exclude(Code::ForeignCurrency, place, problem));
            return;
        }
        let direction = match entry.text_at(&["CdtDbtInd"]) {
            Some("CRDT") => Direction::Credit,
            Some("DBIT") => Direction::Debit,
            _ => {
                self.refuse(Code::FieldInvalid, entry, "借贷标志应为CRDT或DBIT");
                return;
            }
        };
        let (Some(amount), Some(booked_on)) = (self.amount(entry), self.date(entry, "BookgDt"))
        else {
            return;
        };
        let value_on = match entry.child("ValDt") {
            None => booked_on,
            Some(_) => match self.date(entry, "ValDt") {
                Some(day) => day,
                None => return,
            },
        };
        let reversal = matches!(entry.text_at(&["RvslInd"]), Some("true" | "1"));
        let note = text(entry, &["AddtlNtryInf"]);
        let booking =
            Booking { direction, booked_on, value_on, reference, reversal, amount, place, note };
        self.transactions(entry, &booking, lines);
    }

    fn transactions(&mut self, entry: &Element, booking: &Booking, lines: &mut Vec<StatementLine>) {
        let details: Vec<&Element> =
            entry.all("NtryDtls").flat_map(|details| details.all("TxDtls")).collect();
        if details.len() < 2 {
            lines.push(line(booking, details.first().copied(), booking.amount, None));
            return;
        }
        let mut sum = Fen::ZERO;
        let mut split = Vec::new();
        for (index, detail) in details.iter().enumerate() {
            let holder = detail
                .path(&["AmtDtls", "TxAmt"])
                .filter(|holder| holder.child("Amt").is_some())
                .unwrap_or(detail);
            let Some(amount) = self.amount(holder) else {
                return;
            };
            sum = sum.checked_add(amount).unwrap_or(Fen::new(i64::MAX));
            split.push(line(booking, Some(detail), amount, Some(index + 1)));
        }
        if sum != booking.amount {
            let problem = format!(
                "该笔{}元，其中{}笔明细合计{}元，两者不符",
                booking.amount.grouped(),
                details.len(),
                sum.grouped()
            );
            self.findings.push(Finding::refuse(Code::Balance, &booking.place, problem));
            return;
        }
        lines.extend(split);
    }
}

fn text(element: &Element, path: &[&str]) -> Option<String> {
    element.text_at(path).filter(|text| !has_forbidden(text)).map(str::to_owned)
}

/// The name of a party: directly (versions to 07) or below `Pty` (08 and later).
fn party(detail: &Element, role: &str) -> Option<String> {
    text(detail, &["RltdPties", role, "Nm"])
        .or_else(|| text(detail, &["RltdPties", role, "Pty", "Nm"]))
}

fn account(detail: &Element, role: &str) -> Option<String> {
    text(detail, &["RltdPties", role, "Id", "Othr", "Id"])
        .or_else(|| text(detail, &["RltdPties", role, "Id", "IBAN"]))
}

fn line(
    booking: &Booking,
    detail: Option<&Element>,
    amount: Fen,
    number: Option<usize>,
) -> StatementLine {
    let (other, other_account, other_agent) = match booking.direction {
        Direction::Credit => ("Dbtr", "DbtrAcct", "DbtrAgt"),
        Direction::Debit => ("Cdtr", "CdtrAcct", "CdtrAgt"),
    };
    let own_account = if booking.direction == Direction::Credit { "CdtrAcct" } else { "DbtrAcct" };
    let mut parts: Vec<String> = detail
        .and_then(|detail| detail.child("RmtInf"))
        .map(|info| info.all("Ustrd").map(|part| part.text.trim().to_owned()).collect())
        .unwrap_or_default();
    parts.extend(booking.note.clone());
    let mut remittance = parts.join(" ");
    remittance.retain(|c| !c.is_control());
    let reference = match (&booking.reference, number) {
        (Some(reference), Some(number)) => Some(format!("{reference}/{number}")),
        (reference, _) => reference.clone(),
    };
    StatementLine {
        key: String::new(),
        reference,
        direction: booking.direction,
        amount,
        booked_on: booking.booked_on,
        value_on: booking.value_on,
        end_to_end_id: detail
            .and_then(|detail| text(detail, &["Refs", "EndToEndId"]))
            .filter(|id| id != "NOTPROVIDED"),
        remittance,
        counterparty_name: detail.and_then(|detail| party(detail, other)),
        counterparty_account: detail.and_then(|detail| account(detail, other_account)),
        counterparty_bank: detail.and_then(|detail| {
            text(detail, &["RltdAgts", other_agent, "FinInstnId", "Nm"]).or_else(|| {
                text(detail, &["RltdAgts", other_agent, "FinInstnId", "ClrSysMmbId", "MmbId"])
            })
        }),
        virtual_account: detail.and_then(|detail| account(detail, own_account)),
        reversal: booking.reversal,
        place: booking.place.clone(),
    }
}
