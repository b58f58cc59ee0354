//! 送达地址确认书：where a party will take what the court sends. Made at the window with what is known; what is
//! not known is left to be written by hand.

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::cited;
use crate::compose::court_paper;
use crate::input::{DATED, Paper, PartyInput, Required};
use crate::model::{Block, Document, field, para, tall};
use crate::source::Source;
use crate::words::cite;

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
    /// 确认的送达地址；空串则留待填写，下同。
    #[serde(default)]
    pub address: String,
    /// 收件人，可以是本人或者代收人。
    #[serde(default)]
    pub receiver: String,
    /// 联系电话
    #[serde(default)]
    pub phone: String,
    /// 是否同意电子送达；空则由确认人勾选。
    #[serde(default)]
    pub electronic: Option<bool>,
    /// 电子送达地址；不同意的为空。
    #[serde(default)]
    pub electronic_address: String,
    /// 确认日期
    pub dated_on: Day,
}

impl Paper for ServiceAddress {
    const KIND: DocumentKind = DocumentKind::ServiceAddress;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let claim = from.matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
        let details = &from.to()?.details;
        Ok(ServiceAddress {
            court: from.ctx.court.full_name(),
            number: from.matter.number.as_ref().map(ToString::to_string),
            cause: claim.cause.clone(),
            party: from.addressee()?,
            role: details.role.title().to_owned(),
            address: details.service_address.clone(),
            receiver: String::new(),
            phone: details.phone.clone(),
            electronic: None,
            electronic_address: String::new(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("court", "法院名称"),
            ("cause", "案由"),
            ("party.name", "确认人姓名或者名称"),
            ("party.identity_number", "确认人证件号码"),
            ("role", "诉讼地位"),
        ];
        [own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let (agreed, address) = match self.electronic {
            Some(true) => ("同意", self.electronic_address.as_str()),
            Some(false) => ("不同意", "无"),
            None => ("□同意　□不同意", ""),
        };
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
