//! 数据包：golden files, round trips, partial batches.

use proptest::prelude::*;
use zhixing_connectors::finding::{Code, Treatment};
use zhixing_connectors::search_network::control::Measure;
use zhixing_connectors::search_network::names;
use zhixing_connectors::search_network::package::{Content, PackageKind, PackageName, read, write};
use zhixing_connectors::search_network::query::Scope;

use crate::samples::*;

fn all_kinds() -> Vec<zhixing_connectors::search_network::package::Package> {
    let mut control_request = package(
        PackageKind::ControlRequest,
        Content::ControlRequests(vec![
            control("KZ0001", Measure::Freeze),
            control("KZ0002", Measure::Renew),
            control("KZ0003", Measure::Release),
            control("KZ0004", Measure::Deduct),
        ]),
    );
    attachments(&mut control_request);
    vec![
        package(
            PackageKind::QueryRequest,
            Content::QueryRequests(vec![query("CX0001"), query("CX0002")]),
        ),
        control_request,
        package(
            PackageKind::QueryFeedback,
            Content::QueryFeedback(vec![feedback("CX0001"), nothing("CX0002")]),
        ),
        package(
            PackageKind::ControlFeedback,
            Content::ControlFeedback(vec![control_feedback("KZ0001")]),
        ),
        package(PackageKind::QueryReceipt, Content::Receipts(vec![receipt()])),
        package(PackageKind::ControlReceipt, Content::Receipts(vec![receipt()])),
    ]
}

#[test]
fn every_kind_of_package_reads_back_as_written_and_matches_its_golden_file() {
    for package in all_kinds() {
        let file = write(&package).unwrap();
        assert_eq!(file.file_name, package.name.file_name());
        let back = read(&file.file_name, &file.bytes).unwrap();
        assert_eq!(back.value, package);
        assert_eq!(back.findings, []);
        for (entry, bytes) in unzip(&file.bytes) {
            let prefix = &entry[..2];
            golden(&format!("{}-{prefix}.xml", &file.file_name[..4]), &bytes);
        }
    }
}

#[test]
fn the_same_package_gives_the_same_bytes() {
    for package in all_kinds() {
        assert_eq!(write(&package).unwrap(), write(&package).unwrap());
    }
}

#[test]
fn a_package_name_has_a_type_a_bank_and_a_batch() {
    let good = name(PackageKind::QueryRequest, 42);
    assert_eq!(good.file_name(), format!("CXQQ{BANK_CODE}{:030}.zip", 42));
    assert_eq!(PackageName::parse(&good.file_name()).unwrap(), good);
    for bad in [
        "",
        "CXQQ.zip",
        "XXXX10510000000000001000000000000000000000000000042.zip",
        "CXQQ1051000000000000A000000000000000000000000000042.zip",
        "CXQQ105100000000000010000000000000000000000000000042.zip",
        "CXQQ1051000000000000100000000000000000000000000042.zip",
        "CXQQ10510000000000001000000000000000000000000000042.xml",
        "查询请求10510000000000001000000000000000000000000000042.zip",
    ] {
        let finding = PackageName::parse(bad).unwrap_err();
        assert_eq!(finding.code, Code::PackageName, "{bad}");
    }
}

#[test]
fn one_bad_item_does_not_take_the_batch_with_it() {
    let package = package(
        PackageKind::QueryFeedback,
        Content::QueryFeedback(vec![feedback("CX0001"), feedback("CX0002"), nothing("CX0003")]),
    );
    let file = write(&package).unwrap();
    let (entry, xml) = unzip(&file.bytes).remove(0);
    let text = String::from_utf8(xml).unwrap();
    // The second item gets an impossible balance and an impossible date.
    let at = text.find("CX0002").unwrap();
    let (good, rest) = text.split_at(at);
    let rest = rest.replacen("8000.00", "8000.001", 1).replacen("2026-12-31", "2026-02-30", 1);
    let bytes = zip(&[(&entry, format!("{good}{rest}").as_bytes()), ("readme.txt", b"hello")]);
    let back = read(&file.file_name, &bytes).unwrap();
    let Content::QueryFeedback(items) = back.value.content else { panic!() };
    let numbers: Vec<&str> = items.iter().map(|item| item.request_no.as_str()).collect();
    assert_eq!(numbers, ["CX0001", "CX0003"]);
    assert_eq!(codes(&back.findings), [Code::PackageEntry, Code::AmountInvalid, Code::DateInvalid]);
    assert!(back.findings.iter().all(|f| f.treatment == Treatment::ItemExcluded));
    let amount = &back.findings[1];
    assert!(amount.place.contains("<ye>余额") && amount.place.contains("行"), "{amount}");
    assert!(amount.problem.contains("超过两位小数"), "{amount}");
}

#[test]
fn repetitions_and_contradictions_inside_a_package_are_told_apart() {
    let items = vec![feedback("CX0001")];
    let file = write(&package(PackageKind::QueryFeedback, Content::QueryFeedback(items))).unwrap();
    let (entry, xml) = unzip(&file.bytes).remove(0);
    let text = String::from_utf8(xml).unwrap();
    let second = text.replace("<ye>8000.00", "<ye>9000.00");
    let first = (entry.as_str(), text.as_bytes());
    let bytes = zip(&[first, ("FA2.xml", text.as_bytes()), ("FA3.xml", second.as_bytes())]);
    let back = read(&file.file_name, &bytes).unwrap();
    assert_eq!(back.value.content.len(), 1);
    assert_eq!(codes(&back.findings), [Code::Duplicate, Code::Contradiction]);
}

