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

#[test]
fn the_interpretation_changes_on_its_first_days() {
    let on = |text: &str| ProcedureNote::on(Day::parse(text).unwrap());
    for (day, edition) in [
        ("1999-12-31", None),
        ("2015-01-31", None),
        ("2015-02-03", None),
        ("2015-02-04", Some(ProcedureNote::Y2015)),
        ("2015-03-01", Some(ProcedureNote::Y2015)),
        ("2016-01-01", Some(ProcedureNote::Y2015)),
        ("2020-12-31", Some(ProcedureNote::Y2015)),
        ("2021-01-01", Some(ProcedureNote::Y2020)),
        ("2022-04-09", Some(ProcedureNote::Y2020)),
        ("2022-04-10", Some(ProcedureNote::Y2022)),
        ("2022-05-01", Some(ProcedureNote::Y2022)),
        ("2023-01-01", Some(ProcedureNote::Y2022)),
    ] {
        assert_eq!(on(day), edition, "{day}");
    }
}

#[test]
fn articles_of_the_interpretation_moved_by_two() {
    // 给付内容、执行通知、时效、拘传、查封期限、到期债权、迟延履行金、参与分配、执转破、终本、排除妨害。
    for (old, now) in [
        (463, 461),
        (482, 480),
        (483, 481),
        (484, 482),
        (487, 485),
        (501, 499),
        (507, 505),
        (508, 506),
        (513, 511),
        (519, 517),
        (521, 519),
        (304, 302),
    ] {
        for edition in [ProcedureNote::Y2015, ProcedureNote::Y2020] {
            assert_eq!(edition.number(now), Some(old), "{now}");
            assert_eq!(edition.number_2022(old), Some(now), "{old}");
        }
        assert_eq!(ProcedureNote::Y2022.number(now), Some(now));
        assert_eq!(ProcedureNote::Y2022.number_2022(now), Some(now));
    }
    // 期间、送达、保全、强制措施没有移动。
    for same in [125, 138, 163, 168, 182, 185, 188] {
        assert_eq!(ProcedureNote::Y2015.number(same), Some(same));
        assert_eq!(ProcedureNote::Y2020.number_2022(same), Some(same));
    }
    for unknown in [0, 124, 189, 301, 315, 460, 522] {
        assert_eq!(ProcedureNote::Y2015.number(unknown), None, "{unknown}");
        assert_eq!(ProcedureNote::Y2022.number(unknown), None, "{unknown}");
    }
    assert_eq!(ProcedureNote::Y2015.number_2022(461), None);
    let names = [ProcedureNote::Y2015, ProcedureNote::Y2020, ProcedureNote::Y2022];
    assert_eq!(names.map(ProcedureNote::chinese), ["法释〔2015〕5号", "2020修正", "2022修正"]);
}
