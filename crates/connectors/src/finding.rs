//! What is wrong with a file from outside: a stable code, the place, the problem and the remedy, in Chinese.
//!
//! A reader never throws away what it could not use: it either refuses the whole file (`Refused`) or
//! returns what is good together with one finding per thing that it left out (`Reading`).

use serde::Serialize;

/// 处理方式：what the reader did about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// 整件拒收：nothing of the file is used.
    FileRefused,
    /// 剔除该项：the rest of the file is used.
    ItemExcluded,
    /// 仅提示：everything is used.
    Noted,
}

/// 发现的问题：one thing wrong with an incoming (or about to be sent) file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable code, see [`Code`].
    pub code: Code,
    /// What the reader did about it.
    pub treatment: Treatment,
    /// 位置：file, line, element or entry reference.
    pub place: String,
    /// 问题：what is wrong, in Chinese.
    pub problem: String,
    /// 处理办法：what the user should do, in Chinese.
    pub remedy: &'static str,
}

impl Finding {
    /// A finding that refuses the whole file.
    #[must_use]
    pub fn refuse(code: Code, place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::with(Treatment::FileRefused, code, place, problem)
    }

    /// A finding that leaves one item out.
    #[must_use]
    pub fn exclude(code: Code, place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::with(Treatment::ItemExcluded, code, place, problem)
    }

    /// A finding that only informs.
    #[must_use]
    pub fn note(code: Code, place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::with(Treatment::Noted, code, place, problem)
    }

    fn with(
        treatment: Treatment,
        code: Code,
        place: impl Into<String>,
        problem: impl Into<String>,
    ) -> Self {
        Self {
            code,
            treatment,
            place: place.into(),
            problem: problem.into(),
            remedy: code.remedy(),
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{}] {}：{}。{}", self.code, self.place, self.problem, self.remedy)
    }
}

/// 可用结果：what could be used, and what was left out and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading<T> {
    /// What was read.
    pub value: T,
    /// Items left out or remarked upon; empty if all is well.
    pub findings: Vec<Finding>,
}

/// 整件拒收：nothing of the file may be used; at least one finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("refused: {}", .findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct Refused {
    /// Every reason found, in the order of the file.
    pub findings: Vec<Finding>,
}

impl From<Finding> for Refused {
    fn from(finding: Finding) -> Self {
        Self { findings: vec![finding] }
    }
}

/// 问题代码：closed list; the text of a code never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// The file exceeds the size limit.
    TooLarge,
    /// Neither UTF-8 nor GBK.
    Encoding,
    /// The file is empty.
    Empty,
    /// The file is not of the expected format.
    WrongFormat,
    /// The file ends before it should.
    CutShort,
    /// Not well-formed XML.
    XmlSyntax,
    /// A DOCTYPE or an entity declaration.
    XmlDoctype,
    /// Too deep, too many elements, too long a text.
    XmlLimits,
    /// The name of a package is not as agreed.
    PackageName,
    /// The archive cannot be opened.
    PackageArchive,
    /// Too many or too large entries.
    PackageLimits,
    /// An entry which is not known.
    PackageEntry,
    /// A compulsory field is missing.
    FieldMissing,
    /// A field is not as agreed.
    FieldInvalid,
    /// A field is too long.
    FieldTooLong,
    /// Amount with a wrong form, or too many decimals.
    AmountInvalid,
    /// Amount below zero.
    AmountNegative,
    /// Amount of zero.
    AmountZero,
    /// A line in another currency.
    ForeignCurrency,
    /// A date that does not exist or lies outside the period.
    DateInvalid,
    /// The same entry twice.
    Duplicate,
    /// Same reference, different content.
    Contradiction,
    /// Opening + movements ≠ closing.
    Balance,
    /// 期初余额 that the bank did not state.
    BalanceComputed,
    /// The control row is missing or does not agree.
    ControlTotal,
    /// Names, accounts or texts that must not leave the house.
    Forbidden,
    /// No item at all.
    NoItems,
    /// A request whose fields contradict its measure.
    RequestInconsistent,
}

