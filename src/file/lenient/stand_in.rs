//! Values that replace those that could not be read, so that the rest of a file can be checked.

use serde::de::{Deserializer, Visitor};

use super::parts::{Choice, Parts, scalars_from_nothing};
use super::required::{Fields, Required, Stop};

/// A deserializer that creates the smallest value of any type without reading: no value, 0, an empty text, list or map, or the first
/// variant of an enum.
#[derive(Clone, Copy)]
pub struct StandIn<'r>(pub &'r Required);

impl<'de> Deserializer<'de> for StandIn<'_> {
    type Error = Stop;

    scalars_from_nothing!();

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_none()
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_map(Parts::counted(self, 0))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_seq(Parts::counted(self, 0))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_seq(Parts::counted(self, len))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: Fields,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        visitor.visit_map(Parts::named(self, self.0.of(fields))).map_err(|stop| stop.of(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: Fields,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        visitor.visit_enum(Choice { maker: self, variant: variants.first().copied().unwrap_or_default() })
    }
}
