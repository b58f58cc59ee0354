//! 用语：every sentence about what cannot be done, in one place. Each match is exhaustive, so a new refusal does
//! not compile until it has its sentence: what is wrong, where, and what to do.

use zhixing_app::error::{Awaited, Change, FileProblem, SignInProblem};
use zhixing_domain::{
    court::access::AccessKind,
    ground::act::Act,
    ground::field::{Field, sent::label as called},
    ground::refusal::{FieldProblem, Need, Refusal},
    ground::word::Word,
};
use zhixing_law::{approval::Separation, checklist::Finding, day::Day, money::Fen};

use crate::problem::{ProblemChange, ProblemFinding};

pub mod condition;
pub mod fact;
pub mod field;
pub mod kind;
pub mod mode;
mod need;
pub mod sheet;

/// A refusal in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub message: String,
    pub findings: Vec<ProblemFinding>,
}

/// 金额，元
pub fn yuan(amount: Fen) -> String {
    format!("{}元", amount.grouped())
}

/// What cannot be done now, and what to do about it.
pub fn refusal(refusal: &Refusal) -> Said {
    Said { message: sentence(refusal), findings: findings(refusal) }
}

/// [`refusal`] of a command with these fields, sent with these values: two commands may call fields of one name
/// differently, and a fault in a row is told in the name of whom the row is about.
pub fn refusal_of(fields: &[Field], sent: &serde_json::Value, refusal: &Refusal) -> Said {
    let at = |(name, problem): &(String, FieldProblem)| match called(fields, sent, name) {
        Some(label) => at_field(name, &label, problem),
        None => at_field(name, &field::label(name), problem),
    };
    let mut said = self::refusal(refusal);
    match refusal {
        Refusal::Field { field, problem } => {
            let finding = at(&(field.clone(), problem.clone()));
            said = Said { message: finding.title.clone(), findings: vec![finding] };
        }
        Refusal::Fields { faults } => said.findings = faults.iter().map(at).collect(),
        _ => {}
    }
    said
}

