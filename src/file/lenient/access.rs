//! Reads the parts of structs, maps, lists and enums one after another, and records the mistakes in them.

use ron::Error;
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::reader::{Commas, Reader};
use super::required::Stop;
use super::stand_in::StandIn;
use crate::file::suggest::{of_text, short};
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
    /// Whether there are no brackets around the fields.
    is_bare: bool,
    /// Whether the file ends before the fields do, so that nothing is said of those that are missing.
    is_lost: bool,
    /// Whether a comma may come next.
    may_end: bool,
}

impl<'a, 't, 'r> Fields<'a, 't, 'r> {
    pub const fn of(
        reader: &'a mut Reader<'t, 'r>,
        location: Location,
        name: &'static str,
        fields: &'static [&'static str],
        is_bare: bool,
    ) -> Self {
        Self {
            reader,
            location,
            name,
            fields,
            seen: Vec::new(),
            present: None,
            is_bare,
            is_lost: false,
            may_end: false,
        }
    }

    /// Goes to the value of the next field that can be read, and returns the name of the field. Unknown and repeated fields are skipped and
    /// recorded as mistakes.
    fn next_there(&mut self) -> Option<&'static str> {
        loop {
            let location = self.reader.location();
            let is_named = self.reader.is_key();
            match self.reader.token()? {
                Token::Close(_) => return None,
                // Without brackets, the fields end where the next entry of the map around them begins.
                Token::Comma if self.is_bare && matches!(self.reader.second(), Some(Token::Text(_))) => return None,
                Token::Comma if std::mem::take(&mut self.may_end) => self.reader.advance(),
                Token::Comma => self.reader.skip_commas(),
                Token::Text(_) if is_named && self.is_bare => return None,
                Token::Word(name) | Token::Text(name) if is_named => {
                    let is_quoted = matches!(self.reader.token(), Some(Token::Text(_)));
                    let name = name.clone();
                    let field = self.fields.iter().copied().find(|field| *field == name);
                    if let (true, Some(field)) = (is_quoted, field) {
                        let message = of_text("file-field-quoted", field);
                        self.reader.slip(location, message, of_text("file-write", field));
                        self.reader.advance_quietly();
                    } else {
                        self.reader.advance();
                    }
                    self.reader.advance();
                    if let Some(field) = self.known(location, name, field) {
                        return Some(field);
                    }
                }
                Token::Word(word) if self.is_field_without_colon(word) => {
                    let field = self.fields.iter().copied().find(|field| field == word);
                    self.reader.advance();
                    let remedy = of_text("file-write", &format!("{}: ...", field.unwrap_or_default()));
                    self.reader.slip(self.reader.location(), Saying::plain("file-colon"), remedy);
                    if field.is_some() {
                        return field;
                    }
                }
                Token::Text(text) if self.is_only_value() => {
                    let field = self.fields[0];
                    let text = short(text);
                    let remedy = of_text("file-write", &format!("{field}: \"{text}\""));
                    self.reader.slip(location, Saying::of("file-field-expected", [("name", self.name.into())]), remedy);
                    return Some(field);
                }
                Token::Word(_) | Token::Text(_) | Token::Open(_) | Token::Colon => {
                    let message = Saying::of("file-field-expected", [("name", self.name.into())]);
                    self.reader.slip(location, message, Saying::plain("file-field-expected-remedy"));
                    self.reader.skip_value();
                    while !self.reader.is_at_end() && !self.reader.is_key() {
                        self.reader.skip_value();
                    }
                    self.may_end = true;
                }
            }
        }
    }

    /// Returns the field, if it exists and is here for the first time. If not, records this and skips its value.
    fn known(&mut self, location: Location, name: String, field: Option<&'static str>) -> Option<&'static str> {
        let outer = Some(self.name.to_owned());
        match field {
            Some(field) if !self.seen.contains(&field) => return Some(field),
            Some(field) => self.reader.note(location, &Error::DuplicateStructField { field, outer }),
            None => {
                self.reader.note(location, &Error::NoSuchStructField { expected: self.fields, found: name, outer });
            }
        }
        self.reader.skip_value();
        self.reader.end_number();
        self.reader.end_value();
        self.may_end = true;
        None
    }

    /// Whether this word is a field of the struct, and its value follows without a colon.
    fn is_field_without_colon(&self, word: &str) -> bool {
        self.fields.contains(&word)
            && matches!(self.reader.second(), Some(Token::Word(_) | Token::Text(_) | Token::Open(_)))
    }

    /// Whether the next token is all that is between the brackets, as in `Strike("hall")`.
    fn is_only_value(&self) -> bool {
        self.seen.is_empty() && !self.fields.is_empty() && matches!(self.reader.second(), Some(Token::Close(_)))
    }
}

