//! 撤销入案：money that was claimed or matched to the wrong case goes back to the pool; asked for by one person, signed by
//! another.

use super::taken_back;
use crate::{
    command::Command,
    ground::{
        act::Act,
        field::{Text, fields},
        id::ReceiptId,
        refusal::Refusal,
        subject::Subject,
    },
    matter::{Matter, context::Context, outcome::Decision},
    work::approval::{What, ask::ask},
};

fields! {
    /// 撤销入案
    TakeBackReceipt {
        receipt: ReceiptId = "到账款项";
        reason: Text<300> = "事由和依据", "例如：系（2026）粤1224执310号的案款，付款人已书面说明";
    }
}

impl Command for TakeBackReceipt {
    const NAME: &'static str = "take_back_receipt";
    const TITLE: &'static str = "撤销入案";
    const FORM: (&'static str, &'static str) = ("撤销入案", "提请撤销");
    const ACT: Act = Act::TakeBackReceipt;
    const DONE: &'static str = "approval.asked";
    const DANGER: bool = true;

    fn subject(&self) -> Subject {
        self.receipt.into()
    }

    fn places(matter: &Matter) -> Vec<Subject> {
        matter.funds.receipts.iter().map(|receipt| receipt.id.into()).collect()
    }

    fn ready(matter: &Matter, on: Subject, _ctx: &Context<'_>) -> Result<(), Refusal> {
        let Subject::Receipt(receipt) = on else { return Err(Refusal::Missing("款项")) };
        taken_back::possible(matter, receipt).map(|_| ())
    }

    fn decide(&self, matter: &Matter, ctx: &mut Context<'_>) -> Decision {
        let amount = taken_back::possible(matter, self.receipt)?;
        let reason = self.reason.as_str().to_owned();
        ask(matter, What::TakeBack { receipt: self.receipt, amount, reason }, ctx)
    }
}