fn sentence(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Law(error) => error.to_string(),
        Refusal::Field { field, problem } => field_problem(&field::label(field), problem),
        Refusal::Fields { faults } => {
            format!("有 {} 处填写有误，请按下列各项改正后重新提交。", faults.len())
        }
        Refusal::Missing(what) => {
            format!("本案中没有这一项（{what}），可能已被他人变动，请刷新页面后重新选择。")
        }
        Refusal::WrongKind { act, kind } => wrong_kind(act.title, kind.title),
        Refusal::CaseClosed { on } => {
            let when = on.map(|on| format!("已于{}", on.chinese())).unwrap_or_else(|| "已".into());
            format!("案件{when}结案，不能再办理此项。需要继续办理的，请先恢复执行。")
        }
        Refusal::CaseNotFiled => "案件尚未立案，请先补正材料、办理立案。".to_owned(),
        Refusal::AlreadyFiled => "案件已经立案，不需要再补正。请刷新页面查看。".to_owned(),
        Refusal::FilingIncomplete { findings } => {
            format!("立案材料不齐，共缺 {} 项，请按下列各项一次补齐。", blocking(findings))
        }
        Refusal::WrongState { what, state, needs } => {
            let (state, needs) = (state.title, needs.title);
            format!("{what}现在是“{state}”，须为“{needs}”才能办理此项。请刷新页面查看最新情况。")
        }
        Refusal::SecondPerson { what, first } => second_person(what, first),
        Refusal::Separated { what, person, rule } => separated(what, person, rule),
        Refusal::NotYourPost { post } => {
            format!("此项由“{post}”办理，您不在岗。需要代办的，请由管理员调整岗位或指派给您。")
        }
        Refusal::AmountAbove { what, asked, limit, .. } => {
            let (asked, limit) = (yuan(*asked), yuan(*limit));
            format!("{what}{asked}超过上限{limit}，请改为不超过{limit}的金额。")
        }
        Refusal::TermTooLong { asked, limit, .. } => term_too_long(*asked, *limit),
        Refusal::MeasureLapsed { ended_on } => {
            let ended = ended_on.chinese();
            format!("控制措施已于{ended}届满失效，不能续行，请重新查询并采取措施。")
        }
        Refusal::Prerequisite { needs, .. } => need::sentence(*needs).to_owned(),
        Refusal::InsufficientFunds { available, asked } => {
            let (available, asked) = (yuan(*available), yuan(*asked));
            format!("案款余额不足：可用{available}，需要{asked}。请核对到账情况后重新提出。")
        }
        Refusal::RefundAccount { payers } => refund_account(payers),
        Refusal::ClosingConditions { findings } => {
            format!("还有 {} 项结案条件不满足，请逐项办理后再结案。", blocking(findings))
        }
        Refusal::Duplicate { what, key } => {
            format!("{what}（{key}）已经存在，不能重复办理。请刷新页面查看已有的记录。")
        }
        Refusal::NoCandidate { team } => {
            format!("团队“{team}”今天没有可以分案的执行法官，请管理员安排在岗人员后重试。")
        }
        Refusal::Mode(problem) => {
            format!("本院的办案模式配置有误：{problem}。请联系系统管理员核对模式文件。")
        }
        Refusal::ModeUnsound { faults } => mode_unsound(faults.len()),
        Refusal::ModeUnknown { key, version } => mode_unknown(key, *version),
        Refusal::DocumentIncomplete { kind, fields } => {
            let lacks = fields.iter().map(|name| field::label(name)).collect::<Vec<_>>().join("、");
            format!("不能制作《{kind}》：缺少{lacks}。请补全案件信息后重新制作。")
        }
        Refusal::Doubtful { what, doubts } => doubtful(what, doubts),
        Refusal::FiledBefore { numbers } => filed_before(numbers),
        Refusal::ReasonNeeded { what } => format!("{what}须写明理由，请填写后重新提交。"),
        Refusal::File { message, .. } => format!("文件不能使用：{message}。"),
    }
}

fn doubtful(what: &str, doubts: &[Word]) -> String {
    let doubts = doubts.iter().map(|doubt| doubt.title).collect::<Vec<_>>().join("；");
    format!("{what}前请逐项核对并勾选：{doubts}。")
}

fn filed_before(numbers: &[String]) -> String {
    format!(
        "本院已有同一执行依据、同一申请执行人的案件{}，不能重复立案。请先打开核对；确须再次立案的，填写“再次立案的理由”。",
        numbers.join("、")
    )
}

fn wrong_kind(act: &str, kind: &str) -> String {
    format!("“{act}”不在{kind}中办理。请到相应的案件中办理。")
}

fn term_too_long(asked: Day, limit: Day) -> String {
    let (asked, limit) = (asked.chinese(), limit.chinese());
    format!("届满日{asked}超过最长期限{limit}，请改为不晚于{limit}的日期。")
}

fn second_person(what: &str, first: &str) -> String {
    let said = "同一人不能办两步。请转其他有权人员。";
    format!("{what}须由另一人办理：前一步由{first}办理，{said}")
}

fn separated(what: &str, person: &str, rule: &Separation) -> String {
    let (one, other, basis) = (rule.one, rule.other, rule.basis);
    format!(
        "“{what}”须由另一人办理：{person}是本项的{one}，{one}与{other}不得为同一人（{basis}）。请转其他有权人员。"
    )
}

fn mode_unsound(count: usize) -> String {
    format!("模式文件有 {count} 处错误，没有导入。请按下列各项改正后重新导入。")
}

fn mode_unknown(key: &str, version: u32) -> String {
    if key.is_empty() {
        return "本案的流水中没有写明按哪个办案模式办理，不能继续办理。请系统管理员核对案件流水。"
            .to_owned();
    }
    format!(
        "本院没有办案模式“{key}”第{version}版，不会改按别的模式办理。请系统管理员在“办案模式”页导入这一版，或者把案件转入现行模式。"
    )
}

