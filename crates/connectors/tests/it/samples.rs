//! Values used by several tests, and golden files.

use std::io::Read;
use std::path::PathBuf;

use zhixing_connectors::bank::payout::{Debtor, PayoutBatch, PayoutItem};
use zhixing_connectors::finding::{Code, Finding};
use zhixing_connectors::search_network::control::*;
use zhixing_connectors::search_network::entries::{Card, CardKind, LegalDocument};
use zhixing_connectors::search_network::package::*;
use zhixing_connectors::search_network::query::*;
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

pub(crate) const BANK_CODE: &str = "10510000000000001";
pub(crate) const CASE: &str = "（2026）粤1224执123号";

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(crate) fn yuan(text: &str) -> Fen {
    Fen::parse_yuan(text).unwrap()
}

pub(crate) fn codes(findings: &[Finding]) -> Vec<Code> {
    findings.iter().map(|finding| finding.code).collect()
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

pub(crate) fn sample(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Compares with a stored file; `UPDATE_GOLDEN=1` writes it anew.
pub(crate) fn golden(name: &str, bytes: &[u8]) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path(name), bytes).unwrap();
    }
    let stored = sample(name);
    assert!(stored == bytes, "{name} differs:\n{}", String::from_utf8_lossy(bytes));
}

pub(crate) fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            let name = String::from_utf8(entry.name_raw().to_vec()).unwrap();
            entry.read_to_end(&mut content).unwrap();
            (name, content)
        })
        .collect()
}

pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(crate) fn name(kind: PackageKind, batch: u64) -> PackageName {
    PackageName { kind, bank_code: BANK_CODE.to_owned(), batch_no: format!("{batch:030}") }
}

pub(crate) fn package(kind: PackageKind, content: Content) -> Package {
    Package { name: name(kind, 7), content, documents: Vec::new(), cards: Vec::new() }
}

pub(crate) fn requester() -> Requester {
    Requester {
        court_name: "广东省怀集县人民法院".to_owned(),
        court_code: "粤1224".to_owned(),
        judge: "陈法官".to_owned(),
        phone: "0758-5520000".to_owned(),
        work_card_no: "441224001".to_owned(),
        duty_card_no: "粤执441224001".to_owned(),
        case_number: CASE.to_owned(),
    }
}

pub(crate) fn respondent() -> Person {
    Person {
        name: "张三".to_owned(),
        id_kind: IdKind::IdentityCard,
        id_number: "441224198001011234".to_owned(),
    }
}

pub(crate) fn query(request_no: &str) -> QueryRequest {
    QueryRequest {
        request_no: request_no.to_owned(),
        requester: requester(),
        respondent: respondent(),
        scopes: vec![Scope::Bank, Scope::Vehicle, Scope::RealEstate],
    }
}

pub(crate) fn court_account() -> CourtAccount {
    CourtAccount {
        name: "怀集县人民法院案款专户".to_owned(),
        bank: "中国建设银行怀集支行".to_owned(),
        bank_no: "105593700010".to_owned(),
        account: "44050170000000001234-0123".to_owned(),
    }
}

pub(crate) fn control_item(measure: Measure) -> ControlItem {
    let timed = matches!(measure, Measure::Freeze | Measure::Renew);
    ControlItem {
        item_no: 1,
        kind: ControlKind::Deposit,
        measure,
        extent: Extent::Funds,
        bank_name: "中国工商银行".to_owned(),
        branch: Some("怀集支行".to_owned()),
        branch_code: Some("102593700021".to_owned()),
        account: "6222020000000000001".to_owned(),
        sub_account: None,
        asset_name: None,
        currency: "CNY".to_owned(),
        amount: yuan("5289.00"),
        starts_on: timed.then(|| day("2026-03-02")),
        ends_on: timed.then(|| day("2027-03-01")),
        ruling_no: "（2026）粤1224执123号之一".to_owned(),
        original_request_no: (measure != Measure::Freeze).then(|| "KZ0001".to_owned()),
        court_account: (measure == Measure::Deduct).then(court_account),
    }
}

pub(crate) fn control(request_no: &str, measure: Measure) -> ControlRequest {
    ControlRequest {
        request_no: request_no.to_owned(),
        requester: requester(),
        respondent: respondent(),
        notice_name: "协助冻结存款通知书".to_owned(),
        notice_no: "（2026）粤1224执123号之二".to_owned(),
        items: vec![control_item(measure)],
    }
}

