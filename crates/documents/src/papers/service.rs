//! 送达：送达回证与送达地址确认书。

use serde::{Deserialize, Serialize};
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::cited;
use crate::compose::court_paper;
use crate::input::{DATED, Input, MATTER, MatterInput, PartyInput, Required};
use crate::kind::DocumentKind;
use crate::model::{Align, Block, Document, Table, column, field, para, tall};
use crate::words::cite;

/// 送达的一份文书
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Served {
    /// 文书名称
    pub name: String,
    /// 份数
    pub copies: u32,
}

/// 送达回证的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceReceipt {
    /// 案件
    pub matter: MatterInput,
    /// 受送达人
    pub recipient: PartyInput,
    /// 送达地址或者电子地址
    pub place: String,
    /// 送达方式，如“直接送达”“电子送达”。
    pub method: String,
    /// 送达的文书
    pub served: Vec<Served>,
    /// 送达日期；尚未送达的为空。
    #[serde(default)]
    pub served_on: Option<Day>,
    /// 代收人及代收理由
    #[serde(default)]
    pub taken_by: String,
    /// 备注，如电子送达的系统回执、留置的见证人。
    #[serde(default)]
    pub note: String,
    /// 填发人
    pub issued_by: String,
    /// 送达人
    pub server: String,
    /// 填发日期
    pub dated_on: Day,
}

impl Input for ServiceReceipt {
    const KIND: DocumentKind = DocumentKind::ServiceReceipt;

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("recipient.name", "受送达人"),
            ("place", "送达地址"),
            ("method", "送达方式"),
            ("served[].name", "送达文书名称"),
            ("served[].copies", "送达文书份数"),
            ("issued_by", "填发人"),
            ("server", "送达人"),
        ];
        [MATTER, own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let matter = &self.matter;
        let rows = (1..)
            .zip(&self.served)
            .map(|(place, one)| {
                vec![format!("{place}"), one.name.clone(), format!("{}", one.copies)]
            })
            .collect();
        let when = self
            .served_on
            .map_or_else(|| "　　　年　　月　　日　　时".to_owned(), |day| day.chinese());
        let blocks = vec![
            Block::Form {
                rows: vec![
                    vec![
                        field("案由", matter.cause.as_str()),
                        field("受送达人", self.recipient.name.as_str()),
                    ],
                    vec![field("送达地址", self.place.as_str())],
                    vec![field("送达方式", self.method.as_str())],
                ],
            },
            Block::Table(Table {
                columns: vec![
                    column("序号", 2, Align::Center),
                    column("送达文书名称", 14, Align::Left),
                    column("份数", 3, Align::Center),
                ],
                rows,
                total: None,
                hand_filled: false,
            }),
            Block::Form {
                rows: vec![
                    vec![tall("受送达人签名或者盖章", vec![String::new()], 2)],
                    vec![field("送达时间", when)],
                    vec![tall("代收人及代收理由", vec![self.taken_by.clone()], 2)],
                    vec![tall("备考", vec![self.note.clone()], 2)],
                    vec![
                        field("填发人", self.issued_by.as_str()),
                        field("送达人", self.server.as_str()),
                    ],
                ],
            },
            Block::Note {
                text: format!(
                    "受送达人应当在送达回证上记明收到日期，签名或者盖章（{}）；本人不在时由依法可以\
                     代收的人签收，并注明与受送达人的关系。",
                    cite(&[cited::RECEIPT_OF_SERVICE])
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

/// 送达地址确认书的要素；立案前填写，所以没有案号也可以。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceAddress {
    /// 法院名称
    pub court: String,
    /// 案号；立案前为空。
    #[serde(default)]
    pub number: Option<String>,
    /// 案由
    pub cause: String,
    /// 确认人
    pub party: PartyInput,
    /// 诉讼地位，如“申请执行人”。
    pub role: String,
    /// 确认的送达地址
    pub address: String,
    /// 收件人，可以是本人或者代收人。
    pub receiver: String,
    /// 联系电话
    pub phone: String,
    /// 是否同意电子送达
    pub electronic: bool,
    /// 电子送达地址；不同意的为空。
    #[serde(default)]
    pub electronic_address: String,
    /// 确认日期
    pub dated_on: Day,
}

impl Input for ServiceAddress {
    const KIND: DocumentKind = DocumentKind::ServiceAddress;

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("court", "法院名称"),
            ("cause", "案由"),
            ("party.name", "确认人姓名或者名称"),
            ("party.identity_number", "确认人证件号码"),
            ("role", "诉讼地位"),
            ("address", "送达地址"),
            ("receiver", "收件人"),
            ("phone", "联系电话"),
            ("electronic", "是否同意电子送达"),
        ];
        [own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let agreed = if self.electronic { "同意" } else { "不同意" };
        let address = if self.electronic { self.electronic_address.as_str() } else { "无" };
        let blocks = vec![
            Block::Form {
                rows: vec![
                    vec![field("案由", self.cause.as_str()), field("诉讼地位", self.role.as_str())],
                    vec![
                        field("确认人", self.party.name.as_str()),
                        field("证件号码", self.party.identity_number.as_str()),
                    ],
                    vec![tall("告知事项", told(), 1)],
                    vec![field("送达地址", self.address.as_str())],
                    vec![
                        field("收件人", self.receiver.as_str()),
                        field("联系电话", self.phone.as_str()),
                    ],
                    vec![field("电子送达", agreed), field("电子送达地址", address)],
                ],
            },
            para(
                "本人（本单位）已经阅读并理解上述告知事项，提供并确认以上送达地址，保证其真实、\
                 准确、有效。",
            ),
            Block::SignLine {
                label: "确认人（签名、捺印或者盖章）".to_owned(),
                name: String::new(),
            },
            Block::SignLine { label: "日　期".to_owned(), name: self.dated_on.chinese() },
        ];
        Ok(court_paper(Self::KIND, &self.court, self.number.clone(), blocks, self.dated_on))
    }
}

fn told() -> Vec<String> {
    vec![
        format!(
            "一、确认的送达地址适用于本案执行程序；依照{}的规定，此前程序中确认的地址未书面变更的，\
             可以继续适用。",
            cite(&[cited::SERVICE_ADDRESS])
        ),
        "二、送达地址变更的，应当及时书面告知法院；因提供的地址不准确、拒不提供或者未及时告知变更，\
         导致文书未能实际收到的，由其自行承担相应的法律后果。"
            .to_owned(),
        "三、同意电子送达的，文书到达确认的电子地址所在系统的日期为送达日期。".to_owned(),
    ]
}
