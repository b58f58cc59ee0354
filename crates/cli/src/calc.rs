//! `zhixing calc`: what the law says, computed and shown with its working. 0: answered; 1: a checked number is not
//! valid; 2: the question is wrong, and one sentence says where and what to do. Every figure comes from `calc`.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;
use zhixing_calc::{
    Span, Wrong, check, distribution, entry, fee, floors, interest, period, rules, words, workdays,
};
use zhixing_law::period::{Limit, Roll, Unit};

use crate::print;

mod file;
mod show;
#[cfg(test)]
mod tests;

use show::Shown;

#[derive(Args)]
pub(crate) struct Calc {
    #[command(subcommand)]
    what: What,
    /// 只输出 JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum What {
    /// 期间届满日
    Period(Period),
    /// 申请执行费
    Fee(Amount),
    /// 保全申请费
    PreservationFee(Amount),
    /// 加倍部分债务利息
    DoubleInterest(DoubleInterest),
    /// 分配案款
    Distribute(Distribute),
    /// 拍卖起拍价、保证金的界限
    Floors {
        /// 评估价，元
        #[arg(long, value_name = "金额", allow_hyphen_values = true)]
        appraisal: String,
    },
    /// 金额大写
    Words(Amount),
    /// 校验号码
    Check {
        /// id、uscc、org、card 或者 case-number
        #[arg(value_name = "种类")]
        kind: String,
        /// 号码
        #[arg(value_name = "号码")]
        value: String,
    },
    /// 一条规则及其依据
    Rule {
        /// 规则编号，例如 R-F1
        #[arg(value_name = "编号")]
        id: String,
    },
    /// 全部规则
    Rules,
    /// 一年的工作日
    Workdays {
        /// 四位年份
        #[arg(long, value_name = "年份", allow_hyphen_values = true)]
        year: String,
    },
}

#[derive(Args)]
struct Amount {
    /// 金额，元
    #[arg(long, value_name = "金额", allow_hyphen_values = true)]
    amount: String,
}

#[derive(Args)]
#[command(group(
    clap::ArgGroup::new("length")
        .required(true)
        .args(["hours", "days", "workdays", "months", "years", "rule"])
))]
struct Period {
    /// 起算事由发生之日；以小时计的写“2026-11-21 10:30”
    #[arg(long, value_name = "日期", allow_hyphen_values = true)]
    from: String,
    /// 小时
    #[arg(long, value_name = "数", allow_hyphen_values = true)]
    hours: Option<String>,
    /// 自然日
    #[arg(long, value_name = "数", allow_hyphen_values = true)]
    days: Option<String>,
    /// 工作日
    #[arg(long, value_name = "数", allow_hyphen_values = true)]
    workdays: Option<String>,
    /// 月
    #[arg(long, value_name = "数", allow_hyphen_values = true)]
    months: Option<String>,
    /// 年
    #[arg(long, value_name = "数", allow_hyphen_values = true)]
    years: Option<String>,
    /// 期限表中的一条，例如 DL-A6
    #[arg(long, value_name = "编号", conflicts_with = "no_roll")]
    rule: Option<String>,
    /// 扣除期间，起日..止日，可给多次
    #[arg(long, value_name = "起日..止日", allow_hyphen_values = true)]
    exclude: Vec<String>,
    /// 末日遇休假日不顺延
    #[arg(long)]
    no_roll: bool,
}

#[derive(Args)]
struct DoubleInterest {
    /// 本金，元
    #[arg(long, value_name = "金额", required_unless_present = "file", allow_hyphen_values = true)]
    principal: Option<String>,
    /// 履行期限届满日
    #[arg(long, value_name = "日期", required_unless_present = "file", allow_hyphen_values = true)]
    due: Option<String>,
    /// 清偿日
    #[arg(long, value_name = "日期", required_unless_present = "file", allow_hyphen_values = true)]
    paid: Option<String>,
    /// 扣除期间，起日..止日，可给多次
    #[arg(long, value_name = "起日..止日", allow_hyphen_values = true)]
    exclude: Vec<String>,
    /// 分期、分次清偿的账目，JSON 文件（格式见 docs/calculators.md）
    #[arg(long, value_name = "文件", conflicts_with_all = ["principal", "due", "paid", "exclude"])]
    file: Option<std::path::PathBuf>,
}

#[derive(Args)]
struct Distribute {
    /// 可供分配的款项，元
    #[arg(long, value_name = "金额", allow_hyphen_values = true)]
    pool: String,
    /// 执行费用，元
    #[arg(long, value_name = "金额", allow_hyphen_values = true)]
    costs: Option<String>,
    /// 优先债权，名称=数额，可给多次，先后即次序
    #[arg(long, value_name = "名称=数额", allow_hyphen_values = true)]
    secured: Vec<String>,
    /// 普通债权，名称=数额，可给多次
    #[arg(long, value_name = "名称=数额", required = true, allow_hyphen_values = true)]
    claim: Vec<String>,
    /// pro-rata（按比例）、sealing-order（按查封先后，即所给的次序）或者 same-title（同一文书）
    #[arg(long, value_name = "规则", default_value = "pro-rata")]
    rule: String,
}

