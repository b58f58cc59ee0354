//! Lists: every filter that the description names works, and what it does not name is refused with a sentence.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use serde_json::{Value, json};
use zhixing_app::clock::Clock as _;
use zhixing_law::day::Day;

use crate::court::{Answer, House, application};

const CLERK: &str = "ax.window_clerk";

/// Two cases: one with wages owed, filed a week before the other.
async fn two_cases(house: &House, clerk: &str) {
    let mut wages = application();
    wages["claim"]["livelihood"] = json!(true);
    wages["parties"][1]["name"] = json!("广州鑫源建材有限公司");
    wages["parties"][1]["kind"] = json!("legal_person");
    wages["parties"][1]["identity_number"] = json!("91350100M000100Y43");
    wages["parties"][1]["representative"] = json!("钱某");
    let first = house.post("/api/begin/file_case", clerk, wages).await;
    assert_eq!(first.status, StatusCode::OK, "{:?}", first.body);
    house.later(7 * 24 * 3600);
    let clerk = house.sign_in(CLERK).await;
    house.file_case(&clerk).await;
}

/// A third application, without its papers: received, not filed.
async fn receive_incomplete(house: &House, clerk: &str) {
    let mut body = application();
    body["materials"] = json!([]);
    body["parties"][1]["name"] = json!("陈山");
    let received = house.post("/api/begin/file_case", clerk, body).await;
    assert_eq!(received.status, StatusCode::OK, "{:?}", received.body);
    assert_eq!(received.body["case_no"], json!("未立案"));
}

/// What a filter finds, which the summary must count as well.
async fn found(house: &House, cookie: &str, query: &str) -> Vec<Value> {
    let answer = house.get(&format!("/api/lists/cases?{query}"), cookie).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {:?}", answer.body);
    let rows = answer.body["items"].as_array().unwrap().clone();
    let sum = house.get(&format!("/api/lists/cases/total?{query}"), cookie).await;
    assert_eq!(sum.body["count"], json!(rows.len()), "{query}");
    rows
}

#[tokio::test]
async fn every_filter_of_the_case_list_works() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    two_cases(&house, &clerk).await;
    let clerk = house.sign_in(CLERK).await;
    receive_incomplete(&house, &clerk).await;
    let (one, two) = ("（2026）粤1224执1号", "（2026）粤1224执2号");
    let expected: [(&str, &[&str]); 8] = [
        ("tag=livelihood", &[one]),
        ("state=open", &[one, two]),
        ("state=received", &[""]),
        ("filed_from=2026-03-05", &[two]),
        ("filed_to=2026-03-05", &[one]),
        ("q=%E9%91%AB%E6%BA%90", &[one]),
        ("q=%E9%99%88%E5%B1%B1", &[""]),
        ("sort=-filed_on&state=open", &[two, one]),
    ];
    for (query, numbers) in expected {
        let rows = found(&house, &clerk, query).await;
        let shown: Vec<&str> = rows.iter().map(|row| row["case_no"].as_str().unwrap()).collect();
        assert_eq!(shown, numbers, "{query}");
    }
    for query in ["light=red", "tag=other", "state=lost", "sort=name", "kind=x"] {
        let answer = house.get(&format!("/api/lists/cases?{query}"), &clerk).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
}

/// The light that a row must have by its next limit.
fn light_of(row: &Value, today: Day) -> &'static str {
    let Some(due) = row["next_due_on"].as_str() else { return "idle" };
    let due: Day = due.parse().unwrap();
    match due {
        _ if due < today => "overdue",
        _ if due == today => "today",
        _ if due <= today.plus_days(3).unwrap() => "soon",
        _ => "normal",
    }
}

