//! `zhixing calc`: every sub-command with the catalogue's worked examples, and every bad input in one sentence.

use serde_json::{Value, json};

use crate::binary::{Ended, run};

fn start(words: &[&str]) -> Ended {
    run("calc", words)
}

/// The JSON of a question that is answered.
fn ask(words: &[&str]) -> Value {
    let ended = start(&[words, &["--json"]].concat());
    assert_eq!(ended.code, Some(0), "{words:?}: {}", ended.err);
    assert_eq!(ended.err, "");
    assert_eq!(ended.out.lines().count(), 1, "{}", ended.out);
    serde_json::from_str(&ended.out).expect("one line of JSON")
}

/// The page of a question that is answered.
fn page(words: &[&str]) -> String {
    let ended = start(words);
    assert_eq!(ended.code, Some(0), "{words:?}: {}", ended.err);
    ended.out
}

/// The sentence of a question that is wrong.
fn refused(words: &[&str]) -> String {
    let ended = start(words);
    assert_eq!(ended.code, Some(2), "{words:?}: {}{}", ended.out, ended.err);
    assert_eq!(ended.out, "");
    assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
    ended.err.trim_end().to_owned()
}

#[test]
fn period_counts_in_every_unit() {
    let cases: [(&[&str], &str); 10] = [
        (&["--from", "2024-09-24", "--days", "10"], "2024-10-08"),
        (&["--from", "2021-04-21", "--days", "10"], "2021-05-06"),
        (&["--from", "2025-01-20", "--days", "10"], "2025-02-05"),
        (&["--from", "2024-02-03", "--days", "7"], "2024-02-18"),
        (&["--from", "2021-01-04", "--months", "6"], "2021-07-05"),
        (&["--from", "2021-08-31", "--months", "6"], "2022-02-28"),
        (&["--from", "2021-03-05", "--years", "3", "--no-roll"], "2024-03-05"),
        (&["--from", "2024-09-30", "--workdays", "3"], "2024-10-10"),
        (&["--from", "2026-11-21 10:30", "--hours", "24"], "2026-11-22"),
        (&["--from", "2024-09-30", "--rule", "DL-A6"], "2024-10-08"),
    ];
    for (words, end) in cases {
        let words = [&["period"], words].concat();
        assert_eq!(ask(&words)["end"], end, "{words:?}");
    }
    let stays = ["--exclude", "2021-05-10..2021-06-08", "--exclude", "2021-06-01..2021-07-15"];
    let words = [&["period", "--from", "2021-03-01", "--months", "6"][..], &stays].concat();
    let found = ask(&words);
    assert_eq!(found["end"], "2021-11-08");
    assert_eq!(found["excluded_days"], 67);
    assert_eq!(found["rolled_from"], "2021-11-07");
    assert_eq!(found["assumed"], false);
    let hours = ask(&["period", "--from", "2026-11-21 10:30", "--hours", "24"]);
    assert_eq!(hours["at"], "2026-11-22 11:00");
}

#[test]
fn period_shows_each_step_with_its_article_and_rule() {
    assert_eq!(
        page(&["period", "--from", "2024-09-24", "--days", "10"]),
        "期间届满日\n\n计算过程\n\
         \x20 1. 期间开始之日2024-09-24不计算在内，自次日起算（民事诉讼法第85条、民法典第201条）。〔G-1〕\n\
         \x20 2. 期限10日，按长度推算的末日为2024-10-04（法定休假日）。〔G-1〕\n\
         \x20 3. 2024-10-04为法定休假日，顺延至其后第一个工作日2024-10-08（民事诉讼法第85条第3款）。〔G-3〕\n\
         \x20 4. 届满日：2024-10-08（星期二）。\n\
         \n结果：2024-10-08（星期二）届满\n\n依据\n\
         \x20 G-1  期间的单位与起算：《民事诉讼法》(2023修正)第85条〔已核正文〕；《民事诉讼法解释》(2022修正)第125条〔已核正文〕；《民法典》(2020)第201条〔已核正文〕\n\
         \x20 G-3  末日顺延：《民事诉讼法》(2023修正)第85条〔已核正文〕；《民法典》(2020)第203条〔已核正文〕\n"
    );
}

#[test]
fn a_period_beyond_the_published_holidays_says_so() {
    let found = ask(&["period", "--from", "2030-01-01", "--days", "10"]);
    assert_eq!(found["assumed"], true);
    let said = found["steps"].to_string();
    assert!(said.contains("放假安排公布至2026年"), "{said}");
}

