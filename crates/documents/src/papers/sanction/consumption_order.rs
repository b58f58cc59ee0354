//! 限制消费令

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::id::PartyId;
use zhixing_domain::ground::refusal::{Need, Refusal};
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::approval;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::cited;
use crate::compose::{contact_lines, court_paper, the_title};
use crate::input::{
    CONTACT, ContactInput, DATED, MATTER, MatterInput, Paper, PartyInput, Required,
};
use crate::model::{Block, Document, addressee, para};
use crate::source::Source;
use crate::words::{cite, names, you};

/// 限制的消费，依该规定第三条的九类。
const RESTRICTED: [&str; 9] = [
    "乘坐飞机、列车软卧、轮船二等以上舱位",
    "在星级以上宾馆、酒店、夜总会、高尔夫球场等场所高消费",
    "购买不动产，或者新建、扩建、高档装修房屋",
    "租赁高档写字楼、宾馆、公寓等场所办公",
    "购买非经营必需车辆",
    "旅游、度假",
    "子女就读高收费私立学校",
    "支付高额保费购买保险理财产品",
    "乘坐G字头动车组列车全部座位、其他动车组列车一等以上座位，以及其他非生活和工作必需的消费",
];

/// 限制消费令的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsumptionOrder {
    /// 案件
    pub matter: MatterInput,
    /// 被限制消费的被执行人
    pub addressee: PartyInput,
    /// 单位被执行人一并受限制的人员，如法定代表人。
    #[serde(default)]
    pub persons: Vec<PartyInput>,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for ConsumptionOrder {
    const KIND: DocumentKind = DocumentKind::ConsumptionOrder;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let party = from.to()?;
        unperformed_after_notice(from, party.id)?;
        let addressee = from.addressee()?;
        let representative = addressee.representative.clone();
        let persons = if addressee.organization && !representative.is_empty() {
            vec![PartyInput::named(representative)]
        } else {
            Vec::new()
        };
        Ok(ConsumptionOrder {
            matter: from.case(0)?,
            addressee,
            persons,
            contact: from.contact(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("addressee.name", "被限制消费的被执行人"),
            ("addressee.identity_number", "被执行人证件号码"),
            ("persons[?].name", "一并受限制的人员"),
        ];
        [MATTER, own, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let you = you(&self.addressee);
        let whom = if self.persons.is_empty() {
            format!("对{you}采取限制消费措施")
        } else {
            format!("对{you}及{}采取限制消费措施", names(&self.persons))
        };
        let mut blocks = vec![
            addressee(&self.addressee.name),
            para(format!(
                "本院于{}立案执行申请执行人{}与{you}{}一案，因{you}未按执行通知书指定的期间履行{}\
                 确定的给付义务，依照{}的规定，{whom}，不得实施下列高消费及非生活和工作必需的消费\
                 行为：",
                matter.filed_on.chinese(),
                names(&matter.applicants),
                matter.cause,
                the_title(matter),
                cite(&[cited::PUBLICATION, cited::CONSUMPTION_WHOM, cited::CONSUMPTION_WHAT])
            )),
            Block::List { items: restricted() },
        ];
        if self.addressee.organization {
            blocks.push(para(
                "被执行人为单位的，其法定代表人、主要负责人、影响债务履行的直接责任人员、实际控制人\
                 不得实施上述行为。因私消费以个人财产实施上述行为的，可以向本院提出申请。",
            ));
        }
        blocks.push(para(format!(
            "违反本令消费的，本院将依照{}的规定予以罚款、拘留；情节严重，构成犯罪的，依法追究刑事\
             责任。{you}履行完毕生效法律文书确定的义务后，本院将解除本令。",
            cite(&[cited::REFUSAL_TO_PERFORM])
        )));
        blocks.push(para("此令。"));
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

fn restricted() -> Vec<String> {
    let last = RESTRICTED.len();
    (1..)
        .zip(RESTRICTED)
        .map(|(place, what)| format!("{what}{}", if place == last { "。" } else { "；" }))
        .collect()
}

/// 未按执行通知书指定的期间履行：the notice was served, and its days are over.
fn unperformed_after_notice(from: &Source<'_, '_>, party: PartyId) -> Result<(), Refusal> {
    let days = i64::from(from.days(DocumentKind::EnforcementNotice)?);
    let over = from.matter.documents.iter().any(|document| {
        let served = from.matter.served(document.id, party).and_then(|known| known.effective_on);
        let end = served.and_then(|on| on.plus_days(days).ok());
        document.kind == DocumentKind::EnforcementNotice && end.is_some_and(|e| e < from.ctx.today)
    });
    if over {
        return Ok(());
    }
    let basis = Some(approval::Matter::SpendingRestriction.basis());
    Err(Refusal::Prerequisite { needs: Need::NoticeOver, basis })
}
