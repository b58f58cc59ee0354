//! 模式文件的 JSON Schema, read off the very types that the files are read into: they are asked which fields they look
//! for, what they take in each, and which they can do without. So the published description cannot differ from what is
//! accepted.

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
        VariantAccess, Visitor,
        value::{BorrowedStrDeserializer, Error},
    },
};
use serde_json::{Map, Value, json};

use super::overlay::Fragment;

/// The schema of one file of a mode.
pub fn schema() -> Value {
    let mut shape = Value::Null;
    // A type that answers a probe with an error has told its shape before.
    let _ = Fragment::deserialize(Probe { path: String::new(), omit: "", shape: &mut shape });
    require(&mut shape, "");
    if let Value::Object(root) = &mut shape {
        root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        root.insert("title".to_owned(), json!("办案模式文件"));
    }
    shape
}

/// Notes in each object which fields it cannot do without: those without which nothing is read.
fn require(shape: &mut Value, path: &str) {
    let Value::Object(object) = shape else { return };
    if let Some(items) = object.get_mut("items") {
        require(items, path);
    }
    let Some(Value::Object(fields)) = object.get_mut("properties") else { return };
    let mut required = Vec::new();
    for (name, field) in fields.iter_mut() {
        let path = format!("{path}/{name}");
        let probe = Probe { path: String::new(), omit: &path, shape: &mut Value::Null };
        if Fragment::deserialize(probe).is_err() {
            required.push(json!(name));
        }
        require(field, &path);
    }
    if !required.is_empty() {
        object.insert("required".to_owned(), Value::Array(required));
    }
}

/// Answers whatever a type asks for with the simplest thing that it takes, and writes down what it asked for.
struct Probe<'a> {
    path: String,
    /// A field that is left out.
    omit: &'a str,
    shape: &'a mut Value,
}

impl Probe<'_> {
    fn is(&mut self, shape: Value) {
        *self.shape = shape;
    }
}

macro_rules! scalars {
    ($($ask:ident $visit:ident $value:expr, $shape:tt;)*) => {
        $(fn $ask<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
            self.is(json!($shape));
            visitor.$visit($value)
        })*
    };
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Error;

    // A condition is a text as well, and `true` is one.
    scalars! {
        deserialize_any visit_str "true", {};
        deserialize_bool visit_bool true, { "type": "boolean" };
        deserialize_i64 visit_i64 1, { "type": "integer" };
        deserialize_i32 visit_i32 1, { "type": "integer" };
        deserialize_i16 visit_i16 1, { "type": "integer" };
        deserialize_i8 visit_i8 1, { "type": "integer" };
        deserialize_u64 visit_u64 1, { "type": "integer", "minimum": 0 };
        deserialize_u32 visit_u32 1, { "type": "integer", "minimum": 0 };
        deserialize_u16 visit_u16 1, { "type": "integer", "minimum": 0 };
        deserialize_u8 visit_u8 1, { "type": "integer", "minimum": 0 };
        deserialize_str visit_str "true", { "type": "string" };
        deserialize_string visit_str "true", { "type": "string" };
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        char bytes byte_buf unit unit_struct tuple tuple_struct map identifier ignored_any
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        self.is(json!({ "type": "array", "items": {} }));
        let shape = self.shape.get_mut("items").ok_or_else(|| Error::custom("items"))?;
        visitor.visit_seq(One(Some(Probe { path: self.path, omit: self.omit, shape })))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if let [start, end, value] = fields
            && start.starts_with("$")
        {
            // Where a value stands is asked for with the value; the file has the value only.
            return visitor.visit_map(Stood { keys: vec![value, end, start], probe: Some(self) });
        }
        self.is(json!({ "type": "object", "additionalProperties": false, "properties": {} }));
        let (path, omit) = (self.path, self.omit);
        let properties = self.shape.get_mut("properties").and_then(Value::as_object_mut);
        let properties = properties.ok_or_else(|| Error::custom("properties"))?;
        visitor.visit_map(Fields { path, omit, left: fields, now: "", properties })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.is(json!({ "enum": variants }));
        visitor.visit_enum(First(variants.first().copied().unwrap_or_default()))
    }
}

struct One<'a>(Option<Probe<'a>>);

impl<'de> SeqAccess<'de> for One<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.0.take().map(|probe| seed.deserialize(probe)).transpose()
    }
}

struct Fields<'a> {
    path: String,
    omit: &'a str,
    left: &'static [&'static str],
    now: &'static str,
    properties: &'a mut Map<String, Value>,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        while let Some((name, left)) = self.left.split_first() {
            (self.now, self.left) = (name, left);
            if format!("{}/{name}", self.path) != self.omit {
                return seed.deserialize(self.now.into_deserializer()).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let path = format!("{}/{}", self.path, self.now);
        let shape = self.properties.entry(self.now).or_insert(Value::Null);
        seed.deserialize(Probe { path, omit: self.omit, shape })
    }
}

/// A value with the place where it stood.
struct Stood<'a> {
    /// Still to be asked for, the last first.
    keys: Vec<&'static str>,
    probe: Option<Probe<'a>>,
}

impl<'de> MapAccess<'de> for Stood<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.keys.pop().map(|key| seed.deserialize(BorrowedStrDeserializer::new(key))).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        match self.probe.take_if(|_| self.keys.is_empty()) {
            Some(probe) => seed.deserialize(probe),
            None => seed.deserialize(0_usize.into_deserializer()),
        }
    }
}

struct First(&'static str);

impl<'de> EnumAccess<'de> for First {
    type Error = Error;
    type Variant = Unit;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Unit), Error> {
        Ok((seed.deserialize(self.0.into_deserializer())?, Unit))
    }
}

struct Unit;

impl<'de> VariantAccess<'de> for Unit {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _seed: T) -> Result<T::Value, Error> {
        Err(Error::custom("words of a mode carry nothing"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, _visitor: V) -> Result<V::Value, Error> {
        Err(Error::custom("words of a mode carry nothing"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Error> {
        Err(Error::custom("words of a mode carry nothing"))
    }
}
