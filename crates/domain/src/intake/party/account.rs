//! 更正收款账户：of an applicant, or of a respondent for what is given back. Also after closing: a payment may come back
//! later.

use super::{PartyDetails, PartyEvent, check_account, check_payee};
use crate::{
    command::Command,
    ground::act::Act,
    ground::court::FundAccount,
    ground::field::{Note, Text, fields},
    ground::id::PartyId,
    ground::refusal::{Need, Refusal},
    ground::subject::Subject,
    matter::Matter,
    matter::context::Context,
    matter::outcome::{Decision, Outcome},
    money::payout::{Payout, PayoutState},
};

fields! {
    /// 更正收款账户, on a confirmation that the party signed.
    CorrectAccount {
        party: PartyId = "当事人";
        name: Note<100> = "户名", "与当事人的姓名、名称相同的不填";
        bank: Text<100> = "开户行";
        account: Text<40> = "账号";
        bank_code: Note<12> = "联行号";
        ground: Text<200> = "依据", "例如：当事人签名的收款账户确认书。只影响以后提出的发放";
    }
}

impl Command for CorrectAccount {
    const NAME: &'static str = "correct_account";
    const TITLE: &'static str = "更正收款账户";
    const FORM: (&'static str, &'static str) = ("更正收款账户", "更正账户");
    const ACT: Act = Act::CorrectAccount;
    const DONE: &'static str = "party.corrected";

    fn subject(&self) -> Subject {
        Subject::Filing
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        matter.parties.iter().map(|party| party.id.into()).collect()
    }

    fn ready(matter: &Matter, _on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        if matter.number.is_some() { Ok(()) } else { Err(Refusal::CaseNotFiled) }
    }

    /// # Errors
    /// A payout to the party waits for approval: it must be refused first, so that it is proposed anew.
    fn decide(&self, matter: &Matter, _ctx: &mut Context<'_>) -> Decision {
        let known = matter.party(self.party).ok_or(Refusal::Missing("当事人"))?;
        let account = self.account_of(&known.details)?;
        if known.details.account.as_ref() == Some(&account) {
            let key = known.details.name.clone();
            return Err(Refusal::Duplicate { what: "收款账户", key });
        }
        // It would still go to the account that it was proposed with.
        let waits = |payout: &Payout| {
            let to_them = payout.lines.iter().any(|line| line.party == Some(self.party));
            payout.state == PayoutState::Proposed && to_them
        };
        if matter.payouts.iter().any(waits) {
            return Err(Refusal::needs(Need::PayoutDecided));
        }
        let details = PartyDetails { account: Some(account), ..known.details.clone() };
        let reason = format!("更正收款账户：{}", self.ground.as_str());
        Ok(Outcome::of(PartyEvent::Corrected { party: self.party, details, reason }))
    }
}

impl CorrectAccount {
    fn account_of(&self, party: &PartyDetails) -> Result<FundAccount, Refusal> {
        let said = self.name.as_str();
        let account = FundAccount {
            name: if said.is_empty() { party.name.clone() } else { said.to_owned() },
            bank: self.bank.as_str().to_owned(),
            bank_code: self.bank_code.as_str().to_owned(),
            account: self.account.as_str().to_owned(),
        };
        let read = check_account("", &account).map_err(Refusal::without_path)?;
        check_payee("", party, &read).map_err(Refusal::without_path)?;
        Ok(read)
    }
}
