//! 人员与权限：who is here, who may do what, on which cases.

use uuid::Uuid;
use zhixing_domain::{
    court::organisation::{self, Leave, NewStaff, Organisation, StaffEvent, presence},
    court::post::held_to,
    court::tree::{CourtTree, NO_OTHERS},
    ground::act::Act,
    ground::actor::{Actor, Role},
    ground::court::Court as CourtInfo,
    ground::entry::By,
    ground::id::StaffId,
    ground::refusal::{FieldProblem, Refusal},
    mode::{read, shipped},
    policy::{self, Reach, RoleTable, SHIPPED, Target, Verdict},
};

use crate::{court::*, samples::*};

fn table() -> RoleTable {
    RoleTable::parse(SHIPPED).unwrap()
}

fn courts() -> CourtTree {
    let court = |(code, parent): (&str, &str)| (code.to_owned(), parent.to_owned());
    CourtTree::new([("粤1224", "粤12"), ("粤12", "粤"), ("粤", "最高法")].map(court))
}

fn of_court(actor: Actor, court: &str) -> Actor {
    Actor { court: court.to_owned(), ..actor }
}

#[test]
fn a_role_table_names_what_it_does_not_know() {
    for (text, named) in [
        ("[role.judge]\nown = [\"fly\"]", "fly"),
        ("[role.wizard]\nown = [\"view_case\"]", "wizard"),
        ("[role.judge]\neverywhere = [\"view_case\"]", "everywhere"),
        ("[role.judge]\nbelow = [\"close_case\"]", "close_case"),
        ("[role.judge", "TOML"),
        ("[other]\nx = 1", "other"),
    ] {
        let said = RoleTable::parse(text).unwrap_err().to_string();
        assert!(said.contains(named), "{text}: {said}");
    }
}

#[test]
fn the_widest_reach_of_a_role_counts() {
    let table =
        RoleTable::parse("[role.judge]\ncourt = [\"view_case\"]\nown = [\"view_case\"]").unwrap();
    assert_eq!(table.reach(Role::Judge, Act::ViewCase), Some(Reach::Court));
    assert_eq!(table.reach(Role::Judge, Act::CloseCase), None);
}

#[test]
fn whoever_decides_second_is_not_given_the_first_step() {
    let table = table();
    for (role, denied) in [
        (Role::Cashier, Act::SignApproval),
        (Role::Cashier, Act::ProposePayout),
        (Role::FundOfficer, Act::ExportBatch),
        (Role::BureauChief, Act::ProposePayout),
        (Role::BureauChief, Act::ExportBatch),
        (Role::Inspector, Act::CloseCase),
        (Role::Administrator, Act::ViewCase),
        (Role::System, Act::SignApproval),
    ] {
        assert_eq!(table.reach(role, denied), None, "{} {}", role.code(), denied.code());
    }
}

#[test]
fn a_judge_acts_on_cases_of_their_own_and_only_sees_the_others() {
    let court = Court::searched(&application(), Vec::new());
    let target = Target::Case(&court.file);
    let table = table();
    let door = |actor: &Actor, act| policy::allow(&table, actor, act, target, &courts());
    assert_eq!(door(&judge(), Act::CloseCase), Verdict::Allowed);
    assert_eq!(door(&other_judge(), Act::ViewCase), Verdict::Allowed);
    assert_eq!(door(&other_judge(), Act::CloseCase), Verdict::Forbidden);
    assert_eq!(door(&of_court(judge(), "粤1302"), Act::ViewCase), Verdict::Hidden);
    assert_eq!(door(&of_court(judge(), "粤1302"), Act::CloseCase), Verdict::Hidden);
}

#[test]
fn an_aide_sees_the_cases_of_the_team_and_no_others() {
    let mut court = Court::searched(&application(), Vec::new());
    let aide = Actor { roles: vec![Role::Aide], posts: Vec::new(), ..other_judge() };
    let table = table();
    let door = |court: &Court, act| {
        policy::allow(&table, &aide, act, Target::Case(&court.file), &courts())
    };
    assert_eq!(door(&court, Act::ViewCase), Verdict::Hidden, "the case is another team's");
    court.by_hand().team = Some("fast".to_owned());
    assert_eq!(door(&court, Act::ViewCase), Verdict::Allowed);
    assert_eq!(door(&court, Act::CloseCase), Verdict::Forbidden);
}

