//! 条件所看的情况：what a condition of a mode may ask about one subject of a matter: the facts of the matter by their
//! names, and those of the thing itself as members (`asset.enforceable`).

use std::{cell::RefCell, collections::BTreeMap};

use zhixing_law::day::Day;

use super::{
    Matter,
    facts::{Fact, FactName, fact},
};
use crate::{
    ground::{id::PartyId, subject::Subject},
    intake::party::PartyRole,
    mode::{condition, each::Each},
    papers::{
        document::{Document, DocumentState},
        kind::DocumentKind,
    },
    property::{
        asset::{Asset, Verdict},
        measure::Measure,
    },
};

/// A matter as it stands, whose facts are worked out as they are asked for.
pub struct Surroundings<'a> {
    matter: &'a Matter,
    today: Day,
    known: RefCell<BTreeMap<FactName, Fact>>,
}

impl<'a> Surroundings<'a> {
    /// A matter as it stands on `today`.
    pub fn of(matter: &'a Matter, today: Day) -> Surroundings<'a> {
        Surroundings { matter, today, known: RefCell::default() }
    }

    /// A fact of the matter, worked out once.
    fn fact(&self, name: FactName) -> Fact {
        let mut known = self.known.borrow_mut();
        known.entry(name).or_insert_with(|| fact(self.matter, name, self.today)).clone()
    }

    /// What can be asked about one subject.
    pub fn on(&self, each: Each, subject: Subject) -> Scope<'_> {
        Scope { around: self, each, subject }
    }

    /// What can be asked about the matter as a whole.
    pub fn whole(&self) -> Scope<'_> {
        self.on(Each::Matter, Subject::Matter)
    }
}

/// [`Surroundings`] of one subject.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    around: &'a Surroundings<'a>,
    each: Each,
    subject: Subject,
}

impl condition::Scope for Scope<'_> {
    fn value(&self, name: &str) -> Option<cel::Value> {
        if self.each != Each::Matter && name == self.each.code() {
            return Some(as_map(&things(self.around.matter, self.subject)));
        }
        FactName::from_code(name).map(|name| self.around.fact(name).to_cel())
    }
}

impl Scope<'_> {
    /// A fact of the matter, for what is not a condition.
    pub fn fact(&self, name: FactName) -> Fact {
        self.around.fact(name)
    }
}

/// Every subject of a kind, in the order of its register.
pub fn subjects(matter: &Matter, each: Each) -> Vec<Subject> {
    let parties = |role| matter.parties_of(role).map(|party| party.id.into()).collect();
    match each {
        Each::Matter => vec![Subject::Matter],
        Each::Applicant => parties(PartyRole::Applicant),
        Each::Respondent => parties(PartyRole::Respondent),
        Each::Asset => matter.assets.iter().map(|asset| asset.id.into()).collect(),
        Each::Measure => matter.measures.iter().map(|measure| measure.id.into()).collect(),
        Each::Deduction => matter.deductions.iter().map(|d| d.id.into()).collect(),
        Each::Search => matter.searches.iter().map(|search| search.id.into()).collect(),
        Each::Document => matter.documents.iter().map(|document| document.id.into()).collect(),
        Each::Payout => matter.payouts.iter().map(|payout| payout.id.into()).collect(),
        Each::Directive => matter.directives.iter().map(|known| known.id.into()).collect(),
        Each::Panel => matter.panels.iter().map(|known| known.id.into()).collect(),
    }
}

/// What may be asked of a thing of this kind, each with a value of its type, for checking a mode when it is read.
pub fn sample(each: Each) -> Option<cel::Value> {
    let (yes, no, text) = (Fact::Bool(false), Fact::Int(0), || Fact::Text(String::new()));
    let facts = match each {
        Each::Matter => return None,
        Each::Applicant | Each::Respondent => {
            vec![("name", text()), ("notice_served", yes.clone()), ("phone", yes)]
        }
        Each::Asset => vec![
            ("kind", text()),
            ("screened", yes.clone()),
            ("enforceable", yes.clone()),
            ("money", yes.clone()),
            ("held", yes),
            ("amount_fen", no.clone()),
            ("available_fen", no),
        ],
        Each::Measure => vec![
            ("state", text()),
            ("left_fen", no),
            ("pending", yes.clone()),
            ("awaits_answer", yes),
        ],
        Each::Deduction => vec![("state", text()), ("amount_fen", no)],
        Each::Search => vec![("open", yes)],
        Each::Document => vec![
            ("kind", text()),
            ("state", text()),
            ("ruling", yes.clone()),
            ("served", yes.clone()),
            ("to_remake", yes),
        ],
        Each::Payout => vec![("state", text()), ("total_fen", no)],
        Each::Directive => vec![("state", text())],
        Each::Panel => vec![("state", text()), ("topic", text())],
    };
    Some(as_map(&facts))
}

