//! 一行：the cells of a row as an application, with everything that is wrong with it at once.

use serde_json::{Map, Value as Json, json};
use zhixing_law::{
    checklist::{Finding, filing as gate},
    day::Day,
};

use super::{
    Fault, Problem,
    cell::{self, Typed},
    column::{self, COLUMNS, Goes},
};
use crate::{
    ground::field::{Fields, sent},
    ground::refusal::{FieldProblem, Refusal},
    intake::filing::{Application, MaterialKind, check, complete},
    intake::identity::IdentityKind,
    intake::party::PartyDetails,
};

/// What became of a row: the application, or why it is none.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(cells: &[(usize, Typed)], today: Day) -> Result<Application, Vec<Fault>> {
    let mut form = Form::filled(cells);
    form.check_fields();
    let checked = match serde_json::from_value::<Application>(form.body.clone()) {
        Ok(application) => form.check(&application, today),
        Err(_) => {
            form.add(None, Problem::Field(FieldProblem::Unknown));
            None
        }
    };
    match checked {
        Some(application) if form.faults.is_empty() => Ok(application),
        _ => Err(form.faults),
    }
}

/// An application while it is put together.
struct Form {
    body: Json,
    /// The columns of the sums, in the order of the items.
    items: Vec<usize>,
    faults: Vec<Fault>,
}

impl Form {
    fn filled(cells: &[(usize, Typed)]) -> Form {
        let body = json!({
            "kind": "first",
            "claim": { "title": {}, "items": [] },
            "parties": [{ "role": "applicant" }, { "role": "respondent" }],
            "materials": [],
            "by_agent": false,
        });
        let mut form = Form { body, items: Vec::new(), faults: Vec::new() };
        let mut name = Json::from("");
        for (place, column) in COLUMNS.iter().enumerate() {
            let typed = cells.iter().find(|(known, _)| *known == place).map(|(_, typed)| typed);
            let read = typed.map_or(Ok(None), |typed| cell::value(column.shape(), typed));
            let value = match read {
                Ok(value) => value.or_else(|| column.unticked.then(|| Json::from(false))),
                Err(problem) => {
                    form.add(Some(place), problem);
                    None
                }
            };
            match (column.goes, value) {
                (Goes::ItemTitle, value) => name = value.unwrap_or_default(),
                (Goes::Field(path), Some(value)) => put(&mut form.body, path, value),
                (Goes::Item(kind, title), Some(fen)) if fen != 0 => {
                    let title = if title.is_empty() { name.clone() } else { Json::from(title) };
                    let item = json!({ "kind": kind, "title": title, "amount_fen": fen });
                    push(&mut form.body["claim"]["items"], item);
                    form.items.push(place);
                }
                (Goes::Material(kind), Some(pages)) if pages != 0 => {
                    push(&mut form.body["materials"], material(kind, pages));
                }
                _ => {}
            }
        }
        form.complete_parties();
        form
    }

    /// Who is said to be there has a place in the case.
    fn complete_parties(&mut self) {
        if self.body["parties"][2].is_object() {
            put(&mut self.body, "parties[2].role", Json::from("respondent"));
        }
        if self.body["parties"][0]["agents"].is_array() {
            put(&mut self.body, "by_agent", Json::from(true));
        }
    }

    /// Every field by its own rule. What breaks it gives way to a value that keeps it, so that what else is wrong with
    /// the row is found as well.
    fn check_fields(&mut self) {
        for (path, problem) in sent::faults(Application::FIELDS, "", &self.body) {
            let column = self.column_of(&path);
            self.add(column, Problem::Field(problem));
            let sample = column::field(&path).filter(|field| field.required);
            put(&mut self.body, &path, sample.map_or(Json::Null, |field| field.sample()));
        }
    }

    /// What the window checks: the application as a whole, and the conditions of filing.
    fn check(&mut self, application: &Application, today: Day) -> Option<Application> {
        let checked = check::typed(application, today);
        match &checked {
            Ok(_) => {}
            Err(Refusal::Field { field, problem }) => self.add_at(field, problem.clone()),
            Err(Refusal::Fields { faults }) => {
                for (field, problem) in faults {
                    self.add_at(field, problem.clone());
                }
            }
            Err(other) => self.add(None, Problem::Refused(Box::new(other.clone()))),
        }
        let application = checked.as_ref().unwrap_or(application);
        for finding in complete::missing(application, today) {
            self.lacks(application, finding);
        }
        checked.ok()
    }

