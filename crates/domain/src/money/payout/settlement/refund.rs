//! 余款：goes back to the one whose money it was, each payer for themselves (执行规定2020第34条).

use zhixing_law::{distribution, money::Fen, waterfall};

use super::line::line;
use crate::{
    ground::court::FundAccount,
    ground::field::{Note, Text, fields, or_empty},
    ground::id::PartyId,
    ground::refusal::{FieldProblem, Refusal},
    intake::claim::Account,
    intake::party::{self, Party, PartyRole},
    matter::Matter,
    money::fund::Receipt,
    money::payout::{Line, Part, Purpose},
};

fields! {
    /// 退款账户：where one payer's surplus goes, said by whoever proposes the payout. The payer is the payee of the
    /// settlement's line, exactly as it stands there; empty where the bank named nobody.
    RefundTo {
        #[serde(default, deserialize_with = "or_empty")]
        payer: String as Note<100> = "付款人";
        name: String as Text<100> = "户名";
        bank: String as Text<100> = "开户行";
        account: String as Text<40> = "账号";
        #[serde(default, deserialize_with = "or_empty")]
        bank_code: String as Note<12> = "联行号";
    }
}

impl RefundTo {
    fn to(&self, at: &str) -> Result<FundAccount, Refusal> {
        let (name, bank) = (self.name.clone(), self.bank.clone());
        let (account, bank_code) = (self.account.clone(), self.bank_code.clone());
        party::check_account(at, &FundAccount { name, bank, bank_code, account })
    }
}

/// What one payer has paid too much, over all of their receipts.
struct Share {
    party: Option<PartyId>,
    account: FundAccount,
    surplus: Fen,
}

impl Share {
    fn is_of(&self, party: Option<PartyId>, account: &FundAccount) -> bool {
        match (self.party, party) {
            (Some(own), Some(other)) => own == other,
            // Of two payments without a name and an account nobody knows whether one person made both.
            (None, None) => {
                (!account.name.is_empty() || !account.account.is_empty())
                    && self.account.name == account.name
                    && self.account.account == account.account
            }
            _ => false,
        }
    }
}

/// The lines of what is given back, one for each payer whose money was not needed, less what went back before, and
/// never more than the `rest` that is there: a receipt found late that discharged the debt early makes interest that
/// was paid out too much, and that is with the applicants.
pub(super) fn lines(matter: &Matter, account: &Account, rest: Fen) -> Result<Vec<Line>, Refusal> {
    let now = account.surplus.checked_sub(matter.payout_covered(Purpose::Refund))?.min(rest);
    if !now.is_positive() {
        return Ok(Vec::new());
    }
    let shares = shares(matter, account)?;
    let mut outsiders = outsiders_covered(matter)?;
    let mut wanted = Vec::with_capacity(shares.len());
    for share in &shares {
        let covered = match share.party {
            Some(party) => matter.payout_covered_for(Purpose::Refund, party),
            None => {
                let covered = outsiders.min(share.surplus);
                outsiders = outsiders.checked_sub(covered)?;
                covered
            }
        };
        wanted.push(share.surplus.checked_sub(covered)?.at_least_zero());
    }
    // A receipt that arrives late but discharged the debt early may have moved the surplus from one payer to
    // another after it was given back; what there is now is never exceeded.
    let now = now.min(Fen::sum(wanted.iter().copied())?);
    let mut lines = Vec::new();
    for (share, amount) in shares.into_iter().zip(distribution::proportional(now, &wanted)?) {
        let basis = waterfall::REFUND_BASIS.to_string();
        let parts = vec![Part { title: "余款".to_owned(), amount, basis }];
        lines.extend(line(Purpose::Refund, share.party, parts, share.account)?);
    }
    Ok(lines)
}

/// What has been given back to payers who are not parties.
fn outsiders_covered(matter: &Matter) -> Result<Fen, Refusal> {
    let mut covered = matter.payout_covered(Purpose::Refund);
    for party in &matter.parties {
        covered = covered.checked_sub(matter.payout_covered_for(Purpose::Refund, party.id))?;
    }
    Ok(covered)
}

