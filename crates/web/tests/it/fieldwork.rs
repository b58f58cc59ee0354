//! 外勤：what is taken along, evidence sent ahead, the report that does the task once, the note when it cannot.

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use zhixing_app::staff;

use crate::court::{Answer, COURT, House, establishment_below};

const PHOTO: &[u8] = b"\xff\xd8\xff\xe0 the gate";
const PHOTO_SHA256: &str = "e6f67f86b2d831bc2ba6285d87a1b512bbfbbba3b78786d518aa10bcc0966816";
const SOUND: &[u8] = b"OggS\0 a neighbour";
const SOUND_SHA256: &str = "4c260e67472f091a7c4e86aed48038d689a4c8d051be526d7f11074a5bf01dff";

fn ok(answer: &Answer) -> &Value {
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    &answer.body
}

/// A case with an urgent visit asked for by the centre: its id and the task's.
async fn sent_out(house: &House) -> (String, String) {
    let clerk = house.sign_in("ax.window_clerk").await;
    let case = house.file_case(&clerk).await;
    let centre = house.sign_in("ax.centre_clerk").await;
    let ask = |urgency: &str, asks: &str| json!({ "template": "site_visit", "asks": asks, "urgency": urgency, "due_on": null });
    let path = format!("/api/cases/{case}/do/raise_task");
    ok(&house.post(&path, &centre, ask("ordinary", "查看仓库")).await);
    let urgent = house.post(&path, &centre, ask("urgent", "核实被执行人是否仍在此居住")).await;
    let task = ok(&urgent)["id"].as_str().unwrap().to_owned();
    (case, task)
}

async fn send_ahead(house: &House, cookie: &str, bytes: &[u8], sha256: &str) -> Answer {
    let fields = [("sha256", sha256)];
    house.post_file("/api/field/evidence", cookie, &fields, ("现场.bin", bytes)).await
}

fn account(task: &str, photo: &Value, sound: &Value) -> Value {
    let piece = |name: &str, received: &Value, sha256: &str, position: &str, why: &str| {
        json!({
            "name": name, "file": received["file"], "sha256": sha256,
            "taken_at": "2026-03-02T00:50:00Z", "position": position, "no_position": why
        })
    };
    json!({
        "task": task, "outcome": "done", "result": "被执行人在家，已当面告知",
        "written_at": "2026-03-02T00:58:00Z",
        "position": "geo:23.9112,112.1845;u=15", "no_position": "",
        "evidence": [
            piece("大门.jpg", photo, PHOTO_SHA256, "geo:23.9112,112.1845;u=15", ""),
            piece("邻居.ogg", sound, SOUND_SHA256, "", "没有授权定位")
        ]
    })
}