    /// A condition that is not met stands in the column that it rests on. Where one of these is wrong itself, nobody
    /// knows yet whether it is met.
    fn lacks(&mut self, application: &Application, finding: Finding) {
        let rests_on = rests_on(finding.id);
        let columns: Vec<usize> = rests_on.iter().filter_map(|p| column::of_path(p)).collect();
        if columns.iter().any(|column| self.is_at(*column)) {
            return;
        }
        if finding.id == gate::F9.id {
            let lacks = gate::missing(&complete::gate_facts(application));
            let places: Vec<usize> = lacks.into_iter().filter_map(column_of_paper).collect();
            for place in places {
                self.add(Some(place), Problem::Lacks(Box::new(finding.clone())));
            }
            return;
        }
        let column = match finding.id {
            id if id == gate::F6.id => column::of_material(MaterialKind::PropertyProof),
            id if id == gate::F3.id && application.claim.items.is_empty() => {
                COLUMNS.iter().position(|column| column.title == "本金（元）")
            }
            id if id == gate::F3.id && is_identified(application.parties.get(1)) => {
                column::of_path("parties[2].identity_number")
            }
            _ => columns.first().copied(),
        };
        self.add(column, Problem::Lacks(Box::new(finding)));
    }

    fn add_at(&mut self, field: &str, problem: FieldProblem) {
        // Whose account it is, is compared with a name that may be wrong itself.
        let payee = field == "parties[0].account.name";
        let unknown = || column::of_path("parties[0].name").is_some_and(|name| self.is_at(name));
        if !(payee && unknown()) {
            self.add(self.column_of(field), Problem::Field(problem));
        }
    }

    /// One fault a cell: the first is what has to be put right before there can be another.
    fn add(&mut self, column: Option<usize>, problem: Problem) {
        if column.is_none_or(|column| !self.is_at(column)) {
            self.faults.push(Fault { column, problem });
        }
    }

    fn is_at(&self, column: usize) -> bool {
        self.faults.iter().any(|fault| fault.column == Some(column))
    }

    fn column_of(&self, path: &str) -> Option<usize> {
        let item = path.strip_prefix("claim.items[").and_then(|rest| rest.split_once(']'));
        match item {
            Some((place, ".title")) => {
                let amount = self.items.get(place.parse::<usize>().ok()?)?;
                amount.checked_sub(1)
            }
            Some((place, _)) => self.items.get(place.parse::<usize>().ok()?).copied(),
            None => column::of_path(path),
        }
    }
}

/// Whoever is sued has a number, or it is said why there is none.
fn is_identified(party: Option<&PartyDetails>) -> bool {
    party.is_some_and(|party| {
        !party.identity_number.is_empty() || party.identified_by() == IdentityKind::Unknown
    })
}

fn material(kind: MaterialKind, pages: Json) -> Json {
    json!({ "kind": kind, "title": kind.title(), "file": null, "pages": pages })
}

fn push(list: &mut Json, value: Json) {
    if let Json::Array(list) = list {
        list.push(value);
    }
}

/// Puts a value at a path like `parties[0].account.name`, with what it stands in.
fn put(body: &mut Json, path: &str, value: Json) {
    let mut at = body;
    for part in path.split('.') {
        let (name, place) = match part.split_once('[') {
            Some((name, place)) => (name, place.trim_end_matches(']').parse::<usize>().ok()),
            None => (part, None),
        };
        if !at.is_object() {
            *at = Json::Object(Map::new());
        }
        at = &mut at[name];
        if let Some(place) = place {
            if !at.is_array() {
                *at = Json::Array(Vec::new());
            }
            if let Json::Array(list) = at {
                while list.len() <= place {
                    list.push(Json::Null);
                }
            }
            at = &mut at[place];
        }
    }
    *at = value;
}

/// The fields that decide whether a condition of filing is met, the one in whose column it is told first.
fn rests_on(id: &str) -> &'static [&'static str] {
    match id {
        id if id == gate::F1.id => &["claim.title.effective_on"],
        id if id == gate::F2.id => &["parties[0].name"],
        id if id == gate::F3.id => &["parties[1].identity_number", "parties[1].identity_kind"],
        id if id == gate::F4.id => &["claim.title.due_on", "performed"],
        id if id == gate::F5.id => &["jurisdiction", "claim.title.category"],
        id if id == gate::F6.id => &["jurisdiction"],
        id if id == gate::F7.id => &["duplicate_search"],
        id if id == gate::F9.id => &["claim.title.category", "jurisdiction"],
        _ => &[],
    }
}

fn column_of_paper(paper: gate::Material) -> Option<usize> {
    let kind = match paper {
        gate::Material::Application => MaterialKind::Application,
        gate::Material::EffectiveDocument => MaterialKind::Title,
        gate::Material::ApplicantIdentity => MaterialKind::Identity,
        gate::Material::Authority => MaterialKind::Mandate,
        gate::Material::PropertyProof => MaterialKind::PropertyProof,
        gate::Material::ArbitrationClause => MaterialKind::ArbitrationClause,
        gate::Material::EnforcementCertificate => MaterialKind::EnforcementCertificate,
        gate::Material::Succession | gate::Material::TransferForm => return None,
    };
    column::of_material(kind)
}