#[test]
fn fees_come_with_their_working() {
    let cases = [
        ("fee", "5289", "50.00"),
        ("fee", "50000", "650.00"),
        ("fee", "20000000", "87400.00"),
        ("fee", "10000000000000", "10000067400.00"),
        ("preservation-fee", "1000", "30.00"),
        ("preservation-fee", "896000", "5000.00"),
        ("preservation-fee", "2000000", "5000.00"),
    ];
    for (what, amount, fee) in cases {
        assert_eq!(ask(&[what, "--amount", amount])["fee"], fee, "{what} {amount}");
    }
    let said = page(&["fee", "--amount", "50,000.00"]);
    assert!(said.contains("超过10,000.00元的40,000.00元，按1.5%交纳600.00元。〔R-F1〕"), "{said}");
    assert!(said.contains("R-F1  申请执行费：《诉讼费用交纳办法》(2006)第14条"), "{said}");
}

#[test]
fn double_interest_of_one_sum() {
    let words = ["double-interest", "--principal", "100000", "--due", "2023-03-10"];
    let found = ask(&[&words[..], &["--paid", "2023-09-06"]].concat());
    assert_eq!((&found["days"], &found["interest"]), (&json!(180), &json!("3150.00")));
    let words = ["double-interest", "--principal", "50000", "--due", "2022-03-31"];
    let stay = ["--paid", "2022-12-31", "--exclude", "2022-06-01..2022-08-31"];
    let found = ask(&[&words[..], &stay].concat());
    assert_eq!((&found["days"], &found["interest"]), (&json!(183), &json!("1601.25")));
    assert_eq!(found["excluded_days"], 92);
    let old = ["double-interest", "--principal", "100000", "--due", "2014-02-01"];
    let found = ask(&[&old[..], &["--paid", "2014-12-31"]].concat());
    // 5 523.29 up to 2014-07-31, the last day before the switch, and 2 677.50 from it.
    assert_eq!(found["interest"], "8200.79");
    assert!(found["cautions"].to_string().contains("贷款基准利率"), "{found}");
    let words = ["double-interest", "--principal", "50000", "--due", "2014-07-31"];
    let found = ask(&[&words[..], &["--paid", "2014-08-01"]].concat());
    assert_eq!((&found["days"], &found["interest"]), (&json!(1), &json!("8.75")));
    let words = ["double-interest", "--principal", "50000", "--due", "2014-01-01"];
    let said = page(&[&words[..], &["--paid", "2015-01-01"]].concat());
    assert!(said.contains("2014年7月31日及以前211日") && said.contains("×154日="), "{said}");
}

#[test]
fn an_exclusion_that_takes_nothing_is_named_on_the_page_and_in_the_json() {
    let period = ["period", "--from", "2026-01-01", "--days", "10"];
    let interest =
        ["double-interest", "--principal", "1", "--due", "2024-01-01", "--paid", "2024-02-01"];
    for words in [&period[..], &interest[..]] {
        let words = [words, &["--exclude", "2032-01-08..2032-01-10"]].concat();
        let opening = "第1段扣除期间（2032-01-08至2032-01-10）不在";
        assert!(page(&words).contains(&format!("注意：{opening}")), "{words:?}");
        assert!(ask(&words)["cautions"][0].as_str().unwrap().starts_with(opening), "{words:?}");
    }
}

/// The account that docs/calculators.md shows.
fn shown_account() -> Value {
    let page = include_str!("../../../../docs/calculators.md");
    let block = page.split("```json").nth(1).and_then(|rest| rest.split("```").next());
    serde_json::from_str(block.expect("the page shows an account")).expect("and it is JSON")
}

