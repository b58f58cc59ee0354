use super::*;

fn d(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn most_methods_serve_on_the_day_itself() {
    for method in [
        Method::Direct,
        Method::Left,
        Method::Electronic,
        Method::Post,
        Method::PostReturned,
        Method::Delegated,
    ] {
        let s = served_on(method, d("2026-03-01")).unwrap();
        assert_eq!((s.on, s.waits), (d("2026-03-01"), None), "{method:?}");
    }
}

#[test]
fn announcements_before_2022_took_sixty_days() {
    let on = |m, day: &str| served_on(m, d(day)).unwrap().on;
    assert_eq!(on(Method::Announcement, "2021-12-31"), d("2022-03-01"));
    assert_eq!(on(Method::Announcement, "2022-01-01"), d("2022-01-31"));
    assert_eq!(on(Method::Announcement, "2026-03-01"), d("2026-03-31"));
}

#[test]
fn announcements_abroad_took_three_months_before_2024() {
    let on = |day: &str| served_on(Method::AnnouncementAbroad, d(day)).unwrap().on;
    assert_eq!(on("2023-12-31"), d("2024-03-31"));
    assert_eq!(on("2024-01-01"), d("2024-03-01"));
}