/// The surplus by payer: money is used in the order of its days, so what is too much is of the later receipts.
fn shares(matter: &Matter, account: &Account) -> Result<Vec<Share>, Refusal> {
    let mut receipts: Vec<&Receipt> = matter.funds.receipts.iter().collect();
    receipts.sort_by_key(|receipt| receipt.discharge_on);
    let mut shares: Vec<Share> = Vec::new();
    for (receipt, surplus) in receipts.into_iter().zip(&account.surpluses) {
        if !surplus.is_positive() {
            continue;
        }
        let (party, account) = back_to(matter, receipt);
        match shares.iter_mut().find(|share| share.is_of(party, &account)) {
            Some(share) => share.surplus = share.surplus.checked_add(*surplus)?,
            None => shares.push(Share { party, account, surplus: *surplus }),
        }
    }
    Ok(shares)
}

/// Whose money a receipt was, and the account it goes back to: the one on file, or else the one it came from.
fn back_to(matter: &Matter, receipt: &Receipt) -> (Option<PartyId>, FundAccount) {
    let on_file = |party: &Party| party.details.account.clone();
    let taken = receipt.deduction.and_then(|id| matter.deduction(id));
    if let Some(asset) = taken.and_then(|deduction| matter.asset(deduction.asset)) {
        let owner = matter.party(asset.respondent);
        let taken_from = FundAccount {
            name: owner.map(|party| party.details.name.clone()).unwrap_or_default(),
            bank: asset.holder_name.clone(),
            bank_code: String::new(),
            account: asset.number.clone(),
        };
        return (owner.map(|party| party.id), owner.and_then(on_file).unwrap_or(taken_from));
    }
    let respondents: Vec<&Party> = matter.parties_of(PartyRole::Respondent).collect();
    let named = matter.parties.iter().find(|party| party.details.name == receipt.payer);
    let payer = match (named, respondents.as_slice()) {
        (Some(party), _) => Some(party),
        // The bank did not say who paid: with one respondent, nobody else is known to owe anything.
        (None, [only]) if receipt.payer.is_empty() => Some(*only),
        (None, _) => None,
    };
    let from = receipt.from.clone();
    match payer {
        Some(party) => {
            let unknown =
                FundAccount { name: party.details.name.clone(), ..FundAccount::default() };
            (Some(party.id), on_file(party).or(from).unwrap_or(unknown))
        }
        None => {
            let unknown = FundAccount { name: receipt.payer.clone(), ..FundAccount::default() };
            (None, from.unwrap_or(unknown))
        }
    }
}

/// Puts the accounts that were given into the refund lines: each into a line of the payer it was given for, the lines
/// without an account before those whose account is known.
///
/// # Errors
/// [`Refusal::RefundAccount`] names every payer whose account is not known; an account given for nobody is refused.
pub fn refund_to(lines: &mut [Line], given: &[RefundTo]) -> Result<(), Refusal> {
    let mut refunds: Vec<&mut Line> =
        lines.iter_mut().filter(|line| line.purpose == Purpose::Refund).collect();
    refunds.sort_by_key(|line| !line.account.account.is_empty());
    for (index, refund) in given.iter().enumerate() {
        let at = format!("refund_accounts[{index}]");
        let place = refunds.iter().position(|line| line.account.name == refund.payer);
        let Some(place) = place else {
            return Err(Refusal::field(format!("{at}.payer"), FieldProblem::Unknown));
        };
        refunds.remove(place).account = refund.to(&at)?;
    }
    let unknown = refunds.iter().filter(|line| line.account.account.is_empty());
    let payers: Vec<String> = unknown.map(|line| line.account.name.clone()).collect();
    if payers.is_empty() { Ok(()) } else { Err(Refusal::RefundAccount { payers }) }
}
