//! 案款发放：orders and returns in both formats.

use proptest::prelude::*;
use zhixing_connectors::bank::payout::{
    PayoutBatch, PayoutOutcome, PayoutReturn, PayoutStatus, Reason,
};
use zhixing_connectors::bank::payout_csv::{self, CsvEncoding};
use zhixing_connectors::bank::{pain001, pain002};
use zhixing_connectors::digest::sm3_hex;
use zhixing_connectors::finding::Code;
use zhixing_law::money::Fen;

use crate::samples::*;

fn report() -> PayoutReturn {
    PayoutReturn {
        batch_id: batch().batch_id,
        whole: None,
        reason: None,
        items: vec![
            PayoutOutcome {
                end_to_end_id: "P1".to_owned(),
                status: PayoutStatus::Settled,
                amount: Some(yuan("5239.00")),
                reason: None,
                bank_reference: Some("ZF00000001".to_owned()),
            },
            PayoutOutcome {
                end_to_end_id: "P2".to_owned(),
                status: PayoutStatus::Rejected,
                amount: Some(yuan("50.00")),
                reason: Some(Reason {
                    code: "AC01".to_owned(),
                    text: "收款账号与户名不符".to_owned(),
                }),
                bank_reference: None,
            },
        ],
        digest: String::new(),
    }
}

fn pain002_bytes(report: &PayoutReturn) -> Vec<u8> {
    pain002::write("BANK-1", "2026-03-09T02:00:00Z".parse().unwrap(), report)
}

#[test]
fn a_batch_reads_back_as_written_and_matches_its_golden_files() {
    let xml = pain001::write(&batch()).unwrap();
    golden("payout-pain001.xml", &xml);
    assert_eq!(pain001::read("a.xml", &xml).unwrap(), batch());
    for (encoding, name) in
        [(CsvEncoding::Utf8, "payout-utf8.csv"), (CsvEncoding::Gbk, "payout-gbk.csv")]
    {
        let csv = payout_csv::write_batch(&batch(), encoding).unwrap();
        golden(name, &csv);
        assert_eq!(payout_csv::read_batch("a.csv", &csv).unwrap(), batch());
    }
}

#[test]
fn a_return_reads_back_as_written_and_matches_its_golden_files() {
    let xml = pain002_bytes(&report());
    golden("return-pain002.xml", &xml);
    let mut back = pain002::read("a.xml", &xml).unwrap();
    assert_eq!(back.findings, []);
    assert_eq!(std::mem::take(&mut back.value.digest), sm3_hex(&xml));
    assert_eq!(back.value, report());
    for (encoding, name) in
        [(CsvEncoding::Utf8, "return-utf8.csv"), (CsvEncoding::Gbk, "return-gbk.csv")]
    {
        let csv = payout_csv::write_return(&report(), encoding);
        golden(name, &csv);
        let mut back = payout_csv::read_return("a.csv", &csv).unwrap();
        back.value.digest.clear();
        assert_eq!(back.value, report());
    }
}

#[test]
fn the_control_sum_and_the_count_stand_on_both_levels() {
    let text = String::from_utf8(pain001::write(&batch()).unwrap()).unwrap();
    assert_eq!(text.matches("<CtrlSum>5289.00</CtrlSum>").count(), 2);
    assert_eq!(text.matches("<NbOfTxs>2</NbOfTxs>").count(), 2);
    let wrong = text.replacen("<CtrlSum>5289.00", "<CtrlSum>5289.01", 1);
    let refused = pain001::read("a.xml", wrong.as_bytes()).unwrap_err();
    assert_eq!(codes(&refused.findings), [Code::ControlTotal]);
}

