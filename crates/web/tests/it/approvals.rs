//! 签批：chains of the mode over HTTP, the inbox, and two signers at the same moment, on both databases.

use axum::http::StatusCode;
use serde_json::{Value, json};
use zhixing_app::staff;

use crate::court::{Answer, COURT, House, application, establishment_below};

const KEY: &str = "guangdong-service-centre";

const CHAINS: &str = r#"
[[approval]]
what = "enforcement_notice"
[[approval.step]]
name = "法官审核"
roles = ["judge"]
basis = "本院签发权限（可调）"
[[approval.step]]
name = "局长签发"
posts = ["approver"]
basis = "本院签发权限（可调）"

[[approval]]
what = "closing"
[[approval.step]]
name = "局长审批"
roles = ["bureau_chief"]
basis = "本院审批权限（可调）"
"#;

/// The court with a mode in force that has these chains.
async fn with_chains(house: &House) {
    let plan = establishment_below(COURT, "a", "");
    assert!(staff::establish(&house.app, COURT, &plan).await.unwrap());
    let admin = house.sign_in("ax.administrator").await;
    let read = house.get(&format!("/api/modes/{KEY}/1"), &admin).await;
    let mut files = read.body["files"].as_array().unwrap().clone();
    for known in &mut files {
        if known["name"].as_str().unwrap().ends_with("mode.toml") {
            let text = known["text"].as_str().unwrap().replacen("version = 1", "version = 2", 1);
            known["text"] = json!(text);
        }
    }
    files.push(json!({ "name": format!("{KEY}/approvals.toml"), "text": CHAINS }));
    ok(house.post("/api/modes", &admin, json!({ "files": files })).await);
    let body = json!({ "from": house.app.clock.today().to_string(), "in_flight": "stay" });
    ok(house.post(&format!("/api/modes/{KEY}/2/adopt"), &admin, body).await);
}

fn ok(answer: Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    answer.body
}

/// The approval of the case's enforcement notice.
async fn notice(house: &House, case: &str, who: &str) -> Value {
    let page = ok(house.get(&format!("/api/cases/{case}"), who).await);
    let papers = page["documents"].as_array().unwrap();
    papers.iter().find(|paper| paper["kind"] == "enforcement_notice").unwrap()["approval"].clone()
}

async fn sign(house: &House, case: &str, who: &str, approval: &Value) -> Answer {
    let body = json!({ "approval": approval, "opinion": "同意" });
    house.post(&format!("/api/cases/{case}/do/sign_approval"), who, body).await
}

/// What waits for somebody: the titles, and how many the menu shows.
async fn inbox(house: &House, who: &str) -> (Vec<String>, i64) {
    let found = ok(house.get("/api/lists/approvals?what=paper", who).await);
    let titles = found["items"].as_array().unwrap().iter();
    let titles = titles.map(|row| row["title"].as_str().unwrap().to_owned()).collect();
    let total = ok(house.get("/api/lists/approvals/total", who).await);
    (titles, total["count"].as_i64().unwrap())
}

#[tokio::test]
async fn a_paper_goes_from_inbox_to_inbox_and_is_issued_with_the_last_signature() {
    for house in House::both().await {
        with_chains(&house).await;
        let clerk = house.sign_in("ax.window_clerk").await;
        let (judge, other) = (house.sign_in("ax.judge").await, house.sign_in("ay.judge").await);
        let chief = house.sign_in("ax.bureau_chief").await;
        let no_post = house.sign_in("ay.bureau_chief").await;
        let case = house.file_case(&clerk).await;
        let both = vec!["执行通知书".to_owned(), "报告财产令".to_owned()];
        let sorted = |mut titles: Vec<String>| {
            titles.sort();
            titles
        };
        let (titles, count) = inbox(&house, &judge).await;
        assert_eq!((sorted(titles), count), (sorted(both.clone()), 2));
        assert_eq!(inbox(&house, &chief).await.0, ["报告财产令"], "the first step is the judge's");
        let forbidden = house.get("/api/lists/approvals", &clerk).await;
        assert_eq!(forbidden.status, StatusCode::FORBIDDEN, "a clerk signs nothing");

        let waits = notice(&house, &case, &judge).await;
        assert_eq!(waits["steps"][0]["who"], json!("执行法官"));
        let early = sign(&house, &case, &chief, &waits["id"]).await;
        assert_eq!((early.status.as_u16(), early.code()), (422, "not_your_post"));
        assert!(early.message().contains("执行法官"), "{}", early.message());
        let done = ok(sign(&house, &case, &judge, &waits["id"]).await);
        assert_eq!(done["happened"], json!(["approval.signed"]));
        assert_eq!(inbox(&house, &judge).await.0, ["报告财产令"]);
        assert_eq!(sorted(inbox(&house, &chief).await.0), sorted(both));
        assert_eq!(inbox(&house, &no_post).await.0, ["报告财产令"], "the step names a post");
        let path = format!("/api/cases/{case}/approvals/{}", waits["id"].as_str().unwrap());
        let paper = ok(house.get(&path, &chief).await);
        assert_eq!(paper["approval"]["steps"][0]["opinion"], json!("同意"));
        assert!(paper["document"].is_string() && paper["version"].is_i64(), "{paper}");
        assert!(paper["facts"].to_string().contains("王海"), "{paper}");
        let done = ok(sign(&house, &case, &chief, &waits["id"]).await);
        assert_eq!(done["happened"][1], json!("document.issued"));
        let late = sign(&house, &case, &other, &waits["id"]).await;
        assert_eq!((late.status.as_u16(), late.code()), (422, "wrong_state"));
        let signed = ok(house.get("/api/lists/approvals?show=signed", &judge).await);
        assert_eq!(signed["items"][0]["signed_names"], json!("执行法官x、执行局局长x"));
    }
}

