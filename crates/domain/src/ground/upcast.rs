//! 旧流水的升级：how what an earlier program wrote down is read today.
//!
//! Entries are never rewritten. When the shape of an event changes, its kind gets one more row here that lifts the old
//! body to the next version, and a stored sample of the old version stays in the tests. So the version that is written
//! now follows from the rows, kind by kind.

use serde_json::Value;

/// From one version of a kind to the next.
#[derive(Debug, Clone, Copy)]
pub struct Upcast {
    /// Kind, for example `measure.ordered`.
    pub kind: &'static str,
    /// The version it reads; it gives the next.
    pub from: i32,
    /// Lifts a body, or says what is missing in it.
    pub lift: fn(Value) -> Result<Value, String>,
}

/// Why an entry of another version could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UpcastError {
    /// Written by a newer program.
    #[error("{kind}的第{version}版由更新的程序写成，本程序只认到第{known}版；请升级程序后再读")]
    Newer { kind: String, version: i32, known: i32 },
    /// There never was such a version.
    #[error("{kind}没有第{version}版；流水可能被改动，请运行 zhixing verify 核对")]
    Never { kind: String, version: i32 },
    /// The old body is not what that version wrote.
    #[error("{kind}的第{version}版内容不全：{reason}")]
    Body { kind: String, version: i32, reason: String },
}

/// Every step from an earlier version, for every kind of every stream. No shape has changed since the format was fixed.
pub const UPCASTS: Upcasts = Upcasts::of(&[]);

/// A table of steps.
#[derive(Debug, Clone, Copy)]
pub struct Upcasts(&'static [Upcast]);

impl Upcasts {
    pub const fn of(rows: &'static [Upcast]) -> Upcasts {
        Upcasts(rows)
    }

    fn step(&self, kind: &str, from: i32) -> Option<&Upcast> {
        self.0.iter().find(|row| row.kind == kind && row.from == from)
    }

    /// The version of a kind that is written now, from 1.
    pub fn version(&self, kind: &str) -> i32 {
        (1..).find(|version| self.step(kind, *version).is_none()).unwrap_or(1)
    }

    /// The body as it would be written now.
    ///
    /// # Errors
    /// [`UpcastError`]: newer than this program, a version that never was, or a body that its version did not write.
    pub fn lift(&self, kind: &str, version: i32, body: Value) -> Result<Value, UpcastError> {
        let (known, kind_said) = (self.version(kind), kind.to_owned());
        if version < 1 {
            return Err(UpcastError::Never { kind: kind_said, version });
        }
        if known < version {
            return Err(UpcastError::Newer { kind: kind_said, version, known });
        }
        (version..known).filter_map(|from| self.step(kind, from)).try_fold(body, |body, step| {
            (step.lift)(body).map_err(|reason| UpcastError::Body {
                kind: kind.to_owned(),
                version: step.from,
                reason,
            })
        })
    }
}