impl Code {
    /// Every code, for documentation and tests.
    pub const ALL: &'static [Self] = &[
        Self::TooLarge,
        Self::Encoding,
        Self::Empty,
        Self::WrongFormat,
        Self::CutShort,
        Self::XmlSyntax,
        Self::XmlDoctype,
        Self::XmlLimits,
        Self::PackageName,
        Self::PackageArchive,
        Self::PackageLimits,
        Self::PackageEntry,
        Self::FieldMissing,
        Self::FieldInvalid,
        Self::FieldTooLong,
        Self::AmountInvalid,
        Self::AmountNegative,
        Self::AmountZero,
        Self::ForeignCurrency,
        Self::DateInvalid,
        Self::Duplicate,
        Self::Contradiction,
        Self::Balance,
        Self::BalanceComputed,
        Self::ControlTotal,
        Self::Forbidden,
        Self::NoItems,
        Self::RequestInconsistent,
    ];

    /// The stable text of the code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.facts().0
    }

    /// 处理办法：what the user should do, in Chinese.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        self.facts().1
    }

    fn facts(self) -> (&'static str, &'static str) {
        match self {
            Self::TooLarge => ("FILE_TOO_LARGE", "请缩短导出期间或拆分文件后重新上传"),
            Self::Encoding => ("FILE_ENCODING", "请以UTF-8或GBK编码重新导出文件"),
            Self::Empty => ("FILE_EMPTY", "请确认导出成功后重新上传"),
            Self::WrongFormat => ("FILE_WRONG_FORMAT", "请核对文件类型，上传约定格式的文件"),
            Self::CutShort => ("FILE_CUT_SHORT", "文件不完整，请重新下载或请对方重新发送"),
            Self::XmlSyntax => ("XML_SYNTAX", "请对方重新生成文件，不要手工修改XML"),
            Self::XmlDoctype => ("XML_DOCTYPE", "文件含有禁止的文档类型声明，请向发送方核实来源"),
            Self::XmlLimits => ("XML_LIMITS", "文件结构超出允许范围，请向发送方核实来源"),
            Self::PackageName => {
                ("PACKAGE_NAME", "文件名应为类型4位＋银行代码17位＋批次号30位＋.zip，请更正后重传")
            }
            Self::PackageArchive => ("PACKAGE_ARCHIVE", "压缩包损坏或被截断，请对方重新发送"),
            Self::PackageLimits => ("PACKAGE_LIMITS", "压缩包内容超出允许范围，请向发送方核实来源"),
            Self::PackageEntry => ("PACKAGE_ENTRY", "该文件未被采用，请向发送方核实用途"),
            Self::FieldMissing => ("FIELD_MISSING", "请补全该项后重新发送"),
            Self::FieldInvalid => ("FIELD_INVALID", "请按约定格式更正该项后重新发送"),
            Self::FieldTooLong => ("FIELD_TOO_LONG", "请缩短该项后重新发送"),
            Self::AmountInvalid => {
                ("AMOUNT_INVALID", "金额应为最多两位小数的人民币元，请更正后重新导出")
            }
            Self::AmountNegative => {
                ("AMOUNT_NEGATIVE", "金额不得为负；冲正请以冲正标志或相反方向列示，请银行重新出具")
            }
            Self::AmountZero => ("AMOUNT_ZERO", "零金额流水不入账，无需处理；如有疑问请与银行核对"),
            Self::ForeignCurrency => {
                ("CURRENCY_FOREIGN", "案款账户只接受人民币流水，请与银行核对该笔后另行处理")
            }
            Self::DateInvalid => ("DATE_INVALID", "请核对日期（格式YYYY-MM-DD）后重新导出"),
            Self::Duplicate => ("ENTRY_DUPLICATE", "重复项只取一次，请与发送方核对"),
            Self::Contradiction => {
                ("ENTRY_CONTRADICTION", "同一编号内容不一致，请与发送方核对后重新出具")
            }
            Self::Balance => {
                ("STATEMENT_BALANCE", "期初余额加发生额不等于期末余额，请银行重新出具完整对账单")
            }
            Self::BalanceComputed => {
                ("BALANCE_COMPUTED", "已按推算导入，与上一份对账单不衔接时“对账”一栏会显示")
            }
            Self::ControlTotal => {
                ("CONTROL_TOTAL", "合计（控制）行缺失或与明细不符，请重新导出完整文件")
            }
            Self::Forbidden => ("TEXT_FORBIDDEN", "请删除控制字符及不允许的字符后重试"),
            Self::NoItems => ("NO_ITEMS", "文件中没有任何可处理的项目，请核对后重新生成"),
            Self::RequestInconsistent => {
                ("REQUEST_INCONSISTENT", "请按该项控制措施的要求更正请求内容")
            }
        }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
