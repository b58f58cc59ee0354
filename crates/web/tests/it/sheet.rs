//! 批量立案 as a browser meets it: the form, tables as people really save them, the sound rows filed, strangers.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use zhixing_app::{
    App,
    list::Lane,
    queue::{self, Ended},
    sheet,
};

use crate::court::{COURT, House};

const CLERK: &str = "ax.window_clerk";
const SHEETS: &str = "/api/filing/sheets";
const RUNS: &str = "/api/filing/runs";

macro_rules! case {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../../cases/filing/", $name)).as_slice())
    };
}

/// A file by its name and its bytes.
type Case = (&'static str, &'static [u8]);

async fn handed_in(house: &House, cookie: &str, (name, bytes): Case) -> Value {
    let answer = house.post_file(SHEETS, cookie, &[], (name, bytes)).await;
    assert_eq!(answer.status, StatusCode::OK, "{name}: {:?}", answer.body);
    answer.body
}

/// What is wrong: place, column and sentence.
fn faults(checked: &Value) -> Vec<String> {
    let said = |fault: &Value, name: &str| fault[name].as_str().unwrap_or("—").to_owned();
    let faults = checked["faults"].as_array().unwrap().iter();
    faults
        .map(|fault| {
            ["place", "letters", "column", "what"].map(|name| said(fault, name)).join(" | ")
        })
        .collect()
}

/// Carries out the job that waits, as the runner does.
async fn runs_jobs(app: &App) {
    let lane = Lane { court: COURT.to_owned(), kind: Some(sheet::RUN.to_owned()) };
    for job in queue::claim(app, &lane, "test", 300, 10).await.unwrap() {
        let who = (job.key.job_id, job.owner_id.unwrap());
        let go_on = |_| async { Ok(true) };
        let made = sheet::run::run(app, COURT, who, &job.body, go_on).await.unwrap().unwrap();
        let ended = Ended::Done(Some(serde_json::to_string(&made).unwrap()));
        assert!(queue::end(app, &job.key, "test", &ended).await.unwrap());
    }
}

#[tokio::test]
async fn a_table_as_it_is_saved_here_is_checked_and_its_rows_are_filed() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let checked = handed_in(&house, &clerk, case!("gbk-from-wps.csv")).await;
    assert_eq!(faults(&checked), [""; 0]);
    assert_eq!((&checked["good"], &checked["bad"]), (&json!(2), &json!(0)));
    assert_eq!(checked["amount_fen"], json!(2 * 528_900));
    let body = json!({ "sheet": checked["sheet"], "take": "all" });
    let started = house.post(RUNS, &clerk, body).await;
    assert_eq!((started.status, &started.body["total"]), (StatusCode::OK, &json!(2)));
    let run = format!("{RUNS}/{}", started.body["job"].as_str().unwrap());
    let waiting = house.get(&run, &clerk).await;
    assert_eq!(waiting.body["run"]["job"]["title"], json!("批量立案（2 件）"));
    assert_eq!(waiting.body["run"]["filed"], Value::Null);
    assert_eq!(house.get(&format!("{run}/sheet"), &clerk).await.status, StatusCode::NOT_FOUND);

    runs_jobs(&house.app).await;
    let done = house.get(&run, &clerk).await.body;
    assert_eq!(done["run"]["filed"], json!(2), "{done}");
    let cases = done["cases"].as_array().unwrap();
    let rows: Vec<(&Value, &Value)> = cases.iter().map(|c| (&c["row"], &c["respondent"])).collect();
    assert_eq!(rows, [(&json!(2), &json!("黄强")), (&json!(3), &json!("梁勇"))]);
    let first = format!("/api/cases/{}", cases[0]["case_id"].as_str().unwrap());
    let case = house.get(&first, &clerk).await.body;
    assert_eq!(case["case_no"], cases[0]["case_no"]);
    assert_eq!(case["claim_fen"], json!(528_900));
    let marked = house.get(&format!("{run}/sheet"), &clerk).await;
    assert_eq!((marked.status, &marked.bytes[..2]), (StatusCode::OK, b"PK".as_slice()));
    let name = marked.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(name.starts_with("attachment; filename*=UTF-8''gbk-from-wps-"), "{name}");
    let all = house.get(RUNS, &clerk).await.body;
    assert_eq!(all["items"][0]["file_name"], json!("gbk-from-wps.csv"));
    assert_eq!(
        house.get("/api/jobs", &clerk).await.body["items"][0]["kind"],
        json!("filing.sheet")
    );

    // Once more: both are there already.
    let again = handed_in(&house, &clerk, case!("gbk-from-wps.csv")).await;
    let told = faults(&again);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("第2行 | A | 文书案号 | 本院已有同一执行依据"), "{told:?}");
    let body = json!({ "sheet": again["sheet"], "take": "good" });
    let refused = house.post(RUNS, &clerk, body).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.body["message"], json!("立案范围不正确，应为至少有一行合格的表。"));
}