#[tokio::test]
async fn a_report_from_outside_does_the_task_once_and_its_photographs_open_through_the_case() {
    for house in House::both().await {
        let plan = establishment_below(COURT, "a", "");
        assert!(staff::establish(&house.app, COURT, &plan).await.unwrap());
        let (case, task) = sent_out(&house).await;
        let server = house.sign_in("ax.service_officer").await;
        let risk = json!({ "risks": ["animals"], "detail": "院内有大型犬" });
        ok(&house.post(&format!("/api/cases/{case}/do/note_risk"), &server, risk).await);

        let taken = house.get("/api/field/tasks", &server).await;
        let items = ok(&taken)["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        let first = &items[0];
        assert_eq!((&first["id"], &first["urgent"]), (&json!(task), &json!(true)), "urgent first");
        assert_eq!(first["asks"], json!("核实被执行人是否仍在此居住"));
        assert_eq!(first["risk"]["risks"][0]["name"], json!("犬只"));
        assert!(first["case_no"].as_str().unwrap().starts_with("（2026）粤1224执"));
        let text = taken.body.to_string();
        assert!(text.contains("138****8000"), "{text}");
        for secret in ["11010519491231002X", "13800138000", "6222020000001234"] {
            assert!(!text.contains(secret), "{secret} is taken along");
        }

        let photo = send_ahead(&house, &server, PHOTO, PHOTO_SHA256).await;
        assert_eq!(ok(&photo)["kind"], json!("photo"));
        let sound = send_ahead(&house, &server, SOUND, SOUND_SHA256).await;
        assert_eq!(ok(&sound)["kind"], json!("sound"));
        let key = [("idempotency-key", "0199aaaa-0000-7000-8000-00000000f001")];
        let body = account(&task, &photo.body, &sound.body);
        let path = format!("/api/cases/{case}/do/report_from_field");
        let send = || house.request(Method::POST, &path, &server, Some(body.clone()), &key);
        let first = house.send(send()).await;
        assert_eq!(ok(&first)["happened"], json!(["fieldwork.reported", "task.completed"]));
        let again = house.send(send()).await;
        assert_eq!(ok(&again), &first.body, "a retry gets the first answer");

        let page = house.get(&format!("/api/cases/{case}"), &server).await.body;
        let reports = page["fieldwork"].as_array().unwrap();
        assert_eq!(reports.len(), 1);
        let report = &reports[0];
        assert_eq!(report["outcome_label"], json!("已办成"));
        assert_eq!(report["place"]["geo"], json!("geo:23.911200,112.184500;u=15"));
        let place = &report["evidence"][1]["place"]["label"];
        assert_eq!(place, &json!("未取得位置（没有授权定位）"));
        assert_eq!(page["risk"]["detail"], json!("院内有大型犬"));
        let tasks = page["tasks"].as_array().unwrap();
        let done = tasks.iter().find(|known| known["id"] == json!(task)).unwrap();
        assert_eq!(done["result"], json!("已办成：被执行人在家，已当面告知"));

        let file = report["evidence"][0]["file"].as_str().unwrap();
        let opened = format!("/api/cases/{case}/materials/{file}");
        let closed = house.get(&opened, &server).await;
        assert_eq!(closed.status, StatusCode::PRECONDITION_REQUIRED);
        let purpose = json!({ "subject": format!("material:{file}"), "purpose": "核对现场" });
        ok(&house.post(&format!("/api/cases/{case}/originals"), &server, purpose).await);
        let shown = house.get(&opened, &server).await;
        assert_eq!((shown.status, &shown.bytes[..]), (StatusCode::OK, PHOTO));
        assert_eq!(shown.headers[header::CONTENT_TYPE], "image/jpeg");
        let left = house.get("/api/field/tasks", &server).await;
        assert_eq!(ok(&left)["items"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn evidence_that_changed_on_the_way_or_is_none_or_too_large_is_not_taken() {
    let house = House::open().await;
    let server = house.sign_in("ax.service_officer").await;
    let refused = |answer: Answer, said: &str| {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", answer.body);
        assert!(answer.message().contains(said), "{}", answer.message());
    };
    refused(send_ahead(&house, &server, PHOTO, SOUND_SHA256).await, "校验码不符");
    refused(send_ahead(&house, &server, PHOTO, "").await, "校验码不符");
    let pdf = b"%PDF-1.7";
    let sha256 = "4b8c7a5ccc2b0dec0d9e8a9a1a3f1f4bd4b4a9e5f0dcd1c2b0a6d6f5f0b7d2aa";
    refused(send_ahead(&house, &server, pdf, sha256).await, "校验码不符");
    let large = vec![0xff_u8; 80 << 20];
    let answer = send_ahead(&house, &server, &large, PHOTO_SHA256).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.message().contains("20"), "{}", answer.message());
    for stranger in ["ax.cashier", "ax.inspector"] {
        let cookie = house.sign_in(stranger).await;
        let answer = send_ahead(&house, &cookie, PHOTO, PHOTO_SHA256).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{stranger}");
    }
}

#[tokio::test]
async fn nobody_reports_what_is_not_theirs_or_with_what_another_sent() {
    let house = House::open().await;
    let (case, task) = sent_out(&house).await;
    let server = house.sign_in("ax.service_officer").await;
    let photo = send_ahead(&house, &server, PHOTO, PHOTO_SHA256).await.body;
    let sound = send_ahead(&house, &server, SOUND, SOUND_SHA256).await.body;
    let path = format!("/api/cases/{case}/do/report_from_field");
    let body = account(&task, &photo, &sound);
    let searcher = house.sign_in("ax.search_officer").await;
    let answer = house.post(&path, &searcher, body.clone()).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::UNPROCESSABLE_ENTITY, "not_your_post"));
    let elsewhere = house.sign_in("cx.service_officer").await;
    assert_eq!(house.post(&path, &elsewhere, body.clone()).await.status, StatusCode::NOT_FOUND);

    // What somebody else sent ahead is not theirs to name, not in a note either.
    let note = json!({ "account": body, "reason": "事项已改派" });
    let path = format!("/api/cases/{case}/do/note_from_field");
    let stolen = house.post(&path, &searcher, note.clone()).await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", stolen.body);
    assert_eq!(stolen.body["findings"][0]["field"], json!("account.evidence[0].file"));
    ok(&house.post(&path, &server, note).await);
    let page = house.get(&format!("/api/cases/{case}"), &server).await.body;
    assert_eq!(page["fieldwork"][0]["noted"], json!("事项已改派"));
    let live = page["tasks"].as_array().unwrap().iter();
    assert!(live.filter(|known| known["state"] == json!("open")).any(|k| k["id"] == json!(task)));
}

#[tokio::test]
async fn the_tablets_page_may_ask_where_it_is_and_no_other_page() {
    let house = House::open().await;
    let allowed =
        |answer: &Answer| answer.headers["permissions-policy"].to_str().unwrap().to_owned();
    let field = house.get("/field", "").await;
    assert!(allowed(&field).contains("geolocation=(self)"), "{}", allowed(&field));
    let policy = field.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("worker-src 'self'") && policy.contains("manifest-src 'self'"));
    for other in ["/", "/cases", "/fieldwork", "/wall"] {
        let answer = house.get(other, "").await;
        assert!(allowed(&answer).contains("geolocation=()"), "{other}");
    }
}
