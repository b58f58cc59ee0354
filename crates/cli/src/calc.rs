//! `zhixing calc`: what the law says, computed and shown with its working. Bad input ends with code 2.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use zhixing_law::{
    auction,
    basis::{self, RuleInfo},
    calendar::Calendar,
    day::Day,
    distribution::{self, Claim, ClaimClass, Scheme},
    error::LawError,
    fee, identity, interest,
    money::Fen,
    number::CaseNumber,
    period::{self, Interval, Limit, Roll, Unit},
};

use crate::print;

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
    Period {
        /// 起算事由发生之日
        #[arg(long)]
        from: String,
        /// 自然日
        #[arg(long, group = "length")]
        days: Option<u32>,
        /// 工作日
        #[arg(long, group = "length")]
        workdays: Option<u32>,
        /// 月
        #[arg(long, group = "length")]
        months: Option<u32>,
        /// 年
        #[arg(long, group = "length")]
        years: Option<u32>,
        /// 扣除期间，起日..止日，可给多次
        #[arg(long, value_name = "D..D")]
        exclude: Vec<String>,
        /// 末日遇休假日不顺延
        #[arg(long)]
        no_roll: bool,
    },
    /// 申请执行费
    Fee {
        #[arg(long)]
        amount: String,
    },
    /// 保全申请费
    PreservationFee {
        #[arg(long)]
        amount: String,
    },
    /// 加倍部分债务利息
    DoubleInterest {
        #[arg(long)]
        principal: String,
        /// 履行期限届满日
        #[arg(long)]
        due: String,
        /// 清偿日
        #[arg(long)]
        paid: String,
        /// 扣除期间，起日..止日，可给多次
        #[arg(long, value_name = "D..D")]
        exclude: Vec<String>,
    },
    /// 分配案款
    Distribute {
        /// 可供分配的款项
        #[arg(long)]
        pool: String,
        /// 债权，名称=数额，可给多次
        #[arg(long, value_name = "NAME=AMOUNT", required = true)]
        claim: Vec<String>,
        /// pro-rata（按比例）或者 sealing-order（按查封先后）
        #[arg(long, default_value = "pro-rata")]
        rule: String,
    },
    /// 拍卖起拍价、保证金的界限
    Floors {
        #[arg(long)]
        appraisal: String,
    },
    /// 金额大写
    Words {
        #[arg(long)]
        amount: String,
    },
    /// 校验号码：id、uscc、org、card、case-number
    Check { kind: String, value: String },
    /// 一条规则及其依据
    Rule { id: String },
    /// 全部规则
    Rules,
    /// 一年的工作日
    Workdays {
        #[arg(long)]
        year: i16,
    },
}

/// What is shown, what is printed as JSON, and whether the answer is yes.
struct Answer {
    lines: Vec<String>,
    json: Value,
    good: bool,
}

impl Answer {
    fn new(lines: Vec<String>, json: Value) -> Answer {
        Answer { lines, json, good: true }
    }
}

