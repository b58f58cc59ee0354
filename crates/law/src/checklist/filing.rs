//! 立案审查 F-1…F-12：may an application for enforcement be registered (执行规定 16—20).

use serde::{Deserialize, Serialize};

use super::{CheckRule, Finding, hard, soft};
use crate::calendar::Calendar;
use crate::day::Day;
use crate::limits;
use crate::sources::{
    admin_coercion, arbitration, cpl, cpl_note, criminal, enforcement, notarial, procedure,
};

/// 执行依据的种类。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleKind {
    /// 民事判决、裁定、调解书、支付令等法院文书。
    Court,
    /// 刑事裁判涉财产部分。
    Criminal,
    /// 仲裁裁决、调解书。
    Arbitration,
    /// 公证债权文书。
    Notarial,
    /// 行政机关的决定（非诉行政执行）。
    Administrative,
}

/// 管辖的根据。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Jurisdiction {
    /// 第一审人民法院。
    FirstInstance,
    /// 与第一审人民法院同级的被执行财产所在地法院。
    SameLevelPropertyPlace,
    /// 被执行人住所地法院。
    RespondentDomicile,
    /// 被执行的财产所在地法院。
    PropertyPlace,
    /// 作出决定的行政机关所在地法院（非诉行政执行）。
    AgencySeat,
    /// 执行对象为不动产的，不动产所在地法院（非诉行政执行）。
    ImmovablePlace,
    /// 上级法院指定、提级或委托。
    Designated,
}

impl Jurisdiction {
    fn fits(self, kind: TitleKind) -> bool {
        use Jurisdiction::*;
        match kind {
            TitleKind::Court | TitleKind::Criminal => {
                matches!(self, FirstInstance | SameLevelPropertyPlace | Designated)
            }
            TitleKind::Arbitration | TitleKind::Notarial => {
                matches!(self, RespondentDomicile | PropertyPlace | Designated)
            }
            TitleKind::Administrative => {
                matches!(self, AgencySeat | ImmovablePlace | Designated)
            }
        }
    }

    fn by_property(self) -> bool {
        matches!(self, Self::SameLevelPropertyPlace | Self::PropertyPlace)
    }
}

/// 启动方式。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// 当事人申请。
    Application,
    /// 移送执行：赡养、扶养、抚养费文书，民事制裁决定，刑事附带民事。
    Transfer,
    /// 刑事裁判涉财产部分由刑事审判部门移送，须附《移送执行表》。
    CriminalTransfer,
}

/// 申请材料。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Material {
    /// 申请执行书，或口头申请的笔录。
    Application,
    /// 生效法律文书副本。
    EffectiveDocument,
    /// 申请执行人的身份证明。
    ApplicantIdentity,
    /// 继承或承受权利的证明。
    Succession,
    /// 有仲裁条款的合同或仲裁协议。
    ArbitrationClause,
    /// 公证机构出具的执行证书。
    EnforcementCertificate,
    /// 代理人的特别授权委托书。
    Authority,
    /// 财产在本辖区的证明。
    PropertyProof,
    /// 移送执行表。
    TransferForm,
}

impl Material {
    /// 材料名称。
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Application => "申请执行书（或口头申请笔录）",
            Self::EffectiveDocument => "生效法律文书副本",
            Self::ApplicantIdentity => "申请执行人身份证明",
            Self::Succession => "继承或承受权利的证明",
            Self::ArbitrationClause => "仲裁条款或仲裁协议",
            Self::EnforcementCertificate => "公证执行证书",
            Self::Authority => "特别授权委托书",
            Self::PropertyProof => "财产在本辖区的证明",
            Self::TransferForm => "移送执行表",
        }
    }
}

/// 申请人与文书权利人的关系。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 文书确定的权利人。
    Obligee,
    /// 权利人的继承人、权利承受人。
    Successor,
}

/// 一次重复立案检索的结果。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DuplicateCheck {
    /// 在先立案的法院与案号。
    pub earlier: Option<String>,
    /// 检索记录。
    pub evidence: String,
}

/// 一审确认的送达地址能否沿用。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarriedAddress {
    /// 已自动带出。
    Carried(String),
    /// 审判卷中没有地址确认书，或已书面变更。
    NoneOnFile,
}