#[tokio::test]
async fn what_is_wrong_in_tables_that_people_send_is_told_in_its_place() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let rounded = "存成了数值，末几位已经丢失。请把这一栏设为文本格式，照原件重新填写。";
    let amount = "本金（元）不正确，应为以元计的金额，用数字填写，最多两位小数，例如5289.00。";
    let cases: [(Case, &[String]); 5] = [
        (
            case!("scientific-numbers.csv"),
            &[
                format!("第2行 | H | 被执行人证件号码 | 被执行人证件号码{rounded}"),
                format!("第2行 | W | 收款账号 | 收款账号{rounded}"),
            ],
        ),
        (
            case!("amounts-in-words.csv"),
            &[
                format!("第2行 | E | 本金（元） | {amount}"),
                format!("第4行 | E | 本金（元） | {amount}"),
            ],
        ),
        (
            case!("number-with-wrong-digit.csv"),
            &[
                "第2行 | H | 被执行人证件号码 | 被执行人证件号码不是有效的居民身份证号码：校验位不符，请逐位核对。".to_owned(),
                "第3行 | H | 被执行人证件号码 | 被执行人证件号码不是有效的居民身份证号码：应为 18 位，前 17 位为数字。".to_owned(),
            ],
        ),
        (
            case!("same-debtor-twice.csv"),
            &["第3行 | A | 文书案号 | 与第2行重复：文书案号和被执行人相同。同一案件只填一行，请删去多余的一行。".to_owned()],
        ),
        (
            case!("formula.xlsx"),
            &["第3行 | E | 本金（元） | 本金（元）是公式，请复制后只粘贴值。".to_owned()],
        ),
    ];
    for (case, wanted) in cases {
        let checked = handed_in(&house, &clerk, case).await;
        assert_eq!(faults(&checked), wanted, "{}", case.0);
    }
}

#[tokio::test]
async fn a_table_that_is_none_is_refused_with_every_reason() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let merged = "“案件”表第2行F列至第3行F列是合并的单元格，请取消合并后逐格填写";
    let title =
        "第1行A列的栏名“岭南农商行信用卡案件清单”不是表样中的栏目，请按表样改正，或者删去这一栏";
    let xlsx = "文件不是可读的 XLSX 工作簿，请用 Excel 或者 WPS 另存为 .xlsx 后再上传";
    let encoding =
        "文件的文字编码既不是 UTF-8 也不是 GBK，请用 Excel 或者 WPS 另存为 .xlsx 后再上传";
    let cases: [(Case, &str); 5] = [
        (case!("merged-cells.xlsx"), merged),
        (case!("title-row.xlsx"), title),
        (("旧.xls", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), xlsx),
        (("断.xlsx", b"PK\x03\x04"), xlsx),
        (("乱.csv", &[0xff, 0xfd, 0x81, 0x0d]), encoding),
    ];
    for ((name, bytes), wanted) in cases {
        let refused = house.post_file(SHEETS, &clerk, &[], (name, bytes)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let message = refused.body["message"].as_str().unwrap();
        assert_eq!(message, format!("文件不能使用：{wanted}。"), "{name}");
    }
    let missing =
        house.post_file(SHEETS, &clerk, &[], ("少.csv", "文书案号\n一号\n".as_bytes())).await;
    let findings = missing.body["findings"].to_string();
    assert!(findings.contains("缺少“主文”") && findings.contains("缺少“申请执行人类型”"));
}

#[tokio::test]
async fn a_stranger_sees_no_form_no_table_and_no_run() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let form = house.get("/api/filing/form?format=xlsx", &clerk).await;
    assert_eq!((form.status, &form.bytes[..2]), (StatusCode::OK, b"PK".as_slice()));
    let text = house.get("/api/filing/form?format=csv", &clerk).await;
    assert!(text.bytes.starts_with("\u{feff}\"文书案号\",".as_bytes()));
    let checked = handed_in(&house, &clerk, case!("gbk-from-wps.csv")).await;
    let marked = format!("{SHEETS}/{}/marked", checked["sheet"].as_str().unwrap());
    assert_eq!(house.get(&marked, &clerk).await.status, StatusCode::OK);
    let body = json!({ "sheet": checked["sheet"], "take": "all" });
    let started = house.post(RUNS, &clerk, body.clone()).await;
    let run = format!("{RUNS}/{}", started.body["job"].as_str().unwrap());

    let judge = house.sign_in("ax.judge").await;
    assert_eq!(
        house.get("/api/filing/form?format=xlsx", &judge).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(house.get(&marked, &judge).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.post(RUNS, &judge, body.clone()).await.status, StatusCode::FORBIDDEN);
    let refused = house.post_file(SHEETS, &judge, &[], case!("gbk-from-wps.csv")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    // A colleague may file, but this table and this run are not theirs.
    for colleague in ["ay.window_clerk", "cx.window_clerk"] {
        let colleague = house.sign_in(colleague).await;
        assert_eq!(house.get(&marked, &colleague).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.post(RUNS, &colleague, body.clone()).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.get(&run, &colleague).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            house.get(&format!("{run}/sheet"), &colleague).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(house.get(RUNS, &colleague).await.body["items"], json!([]));
    }
}
