//! 办案流水：every kind of event, written down and read again for ever.

use uuid::Uuid;
use zhixing_domain::{
    ground::entry::Entry,
    ground::id::*,
    ground::subject::Subject,
    ground::upcast::{UPCASTS, UpcastError},
    ground::version::ModeVersion,
    intake::correction::{Anew, Change, Correction, FiledFact},
    intake::filing::{FilingEvent, MaterialKind},
    intake::party::PartyEvent,
    matter::event::{Event, EventError, KINDS},
    money::fund::FundEvent,
    money::payout::{Line, LineResult, Part, PayoutEvent, Purpose},
    papers::document::DocumentEvent,
    papers::kind::DocumentKind,
    papers::service::ServiceEvent,
    property::asset::{AssetEvent, Verdict},
    property::deduction::DeductionEvent,
    property::measure::{MeasureEvent, RequestKind},
    property::search::SearchEvent,
    work::node::NodeEvent,
    work::pinned::ModeEvent,
    work::task::{TaskEvent, Urgency},
    work::triage::{Input, Round, TriageEvent},
};
use zhixing_law::service::Method;

use crate::{court::*, samples::*};

mod approvals;
mod deadlines;
mod ending;
mod fieldwork;
mod lateness;
mod panel;

/// What the first version wrote, one line for every kind; lines are added and never changed.
const GOLDEN: &str = include_str!("golden/events_v1.jsonl");

const ID: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

fn text(words: &str) -> String {
    words.to_owned()
}

fn mode() -> Vec<Event> {
    let version = |version| ModeVersion::new("guangdong-service-centre", version);
    [
        ModeEvent::Pinned { mode: version(1) },
        ModeEvent::Moved { from: Some(version(1)), to: version(2), reason: text("本院改版") },
    ]
    .map(Event::from)
    .into()
}

fn correction(party: PartyId) -> Correction {
    let (before, after) = (text("13800138000"), text("13800138001"));
    Correction {
        changes: vec![Change { fact: FiledFact::Phone, before, after }],
        anew: Anew::Party { party, details: Box::new(applicant()) },
        ground: text("申请执行人的书面说明"),
    }
}

fn filing() -> Vec<Event> {
    let party = PartyId(ID);
    let mut events: Vec<Event> = [
        FilingEvent::Received { application: application() },
        FilingEvent::SupplementAsked { missing: vec![text("F-9")] },
        FilingEvent::Supplemented { application: application() },
        FilingEvent::Accepted {
            number: number(1),
            account_no: text("4405-2026000000001"),
            filed_on: day("2026-03-02"),
        },
        FilingEvent::Interviewed { interview: interview() },
        FilingEvent::MaterialAdded { material: material(MaterialKind::PropertyLead, "线索") },
        FilingEvent::Corrected { correction: correction(party) },
    ]
    .map(Event::from)
    .into();
    events.extend(
        [
            PartyEvent::Added { party, details: applicant() },
            PartyEvent::Corrected { party, details: second_applicant(), reason: text("补正") },
            PartyEvent::Removed { party },
        ]
        .map(Event::from),
    );
    events.extend(
        [
            TriageEvent::Decided {
                round: Round::First,
                lane: text("fast"),
                lane_name: text("简案"),
                rule: text("F4"),
                rule_name: text("标的额小"),
                condition: text("claim_fen < 50000000"),
                inputs: vec![Input { name: text("claim_fen"), value: text("528900") }],
            },
            TriageEvent::Overridden {
                round: Round::Second,
                lane: text("complex"),
                lane_name: text("疑难"),
                reason: text("冲突"),
            },
            TriageEvent::Assigned {
                staff: StaffId(ID),
                name: text("李法官"),
                team: text("fast"),
                load: 3,
            },
        ]
        .map(Event::from),
    );
    events
}

