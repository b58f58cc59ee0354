//! 文书模型：one document as text and structure, drawn alike as PDF and as DOCX.

use serde::Serialize;
use zhixing_domain::papers::kind::DocumentKind;
use zhixing_law::day::Day;

/// 一份文书，由一张或几张组成（例如通知书与回执）。
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// 文书种类
    pub kind: DocumentKind,
    /// 落款日期；also the date in the PDF's metadata.
    pub dated_on: Day,
    /// 用印方式
    pub seal: SealMode,
    /// 各张，依次排列，每张另起一页。
    pub sheets: Vec<Sheet>,
}

/// 用印方式
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SealMode {
    /// 留出用印位置，由法院加盖实体印章或电子印章。
    #[default]
    Blank,
    /// 画一枚标明“样章·非正式”的图形，仅供演示。
    Sample,
}

/// 一张：heading, number, body and signature.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Sheet {
    /// 制作法院；empty for a form that carries no court heading.
    pub court: String,
    /// 标题
    pub title: String,
    /// 文号
    pub number: Option<String>,
    /// 正文
    pub blocks: Vec<Block>,
    /// 落款
    pub signature: Option<Signature>,
    /// 横版
    pub landscape: bool,
}

/// 正文的一段
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// 抬头：顶格，以冒号结尾。
    Addressee {
        /// “李四：”
        text: String,
    },
    /// 段落：首行缩进两字。
    Para {
        /// 文字
        text: String,
    },
    /// 顶格的一行，如“附：…”。
    Flush {
        /// 文字
        text: String,
    },
    /// 条列：每条以“一、”起，首行缩进两字。
    List {
        /// 各条
        items: Vec<String>,
    },
    /// 表格
    Table(Table),
    /// 表单：左名右值。
    Form {
        /// 各行，每行一项或两项。
        rows: Vec<Vec<Field>>,
    },
    /// 笔录的一问一答
    Exchange {
        /// 问
        question: String,
        /// 答
        answer: String,
    },
    /// 签名线，如“被询问人（签名或捺印）：______”。
    SignLine {
        /// 签名人
        label: String,
        /// 已知的姓名，空串则留线。
        name: String,
    },
    /// 附注：小一号的楷体。
    Note {
        /// 文字
        text: String,
    },
    /// 联系方式的一行，印在落款之下。
    Contact {
        /// 文字
        text: String,
    },
}

/// 表格
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// 各栏
    pub columns: Vec<Column>,
    /// 各行，每行与栏数相同。
    pub rows: Vec<Vec<String>>,
    /// 合计行：the last items fill the last columns, the first one spans all columns before them.
    pub total: Option<Vec<String>>,
    /// 留待填写：空格留出手写的高度。
    pub hand_filled: bool,
}

/// 一栏
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// 栏名
    pub title: String,
    /// 相对宽度
    pub width: u8,
    /// 对齐
    pub align: Align,
}

/// 对齐
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// 左
    Left,
    /// 中
    Center,
    /// 右，用于金额
    Right,
}

/// 表单的一项
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// 名
    pub label: String,
    /// 值，逐行
    pub lines: Vec<String>,
    /// 最低高度，单位：行
    pub height: u8,
    /// 右下角的签名与日期
    pub signed: Option<String>,
}

/// 落款
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Signature {
    /// 日期之上的署名人，如合议庭成员。
    pub before: Vec<Signer>,
    /// 署名的法院，通知类文书用。
    pub court: Option<String>,
    /// “二〇二六年一月五日”
    pub date: String,
    /// 日期之下的署名人，如书记员。
    pub after: Vec<Signer>,
    /// 是否加盖院印
    pub seal: bool,
}

/// 署名人
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// 职务，如“审判长”。
    pub role: String,
    /// 姓名
    pub name: String,
}

/// 一段正文. One face throughout (仿宋三号): a paper of the court emphasises nothing.
pub fn para(text: impl Into<String>) -> Block {
    Block::Para { text: text.into() }
}

/// 顶格的一行
pub fn flush(text: impl Into<String>) -> Block {
    Block::Flush { text: text.into() }
}

/// 抬头
pub fn addressee(name: &str) -> Block {
    Block::Addressee { text: format!("{name}：") }
}

/// 一栏
pub fn column(title: &str, width: u8, align: Align) -> Column {
    Column { title: title.to_owned(), width, align }
}

/// 表单的一项，一行高。
pub fn field(label: &str, value: impl Into<String>) -> Field {
    Field { label: label.to_owned(), lines: vec![value.into()], height: 1, signed: None }
}

