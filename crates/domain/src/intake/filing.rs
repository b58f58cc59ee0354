//! 立案：an application at the window becomes a case with a number, or is told everything it lacks at once.

use serde::{Deserialize, Serialize};
use zhixing_law::{
    checklist::{Finding, Met, filing as gate},
    day::Day,
    number::{CaseKind, CaseNumber},
};

use crate::{
    ground::entry::{By, Entry},
    ground::id::PartyId,
    ground::refusal::{FieldProblem, Refusal, optional_text, text},
    ground::word::words,
    intake::claim::Claim,
    intake::party::{self, PartyDetails, PartyEvent, PartyRole},
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
    matter::{Matter, Stage},
};

/// 立案材料
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    pub kind: MaterialKind,
    pub title: String,
    /// SM3 of the uploaded file; none when only the paper was seen at the window.
    pub file: Option<String>,
    pub pages: u32,
}

words! {
    /// 材料种类, as 执行规定(2020)第18条 asks for them.
    MaterialKind {
        Application = "application", "申请执行书";
        Title = "title", "生效法律文书";
        EffectProof = "effect_proof", "生效证明";
        Identity = "identity", "身份证明";
        Mandate = "mandate", "授权委托书";
        ServiceAddress = "service_address", "送达地址确认书";
        PayeeAccount = "payee_account", "收款账户确认书";
        PropertyProof = "property_proof", "财产在本辖区的证明";
        /// 仲裁条款或仲裁协议
        ArbitrationClause = "arbitration_clause", "仲裁条款或者仲裁协议";
        EnforcementCertificate = "enforcement_certificate", "公证执行证书";
        PropertyLead = "property_lead", "财产线索";
        ServiceProof = "service_proof", "送达回证";
        Objection = "objection", "异议申请书";
        Evidence = "evidence", "证据材料";
        Other = "other", "其他";
    }
}

impl MaterialKind {
    /// The material as the filing gate knows it.
    fn in_law(self) -> Option<gate::Material> {
        match self {
            MaterialKind::Application => Some(gate::Material::Application),
            MaterialKind::Title => Some(gate::Material::EffectiveDocument),
            MaterialKind::Identity => Some(gate::Material::ApplicantIdentity),
            MaterialKind::Mandate => Some(gate::Material::Authority),
            MaterialKind::PropertyProof => Some(gate::Material::PropertyProof),
            MaterialKind::ArbitrationClause => Some(gate::Material::ArbitrationClause),
            MaterialKind::EnforcementCertificate => Some(gate::Material::EnforcementCertificate),
            MaterialKind::EffectProof
            | MaterialKind::ServiceAddress
            | MaterialKind::PayeeAccount
            | MaterialKind::PropertyLead
            | MaterialKind::ServiceProof
            | MaterialKind::Objection
            | MaterialKind::Evidence
            | MaterialKind::Other => None,
        }
    }
}

/// 立案申请
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    pub kind: CaseKind,
    pub claim: Claim,
    pub parties: Vec<PartyDetails>,
    pub materials: Vec<Material>,
    /// 本院管辖的根据
    pub jurisdiction: gate::Jurisdiction,
    /// 收到申请的日期
    pub received_on: Day,
    /// 义务人已经履行（申请人陈述）
    pub performed: bool,
    /// 由代理人代为申请
    pub by_agent: bool,
    /// 重复立案检索的记录
    pub duplicate_search: String,
    /// 风险告知书已送交
    pub risk_notice_given: bool,
}

/// 执前谈话
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interview {
    pub respondent_contacts: String,
    pub respondent_property: String,
    pub respondent_work: String,
    pub willingness: Willingness,
    pub credit: Credit,
    /// 对立情绪激烈
    pub antagonism: bool,
    /// 执行方案
    pub plan: String,
}

words! {
    /// 履行意愿
    Willingness {
        Willing = "willing", "愿意履行";
        Unwilling = "unwilling", "不愿履行";
        Unknown = "unknown", "不清楚";
    }
}

words! {
    /// 信用状况
    Credit {
        Good = "good", "较好";
        Poor = "poor", "较差";
        Unknown = "unknown", "不清楚";
    }
}

