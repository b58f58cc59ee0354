//! A matter with everything that papers are made about: the claim of 5,289.00 from the window to the closing.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::ground::actor::Actor;
use zhixing_domain::ground::court::{Court, FundAccount};
use zhixing_domain::ground::entry::{By, Entry};
use zhixing_domain::ground::id::{
    CaseId, DeductionId, MeasureId, PanelId, PayoutId, ReceiptId, ServiceId, StaffId,
};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::ground::subject::Subject;
use zhixing_domain::matter::Matter;
use zhixing_domain::matter::context::Context;
use zhixing_domain::matter::event::Event;
use zhixing_domain::mode::{read, shipped};
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_domain::work::panel::{
    Conclusion, Member, Opinion, Panel, PanelState, PanelTopic, Vote,
};
use zhixing_law::calendar::Calendar;
use zhixing_law::instant::Instant;

use crate::source::Source;

/// One id for each thing of the story.
pub(crate) fn id(place: u128) -> Uuid {
    Uuid::from_u128(place)
}

const APPLICANT: u128 = 1;
const RESPONDENT: u128 = 2;
const HANDLER: u128 = 3;
const SEARCH: u128 = 4;
const ASSET: u128 = 5;
const MEASURE: u128 = 6;
const DEDUCTION: u128 = 7;
const RECEIPT: u128 = 8;
const PAYOUT: u128 = 9;
const NOTICE: u128 = 10;
const SERVICE: u128 = 11;
const RULING: u128 = 12;
const PANEL: u128 = 13;
const SECOND: u128 = 14;
const THIRD: u128 = 15;

fn account(name: &str, number: &str) -> serde_json::Value {
    json!({ "name": name, "bank": "中国农业银行怀集县支行", "bank_code": "103593003217", "account": number })
}

fn party(role: &str, name: &str, number: &str) -> serde_json::Value {
    json!({
        "role": role, "kind": "person", "name": name, "identity_number": number,
        "phone": "13800138000", "address": "广东省怀集县怀城街道解放路1号",
        "service_address": "广东省怀集县怀城街道解放路1号",
        "account": account(name, "6228480120001234567")
    })
}

fn application(materials: &[(&str, &str)]) -> serde_json::Value {
    let materials: Vec<_> = materials
        .iter()
        .map(|(kind, title)| json!({ "kind": kind, "title": title, "file": null, "pages": 2 }))
        .collect();
    json!({
        "kind": "first",
        "claim": {
            "title": {
                "category": "court", "kind": "民事判决书", "issuer": "广东省怀集县人民法院",
                "number": "（2025）粤1224民初1024号", "effective_on": "2025-11-20",
                "due_on": "2025-12-01", "operative_part": "被告于十日内支付货款5,000元。"
            },
            "items": [
                { "kind": "principal", "title": "货款", "amount_fen": 500_000 },
                { "kind": "costs", "title": "案件受理费", "amount_fen": 28_900 }
            ],
            "cause": "买卖合同纠纷", "delay_interest": true
        },
        "parties": [
            party("applicant", "李四", "441224198001010018"),
            party("respondent", "王五", "441224197902020032")
        ],
        "materials": materials,
        "jurisdiction": "first_instance", "received_on": "2026-01-04", "performed": false,
        "by_agent": false, "duplicate_search": "2026-01-04检索，未见在先立案",
        "risk_notice_given": true
    })
}

const MATERIALS: &[(&str, &str)] = &[
    ("application", "申请执行书"),
    ("title", "民事判决书"),
    ("effect_proof", "生效证明"),
    ("identity", "身份证复印件"),
];

