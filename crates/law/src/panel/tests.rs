use super::*;

#[test]
fn a_panel_has_three_members_or_more_and_an_odd_number() {
    let can: Vec<usize> = (0..=9).filter(|members| may_sit(*members)).collect();
    assert_eq!(can, [3, 5, 7, 9]);
}

#[test]
fn more_than_half_of_the_members_decide_and_of_two_views_exactly_one_has_them() {
    for (agree, members, carried) in
        [(0, 3, false), (1, 3, false), (2, 3, true), (3, 3, true), (2, 5, false), (3, 5, true)]
    {
        assert_eq!(carries(agree, members), carried, "{agree} of {members}");
    }
    for members in (0..99).filter(|members| may_sit(*members)) {
        for agree in 0..=members {
            assert_ne!(carries(agree, members), carries(members - agree, members));
        }
    }
    assert!(carries(usize::MAX, 3), "nothing overflows");
}
