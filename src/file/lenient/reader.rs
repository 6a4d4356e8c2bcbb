//! Goes through the tokens of a text with mistakes, and records the mistakes in them.

use std::ops::Range;

use ron::Error;

use super::Mistakes;
use super::required::{Required, Stop};
use crate::file::brackets::WrongBracket;
use crate::file::path::FieldPath;
use crate::file::suggest::of_text;
use crate::file::syntax;
use crate::file::tokens::{Location, Slip, Token, Tokens};
use crate::text::Saying;

/// A token, its location, its byte range in the text, and the slips in it and before it.
#[derive(Clone, Debug)]
pub struct Lexeme {
    pub token: Token,
    pub location: Location,
    pub range: Range<usize>,
    pub slips: Vec<(Location, Slip)>,
}

/// Whether a comma may be part of the number that is read next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commas {
    /// The next number goes on after a comma if a digit follows: in a struct or a map, nothing else can begin with a digit there.
    Within,
    /// The next number has this number of parts between commas.
    Parts(usize),
}

/// Reads a text token by token, and records the mistakes.
pub struct Reader<'t, 'r> {
    pub text: &'t str,
    pub tokens: Tokens<'t>,
    pub next: Option<Lexeme>,
    /// Where reading ends, because a bracket is wrong and nothing after it can be understood.
    pub end: usize,
    /// The wrong bracket that was recorded first.
    pub wrong: Option<WrongBracket>,
    /// The offset of a closing bracket that closes nothing.
    ignored: Option<usize>,
    pub path: FieldPath,
    pub commas: Commas,
    pub required: &'r Required,
    pub mistakes: Mistakes,
}

impl<'t, 'r> Reader<'t, 'r> {
    pub fn new(text: &'t str, wrong: Option<WrongBracket>, required: &'r Required) -> Self {
        let mut mistakes = Mistakes::default();
        if let Some(wrong) = wrong {
            mistakes.slip(syntax::location_of(&wrong), &FieldPath::default(), syntax::explain_bracket(&wrong));
        }
        let (end, ignored) = match wrong {
            Some(WrongBracket::NotClosed { open, .. } | WrongBracket::NeverClosed { open }) => (open.offset, None),
            Some(WrongBracket::TooDeep { offset, .. } | WrongBracket::Trailing { offset, only: None, .. }) => {
                (offset, None)
            }
            Some(WrongBracket::ClosesNothing { offset, .. }) => (text.len(), Some(offset)),
            Some(WrongBracket::OtherKind { .. } | WrongBracket::Trailing { .. }) | None => (text.len(), None),
        };
        mistakes.is_cut = end < text.len();
        let (tokens, path, commas) = (Tokens::of(text), FieldPath::default(), Commas::Parts(1));
        let mut reader = Self { text, tokens, next: None, end, wrong, ignored, path, commas, required, mistakes };
        reader.advance();
        // Skip the `#![...]` attributes of RON, which come before the value.
        while reader.word().is_some_and(|word| word.starts_with("#!")) {
            reader.advance();
            reader.skip_value();
        }
        reader
    }

    /// Goes to the next token, and records the slips of the current one.
    pub fn advance(&mut self) {
        self.pass();
        self.take();
    }

    /// Goes to the next token without recording the slips of the current one, which are part of a mistake that was recorded.
    pub fn advance_quietly(&mut self) {
        self.take();
    }

    /// Records the slips of the current token.
    pub fn pass(&mut self) {
        if let Some(lexeme) = &mut self.next {
            for (location, slip) in std::mem::take(&mut lexeme.slips) {
                self.mistakes.slip(location, &self.path, syntax::explain_slip(&slip));
            }
        }
    }

    pub fn take(&mut self) {
        self.tokens.skip_blank();
        let from = self.tokens.offset();
        let next = self.tokens.next_token();
        let slips = self.tokens.take_slips();
        if let Some((location, slip)) = slips.iter().find(|(_, slip)| slip.ends()) {
            if from <= self.end {
                self.mistakes.slip(*location, &self.path, syntax::explain_slip(slip));
            }
            (self.end, self.mistakes.is_cut) = (from, true);
        }
        let range = from..self.tokens.offset();
        self.next = next.filter(|_| from < self.end).map(|(token, location)| Lexeme { token, location, range, slips });
        if self.ignored == Some(from) {
            self.ignored = None;
            self.take();
        }
    }

    /// The token after the next one, without going there.
    pub fn second(&self) -> Option<Token> {
        let mut tokens = self.tokens.clone();
        tokens.skip_blank();
        let from = tokens.offset();
        tokens.next_token().map(|(token, _)| token).filter(|_| from < self.end && self.ignored != Some(from))
    }

    /// Whether the next token is a word or a text, and a colon follows: the name of a field or the key of an entry.
    pub fn is_key(&self) -> bool {
        matches!(self.token(), Some(Token::Word(_) | Token::Text(_))) && self.second() == Some(Token::Colon)
    }

