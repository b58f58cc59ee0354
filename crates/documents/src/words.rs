//! 公文用语：Chinese numerals, cited articles, and how parties are named in a sentence.

use zhixing_law::basis::Basis;
use zhixing_law::identity;

use crate::input::PartyInput;

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 汉字数字：251 → “二百五十一”. Exact below ten thousand; larger numbers stay in digits.
pub fn numeral(number: u32) -> String {
    if number == 0 || 9_999 < number {
        return if number == 0 { "零".to_owned() } else { number.to_string() };
    }
    let mut text = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
            gap = false;
        }
        if !(digit == 1 && unit == 10 && text.is_empty()) {
            let index = usize::try_from(digit).unwrap_or(0);
            text.push_str(DIGITS.get(index).copied().unwrap_or_default());
        }
        text.push_str(name);
    }
    text
}

/// 引用条文：“《中华人民共和国民事诉讼法》第二百五十一条、第二百六十四条”.
///
/// Articles of one law follow each other; `157(1)(11)` reads 第一百五十七条第一款第十一项.
pub fn cite(bases: &[Basis]) -> String {
    let mut text = String::new();
    let mut law = "";
    for basis in bases {
        if !text.is_empty() {
            text.push('、');
        }
        if basis.law != law {
            text.push('《');
            text.push_str(basis.law);
            text.push('》');
            law = basis.law;
        }
        text.push_str(&article(basis.article));
    }
    text
}

fn article(code: &str) -> String {
    let mut text = String::new();
    let parts = code.split(['(', ')']).filter(|part| !part.is_empty());
    for (part, unit) in parts.zip(["条", "款", "项"]) {
        let spoken = part.parse().map_or_else(|_| part.to_owned(), numeral);
        text.push_str(&format!("第{spoken}{unit}"));
    }
    text
}

/// A sentence with its full stop.
pub fn closed(text: &str) -> String {
    let text = text.trim().trim_end_matches(['，', '、', ',', '；', ';', '.']);
    if text.ends_with(['。', '！', '？']) { text.to_owned() } else { format!("{text}。") }
}

/// 期限：12 → “一年”，18 → “十八个月”。
pub fn months(count: u32) -> String {
    if count != 0 && count.is_multiple_of(12) {
        format!("{}年", numeral(count / 12))
    } else {
        format!("{}个月", numeral(count))
    }
}

/// 称谓：a person is 你, an organisation 你单位.
pub fn you(party: &PartyInput) -> &'static str {
    if party.organization { "你单位" } else { "你" }
}

/// “李四、某某公司”.
pub fn names(parties: &[PartyInput]) -> String {
    parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join("、")
}

/// The way a ruling introduces a party and who acts for it, one paragraph per entry.
pub fn introduce(role: &str, party: &PartyInput) -> Vec<String> {
    let mut lines = vec![format!("{role}：{}。", known(party).join("，"))];
    if party.organization && !party.representative.is_empty() {
        lines.push(format!("法定代表人（负责人）：{}。", party.representative));
    }
    lines.extend(party.agents.iter().map(|agent| {
        format!("委托诉讼代理人：{}，{}（{}）。", agent.name, agent.who, agent.authority)
    }));
    lines
}

/// What is known of a party, in the order of a ruling's head; nothing is said of what is not.
fn known(party: &PartyInput) -> Vec<String> {
    // Sex and birth stand in the number of a citizen; of other papers of identity they are said beside it.
    let citizen = identity::id_number(&party.identity_number).ok();
    let (seat, number) = match (party.organization, &citizen) {
        (true, _) => ("住所地", "统一社会信用代码"),
        (false, Some(_)) => ("住", "公民身份号码"),
        (false, None) => ("住", "证件号码"),
    };
    let number = if party.number_title.is_empty() { number } else { &party.number_title };
    let mut said = vec![party.name.clone()];
    if !party.organization {
        let sex = citizen.as_ref().map(|known| known.sex.chinese()).unwrap_or(&party.sex);
        let born_on = citizen.as_ref().map(|known| known.born_on).or(party.born_on);
        said.extend(Some(sex.to_owned()).filter(|sex| !sex.is_empty()));
        said.extend(born_on.map(|on| format!("{}出生", on.chinese())));
        said.extend(Some(party.ethnicity.clone()).filter(|people| !people.is_empty()));
    }
    let named = [(if party.organization { "注册地" } else { "国籍" }, &party.country)];
    let rest = named.into_iter().chain([(seat, &party.address), (number, &party.identity_number)]);
    said.extend(
        rest.filter(|(_, said)| !said.is_empty()).map(|(what, said)| format!("{what}{said}")),
    );
    said
}
