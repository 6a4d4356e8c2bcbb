//! Reads single texts, numbers and truth values, also those that are written as in other formats and countries.

use ron::Error;
use serde::de::Deserialize;

use super::number::{Meant, meant};
use super::reader::{Commas, Lexeme, Reader};
use crate::file::suggest::{of_text, short};
use crate::file::syntax::{self, options};
use crate::file::tokens::Token;
use crate::text::Saying;

impl Reader<'_, '_> {
    /// Reads a text.
    pub fn string(&mut self) -> String {
        let Some(Lexeme { token, location, range, slips }) = self.next.clone() else {
            self.refuse(&Error::ExpectedString);
            return String::new();
        };
        match token {
            Token::Text(text) if !slips.is_empty() => {
                self.advance();
                text
            }
            Token::Text(_) => match options().from_str(&self.text[range]) {
                Ok(text) => {
                    self.advance();
                    text
                }
                Err(error) => {
                    self.mistakes.mark(location);
                    self.refuse(&error.code);
                    String::new()
                }
            },
            Token::Word(word) if is_null(&word) => {
                self.slip(location, of_text("file-null", &word), Saying::plain("file-null-text-remedy"));
                self.advance();
                self.stands_in();
                String::new()
            }
            Token::Word(word)
                if (self.second() != Some(Token::Colon) || word.starts_with(|c: char| c.is_ascii_digit()))
                    && !matches!(self.second(), Some(Token::Open(_))) =>
            {
                let words = self.words();
                let remedy = Saying::of("file-write-quoted", [("text", short(&words).into())]);
                if is_name(&words) {
                    self.say(location, Saying::plain("file-quotes"), remedy);
                } else {
                    self.slip(location, Saying::plain("file-quotes"), remedy);
                }
                // Other texts may refer to this one, which may have been another before.
                self.mistakes.lost_text = true;
                self.stands_in();
                words
            }
            Token::Word(_) | Token::Open(_) | Token::Close(_) | Token::Comma | Token::Colon => {
                self.refuse(&Error::ExpectedString);
                String::new()
            }
        }
    }

    /// Goes on to the end of a text without quotes, and returns it.
    pub fn words(&mut self) -> String {
        let line = self.location().line;
        let mut range = self.next.as_ref().map_or(0..0, |next| next.range.clone());
        self.advance();
        // A colon is part of a time, as in `2026-03-02 08:00`.
        let is_time = |reader: &Self| reader.word().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let mut is_in_time = is_time(self);
        while self.location().line == line
            && ((self.word().is_some() && (!self.is_key() || is_time(self)))
                || (is_in_time && self.token() == Some(&Token::Colon)))
        {
            is_in_time = is_time(self);
            range.end = self.next.as_ref().map_or(range.end, |next| next.range.end);
            self.advance();
        }
        self.text[range].to_owned()
    }

    /// Reads `true` or `false`.
    pub fn truth(&mut self) -> bool {
        let word = match self.token() {
            Some(Token::Word(word) | Token::Text(word)) => word.to_lowercase(),
            Some(Token::Open(_) | Token::Close(_) | Token::Comma | Token::Colon) | None => String::new(),
        };
        let value = match &*word {
            "true" | "yes" | "on" | "y" | "1" => true,
            "false" | "no" | "off" | "n" | "0" => false,
            _ => {
                let lost_text = self.mistakes.lost_text;
                self.refuse(&Error::ExpectedBoolean);
                self.mistakes.lost_text = lost_text;
                return false;
            }
        };
        let right = if value { "true" } else { "false" };
        if self.word() != Some(right) {
            self.say(self.location(), Saying::plain("file-truth"), write(right));
        }
        self.advance();
        value
    }

    /// Reads a number. If it is written in another way than RON's, records this, and goes on with the number that was probably meant.
    pub fn number<T: for<'de> Deserialize<'de> + Default>(&mut self, otherwise: &Error) -> T {
        let whole = *otherwise == Error::ExpectedInteger;
        let commas = std::mem::replace(&mut self.commas, Commas::Parts(1));
        let lost_text = self.mistakes.lost_text;
        let Some(Lexeme { token: Token::Word(_) | Token::Text(_), location, .. }) = self.next.clone() else {
            self.refuse(otherwise);
            self.mistakes.lost_text = lost_text;
            return T::default();
        };
        let is_text = matches!(self.token(), Some(Token::Text(_)));
        let run = self.number_run(commas);
        let error = match options().from_str::<T>(&run.written) {
            Ok(value) if run.count == 1 && !is_text => {
                self.advance();
                return value;
            }
            Ok(_) => None,
            Err(error) => Some(error.code),
        };
        if error == Some(Error::IntegerOutOfBounds) && run.count == 1 && !is_text {
            self.refuse(&Error::IntegerOutOfBounds);
            self.mistakes.lost_text = lost_text;
            return T::default();
        }
        let meant = match error {
            None => Meant::One(run.written.clone()),
            Some(_) => meant(&run.written, whole),
        };
        let (message, remedy) = explain_number(&run.written, is_text, &meant, otherwise);
        if meant == Meant::Unknown && (is_text || is_name(&run.written)) {
            self.say(location, message, remedy);
        } else {
            self.slip(location, message, remedy);
        }
        // Strange signs and blanks in the number are the same mistake.
        for _ in 0..run.count {
            self.advance_quietly();
        }
        if meant == Meant::Unknown {
            while !self.is_at_end() && !self.is_key() {
                self.skip_value();
            }
        }
        self.meant(&meant)
    }