/// 立案审查的事实；没有填写的项视为没有。
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FilingFacts {
    /// 启动方式。
    pub opening: Option<Opening>,
    /// 执行依据的种类。
    pub title: Option<TitleKind>,
    /// 生效日期。
    pub effective_on: Option<Day>,
    /// 生效的证明，例如生效证明书的编号。
    pub effective_evidence: Vec<String>,
    /// 申请人各自的地位；移送执行的可为空。
    pub applicants: Vec<(String, Standing)>,
    /// 明确的被执行人。
    pub respondents: Vec<String>,
    /// 请求执行的各项内容，是否具体明确。
    pub claims: Vec<(String, bool)>,
    /// 文书确定的履行期限届满日；没有期限的为生效日。
    pub performance_due_on: Option<Day>,
    /// 义务人是否已经履行。
    pub performed: Option<bool>,
    /// 管辖的根据。
    pub jurisdiction: Option<Jurisdiction>,
    /// 重复立案检索。
    pub duplicate_check: Option<DuplicateCheck>,
    /// 有代理人代为申请。
    pub by_agent: bool,
    /// 已收到的材料。
    pub materials: Vec<Material>,
    /// 收款账户确认。
    pub payee_account: Option<String>,
    /// 送达地址确认书。
    pub service_address: Option<String>,
    /// 预留手机号。
    pub mobile: Option<String>,
    /// 一审确认地址的沿用。
    pub carried_address: Option<CarriedAddress>,
}

/// 法律文书已经生效
pub const F1: CheckRule = hard("F-1", "法律文书已经生效", enforcement("16"));
/// 申请人是权利人或其继承人、承受人
pub const F2: CheckRule = hard("F-2", "申请人是权利人或其继承人、承受人", enforcement("16、18"));
/// 有给付内容，标的和被执行人明确
pub const F3: CheckRule = hard("F-3", "有给付内容，标的和被执行人明确", cpl_note("461"));
/// 义务人在期限内未履行
pub const F4: CheckRule = hard("F-4", "义务人在期限内未履行", enforcement("16"));
/// 属于受申请法院管辖
pub const F5: CheckRule = hard("F-5", "属于受申请法院管辖", cpl("235"));
/// 向财产所在地申请的附有财产证明
pub const F6: CheckRule = hard("F-6", "向财产所在地申请的附有财产证明", procedure("1"));
/// 其他有管辖权的法院没有在先立案
pub const F7: CheckRule = hard("F-7", "其他有管辖权的法院没有在先立案", procedure("2"));
const F8: CheckRule = soft("F-8", "申请执行时效", cpl_note("481"));
/// 申请材料齐全
pub const F9: CheckRule = hard("F-9", "申请材料齐全", enforcement("18—20"));
const F10: CheckRule = hard("F-10", "移送执行的手续完备", criminal("7"));
const F11: CheckRule = soft(
    "F-11",
    "已采集收款账户、送达地址和手机号",
    crate::basis::Basis::web("审判流程公开规定", "2018", "5"),
);
const F12: CheckRule = soft("F-12", "一审确认的送达地址已沿用", cpl_note("137"));

/// The rules in their order.
pub(super) static RULES: &[CheckRule] = &[F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12];

/// Checks an application; the findings are in the order F-1…F-12.
pub fn gate(facts: &FilingFacts, today: Day) -> Vec<Finding> {
    vec![
        effective(facts, today),
        standing(facts),
        content(facts),
        unperformed(facts, today),
        jurisdiction(facts),
        property_proof(facts),
        duplicate(facts),
        limitation(facts, today),
        materials(facts),
        transfer(facts),
        contact(facts),
        carried(facts),
    ]
}

