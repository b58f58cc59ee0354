//! Refusals: what cannot be done now, as data. Sentences are made in one place, by the web room.

use unicode_normalization::UnicodeNormalization as _;
use zhixing_law::{
    approval::Separation, basis::Basis, day::Day, error::LawError, money::Fen, number::is_invisible,
};

use super::fault::Fault;

use crate::ground::word::Word;

/// 拒绝：one closed list with a stable code each. Fields carry what the sentence needs.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    #[error("a value breaks a rule of law: {0}")]
    Law(#[from] LawError),
    #[error("field {field}: {problem:?}")]
    Field { field: String, problem: FieldProblem },
    #[error("fields: {faults:?}")]
    Fields { faults: Vec<(String, FieldProblem)> },
    #[error("not found in the case: {0}")]
    Missing(&'static str),
    #[error("{} cannot be done in matters of kind {}", .act.code, .kind.code)]
    WrongKind { act: Word, kind: Word },
    #[error("the case is closed")]
    CaseClosed { on: Option<Day> },
    #[error("the case has not been filed yet")]
    CaseNotFiled,
    #[error("the case is already filed")]
    AlreadyFiled,
    #[error("filing is incomplete")]
    FilingIncomplete { findings: Vec<zhixing_law::checklist::Finding> },
    #[error("wrong state: {what} is {}", .state.code)]
    WrongState { what: &'static str, state: Word, needs: Word },
    #[error("two persons are needed for {what}")]
    SecondPerson { what: &'static str, first: String },
    #[error("{what}: {person} is {} and cannot be {}", .rule.one, .rule.other)]
    Separated { what: String, person: String, rule: &'static Separation },
    #[error("only the holder of post {post} may do this")]
    NotYourPost { post: String },
    #[error("amount {asked} is above {limit}")]
    AmountAbove { what: &'static str, asked: Fen, limit: Fen, basis: Option<Basis> },
    #[error("term {asked} is beyond {limit}")]
    TermTooLong { asked: Day, limit: Day, basis: Basis },
    #[error("the measure ended on {ended_on}")]
    MeasureLapsed { ended_on: Day },
    #[error("needs {needs:?} first")]
    Prerequisite { needs: Need, basis: Option<Basis> },
    #[error("insufficient funds")]
    InsufficientFunds { available: Fen, asked: Fen },
    #[error("no account to refund to: {payers:?}")]
    RefundAccount { payers: Vec<String> },
    #[error("closing conditions are not met")]
    ClosingConditions { findings: Vec<zhixing_law::checklist::Finding> },
    #[error("duplicate {what}: {key}")]
    Duplicate { what: &'static str, key: String },
    #[error("no handler can be assigned in {team}")]
    NoCandidate { team: String },
    #[error("mode: {0}")]
    Mode(String),
    #[error("the files of the mode have {} faults", .faults.len())]
    ModeUnsound { faults: Vec<Fault> },
    #[error("version {version} of mode {key} is not known to the court")]
    ModeUnknown { key: String, version: u32 },
    #[error("the document lacks {fields:?}")]
    DocumentIncomplete { kind: String, fields: Vec<String> },
    #[error("{what}: {} doubts are not dealt with", .doubts.len())]
    Doubtful { what: &'static str, doubts: Vec<Word> },
    #[error("filed before: {numbers:?}")]
    FiledBefore { numbers: Vec<String> },
    #[error("a reason is needed")]
    ReasonNeeded { what: &'static str },
    #[error("file: {code}")]
    File { code: String, message: String, problems: Vec<String> },
}

/// 合议的前提
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PanelNeed {
    /// 合议庭的评议笔录已经全体成员签名
    Minuted,
    /// 合议庭成员为单数，至少三人
    Odd,
    /// 院长、局长参加合议庭的，由其担任审判长
    LeaderPresides,
    /// 承办法官在合议庭之内
    HandlerSits,
    /// 合议庭成员
    Member,
    /// 评议笔录只供合议庭成员、承办人和记录人查看
    Confided,
    /// 还没有发表意见
    NotYetSpoken,
    /// 轮到发表意见
    TurnToSpeak,
    /// 全体成员已经发表意见
    AllSpoken,
    /// 还没有签名
    NotYetSigned,
    /// 承办团队有书记员
    ClerkOnDuty,
}

/// 前提：what must be done or be so first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// 本院信息已经登记
    CourtDescribed,
    /// 本院已经启用办案模式
    ModeAdopted,
    /// 财产已经甄别为可执行
    AssetScreened,
    /// 本案已经分案
    HandlerAssigned,
    /// 控制措施已经解除
    MeasureReleased,
    /// 有查控网可以查询的被执行人
    SearchableRespondent,
    /// 可以网络冻结的财产
    MoneyAsset,
    /// 执行通知书已经发出
    EnforcementNotice,
    /// 有请求正在等待协助单位答复
    PendingRequest,
    /// 请求已经发出
    RequestSent,
    /// 执行通知书指定的期间已满
    NoticeOver,
    /// 各申请执行人的份额已经登记
    ApplicantShares,
    /// 有数名申请执行人
    SeveralApplicants,
    /// 有可供发放的案款
    MoneyToPay,
    /// 没有生效、待生效的控制措施
    NothingHeld,
    /// 款项不是本案扣划所得
    NotDeducted,
    /// 案款已经全部退出本案，也没有付出
    NoCaseMoney,
    /// 没有提出过发放
    NothingPaidOut,
    /// 提请更正之后没有另作更正
    CorrectedSince,
    /// 文书还没有送达任何人，也不是裁定
    PaperWithNobody,
    /// 还有没有履行的行为
    DeedLeft,
    /// 已经说明逾期的原因
    LateReason,
    /// 合议
    Panel(PanelNeed),
    /// 当事人登记了手机号码
    MobilePhone,
    /// 更正的内容与现在登记的不同
    SomethingToCorrect,
    /// 没有待审批、待付款的发放
    PayoutDecided,
    /// 有与退汇对应的付款
    PaymentToReturn,
    /// 已有部分款项到位
    PartialEnforcement,
    /// 扣划均已办完
    DeductionDone,
    /// 全体申请执行人的陈述
    AllApplicants,
    /// 特别授权的授权委托书
    SpecialAuthority,
    /// 尚有未实现的债权
    DebtLeft,
    /// 在对应栏目办理
    TaskWork,
    /// 本院的办案模式办理这一种事
    KindHandled,
    /// 案外人提出
    OutsideObjector,
    /// 异议已经分案
    ObjectionAssigned,
    /// 异议尚在审查，没有裁定
    ObjectionUnderReview,
    /// 异议已经裁定
    ObjectionDecided,
    /// 裁定书已经签发并送达各方
    ObjectionRulingServed,
    /// 没有办理本案执行实施
    OtherThanImplementer,
    /// 案外人异议已经审结
    ObjectionConcluded,
    /// 案外人起诉的期限已经届满
    ObjectionSuitTime,
    /// 对该标的的中止执行已经消除
    StayLifted,
    /// 有法定期限正在计算
    DeadlineRunning,
    /// 法律准许延长的期限
    DeadlineExtendable,
    /// 期限尚未届满
    DeadlineNotOver,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldProblem {
    Required,
    TooLong {
        max: usize,
    },
    Invalid {
        expected: &'static str,
    },
    InFuture,
    NotPositive,
    /// 号码不是这一种: why it cannot be one.
    Number {
        of: &'static str,
        reason: &'static str,
    },
    /// 号码须与原件核对: of the right shape, but it does not close.
    Unconfirmed {
        of: &'static str,
    },
    Unknown,
}

impl Refusal {
    /// The stable code on the wire and in the docket's attempt lines.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Law(_) => "law",
            Refusal::Field { .. } | Refusal::Fields { .. } => "field",
            Refusal::Missing(_) => "missing",
            Refusal::WrongKind { .. } => "wrong_kind",
            Refusal::CaseClosed { .. } => "case_closed",
            Refusal::CaseNotFiled => "case_not_filed",
            Refusal::AlreadyFiled => "already_filed",
            Refusal::FilingIncomplete { .. } => "filing_incomplete",
            Refusal::WrongState { .. } => "wrong_state",
            Refusal::SecondPerson { .. } => "second_person",
            Refusal::Separated { .. } => "separated",
            Refusal::NotYourPost { .. } => "not_your_post",
            Refusal::AmountAbove { .. } => "amount_above",
            Refusal::TermTooLong { .. } => "term_too_long",
            Refusal::MeasureLapsed { .. } => "measure_lapsed",
            Refusal::Prerequisite { .. } => "prerequisite",
            Refusal::InsufficientFunds { .. } => "insufficient_funds",
            Refusal::RefundAccount { .. } => "refund_account",
            Refusal::ClosingConditions { .. } => "closing_conditions",
            Refusal::Duplicate { .. } => "duplicate",
            Refusal::NoCandidate { .. } => "no_candidate",
            Refusal::Mode(_) => "mode",
            Refusal::ModeUnsound { .. } => "mode_unsound",
            Refusal::ModeUnknown { .. } => "mode_unknown",
            Refusal::DocumentIncomplete { .. } => "document_incomplete",
            Refusal::Doubtful { .. } => "doubtful",
            Refusal::FiledBefore { .. } => "filed_before",
            Refusal::ReasonNeeded { .. } => "reason_needed",
            Refusal::File { .. } => "file",
        }
    }

    /// The rule the refusal rests on, where there is one.
    pub fn basis(&self) -> Option<Basis> {
        match self {
            Refusal::AmountAbove { basis, .. } | Refusal::Prerequisite { basis, .. } => *basis,
            Refusal::TermTooLong { basis, .. } => Some(*basis),
            Refusal::Separated { rule, .. } => Some(rule.basis),
            _ => None,
        }
    }

    /// 前提不具备, where no rule of law is behind it.
    pub fn needs(needs: Need) -> Refusal {
        Refusal::Prerequisite { needs, basis: None }
    }

    /// 状态不符：what it is, in which state it is, and in which it would have to be.
    pub fn state(what: &'static str, state: impl Into<Word>, needs: impl Into<Word>) -> Refusal {
        Refusal::WrongState { what, state: state.into(), needs: needs.into() }
    }

    /// Fields that are refused under the path of nothing: the form is what was checked.
    #[must_use]
    pub fn within_form(self) -> Refusal {
        match self {
            Refusal::Field { field, problem } => Refusal::field(bare(&field), problem),
            Refusal::Fields { faults } => {
                let own = faults.into_iter().map(|(field, problem)| (bare(&field), problem));
                Refusal::Fields { faults: own.collect() }
            }
            other => other,
        }
    }

    /// A field that is refused under the path of what it was put into, under its own name.
    #[must_use]
    pub fn without_path(self) -> Refusal {
        match self {
            Refusal::Field { field, problem } => Refusal::field(last(&field), problem),
            Refusal::Fields { faults } => {
                let bare = faults.into_iter().map(|(field, problem)| (last(&field), problem));
                Refusal::Fields { faults: bare.collect() }
            }
            other => other,
        }
    }

    /// A field that breaks its rule.
    pub fn field(field: impl Into<String>, problem: FieldProblem) -> Refusal {
        Refusal::Field { field: field.into(), problem }
    }
}

/// Without the dot that a path begins with when it stands in nothing.
fn bare(path: &str) -> String {
    path.trim_start_matches('.').to_owned()
}

fn last(path: &str) -> String {
    path.rsplit('.').next().unwrap_or_default().to_owned()
}

/// 填写的毛病：gathered on the way through a form, so that all of them are told at once.
#[derive(Debug, Default)]
pub struct Faults(Vec<(String, FieldProblem)>);

impl Faults {
    /// Puts what was read in its place, or keeps why it could not be read.
    ///
    /// # Errors
    /// What is no fault of a field.
    pub fn take<T>(&mut self, place: &mut T, read: Result<T, Refusal>) -> Result<(), Refusal> {
        match read {
            Ok(value) => *place = value,
            Err(Refusal::Field { field, problem }) => self.0.push((field, problem)),
            Err(Refusal::Fields { faults }) => self.0.extend(faults),
            Err(other) => return Err(other),
        }
        Ok(())
    }

    pub fn add(&mut self, field: impl Into<String>, problem: FieldProblem) {
        self.0.push((field.into(), problem));
    }

    /// # Errors
    /// There were some.
    pub fn told(self) -> Result<(), Refusal> {
        let mut faults = self.0;
        match (faults.pop(), faults.is_empty()) {
            (None, _) => Ok(()),
            (Some((field, problem)), true) => Err(Refusal::Field { field, problem }),
            (Some(last), false) => {
                faults.push(last);
                Err(Refusal::Fields { faults })
            }
        }
    }
}

/// A text field: trimmed, not empty, at most `max` characters.
pub fn text(field: &str, value: &str, max: usize) -> Result<String, Refusal> {
    let value = optional_text(field, value, max)?;
    if value.is_empty() {
        return Err(Refusal::field(field, FieldProblem::Required));
    }
    Ok(value)
}

/// What a person sees of a text: composed, without the characters that nobody sees, and with the ideographs of old
/// systems (compatibility forms) as the ones they stand for. Names that look alike must be alike.
pub fn seen(value: &str) -> String {
    let shown = value.nfc().filter(|c| !is_invisible(*c)).collect::<String>();
    shown.trim().to_owned()
}

/// An optional text field: as it is seen, trimmed, at most `max` characters.
pub fn optional_text(field: &str, value: &str, max: usize) -> Result<String, Refusal> {
    let value = seen(value);
    if max < value.chars().count() {
        return Err(Refusal::field(field, FieldProblem::TooLong { max }));
    }
    if value.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Refusal::field(
            field,
            FieldProblem::Invalid { expected: "不含控制字符的文字" },
        ));
    }
    Ok(value)
}
