//! Typed values on their way to the database. Every NULL has a type, because PostgreSQL refuses an
//! untyped one where SQLite shrugs.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgArguments, PgTypeInfo};
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments as _, Encode, Postgres, Type};
use uuid::Uuid;
use zhixing_law::day::Day;
use zhixing_law::instant::Instant;
use zhixing_law::money::Fen;

use crate::digest::Digest;
use crate::error::StoreError;
use crate::json;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `TEXT`.
    Text,
    /// 64-bit integer; money in fen.
    Int,
    /// `INTEGER` 0/1 on SQLite, `BOOLEAN` on PostgreSQL.
    Bool,
    /// `BLOB` on SQLite, `UUID` on PostgreSQL.
    Uuid,
    /// Civil date: `TEXT` on SQLite, `DATE` on PostgreSQL.
    Day,
    /// Instant in UTC: `TEXT` of fixed width on SQLite, `TIMESTAMPTZ` on PostgreSQL.
    Instant,
    /// `TEXT` on SQLite, `JSONB` on PostgreSQL.
    Json,
    /// `BLOB` on SQLite, `BYTEA` on PostgreSQL.
    Bytes,
}

/// One value to bind, with its type even when it is absent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum V {
    /// Text without NUL characters.
    Text(Option<String>),
    /// Integer.
    Int(Option<i64>),
    /// Flag.
    Bool(Option<bool>),
    /// Identifier.
    Uuid(Option<Uuid>),
    /// Civil date.
    Day(Option<Day>),
    /// Instant.
    Instant(Option<Instant>),
    /// JSON as text.
    Json(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

impl V {
    /// A serialisable value as canonical JSON. Errors as [`json::to_canonical`].
    pub fn json<T: serde::Serialize>(value: &T) -> Result<Self, StoreError> {
        Ok(Self::Json(Some(json::to_canonical(value)?)))
    }

    /// The type of the value.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Int(_) => Kind::Int,
            Self::Bool(_) => Kind::Bool,
            Self::Uuid(_) => Kind::Uuid,
            Self::Day(_) => Kind::Day,
            Self::Instant(_) => Kind::Instant,
            Self::Json(_) => Kind::Json,
            Self::Bytes(_) => Kind::Bytes,
        }
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident: $map:expr;)*) => {$(
        impl From<$type> for V {
            fn from(value: $type) -> Self {
                let map: fn($type) -> _ = $map;
                Self::$variant(Some(map(value)))
            }
        }
        impl From<Option<$type>> for V {
            fn from(value: Option<$type>) -> Self {
                let map: fn($type) -> _ = $map;
                Self::$variant(value.map(map))
            }
        }
    )*};
}

from! {
    &str => Text: |v| v.to_owned();
    String => Text: |v| v;
    &String => Text: |v| v.clone();
    i64 => Int: |v| v;
    i32 => Int: i64::from;
    u32 => Int: i64::from;
    u16 => Int: i64::from;
    bool => Bool: |v| v;
    Uuid => Uuid: |v| v;
    Day => Day: |v| v;
    Instant => Instant: |v| v;
    Fen => Int: |v| v.get();
    Digest => Bytes: |v| v.as_bytes().to_vec();
    Vec<u8> => Bytes: |v| v;
    &[u8] => Bytes: |v| v.to_vec();
}

/// Days from 1970-01-01 to 2000-01-01, where PostgreSQL's dates begin.
pub(crate) const PG_EPOCH_DAYS: i64 = 10_957;
/// The same in microseconds.
pub(crate) const PG_EPOCH_MICROS: i64 = 946_684_800_000_000;

struct PgDay(i32);
struct PgInstant(i64);
struct PgJson<'a>(&'a str);

macro_rules! pg_type {
    ($name:ty, $oid:literal) => {
        impl Type<Postgres> for $name {
            fn type_info() -> PgTypeInfo {
                PgTypeInfo::with_oid(Oid($oid))
            }
        }
    };
}
pg_type!(PgDay, 1082);
pg_type!(PgInstant, 1184);
pg_type!(PgJson<'_>, 3802);

impl Encode<'_, Postgres> for PgDay {
    fn encode_by_ref(&self, buf: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buf.extend_from_slice(&self.0.to_be_bytes());
        Ok(IsNull::No)
    }
}

impl Encode<'_, Postgres> for PgInstant {
    fn encode_by_ref(&self, buf: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buf.extend_from_slice(&self.0.to_be_bytes());
        Ok(IsNull::No)
    }
}

impl Encode<'_, Postgres> for PgJson<'_> {
    fn encode_by_ref(&self, buf: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buf.push(1); // the only version of the binary form
        buf.extend_from_slice(self.0.as_bytes());
        Ok(IsNull::No)
    }
}

/// Days since 1970-01-01.
pub(crate) fn epoch_days(day: Day) -> Result<i64, StoreError> {
    let epoch = Day::new(1970, 1, 1).map_err(|e| StoreError::BadValue(e.to_string()))?;
    Ok(epoch.days_until(day))
}

fn pg_day(day: Day) -> Result<PgDay, StoreError> {
    let days = epoch_days(day)? - PG_EPOCH_DAYS;
    i32::try_from(days).map(PgDay).map_err(|_| StoreError::BadValue(format!("date {day}")))
}

fn bad(error: BoxDynError) -> StoreError {
    StoreError::BadValue(error.to_string())
}

/// SQLite would take what PostgreSQL refuses, so it is refused before either sees it.
fn no_nul(text: &str) -> Result<(), StoreError> {
    if text.contains('\0') {
        return Err(StoreError::BadValue("a NUL character in text".to_owned()));
    }
    Ok(())
}

pub(crate) fn sqlite_args(values: &[V]) -> Result<SqliteArguments, StoreError> {
    let mut args = SqliteArguments::default();
    args.reserve(values.len(), 0);
    for value in values {
        match value {
            V::Text(v) | V::Json(v) => {
                v.as_deref().map_or(Ok(()), no_nul)?;
                args.add(v.as_deref())
            }
            V::Int(v) => args.add(*v),
            V::Bool(v) => args.add(v.map(i64::from)),
            V::Uuid(v) => args.add(*v),
            V::Day(v) => args.add(v.map(|day| day.to_string())),
            V::Instant(v) => args.add(v.map(|at| at.to_string())),
            V::Bytes(v) => args.add(v.as_deref()),
        }
        .map_err(bad)?;
    }
    Ok(args)
}

pub(crate) fn pg_args(values: &[V]) -> Result<PgArguments, StoreError> {
    let mut args = PgArguments::default();
    args.reserve(values.len(), 0);
    for value in values {
        match value {
            V::Text(v) => {
                v.as_deref().map_or(Ok(()), no_nul)?;
                args.add(v.as_deref())
            }
            V::Json(v) => {
                v.as_deref().map_or(Ok(()), no_nul)?;
                args.add(v.as_deref().map(PgJson))
            }
            V::Int(v) => args.add(*v),
            V::Bool(v) => args.add(*v),
            V::Uuid(v) => args.add(*v),
            V::Day(v) => args.add(v.map(pg_day).transpose()?),
            V::Instant(v) => args.add(v.map(|at| PgInstant(at.micros() - PG_EPOCH_MICROS))),
            V::Bytes(v) => args.add(v.as_deref()),
        }
        .map_err(bad)?;
    }
    Ok(args)
}