    pub fn token(&self) -> Option<&Token> {
        self.next.as_ref().map(|next| &next.token)
    }

    pub fn word(&self) -> Option<&str> {
        match self.token() {
            Some(Token::Word(word)) => Some(word),
            Some(Token::Text(_) | Token::Open(_) | Token::Close(_) | Token::Comma | Token::Colon) | None => None,
        }
    }

    pub fn location(&self) -> Location {
        // There is always a next token here, unless the text contains no scenario. Then the mistake is at the start.
        self.next.as_ref().map_or(Location::START, |next| next.location)
    }

    /// Whether the next token is not part of the current value: a comma, a closing bracket, or the end of the text.
    pub fn is_at_end(&self) -> bool {
        matches!(self.token(), Some(Token::Close(_) | Token::Comma) | None)
    }

    /// Consumes this opening bracket if it is the next token. Returns whether it was.
    pub fn takes_open(&mut self, bracket: char) -> bool {
        let takes = self.token() == Some(&Token::Open(bracket));
        if takes {
            self.advance();
        }
        takes
    }

    /// Skips one value: a word, a text, a bracket with its content, or a word followed by a bracket.
    pub fn skip_value(&mut self) {
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
                Token::Close(_) => {
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

    /// Ends a value: the next token must be a comma or a closing bracket. If not, records a missing comma as a mistake, and skips all tokens
    /// up to the next one that may begin an entry.
    pub fn end_value(&mut self) {
        if self.is_at_end() {
            return;
        }
        self.mistakes.slip(self.location(), &self.path, syntax::explain(&Error::ExpectedComma));
        while !self.is_at_end() && !self.is_key() {
            self.skip_value();
        }
    }

    /// Ends a value of a list. If a comma is missing after it, the next value may begin at once.
    pub fn end_item(&mut self) {
        if self.token() == Some(&Token::Colon) {
            self.slip(self.location(), Saying::plain("file-comma"), of_text("file-write", ","));
            self.advance();
            return;
        }
        let begins = matches!(self.token(), Some(Token::Text(_) | Token::Word(_) | Token::Open(_)));
        if begins {
            self.slip(self.location(), Saying::plain("file-comma"), Saying::plain("file-comma-remedy"));
        } else {
            self.end_value();
        }
    }

    /// Skips commas before which there is nothing.
    pub fn skip_commas(&mut self) {
        while self.token() == Some(&Token::Comma) {
            self.slip(self.location(), Saying::plain("file-comma-nothing"), Saying::plain("file-remove-it"));
            self.advance();
        }
    }

    /// Skips the rest of a number with a comma, which was the value of an unknown field.
    pub fn end_number(&mut self) {
        while self.token() == Some(&Token::Comma) && self.is_number_second() {
            self.advance();
            self.advance();
        }
    }

    /// Skips the rest of a list or a struct, with the closing bracket.
    pub fn close(&mut self) {
        while !matches!(self.token(), Some(Token::Close(_)) | None) {
            self.advance_over();
        }
        self.advance();
    }

    pub fn advance_over(&mut self) {
        if self.token() == Some(&Token::Comma) {
            self.advance();
        } else {
            self.skip_value();
        }
    }

    pub fn note(&mut self, at: Location, error: &Error) {
        self.mistakes.say(at, &self.path, || syntax::explain(error));
    }

    pub fn say(&mut self, location: Location, message: Saying, remedy: Saying) {
        self.mistakes.say(location, &self.path, || (message, remedy));
    }

    /// Records a mistake in the notation.
    pub fn slip(&mut self, location: Location, message: Saying, remedy: Saying) {
        self.mistakes.slip(location, &self.path, (message, remedy));
    }

    /// Records that the value that begins with the next token could not be read, and skips it.
    pub fn refuse(&mut self, error: &Error) {
        let (message, remedy) = syntax::explain(error);
        self.refuse_saying(message, remedy);
    }

    pub fn refuse_saying(&mut self, message: Saying, remedy: Saying) {
        // A file that ends early has this one mistake, which was recorded.
        if self.token().is_some() || !self.mistakes.is_cut {
            self.say(self.location(), message, remedy);
        }
        self.skip_value();
        self.mistakes.lost_text = true;
        self.stands_in();
    }

    /// Records that no more is to be said of the current value.
    pub fn stands_in(&mut self) {
        self.mistakes.stand_ins.push(self.path.clone());
    }

    /// Reads a part of the current value, with `part` added to the path.
    pub fn within<T>(&mut self, part: &str, read: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        let length = self.path.len();
        self.path.push(part);
        let value = read(self);
        self.path.truncate(length);
        value
    }

    pub fn is_close(&self) -> bool {
        matches!(self.token(), Some(Token::Close(_)) | None)
    }
}
