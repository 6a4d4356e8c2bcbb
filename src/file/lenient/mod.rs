//! Reads a file that `ron` refused, and continues after each mistake in its structure: unknown, missing and repeated fields, and values of
//! a wrong type.
//!
//! `ron` stops at the first mistake. This reader records each mistake with its location, and uses a [`StandIn`] in place of a value that it
//! cannot read. Single numbers and texts are read by `ron`, so that both readers accept the same notation.

mod access;
mod required;
mod stand_in;

use std::ops::Range;

use ron::Error;
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use self::access::{Entries, Fields, List, Variant};
use self::required::{Required, Stop};
use self::stand_in::StandIn;
use super::path::FieldPath;
use super::report::{MOST_PROBLEMS, Problem};
use super::suggest::one_of;
use super::syntax::{self, options};
use super::tokens::{Location, Token, Tokens};
use crate::text::Saying;

/// The mistakes in the structure of a file.
#[derive(Debug, Default)]
pub struct Mistakes {
    /// The first mistakes, in reading order. At most [`MOST_PROBLEMS`].
    pub problems: Vec<Problem>,
    /// The number of mistakes that are not in `problems`, because there are too many.
    pub more: usize,
    /// The paths of the values that could not be read.
    pub stand_ins: Vec<FieldPath>,
    /// Whether a value that could not be read may have contained a text.
    pub lost_text: bool,
}

/// Reads a value from a well-formed text as far as possible, and returns it with all mistakes. `None` if the value cannot be read even with
/// stand-ins.
///
/// When a missing field turns out to be required, the reader starts again from the beginning. This happens at most once for each required
/// field of the format, whatever the size of the file.
pub fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Option<(T, Mistakes)> {
    let mut required = Required::default();
    loop {
        let mut reader = Reader::new(text, &required);
        match T::deserialize(&mut reader) {
            Ok(value) => return Some((value, reader.mistakes)),
            Err(stop) => {
                if !required.learn(&stop) {
                    return None;
                }
            }
        }
    }
}

/// A token, its location, and its byte range in the text.
type Lexeme = (Token, Location, Range<usize>);

struct Reader<'t, 'r> {
    text: &'t str,
    tokens: Tokens<'t>,
    next: Option<Lexeme>,
    path: FieldPath,
    required: &'r Required,
    mistakes: Mistakes,
}

impl<'t, 'r> Reader<'t, 'r> {
    fn new(text: &'t str, required: &'r Required) -> Self {
        let tokens = Tokens::of(text);
        let mut reader =
            Self { text, tokens, next: None, path: FieldPath::default(), required, mistakes: Mistakes::default() };
        reader.advance();
        // Skip the `#![...]` attributes of RON, which come before the value.
        while matches!(&reader.next, Some((Token::Word(word), ..)) if word.starts_with("#!")) {
            reader.advance();
            reader.skip_value();
        }
        reader
    }

    /// Goes to the next token, and returns the current one.
    fn advance(&mut self) -> Option<Lexeme> {
        let _blank = self.tokens.peek_char();
        let from = self.tokens.offset();
        let next = self.tokens.next_token().map(|(token, location)| (token, location, from..self.tokens.offset()));
        std::mem::replace(&mut self.next, next)
    }

    fn token(&self) -> Option<&Token> {
        self.next.as_ref().map(|(token, ..)| token)
    }

    fn word(&self) -> Option<&str> {
        match self.token() {
            Some(Token::Word(word)) => Some(word),
            Some(Token::Text(_) | Token::Open(_) | Token::Close | Token::Comma | Token::Colon) | None => None,
        }
    }

    fn location(&self) -> Location {
        // There is always a next token here, unless the text contains no scenario. Then the mistake is at the start.
        self.next.as_ref().map_or(Location::START, |(_, location, _)| *location)
    }

    /// Whether the next token is not part of the current value: a comma, a closing bracket, or the end of the text.
    fn is_at_end(&self) -> bool {
        matches!(self.token(), Some(Token::Close | Token::Comma) | None)
    }

    /// Consumes this opening bracket if it is the next token. Returns whether it was.
    fn takes_open(&mut self, bracket: char) -> bool {
        let takes = self.token() == Some(&Token::Open(bracket));
        if takes {
            self.advance();
        }
        takes
    }

    /// Skips one value: a word, a text, a bracket with its content, or a word followed by a bracket.
    fn skip_value(&mut self) {
        if self.word().is_some() {
            self.advance();
            if !matches!(self.token(), Some(Token::Open(_))) {
                return;
            }
        }
        let mut depth = 0_usize;
        while let Some(token) = self.token() {
            match token {
                Token::Open(_) => depth += 1,
                Token::Close => {
                    let Some(less) = depth.checked_sub(1) else { return };
                    depth = less;
                }
                Token::Comma if depth == 0 => return,
                Token::Comma | Token::Colon | Token::Text(_) | Token::Word(_) => {}
            }
            self.advance();
            if depth == 0 {
                return;
            }
        }
    }

    /// Skips all tokens up to the next comma or closing bracket. If there are any, records a missing comma as a mistake.
    fn end_value(&mut self) {
        if !self.is_at_end() {
            self.note(self.location(), &Error::ExpectedComma);
        }
        while !self.is_at_end() {
            self.skip_value();
        }
    }

