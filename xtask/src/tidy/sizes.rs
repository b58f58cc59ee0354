//! How long files and functions may be.

use super::Complaint;
use super::source::Source;

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 70;

/// A story or a table of cases reads from top to bottom; cutting it up does not make it clearer.
const TEST_FUNCTION_LINES_MAX: usize = 150;

pub(super) fn check(source: &Source) -> Vec<Complaint> {
    let mut found = Vec::new();
    let lines = source.code.len();
    if lines > FILE_LINES_MAX {
        let message =
            format!("文件 {lines} 行，最多 {FILE_LINES_MAX} 行：按概念分成同名文件夹里的几个文件");
        found.push(Complaint { file: source.name.clone(), line: lines, message });
    }
    if !source.is_rust() {
        return found;
    }
    for function in source.functions() {
        let length = function.last - function.first + 1;
        let limit = if source.tests_at(function.first) {
            TEST_FUNCTION_LINES_MAX
        } else {
            FUNCTION_LINES_MAX
        };
        if length > limit {
            let message = format!(
                "函数 {} 有 {length} 行，最多 {limit} 行：把一件事抽成有名字的函数",
                function.name
            );
            found.push(Complaint { file: source.name.clone(), line: function.first, message });
        }
    }
    found
}
