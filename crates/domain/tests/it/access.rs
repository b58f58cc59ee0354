//! 账号变动：given who asks, when another confirms, then it takes place.

use uuid::Uuid;
use zhixing_domain::{
    court::access::{Access, ask, settle},
    court::organisation::{self, NewStaff, Organisation, StaffEvent},
    ground::act::Act,
    ground::actor::{Actor, Role},
    ground::court::FundAccount,
    ground::entry::By,
    ground::id::{AccessId, StaffId},
    ground::refusal::Refusal,
    policy::{RoleTable, SHIPPED},
};

use crate::court::*;

fn shipped() -> RoleTable {
    RoleTable::parse(SHIPPED).unwrap()
}

fn person(n: u128, role: Role) -> Actor {
    Actor {
        id: StaffId(Uuid::from_u128(n)),
        name: format!("{}{n}", role.title()),
        roles: vec![role],
        ..chief()
    }
}

fn administrator() -> Actor {
    person(901, Role::Administrator)
}

/// An organisation with one person of each role.
fn given() -> Organisation {
    let mut organisation = Organisation::new("粤1224");
    for (n, role) in (1..).zip(Role::ALL.iter().filter(|role| **role != Role::System)) {
        let joined = StaffEvent::Joined {
            staff: StaffId(Uuid::from_u128(n)),
            account: role.code().to_owned(),
            name: role.title().to_owned(),
            department: "执行局".to_owned(),
            roles: vec![*role],
            teams: Vec::new(),
        };
        happened(&mut organisation, &joined, &administrator());
    }
    organisation
}

fn happened(organisation: &mut Organisation, event: &StaffEvent, by: &Actor) {
    let at = "2026-03-02T02:00:00Z".parse().unwrap();
    organisation.apply(event, &By { staff: by.id, name: by.name.clone(), at });
}

fn of(organisation: &Organisation, role: Role) -> StaffId {
    organisation.account(role.code()).unwrap().id
}

/// When the administrator asks for a new password of somebody.
fn when_reset(organisation: &mut Organisation, court: &mut Court, staff: StaffId) -> AccessId {
    let event = court
        .with(&administrator(), |_, ctx| {
            ask::reset(organisation, staff, &|_, _| "digest".to_owned(), ctx)
        })
        .unwrap();
    happened(organisation, &event, &administrator());
    let StaffEvent::AccessAsked { access, .. } = event else { panic!("{event:?}") };
    access
}

#[test]
fn whoever_takes_a_second_step_is_entrusted_and_nobody_else() {
    let table = shipped();
    for role in Role::ALL {
        let second = [
            Act::SignApproval,
            Act::ConfirmReceipt,
            Act::ExportBatch,
            Act::ManagePeople,
            Act::ConfirmAccess,
        ];
        let may = second.iter().any(|act| table.reach(*role, *act).is_some());
        assert_eq!(table.is_entrusted(*role), may, "{}", role.code());
        assert!(!role.signs() || may, "{}", role.code());
    }
    // Whoever asks is never one of those who confirm.
    for role in Role::ALL {
        let both = [Act::ManagePeople, Act::ConfirmAccess];
        assert!(both.iter().any(|act| table.reach(*role, *act).is_none()), "{}", role.code());
    }
    assert_eq!(table.titles(Act::ConfirmAccess), "执行局局长、院长、监察督查");
}

#[test]
fn a_reset_waits_for_somebody_who_neither_asked_nor_is_meant() {
    let mut organisation = given();
    let mut court = Court::on("2026-03-02");
    let staff = of(&organisation, Role::BureauChief);
    let access = when_reset(&mut organisation, &mut court, staff);
    assert_eq!(organisation.requests.len(), 1);

    let twice = court.with(&administrator(), |_, ctx| {
        ask::reset(&organisation, staff, &|_, _| "digest".to_owned(), ctx)
    });
    assert!(matches!(twice, Err(Refusal::Duplicate { .. })), "{twice:?}");

    let confirm = |organisation: &Organisation, court: &mut Court, by: &Actor| {
        court.with(by, |_, ctx| settle::confirm(organisation, access, ctx))
    };
    let meant = Actor { id: staff, ..chief() };
    for by in [administrator(), meant] {
        let refused = confirm(&organisation, &mut court, &by);
        assert!(matches!(refused, Err(Refusal::SecondPerson { .. })), "{refused:?}");
    }
    let inspector = person(902, Role::Inspector);
    let done = confirm(&organisation, &mut court, &inspector).unwrap();
    assert_eq!(done, [StaffEvent::AccessConfirmed { access, staff }]);
    happened(&mut organisation, &done[0], &inspector);
    assert!(organisation.requests.is_empty());
    let late = confirm(&organisation, &mut court, &inspector);
    assert!(matches!(late, Err(Refusal::Missing(_))), "{late:?}");
}

#[test]
fn who_left_while_it_waited_is_not_let_in() {
    let mut organisation = given();
    let mut court = Court::on("2026-03-02");
    let staff = of(&organisation, Role::Judge);
    let access = when_reset(&mut organisation, &mut court, staff);
    let left = StaffEvent::Left { staff, reason: "离职".to_owned() };
    happened(&mut organisation, &left, &administrator());
    let late = court
        .with(&person(902, Role::Inspector), |_, ctx| settle::confirm(&organisation, access, ctx));
    assert_eq!(late, Err(Refusal::Missing("人员")));
    let withdrawn = settle::withdraw(&organisation, access).unwrap();
    happened(&mut organisation, &withdrawn, &administrator());
    assert_eq!(settle::refuse(&organisation, access), Err(Refusal::Missing("待确认的账号变动")));
}

