//! 报告财产令，附财产调查表。

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;
use zhixing_law::limits;

use crate::cited;
use crate::compose::{contact_lines, court_paper, the_title};
use crate::input::{
    CONTACT, ContactInput, DATED, MATTER, MatterInput, Paper, PartyInput, Required,
};
use crate::model::{Align, Block, Document, Sheet, Table, addressee, column, field, para};
use crate::source::Source;
use crate::words::{cite, names, numeral, you};

/// 报告财产令的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PropertyReportOrder {
    /// 案件
    pub matter: MatterInput,
    /// 被执行人
    pub addressee: PartyInput,
    /// 报告期限：收到后几日内。
    pub within_days: u32,
    /// 联系方式
    pub contact: ContactInput,
    /// 落款日期
    pub dated_on: Day,
}

impl Paper for PropertyReportOrder {
    const KIND: DocumentKind = DocumentKind::PropertyReportOrder;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        Ok(PropertyReportOrder {
            matter: from.case(0)?,
            addressee: from.addressee()?,
            within_days: from.days(Self::KIND)?,
            contact: from.contact(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] =
            &[("addressee.name", "被执行人姓名或者名称"), ("within_days", "报告期限")];
        [MATTER, own, CONTACT, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let you = you(&self.addressee);
        let mut blocks = vec![
            addressee(&self.addressee.name),
            para(format!(
                "本院执行的申请执行人{}与{you}{}一案，{}已经发生法律效力，{you}尚未履行生效法律文书\
                 确定的义务。依照{}的规定，责令{you}按照下列要求报告财产：",
                names(&matter.applicants),
                matter.cause,
                the_title(matter),
                cite(&[cited::PROPERTY_REPORT, cited::REPORT_ORDER])
            )),
            Block::List { items: self.demands() },
            para(format!(
                "拒绝报告、虚假报告或者无正当理由逾期报告的，本院将依照{}的规定，根据情节轻重予以\
                 罚款、拘留，并可以依法纳入失信被执行人名单；构成犯罪的，依法追究刑事责任。",
                cite(&[cited::REFUSAL_TO_PERFORM, cited::PROPERTY_REPORT])
            )),
            para("此令。"),
        ];
        blocks.extend(contact_lines(&self.contact));
        blocks.push(para("附：被执行人财产调查表"));
        let mut document = court_paper(
            Self::KIND,
            &matter.court,
            Some(matter.number.clone()),
            blocks,
            self.dated_on,
        );
        document.sheets.push(self.form());
        Ok(document)
    }
}

/// 应当报告的财产，依调查规定第五条的类别。
const PROPERTY: [(&str, &str); 5] = [
    ("一", "收入、银行存款、现金、理财产品、有价证券"),
    ("二", "土地使用权、房屋等不动产"),
    ("三", "交通运输工具、机器设备、产品、原材料等动产"),
    ("四", "债权、股权、投资权益、基金份额、信托受益权、知识产权等财产性权利"),
    ("五", "其他应当报告的财产"),
];

/// 一年内应当报告的变动，依调查规定第六条的类别。
const CHANGES: [(&str, &str); 5] = [
    ("六", "转让、出租财产的"),
    ("七", "在财产上设立担保物权等权利负担的"),
    ("八", "放弃债权或者延长债权清偿期的"),
    ("九", "支出大额资金的"),
    ("十", "其他影响履行能力的财产变动"),
];

impl PropertyReportOrder {
    fn demands(&self) -> Vec<String> {
        vec![
            format!(
                "自收到本令之日起{}日内，如实填写所附财产调查表并提交本院。",
                numeral(self.within_days)
            ),
            format!(
                "报告当前的全部财产情况，以及收到执行通知之日前一年的财产变动情况，具体范围以{}的\
                 规定为准；财产已经出租、设立担保、与他人共有、存在权属争议或者由他人占有、代持的，\
                 应当一并说明。",
                cite(&[cited::REPORT_SCOPE, cited::REPORT_CHANGES])
            ),
            format!(
                "报告后财产情况发生变动，影响申请执行人债权实现的，应当依照{}的规定，自变动之日起\
                 {}日内向本院补充报告。",
                cite(&[cited::REPORT_LATER]),
                numeral(limits::A16.limit.length)
            ),
        ]
    }

    fn form(&self) -> Sheet {
        let party = &self.addressee;
        let rows = PROPERTY
            .iter()
            .chain(&CHANGES)
            .map(|(number, what)| vec![(*number).to_owned(), (*what).to_owned(), String::new()])
            .collect();
        Sheet {
            court: String::new(),
            title: "被执行人财产调查表".to_owned(),
            number: Some(self.matter.number.clone()),
            blocks: vec![
                Block::Form {
                    rows: vec![
                        vec![
                            field("申报人", party.name.as_str()),
                            field("证件号码", party.identity_number.as_str()),
                        ],
                        vec![field("住址（住所地）", party.address.as_str())],
                    ],
                },
                Block::Table(Table {
                    columns: vec![
                        column("序号", 2, Align::Center),
                        column("财产或者变动的类别", 8, Align::Left),
                        column("名称、数量、价值、所在地、权利负担等情况", 13, Align::Left),
                    ],
                    rows,
                    total: None,
                    hand_filled: true,
                }),
                Block::Note {
                    text: "本人（本单位）保证以上申报内容真实、完整，如有不实，愿意承担法律责任。"
                        .to_owned(),
                },
                Block::SignLine {
                    label: "申报人（签名、捺印或者盖章）".to_owned(),
                    name: String::new(),
                },
                Block::SignLine { label: "申报日期".to_owned(), name: String::new() },
            ],
            signature: None,
            landscape: false,
        }
    }
}