#[test]
fn double_interest_of_an_account_from_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("account.json");
    let account = shown_account();
    std::fs::write(&path, account.to_string()).unwrap();
    let found = ask(&["double-interest", "--file", path.to_str().unwrap()]);
    let first = &found["payments"][0];
    assert_eq!(first["to_general"], "11835.62");
    assert_eq!(first["to_principal"], "88164.38");
    assert_eq!(first["to_double"], "0.00");
    assert_eq!(found["balance"]["principal"], "211835.62");
    assert_eq!(found["balance"]["general"], "4178.68");
    // 9 450.00 up to the payment and 6 672.82 after it.
    assert_eq!(found["interest"], "16122.82");
    assert_eq!(found["balance"]["total"], "232137.12");
    let faults = [
        (
            json!({ "until": "2022-12-26" }),
            "第1笔清偿的日期：截止日2022-12-26早于清偿日2022-12-27，请核对两个日期。",
        ),
        (
            json!({ "payments": [{ "on": "2022-12-27", "amount": "1.234" }] }),
            "第1笔清偿的金额：金额“1.234”无效：小数最多两位（到分）。",
        ),
        (
            json!({ "payments": [{ "on": "2022-12-27", "amount": "0" }] }),
            "第1笔清偿的金额：应当大于零，没有实际清偿的请删去这一笔。",
        ),
        (
            json!({ "exclusions": [{ "from": "2022-08-02", "to": "2022-08-01" }] }),
            "第1段扣除期间的止日：扣除期间的止日2022-08-01早于起日2022-08-02，请核对两个日期。",
        ),
        (json!({ "payments": 5 }), "整个文件的 payments 应为一个列表，写在方括号里。"),
        (json!({ "instalments": [] }), "债务：请至少填写一笔本金和它的履行期限届满日。"),
        (
            json!({ "old_year_base": 364 }),
            "2014年7月31日及以前的年基数：旧规定的年基数不在允许的范围内：应为 360 或 365。",
        ),
        (
            json!({ "general": { "rate": "4", "from": "2022-01-01", "year_base": 367 } }),
            "一般债务利息的年基数：年基数不在允许的范围内：应为 360 至 366。",
        ),
    ];
    for (change, said) in faults {
        let mut changed = account.clone();
        changed.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        std::fs::write(&path, changed.to_string()).unwrap();
        assert_eq!(refused(&["double-interest", "--file", path.to_str().unwrap()]), said);
    }
    std::fs::write(&path, format!("\u{feff}{account}")).unwrap();
    assert_eq!(ask(&["double-interest", "--file", path.to_str().unwrap()]), found);
    std::fs::write(&path, account.to_string().replacen('{', "{\"until\": \"2023-06-25\",", 1))
        .unwrap();
    assert_eq!(
        refused(&["double-interest", "--file", path.to_str().unwrap()]),
        "第1行的“until”在同一对花括号里写了两次，请只留一个。"
    );
    std::fs::write(&path, vec![b' '; 1024 * 1024 + 1]).unwrap();
    let said = refused(&["double-interest", "--file", path.to_str().unwrap()]);
    assert!(said.ends_with("超过 1 MB，请核对是否选错了文件。"), "{said}");
    let said = refused(&["double-interest", "--file", "/no/such/file.json"]);
    assert_eq!(said, "没有文件“/no/such/file.json”，请核对路径。");
}

/// docs/calculators.md gives the figures, and the web's tests ask the same.
#[test]
fn a_floating_rate_is_the_benchmark_before_the_loan_prime_rate() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("loan.json");
    let words = ["double-interest", "--file", path.to_str().unwrap()];
    let write = |general: Value| {
        let loan = json!({
            "instalments": [{ "principal": "100000", "due": "2020-06-01" }],
            "general": general,
            "until": "2020-06-01",
        });
        std::fs::write(&path, loan.to_string()).unwrap();
    };
    for (lpr, tier, general) in [
        ("one_year", Value::Null, "9006.30"),
        ("one_year", json!("six_months"), "8519.73"),
        ("one_year", json!("one_year"), "8519.73"),
        ("one_year", json!("three_years"), "9006.30"),
        ("one_year", json!("five_years"), "9006.30"),
        ("five_years", json!("longer"), "9721.51"),
    ] {
        write(json!({ "lpr": lpr, "tier": tier, "from": "2018-06-01" }));
        let found = ask(&words);
        assert_eq!(found["general"], general, "{tier}");
        assert_eq!(found["steps"][0]["rules"], json!(["R-I10"]));
    }
    assert!(page(&words).contains("按贷款基准利率五年以上一档（期限档次按所填写的）"));
    write(json!({ "lpr": "one_year", "tier": "longer", "from": "2018-06-01" }));
    assert_eq!(
        refused(&words),
        "贷款基准利率的期限档次：2019年8月20日以前按五年以上一档的，以后为五年期以上贷款市场报价利率，请改选五年期以上，或者按文书填写五年以内的期限档次。"
    );
    write(json!({ "lpr": "one_year", "tier": "one_year", "from": "2019-08-19" }));
    assert_eq!(
        refused(&words),
        "贷款基准利率的期限档次：没有2019年8月20日以前的计息日，用不到贷款基准利率，请删去期限档次。"
    );
}

