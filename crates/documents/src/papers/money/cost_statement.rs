//! 执行费、诉讼费结算单

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::intake::claim::{Account, Claim, ItemKind};
use zhixing_domain::money::payout::account;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::money::Fen;

use crate::cited;
use crate::compose::court_paper;
use crate::input::{DATED, MATTER, MatterInput, Paper, Required};
use crate::model::{Align, Block, Document, Table, column, field};
use crate::source::Source;
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
    /// 复核人；空串则留待签名。
    #[serde(default)]
    pub checked_by: String,
    /// 制表日期
    pub dated_on: Day,
}

impl Paper for CostStatement {
    const KIND: DocumentKind = DocumentKind::CostStatement;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let matter = from.matter;
        let claim = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
        let account = account::account(matter, from.ctx.today)?;
        let handler = matter.handler.as_ref().map(|(_, name)| name.clone());
        let prepared_by = from.maker();
        Ok(CostStatement {
            matter: from.case(0)?,
            items: items(claim, &account)?,
            checked_by: handler.filter(|name| *name != prepared_by).unwrap_or_default(),
            prepared_by,
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("items[].item", "费用项目"),
            ("items[].due_fen", "应收金额"),
            ("items[].received_fen", "已收金额"),
            ("items[].basis", "计算方法与依据"),
            ("prepared_by", "制表人"),
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

fn items(claim: &Claim, account: &Account) -> Result<Vec<CostItem>, Refusal> {
    let (owed, paid) = (&account.owed, &account.paid);
    let mut items = vec![CostItem {
        item: "执行申请费".to_owned(),
        due_fen: owed.fee,
        received_fen: paid.fee,
        basis: cite(&[cited::FEE_RATE]),
    }];
    if claim.of(ItemKind::Costs)?.is_positive() {
        items.push(CostItem {
            item: "诉讼费等实现债权的费用".to_owned(),
            due_fen: owed.costs,
            received_fen: paid.costs,
            basis: "生效法律文书确定由被执行人负担".to_owned(),
        });
    }
    Ok(items)
}
