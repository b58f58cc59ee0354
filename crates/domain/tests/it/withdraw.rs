//! 撤回发放：what has not gone to the bank can be taken back, and its money is free again.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    ground::actor::Actor,
    ground::id::{BatchId, PayoutId},
    ground::refusal::{FieldProblem, Refusal},
    ground::word::Word,
    money::payout::export,
    money::payout::{PayoutState, Purpose},
};
use zhixing_law::money::Fen;

use crate::{court::*, samples::*, window::proposing};

/// A case with a handler to which ¥1,000.00 have come.
fn received() -> Court {
    let mut court = Court::searched(&application(), Vec::new());
    let plan = court.task_id("plan");
    court.send(&judge(), "complete_task", json!({ "task": plan, "result": "督促履行" })).unwrap();
    court.income(1, yuan("1000.00"), false);
    court
}

#[test]
fn a_payout_is_withdrawn_before_it_goes_to_the_bank_and_its_money_is_free_again() {
    let mut court = received();
    let propose = |court: &mut Court| {
        court.act(&judge(), |file, ctx| proposing(file, &[], ctx)).unwrap();
        court.file.payouts.last().unwrap().id
    };
    let withdraw = |court: &mut Court, who: &Actor, id: PayoutId, reason: &str| {
        let waits = court.file.payout(id).unwrap().state == PayoutState::Proposed;
        if waits {
            let approval = court.approval(id);
            let body = json!({ "approval": approval, "reason": reason });
            return court.send(who, "withdraw_approval", body);
        }
        court.send(who, "withdraw_payout", json!({ "payout": id, "reason": reason }))
    };
    // Waiting for approval: only whoever proposed it; the approver refuses it instead.
    let id = propose(&mut court);
    assert_eq!(court.file.undistributed(), Fen::ZERO);
    let proposer = format!("提请人{}", judge().name);
    let others = withdraw(&mut court, &chief(), id, "账户有误");
    assert_eq!(others, Err(Refusal::NotYourPost { post: proposer.clone() }));
    let blank = withdraw(&mut court, &judge(), id, " ");
    assert_eq!(blank, Err(Refusal::field("reason", FieldProblem::Required)));
    withdraw(&mut court, &judge(), id, "账户有误").unwrap();
    assert_eq!(court.file.payout(id).unwrap().state, PayoutState::Withdrawn);
    assert_eq!(court.file.payout(id).unwrap().remark, "账户有误");
    assert_eq!(court.file.undistributed(), yuan("1000.00"));
    assert_eq!(court.tasks(), ["propose_payout"], "nothing is left to approve");
    let approved = court.sign(&chief(), id);
    assert!(matches!(
        approved,
        Err(Refusal::WrongState { state: Word { code: "withdrawn", .. }, .. })
    ));

    // Approved: whoever proposed it, or an approver.
    for who in [judge(), chief()] {
        let id = propose(&mut court);
        court.sign(&chief(), id).unwrap();
        assert_eq!(court.tasks(), ["pay"]);
        let others = withdraw(&mut court, &cashier(), id, "账户有误");
        let post = format!("{proposer}、执行局局长、院长");
        assert_eq!(others, Err(Refusal::NotYourPost { post }));
        withdraw(&mut court, &who, id, "申请执行人要求更正账户").unwrap();
        assert_eq!(court.tasks(), ["propose_payout"], "nothing is left to pay");
        assert_eq!(court.file.undistributed(), yuan("1000.00"));
        let batch = BatchId(Uuid::from_u128(3));
        let sent = court.act(&cashier(), |file, ctx| export::export(file, id, batch, ctx));
        assert!(matches!(
            sent,
            Err(Refusal::WrongState { state: Word { code: "withdrawn", .. }, .. })
        ));
    }

    // In a batch: nobody.
    let id = court.send_money();
    for who in [judge(), chief()] {
        let late = withdraw(&mut court, &who, id, "账户有误");
        let state = Refusal::state("案款发放", PayoutState::Exported, PayoutState::Approved);
        assert_eq!(late, Err(state));
    }
    court.bank_paid(id);
    let late = withdraw(&mut court, &judge(), id, "账户有误");
    assert!(matches!(late, Err(Refusal::WrongState { state: Word { code: "paid", .. }, .. })));
    assert_eq!(court.file.paid_for(Purpose::Applicant), yuan("950.00"));
    assert_eq!(court.folded(), court.file);
}