#[tokio::test]
async fn of_two_signers_at_the_same_moment_one_signs() {
    for house in House::both().await {
        with_chains(&house).await;
        let clerk = house.sign_in("ax.window_clerk").await;
        let (one, other) = (house.sign_in("ax.judge").await, house.sign_in("ay.judge").await);
        for round in 0..5 {
            let mut body = application();
            body["claim"]["title"]["number"] =
                json!(format!("（2025）粤1224民初{}号", 2000 + round));
            let filed = ok(house.post("/api/begin/file_case", &clerk, body).await);
            let case = filed["id"].as_str().unwrap().to_owned();
            let waits = notice(&house, &case, &one).await;
            let (a, b) = tokio::join!(
                sign(&house, &case, &one, &waits["id"]),
                sign(&house, &case, &other, &waits["id"])
            );
            let statuses = [a.status.as_u16(), b.status.as_u16()];
            assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
            let lost = if a.status == StatusCode::OK { b } else { a };
            // The loser did what is the second step's, which is not theirs.
            assert_eq!((lost.status.as_u16(), lost.code()), (422, "not_your_post"));
            let after = notice(&house, &case, &one).await;
            let signed = after["steps"].as_array().unwrap().iter();
            assert_eq!(signed.filter(|step| step["signed_by"].is_string()).count(), 1);
        }
    }
}

#[tokio::test]
async fn a_request_of_ones_own_is_refused_with_the_person_and_the_ground_and_can_be_taken_back() {
    let house = House::open().await;
    let clerk = house.sign_in("ax.window_clerk").await;
    let chief = house.sign_in("ax.bureau_chief").await;
    let case = house.file_case(&clerk).await;
    let body = json!({ "lane": "complex", "reason": "当事人冲突" });
    let asked =
        ok(house.post(&format!("/api/cases/{case}/do/override_triage"), &chief, body).await);
    assert_eq!(asked["happened"], json!(["approval.asked"]), "nothing is changed yet");
    let own = sign(&house, &case, &chief, &asked["id"]).await;
    assert_eq!((own.status.as_u16(), own.code()), (422, "separated"));
    for part in ["调整分流结果为“疑难”", "执行局局长x", "提请人", "提请与签批分离"]
    {
        assert!(own.message().contains(part), "{part}: {}", own.message());
    }
    assert!(own.body["basis"].is_string(), "{:?}", own.body);
    assert_eq!(inbox(&house, &chief).await.1, 2, "two papers, not their own request");
    let page = ok(house.get(&format!("/api/cases/{case}"), &chief).await);
    assert_eq!(page["approvals"][0]["act"], json!("override_triage"));
    let mine = ok(house.get("/api/lists/approvals?show=asked", &chief).await);
    assert_eq!(mine["items"].as_array().unwrap().len(), 1);
    let body = json!({ "approval": asked["id"], "reason": "不必调整" });
    let path = format!("/api/cases/{case}/do/withdraw_approval");
    assert_eq!(
        ok(house.post(&path, &chief, body).await)["happened"],
        json!(["approval.withdrawn"])
    );
    let docket = ok(house.get(&format!("/api/cases/{case}/docket"), &chief).await).to_string();
    assert!(docket.contains("撤回提请") && docket.contains("提请签批"), "{docket}");
}
