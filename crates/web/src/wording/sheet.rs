//! 批量立案的核对：what is wrong with a row of a table, where, and what to do.

use zhixing_app::sheet::{Place, Placed};
use zhixing_domain::{
    ground::refusal::FieldProblem,
    ground::word::Word,
    intake::sheet::{Problem, column::COLUMNS},
};

/// The name of the column of a fault, or what else it is about.
pub fn column(placed: &Placed) -> &'static str {
    let column = placed.fault.column.and_then(|at| COLUMNS.get(at));
    column.map_or("整行", |column| column.title)
}

/// “第12行”, or the line of what is the same for all.
pub fn place(place: Place) -> String {
    match place {
        Place::Row(row) => format!("第{row}行"),
        Place::Common(Some(row)) => format!("共同内容第{row}行"),
        Place::Common(None) => "共同内容".to_owned(),
    }
}

/// What is wrong, and what to do.
pub fn sentence(placed: &Placed) -> String {
    let label = column(placed);
    match &placed.fault.problem {
        Problem::Formula => format!("{label}是公式，请复制后只粘贴值。"),
        Problem::Broken => format!("{label}是错误值，请重新填写。"),
        Problem::Rounded => {
            format!("{label}存成了数值，末几位已经丢失。请把这一栏设为文本格式，照原件重新填写。")
        }
        Problem::Word(words) => format!("{label}不在可选范围内，应为{}。", any_of(words)),
        Problem::Field(FieldProblem::Unconfirmed { of }) => format!(
            "{label}作为{of}校验位不符。请对照原件逐位核对；原件确实如此的，在“号码已与原件核对”一栏填“是”。"
        ),
        Problem::Field(FieldProblem::Required) => format!("{label}没有填写，请填写。"),
        Problem::Field(problem) => super::field_problem(label, problem),
        Problem::Lacks(finding) => match (finding.detail.as_str(), finding.title) {
            ("", title) => format!("立案条件不具备：{title}。"),
            (detail, title) => format!("立案条件不具备（{title}）：{detail}"),
        },
        Problem::Refused(refusal) => super::refusal(refusal).message,
        Problem::Twice { row } => {
            format!("与第{row}行重复：文书案号和被执行人相同。同一案件只填一行，请删去多余的一行。")
        }
        Problem::SameTitle { row } => format!(
            "与第{row}行是同一执行依据、同一申请执行人。同一案件请合并为一行；确须分别立案的，填写“再次立案的理由”。"
        ),
        Problem::Filed { numbers } => format!(
            "本院已有同一执行依据、同一申请执行人的案件{}，请先打开核对并删去这一行；确须再次立案的，填写“再次立案的理由”。",
            numbers.join("、")
        ),
    }
}

/// The rule behind it, where it is a condition of filing.
pub fn basis(placed: &Placed) -> Option<String> {
    match &placed.fault.problem {
        Problem::Lacks(finding) => Some(finding.basis.to_string()),
        _ => None,
    }
}

/// All of it in a cell: the column, its letters, and what is wrong.
pub fn in_cell(placed: &Placed) -> String {
    match &placed.letters {
        Some(letters) => format!("{letters}列：{}", sentence(placed)),
        None => sentence(placed),
    }
}

fn any_of(words: &[Word]) -> String {
    let titles = words.iter().map(|word| format!("“{}”", word.title)).collect::<Vec<_>>();
    titles.join("、")
}