fn refund_account(payers: &[String]) -> String {
    let named = payers.iter().map(|payer| payer_name(payer)).collect::<Vec<_>>().join("、");
    format!(
        "余款应退还付款人，还不知道退到哪个账户：{named}。请为每名付款人各填写一个退款账户后重新提出。"
    )
}

fn payer_name(payer: &str) -> &str {
    if payer.is_empty() { "银行未写明户名的付款人" } else { payer }
}

fn blocking(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.blocks()).count()
}

/// What is wrong with a field of this name.
pub fn field_problem(label: &str, problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::Required => format!("{label}没有填写，请填写后重新提交。"),
        FieldProblem::TooLong { max } => format!("{label}超过上限 {max}，请精简后重新提交。"),
        FieldProblem::Invalid { expected } => format!("{label}不正确，应为{expected}。"),
        FieldProblem::InFuture => format!("{label}晚于今天，请填写今天或以前的日期。"),
        FieldProblem::NotPositive => format!("{label}应大于零，请核对金额。"),
        FieldProblem::Number { of, reason } => {
            format!("{label}不是有效的{of}号码：{reason}。")
        }
        FieldProblem::Unconfirmed { of } => format!(
            "{label}作为{of}校验位不符。请对照原件逐位核对；原件确实如此的，勾选“号码已与证件原件核对”后重新提交。"
        ),
        FieldProblem::Unknown => format!("{label}不在可选范围内，请从列表中选择。"),
    }
}

fn at_field(name: &str, label: &str, problem: &FieldProblem) -> ProblemFinding {
    ProblemFinding {
        field: Some(name.to_owned()),
        title: field_problem(label, problem),
        ..ProblemFinding::default()
    }
}

fn findings(refusal: &Refusal) -> Vec<ProblemFinding> {
    match refusal {
        Refusal::Field { field, problem } => {
            vec![at_field(field, &field::label(field), problem)]
        }
        Refusal::Fields { faults } => faults
            .iter()
            .map(|(name, problem)| at_field(name, &field::label(name), problem))
            .collect(),
        Refusal::FilingIncomplete { findings } | Refusal::ClosingConditions { findings } => {
            findings.iter().filter(|finding| finding.blocks()).map(finding).collect()
        }
        Refusal::DocumentIncomplete { fields, .. } => fields
            .iter()
            .map(|name| at_field(name, &field::label(name), &FieldProblem::Required))
            .collect(),
        Refusal::RefundAccount { payers } => payers
            .iter()
            .map(|payer| ProblemFinding {
                field: Some("refund_accounts".to_owned()),
                title: format!("{}的退款账户没有填写", payer_name(payer)),
                ..ProblemFinding::default()
            })
            .collect(),
        Refusal::Prerequisite { needs: Need::ApplicantShares, .. } => vec![ProblemFinding {
            field: Some("applicant_shares".to_owned()),
            title: "登记各申请执行人的份额".to_owned(),
            ..ProblemFinding::default()
        }],
        Refusal::ModeUnsound { faults } => faults.iter().map(mode::finding).collect(),
        Refusal::File { problems, .. } => problems
            .iter()
            .map(|title| ProblemFinding { title: title.clone(), ..ProblemFinding::default() })
            .collect(),
        _ => Vec::new(),
    }
}

/// One item of a checklist that is not met.
pub fn finding(finding: &Finding) -> ProblemFinding {
    ProblemFinding {
        field: Some(finding.id.to_owned()),
        title: finding.title.to_owned(),
        remedy: (!finding.detail.is_empty()).then(|| finding.detail.clone()),
        basis: Some(finding.basis.to_string()),
    }
}

/// What others did meanwhile.
pub fn change(change: &Change) -> ProblemChange {
    let (what, when) = (kind::title(&change.kind), change.at.local());
    ProblemChange {
        label: format!("{}于{when}：{what}", change.by),
        by: change.by.clone(),
        at: change.at.to_string(),
    }
}

