//! Applications as they come to the window.

use zhixing_app::error::Error;
use zhixing_connectors::simulator::chance::Chance;
use zhixing_domain::{
    ground::field::{Note, Text},
    intake::claim::{Claim, ClaimItem, EnforceableTitle, ItemKind},
    intake::filing::{Application, Credit, Willingness, interview::RecordInterview},
    intake::party::PartyRole,
};
use zhixing_law::{
    checklist::filing::{Jurisdiction, TitleKind},
    day::Day,
    number::CaseKind,
};

use super::amount;
use crate::{people::Register, story};

/// 案由, what is owed, 涉民生, whether a company is the applicant, the respondent.
const CAUSES: &[(&str, &str, bool, bool, bool)] = &[
    ("买卖合同纠纷", "货款", false, true, true),
    ("买卖合同纠纷", "货款", false, false, false),
    ("民间借贷纠纷", "借款本金", false, false, false),
    ("民间借贷纠纷", "借款本金", false, false, false),
    ("金融借款合同纠纷", "借款本金", false, true, false),
    ("信用卡纠纷", "透支本金", false, true, false),
    ("劳动争议", "工资和经济补偿", true, false, true),
    ("追索劳动报酬纠纷", "劳动报酬", true, false, true),
    ("机动车交通事故责任纠纷", "赔偿款", true, false, false),
    ("抚养费纠纷", "抚养费", true, false, false),
    ("房屋租赁合同纠纷", "租金", false, false, true),
    ("物业服务合同纠纷", "物业费", false, true, false),
    ("建设工程施工合同纠纷", "工程款", false, true, true),
    ("提供劳务者受害责任纠纷", "赔偿款", true, false, false),
];

/// One application on a day.
pub fn draw(chance: &mut Chance, register: &mut Register, on: Day) -> Result<Application, Error> {
    let fallback = ("民间借贷纠纷", "借款本金", false, false, false);
    let (cause, owed, livelihood, from_company, to_company) =
        chance.pick(CAUSES).copied().unwrap_or(fallback);
    let back = i64::try_from(chance.below(200)).unwrap_or(0);
    let due_on = on.plus_days(-5 - back)?;
    let effective_on = due_on.plus_days(-10)?;
    let amount = amount(chance);
    let mut items = vec![ClaimItem { kind: ItemKind::Principal, title: owed.to_owned(), amount }];
    if chance.percent(60) {
        // What the respondent bears of the costs of the suit, by the scale's first step.
        let costs = amount.portion(1, 50)?.min(zhixing_law::money::Fen::new(500_000));
        let title = "案件受理费".to_owned();
        items.push(ClaimItem { kind: ItemKind::Costs, title, amount: costs });
    }
    let mut party = |role, company: bool| {
        if company { register.company(role) } else { register.person(role, None) }
    };
    let mut parties =
        vec![party(PartyRole::Applicant, from_company), party(PartyRole::Respondent, to_company)];
    if chance.percent(18) {
        parties.push(party(PartyRole::Respondent, false));
    }
    Ok(Application {
        kind: CaseKind::First,
        claim: Claim {
            title: EnforceableTitle {
                category: TitleKind::Court,
                kind: if chance.percent(70) { "民事判决书" } else { "民事调解书" }.to_owned(),
                issuer: "怀集县人民法院".to_owned(),
                number: format!(
                    "（{}）粤1224民初{}号",
                    effective_on.year(),
                    100 + chance.below(2_900)
                ),
                effective_on,
                due_on,
                operative_part: format!("被告于文书生效之日起十日内向原告支付{owed}{amount}元。"),
            },
            items,
            deeds: Vec::new(),
            cause: cause.to_owned(),
            delay_interest: chance.percent(90),
            livelihood,
        },
        parties,
        materials: story::materials(),
        jurisdiction: Jurisdiction::FirstInstance,
        received_on: on,
        performed: false,
        by_agent: false,
        duplicate_search: format!("{on}检索全国执行案件系统，无在先立案"),
        filed_again: String::new(),
        risk_notice_given: true,
    })
}

/// The talk at the window.
pub fn interview(chance: &mut Chance, pays: bool) -> Result<RecordInterview, Error> {
    let work = ["经营小卖部", "在外务工", "公司仍在经营", "不清楚", "跑运输"];
    let willingness = match (pays, chance.below(3)) {
        (true, _) => Willingness::Willing,
        (false, 0) => Willingness::Unwilling,
        (false, _) => Willingness::Unknown,
    };
    let credit = match chance.below(3) {
        0 => Credit::Good,
        1 => Credit::Poor,
        _ => Credit::Unknown,
    };
    Ok(RecordInterview {
        respondent_contacts: Note::try_new("联系方式见申请书")?,
        respondent_property: Note::try_new("申请人称可能有银行存款")?,
        respondent_work: Note::try_new(chance.pick(&work).copied().unwrap_or("不清楚"))?,
        willingness,
        credit,
        antagonism: chance.percent(5),
        plan: Text::try_new("先行网络查控，根据查明的财产确定措施")?,
        place: Note::try_new("执行事务中心谈话室")?,
        hours: Note::default(),
        recorder: Note::default(),
    })
}
