//! Typed getters over a row of either database. A NULL or a value of the wrong type is
//! [`StoreError::Corrupt`], never a default.

use std::str::FromStr as _;
use std::sync::Arc;

use sqlx::postgres::{PgRow, PgValueFormat, PgValueRef};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, TypeInfo as _, ValueRef as _};
use uuid::Uuid;
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::money::Fen;

use crate::digest::Digest;
use crate::error::StoreError;
use crate::json;
use crate::value::{Kind, PG_EPOCH_DAYS, PG_EPOCH_MICROS, V};

pub(crate) enum Inner {
    Sqlite(SqliteRow),
    Pg(PgRow),
}

/// One row of an answer. Columns are read by name.
pub struct Row {
    pub(crate) inner: Inner,
    pub(crate) table: Arc<str>,
}

macro_rules! required {
    ($($(#[$doc:meta])* $name:ident, $opt:ident -> $type:ty;)*) => {$(
        $(#[$doc])*
        pub fn $name(&self, column: &str) -> Result<$type, StoreError> {
            self.$opt(column)?.ok_or_else(|| self.corrupt(column, "is NULL"))
        }
    )*};
}

impl Row {
    required! {
        /// Text.
        text, text_opt -> String;
        /// Integer.
        int, int_opt -> i64;
        /// Flag.
        bool, bool_opt -> bool;
        /// Identifier.
        uuid, uuid_opt -> Uuid;
        /// Civil date.
        day, day_opt -> Day;
        /// Instant.
        instant, instant_opt -> Instant;
        /// Canonical JSON text.
        json, json_opt -> String;
        /// Bytes.
        bytes, bytes_opt -> Vec<u8>;
        /// Money.
        fen, fen_opt -> Fen;
        /// SM3 digest.
        digest, digest_opt -> Digest;
    }

    /// Text or NULL.
    pub fn text_opt(&self, column: &str) -> Result<Option<String>, StoreError> {
        match &self.inner {
            Inner::Sqlite(row) => row.try_get(column),
            Inner::Pg(row) => row.try_get(column),
        }
        .map_err(|e| self.corrupt(column, e))
    }

    /// Integer or NULL.
    pub fn int_opt(&self, column: &str) -> Result<Option<i64>, StoreError> {
        match &self.inner {
            Inner::Sqlite(row) => row.try_get(column).map_err(|e| self.corrupt(column, e)),
            Inner::Pg(row) => {
                let value = self.pg(row, column)?;
                let Some(bytes) = self.pg_bytes(&value, column)? else { return Ok(None) };
                let number = match (value.type_info().name(), bytes.len()) {
                    ("INT8", 8) => bytes.try_into().ok().map(i64::from_be_bytes),
                    ("INT4", 4) => bytes.try_into().ok().map(|b| i32::from_be_bytes(b).into()),
                    ("INT2", 2) => bytes.try_into().ok().map(|b| i16::from_be_bytes(b).into()),
                    _ => None,
                };
                number.map(Some).ok_or_else(|| self.corrupt(column, "is not an integer"))
            }
        }
    }

    /// Flag or NULL.
    pub fn bool_opt(&self, column: &str) -> Result<Option<bool>, StoreError> {
        match &self.inner {
            Inner::Sqlite(_) => match self.int_opt(column)? {
                None => Ok(None),
                Some(0) => Ok(Some(false)),
                Some(1) => Ok(Some(true)),
                Some(other) => Err(self.corrupt(column, format!("{other} is not a flag"))),
            },
            Inner::Pg(row) => row.try_get(column).map_err(|e| self.corrupt(column, e)),
        }
    }

    /// Identifier or NULL.
    pub fn uuid_opt(&self, column: &str) -> Result<Option<Uuid>, StoreError> {
        match &self.inner {
            Inner::Sqlite(row) => row.try_get(column),
            Inner::Pg(row) => row.try_get(column),
        }
        .map_err(|e| self.corrupt(column, e))
    }

    /// Civil date or NULL.
    pub fn day_opt(&self, column: &str) -> Result<Option<Day>, StoreError> {
        let bad = |e: &dyn ToString| self.corrupt(column, e.to_string());
        match &self.inner {
            Inner::Sqlite(_) => self
                .text_opt(column)?
                .map(|text| Day::from_str(&text).map_err(|e| bad(&e)))
                .transpose(),
            Inner::Pg(row) => {
                let value = self.pg(row, column)?;
                let Some(bytes) = self.pg_bytes(&value, column)? else { return Ok(None) };
                let days: [u8; 4] = bytes.try_into().map_err(|_| bad(&"is not a date"))?;
                let days = i64::from(i32::from_be_bytes(days)) + PG_EPOCH_DAYS;
                Day::new(1970, 1, 1)
                    .and_then(|epoch| epoch.plus_days(days))
                    .map(Some)
                    .map_err(|e| bad(&e))
            }
        }
    }

    /// Instant or NULL.
    pub fn instant_opt(&self, column: &str) -> Result<Option<Instant>, StoreError> {
        let bad = |e: &dyn ToString| self.corrupt(column, e.to_string());
        match &self.inner {
            Inner::Sqlite(_) => self
                .text_opt(column)?
                .map(|text| Instant::from_str(&text).map_err(|e| bad(&e)))
                .transpose(),
            Inner::Pg(row) => {
                let value = self.pg(row, column)?;
                let Some(bytes) = self.pg_bytes(&value, column)? else { return Ok(None) };
                let micros: [u8; 8] = bytes.try_into().map_err(|_| bad(&"is not an instant"))?;
                i64::from_be_bytes(micros)
                    .checked_add(PG_EPOCH_MICROS)
                    .ok_or_else(|| bad(&"is infinite"))
                    .and_then(|micros| Instant::from_micros(micros).map_err(|e| bad(&e)))
                    .map(Some)
            }
        }
    }

    /// Canonical JSON text or NULL. PostgreSQL keeps JSON in its own spacing and key order, so
    /// it is written again.
    pub fn json_opt(&self, column: &str) -> Result<Option<String>, StoreError> {
        match &self.inner {
            Inner::Sqlite(_) => self.text_opt(column),
            Inner::Pg(row) => {
                let value = self.pg(row, column)?;
                let Some(bytes) = self.pg_bytes(&value, column)? else { return Ok(None) };
                let text = match bytes.split_first() {
                    Some((1, text)) => std::str::from_utf8(text).ok(),
                    _ => None,
                };
                let text = text.ok_or_else(|| self.corrupt(column, "is not JSON"))?;
                json::recanonical(text).map(Some).map_err(|e| self.corrupt(column, e))
            }
        }
    }

    /// Bytes or NULL.
    pub fn bytes_opt(&self, column: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match &self.inner {
            Inner::Sqlite(row) => row.try_get(column),
            Inner::Pg(row) => row.try_get(column),
        }
        .map_err(|e| self.corrupt(column, e))
    }

    /// Money or NULL.
    pub fn fen_opt(&self, column: &str) -> Result<Option<Fen>, StoreError> {
        Ok(self.int_opt(column)?.map(Fen::new))
    }

    /// SM3 digest or NULL.
    pub fn digest_opt(&self, column: &str) -> Result<Option<Digest>, StoreError> {
        self.bytes_opt(column)?
            .map(|bytes| {
                Digest::from_bytes(&bytes).ok_or_else(|| self.corrupt(column, "is not a digest"))
            })
            .transpose()
    }

    /// A word parsed into a closed set of the caller; anything else is corrupt.
    pub fn word<T>(
        &self,
        column: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        let text = self.text(column)?;
        parse(&text).ok_or_else(|| self.corrupt(column, format!("unknown word {text}")))
    }

    /// The column as a value that can be bound again.
    pub fn value(&self, column: &str, kind: Kind) -> Result<V, StoreError> {
        Ok(match kind {
            Kind::Text => V::Text(self.text_opt(column)?),
            Kind::Int => V::Int(self.int_opt(column)?),
            Kind::Bool => V::Bool(self.bool_opt(column)?),
            Kind::Uuid => V::Uuid(self.uuid_opt(column)?),
            Kind::Day => V::Day(self.day_opt(column)?),
            Kind::Instant => V::Instant(self.instant_opt(column)?),
            Kind::Json => V::Json(self.json_opt(column)?),
            Kind::Bytes => V::Bytes(self.bytes_opt(column)?),
        })
    }

    /// The error for a column that holds nonsense.
    pub fn corrupt(&self, column: &str, reason: impl ToString) -> StoreError {
        StoreError::corrupt(&self.table, column, reason)
    }

    fn pg<'r>(&self, row: &'r PgRow, column: &str) -> Result<PgValueRef<'r>, StoreError> {
        row.try_get_raw(column).map_err(|e| self.corrupt(column, e))
    }

    fn pg_bytes<'r>(
        &self,
        value: &PgValueRef<'r>,
        column: &str,
    ) -> Result<Option<&'r [u8]>, StoreError> {
        if value.is_null() {
            return Ok(None);
        }
        if value.format() != PgValueFormat::Binary {
            return Err(self.corrupt(column, "came as text"));
        }
        value.as_bytes().map(Some).map_err(|e| self.corrupt(column, e))
    }
}