/// What goes to the two outputs, and the code.
pub(crate) struct Outcome {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn run(calc: &Calc) -> ExitCode {
    let outcome = respond(calc);
    print::text(&outcome.out);
    if !outcome.err.is_empty() {
        eprintln!("{}", outcome.err);
    }
    ExitCode::from(outcome.code)
}

/// Answers without printing.
pub(crate) fn respond(calc: &Calc) -> Outcome {
    match shown(&calc.what) {
        Ok(shown) => {
            let out = if calc.json { format!("{}\n", shown.json) } else { shown.text };
            Outcome { code: u8::from(!shown.good), out, err: String::new() }
        }
        Err(sentence) => Outcome { code: 2, out: String::new(), err: sentence },
    }
}

fn shown(what: &What) -> Result<Shown, String> {
    let said = |wrong: Wrong| wrong.sentence();
    match what {
        What::Period(given) => period(given).map_err(said),
        What::Fee(given) => charge(fee::Kind::Application, given).map_err(said),
        What::PreservationFee(given) => charge(fee::Kind::Preservation, given).map_err(said),
        What::DoubleInterest(given) => double_interest(given),
        What::Distribute(given) => distribute(given).map_err(said),
        What::Floors { appraisal } => Ok(show::floors(&floors::answer(appraisal).map_err(said)?)),
        What::Words(given) => Ok(show::words(&words::answer(&given.amount).map_err(said)?)),
        What::Check { kind, value } => {
            let kind = check::Kind::parse(kind).map_err(said)?;
            Ok(show::check(kind, &check::answer(kind, value).map_err(said)?))
        }
        What::Rule { id } => Ok(show::rule(rules::find(id).map_err(said)?)),
        What::Rules => {
            let all = rules::all();
            let line =
                |rule: &zhixing_law::basis::RuleInfo| format!("{}  {}\n", rule.id, rule.title);
            let json = json!(all.iter().map(show::rule_json).collect::<Vec<_>>());
            Ok(Shown { text: all.iter().map(line).collect(), json, good: true })
        }
        What::Workdays { year } => Ok(show::workdays(&workdays::answer(year).map_err(said)?)),
    }
}

fn spans(texts: &[String]) -> Result<Vec<Span>, Wrong> {
    texts.iter().enumerate().map(|(at, text)| Span::parse(text, at)).collect()
}

fn period(given: &Period) -> Result<Shown, Wrong> {
    let lengths = [
        (&given.hours, Unit::Hour),
        (&given.days, Unit::Day),
        (&given.workdays, Unit::Workday),
        (&given.months, Unit::Month),
        (&given.years, Unit::Year),
    ];
    let own = lengths.into_iter().find_map(|(text, unit)| text.as_ref().map(|text| (text, unit)));
    let length = match (own, &given.rule) {
        (Some((text, unit)), _) => {
            let length = entry::count(text, "length", "期限", entry::LENGTH_MAX)?;
            let roll = if given.no_roll { Roll::None } else { Roll::Forward };
            period::Length::Own(Limit { length, unit, roll })
        }
        (None, rule) => period::Length::Rule(rule.clone().unwrap_or_default()),
    };
    let exclusions = spans(&given.exclude)?;
    let question = period::Question { from: given.from.clone(), length, exclusions };
    period::answer(&question).map(|answer| show::period(&answer))
}

fn charge(kind: fee::Kind, given: &Amount) -> Result<Shown, Wrong> {
    let answer = fee::answer(&fee::Question { kind, amount: given.amount.clone() })?;
    Ok(show::charge(kind, &answer))
}

fn double_interest(given: &DoubleInterest) -> Result<Shown, String> {
    let question = match &given.file {
        Some(path) => file::question(path)?,
        None => {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let (principal, due) = (text(&given.principal), text(&given.due));
            let exclusions = spans(&given.exclude).map_err(|wrong| wrong.sentence())?;
            interest::Question::single(principal, due, text(&given.paid), exclusions)
        }
    };
    let answer = interest::answer(&question).map_err(|wrong| wrong.sentence())?;
    Ok(show::interest(&answer))
}

fn distribute(given: &Distribute) -> Result<Shown, Wrong> {
    use distribution::{Class, Entry};
    let rule = distribution::Rule::parse(&given.rule)?;
    let (mut claims, mut labels) = (Vec::new(), Vec::new());
    if let Some(amount) = &given.costs {
        let (name, amount) = ("执行费用".to_owned(), amount.clone());
        claims.push(Entry { name, amount, class: Class::Costs });
        labels.push("执行费用".to_owned());
    }
    // A fault names the claim by the argument that it was given with, each counted by itself.
    for (texts, class, kind) in
        [(&given.secured, Class::Secured, "优先债权"), (&given.claim, Class::Ordinary, "普通债权")]
    {
        for (at, text) in texts.iter().enumerate() {
            let label = format!("第{}笔{kind}", at + 1);
            claims.push(Entry::parse(text, class, claims.len(), &label)?);
            labels.push(label);
        }
    }
    let question = distribution::Question { pool: given.pool.clone(), rule, claims };
    let label = |at: usize| labels.get(at).cloned().unwrap_or_default();
    distribution::answer_named(&question, label).map(|answer| show::distribution(&answer))
}
