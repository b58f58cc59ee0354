//! People and applications that pass every check of the window.

use anyhow::Result;
use serde_json::json;
use zhixing_domain::intake::filing::{Application, interview::RecordInterview};
use zhixing_law::{day::Day, identity};

/// A valid identity number of the `place`th person.
fn identity_number(place: u32) -> String {
    let head = format!(
        "441224{:04}{:02}15{:03}",
        1950 + place % 50,
        1 + place / 50 % 12,
        place / 600 % 1000
    );
    let ends = "0123456789X".chars().map(|end| format!("{head}{end}"));
    ends.into_iter().find(|number| identity::id_number(number).is_ok()).unwrap_or(head)
}

/// A sale-contract claim of 5,289 yuan, as the window takes it down.
pub(crate) fn application(place: u32, today: Day) -> Result<Application> {
    let effective_on = today.plus_days(-90)?;
    let phone = |offset: u32| format!("138{:08}", (place * 2 + offset) % 100_000_000);
    let material =
        |kind: &str, title: &str| json!({ "kind": kind, "title": title, "file": null, "pages": 2 });
    let application = json!({
        "kind": "first",
        "claim": {
            "title": {
                "category": "court", "kind": "民事判决书", "issuer": "怀集县人民法院",
                "number": format!("（2026）粤1224民初{}号", place + 1), "effective_on": effective_on,
                "due_on": effective_on.plus_days(10)?,
                "operative_part": "被告应于本判决生效之日起十日内向原告支付货款五千二百八十九元",
            },
            "items": [{ "kind": "principal", "title": "货款", "amount_fen": 528_900 }],
            "cause": "买卖合同纠纷", "delay_interest": true, "livelihood": false,
        },
        "parties": [
            {
                "role": "applicant", "kind": "person", "name": "植春梅",
                "identity_number": identity_number(place), "phone": phone(0),
                "address": "广东省怀集县怀城街道解放中路十二号",
                "service_address": "广东省怀集县怀城街道解放中路十二号",
                "account": {
                    "name": "植春梅", "bank": "中国农业银行怀集支行", "bank_code": "103593012345",
                    "account": "6228480088888888887",
                },
            },
            {
                "role": "respondent", "kind": "person", "name": "莫永强",
                "identity_number": identity_number(place + 300), "phone": phone(1),
                "address": "广东省怀集县冷坑镇水口村三队",
            },
        ],
        "materials": [
            material("application", "申请执行书"), material("title", "民事判决书"),
            material("effect_proof", "生效证明"), material("identity", "身份证复印件"),
            material("service_address", "送达地址确认书"), material("payee_account", "收款账户确认书"),
        ],
        "jurisdiction": "first_instance", "received_on": today, "performed": false,
        "by_agent": false, "duplicate_search": "本院立案系统检索，未见重复", "risk_notice_given": true,
    });
    Ok(serde_json::from_value(application)?)
}

/// The talk before enforcement.
pub(crate) fn interview() -> Result<RecordInterview> {
    Ok(serde_json::from_value(json!({
        "respondent_contacts": "手机常开", "respondent_property": "农业银行有存款",
        "respondent_work": "经营建材", "willingness": "unknown", "credit": "unknown",
        "antagonism": false, "plan": "先行网络查控",
    }))?)
}
