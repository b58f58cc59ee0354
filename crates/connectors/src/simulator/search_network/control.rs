//! Carrying out a measure on an account of the world.

use zhixing_law::day::Day;
use zhixing_law::money::Fen;

use super::{Transfer, answer, same_person};
use crate::search_network::control::{
    ControlFeedback, ControlItem, ControlRequest, ControlResult, Extent, Measure,
};
use crate::simulator::world::{Freeze, World, WorldAccount};

/// The answer, and the money if the measure was a deduction that succeeded.
pub(super) fn carry_out(
    world: &mut World,
    request: &ControlRequest,
    item: &ControlItem,
    refuse: bool,
    reference: String,
    today: Day,
) -> (ControlFeedback, Option<Transfer>) {
    let mut answer = answer(request, item, today);
    let refused = |mut answer: ControlFeedback, reason: &str| {
        answer.refusal = Some(reason.to_owned());
        (answer, None)
    };
    if refuse {
        return refused(answer, "系统繁忙，请派员现场办理");
    }
    let account = world
        .estate_mut(&request.respondent.id_number)
        .filter(|estate| same_person(&request.respondent, &estate.person))
        .and_then(|estate| {
            estate.accounts.iter_mut().find(|account| account.item.account == item.account)
        });
    let Some(account) = account else {
        return refused(answer, "账号不存在或不属于被执行人");
    };
    account.lapse(today);
    let outcome = match item.measure {
        Measure::Freeze => freeze(account, request, item),
        Measure::Renew => renew(account, item),
        Measure::Release => release(account, item),
        Measure::Deduct => deduct(account, item),
    };
    answer.available = account.free();
    let own = item.original_request_no.as_ref().unwrap_or(&request.request_no);
    let frozen = account.freezes.iter().filter(|freeze| freeze.request_no == *own);
    answer.frozen_amount = Fen::sum(frozen.map(|freeze| freeze.amount)).unwrap_or(Fen::ZERO);
    let amount = match outcome {
        Ok(amount) => amount,
        Err(reason) => return refused(answer, reason),
    };
    answer.actual_amount = amount;
    answer.result = ControlResult::Done;
    if item.measure != Measure::Release && amount < item.amount {
        answer.result = ControlResult::Partly;
        answer.refusal = Some("可用余额不足".to_owned());
    }
    if matches!(item.measure, Measure::Freeze | Measure::Renew) {
        answer.starts_on = item.starts_on;
        answer.ends_on = item.ends_on;
    }
    let transfer = item.court_account.as_ref().filter(|_| item.measure == Measure::Deduct);
    let transfer = transfer.map(|court| Transfer {
        reference: reference.clone(),
        to_account: court.account.clone(),
        payer_name: request.respondent.name.clone(),
        payer_account: item.account.clone(),
        payer_bank: account.item.branch.clone(),
        amount,
        remittance: format!("法院扣划 {}", request.requester.case_number),
        on: today,
    });
    if transfer.is_some() {
        answer.transfer_no = Some(reference);
    }
    (answer, transfer)
}

/// For funds: what is free now. For the account: the amount asked for, also against later arrivals.
fn freeze(
    account: &mut WorldAccount,
    request: &ControlRequest,
    item: &ControlItem,
) -> Result<Fen, &'static str> {
    let ends_on = item.ends_on.ok_or("未写明冻结期限")?;
    let amount = item.amount.min(account.free());
    if item.extent == Extent::Funds && amount.is_zero() {
        return Err("账户无可用余额");
    }
    let held = if item.extent == Extent::Account { item.amount } else { amount };
    let request_no = request.request_no.clone();
    account.freezes.push(Freeze { request_no, amount: held, ends_on });
    Ok(amount)
}

fn original<'a>(account: &'a mut WorldAccount, item: &ControlItem) -> Option<&'a mut Freeze> {
    let request_no = item.original_request_no.as_ref()?;
    account.freezes.iter_mut().find(|freeze| freeze.request_no == *request_no)
}

fn renew(account: &mut WorldAccount, item: &ControlItem) -> Result<Fen, &'static str> {
    let ends_on = item.ends_on.ok_or("未写明续冻期限")?;
    let freeze = original(account, item).ok_or("原冻结不存在或已到期失效")?;
    freeze.ends_on = ends_on;
    Ok(freeze.amount)
}

/// All of it if no amount is given.
fn release(account: &mut WorldAccount, item: &ControlItem) -> Result<Fen, &'static str> {
    let freeze = original(account, item).ok_or("原冻结不存在或已到期失效")?;
    let part = if item.amount.is_zero() { freeze.amount } else { item.amount.min(freeze.amount) };
    freeze.amount = freeze.amount.checked_sub(part).unwrap_or(Fen::ZERO);
    account.freezes.retain(|freeze| freeze.amount.is_positive());
    Ok(part)
}

/// First from the freeze that the request names, then from free money.
fn deduct(account: &mut WorldAccount, item: &ControlItem) -> Result<Fen, &'static str> {
    let free = account.free();
    let balance = account.item.balance;
    let frozen = original(account, item).map_or(Fen::ZERO, |freeze| freeze.amount);
    let reach = frozen.checked_add(free).unwrap_or(free).min(balance);
    let amount = item.amount.min(reach);
    if amount.is_zero() {
        return Err("无可扣划余额");
    }
    if let Some(freeze) = original(account, item) {
        let used = amount.min(freeze.amount);
        freeze.amount = freeze.amount.checked_sub(used).unwrap_or(Fen::ZERO);
    }
    account.freezes.retain(|freeze| freeze.amount.is_positive());
    account.item.balance = balance.checked_sub(amount).unwrap_or(Fen::ZERO);
    Ok(amount)
}