#[test]
fn a_court_above_sees_and_does_not_act() {
    let court = Court::filed(&application());
    let table = table();
    let above = of_court(Actor { roles: vec![Role::Inspector], ..chief() }, "粤12");
    let case = Target::Case(&court.file);
    let door = |actor: &Actor, act, target| policy::allow(&table, actor, act, target, &courts());
    assert_eq!(door(&above, Act::ViewCase, case), Verdict::Allowed);
    assert_eq!(door(&above, Act::CloseCase, case), Verdict::Forbidden);
    assert_eq!(door(&above, Act::ListCases, Target::Court("粤1224")), Verdict::Allowed);
    let beside = of_court(above.clone(), "粤13");
    assert_eq!(door(&beside, Act::ViewCase, case), Verdict::Hidden);
    assert_eq!(door(&beside, Act::ListCases, Target::Court("粤1224")), Verdict::Hidden);
    let chief_above = of_court(chief(), "粤12");
    assert_eq!(
        door(&chief_above, Act::ViewCase, case),
        Verdict::Hidden,
        "not every role reaches down"
    );
}

#[test]
fn the_administrator_manages_people_and_sees_no_case() {
    let court = Court::filed(&application());
    let table = table();
    let admin = Actor { roles: vec![Role::Administrator], posts: Vec::new(), ..chief() };
    let door = |act, target| policy::allow(&table, &admin, act, target, &courts());
    assert_eq!(door(Act::ViewCase, Target::Case(&court.file)), Verdict::Hidden);
    assert_eq!(door(Act::ManagePeople, Target::Court("粤1224")), Verdict::Allowed);
    assert_eq!(door(Act::ListCases, Target::Court("粤1224")), Verdict::Forbidden);
    assert_eq!(door(Act::ManagePeople, Target::Court("粤12")), Verdict::Hidden);
}

fn new_staff(account: &str, roles: &[Role]) -> NewStaff {
    NewStaff {
        account: account.to_owned(),
        name: "李法官".to_owned(),
        department: "执行局".to_owned(),
        roles: roles.to_vec(),
        teams: vec!["fast".to_owned()],
    }
}

fn join(organisation: &mut Organisation, new: &NewStaff) -> Result<StaffId, Refusal> {
    let mut court = Court::on("2026-03-02");
    court.next_id += 10 * u128::try_from(organisation.version).unwrap();
    let event = court.with(&chief(), |_, ctx| organisation::join(organisation, new, ctx))?;
    let by = By { staff: chief().id, name: chief().name, at: court.now };
    organisation.apply(&event, &by);
    match event {
        StaffEvent::Joined { staff, .. } => Ok(staff),
        other => panic!("{other:?}"),
    }
}

fn apply(organisation: &mut Organisation, event: &StaffEvent) {
    let by = By { staff: chief().id, name: chief().name, at: at("2026-03-02") };
    organisation.apply(event, &by);
}

#[test]
fn a_member_of_staff_joins_once_with_roles_that_do_not_collide() {
    let mut organisation = Organisation::new("粤1224");
    join(&mut organisation, &new_staff("Judge.Li", &[Role::Judge])).unwrap();
    let mut refused = |account: &str, roles: &[Role]| {
        join(&mut organisation, &new_staff(account, roles)).unwrap_err()
    };
    assert_eq!(
        refused("judge.li", &[Role::Judge]),
        Refusal::Duplicate { what: "登录账号", key: "judge.li".to_owned() }
    );
    assert!(
        matches!(refused("李", &[Role::Judge]), Refusal::Field { field, .. } if field == "account")
    );
    assert!(
        matches!(refused("ab", &[Role::Judge]), Refusal::Field { field, .. } if field == "account")
    );
    assert_eq!(refused("abc", &[]), Refusal::field("roles", FieldProblem::Required));
    for roles in [&[Role::FundOfficer, Role::Cashier][..], &[Role::System][..]] {
        assert!(matches!(refused("abc", roles), Refusal::Field { field, .. } if field == "roles"));
    }
    let mut elsewhere = new_staff("abc", &[Role::Judge]);
    elsewhere.teams = vec!["nowhere".to_owned()];
    let refused = join(&mut organisation, &elsewhere);
    assert_eq!(refused, Err(Refusal::field("teams", FieldProblem::Unknown)));
}

