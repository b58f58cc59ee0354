//! 模式册、固定、转入：what a court works under, from which day, and what a matter keeps to.

use zhixing_domain::{
    court::mode_book::{Adoption, InFlight, adopt},
    court::organisation::{Organisation, StaffEvent},
    ground::entry::By,
    ground::refusal::{FieldProblem, Refusal},
    ground::version::{ModeFile, ModeVersion},
    mode::{Mode, read},
    work::pinned::{ModeEvent, switch},
};

use crate::{court::*, samples::*};

const KEY: &str = "guangdong-service-centre";

fn files(version: u32) -> Vec<ModeFile> {
    let text = MODE.replacen("version = 1", &format!("version = {version}"), 1);
    vec![ModeFile { name: "guangdong-service-centre.toml".to_owned(), text }]
}

fn by() -> By {
    By { staff: chief().id, name: "赵局长".to_owned(), at: at("2026-03-02") }
}

fn take(organisation: &mut Organisation, version: u32) -> Result<(), Refusal> {
    let files = files(version);
    let mode = read::read(&files).unwrap().mode;
    let digest = format!("digest of {version}");
    let event = adopt::import(&organisation.modes, &mode, &files, &digest)?;
    organisation.apply(&event, &by());
    Ok(())
}

fn turn(
    organisation: &mut Organisation,
    version: u32,
    from: &str,
    today: &str,
) -> Result<(), Refusal> {
    let of = ModeVersion::new(KEY, version);
    let (from, today) = (day(from), day(today));
    let event = adopt::adopt(&organisation.modes, &of, "模式", from, InFlight::Stay, today)?;
    organisation.apply(&event, &by());
    Ok(())
}

fn in_force(organisation: &Organisation, on: &str) -> Option<u32> {
    organisation.modes.in_force(day(on)).map(|adoption| adoption.version)
}

#[test]
fn a_version_is_kept_whole_and_its_number_is_never_used_again() {
    let mut court = Organisation::new("粤1224");
    take(&mut court, 2).unwrap();
    let kept = court.modes.import(&ModeVersion::new(KEY, 2)).unwrap();
    assert_eq!((kept.files.clone(), kept.name.as_str()), (files(2), "广东执行事务中心模式"));
    assert!(matches!(take(&mut court, 2), Err(Refusal::Duplicate { what: "模式版本", .. })));
    let refused = |result: Result<StaffEvent, Refusal>| match result {
        Err(Refusal::Field { field, problem: FieldProblem::Invalid { expected } }) => {
            format!("{field}: {expected}")
        }
        other => panic!("{other:?}"),
    };
    let other = read::read(&files(2)).unwrap().mode;
    let said = refused(adopt::import(&court.modes, &other, &files(2), "another text"));
    assert!(said.contains("没有用过的版本号"), "{said}");
    let older = read::read(&files(1)).unwrap().mode;
    let said = refused(adopt::import(&court.modes, &older, &files(1), "older"));
    assert!(said.contains("比已导入的版本大"), "{said}");
}

#[test]
fn a_court_works_under_what_it_adopted_from_the_day_it_said() {
    let mut court = Organisation::new("粤1224");
    assert_eq!(in_force(&court, "2026-03-02"), None);
    for version in 1..=3 {
        take(&mut court, version).unwrap();
    }
    turn(&mut court, 1, "2026-03-02", "2026-03-02").unwrap();
    turn(&mut court, 2, "2026-04-01", "2026-03-10").unwrap();
    assert_eq!(in_force(&court, "2026-03-31"), Some(1));
    assert_eq!(in_force(&court, "2026-04-01"), Some(2));
    assert_eq!(court.modes.coming(day("2026-03-10")).len(), 1);
    // Changed once more before the day: of two for one day the later entry counts.
    turn(&mut court, 3, "2026-04-01", "2026-03-11").unwrap();
    assert_eq!(in_force(&court, "2026-04-01"), Some(3));
    assert_eq!(court.modes.coming(day("2026-03-11")).len(), 1);
    // 回退：the earlier version is adopted again.
    turn(&mut court, 1, "2026-05-06", "2026-05-06").unwrap();
    assert_eq!(
        (in_force(&court, "2026-05-05"), in_force(&court, "2026-05-06")),
        (Some(3), Some(1))
    );
}

#[test]
fn no_mode_is_adopted_for_a_day_that_has_passed_or_twice() {
    let mut court = Organisation::new("粤1224");
    take(&mut court, 1).unwrap();
    let past = turn(&mut court, 1, "2026-03-01", "2026-03-02").unwrap_err();
    assert!(matches!(&past, Refusal::Field { field, .. } if field == "from"), "{past:?}");
    turn(&mut court, 1, "2026-03-02", "2026-03-02").unwrap();
    let twice = turn(&mut court, 1, "2026-03-02", "2026-03-02").unwrap_err();
    assert_eq!(twice.code(), "duplicate");
    let other = Adoption {
        key: KEY.to_owned(),
        version: 1,
        from: day("2026-03-02"),
        in_flight: InFlight::Move,
    };
    let of = other.of();
    let again =
        adopt::adopt(&court.modes, &of, "模式", other.from, other.in_flight, day("2026-03-02"));
    assert_eq!(again, Ok(StaffEvent::ModeAdopted(other)), "another word about matters in flight");
}

#[test]
fn the_first_entry_of_a_matter_says_under_which_mode_the_rest_came_about() {
    let court = Court::filed(&application());
    let first = &court.docket[0].event;
    let mode = ModeVersion::new(KEY, 1);
    assert_eq!(*first, ModeEvent::Pinned { mode: mode.clone() }.into());
    assert_eq!(court.folded().mode, Some(mode));
    let pins = court.docket.iter().filter(|entry| entry.event.kind() == "mode.pinned");
    assert_eq!(pins.count(), 1);
}

#[test]
fn a_matter_keeps_its_mode_until_it_is_moved() {
    let mut court = Court::filed(&application());
    court.mode = Mode::clone(&read::read(&files(2)).unwrap().mode);
    court.start_search().unwrap();
    assert_eq!(court.folded().mode, Some(ModeVersion::new(KEY, 1)), "another mode moves nothing");
    let moved = court.act(&system(), |file, ctx| switch::move_to(file, "本院改版", ctx)).unwrap();
    assert_eq!(moved[0], "mode.moved");
    assert_eq!(court.folded().mode, Some(ModeVersion::new(KEY, 2)));
    let again = court.act(&system(), |file, ctx| switch::move_to(file, "本院改版", ctx));
    assert_eq!(again.unwrap_err().code(), "duplicate");
}
