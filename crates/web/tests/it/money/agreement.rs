//! 账实核对 (M01 of what was found): the bank's balances against the books.

use serde_json::{Value, json};
use zhixing_connectors::bank::{
    camt053,
    statement::{Direction, Statement, StatementLine},
};
use zhixing_law::{day::Day, money::Fen};

use super::{Desk, ok};

fn line(reference: Option<&str>, direction: Direction, amount: i64, on: Day) -> StatementLine {
    StatementLine {
        key: String::new(),
        reference: reference.map(str::to_owned),
        direction,
        amount: Fen::new(amount),
        booked_on: on,
        value_on: on,
        end_to_end_id: None,
        remittance: "往来".to_owned(),
        counterparty_name: Some("某某公司".to_owned()),
        counterparty_account: Some("6222020000000000001".to_owned()),
        counterparty_bank: None,
        virtual_account: None,
        reversal: false,
        place: String::new(),
    }
}

fn statement(on: Day, opening: i64, lines: Vec<StatementLine>) -> Statement {
    let sum = |of: Direction| -> i64 {
        lines.iter().filter(|line| line.direction == of).map(|line| line.amount.get()).sum()
    };
    Statement {
        statement_no: format!("{on}-{opening}"),
        account: "9900122400000001".to_owned(),
        account_name: None,
        from: on,
        to: on,
        opening: Fen::new(opening),
        closing: Fen::new(opening + sum(Direction::Credit) - sum(Direction::Debit)),
        lines,
        digest: String::new(),
    }
}

impl Desk {
    async fn import_whole(&self, name: &str, statement: &Statement) -> Value {
        let bytes = camt053::write(name, statement);
        let name = format!("{name}.xml");
        ok(self.send_file("/api/funds/statements", &self.funds, &name, &bytes).await)
    }

    async fn agreement(&self) -> Value {
        ok(self.house.get("/api/funds/agreement", &self.funds).await)
    }
}

