//! What people at the window do, and those who serve its papers, as they send it.

use serde_json::json;
use zhixing_domain::{
    begin::Beginning,
    command::Asked,
    ground::{
        court::FundAccount,
        field::{Note, Rows},
        id::{DocumentId, PartyId},
        refusal::Refusal,
    },
    intake::filing::{
        Application, Interview, MaterialKind, receive::FileCase, supplement::SupplementFiling,
    },
    matter::{Matter, context::Context, outcome::Decision},
    money::payout::{propose::ProposePayout, settlement::refund::RefundTo},
    papers::document::DocumentState,
};
use zhixing_law::{money::Fen, service::Method};

use crate::{court::*, samples};

/// 提出发放, with where surpluses go.
pub(crate) fn proposing(file: &Matter, refunds: &[RefundTo], ctx: &mut Context<'_>) -> Decision {
    let refund_accounts = Some(Rows::try_new(refunds.to_vec()).unwrap());
    ProposePayout { refund_accounts, remark: Note::default() }.run(file, ctx)
}

impl Court {
    pub(crate) fn file_case(&mut self, application: &Application) -> Result<Vec<String>, Refusal> {
        let (case, filed) = (self.file.id, FileCase(application.clone()));
        self.act(&window(), |_, ctx| filed.run(case, None, ctx))
    }

    pub(crate) fn receive_and_interview(&mut self) {
        self.interview(&samples::interview()).unwrap();
        let id = self.task_id("receive_case");
        self.send(&clerk(), "complete_task", json!({ "task": id, "result": "已接收" })).unwrap();
    }

    pub(crate) fn interview(&mut self, said: &Interview) -> Result<Vec<String>, Refusal> {
        self.send(&window(), "record_interview", serde_json::to_value(said).unwrap())
    }

    pub(crate) fn supplement(&mut self, whole: &Application) -> Result<Vec<String>, Refusal> {
        self.does(&window(), &SupplementFiling(whole.clone()))
    }

    pub(crate) fn add_material(
        &mut self,
        kind: MaterialKind,
        title: &str,
    ) -> Result<Vec<String>, Refusal> {
        let file = json!({ "name": "扫描件.pdf", "file": "ab" });
        let body = json!({ "kind": kind, "title": title, "pages": 2, "file": file });
        self.send(&window(), "add_material", body)
    }

    pub(crate) fn declare(
        &mut self,
        shares: &[(PartyId, Fen)],
        ground: &str,
    ) -> Result<Vec<String>, Refusal> {
        let share =
            |(party, amount): &(PartyId, Fen)| json!({ "party": party, "amount_fen": amount });
        let shares: Vec<_> = shares.iter().map(share).collect();
        self.send(&judge(), "declare_shares", json!({ "shares": shares, "ground": ground }))
    }

    pub(crate) fn correct_account(
        &mut self,
        party: PartyId,
        to: &FundAccount,
        ground: &str,
    ) -> Result<Vec<String>, Refusal> {
        let body = json!({
            "party": party, "name": to.name, "bank": to.bank, "account": to.account,
            "bank_code": to.bank_code, "ground": ground,
        });
        self.send(&fund_clerk(), "correct_account", body)
    }

    pub(crate) fn serve(
        &mut self,
        document: DocumentId,
        party: PartyId,
    ) -> Result<Vec<String>, Refusal> {
        let body = json!({
            "document": document, "party": party, "method": Method::Direct, "on": self.today(),
            "succeeded": true, "detail": "本人签收",
        });
        self.send(&server(), "record_service", body)
    }

    pub(crate) fn serve_all(&mut self) {
        let open: Vec<(DocumentId, PartyId)> = self
            .file
            .documents
            .iter()
            .filter(|d| d.state == DocumentState::Issued && d.kind.needs_service())
            .flat_map(|d| self.file.service_targets(d).into_iter().map(|party| (d.id, party)))
            .filter(|(document, party)| self.file.served(*document, *party).is_none())
            .collect();
        for (document, party) in open {
            self.serve(document, party).unwrap();
        }
    }
}
