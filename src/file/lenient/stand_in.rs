//! Values that replace those that could not be read, so that the rest of a file can be checked.

use serde::de::value::{MapDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::required::{Required, Stop};

/// A deserializer that creates the smallest value of any type without reading: no value, 0, an empty text, list or map, or the first
/// variant of an enum.
#[derive(Clone, Copy)]
pub struct StandIn<'r>(pub &'r Required);

impl<'de> Deserializer<'de> for StandIn<'_> {
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
        visitor.visit_none()
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_map(MapDeserializer::new(std::iter::empty::<(&str, &str)>()))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_seq(Repeated { left: 0, required: self.0 })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_seq(Repeated { left: len, required: self.0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let left = self.0.of(fields);
        visitor.visit_map(Fields { left, required: self.0 }).map_err(|stop| stop.of(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        visitor.visit_enum(Choice { variant: variants.first().copied().unwrap_or_default(), required: self.0 })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 u128 f32 char str string bytes byte_buf unit unit_struct newtype_struct
        tuple_struct identifier ignored_any
    }
}

struct Repeated<'r> {
    left: usize,
    required: &'r Required,
}

impl<'de> SeqAccess<'de> for Repeated<'_> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(StandIn(self.required)).map(Some)
    }
}

/// The required fields of a struct for which stand-ins are still to be created.
struct Fields<'r> {
    left: Vec<&'static str>,
    required: &'r Required,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        let key = self.left.pop().map(IntoDeserializer::into_deserializer);
        key.map(|key: StrDeserializer<'_, Stop>| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        seed.deserialize(StandIn(self.required))
    }
}

struct Choice<'r> {
    variant: &'static str,
    required: &'r Required,
}

impl<'de, 'r> EnumAccess<'de> for Choice<'r> {
    type Error = Stop;
    type Variant = StandIn<'r>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, StandIn<'r>), Stop> {
        let variant: StrDeserializer<'_, Stop> = self.variant.into_deserializer();
        Ok((seed.deserialize(variant)?, StandIn(self.required)))
    }
}

impl<'de> VariantAccess<'de> for StandIn<'_> {
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

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_struct("", fields, visitor)
    }
}
