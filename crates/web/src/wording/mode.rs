//! 办案模式的毛病：what is wrong in the files of a mode, and what to do about it.

use zhixing_domain::ground::fault::{Fault, FaultKind};

use crate::problem::ProblemFinding;

/// What is wrong, and what to do.
pub struct FaultSaid {
    pub message: String,
    pub remedy: String,
}

/// The sentences for a fault.
pub fn fault(fault: &Fault) -> FaultSaid {
    let (message, remedy) = match &fault.kind {
        FaultKind::Syntax { message } => (
            format!("不是正确的TOML文本{}", read_as(message)),
            "请检查这一行的引号、括号和等号，文字要放在双引号内".to_owned(),
        ),
        FaultKind::Field { name } => (
            format!("没有“{name}”这个字段"),
            "请核对拼写，或者删去这一行；可用的字段见模式文件的JSON Schema".to_owned(),
        ),
        FaultKind::Missing { name } => (format!("缺少字段“{name}”"), format!("请补上“{name} = …”")),
        FaultKind::Type { message } => (
            match message.strip_prefix("condition `").and_then(|rest| rest.split_once('`')) {
                Some((condition, _)) => format!("条件“{condition}”读不懂"),
                None => format!("值的类型不对{}", read_as(message)),
            },
            "请按字段要求改写：数字不加引号，文字加双引号，条件用事实名、比较和&&、||、!写成"
                .to_owned(),
        ),
        FaultKind::Unknown { what, key } => (
            format!("没有名为“{key}”的{}", thing(what)),
            format!("请改为已有的{0}，或者先在模式中写明这个{0}", thing(what)),
        ),
        FaultKind::NotYesOrNo { message } => (
            match message.split('`').nth(1) {
                Some(condition) => format!("条件“{condition}”的结果不是“是”或“否”"),
                None => "条件的结果不是“是”或“否”".to_owned(),
            },
            "条件须能判断真假，例如“claim_fen >= 50000000”，请补上比较".to_owned(),
        ),
        FaultKind::Twice { key } => {
            (format!("“{key}”写了两次"), "同一层只能有一个，请删去或者改名".to_owned())
        }
        FaultKind::Unclear => (
            "事项规则说不清何时有、由谁办".to_owned(),
            "请写needs或者once_on之一，并写至少一个post".to_owned(),
        ),
        FaultKind::NoOwner => no_owner(),
        FaultKind::ChainUnclear { step } => chain_unclear(*step),
        FaultKind::NeverSigns { role } => never_signs(role),
        FaultKind::Weaker { needs } => weaker(needs),
        FaultKind::Longer { rule } => {
            (format!("期限比法定的长：{rule}"), "请改为同一单位、不超过法定长度的期限".to_owned())
        }
        FaultKind::RunsOn { rule } => runs_on(rule.as_deref()),
        FaultKind::NoTriage { round } => (
            format!("没有{}的分流表", if *round == "first" { "立案时" } else { "查控反馈后" }),
            format!("请写一个round = \"{round}\"的[[triage]]"),
        ),
        FaultKind::Unreachable { key } => (
            format!("没有分流规则通向办理通道“{key}”，案件到不了这里"),
            "请在分流表中加一条通向它的规则，或者删去这个通道".to_owned(),
        ),
        FaultKind::NoBasis => no_basis(),
        FaultKind::Shadowed { by } => (
            format!("排在前面的规则“{by}”成立时这一条也成立，两条都对，这一条永远轮不到"),
            "请改写条件，或者删去其中一条；“true”只能放在最后".to_owned(),
        ),
        FaultKind::Cycle { through } => (
            format!("文书规则互相触发，没有终点（经过{}）", through.join("、")),
            "请把其中一条改为由签发（document.issued）或者别的事件触发".to_owned(),
        ),
        FaultKind::BeyondRole { act, role } => beyond_role(act, role),
        FaultKind::OutOfProportion { places } => out_of_proportion(places),
        FaultKind::StoryUnread { said } => story_unread(said),
        FaultKind::StoryOtherwise { said, found } => story_otherwise(said, found),
        FaultKind::Base { key } => no_base(key),
    };
    FaultSaid { message, remedy }
}

fn no_basis() -> (String, String) {
    ("没有写明依据".to_owned(), "请在basis中写明法条，或者“本院时限（可调）”".to_owned())
}

fn beyond_role(act: &str, role: &str) -> (String, String) {
    let remedy = "岗位职权只能在角色的权限以内缩小。请删去这一项，或者把岗位改为有这项权限的角色";
    (format!("角色“{role}”没有“{act}”的权限，岗位不能给出"), remedy.to_owned())
}

fn out_of_proportion(places: &[u32]) -> (String, String) {
    let counted: Vec<String> = places.iter().map(u32::to_string).collect();
    let remedy = "请改定员（places）或者配比（parts），每个团队写一个不为零的份数";
    (format!("各团队的定员为{}，与配比不符", counted.join("∶")), remedy.to_owned())
}

fn story_unread(said: &str) -> (String, String) {
    let remedy =
        "given写成“事实 = 值”，数字和true、false不加引号，文字加单引号；日期写成2026-09-01";
    (format!("例子中的“{said}”读不懂"), remedy.to_owned())
}