/// The docket: day, kind, body.
fn docket() -> Vec<(&'static str, &'static str, serde_json::Value)> {
    let mut docket = received(MATERIALS);
    docket.extend([
        ("2026-01-05", "filing.accepted", json!({
            "type": "accepted", "number": "（2026）粤1224执1号", "account_no": "4462120104000999900001",
            "filed_on": "2026-01-05" })),
        ("2026-01-05", "filing.interviewed", json!({ "type": "interviewed", "interview": {
            "respondent_contacts": "13900139000", "respondent_property": "建设银行有账户",
            "respondent_work": "", "willingness": "unwilling", "credit": "unknown",
            "antagonism": false, "plan": "先行网络查控" } })),
        ("2026-01-05", "triage.assigned", json!({ "type": "assigned", "staff": id(HANDLER),
            "name": "陈明", "team": "fast", "load": 1 })),
        ("2026-01-05", "document.made", made(NOTICE, "enforcement_notice", Some(RESPONDENT), None, 0)),
        ("2026-01-05", "document.issued", json!({ "type": "issued", "document": id(NOTICE), "on": "2026-01-05" })),
        ("2026-01-06", "service.served", json!({ "type": "served", "service": id(SERVICE),
            "document": id(NOTICE), "party": id(RESPONDENT), "method": "direct", "on": "2026-01-06",
            "effective_on": "2026-01-06", "receiver": "本人签收", "proof": null })),
        ("2026-01-06", "search.requested", json!({ "type": "requested", "search": id(SEARCH),
            "respondent": id(RESPONDENT), "request_no": "202601060001", "on": "2026-01-06",
            "asked": [["105", "中国建设银行"], ["102", "中国工商银行"]] })),
        ("2026-01-07", "search.answered", answered("105", "中国建设银行", json!([found()]))),
        ("2026-01-07", "search.answered", answered("102", "中国工商银行", json!([]))),
        ("2026-01-07", "asset.found", json!({ "type": "found", "asset": id(ASSET),
            "respondent": id(RESPONDENT), "search": id(SEARCH), "holder": "105",
            "holder_name": "中国建设银行", "found": found(), "on": "2026-01-07" })),
    ]);
    docket.extend(money());
    docket
}

fn received(materials: &[(&str, &str)]) -> Vec<(&'static str, &'static str, serde_json::Value)> {
    let application = application(materials);
    let details = |place: usize| application["parties"][place].clone();
    let added =
        |party, place| json!({ "type": "added", "party": id(party), "details": details(place) });
    vec![
        (
            "2026-01-04",
            "filing.received",
            json!({ "type": "received", "application": application }),
        ),
        ("2026-01-04", "party.added", added(APPLICANT, 0)),
        ("2026-01-04", "party.added", added(RESPONDENT, 1)),
    ]
}

fn made(
    document: u128,
    kind: &str,
    party: Option<u128>,
    subject: Option<String>,
    ruling_no: u32,
) -> serde_json::Value {
    json!({ "type": "made", "document": id(document), "kind": kind, "party": party.map(id),
        "subject": subject, "ruling_no": ruling_no, "input": {}, "on": "2026-01-07" })
}

fn found() -> serde_json::Value {
    json!({ "kind": "deposit", "title": "中国建设银行怀集支行", "number": "6217003170001234567",
        "amount_fen": 903_412, "available_fen": 903_412, "encumbrance": "" })
}

fn answered(source: &str, name: &str, found: serde_json::Value) -> serde_json::Value {
    json!({ "type": "answered", "search": id(SEARCH), "source": source, "source_name": name,
        "digest": source, "on": "2026-01-07", "found": found, "refused": "" })
}

fn money() -> Vec<(&'static str, &'static str, serde_json::Value)> {
    let measure = format!("measure:{}", id(MEASURE));
    vec![
        (
            "2026-01-07",
            "measure.ordered",
            json!({ "type": "ordered", "measure": id(MEASURE),
            "asset": id(ASSET), "amount_fen": 540_000, "from": "2026-01-07",
            "ends_on": "2027-01-07", "request_no": "202601070001", "reason": "有存款可供执行" }),
        ),
        ("2026-01-07", "document.made", made(RULING, "freeze_ruling", None, Some(measure), 1)),
        (
            "2026-01-07",
            "document.issued",
            json!({ "type": "issued", "document": id(RULING), "on": "2026-01-07" }),
        ),
        (
            "2026-01-08",
            "measure.confirmed",
            json!({ "type": "confirmed", "measure": id(MEASURE),
            "actual_fen": 540_000, "from": "2026-01-08", "ends_on": "2027-01-07" }),
        ),
        (
            "2026-01-09",
            "deduction.ordered",
            json!({ "type": "ordered", "deduction": id(DEDUCTION),
            "measure": id(MEASURE), "asset": id(ASSET), "amount_fen": 540_000,
            "request_no": "202601090001", "on": "2026-01-09" }),
        ),
        (
            "2026-01-12",
            "fund.received",
            json!({ "type": "received", "receipt": id(RECEIPT),
            "amount_fen": 540_000, "on": "2026-01-12", "discharge_on": "2026-01-10",
            "payer": "中国建设银行", "text": "法院扣划", "deduction": id(DEDUCTION), "claimed": false }),
        ),
        (
            "2026-01-12",
            "payout.proposed",
            json!({ "type": "proposed", "payout": id(PAYOUT), "lines": [
            { "purpose": "applicant", "party": id(APPLICANT), "amount_fen": 535_000,
              "account": account("李四", "6228480120001234567"),
              "parts": [{ "title": "货款", "amount_fen": 535_000, "basis": "民法典(2020)第561条" }] },
            { "purpose": "fee", "party": null, "amount_fen": 5_000,
              "account": account("怀集县财政局", "44050110000000009"),
              "parts": [{ "title": "申请执行费", "amount_fen": 5_000, "basis": "费办(2006)第14条" }] }
        ], "total_fen": 540_000, "settled_to": "2026-01-10", "remark": "" }),
        ),
        (
            "2026-01-13",
            "payout.approved",
            json!({ "type": "approved", "payout": id(PAYOUT), "opinion": "同意" }),
        ),
        (
            "2026-01-13",
            "payout.exported",
            json!({ "type": "exported", "payout": id(PAYOUT), "batch": id(20) }),
        ),
        ("2026-01-13", "payout.line_settled", settled(0)),
        ("2026-01-13", "payout.line_settled", settled(1)),
        (
            "2026-01-13",
            "measure.release_ordered",
            json!({ "type": "release_ordered",
            "measure": id(MEASURE), "reason": "生效法律文书确定的义务已经全部履行完毕" }),
        ),
    ]
}

