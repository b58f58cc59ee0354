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
