//! 文书的要素：typed inputs that are frozen in the docket as JSON, and the check that none is blank.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use zhixing_domain::ground::refusal::Refusal;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;
use zhixing_law::error::LawError;

use crate::model::{Document, Signer};
use crate::source::Source;

/// 一项必备要素：its place in the JSON (`matter.applicants[].name`) and its Chinese name.
///
/// `list[]` must hold something and each of its items the rest; `list[?]` may be empty.
pub type Required = (&'static str, &'static str);

/// 一种文书：its facts are its fields.
pub trait Paper: Serialize + DeserializeOwned {
    /// 文书种类
    const KIND: DocumentKind;

    /// Takes the facts from the matter.
    ///
    /// # Errors
    /// What the paper is about is not in the matter, or it may not be made yet.
    fn of(from: &Source<'_, '_>) -> Result<Self, Refusal>;

    /// 必备要素；absent, null, blank text and empty lists all count as missing.
    fn required() -> Vec<Required>;

    /// Writes the document. Called only when nothing required is missing; fails when a sum of
    /// amounts cannot be represented.
    fn compose(&self) -> Result<Document, LawError>;
}

/// 文书做不出来的原因
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// 缺少要素
    #[error("《{}》缺少：{}", kind.title(), fields.join("、"))]
    Missing {
        /// 文书种类
        kind: DocumentKind,
        /// 全部缺少的要素，按文书中的次序。
        fields: Vec<String>,
    },
    /// 要素的写法不对
    #[error("《{}》的要素写法不对：{message}", kind.title())]
    Malformed {
        /// 文书种类
        kind: DocumentKind,
        /// 哪里不对
        message: String,
    },
    /// 金额相加溢出
    #[error(transparent)]
    Law(#[from] LawError),
}

/// 当事人
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyInput {
    /// 姓名或者名称
    pub name: String,
    /// 是否单位
    #[serde(default)]
    pub organization: bool,
    /// 公民身份号码或者统一社会信用代码
    #[serde(default)]
    pub identity_number: String,
    /// 住址或者住所地
    #[serde(default)]
    pub address: String,
    /// 法定代表人或者负责人
    #[serde(default)]
    pub representative: String,
    /// 联系电话
    #[serde(default)]
    pub phone: String,
    /// 号码的称谓，如“护照号码”；空则按是否单位。
    #[serde(default)]
    pub number_title: String,
    /// 国籍或者注册地；中国的为空，下同。
    #[serde(default)]
    pub country: String,
    /// 性别
    #[serde(default)]
    pub sex: String,
    /// 出生日期
    #[serde(default)]
    pub born_on: Option<Day>,
    /// 民族
    #[serde(default)]
    pub ethnicity: String,
    /// 委托诉讼代理人
    #[serde(default)]
    pub agents: Vec<AgentInput>,
}

/// 委托诉讼代理人
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentInput {
    /// 姓名
    pub name: String,
    /// 身份，如“广东某某律师事务所律师”。
    pub who: String,
    /// 代理权限
    pub authority: String,
}

impl PartyInput {
    /// Somebody of whom only the name is told.
    pub(crate) fn named(name: String) -> PartyInput {
        PartyInput {
            name,
            organization: false,
            identity_number: String::new(),
            address: String::new(),
            representative: String::new(),
            phone: String::new(),
            number_title: String::new(),
            country: String::new(),
            sex: String::new(),
            born_on: None,
            ethnicity: String::new(),
            agents: Vec::new(),
        }
    }
}

/// 执行依据
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleInput {
    /// 文书种类，如“民事判决书”。
    pub kind: String,
    /// 作出机关
    pub issuer: String,
    /// 文书案号
    pub number: String,
}

/// 案件要素
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatterInput {
    /// 法院名称
    pub court: String,
    /// 案号
    pub number: String,
    /// 同案裁判文书的次序：0 不标，1 标“之一”。
    #[serde(default)]
    pub series: u32,
    /// 案由
    pub cause: String,
    /// 申请执行人
    pub applicants: Vec<PartyInput>,
    /// 被执行人
    pub respondents: Vec<PartyInput>,
    /// 执行依据
    pub title: TitleInput,
    /// 立案日期
    pub filed_on: Day,
}

/// 承办人与联系方式
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    /// 承办人；分案以前为空。
    #[serde(default)]
    pub handler: String,
    /// 书记员
    #[serde(default)]
    pub clerk: String,
    /// 联系人：分案以前答复当事人的人。
    #[serde(default)]
    pub person: String,
    /// 联系电话
    pub phone: String,
    /// 法院地址
    pub address: String,
}

