use proptest::{collection::vec, prelude::*, sample::select, test_runner::TestCaseResult};
use serde_json::Value;

use super::{Outcome, file, respond};
use crate::{Arguments, Command, usage};

/// The command line's answer to these words, as the binary gives it.
fn answer(words: &[String]) -> Outcome {
    let all = ["zhixing", "calc"].into_iter().map(str::to_owned).chain(words.iter().cloned());
    match usage::read(all) {
        Ok(Arguments { command: Command::Calc(calc) }) => respond(&calc),
        Ok(_) => panic!("only calc is asked for"),
        Err(error) => Outcome { code: 2, out: String::new(), err: usage::sentence(&error) },
    }
}

/// One line, in Chinese, whole.
fn is_sentence(text: &str) -> bool {
    let chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    chinese && text.ends_with('。') && !text.chars().any(char::is_control)
}

fn holds(words: &[String]) -> TestCaseResult {
    let answered = answer(words);
    if answered.code == 2 {
        prop_assert!(is_sentence(&answered.err), "{words:?}: {:?}", answered.err);
        prop_assert!(answered.out.is_empty());
        return Ok(());
    }
    prop_assert!(answered.code <= 1, "{words:?}");
    prop_assert!(answered.err.is_empty() && !answered.out.is_empty());
    if words.iter().any(|word| word == "--json") && answered.out.starts_with('{') {
        let json: Value = serde_json::from_str(&answered.out)
            .map_err(|error| TestCaseError::fail(format!("{words:?}: {error}")))?;
        let steps = json["steps"].as_array().map(Vec::len);
        prop_assert!(steps != Some(0), "{words:?}: {json}");
    }
    Ok(())
}

fn day() -> impl Strategy<Value = String> {
    const ODD: &[&str] = &[
        "",
        "2024-02-30",
        "2023-02-29",
        "2024-02-29",
        "1899-12-31",
        "1900-01-01",
        "9999-12-31",
        "2014-07-31",
        "2014-08-01",
        "2024-9-24",
        "2024/09/24",
        "２０２４-０９-２４",
        "today",
        "2024-13-01",
        "0000-00-00",
        "-2024-01-01",
        "2026-11-21 10:30",
        "2026-11-21T24:00",
    ];
    prop_oneof![
        4 => (1999..2031i32, 1..13u32, 1..32u32)
            .prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        1 => select(ODD).prop_map(str::to_owned),
        1 => (2020..2027i32, 0..25u32, 0..61u32)
            .prop_map(|(y, h, m)| format!("{y}-05-01 {h:02}:{m:02}")),
    ]
}

fn amount() -> impl Strategy<Value = String> {
    const ODD: &[&str] = &[
        "",
        "-5",
        "-0.01",
        "0",
        "0.001",
        "1.234",
        "1e9",
        "10000000000000",
        "10000000000000.01",
        "10000000000001",
        "99999999999999999999999",
        "1,000.00",
        "1,00",
        "１００",
        "NaN",
        "∞",
        ".5",
        "5.",
        "伍仟元整",
        "5289元",
    ];
    prop_oneof![
        4 => (0..2_000_000_000u64, 0..100u64).prop_map(|(y, c)| format!("{y}.{c:02}")),
        1 => select(ODD).prop_map(str::to_owned),
    ]
}

/// Anything that a keyboard, a paste or a script may bring.
fn scrap() -> impl Strategy<Value = String> {
    prop_oneof![".{0,20}", "\\PC{0,80}", day(), amount(), Just("--json".to_owned())]
}

fn pair(
    flag: &'static str,
    value: impl Strategy<Value = String>,
) -> impl Strategy<Value = Vec<String>> {
    value.prop_map(move |value| vec![flag.to_owned(), value])
}

fn exclusions() -> impl Strategy<Value = Vec<String>> {
    let one = prop_oneof![
        4 => (day(), day()).prop_map(|(from, to)| format!("{from}..{to}")),
        1 => scrap(),
    ];
    vec(one, 0..4).prop_map(|spans| {
        spans.into_iter().flat_map(|span| ["--exclude".to_owned(), span]).collect()
    })
}

fn join(
    command: &'static str,
    parts: impl Strategy<Value = Vec<Vec<String>>>,
) -> impl Strategy<Value = Vec<String>> {
    (parts, any::<bool>()).prop_map(move |(parts, json)| {
        let mut words = vec![command.to_owned()];
        words.extend(parts.into_iter().flatten());
        words.extend(json.then(|| "--json".to_owned()));
        words
    })
}

