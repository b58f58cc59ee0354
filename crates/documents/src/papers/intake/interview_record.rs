//! 执前谈话笔录

use serde::{Deserialize, Serialize};
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::intake::filing::{Credit, Interview, Willingness};
use zhixing_domain::intake::party::PartyRole;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::compose::court_paper;
use crate::input::{DATED, Paper, PartyInput, Required};
use crate::model::{Block, Document, field, tall};
use crate::source::{Source, person};

/// 一问一答
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// 问
    pub question: String,
    /// 答
    pub answer: String,
}

/// 执前谈话笔录的要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewRecord {
    /// 法院名称
    pub court: String,
    /// 案号；立案前为空。
    #[serde(default)]
    pub number: Option<String>,
    /// 案由
    pub cause: String,
    /// 谈话时间，如“2026年1月5日9时30分至9时50分”。
    pub time: String,
    /// 谈话地点；空串则留待手写，下同。
    #[serde(default)]
    pub place: String,
    /// 谈话人
    pub asked_by: String,
    /// 记录人，不是谈话人。
    #[serde(default)]
    pub recorded_by: String,
    /// 被谈话人
    pub person: PartyInput,
    /// 身份，如“申请执行人”。
    pub role: String,
    /// 问答
    pub exchanges: Vec<Exchange>,
    /// 笔录日期
    pub dated_on: Day,
}

impl Paper for InterviewRecord {
    const KIND: DocumentKind = DocumentKind::InterviewRecord;

    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal> {
        let matter = from.matter;
        let (interview, by) =
            matter.filing.interview.as_ref().ok_or(Refusal::Missing("执前谈话"))?;
        let claim = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
        let mut applicants = matter.parties_of(PartyRole::Applicant);
        let applicant = applicants.next().ok_or(Refusal::Missing("申请执行人"))?;
        let today = from.ctx.today;
        Ok(InterviewRecord {
            court: from.ctx.court.full_name(),
            number: matter.number.as_ref().map(ToString::to_string),
            cause: claim.cause.clone(),
            time: time(by.at.day(), &interview.hours),
            place: interview.place.clone(),
            asked_by: by.name.clone(),
            recorded_by: interview.recorder.clone(),
            person: person(applicant),
            role: PartyRole::Applicant.title().to_owned(),
            exchanges: exchanges(interview),
            dated_on: today,
        })
    }

    fn required() -> Vec<Required> {
        let own: &[Required] = &[
            ("court", "法院名称"),
            ("cause", "案由"),
            ("time", "谈话时间"),
            ("asked_by", "谈话人"),
            ("person.name", "被谈话人"),
            ("person.identity_number", "被谈话人证件号码"),
            ("person.phone", "被谈话人联系电话"),
            ("role", "被谈话人身份"),
            ("exchanges[].question", "问"),
            ("exchanges[].answer", "答"),
        ];
        [own, DATED].concat()
    }

    fn compose(&self) -> Result<Document, LawError> {
        let person = &self.person;
        let mut blocks = vec![Block::Form {
            rows: vec![
                vec![field("时间", self.time.as_str())],
                vec![field("地点", self.place.as_str()), field("案由", self.cause.as_str())],
                vec![
                    field("谈话人", self.asked_by.as_str()),
                    field("记录人", self.recorded_by.as_str()),
                ],
                vec![
                    field("被谈话人", format!("{}（{}）", person.name, self.role)),
                    field("联系电话", person.phone.as_str()),
                ],
                vec![field("证件号码", person.identity_number.as_str())],
                vec![tall("告知事项", told(), 1)],
            ],
        }];
        blocks.extend(self.exchanges.iter().map(|one| Block::Exchange {
            question: one.question.clone(),
            answer: one.answer.clone(),
        }));
        blocks.push(Block::Note {
            text: "以上笔录已交被谈话人阅看（向其宣读），记录无误。".to_owned(),
        });
        // Whoever was there signs by hand, so no name is printed where a signature belongs.
        for label in ["被谈话人（签名、捺印）", "谈话人（签名）", "记录人（签名）", "签名日期"]
        {
            blocks.push(Block::SignLine { label: label.to_owned(), name: String::new() });
        }
        Ok(court_paper(Self::KIND, &self.court, self.number.clone(), blocks, self.dated_on))
    }
}

/// The day, and from when to when; what was not written down is left to be filled in by hand.
fn time(on: Day, hours: &str) -> String {
    let hours = if hours.is_empty() { "　　时　　分至　　时　　分" } else { hours };
    format!("{}{hours}", on.chinese())
}

/// 权利义务, of which whoever is heard must be told before.
fn told() -> Vec<String> {
    vec![
        "一、对谈话人、记录人，你有权依法申请回避；对执行行为违反法律规定的，有权提出异议。"
            .to_owned(),
        "二、你应当如实陈述，提供虚假情况的，应当承担相应的法律后果。".to_owned(),
        "三、笔录应当由你核对；认为记录有遗漏或者差错的，有权申请补正，无误后签名或者捺印。"
            .to_owned(),
    ]
}

fn exchanges(interview: &Interview) -> Vec<Exchange> {
    const UNKNOWN: &str = "不清楚。";
    let known = |text: &str| if text.is_empty() { UNKNOWN } else { text }.to_owned();
    let willing = match interview.willingness {
        Willingness::Willing => "愿意履行。",
        Willingness::Unwilling => "不愿意履行。",
        Willingness::Unknown => UNKNOWN,
    };
    let trusted = match interview.credit {
        Credit::Good => "较好。",
        Credit::Poor => "较差。",
        Credit::Unknown => UNKNOWN,
    };
    [
        ("被执行人的联系方式有哪些？", known(&interview.respondent_contacts)),
        ("被执行人有哪些财产或者财产线索？", known(&interview.respondent_property)),
        ("被执行人的工作、经营情况如何？", known(&interview.respondent_work)),
        ("被执行人是否愿意履行？", willing.to_owned()),
        ("被执行人的信用情况如何？", trusted.to_owned()),
        ("对执行方案有何意见？", known(&interview.plan)),
    ]
    .into_iter()
    .map(|(question, answer)| Exchange { question: question.to_owned(), answer })
    .collect()
}
