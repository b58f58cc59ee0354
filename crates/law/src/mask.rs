//! 脱敏：what a public window shows of a name, a number, an address (§10.3 P-1, P-9).

const COMPOUND_SURNAMES: [&str; 24] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "长孙",
    "宇文", "夏侯", "轩辕", "端木", "独孤", "南宫", "西门", "东郭", "百里", "呼延", "澹台", "闻人",
];

/// 自然人姓名：surname kept, “张某某”; names with “·” keep their first character.
pub fn name(text: &str) -> String {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 {
        return String::new();
    }
    let compound = length > 2 && COMPOUND_SURNAMES.iter().any(|s| text.starts_with(s));
    let kept = if compound && !text.contains('·') { 2 } else { 1 };
    let surname: String = text.chars().take(kept).collect();
    let rest = if length > kept + 1 { "某某" } else { "某" };
    format!("{surname}{rest}")
}

/// Keeps `head` and `tail` characters; a text too short to hide anything is hidden whole.
fn middle(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    if length <= head + tail {
        return "*".repeat(length);
    }
    let stars = "*".repeat(length - head - tail);
    let front: String = text.chars().take(head).collect();
    let back: String = text.chars().skip(length - tail).collect();
    format!("{front}{stars}{back}")
}

/// 证件号：前 3 后 4。
pub fn id(text: &str) -> String {
    middle(text.trim(), 3, 4)
}

/// 电话：前 3 后 4。
pub fn phone(text: &str) -> String {
    middle(text.trim(), 3, 4)
}

/// 账号：后 4。
pub fn account(text: &str) -> String {
    middle(text.trim(), 0, 4)
}

/// 地址：到区县，余下隐去。
pub fn address(text: &str) -> String {
    const FINER: [char; 11] = ['街', '道', '路', '镇', '乡', '村', '号', '巷', '栋', '幢', '弄'];
    const NOT_DISTRICT: [&str; 8] =
        ["自治区", "小区", "社区", "园区", "校区", "厂区", "库区", "行政区"];
    let text = text.trim();
    let coarse = text.find(FINER).and_then(|at| text.get(..at)).unwrap_or(text);
    let ends = |at: usize, c: char| coarse.get(..at + c.len_utf8()).unwrap_or_default();
    let county = coarse.char_indices().find(|(at, c)| {
        matches!(c, '区' | '县' | '旗') && !NOT_DISTRICT.iter().any(|n| ends(*at, *c).ends_with(n))
    });
    let cut = county.or_else(|| coarse.char_indices().rfind(|(_, c)| *c == '市'));
    match cut {
        Some((at, c)) => format!("{}***", ends(at, c)),
        None => "***".to_owned(),
    }
}

#[cfg(test)]
mod tests;