fn period() -> impl Strategy<Value = Vec<String>> {
    const FLAGS: &[&str] = &["--hours", "--days", "--workdays", "--months", "--years", "--rule"];
    let lengths = prop_oneof![
        (0..5000u32).prop_map(|n| n.to_string()),
        select(&["-1", "0", "1.5", "100000", "100001", "4294967296", "十", "A6", "DL-G6", ""][..])
            .prop_map(str::to_owned),
    ];
    let length = (select(FLAGS), lengths).prop_map(|(flag, length)| vec![flag.to_owned(), length]);
    let no_roll =
        any::<bool>().prop_map(|on| if on { vec!["--no-roll".to_owned()] } else { vec![] });
    join(
        "period",
        (pair("--from", day()), length, exclusions(), no_roll)
            .prop_map(|(a, b, c, d)| vec![a, b, c, d]),
    )
}

fn double_interest() -> impl Strategy<Value = Vec<String>> {
    let sum = (pair("--principal", amount()), pair("--due", day()), pair("--paid", day()));
    join("double-interest", (sum, exclusions()).prop_map(|((a, b, c), d)| vec![a, b, c, d]))
}

fn distribute() -> impl Strategy<Value = Vec<String>> {
    let claim = prop_oneof![
        4 => ("[A-E甲乙丙]{0,2}", amount()).prop_map(|(name, amount)| format!("{name}={amount}")),
        1 => scrap(),
    ];
    let claims = vec((select(&["--claim", "--secured"][..]), claim), 0..6).prop_map(|claims| {
        claims.into_iter().flat_map(|(flag, claim)| [flag.to_owned(), claim]).collect()
    });
    const RULES: &[&str] = &["pro-rata", "sealing-order", "same-title", "alphabetical", ""];
    let rule = pair("--rule", select(RULES).prop_map(str::to_owned));
    join("distribute", (pair("--pool", amount()), claims, rule).prop_map(|(a, b, c)| vec![a, b, c]))
}

fn small() -> impl Strategy<Value = Vec<String>> {
    const KINDS: &[&str] = &["id", "uscc", "org", "card", "case-number", "plate"];
    prop_oneof![
        join("fee", pair("--amount", amount()).prop_map(|a| vec![a])),
        join("preservation-fee", pair("--amount", amount()).prop_map(|a| vec![a])),
        join("floors", pair("--appraisal", amount()).prop_map(|a| vec![a])),
        join("words", pair("--amount", amount()).prop_map(|a| vec![a])),
        join("workdays", pair("--year", prop_oneof![day(), "[0-9]{3,5}"]).prop_map(|a| vec![a])),
        join("rule", scrap().prop_map(|id| vec![vec![id]])),
        join("rules", Just(Vec::new())),
        join(
            "check",
            (select(KINDS), prop_oneof![scrap(), "[0-9Xx]{15,19}", "[0-9A-Z]{9}"])
                .prop_map(|(kind, value)| vec![vec![kind.to_owned(), value]])
        ),
    ]
}

/// Words in no order at all.
fn muddle() -> impl Strategy<Value = Vec<String>> {
    const KNOWN: &[&str] = &[
        "period",
        "fee",
        "preservation-fee",
        "double-interest",
        "distribute",
        "floors",
        "words",
        "check",
        "rule",
        "rules",
        "workdays",
        "--from",
        "--days",
        "--workdays",
        "--months",
        "--years",
        "--hours",
        "--exclude",
        "--no-roll",
        "--amount",
        "--principal",
        "--due",
        "--paid",
        "--pool",
        "--claim",
        "--rule",
        "--appraisal",
        "--year",
        "--json",
        "--",
        "-x",
    ];
    let word = prop_oneof![3 => select(KNOWN).prop_map(str::to_owned), 2 => scrap()];
    vec(word, 0..10)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_words_bring_a_panic_or_an_answer_without_sense(
        words in prop_oneof![period(), double_interest(), distribute(), small(), muddle()]
    ) {
        holds(&words)?;
    }

    #[test]
    fn no_file_brings_a_panic(text in "\\PC{0,200}") {
        let said = file::read(text.as_bytes());
        prop_assert!(said.as_ref().map_or_else(|said| is_sentence(said), |_| true), "{said:?}");
    }

    #[test]
    fn an_account_of_any_days_and_amounts_is_answered_or_refused_in_a_sentence(
        (principal, due, until) in (amount(), day(), day()),
        payments in vec((day(), amount()), 0..5),
        (rate, from) in ("[0-9.]{1,6}", day()),
        base in 300..400i64,
    ) {
        let payments: Vec<Value> = payments
            .iter()
            .map(|(on, amount)| serde_json::json!({ "on": on, "amount": amount }))
            .collect();
        let text = serde_json::json!({
            "instalments": [{ "principal": principal, "due": due }],
            "general": { "rate": rate, "from": from, "year_base": base },
            "payments": payments,
            "until": until,
        });
        let question = file::read(text.to_string().as_bytes()).map_err(TestCaseError::fail)?;
        match zhixing_calc::interest::answer(&question) {
            Ok(answer) => prop_assert!(!answer.steps.is_empty()),
            Err(wrong) => prop_assert!(is_sentence(&wrong.sentence()), "{wrong:?}"),
        }
    }
}

