//! 节点告知短信：what a party is told at a step, in one or two plain sentences.

/// The templates, by the key that modes use; `{name}` stands for a value of that name. Of several with one key the
/// first that can be filled is sent: what was sent before there was a value reads as it was sent.
pub const TEMPLATES: &[(&str, &str)] = &[
    (
        "case_filed",
        "您申请执行的案件已于{on}立案，案号{number}。可拨打{phone}查询进度。【{court}】",
    ),
    ("search_started", "{number}：本院已对被执行人的财产发起网络查询，有结果将告知您。【{court}】"),
    ("handler_assigned", "{number}：您的案件由{handler}办理，联系电话{phone}。【{court}】"),
    ("frozen", "{number}：已冻结被执行人存款{amount}元。【{court}】"),
    ("deducted", "{number}：已扣划被执行人存款{amount}元，款项正在划入本案案款账户。【{court}】"),
    ("money_arrived", "{number}：本案到账案款{amount}元，本院将核算后发放。【{court}】"),
    (
        "money_sent",
        "{number}：应付您的案款{amount}元已提交银行，付至您尾号{tail}的账户，请留意。【{court}】",
    ),
    ("money_sent", "{number}：案款{amount}元已提交银行付款，请留意收款账户。【{court}】"),
    (
        "money_paid",
        "{number}：应付您的案款{amount}元已由银行付至您尾号{tail}的账户，请查收。【{court}】",
    ),
    ("money_paid", "{number}：案款{amount}元已由银行付讫，请查收。【{court}】"),
    ("money_bounced", "{number}：案款付款被银行退回，请致电{phone}核对收款账户。【{court}】"),
    ("case_closed", "{number}：本案已于{on}执行完毕结案，结案通知书将依法送达。【{court}】"),
];

/// 短信全文：the template filled in; none when the template is unknown or a value is missing.
pub fn text(template: &str, values: &[(String, String)]) -> Option<String> {
    let patterns = TEMPLATES.iter().filter(|(key, _)| *key == template);
    patterns.map(|(_, pattern)| *pattern).find_map(|pattern| filled(pattern, values))
}

fn filled(pattern: &str, values: &[(String, String)]) -> Option<String> {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        let (_, value) = values.iter().find(|(known, _)| known == name)?;
        text.push_str(before);
        text.push_str(value);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_filled_or_not_sent_at_all() {
        let value = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let values = [
            value("number", "（2026）粤1224执1号"),
            value("amount", "5,289.00"),
            value("court", "怀集县人民法院"),
        ];
        assert_eq!(
            text("frozen", &values).as_deref(),
            Some("（2026）粤1224执1号：已冻结被执行人存款5,289.00元。【怀集县人民法院】")
        );
        assert_eq!(text("frozen", &values[..1]), None);
        assert_eq!(text("no_such_template", &values), None);
    }

    #[test]
    fn a_payment_names_the_account_and_one_of_earlier_days_reads_as_it_was_sent() {
        let value = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut values =
            vec![value("number", "甲"), value("amount", "5,310.29"), value("court", "乙")];
        let earlier = text("money_paid", &values).unwrap();
        assert_eq!(earlier, "甲：案款5,310.29元已由银行付讫，请查收。【乙】");
        values.push(value("tail", "3456"));
        let now = text("money_paid", &values).unwrap();
        assert_eq!(now, "甲：应付您的案款5,310.29元已由银行付至您尾号3456的账户，请查收。【乙】");
    }
}