#[test]
fn what_must_not_leave_the_house_is_refused_in_both_formats() {
    type Change = fn(&mut PayoutBatch);
    let changes: [(Change, Code, &str); 13] = [
        (|b| b.items.clear(), Code::NoItems, "付款明细"),
        (|b| b.items[1].end_to_end_id = "P1".to_owned(), Code::Duplicate, "第2笔业务编号"),
        (|b| b.items[0].amount = Fen::ZERO, Code::AmountNegative, "第1笔金额"),
        (|b| b.items[0].amount = Fen::new(-1), Code::AmountNegative, "第1笔金额"),
        (
            |b| b.items[0].creditor_name = "=cmd|'/c calc'!A1".to_owned(),
            Code::Forbidden,
            "第1笔收款户名",
        ),
        (|b| b.items[0].creditor_name = "@SUM(A1)".to_owned(), Code::Forbidden, "第1笔收款户名"),
        (|b| b.items[0].remittance = "-2+3".to_owned(), Code::Forbidden, "第1笔附言"),
        (|b| b.items[0].remittance = "一\n二".to_owned(), Code::Forbidden, "第1笔附言"),
        (|b| b.items[0].remittance = "长".repeat(141), Code::FieldTooLong, "第1笔附言"),
        (|b| b.items[0].creditor_account = "62 17".to_owned(), Code::FieldInvalid, "第1笔收款账号"),
        (
            |b| b.items[0].creditor_bank_no = Some("1".to_owned()),
            Code::FieldInvalid,
            "第1笔收款行号",
        ),
        (|b| b.batch_id = "批次".to_owned(), Code::FieldInvalid, "批次号"),
        (|b| b.debtor.name = " 专户".to_owned(), Code::FieldInvalid, "付款户名"),
    ];
    for (change, code, place) in changes {
        let mut batch = batch();
        change(&mut batch);
        for refused in [
            pain001::write(&batch).unwrap_err(),
            payout_csv::write_batch(&batch, CsvEncoding::Gbk).unwrap_err(),
        ] {
            let finding = &refused.findings[0];
            assert_eq!((finding.code, finding.place.as_str()), (code, place), "{finding}");
        }
    }
}

#[test]
fn a_remittance_of_exactly_140_characters_is_allowed() {
    let mut batch = batch();
    batch.items[0].remittance = "长".repeat(140);
    let xml = pain001::write(&batch).unwrap();
    assert_eq!(pain001::read("a.xml", &xml).unwrap(), batch);
}

#[test]
fn every_status_word_of_the_bank_is_understood_and_no_other() {
    let text = String::from_utf8(pain002_bytes(&report())).unwrap();
    for (word, status) in [
        ("ACSC", PayoutStatus::Settled),
        ("ACCC", PayoutStatus::Settled),
        ("ACCP", PayoutStatus::Accepted),
        ("ACSP", PayoutStatus::Pending),
        ("PDNG", PayoutStatus::Pending),
    ] {
        let text = text.replace("<TxSts>ACSC", &format!("<TxSts>{word}"));
        let back = pain002::read("a.xml", text.as_bytes()).unwrap();
        assert_eq!(back.value.items[0].status, status, "{word}");
    }
    for (from, to, code) in [
        ("<TxSts>ACSC", "<TxSts>DONE", Code::FieldInvalid),
        ("<TxSts>ACSC</TxSts>", "", Code::FieldMissing),
        ("<OrgnlEndToEndId>P1</OrgnlEndToEndId>", "", Code::FieldMissing),
        ("<OrgnlMsgId>FK20260309-0001</OrgnlMsgId>", "", Code::FieldMissing),
        ("<OrgnlEndToEndId>P1<", "<OrgnlEndToEndId>P2<", Code::Contradiction),
        ("pain.002.001.03", "pain.002.001.02", Code::WrongFormat),
        (">5239.00<", ">-5239.00<", Code::AmountNegative),
    ] {
        assert!(text.contains(from), "{from}");
        let refused = pain002::read("a.xml", text.replacen(from, to, 1).as_bytes()).unwrap_err();
        assert_eq!(refused.findings[0].code, code, "{to}: {refused}");
    }
    let whole = text.replace("<TxSts>RJCT", "<TxSts>ACSC");
    assert!(pain002::read("a.xml", whole.as_bytes()).is_ok());
}