fn work() -> Vec<Event> {
    let (task, document, on) = (TaskId(ID), DocumentId(ID), day("2026-03-02"));
    let mut events: Vec<Event> = [
        TaskEvent::Opened {
            task,
            key: text("interview"),
            subject: Subject::Matter,
            name: text("执前谈话"),
            node: text("intake"),
            post: text("intake"),
            opened_on: on,
            due_on: day("2026-03-03"),
            basis: text("本院时限"),
            opens: text("interview"),
        },
        TaskEvent::Raised {
            task,
            key: text("site_visit"),
            name: text("上门核实"),
            node: text("control"),
            post: text("server"),
            opened_on: on,
            due_on: day("2026-03-09"),
            basis: text("本院时限"),
            opens: text("tasks"),
            asks: text("核实住所"),
            urgency: Urgency::Urgent,
        },
        TaskEvent::Moved { task, due_on: Some(day("2026-03-12")), excluded_days: 3 },
        TaskEvent::Accepted { task },
        TaskEvent::Assigned { task, to: StaffId(ID), to_name: text("李"), reason: text("代办") },
        TaskEvent::Completed { task, result: text("已办"), automatic: false },
        TaskEvent::Returned { task, reason: text("不全") },
        TaskEvent::Withdrawn { task },
    ]
    .map(Event::from)
    .into();
    events.extend([
        Event::from(NodeEvent::Started {
            node: text("intake"),
            name: text("收件立案"),
            on,
            due_on: day("2026-03-09"),
            basis: text("执行规定(2020)第16条"),
        }),
        NodeEvent::Moved { node: text("intake"), due_on: None, excluded_days: 0 }.into(),
        NodeEvent::Ended { node: text("intake"), on }.into(),
        DocumentEvent::Made {
            document,
            kind: DocumentKind::FreezeRuling,
            party: None,
            subject: Some(format!("measure:{ID}").parse().unwrap()),
            ruling_no: 1,
            input: serde_json::json!({ "number": "（2026）粤1224执1号" }),
            on,
        }
        .into(),
        DocumentEvent::Issued { document, on }.into(),
        DocumentEvent::SentBack { document, reason: text("金额有误") }.into(),
        ServiceEvent::Served {
            service: ServiceId(ID),
            document,
            party: PartyId(ID),
            method: Method::Direct,
            on,
            effective_on: on,
            receiver: text("本人"),
            proof: Some(text("1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b")),
        }
        .into(),
        ServiceEvent::Failed {
            service: ServiceId(ID),
            document,
            party: PartyId(ID),
            method: Method::Post,
            on,
            reason: text("查无此人"),
        }
        .into(),
        ServiceEvent::TakenBack {
            service: ServiceId(ID),
            document,
            reason: text("误登为本人签收"),
        }
        .into(),
    ]);
    events
}

fn property() -> Vec<Event> {
    let (search, asset) = (SearchId(ID), AssetId(ID));
    let on = day("2026-03-03");
    let found = deposit("6228480999000000001", "6000.00");
    let mut events: Vec<Event> = [
        SearchEvent::Requested {
            search,
            respondent: PartyId(ID),
            request_no: text("1"),
            asked: vec![(text("C001"), text("农业银行"))],
            on,
        },
        SearchEvent::Sent { search, package: text("P1") },
        SearchEvent::Answered {
            search,
            source: text("C001"),
            source_name: text("农业银行"),
            digest: text("sm3"),
            on,
            found: vec![found.clone()],
            refused: String::new(),
        },
        SearchEvent::Completed { search },
        SearchEvent::Closed { search, reason: text("逾期") },
    ]
    .map(Event::from)
    .into();
    events.extend([
        Event::from(AssetEvent::Found {
            asset,
            respondent: PartyId(ID),
            search: Some(search),
            holder: text("C001"),
            holder_name: text("农业银行"),
            found,
            on,
        }),
        AssetEvent::Updated {
            asset,
            amount: yuan("1.00"),
            available: yuan("0.50"),
            encumbrance: text("已冻结"),
        }
        .into(),
        AssetEvent::Screened { asset, verdict: Verdict::Enforceable, reason: text("核对") }.into(),
    ]);
    events.extend(control());
    events
}