fn problems(agreement: &Value) -> Vec<&str> {
    agreement["problems"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

#[tokio::test]
async fn days_that_are_missing_between_two_statements_are_named_with_what_is_missing() {
    let desk = Desk::open().await;
    assert_eq!(desk.agreement().await, Value::Null, "nothing to compare before the first");
    let today = desk.today();
    let before = today.plus_days(-5).unwrap();
    let first = statement(before, 0, vec![line(Some("A1"), Direction::Credit, 5_000, before)]);
    desk.import_whole("A", &first).await;
    assert_eq!(desk.agreement().await["agrees"], json!(true));
    let gap = statement(today, 99_999_999, vec![line(Some("G1"), Direction::Credit, 500, today)]);
    desk.import_whole("GAP", &gap).await;
    let found = desk.agreement().await;
    assert_eq!(found["agrees"], json!(false), "{found}");
    assert_eq!(found["bank_fen"], json!(100_000_499));
    assert_eq!(found["expected_fen"], json!(5_500));
    let said = problems(&found);
    assert!(said[0].contains("期初余额999,999.99元") && said[0].contains("50.00元"), "{said:?}");
    // The missing days are brought in, and it agrees.
    let on = today.plus_days(-1).unwrap();
    let missing = statement(on, 5_000, vec![line(Some("M1"), Direction::Credit, 99_994_999, on)]);
    desk.import_whole("MISSING", &missing).await;
    assert_eq!(desk.agreement().await["agrees"], json!(true));
}

#[tokio::test]
async fn money_that_left_the_account_for_nobody_we_pay_is_named() {
    let desk = Desk::open().await;
    let today = desk.today();
    let out = line(Some("OUT1"), Direction::Debit, 500_000_000, today);
    desk.import_whole("OUT", &statement(today, 600_000_000, vec![out])).await;
    let found = desk.agreement().await;
    assert_eq!(found["agrees"], json!(false));
    assert!(problems(&found)[0].contains("1笔支出对不上本院的付款，共5,000,000.00元"), "{found}");
    assert_eq!(found["strange"][0]["amount_fen"], json!(500_000_000));
    assert_eq!(found["strange"][0]["payee"], json!("某某公司"));
}

#[tokio::test]
async fn two_equal_payments_in_two_files_of_a_day_are_two() {
    let desk = Desk::open().await;
    let today = desk.today();
    let equal = || vec![line(None, Direction::Credit, 15_000, today)];
    let (morning, afternoon) = (statement(today, 0, equal()), statement(today, 15_000, equal()));
    assert_eq!(desk.import_whole("AM", &morning).await["unknown"], json!(1));
    assert_eq!(desk.import_whole("PM", &afternoon).await["unknown"], json!(1));
    let found = desk.agreement().await;
    assert_eq!((&found["agrees"], &found["bank_fen"]), (&json!(true), &json!(30_000)), "{found}");
    // The whole day in one file brings nothing new; the afternoon once more is refused.
    let both = [equal(), equal()].concat();
    let day = desk.import_whole("DAY", &statement(today, 0, both)).await;
    assert_eq!((&day["imported"], &day["repeated"]), (&json!(0), &json!(2)), "{day}");
    let bytes = camt053::write("PM2", &afternoon);
    let again = desk.send_file("/api/funds/statements", &desk.funds, "a.xml", &bytes).await;
    assert_eq!(again.body["code"], json!("duplicate"), "{:?}", again.body);
    assert_eq!(desk.agreement().await["agrees"], json!(true));
}

#[tokio::test]
async fn two_statements_in_one_file_are_told_apart_as_two_files_are() {
    let desk = Desk::open().await;
    let today = desk.today();
    let equal = || line(None, Direction::Credit, 15_000, today);
    let named = || line(Some("N1"), Direction::Credit, 700, today);
    let whole = |name: &str, of: &Statement| String::from_utf8(camt053::write(name, of)).unwrap();
    let morning = whole("AM", &statement(today, 0, vec![equal(), named()]));
    // The afternoon has an equal payment; the last one states the whole day once more.
    let later = [
        statement(today, 15_700, vec![equal()]),
        statement(today, 0, vec![equal(), named(), equal()]),
    ];
    let end = "</BkToCstmrStmt>";
    let mut file = morning.strip_suffix("</Document>").unwrap_or(&morning).to_owned();
    for one in &later {
        let text = whole("LATER", one);
        let (from, to) = (text.find("<Stmt>").unwrap(), text.find("</Stmt>").unwrap());
        let at = file.find(end).unwrap();
        file.insert_str(at, &text[from..to + "</Stmt>".len()]);
    }
    if !file.contains("</Document>") {
        file.push_str("</Document>");
    }
    let sent = desk.send_file("/api/funds/statements", &desk.funds, "a.xml", file.as_bytes()).await;
    let imported = ok(sent);
    assert_eq!((&imported["unknown"], &imported["repeated"]), (&json!(3), &json!(3)), "{imported}");
    let found = desk.agreement().await;
    assert_eq!((&found["agrees"], &found["bank_fen"]), (&json!(true), &json!(30_700)), "{found}");
}

#[tokio::test]
async fn what_the_bank_took_back_is_not_agreed_to_until_somebody_looks() {
    let desk = Desk::open().await;
    let today = desk.today();
    let back = StatementLine {
        remittance: "冲正".to_owned(),
        ..line(Some("R2"), Direction::Debit, 5_000, today)
    };
    let lines = vec![line(Some("R1"), Direction::Credit, 5_000, today), back];
    desk.import_whole("REV", &statement(today, 0, lines)).await;
    let found = desk.agreement().await;
    assert_eq!(found["agrees"], json!(false), "the books hold 50.00 that the account does not");
    assert!(problems(&found)[0].contains("50.00元"), "{found}");
}
