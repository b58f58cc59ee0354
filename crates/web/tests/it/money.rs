//! Money by HTTP: two applicants are paid and the bank sends their payments back; a remainder is given up.

use axum::http::StatusCode;
use serde_json::{Value, json};
use zhixing_app::clock::Clock as _;
use zhixing_connectors::{
    bank::{
        camt053, pain001, pain002,
        payout::Debtor,
        statement_csv::{self, CsvEncoding},
    },
    simulator::{bank::BankSim, search_network::Transfer},
};
use zhixing_law::{day::Day, money::Fen};

use crate::court::{Answer, House, application};

mod account;
mod agreement;
mod bank_errors;
mod cases;
mod lump;
mod sheet;
mod withdrawal;
mod wrong_case;

/// The court's bank, and the people who handle money, signed in.
struct Desk {
    house: House,
    bank: BankSim,
    clerk: String,
    judge: String,
    funds: String,
    cashier: String,
    chief: String,
}

fn ok(answer: Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    answer.body
}

impl Desk {
    async fn open() -> Desk {
        Desk::of(House::open().await).await
    }

    async fn of(house: House) -> Desk {
        let fund = Debtor {
            name: "案款专户".to_owned(),
            account: "9900122400000001".to_owned(),
            bank_name: "怀集支行".to_owned(),
            bank_no: "999593000012".to_owned(),
        };
        Desk {
            bank: BankSim::new(1, fund, Fen::ZERO),
            clerk: house.sign_in("ax.window_clerk").await,
            judge: house.sign_in("ax.judge").await,
            funds: house.sign_in("ax.fund_officer").await,
            cashier: house.sign_in("ax.cashier").await,
            chief: house.sign_in("ax.bureau_chief").await,
            house,
        }
    }

    fn today(&self) -> Day {
        self.house.clock.now().day()
    }

    async fn case(&self, id: &str) -> Value {
        ok(self.house.get(&format!("/api/cases/{id}"), &self.judge).await)
    }

    async fn file(&self, application: Value) -> String {
        let filed = ok(self.house.post("/api/begin/file_case", &self.clerk, application).await);
        assert!(filed["happened"].to_string().contains("filing.accepted"), "{filed}");
        filed["id"].as_str().unwrap().to_owned()
    }

    /// Somebody pays into the account of a case.
    async fn pay_in(&mut self, case: &str, reference: &str, payer: &str, amount: i64) {
        let account = self.case(case).await["funds"]["account_no"].as_str().unwrap().to_owned();
        let today = self.today();
        self.bank.credit(
            today,
            &Transfer {
                reference: reference.to_owned(),
                to_account: account,
                payer_name: payer.to_owned(),
                payer_account: "6228480999000000001".to_owned(),
                payer_bank: "农业银行怀集支行".to_owned(),
                amount: Fen::new(amount),
                remittance: String::new(),
                on: today,
            },
        );
    }

    async fn send_file(&self, path: &str, cookie: &str, name: &str, bytes: &[u8]) -> Answer {
        self.house.post_file(path, cookie, &[], (name, bytes)).await
    }

    /// Imports the bank's statement of a day; what became of its lines.
    async fn import(&self, day: Day, csv: bool) -> Value {
        let statement = self.bank.statement(day, day);
        let (name, bytes) = if csv {
            ("liushui.csv", statement_csv::write(&statement, CsvEncoding::Gbk))
        } else {
            ("liushui.xml", camt053::write("MSG1", &statement))
        };
        ok(self.send_file("/api/funds/statements", &self.funds, name, &bytes).await)
    }

    async fn propose(&self, case: &str, body: Value) -> Answer {
        self.house.post(&format!("/api/cases/{case}/do/propose_payout"), &self.funds, body).await
    }

    /// A case that its debtor has paid in full, and whose payout is proposed.
    async fn proposed(&mut self) -> String {
        let case = self.file(application()).await;
        self.pay_in(&case, "T1", "王海", ALL).await;
        self.import(self.today(), false).await;
        ok(self.propose(&case, json!({})).await);
        case
    }