#[test]
fn the_stand_in_does_the_work_of_a_post_while_its_holder_is_away() {
    let mut organisation = Organisation::new("粤1224");
    let one = join(&mut organisation, &new_staff("judge.one", &[Role::Judge])).unwrap();
    let two = join(&mut organisation, &new_staff("judge.two", &[Role::Judge])).unwrap();
    let clerk = join(&mut organisation, &new_staff("clerk", &[Role::CentreClerk])).unwrap();
    let mut court = Court::on("2026-03-02");
    let mut fill = |organisation: &Organisation, post: &str, holder| {
        court.with(&chief(), |_, ctx| {
            presence::fill_post(organisation, post, &[holder], &[two], ctx)
        })
    };
    assert_eq!(fill(&organisation, "juggler", one), Err(Refusal::Missing("岗位")));
    let wrong = fill(&organisation, "signer", clerk);
    assert!(matches!(wrong, Err(Refusal::Field { field, .. }) if field == "holders"));
    let nobody = fill(&organisation, "signer", StaffId(Uuid::from_u128(1)));
    assert_eq!(nobody, Err(Refusal::Missing("人员")));
    let filled = fill(&organisation, "signer", one).unwrap();
    apply(&mut organisation, &filled);

    let leave =
        |from: &str, to: &str| Leave { from: day(from), to: day(to), reason: "出差".to_owned() };
    let back = presence::record_leave(&organisation, one, &leave("2026-03-05", "2026-03-04"));
    assert!(matches!(back, Err(Refusal::Field { field, .. }) if field == "to"));
    let away =
        presence::record_leave(&organisation, one, &leave("2026-03-05", "2026-03-06")).unwrap();
    apply(&mut organisation, &away);
    for (on, who) in
        [("2026-03-04", one), ("2026-03-05", two), ("2026-03-06", two), ("2026-03-07", one)]
    {
        assert_eq!(organisation.on_duty("signer", day(on)), [who], "{on}");
    }
    assert_eq!(organisation.actor(two, day("2026-03-05")).unwrap().posts, ["signer"]);
    assert!(organisation.actor(one, day("2026-03-05")).unwrap().posts.is_empty());
}

#[test]
fn nobody_changes_their_own_roles_or_dismisses_themselves() {
    let mut organisation = Organisation::new("粤1224");
    let id = join(&mut organisation, &new_staff("admin", &[Role::Administrator])).unwrap();
    let me = Actor { id, ..chief() };
    let mut court = Court::on("2026-03-02");
    let roles = court.with(&me, |_, ctx| {
        organisation::change_roles(&organisation, id, &[Role::President], &[], "升任", ctx)
    });
    assert!(matches!(roles, Err(Refusal::SecondPerson { what: "调整角色", .. })));
    let left = court.with(&me, |_, ctx| organisation::leave_court(&organisation, id, "离职", ctx));
    assert!(matches!(left, Err(Refusal::SecondPerson { what: "停用人员", .. })));
    let changed = court
        .with(&chief(), |_, ctx| {
            organisation::change_roles(&organisation, id, &[Role::Inspector], &[], "调岗", ctx)
        })
        .unwrap();
    apply(&mut organisation, &changed);
    let left = court
        .with(&chief(), |_, ctx| organisation::leave_court(&organisation, id, "离职", ctx))
        .unwrap();
    apply(&mut organisation, &left);
    assert!(organisation.actor(id, day("2026-03-02")).is_none());
    let again =
        court.with(&chief(), |_, ctx| organisation::leave_court(&organisation, id, "离职", ctx));
    assert_eq!(again, Err(Refusal::Missing("人员")));
}