fn control() -> Vec<Event> {
    let (asset, measure) = (AssetId(ID), MeasureId(ID));
    let (on, ends_on) = (day("2026-03-03"), day("2027-03-03"));
    Vec::from(
        [
            MeasureEvent::Ordered {
                measure,
                asset,
                amount: yuan("5000.00"),
                from: on,
                ends_on,
                request_no: text("2"),
                reason: text("控制"),
            },
            MeasureEvent::Confirmed { measure, actual: yuan("5000.00"), from: on, ends_on },
            MeasureEvent::Refused { measure, request: RequestKind::Freeze, reason: text("销户") },
            MeasureEvent::Repeated {
                measure,
                request: RequestKind::Freeze,
                request_no: text("123F2"),
                reason: text("没有收到"),
            },
            MeasureEvent::Withdrawn {
                measure,
                request: RequestKind::Renew,
                reason: text("没有收到"),
            },
            MeasureEvent::RenewalOrdered { measure, ends_on },
            MeasureEvent::Renewed { measure, ends_on },
            MeasureEvent::ReleaseOrdered { measure, reason: text("已履行") },
            MeasureEvent::Released { measure, on },
            MeasureEvent::Spent { measure },
            MeasureEvent::Lapsed { measure, on },
            MeasureEvent::Acknowledged { measure, note: text("我跟进") },
            MeasureEvent::Warned { measure, days: 30, ends_on },
        ]
        .map(Event::from),
    )
}

fn money() -> Vec<Event> {
    let (deduction, payout, on) = (DeductionId(ID), PayoutId(ID), day("2026-03-06"));
    let mut events: Vec<Event> = [
        DeductionEvent::Ordered {
            deduction,
            measure: MeasureId(ID),
            asset: AssetId(ID),
            amount: yuan("5399.16"),
            request_no: text("3"),
            on,
        },
        DeductionEvent::Deducted { deduction, actual: yuan("5399.16"), on },
        DeductionEvent::Refused { deduction, reason: text("余额不足") },
        DeductionEvent::Repeated {
            deduction, request_no: text("123K2"), reason: text("没有收到")
        },
        DeductionEvent::Withdrawn { deduction, reason: text("没有收到") },
        DeductionEvent::Arrived { deduction, receipt: ReceiptId(ID) },
    ]
    .map(Event::from)
    .into();
    events.push(
        FundEvent::Received {
            receipt: ReceiptId(ID),
            amount: yuan("5399.16"),
            on,
            discharge_on: on,
            payer: text("黄强"),
            text: text("扣划"),
            deduction: Some(deduction),
            claimed: false,
            from: None,
        }
        .into(),
    );
    events.push(
        FundEvent::TakenBack {
            receipt: ReceiptId(ID),
            amount: yuan("5399.16"),
            reason: text("是另一案的款"),
        }
        .into(),
    );
    let line = Line {
        purpose: Purpose::Applicant,
        party: Some(PartyId(ID)),
        amount: yuan("5349.16"),
        account: account("陈大文", "6228480120001234567"),
        parts: vec![Part {
            title: text("主债务"),
            amount: yuan("5349.16"),
            basis: text("民法典第561条"),
        }],
    };
    let paid = LineResult::Paid { on, reference: text("R0") };
    events.extend(
        [
            PayoutEvent::Proposed {
                payout,
                lines: vec![line],
                total: yuan("5349.16"),
                settled_to: on,
                remark: String::new(),
            },
            PayoutEvent::Approved { payout },
            PayoutEvent::Refused { payout, reason: text("核实") },
            PayoutEvent::Withdrawn { payout, reason: text("账户有误") },
            PayoutEvent::Exported { payout, batch: BatchId(ID) },
            PayoutEvent::LineSettled { payout, line: 0, result: paid },
            PayoutEvent::Paid { payout, on },
            PayoutEvent::Bounced { payout },
            PayoutEvent::LineReturned {
                payout,
                line: 0,
                receipt: ReceiptId(ID),
                on: day("2026-03-09"),
                reason: text("退汇 账号已销户"),
            },
            PayoutEvent::RejectionBooked {
                payout,
                line: 0,
                receipt: ReceiptId(ID),
                on: day("2026-03-09"),
            },
        ]
        .map(Event::from),
    );
    events
}

