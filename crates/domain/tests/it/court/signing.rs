//! Signing what waits, by the thing that it is about.

use serde_json::json;
use uuid::Uuid;
use zhixing_domain::{
    ground::actor::Actor, ground::id::ApprovalId, ground::refusal::Refusal,
    ground::subject::Subject,
};

use super::Court;

impl Court {
    /// Signs what waits about a thing.
    pub(crate) fn sign(
        &mut self,
        who: &Actor,
        on: impl Into<Subject>,
    ) -> Result<Vec<String>, Refusal> {
        let approval = self.approval(on);
        self.send(who, "sign_approval", json!({ "approval": approval, "opinion": "同意" }))
    }

    /// Returns what waits about a thing.
    pub(crate) fn send_back(
        &mut self,
        who: &Actor,
        on: impl Into<Subject>,
        reason: &str,
    ) -> Result<Vec<String>, Refusal> {
        let approval = self.approval(on);
        self.send(who, "return_approval", json!({ "approval": approval, "reason": reason }))
    }

    /// The last request about a thing, or an id that there is not.
    pub(crate) fn approval(&self, on: impl Into<Subject>) -> ApprovalId {
        self.file.approval_of(on.into()).map_or(ApprovalId(Uuid::nil()), |known| known.id)
    }
}
