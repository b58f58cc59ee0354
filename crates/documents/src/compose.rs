//! 各文书共用的部分：heading, contact paragraph, signatures, reply slip.

use zhixing_domain::papers::kind::{DocumentKind, SignedBy};
use zhixing_law::day::Day;

use crate::input::{AccountInput, ContactInput, MatterInput, PanelInput, PartyInput};
use crate::model::{Block, Document, SealMode, Sheet, Signature, Signer, field, para, tall};
use crate::source::OFFICE;
use crate::words;

/// A document of one sheet in the name of the court.
pub(crate) fn court_paper(
    kind: DocumentKind,
    court: &str,
    number: Option<String>,
    blocks: Vec<Block>,
    dated_on: Day,
) -> Document {
    let signature = match kind.paper().signed_by {
        SignedBy::Court | SignedBy::President => Some(Signature {
            court: Some(court.to_owned()),
            date: dated_on.chinese_capital(),
            seal: true,
            ..Signature::default()
        }),
        SignedBy::Panel | SignedBy::Persons | SignedBy::Nobody => None,
    };
    let sheet = Sheet {
        court: court.to_owned(),
        title: kind.heading().to_owned(),
        number,
        blocks,
        signature,
        landscape: false,
    };
    Document { kind, dated_on, seal: SealMode::Blank, sheets: vec![sheet] }
}

/// 裁定书：parties first, the panel's names last.
pub(crate) fn ruling(
    kind: DocumentKind,
    matter: &MatterInput,
    body: Vec<Block>,
    panel: &PanelInput,
    dated_on: Day,
) -> Document {
    let mut blocks = Vec::new();
    for (role, parties) in [("申请执行人", &matter.applicants), ("被执行人", &matter.respondents)]
    {
        for party in parties {
            blocks.extend(words::introduce(role, party).into_iter().map(para));
        }
    }
    blocks.extend(body);
    let document = court_paper(kind, &matter.court, Some(matter.full_number()), blocks, dated_on);
    signed_by_panel(document, panel, dated_on)
}

/// 署名：the panel's names, the date, the clerk.
pub(crate) fn signed_by_panel(
    mut document: Document,
    panel: &PanelInput,
    dated_on: Day,
) -> Document {
    for sheet in &mut document.sheets {
        sheet.signature = Some(Signature {
            before: panel.judges.clone(),
            court: None,
            date: dated_on.chinese_capital(),
            after: vec![Signer { role: "书记员".to_owned(), name: panel.clerk.clone() }],
            seal: true,
        });
    }
    document
}

/// “申请执行人李四与被执行人王五买卖合同纠纷一案”
pub(crate) fn the_case(matter: &MatterInput) -> String {
    format!(
        "申请执行人{}与被执行人{}{}一案",
        words::names(&matter.applicants),
        words::names(&matter.respondents),
        matter.cause
    )
}

/// “怀集县人民法院（2025）粤1224民初1号民事判决书”
pub(crate) fn the_title(matter: &MatterInput) -> String {
    let title = &matter.title;
    let issuer = if title.issuer == matter.court { "本院" } else { title.issuer.as_str() };
    format!("{issuer}{}{}", title.number, title.kind)
}

/// 联系方式，印在落款之下。
pub(crate) fn contact_lines(contact: &ContactInput) -> Vec<Block> {
    let mut who = match (contact.handler.as_str(), contact.person.as_str()) {
        ("", "") => format!("联系部门：{OFFICE}"),
        ("", person) => format!("联系人：{person}"),
        (handler, _) => format!("承办人：{handler}"),
    };
    if !contact.clerk.is_empty() {
        who.push_str(&format!("　书记员：{}", contact.clerk));
    }
    vec![
        Block::Contact { text: who },
        Block::Contact { text: format!("联系电话：{}", contact.phone) },
        Block::Contact { text: format!("本院地址：{}", contact.address) },
    ]
}

/// 案款账户
pub(crate) fn account_form(account: &AccountInput) -> Block {
    Block::Form {
        rows: vec![
            vec![field("户名", account.holder.as_str())],
            vec![field("开户银行", account.bank.as_str())],
            vec![field("账号", account.number.as_str())],
        ],
    }
}

/// 协助执行通知书的回执。
pub(crate) fn reply_slip(court: &str, number: String, title: &str, asked: String) -> Sheet {
    Sheet {
        court: String::new(),
        title: format!("{title}（回执）"),
        number: Some(number),
        blocks: vec![
            Block::Addressee { text: format!("{court}：") },
            para(asked),
            Block::Form {
                rows: vec![
                    vec![tall("协助执行结果", Vec::new(), 4)],
                    vec![tall("未能全部协助的原因", Vec::new(), 3)],
                    vec![field("办理时间", ""), field("办理人", "")],
                    vec![field("联系电话", ""), field("单位印章", "")],
                ],
            },
            Block::Note {
                text: "本回执由协助单位填写、盖章后退回本院附卷。".to_owned()
            },
        ],
        signature: None,
        landscape: false,
    }
}

/// 被执行人的证件：“（公民身份号码：…）”.
pub(crate) fn identified(party: &PartyInput) -> String {
    let usual = if party.organization { "统一社会信用代码" } else { "公民身份号码" };
    let kind = if party.number_title.is_empty() { usual } else { &party.number_title };
    format!("{}（{kind}：{}）", party.name, party.identity_number)
}
