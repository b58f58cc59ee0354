//! 基础与叠加：a mode is the files of its own folder laid over those of `base/`, where it `extends` it.
//!
//! Rows are laid over by key: a row of the base that the mode writes anew is replaced where it stood, new rows come
//! last, `remove = ["task.plan"]` takes rows out. Nothing is merged inside a row: what a row says is read in one place.
//! Where each row stands is kept, so that whatever is found wrong later has its file and line.

use std::{ops::Range, sync::Arc};

use serde::Deserialize;
use toml::Spanned;

use super::{
    Approval, DeadlineRule, DocumentRule, Lane, Mode, Node, NotifyRule, PaperTerm, Post, TaskRule,
    Team, TriageTable,
    organised::{Affair, Escalation, Proportion, Target},
    story::Story,
};
use crate::{
    ground::fault::{Fault, FaultKind},
    ground::version::{BASE, ModeFile},
    intake::party::PartyRole,
    matter::kind::MatterKind,
    papers::kind::DocumentKind,
};

/// A row that can be replaced by another of the same key.
pub(super) trait Row {
    /// Name of the section in the file.
    const SECTION: &'static str;
    /// What tells it from other rows of its section.
    fn id(&self) -> String;
    /// What people call it; empty where it has no name of its own.
    fn name(&self) -> &str;
}

macro_rules! rows {
    ($($row:ty = $section:literal, $of:ident => $id:expr, $name:expr;)*) => {
        $(impl Row for $row {
            const SECTION: &'static str = $section;
            fn id(&self) -> String { let $of = self; $id }
            fn name(&self) -> &str { let $of = self; $name }
        })*
    };
}

rows! {
    Team = "team", row => row.key.clone(), &row.name;
    Post = "post", row => row.key.clone(), &row.name;
    Lane = "lane", row => row.key.clone(), &row.name;
    Node = "node", row => row.key.clone(), &row.name;
    DeadlineRule = "deadline", row => row.key.clone(), &row.name;
    TaskRule = "task", row => row.key.clone(), &row.name;
    TriageTable = "triage", row => joined(&[&only(&row.kinds), row.round.code()]), &row.name;
    DocumentRule = "document", row => joined(&[
        &only(&row.kinds),
        &row.on,
        row.of.map_or("", DocumentKind::code),
        row.kind.code(),
        role(row.for_each),
    ]), nameless(row);
    PaperTerm = "paper_term", row => row.kind.code().to_owned(), nameless(row);
    NotifyRule = "notify", row => joined(&[&only(&row.kinds), &row.on, role(Some(row.to)), &row.template]), nameless(row);
    Approval = "approval", row => row.what.code().to_owned(), row.what.title();
    Affair = "affair", row => row.key.clone(), &row.name;
    Proportion = "proportion", row => row.key.clone(), &row.name;
    Target = "target", row => row.indicator.chinese().to_owned(), nameless(row);
    Escalation = "escalation", row => row.level.code().to_owned(), row.level.title();
    Story = "story", row => row.key.clone(), &row.name;
}

fn nameless<R>(_: &R) -> &'static str {
    ""
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(":")
}

/// For which kinds a row is, where it says so.
fn only(kinds: &[MatterKind]) -> String {
    if kinds == MatterKind::enforcing() {
        return String::new();
    }
    kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join("+")
}

fn role(role: Option<PartyRole>) -> &'static str {
    role.map_or("", PartyRole::code)
}

/// What one file says; every part may be in another file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fragment {
    extends: Option<Spanned<String>>,
    key: Option<String>,
    name: Option<String>,
    version: Option<u32>,
    source: Option<String>,
    interest_ahead_days: Option<u32>,
    #[serde(default)]
    remove: Vec<Spanned<String>>,
    #[serde(default)]
    team: Vec<Spanned<Team>>,
    #[serde(default)]
    post: Vec<Spanned<Post>>,
    #[serde(default)]
    lane: Vec<Spanned<Lane>>,
    #[serde(default)]
    node: Vec<Spanned<Node>>,
    #[serde(default)]
    deadline: Vec<Spanned<DeadlineRule>>,
    #[serde(default)]
    task: Vec<Spanned<TaskRule>>,
    #[serde(default)]
    triage: Vec<Spanned<TriageTable>>,
    #[serde(default)]
    document: Vec<Spanned<DocumentRule>>,
    #[serde(default)]
    paper_term: Vec<Spanned<PaperTerm>>,
    #[serde(default)]
    notify: Vec<Spanned<NotifyRule>>,
    #[serde(default)]
    approval: Vec<Spanned<Approval>>,
    #[serde(default)]
    affair: Vec<Spanned<Affair>>,
    #[serde(default)]
    proportion: Vec<Spanned<Proportion>>,
    #[serde(default)]
    target: Vec<Spanned<Target>>,
    #[serde(default)]
    escalation: Vec<Spanned<Escalation>>,
    #[serde(default)]
    story: Vec<Spanned<Story>>,
}

