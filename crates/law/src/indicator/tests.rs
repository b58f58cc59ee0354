use super::*;

fn shown(i: Indicator, c: &Counts) -> String {
    i.of(c).unwrap().to_string()
}

#[test]
fn the_published_clearances_come_out() {
    let jiangxi = Counts { received: 211_000, closed: 195_000, ..Counts::default() };
    assert_eq!(shown(Indicator::Clearance, &jiangxi), "92.42%");
    let yiling = Counts { received: 2_380, closed: 1_058, ..Counts::default() };
    assert_eq!(shown(Indicator::Clearance, &yiling), "44.45%");
    // Only the ratio is published; these are the smallest counts that give it.
    let guannan = Counts { received: 1_417, closed: 1_491, ..Counts::default() };
    assert_eq!(shown(Indicator::ClosedToReceived, &guannan), "105.22%");
}

#[test]
fn real_clearance_leaves_out_the_terminated_rounds() {
    let c = Counts {
        brought_forward: 100,
        received: 900,
        closed: 800,
        terminated_round: 300,
        ..Counts::default()
    };
    assert_eq!(shown(Indicator::RealClearance, &c), "50.00%");
    assert_eq!(shown(Indicator::RealShare, &c), "62.50%");
}

#[test]
fn guiyang_2021_averages_44_days() {
    assert_eq!(weighted_days(&[(3_113, 3_026), (803, 10_154)]), Some(4_488));
    assert_eq!(Ratio::new(3_113, 3_916).unwrap().to_string(), "79.49%");
    assert_eq!(Ratio::new(803, 3_916).unwrap().to_string(), "20.51%");
    assert_eq!(average_days(7, 3), Some(233));
    assert_eq!(average_days(7, 0), None);
    assert_eq!(weighted_days(&[]), None);
}

#[test]
fn shijingshan_sold_at_a_premium_of_58_percent() {
    let start = Fen::new(22_710_000_000);
    let price = Fen::new(35_995_350_000);
    assert_eq!(premium(price, start).unwrap().to_string(), "58.50%");
    assert_eq!(realisation(Fen::new(1), Fen::ZERO), None);
    assert_eq!(realisation(Fen::new(1), Fen::new(4)), Ratio::new(1, 4));
}

#[test]
fn nothing_counted_gives_no_figure() {
    for indicator in Indicator::ALL {
        assert_eq!(indicator.of(&Counts::default()), None, "{indicator:?}");
        assert!(!indicator.formula().is_empty() && !indicator.chinese().is_empty());
    }
}

#[test]
fn monthly_floors_run_from_march_to_december() {
    assert_eq!(monthly_floor_percent(2), None);
    assert_eq!(monthly_floor_percent(3), Some(18));
    assert_eq!(monthly_floor_percent(12), Some(93));
    assert_eq!(monthly_floor_percent(13), None);
    assert_eq!(monthly_floor_percent(i8::MIN), None);
}

#[test]
fn each_ratio_divides_what_its_formula_says() {
    let c = Counts {
        brought_forward: 100,
        received: 900,
        closed: 800,
        completed: 320,
        terminated_round: 200,
        first_closed: 400,
        rounds_reviewed: 50,
        rounds_qualified: 49,
        with_property: 160,
        with_property_closed: 80,
        with_property_in_time: 76,
        with_property_realised_in_time: 72,
        realised_in_time: 500,
        petitions: 20,
        petitions_done: 19,
        lots: 60,
        lots_sold: 45,
        lots_sold_first: 36,
        receipts: 1_000,
        receipts_overdue: 15,
        nodes_due: 3_000,
        nodes_late: 30,
        enforced: 200,
        voluntary: 100,
        settled: 60,
        open: 250,
        limits_warned: 25,
        open_over_a_year: 5,
        tasks_due: 5_000,
        tasks_in_time: 4_900,
        tasks_done: 4_950,
        tasks_done_at_once: 4_455,
    };
    for (indicator, expected) in [
        (Indicator::Clearance, "80.00%"),
        (Indicator::ClosedToReceived, "88.89%"),
        (Indicator::RealClearance, "60.00%"),
        (Indicator::RealShare, "75.00%"),
        (Indicator::Completion, "40.00%"),
        (Indicator::CompletionOfAccepted, "32.00%"),
        (Indicator::TerminatedRound, "50.00%"),
        (Indicator::QualifiedRounds, "98.00%"),
        (Indicator::PropertyInTime, "95.00%"),
        (Indicator::PropertyRealisedInTime, "45.00%"),
        (Indicator::PetitionsDone, "95.00%"),
        (Indicator::ThreeYears, "70.00%"),
        (Indicator::LotsSold, "75.00%"),
        (Indicator::LotsUnsold, "25.00%"),
        (Indicator::LotsSoldFirst, "80.00%"),
        (Indicator::ReceiptsOverdue, "1.50%"),
        (Indicator::NodesLate, "1.00%"),
        (Indicator::LotsToClosed, "7.50%"),
        (Indicator::LotsToFirstClosed, "15.00%"),
        (Indicator::ActualEnforcement, "45.00%"),
        (Indicator::LimitsWarned, "10.00%"),
        (Indicator::OpenOverAYear, "2.00%"),
        (Indicator::TasksInTime, "98.00%"),
        (Indicator::TasksDoneAtOnce, "90.00%"),
    ] {
        assert_eq!(shown(indicator, &c), expected, "{indicator:?}");
    }
}