/// 银行账户
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountInput {
    /// 户名
    pub holder: String,
    /// 开户银行
    pub bank: String,
    /// 账号
    pub number: String,
}

/// 合议庭与书记员
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelInput {
    /// 审判长、审判员，依次。
    pub judges: Vec<Signer>,
    /// 书记员；空串则留待签名。
    #[serde(default)]
    pub clerk: String,
}

/// 案件要素的必备项
pub(crate) const MATTER: &[Required] = &[
    ("matter.court", "法院名称"),
    ("matter.number", "案号"),
    ("matter.cause", "案由"),
    ("matter.applicants[].name", "申请执行人姓名或者名称"),
    ("matter.respondents[].name", "被执行人姓名或者名称"),
    ("matter.title.kind", "执行依据的文书种类"),
    ("matter.title.issuer", "执行依据的作出机关"),
    ("matter.title.number", "执行依据的案号"),
    ("matter.filed_on", "立案日期"),
];

/// 裁定书首部另需的当事人身份事项
pub(crate) const IDENTITIES: &[Required] = &[
    ("matter.applicants[].identity_number", "申请执行人证件号码"),
    ("matter.applicants[].address", "申请执行人住址"),
    ("matter.respondents[].identity_number", "被执行人证件号码"),
    ("matter.respondents[].address", "被执行人住址"),
];

/// 联系方式的必备项
pub(crate) const CONTACT: &[Required] =
    &[("contact.phone", "承办人联系电话"), ("contact.address", "法院地址")];

/// 合议庭的必备项
pub(crate) const PANEL: &[Required] =
    &[("panel.judges[].role", "审判人员职务"), ("panel.judges[].name", "审判人员姓名")];

/// 案款账户的必备项
pub(crate) const ACCOUNT: &[Required] = &[
    ("account.holder", "案款账户户名"),
    ("account.bank", "案款账户开户银行"),
    ("account.number", "案款账户账号"),
];

/// 落款日期
pub(crate) const DATED: &[Required] = &[("dated_on", "落款日期")];

impl From<BuildError> for Refusal {
    fn from(error: BuildError) -> Refusal {
        match error {
            BuildError::Law(error) => Refusal::Law(error),
            BuildError::Missing { kind, fields } => {
                Refusal::DocumentIncomplete { kind: kind.title().to_owned(), fields }
            }
            BuildError::Malformed { .. } => Refusal::Mode(error.to_string()),
        }
    }
}

impl MatterInput {
    /// 案号，连同“之一”。
    pub fn full_number(&self) -> String {
        match self.series {
            0 => self.number.clone(),
            series => format!("{}之{}", self.number, crate::words::numeral(series)),
        }
    }
}

/// Reads the frozen JSON of one kind of document and writes the document.
pub(crate) fn from_json<I: Paper>(value: Value) -> Result<Document, BuildError> {
    let fields = missing(&value, &I::required());
    if !fields.is_empty() {
        return Err(BuildError::Missing { kind: I::KIND, fields });
    }
    let input: I = serde_json::from_value(value)
        .map_err(|reason| BuildError::Malformed { kind: I::KIND, message: reason.to_string() })?;
    Ok(input.compose()?)
}

/// The Chinese names of all required places that hold nothing.
fn missing(value: &Value, required: &[Required]) -> Vec<String> {
    let mut fields = Vec::new();
    for (path, name) in required {
        let steps: Vec<&str> = path.split('.').collect();
        look(value, &steps, name, &mut fields);
    }
    fields
}

fn look(value: &Value, steps: &[&str], name: &str, fields: &mut Vec<String>) {
    let Some((step, rest)) = steps.split_first() else {
        if blank(value) {
            fields.push(name.to_owned());
        }
        return;
    };
    if let Some(list) = step.strip_suffix("[?]") {
        let items = value.get(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        look_into(items, rest, name, fields);
    } else if let Some(list) = step.strip_suffix("[]") {
        match value.get(list).and_then(Value::as_array) {
            Some(items) if !items.is_empty() => look_into(items, rest, name, fields),
            _ => fields.push(name.to_owned()),
        }
    } else {
        look(value.get(step).unwrap_or(&Value::Null), rest, name, fields);
    }
}

fn look_into(items: &[Value], rest: &[&str], name: &str, fields: &mut Vec<String>) {
    for (place, item) in items.iter().enumerate() {
        if items.len() == 1 {
            look(item, rest, name, fields);
        } else {
            look(item, rest, &format!("{name}（第{}项）", place + 1), fields);
        }
    }
}

fn blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}
