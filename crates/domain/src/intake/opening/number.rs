//! 编号：what a matter's number makes of it. An application becomes a filed case with an account of its own.

use zhixing_law::number::{CaseKind, CaseNumber};

use super::OpeningEvent;
use crate::{
    intake::filing::FilingEvent,
    matter::Matter,
    matter::context::Context,
    matter::kind::Number,
    matter::outcome::{Decision, Outcome},
};

/// The matter takes the number that it asked for.
pub fn number(matter: &Matter, number: Number, ctx: &mut Context<'_>) -> Decision {
    let on = ctx.today;
    Ok(match number {
        Number::Case(number) if matter.filing.application.is_some() => {
            // 一案一账号: the sub-account is the court's fund account with the case's year, kind and serial.
            let account_no = sub_account(&ctx.court.fund_account.account, &number);
            Outcome::of(FilingEvent::Accepted { number, account_no, filed_on: on })
        }
        number => Outcome::of(OpeningEvent::Numbered { number, on }),
    })
}

/// 一案一账号：the case's own sub-account number under the court's fund account.
pub fn sub_account(fund_account: &str, number: &CaseNumber) -> String {
    let place = CaseKind::ALL.iter().position(|kind| *kind == number.kind).unwrap_or_default();
    format!("{fund_account}-{:04}{place:02}{:07}", number.year, number.serial)
}
