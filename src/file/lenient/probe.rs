//! Learns which fields of the format are required, by making values of it from nothing and seeing which fields are missed.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde::de::value::StrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::required::{Fields, Required, Stop};

/// Learns the required fields of a type and of all types inside it.
pub fn required<T: for<'de> Deserialize<'de>>() -> Required {
    let known = RefCell::new(Known::default());
    loop {
        known.borrow_mut().has_more = false;
        match T::deserialize(Probe(&known)) {
            Ok(_) if known.borrow().has_more => {}
            Ok(_) => return known.into_inner().required,
            Err(stop) => {
                let is_new = known.borrow_mut().required.learn(&stop);
                if !is_new {
                    return known.into_inner().required;
                }
            }
        }
    }
}

#[derive(Default)]
struct Known {
    required: Required,
    /// The structs that could be made of their known required fields, so that no required field of them is unknown.
    settled: BTreeSet<Fields>,
    /// The variants of enums that were made.
    made: BTreeSet<(Fields, &'static str)>,
    /// Whether the value that is made now shows only a part of what there is.
    has_more: bool,
}

/// A deserializer that makes a value with everything in it: of a struct that is not settled its required fields, of others all fields; of
/// an enum a variant that was not made yet; of lists and maps one entry.
#[derive(Clone, Copy)]
struct Probe<'k>(&'k RefCell<Known>);

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_str("")
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_bool(false)
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_i128(0)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_f64(0.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_some(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_map(Parts { probe: self, fields: vec![""] })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_seq(Parts { probe: self, fields: vec![""] })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_seq(Parts { probe: self, fields: vec![""; len] })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: Fields,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let is_settled = self.0.borrow().settled.contains(fields);
        let given = if is_settled { fields.to_vec() } else { self.0.borrow().required.of(fields) };
        let value = visitor.visit_map(Parts { probe: self, fields: given }).map_err(|stop| stop.of(fields))?;
        if !is_settled {
            let mut known = self.0.borrow_mut();
            known.settled.insert(fields);
            known.has_more = true;
        }
        Ok(value)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: Fields,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let is_new = |variant: &&&'static str| !self.0.borrow().made.contains(&(variants, **variant));
        let new = variants.iter().find(is_new).copied();
        let variant = new.or_else(|| variants.first().copied()).unwrap_or_default();
        let value = visitor.visit_enum(Choice { probe: self, variant })?;
        if new.is_some() {
            let mut known = self.0.borrow_mut();
            known.made.insert((variants, variant));
            known.has_more = true;
        }
        Ok(value)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 u128 f32 char str string bytes byte_buf unit unit_struct newtype_struct
        tuple_struct identifier ignored_any
    }
}

/// The fields of a struct, the keys of a map, or the values of a list that are still to be made.
struct Parts<'k> {
    probe: Probe<'k>,
    fields: Vec<&'static str>,
}

impl<'de> MapAccess<'de> for Parts<'_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        let key = self.fields.pop().map(IntoDeserializer::into_deserializer);
        key.map(|key: StrDeserializer<'_, Stop>| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        seed.deserialize(self.probe)
    }
}

impl<'de> SeqAccess<'de> for Parts<'_> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        self.fields.pop().map(|_| seed.deserialize(self.probe)).transpose()
    }
}

struct Choice<'k> {
    probe: Probe<'k>,
    variant: &'static str,
}

impl<'de, 'k> EnumAccess<'de> for Choice<'k> {
    type Error = Stop;
    type Variant = Probe<'k>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Probe<'k>), Stop> {
        let variant: StrDeserializer<'_, Stop> = self.variant.into_deserializer();
        Ok((seed.deserialize(variant)?, self.probe))
    }
}

impl<'de> VariantAccess<'de> for Probe<'_> {
    type Error = Stop;

    fn unit_variant(self) -> Result<(), Stop> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Stop> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: Fields, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::schema;

    #[test]
    fn the_required_fields_of_the_whole_format_are_learnt() {
        let known = format!("{:?}", required::<schema::Scenario>());
        for (owner, field) in [
            ("firedrill", "title"),
            ("firedrill", "services"),
            ("out", "kind"),
            ("restore", "at"),
            ("to", "after"),
            ("open", "zone"),
            ("overshoot", "fade"),
            ("pull", "for"),
            ("when", "title"),
            ("actions", "name"),
            ("at", "do"),
            ("radius_km", "at"),
            ("service", "need"),
            ("hazard", "out"),
            ("runs", "runs"),
            ("plan", "that"),
            ("by", "service"),
        ] {
            assert!(
                known.contains(&format!("\"{owner}\"")) && known.contains(&format!("\"{field}\")")),
                "{owner} {field}: {known}"
            );
        }
        assert!(known.matches("), (").count() > 50, "{known}");
        for optional in ["population", "story", "rto", "day", "switch", "cost", "off"] {
            assert!(!known.contains(&format!("\"{optional}\")")), "{optional}: {known}");
        }
    }
}