    /// Signs what waits about the case's last payout.
    async fn sign(&self, case: &str, who: &str) -> Answer {
        let payouts = self.case(case).await["payouts"].clone();
        let approval = &payouts.as_array().unwrap().last().unwrap()["approval"]["id"];
        let body = json!({ "approval": approval, "opinion": "同意" });
        self.house.post(&format!("/api/cases/{case}/do/sign_approval"), who, body).await
    }

    /// Approves the case's last payout and has the bank pay it; its answer is imported.
    async fn pay_out(&mut self, case: &str) {
        ok(self.sign(case, &self.chief).await);
        let made = ok(self.house.post("/api/funds/batches", &self.cashier, json!({})).await);
        let batch = made["id"].as_str().unwrap();
        let path = format!("/api/funds/batches/{batch}/file?format=pain001");
        let file = self.house.get(&path, &self.cashier).await;
        assert_eq!(file.status, StatusCode::OK);
        let batch_file = pain001::read("batch.xml", &file.bytes).unwrap();
        let now = self.house.clock.now();
        let report = self.bank.pay(now.day(), &batch_file);
        let answer = pain002::write("RTN1", now, &report);
        let path = format!("/api/funds/batches/{batch}/return");
        ok(self.send_file(&path, &self.cashier, "huidan.xml", &answer).await);
    }

    async fn must_be_sound(&self) {
        let report = zhixing_store::verify::verify(&self.house.app.db, &[]).await.unwrap();
        assert!(report.is_clean(), "{:?}", report.found);
        let agreement = ok(self.house.get("/api/funds/agreement", &self.funds).await);
        assert_eq!(agreement["agrees"], json!(true), "{agreement}");
    }
}

/// Two applicants, one respondent, ¥5,289.00.
fn two() -> Value {
    let mut body = application();
    let second = json!({
        "role": "applicant", "kind": "person", "name": "林小文",
        "identity_number": "520103200001010175", "phone": "13800138002",
        "address": "怀集县怀城街道5号", "representative": "", "service_address": "怀集县怀城街道5号",
        "account": {
            "name": "林小文", "bank": "怀集支行", "bank_code": "", "account": "6222020000005678"
        }
    });
    body["parties"].as_array_mut().unwrap().insert(1, second);
    body
}

/// 5,289.00, 81 days of doubled interest (74.97) and 50.00 of fee.
const ALL: i64 = 541_397;

fn lines(payout: &Value) -> Vec<(String, i64)> {
    let line =
        |l: &Value| (l["payee"].as_str().unwrap().to_owned(), l["amount_fen"].as_i64().unwrap());
    payout["lines"].as_array().unwrap().iter().map(line).collect()
}

#[tokio::test]
async fn two_applicants_share_a_receipt_after_the_clerk_has_taken_down_their_shares() {
    let mut desk = Desk::open().await;
    let case = desk.file(two()).await;
    desk.pay_in(&case, "T1", "王海", ALL).await;
    let imported = desk.import(desk.today(), false).await;
    assert_eq!(imported["matched"], json!(1), "{imported}");

    let refused = desk.propose(&case, json!({})).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (422, "prerequisite"));
    assert!(refused.message().contains("登记各申请执行人的份额"), "{}", refused.message());
    assert_eq!(refused.body["findings"][0]["field"], json!("applicant_shares"));
    assert!(refused.body["basis"].as_str().unwrap().contains("55"), "{:?}", refused.body);

    let parties = desk.case(&case).await["parties"].clone();
    let (one, two) = (parties[0]["id"].clone(), parties[1]["id"].clone());
    let shares = |first: i64, second: i64| {
        json!({
            "shares": [
                { "party": one, "amount_fen": first }, { "party": two, "amount_fen": second }
            ],
            "ground": "判决主文第一项"
        })
    };
    let path = format!("/api/cases/{case}/do/declare_shares");
    let short = desk.house.post(&path, &desk.clerk, shares(352_600, 176_299)).await;
    assert_eq!(short.code(), "field");
    assert!(short.message().contains("合计等于执行标的"), "{}", short.message());
    let cashier = desk.house.post(&path, &desk.cashier, shares(352_600, 176_300)).await;
    assert_eq!(cashier.status, StatusCode::FORBIDDEN);
    ok(desk.house.post(&path, &desk.clerk, shares(352_600, 176_300)).await);
    let page = desk.case(&case).await;
    assert_eq!(page["parties"][0]["share_fen"], json!(352_600));
    assert_eq!(page["parties"][1]["share_percent"], json!("33.33%"));

    ok(desk.propose(&case, json!({})).await);
    desk.pay_out(&case).await;
    let page = desk.case(&case).await;
    // 5,363.97 in the proportion of 2 : 1.
    let expected = [
        ("非税专户".to_owned(), 5_000),
        ("李树".to_owned(), 357_598),
        ("林小文".to_owned(), 178_799),
    ];
    assert_eq!(lines(&page["payouts"][0]), expected);
    assert_eq!(page["payouts"][0]["state"], json!("paid"));
    let claims = page["closing"]["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 2, "the claim's one item and the doubled interest, each once");
    assert!(claims.iter().all(|line| line["left_fen"] == json!(0)), "{claims:?}");
    desk.must_be_sound().await;
}