#[tokio::test]
async fn every_light_and_every_node_is_found_on_the_days_when_it_shines() {
    let house = House::open().await;
    // The day before the holiday of May: the next working day is six days away.
    house.later(59 * 24 * 3600);
    let clerk = house.sign_in(CLERK).await;
    house.file_case(&clerk).await;
    receive_incomplete(&house, &clerk).await;
    let (mut lights, mut nodes) = (BTreeSet::new(), BTreeSet::new());
    for round in 0..8 {
        let clerk = house.sign_in(CLERK).await;
        if round == 1 {
            receive_all(&house).await;
        }
        let today = house.clock.now().day();
        let all = found(&house, &clerk, "").await;
        for light in ["overdue", "today", "soon", "normal", "idle"] {
            let expected: Vec<Value> =
                all.iter().filter(|row| light_of(row, today) == light).cloned().collect();
            let rows = found(&house, &clerk, &format!("light={light}")).await;
            assert_eq!(rows, expected, "{light} on {today}");
            if !expected.is_empty() {
                lights.insert(light);
            }
        }
        let organisation = house.get("/api/organisation", &clerk).await.body;
        for node in organisation["nodes"].as_array().unwrap() {
            let expected: Vec<Value> =
                all.iter().filter(|row| row["node"] == node["name"]).cloned().collect();
            let code = node["code"].as_str().unwrap();
            let rows = found(&house, &clerk, &format!("node={code}")).await;
            assert_eq!(rows, expected, "{code} on {today}");
            if !expected.is_empty() {
                nodes.insert(code.to_owned());
            }
        }
        house.later(24 * 3600);
    }
    // Every case that is not closed has a limit; the idle ones are looked at in ui/e2e/court.test.mjs.
    assert_eq!(lights, BTreeSet::from(["overdue", "today", "soon", "normal"]));
    assert!(1 < nodes.len(), "{nodes:?}");
}

/// The centre takes over every case that waits for it.
async fn receive_all(house: &House) {
    let centre = house.sign_in("ax.centre_clerk").await;
    let tasks = house.get("/api/lists/tasks?scope=all", &centre).await.body["items"].clone();
    let waiting = tasks.as_array().unwrap().iter().filter(|t| t["title"] == json!("接收案件"));
    for task in waiting {
        let [case, id] = ["case_id", "id"].map(|key| task[key].as_str().unwrap());
        let path = format!("/api/cases/{case}/do/complete_task");
        let done = house.post(&path, &centre, json!({ "task": id, "result": "已接收" })).await;
        assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    }
}

#[tokio::test]
async fn every_filter_of_the_task_list_works() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    two_cases(&house, &clerk).await;
    let clerk = house.sign_in(CLERK).await;
    let all = house.get("/api/lists/tasks?scope=all", &clerk).await.body["items"]
        .as_array()
        .unwrap()
        .clone();
    let waiting = all.iter().filter(|task| task["title"] == json!("接收案件")).count();
    receive_all(&house).await;
    let live = house.get("/api/lists/tasks?scope=all&state=live", &clerk).await;
    let whole = house.get("/api/lists/tasks?scope=all&state=all", &clerk).await;
    let (live, whole) = (live.body["items"].as_array().unwrap(), &whole.body["items"]);
    assert_eq!(whole.as_array().unwrap().len(), live.len() + waiting);
    for (q, name) in [("%E9%91%AB%E6%BA%90", "鑫源"), ("%E7%8E%8B%E6%B5%B7", "王海")] {
        let found = house.get(&format!("/api/lists/tasks?scope=all&state=all&q={q}"), &clerk).await;
        let rows = found.body["items"].as_array().unwrap();
        assert!(!rows.is_empty());
        assert!(rows.iter().all(|row| row["respondents"].as_str().unwrap().contains(name)));
        assert_eq!(found.body["cases_capped"], json!(false));
    }
    let none = house.get("/api/lists/tasks?scope=all&q=%E6%B2%A1%E6%9C%89", &clerk).await;
    assert_eq!(none.body["items"], json!([]));
    for query in ["due=someday", "state=lost", "light=overdue", "sort=name"] {
        let answer = house.get(&format!("/api/lists/tasks?{query}"), &clerk).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
}

