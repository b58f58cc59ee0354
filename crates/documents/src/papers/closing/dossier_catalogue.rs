//! 卷宗目录

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::intake::filing::MaterialKind;
use zhixing_domain::matter::Matter;
use zhixing_domain::papers::document::DocumentState;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_domain::papers::kind::{DossierPart, DossierPlace};
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::compose::court_paper;
use crate::input::{DATED, MATTER, MatterInput, Paper, Required};
use crate::model::{Align, Block, Document, Table, column, field};
use crate::source::Source;
use crate::words::names;

/// 卷内的一份材料
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// 材料名称
    pub name: String,
    /// 材料形成日期
    pub on: Day,
    /// 页数；不知道的为空，装订时填写。
    #[serde(default)]
    pub pages: Option<u32>,
    /// 备注
    #[serde(default)]
    pub note: String,
}

/// 卷宗目录的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DossierCatalogue {
    /// 案件
    pub matter: MatterInput,
    /// 卷内材料，已依次排列。
    pub entries: Vec<Entry>,
    /// 立卷人
    pub prepared_by: String,
    /// 立卷日期
    pub dated_on: Day,
}

impl Paper for DossierCatalogue {
    const KIND: DocumentKind = DocumentKind::DossierCatalogue;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        Ok(DossierCatalogue {
            matter: from.case(0)?,
            entries: entries(from.matter),
            prepared_by: from.maker(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("entries[].name", "材料名称"),
            ("entries[].on", "材料日期"),
            ("prepared_by", "立卷人"),
        ];
        [MATTER, own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let mut next = Some(1_u32);
        let mut rows = Vec::new();
        for (place, entry) in (1..).zip(&self.entries) {
            let (first, after) = (next, next.zip(entry.pages).map(|(at, n)| at.saturating_add(n)));
            let last = after.map(|after| after.saturating_sub(1));
            let pages = match (first, last) {
                (Some(first), Some(last)) if first < last => format!("{first}—{last}"),
                (Some(first), Some(_)) => format!("{first}"),
                (Some(_) | None, Some(_) | None) => String::new(),
            };
            next = after;
            rows.push(vec![
                format!("{place}"),
                entry.name.clone(),
                entry.on.to_string(),
                pages,
                entry.note.clone(),
            ]);
        }
        let blocks = vec![
            Block::Form {
                rows: vec![vec![
                    field("申请执行人", names(&matter.applicants)),
                    field("被执行人", names(&matter.respondents)),
                ]],
            },
            Block::Table(Table {
                columns: vec![
                    column("序号", 2, Align::Center),
                    column("材料名称", 12, Align::Left),
                    column("日期", 5, Align::Center),
                    column("页次", 4, Align::Center),
                    column("备注", 4, Align::Left),
                ],
                rows,
                total: None,
                hand_filled: false,
            }),
            Block::Note {
                text: format!(
                    "本卷共{}份材料{}。立卷人：{}　{}",
                    self.entries.len(),
                    next.map(|next| format!("，{}页", next.saturating_sub(1))).unwrap_or_default(),
                    self.prepared_by,
                    self.dated_on.chinese()
                ),
            },
        ];
        Ok(court_paper(
            Self::KIND,
            &matter.court,
            Some(matter.number.clone()),
            blocks,
            self.dated_on,
        ))
    }
}

/// What lies in the main part of the dossier, in its order: what parties handed in and what the court issued.
fn entries(matter: &Matter) -> Vec<Entry> {
    let handed_in = matter.filing.materials.iter().map(|(material, by)| {
        let entry = Entry {
            name: material.title.clone(),
            on: by.at.day(),
            pages: Some(material.pages).filter(|pages| 0 < *pages),
            note: String::new(),
        };
        (place_of(material.kind), entry)
    });
    let issued = matter.documents.iter().filter(|known| known.state == DocumentState::Issued);
    let issued = issued.map(|known| {
        let party = known.party.and_then(|party| matter.party(party));
        let entry = Entry {
            name: known.kind.title().to_owned(),
            on: known.issued_on.unwrap_or(known.made_on),
            pages: None,
            note: party.map(|party| party.details.name.clone()).unwrap_or_default(),
        };
        (known.kind.paper().place, entry)
    });
    let mut placed: Vec<(DossierPlace, Entry)> = handed_in
        .chain(issued)
        .filter(|(place, _)| place.part == DossierPart::Main && *place != CATALOGUE)
        .collect();
    placed.sort_by_key(|(place, entry)| (*place, entry.on));
    placed.into_iter().map(|(_, entry)| entry).collect()
}

/// The catalogue does not list itself.
const CATALOGUE: DossierPlace = DocumentKind::DossierCatalogue.paper().place;

/// Where what a party handed in lies.
const fn place_of(kind: MaterialKind) -> DossierPlace {
    let order = match kind {
        MaterialKind::Application | MaterialKind::Objection => 20,
        MaterialKind::Title
        | MaterialKind::EffectProof
        | MaterialKind::EnforcementCertificate
        | MaterialKind::ArbitrationClause => 30,
        MaterialKind::Identity | MaterialKind::Mandate => 40,
        MaterialKind::PropertyLead
        | MaterialKind::PayeeAccount
        | MaterialKind::PropertyProof
        | MaterialKind::Evidence => 50,
        MaterialKind::ServiceAddress => 80,
        MaterialKind::Other => 180,
        MaterialKind::ServiceProof => 220,
    };
    DossierPlace { part: DossierPart::Main, order }
}