#[tokio::test]
async fn what_the_bank_sends_back_is_never_income_and_is_paid_to_the_corrected_account() {
    let mut desk = Desk::open().await;
    let case = desk.proposed().await;
    desk.bank.bounce = 100;
    desk.pay_out(&case).await;
    desk.bank.bounce = 0;
    assert_eq!(desk.case(&case).await["payouts"][0]["state"], json!("paid"));

    // The next day both lines of the batch come back, in the bank's CSV.
    desk.house.later(86_400);
    desk.funds = desk.house.sign_in("ax.fund_officer").await;
    desk.judge = desk.house.sign_in("ax.judge").await;
    desk.chief = desk.house.sign_in("ax.bureau_chief").await;
    desk.cashier = desk.house.sign_in("ax.cashier").await;
    desk.import(desk.today().plus_days(-1).unwrap(), true).await;
    let imported = desk.import(desk.today(), true).await;
    let counts = ["returned", "matched", "unknown"].map(|key| imported[key].clone());
    assert_eq!(counts, [json!(2), json!(0), json!(0)], "{imported}");
    let page = desk.case(&case).await;
    assert_eq!(page["payouts"][0]["state"], json!("bounced"));
    let result = page["payouts"][0]["lines"][1]["result"].as_str().unwrap();
    assert!(result.starts_with("2026-03-03 退汇："), "{result}");
    assert_eq!(page["funds"]["received_fen"], json!(ALL), "nothing more has come in");
    assert_eq!(page["funds"]["undistributed_fen"], json!(ALL));
    let tasks = page["tasks"].as_array().unwrap().iter();
    let open: Vec<_> = tasks.filter(|t| t["state"] == "open").map(|t| t["title"].clone()).collect();
    assert!(open.contains(&json!("核实退汇、更正收款账户")), "{open:?}");
    let receipts = ok(desk.house.get("/api/lists/receipts?state=matched", &desk.funds).await);
    let states: Vec<_> =
        receipts["items"].as_array().unwrap().iter().map(|r| r["state"].clone()).collect();
    assert_eq!(states, [json!("matched"), json!("matched_return"), json!("matched_return")]);
    let wall = ok(desk.house.get("/api/wall", &desk.chief).await);
    let month = wall["figures"].as_array().unwrap().iter().find(|f| f["code"] == "received");
    let month = month.map(|figure| figure["value"].clone());
    assert_eq!(month, Some(json!("5,413.97")), "{}", wall["figures"]);
    let batches = ok(desk.house.get("/api/lists/batches", &desk.funds).await);
    assert_eq!(batches["items"][0]["rejected"], json!(2));

    // The account is corrected on the applicant's confirmation, and the money goes out again.
    let party = page["parties"][0]["id"].as_str().unwrap();
    let path = format!("/api/cases/{case}/do/correct_account");
    let account = |number: &str, ground: &str| {
        json!({
            "party": party, "name": "李树", "bank": "怀集支行", "bank_code": "",
            "account": number, "ground": ground
        })
    };
    let new = account("6222020000009999", "收款账户确认书");
    let cashier = desk.house.post(&path, &desk.cashier, new.clone()).await;
    assert_eq!(cashier.status, StatusCode::FORBIDDEN);
    let bad = desk.house.post(&path, &desk.funds, account("12", "收款账户确认书")).await;
    assert!(bad.message().contains("银行账号"), "{}", bad.message());
    ok(desk.house.post(&path, &desk.funds, new).await);
    ok(desk.propose(&case, json!({})).await);
    desk.pay_out(&case).await;
    let page = desk.case(&case).await;
    let states: Vec<_> =
        page["payouts"].as_array().unwrap().iter().map(|p| p["state"].clone()).collect();
    assert_eq!(states, [json!("bounced"), json!("paid")]);
    assert_eq!(page["funds"]["balance_fen"], json!(0));
    let live = ok(desk.house.get("/api/funds/payouts", &desk.funds).await);
    assert_eq!(live["items"], json!([]), "a return that was paid again is no longer open");
    shown_on_record(&desk, &case, &page).await;
    desk.must_be_sound().await;
}

