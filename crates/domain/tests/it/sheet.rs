//! 批量立案的表：a row is the application that the window would take down, and all that is wrong with it is told at once.

use zhixing_domain::{
    ground::refusal::FieldProblem,
    intake::{
        agent::Authority,
        claim::ItemKind,
        filing::{Application, MaterialKind},
        party::{PartyKind, PartyRole},
        sheet::{
            Fault, Problem,
            cell::Typed,
            column::{COLUMNS, Goes, field, of_heading},
            row,
        },
    },
};
use zhixing_law::money::Fen;

use crate::{court::Court, samples::day};

const ROW: [(&str, &str); 32] = [
    ("文书案号", "（2025）粤1224民初1088号"),
    ("生效日期", "2025-12-20"),
    ("履行届满日", "2025/12/31"),
    ("主文", "被告于十日内偿还信用卡欠款本息。"),
    ("本金（元）", "5,289.00"),
    ("被执行人类型", "自然人"),
    ("被执行人姓名或名称", "黄强"),
    ("被执行人证件号码", "11010519491231002X"),
    ("被执行人电话", "13900139000"),
    ("执行依据类别", "法院民事文书"),
    ("文书种类", "民事判决书"),
    ("作出机关", "怀集县人民法院"),
    ("案由", "信用卡纠纷"),
    ("请求迟延履行利息", "是"),
    ("管辖依据", "本院为第一审人民法院"),
    ("收到申请日期", "2026年3月2日"),
    ("重复立案检索记录", "检索全国执行案件系统，无在先立案"),
    ("风险告知书已送交", "是"),
    ("申请执行人类型", "自然人"),
    ("申请执行人姓名或名称", "陈大文"),
    ("申请执行人证件号码", "441224198002290015"),
    ("申请执行人电话", "13800138000"),
    ("申请执行人送达地址", "广东省怀集县怀城街道"),
    ("收款户名", "陈大文"),
    ("收款开户行", "中国农业银行怀集县支行"),
    ("收款账号", "6228480120001234567"),
    ("材料：申请执行书", "2"),
    ("材料：生效法律文书", "6页"),
    ("材料：生效证明", "1"),
    ("材料：身份证明", "1"),
    ("材料：送达地址确认书", "1"),
    ("材料：收款账户确认书", "0"),
];

fn column(title: &str) -> usize {
    of_heading(title).unwrap_or_else(|| panic!("{title}"))
}

/// The row with other cells than usual.
fn cells(changes: &[(&str, Typed)]) -> Vec<(usize, Typed)> {
    let changed = |title: &str| changes.iter().any(|(other, _)| *other == title);
    let usual = ROW.iter().filter(|(title, _)| !changed(title));
    let usual = usual.map(|(title, text)| (column(title), Typed::Text((*text).to_owned())));
    usual.chain(changes.iter().map(|(title, typed)| (column(title), typed.clone()))).collect()
}

fn text(text: &str) -> Typed {
    Typed::Text(text.to_owned())
}

fn number(digits: &str) -> Typed {
    Typed::Number(digits.to_owned())
}

fn read(changes: &[(&str, Typed)]) -> Result<Application, Vec<Fault>> {
    row::read(&cells(changes), day("2026-03-02"))
}

/// What is wrong, by the titles of the columns.
fn faults(changes: &[(&str, Typed)]) -> Vec<(&'static str, Problem)> {
    let faults = read(changes).unwrap_err();
    let titled =
        |fault: Fault| (fault.column.map_or("", |column| COLUMNS[column].title), fault.problem);
    faults.into_iter().map(titled).collect()
}

fn only(changes: &[(&str, Typed)]) -> (&'static str, Problem) {
    let mut faults = faults(changes);
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.remove(0)
}

#[test]
fn every_column_is_a_field_of_the_application_and_has_a_title_of_its_own() {
    for (place, known) in COLUMNS.iter().enumerate() {
        assert_eq!(of_heading(known.title), Some(place), "{}", known.title);
        if let Goes::Field(path) = known.goes {
            assert!(field(path).is_some(), "{path}");
        }
    }
    assert_eq!(of_heading(" 本金(元) * "), Some(column("本金（元）")));
    assert_eq!(of_heading("金额"), None);
}