#[test]
fn every_fault_of_a_file_names_its_place() {
    let refused = |text: &str| file::read(text.as_bytes()).map(|_| ()).unwrap_err();
    let cases = [
        ("", "文件是空的，请按 docs/calculators.md 的格式填写账目。"),
        ("\u{feff} \r\n", "文件是空的，请按 docs/calculators.md 的格式填写账目。"),
        ("\u{feff}[]", "整个文件应为一个对象，写在花括号里。"),
        (
            "{\"until\": \"2024-01-01\",\n\"costs\": \"1\",\n\"until\": \"2024-01-02\"}",
            "第3行的“until”在同一对花括号里写了两次，请只留一个。",
        ),
        (
            "{\"payments\": [{\"on\": null, \"amount\": \"1\", \"on\": [1, -1, 0.5, true]}]}",
            "第1行的“on”在同一对花括号里写了两次，请只留一个。",
        ),
        ("{\"a b\": 1, \"a b\": 2}", "第1行的“a b”在同一对花括号里写了两次，请只留一个。"),
        ("{\"until\": \"2024-01-01\",\n}", "第2行第1列起不是规范的 JSON，请检查引号、逗号和括号。"),
        ("[]", "整个文件应为一个对象，写在花括号里。"),
        ("{}", "整个文件的 instalments 没有填写。"),
        ("{\"instalments\": {}}", "整个文件的 instalments 应为一个列表，写在方括号里。"),
        ("{\"instalments\": [5]}", "instalments[0]应为一个对象，写在花括号里。"),
        (
            "{\"instalments\": [{\"principal\": 5}]}",
            "instalments[0]的 principal 应为带引号的文字，例如 \"100000.00\"。",
        ),
        ("{\"instalments\": [{\"principal\": \"5\"}]}", "instalments[0]的 due 没有填写。"),
        (
            "{\"instalments\": [{\"interest\": \"5\"}]}",
            "instalments[0]中没有“interest”这一项，可用：principal、due。",
        ),
        (
            "{\"instalments\": [], \"payments\": [{\"on\": \"2024-01-01\"}]}",
            "payments[0]的 amount 没有填写。",
        ),
        ("{\"instalments\": [], \"general\": 4}", "general应为一个对象，写在花括号里。"),
        (
            "{\"instalments\": [], \"general\": {}}",
            "一般债务利息的年利率：请填写固定年利率，或者选择贷款市场报价利率，二者只取其一。",
        ),
        (
            "{\"instalments\": [], \"general\": {\"rate\": \"4\", \"times\": \"4\"}}",
            "利率的倍数：倍数只用于贷款市场报价利率，按固定年利率计算的，请删去倍数。",
        ),
        (
            "{\"instalments\": [], \"general\": {\"lpr\": \"two_years\"}}",
            "general的 lpr 应为 one_year 或者 five_years。",
        ),
        (
            "{\"instalments\": [], \"general\": {\"lpr\": \"one_year\", \"tier\": \"two_years\"}}",
            "general的 tier 应为 six_months、one_year、three_years、five_years 或者 longer。",
        ),
        (
            "{\"instalments\": [], \"general\": {\"rate\": \"4\", \"tier\": \"longer\"}}",
            "贷款基准利率的期限档次：期限档次只用于贷款基准利率，按固定年利率计算的，请删去期限档次。",
        ),
        (
            "{\"instalments\": [], \"until\": \"2024-01-01\", \"start_inclusive\": 1}",
            "整个文件的 start_inclusive 应为 true 或者 false。",
        ),
        (
            "{\"instalments\": [], \"until\": \"2024-01-01\", \"old_year_base\": \"365\"}",
            "整个文件的 old_year_base 应为不带引号的整数。",
        ),
    ];
    for (text, said) in cases {
        assert_eq!(refused(text), said, "{text}");
    }
}
