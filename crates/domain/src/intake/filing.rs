//! 立案：what came in at the window, what it still lacks, what was said there.

use serde::{Deserialize, Serialize};
use zhixing_law::{
    checklist::filing as gate,
    day::Day,
    number::{CaseKind, CaseNumber},
};

use crate::{
    ground::entry::{By, Entry},
    ground::field::{
        Count, Note, PastDay, Rows, Shape, Text, Value, choices, fields, law_choices, or_empty,
    },
    ground::word::{Word, words},
    intake::claim::Claim,
    intake::correction::{Corrected, Correction},
    intake::party::PartyDetails,
};

pub mod check;
pub mod complete;
pub mod interview;
pub mod material;
pub mod receive;
pub mod supplement;

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

choices! { MaterialKind }

fields! {
    /// 立案材料. No file when only the paper was seen at the window; else the SM3 of one that the case holds.
    Material {
        kind: MaterialKind = "材料种类";
        title: String as Text<100> = "名称";
        file: Option<String> as Note<64> = "文件";
        pages: u32 as Count<99999> = "页数";
    }
}

law_choices! {
    gate::Jurisdiction {
        FirstInstance = "first_instance", "本院为第一审人民法院";
        SameLevelPropertyPlace =
            "same_level_property_place", "本院与第一审法院同级，财产在本辖区";
        RespondentDomicile = "respondent_domicile", "被执行人住所地在本辖区";
        PropertyPlace = "property_place", "被执行的财产在本辖区";
        AgencySeat = "agency_seat", "作出决定的行政机关在本辖区";
        ImmovablePlace = "immovable_place", "执行的不动产在本辖区";
        Designated = "designated", "上级法院指定、提级或委托";
    }
}

fields! {
    /// 立案申请
    Application {
        kind: CaseKind as Received = "案件类型";
        claim: Claim = "执行请求";
        parties: Vec<PartyDetails> as Rows<PartyDetails, 500> = "当事人";
        materials: Vec<Material> as Rows<Material, 200> = "材料";
        jurisdiction: gate::Jurisdiction = "管辖依据";
        received_on: Day as PastDay = "收件日期";
        performed: bool = "是否已经履行", "申请人陈述";
        by_agent: bool = "是否由代理人申请";
        #[serde(default, deserialize_with = "or_empty")]
        duplicate_search: String as Note<200> = "重复立案核查", "检索的记录";
        #[serde(default, deserialize_with = "or_empty", skip_serializing_if = "String::is_empty")]
        filed_again: String as Note<200> = "再次立案的理由", "本院已有同一依据、同一申请人的案件时填写";
        risk_notice_given: bool = "风险告知", "风险告知书已送交";
    }
}

/// 受理的案件类型：which kinds of case begin as an application at the window.
#[derive(Debug)]
pub struct Received;

impl Value for Received {
    const SHAPE: Shape = Shape::Choice(&[Word { code: "first", title: "首次执行案件" }]);
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
    /// 谈话地点
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// 谈话起止时间
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hours: String,
    /// 记录人
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub recorder: String,
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
    /// 更正
    Corrected { correction: Correction },
}

/// The filing register of a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filing {
    pub application: Option<Application>,
    pub interview: Option<(Interview, By)>,
    pub missing: Vec<String>,
    pub materials: Vec<(Material, By)>,
    pub received_by: Option<By>,
    pub corrections: Vec<Corrected>,
}

/// Folds an event into the register; what it says of the matter itself is the matter's own.
pub fn apply(filing: &mut Filing, event: &FilingEvent, entry: &Entry) {
    match event {
        FilingEvent::Received { application } => {
            filing.application = Some(application.clone());
            filing.received_by = Some(By::from(entry));
            filing.materials =
                application.materials.iter().map(|m| (m.clone(), By::from(entry))).collect();
        }
        FilingEvent::SupplementAsked { missing } => filing.missing.clone_from(missing),
        FilingEvent::Supplemented { application } => {
            filing.application = Some(application.clone());
            filing.missing.clear();
            let named =
                |file: &Option<String>| application.materials.iter().any(|m| m.file == *file);
            // What was scanned before stays: a completed application lists papers, it takes no file away.
            filing.materials.retain(|(m, _)| m.file.is_some() && !named(&m.file));
            let listed = application.materials.iter().map(|m| (m.clone(), By::from(entry)));
            filing.materials.extend(listed);
        }
        FilingEvent::Accepted { .. } => filing.missing.clear(),
        FilingEvent::Interviewed { interview } => {
            filing.interview = Some((interview.clone(), By::from(entry)));
        }
        FilingEvent::MaterialAdded { material } => {
            filing.materials.push((material.clone(), By::from(entry)));
        }
        FilingEvent::Corrected { correction } => {
            filing
                .corrections
                .push(Corrected { correction: correction.clone(), by: By::from(entry) });
        }
    }
}