    /// The number that was meant. If it is not known, a stand-in.
    pub fn meant<T: for<'de> Deserialize<'de> + Default>(&mut self, meant: &Meant) -> T {
        let value = match meant {
            Meant::One(number) => options().from_str(number).ok(),
            Meant::Either(..) | Meant::Unknown => None,
        };
        value.unwrap_or_else(|| {
            self.stands_in();
            T::default()
        })
    }

    /// The tokens from the next one on that are written like one number, without going there.
    pub fn number_run(&self, commas: Commas) -> Run {
        let Some(first) = &self.next else { return Run::default() };
        let (Token::Word(text) | Token::Text(text)) = &first.token else { return Run::default() };
        let mut run = Run { written: text.clone(), count: 1 };
        if !text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) || matches!(first.token, Token::Text(_))
        {
            return run;
        }
        let (mut tokens, mut end, line) = (self.tokens.clone(), first.range.end, first.location.line);
        let (mut is_after_comma, mut commas_left) = (
            false,
            match commas {
                Commas::Within => 20,
                Commas::Parts(parts) => parts - 1,
            },
        );
        while run.count < 50 {
            tokens.skip_blank();
            let from = tokens.offset();
            let Some((token, location)) = tokens.next_token().filter(|_| from < self.end) else { break };
            match token {
                Token::Comma if commas_left > 0 && !is_after_comma => {
                    (is_after_comma, commas_left) = (true, commas_left - 1);
                }
                Token::Word(word) if location.line == line && !tokens.is_colon_next() => {
                    let is_digits = word.starts_with(|c: char| c.is_ascii_digit());
                    let goes_on = match (is_after_comma, commas) {
                        (true, _) => is_digits,
                        // In a list, a comma may be missing between two numbers.
                        (false, Commas::Parts(_)) => is_digits && word.len() == 3 && from > end,
                        (false, Commas::Within) => true,
                    };
                    if !goes_on {
                        break;
                    }
                    run.written.push_str(if is_after_comma { "," } else { " " });
                    run.written.push_str(&word);
                    run.count += if is_after_comma { 2 } else { 1 };
                    (is_after_comma, end) = (false, tokens.offset());
                }
                Token::Word(_) | Token::Text(_) | Token::Open(_) | Token::Close(_) | Token::Comma | Token::Colon => {
                    break;
                }
            }
        }
        run
    }
}

/// The message about a number that is not written as RON writes it, and its remedy.
fn explain_number(written: &str, is_text: bool, meant: &Meant, otherwise: &Error) -> (Saying, Saying) {
    let key = match written {
        _ if is_text => "file-number-quoted",
        _ if written.contains(',') => "file-number-comma",
        _ if written.contains(char::is_whitespace)
            && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') =>
        {
            "file-number-blank"
        }
        _ => "file-number-other",
    };
    let message = of_text(key, &short(written));
    match meant {
        Meant::One(number) => (message, write(number)),
        Meant::Either(one, other) => {
            let words = [("one", Saying::from(&**one)), ("other", Saying::from(&**other))];
            (message, Saying::of("file-write-either", words))
        }
        Meant::Unknown => {
            let (plain, remedy) = syntax::explain(otherwise);
            let is_told = written.contains(',') && !is_text;
            (if is_told { message } else { plain }, remedy)
        }
    }
}

/// Whether RON reads this as a name, which is only out of place.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_') && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Tokens that are written like one number.
#[derive(Debug, Default)]
pub struct Run {
    pub written: String,
    /// The number of tokens.
    count: usize,
}

/// The remedy to write this.
pub fn write(text: &str) -> Saying {
    of_text("file-write", text)
}

/// Whether this is what other formats write if there is no value.
pub fn is_null(word: &str) -> bool {
    matches!(word, "null" | "Null" | "NULL" | "nil" | "none" | "NONE" | "undefined" | "~" | "None")
}
