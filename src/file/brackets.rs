//! Finds the first bracket of a text that is wrong: one that closes another kind or nothing, is never closed, or is nested too deep.

use super::tokens::{Location, Token, Tokens};

/// How deep brackets may be nested. A scenario never needs more than ten levels.
const DEEPEST: usize = 32;

/// An opening bracket and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    pub bracket: char,
    pub location: Location,
    /// The byte offset of the bracket.
    pub offset: usize,
}

/// The first wrong bracket of a text, or the first token after its last bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongBracket {
    /// The bracket at this location closes `open`, but is of another kind. Everything else fits.
    OtherKind { found: char, location: Location, open: Open },
    /// The bracket at this location and offset closes nothing. Everything else fits.
    ClosesNothing { found: char, location: Location, offset: usize },
    /// `open` is not closed where this bracket closes something else.
    NotClosed { open: Open, before: char, location: Location },
    /// `open` is never closed.
    NeverClosed { open: Open },
    /// The bracket at this location and offset is nested too deep.
    TooDeep { location: Location, offset: usize },
    /// The text goes on after the bracket that closes the scenario, which is at `closed` and at this offset. If it goes on with one sign,
    /// such as a comma, `only` is the sign.
    Trailing { location: Location, closed: Location, offset: usize, only: Option<char> },
}

/// The brackets of a text one after another, up to a text or comment that is never closed.
#[derive(Clone)]
struct Brackets<'t> {
    tokens: Tokens<'t>,
    /// Whether a text or a comment was never closed.
    is_cut: bool,
}

impl Brackets<'_> {
    /// The next token with its location and offset.
    fn next(&mut self) -> Option<(Token, Location, usize)> {
        self.tokens.skip_blank();
        let offset = self.tokens.offset();
        let next = self.tokens.next_token();
        self.is_cut |= self.tokens.take_slips().iter().any(|(_, slip)| slip.ends());
        let (token, location) = next.filter(|_| !self.is_cut)?;
        Some((token, location, offset))
    }

    /// Whether the rest of the text closes exactly these open brackets and those that it opens.
    fn closes(mut self, mut open: Vec<char>) -> bool {
        while let Some((token, ..)) = self.next() {
            match token {
                Token::Open(_) if open.len() > DEEPEST => return false,
                Token::Open(bracket) => open.push(bracket),
                Token::Close(found) if open.pop().map(closing) != Some(found) => return false,
                Token::Close(_) | Token::Comma | Token::Colon | Token::Text(_) | Token::Word(_) => {}
            }
        }
        open.is_empty()
    }
}

/// Finds the first wrong bracket. Memory does not depend on the length of the text.
pub fn first_wrong(text: &str) -> Option<WrongBracket> {
    let mut rest = Brackets { tokens: Tokens::of(text), is_cut: false };
    let mut open: Vec<Open> = Vec::new();
    while let Some((token, location, offset)) = rest.next() {
        match token {
            Token::Open(_) if open.len() == DEEPEST => return Some(WrongBracket::TooDeep { location, offset }),
            Token::Open(bracket) => open.push(Open { bracket, location, offset }),
            Token::Close(found) => {
                let Some(last) = open.pop() else {
                    return Some(WrongBracket::ClosesNothing { found, location, offset });
                };
                if closing(last.bracket) != found {
                    return Some(mismatch(&rest, &open, last, (found, location, offset)));
                }
                if open.is_empty() {
                    return trailing(text, rest, location, offset);
                }
            }
            Token::Comma | Token::Colon | Token::Text(_) | Token::Word(_) => {}
        }
    }
    open.pop().filter(|_| !rest.is_cut).map(|open| WrongBracket::NeverClosed { open })
}

/// Tells which bracket is wrong if `found` stands where `last` should be closed: the one that lets the rest of the text fit.
fn mismatch(
    rest: &Brackets<'_>,
    outer: &[Open],
    last: Open,
    (found, location, offset): (char, Location, usize),
) -> WrongBracket {
    let mut open: Vec<char> = outer.iter().map(|open| open.bracket).collect();
    if rest.clone().closes(open.clone()) {
        return WrongBracket::OtherKind { found, location, open: last };
    }
    let mut outside = open.clone();
    if outside.pop().map(closing) == Some(found) && rest.clone().closes(outside) {
        return WrongBracket::NotClosed { open: last, before: found, location };
    }
    open.push(last.bracket);
    if rest.clone().closes(open) {
        return WrongBracket::ClosesNothing { found, location, offset };
    }
    WrongBracket::NotClosed { open: last, before: found, location }
}

fn trailing(text: &str, mut rest: Brackets<'_>, closed: Location, offset: usize) -> Option<WrongBracket> {
    let (token, location, from) = rest.next()?;
    let sign = match token {
        Token::Comma | Token::Close(_) => text[from..].chars().next(),
        Token::Open(_) | Token::Colon | Token::Text(_) | Token::Word(_) => None,
    };
    let only = sign.filter(|_| rest.next().is_none() && !rest.is_cut);
    Some(WrongBracket::Trailing { location, closed, offset, only })
}

/// The bracket that closes this one.
pub const fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let at = |location: Location| location.column;
        match first_wrong(text) {
            None => "right".to_owned(),
            Some(WrongBracket::OtherKind { found, location, open }) => {
                format!("{found} at {} for {} at {}", at(location), open.bracket, at(open.location))
            }
            Some(WrongBracket::ClosesNothing { found, location, .. }) => {
                format!("{found} at {} too many", at(location))
            }
            Some(WrongBracket::NotClosed { open, before, location }) => {
                format!("{} at {} open before {before} at {}", open.bracket, at(open.location), at(location))
            }
            Some(WrongBracket::NeverClosed { open }) => format!("{} at {} open", open.bracket, at(open.location)),
            Some(WrongBracket::TooDeep { location, .. }) => format!("deep at {}", at(location)),
            Some(WrongBracket::Trailing { location, only, .. }) => format!("more at {}, {only:?}", at(location)),
        }
    }

    #[test]
    fn the_bracket_is_told_that_lets_the_rest_fit() {
        for (text, right) in [
            ("(a: [1, 2], b: {\"c\": (\")\")})", "right"),
            ("(a: [1, 2), b: 3)", ") at 10 for [ at 5"),
            ("(a: [1, 2], b: 3]", "] at 17 for ( at 1"),
            ("(a: [1, 2]], b: {})", "] at 11 too many"),
            ("(a: {\"b\": (c: {})}}, d: 1)", "} at 19 too many"),
            ("(a: {\"b\": (1 }, c: [])", "( at 11 open before } at 14"),
            ("(a: {\"b\": (1)", "{ at 5 open"),
            ("(a: 1) )", "more at 8, Some(')')"),
            ("(a: 1);", "more at 7, Some(';')"),
            ("(a: 1), b: 2)", "more at 7, None"),
            (")", ") at 1 too many"),
            ("(a: \"b", "right"),
        ] {
            assert_eq!(told(text), right, "{text}");
        }
        assert_eq!(told(&"[".repeat(1_000)), "deep at 33");
    }
}