/// What happened at the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FilingEvent {
    /// 收件
    Received { application: Application },
    /// 一次性告知补正
    SupplementAsked { missing: Vec<String> },
    /// 补正
    Supplemented { application: Application },
    /// 立案
    Accepted { number: CaseNumber, account_no: String, filed_on: Day },
    /// 执前谈话
    Interviewed { interview: Interview },
    /// 材料入卷
    MaterialAdded { material: Material },
}

/// The filing register of a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filing {
    pub application: Option<Application>,
    pub interview: Option<(Interview, By)>,
    pub missing: Vec<String>,
    pub materials: Vec<(Material, By)>,
    pub received_by: Option<By>,
}

/// The facts of an application that the filing gate looks at.
pub fn gate_facts(application: &Application) -> gate::FilingFacts {
    let of = |role| application.parties.iter().filter(move |party| party.role == role);
    let title = &application.claim.title;
    let proof = application
        .materials
        .iter()
        .filter(|m| matches!(m.kind, MaterialKind::EffectProof | MaterialKind::Title));
    let first = of(PartyRole::Applicant).next();
    let said = |text: Option<&String>| text.filter(|text| !text.is_empty()).cloned();
    let searched = !application.duplicate_search.is_empty();
    gate::FilingFacts {
        opening: Some(gate::Opening::Application),
        title: Some(title.category),
        effective_on: Some(title.effective_on),
        effective_evidence: proof.map(|material| material.title.clone()).collect(),
        applicants: of(PartyRole::Applicant)
            .map(|party| (party.name.clone(), gate::Standing::Obligee))
            .collect(),
        respondents: of(PartyRole::Respondent).map(|party| party.name.clone()).collect(),
        claims: application
            .claim
            .items
            .iter()
            .map(|item| (item.title.clone(), item.amount.is_positive()))
            .collect(),
        performance_due_on: Some(title.due_on),
        performed: Some(application.performed),
        jurisdiction: Some(application.jurisdiction),
        duplicate_check: searched.then(|| gate::DuplicateCheck {
            earlier: None,
            evidence: application.duplicate_search.clone(),
        }),
        by_agent: application.by_agent,
        materials: application.materials.iter().filter_map(|m| m.kind.in_law()).collect(),
        payee_account: first
            .and_then(|party| party.account.as_ref())
            .map(|account| account.account.clone()),
        service_address: said(first.map(|party| &party.service_address)),
        mobile: said(first.map(|party| &party.phone)),
        carried_address: Some(gate::CarriedAddress::NoneOnFile),
    }
}

/// Every condition of filing, met or not.
pub fn findings(application: &Application, today: Day) -> Vec<Finding> {
    let mut findings = gate::gate(&gate_facts(application), today);
    // The window's own: whoever is sued must be identifiable, or no search can be sent.
    for finding in &mut findings {
        if finding.id == "F-3" && finding.met == Met::Yes {
            let unknown = application.parties.iter().find(|party| {
                party.role == PartyRole::Respondent && party.identity_number.is_empty()
            });
            if let Some(party) = unknown {
                finding.met = Met::No;
                finding.detail =
                    format!("被执行人{}没有身份证号码或统一社会信用代码。", party.name);
            }
        }
    }
    findings
}

/// Everything the application still lacks, in one list (一次性告知).
pub fn missing(application: &Application, today: Day) -> Vec<Finding> {
    findings(application, today).into_iter().filter(Finding::blocks).collect()
}

/// 收件：takes an application in. With nothing missing, the same act files the case under `number`;
/// otherwise the case waits for the missing items and no number is used.
pub fn receive(
    application: &Application,
    number: Option<CaseNumber>,
    ctx: &mut Context<'_>,
) -> Decision {
    let application = check_application(application, &[], ctx)?;
    let findings = missing(&application, ctx.today);
    let mut outcome = Outcome::of(FilingEvent::Received { application: application.clone() });
    for details in &application.parties {
        let party = PartyId(ctx.id());
        outcome = outcome.and(PartyEvent::Added { party, details: details.clone() });
    }
    if findings.is_empty() {
        return accept(outcome, number, ctx);
    }
    let missing = findings.iter().map(|finding| finding.id.to_string()).collect();
    Ok(outcome.and(FilingEvent::SupplementAsked { missing }))
}

