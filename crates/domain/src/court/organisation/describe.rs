//! 登记法院信息

use zhixing_law::number::{CourtCode, CourtLevel};

use super::{Organisation, StaffEvent};
use crate::{
    court::tree::CourtTree,
    ground::court::Court,
    ground::refusal::{FieldProblem, Refusal, optional_text, text},
    intake::party::check_account,
};

/// 登记法院信息：what documents, bank files and numbers say of the court. `new` is whole; its code stays as installed.
///
/// # Errors
/// A field that breaks its rule; [`Refusal::Duplicate`] when nothing would change.
pub fn describe(
    organisation: &Organisation,
    new: &Court,
    courts: &CourtTree,
) -> Result<StaffEvent, Refusal> {
    let parent = optional_text("parent", &new.parent, 10)?;
    let parent =
        if parent.is_empty() { parent } else { check_parent(&organisation.court.code, &parent)? };
    courts.check(&organisation.court.code, &parent)?;
    let court = Court {
        code: organisation.court.code.clone(),
        name: text("court_name", &new.name, 50)?,
        title: check_title(&new.name, &optional_text("full_name", &new.title, 50)?)?,
        parent,
        address: text("address", &new.address, 100)?,
        phone: text("phone", &new.phone, 30)?,
        fund_account: check_account("fund_account", &new.fund_account)?,
        treasury_account: check_account("treasury_account", &new.treasury_account)?,
    };
    if court == organisation.court {
        return Err(Refusal::Duplicate { what: "法院信息", key: court.name });
    }
    Ok(StaffEvent::described(&court))
}

impl StaffEvent {
    /// What makes the court be described like this.
    pub fn described(court: &Court) -> StaffEvent {
        let Court { name, title, parent, address, phone, fund_account, treasury_account, .. } =
            court.clone();
        StaffEvent::CourtDescribed {
            name,
            title,
            parent,
            address,
            phone,
            fund_account,
            treasury_account,
        }
    }
}

/// The full name on papers says more than the name, or nothing.
fn check_title(name: &str, title: &str) -> Result<String, Refusal> {
    if title.is_empty() || title.ends_with(name.trim()) {
        return Ok(title.to_owned());
    }
    let expected = "以法院名称结尾的全称，例如“广东省怀集县人民法院”；不填的按省份加法院名称";
    Err(Refusal::field("full_name", FieldProblem::Invalid { expected }))
}

/// The code of a court that can be above `own`. Refuses what is certainly wrong: the court itself, one of its own level
/// or below, and one of another province. 最高法 is above all; the courts of 兵团 and 军队 stand under others' codes, and
/// a special intermediate court (its number begins with 7) may reach across provinces.
fn check_parent(own: &str, parent: &str) -> Result<String, Refusal> {
    let refused = |expected| Refusal::field("parent", FieldProblem::Invalid { expected });
    let above = CourtCode::parse(parent).map_err(|_| refused("上级法院代字，例如“粤12”"))?;
    let Ok(own) = CourtCode::parse(own) else { return Ok(above.to_string()) };
    let province = |code: &CourtCode| code.as_str().chars().next();
    let is_special = above.as_str().chars().nth(1) == Some('7')
        || province(&own).is_some_and(|province| "兵军".contains(province));
    let is_higher = own.level() < above.level()
        || (own.level() == CourtLevel::High && is_special && own != above);
    let reaches =
        above.level() == CourtLevel::Supreme || province(&own) == province(&above) || is_special;
    if !is_higher || !reaches {
        return Err(refused("上级法院代字，不能是本院、同级或者下级法院，也不能是外省法院"));
    }
    Ok(above.to_string())
}
