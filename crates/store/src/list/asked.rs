//! What somebody asks of a list, checked against its description.

use std::collections::BTreeMap;

use uuid::Uuid;
use zhixing_domain::ground::actor::Actor;
use zhixing_domain::ground::refusal::{FieldProblem, Refusal};
use zhixing_law::day::Day;

use super::description::{Filter, Kind, List, Order};

/// Longest search text.
const TEXT_MAX: usize = 100;
/// Longest key of a mode.
const KEY_MAX: usize = 60;

/// Where and when a list is asked for, and by whom.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The court whose rows are asked for; not always the reader's.
    pub court: String,
    /// Civil date that lateness is measured from.
    pub today: Day,
    /// Who asks.
    pub reader: Actor,
    /// Only rows of cases of the reader's own.
    pub own: bool,
    /// Whether a search text may be somebody's identity number or phone, see [`person_number`].
    ///
    /// [`person_number`]: crate::query::text::person_number
    pub person_numbers: bool,
}

/// A question to a list.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The list.
    pub list: &'static List,
    /// Where, when, by whom.
    pub scope: Scope,
    values: BTreeMap<&'static str, String>,
    pub(crate) order: &'static Order,
}

impl Asked {
    /// Reads the filters and the order as they stand in an address. What the description does not name, or does not
    /// take, is refused by its name.
    pub fn read<'a>(
        list: &'static List,
        scope: Scope,
        values: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Refusal> {
        let usual = list.orders.first().ok_or(Refusal::Missing("排序"))?;
        let mut asked = Self { list, scope, values: BTreeMap::new(), order: usual };
        for (name, value) in values {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            if name == "sort" {
                let known = list.orders.iter().find(|order| order.name == value);
                asked.order = known.ok_or_else(|| unknown(name))?;
                continue;
            }
            let filter = list.filter(name).ok_or_else(|| unknown(name))?;
            check(filter, value)?;
            asked.values.insert(filter.name, value.to_owned());
        }
        Ok(asked)
    }

    /// What a filter asks for, said or usual.
    pub fn value(&self, name: &str) -> Option<&str> {
        let said = self.values.get(name).map(String::as_str);
        said.or_else(|| self.list.filter(name).and_then(|filter| filter.default))
    }

    /// The search text that means cases, if one was said.
    pub fn text(&self) -> Option<&str> {
        let filter = self.list.filters.iter().find(|filter| matches!(filter.kind, Kind::Case));
        filter.and_then(|filter| self.value(filter.name))
    }

    pub(crate) fn person(&self, name: &str) -> Option<Uuid> {
        match self.value(name)? {
            "me" => Some(self.scope.reader.id.0),
            id => Uuid::parse_str(id).ok(),
        }
    }

    pub(crate) fn day(&self, name: &str) -> Option<Day> {
        self.value(name)?.parse().ok()
    }

    /// The filters that were said, as an address or a job holds them.
    pub fn said(&self) -> BTreeMap<String, String> {
        let mut said: BTreeMap<String, String> =
            self.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        said.insert("sort".to_owned(), self.order.name.to_owned());
        said
    }
}

fn unknown(name: &str) -> Refusal {
    // A name that nobody described may be anything.
    let name: String = name.chars().take(KEY_MAX).collect();
    Refusal::field(name, FieldProblem::Unknown)
}

fn check(filter: &Filter, value: &str) -> Result<(), Refusal> {
    let long = |max: usize| {
        let fits = value.chars().count() <= max;
        fits.then_some(()).ok_or_else(|| Refusal::field(filter.name, FieldProblem::TooLong { max }))
    };
    match filter.kind {
        Kind::Case => long(TEXT_MAX),
        Kind::Named(..) => long(KEY_MAX),
        Kind::Choice(choices) => {
            let known = choices.iter().any(|choice| choice.code == value);
            known.then_some(()).ok_or_else(|| unknown(filter.name))
        }
        Kind::Person(_) if value == "me" || Uuid::parse_str(value).is_ok() => Ok(()),
        Kind::Person(_) => Err(unknown(filter.name)),
        Kind::From(_) | Kind::To(_) => value.parse::<Day>().map(|_| ()).map_err(|_| {
            let expected = "日期，例如 2026-03-01";
            Refusal::field(filter.name, FieldProblem::Invalid { expected })
        }),
    }
}