/// The account of a payout and of a receipt is shown whole to who asks with a reason, on record.
async fn shown_on_record(desk: &Desk, case: &str, page: &Value) {
    let line = &page["payouts"][1]["lines"][1]["account"];
    assert_eq!(line["masked"], json!("************9999"));
    let ask = |value: &Value| {
        json!({
            "subject": value["subject"], "field": value["field"], "reason": "核对退汇的账号"
        })
    };
    let shown = ok(desk.house.post("/api/unmask", &desk.judge, ask(line)).await);
    assert_eq!(shown["value"], json!("6222020000009999"));
    let docket = ok(desk.house.get(&format!("/api/cases/{case}/docket"), &desk.judge).await);
    assert_eq!(docket["items"][0]["kind"], json!("access.unmasked"));
    let receipts = ok(desk.house.get("/api/lists/receipts?state=matched", &desk.funds).await);
    let payer = &receipts["items"][0]["payer_account"];
    let shown = ok(desk.house.post("/api/unmask", &desk.funds, ask(payer)).await);
    assert_eq!(shown["value"], json!("6228480999000000001"));
    let blank = json!({ "subject": payer["subject"], "field": "account", "reason": " " });
    let blank = desk.house.post("/api/unmask", &desk.funds, blank).await;
    assert_eq!(blank.code(), "field");
    let clerk = desk.house.sign_in("ax.window_clerk").await;
    let stranger = desk.house.post("/api/unmask", &clerk, ask(payer)).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN, "only who may see the funds");
    let elsewhere = desk.house.sign_in("cx.fund_officer").await;
    let elsewhere = desk.house.post("/api/unmask", &elsewhere, ask(payer)).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_return_without_a_name_is_claimed_by_one_and_confirmed_by_another() {
    let mut desk = Desk::open().await;
    let case = desk.proposed().await;
    let number = desk.case(&case).await["case_no"].as_str().unwrap().to_owned();
    desk.pay_out(&case).await;
    // The bank names neither the payment nor the account, only the case: that must not make it income.
    let today = desk.today();
    let back = |reference: &str, amount, remittance: &str| Transfer {
        reference: reference.to_owned(),
        to_account: "9900122400000001".to_owned(),
        payer_name: "待清算款项".to_owned(),
        payer_account: String::new(),
        payer_bank: String::new(),
        amount: Fen::new(amount),
        remittance: remittance.to_owned(),
        on: today,
    };
    desk.bank.credit(today, &back("TH1", 536_397, &format!("退汇 {number}执行案款")));
    desk.bank.credit(today, &back("TH2", 1, &format!("退汇 {number}执行案款")));
    let imported = desk.import(today, true).await;
    assert_eq!((&imported["unknown"], &imported["matched"]), (&json!(2), &json!(0)), "{imported}");
    let pool = ok(desk.house.get("/api/lists/receipts", &desk.funds).await);
    assert!(
        pool["items"].as_array().unwrap().iter().all(|r| r["state"] == json!("unknown_return")),
        "{pool}"
    );
    let of = |amount: i64| {
        let items = pool["items"].as_array().unwrap();
        let found = items.iter().find(|r| r["amount_fen"] == json!(amount)).unwrap();
        format!("/api/funds/receipts/{}", found["id"].as_str().unwrap())
    };
    let claim = json!({ "case_no": number, "reason": "银行来电确认为本案退汇" });
    for path in [of(536_397), of(1)] {
        ok(desk.house.post(&format!("{path}/claim"), &desk.judge, claim.clone()).await);
    }
    let none = desk.house.post(&format!("{}/confirm", of(1)), &desk.funds, json!({})).await;
    assert_eq!(none.code(), "prerequisite");
    assert!(none.message().contains("没有与这笔退汇金额相同"), "{}", none.message());
    ok(desk.house.post(&format!("{}/confirm", of(536_397)), &desk.funds, json!({})).await);
    let page = desk.case(&case).await;
    assert_eq!(page["payouts"][0]["state"], json!("bounced"));
    assert_eq!(page["funds"]["received_fen"], json!(ALL));
    assert_eq!(page["funds"]["undistributed_fen"], json!(536_397));
    desk.must_be_sound().await;
}