#[test]
fn a_pool_is_shared_by_either_rule() {
    let claims = ["--claim", "A=300000", "--claim", "B=200000", "--claim", "C=100000"];
    let ask_by = |pool: &str, rule: &str, more: &[&str]| {
        ask(&[&["distribute", "--pool", pool, "--rule", rule], more, &claims[..]].concat())
    };
    let found = ask_by("390000", "pro-rata", &[]);
    let shares = json!({ "A": "195000.00", "B": "130000.00", "C": "65000.00" });
    assert_eq!(found["shares"], shares);
    let found = ask_by("390000", "sealing-order", &[]);
    assert_eq!(found["shares"], json!({ "A": "300000.00", "B": "90000.00", "C": "0.00" }));
    let before = ["--costs", "10000", "--secured", "抵押=600000"];
    let found = ask_by("1000000", "pro-rata", &before);
    assert_eq!(found["shares"]["抵押"], "600000.00");
    assert_eq!(found["shares"]["执行费用"], "10000.00");
    assert_eq!(found["shares"]["A"], "195000.00");
    let found = ask_by("700000", "same-title", &[]);
    assert_eq!(found["surplus"], "100000.00");
    assert!(found["rules"].to_string().contains("\"S4\""), "{found}");
}

#[test]
fn floors_words_and_workdays() {
    let found = ask(&["floors", "--appraisal", "1000000"]);
    assert_eq!(found["first"]["start_min"], "700000.00");
    assert_eq!(found["first"]["deposit_max"], "140000.00");
    assert_eq!(found["second"]["start_min"], "560000.00");
    assert_eq!(found["sale"], "560000.00");
    for appraisal in ["0.01", "0.02", "0.03", "0.05"] {
        let first = &ask(&["floors", "--appraisal", appraisal])["first"];
        assert_eq!(
            (&first["deposit_min"], &first["deposit_max"]),
            (&json!("0.01"), &json!("0.01"))
        );
    }
    assert_eq!(ask(&["words", "--amount", "5289"])["words"], "伍仟贰佰捌拾玖元整");
    assert!(page(&["words", "--amount", "1.05"]).contains("结果：壹元零伍分\n"));
    let found = ask(&["workdays", "--year", "2024"]);
    assert_eq!((&found["workdays"], &found["rest_days"]), (&json!(251), &json!(115)));
    assert_eq!(found["months"][1], 18);
}

#[test]
fn numbers_are_checked_with_one_for_no() {
    let good = [
        ("id", "11010519491231002X"),
        ("uscc", "91350100M000100Y43"),
        ("org", "12345678-8"),
        ("card", "6222020000000000001"),
        ("case-number", "(2026)粤1224执2079号"),
    ];
    for (kind, number) in good {
        let ended = start(&["check", kind, number, "--json"]);
        let found: Value = serde_json::from_str(&ended.out).unwrap();
        let code = if found["valid"] == true { 0 } else { 1 };
        assert_eq!(ended.code, Some(code), "{kind} {number}: {found}");
        assert_eq!(ended.err, "");
    }
    let found = ask(&["check", "id", "11010519491231002x"]);
    assert_eq!((&found["born_on"], &found["sex"]), (&json!("1949-12-31"), &json!("女")));
    assert_eq!(
        ask(&["check", "case-number", "(2026)粤1224执2079号"])["text"],
        "（2026）粤1224执2079号"
    );
    let ended = start(&["check", "id", "110105194912310021"]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("校验位不符，请逐位核对"), "{}", ended.out);
    assert!(
        ended.out.ends_with("依据\n  N-1  公民身份号码：《公民身份号码》(GB 11643)〔已核正文〕\n")
    );
}

#[test]
fn rules_are_listed_and_shown() {
    let all = start(&["rules", "--json"]);
    let all: Vec<Value> = serde_json::from_str(&all.out).unwrap();
    assert!(300 < all.len(), "{}", all.len());
    assert_eq!(page(&["rules"]).lines().count(), all.len());
    let one = ask(&["rule", "R-I7"]);
    assert_eq!(one["title"], "2014年8月1日前后");
    assert_eq!(one["basis"][1]["mark"], "memory");
    let said = page(&["rule", "DL-A6"]);
    assert!(said.contains("参数：自决定立案起3日内"), "{said}");
}

