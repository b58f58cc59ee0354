//! 执行通知书：the order to perform, with the price of delay and the one account to pay into.

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::intake::claim;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::interest;
use zhixing_law::money::Fen;

use crate::cited;
use crate::compose::{account_form, contact_lines, court_paper, the_title};
use crate::input::{
    ACCOUNT, AccountInput, CONTACT, ContactInput, DATED, MATTER, MatterInput, Paper, PartyInput,
    Required,
};
use crate::model::{Align, Block, Document, Table, addressee, column, para};
use crate::source::Source;
use crate::words::{cite, names, numeral, you};

/// 一项履行义务
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// 义务内容
    pub item: String,
    /// 金额；none when it is still running or not money.
    pub amount_fen: Option<Fen>,
    /// 说明，如计算方法。
    #[serde(default)]
    pub note: String,
    /// 是行为，不是金钱。
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deed: bool,
}

/// 执行通知书的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnforcementNotice {
    /// 案件
    pub matter: MatterInput,
    /// 收到通知的被执行人
    pub addressee: PartyInput,
    /// 履行期限：收到后几日内。
    pub within_days: u32,
    /// 应当履行的义务，含执行费。
    pub obligations: Vec<Obligation>,
    /// 本案唯一收款账户
    pub account: AccountInput,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for EnforcementNotice {
    const KIND: DocumentKind = DocumentKind::EnforcementNotice;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let claim = from.matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
        let ordered = claim.items.iter().map(|item| Obligation::ordered(&item.title, item.amount));
        let deeds = claim.deeds.iter().map(|deed| Obligation::deed(&deed.content));
        let mut obligations: Vec<Obligation> = ordered.chain(deeds).collect();
        if claim.delay_interest {
            obligations.push(Obligation::delay_interest());
        }
        obligations.push(Obligation::fee(claim::owed(claim, from.ctx.today)?.fee));
        Ok(EnforcementNotice {
            matter: from.case(0)?,
            addressee: from.addressee()?,
            within_days: from.days(Self::KIND)?,
            obligations,
            account: from.case_account(),
            contact: from.contact(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("addressee.name", "被通知的被执行人姓名或者名称"),
            ("within_days", "履行期限"),
            ("obligations[].item", "应当履行的义务"),
        ];
        [MATTER, own, ACCOUNT, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let you = you(&self.addressee);
        let mut blocks = vec![addressee(&self.addressee.name), self.order(you)];
        blocks.push(Block::Table(self.table()?));
        blocks.push(para(format!(
            "上述款项应当付至本院下列案款账户。{}",
            "该账户为本案唯一收款账户，付款时请注明案号："
        )));
        blocks.push(account_form(&self.account));
        blocks.push(para(format!(
            "逾期不履行的，本院将依法强制执行，并依照{}的规定，责令加倍支付迟延履行期间的债务利息或者\
             支付迟延履行金。",
            cite(&[cited::DELAY])
        )));
        blocks.push(para(format!(
            "风险提示：{you}有能力履行而拒不履行，或者有规避、抗拒执行、违反财产报告制度等情形的，本院\
             将依照{}等规定，将{you}纳入失信被执行人名单，依法予以信用惩戒，并可以限制消费、限制出境、\
             罚款、拘留；构成犯罪的，依法追究刑事责任。",
            cite(&[cited::REFUSAL_TO_PERFORM, cited::PUBLICATION])
        )));
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

impl EnforcementNotice {
    fn order(&self, you: &str) -> Block {
        let matter = &self.matter;
        para(format!(
            "{you}与{}{}一案，{}已经发生法律效力。申请执行人{}向本院申请强制执行，本院于{}立案执行。\
             依照{}的规定，责令{you}自收到本通知书之日起{}日内履行下列义务：",
            names(&matter.applicants),
            matter.cause,
            the_title(matter),
            names(&matter.applicants),
            matter.filed_on.chinese(),
            cite(&[cited::NOTICE, cited::NOTICE_CONTENT, cited::NOTICE_WITHIN]),
            numeral(self.within_days)
        ))
    }

    fn table(&self) -> Result<Table, LawError> {
        let known = self.obligations.iter().filter_map(|one| one.amount_fen);
        let total = Fen::sum(known)?;
        let rows = (1..)
            .zip(&self.obligations)
            .map(|(place, one)| {
                let unknown = if one.deed { "—" } else { "据实计算" };
                let amount = one.amount_fen.map_or_else(|| unknown.to_owned(), |fen| fen.grouped());
                vec![format!("{place}"), one.item.clone(), amount, one.note.clone()]
            })
            .collect();
        let open = self.obligations.iter().any(|one| one.amount_fen.is_none() && !one.deed);
        let rest = if open { "另加据实计算部分" } else { "" };
        Ok(Table {
            columns: vec![
                column("序号", 2, Align::Center),
                column("履行义务", 10, Align::Left),
                column("金额（元）", 5, Align::Right),
                column("说明", 6, Align::Left),
            ],
            rows,
            total: Some(vec!["合计".to_owned(), total.grouped(), rest.to_owned()]),
            hand_filled: false,
        })
    }
}

impl Obligation {
    /// 生效法律文书确定的一项
    pub fn ordered(item: &str, amount: Fen) -> Obligation {
        let note = String::new();
        Obligation { item: item.to_owned(), amount_fen: Some(amount), note, deed: false }
    }

    /// 生效法律文书确定的一项行为
    pub fn deed(content: &str) -> Obligation {
        let note = "应当履行的行为".to_owned();
        Obligation { item: content.to_owned(), amount_fen: None, note, deed: true }
    }

    /// 加倍支付迟延履行期间的债务利息，计算至清偿之日
    pub fn delay_interest() -> Obligation {
        Obligation {
            item: "加倍支付迟延履行期间的债务利息".to_owned(),
            amount_fen: None,
            note: format!("按{}计算至清偿之日", interest::DAILY_RATE_WORDS),
            deed: false,
        }
    }

    /// 申请执行费
    pub fn fee(amount: Fen) -> Obligation {
        let note = "按实际执行金额计算".to_owned();
        Obligation { note, ..Obligation::ordered("申请执行费", amount) }
    }
}
