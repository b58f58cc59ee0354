//! 机构人员：the court, its staff and who holds which post.

use zhixing_domain::court::organisation::{Organisation, PostHolding, Staff};

use super::ProjRow;
use crate::value::V;

/// Every row of an organisation; none for one of which nothing is known.
pub fn rows(organisation: &Organisation) -> Vec<ProjRow> {
    if organisation.version == 0 {
        return Vec::new();
    }
    let court = organisation.court.code.as_str();
    let mut rows = vec![head(organisation)];
    rows.extend(organisation.staff.iter().map(|staff| person(court, staff)));
    rows.extend(organisation.posts.iter().flat_map(|post| holding(court, post)));
    rows
}

fn head(organisation: &Organisation) -> ProjRow {
    let court = &organisation.court;
    let cols = vec![
        ("name", V::from(&court.name)),
        ("title", V::from(&court.title)),
        ("parent", V::from(&court.parent)),
        (
            "mode",
            V::from(organisation.modes.last().map(|last| last.key.clone()).unwrap_or_default()),
        ),
        ("address", V::from(&court.address)),
        ("phone", V::from(&court.phone)),
        ("fund_name", V::from(&court.fund_account.name)),
        ("fund_bank", V::from(&court.fund_account.bank)),
        ("fund_bank_code", V::from(&court.fund_account.bank_code)),
        ("fund_account", V::from(&court.fund_account.account)),
        ("treasury_name", V::from(&court.treasury_account.name)),
        ("treasury_bank", V::from(&court.treasury_account.bank)),
        ("treasury_bank_code", V::from(&court.treasury_account.bank_code)),
        ("treasury_account", V::from(&court.treasury_account.account)),
        ("version", V::from(organisation.version)),
    ];
    ProjRow { table: "court", key: vec![("court_id", V::from(&court.code))], cols }
}

fn person(court: &str, staff: &Staff) -> ProjRow {
    let roles: Vec<&str> = staff.roles.iter().map(|role| role.code()).collect();
    let cols = vec![
        ("account", V::from(&staff.account)),
        ("name", V::from(&staff.name)),
        ("department", V::from(&staff.department)),
        ("roles", V::from(roles.join(","))),
        ("teams", V::from(staff.teams.join(","))),
        ("active", V::from(staff.active)),
    ];
    let key = vec![("court_id", V::from(court)), ("staff_id", V::from(staff.id.0))];
    ProjRow { table: "staff", key, cols }
}

fn holding(court: &str, post: &PostHolding) -> Vec<ProjRow> {
    let parts = [("holder", &post.holders), ("stand_in", &post.stand_ins)];
    let mut rows = Vec::new();
    for (part, people) in parts {
        for (place, staff) in (0_i64..).zip(people) {
            rows.push(ProjRow {
                table: "post_holding",
                key: vec![
                    ("court_id", V::from(court)),
                    ("post", V::from(&post.post)),
                    ("part", V::from(part)),
                    ("place", V::from(place)),
                ],
                cols: vec![("staff_id", V::from(staff.0))],
            });
        }
    }
    rows
}