/// Somebody outside the case claims the deposit, and is not believed.
fn objection() -> Vec<(&'static str, &'static str, serde_json::Value)> {
    let added = |place, role, name, number| {
        let details = party(role, name, number);
        (
            "2026-01-08",
            "party.added",
            json!({ "type": "added", "party": id(place), "details": details }),
        )
    };
    vec![
        (
            "2026-01-08",
            "opening.begun",
            json!({ "type": "begun", "kind": "objection", "received_on": "2026-01-08",
                "about": { "case": id(500), "number": "（2026）粤1224执1号" }, "barred": [] }),
        ),
        added(20, "objector", "何家明", "11010519491231002X"),
        added(APPLICANT, "applicant", "李四", "441224198001010018"),
        added(RESPONDENT, "respondent", "王五", "441224197902020032"),
        (
            "2026-01-08",
            "objection.filed",
            json!({ "type": "filed", "said": {
                "claim": "right", "objector": id(20), "outsider": true, "about": null,
                "cause": "买卖合同纠纷", "request": "解除冻结", "reasons": "存款属于异议人所有",
                "missing": [] } }),
        ),
        (
            "2026-01-08",
            "opening.numbered",
            json!({ "type": "numbered", "number": { "case": "（2026）粤1224执异1号" },
                "on": "2026-01-08" }),
        ),
        (
            "2026-01-08",
            "triage.assigned",
            json!({ "type": "assigned", "staff": id(HANDLER), "name": "邝美珍", "team": "review",
                "load": 0 }),
        ),
        (
            "2026-01-13",
            "objection.decided",
            json!({ "type": "decided", "result": "dismissed", "operative": "驳回何家明的异议请求",
                "reasons": "账户户名为王五，异议人的证据不足以排除执行", "on": "2026-01-13" }),
        ),
    ]
}

/// The objection with the minutes of its panel, one of whom differed.
fn reviewed() -> Matter {
    let mut matter = folded(objection());
    let at = |minute: u32| -> Instant {
        format!("2026-01-13T01:{minute:02}:00.000000Z").parse().unwrap()
    };
    let member = |place: u128, name: &str, vote, text: &str| {
        let (staff, name) = (StaffId(id(place)), name.to_owned());
        let by = |minute| By { staff, name: name.clone(), at: at(minute) };
        let said = Opinion { vote, text: text.to_owned(), by: by(10) };
        Member { staff, name: name.clone(), said: Some(said), signed: Some(by(30)) }
    };
    let reasons = "账户户名为被执行人，异议人的证据不足以排除执行，应予驳回";
    let presiding = member(HANDLER, "邝美珍", Vote::Agree, reasons);
    let by = By { staff: presiding.staff, name: presiding.name.clone(), at: at(0) };
    matter.panels.push(Panel {
        id: PanelId(id(PANEL)),
        topic: PanelTopic::Objection,
        question: "异议人何家明对冻结的存款是否享有足以排除执行的权益。承办人意见：驳回异议请求"
            .to_owned(),
        members: vec![
            presiding,
            member(SECOND, "梁伟东", Vote::Agree, "同意承办人意见"),
            member(THIRD, "谢建红", Vote::Differ, "应先向异议人释明，要求补充资金来源的证据"),
        ],
        handler: Some(StaffId(id(HANDLER))),
        clerk: "何雅婷".to_owned(),
        convened_on: at(0).day(),
        by: by.clone(),
        state: PanelState::Minuted,
        conclusion: Some(Conclusion {
            carried: true,
            text: "驳回何家明的异议请求".to_owned(),
            on: at(0).day(),
            by,
        }),
        dissolved: None,
    });
    matter
}

