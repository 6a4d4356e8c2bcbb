//! What the deserializers that make values from nothing ([`super::probe`] and [`super::stand_in`]) share: the parts of a struct, map, list or
//! tuple, and a variant of an enum, each made by the deserializer itself.

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::required::{Fields, Stop};

/// The methods of a [`Deserializer`] that makes 0, `false` and empty texts.
macro_rules! scalars_from_nothing {
    () => {
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

        serde::forward_to_deserialize_any! {
            i8 i16 i32 i64 u8 u16 u32 u64 u128 f32 char str string bytes byte_buf unit unit_struct newtype_struct
            tuple_struct identifier ignored_any
        }
    };
}
pub(super) use scalars_from_nothing;

/// The fields of a struct, the keys of a map, or the values of a list or tuple that are still to be made by `maker`.
pub struct Parts<D> {
    maker: D,
    left: Vec<&'static str>,
}

impl<D> Parts<D> {
    /// The fields of a struct with these names, or the keys of a map.
    pub const fn named(maker: D, names: Vec<&'static str>) -> Self {
        Self { maker, left: names }
    }

    /// So many values of a list or tuple, or so many entries of a map, each with an empty key.
    pub fn counted(maker: D, count: usize) -> Self {
        Self { maker, left: vec![""; count] }
    }
}

impl<'de, D: Deserializer<'de, Error = Stop> + Copy> MapAccess<'de> for Parts<D> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        let key = self.left.pop().map(IntoDeserializer::into_deserializer);
        key.map(|key: StrDeserializer<'_, Stop>| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        seed.deserialize(self.maker)
    }
}

impl<'de, D: Deserializer<'de, Error = Stop> + Copy> SeqAccess<'de> for Parts<D> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        self.left.pop().map(|_| seed.deserialize(self.maker)).transpose()
    }
}

/// A variant of an enum, whose content `maker` makes.
pub struct Choice<D> {
    pub maker: D,
    pub variant: &'static str,
}

impl<'de, D: Deserializer<'de, Error = Stop>> EnumAccess<'de> for Choice<D> {
    type Error = Stop;
    type Variant = Content<D>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content<D>), Stop> {
        let variant: StrDeserializer<'_, Stop> = self.variant.into_deserializer();
        Ok((seed.deserialize(variant)?, Content(self.maker)))
    }
}

/// The content of a variant.
pub struct Content<D>(D);

impl<'de, D: Deserializer<'de, Error = Stop>> VariantAccess<'de> for Content<D> {
    type Error = Stop;

    fn unit_variant(self) -> Result<(), Stop> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Stop> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Stop> {
        self.0.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: Fields, visitor: V) -> Result<V::Value, Stop> {
        self.0.deserialize_struct("", fields, visitor)
    }
}
