//! Credentials that wait for a second person (待确认的账号变动): kept aside until they are confirmed, so that the one
//! that a person has stays as it is until then.
//!
//! The entry that asked has the digest of the row: a secret that somebody else wrote here is found by
//! `verify`, and is not confirmed.

use uuid::Uuid;

use crate::credential::Credential;
use crate::db::{Conn, Tx};
use crate::digest::{Digest, Hasher};
use crate::docket::Entry;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;
use zhixing_domain::court::organisation::StaffKind;
use zhixing_law::instant::Instant;

/// A credential that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedCredential {
    /// Court.
    pub court_id: String,
    /// What it waits with.
    pub access_id: Uuid,
    /// Person.
    pub staff_id: Uuid,
    /// Sign-in name, lower case, one at a time in the whole database.
    pub login: String,
    /// PHC text of the password's hash; it is never shown or logged.
    pub secret: String,
}

impl AskedCredential {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            court_id: row.text("court_id")?,
            access_id: row.uuid("access_id")?,
            staff_id: row.uuid("staff_id")?,
            login: row.text("login")?,
            secret: row.text("secret")?,
        })
    }

    /// What the entry that asked keeps of it. The id of the request is the entry's own.
    pub fn digest(&self) -> Digest {
        let mut hasher = Hasher::new("zhixing credential asked 1");
        hasher
            .text(&self.court_id)
            .bytes(self.staff_id.as_bytes())
            .text(&self.login.to_lowercase())
            .text(&self.secret);
        hasher.finish()
    }

    /// The credential as it is once confirmed: a password that must be changed.
    pub fn confirmed(self, changed_at: Instant) -> Credential {
        let Self { court_id, staff_id, login, secret, .. } = self;
        let (must_change, disabled) = (true, false);
        Credential { court_id, staff_id, login, secret, must_change, disabled, changed_at }
    }
}

/// What an entry says of a credential that waits: its request, and what it must be; none when it waits no longer.
pub(crate) fn noted(entry: &Entry) -> Option<(Uuid, Option<Digest>)> {
    let kind = StaffKind::from_code(&entry.kind)?;
    let ends = match kind {
        StaffKind::AccessAsked => false,
        StaffKind::AccessConfirmed | StaffKind::AccessRefused | StaffKind::AccessWithdrawn => true,
        _ => return None,
    };
    let body: serde_json::Value = serde_json::from_str(&entry.body).ok()?;
    let text = |key: &str| body.get(key).and_then(serde_json::Value::as_str);
    let access = text("access")?.parse().ok()?;
    Some((
        access,
        if ends { None } else { text("credential").and_then(|known| known.parse().ok()) },
    ))
}

impl Tx {
    /// Keeps a credential until it is confirmed.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] (`Unique`) when one waits under the sign-in name already.
    pub async fn keep_asked_credential(
        &mut self,
        asked: &AskedCredential,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO credential_asked (court_id, access_id, staff_id, login, secret) \
            VALUES ($1, $2, $3, $4, $5)";
        let values = [
            V::from(&asked.court_id),
            V::from(asked.access_id),
            V::from(asked.staff_id),
            V::from(asked.login.to_lowercase()),
            V::from(&asked.secret),
        ];
        self.execute(sql, &values).await?;
        Ok(())
    }

    /// Takes out a credential that waits no longer.
    pub async fn take_asked_credential(
        &mut self,
        court_id: &str,
        access_id: Uuid,
    ) -> Result<Option<AskedCredential>, StoreError> {
        let sql = "DELETE FROM credential_asked WHERE court_id = $1 AND access_id = $2 RETURNING *";
        let row = self.optional(sql, &[V::from(court_id), V::from(access_id)]).await?;
        row.as_ref().map(AskedCredential::from_row).transpose()
    }
}

impl Conn {
    /// The credential that waits under a sign-in name, whatever the case of its letters.
    pub async fn asked_credential(
        &mut self,
        login: &str,
    ) -> Result<Option<AskedCredential>, StoreError> {
        let sql = "SELECT * FROM credential_asked WHERE login = $1";
        let row = self.optional(sql, &[V::from(login.to_lowercase())]).await?;
        row.as_ref().map(AskedCredential::from_row).transpose()
    }

    /// Every credential that waits, in the order of court and request.
    pub(crate) async fn asked_credentials(&mut self) -> Result<Vec<AskedCredential>, StoreError> {
        let sql = "SELECT * FROM credential_asked ORDER BY court_id, access_id";
        self.all(sql, &[]).await?.iter().map(AskedCredential::from_row).collect()
    }
}
