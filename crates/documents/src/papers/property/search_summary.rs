//! 网络查控结果汇总表：one landscape table over all respondents and kinds of property.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::matter::Matter;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_domain::property::asset::Asset;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::money::Fen;

use crate::compose::court_paper;
use crate::input::{DATED, MATTER, MatterInput, Paper, Required};
use crate::model::{Align, Block, Document, Table, column, field, para};
use crate::source::Source;
use crate::words::names;

/// 一项反馈
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// 被执行人
    pub respondent: String,
    /// 财产类别，如“银行存款”。
    pub kind: String,
    /// 反馈单位
    pub source: String,
    /// 财产名称、账号等
    pub description: String,
    /// 金额或者估值；非金钱的为空。
    #[serde(default)]
    pub amount_fen: Option<Fen>,
    /// 反馈日期
    pub answered_on: Day,
    /// 状态，如“未冻结”“有轮候冻结一笔”。
    #[serde(default)]
    pub state: String,
}

/// 网络查控结果汇总表的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchSummary {
    /// 案件
    pub matter: MatterInput,
    /// 发起查询日期
    pub sent_on: Day,
    /// 查询的单位数
    pub asked: u32,
    /// 已反馈的单位数
    pub answered: u32,
    /// 查得的财产；没有财产的为空。
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// 反馈没有财产的单位
    #[serde(default)]
    pub nothing_found: Vec<String>,
    /// 未能查询的单位，各附理由
    #[serde(default)]
    pub refused: Vec<String>,
    /// 尚未反馈的单位
    #[serde(default)]
    pub waiting: Vec<String>,
    /// 制表人
    pub prepared_by: String,
    /// 制表日期
    pub dated_on: Day,
}

impl Paper for SearchSummary {
    const KIND: DocumentKind = DocumentKind::SearchSummary;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let matter = from.matter;
        let sent_on = matter.searches.iter().map(|search| search.requested_on).min();
        let asked: usize = matter.searches.iter().map(|search| search.asked.len()).sum();
        let answered: usize = matter.searches.iter().map(|search| search.answers.len()).sum();
        Ok(SearchSummary {
            matter: from.case(0)?,
            sent_on: sent_on.ok_or(Refusal::Missing("查询"))?,
            asked: u32::try_from(asked).unwrap_or(u32::MAX),
            answered: u32::try_from(answered).unwrap_or(u32::MAX),
            findings: matter.assets.iter().map(|asset| found(matter, asset)).collect(),
            nothing_found: nothing_found(matter),
            refused: refused(matter),
            waiting: waiting(matter),
            prepared_by: from.maker(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("sent_on", "发起查询日期"),
            ("asked", "查询的单位数"),
            ("answered", "已反馈的单位数"),
            ("findings[?].respondent", "被查询的被执行人"),
            ("findings[?].kind", "财产类别"),
            ("findings[?].source", "反馈单位"),
            ("findings[?].description", "财产名称"),
            ("findings[?].answered_on", "反馈日期"),
            ("prepared_by", "制表人"),
        ];
        [MATTER, own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let mut blocks = vec![Block::Form {
            rows: vec![
                vec![
                    field("申请执行人", names(&matter.applicants)),
                    field("被执行人", names(&matter.respondents)),
                ],
                vec![
                    field("发起查询", self.sent_on.chinese()),
                    field("反馈情况", format!("查询{}家，反馈{}家", self.asked, self.answered)),
                ],
            ],
        }];
        if self.findings.is_empty() {
            blocks.push(para("截至制表之日，已反馈的单位均未查得被执行人名下的财产。"));
        } else {
            blocks.push(Block::Table(self.table()?));
        }
        for (said, bodies) in [
            ("下列单位反馈未查得财产", &self.nothing_found),
            ("下列单位未能查询", &self.refused),
            ("下列单位尚未反馈", &self.waiting),
        ] {
            if !bodies.is_empty() {
                blocks.push(para(format!("{said}（{}家）：{}。", bodies.len(), bodies.join("、"))));
            }
        }
        blocks.push(Block::Note {
            text: format!(
                "查得的财产信息仅用于本案执行，不得泄露。制表人：{}　{}",
                self.prepared_by,
                self.dated_on.chinese()
            ),
        });
        let mut document = court_paper(
            Self::KIND,
            &matter.court,
            Some(matter.number.clone()),
            blocks,
            self.dated_on,
        );
        for sheet in &mut document.sheets {
            sheet.landscape = true;
        }
        Ok(document)
    }
}

impl SearchSummary {
    fn table(&self) -> Result<Table, LawError> {
        let total = Fen::sum(self.findings.iter().filter_map(|one| one.amount_fen))?;
        let rows = (1..)
            .zip(&self.findings)
            .map(|(place, one)| {
                vec![
                    format!("{place}"),
                    one.respondent.clone(),
                    one.kind.clone(),
                    one.source.clone(),
                    one.description.clone(),
                    one.amount_fen.map_or_else(|| "—".to_owned(), Fen::grouped),
                    one.answered_on.to_string(),
                    one.state.clone(),
                ]
            })
            .collect();
        Ok(Table {
            columns: vec![
                column("序号", 2, Align::Center),
                column("被执行人", 5, Align::Left),
                column("类别", 4, Align::Left),
                column("反馈单位", 7, Align::Left),
                column("财产名称及账号", 8, Align::Left),
                column("金额（元）", 5, Align::Right),
                column("反馈日期", 5, Align::Center),
                column("状态", 6, Align::Left),
            ],
            rows,
            total: Some(vec!["合计".to_owned(), total.grouped(), String::new(), String::new()]),
            hand_filled: false,
        })
    }
}

fn found(matter: &Matter, asset: &Asset) -> Finding {
    let respondent = matter.party(asset.respondent).map(|party| party.details.name.clone());
    Finding {
        respondent: respondent.unwrap_or_default(),
        kind: asset.kind.title().to_owned(),
        source: asset.holder_name.clone(),
        description: described(asset),
        amount_fen: Some(asset.amount),
        answered_on: asset.found_on,
        state: if asset.encumbrance.is_empty() { "无冻结、查封" } else { &asset.encumbrance }
            .to_owned(),
    }
}

fn described(asset: &Asset) -> String {
    if asset.kind.is_money() || asset.title.contains(&asset.number) {
        return if asset.number.is_empty() { &asset.title } else { &asset.number }.clone();
    }
    format!("{} {}", asset.title, asset.number)
}

/// The bodies that answered and found nothing: what a court must be able to show that gives a case up (终本).
fn nothing_found(matter: &Matter) -> Vec<String> {
    let answers = matter.searches.iter().flat_map(|search| &search.answers);
    let empty = answers.filter(|answer| answer.found == 0 && answer.refused.is_empty());
    each_once(empty.map(|answer| answer.source_name.clone()))
}

fn refused(matter: &Matter) -> Vec<String> {
    let answers = matter.searches.iter().flat_map(|search| &search.answers);
    let refused = answers.filter(|answer| !answer.refused.is_empty());
    each_once(refused.map(|answer| format!("{}（{}）", answer.source_name, answer.refused)))
}

fn waiting(matter: &Matter) -> Vec<String> {
    let open = matter.searches.iter().flat_map(|search| search.waiting());
    each_once(open.map(|(_, name)| name.clone()))
}

fn each_once(names: impl Iterator<Item = String>) -> Vec<String> {
    names.collect::<BTreeSet<String>>().into_iter().collect()
}
