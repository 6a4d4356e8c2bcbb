//! Reads structs, maps, lists, tuples and enums, also those between brackets of another kind or without them.

use ron::Error;
use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::access::{Entries, Fields, List, Variant};
use super::number::{Meant, meant};
use super::reader::Reader;
use super::required::Stop;
use super::scalars::{is_null, write};
use super::stand_in::StandIn;
use crate::file::brackets::{WrongBracket, closing};
use crate::file::suggest::{of_text, one_of};
use crate::file::syntax::options;
use crate::file::tokens::{Location, Token};
use crate::text::Saying;

impl<'de> Deserializer<'de> for &mut Reader<'_, '_> {
    type Error = Stop;

    /// Reads a value that may be a number or a text. In the format, only the cost of a measure is such a value.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let run = self.number_run(self.commas);
        let is_number = options().from_str::<f64>(&run.written).is_ok() || meant(&run.written, false) != Meant::Unknown;
        if self.word().is_some() && is_number {
            return visitor.visit_f64(self.number(&Error::ExpectedFloat));
        }
        visitor.visit_string(self.string())
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_bool(self.truth())
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_i128(self.number(&Error::ExpectedInteger))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_f64(self.number(&Error::ExpectedFloat))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_string(self.string())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.word() {
            Some("None") => {
                self.advance();
                visitor.visit_none()
            }
            Some("Some") => {
                self.advance();
                self.takes_open('(');
                let value = visitor.visit_some(&mut *self)?;
                self.close();
                Ok(value)
            }
            Some(word) if is_null(word) => {
                let message = of_text("file-null", word);
                self.slip(self.location(), message, Saying::plain("file-null-remedy"));
                self.advance();
                visitor.visit_none()
            }
            Some(_) | None => visitor.visit_some(self),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let is_map = |first: Option<&Token>, is_key: bool| is_key || matches!(first, Some(Token::Close(_)));
        if !self.takes_open('{') && !self.takes_other('{', is_map) {
            self.refuse(&Error::ExpectedMap);
            return StandIn(self.required).deserialize_map(visitor);
        }
        let value = visitor.visit_map(Entries::of(self))?;
        self.close();
        Ok(value)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let location = self.location();
        let is_row = self.token() == Some(&Token::Open('(')) && self.is_struct_next();
        if is_row || (matches!(self.token(), Some(Token::Text(_))) && !self.is_key()) {
            // One value without the list around it.
            self.slip(location, Saying::plain("file-list"), Saying::plain("file-list-of-one"));
            return visitor.visit_seq(List::bare(self));
        }
        if !self.takes_open('[') && !self.takes_other('[', |_, is_key| !is_key) {
            let is_map = self.token() == Some(&Token::Open('{'));
            let remedy = if is_map { "file-list-without-ids" } else { "file-list-remedy" };
            self.refuse_saying(Saying::plain("file-list"), Saying::plain(remedy));
            return StandIn(self.required).deserialize_seq(visitor);
        }
        let value = visitor.visit_seq(List::of_any(self))?;
        self.close();
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Stop> {
        let location = self.location();
        if !self.takes_open('(') && !self.takes_other('(', |_, is_key| !is_key) {
            let remedy = Saying::of("file-tuple-remedy", [("count", len.to_string().into())]);
            self.refuse_saying(Saying::plain("file-open-bracket"), remedy);
            // The other numbers of `at: 37.4, 127.1`.
            if self.token() == Some(&Token::Comma) && self.is_number_second() {
                self.mistakes.mark(location);
                self.end_number();
            }
            return StandIn(self.required).deserialize_tuple(len, visitor);
        }
        let parts = self.parts_of_tuple(len);
        let value = visitor.visit_seq(List::of(self, len, parts))?;
        if !self.is_close() {
            let is_number = self.word().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit() || c == '-'));
            let message = Saying::of("file-too-many", [("count", len.to_string().into())]);
            let remedy = if is_number {
                Saying::of("file-too-many-numbers", [("count", len.to_string().into())])
            } else {
                Saying::plain("file-remove-others")
            };
            self.say(self.location(), message, remedy);
            // What was read of the numbers may be halves of them.
            self.stands_in();
        }
        self.close();
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let location = self.location();
        if let Some(found) = self.word().map(str::to_owned)
            && matches!(self.second(), Some(Token::Open(_)))
        {
            if found != name {
                self.note(location, &Error::ExpectedDifferentStructName { expected: name, found });
            }
            self.advance();
        }
        self.fields(location, name, fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let (found, is_quoted) = match self.token() {
            Some(Token::Word(word)) => (word.clone(), false),
            Some(Token::Text(text)) => (text.clone(), true),
            Some(Token::Open(_) | Token::Close(_) | Token::Comma | Token::Colon) | None => (String::new(), false),
        };
        let same = |variant: &&str| **variant == found || (found.is_ascii() && variant.eq_ignore_ascii_case(&found));
        let Some(variant) = variants.iter().copied().find(same) else {
            if found.is_empty() || is_quoted {
                self.refuse_saying(Saying::plain("file-name-expected"), one_of(variants));
            } else {
                self.refuse(&Error::NoSuchEnumVariant { expected: variants, found, outer: None });
            }
            return StandIn(self.required).deserialize_enum(name, variants, visitor);
        };
        if is_quoted {
            self.say(self.location(), of_text("file-name-quoted", &found), write(variant));
        } else if found != variant {
            self.note(self.location(), &Error::NoSuchEnumVariant { expected: variants, found, outer: None });
        }
        let location = self.location();
        self.advance();
        visitor.visit_enum(Variant { reader: self, location, variant })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 u128 f32 char str bytes byte_buf unit unit_struct newtype_struct
        tuple_struct identifier ignored_any
    }
}

