//! Credentials: a sign-in name and the argon2id text of a password.
//!
//! Whoever may write to the database could put a secret of their own into the row of a president.
//! So every change of a credential leaves a line in the court's docket with the credential's digest
//! (never the secret), and `verify` compares the rows with the lines.

use uuid::Uuid;
use zhixing_domain::ground::entry::{By, NoteKind};
use zhixing_law::instant::Instant;

use crate::db::{Conn, Tx};
use crate::digest::{Digest, Hasher};
use crate::docket::{Entry, NewEntry};
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// A person's credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Court.
    pub court_id: String,
    /// Person.
    pub staff_id: Uuid,
    /// Sign-in name, lower case, unique in the whole database.
    pub login: String,
    /// PHC text of the password's hash; it is never shown or logged.
    pub secret: String,
    /// The person must choose a new password.
    pub must_change: bool,
    /// No sign-in at all.
    pub disabled: bool,
    /// Last change of the password.
    pub changed_at: Instant,
}

impl Credential {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            court_id: row.text("court_id")?,
            staff_id: row.uuid("staff_id")?,
            login: row.text("login")?,
            secret: row.text("secret")?,
            must_change: row.bool("must_change")?,
            disabled: row.bool("disabled")?,
            changed_at: row.instant("changed_at")?,
        })
    }
}

impl Credential {
    /// What the docket keeps of it: everything that decides who can sign in with what.
    pub fn digest(&self) -> Digest {
        let mut hasher = Hasher::new("zhixing credential 1");
        hasher
            .text(&self.court_id)
            .bytes(self.staff_id.as_bytes())
            .text(&self.login.to_lowercase())
            .text(&self.secret)
            .int(i64::from(self.must_change))
            .int(i64::from(self.disabled))
            .int(self.changed_at.micros());
        hasher.finish()
    }

    /// The line of a change that left the credential like this, for [`crate::fold::attempts_stream`]
    /// of its court. `kind` says what was done, `asked` who asked for it where a second person confirmed it.
    pub fn line(
        &self,
        entry_id: Uuid,
        kind: NoteKind,
        happened_at: Instant,
        asked: Option<&By>,
    ) -> Result<NewEntry, StoreError> {
        let credential = self.digest().to_string();
        let mut body = serde_json::json!({ "staff": self.staff_id, "credential": credential });
        if let Some(asked) = asked {
            body["asked"] = serde_json::json!(asked);
        }
        let entry = NewEntry::new(entry_id, kind.code(), 1, &body, happened_at)?;
        Ok(entry.about(format!("staff:{}", self.staff_id)))
    }
}

/// Whose credential a line of the docket is about, and what it was left as; none for other lines.
pub(crate) fn noted(entry: &Entry) -> Option<(Uuid, Digest)> {
    NoteKind::from_code(&entry.kind)?;
    let body: serde_json::Value = serde_json::from_str(&entry.body).ok()?;
    let text = |key: &str| body.get(key).and_then(serde_json::Value::as_str);
    Some((text("staff")?.parse().ok()?, text("credential")?.parse().ok()?))
}

impl Tx {
    /// Writes a person's credential, new or changed; its [`Credential::line`] goes into the docket
    /// in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] (`Unique`) when another person has the sign-in name.
    pub async fn save_credential(&mut self, credential: &Credential) -> Result<(), StoreError> {
        let sql = "INSERT INTO credential (court_id, staff_id, login, secret, failures, \
            must_change, disabled, changed_at) VALUES ($1, $2, $3, $4, 0, $5, $6, $7) \
            ON CONFLICT (court_id, staff_id) DO UPDATE SET login = excluded.login, \
            secret = excluded.secret, must_change = excluded.must_change, \
            disabled = excluded.disabled, changed_at = excluded.changed_at";
        let values = [
            V::from(&credential.court_id),
            V::from(credential.staff_id),
            V::from(credential.login.to_lowercase()),
            V::from(&credential.secret),
            V::from(credential.must_change),
            V::from(credential.disabled),
            V::from(credential.changed_at),
        ];
        self.execute(sql, &values).await?;
        Ok(())
    }

    /// 修改密码: a person's own new password, unless the credential has been reset or stopped since the old one
    /// was looked at. False when it has: whoever manages people wins.
    pub async fn replace_secret(
        &mut self,
        known: &Credential,
        secret: &str,
        changed_at: Instant,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE credential SET secret = $4, must_change = $6, changed_at = $5 \
            WHERE court_id = $1 AND staff_id = $2 AND secret = $3 AND disabled = $6";
        let values = [
            V::from(&known.court_id),
            V::from(known.staff_id),
            V::from(&known.secret),
            V::from(secret),
            V::from(changed_at),
            V::from(false),
        ];
        Ok(self.execute(sql, &values).await? == 1)
    }

    /// Locks a credential that still is as it was looked at. False when it has been reset or stopped since.
    pub async fn hold_credential(&mut self, known: &Credential) -> Result<bool, StoreError> {
        let sql = "UPDATE credential SET secret = secret \
            WHERE court_id = $1 AND staff_id = $2 AND secret = $3 AND disabled = $4";
        let values = [
            V::from(&known.court_id),
            V::from(known.staff_id),
            V::from(&known.secret),
            V::from(false),
        ];
        Ok(self.execute(sql, &values).await? == 1)
    }

    /// 停用: no sign-in at all, whatever the password is. The credential as it is left; none if there is none.
    pub async fn disable_credential(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
    ) -> Result<Option<Credential>, StoreError> {
        let sql = "UPDATE credential SET disabled = $3 WHERE court_id = $1 AND staff_id = $2 \
            RETURNING *";
        let values = [V::from(court_id), V::from(staff_id), V::from(true)];
        let row = self.optional(sql, &values).await?;
        row.as_ref().map(Credential::from_row).transpose()
    }
}

impl Conn {
    /// The credential of a sign-in name, whatever the case of its letters.
    pub async fn credential_by_login(
        &mut self,
        login: &str,
    ) -> Result<Option<Credential>, StoreError> {
        let sql = "SELECT * FROM credential WHERE login = $1";
        let row = self.optional(sql, &[V::from(login.to_lowercase())]).await?;
        row.as_ref().map(Credential::from_row).transpose()
    }

    /// A person's credential.
    pub async fn credential(
        &mut self,
        court_id: &str,
        staff_id: Uuid,
    ) -> Result<Option<Credential>, StoreError> {
        let sql = "SELECT * FROM credential WHERE court_id = $1 AND staff_id = $2";
        let row = self.optional(sql, &[V::from(court_id), V::from(staff_id)]).await?;
        row.as_ref().map(Credential::from_row).transpose()
    }

    /// Every credential there is, in the order of court and person.
    pub(crate) async fn credentials(&mut self) -> Result<Vec<Credential>, StoreError> {
        let sql = "SELECT * FROM credential ORDER BY court_id, staff_id";
        self.all(sql, &[]).await?.iter().map(Credential::from_row).collect()
    }

    /// How many people of a court can sign in: zero on its first start.
    pub async fn credential_count(&mut self, court_id: &str) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM credential WHERE court_id = $1";
        self.one(sql, &[V::from(court_id)]).await?.int("n")
    }
}