impl<'de> MapAccess<'de> for Fields<'_, '_, '_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        self.present = self.next_there().map(|field| (field, true)).or_else(|| {
            let missed = self.reader.required.of(self.fields).into_iter().find(|field| !self.seen.contains(field));
            missed.map(|field| (field, false))
        });
        // Of a file that ends too early, only this is said.
        let is_lost = self.reader.mistakes.is_cut && self.reader.token().is_none();
        let Some((field, _)) = self.present else { return Ok(None) };
        self.is_lost = is_lost;
        self.seen.push(field);
        name_of(field, seed).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        let (field, is_there) = self.present.unwrap_or_default();
        if is_there {
            self.reader.commas = Commas::Within;
            let value = self.reader.within(field, |reader| seed.deserialize(reader))?;
            self.reader.end_value();
            self.may_end = true;
            return Ok(value);
        }
        if !self.is_lost {
            self.reader.note(self.location, &Error::MissingStructField { field, outer: Some(self.name.to_owned()) });
        }
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
    /// Whether the key has a value.
    has_value: bool,
    /// Whether a comma may come next.
    may_end: bool,
}

impl<'a, 't, 'r> Entries<'a, 't, 'r> {
    pub const fn of(reader: &'a mut Reader<'t, 'r>) -> Self {
        Self { reader, key: String::new(), has_value: true, may_end: false }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, '_, '_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        if std::mem::take(&mut self.may_end) && self.reader.token() == Some(&Token::Comma) {
            self.reader.advance();
        }
        self.reader.skip_commas();
        if self.reader.is_close() {
            return Ok(None);
        }
        self.key = match self.reader.word().map(str::to_owned) {
            Some(word) => {
                let remedy = of_text("file-write-quoted", &short(&word));
                self.reader.say(self.reader.location(), Saying::plain("file-quotes"), remedy);
                self.reader.advance();
                word
            }
            None => self.reader.string(),
        };
        if self.reader.token() == Some(&Token::Colon) {
            self.reader.advance();
        } else if self.reader.token().is_some() {
            self.reader.slip(self.reader.location(), Saying::plain("file-colon"), Saying::plain("file-colon-remedy"));
        }
        self.has_value = !self.reader.is_at_end();
        name_of(&self.key, seed).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        self.may_end = true;
        if !self.has_value {
            self.reader.mistakes.lost_text = true;
            return self.reader.within(&self.key, |reader| {
                reader.stands_in();
                seed.deserialize(StandIn(reader.required))
            });
        }
        self.reader.commas = Commas::Within;
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
    /// The number of parts between commas of each value. Empty if each has one.
    parts: Vec<usize>,
    /// Whether there are no brackets around the one value of the list.
    is_bare: bool,
}

impl<'a, 't, 'r> List<'a, 't, 'r> {
    pub const fn of_any(reader: &'a mut Reader<'t, 'r>) -> Self {
        Self { reader, index: 0, len: None, parts: Vec::new(), is_bare: false }
    }

    pub const fn of(reader: &'a mut Reader<'t, 'r>, len: usize, parts: Vec<usize>) -> Self {
        Self { reader, index: 0, len: Some(len), parts, is_bare: false }
    }

    /// A list of one value without brackets around it.
    pub const fn bare(reader: &'a mut Reader<'t, 'r>) -> Self {
        Self { reader, index: 0, len: Some(1), parts: Vec::new(), is_bare: true }
    }
}

impl<'de> SeqAccess<'de> for List<'_, '_, '_> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        if self.len == Some(self.index) {
            return Ok(None);
        }
        if !self.is_bare {
            self.reader.skip_commas();
        }
        if self.len.is_some() && self.reader.word().is_some() && self.reader.is_key() {
            // A value of a tuple with a name.
            let name = self.reader.word().unwrap_or_default().to_owned();
            self.reader.slip(
                self.reader.location(),
                Saying::of("file-value-named", [("name", short(&name).into())]),
                Saying::plain("file-value-named-remedy"),
            );
            self.reader.advance();
            self.reader.advance();
        }
        let index = self.index.to_string();
        let value = match (self.reader.is_close(), self.len) {
            (true, None) => return Ok(None),
            (true, Some(len)) => {
                if !(self.reader.mistakes.is_cut && self.reader.token().is_none()) {
                    let counts = [("needed", len.to_string().into()), ("given", self.index.to_string().into())];
                    let message = Saying::of("file-too-few", counts);
                    self.reader.say(self.reader.location(), message, Saying::plain("file-too-few-remedy"));
                }
                self.reader.within(&index, |reader| {
                    reader.mistakes.stand_ins.push(reader.path.clone());
                    seed.deserialize(StandIn(reader.required))
                })?
            }
            (false, _) => {
                self.reader.commas = Commas::Parts(self.parts.get(self.index).copied().unwrap_or(1));
                let value = self.reader.within(&index, |reader| seed.deserialize(reader))?;
                if !self.is_bare {
                    self.reader.end_item();
                }
                if self.reader.token() == Some(&Token::Comma) && !self.is_bare {
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
        self.reader.commas = Commas::Within;
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