fn every_event() -> Vec<Event> {
    let all = [mode(), filing(), work(), property(), money(), ending::ending()].concat();
    [
        all,
        crate::matters::every_event(),
        approvals::approvals(),
        deadlines::deadlines(),
        lateness::late(),
        panel::panels(),
        fieldwork::fieldwork(),
    ]
    .concat()
}

#[test]
fn there_is_a_sample_of_every_kind_and_they_are_all_the_kinds() {
    let kinds: Vec<String> = every_event().iter().map(Event::kind).collect();
    let listed: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, listed);
    for (kind, title) in KINDS {
        assert!(!title.is_empty() && !title.is_ascii(), "{kind} has no Chinese name");
    }
}

#[test]
fn every_event_is_read_back_as_it_was_written() {
    for event in every_event() {
        let (kind, version, body) = event.encode().unwrap();
        assert_eq!((kind.as_str(), version), (event.kind().as_str(), UPCASTS.version(&kind)));
        assert_eq!(Event::decode(&kind, version, body).unwrap(), event);
    }
}

#[test]
fn what_the_first_version_wrote_is_read_for_ever() {
    let events = every_event();
    let lines: Vec<serde_json::Value> =
        GOLDEN.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), events.len(), "one line for every kind");
    for (line, event) in lines.into_iter().zip(events) {
        let (kind, version, body) = event.encode().unwrap();
        let written = serde_json::json!({ "kind": kind, "version": version, "body": body });
        assert_eq!(written, line, "written differently now");
        let read = Event::decode(line["kind"].as_str().unwrap(), 1, line["body"].clone()).unwrap();
        assert_eq!(read, event);
    }
}

/// One line for each version that a kind ever had: `kind`, `version`, `body` as it was written then.
#[test]
fn there_is_a_stored_sample_of_every_version_of_every_kind() {
    let stored: Vec<(String, i64)> = GOLDEN
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| (line["kind"].as_str().unwrap().to_owned(), line["version"].as_i64().unwrap()))
        .collect();
    for (kind, _) in KINDS {
        for version in 1..=i64::from(UPCASTS.version(kind)) {
            assert!(stored.contains(&((*kind).to_owned(), version)), "{kind} {version}");
        }
    }
}

#[test]
fn a_newer_version_or_an_unknown_kind_is_refused_and_not_guessed() {
    let body = serde_json::json!({ "type": "ended", "node": "intake", "on": "2026-03-02" });
    let now = UPCASTS.version("node.ended");
    let newer = Event::decode("node.ended", now + 1, body.clone());
    assert!(matches!(newer, Err(EventError::Version(UpcastError::Newer { .. }))), "{newer:?}");
    let never = Event::decode("node.ended", 0, body.clone()).unwrap_err().to_string();
    assert!(never.contains("没有第0版"), "{never}");
    let unknown = Event::decode("weather.changed", 1, body);
    assert!(matches!(unknown, Err(EventError::Concept(concept)) if concept == "weather"));
    let broken = Event::decode("node.ended", 1, serde_json::json!({ "type": "ended" }));
    assert!(matches!(broken, Err(EventError::Body(_))));
}

#[test]
fn a_case_takes_any_event_at_any_time() {
    let mut court = Court::on("2026-03-02");
    for event in every_event().into_iter().rev() {
        let subject = zhixing_domain::matter::subject(&event);
        let before = court.file.version;
        let entry = Entry {
            seq: 1,
            happened_at: court.now,
            recorded_at: court.now,
            actor: chief().id,
            actor_name: chief().name,
        };
        court.by_hand().apply(&event, &entry);
        assert!(court.file.changed_since(before, subject));
        assert!(!court.file.changed_since(before + 1, subject));
    }
}

#[test]
fn a_form_on_one_thing_is_not_made_stale_by_another() {
    let mut court = Court::filed(&application());
    let opened_on = court.file.version;
    court.start_search().unwrap();
    let notice = court.document(DocumentKind::EnforcementNotice);
    assert!(!court.file.changed_since(opened_on, notice.into()));
    assert!(!court.file.changed_since(opened_on, Subject::Filing));
    let search = court.file.searches[0].id;
    assert!(court.file.changed_since(opened_on, search.into()));
}