/// 补正：replaces the application with the completed one; files the case when nothing is missing.
pub fn supplement(
    matter: &Matter,
    application: &Application,
    number: Option<CaseNumber>,
    ctx: &mut Context<'_>,
) -> Decision {
    if matter.stage != Stage::Received {
        return Err(Refusal::AlreadyFiled);
    }
    let application = check_application(application, &matter.filing.materials, ctx)?;
    let findings = missing(&application, ctx.today);
    let mut outcome = Outcome::of(FilingEvent::Supplemented { application: application.clone() });
    for (index, details) in application.parties.iter().enumerate() {
        let details = details.clone();
        outcome = match matter.parties.get(index) {
            Some(known) if known.details == details => outcome,
            Some(known) => {
                let reason = "补正".to_owned();
                outcome.and(PartyEvent::Corrected { party: known.id, details, reason })
            }
            None => outcome.and(PartyEvent::Added { party: PartyId(ctx.id()), details }),
        };
    }
    for dropped in matter.parties.iter().skip(application.parties.len()) {
        outcome = outcome.and(PartyEvent::Removed { party: dropped.id });
    }
    if findings.is_empty() {
        return accept(outcome, number, ctx);
    }
    let missing = findings.iter().map(|finding| finding.id.to_string()).collect();
    Ok(outcome.and(FilingEvent::SupplementAsked { missing }))
}

fn accept(outcome: Outcome, number: Option<CaseNumber>, ctx: &Context<'_>) -> Decision {
    let number = number.ok_or(Refusal::Missing("案号"))?;
    // 一案一账号: the sub-account is the court's fund account with the case's year, kind and serial.
    let account_no = sub_account(&ctx.court.fund_account.account, &number);
    Ok(outcome.and(FilingEvent::Accepted { number, account_no, filed_on: ctx.today }))
}

/// 一案一账号：the case's own sub-account number under the court's fund account.
pub fn sub_account(fund_account: &str, number: &CaseNumber) -> String {
    let place = CaseKind::ALL.iter().position(|kind| *kind == number.kind).unwrap_or_default();
    format!("{fund_account}-{:04}{place:02}{:07}", number.year, number.serial)
}

/// 登记执前谈话
pub fn interview(matter: &Matter, interview: &Interview, _ctx: &mut Context<'_>) -> Decision {
    matter.must_be_open()?;
    if matter.filing.interview.is_some() {
        return Err(Refusal::Duplicate { what: "执前谈话", key: matter.number_text() });
    }
    let checked = Interview {
        respondent_contacts: optional_text(
            "respondent_contacts",
            &interview.respondent_contacts,
            500,
        )?,
        respondent_property: optional_text(
            "respondent_property",
            &interview.respondent_property,
            1000,
        )?,
        respondent_work: optional_text("respondent_work", &interview.respondent_work, 500)?,
        plan: text("plan", &interview.plan, 1000)?,
        ..interview.clone()
    };
    Ok(Outcome::of(FilingEvent::Interviewed { interview: checked }))
}

/// 材料入卷
pub fn add_material(matter: &Matter, material: &Material, _ctx: &mut Context<'_>) -> Decision {
    matter.must_not_be_closed()?;
    let material = Material { title: text("title", &material.title, 100)?, ..material.clone() };
    Ok(Outcome::of(FilingEvent::MaterialAdded { material }))
}