#[tokio::test]
async fn every_window_of_the_task_list_opens_on_its_day() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    two_cases(&house, &clerk).await;
    let mut seen = BTreeSet::new();
    for _ in 0..6 {
        let clerk = house.sign_in(CLERK).await;
        let today = house.clock.now().day();
        let tasks = house.get("/api/lists/tasks?scope=all", &clerk).await.body["items"]
            .as_array()
            .unwrap()
            .clone();
        let due = |from: i64, to: i64| {
            let (from, to) = (today.plus_days(from).unwrap(), today.plus_days(to).unwrap());
            let on = |task: &Value| task["due_on"].as_str().unwrap().parse::<Day>().unwrap();
            tasks.iter().filter(|task| (from..=to).contains(&on(task))).count()
        };
        let windows = [
            ("overdue", due(-60, -1)),
            ("today", due(0, 0)),
            ("soon", due(1, 3)),
            ("week", due(0, 6)),
        ];
        for (window, expected) in windows {
            let answer =
                house.get(&format!("/api/lists/tasks?scope=all&due={window}"), &clerk).await;
            assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
            let rows = answer.body["items"].as_array().unwrap();
            assert_eq!(rows.len(), expected, "{window} on {today}");
            let counts =
                house.get(&format!("/api/lists/tasks/total?scope=all&due={window}"), &clerk).await;
            assert_eq!(counts.body["count"], json!(expected), "{window} on {today}");
            if 0 < expected && expected < tasks.len() {
                seen.insert(window);
            }
        }
        house.later(24 * 3600);
    }
    assert_eq!(seen, BTreeSet::from(["overdue", "today", "soon", "week"]));
}

/// The statement of a day as the bank writes it: amounts in yuan that came in, and to which account.
async fn statement(house: &House, cookie: &str, credits: &[(&str, &str)], debit: &str) {
    let day = house.clock.now().day();
    let line = "----zhixing";
    let closing: i64 = credits.iter().map(|(amount, _)| amount.parse::<i64>().unwrap()).sum();
    let closing = closing - debit.parse::<i64>().unwrap();
    let mut text = format!(
        "账号,9900122400000001,户名,案款专户,币种,CNY\n\
         起始日期,{day},截止日期,{day},期初余额,0.00,期末余额,{closing}.00\n\
         记账日期,起息日期,交易流水号,借方发生额,贷方发生额,币种,对方户名,对方账号,对方开户行,虚拟账号,端到端标识,冲正标志,附言\n"
    );
    for (at, (amount, to)) in credits.iter().enumerate() {
        text +=
            &format!("{day},{day},L{at},,{amount}.00,CNY,王海,6222020000001299,怀集支行,{to},,,\n");
    }
    text +=
        &format!("{day},{day},LD,{debit}.00,,CNY,怀集支行,9900122400000099,怀集支行,,,,手续费\n");
    let income: i64 = credits.iter().map(|(amount, _)| amount.parse::<i64>().unwrap()).sum();
    let count = credits.len() + 1;
    text += &format!("合计,笔数,{count},借方合计,{debit}.00,贷方合计,{income}.00\n");
    let form = format!(
        "--{line}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"liushui.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{text}\r\n--{line}--\r\n"
    );
    let kind = format!("multipart/form-data; boundary={line}");
    let mut request = house.request(Method::POST, "/api/funds/statements", cookie, None, &[]);
    request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
    *request.body_mut() = Body::from(form);
    let imported = house.send(request).await;
    assert_eq!(imported.status, StatusCode::OK, "{:?}", imported.body);
}

