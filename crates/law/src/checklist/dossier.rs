//! 卷宗核查：what a file must hold, which documents bear the seal, which records are signed, and
//! whether names and numbers agree.

use serde::{Deserialize, Serialize};

use super::{CheckRule, Finding, hard, soft};
use crate::basis::Basis;
use crate::number::CaseNumber;

const SOURCE: Basis = Basis::web("案卷核查规则", "公开", "");

/// 卷内文书的种类。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// 执行通知书。
    Notice,
    /// 报告财产令。
    ReportOrder,
    /// 送达回证。
    ServiceReturn,
    /// 财产查询反馈汇总表。
    QuerySummary,
    /// 现场调查笔录。
    InquiryRecord,
    /// 搜查令。
    SearchWarrant,
    /// 悬赏公告。
    Reward,
    /// 司法审计报告。
    Audit,
    /// 限制消费令。
    SpendingRestriction,
    /// 失信决定书。
    DishonestDecision,
    /// 终本约谈笔录。
    Interview,
    /// 拟终本告知书。
    IntentNotice,
    /// 终本申请书。
    TerminationRequest,
    /// 合议庭评议笔录。
    PanelRecord,
    /// 终本裁定书。
    TerminationRuling,
    /// 终本案件办理情况表。
    TerminationForm,
}

impl PaperKind {
    /// 文书名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Notice => "执行通知书",
            Self::ReportOrder => "报告财产令",
            Self::ServiceReturn => "送达回证",
            Self::QuerySummary => "财产查询反馈汇总表",
            Self::InquiryRecord => "现场调查笔录",
            Self::SearchWarrant => "搜查令",
            Self::Reward => "悬赏公告",
            Self::Audit => "司法审计报告",
            Self::SpendingRestriction => "限制消费令",
            Self::DishonestDecision => "失信决定书",
            Self::Interview => "终本约谈笔录",
            Self::IntentNotice => "拟终本告知书",
            Self::TerminationRequest => "终本申请书",
            Self::PanelRecord => "合议庭评议笔录",
            Self::TerminationRuling => "终本裁定书",
            Self::TerminationForm => "终本案件办理情况表",
        }
    }

    /// 应当加盖院印。
    pub fn needs_seal(self) -> bool {
        use PaperKind::*;
        matches!(
            self,
            Notice
                | ReportOrder
                | SearchWarrant
                | Reward
                | SpendingRestriction
                | DishonestDecision
                | IntentNotice
                | TerminationRuling
        )
    }

    /// 应当有当事人或参加人签名。
    pub fn needs_signature(self) -> bool {
        use PaperKind::*;
        matches!(
            self,
            ServiceReturn
                | InquiryRecord
                | Interview
                | IntentNotice
                | TerminationRequest
                | PanelRecord
        )
    }
}

/// 卷内的一份文书。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// 种类。
    pub kind: PaperKind,
    /// 材料编号。
    pub label: String,
    /// 有院印。
    #[serde(default)]
    pub sealed: bool,
    /// 有签名。
    #[serde(default)]
    pub signed: bool,
    /// 文书上的案号。
    #[serde(default)]
    pub case_number: Option<String>,
    /// 文书上的被执行人。
    #[serde(default)]
    pub names: Vec<String>,
}

/// 卷宗的事实。
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DossierFacts {
    /// 本案案号。
    pub case_number: Option<CaseNumber>,
    /// 全部被执行人的姓名、名称。
    pub respondents: Vec<String>,
    /// 卷内文书。
    pub papers: Vec<Paper>,
    /// 有被执行人被纳入失信名单。
    pub listed: bool,
}

const P1: CheckRule = hard("JZ-1", "执行通知书、报告财产令、送达回证", SOURCE);
const P2: CheckRule = hard("JZ-2", "财产查询反馈汇总表", SOURCE);
const P3: CheckRule = hard("JZ-3", "现场调查笔录、搜查令、悬赏公告、司法审计报告之一", SOURCE);
const P4: CheckRule = hard("JZ-4", "限制消费令", SOURCE);
const P5: CheckRule = hard("JZ-5", "终本约谈笔录", SOURCE);
const P6: CheckRule = hard("JZ-6", "终本裁定书", SOURCE);
const P7: CheckRule = hard("JZ-7", "终本案件办理情况表", SOURCE);
const P8: CheckRule = hard("JZ-8", "失信决定书（纳入失信的）", SOURCE);
const SEAL: CheckRule = soft("YZ-1", "应当加盖院印的文书均已盖印", SOURCE);
const SIGN: CheckRule = soft("QM-1", "应当签名的材料均已签名", SOURCE);
const NUMBER: CheckRule = soft("YX-1", "执行通知书的案号与本案一致", SOURCE);
const NAMES: CheckRule = soft("YX-2", "每一被执行人都出现在执行通知书上", SOURCE);