/// The materials that this application still needs, for the notice of 补正.
pub fn missing(facts: &FilingFacts) -> Vec<Material> {
    let transferred = matches!(facts.opening, Some(Opening::Transfer | Opening::CriminalTransfer));
    let mut needed = vec![Material::EffectiveDocument];
    if !transferred {
        needed.extend([Material::Application, Material::ApplicantIdentity]);
    }
    if facts.applicants.iter().any(|(_, s)| *s == Standing::Successor) {
        needed.push(Material::Succession);
    }
    match facts.title {
        Some(TitleKind::Arbitration) => needed.push(Material::ArbitrationClause),
        Some(TitleKind::Notarial) => needed.push(Material::EnforcementCertificate),
        _ => {}
    }
    if facts.by_agent {
        needed.push(Material::Authority);
    }
    if facts.jurisdiction.is_some_and(Jurisdiction::by_property) {
        needed.push(Material::PropertyProof);
    }
    if facts.opening == Some(Opening::CriminalTransfer) {
        needed.push(Material::TransferForm);
    }
    needed.retain(|m| !facts.materials.contains(m));
    needed.sort_unstable();
    needed
}

fn effective(facts: &FilingFacts, today: Day) -> Finding {
    match facts.effective_on {
        None => F1.no("没有写明生效日期。"),
        Some(day) if day > today => F1.no(format!("文书{day}才生效，尚不能申请执行。")),
        Some(day) => F1.yes(format!("文书已于{day}生效。"), facts.effective_evidence.clone()),
    }
}

fn standing(facts: &FilingFacts) -> Finding {
    if facts.applicants.is_empty() {
        return match facts.opening {
            Some(Opening::Transfer | Opening::CriminalTransfer) => {
                F2.not_applicable("移送执行的案件不以申请为前提。")
            }
            _ => F2.no("没有写明申请人及其与文书权利人的关系。"),
        };
    }
    let successor = facts.applicants.iter().find(|(_, s)| *s == Standing::Successor);
    if let Some((name, _)) = successor.filter(|_| !facts.materials.contains(&Material::Succession))
    {
        return F2.no(format!("{name}以继承人或承受人身份申请，但没有继承或承受权利的证明。"));
    }
    let names = facts.applicants.iter().map(|(name, _)| name.clone()).collect();
    F2.yes("申请人是权利人或其继承人、承受人。", names)
}

fn content(facts: &FilingFacts) -> Finding {
    let mut wrong: Vec<String> = facts
        .claims
        .iter()
        .filter(|(_, specific)| !specific)
        .map(|(text, _)| format!("“{text}”不具体"))
        .collect();
    if facts.claims.is_empty() {
        wrong.push("没有请求执行的内容".to_owned());
    }
    if facts.respondents.is_empty() {
        wrong.push("没有明确的被执行人".to_owned());
    }
    let evidence = facts.claims.iter().map(|(text, _)| text.clone()).collect();
    F3.unless(wrong, "", "执行标的与被执行人明确。", evidence)
}

fn unperformed(facts: &FilingFacts, today: Day) -> Finding {
    match (facts.performance_due_on, facts.performed) {
        (_, Some(true)) => F4.no("义务人已经履行。"),
        (None, _) => F4.no("没有写明履行期限届满日。"),
        (_, None) => F4.no("没有写明义务人是否已经履行。"),
        (Some(due), _) if due >= today => F4.no(format!("履行期限{due}届满，尚未逾期。")),
        (Some(due), _) => F4.yes(format!("履行期限已于{due}届满，义务人未履行。"), Vec::new()),
    }
}

fn jurisdiction(facts: &FilingFacts) -> Finding {
    match (facts.title, facts.jurisdiction) {
        (None, _) => F5.no("没有写明执行依据的种类。"),
        (_, None) => F5.no("没有写明本院管辖的根据。"),
        (Some(kind), Some(ground)) if !ground.fits(kind) => F5.no(
            "管辖根据与文书种类不符：法院文书由一审法院或同级财产所在地法院执行，仲裁、公证文书由被执行人住所地或财产所在地法院执行，行政机关的决定由其所在地或不动产所在地法院执行。",
        ),
        (Some(TitleKind::Arbitration), Some(_)) => {
            let mut finding = F5.yes("管辖根据与文书种类相符；国内仲裁裁决原则上由中级法院管辖，基层法院须经指定。", Vec::new());
            finding.basis = arbitration("2");
            finding
        }
        (Some(TitleKind::Administrative), Some(_)) => {
            let mut finding = F5.yes("管辖根据与文书种类相符。", Vec::new());
            finding.basis = admin_coercion("54");
            finding
        }
        (Some(TitleKind::Notarial), Some(_)) => {
            let mut finding = F5.yes("管辖根据与文书种类相符。", Vec::new());
            finding.basis = notarial("2");
            finding
        }
        _ => F5.yes("管辖根据与文书种类相符。", Vec::new()),
    }
}

