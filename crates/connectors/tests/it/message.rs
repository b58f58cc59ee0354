//! The HTTP gateway against a small server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use zhixing_connectors::fault::Fault;
use zhixing_connectors::message::http::{GatewayConfig, HttpGateway, read_report};
use zhixing_connectors::message::{Channel, DeliveryState, MessageGateway, OutMessage};

/// Answers each connection with the next answer and keeps what was asked.
fn server(answers: Vec<(u16, &'static str)>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    thread::spawn(move || {
        for (status, body) in answers {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            let mut length = 0;
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                if line.trim().is_empty() {
                    break;
                }
                head.push_str(&line);
            }
            let mut content = vec![0; length];
            reader.read_exact(&mut content).unwrap();
            log.lock().unwrap().push(format!("{head}\n{}", String::from_utf8(content).unwrap()));
            let length = body.len();
            let mut stream = stream;
            write!(
                stream,
                "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
            .unwrap();
        }
    });
    (url, asked)
}

fn gateway(url: String) -> HttpGateway {
    HttpGateway::new(GatewayConfig { base_url: url, token: "secret-1".to_owned(), timeout_secs: 5 })
}

fn message() -> OutMessage {
    OutMessage {
        id: "0195-msg-1".to_owned(),
        channel: Channel::Sms,
        to: "13800000000".to_owned(),
        text: "您的案件已立案。".to_owned(),
        case_number: Some("（2026）粤1224执123号".to_owned()),
    }
}

#[test]
fn a_message_carries_its_id_and_the_token_and_gives_the_gateways_id() {
    let (url, asked) = server(vec![(201, r#"{"gateway_id":"G1","repeated":false}"#)]);
    let sent = gateway(url).send(&message()).unwrap();
    assert_eq!(sent.gateway_id, "G1");
    let asked = asked.lock().unwrap()[0].clone();
    let lower = asked.to_ascii_lowercase();
    assert!(asked.starts_with("POST /messages HTTP/1.1"), "{asked}");
    assert!(lower.contains("idempotency-key: 0195-msg-1"), "{asked}");
    assert!(lower.contains("authorization: bearer secret-1"), "{asked}");
    assert!(asked.contains(r#""channel": "sms""#) && asked.contains("您的案件已立案"), "{asked}");
}

#[test]
fn faults_say_whether_trying_again_helps() {
    let (url, _) = server(vec![
        (503, ""),
        (429, ""),
        (422, r#"{"code":"BLACKLIST","reason":"号码在黑名单"}"#),
        (404, "not json"),
        (200, "not json"),
        (302, ""),
    ]);
    let gateway = gateway(url);
    assert!(matches!(gateway.send(&message()), Err(Fault::Retry { .. })));
    assert!(matches!(gateway.send(&message()), Err(Fault::Retry { .. })));
    let reason = "号码在黑名单".to_owned();
    assert_eq!(
        gateway.send(&message()),
        Err(Fault::Reject { code: "BLACKLIST".to_owned(), reason })
    );
    assert!(
        matches!(gateway.send(&message()), Err(Fault::Reject { code, .. }) if code == "HTTP_404")
    );
    assert!(matches!(gateway.send(&message()), Err(Fault::Retry { .. })));
    assert!(
        matches!(gateway.send(&message()), Err(Fault::Reject { code, .. }) if code == "HTTP_302")
    );
}

#[test]
fn a_gateway_that_is_not_there_may_be_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert!(matches!(gateway(url).send(&message()), Err(Fault::Retry { .. })));
}

#[test]
fn reports_are_read_by_page_and_one_by_one() {
    let (url, asked) = server(vec![(
        200,
        r#"{"reports":[{"id":"m1","gateway_id":"G1","state":"failed","at":"2026-03-02T01:02:03Z","reason":"停机"}],"cursor":"7"}"#,
    )]);
    let (reports, cursor) = gateway(url).reports("3").unwrap();
    assert_eq!((reports[0].state, cursor.as_str()), (DeliveryState::Failed, "7"));
    assert!(asked.lock().unwrap()[0].starts_with("GET /reports?cursor=3 "));
    let pushed =
        br#"{"id":"m2","gateway_id":"G2","state":"delivered","at":"2026-03-02T09:02:03+08:00"}"#;
    let report = read_report(pushed).unwrap();
    assert_eq!(report.at.local(), "2026-03-02 09:02");
    assert!(matches!(read_report(b"{}"), Err(Fault::Reject { .. })));
}

#[test]
fn a_bad_message_never_leaves() {
    for (change, code) in [
        (
            (|m: &mut OutMessage| m.to = "12345".to_owned()) as fn(&mut OutMessage),
            "MESSAGE_RECIPIENT",
        ),
        (|m| m.text = " ".to_owned(), "MESSAGE_TEXT"),
        (|m| m.text = "长".repeat(501), "MESSAGE_TEXT"),
        (|m| m.id = "a\r\nX: 1".to_owned(), "MESSAGE_ID"),
    ] {
        let mut message = message();
        change(&mut message);
        let fault = gateway("http://127.0.0.1:9".to_owned()).send(&message).unwrap_err();
        assert!(matches!(fault, Fault::Reject { code: given, .. } if given == code));
    }
}

#[test]
fn the_token_is_not_printed() {
    let config =
        GatewayConfig { base_url: "x".to_owned(), token: "secret-1".to_owned(), timeout_secs: 1 };
    assert!(!format!("{config:?} {:?}", HttpGateway::new(config.clone())).contains("secret-1"));
}
