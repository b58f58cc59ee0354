//! 卷宗目录

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::compose::court_paper;
use crate::input::{DATED, Input, MATTER, MatterInput, Required};
use crate::kind::DocumentKind;
use crate::model::{Align, Block, Document, Table, column, field};
use crate::words::names;

/// 卷内的一份材料
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// 材料名称
    pub name: String,
    /// 材料形成日期
    pub on: Day,
    /// 页数
    pub pages: u32,
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

impl Input for DossierCatalogue {
    const KIND: DocumentKind = DocumentKind::DossierCatalogue;

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("entries[].name", "材料名称"),
            ("entries[].on", "材料日期"),
            ("entries[].pages", "材料页数"),
            ("prepared_by", "立卷人"),
        ];
        [MATTER, own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let mut next = 1_u32;
        let mut rows = Vec::new();
        for (place, entry) in (1..).zip(&self.entries) {
            let after = next.saturating_add(entry.pages);
            let last = after.saturating_sub(1);
            let pages = if last <= next { format!("{next}") } else { format!("{next}—{last}") };
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
                    "本卷共{}份材料，{}页。立卷人：{}　{}",
                    self.entries.len(),
                    next.saturating_sub(1),
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