/// The rules in their order.
pub(super) static RULES: &[CheckRule] =
    &[P1, P2, P3, P4, P5, P6, P7, P8, SEAL, SIGN, NUMBER, NAMES];

/// Checks the file of a case closed by 终本.
pub fn check(facts: &DossierFacts) -> Vec<Finding> {
    use PaperKind::*;
    let all_of = |rule: &CheckRule, kinds: &[PaperKind]| {
        let missing = kinds.iter().filter(|k| !has(facts, **k));
        let missing = missing.map(|k| k.chinese().to_owned()).collect();
        rule.unless(missing, "卷内没有", "卷内齐全。", labels(facts, kinds))
    };
    vec![
        all_of(&P1, &[Notice, ReportOrder, ServiceReturn]),
        all_of(&P2, &[QuerySummary]),
        any_inquiry(facts),
        all_of(&P4, &[SpendingRestriction]),
        all_of(&P5, &[Interview]),
        all_of(&P6, &[TerminationRuling]),
        all_of(&P7, &[TerminationForm]),
        if facts.listed || facts.respondents.is_empty() {
            all_of(&P8, &[DishonestDecision])
        } else {
            P8.not_applicable("没有被执行人被纳入失信名单。")
        },
        form(&SEAL, facts, PaperKind::needs_seal, |p| p.sealed, "没有院印："),
        form(&SIGN, facts, PaperKind::needs_signature, |p| p.signed, "没有签名："),
        number(facts),
        names(facts),
    ]
}

fn has(facts: &DossierFacts, kind: PaperKind) -> bool {
    facts.papers.iter().any(|p| p.kind == kind)
}

fn labels(facts: &DossierFacts, kinds: &[PaperKind]) -> Vec<String> {
    facts.papers.iter().filter(|p| kinds.contains(&p.kind)).map(|p| p.label.clone()).collect()
}

fn any_inquiry(facts: &DossierFacts) -> Finding {
    use PaperKind::*;
    let kinds = [InquiryRecord, SearchWarrant, Reward, Audit];
    if kinds.iter().any(|k| has(facts, *k)) {
        return P3.yes("卷内有调查材料。", labels(facts, &kinds));
    }
    P3.no("卷内没有现场调查笔录、搜查令、悬赏公告或司法审计报告。")
}

fn form(
    rule: &CheckRule,
    facts: &DossierFacts,
    needed: impl Fn(PaperKind) -> bool,
    done: impl Fn(&Paper) -> bool,
    prefix: &str,
) -> Finding {
    let papers: Vec<&Paper> = facts.papers.iter().filter(|p| needed(p.kind)).collect();
    if papers.is_empty() {
        return rule.no("卷内没有可以核查的文书。");
    }
    let wrong = papers
        .iter()
        .filter(|p| !done(p))
        .map(|p| format!("{}{}", p.kind.chinese(), p.label))
        .collect();
    rule.unless(wrong, prefix, "均符合。", Vec::new())
}

fn notices(facts: &DossierFacts) -> Vec<&Paper> {
    facts.papers.iter().filter(|p| p.kind == PaperKind::Notice).collect()
}

fn number(facts: &DossierFacts) -> Finding {
    let Some(own) = &facts.case_number else {
        return NUMBER.no("没有登记本案案号。");
    };
    let notices = notices(facts);
    if notices.is_empty() {
        return NUMBER.no("卷内没有执行通知书。");
    }
    let agrees = |p: &&&Paper| {
        let read = p.case_number.as_deref().and_then(|n| CaseNumber::parse(n).ok());
        read.is_some_and(|n| n.case() == own.case())
    };
    let wrong = notices
        .iter()
        .filter(|p| !agrees(p))
        .map(|p| format!("{}（{}）", p.label, p.case_number.as_deref().unwrap_or("没有案号")))
        .collect();
    NUMBER.unless(wrong, "案号不一致：", "案号一致。", Vec::new())
}

fn names(facts: &DossierFacts) -> Finding {
    if facts.respondents.is_empty() {
        return NAMES.no("没有登记被执行人。");
    }
    let notices = notices(facts);
    let missing = facts
        .respondents
        .iter()
        .filter(|r| !notices.iter().any(|p| p.names.contains(r)))
        .cloned()
        .collect();
    NAMES.unless(missing, "没有执行通知书：", "被执行人均已列明。", Vec::new())
}

#[cfg(test)]
mod tests;
