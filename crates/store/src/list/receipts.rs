//! 到账清单：what came in or went out, by what became of it.

use zhixing_domain::ground::act::Act;

use super::description::{
    Ask, Choice, Column, Filter, KeyKind, Kind, Light, List, Offer, Order, Shape, Word,
};

/// The state, and whether it is a payment of ours that came back; unknown money turns late after five days.
const STATE: &str = "CASE WHEN r.state IN ('unknown', 'matched') AND r.rule IN \
    ('payout_return', 'marked_return', 'claimed_return') THEN r.state || '_return' \
    WHEN r.state = 'unknown' AND r.booked_on < :today-5 THEN 'unknown_long' ELSE r.state END";

/// The bank's own reference: without the day and the side that make it a key, and nothing where the bank gave none.
const BANK_REF: &str = "CASE WHEN r.bank_ref LIKE 'ref_%' THEN SUBSTR(r.bank_ref, 16) ELSE '' END";

pub(super) static LIST: List = List {
    key: "receipts",
    title: "到账",
    unit: "笔",
    act: Act::ViewFunds,
    menu: false,
    from: "receipt r",
    always: "",
    id: "r.receipt_id",
    about: None,
    case: Some("r.case_id"),
    opens: "'funds'",
    by: Some("r.claimed_by"),
    // Money that nobody knows has no case page: it is claimed here by one, and confirmed by another.
    offers: &[
        Offer {
            act: Act::ClaimReceipt,
            name: "claim_receipt",
            title: "认领",
            states: &["unknown", "unknown_long", "unknown_return"],
            by_another: false,
        },
        Offer {
            act: Act::ConfirmReceipt,
            name: "confirm_receipt",
            title: "复核入案",
            states: &["claimed"],
            by_another: true,
        },
        Offer {
            act: Act::ConfirmReceipt,
            name: "refuse_receipt",
            title: "退回认领",
            states: &["claimed"],
            by_another: true,
        },
    ],
    columns: &[
        Column::of("received_on", "到账日期", "r.booked_on", Shape::Day)
            .always()
            .sorted("-received_on"),
        Column::of("amount_fen", "金额（元）", "r.amount_fen", Shape::Money),
        Column::of("payer", "付款人", "r.payer", Shape::Text),
        Column::of("payer_account", "付款账号", "r.payer_account", Shape::Account("receipt"))
            .wide(210),
        Column::of("memo", "摘要", "r.text", Shape::Text).wide(160),
        Column::of(
            "state",
            "状态",
            STATE,
            Shape::State(&[
                Word::of("unknown", "待认领", Light::Soon),
                Word::of("unknown_long", "待认领", Light::Overdue),
                Word::of("unknown_return", "退汇待核实", Light::Overdue),
                Word::of("claimed", "待复核", Light::Soon),
                Word::of("matched", "已入案", Light::Normal),
                Word::of("matched_return", "退汇", Light::Normal),
                Word::of("outgoing", "支出", Light::Idle),
            ]),
        )
        .wide(104),
        Column::of(
            "age_days",
            "滞留（天）",
            "CASE WHEN r.state = 'unknown' THEN r.booked_on END",
            Shape::Since,
        ),
        Column::of("case_no", "案号", "r.number", Shape::Number),
        Column::of("claimed_by", "认领", "r.claimed_name", Shape::Text).wide(90),
        Column::of("confirmed_by", "复核", "r.confirmed_name", Shape::Text).wide(90),
        Column::of("reason", "认领理由", "r.reason", Shape::Text).hidden(),
        Column::of("bank_ref", "交易流水号", BANK_REF, Shape::Text).hidden(),
    ],
    filters: &[
        Filter::of(
            "state",
            "状态",
            Kind::Choice(&[
                Choice::of("unknown", "不明款", "r.state = 'unknown'"),
                Choice::of("claimed", "待复核", "r.state = 'claimed'"),
                Choice::of("matched", "已入案", "r.state = 'matched'"),
                Choice::of("outgoing", "付款支出", "r.state = 'outgoing'"),
                Choice::of("all", "全部", ""),
            ]),
        )
        .usually("unknown"),
        Filter::of("q", "关键字", Kind::Case),
        Filter::of("received_from", "到账日期起", Kind::From("r.booked_on >= :value")),
        Filter::of("received_to", "到账日期止", Kind::To("r.booked_on <= :value")),
    ],
    orders: &[
        Order { name: "received_on", key: "r.booked_on", kind: KeyKind::Day, ids: ID },
        Order { name: "-received_on", key: "r.booked_on", kind: KeyKind::Day, ids: ID },
    ],
    views: &[],
    sum: Some("amount_fen"),
    ask: Ask::Plain,
};

const ID: &[&str] = &["r.receipt_id"];