pub(crate) fn run(calc: Calc) -> ExitCode {
    match answer(&calc.what) {
        Ok(answer) => {
            if calc.json {
                print::line(&answer.json);
            } else {
                for line in &answer.lines {
                    print::line(line);
                }
            }
            if answer.good { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

fn said(error: LawError) -> String {
    error.to_string()
}

fn answer(what: &What) -> Result<Answer, String> {
    match what {
        What::Period { from, days, workdays, months, years, exclude, no_roll } => {
            let lengths = [
                (days, Unit::Day),
                (workdays, Unit::Workday),
                (months, Unit::Month),
                (years, Unit::Year),
            ];
            let given = lengths.into_iter().find_map(|(n, unit)| n.map(|n| (n, unit)));
            let (length, unit) =
                given.ok_or("请用 --days、--workdays、--months 或 --years 之一给出期限长度。")?;
            let roll = if *no_roll { Roll::None } else { Roll::Forward };
            period_end(from, Limit { length, unit, roll }, exclude)
        }
        What::Fee { amount } => charge(fee::application_fee(yuan(amount)?).map_err(said)?),
        What::PreservationFee { amount } => {
            charge(fee::preservation_fee(yuan(amount)?).map_err(said)?)
        }
        What::DoubleInterest { principal, due, paid, exclude } => {
            double_interest(principal, due, paid, exclude)
        }
        What::Distribute { pool, claim, rule } => distribute(pool, claim, rule),
        What::Floors { appraisal } => {
            let floors = auction::floors(yuan(appraisal)?).map_err(said)?;
            let json = serde_json::to_value(&floors).map_err(|error| error.to_string())?;
            Ok(Answer::new(floors.steps, json))
        }
        What::Words { amount } => {
            let amount = Fen::parse_yuan_signed(amount).map_err(said)?;
            let words = amount.non_negative("金额").map_err(said)?.capital();
            Ok(Answer::new(vec![words.clone()], json!({ "words": words })))
        }
        What::Check { kind, value } => check(kind, value),
        What::Rule { id } => rule(id),
        What::Rules => Ok(rules()),
        What::Workdays { year } => workdays(*year),
    }
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(said)
}

fn yuan(text: &str) -> Result<Fen, String> {
    Fen::parse_yuan(text).map_err(said)
}

fn intervals(texts: &[String]) -> Result<Vec<Interval>, String> {
    texts
        .iter()
        .map(|text| {
            let (from, to) = text
                .split_once("..")
                .ok_or_else(|| format!("扣除期间“{text}”应写成 2024-01-01..2024-01-31。"))?;
            Interval::new(day(from)?, day(to)?).map_err(said)
        })
        .collect()
}

fn period_end(from: &str, limit: Limit, exclude: &[String]) -> Result<Answer, String> {
    let (from, exclusions) = (day(from)?, intervals(exclude)?);
    let calendar = Calendar::builtin();
    let end = period::end(from, &limit, &exclusions, calendar).map_err(said)?;
    let mut lines = period::explain(from, &limit, &exclusions, calendar).map_err(said)?;
    lines.push(format!("届满日：{}", end.end));
    let json = serde_json::to_value(end).map_err(|error| error.to_string())?;
    Ok(Answer::new(lines, json))
}

fn charge(charge: fee::Charge) -> Result<Answer, String> {
    let mut lines = charge.steps;
    lines.push(format!("应交：{}元", charge.fee));
    lines.push(format!("依据：{}", charge.basis));
    let json = json!({
        "amount": charge.amount.to_string(),
        "fee": charge.fee.to_string(),
        "basis": charge.basis.to_string(),
    });
    Ok(Answer::new(lines, json))
}

fn double_interest(
    principal: &str,
    due: &str,
    paid: &str,
    exclude: &[String],
) -> Result<Answer, String> {
    let exclusions = intervals(exclude)?;
    let (principal, due, paid) = (yuan(principal)?, day(due)?, day(paid)?);
    let params = interest::Params::default();
    let result =
        interest::double_interest(principal, due, paid, &exclusions, &params).map_err(said)?;
    let mut lines = result.steps.clone();
    lines.push(format!("加倍部分债务利息：{}元（{}日）", result.interest, result.days));
    let json = json!({
        "principal": principal.to_string(),
        "days": result.days,
        "excluded_days": result.excluded_days,
        "interest": result.interest.to_string(),
    });
    Ok(Answer::new(lines, json))
}

fn distribute(pool: &str, claims: &[String], rule: &str) -> Result<Answer, String> {
    let scheme = match rule {
        "pro-rata" => Scheme::ProRata,
        "sealing-order" => Scheme::SealingOrder,
        other => return Err(format!("没有分配规则“{other}”，有：pro-rata、sealing-order。")),
    };
    let claims: Vec<Claim> = (0..)
        .zip(claims)
        .map(|(place, text)| {
            let (name, amount) = text
                .split_once('=')
                .filter(|(name, _)| !name.is_empty())
                .ok_or_else(|| format!("债权“{text}”应写成 名称=数额。"))?;
            // Under the order of sealing the claims are given in that order.
            let rank = if scheme == Scheme::SealingOrder { place } else { 0 };
            let (name, amount) = (name.to_owned(), yuan(amount)?);
            Ok(Claim { name, amount, class: ClaimClass::Ordinary, rank })
        })
        .collect::<Result<_, String>>()?;
    let result = distribution::distribute(yuan(pool)?, &claims, scheme).map_err(said)?;
    let mut lines = result.steps.clone();
    lines.extend(result.shares.iter().map(|s| format!("{}：{}元", s.name, s.share.grouped())));
    lines.push(format!("余款：{}元", result.surplus.grouped()));
    lines.push(format!("依据：{}", result.basis));
    let shares: serde_json::Map<String, Value> =
        result.shares.iter().map(|s| (s.name.clone(), s.share.to_string().into())).collect();
    let json = json!({
        "shares": shares,
        "surplus": result.surplus.to_string(),
        "basis": result.basis.to_string(),
    });
    Ok(Answer::new(lines, json))
}

fn check(kind: &str, value: &str) -> Result<Answer, String> {
    let checked: Result<Value, LawError> = match kind {
        "id" => identity::id_number(value)
            .map(|id| json!({ "born_on": id.born_on, "sex": id.sex.chinese() })),
        "uscc" => identity::credit_code(value).map(|text| json!({ "text": text })),
        "org" => identity::organisation_code(value).map(|text| json!({ "text": text })),
        "card" => identity::bank_card(value).map(|text| json!({ "text": text })),
        "case-number" => CaseNumber::parse(value).map(|no| json!({ "text": no.to_string() })),
        other => {
            return Err(format!("不能校验“{other}”，能校验：id、uscc、org、card、case-number。"));
        }
    };
    Ok(match checked {
        Ok(mut detail) => {
            if let Some(object) = detail.as_object_mut() {
                object.insert("valid".to_owned(), Value::Bool(true));
            }
            Answer::new(vec!["有效".to_owned()], detail)
        }
        Err(error) => Answer {
            lines: vec![error.to_string()],
            json: json!({ "valid": false, "reason": error.to_string() }),
            good: false,
        },
    })
}

fn sources(rule: &RuleInfo) -> String {
    rule.basis.iter().map(ToString::to_string).collect::<Vec<_>>().join("；")
}

fn rule(id: &str) -> Result<Answer, String> {
    let known = basis::rules().iter().find(|rule| rule.id == id);
    let rule = known.ok_or_else(|| format!("没有规则“{id}”，全部规则见 zhixing calc rules。"))?;
    let lines = vec![
        format!("{}  {}（{}）", rule.id, rule.title, rule.chapter),
        format!("参数：{}", rule.parameters),
        format!("依据：{}", sources(rule)),
        format!("说明：{}", rule.note),
    ];
    Ok(Answer::new(lines, shown(rule)))
}

fn rules() -> Answer {
    let rules = basis::rules();
    let lines = rules.iter().map(|rule| format!("{}  {}", rule.id, rule.title)).collect();
    Answer::new(lines, rules.iter().map(shown).collect())
}

fn shown(rule: &RuleInfo) -> Value {
    json!({
        "id": rule.id,
        "chapter": rule.chapter,
        "title": rule.title,
        "parameters": rule.parameters,
        "basis": rule.basis.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "note": rule.note,
    })
}

fn workdays(year: i16) -> Result<Answer, String> {
    let calendar = Calendar::builtin();
    let days = calendar.year(year).map_err(said)?;
    let work = days.iter().filter(|(_, works)| *works).count();
    let (first, last) = calendar.years();
    let mut lines = vec![format!("{year}年工作日{work}天，休假日{}天", days.len() - work)];
    if !(first..=last).contains(&year) {
        lines.push("尚未公布放假安排，按周末和法定节假日推定".to_owned());
    }
    let json =
        json!({ "year": year, "workdays": work, "assumed": !(first..=last).contains(&year) });
    Ok(Answer::new(lines, json))
}