pub(crate) fn account() -> AccountItem {
    AccountItem {
        item_no: 1,
        kind: AccountKind::Deposit,
        bank_name: "中国工商银行".to_owned(),
        branch: "怀集支行".to_owned(),
        branch_code: "102593700021".to_owned(),
        account: "6222020000000000001".to_owned(),
        sub_account: Some("00001".to_owned()),
        currency: "CNY".to_owned(),
        balance: yuan("8000.00"),
        available: yuan("7500.00"),
        state: AccountState::Normal,
        other_freezes: vec![OtherFreeze {
            court: "肇庆市端州区人民法院".to_owned(),
            case_number: "（2025）粤1202执88号".to_owned(),
            amount: yuan("500.00"),
            ends_on: day("2026-12-31"),
        }],
    }
}

pub(crate) fn feedback(request_no: &str) -> QueryFeedback {
    QueryFeedback {
        request_no: request_no.to_owned(),
        result: QueryResult::Found,
        responder_code: "YH102".to_owned(),
        responder_name: "中国工商银行".to_owned(),
        answered_on: day("2026-03-02"),
        remark: None,
        accounts: vec![account()],
        assets: vec![AssetItem {
            item_no: 2,
            kind: AssetKind::Vehicle,
            name: "小型轿车 <粤H12345> & \"自用\"".to_owned(),
            identifier: "粤H12345".to_owned(),
            value: Some(yuan("65000")),
            encumbered: true,
            details: vec![("品牌".to_owned(), "某牌".to_owned())],
        }],
    }
}

pub(crate) fn nothing(request_no: &str) -> QueryFeedback {
    QueryFeedback {
        request_no: request_no.to_owned(),
        result: QueryResult::Nothing,
        accounts: Vec::new(),
        assets: Vec::new(),
        ..feedback(request_no)
    }
}

pub(crate) fn control_feedback(request_no: &str) -> ControlFeedback {
    ControlFeedback {
        request_no: request_no.to_owned(),
        item_no: 1,
        measure: Measure::Freeze,
        result: ControlResult::Partly,
        account: "6222020000000000001".to_owned(),
        sub_account: None,
        actual_amount: yuan("3000.00"),
        frozen_amount: yuan("3000.00"),
        available: Fen::ZERO,
        starts_on: Some(day("2026-03-02")),
        ends_on: Some(day("2027-03-01")),
        refusal: Some("可用余额不足".to_owned()),
        operator: "柜员甲".to_owned(),
        reviewer: "主管乙".to_owned(),
        answered_on: day("2026-03-02"),
        transfer_no: None,
    }
}

pub(crate) fn receipt() -> Receipt {
    Receipt {
        file_name: name(PackageKind::QueryFeedback, 3).file_name(),
        request_no: Some("CX0001".to_owned()),
        error_code: "FIELD_MISSING".to_owned(),
        reason: "网点代码缺失".to_owned(),
        answered_on: day("2026-03-03"),
    }
}

pub(crate) fn attachments(package: &mut Package) {
    package.documents.push(LegalDocument {
        request_no: "KZ0001".to_owned(),
        kind: "执行裁定书".to_owned(),
        number: "（2026）粤1224执123号之一".to_owned(),
        bytes: b"%PDF-1.7 sample".to_vec(),
    });
    package.cards.push(Card {
        request_no: "KZ0001".to_owned(),
        kind: CardKind::Duty,
        number: "粤执441224001".to_owned(),
        bytes: vec![0xff, 0xd8, 0x00, 0x01],
    });
}

pub(crate) fn debtor() -> Debtor {
    Debtor {
        name: "怀集县人民法院案款专户".to_owned(),
        account: "44050170000000001234".to_owned(),
        bank_name: "中国建设银行怀集支行".to_owned(),
        bank_no: "105593700010".to_owned(),
    }
}

pub(crate) fn payout(id: &str, amount: &str) -> PayoutItem {
    PayoutItem {
        end_to_end_id: id.to_owned(),
        creditor_name: "李四".to_owned(),
        creditor_account: "6217000000000000002".to_owned(),
        creditor_bank: "中国银行怀集支行".to_owned(),
        creditor_bank_no: Some("104593700033".to_owned()),
        amount: yuan(amount),
        remittance: format!("{CASE}案款"),
    }
}

pub(crate) fn batch() -> PayoutBatch {
    PayoutBatch {
        batch_id: "FK20260309-0001".to_owned(),
        created_at: "2026-03-09T01:30:00Z".parse().unwrap(),
        execute_on: day("2026-03-09"),
        debtor: debtor(),
        items: vec![payout("P1", "5239.00"), payout("P2", "50.00")],
    }
}