#[tokio::test]
async fn a_return_that_names_only_the_account_finds_its_payment_unless_there_are_two() {
    let mut desk = Desk::open().await;
    let case = desk.proposed().await;
    desk.pay_out(&case).await;
    let today = desk.today();
    let back = |reference: &str, account: &str, remittance: &str| Transfer {
        reference: reference.to_owned(),
        to_account: "9900122400000001".to_owned(),
        payer_name: "李树".to_owned(),
        payer_account: account.to_owned(),
        payer_bank: String::new(),
        amount: Fen::new(536_397),
        remittance: remittance.to_owned(),
        on: today,
    };
    // The same sum from the payee without a word is not a return: somebody has to say what it is.
    desk.bank.credit(today, &back("TH1", "6222020000001234", ""));
    desk.bank.credit(today, &back("TH2", "6222020000001234", "退汇"));
    desk.bank.credit(today, &back("TH3", "6222020000001234", "退汇"));
    let imported = desk.import(today, false).await;
    let counts = ["returned", "unknown", "matched"].map(|key| imported[key].clone());
    assert_eq!(counts, [json!(1), json!(2), json!(0)], "{imported}");
    let page = desk.case(&case).await;
    assert_eq!(page["funds"]["undistributed_fen"], json!(536_397), "one payment comes back once");
    desk.must_be_sound().await;
}

#[tokio::test]
async fn a_remainder_is_given_up_by_a_statement_in_the_file() {
    let mut desk = Desk::open().await;
    let mut body = application();
    let record = json!({ "kind": "other", "title": "放弃债权笔录", "file": null, "pages": 1 });
    body["materials"].as_array_mut().unwrap().push(record);
    let case = desk.file(body).await;
    desk.pay_in(&case, "T1", "王海", ALL - 1).await;
    desk.import(desk.today(), true).await;
    ok(desk.propose(&case, json!({})).await);
    desk.pay_out(&case).await;
    let page = desk.case(&case).await;
    assert_eq!(page["closing"]["claims"][1]["left_fen"], json!(1), "{}", page["closing"]);
    let applicant = page["parties"][0]["id"].clone();
    let statement = |material: &str| {
        json!({
            "on": "2026-03-02", "applicants": [applicant], "words": "其余自愿放弃",
            "material": material, "by_agent": false
        })
    };
    let path = format!("/api/cases/{case}/do/record_waiver");
    let clerk = desk.house.post(&path, &desk.clerk, statement("放弃债权笔录")).await;
    assert_eq!(clerk.status, StatusCode::FORBIDDEN);
    let absent = desk.house.post(&path, &desk.judge, statement("没有的材料")).await;
    assert_eq!(absent.code(), "missing");
    ok(desk.house.post(&path, &desk.judge, statement("放弃债权笔录")).await);
    let page = desk.case(&case).await;
    let line = &page["closing"]["claims"][1];
    assert_eq!((&line["waived_fen"], &line["left_fen"]), (&json!(1), &json!(0)));
    assert_eq!(page["closing"]["waiver"]["material"], json!("放弃债权笔录"));
    let first = &page["closing"]["conditions"][0];
    assert_eq!((&first["code"], &first["met"]), (&json!("WB-01"), &json!(true)), "{first}");
    let docket = ok(desk.house.get(&format!("/api/cases/{case}/docket"), &desk.judge).await);
    let said = docket["items"].to_string();
    assert!(said.contains("申请执行人放弃剩余债权：放弃债权笔录，0.01元"), "{said}");
    desk.must_be_sound().await;
}
