use super::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn facts(conduct: Conduct) -> ReferralFacts {
    ReferralFacts {
        conduct: Some(conduct),
        done_on: Some(d("2026-06-10")),
        evidence: vec!["笔录".to_owned()],
        ability: vec!["流水".to_owned()],
        unenforceable: vec!["查询结果".to_owned()],
        sanctions: Vec::new(),
    }
}

#[test]
fn nothing_can_be_referred_without_facts() {
    assert!(!gaps(&ReferralFacts::default()).is_empty());
    for conduct in Conduct::ALL {
        let empty = ReferralFacts { conduct: Some(conduct), ..ReferralFacts::default() };
        assert_eq!(gaps(&empty).len(), 4, "{conduct:?}");
    }
}

#[test]
fn group_b_needs_a_sanction_served_before_the_conduct() {
    for conduct in Conduct::ALL {
        let needs = conduct.group() == Group::AfterSanction;
        assert_eq!(gaps(&facts(conduct)).is_empty(), !needs, "{conduct:?}");
        let mut with = facts(conduct);
        with.sanctions =
            vec![PriorSanction { decision: "罚款决定".to_owned(), served_on: d("2026-06-11") }];
        assert_eq!(gaps(&with).is_empty(), !needs, "{conduct:?} too late");
        with.sanctions[0].served_on = d("2026-06-10");
        assert!(gaps(&with).is_empty(), "{conduct:?}");
    }
}