#[test]
fn a_row_is_filed_as_if_it_had_been_typed_at_the_window() {
    let application = read(&[]).unwrap();
    let mut court = Court::on("2026-03-02");
    court.file_case(&application).unwrap();
    assert_eq!(court.file.filing.missing, [""; 0]);
    let items = &application.claim.items;
    assert_eq!(items.iter().map(|item| item.amount).collect::<Vec<_>>(), [Fen::new(528_900)]);
    assert_eq!(application.claim.title.due_on, day("2025-12-31"));
    assert_eq!(application.received_on, day("2026-03-02"));
    let kinds: Vec<MaterialKind> = application.materials.iter().map(|m| m.kind).collect();
    assert!(!kinds.contains(&MaterialKind::PayeeAccount), "nought pages are none");
    assert_eq!(application.materials[1].pages, 6);
    assert!(!application.by_agent && !application.performed && !application.claim.livelihood);
}

#[test]
fn what_only_some_cases_have_is_there_where_it_is_filled_in() {
    let application = read(&[
        ("被执行人二类型", text("法人")),
        ("被执行人二姓名或名称", text("怀城建设工程有限公司")),
        ("被执行人二证件号码", text("91441224MA5UQ56786")),
        ("其他款项名称", text("违约金")),
        ("其他款项（元）", number("0.1")),
        ("诉讼费等费用（元）", text("￥50元")),
        ("代理人姓名", text("李律师")),
        ("代理人身份", text("律师")),
        ("代理人单位", text("某某律师事务所")),
        ("代理权限", text("特别授权")),
        ("材料：授权委托书", number("2")),
    ])
    .unwrap();
    let last = application.parties.last().unwrap();
    assert_eq!((last.role, last.kind), (PartyRole::Respondent, PartyKind::LegalPerson));
    let items: Vec<(ItemKind, &str, i64)> = application
        .claim
        .items
        .iter()
        .map(|item| (item.kind, item.title.as_str(), item.amount.get()))
        .collect();
    let wanted = [
        (ItemKind::Principal, "违约金", 10),
        (ItemKind::Principal, "本金", 528_900),
        (ItemKind::Costs, "诉讼费等费用", 5_000),
    ];
    assert_eq!(items, wanted);
    assert!(application.by_agent);
    assert_eq!(application.parties[0].agents[0].authority, Authority::Special);
}

#[test]
fn dates_and_amounts_are_taken_as_people_and_spreadsheets_write_them() {
    for written in ["2025-12-31", "2025/12/31", "2025.12.31", "20251231", "2025年12月31日"] {
        let due = read(&[("履行届满日", text(written))]).unwrap().claim.title.due_on;
        assert_eq!(due, day("2025-12-31"), "{written}");
    }
    let midnight = read(&[("履行届满日", text("2025-12-31 00:00:00"))]).unwrap();
    assert_eq!(midnight.claim.title.due_on, day("2025-12-31"));
    let kept = read(&[("履行届满日", Typed::Day(day("2025-12-31")))]).unwrap();
    assert_eq!(kept.claim.title.due_on, day("2025-12-31"));
    for (typed, fen) in [
        (number("5289"), 528_900),
        (number("5289.1"), 528_910),
        (text("５２８９．００"), 528_900),
        (text("5289元"), 528_900),
    ] {
        let application = read(&[("本金（元）", typed)]).unwrap();
        assert_eq!(application.claim.items[0].amount, Fen::new(fen));
    }
    let expected = "以元计的金额，用数字填写，最多两位小数，例如5289.00";
    for wrong in [text("五千"), text("5,28,9"), text("5289.001"), number("5289.123")] {
        let fault = only(&[("本金（元）", wrong)]);
        assert_eq!(fault, ("本金（元）", Problem::Field(FieldProblem::Invalid { expected })));
    }
    let negative = only(&[("本金（元）", text("-5"))]);
    assert_eq!(negative, ("本金（元）", Problem::Field(FieldProblem::NotPositive)));
    for wrong in [text("2025-13-31"), text("去年年底"), number("46022"), text("12-31")] {
        let (at, problem) = only(&[("履行届满日", wrong)]);
        assert_eq!(at, "履行届满日");
        assert!(matches!(problem, Problem::Field(FieldProblem::Invalid { .. })), "{problem:?}");
    }
}

