//! Reads the parts of structs, maps, lists and enums one after another, and records the mistakes in them.

use ron::Error;
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::Reader;
use super::required::Stop;
use super::stand_in::StandIn;
use crate::file::tokens::{Location, Token};
use crate::text::Saying;

/// Passes the name of a field or of a choice to `serde`.
fn name_of<'de, T: DeserializeSeed<'de>>(name: &str, seed: T) -> Result<T::Value, Stop> {
    let name: StrDeserializer<'_, Stop> = name.into_deserializer();
    seed.deserialize(name)
}

/// Reads the fields of a struct. `serde` gets first the fields that are in the file, each once, and then stand-ins for required fields that
/// are missing.
pub struct Fields<'a, 't, 'r> {
    reader: &'a mut Reader<'t, 'r>,
    location: Location,
    name: &'static str,
    fields: &'static [&'static str],
    seen: Vec<&'static str>,
    /// The field whose value is read next, and whether it is in the file. If it is not, the value is a stand-in.
    present: Option<(&'static str, bool)>,
}

impl<'a, 't, 'r> Fields<'a, 't, 'r> {
    pub const fn of(
        reader: &'a mut Reader<'t, 'r>,
        location: Location,
        name: &'static str,
        fields: &'static [&'static str],
    ) -> Self {
        Self { reader, location, name, fields, seen: Vec::new(), present: None }
    }

    /// Goes to the value of the next field that can be read, and returns the name of the field. Unknown and repeated fields are skipped and
    /// recorded as mistakes.
    fn next_there(&mut self) -> Option<&'static str> {
        let outer = Some(self.name.to_owned());
        loop {
            let location = self.reader.location();
            let is_named = self.reader.tokens.peek_char() == Some(':');
            match self.reader.token()? {
                Token::Close => return None,
                Token::Comma => {
                    self.reader.advance();
                }
                Token::Word(word) if is_named => {
                    let found = word.clone();
                    self.reader.advance();
                    self.reader.advance();
                    match self.fields.iter().copied().find(|field| *field == found) {
                        Some(field) if !self.seen.contains(&field) => return Some(field),
                        Some(field) => {
                            self.reader.note(location, &Error::DuplicateStructField { field, outer: outer.clone() });
                        }
                        None => {
                            let (expected, outer) = (self.fields, outer.clone());
                            self.reader.note(location, &Error::NoSuchStructField { expected, found, outer });
                        }
                    }
                    self.reader.skip_value();
                    self.reader.end_value();
                }
                Token::Word(_) | Token::Text(_) | Token::Open(_) | Token::Colon => {
                    let message = Saying::of("file-field-expected", [("name", self.name.into())]);
                    self.reader.say(location, message, Saying::plain("file-field-expected-remedy"));
                    self.reader.skip_value();
                    while !self.reader.is_at_end() {
                        self.reader.skip_value();
                    }
                }
            }
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'_, '_, '_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        self.present = self.next_there().map(|field| (field, true)).or_else(|| {
            let missed = self.reader.required.of(self.fields).into_iter().find(|field| !self.seen.contains(field));
            missed.map(|field| (field, false))
        });
        let Some((field, _)) = self.present else { return Ok(None) };
        self.seen.push(field);
        name_of(field, seed).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        let (field, is_there) = self.present.unwrap_or_default();
        if is_there {
            let value = self.reader.within(field, |reader| seed.deserialize(reader))?;
            self.reader.end_value();
            return Ok(value);
        }
        self.reader.note(self.location, &Error::MissingStructField { field, outer: Some(self.name.to_owned()) });
        self.reader.mistakes.lost_text = true;
        self.reader.within(field, |reader| {
            reader.mistakes.stand_ins.push(reader.path.clone());
            seed.deserialize(StandIn(reader.required))
        })
    }
}

/// Reads the entries of a map whose keys are texts.
pub struct Entries<'a, 't, 'r> {
    reader: &'a mut Reader<'t, 'r>,
    key: String,
}

