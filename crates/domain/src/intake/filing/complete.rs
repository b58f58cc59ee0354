//! 立案条件：what an application still lacks, all of it at once.

use zhixing_law::{
    checklist::{Finding, Met, filing as gate},
    day::Day,
};

use crate::intake::{
    filing::{Application, MaterialKind},
    identity::IdentityKind,
    party::PartyRole,
};

/// The material as the filing gate knows it.
fn in_law(kind: MaterialKind) -> Option<gate::Material> {
    match kind {
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
            .chain(application.claim.deeds.iter().map(|deed| (deed.content.clone(), true)))
            .collect(),
        performance_due_on: Some(title.due_on),
        performed: Some(application.performed),
        jurisdiction: Some(application.jurisdiction),
        duplicate_check: searched.then(|| gate::DuplicateCheck {
            earlier: None,
            evidence: application.duplicate_search.clone(),
        }),
        by_agent: application.by_agent
            || of(PartyRole::Applicant).any(|party| !party.agents.is_empty()),
        materials: application.materials.iter().filter_map(|m| in_law(m.kind)).collect(),
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
    // The window's own: whoever is sued must be identifiable, or no search can be sent. Of whom no number is to be had
    // the reason is written down instead (明确的被告, 民诉法122、124).
    for finding in &mut findings {
        if finding.id == "F-3" && finding.met == Met::Yes {
            let unknown = application.parties.iter().find(|party| {
                party.role == PartyRole::Respondent
                    && party.identity_number.is_empty()
                    && party.identified_by() != IdentityKind::Unknown
            });
            if let Some(party) = unknown {
                finding.met = Met::No;
                finding.detail = format!(
                    "被执行人{}没有证件号码；确实查不到的，证件种类选“号码不详”，写明原因。",
                    party.name
                );
            }
        }
    }
    findings
}

/// Everything the application still lacks, in one list (一次性告知).
pub fn missing(application: &Application, today: Day) -> Vec<Finding> {
    findings(application, today).into_iter().filter(Finding::blocks).collect()
}
