//! 结案通知书（执行完毕）

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::matter::Matter;
use zhixing_domain::money::payout::{LineResult, Purpose};
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::money::Fen;

use crate::cited;
use crate::compose::{contact_lines, court_paper, the_title};
use crate::input::{CONTACT, ContactInput, DATED, MATTER, MatterInput, Paper, Required};
use crate::model::{Align, Block, Document, Table, addressee, column, para};
use crate::source::Source;
use crate::words::{cite, names};

/// 执行到位款项的一项去向
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// 项目，如“发还申请执行人”。
    pub item: String,
    /// 金额
    pub amount_fen: Fen,
    /// 日期
    pub on: Day,
}

/// 执行完毕的情况：how the debt came to be discharged, of what was `received`, of that `deducted`, and what was
/// given up.
///
/// # Errors
/// More deducted than received.
pub fn performed(
    received: Fen,
    deducted: Fen,
    waived: Option<(Fen, Day)>,
) -> Result<String, LawError> {
    let paid_in = received.checked_sub(deducted)?.non_negative("被执行人交付的款项")?;
    let mut ways = Vec::new();
    if deducted.is_positive() {
        ways.push(format!("扣划被执行人存款{}元", deducted.grouped()));
    }
    if paid_in.is_positive() {
        ways.push(format!("被执行人交付{}元", paid_in.grouped()));
    }
    let (received, ways) = (received.grouped(), ways.join("，"));
    Ok(match waived {
        None => format!("执行款共计{received}元已全部到位，其中{ways}"),
        Some((amount, on)) => format!(
            "执行款到位{received}元，其中{ways}；其余债权{}元，申请执行人于{}自愿放弃",
            amount.grouped(),
            on.chinese()
        ),
    })
}

/// 结案通知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosingNotice {
    /// 案件
    pub matter: MatterInput,
    /// 执行到位款项的去向
    pub settled: Vec<Settled>,
    /// 执行完毕的情况，如“被执行人存款已扣划到位”。
    pub performed: String,
    /// 结案日期
    pub closed_on: Day,
    /// 控制措施、信用惩戒等的解除情况；空串则不写。
    #[serde(default)]
    pub lifted: String,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for ClosingNotice {
    const KIND: DocumentKind = DocumentKind::ClosingNotice;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let matter = from.matter;
        Ok(ClosingNotice {
            matter: from.case(0)?,
            settled: settled(matter),
            performed: discharged(matter)?,
            closed_on: matter.closing.as_ref().map_or(from.ctx.today, |closing| closing.on),
            lifted: String::new(),
            contact: from.contact(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("settled[].item", "执行款去向"),
            ("settled[].amount_fen", "执行款金额"),
            ("settled[].on", "执行款发放日期"),
            ("performed", "执行完毕的情况"),
            ("closed_on", "结案日期"),
        ];
        [MATTER, own, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let everyone = format!("{}、{}", names(&matter.applicants), names(&matter.respondents));
        let mut blocks = vec![
            addressee(&everyone),
            para(format!(
                "{}与{}{}一案，{}已经发生法律效力。本院于{}立案执行，案号为{}。",
                names(&matter.applicants),
                names(&matter.respondents),
                matter.cause,
                the_title(matter),
                matter.filed_on.chinese(),
                matter.number
            )),
            para(format!("执行中，{}。执行款项的收支情况如下：", self.performed)),
            Block::Table(self.table()?),
        ];
        blocks.push(para(format!(
            "至此，生效法律文书确定的义务已经全部执行完毕。依照{}的规定，本案于{}以执行完毕方式结案。",
            cite(&[cited::CLOSING]),
            self.closed_on.chinese()
        )));
        if !self.lifted.is_empty() {
            blocks.push(para(format!("{}。", self.lifted)));
        }
        blocks.push(para("特此通知。"));
        blocks.extend(contact_lines(&self.contact));
        Ok(court_paper(
            Self::KIND,
            &matter.court,
            Some(matter.number.clone()),
            blocks,
            self.dated_on,
        ))
    }
}

impl ClosingNotice {
    fn table(&self) -> Result<Table, LawError> {
        let total = Fen::sum(self.settled.iter().map(|one| one.amount_fen))?;
        let rows = (1..)
            .zip(&self.settled)
            .map(|(place, one)| {
                vec![
                    format!("{place}"),
                    one.item.clone(),
                    one.amount_fen.grouped(),
                    one.on.chinese(),
                ]
            })
            .collect();
        Ok(Table {
            columns: vec![
                column("序号", 2, Align::Center),
                column("项目", 10, Align::Left),
                column("金额（元）", 5, Align::Right),
                column("日期", 6, Align::Center),
            ],
            rows,
            total: Some(vec!["合计".to_owned(), total.grouped(), String::new()]),
            hand_filled: false,
        })
    }
}

/// Where the money went, as the bank has confirmed it.
fn settled(matter: &Matter) -> Vec<Settled> {
    let several = 1 < matter.parties_of(PartyRole::Applicant).count();
    let lines = matter.payouts.iter().flat_map(|payout| payout.lines.iter().zip(&payout.results));
    lines
        .filter_map(|(line, result)| match result {
            Some(LineResult::Paid { on, .. }) => Some((line, *on)),
            Some(LineResult::Rejected { .. } | LineResult::Returned { .. }) | None => None,
        })
        .flat_map(|(line, on)| line.parts.iter().map(move |part| (line, part, on)))
        .map(|(line, part, on)| {
            let named = several && line.purpose == Purpose::Applicant;
            let payee = if named { format!("（{}）", line.account.name) } else { String::new() };
            Settled { item: format!("{}{payee}", part.title), amount_fen: part.amount, on }
        })
        .collect()
}

/// How the debt came to be discharged: what was deducted, what was paid in, what was given up.
fn discharged(matter: &Matter) -> Result<String, Refusal> {
    let receipts = &matter.funds.receipts;
    let deducted = receipts.iter().filter(|receipt| receipt.deduction.is_some());
    let deducted = Fen::sum(deducted.map(|receipt| receipt.amount))?;
    let waived = matter.waiver.as_ref().map(|waiver| (waiver.amount, waiver.on));
    Ok(performed(matter.funds.received(), deducted, waived)?)
}