fn settled(line: u32) -> serde_json::Value {
    json!({ "type": "line_settled", "payout": id(PAYOUT), "line": line,
        "result": { "outcome": "paid", "on": "2026-01-13", "reference": "R1" } })
}

fn folded(docket: Vec<(&str, &str, serde_json::Value)>) -> Matter {
    let mut matter = Matter::new(CaseId(id(500)), "粤1224");
    for (seq, (day, kind, body)) in (1..).zip(docket) {
        let at: Instant = format!("{day}T01:00:00.000000Z").parse().unwrap();
        let event = Event::decode(kind, 1, body).unwrap();
        let actor = StaffId(id(HANDLER));
        let entry =
            Entry { seq, happened_at: at, recorded_at: at, actor, actor_name: "陈明".to_owned() };
        matter.apply(&event, &entry);
    }
    matter
}

/// What a paper of this kind is about in the story.
fn subject(kind: DocumentKind) -> Option<Subject> {
    use DocumentKind as K;
    match kind {
        K::FreezeRuling
        | K::FreezeAssistance
        | K::RenewalRuling
        | K::RenewalAssistance
        | K::ReleaseRuling
        | K::ReleaseAssistance => Some(MeasureId(id(MEASURE)).into()),
        K::DeductionRuling | K::DeductionAssistance => Some(DeductionId(id(DEDUCTION)).into()),
        K::PayoutApproval => Some(PayoutId(id(PAYOUT)).into()),
        K::ReceiptNotice => Some(ReceiptId(id(RECEIPT)).into()),
        K::ServiceReceipt => Some(ServiceId(id(SERVICE)).into()),
        K::PanelRecord => Some(PanelId(id(PANEL)).into()),
        _ => None,
    }
}

/// The facts of a paper of this kind, from the story on 2026-01-14.
pub(crate) fn facts(kind: DocumentKind) -> serde_json::Value {
    facts_with(kind, &|_| Some("何雅婷".to_owned()))
        .unwrap_or_else(|reason| panic!("{}: {reason}", kind.title()))
}

/// The same where the team's clerk is whom `clerk` names.
pub(crate) fn facts_with(
    kind: DocumentKind,
    clerk: &dyn Fn(&str) -> Option<String>,
) -> Result<serde_json::Value, Refusal> {
    let matter = match kind {
        DocumentKind::SupplementNotice => folded(received(&MATERIALS[..1])),
        DocumentKind::ObjectionRuling | DocumentKind::PanelRecord => reviewed(),
        _ => folded(docket()),
    };
    let to = match kind {
        DocumentKind::EnforcementNotice
        | DocumentKind::PropertyReportOrder
        | DocumentKind::ConsumptionOrder => RESPONDENT,
        _ => APPLICANT,
    };
    let party = matter.parties.iter().find(|party| party.id.0 == id(to));
    with_context(clerk, |ctx| {
        let from = Source { matter: &matter, party, subject: subject(kind), ctx };
        crate::facts(kind, &from)
    })
}

fn with_context<T>(
    clerk: &dyn Fn(&str) -> Option<String>,
    run: impl FnOnce(&Context<'_>) -> T,
) -> T {
    let fund = |name: &str, number: &str| FundAccount {
        name: name.to_owned(),
        bank: "中国农业银行怀集县支行".to_owned(),
        bank_code: "103593003217".to_owned(),
        account: number.to_owned(),
    };
    let court = Court {
        code: "粤1224".to_owned(),
        name: "怀集县人民法院".to_owned(),
        title: String::new(),
        parent: "粤12".to_owned(),
        fund_account: fund("广东省怀集县人民法院执行案款专户", "44621201040009999"),
        treasury_account: fund("怀集县财政局", "44050110000000009"),
        address: "广东省怀集县怀城街道法院路1号".to_owned(),
        phone: "0758-5520000".to_owned(),
    };
    let files = shipped::over_base(&shipped::modes().swap_remove(0));
    let mode = read::read(&files).unwrap().mode;
    let actor =
        Actor { name: "周小敏".to_owned(), roles: Vec::new(), ..Actor::system("粤1224") };
    let now: Instant = "2026-01-14T01:00:00.000000Z".parse().unwrap();
    let mut ids = || id(1000);
    let ctx = Context {
        now,
        happened_at: now,
        today: now.day(),
        court: &court,
        mode: &mode,
        calendar: Calendar::builtin(),
        actor: &actor,
        candidates: &[],
        bodies: &[],
        scans: &[],
        evidence: &[],
        colleague: &|_| None,
        bench: &Vec::new,
        clerk,
        ids: &mut ids,
    };
    run(&ctx)
}
