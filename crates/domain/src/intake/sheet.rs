//! 批量立案：like applications as a table, one to a row. A row becomes the application that the window takes down, and is
//! read and checked by the window's own rules; what a cell says is only turned into the value of its field here.

use zhixing_law::checklist::Finding;

use crate::ground::{
    refusal::{FieldProblem, Refusal},
    word::Word,
};

pub mod cell;
pub mod column;
pub mod row;

/// 毛病：what is wrong with a row, in which of the columns; without one it is the row as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub column: Option<usize>,
    pub problem: Problem,
}

/// What is wrong with a cell or a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// 公式：what some other program last thought.
    Formula,
    /// 错误值
    Broken,
    /// 号码存成了数值：of more than fifteen digits the last are lost.
    Rounded,
    /// 不是可选的词
    Word(&'static [Word]),
    /// A field that breaks its rule.
    Field(FieldProblem),
    /// 立案条件不具备
    Lacks(Box<Finding>),
    /// What is no fault of one field.
    Refused(Box<Refusal>),
    /// 重复的行：the same title against the same respondent as in an earlier row.
    Twice { row: u32 },
    /// An earlier row has the same title and applicant, and nobody says why it is filed once more.
    SameTitle { row: u32 },
    /// 已经立案：the court has these cases of the same title and applicant.
    Filed { numbers: Vec<String> },
}