#[test]
fn every_bad_input_is_one_sentence() {
    let cases: [(&[&str], &str); 30] = [
        (
            &["period", "--from", "2023-02-29", "--days", "10"],
            "起算日：日期“2023-02-29”无效，请按“2026-11-21”的格式填写 1900 年以后真实存在的日期。",
        ),
        (
            &["period", "--from", "2024-01-01", "--days", "-1"],
            "期限：“-1”应为 1 至 100000 的整数。",
        ),
        (
            &["period", "--from", "2024-01-01", "--years", "9000"],
            "期限：自2024-01-01起推算的日期超出可表示的范围（1900 年至 9999 年），请检查期限长度。",
        ),
        (
            &[
                "period",
                "--from",
                "2024-01-01",
                "--days",
                "5",
                "--exclude",
                "2024-01-03..2024-01-02",
            ],
            "第1段扣除期间的止日：扣除期间的止日2024-01-02早于起日2024-01-03，请核对两个日期。",
        ),
        (
            &["period", "--from", "2024-01-01", "--days", "5", "--exclude", "2024-01-03"],
            "第1段扣除期间：“2024-01-03”应写成“2024-01-01..2024-01-31”。",
        ),
        (
            &["period", "--from", "2024-01-01", "--hours", "5"],
            "起算日：以小时计的期限须写明起算的时刻，“2024-01-01”应写成“2026-11-21 10:30”。",
        ),
        (
            &["period", "--from", "2024-01-01", "--rule", "DL-ZZ"],
            "期限规则：期限表中没有“DL-ZZ”，请从规则目录的“期限”一章选择。",
        ),
        (
            &["period", "--from", "2024-01-01", "--days", "1", "--months", "1"],
            "参数 --days <数> 不能与 --months <数> 同时使用，用法请在命令后加 --help 查看。",
        ),
        (&["fee", "--amount", "-5"], "金额：金额“-5”无效：不能为负数。"),
        (&["fee", "--amount", "1.234"], "金额：金额“1.234”无效：小数最多两位（到分）。"),
        (
            &["fee", "--amount", "10000000000000.01"],
            "金额：金额“10000000000000.01”无效：超过上限 10000000000000 元。",
        ),
        (&["fee", "--amount", ""], "金额：金额没有填写：请填写以元为单位的数字。"),
        (&["fee"], "缺少参数 --amount <金额>，用法请在命令后加 --help 查看。"),
        (
            &["preservation-fee", "--amount", "五千"],
            "金额：金额“五千”无效：只能写数字、小数点和千位分隔逗号，例如“5,289.00”。",
        ),
        (&["words", "--amount", "-0.01"], "金额：金额“-0.01”无效：不能为负数。"),
        (&["floors", "--appraisal", "0"], "评估价：评估价不在允许的范围内：应当大于零。"),
        (
            &["workdays", "--year", "2040"],
            "年份：没有 2040 年的放假安排数据（现有 2004—2026 年），请换用已公布的年份。",
        ),
        (&["workdays", "--year", "26"], "年份：“26”应为四位数字，例如“2026”。"),
        (
            &["distribute", "--pool", "1", "--claim", "A=1", "--rule", "lottery"],
            "分配规则：没有“lottery”这种规则，有：pro-rata（按比例）、sealing-order（按查封先后）、same-title（同一文书）。",
        ),
        (
            &["distribute", "--pool", "1", "--claim", "A=1", "--claim", "A=2"],
            "第2笔普通债权：名称“A”与前面的重复，请加以区分。",
        ),
        (&["distribute", "--pool", "1", "--claim", "A"], "第1笔普通债权：“A”应写成“名称=数额”。"),
        (
            &["distribute", "--pool", "1", "--claim", "a=1", "--costs", "abc"],
            "执行费用的数额：金额“abc”无效：只能写数字、小数点和千位分隔逗号，例如“5,289.00”。",
        ),
        (
            &["distribute", "--pool", "1", "--claim", "a=1", "--costs", "-1"],
            "执行费用的数额：金额“-1”无效：不能为负数。",
        ),
        (
            &["distribute", "--pool", "1", "--costs", "10", "--claim", "a=-1"],
            "第1笔普通债权的数额：金额“-1”无效：不能为负数。",
        ),
        (
            &["distribute", "--pool", "1", "--secured", "x=1", "--claim", "bad"],
            "第1笔普通债权：“bad”应写成“名称=数额”。",
        ),
        (
            &["distribute", "--pool", "1", "--costs", "1", "--claim", "a=1", "--secured", "bad"],
            "第1笔优先债权：“bad”应写成“名称=数额”。",
        ),
        (
            &["double-interest", "--principal", "0", "--due", "2024-01-01", "--paid", "2024-02-01"],
            "本金：应当大于零，请填写尚欠的本金。",
        ),
        (
            &["check", "plate", "粤A12345"],
            "号码的种类：不能校验“plate”，能校验：id、uscc、org、card、case-number。",
        ),
        (&["rule", "R-F99"], "规则编号：没有规则“R-F99”，请从规则目录中选择。"),
        (&["interest"], "没有“interest”这个命令，用法请在命令后加 --help 查看。"),
    ];
    for (words, said) in cases {
        assert_eq!(refused(words), said, "{words:?}");
    }
    let said = refused(&["double-interest", "--principal", "1", "--due", "2024-01-01"]);
    assert_eq!(said, "缺少参数 --paid <日期>，用法请在命令后加 --help 查看。");
}