/// What is known of the thing that a rule stands for, by the names of its members.
pub fn member(
    around: &Surroundings<'_>,
    each: Each,
    subject: Subject,
) -> Vec<(&'static str, Fact)> {
    if each == Each::Matter { Vec::new() } else { things(around.matter, subject) }
}

/// What may be asked of one thing; nothing of one that is not there.
fn things(matter: &Matter, subject: Subject) -> Vec<(&'static str, Fact)> {
    let known = match subject {
        Subject::Party(id) => party(matter, id),
        Subject::Asset(id) => matter.asset(id).map(|known| asset(matter, known)),
        Subject::Measure(id) => matter.measure(id).map(measure),
        Subject::Document(id) => matter.document(id).map(|known| document(matter, known)),
        Subject::Deduction(id) => matter.deduction(id).map(|known| {
            vec![("state", word(known.state.code())), ("amount_fen", fen(known.amount))]
        }),
        Subject::Search(id) => {
            matter.search(id).map(|search| vec![("open", Fact::Bool(search.is_open()))])
        }
        Subject::Payout(id) => matter.payout(id).map(|payout| {
            vec![("state", word(payout.state.code())), ("total_fen", fen(payout.total))]
        }),
        Subject::Directive(id) => {
            let known = matter.directives.iter().find(|known| known.id == id);
            known.map(|known| vec![("state", word(known.state.code()))])
        }
        Subject::Panel(id) => {
            let known = matter.panels.iter().find(|known| known.id == id);
            known.map(|known| {
                vec![("state", word(known.state.code())), ("topic", word(known.topic.code()))]
            })
        }
        Subject::Matter
        | Subject::Filing
        | Subject::Mode
        | Subject::Triage
        | Subject::Node
        | Subject::Deadline
        | Subject::Risk
        | Subject::Funds
        | Subject::Closing
        | Subject::Message(_)
        | Subject::Objection
        | Subject::Visit
        | Subject::Statement
        | Subject::Batch
        | Subject::Task(_)
        | Subject::Approval(_)
        | Subject::Exclusion(_)
        | Subject::Service(_)
        | Subject::Receipt(_)
        | Subject::Staff(_)
        | Subject::Lateness(_) => None,
    };
    known.unwrap_or_default()
}

fn word(code: &str) -> Fact {
    Fact::Text(code.to_owned())
}

fn fen(amount: zhixing_law::money::Fen) -> Fact {
    Fact::Int(amount.get())
}

fn party(matter: &Matter, id: PartyId) -> Option<Vec<(&'static str, Fact)>> {
    let known = matter.party(id)?;
    let served = matter.documents.iter().any(|document| {
        document.kind == DocumentKind::EnforcementNotice
            && document.party == Some(id)
            && matter.served(document.id, id).is_some()
    });
    Some(vec![
        ("name", Fact::Text(known.details.name.clone())),
        ("notice_served", Fact::Bool(served)),
        ("phone", Fact::Bool(!known.details.phone.is_empty())),
    ])
}

fn asset(matter: &Matter, asset: &Asset) -> Vec<(&'static str, Fact)> {
    let enforceable = matches!(&asset.verdict, Some((Verdict::Enforceable, _, _)));
    vec![
        ("kind", word(asset.kind.code())),
        ("screened", Fact::Bool(asset.verdict.is_some())),
        ("enforceable", Fact::Bool(enforceable)),
        ("money", Fact::Bool(asset.kind.is_money())),
        ("held", Fact::Bool(matter.live_measure_on(asset.id))),
        ("amount_fen", fen(asset.amount)),
        ("available_fen", fen(asset.available)),
    ]
}

fn measure(measure: &Measure) -> Vec<(&'static str, Fact)> {
    vec![
        ("state", word(measure.state.code())),
        ("left_fen", fen(measure.left())),
        ("pending", Fact::Bool(measure.pending.is_some())),
        ("awaits_answer", Fact::Bool(measure.awaits_answer())),
    ]
}

fn document(matter: &Matter, document: &Document) -> Vec<(&'static str, Fact)> {
    let served = document.state == DocumentState::Issued
        && (!document.kind.needs_service() || matter.service_complete(document));
    vec![
        ("kind", word(document.kind.code())),
        ("state", word(document.state.code())),
        ("ruling", Fact::Bool(document.kind.is_ruling())),
        ("served", Fact::Bool(served)),
        ("to_remake", Fact::Bool(matter.waits_to_be_remade(document))),
    ]
}

fn as_map(facts: &[(&'static str, Fact)]) -> cel::Value {
    let map: std::collections::HashMap<String, cel::Value> =
        facts.iter().map(|(name, fact)| ((*name).to_owned(), fact.to_cel())).collect();
    map.into()
}