impl Reader<'_, '_> {
    /// If a value that belongs between `right` brackets begins with another kind, records this and goes into it. `fits` says whether what is
    /// in it may be such a value, given the first two tokens.
    pub fn takes_other(&mut self, right: char, fits: impl FnOnce(Option<&Token>, bool) -> bool) -> bool {
        let Some(Token::Open(found)) = self.token().cloned() else { return false };
        let mut tokens = self.tokens.clone();
        let first = tokens.next_token().map(|(token, _)| token);
        let is_key = matches!(first, Some(Token::Word(_) | Token::Text(_))) && tokens.is_colon_next();
        if !fits(first.as_ref(), is_key) {
            return false;
        }
        let words = [("found", found), ("right", right), ("close", closing(found)), ("right_close", closing(right))];
        let words = || words.map(|(name, bracket)| (name, Saying::from(bracket.to_string())));
        // If the closing bracket is right, only the opening one is wrong, and that was told as if the closing one were.
        let offset = self.next.as_ref().map(|next| next.range.start);
        let is_closed_right = matches!(
            self.wrong,
            Some(WrongBracket::OtherKind { found, open, .. }) if found == closing(right) && Some(open.offset) == offset
        );
        let remedy = if is_closed_right {
            self.wrong = None;
            self.mistakes.problems.remove(0);
            write(&right.to_string())
        } else {
            Saying::of("file-bracket-remedy", words())
        };
        self.slip(self.location(), Saying::of("file-bracket", words()), remedy);
        self.advance_quietly();
        true
    }

    /// Reads the fields of a struct, or of an enum variant with fields, that begins at `location`.
    pub fn fields<'de, V: Visitor<'de>>(
        &mut self,
        location: Location,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        // A text is the key of an entry, of which nothing would be read here.
        let is_bare = self.word().is_some() && self.is_key();
        if is_bare {
            self.slip(self.location(), Saying::plain("file-open-bracket"), Saying::plain("file-bare-fields"));
        } else if !self.takes_open('(')
            && !self.takes_other('(', |first, is_key| is_key || matches!(first, Some(Token::Close(_))))
        {
            self.refuse(&Error::ExpectedStructLike);
            return StandIn(self.required).deserialize_struct(name, fields, visitor);
        }
        let value =
            visitor.visit_map(Fields::of(self, location, name, fields, is_bare)).map_err(|stop| stop.of(fields))?;
        if !is_bare {
            self.close();
        }
        Ok(value)
    }

    /// Whether the next token is a bracket that contains named fields.
    pub fn is_struct_next(&self) -> bool {
        let mut tokens = self.tokens.clone();
        matches!(tokens.next_token(), Some((Token::Word(_) | Token::Text(_), _))) && tokens.is_colon_next()
    }

    /// Whether the token after the next one is a number, and not the name of a field.
    pub fn is_number_second(&self) -> bool {
        let mut tokens = self.tokens.clone();
        matches!(tokens.next_token(), Some((Token::Word(word), _)) if word.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
    }

    /// How many parts between commas each value of the tuple has that begins with the next token. Empty if each has one. It differs if
    /// there are too many values and some are numbers with a comma, as in `(52,52, 13,40)`.
    pub fn parts_of_tuple(&self, len: usize) -> Vec<usize> {
        let mut tokens = self.tokens.clone();
        let mut next = self.next.clone().map(|next| (next.token, next.range));
        // Whether each value is a number, and whether the comma before it has no blank on either side.
        let mut values: Vec<(bool, bool)> = Vec::new();
        let mut comma_end = 0;
        while let Some((token, range)) = next {
            let follows = values.is_empty() || comma_end > 0;
            match token {
                Token::Word(word) if follows => {
                    let is_number = word.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
                    let is_close = comma_end == range.start && !word.starts_with(['-', '+']);
                    values.push((is_number, is_close && values.last().is_some_and(|(number, _)| *number)));
                    comma_end = 0;
                }
                Token::Text(_) if follows => {
                    values.push((false, false));
                    comma_end = 0;
                }
                Token::Comma if comma_end == 0 => comma_end = range.end,
                Token::Close(_) => break,
                Token::Word(_) | Token::Text(_) | Token::Comma | Token::Open(_) | Token::Colon => return Vec::new(),
            }
            if values.len() > 3 * len {
                return Vec::new();
            }
            tokens.skip_blank();
            let from = tokens.offset();
            next = tokens.next_token().map(|(token, _)| (token, from..tokens.offset()));
        }
        if values.len() <= len {
            return Vec::new();
        }
        let mut parts: Vec<usize> = Vec::new();
        for (is_number, is_close) in &values {
            match parts.last_mut() {
                Some(last) if *is_number && *is_close => *last += 1,
                Some(_) | None => parts.push(1),
            }
        }
        if parts.len() == len { parts } else { Vec::new() }
    }
}
