//! 补正材料一次性告知书：everything that an application lacks, at once.

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::intake::filing::{Application, complete};
use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::checklist::filing as gate;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::{limits, period};

use crate::compose::{contact_lines, court_paper};
use crate::input::{CONTACT, ContactInput, DATED, Paper, PartyInput, Required};
use crate::model::{Align, Block, Document, Table, addressee, column, para, plain, strong};
use crate::source::Source;
use crate::words::{names, you};

/// 需补正的一项
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementItem {
    /// 材料或者事项
    pub item: String,
    /// 要求及依据
    #[serde(default)]
    pub reason: String,
}

/// 补正材料一次性告知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementNotice {
    /// 法院名称
    pub court: String,
    /// 申请人
    pub addressee: PartyInput,
    /// 被申请执行人
    pub respondents: Vec<PartyInput>,
    /// 案由
    pub cause: String,
    /// 收到申请的日期
    pub received_on: Day,
    /// 需补正的材料，全部。
    pub items: Vec<SupplementItem>,
    /// 补正期限届满日
    pub due_on: Day,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for SupplementNotice {
    const KIND: DocumentKind = DocumentKind::SupplementNotice;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let application =
            from.matter.filing.application.as_ref().ok_or(Refusal::Missing("申请"))?;
        let ctx = from.ctx;
        let due = period::end(ctx.today, &limits::A1.limit, &[], ctx.calendar)?;
        Ok(SupplementNotice {
            court: ctx.court.name.clone(),
            addressee: from.addressee()?,
            respondents: from.people(PartyRole::Respondent),
            cause: application.claim.cause.clone(),
            received_on: application.received_on,
            items: lacking(application, ctx.today),
            due_on: due.end,
            contact: from.contact(),
            dated_on: ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("court", "法院名称"),
            ("addressee.name", "申请人姓名或者名称"),
            ("respondents[].name", "被执行人姓名或者名称"),
            ("cause", "案由"),
            ("received_on", "收到申请的日期"),
            ("items[].item", "需补正的材料"),
            ("due_on", "补正期限"),
        ];
        [own, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let you = you(&self.addressee);
        let rows = (1..)
            .zip(&self.items)
            .map(|(place, item)| vec![format!("{place}"), item.item.clone(), item.reason.clone()])
            .collect();
        let mut blocks = vec![
            addressee(&self.addressee.name),
            para(format!(
                "本院于{}收到{you}与{}{}一案的强制执行申请。经审查，申请材料尚需补正下列全部\
                 内容，现一次性告知如下：",
                self.received_on.chinese(),
                names(&self.respondents),
                self.cause
            )),
            Block::Table(Table {
                columns: vec![
                    column("序号", 2, Align::Center),
                    column("需补正的材料或者事项", 10, Align::Left),
                    column("要求", 10, Align::Left),
                ],
                rows,
                total: None,
                hand_filled: false,
            }),
            Block::Para {
                runs: vec![
                    plain(format!("请{you}于")),
                    strong(format!("{}前", self.due_on.chinese())),
                    plain(
                        "将上述材料补交本院。本院收到补正材料后依法审查立案；逾期未补正或者补正后仍\
                         不符合受理条件的，本院将依法处理。",
                    ),
                ],
            },
            para("特此告知。"),
        ];
        blocks.extend(contact_lines(&self.contact));
        Ok(court_paper(Self::KIND, &self.court, None, blocks, self.dated_on))
    }
}

/// Everything that is asked for: each paper that is missing in a row of its own, and each condition that is not met.
fn lacking(application: &Application, today: Day) -> Vec<SupplementItem> {
    let papers = gate::missing(&complete::gate_facts(application));
    let mut items = Vec::new();
    for finding in complete::missing(application, today) {
        let reason = format!("依据：{}", finding.basis);
        let row = |item: String| SupplementItem { item, reason: reason.clone() };
        if finding.id == gate::F9.id {
            items.extend(papers.iter().map(|paper| row(paper.chinese().to_owned())));
        } else {
            items.push(row(finding.detail.trim_end_matches('。').to_owned()));
        }
    }
    items
}