/// A mode put together, and each of its rows as it is written.
#[derive(Debug, Clone)]
pub struct Composed {
    pub mode: Arc<Mode>,
    pub rows: Vec<RowText>,
}

/// A row as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowText {
    pub section: &'static str,
    pub id: String,
    /// What people call it; empty where it has no name of its own.
    pub name: String,
    pub text: String,
}

/// Where a row stands.
#[derive(Debug, Clone)]
struct Stand {
    section: &'static str,
    id: String,
    /// Place among the files.
    file: usize,
    /// Offset of its first character.
    start: usize,
}

/// What something that is wrong is wrong with: a row, a rule inside it, or the mode as a whole.
pub(super) struct Place {
    section: &'static str,
    id: String,
    rule: Option<String>,
}

impl Place {
    pub(super) fn whole() -> Place {
        Place { section: "", id: String::new(), rule: None }
    }

    pub(super) fn row<R: Row>(row: &R) -> Place {
        Place { section: R::SECTION, id: row.id(), rule: None }
    }

    pub(super) fn rule(table: &TriageTable, rule: &str) -> Place {
        Place { rule: Some(rule.to_owned()), ..Place::row(table) }
    }

    fn said(&self) -> String {
        let name = self.rule.as_ref().unwrap_or(&self.id);
        format!("{} {name}", self.section).trim().to_owned()
    }
}

/// The files of a mode while they are put together, and where each row stands.
pub(super) struct Laid<'a> {
    files: &'a [ModeFile],
    stands: Vec<Stand>,
    faults: Vec<Fault>,
}

