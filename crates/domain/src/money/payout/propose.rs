//! 提出发放：the computed settlement, with the accounts to pay to.

use zhixing_law::money::Fen;

use super::{
    PayoutEvent, PayoutState,
    settlement::{self, refund::RefundTo},
};
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Note, Rows, fields},
        id::PayoutId,
        refusal::{FieldProblem, Need, Refusal},
        subject::Subject,
    },
    matter::{
        Matter,
        context::Context,
        outcome::{Decision, Outcome},
    },
};

fields! {
    /// 提出发放. Each payer's surplus goes to an account of their own: the one given for them, or else the one that is
    /// known.
    ProposePayout {
        refund_accounts: Option<Rows<RefundTo, 500>> = "退款账户", "余款退还付款人，账户没有登记的填写";
        remark: Note<300> = "说明";
    }
}

impl Command for ProposePayout {
    const NAME: &'static str = "propose_payout";
    const TITLE: &'static str = "提出案款发放";
    const FORM: (&'static str, &'static str) = ("提出案款发放", "提出发放");
    const ACT: Act = Act::ProposePayout;
    const DONE: &'static str = "payout.proposed";

    fn subject(&self) -> Subject {
        Subject::Funds
    }

    fn ready(matter: &Matter, _on: Subject, ctx: &Context<'_>) -> Result<(), Refusal> {
        if matter.number.is_none() {
            return Err(Refusal::CaseNotFiled);
        }
        let waits = |state| matches!(state, PayoutState::Proposed | PayoutState::Approved);
        if matter.payouts.iter().any(|payout| waits(payout.state)) {
            return Err(Refusal::Duplicate { what: "案款发放", key: matter.number_text() });
        }
        if !matter.undistributed().is_positive() {
            return Err(Refusal::needs(Need::MoneyToPay));
        }
        matter.must_be_payable(ctx.today)
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let settled = settlement::settlement(matter, ctx)?;
        let mut lines = settled.lines;
        let given = self.refund_accounts.as_ref().map_or(&[][..], Rows::as_slice);
        settlement::refund::refund_to(&mut lines, given)?;
        if lines.iter().any(|line| line.account.account.is_empty()) {
            return Err(Refusal::field("account", FieldProblem::Required));
        }
        let total = Fen::sum(lines.iter().map(|line| line.amount))?;
        let available = matter.undistributed();
        if !total.is_positive() || available < total {
            return Err(Refusal::InsufficientFunds { available, asked: total });
        }
        let (payout, settled_to) = (PayoutId(ctx.id()), settled.owed.on);
        let remark = self.remark.as_str().to_owned();
        Ok(Outcome::of(PayoutEvent::Proposed { payout, lines, total, settled_to, remark }))
    }
}