    /// Skips the rest of a list or a struct, with the closing bracket.
    fn close(&mut self) {
        while !matches!(self.token(), Some(Token::Close) | None) {
            self.advance_over();
        }
        self.advance();
    }

    fn advance_over(&mut self) {
        if self.token() == Some(&Token::Comma) {
            self.advance();
        } else {
            self.skip_value();
        }
    }

    fn note(&mut self, at: Location, error: &Error) {
        let (message, remedy) = syntax::explain(error);
        self.say(at, message, remedy);
    }

    fn say(&mut self, location: Location, message: Saying, remedy: Saying) {
        if self.mistakes.problems.len() < MOST_PROBLEMS {
            self.mistakes.problems.push(Problem { location: Some(location), message, remedy, path: self.path.clone() });
        } else {
            self.mistakes.more += 1;
        }
    }

    /// Records that the value that begins with the next token could not be read, and skips it.
    fn refuse(&mut self, error: &Error) {
        let (message, remedy) = syntax::explain(error);
        self.refuse_saying(message, remedy);
    }

    fn refuse_saying(&mut self, message: Saying, remedy: Saying) {
        self.say(self.location(), message, remedy);
        self.skip_value();
        self.mistakes.lost_text = true;
        self.mistakes.stand_ins.push(self.path.clone());
    }

    /// Reads a part of the current value, with `part` added to the path.
    fn within<T>(&mut self, part: &str, read: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        let length = self.path.len();
        self.path.push(part);
        let value = read(self);
        self.path.truncate(length);
        value
    }

    /// Reads a number, a text or a boolean with `ron`. If that fails, records the mistake `otherwise` (or that the number is out of range)
    /// and returns the default value.
    fn scalar<T: for<'de> Deserialize<'de> + Default>(&mut self, is_text: bool, otherwise: &Error) -> T {
        let lost_text = self.mistakes.lost_text || is_text;
        if let Some((Token::Word(_) | Token::Text(_), _, range)) = &self.next {
            match options().from_str(&self.text[range.clone()]) {
                Ok(value) => {
                    self.advance();
                    return value;
                }
                Err(error) if error.code == Error::IntegerOutOfBounds => self.refuse(&error.code),
                Err(_) => self.refuse(otherwise),
            }
        } else {
            self.refuse(otherwise);
        }
        self.mistakes.lost_text = lost_text;
        T::default()
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'_, '_> {
    type Error = Stop;

    /// Reads a value that may be a number or a text. In the format, only the cost of a measure is such a value.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if let Some((Token::Word(word), ..)) = &self.next
            && let Ok(number) = options().from_str::<f64>(word)
        {
            self.advance();
            return visitor.visit_f64(number);
        }
        visitor.visit_string(self.scalar(true, &Error::ExpectedString))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_bool(self.scalar(false, &Error::ExpectedBoolean))
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_i128(self.scalar(false, &Error::ExpectedInteger))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_f64(self.scalar(false, &Error::ExpectedFloat))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_string(self.scalar(true, &Error::ExpectedString))
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
            Some(_) | None => visitor.visit_some(self),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if !self.takes_open('{') {
            self.refuse(&Error::ExpectedMap);
            return StandIn(self.required).deserialize_map(visitor);
        }
        let value = visitor.visit_map(Entries::of(self))?;
        self.close();
        Ok(value)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if !self.takes_open('[') {
            self.refuse(&Error::ExpectedArray);
            return StandIn(self.required).deserialize_seq(visitor);
        }
        let value = visitor.visit_seq(List::of_any(self))?;
        self.close();
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Stop> {
        if !self.takes_open('(') {
            let remedy = Saying::of("file-tuple-remedy", [("count", len.to_string().into())]);
            self.refuse_saying(Saying::plain("file-open-bracket"), remedy);
            return StandIn(self.required).deserialize_tuple(len, visitor);
        }
        let value = visitor.visit_seq(List::of(self, len))?;
        if !self.is_close() {
            let message = Saying::of("file-too-many", [("count", len.to_string().into())]);
            self.say(self.location(), message, Saying::plain("file-remove-others"));
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
            && self.tokens.peek_char() == Some('(')
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
        let found = self.word().unwrap_or_default().to_owned();
        let Some(variant) = variants.iter().copied().find(|variant| *variant == found) else {
            if found.is_empty() {
                self.refuse_saying(Saying::plain("file-name-expected"), one_of(variants));
            } else {
                self.refuse(&Error::NoSuchEnumVariant { expected: variants, found, outer: None });
            }
            return StandIn(self.required).deserialize_enum(name, variants, visitor);
        };
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
    fn is_close(&self) -> bool {
        matches!(self.token(), Some(Token::Close) | None)
    }

    /// Reads the fields of a struct, or of an enum variant with fields, that begins at `location`.
    fn fields<'de, V: Visitor<'de>>(
        &mut self,
        location: Location,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        if !self.takes_open('(') {
            self.refuse(&Error::ExpectedStructLike);
            return StandIn(self.required).deserialize_struct(name, fields, visitor);
        }
        let value = visitor.visit_map(Fields::of(self, location, name, fields)).map_err(|stop| stop.of(fields))?;
        self.close();
        Ok(value)
    }
}
