//! 分流所依据的情况：the names of a case's facts and their values.

use zhixing_law::money::Fen;

/// The name of a fact.
pub fn label(name: &str) -> &str {
    match name {
        "claim_fen" => "申请标的",
        "owed_fen" => "应付总额",
        "deposits_fen" => "查到的存款",
        "real_estate" => "不动产",
        "vehicles" => "车辆",
        "equity" => "股权",
        "assets" => "财产项数",
        "applicants" => "申请执行人数",
        "respondents" => "被执行人数",
        "cause" => "案由",
        "livelihood" => "涉民生",
        "interviewed" => "已执前谈话",
        "willingness" => "履行意愿",
        "credit" => "信用情况",
        "antagonism" => "矛盾激化",
        "searches_open" => "未反馈的查询",
        "lane" => "办理通道",
        "received_fen" => "已到账",
        "balance_fen" => "案款余额",
        "live_measures" => "生效的控制措施",
        "measures_unanswered" => "待答复的到期预警",
        "notice_served" => "执行通知书已送达",
        "has_handler" => "已分案",
        other => other,
    }
}

/// The value of a fact in words.
pub fn value(name: &str, value: &str) -> String {
    if name.ends_with("_fen")
        && let Ok(fen) = value.parse::<i64>()
    {
        return super::yuan(Fen::new(fen));
    }
    let word = match (name, value) {
        ("willingness", "willing") => "愿意履行",
        ("willingness", "unwilling") => "不愿履行",
        ("credit", "good") => "较好",
        ("credit", "poor") => "较差",
        ("willingness" | "credit", "unknown") => "不清楚",
        _ => value,
    };
    word.to_owned()
}