#[test]
fn a_court_above_is_another_one_and_higher() {
    let describe = |own: &str, parent: &str| {
        let new = CourtInfo { parent: parent.to_owned(), ..Court::on("2026-03-02").info.clone() };
        organisation::describe::describe(&Organisation::new(own), &new, &NO_OTHERS).map(|event| {
            match event {
                StaffEvent::CourtDescribed { parent, .. } => parent,
                other => panic!("{other:?}"),
            }
        })
    };
    for (own, parent, kept) in [
        ("粤1224", "粤12", "粤12"),
        ("粤1224", "粤１２", "粤12"),
        ("粤1224", "粤", "粤"),
        ("粤1224", "最高法", "最高法"),
        ("粤1224", "", ""),
        ("京0107", "京01", "京01"),
        ("冀8601", "京71", "京71"),
        ("粤12", "粤", "粤"),
        ("粤", "最高法", "最高法"),
        ("兵", "新", "新"),
    ] {
        assert_eq!(describe(own, parent).unwrap(), kept, "{own} {parent}");
    }
    for (own, parent) in [
        ("粤1224", "粤1224"),
        ("粤1224", "粤1203"),
        ("粤1224", "京01"),
        ("粤1224", "京"),
        ("粤1224", "十二"),
        ("粤12", "粤1224"),
        ("粤12", "粤12"),
        ("粤", "粤12"),
        ("粤", "京"),
        ("兵", "兵"),
        ("最高法", "粤"),
        ("最高法", "最高法"),
    ] {
        match describe(own, parent).unwrap_err() {
            Refusal::Field { field, problem: FieldProblem::Invalid { .. } } => {
                assert_eq!(field, "parent", "{own} {parent}");
            }
            other => panic!("{own} {parent}: {other:?}"),
        }
    }
}

#[test]
fn papers_have_the_courts_name_with_its_province_or_as_the_court_itself_writes_it() {
    let info = Court::on("2026-03-02").info.clone();
    assert_eq!((info.name.as_str(), info.title.as_str()), ("怀集县人民法院", ""));
    assert_eq!(info.full_name(), "广东省怀集县人民法院");
    let named = |name: &str| CourtInfo { name: name.to_owned(), ..info.clone() };
    assert_eq!(named("广东省怀集县人民法院").full_name(), "广东省怀集县人民法院");

    let described = |title: &str| {
        let new = CourtInfo { title: title.to_owned(), ..info.clone() };
        organisation::describe::describe(&Organisation::new("粤1224"), &new, &NO_OTHERS)
    };
    let Ok(StaffEvent::CourtDescribed { title, .. }) = described("广东省怀集县人民法院")
    else {
        panic!("the full name is taken");
    };
    assert_eq!(title, "广东省怀集县人民法院");
    let Err(Refusal::Field { .. }) = described("广东省高级人民法院") else {
        panic!("the name of another court is refused");
    };
}

#[test]
fn a_post_narrows_its_role_and_gives_nothing_beyond_it() {
    let modes =
        shipped::modes().into_iter().map(|own| read::read(&shipped::over_base(&own)).unwrap().mode);
    let mode = modes.into_iter().find(|mode| mode.key == "guannan-854").unwrap();
    let holding = |posts: &[&str]| {
        let posts: Vec<String> = posts.iter().map(|post| (*post).to_owned()).collect();
        let actor = Actor { roles: vec![Role::CentreClerk], posts, ..chief() };
        Actor { held_to: held_to(&actor, &mode), ..actor }
    };
    let table = table();
    let may = |actor: &Actor, act: Act| {
        let target = Target::Court("粤1224");
        policy::allow(&table, actor, act, target, &courts()) == Verdict::Allowed
    };
    let (maker, receiver) = (holding(&["document_maker"]), holding(&["receiver"]));
    assert!(may(&maker, Act::MakeDocument) && !may(&maker, Act::AssignTask));
    assert!(may(&receiver, Act::AssignTask) && !may(&receiver, Act::MakeDocument));
    let both = holding(&["document_maker", "receiver"]);
    assert!(may(&both, Act::MakeDocument) && may(&both, Act::AssignTask), "together");
    let none = holding(&[]);
    assert!(may(&none, Act::MakeDocument), "whoever holds no post has what the role grants");
    for act in Act::ALL {
        assert!(!may(&maker, *act) || may(&none, *act), "{act:?} is not given by a post");
    }
    assert!(may(&maker, Act::ListCases) && may(&maker, Act::AddMaterial));
}