impl<'a> Laid<'a> {
    pub(super) fn of(files: &'a [ModeFile]) -> Laid<'a> {
        Laid { files, stands: Vec::new(), faults: Vec::new() }
    }

    pub(super) fn compose(&mut self) -> Mode {
        let mut mode = Mode::none();
        let mut extends = false;
        let mut own = Vec::new();
        let mut base = Vec::new();
        for (place, file) in self.files.iter().enumerate() {
            let Some(fragment) = self.fragment(place, file) else { continue };
            if file.is_base() {
                base.push((place, fragment));
            } else {
                extends |= self.extends(place, &fragment);
                own.push((place, fragment));
            }
        }
        let removed: Vec<(usize, Spanned<String>)> = own
            .iter_mut()
            .flat_map(|(place, fragment)| {
                let place = *place;
                std::mem::take(&mut fragment.remove).into_iter().map(move |row| (place, row))
            })
            .collect();
        if extends {
            base.into_iter().for_each(|(place, fragment)| self.lay(&mut mode, place, fragment, 0));
            self.remove(&mut mode, &removed);
        }
        let from = self.stands.len();
        own.into_iter().for_each(|(place, fragment)| self.lay(&mut mode, place, fragment, from));
        // A mode that writes its own nodes has them after those of the base; the way of a case comes first all the same.
        mode.node.sort_by_key(|node| !node.is_of_cases());
        self.complete(&mode);
        mode
    }

    fn fragment(&mut self, place: usize, file: &ModeFile) -> Option<Fragment> {
        let error = match toml::from_str(&file.text) {
            Ok(fragment) => return Some(fragment),
            Err(error) => error,
        };
        let start = error.span().map_or(0, |span: Range<usize>| span.start);
        let said = error.message();
        let quoted = || said.split('`').nth(1).unwrap_or_default().to_owned();
        let kind = if said.starts_with("unknown field") {
            FaultKind::Field { name: quoted() }
        } else if said.starts_with("missing field") {
            FaultKind::Missing { name: quoted() }
        } else if said.starts_with("duplicate key") {
            FaultKind::Twice { key: quoted() }
        } else if said.starts_with("unknown variant") {
            FaultKind::Unknown { what: "word", key: quoted() }
        } else if ["invalid type", "invalid value", "condition"]
            .iter()
            .any(|word| said.starts_with(word))
        {
            FaultKind::Type { message: said.to_owned() }
        } else {
            FaultKind::Syntax { message: said.to_owned() }
        };
        self.report(place, start, String::new(), kind);
        None
    }

    fn extends(&mut self, place: usize, fragment: &Fragment) -> bool {
        let Some(extends) = &fragment.extends else { return false };
        if extends.get_ref() != BASE {
            let kind = FaultKind::Base { key: extends.get_ref().clone() };
            self.report(place, extends.span().start, String::new(), kind);
        }
        true
    }

    /// Lays a file's rows over what is there. Rows from `from` on came from the same layer: of those none is replaced.
    fn lay(&mut self, mode: &mut Mode, place: usize, fragment: Fragment, from: usize) {
        let head = |into: &mut String, word: Option<String>| {
            if let Some(word) = word {
                *into = word;
            }
        };
        head(&mut mode.key, fragment.key);
        head(&mut mode.name, fragment.name);
        head(&mut mode.source, fragment.source);
        mode.version = fragment.version.unwrap_or(mode.version);
        mode.interest_ahead_days = fragment.interest_ahead_days.unwrap_or(mode.interest_ahead_days);
        self.rows(&mut mode.team, place, fragment.team, from);
        self.rows(&mut mode.post, place, fragment.post, from);
        self.rows(&mut mode.lane, place, fragment.lane, from);
        self.rows(&mut mode.node, place, fragment.node, from);
        self.rows(&mut mode.deadline, place, fragment.deadline, from);
        self.rows(&mut mode.task, place, fragment.task, from);
        self.rows(&mut mode.triage, place, fragment.triage, from);
        self.rows(&mut mode.document, place, fragment.document, from);
        self.rows(&mut mode.paper_term, place, fragment.paper_term, from);
        self.rows(&mut mode.notify, place, fragment.notify, from);
        self.rows(&mut mode.approval, place, fragment.approval, from);
        self.rows(&mut mode.affair, place, fragment.affair, from);
        self.rows(&mut mode.proportion, place, fragment.proportion, from);
        self.rows(&mut mode.target, place, fragment.target, from);
        self.rows(&mut mode.escalation, place, fragment.escalation, from);
        self.rows(&mut mode.story, place, fragment.story, from);
    }

    fn rows<R: Row>(
        &mut self,
        known: &mut Vec<R>,
        place: usize,
        rows: Vec<Spanned<R>>,
        from: usize,
    ) {
        for row in rows {
            let start = row.span().start;
            let row = row.into_inner();
            let id = row.id();
            let stand = Stand { section: R::SECTION, id: id.clone(), file: place, start };
            let same = |s: &Stand| s.section == R::SECTION && s.id == id;
            if self.stands.iter().skip(from).any(same) {
                let kind = FaultKind::Twice { key: id.clone() };
                self.report(place, start, format!("{} {id}", R::SECTION), kind);
                continue;
            }
            match known.iter_mut().find(|known| known.id() == id) {
                Some(known) => *known = row,
                None => known.push(row),
            }
            self.stands.push(stand);
        }
    }

    fn remove(&mut self, mode: &mut Mode, removed: &[(usize, Spanned<String>)]) {
        for (place, row) in removed {
            let (section, id) = row.get_ref().split_once('.').unwrap_or((row.get_ref(), ""));
            let found = match section {
                Team::SECTION => take(&mut mode.team, id),
                Post::SECTION => take(&mut mode.post, id),
                Lane::SECTION => take(&mut mode.lane, id),
                Node::SECTION => take(&mut mode.node, id),
                DeadlineRule::SECTION => take(&mut mode.deadline, id),
                TaskRule::SECTION => take(&mut mode.task, id),
                TriageTable::SECTION => take(&mut mode.triage, id),
                DocumentRule::SECTION => take(&mut mode.document, id),
                PaperTerm::SECTION => take(&mut mode.paper_term, id),
                NotifyRule::SECTION => take(&mut mode.notify, id),
                Approval::SECTION => take(&mut mode.approval, id),
                Affair::SECTION => take(&mut mode.affair, id),
                Proportion::SECTION => take(&mut mode.proportion, id),
                Target::SECTION => take(&mut mode.target, id),
                Escalation::SECTION => take(&mut mode.escalation, id),
                Story::SECTION => take(&mut mode.story, id),
                _ => false,
            };
            if !found {
                let kind = FaultKind::Unknown { what: "row", key: row.get_ref().clone() };
                self.report(*place, row.span().start, "remove".to_owned(), kind);
            }
        }
    }

    /// What a mode must say of itself, in whichever of its files.
    fn complete(&mut self, mode: &Mode) {
        let missing = [
            ("key", mode.key.is_empty()),
            ("name", mode.name.is_empty()),
            ("version", mode.version == 0),
            ("source", mode.source.is_empty()),
        ];
        for (name, _) in missing.into_iter().filter(|(_, missing)| *missing) {
            self.report(0, 0, String::new(), FaultKind::Missing { name: name.to_owned() });
        }
    }

    /// Every row as it is written, in the mode's order.
    pub(super) fn texts(&self, mode: &Mode) -> Vec<RowText> {
        let head = format!(
            "key = {:?}\nname = {:?}\nversion = {}\nsource = {:?}\ninterest_ahead_days = {}",
            mode.key, mode.name, mode.version, mode.source, mode.interest_ahead_days
        );
        let mut rows = vec![RowText {
            section: "mode",
            id: String::new(),
            name: mode.name.clone(),
            text: head,
        }];
        self.texts_of(&mode.team, &mut rows);
        self.texts_of(&mode.post, &mut rows);
        self.texts_of(&mode.lane, &mut rows);
        self.texts_of(&mode.node, &mut rows);
        self.texts_of(&mode.deadline, &mut rows);
        self.texts_of(&mode.task, &mut rows);
        self.texts_of(&mode.triage, &mut rows);
        self.texts_of(&mode.paper_term, &mut rows);
        self.texts_of(&mode.document, &mut rows);
        self.texts_of(&mode.approval, &mut rows);
        self.texts_of(&mode.notify, &mut rows);
        self.texts_of(&mode.affair, &mut rows);
        self.texts_of(&mode.proportion, &mut rows);
        self.texts_of(&mode.target, &mut rows);
        self.texts_of(&mode.escalation, &mut rows);
        self.texts_of(&mode.story, &mut rows);
        rows
    }

    fn texts_of<R: Row>(&self, known: &[R], rows: &mut Vec<RowText>) {
        for row in known {
            let (id, name) = (row.id(), row.name().to_owned());
            let stand = self.stands.iter().rev().find(|s| s.section == R::SECTION && s.id == id);
            let said = stand.map_or("", |stand| self.written(stand));
            let header = format!("[[{}]]", R::SECTION);
            let body: Vec<&str> = said.lines().skip_while(|line| line.trim() == header).collect();
            // What stands below the row belongs to the next one.
            let of_next = |line: &&&str| {
                let line = line.trim();
                line.is_empty() || line.starts_with('#') || line == header
            };
            let below = body.iter().rev().take_while(of_next).count();
            let body = body.get(..body.len() - below).unwrap_or_default().join("\n");
            rows.push(RowText { section: R::SECTION, id, name, text: format!("{header}\n{body}") });
        }
    }

    /// The text from where a row begins to where the next one does.
    fn written(&self, stand: &Stand) -> &str {
        let next = self
            .stands
            .iter()
            .filter(|other| other.file == stand.file && stand.start < other.start)
            .map(|other| other.start)
            .min();
        let text = self.files.get(stand.file).map_or("", |file| file.text.as_str());
        text.get(stand.start..next.unwrap_or(text.len())).unwrap_or_default()
    }

    fn report(&mut self, file: usize, start: usize, place: String, kind: FaultKind) {
        let Some(known) = self.files.get(file) else { return };
        let line = known.text.get(..start).unwrap_or_default().matches('\n').count() + 1;
        self.faults.push(Fault { file: known.name.clone(), line, place, kind });
    }

    /// Notes what is wrong with a row: at the line in it that says `near`, else where it begins.
    pub(super) fn wrong<R: Row>(&mut self, id: &str, near: &str, kind: FaultKind) {
        let (file, start) = self.find(R::SECTION, id, near);
        self.report(file, start, format!("{} {id}", R::SECTION), kind);
    }

    /// The same at a place that may be a part of a row.
    pub(super) fn wrong_at(&mut self, place: &Place, near: &str, kind: FaultKind) {
        let (file, start) = match &place.rule {
            None => self.find(place.section, &place.id, near),
            Some(rule) => self.find_rule(place, rule, near),
        };
        self.report(file, start, place.said(), kind);
    }

    /// In a table, the rule of a name; of two of one name the second, which is the one too many.
    fn find_rule(&self, place: &Place, rule: &str, near: &str) -> (usize, usize) {
        let (file, table) = self.find(place.section, &place.id, "");
        let stand = self.stands.iter().find(|stand| stand.file == file && stand.start == table);
        let written = stand.map_or("", |stand| self.written(stand));
        let Some(at) = written.rfind(&format!("\"{rule}\"")) else { return (file, table) };
        let rest = written.get(at..).unwrap_or_default();
        let own = rest.find("\n[[").map_or(rest, |end| rest.get(..end).unwrap_or(rest));
        let inside = if near.is_empty() { None } else { own.find(near) };
        (file, table + at + inside.unwrap_or(0))
    }

    fn find(&self, section: &str, id: &str, near: &str) -> (usize, usize) {
        let stand = self.stands.iter().rev().find(|s| s.section == section && s.id == id);
        let Some(stand) = stand else { return (0, 0) };
        let row = self.written(stand);
        let inside = if near.is_empty() { None } else { row.find(near) };
        (stand.file, stand.start + inside.unwrap_or(0))
    }

    pub(super) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }
}

/// Takes a row out. False when there is none.
fn take<R: Row>(rows: &mut Vec<R>, id: &str) -> bool {
    let before = rows.len();
    rows.retain(|row| row.id() != id);
    rows.len() < before
}
