//! 执行裁定书（续行冻结）、协助续行冻结存款通知书：before the term of a freeze ends.

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use super::assistance::{COMMON, Paper};
use super::ruling::{DEPOSITS, DepositInput, described};
use crate::cited;
use crate::compose::{ruling, the_case};
use crate::input::{
    CONTACT, ContactInput, DATED, IDENTITIES, Input, MATTER, MatterInput, PANEL, PanelInput,
    PartyInput, Required,
};
use crate::kind::DocumentKind;
use crate::model::{Block, Document, para, plain, strong};
use crate::words::cite;

const TERM: &[Required] = &[("ended_on", "原冻结期限届满日"), ("ends_on", "续行后的届满日")];

/// 执行裁定书（续行冻结）的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewalRuling {
    /// 案件
    pub matter: MatterInput,
    /// 续行冻结的存款
    pub deposits: Vec<DepositInput>,
    /// 原冻结裁定书的案号
    pub ruling_number: String,
    /// 原冻结期限届满日
    pub ended_on: Day,
    /// 续行后的届满日
    pub ends_on: Day,
    /// 合议庭与书记员
    pub panel: PanelInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Input for RenewalRuling {
    const KIND: DocumentKind = DocumentKind::RenewalRuling;

    fn required() -> Vec<Required> {
        let own: &[Required] = &[("ruling_number", "原冻结裁定书案号")];
        [MATTER, IDENTITIES, DEPOSITS, own, TERM, PANEL, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let body = vec![
            para(format!(
                "本院在执行{}中，以{}执行裁定书冻结了被执行人{}，冻结期限至{}届满。",
                the_case(&self.matter),
                self.ruling_number,
                described(&self.deposits)?,
                self.ended_on.chinese()
            )),
            para(format!(
                "本院认为，被执行人至今未全部履行生效法律文书确定的义务，对上述存款应当在冻结期限\
                 届满前续行冻结。依照{}的规定，裁定如下：",
                cite(&[cited::RULING, cited::DEPOSITS, cited::TERM])
            )),
            Block::Para {
                runs: vec![
                    strong(format!("续行冻结被执行人{}", described(&self.deposits)?)),
                    plain(format!(
                        "，续行冻结的期限至{}止。冻结期间，未经本院许可，任何单位和个人不得支取、\
                         转移上述存款。",
                        self.ends_on.chinese()
                    )),
                ],
            },
            para("本裁定立即执行。"),
        ];
        Ok(ruling(Self::KIND, &self.matter, body, &self.panel, self.dated_on))
    }
}

/// 协助续行冻结存款通知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewalAssistance {
    /// 案件
    pub matter: MatterInput,
    /// 协助单位
    pub bank: String,
    /// 被执行人
    pub respondent: PartyInput,
    /// 续行冻结的存款
    pub deposit: DepositInput,
    /// 所依据的续行裁定书案号
    pub ruling_number: String,
    /// 原冻结期限届满日
    pub ended_on: Day,
    /// 续行后的届满日
    pub ends_on: Day,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Input for RenewalAssistance {
    const KIND: DocumentKind = DocumentKind::RenewalAssistance;

    fn required() -> Vec<Required> {
        [MATTER, COMMON, TERM, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let paper = Paper {
            kind: Self::KIND,
            matter: &self.matter,
            bank: &self.bank,
            respondent: &self.respondent,
            deposit: &self.deposit,
            ruling_number: &self.ruling_number,
            contact: &self.contact,
            dated_on: self.dated_on,
        };
        let blocks = vec![
            paper.ask("续行冻结"),
            para(format!(
                "上述存款的原冻结期限至{}届满，续行冻结的期限至{}止。请你单位在原冻结期限届满前办理；\
                 届满后才收到本通知书的，请在回执中注明。",
                self.ended_on.chinese(),
                self.ends_on.chinese()
            )),
        ];
        Ok(paper.finish(blocks, "续行冻结"))
    }
}
