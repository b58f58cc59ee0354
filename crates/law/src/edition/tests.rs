use super::*;

fn on(text: &str) -> ProcedureLaw {
    ProcedureLaw::on(Day::parse(text).unwrap())
}

#[test]
fn the_edition_changes_on_its_first_day() {
    for (day, edition) in [
        ("2013-01-01", ProcedureLaw::Y2012),
        ("2017-06-30", ProcedureLaw::Y2012),
        ("2017-07-01", ProcedureLaw::Y2017),
        ("2021-12-31", ProcedureLaw::Y2017),
        ("2022-01-01", ProcedureLaw::Y2021),
        ("2023-12-31", ProcedureLaw::Y2021),
        ("2024-01-01", ProcedureLaw::Y2023),
    ] {
        assert_eq!(on(day), edition, "{day}");
    }
}

#[test]
fn articles_are_renumbered_as_the_texts_were() {
    // 行为异议、案外人、申请执行期间、迟延利息、终结执行；拒不履行、罚款幅度；保全。
    for (y2017, y2021, y2023) in [
        (225, 232, 236),
        (227, 234, 238),
        (239, 246, 250),
        (253, 260, 264),
        (257, 264, 268),
        (111, 114, 114),
        (115, 118, 118),
        (100, 103, 103),
        (101, 104, 104),
    ] {
        assert_eq!(ProcedureLaw::Y2017.number(y2023), Some(y2017));
        assert_eq!(ProcedureLaw::Y2021.number(y2023), Some(y2021));
        assert_eq!(ProcedureLaw::Y2023.number(y2023), Some(y2023));
        assert_eq!(ProcedureLaw::Y2017.number_2023(y2017), Some(y2023));
        assert_eq!(ProcedureLaw::Y2021.number_2023(y2021), Some(y2023));
    }
    assert_eq!(ProcedureLaw::Y2023.number(1), None);
    assert_eq!(ProcedureLaw::Y2012.chinese(), "2012修正");
}