#[test]
fn published_figures_with_only_a_ratio_come_out_of_our_smallest_counts() {
    // 石景山 99.7%、98.58%；夷陵 实际执结率 27.59%、实结占比 69.2%. The counts are ours.
    let c = Counts { rounds_reviewed: 334, rounds_qualified: 333, ..Counts::default() };
    assert_eq!(shown(Indicator::QualifiedRounds, &c), "99.70%");
    let c = Counts { with_property_closed: 141, with_property_in_time: 139, ..Counts::default() };
    assert_eq!(shown(Indicator::PropertyInTime, &c), "98.58%");
    let c = Counts { received: 29, closed: 9, terminated_round: 1, ..Counts::default() };
    assert_eq!(shown(Indicator::RealClearance, &c), "27.59%");
    let c = Counts { closed: 13, terminated_round: 4, ..Counts::default() };
    assert_eq!(shown(Indicator::RealShare, &c), "69.23%");
    // 广东：1—8 月执结 49.75 万、80.51%，受理约 61.79 万。
    let c = Counts { received: 617_900, closed: 497_500, ..Counts::default() };
    assert_eq!(shown(Indicator::Clearance, &c), "80.51%");
}

#[test]
fn only_published_targets_are_shown() {
    let targets: Vec<(Indicator, i64)> = Indicator::ALL
        .into_iter()
        .filter_map(|indicator| Some((indicator, indicator.target_percent()?)))
        .collect();
    assert_eq!(
        targets,
        [
            (Indicator::QualifiedRounds, 90),
            (Indicator::PropertyRealisedInTime, 90),
            (Indicator::PetitionsDone, 90),
            (Indicator::ThreeYears, 80),
        ]
    );
}

#[test]
fn judges_share_the_closed_cases_of_their_own() {
    assert_eq!(closed_per_judge(1_000, 90, 10, 8), Some(11_250));
    assert_eq!(closed_per_judge(10, 0, 0, 3), Some(333));
    assert_eq!(closed_per_judge(10, 0, 0, 0), None);
    assert_eq!(closed_per_judge(10, 0, 0, -1), None);
    assert_eq!(closed_per_judge(i64::MIN, 1, 0, 1), None);
    // 肇庆：−13 天；广东：64 天，−26。
    assert_eq!(change(6_400, 9_000), Some(-2_600));
    assert_eq!(change(i64::MIN, 1), None);
}

#[test]
fn absurd_counts_give_no_figure_and_no_panic() {
    let c = Counts { brought_forward: i64::MAX, received: 1, ..Counts::default() };
    assert_eq!(Indicator::Clearance.of(&c), None);
    assert_eq!(weighted_days(&[(i64::MAX, i64::MAX); 3]), None);
    assert_eq!(weighted_days(&[(-1, 5)]), None);
    let lowest = Ratio { numerator: i64::MIN, denominator: 10_000 };
    assert_eq!(lowest.to_string(), "-92233720368547758.08%");
    assert_eq!(Ratio { numerator: i64::MAX, denominator: 1 }.to_string(), "—");
    assert_eq!(Ratio::new(-1, 8).unwrap().to_string(), "-12.50%");
    assert_eq!(Ratio::new(0, 8).unwrap().to_string(), "0.00%");
    assert_eq!(Ratio::new(1, 0), None);
    assert_eq!(Ratio::new(1, -1), None);
}
