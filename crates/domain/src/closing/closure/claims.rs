//! 请求事项的了结情况：each item of the claim once, with what is owed, what has reached the applicants, what they
//! gave up and what is left.

use zhixing_law::{checklist::completed, money::Fen};

use crate::{
    ground::refusal::Refusal,
    intake::claim::{Account, ItemKind},
    matter::Matter,
    matter::context::Context,
    money::payout::{Purpose, account},
};

/// 一项请求
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimLine {
    pub title: String,
    /// 应付
    pub owed: Fen,
    /// 已发放：paid out to the applicants and confirmed by the bank.
    pub received: Fen,
    /// 申请执行人放弃
    pub waived: Fen,
    /// 尚欠，or come in and not paid out yet
    pub left: Fen,
}

/// Hands out a sum to amounts in their order.
fn hand_out(sum: Fen, to: &[Fen]) -> Result<Vec<Fen>, Refusal> {
    let mut rest = sum;
    let mut parts = Vec::with_capacity(to.len());
    for amount in to {
        let part = rest.min(*amount);
        rest = rest.checked_sub(part)?;
        parts.push(part);
    }
    Ok(parts)
}

/// Every item of the claim, and the doubled interest where there is any.
pub fn claim_lines(matter: &Matter, ctx: &Context<'_>) -> Result<Vec<ClaimLine>, Refusal> {
    lines(matter, &account::account(matter, ctx.today)?)
}

fn lines(matter: &Matter, account: &Account) -> Result<Vec<ClaimLine>, Refusal> {
    let Some(claim) = &*matter.claim else { return Ok(Vec::new()) };
    let paid = account.paid;
    // In the order in which money reaches them.
    let kinds = [
        (Some(ItemKind::Costs), paid.costs),
        (Some(ItemKind::GeneralInterest), paid.general_interest),
        (Some(ItemKind::Principal), paid.principal),
        (None, paid.double_interest),
    ];
    let mut confirmed = matter.paid_for(Purpose::Applicant);
    let mut found: Vec<(usize, ClaimLine)> = Vec::new();
    for (kind, discharged) in kinds {
        let items: Vec<(usize, String, Fen)> = match kind {
            Some(kind) => claim
                .items
                .iter()
                .enumerate()
                .filter(|(_, item)| item.kind == kind)
                .map(|(place, item)| (place, item.title.clone(), item.amount))
                .collect(),
            None if account.owed.double_interest.is_positive() => {
                vec![(usize::MAX, "加倍部分债务利息".to_owned(), account.owed.double_interest)]
            }
            None => Vec::new(),
        };
        let amounts: Vec<Fen> = items.iter().map(|(_, _, amount)| *amount).collect();
        let out = confirmed.min(discharged);
        confirmed = confirmed.checked_sub(out)?;
        let received = hand_out(out, &amounts)?;
        let come_in = hand_out(discharged, &amounts)?;
        for (((place, title, owed), received), come_in) in
            items.into_iter().zip(received).zip(come_in)
        {
            let open = owed.checked_sub(come_in)?;
            let waived = if matter.waiver.is_some() { open } else { Fen::ZERO };
            let left = owed.checked_sub(received)?.checked_sub(waived)?;
            found.push((place, ClaimLine { title, owed, received, waived, left }));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    Ok(found.into_iter().map(|(_, line)| line).collect())
}

/// The same as the conditions of closing ask for it: satisfied, given up or open, with the evidence.
pub(super) fn settled(
    matter: &Matter,
    account: &Account,
) -> Result<Vec<(String, completed::Settlement)>, Refusal> {
    let settlement = |line: &ClaimLine| {
        let (owed, received) = (line.owed.grouped(), line.received.grouped());
        if line.left.is_positive() {
            let left = line.left.grouped();
            let left = format!("应付{owed}元，已发放{received}元，尚欠{left}元");
            return completed::Settlement::Open { left };
        }
        let paid = format!("{}：应付{owed}元，银行已付讫{received}元", line.title);
        match matter.waiver.as_ref().filter(|_| line.waived.is_positive()) {
            None => completed::Settlement::Satisfied { evidence: vec![paid] },
            Some(waiver) => completed::Settlement::Waived {
                evidence: vec![format!(
                    "{paid}，放弃{}元（{}《{}》，{}登记）",
                    line.waived.grouped(),
                    waiver.on,
                    waiver.material,
                    waiver.by.name
                )],
            },
        }
    };
    let lines = lines(matter, account)?;
    let money = lines.iter().map(|line| (line.title.clone(), settlement(line)));
    Ok(money.chain(deeds(matter)).collect())
}

/// The acts that the claim asks for, done or open.
fn deeds(matter: &Matter) -> Vec<(String, completed::Settlement)> {
    let claim = matter.claim.as_ref();
    let deeds = claim.into_iter().flat_map(|claim| claim.deeds.iter().enumerate());
    deeds
        .map(|(place, deed)| {
            let done = matter.performed.iter().find(|one| one.deed == place);
            let settlement = match done {
                None => completed::Settlement::Open { left: "还没有登记履行".to_owned() },
                Some(done) => completed::Settlement::Satisfied {
                    evidence: vec![format!(
                        "{}{}（《{}》，{}登记）",
                        done.on,
                        done.how.title(),
                        done.material,
                        done.by.name
                    )],
                },
            };
            (deed.content.clone(), settlement)
        })
        .collect()
}
