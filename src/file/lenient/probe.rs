//! Learns which fields of the format are required, by making values of it from nothing and seeing which fields are missed.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde::de::{Deserialize, Deserializer, Visitor};

use super::parts::{Choice, Parts, scalars_from_nothing};
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

    scalars_from_nothing!();

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_some(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_map(Parts::counted(self, 1))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_seq(Parts::counted(self, 1))
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
        let is_settled = self.0.borrow().settled.contains(fields);
        let given = if is_settled { fields.to_vec() } else { self.0.borrow().required.of(fields) };
        let value = visitor.visit_map(Parts::named(self, given)).map_err(|stop| stop.of(fields))?;
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
        let value = visitor.visit_enum(Choice { maker: self, variant })?;
        if new.is_some() {
            let mut known = self.0.borrow_mut();
            known.made.insert((variants, variant));
            known.has_more = true;
        }
        Ok(value)
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