/// The actor may see the thing, but not do this.
pub fn forbidden(act: Act) -> String {
    format!("您的角色不能“{}”。确需办理的，请转有权人员，或联系本院管理员调整角色。", act.title())
}

/// Why a stored file is not handed out.
pub fn file(problem: FileProblem) -> String {
    let (what, remedy) = match problem {
        FileProblem::Missing => ("文件库中没有这份材料的文件", "请重新扫描入卷"),
        FileProblem::Changed => {
            ("这份材料的文件与入卷时登记的摘要不符，可能已被改动或损坏，不予打开", "请以纸质件为准")
        }
    };
    format!("{what}。{remedy}，并将请求编号告知信息技术人员核查。")
}

/// Why nobody is signed in, or the password stays as it is.
pub fn sign_in(problem: &SignInProblem) -> String {
    match problem {
        SignInProblem::Wrong => {
            "账号或密码不正确，请核对后重试；连续 5 次错误将锁定 15 分钟。".to_owned()
        }
        SignInProblem::Locked(until) => {
            format!("账号已锁定至{}，请到时重试，或联系本院管理员重置密码。", until.local())
        }
        SignInProblem::Stopped => "账号已停用，请联系本院管理员。".to_owned(),
        SignInProblem::MustChange => "请先设置新密码，再办理其他事项。".to_owned(),
        SignInProblem::Weak => {
            "新密码不符合要求：至少 10 位，含大写字母、小写字母、数字、符号中的两类，\
            不含账号，不用连续字符，且与原密码不同。"
                .to_owned()
        }
        SignInProblem::Awaiting(awaited) => awaiting(awaited),
    }
}

/// 待第二人确认
fn awaiting(awaited: &Awaited) -> String {
    let Awaited { kind, by, at, who } = awaited;
    let (at, title) = (at.local(), kind.title());
    let until = match kind {
        AccessKind::Password => "确认之前仍用原密码登录",
        AccessKind::Join | AccessKind::Roles | AccessKind::Return | AccessKind::Accounts => {
            "确认之前不能登录"
        }
    };
    format!(
        "这个初始密码还不能用：{by}于{at}申请{title}，须由另一人（{who}）在“人员”页确认；{until}。"
    )
}

/// Something that is needed is not there now.
pub fn unavailable(what: &str) -> String {
    let name = match what {
        "database" => "数据库正忙",
        "disk" => "服务器磁盘已满，须由信息技术人员腾出空间",
        "clock" => "服务器的时钟比已记的流水慢，须由信息技术人员校准",
        "fonts" => "文书字体没有装好",
        "exchange" => "查控数据交换目录不可用",
        _ => "外部服务暂时不可用",
    };
    format!("{name}，没有完成此操作，数据没有改动。请稍后重试；仍不行时请联系信息技术人员。")
}

/// What serde says of a request that does not fit, in Chinese.
pub fn serde(text: &str) -> String {
    let quoted = |after: &str| -> Option<String> {
        let rest = text.split(after).nth(1)?;
        rest.split('`').nth(1).map(field::label)
    };
    let place = text
        .rsplit_once(" at line ")
        .map(|(_, place)| format!("（第 {} 列）", place.replace(" column ", " 行第 ")))
        .unwrap_or_default();
    let said = if let Some(name) = quoted("missing field") {
        format!("缺少“{name}”")
    } else if let Some(name) = quoted("unknown field") {
        format!("有多余的“{name}”")
    } else if let Some(name) = quoted("unknown variant") {
        format!("取值“{name}”不在可选范围内")
    } else if text.starts_with("invalid type") || text.starts_with("invalid value") {
        "有内容的类型不对，应为文字、数字或规定的取值".to_owned()
    } else if text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        let end = text.find(" at line ").unwrap_or(text.len());
        text.get(..end).unwrap_or(text).trim_end_matches('。').to_owned()
    } else {
        "不是完整的 JSON 或取值超出范围".to_owned()
    };
    format!("{said}{place}")
}

#[cfg(test)]
mod tests;
