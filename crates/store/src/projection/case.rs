//! 案件：the rows of a case, each table in its own file.

use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::matter::Matter;
use zhixing_domain::matter::kind::Family;
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::shown::{BeforeAfter, filed_key, handler_name, key, names, number};
use super::{
    ProjRow, approval, asset, deadline, document, gram, measure, message, node, party, payout,
    request, task,
};
use crate::value::V;

/// What sorts after every date: a case without a running limit.
pub(crate) const NO_LIMIT: &str = "9999";

/// Every row of a case; none for a case of which nothing is known.
pub fn rows(file: &Matter) -> Vec<ProjRow> {
    if file.version == 0 {
        return Vec::new();
    }
    let mut rows = vec![head(file)];
    rows.extend(party::rows(file));
    rows.extend(gram::rows(file));
    rows.extend(node::rows(file));
    rows.extend(deadline::rows(file));
    rows.extend(task::rows(file));
    rows.extend(asset::rows(file));
    rows.extend(measure::rows(file));
    rows.extend(payout::rows(file));
    rows.extend(document::rows(file));
    rows.extend(approval::rows(file));
    rows.extend(message::rows(file));
    rows.extend(request::rows(file));
    rows
}

/// The rows that may differ between two states of a case. Most commands change one part of it, and
/// the rows of the others need not be made to be found equal. One that is forgotten here shows when
/// the docket is replayed: the tables then differ.
pub fn changes(before: &Matter, after: &Matter) -> BeforeAfter {
    if before.version == 0 || after.version == 0 {
        return (rows(before), rows(after));
    }
    let (mut old, mut new) = (vec![head(before)], vec![head(after)]);
    let parties = before.parties == after.parties;
    // What rows of other parts show of the case.
    let shown = parties
        && before.number == after.number
        && before.stage == after.stage
        && (&before.team, &before.lane, &before.handler)
            == (&after.team, &after.lane, &after.handler);
    let mut part = |same: bool, of: &dyn Fn(&Matter) -> Vec<ProjRow>| {
        if !same {
            old.extend(of(before));
            new.extend(of(after));
        }
    };
    let all = |table: fn(&Matter) -> Vec<ProjRow>| table;
    part(parties, &|file| party::rows(file).collect());
    part(parties && before.filed_on == after.filed_on, &all(gram::rows));
    part(before.nodes == after.nodes, &|file| node::rows(file).collect());
    part(shown && before.deadlines == after.deadlines, &|file| deadline::rows(file).collect());
    let property = shown && before.measures == after.measures && before.assets == after.assets;
    part(property, &|file| asset::rows(file).collect());
    part(property, &|file| measure::rows(file).collect());
    part(shown && before.payouts == after.payouts, &|file| payout::rows(file).collect());
    part(
        shown && before.documents == after.documents && before.services == after.services,
        &|file| document::rows(file).collect(),
    );
    part(shown && before.approvals == after.approvals, &|file| approval::rows(file).collect());
    part(before.messages == after.messages, &|file| message::rows(file).collect());
    let requests = before.searches == after.searches
        && before.measures == after.measures
        && before.deductions == after.deductions;
    part(requests, &|file| request::rows(file).collect());
    if shown {
        let (before, after) = task::changes(before, after);
        old.extend(before);
        new.extend(after);
    } else {
        old.extend(task::rows(before));
        new.extend(task::rows(after));
    }
    (old, new)
}

/// Every party's name as it is searched, one a line.
fn search_names(file: &Matter) -> String {
    let names: Vec<String> =
        file.parties.iter().map(|party| gram::folded(&party.details.name)).collect();
    names.join("\n")
}

/// Since when money has lain in the account: the day of the first receipt that payouts, oldest
/// first, have not used up. None while nothing is undistributed.
fn waiting_since(file: &Matter) -> Option<Day> {
    let undistributed = file.undistributed();
    if !undistributed.is_positive() {
        return None;
    }
    let mut receipts: Vec<(Day, Fen)> =
        file.funds.receipts.iter().map(|receipt| (receipt.on, receipt.amount)).collect();
    receipts.sort();
    let mut used = file.funds.received().checked_sub(undistributed).unwrap_or_default();
    receipts.into_iter().find_map(|(on, amount)| {
        used = used.checked_sub(amount).unwrap_or_default();
        (used < Fen::ZERO).then_some(on)
    })
}

fn head(file: &Matter) -> ProjRow {
    let mut cols = identity(file);
    cols.extend(money(file));
    cols.extend(progress(file));
    ProjRow { table: "case_file", key: key(file), cols }
}