#[tokio::test]
async fn receipts_of_every_state_are_one_list() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    let officer = house.sign_in("ax.fund_officer").await;
    let page = house.get(&format!("/api/cases/{case}"), &officer).await.body;
    let own = page["funds"]["account_no"].as_str().unwrap();
    statement(&house, &officer, &[("100", own), ("200", ""), ("300", "")], "7").await;
    let receipts = async |query: &str| {
        let answer = house.get(&format!("/api/lists/receipts{query}"), &officer).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}: {:?}", answer.body);
        answer.body["items"].as_array().unwrap().clone()
    };
    let pool = receipts("").await;
    let stray = pool.iter().find(|receipt| receipt["amount_fen"] == json!(20_000)).unwrap();
    let path = format!("/api/funds/receipts/{}/claim", stray["id"].as_str().unwrap());
    let claim = json!({ "case_no": page["case_no"], "reason": "付款人是本案被执行人" });
    let claimed = house.post(&path, &officer, claim).await;
    assert_eq!(claimed.status, StatusCode::OK, "{:?}", claimed.body);
    let expected: [(&str, &[i64]); 6] = [
        ("", &[30_000]),
        ("?state=unknown", &[30_000]),
        ("?state=claimed", &[20_000]),
        ("?state=matched", &[10_000]),
        ("?state=outgoing", &[700]),
        ("?state=all", &[700, 10_000, 20_000, 30_000]),
    ];
    for (query, amounts) in expected {
        let rows = receipts(query).await;
        let mut shown: Vec<i64> =
            rows.iter().map(|row| row["amount_fen"].as_i64().unwrap().abs()).collect();
        shown.sort_unstable();
        assert_eq!(shown, amounts, "{query}");
    }
    let answer = house.get("/api/lists/receipts?state=lost", &officer).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_sees_the_money_of_their_own_cases_sees_no_other() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    let chief = house.sign_in("ax.bureau_chief").await;
    let assign = json!({ "lane": "ordinary", "reason": "需要承办人和团队" });
    let asked = house.post(&format!("/api/cases/{case}/do/override_triage"), &chief, assign).await;
    let president = house.sign_in("ax.president").await;
    let sign = json!({ "approval": asked.body["id"], "opinion": "" });
    let signed = house.post(&format!("/api/cases/{case}/do/sign_approval"), &president, sign).await;
    assert_eq!(signed.body["happened"][1], "triage.overridden", "{:?}", signed.body);
    let officer = house.sign_in("ax.fund_officer").await;
    let page = house.get(&format!("/api/cases/{case}"), &officer).await.body;
    let to = page["funds"]["account_no"].as_str().unwrap();
    statement(&house, &officer, &[("100", to), ("200", "")], "7").await;
    let (team, stranger) = (house.sign_in("ax.aide").await, house.sign_in("ay.aide").await);
    let amounts = async |cookie: &str, path: &str| -> Vec<i64> {
        let answer = house.get(path, cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {:?}", answer.body);
        let rows = answer.body["items"].as_array().unwrap().clone();
        rows.iter().map(|row| row["amount_fen"].as_i64().unwrap_or_default()).collect()
    };
    let (matched, cases) = ("/api/lists/receipts?state=matched", "/api/lists/unpaid");
    assert_eq!(amounts(&team, matched).await, [10_000]);
    assert_eq!(amounts(&stranger, matched).await, [0_i64; 0]);
    assert_eq!(amounts(&team, cases).await.len(), 1);
    assert_eq!(amounts(&stranger, cases).await.len(), 0);
    assert_eq!(amounts(&stranger, "/api/lists/receipts").await, [0_i64; 0], "of no case yet");
    for books in ["funds/summary", "lists/batches", "lists/statements"] {
        let answer = house.get(&format!("/api/{books}"), &team).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{books}");
    }
    let all = house.get(matched, &officer).await.body;
    let receipt = all["items"][0]["id"].as_str().unwrap().to_owned();
    let ask = json!({
        "subject": format!("receipt:{receipt}"), "field": "account", "reason": "核对来款"
    });
    let asked = |cookie: &str| {
        let request = house.request(Method::POST, "/api/unmask", cookie, Some(ask.clone()), &[]);
        house.send(request)
    };
    assert_eq!(asked(&stranger).await.status, StatusCode::NOT_FOUND);
    let foreign = asked(&house.sign_in("ay.fund_officer").await).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN, "{:?}", foreign.body);
    assert_eq!(asked(&team).await.body["value"], json!("6222020000001299"));
}