#[test]
fn a_batch_that_the_bank_refuses_whole_says_why() {
    let whole = PayoutReturn {
        whole: Some(PayoutStatus::Rejected),
        reason: Some(Reason { code: "DU01".to_owned(), text: "批次号重复".to_owned() }),
        items: Vec::new(),
        ..report()
    };
    let back = pain002::read("a.xml", &pain002_bytes(&whole)).unwrap().value;
    assert_eq!((back.whole, back.reason), (whole.whole, whole.reason));
}

#[test]
fn what_is_wrong_with_a_csv_return_is_named() {
    let good = "批次号,B1\n业务编号,金额,状态,原因代码,原因,银行流水号\nP1,5.00,成功,,,R1\nP2,5.00,失败,AC01,不符,\n合计,笔数,2\n";
    assert_eq!(payout_csv::read_return("a.csv", good.as_bytes()).unwrap().value.items.len(), 2);
    for (from, to, code) in [
        ("P1,5.00,成功", "P1,5.00,好了", Code::FieldInvalid),
        ("AC01,不符", ",", Code::FieldMissing),
        ("合计,笔数,2\n", "", Code::ControlTotal),
        ("合计,笔数,2", "合计,笔数,3", Code::ControlTotal),
        ("批次号,B1\n", "", Code::FieldMissing),
        ("P2,5.00,失败", "P1,5.00,失败", Code::Contradiction),
        ("P1,5.00", "P1,五元", Code::AmountInvalid),
    ] {
        let bad = good.replacen(from, to, 1);
        let refused = payout_csv::read_return("a.csv", bad.as_bytes()).unwrap_err();
        assert_eq!(refused.findings[0].code, code, "{to}: {refused}");
    }
}

#[test]
fn orders_and_returns_cut_at_any_byte_are_never_shorter() {
    let pain001 = pain001::write(&batch()).unwrap();
    let pain002 = pain002_bytes(&report());
    let order = payout_csv::write_batch(&batch(), CsvEncoding::Gbk).unwrap();
    let back = payout_csv::write_return(&report(), CsvEncoding::Gbk);
    for end in 0..pain001.len() {
        if let Ok(read) = pain001::read("a", &pain001[..end]) {
            assert_eq!(read, batch());
        }
    }
    for end in 0..pain002.len() {
        if let Ok(read) = pain002::read("a", &pain002[..end]) {
            assert_eq!(read.value.items, report().items);
        }
    }
    for end in 0..order.len() {
        if let Ok(read) = payout_csv::read_batch("a", &order[..end]) {
            assert_eq!(read.items.len(), batch().items.len(), "cut at {end}");
        }
    }
    for end in 0..back.len() {
        if let Ok(read) = payout_csv::read_return("a", &back[..end]) {
            assert_eq!(read.value.items, report().items);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_batch_that_passes_its_check_reads_back_as_written(
        items in proptest::collection::vec(("\\PC{1,30}", 1_i64..1_000_000_000, "\\PC{1,140}"), 1..5),
    ) {
        let mut batch = batch();
        batch.items = items.into_iter().enumerate().map(|(index, (name, amount, remittance))| {
            let mut item = payout(&format!("P{index}"), "1.00");
            item.creditor_name = name;
            item.amount = Fen::new(amount);
            item.remittance = remittance;
            item
        }).collect();
        if batch.check().is_ok() {
            let xml = pain001::write(&batch).unwrap();
            prop_assert_eq!(&pain001::read("a", &xml).unwrap(), &batch);
            for encoding in [CsvEncoding::Utf8, CsvEncoding::Gbk] {
                let csv = payout_csv::write_batch(&batch, encoding).unwrap();
                prop_assert_eq!(&payout_csv::read_batch("a", &csv).unwrap(), &batch);
            }
        }
    }
}