fn identity(file: &Matter) -> Vec<(&'static str, V)> {
    let number = number(file);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let counted = counted(file);
    let serial = counted.map(|(_, serial)| i64::from(serial));
    let claim = file.claim.as_ref();
    vec![
        ("number", V::from(number)),
        ("number_digits", V::from(digits)),
        ("year", V::from(counted.map(|(year, _)| i64::from(year)))),
        ("kind", V::from(file.kind.short())),
        ("serial", V::from(serial)),
        ("serial_tail", V::from(serial.map(|serial| serial % 10_000))),
        ("mode_key", V::from(file.mode.as_ref().map(|m| m.key.clone()).unwrap_or_default())),
        ("mode_version", V::from(file.mode.as_ref().map_or(0, |mode| i64::from(mode.version)))),
        ("account_no", V::from(&file.account_no)),
        ("stage", V::from(file.stage.code())),
        ("lane", V::from(file.lane.clone().unwrap_or_default())),
        ("team", V::from(file.team.clone().unwrap_or_default())),
        ("handler_id", V::from(file.handler.as_ref().map(|(id, _)| id.0))),
        ("handler_name", V::from(handler_name(file))),
        ("cause", V::from(cause(file))),
        ("about_id", V::from(file.opening.about.as_ref().map(|about| about.case.0))),
        ("about_number", V::from(about_number(file))),
        ("result", V::from(result(file))),
        ("applicants", V::from(names(file, applicant(file)))),
        ("respondents", V::from(names(file, PartyRole::Respondent))),
        ("search_names", V::from(search_names(file))),
        ("livelihood", V::from(claim.is_some_and(|claim| claim.livelihood))),
    ]
}

/// Year and serial of the number.
fn counted(file: &Matter) -> Option<(i16, u32)> {
    let case = file.number.as_ref().map(|number| (number.year, number.serial));
    case.or_else(|| file.register.as_ref().map(|number| (number.year, number.serial)))
}

/// Who asks for something: whoever applied, objected or came.
fn applicant(file: &Matter) -> PartyRole {
    match file.kind.family() {
        Family::Enforcement => PartyRole::Applicant,
        Family::Review => PartyRole::Objector,
        Family::Reception => PartyRole::Visitor,
    }
}

/// 案由, or what the objection or the visit is of.
fn cause(file: &Matter) -> String {
    let claim = file.claim.as_ref().map(|claim| claim.cause.clone());
    let objection = file.objection.as_ref().map(|objection| objection.said.claim.title());
    let visit = file.visit.as_ref().map(|visit| visit.topic.title());
    claim.or_else(|| objection.or(visit).map(str::to_owned)).unwrap_or_default()
}

fn about_number(file: &Matter) -> String {
    file.opening.about.as_ref().map(|about| about.number.clone()).unwrap_or_default()
}

/// 审查结果
fn result(file: &Matter) -> &'static str {
    let ruled = file.objection.as_ref().and_then(|objection| objection.ruled.as_ref());
    ruled.map_or("", |ruled| ruled.result.code())
}

fn money(file: &Matter) -> Vec<(&'static str, V)> {
    let claim = file.claim.as_ref().and_then(|claim| claim.total().ok()).unwrap_or_default();
    vec![
        ("claim_fen", V::from(claim)),
        ("received_fen", V::from(file.funds.received())),
        ("paid_fen", V::from(file.funds.paid_out)),
        ("in_flight_fen", V::from(file.funds.in_flight)),
        ("balance_fen", V::from(file.funds.balance())),
        ("undistributed_fen", V::from(file.undistributed())),
        ("waiting_since", V::from(waiting_since(file))),
    ]
}

fn progress(file: &Matter) -> Vec<(&'static str, V)> {
    let node = file.node();
    // A closed case waits for nothing: what still runs in it is found by its tasks and measures.
    let next = file.next_due_on();
    let warned = file.unanswered_end();
    // What counts closed cases counts cases.
    let closing = file.closing.as_ref().filter(|_| file.register.is_none());
    let live = file.tasks.iter().filter(|task| task.state.is_live()).count();
    vec![
        ("node_key", V::from(node.map(|node| node.key.clone()).unwrap_or_default())),
        ("node_name", V::from(node.map(|node| node.name.clone()).unwrap_or_default())),
        ("node_due_on", V::from(node.map(|node| node.due_on))),
        ("next_due_on", V::from(next)),
        ("due_key", V::from(next.map_or_else(|| NO_LIMIT.to_owned(), |day| day.to_string()))),
        ("warned_key", V::from(warned.map_or_else(String::new, |day| day.to_string()))),
        ("received_on", V::from(file.received_on())),
        ("filed_on", V::from(file.filed_on)),
        ("filed_key", V::from(filed_key(file))),
        ("closed_on", V::from(closing.map(|closing| closing.on))),
        ("closing_way", V::from(closing.map(|closing| closing.way.code()).unwrap_or_default())),
        ("open_tasks", V::from(i64::try_from(live).unwrap_or(i64::MAX))),
        ("unsigned_documents", V::from(file.documents_unsigned())),
        ("unserved_documents", V::from(file.documents_unserved())),
        ("open_searches", V::from(file.searches_open())),
        ("live_measures", V::from(file.live_measures())),
    ]
}