fn property_proof(facts: &FilingFacts) -> Finding {
    match facts.jurisdiction {
        None => F6.no("没有写明本院管辖的根据，无法判断是否需要财产证明。"),
        Some(ground) if !ground.by_property() => F6.not_applicable("不是以财产所在地确定管辖。"),
        Some(_) if facts.materials.contains(&Material::PropertyProof) => {
            F6.yes("已提交财产在本辖区的证明。", vec![Material::PropertyProof.chinese().to_owned()])
        }
        Some(_) => F6.no("缺少财产在本辖区的证明，应当通知补正。"),
    }
}

fn duplicate(facts: &FilingFacts) -> Finding {
    match &facts.duplicate_check {
        None => F7.no("没有作重复立案检索。"),
        Some(DuplicateCheck { earlier: Some(earlier), .. }) => {
            F7.no(format!("{earlier}在先立案；已立案的应当撤销，已控财产移交先立案法院。"))
        }
        Some(check) => F7.yes("未见其他法院在先立案。", vec![check.evidence.clone()]),
    }
}

fn limitation(facts: &FilingFacts, today: Day) -> Finding {
    let Some(due) = facts.performance_due_on else {
        return F8.no("没有写明履行期限届满日，无法计算申请执行时效。");
    };
    match limits::A9.end(due, &[], Calendar::builtin()) {
        Ok(period) if today > period.end => F8.yes(
            format!(
                "二年时效于{}届满，申请已逾期；仍应受理，不得主动驳回，被执行人提出异议且成立的裁定不予执行。",
                period.end
            ),
            Vec::new(),
        ),
        Ok(period) => F8.yes(format!("在申请执行时效内（{}届满）。", period.end), Vec::new()),
        Err(e) => F8.no(e.to_string()),
    }
}

fn materials(facts: &FilingFacts) -> Finding {
    let missing = missing(facts).into_iter().map(|m| m.chinese().to_owned()).collect();
    let have = facts.materials.iter().map(|m| m.chinese().to_owned()).collect();
    F9.unless(missing, "应当一次性告知补正，缺少：", "申请材料齐全。", have)
}

fn transfer(facts: &FilingFacts) -> Finding {
    match facts.opening {
        None => F10.no("没有写明是当事人申请还是移送执行。"),
        Some(Opening::Application) => F10.not_applicable("当事人申请的案件。"),
        Some(Opening::Transfer) => {
            let mut finding = F10.yes("审判部门移送执行。", Vec::new());
            finding.basis = enforcement("17");
            finding
        }
        Some(Opening::CriminalTransfer) if facts.materials.contains(&Material::TransferForm) => F10
            .yes(
                "刑事审判部门移送，附有移送执行表。",
                vec![Material::TransferForm.chinese().to_owned()],
            ),
        Some(Opening::CriminalTransfer) => F10.no("缺少移送执行表。"),
    }
}

fn contact(facts: &FilingFacts) -> Finding {
    let items = [
        ("收款账户确认", &facts.payee_account),
        ("送达地址确认书", &facts.service_address),
        ("预留手机号", &facts.mobile),
    ];
    let missing = items.iter().filter(|(_, v)| v.is_none()).map(|(n, _)| (*n).to_owned()).collect();
    let have = items.iter().filter(|(_, v)| v.is_some()).map(|(n, _)| (*n).to_owned()).collect();
    F11.unless(missing, "立案后应当补充采集：", "已采集齐全。", have)
}

fn carried(facts: &FilingFacts) -> Finding {
    match &facts.carried_address {
        None => F12.no("没有查看审判卷中的送达地址确认书。"),
        Some(CarriedAddress::NoneOnFile) => F12.not_applicable("审判卷中没有可沿用的地址。"),
        Some(CarriedAddress::Carried(address)) => {
            F12.yes("已沿用一审确认的送达地址。", vec![address.clone()])
        }
    }
}

#[cfg(test)]
mod tests;
