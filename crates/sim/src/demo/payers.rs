//! 付款的人：respondents who pay by themselves, and people whom nobody knows.

use zhixing_app::error::Error;
use zhixing_connectors::simulator::{bank::Mess, search_network::Transfer};
use zhixing_domain::{ground::id::CaseId, intake::party::PartyRole, money::payout::account};
use zhixing_law::day::Day;

use super::{Item, Quarter, amount, respondent};
use crate::court;

impl Quarter<'_> {
    /// In the last days money comes from people nobody knows: it lies in the pool.
    pub(super) fn strangers(&mut self, day: Day) -> Result<(), Error> {
        if day.plus_days(5)? < self.plan.today {
            return Ok(());
        }
        let payer = self.register.person(PartyRole::ThirdParty, None).name;
        self.payments += 1;
        let transfer = Transfer {
            reference: format!("HK{:012}", self.payments),
            to_account: court::fund_account().account,
            payer_name: payer,
            payer_account: format!("62{}", self.chance.digits(17)),
            payer_bank: "中国邮政储蓄银行怀集县支行".to_owned(),
            amount: amount(&mut self.chance),
            remittance: "执行款".to_owned(),
            on: day,
        };
        // Booked on the same day: it is in the statement of the next import.
        self.desk.outside.pay_in(day.plus_days(1)?, &transfer);
        Ok(())
    }

    /// The respondent pays everything by themselves, with the text that people write.
    pub(super) async fn voluntary(
        &mut self,
        item: &mut Item,
        case: CaseId,
        day: Day,
    ) -> Result<(), Error> {
        let file = self.desk.file(case).await?;
        let payer = respondent(&file).map(|party| party.name.clone()).unwrap_or_default();
        self.payments += 1;
        let amount = account::outstanding(&file, day)?;
        let transfer = Transfer {
            reference: format!("HK{:012}", self.payments),
            to_account: court::fund_account().account,
            payer_name: payer.clone(),
            payer_account: format!("62{}", item.chance.digits(17)),
            payer_bank: "中国农业银行怀集县支行".to_owned(),
            amount,
            remittance: Mess::draw(&mut item.chance).text(&file.number_text()),
            on: day,
        };
        self.desk.outside.pay_in(day.plus_days(1)?, &transfer);
        self.by_name.insert(payer, case);
        Ok(())
    }
}