#[test]
fn a_long_number_that_lost_its_digits_a_formula_and_an_error_are_told() {
    let at = "被执行人证件号码";
    for lost in [text("4.41224E+17"), number("441224198001010000")] {
        assert_eq!(only(&[(at, lost)]), (at, Problem::Rounded));
    }
    assert_eq!(only(&[("收款账号", Typed::Formula)]), ("收款账号", Problem::Formula));
    assert_eq!(only(&[("本金（元）", Typed::Broken)]).1, Problem::Broken);
    let phone = read(&[("被执行人电话", number("13900139000"))]).unwrap();
    assert_eq!(phone.parties[1].phone, "13900139000");
}

#[test]
fn a_word_is_one_of_its_list_however_its_brackets_are_typed() {
    let fault = only(&[("被执行人类型", text("个人"))]);
    assert!(matches!(fault, ("被执行人类型", Problem::Word(words)) if words.len() == 3));
    let yes = only(&[("请求迟延履行利息", text("要"))]);
    let expected = "“是”或者“否”";
    assert_eq!(yes, ("请求迟延履行利息", Problem::Field(FieldProblem::Invalid { expected })));
    let (at, problem) = only(&[("执行依据类别", text("行政机关决定(非诉执行)"))]);
    // The word is known; it is the ground of jurisdiction that does not go with it.
    assert!(matches!(&problem, Problem::Lacks(finding) if finding.id == "F-5"), "{problem:?}");
    assert_eq!(at, "管辖依据");
}

#[test]
fn everything_that_is_wrong_is_told_at_once_each_in_its_column() {
    let other_digit = "110105194912310021";
    let found = faults(&[
        ("被执行人证件号码", text(other_digit)),
        ("本金（元）", text("五千")),
        ("案由", text("")),
        ("收款开户行", text("")),
        ("履行届满日", text("2026-03-02")),
        ("重复立案检索记录", text(" ")),
        ("材料：申请执行书", text("")),
        ("材料：身份证明", text("")),
    ]);
    let places: Vec<&str> = found.iter().map(|(place, _)| *place).collect();
    let wanted = [
        "本金（元）",
        "案由",
        "收款开户行",
        "被执行人证件号码",
        "履行届满日",
        "重复立案检索记录",
        "材料：申请执行书",
        "材料：身份证明",
    ];
    assert_eq!(places, wanted, "{found:?}");
}

#[test]
fn a_respondent_without_a_number_needs_the_reason_and_nobody_needs_a_sum_that_is_wrong_anyway() {
    let (at, problem) = only(&[("被执行人证件号码", text(""))]);
    assert!(matches!(&problem, Problem::Lacks(finding) if finding.id == "F-3"), "{problem:?}");
    assert_eq!(at, "被执行人证件号码");
    let unknown = read(&[
        ("被执行人证件号码", text("")),
        ("被执行人证件种类", text("号码不详")),
        ("被执行人证件说明", text("信用卡申请表没有留存")),
    ]);
    assert!(unknown.is_ok(), "{unknown:?}");
    let (at, problem) = only(&[("本金（元）", text(""))]);
    assert!(matches!(&problem, Problem::Lacks(finding) if finding.id == "F-3"), "{problem:?}");
    assert_eq!(at, "本金（元）");
    assert_eq!(only(&[("申请执行人姓名或名称", text(""))]).0, "申请执行人姓名或名称");
    assert_eq!(only(&[("其他款项（元）", text("5"))]).0, "其他款项名称");
    let second = faults(&[("被执行人二姓名或名称", text("乙"))]);
    let places: Vec<&str> = second.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, ["被执行人二类型", "被执行人二证件号码"]);
}
