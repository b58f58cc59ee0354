//! 执行费、诉讼费结算单

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::money::Fen;

use crate::cited;
use crate::compose::court_paper;
use crate::input::{DATED, Input, MATTER, MatterInput, Required};
use crate::kind::DocumentKind;
use crate::model::{Align, Block, Document, Table, column, field};
use crate::words::{cite, names};

/// 结算的一项
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostItem {
    /// 项目
    pub item: String,
    /// 应收金额
    pub due_fen: Fen,
    /// 已收金额
    pub received_fen: Fen,
    /// 计算方法与依据
    pub basis: String,
}

/// 执行费、诉讼费结算单的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostStatement {
    /// 案件
    pub matter: MatterInput,
    /// 各项费用
    pub items: Vec<CostItem>,
    /// 制表人
    pub prepared_by: String,
    /// 复核人
    pub checked_by: String,
    /// 制表日期
    pub dated_on: Day,
}

impl Input for CostStatement {
    const KIND: DocumentKind = DocumentKind::CostStatement;

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("items[].item", "费用项目"),
            ("items[].due_fen", "应收金额"),
            ("items[].received_fen", "已收金额"),
            ("items[].basis", "计算方法与依据"),
            ("prepared_by", "制表人"),
            ("checked_by", "复核人"),
        ];
        [MATTER, own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let due = Fen::sum(self.items.iter().map(|one| one.due_fen))?;
        let received = Fen::sum(self.items.iter().map(|one| one.received_fen))?;
        let rows = (1..)
            .zip(&self.items)
            .map(|(place, one)| {
                vec![
                    format!("{place}"),
                    one.item.clone(),
                    one.due_fen.grouped(),
                    one.received_fen.grouped(),
                    one.basis.clone(),
                ]
            })
            .collect();
        let blocks = vec![
            Block::Form {
                rows: vec![
                    vec![
                        field("申请执行人", names(&matter.applicants)),
                        field("被执行人", names(&matter.respondents)),
                    ],
                    vec![
                        field("案由", matter.cause.as_str()),
                        field("立案日期", matter.filed_on.chinese()),
                    ],
                ],
            },
            Block::Table(Table {
                columns: vec![
                    column("序号", 2, Align::Center),
                    column("项目", 6, Align::Left),
                    column("应收（元）", 5, Align::Right),
                    column("已收（元）", 5, Align::Right),
                    column("计算方法与依据", 9, Align::Left),
                ],
                rows,
                total: Some(vec![
                    "合计".to_owned(),
                    due.grouped(),
                    received.grouped(),
                    format!("尚欠{}元", due.checked_sub(received)?.at_least_zero().grouped()),
                ]),
                hand_filled: false,
            }),
            Block::Form {
                rows: vec![
                    vec![
                        field("制表人", self.prepared_by.as_str()),
                        field("复核人", self.checked_by.as_str()),
                    ],
                    vec![field("制表日期", self.dated_on.chinese())],
                ],
            },
            Block::Note {
                text: format!(
                    "执行申请费依照{}的规定计算，由被执行人负担。",
                    cite(&[cited::FEE_RATE, cited::FEE_BEARER])
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