#[test]
fn what_the_other_side_could_not_read_is_not_sent() {
    let mut no_scope = query("CX0001");
    no_scope.scopes.clear();
    let mut long = query("CX 0001");
    long.requester.court_name = "法".repeat(61);
    let mut twice = query("CX0001");
    twice.scopes = vec![Scope::Bank, Scope::Bank];
    for (request, code) in
        [(no_scope, Code::FieldMissing), (long, Code::FieldInvalid), (twice, Code::Duplicate)]
    {
        let content = Content::QueryRequests(vec![request]);
        let refused = write(&package(PackageKind::QueryRequest, content)).unwrap_err();
        assert!(codes(&refused.findings).contains(&code), "{refused}");
    }
}

#[test]
fn each_measure_demands_its_own_fields() {
    let freeze = |change: fn(&mut zhixing_connectors::search_network::control::ControlItem)| {
        let mut request = control("KZ0001", Measure::Freeze);
        change(&mut request.items[0]);
        request
    };
    let mut renewal = control("KZ0001", Measure::Renew);
    renewal.items[0].original_request_no = None;
    let mut release = control("KZ0001", Measure::Release);
    release.items[0].original_request_no = None;
    let mut deduction = control("KZ0001", Measure::Deduct);
    deduction.items[0].court_account = None;
    for (request, element) in [
        (freeze(|item| item.ends_on = None), "<jsrq>"),
        (freeze(|item| item.ends_on = item.starts_on), "<jsrq>"),
        (freeze(|item| item.starts_on = None), "<ksrq>"),
        (freeze(|item| item.amount = yuan("0")), "<je>"),
        (renewal, "<ybdhm>"),
        (release, "<ybdhm>"),
        (deduction, "<skzh>"),
    ] {
        let content = Content::ControlRequests(vec![request]);
        let refused = write(&package(PackageKind::ControlRequest, content)).unwrap_err();
        let finding = &refused.findings[0];
        assert_eq!(finding.code, Code::RequestInconsistent);
        assert!(finding.place.contains(element), "{finding}");
    }
}

#[test]
fn a_package_holds_what_its_name_says() {
    let content = Content::QueryRequests(vec![query("CX0001")]);
    assert_eq!(
        write(&package(PackageKind::ControlRequest, content.clone())).unwrap_err().findings[0].code,
        Code::WrongFormat
    );
    let file = write(&package(PackageKind::QueryRequest, content)).unwrap();
    let other = name(PackageKind::QueryFeedback, 7).file_name();
    let refused = read(&other, &file.bytes).unwrap_err();
    assert_eq!(codes(&refused.findings), [Code::WrongFormat, Code::NoItems]);
}

#[test]
fn every_element_name_is_explained_once() {
    let mut sorted: Vec<&str> = names::FIELDS.iter().map(|(name, _)| *name).collect();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), names::FIELDS.len());
    assert_eq!(names::label("bdhm"), "请求单号");
}

#[test]
fn a_package_cut_at_any_byte_is_refused() {
    let content = Content::QueryFeedback(vec![feedback("CX0001"), nothing("CX0002")]);
    let file = write(&package(PackageKind::QueryFeedback, content)).unwrap();
    for end in 0..file.bytes.len() {
        assert!(read(&file.file_name, &file.bytes[..end]).is_err(), "cut at {end}");
    }
}

fn text(longest: usize) -> impl Strategy<Value = String> {
    let pattern = "[一-龥A-Za-z0-9<>&\"'；（）]";
    proptest::collection::vec(pattern, 1..=longest).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn feedback_reads_back_as_written(
        names in proptest::collection::vec((text(20), 0_i64..10_000_000_000, 0_i64..1_000), 1..6),
        remark in proptest::option::of(text(100)),
    ) {
        let items = names.iter().enumerate().map(|(index, (name, balance, held))| {
            let mut item = feedback(&format!("CX{index}"));
            item.responder_name.clone_from(name);
            item.remark.clone_from(&remark);
            item.accounts[0].balance = zhixing_law::money::Fen::new(balance + held);
            item.accounts[0].available = zhixing_law::money::Fen::new(*balance);
            item.assets[0].name.clone_from(name);
            item
        }).collect();
        let package = package(PackageKind::QueryFeedback, Content::QueryFeedback(items));
        let file = write(&package).unwrap();
        let back = read(&file.file_name, &file.bytes).unwrap();
        prop_assert_eq!(back.value, package);
    }

    #[test]
    fn no_change_of_bytes_makes_the_reader_panic(
        at in 0_usize..2_000, value in any::<u8>(), more in proptest::collection::vec(any::<u8>(), 0..8),
    ) {
        let content = Content::ControlFeedback(vec![control_feedback("KZ0001")]);
        let file = write(&package(PackageKind::ControlFeedback, content)).unwrap();
        let mut bytes = file.bytes;
        let at = at % bytes.len();
        bytes[at] = value;
        bytes.splice(at..at, more);
        let _ = read(&file.file_name, &bytes);
    }

    #[test]
    fn no_change_of_the_xml_makes_the_reader_panic(at in 0_usize..2_000, value in "\\PC{1,4}") {
        let content = Content::QueryFeedback(vec![feedback("CX0001"), nothing("CX0002")]);
        let file = write(&package(PackageKind::QueryFeedback, content)).unwrap();
        let (entry, xml) = unzip(&file.bytes).remove(0);
        let mut text: Vec<char> = String::from_utf8(xml).unwrap().chars().collect();
        let at = at % text.len();
        text.splice(at..at + 1, value.chars());
        let text: String = text.into_iter().collect();
        let _ = read(&file.file_name, &zip(&[(&entry, text.as_bytes())]));
    }
}