#[test]
fn roles_that_are_trusted_are_asked_for_and_given_when_confirmed() {
    let mut organisation = given();
    let mut court = Court::on("2026-03-02");
    let staff = of(&organisation, Role::Aide);
    let change = |organisation: &Organisation, court: &mut Court, roles: &[Role]| {
        court.with(&administrator(), |_, ctx| {
            let event =
                organisation::change_roles(organisation, staff, roles, &[], "调岗", ctx).unwrap();
            ask::or_ask(&shipped(), organisation, event, &|_, _| String::new(), ctx).unwrap()
        })
    };
    let plain = change(&organisation, &mut court, &[Role::WindowClerk]);
    assert!(matches!(plain, StaffEvent::RolesChanged { .. }), "{plain:?}");
    let raised = change(&organisation, &mut court, &[Role::Aide, Role::Judge]);
    let StaffEvent::AccessAsked { access, what: Access::Roles { .. }, credential: None, .. } =
        raised
    else {
        panic!("{raised:?}")
    };
    happened(&mut organisation, &raised, &administrator());
    assert_eq!(organisation.person(staff).unwrap().roles, [Role::Aide]);
    let inspector = person(902, Role::Inspector);
    let done =
        court.with(&inspector, |_, ctx| settle::confirm(&organisation, access, ctx)).unwrap();
    for event in &done {
        happened(&mut organisation, event, &inspector);
    }
    assert_eq!(organisation.person(staff).unwrap().roles, [Role::Aide, Role::Judge]);
    // What somebody has already is not asked for again.
    let teams = change(&organisation, &mut court, &[Role::Judge]);
    assert!(matches!(teams, StaffEvent::RolesChanged { .. }), "{teams:?}");
}

#[test]
fn a_new_person_with_a_trusted_role_joins_when_confirmed() {
    let mut organisation = given();
    let mut court = Court::on("2026-03-02");
    let new = NewStaff {
        account: "Xin.Juzhang".to_owned(),
        name: "新局长".to_owned(),
        department: "执行局".to_owned(),
        roles: vec![Role::BureauChief],
        teams: Vec::new(),
    };
    let asked = court.with(&administrator(), |_, ctx| {
        let event = organisation::join(&organisation, &new, ctx).unwrap();
        let digest = |staff: StaffId, login: &str| format!("{staff} {login}");
        ask::or_ask(&shipped(), &organisation, event, &digest, ctx).unwrap()
    });
    happened(&mut organisation, &asked, &administrator());
    let request = organisation.requests[0].clone();
    assert_eq!(request.credential, Some(format!("{} xin.juzhang", request.staff)));
    assert!(organisation.account("xin.juzhang").is_none());
    let inspector = person(902, Role::Inspector);
    let done =
        court.with(&inspector, |_, ctx| settle::confirm(&organisation, request.id, ctx)).unwrap();
    for event in &done {
        happened(&mut organisation, event, &inspector);
    }
    assert_eq!(organisation.account("xin.juzhang").map(|known| known.id), Some(request.staff));
}

#[test]
fn an_account_of_the_court_moves_when_it_is_confirmed_and_its_first_one_at_once() {
    let known = |number: &str| FundAccount { account: number.to_owned(), ..FundAccount::default() };
    let described = |phone: &str, fund: &str| {
        StaffEvent::described(&zhixing_domain::ground::court::Court {
            phone: phone.to_owned(),
            fund_account: known(fund),
            treasury_account: known("88"),
            ..given().court
        })
    };
    let mut organisation = given();
    let mut court = Court::on("2026-03-02");
    let mut say = |organisation: &Organisation, phone: &str, fund: &str| {
        court.with(&administrator(), |_, ctx| {
            ask::accounts_apart(organisation, described(phone, fund), ctx)
        })
    };
    let first = say(&organisation, "1", "11").unwrap();
    assert_eq!(first, [described("1", "11")]);
    happened(&mut organisation, &first[0], &administrator());
    let only_phone = say(&organisation, "2", "11").unwrap();
    assert_eq!(only_phone, [described("2", "11")]);
    let both = say(&organisation, "2", "12").unwrap();
    assert_eq!(both[0], described("2", "11"));
    both.iter().for_each(|event| happened(&mut organisation, event, &administrator()));
    let twice = say(&organisation, "3", "13");
    assert!(matches!(twice, Err(Refusal::Duplicate { .. })), "{twice:?}");
    let StaffEvent::AccessAsked { access, .. } = both[1] else { panic!("{both:?}") };
    let mut confirm =
        |by: &Actor| court.with(by, |_, ctx| settle::confirm(&organisation, access, ctx));
    let alone = confirm(&administrator());
    assert!(matches!(alone, Err(Refusal::SecondPerson { .. })), "{alone:?}");
    let done = confirm(&person(902, Role::President)).unwrap();
    assert_eq!(done[1], described("2", "12"));
}
