//! 合议庭评议笔录

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_domain::work::panel::{Member, PanelTopic};
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::cited;
use crate::compose::court_paper;
use crate::input::{DATED, Paper, Required};
use crate::model::{Block, Document, field, para, tall};
use crate::source::Source;
use crate::words::{cite, closed};

/// 一名成员的意见和签名
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// 审判长、审判员
    pub role: String,
    pub name: String,
    /// 承办法官
    pub handles: bool,
    /// 同意、不同意
    pub vote: String,
    pub opinion: String,
    /// 签名的时间
    pub signed: String,
}

/// 合议庭评议笔录的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelRecord {
    /// 法院名称
    pub court: String,
    /// 案号
    pub number: String,
    /// 案由；没有的为空。
    #[serde(default)]
    pub cause: String,
    /// 评议事项
    pub topic: PanelTopic,
    /// 评议的问题和处理意见
    pub question: String,
    /// 评议起止日期
    pub from_on: Day,
    pub to_on: Day,
    /// 成员，审判长在前
    pub members: Vec<Voice>,
    /// 记录人
    pub clerk: String,
    /// 多数同意处理意见
    pub carried: bool,
    /// 评议结论
    pub conclusion: String,
    /// 签署完毕的日期
    pub dated_on: Day,
}

impl Paper for PanelRecord {
    const KIND: DocumentKind = DocumentKind::PanelRecord;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let (matter, panel) = (from.matter, from.deliberation()?);
        let ended = panel.conclusion.as_ref().ok_or(Refusal::Missing("评议结论"))?;
        let voice = |(place, member)| voice(place, member, panel.handler == Some(member.staff));
        let objection = matter.objection.as_ref().map(|known| known.said.cause.clone());
        let cause = matter.claim.as_ref().map(|claim| claim.cause.clone());
        Ok(PanelRecord {
            court: from.ctx.court.full_name(),
            number: matter.number_text(),
            cause: cause.or(objection).unwrap_or_default(),
            topic: panel.topic,
            question: panel.question.clone(),
            from_on: panel.convened_on,
            to_on: ended.on,
            members: panel.members.iter().enumerate().map(voice).collect(),
            clerk: panel.clerk.clone(),
            carried: ended.carried,
            conclusion: ended.text.clone(),
            dated_on: from.ctx.today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("court", "法院名称"),
            ("number", "案号"),
            ("topic", "评议事项"),
            ("question", "评议的问题和处理意见"),
            ("from_on", "评议开始的日期"),
            ("to_on", "评议结束的日期"),
            ("members[].role", "合议庭成员职务"),
            ("members[].name", "合议庭成员姓名"),
            ("members[].handles", "是不是承办法官"),
            ("members[].vote", "表决"),
            ("members[].opinion", "评议意见"),
            ("members[].signed", "签名"),
            ("clerk", "记录人"),
            ("carried", "多数意见"),
            ("conclusion", "评议结论"),
        ];
        [own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let named = |role: &str| -> Vec<String> {
            let of_role = self.members.iter().filter(|voice| voice.role == role);
            of_role.map(|voice| voice.name.clone()).collect()
        };
        let time = match self.from_on == self.to_on {
            true => self.from_on.chinese(),
            false => format!("{}至{}", self.from_on.chinese(), self.to_on.chinese()),
        };
        let mut blocks = vec![Block::Form {
            rows: vec![
                vec![field("时间", time), field("案由", self.cause.as_str())],
                vec![
                    field("审判长", named(PRESIDING).join("、")),
                    field("审判员", named(JUDGE).join("、")),
                ],
                vec![field("记录人", self.clerk.as_str()), field("评议事项", self.topic.title())],
                vec![tall("评议的问题和处理意见", vec![self.question.clone()], 3)],
            ],
        }];
        blocks.extend(self.members.iter().map(spoken));
        blocks.push(para(self.decided()));
        for voice in &self.members {
            let label = format!("{}（签名）", voice.role);
            blocks
                .push(Block::SignLine {
                    label, name: format!("{}　{}", voice.name, voice.signed)
                });
        }
        let clerk = self.clerk.clone();
        blocks.push(Block::SignLine { label: "记录人".to_owned(), name: clerk });
        let note = "成员的签名为在办案系统中以本人账号签署，时间由系统记载。";
        blocks.push(Block::Note { text: note.to_owned() });
        let number = Some(self.number.clone());
        Ok(court_paper(Self::KIND, &self.court, number, blocks, self.dated_on))
    }
}

impl PanelRecord {
    /// What the majority decided, and how many were of which view.
    fn decided(&self) -> String {
        let agreed = self.members.iter().filter(|voice| voice.vote == AGREES).count();
        let (most, few, view) = match (self.carried, self.members.len() - agreed) {
            (true, against) => (agreed, against, "同意"),
            (false, against) => (against, agreed, "不同意"),
        };
        let views = match few {
            0 => format!("一致{view}所议的处理意见"),
            _ => format!("以{most}比{few}的多数{view}所议的处理意见，少数意见如实记入本笔录"),
        };
        let rule = cite(&[cited::PANEL]);
        format!("评议结论：依照{rule}的规定，合议庭{views}。{}", closed(&self.conclusion))
    }
}

const PRESIDING: &str = "审判长";
const JUDGE: &str = "审判员";
const AGREES: &str = "同意";

fn voice(place: usize, member: &Member, handles: bool) -> Voice {
    let said = member.said.as_ref();
    Voice {
        role: if place == 0 { PRESIDING } else { JUDGE }.to_owned(),
        name: member.name.clone(),
        handles,
        vote: said.map(|said| said.vote.title().to_owned()).unwrap_or_default(),
        opinion: said.map(|said| said.text.clone()).unwrap_or_default(),
        signed: member.signed.as_ref().map(|by| by.at.local()).unwrap_or_default(),
    }
}

fn spoken(voice: &Voice) -> Block {
    let handles = if voice.handles { "（承办法官）" } else { "" };
    para(format!(
        "{}{}{handles}：{}。{}",
        voice.role,
        voice.name,
        voice.vote,
        closed(&voice.opinion)
    ))
}
