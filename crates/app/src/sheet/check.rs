//! 核对：every row of a table by the window's rules, against the rows before it and against what the court has filed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use zhixing_documents::xlsx::column_letters;
use zhixing_domain::intake::{
    filing::Application,
    party::PartyRole,
    sheet::{Fault, Problem, column::of_path, row},
};
use zhixing_law::day::Day;
use zhixing_store::projection::gram::title_key;

use super::read::{Table, read};
use crate::{error::Error, settings::App};

/// Titles that are looked for by one question.
const AT_ONCE: usize = 200;

/// A table that was checked.
#[derive(Debug)]
pub struct Checked {
    pub table: Table,
    /// The rows that can be filed.
    pub good: Vec<(u32, Application)>,
    /// What is wrong, in the order of the rows; what is the same for all stands first, and once.
    pub faults: Vec<Placed>,
    /// Rows with which nothing is wrong but what is the same for all.
    pub spoilt: BTreeSet<u32>,
}

/// A fault with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub place: Place,
    /// The letters of the column in the sheet of the rows, where it has one there.
    pub letters: Option<String>,
    pub fault: Fault,
}

/// Where a fault stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// 共同内容, in the line that says it, if one does.
    Common(Option<u32>),
    Row(u32),
}

impl Checked {
    /// Rows that cannot be filed.
    pub fn bad(&self) -> usize {
        self.table.rows.len().saturating_sub(self.good.len())
    }
}

/// Reads and checks a table.
///
/// # Errors
/// It cannot be read as one.
pub(super) async fn check(
    app: &App,
    court: &str,
    name: &str,
    bytes: &[u8],
) -> Result<Checked, Error> {
    let (name, bytes, today) = (name.to_owned(), bytes.to_vec(), app.clock.today());
    let read = tokio::task::spawn_blocking(move || read_rows(&name, &bytes, today)).await;
    let (table, mut rows) = read.map_err(|error| Error::Internal(error.to_string()))??;
    against_each_other(&mut rows);
    against_the_court(app, court, &mut rows).await?;
    Ok(placed(table, rows))
}

/// A row, read.
struct Row {
    row: u32,
    read: Result<Application, Vec<Fault>>,
}

fn read_rows(name: &str, bytes: &[u8], today: Day) -> Result<(Table, Vec<Row>), Error> {
    let table = read(name, bytes)?;
    let rows = table
        .rows
        .iter()
        .map(|(row, cells)| Row { row: *row, read: row::read(&table.cells(cells), today) })
        .collect();
    Ok((table, rows))
}

/// Name and number of each applicant: by either they are known.
type Applicants = Vec<(String, String)>;

fn applicants(application: &Application) -> Applicants {
    let parties = application.parties.iter();
    let applicants = parties.filter(|party| party.role == PartyRole::Applicant);
    applicants.map(|party| (party.name.clone(), party.identity_number.clone())).collect()
}

/// What two parties are compared by, where the number is known.
fn respondents(application: &Application) -> impl Iterator<Item = &str> {
    let parties = application.parties.iter();
    parties
        .filter(|party| party.role == PartyRole::Respondent && !party.identity_number.is_empty())
        .map(|party| party.identity_number.as_str())
}

fn title_fault(problem: Problem) -> Vec<Fault> {
    vec![Fault { column: of_path("claim.title.number"), problem }]
}

/// Of two rows that are the same matter the later one is told of the earlier.
fn against_each_other(rows: &mut [Row]) {
    let mut against: HashMap<(String, String), u32> = HashMap::new();
    let mut titles: HashMap<String, Vec<(u32, Applicants)>> = HashMap::new();
    for Row { row, read } in rows {
        let Ok(application) = read.as_ref() else { continue };
        let key = title_key(&application.claim.title.number);
        let own = applicants(application);
        let twice = respondents(application)
            .find_map(|number| against.get(&(key.clone(), number.to_owned())).copied());
        let before = titles.get(&key).into_iter().flatten();
        let same = before.filter(|(_, known)| known.iter().any(|one| own.contains(one)));
        let same = same.map(|(row, _)| *row).next().filter(|_| application.filed_again.is_empty());
        for number in respondents(application) {
            against.entry((key.clone(), number.to_owned())).or_insert(*row);
        }
        titles.entry(key).or_default().push((*row, own));
        match (twice, same) {
            (Some(first), _) => *read = Err(title_fault(Problem::Twice { row: first })),
            (None, Some(first)) => *read = Err(title_fault(Problem::SameTitle { row: first })),
            (None, None) => {}
        }
    }
}

/// 重复立案检索, by the rule by which a number is refused at the window.
async fn against_the_court(app: &App, court: &str, rows: &mut [Row]) -> Result<(), Error> {
    let mut conn = app.db.read().await?;
    for some in rows.chunks_mut(AT_ONCE) {
        let titles: Vec<String> = some
            .iter()
            .filter_map(|row| row.read.as_ref().ok())
            .map(|application| title_key(&application.claim.title.number))
            .collect();
        let filed = conn.filed_under(court, &titles).await?;
        if filed.is_empty() {
            continue;
        }
        for Row { read, .. } in some {
            let Ok(application) = read.as_ref() else { continue };
            if !application.filed_again.is_empty() {
                continue;
            }
            let key = title_key(&application.claim.title.number);
            let own = applicants(application);
            let same = filed.iter().filter(|case| case.title == key && case.is_of(&own));
            let mut numbers: Vec<String> = same.map(|case| case.number.clone()).collect();
            numbers.dedup();
            if !numbers.is_empty() {
                *read = Err(title_fault(Problem::Filed { numbers }));
            }
        }
    }
    Ok(())
}

/// Each fault in its place. What comes from what is the same for all is told once.
fn placed(table: Table, rows: Vec<Row>) -> Checked {
    let mut good = Vec::new();
    let mut common: BTreeMap<usize, Placed> = BTreeMap::new();
    let mut own: Vec<Placed> = Vec::new();
    let mut spoilt = BTreeSet::new();
    for (Row { row, read }, (_, cells)) in rows.into_iter().zip(&table.rows) {
        let faults = match read {
            Ok(application) => {
                good.push((row, application));
                continue;
            }
            Err(faults) => faults,
        };
        let before = own.len();
        for fault in faults {
            let at = fault.column.map(|column| (column, table.place(column)));
            let said = |place: usize| cells.get(place).is_some_and(|typed| !typed.is_blank());
            match at {
                Some((column, place))
                    if place.is_none_or(|place| !said(place))
                        && (place.is_none() || table.common.contains_key(&column)) =>
                {
                    let line = table.common.get(&column).map(|(line, _)| *line);
                    let place = Place::Common(line);
                    common.entry(column).or_insert(Placed { place, letters: None, fault });
                }
                _ => {
                    let place = at.and_then(|(_, place)| place);
                    let letters = place.and_then(|place| u32::try_from(place).ok());
                    let letters = letters.map(column_letters);
                    own.push(Placed { place: Place::Row(row), letters, fault });
                }
            }
        }
        let place = |placed: &Placed| placed.fault.column.and_then(|column| table.place(column));
        if let Some(these) = own.get_mut(before..) {
            these.sort_by_key(place);
        }
        if before == own.len() {
            spoilt.insert(row);
        }
    }
    let faults = common.into_values().chain(own).collect();
    Checked { table, good, faults, spoilt }
}
