//! The 怀集 claim of ¥5,289.00 and what else the tests put into a case.

use zhixing_domain::{
    ground::court::FundAccount,
    intake::claim::{Claim, ClaimItem, EnforceableTitle, ItemKind},
    intake::filing::{Application, Credit, Interview, Material, MaterialKind, Willingness},
    intake::party::{PartyDetails, PartyKind, PartyRole},
    money::payout::settlement::refund::RefundTo,
    property::asset::AssetKind,
    property::asset::Found,
};
use zhixing_law::{
    checklist::filing::{Jurisdiction, TitleKind},
    day::Day,
    money::Fen,
    number::CaseKind,
};

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(crate) fn yuan(text: &str) -> Fen {
    Fen::parse_yuan(text).unwrap()
}

pub(crate) fn account(name: &str, number: &str) -> FundAccount {
    FundAccount {
        name: name.to_owned(),
        bank: "中国农业银行怀集县支行".to_owned(),
        bank_code: "103593003217".to_owned(),
        account: number.to_owned(),
    }
}

pub(crate) fn refund_to(payer: &str, account: &FundAccount) -> RefundTo {
    let FundAccount { name, bank, bank_code, account } = account.clone();
    RefundTo { payer: payer.to_owned(), name, bank, account, bank_code }
}

pub(crate) fn applicant() -> PartyDetails {
    PartyDetails {
        identity_number: "441224198002290015".to_owned(),
        phone: "13800138000".to_owned(),
        address: "广东省怀集县怀城街道".to_owned(),
        service_address: "广东省怀集县怀城街道".to_owned(),
        account: Some(account("陈大文", "6228480120001234567")),
        ..PartyDetails::named(PartyRole::Applicant, PartyKind::Person, "陈大文")
    }
}

pub(crate) fn second_applicant() -> PartyDetails {
    PartyDetails {
        name: "林小文".to_owned(),
        identity_number: "520103200001010175".to_owned(),
        phone: "13800138002".to_owned(),
        account: Some(account("林小文", "6228480120007654321")),
        ..applicant()
    }
}

pub(crate) fn respondent() -> PartyDetails {
    PartyDetails {
        role: PartyRole::Respondent,
        name: "黄强".to_owned(),
        identity_number: "11010519491231002X".to_owned(),
        phone: "13900139000".to_owned(),
        account: None,
        ..applicant()
    }
}

pub(crate) fn second_respondent() -> PartyDetails {
    PartyDetails {
        name: "梁勇".to_owned(),
        identity_number: "360102199912311102".to_owned(),
        phone: "13900139001".to_owned(),
        ..respondent()
    }
}

pub(crate) fn claim() -> Claim {
    let item = |kind, title: &str, amount| ClaimItem {
        kind,
        title: title.to_owned(),
        amount: yuan(amount),
    };
    Claim {
        title: EnforceableTitle {
            category: TitleKind::Court,
            kind: "民事判决书".to_owned(),
            issuer: "怀集县人民法院".to_owned(),
            number: "（2025）粤1224民初1088号".to_owned(),
            effective_on: day("2025-12-20"),
            due_on: day("2025-12-31"),
            operative_part: "被告于十日内支付货款5,239元，负担受理费50元。".to_owned(),
        },
        items: vec![
            item(ItemKind::Principal, "货款", "5239.00"),
            item(ItemKind::Costs, "案件受理费", "50.00"),
        ],
        cause: "买卖合同纠纷".to_owned(),
        delay_interest: true,
        livelihood: false,
        deeds: Vec::new(),
    }
}

pub(crate) fn material(kind: MaterialKind, title: &str) -> Material {
    Material { kind, title: title.to_owned(), file: None, pages: 2 }
}

pub(crate) fn application() -> Application {
    Application {
        kind: CaseKind::First,
        claim: claim(),
        parties: vec![applicant(), respondent()],
        materials: vec![
            material(MaterialKind::Application, "申请执行书"),
            material(MaterialKind::Title, "民事判决书"),
            material(MaterialKind::EffectProof, "生效证明"),
            material(MaterialKind::Identity, "身份证复印件"),
        ],
        jurisdiction: Jurisdiction::FirstInstance,
        received_on: day("2026-03-02"),
        performed: false,
        by_agent: false,
        duplicate_search: "2026-03-02检索，未见在先立案".to_owned(),
        filed_again: String::new(),
        risk_notice_given: true,
    }
}

pub(crate) fn interview() -> Interview {
    Interview {
        respondent_contacts: "13900139000".to_owned(),
        respondent_property: "可能有农行存款".to_owned(),
        respondent_work: "个体户".to_owned(),
        willingness: Willingness::Unknown,
        credit: Credit::Unknown,
        antagonism: false,
        plan: "先网络查控，有存款即冻结扣划".to_owned(),
        place: String::new(),
        hours: String::new(),
        recorder: String::new(),
    }
}

pub(crate) fn deposit(number: &str, amount: &str) -> Found {
    Found {
        kind: AssetKind::Deposit,
        title: format!("活期存款{number}"),
        number: number.to_owned(),
        amount: yuan(amount),
        available: yuan(amount),
        encumbrance: String::new(),
    }
}
