//! 收到的材料：taken in by content, opened only through the case, compared with the docket before it is shown.

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};
use zhixing_app::work::Meta;
use zhixing_domain::{
    command::Command,
    ground::field::{Note, Scan},
    ground::id::CaseId,
    intake::filing::{MaterialKind, material::AddMaterial},
};
use zhixing_store::digest::Digest;

use crate::court::{COURT, House, application};

const CLERK: &str = "ax.window_clerk";
const SCAN: &[u8] = b"%PDF-1.7\nan application, signed";

fn materials(page: &Value) -> &Vec<Value> {
    page["materials"].as_array().unwrap()
}

async fn case_with_scan(house: &House, clerk: &str) -> (String, String) {
    let case = house.file_case(clerk).await;
    let sent = house.upload(&case, clerk, "application", "申请书.pdf", SCAN).await;
    assert_eq!(sent.status, StatusCode::OK, "{:?}", sent.body);
    (case, Digest::of(SCAN).to_string())
}

/// Says what a scan is opened for.
async fn open_scan(house: &House, case: &str, file: &str, cookie: &str) {
    let body = json!({ "subject": format!("material:{file}"), "purpose": "办案核对" });
    let opened = house.post(&format!("/api/cases/{case}/originals"), cookie, body).await;
    assert_eq!(opened.status, StatusCode::OK, "{:?}", opened.body);
}

#[tokio::test]
async fn a_scan_is_listed_with_kind_size_who_and_when_and_opens() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let (case, file) = case_with_scan(&house, &clerk).await;
    let page = house.get(&format!("/api/cases/{case}"), &clerk).await;
    let paper = &materials(&page.body)[0];
    assert_eq!((&paper["file"], &paper["size"]), (&Value::Null, &Value::Null));
    let scan = materials(&page.body).last().unwrap();
    assert_eq!(scan["title"], json!("申请书.pdf"));
    assert_eq!(scan["kind_label"], json!("申请执行书"));
    assert_eq!(scan["pages"], json!(3));
    assert_eq!(scan["file"], json!(file));
    assert_eq!((&scan["format"], &scan["opens"]), (&json!("PDF"), &json!(true)));
    assert_eq!(scan["size"], json!(SCAN.len()));
    assert_eq!(scan["by"], json!("窗口立案人员x"));
    assert!(scan["at"].as_str().unwrap().starts_with("2026-03-02T01:00:00"), "{scan}");

    let path = format!("/api/cases/{case}/materials/{file}");
    let closed = house.get(&path, &clerk).await;
    assert_eq!(
        (closed.status, closed.code()),
        (StatusCode::PRECONDITION_REQUIRED, "purpose_needed")
    );
    open_scan(&house, &case, &file, &clerk).await;
    let opened = house.get(&path, &clerk).await;
    assert_eq!((opened.status, &opened.bytes[..]), (StatusCode::OK, SCAN));
    assert_eq!(opened.headers[header::CONTENT_TYPE], "application/pdf");
    let name = "filename*=UTF-8''%E7%94%B3%E8%AF%B7%E4%B9%A6.pdf";
    assert_eq!(opened.headers[header::CONTENT_DISPOSITION], format!("inline; {name}"));
    assert_eq!(opened.headers["x-content-type-options"], "nosniff");
    let policy = opened.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("sandbox; default-src 'none'"), "{policy}");

    let kept = house.get(&format!("{path}?download=true"), &clerk).await;
    assert_eq!(kept.bytes, SCAN);
    assert_eq!(kept.headers[header::CONTENT_TYPE], "application/octet-stream");
    assert_eq!(kept.headers[header::CONTENT_DISPOSITION], format!("attachment; {name}"));
    let policy = kept.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("sandbox;"), "{policy}");
}

#[tokio::test]
async fn a_scan_opens_only_through_the_case_that_holds_it() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let (case, file) = case_with_scan(&house, &clerk).await;
    let mut second = application();
    second["claim"]["title"]["number"] = json!("（2025）粤1224民初9号");
    let other = house.post("/api/begin/file_case", &clerk, second).await.body["id"].clone();
    let through_other = format!("/api/cases/{}/materials/{file}", other.as_str().unwrap());
    let stranger = house.sign_in("cx.judge").await;
    let own = format!("/api/cases/{case}/materials/{file}");
    let upper = format!("/api/cases/{case}/materials/{}", file.to_uppercase());
    for (path, cookie) in [(&through_other, &clerk), (&own, &stranger), (&upper, &clerk)] {
        let answer = house.get(path, cookie).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    // Nor can an application name a file that its case does not hold.
    let mut theft = application();
    theft["materials"][0]["file"] = json!(file);
    let answer = house.post("/api/begin/file_case", &clerk, theft).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.body["findings"][0]["field"], json!("materials[0].file"));
}