fn story_otherwise(said: &str, found: &str) -> (String, String) {
    let message = match (said, found) {
        ("tasks", found) => format!("例子的结果不同：还会有事项“{found}”"),
        (said, "") => format!("例子的结果不同：应为“{said}”，实际没有"),
        (said, found) => format!("例子的结果不同：应为“{said}”，实际为“{found}”"),
    };
    (message, "请核对规则；规则是有意改的，把例子改成新的结果".to_owned())
}

fn no_base(key: &str) -> (String, String) {
    (format!("没有名为“{key}”的基础"), "extends只能写\"base\"".to_owned())
}

fn no_owner() -> (String, String) {
    let remedy = "请在post中另写一个接办的岗位，例如[\"handler\", \"approver\"]，或者在needs中加上has_handler";
    ("只由承办人办，而案件没有承办人时也会有这一事项，那时无人办理".to_owned(), remedy.to_owned())
}

fn runs_on(rule: Option<&str>) -> (String, String) {
    match rule {
        Some(rule) => (
            format!("法律没有规定从“{rule}”中扣除中止、暂缓期间"),
            "请把stops改为\"law\"或者\"nothing\"，或者删去这一行".to_owned(),
        ),
        None => (
            "stops写“law”，而没有写依据哪一项法定期限".to_owned(),
            "请在law中写法定期限的编号，例如“DL-G1”，或者把stops改为\"stay\"或者\"nothing\""
                .to_owned(),
        ),
    }
}

fn chain_unclear(step: usize) -> (String, String) {
    let remedy = "每个环节须写name、basis，以及roles、posts中的至少一个；一条链至少一个环节";
    (format!("签批链第{step}个环节不完整"), remedy.to_owned())
}

fn never_signs(role: &str) -> (String, String) {
    let remedy = "请改为执行法官、案款专管员、执行局局长或者院长，或者写模式中的岗位";
    (format!("“{role}”不签批"), remedy.to_owned())
}

fn weaker(needs: &str) -> (String, String) {
    let remedy = "请在链中写一个只由法律要求的审批人签批的环节，其他环节可以另加";
    (format!("签批低于法律要求：依法须经{needs}批准"), remedy.to_owned())
}

/// What the reader of TOML says, as far as there are words for it.
fn read_as(message: &str) -> &'static str {
    let words = [
        ("must be quoted", "：文字没有加双引号"),
        ("unclosed", "：引号或者括号没有闭合"),
        ("expected a string", "：应为文字"),
        ("expected a boolean", "：应为true或者false"),
        ("expected a sequence", "：应为[ ]中的一列"),
        ("expected u", "：应为整数"),
        ("expected i", "：应为整数"),
    ];
    words.iter().find(|(said, _)| message.contains(said)).map_or("", |(_, chinese)| chinese)
}

fn thing(what: &str) -> &'static str {
    match what {
        "team" => "团队",
        "post" => "岗位",
        "lane" => "办理通道",
        "node" => "节点",
        "task" => "事项",
        "event" => "事件",
        "fact" => "事实",
        "document kind" => "文书种类",
        "law" => "法定期限（law写编号，例如“DL-H2”）",
        "template" => "短信模板",
        "row" => "行（remove须写成“节.键”，例如“task.plan”）",
        _ => "名称",
    }
}

/// What the sections of a mode's files are called.
pub fn section(code: &str) -> &str {
    match code {
        "mode" => "模式",
        "team" => "团队",
        "post" => "岗位",
        "lane" => "办理通道",
        "node" => "节点",
        "deadline" => "法定期限",
        "task" => "事项",
        "triage" => "分流表",
        "document" => "文书",
        "paper_term" => "文书期限",
        "approval" => "签批链",
        "notify" => "告知",
        "affair" => "集约事务",
        "proportion" => "人员配比",
        "target" => "指标目标",
        "escalation" => "逾期催办",
        "story" => "例子",
        other => other,
    }
}

/// A row as people speak of it: its section, its key, its name.
pub fn row(code: &str, id: &str, name: &str) -> String {
    let named = if name.is_empty() { String::new() } else { format!("（{name}）") };
    let space = if id.is_empty() { "" } else { " " };
    format!("{}{space}{id}{named}", section(code))
}

/// One fault on a line of its own: file, line, what and what to do.
pub fn line(found: &Fault) -> String {
    let FaultSaid { message, remedy } = fault(found);
    let place = match found.place.split_once(' ') {
        Some((code, id)) => format!("[{}] ", row(code, id, "")),
        None if found.place.is_empty() => String::new(),
        None => format!("[{}] ", section(&found.place)),
    };
    format!("{}:{}: {place}{message}。{remedy}。", found.file, found.line)
}

/// A fault as an item of what is wrong.
pub(super) fn finding(found: &Fault) -> ProblemFinding {
    let FaultSaid { message, remedy } = fault(found);
    ProblemFinding {
        field: Some(found.kind.code().to_owned()),
        title: format!("{}第{}行：{message}", found.file, found.line),
        remedy: Some(remedy),
        basis: None,
    }
}