/// 表单的一项，至少 `height` 行高。
pub fn tall(label: &str, lines: Vec<String>, height: u8) -> Field {
    Field { label: label.to_owned(), lines, height, signed: None }
}

impl Document {
    /// The same document with another way of sealing.
    #[must_use]
    pub fn sealed(mut self, seal: SealMode) -> Document {
        self.seal = seal;
        self
    }

    /// The same document with every text as `change` gives it back: a masked copy to read.
    #[must_use]
    pub fn with_texts(mut self, change: &impl Fn(&str) -> String) -> Document {
        for sheet in &mut self.sheets {
            sheet.change_texts(change);
        }
        self
    }

    /// The text as a reader sees it, one block per line; for search, comparison and tests.
    pub fn plain_text(&self) -> String {
        let mut lines = Vec::new();
        for sheet in &self.sheets {
            sheet.text_into(&mut lines);
        }
        lines.join("\n")
    }
}

impl Sheet {
    fn change_texts(&mut self, change: &impl Fn(&str) -> String) {
        self.title = change(&self.title);
        self.number = self.number.as_deref().map(change);
        for block in &mut self.blocks {
            block.change_texts(change);
        }
    }

    fn text_into(&self, lines: &mut Vec<String>) {
        if !self.court.is_empty() {
            lines.push(self.court.clone());
        }
        lines.push(self.title.clone());
        lines.extend(self.number.clone());
        for block in self.body() {
            block.text_into(lines);
        }
        if let Some(signature) = &self.signature {
            let signed = |signer: &Signer| format!("{} {}", signer.role, signer.name);
            lines.extend(signature.before.iter().map(signed));
            lines.extend(signature.court.clone());
            lines.push(signature.date.clone());
            lines.extend(signature.after.iter().map(signed));
        }
        lines.extend(self.contacts().map(str::to_owned));
    }

    /// What stands above the signature.
    pub(crate) fn body(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| !matches!(block, Block::Contact { .. }))
    }

    /// What stands below the signature.
    pub(crate) fn contacts(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Contact { text } => Some(text.as_str()),
            Block::Addressee { .. }
            | Block::Para { .. }
            | Block::Flush { .. }
            | Block::List { .. }
            | Block::Table(_)
            | Block::Form { .. }
            | Block::Exchange { .. }
            | Block::SignLine { .. }
            | Block::Note { .. } => None,
        })
    }
}

impl Block {
    fn change_texts(&mut self, change: &impl Fn(&str) -> String) {
        let one = |text: &mut String| *text = change(text);
        match self {
            Block::Addressee { text }
            | Block::Para { text }
            | Block::Flush { text }
            | Block::Note { text }
            | Block::Contact { text } => one(text),
            Block::List { items } => items.iter_mut().for_each(one),
            Block::Table(table) => {
                let total = table.total.iter_mut();
                table.rows.iter_mut().chain(total).flatten().for_each(one);
            }
            Block::Form { rows } => {
                rows.iter_mut().flatten().flat_map(|field| &mut field.lines).for_each(one);
            }
            Block::Exchange { question, answer } => {
                one(question);
                one(answer);
            }
            Block::SignLine { label, name } => {
                one(label);
                one(name);
            }
        }
    }

    fn text_into(&self, lines: &mut Vec<String>) {
        match self {
            Block::Addressee { text }
            | Block::Para { text }
            | Block::Flush { text }
            | Block::Note { text }
            | Block::Contact { text } => lines.push(text.clone()),
            Block::List { items } => {
                let items = items.iter().enumerate();
                lines.extend(items.map(|(place, item)| format!("{}{item}", list_mark(place))));
            }
            Block::Table(table) => {
                let titles: Vec<&str> =
                    table.columns.iter().map(|column| column.title.as_str()).collect();
                lines.push(titles.join(" | "));
                lines.extend(table.rows.iter().map(|row| row.join(" | ")));
                lines.extend(table.total.iter().map(|total| total.join(" | ")));
            }
            Block::Form { rows } => {
                for field in rows.iter().flatten() {
                    lines.push(format!("{}：{}", field.label, field.lines.join(" / ")));
                    lines.extend(field.signed.clone());
                }
            }
            Block::Exchange { question, answer } => {
                lines.push(format!("问：{question}"));
                lines.push(format!("答：{answer}"));
            }
            Block::SignLine { label, name } => lines.push(format!("{label}：{name}")),
        }
    }
}

/// “一、”, “二、” … for the item at this place, counted from zero.
pub fn list_mark(place: usize) -> String {
    let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
    format!("{}、", crate::words::numeral(number))
}
