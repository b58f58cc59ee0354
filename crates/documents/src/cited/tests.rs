use zhixing_law::basis;

use super::*;

#[test]
fn every_printed_law_is_of_the_edition_that_the_rules_know() {
    // Papers print full titles and single paragraphs; the rules' catalogue names laws in short.
    for (printed, short) in [
        (NOTICE, "民事诉讼法"),
        (NOTICE_CONTENT, "民事诉讼法解释"),
        (CLOSING, "执行工作若干问题的规定(试行)"),
        (REPORT_ORDER, "执行中财产调查的规定"),
        (RELEASE, "查封、扣押、冻结财产的规定"),
        (CONSUMPTION_WHOM, "限制被执行人高消费及有关消费的规定"),
        (FEE_RATE, "诉讼费用交纳办法"),
    ] {
        let known = basis::rules().iter().flat_map(|rule| &rule.basis);
        let known = known.filter(|basis| basis.law == short);
        // A rule on several editions names them all, the newest last.
        let newest = known.filter_map(|basis| basis.version.rsplit('、').next()).max();
        assert_eq!(Some(printed.version), newest, "{}", printed.law);
    }
}
