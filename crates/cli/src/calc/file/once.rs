//! A name that stands twice in one object: a reader of JSON takes one of the two, so it is refused, as the web does.

use std::{collections::BTreeSet, fmt};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Refuses an object with two entries of one name. The text has been found to be JSON.
pub(super) fn names(bytes: &[u8]) -> Result<(), String> {
    serde_json::from_slice::<Once>(bytes).map(|Once| ()).map_err(|error| {
        let said = error.to_string();
        // serde_json says the place after the message.
        let name = said.rsplit_once(" at line ").map_or(said.as_str(), |(name, _)| name);
        let (line, name) = (error.line(), super::shown(name));
        format!("第{line}行的“{name}”在同一对花括号里写了两次，请只留一个。")
    })
}

/// Any value, whose objects have no name twice.
struct Once;

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Look)
    }
}

struct Look;

impl<'de> Visitor<'de> for Look {
    type Value = Once;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_str<E>(self, _: &str) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_unit<E>(self) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Once, A::Error> {
        while list.next_element::<Once>()?.is_some() {}
        Ok(Once)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Once, A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(name) = object.next_key::<String>()? {
            if seen.contains(&name) {
                return Err(A::Error::custom(name));
            }
            object.next_value::<Once>()?;
            seen.insert(name);
        }
        Ok(Once)
    }
}