#[tokio::test]
async fn masked_numbers_are_found_whole_by_who_may_see_them_and_each_question_is_written_down() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    let inspector = house.sign_in("ax.inspector").await;
    let (identity, phone) = ("440524198001010013", "13900139000");
    let search = async |cookie: &str, text: &str| {
        house.get(&format!("/api/lists/cases?q={text}"), cookie).await
    };
    let hits = |answer: &Answer| answer.body["items"].as_array().map_or(0, Vec::len);
    let refused = search(&inspector, identity).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "forbidden"));
    for path in ["/api/lists/cases/total?q=", "/api/lists/tasks?q=", "/api/lists/tasks/total?q="] {
        let answer = house.get(&format!("{path}{identity}"), &inspector).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}: {:?}", answer.body);
    }
    let blind = search(&inspector, phone).await;
    assert_eq!((blind.status, hits(&blind)), (StatusCode::OK, 0));
    let company = search(&inspector, "91350100M000100Y43").await;
    assert_eq!(company.status, StatusCode::OK, "companies' codes are public");
    for text in [identity, phone, identity] {
        let found = search(&clerk, text).await;
        assert_eq!(found.body["items"][0]["id"], json!(case), "{text}: {:?}", found.body);
    }
    let part = search(&clerk, &identity[..17]).await;
    assert_eq!(hits(&part), 0, "a part finds nobody");
    let me = house.get("/api/session", &clerk).await.body["id"].as_str().unwrap().to_owned();
    let stream = zhixing_store::fold::asked_stream(crate::court::COURT, me.parse().unwrap());
    let lines = async || {
        let mut conn = house.app.db.read().await.unwrap();
        conn.entries_before(crate::court::COURT, stream, i64::MAX, 100).await.unwrap()
    };
    let noted = lines().await;
    assert_eq!(noted.len(), 2, "the same question again is the same question: {noted:?}");
    assert!(noted.iter().all(|line| line.kind == "access.asked" && !line.body.contains(phone)));
    for n in 2..zhixing_app::asked::ASKED_MAX {
        assert_eq!(search(&clerk, &format!("138001380{n:02}")).await.status, StatusCode::OK);
    }
    let often = search(&clerk, "13800138999").await;
    assert_eq!((often.status, often.code()), (StatusCode::TOO_MANY_REQUESTS, "too_often"));
    assert_eq!(
        search(&clerk, "李树").await.status,
        StatusCode::OK,
        "names can still be looked for"
    );
    house.later(3601);
    let clerk = house.sign_in(CLERK).await;
    assert_eq!(search(&clerk, "13800138999").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_view_is_kept_with_its_columns_for_its_list_and_its_owner_alone() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let view = json!({ "filter": { "state": "open", "light": "normal" }, "hidden": ["cause"] });
    let save = async |path: &str, view: &Value| {
        let put = house.request(Method::PUT, path, &clerk, Some(view.clone()), &[]);
        house.send(put).await
    };
    let put = save("/api/lists/cases/views/mine", &view).await;
    assert_eq!(put.status, StatusCode::NO_CONTENT, "{:?}", put.body);
    let late = json!({ "filter": { "due": "overdue" } });
    let put = save("/api/lists/tasks/views/mine", &late).await;
    assert_eq!(put.status, StatusCode::NO_CONTENT, "{:?}", put.body);
    let kept = house.get("/api/lists/cases/views", &clerk).await.body["items"].clone();
    let whole = json!([{ "name": "mine", "filter": view["filter"], "hidden": ["cause"] }]);
    assert_eq!(kept, whole);
    let kept = house.get("/api/lists/tasks/views", &clerk).await.body["items"].clone();
    assert_eq!(kept, json!([{ "name": "mine", "filter": late["filter"], "hidden": [] }]));
    // What the list would refuse when it is opened is refused when it is saved.
    let put = save("/api/lists/tasks/views/bad", &view).await;
    assert_eq!(put.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(put.message().contains("时限灯"), "{}", put.message());
    let other = house.sign_in("ay.window_clerk").await;
    let kept = house.get("/api/lists/cases/views", &other).await.body["items"].clone();
    assert_eq!(kept, json!([]));
    let delete =
        house.request(Method::DELETE, "/api/lists/cases/views/mine", &clerk, Some(json!({})), &[]);
    assert_eq!(house.send(delete).await.status, StatusCode::NO_CONTENT);
    let kept = house.get("/api/lists/cases/views", &clerk).await.body["items"].clone();
    assert_eq!(kept, json!([]));
}

#[tokio::test]
async fn a_list_is_described_to_whoever_may_open_it_and_answers_what_it_describes() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let keys = async |account: &str| -> Vec<String> {
        let cookie = house.sign_in(account).await;
        let lists = house.get("/api/lists", &cookie).await.body["items"].clone();
        let keys = lists.as_array().unwrap().iter().map(|list| list["key"].as_str().unwrap());
        keys.map(str::to_owned).collect()
    };
    assert!(keys("ax.administrator").await.is_empty());
    let of_clerk = keys(CLERK).await;
    assert!(of_clerk.contains(&"cases".to_owned()) && !of_clerk.contains(&"receipts".to_owned()));
    // 法官助理 sees the money of own cases; what belongs to no case is closed.
    let of_aide = keys("ax.aide").await;
    assert!(of_aide.contains(&"unpaid".to_owned()) && !of_aide.contains(&"batches".to_owned()));
    let aide = house.sign_in("ax.aide").await;
    let batches = house.get("/api/lists/batches", &aide).await;
    assert_eq!(batches.status, StatusCode::FORBIDDEN, "{:?}", batches.body);
    assert_eq!(house.get("/api/lists/nothing", &clerk).await.status, StatusCode::NOT_FOUND);
    house.file_case(&clerk).await;
    let lists = house.get("/api/lists", &clerk).await.body["items"].clone();
    for list in lists.as_array().unwrap() {
        let key = list["key"].as_str().unwrap();
        let columns = list["columns"].as_array().unwrap();
        assert!(columns.iter().any(|column| column["place"] == json!("always")), "{key}");
        let answer = house.get(&format!("/api/lists/{key}"), &clerk).await;
        assert_eq!(answer.status, StatusCode::OK, "{key}: {:?}", answer.body);
        for row in answer.body["items"].as_array().unwrap() {
            let missing = columns.iter().find(|c| row.get(c["name"].as_str().unwrap()).is_none());
            assert_eq!(missing, None, "{key}");
        }
    }
    let cases = lists.as_array().unwrap().iter().find(|list| list["key"] == json!("cases"));
    let filters = cases.unwrap()["filters"].as_array().unwrap().clone();
    let node = filters.iter().find(|filter| filter["name"] == json!("node")).unwrap();
    assert!(1 < node["choices"].as_array().unwrap().len(), "the mode's nodes");
}

#[tokio::test]
async fn an_aide_sees_no_money_of_the_cases_of_others() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    let officer = house.sign_in("ax.fund_officer").await;
    let page = house.get(&format!("/api/cases/{case}"), &officer).await.body;
    let own = page["funds"]["account_no"].as_str().unwrap();
    statement(&house, &officer, &[("100", own), ("200", "")], "7").await;
    let seen = house.get("/api/lists/receipts?state=all", &officer).await;
    assert_eq!(seen.body["items"].as_array().unwrap().len(), 3);
    // Nobody of the aides has to do with the case, and stray money belongs to none.
    let aide = house.sign_in("ay.aide").await;
    for list in ["receipts?state=all", "receipts", "unpaid"] {
        let seen = house.get(&format!("/api/lists/{list}"), &aide).await;
        assert_eq!(seen.status, StatusCode::OK, "{list}: {:?}", seen.body);
        assert_eq!(seen.body["items"], json!([]), "{list}");
        let path = format!("/api/lists/{}", list.replace("receipts", "receipts/total"));
        let path = path.replace("unpaid", "unpaid/total");
        assert_eq!(house.get(&path, &aide).await.body["count"], json!(0), "{list}");
    }
}
