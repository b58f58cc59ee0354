//! 不明款：looked through, claimed by one and confirmed by another.

use zhixing_app::{
    error::Error,
    fund,
    list::{Page, ReceiptRow},
};
use zhixing_domain::{ground::id::ReceiptId, money::fund::doubt::ClaimDoubt};
use zhixing_law::number::CaseNumber;

use super::Desk;

impl Desk {
    /// 不明款
    pub async fn unknown(&self) -> Result<Vec<ReceiptRow>, Error> {
        let actor = self.actor(&self.account("fund_clerk", 0).await?).await?;
        let asked = self.app.ask(&actor, "receipts", [("state", "unknown")]).await?;
        let mut receipts = Vec::new();
        for row in self.app.list(&asked, &Page::first(200)).await?.rows {
            receipts.push(self.app.receipt(&actor, ReceiptId(row.id)).await?);
        }
        Ok(receipts)
    }

    /// 认领 by one person, 复核 by another.
    pub async fn claim(
        &self,
        receipt: &ReceiptRow,
        number: &CaseNumber,
        confirm: bool,
    ) -> Result<(), Error> {
        let meta = self.by(&self.account("fund_clerk", 0).await?, "fund.claim").await?;
        let (statement, id) = (receipt.statement, receipt.receipt);
        // Whoever claims has looked at everything that speaks against it.
        let reason = "付款人是本案被执行人，经电话核实";
        fund::claim(&self.app, &meta, (statement, id), number, false, reason, ClaimDoubt::ALL)
            .await?;
        if confirm {
            let meta = self.by(&self.account("fund_clerk", 1).await?, "fund.confirm").await?;
            fund::confirm(&self.app, &meta, statement, id).await?;
            self.settle().await?;
        }
        Ok(())
    }
}
