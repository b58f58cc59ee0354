//! Canonical JSON: one text for one value, whatever the order of the map it came from.
//!
//! Keys are sorted by their bytes, there is no white space, and numbers are integers. The docket
//! hashes this text, so it must not depend on the features another crate switched on in a JSON
//! library.

use serde::Serialize;
use serde_json::Value;

use crate::error::StoreError;

/// The canonical text of any serialisable value.
///
/// # Errors
/// [`StoreError::BadValue`] for a fraction, a number beyond 64 bits, a NUL character, or a value
/// that is not JSON.
pub fn to_canonical<T: Serialize>(value: &T) -> Result<String, StoreError> {
    let value = serde_json::to_value(value).map_err(|e| StoreError::BadValue(e.to_string()))?;
    canonical(&value)
}

/// The canonical text of a JSON value. Errors as [`to_canonical`].
pub fn canonical(value: &Value) -> Result<String, StoreError> {
    let mut out = String::with_capacity(128);
    write(value, &mut out)?;
    Ok(out)
}

/// Parses a JSON text and writes it canonically. Errors as [`to_canonical`].
pub fn recanonical(text: &str) -> Result<String, StoreError> {
    let value: Value =
        serde_json::from_str(text).map_err(|e| StoreError::BadValue(e.to_string()))?;
    canonical(&value)
}

fn write(value: &Value, out: &mut String) -> Result<(), StoreError> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => {
            let text = number.to_string();
            if !number.is_i64() && !number.is_u64() {
                return Err(StoreError::BadValue(format!("{text} is not an integer")));
            }
            out.push_str(&text);
        }
        Value::String(text) => write_text(text, out)?,
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut members: Vec<(&String, &Value)> = map.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (at, (key, member)) in members.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_text(key, out)?;
                out.push(':');
                write(member, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn write_text(text: &str, out: &mut String) -> Result<(), StoreError> {
    out.push('"');
    for c in text.chars() {
        match c {
            '\0' => return Err(StoreError::BadValue("a NUL character in text".to_owned())),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    Ok(())
}

#[cfg(test)]
mod tests;
