//! 执行裁定书：冻结、扣划、解除冻结。

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::money::Fen;

use crate::cited;
use crate::compose::{ruling, the_case, the_title};
use crate::input::{
    ACCOUNT, AccountInput, DATED, IDENTITIES, Input, MATTER, MatterInput, PANEL, PanelInput,
    Required,
};
use crate::kind::DocumentKind;
use crate::model::{Block, Document, para, plain, strong};
use crate::words::{cite, months};

/// 被控制的存款账户，属被执行人所有。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepositInput {
    /// 户名，即被执行人
    pub owner: String,
    /// 开户银行
    pub bank: String,
    /// 账号
    pub number: String,
    /// 金额
    pub amount_fen: Fen,
}

pub(crate) const DEPOSITS: &[Required] = &[
    ("deposits[].owner", "被执行人账户户名"),
    ("deposits[].bank", "被执行人账户开户银行"),
    ("deposits[].number", "被执行人账号"),
    ("deposits[].amount_fen", "存款金额"),
];

/// 执行裁定书（冻结）的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeRuling {
    /// 案件
    pub matter: MatterInput,
    /// 被冻结的存款
    pub deposits: Vec<DepositInput>,
    /// 冻结期限，月
    pub months: u32,
    /// 合议庭与书记员
    pub panel: PanelInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Input for FreezeRuling {
    const KIND: DocumentKind = DocumentKind::FreezeRuling;

    fn required() -> Vec<Required> {
        let own: &[Required] = &[("months", "冻结期限")];
        [MATTER, IDENTITIES, DEPOSITS, own, PANEL, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let order = Block::Para {
            runs: vec![
                strong(format!("冻结被执行人{}", described(&self.deposits)?)),
                plain(format!(
                    "，冻结期限为{}，自协助冻结单位实施冻结之日起计算。冻结期间，未经本院许可，任何\
                     单位和个人不得支取、转移上述存款。",
                    months(self.months)
                )),
            ],
        };
        let body = vec![
            para(unperformed(&self.matter)),
            para(format!(
                "本院认为，被执行人应当履行生效法律文书确定的义务。为保障申请执行人的合法权益，对\
                 被执行人名下的存款应当在其应当履行义务的范围内予以冻结。依照{}的规定，裁定如下：",
                cite(&[cited::RULING, cited::DEPOSITS, cited::TERM])
            )),
            order,
            para("需要续行冻结的，申请执行人应当在冻结期限届满前向本院提出申请。"),
            para("本裁定立即执行。"),
        ];
        Ok(ruling(Self::KIND, &self.matter, body, &self.panel, self.dated_on))
    }
}

/// 执行裁定书（扣划）的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeductionRuling {
    /// 案件
    pub matter: MatterInput,
    /// 被扣划的存款
    pub deposits: Vec<DepositInput>,
    /// 划入的案款账户
    pub account: AccountInput,
    /// 合议庭与书记员
    pub panel: PanelInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Input for DeductionRuling {
    const KIND: DocumentKind = DocumentKind::DeductionRuling;

    fn required() -> Vec<Required> {
        [MATTER, IDENTITIES, DEPOSITS, ACCOUNT, PANEL, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let account = &self.account;
        let order = Block::Para {
            runs: vec![
                strong(format!("扣划被执行人{}", described(&self.deposits)?)),
                plain(format!(
                    "，划入本院案款账户（户名：{}，开户银行：{}，账号：{}）。",
                    account.holder, account.bank, account.number
                )),
            ],
        };
        let body = vec![
            para(unperformed(&self.matter)),
            para(format!(
                "本院认为，被执行人应当履行生效法律文书确定的义务，其名下存款可以用于清偿本案债务\
                 及执行费用。依照{}的规定，裁定如下：",
                cite(&[cited::RULING, cited::DEPOSITS])
            )),
            order,
            para("本裁定立即执行。"),
        ];
        Ok(ruling(Self::KIND, &self.matter, body, &self.panel, self.dated_on))
    }
}

/// 执行裁定书（解除冻结）的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRuling {
    /// 案件
    pub matter: MatterInput,
    /// 解除冻结的存款
    pub deposits: Vec<DepositInput>,
    /// 原冻结裁定书的案号
    pub ruling_number: String,
    /// 解除的事由，如“生效法律文书确定的义务已经全部履行完毕”。
    pub ground: String,
    /// 合议庭与书记员
    pub panel: PanelInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Input for ReleaseRuling {
    const KIND: DocumentKind = DocumentKind::ReleaseRuling;

    fn required() -> Vec<Required> {
        let own: &[Required] =
            &[("ruling_number", "原冻结裁定书案号"), ("ground", "解除冻结的事由")];
        [MATTER, IDENTITIES, DEPOSITS, own, PANEL, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let body = vec![
            para(format!(
                "本院在执行{}中，以{}执行裁定书冻结了被执行人{}。",
                the_case(&self.matter),
                self.ruling_number,
                described(&self.deposits)?
            )),
            para(format!(
                "本院认为，{}，对上述存款不应继续冻结。依照{}的规定，裁定如下：",
                self.ground,
                cite(&[cited::RULING, cited::RELEASE])
            )),
            Block::Para {
                runs: vec![strong(format!("解除对被执行人{}的冻结。", described(&self.deposits)?))],
            },
            para("本裁定立即执行。"),
        ];
        Ok(ruling(Self::KIND, &self.matter, body, &self.panel, self.dated_on))
    }
}

fn unperformed(matter: &MatterInput) -> String {
    format!("本院在执行{}中，被执行人尚未履行{}确定的义务。", the_case(matter), the_title(matter))
}

/// “王五在某银行开立的账户（账号：…）内的存款人民币5,289.00元（大写：…）”, then the sum if several.
pub(crate) fn described(deposits: &[DepositInput]) -> Result<String, LawError> {
    let each: Vec<String> = deposits
        .iter()
        .map(|one| {
            format!(
                "{}在{}开立的账户（账号：{}）内的存款人民币{}元（大写：{}）",
                one.owner,
                one.bank,
                one.number,
                one.amount_fen.grouped(),
                one.amount_fen.capital()
            )
        })
        .collect();
    let mut text = each.join("、");
    if 1 < deposits.len() {
        let total = Fen::sum(deposits.iter().map(|one| one.amount_fen))?;
        text.push_str(&format!("，合计人民币{}元", total.grouped()));
    }
    Ok(text)
}
