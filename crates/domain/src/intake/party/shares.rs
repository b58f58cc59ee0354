//! 申报份额：what part of the claim each applicant has, on the ground of the title or of what all of them declared; asked
//! for before money is shared among several (执行规定2020第55条).

use std::collections::BTreeSet;

use zhixing_law::money::Fen;

use super::{Party, PartyEvent, PartyRole};
use crate::{
    command::Command,
    ground::act::Act,
    ground::field::{Rows, Text, fields},
    ground::id::PartyId,
    ground::refusal::{FieldProblem, Need, Refusal},
    ground::subject::Subject,
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
    money::payout::{Payout, PayoutState},
};

fields! {
    /// 一名申请执行人的份额
    Share {
        party: PartyId = "申请执行人";
        amount("amount_fen"): Fen = "金额";
    }
}

fields! {
    /// 登记份额
    DeclareShares {
        shares: Rows<Share, 500> = "各申请执行人的份额", "每名申请执行人一项，合计等于申请标的";
        ground: Text<200> = "依据", "例如：判决主文第一项；各申请执行人签名的份额确认书";
    }
}

impl Command for DeclareShares {
    const NAME: &'static str = "declare_shares";
    const TITLE: &'static str = "登记申请执行人份额";
    const FORM: (&'static str, &'static str) = ("登记申请执行人份额", "登记份额");
    const ACT: Act = Act::DeclareShares;
    const DONE: &'static str = "party.corrected";

    fn subject(&self) -> Subject {
        Subject::Filing
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        matter.must_not_be_closed()?;
        matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?;
        if matter.parties_of(PartyRole::Applicant).count() < 2 {
            return Err(Refusal::needs(Need::SeveralApplicants));
        }
        let waits =
            |payout: &Payout| matches!(payout.state, PayoutState::Proposed | PayoutState::Approved);
        match matter.payouts.iter().any(waits) {
            true => Err(Refusal::needs(Need::PayoutDecided)),
            false => Ok(()),
        }
    }

    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let after = self.shared(matter)?;
        let mut outcome = Outcome::default();
        for (known, party) in matter.parties.iter().zip(after) {
            if known.details != party.details {
                let reason = format!("申报份额：{}", self.ground.as_str());
                let Party { id: party, details, .. } = party;
                outcome = outcome.and(PartyEvent::Corrected { party, details, reason });
            }
        }
        Ok(outcome)
    }
}

impl DeclareShares {
    /// The parties with their shares.
    fn shared(&self, matter: &Matter) -> Result<Vec<Party>, Refusal> {
        let claim = matter.claim.as_ref().ok_or(Refusal::CaseNotFiled)?.total()?;
        let mut after = matter.parties.to_vec();
        let mut seen = BTreeSet::new();
        for (place, share) in self.shares.as_slice().iter().enumerate() {
            let party = after.iter_mut().find(|party| party.id == share.party);
            let party = party.ok_or(Refusal::Missing("当事人"))?;
            if party.details.role != PartyRole::Applicant {
                let field = format!("shares[{place}].party");
                let expected = "申请执行人";
                return Err(Refusal::field(field, FieldProblem::Invalid { expected }));
            }
            if !seen.insert(share.party) {
                let key = party.details.name.clone();
                return Err(Refusal::Duplicate { what: "申请执行人的份额", key });
            }
            if share.amount.is_negative() {
                let field = format!("shares[{place}].amount_fen");
                return Err(Refusal::field(field, FieldProblem::NotPositive));
            }
            party.details.claim_share = Some(share.amount);
        }
        let sum = Fen::sum(self.shares.as_slice().iter().map(|share| share.amount))?;
        if seen.len() != matter.parties_of(PartyRole::Applicant).count() || sum != claim {
            let expected = "每名申请执行人各一项、合计等于执行标的的份额";
            return Err(Refusal::field("shares", FieldProblem::Invalid { expected }));
        }
        Ok(after)
    }
}