/// `held` are the materials whose files the case already has: an application may name no other file, or it
/// would be a way to read what belongs to somebody else's case.
fn check_application(
    application: &Application,
    held: &[(Material, By)],
    ctx: &Context<'_>,
) -> Result<Application, Refusal> {
    let mut checked = application.clone();
    for (index, material) in checked.materials.iter().enumerate() {
        let known = held.iter().any(|(other, _)| other.file == material.file);
        if material.file.is_some() && !known {
            let field = format!("materials[{index}].file");
            return Err(Refusal::field(field, FieldProblem::Unknown));
        }
    }
    let claim = &mut checked.claim;
    claim.cause = text("claim.cause", &claim.cause, 50)?;
    claim.title.kind = text("claim.title.kind", &claim.title.kind, 30)?;
    claim.title.issuer = text("claim.title.issuer", &claim.title.issuer, 60)?;
    claim.title.number = text("claim.title.number", &claim.title.number, 60)?;
    claim.title.operative_part =
        text("claim.title.operative_part", &claim.title.operative_part, 2000)?;
    checked.duplicate_search = optional_text("duplicate_search", &checked.duplicate_search, 200)?;
    for (field, length, max) in [
        ("claim.items", claim.items.len(), 50),
        ("parties", checked.parties.len(), 500),
        ("materials", checked.materials.len(), 200),
    ] {
        if max < length {
            return Err(Refusal::field(field, FieldProblem::TooLong { max }));
        }
    }
    for (index, item) in claim.items.iter_mut().enumerate() {
        item.title = text(&format!("claim.items[{index}].title"), &item.title, 100)?;
        if !item.amount.is_positive() {
            let field = format!("claim.items[{index}].amount_fen");
            return Err(Refusal::field(field, FieldProblem::NotPositive));
        }
    }
    claim.total()?;
    if ctx.today < claim.title.effective_on {
        return Err(Refusal::field("claim.title.effective_on", FieldProblem::InFuture));
    }
    if ctx.today < checked.received_on {
        return Err(Refusal::field("received_on", FieldProblem::InFuture));
    }
    for (index, details) in application.parties.iter().enumerate() {
        let known = party::check(&format!("parties[{index}]"), details)?;
        if let Some(slot) = checked.parties.get_mut(index) {
            *slot = known;
        }
    }
    check_same_person_twice(&checked)?;
    party::check_shares(&checked.parties, checked.claim.total()?)?;
    Ok(checked)
}

fn check_same_person_twice(application: &Application) -> Result<(), Refusal> {
    let mut seen = std::collections::BTreeSet::new();
    for party in &application.parties {
        let known = !party.identity_number.is_empty();
        if known && !seen.insert(party.identity_number.clone()) {
            return Err(Refusal::Duplicate { what: "当事人", key: party.name.clone() });
        }
    }
    Ok(())
}

/// Folds an event into the case.
pub fn apply(matter: &mut Matter, event: &FilingEvent, entry: &Entry) {
    match event {
        FilingEvent::Received { application } => {
            matter.claim = Some(application.claim.clone());
            matter.kind = application.kind.into();
            matter.filing.application = Some(application.clone());
            matter.filing.received_by = Some(By::from(entry));
            matter.filing.materials =
                application.materials.iter().map(|m| (m.clone(), By::from(entry))).collect();
        }
        FilingEvent::SupplementAsked { missing } => matter.filing.missing.clone_from(missing),
        FilingEvent::Supplemented { application } => {
            matter.claim = Some(application.claim.clone());
            matter.filing.application = Some(application.clone());
            matter.filing.missing.clear();
            let named =
                |file: &Option<String>| application.materials.iter().any(|m| m.file == *file);
            // What was scanned before stays: a completed application lists papers, it takes no file away.
            matter.filing.materials.retain(|(m, _)| m.file.is_some() && !named(&m.file));
            let listed = application.materials.iter().map(|m| (m.clone(), By::from(entry)));
            matter.filing.materials.extend(listed);
        }
        FilingEvent::Accepted { number, account_no, filed_on } => {
            matter.number = Some(number.clone());
            matter.account_no.clone_from(account_no);
            matter.filed_on = Some(*filed_on);
            matter.stage = Stage::Open;
            matter.filing.missing.clear();
        }
        FilingEvent::Interviewed { interview } => {
            matter.filing.interview = Some((interview.clone(), By::from(entry)));
        }
        FilingEvent::MaterialAdded { material } => {
            matter.filing.materials.push((material.clone(), By::from(entry)));
        }
    }
}