#[tokio::test]
async fn a_file_that_the_store_does_not_have_is_refused_with_a_sentence() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    let file = Digest::of(b"bytes that were never stored").to_string();
    let actor = zhixing_app::staff::actor(&house.app, COURT, CLERK).await.unwrap();
    let command = house.app.ids.next(house.app.clock.now());
    let meta = Meta::by(actor, command, AddMaterial::NAME);
    let material = AddMaterial {
        kind: MaterialKind::Other,
        title: Note::try_new("证据").unwrap(),
        pages: None,
        file: Scan { name: "证据.pdf".to_owned(), file: file.clone() },
    };
    let id = CaseId(case.parse().unwrap());
    house.app.send(&meta, id, &material).await.unwrap();
    open_scan(&house, &case, &file, &clerk).await;
    let missing = house.get(&format!("/api/cases/{case}/materials/{file}"), &clerk).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(missing.code(), "file_missing");
    assert!(missing.message().contains("文件库中没有"), "{}", missing.message());
    let page = house.get(&format!("/api/cases/{case}"), &clerk).await;
    assert_eq!(materials(&page.body).last().unwrap()["size"], Value::Null);
}

#[tokio::test]
async fn what_is_not_a_document_is_not_taken() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    for (name, bytes) in [
        ("a.pdf", b"<html><script>alert(1)</script>".as_slice()),
        ("a.docx", b"PK\x03\x04 not an archive"),
        ("a.jpg", b""),
    ] {
        let sent = house.upload(&case, &clerk, "other", name, bytes).await;
        assert_eq!(
            (sent.status, sent.code()),
            (StatusCode::UNPROCESSABLE_ENTITY, "file"),
            "{name}"
        );
        assert!(sent.message().contains(name), "{}", sent.message());
    }
}

#[tokio::test]
async fn a_scan_survives_the_completed_application_and_proves_service() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let mut lacking = application();
    lacking["materials"] = json!([]);
    let case = house.post("/api/begin/file_case", &clerk, lacking).await.body["id"].clone();
    let case = case.as_str().unwrap();
    let sent = house.upload(case, &clerk, "service_proof", "回证.pdf", SCAN).await;
    assert_eq!(sent.status, StatusCode::OK, "{:?}", sent.body);
    let done =
        house.post(&format!("/api/cases/{case}/do/supplement_filing"), &clerk, application()).await;
    assert_eq!(done.status, StatusCode::OK, "{:?}", done.body);
    let page = house.get(&format!("/api/cases/{case}"), &clerk).await;
    let scans = materials(&page.body).iter().filter(|m| m["file"].is_string()).count();
    assert_eq!((scans, materials(&page.body).len()), (1, 7));

    let notice = page.body["documents"].as_array().unwrap().iter();
    let notice = notice.clone().find(|d| d["kind"] == json!("acceptance_notice")).unwrap();
    let server = house.sign_in("ax.service_officer").await;
    let attempt = |proof: &str| {
        json!({
            "document": notice["id"], "party": notice["addressee_id"], "method": "direct",
            "on": "2026-03-02", "succeeded": true, "detail": "李树", "proof": proof
        })
    };
    let path = format!("/api/cases/{case}/do/record_service");
    let bad = house.post(&path, &server, attempt(&Digest::of(b"else").to_string())).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bad.body["findings"][0]["field"], json!("proof"));
    let file = Digest::of(SCAN).to_string();
    let good = house.post(&path, &server, attempt(&file)).await;
    assert_eq!(good.status, StatusCode::OK, "{:?}", good.body);
    let page = house.get(&format!("/api/cases/{case}"), &clerk).await;
    let served = page.body["documents"].as_array().unwrap().iter();
    let proofs: Vec<&Value> = served.flat_map(|d| d["services"].as_array().unwrap()).collect();
    assert_eq!(proofs[0]["proof"], json!(file));
}

#[tokio::test]
async fn nobody_uploads_into_a_case_that_is_not_theirs() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    let cashier = house.sign_in("ax.cashier").await;
    let sent = house.upload(&case, &cashier, "other", "a.pdf", SCAN).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    let request = house.request(Method::GET, &format!("/api/cases/{case}"), &clerk, None, &[]);
    assert_eq!(materials(&house.send(request).await.body).len(), 6);
}

