//! 放弃剩余债权：what the applicants give up by a recorded statement, so that a case in which a remainder is left can
//! be closed (结案核查 WB-01：全部实现或放弃).

use super::ClosingEvent;
use crate::{
    closing::waived::Statement,
    ground::refusal::{FieldProblem, Need, Refusal, text},
    intake::claim,
    intake::filing::MaterialKind,
    intake::party::PartyRole,
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
};

/// Whether there is anything to give up, whatever the statement says.
///
/// # Errors
/// Nothing has come in yet (giving up everything is withdrawing the application, 民诉法2023第268条), or money is on
/// its way.
pub fn possible(matter: &Matter) -> Result<(), Refusal> {
    matter.must_be_open()?;
    if matter.waiver.is_some() {
        let what = "放弃债权的登记";
        return Err(Refusal::Duplicate { what, key: matter.number_text() });
    }
    if 0 < matter.pending_deductions() {
        return Err(Refusal::needs(Need::DeductionDone));
    }
    if matter.discharges().is_empty() {
        return Err(Refusal::needs(Need::PartialEnforcement));
    }
    Ok(())
}

/// 登记放弃剩余债权：from now on nothing more is owed to the applicants, interest has stopped, and what still
/// comes in goes back to whoever paid it.
///
/// # Errors
/// There is nothing to give up, not every applicant has said so, or the statement is not in the file.
pub fn waive(matter: &Matter, statement: &Statement, ctx: &mut Context<'_>) -> Decision {
    possible(matter)?;
    let words = text("words", &statement.words, 500)?;
    let material = text("material", &statement.material, 100)?;
    let on = statement.on;
    if ctx.today < on {
        return Err(Refusal::field("on", FieldProblem::InFuture));
    }
    let discharges = matter.discharges();
    if discharges.iter().any(|(day, _)| on < *day) {
        let expected = "不早于最后一笔到账的日期";
        return Err(Refusal::field("on", FieldProblem::Invalid { expected }));
    }
    let all = matter.parties_of(PartyRole::Applicant).all(|p| statement.applicants.contains(&p.id));
    if !all {
        return Err(Refusal::needs(Need::AllApplicants));
    }
    let materials = || matter.filing.materials.iter().map(|(material, _)| material);
    if !materials().any(|known| known.title == material) {
        return Err(Refusal::Missing("放弃债权的笔录或者书面材料"));
    }
    if statement.by_agent && !materials().any(|known| known.kind == MaterialKind::Mandate) {
        return Err(Refusal::needs(Need::SpecialAuthority));
    }
    let claim = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
    let amount = claim::account_waived(claim, &discharges, on)?.waived;
    if !amount.is_positive() {
        return Err(Refusal::needs(Need::DebtLeft));
    }
    let by_agent = statement.by_agent;
    Ok(Outcome::of(ClosingEvent::Waived { on, amount, words, material, by_agent }))
}