impl<'a, 't, 'r> Entries<'a, 't, 'r> {
    pub const fn of(reader: &'a mut Reader<'t, 'r>) -> Self {
        Self { reader, key: String::new() }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, '_, '_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        while self.reader.token() == Some(&Token::Comma) {
            self.reader.advance();
        }
        if self.reader.is_close() {
            return Ok(None);
        }
        self.key = match self.reader.word().map(str::to_owned) {
            Some(word) => {
                self.reader.note(self.reader.location(), &Error::ExpectedString);
                self.reader.advance();
                word
            }
            None => self.reader.scalar(true, &Error::ExpectedString),
        };
        if self.reader.token() == Some(&Token::Colon) {
            self.reader.advance();
        }
        name_of(&self.key, seed).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        let value = self.reader.within(&self.key, |reader| seed.deserialize(reader))?;
        self.reader.end_value();
        Ok(value)
    }
}

/// Reads the values of a list, or of a tuple of fixed length.
pub struct List<'a, 't, 'r> {
    reader: &'a mut Reader<'t, 'r>,
    index: usize,
    len: Option<usize>,
}

impl<'a, 't, 'r> List<'a, 't, 'r> {
    pub const fn of_any(reader: &'a mut Reader<'t, 'r>) -> Self {
        Self { reader, index: 0, len: None }
    }

    pub const fn of(reader: &'a mut Reader<'t, 'r>, len: usize) -> Self {
        Self { reader, index: 0, len: Some(len) }
    }
}

impl<'de> SeqAccess<'de> for List<'_, '_, '_> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        if self.len == Some(self.index) {
            return Ok(None);
        }
        let index = self.index.to_string();
        let value = match (self.reader.is_close(), self.len) {
            (true, None) => return Ok(None),
            (true, Some(len)) => {
                let counts = [("needed", len.to_string().into()), ("given", self.index.to_string().into())];
                let message = Saying::of("file-too-few", counts);
                self.reader.say(self.reader.location(), message, Saying::plain("file-too-few-remedy"));
                self.reader.within(&index, |reader| {
                    reader.mistakes.stand_ins.push(reader.path.clone());
                    seed.deserialize(StandIn(reader.required))
                })?
            }
            (false, _) => {
                let value = self.reader.within(&index, |reader| seed.deserialize(reader))?;
                self.reader.end_value();
                if self.reader.token() == Some(&Token::Comma) {
                    self.reader.advance();
                }
                value
            }
        };
        self.index += 1;
        Ok(Some(value))
    }
}

/// Reads the content of an enum variant whose name was read already. The variant begins at `location`.
pub struct Variant<'a, 't, 'r> {
    pub reader: &'a mut Reader<'t, 'r>,
    pub location: Location,
    pub variant: &'static str,
}

impl<'de> EnumAccess<'de> for Variant<'_, '_, '_> {
    type Error = Stop;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Stop> {
        Ok((name_of(self.variant, seed)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_, '_> {
    type Error = Stop;

    fn unit_variant(self) -> Result<(), Stop> {
        if !self.reader.is_at_end() {
            let message = Saying::of("file-nothing-behind", [("name", self.variant.into())]);
            self.reader.say(self.reader.location(), message, Saying::plain("file-nothing-behind-remedy"));
            self.reader.skip_value();
        }
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Stop> {
        if !self.reader.takes_open('(') {
            self.reader.refuse(&Error::ExpectedStructLike);
            return seed.deserialize(StandIn(self.reader.required));
        }
        let value = self.reader.within("0", |reader| seed.deserialize(reader))?;
        self.reader.end_value();
        if self.reader.token() == Some(&Token::Comma) {
            self.reader.advance();
        }
        if !self.reader.is_close() {
            let message = Saying::of("file-one-value", [("name", self.variant.into())]);
            self.reader.say(self.reader.location(), message, Saying::plain("file-remove-others"));
        }
        self.reader.close();
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Stop> {
        self.reader.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Stop> {
        self.reader.fields(self.location, self.variant, fields, visitor)
    }
}
