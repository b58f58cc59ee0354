//! Finding the case that an answer from outside belongs to.

use uuid::Uuid;
use zhixing_domain::ground::id::{CaseId, MessageId};

use crate::db::Conn;
use crate::error::StoreError;
use crate::value::V;

impl Conn {
    /// The case, the kind of request and what it is about, for a request number.
    pub async fn find_request(
        &mut self,
        court_id: &str,
        request_no: &str,
    ) -> Result<Option<(CaseId, String, Uuid)>, StoreError> {
        let sql = "SELECT case_id, kind, subject_id FROM case_request \
            WHERE court_id = $1 AND request_no = $2";
        let row = self.optional(sql, &[V::from(court_id), V::from(request_no)]).await?;
        row.map(|row| {
            Ok((CaseId(row.uuid("case_id")?), row.text("kind")?, row.uuid("subject_id")?))
        })
        .transpose()
    }

    /// The case of a message.
    pub async fn find_case_by_message(
        &mut self,
        court_id: &str,
        message: MessageId,
    ) -> Result<Option<CaseId>, StoreError> {
        let sql = "SELECT case_id FROM case_message WHERE court_id = $1 AND message_id = $2";
        let row = self.optional(sql, &[V::from(court_id), V::from(message.0)]).await?;
        row.map(|row| Ok(CaseId(row.uuid("case_id")?))).transpose()
    }
}
