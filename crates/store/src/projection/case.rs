//! 案件：the rows of a case, each table in its own file.

use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::matter::Matter;
use zhixing_domain::matter::kind::Family;
use zhixing_domain::matter::parts::Parts;
use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::shown::{BeforeAfter, filed_key, handler_name, key, names, number};
use super::{
    ProjRow, approval, asset, deadline, document, gram, lateness, measure, message, node, panel,
    party, payout, request, spelling, task,
};
use crate::value::V;

/// What sorts after every date: a case without a running limit.
pub(crate) const NO_LIMIT: &str = "9999";

/// What the rows of many tables show of a case: its number, its people, where it stands.
const SHOWN: Parts = Parts::HEAD.and(Parts::PARTIES);

/// The rows that differ between two states.
type Difference = fn(&Matter, &Matter) -> BeforeAfter;

/// A table of a case.
struct Table {
    /// The parts of the case that its rows are made from.
    shows: Parts,
    rows: fn(&Matter) -> Vec<ProjRow>,
    /// Where one register is long and changes often: the register, and its rows that differ when nothing but it does.
    within: Option<(Parts, Difference)>,
}

const fn table(shows: Parts, rows: fn(&Matter) -> Vec<ProjRow>) -> Table {
    Table { shows, rows, within: None }
}

/// Every table of a case, in the order in which rows are written.
const TABLES: &[Table] = &[
    table(Parts::ALL, |file| vec![head(file)]),
    table(Parts::PARTIES, |file| party::rows(file).collect()),
    table(SHOWN, gram::rows),
    table(SHOWN.and(Parts::ASSETS), spelling::rows),
    table(Parts::NODES, |file| node::rows(file).collect()),
    table(SHOWN.and(Parts::DEADLINES), |file| deadline::rows(file).collect()),
    table(SHOWN.and(Parts::LATENESS), |file| lateness::rows(file).collect()),
    table(SHOWN.and(Parts::DIRECTIVES), |file| lateness::directives(file).collect()),
    table(SHOWN.and(Parts::PANELS), |file| panel::rows(file).collect()),
    Table {
        within: Some((Parts::TASKS, task::changes)),
        ..table(SHOWN.and(Parts::TASKS), task::rows)
    },
    table(PROPERTY, |file| asset::rows(file).collect()),
    table(PROPERTY, |file| measure::rows(file).collect()),
    table(SHOWN.and(Parts::PAYOUTS), |file| payout::rows(file).collect()),
    table(SHOWN.and(PAPERS), |file| document::rows(file).collect()),
    table(SHOWN.and(PAPERS).and(Parts::APPROVALS), |file| approval::rows(file).collect()),
    table(Parts::MESSAGES, |file| message::rows(file).collect()),
    table(REQUESTS, |file| request::rows(file).collect()),
];

const PROPERTY: Parts = SHOWN.and(Parts::ASSETS).and(Parts::MEASURES);
const PAPERS: Parts = Parts::DOCUMENTS.and(Parts::SERVICES);
const REQUESTS: Parts = Parts::SEARCHES.and(Parts::MEASURES).and(Parts::DEDUCTIONS);

/// Every row of a case; none for a case of which nothing is known.
pub fn rows(file: &Matter) -> Vec<ProjRow> {
    if file.version == 0 {
        return Vec::new();
    }
    TABLES.iter().flat_map(|table| (table.rows)(file)).collect()
}

/// The rows that may differ between two states of a case: those of the tables that show a part that was written into.
/// Most commands write into one or two, and the rows of the others need not be made to be found equal.
pub fn changes(before: &Matter, after: &Matter) -> BeforeAfter {
    if before.version == 0 || after.version == 0 {
        return (rows(before), rows(after));
    }
    let written = after.written_since(before);
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for table in TABLES.iter().filter(|table| table.shows.meets(written)) {
        let (before, after) = match table.within {
            Some((register, changes)) if !table.shows.meets(written.without(register)) => {
                changes(before, after)
            }
            _ => ((table.rows)(before), (table.rows)(after)),
        };
        old.extend(before);
        new.extend(after);
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
        ("title_key", V::from(claim.map(|c| gram::title_key(&c.title.number)).unwrap_or_default())),
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
        ("node_due_on", V::from(node.and_then(|node| node.due_on))),
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
