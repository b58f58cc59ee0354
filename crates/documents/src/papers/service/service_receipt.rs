//! 送达回证

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::cited;
use crate::compose::court_paper;
use crate::input::{DATED, MATTER, MatterInput, Paper, PartyInput, Required};
use crate::model::{Align, Block, Document, Table, column, field, tall};
use crate::source::{Source, person};
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

impl Paper for ServiceReceipt {
    const KIND: DocumentKind = DocumentKind::ServiceReceipt;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let (matter, service) = (from.matter, from.service()?);
        let party = matter.party(service.party).ok_or(Refusal::Missing("当事人"))?;
        let document = matter.document(service.document).ok_or(Refusal::Missing("文书"))?;
        let details = &party.details;
        let known = [&details.service_address, &details.address];
        let place = known.into_iter().find(|place| !place.is_empty()).cloned();
        let sub = u8::try_from(document.ruling_no).unwrap_or(u8::MAX);
        let number = matter.number.as_ref().and_then(|number| match sub {
            0 => Some(number.to_string()),
            sub => number.with_sub(sub).ok().map(|number| number.to_string()),
        });
        Ok(ServiceReceipt {
            matter: from.case(0)?,
            recipient: person(party),
            place: place.unwrap_or_default(),
            method: service.method.chinese().to_owned(),
            served: vec![Served {
                name: format!("{}{}", number.unwrap_or_default(), document.kind.heading()),
                copies: 1,
            }],
            served_on: service.effective_on,
            taken_by: String::new(),
            note: service.detail.clone(),
            issued_by: from.maker(),
            server: service.by.name.clone(),
            dated_on: from.ctx.today,
        })
    }

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
