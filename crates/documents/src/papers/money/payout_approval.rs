//! 执行款发放审批表：proposed by one person, approved by another, paid by a third.

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::matter::Matter;
use zhixing_domain::money::payout::{Line, Purpose};
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_domain::work::approval::{Signature, Step};
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::money::Fen;

use crate::compose::court_paper;
use crate::input::{DATED, MATTER, MatterInput, Paper, Required};
use crate::model::{Align, Block, Document, Field, Table, column, field, tall};
use crate::source::Source;
use crate::words::names;

/// 发放的一笔
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayoutLine {
    /// 收款人
    pub payee: String,
    /// 开户银行
    pub bank: String,
    /// 账号
    pub number: String,
    /// 款项性质，如“本金”“执行费”。
    pub purpose: String,
    /// 金额
    pub amount_fen: Fen,
}

/// 一级审批
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// 环节，如“执行局局长意见”。
    pub step: String,
    /// 意见；空串表示尚未审批。
    #[serde(default)]
    pub opinion: String,
    /// 签名
    #[serde(default)]
    pub name: String,
    /// 日期
    #[serde(default)]
    pub on: Option<Day>,
}

impl Opinion {
    /// 承办人提请
    pub fn proposed(name: String, on: Day) -> Opinion {
        Opinion {
            step: "承办人".to_owned(),
            opinion: "经核算，拟发放。".to_owned(),
            name,
            on: Some(on),
        }
    }

    /// 一个环节签批人的意见
    fn signed((step, signature): (&Step, &Signature)) -> Opinion {
        let opinion = match signature.opinion.as_str() {
            "" => "同意发放。".to_owned(),
            said => said.to_owned(),
        };
        let (name, on) = (signature.by.name.clone(), Some(signature.by.at.day()));
        Opinion { step: step.name.clone(), opinion, name, on }
    }
}

/// 执行款发放审批表的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayoutApproval {
    /// 案件
    pub matter: MatterInput,
    /// 申请执行标的额
    pub claim_fen: Fen,
    /// 本案到账总额
    pub received_fen: Fen,
    /// 此前已发放金额
    pub paid_fen: Fen,
    /// 本次发放
    pub lines: Vec<PayoutLine>,
    /// 发放理由，即核算说明。
    pub ground: String,
    /// 各级意见，依次。
    pub opinions: Vec<Opinion>,
    /// 提请日期
    pub dated_on: Day,
}

impl Paper for PayoutApproval {
    const KIND: DocumentKind = DocumentKind::PayoutApproval;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let (matter, payout) = (from.matter, from.payout()?);
        let claim = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
        let proposed = &payout.proposed;
        let mut opinions = vec![Opinion::proposed(proposed.name.clone(), proposed.at.day())];
        let approval = matter.approval_of(payout.id.into());
        let signed = approval.map(|approval| approval.steps.iter().zip(&approval.signed));
        opinions.extend(signed.into_iter().flatten().map(Opinion::signed));
        let parts = payout.lines.iter().flat_map(|line| &line.parts);
        let mut ground: Vec<String> = parts.map(|part| part.basis.clone()).collect();
        ground.dedup();
        Ok(PayoutApproval {
            matter: from.case(0)?,
            claim_fen: claim.total()?,
            received_fen: matter.funds.received(),
            paid_fen: matter.funds.paid_out,
            lines: payout.lines.iter().map(|line| PayoutLine::of(matter, line)).collect(),
            ground: ground.join("；"),
            opinions,
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("claim_fen", "申请执行标的额"),
            ("received_fen", "到账总额"),
            ("paid_fen", "此前已发放金额"),
            ("lines[].payee", "收款人"),
            ("lines[].bank", "收款人开户银行"),
            ("lines[].number", "收款人账号"),
            ("lines[].purpose", "款项性质"),
            ("lines[].amount_fen", "发放金额"),
            ("ground", "发放理由"),
            ("opinions[].step", "审批环节"),
        ];
        [MATTER, own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let now = Fen::sum(self.lines.iter().map(|line| line.amount_fen))?;
        let left = self.received_fen.checked_sub(self.paid_fen)?.checked_sub(now)?;
        let yuan = |fen: Fen| format!("{}元", fen.grouped());
        let head = Block::Form {
            rows: vec![
                vec![
                    field("申请执行人", names(&matter.applicants)),
                    field("被执行人", names(&matter.respondents)),
                ],
                vec![
                    field("案由", matter.cause.as_str()),
                    field("立案日期", matter.filed_on.chinese()),
                ],
                vec![
                    field("申请执行标的额", yuan(self.claim_fen)),
                    field("到账总额", yuan(self.received_fen)),
                ],
                vec![field("此前已发放", yuan(self.paid_fen)), field("发放后余额", yuan(left))],
            ],
        };
        let mut rows = vec![vec![tall("核算说明", vec![self.ground.clone()], 2)]];
        rows.extend(self.opinions.iter().map(|opinion| vec![opinion_field(opinion)]));
        let blocks = vec![
            head,
            Block::Table(self.table(now)),
            Block::Form { rows },
            Block::Note {
                text: format!(
                    "提请日期：{}。提请人与审批人不得为同一人。",
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

impl PayoutApproval {
    fn table(&self, now: Fen) -> Table {
        let rows = self
            .lines
            .iter()
            .map(|line| {
                vec![
                    line.payee.clone(),
                    format!("{} {}", line.bank, line.number),
                    line.purpose.clone(),
                    line.amount_fen.grouped(),
                ]
            })
            .collect();
        Table {
            columns: vec![
                column("收款人", 5, Align::Left),
                column("开户银行及账号", 9, Align::Left),
                column("款项性质", 5, Align::Left),
                column("金额（元）", 5, Align::Right),
            ],
            rows,
            total: Some(vec![format!("本次发放合计（大写：{}）", now.capital()), now.grouped()]),
            hand_filled: false,
        }
    }
}

fn opinion_field(opinion: &Opinion) -> Field {
    let signed = match opinion.on {
        Some(on) => format!("签名：{}　　{}", opinion.name, on.chinese()),
        None => "签名：　　　　　　　　年　　月　　日".to_owned(),
    };
    let mut field = tall(&opinion.step, vec![opinion.opinion.clone()], 3);
    field.signed = Some(signed);
    field
}

impl PayoutLine {
    fn of(matter: &Matter, line: &Line) -> PayoutLine {
        PayoutLine {
            payee: line.account.name.clone(),
            bank: line.account.bank.clone(),
            number: line.account.account.clone(),
            purpose: purpose(matter, line).to_owned(),
            amount_fen: line.amount,
        }
    }
}

/// What a line of a payout is for; what is given back says whose money it was.
fn purpose(matter: &Matter, line: &Line) -> &'static str {
    let of = line.party.and_then(|party| matter.party(party)).map(|party| party.details.role);
    match (line.purpose, of) {
        (Purpose::Fee, _) => "申请执行费",
        (Purpose::Applicant, _) => "发放申请执行人",
        (Purpose::Refund, Some(PartyRole::Respondent)) => "退还被执行人",
        (Purpose::Refund, Some(PartyRole::Applicant)) => "退还申请执行人",
        (Purpose::Refund, Some(PartyRole::ThirdParty)) => "退还第三人",
        (Purpose::Refund, Some(PartyRole::Objector | PartyRole::Visitor) | None) => {
            "退还案外付款人"
        }
    }
}