#[tokio::test]
async fn an_original_is_opened_for_a_purpose_by_its_reader_for_ten_minutes() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let (case, file) = case_with_scan(&house, &clerk).await;
    let path = format!("/api/cases/{case}/materials/{file}");
    let ask = |cookie: &str, purpose: &str| {
        let body = json!({ "subject": format!("material:{file}"), "purpose": purpose });
        let path = format!("/api/cases/{case}/originals");
        house.send(house.request(Method::POST, &path, cookie, Some(body), &[]))
    };
    let blank = ask(&clerk, " ").await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ask(&clerk, "送达").await.status, StatusCode::OK);
    assert_eq!(house.get(&path, &clerk).await.status, StatusCode::OK);
    let chief = house.sign_in("ax.bureau_chief").await;
    assert_eq!(
        house.get(&path, &chief).await.code(),
        "purpose_needed",
        "each reader for themselves"
    );
    let inspector = house.sign_in("ax.inspector").await;
    assert_eq!(ask(&inspector, "检查").await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.get(&path, &inspector).await.status, StatusCode::FORBIDDEN);
    let docket = house.get(&format!("/api/cases/{case}/docket"), &clerk).await;
    let lines = docket.body["items"].as_array().unwrap();
    let opened: Vec<_> = lines.iter().filter(|l| l["kind"] == json!("access.opened")).collect();
    assert_eq!(opened.len(), 1, "{lines:?}");
    house.later(601);
    assert_eq!(house.get(&path, &clerk).await.code(), "purpose_needed");
}

#[tokio::test]
async fn papers_are_read_masked_and_their_originals_whole() {
    let house = House::open().await;
    let clerk = house.sign_in(CLERK).await;
    let case = house.file_case(&clerk).await;
    let page = house.get(&format!("/api/cases/{case}"), &clerk).await;
    let (mut seen, mut whole) = (0, 0);
    for paper in page.body["documents"].as_array().unwrap() {
        let id = paper["id"].as_str().unwrap();
        let path = format!("/api/cases/{case}/documents/{id}/docx");
        let masked = words(&house.get(&path, &clerk).await.bytes);
        for number in
            ["440524198001010013", "11010519491231002X", "13900139000", "6222020000001234"]
        {
            assert!(!masked.contains(number), "{}: {masked}", paper["title"]);
        }
        let closed = house.get(&format!("{path}?original=true"), &clerk).await;
        assert_eq!(closed.code(), "purpose_needed");
        let body = json!({ "subject": format!("document:{id}"), "purpose": "用印" });
        let opened = house.post(&format!("/api/cases/{case}/originals"), &clerk, body).await;
        assert_eq!(opened.status, StatusCode::OK, "{:?}", opened.body);
        let original = words(&house.get(&format!("{path}?original=true"), &clerk).await.bytes);
        seen += usize::from(masked.contains("***"));
        whole += usize::from(original.contains("440524198001010013"));
        assert!(!original.contains("***"), "{original}");
    }
    assert!(0 < seen && 0 < whole, "{seen} masked, {whole} whole");
}

/// The text of a DOCX.
fn words(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut text)
        .unwrap();
    text
}

#[tokio::test]
async fn a_scan_that_was_handed_in_is_filed_by_whoever_handed_it_in_and_once() {
    let house = House::open().await;
    let clerk = house.sign_in("ax.window_clerk").await;
    let other = house.sign_in("ay.window_clerk").await;
    let kept = house.post_file("/api/scans", &clerk, &[], ("判决书.pdf", SCAN)).await;
    assert_eq!(kept.status, StatusCode::OK, "{:?}", kept.body);
    let with = |file: &serde_json::Value| {
        let mut body = application();
        body["materials"][1]["file"] = file.clone();
        body
    };
    let file = &kept.body["file"];
    for (who, cookie) in [("of somebody else", &other), ("of nobody", &clerk)] {
        let named = if cookie == &other { file.clone() } else { json!("ab".repeat(32)) };
        let refused = house.post("/api/begin/file_case", cookie, with(&named)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a scan {who}");
        assert!(refused.message().contains("文件不在可选范围内"), "{}", refused.message());
    }
    let filed = house.post("/api/begin/file_case", &clerk, with(file)).await;
    assert_eq!(filed.status, StatusCode::OK, "{:?}", filed.body);
    // It belongs to that case now: another application cannot take it along.
    let again = house.post("/api/begin/file_case", &clerk, with(file)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", again.body);
    // What is no scan is not kept, and nobody without applications hands any in.
    let page = house.post_file("/api/scans", &clerk, &[], ("a.pdf", b"<html>")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let judge = house.sign_in("ax.judge").await;
    let refused = house.post_file("/api/scans", &judge, &[], ("a.pdf", SCAN)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
