//! The options of the RON parser, and its errors as messages for the author of the file.

use ron::Error;

use super::brackets::{WrongBracket, closing};
use super::suggest::{nearest, of_text, one_of, short};
use super::tokens::{Location, Slip};
use crate::text::Saying;

/// The options of the parser: `Some` may be left out.
pub fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// Converts an error of the parser to two messages: what is wrong, and how to fix it.
pub fn explain(error: &Error) -> (Saying, Saying) {
    let word = |name: &'static str, word: &str| (name, Saying::from(short(word)));
    let slip = |found: &str, expected: &'static [&'static str]| match nearest(found, expected.iter().copied()) {
        Some(near) => Saying::of("file-did-you-mean-word", [word("near", near)]),
        None => one_of(expected),
    };
    let say = |message: &'static str, remedy: &'static str| (Saying::plain(message), Saying::plain(remedy));
    #[expect(clippy::wildcard_enum_match_arm, reason = "the parser has many errors that no scenario file brings about")]
    match error {
        Error::NoSuchStructField { expected, found, outer } => {
            let message = match outer {
                Some(outer) => Saying::of("file-no-field-in", [word("field", found), word("name", outer)]),
                None => Saying::of("file-no-field", [word("field", found)]),
            };
            (message, slip(found, expected))
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            (Saying::of("file-no-name", [word("name", found)]), slip(found, expected))
        }
        Error::MissingStructField { field, outer } => {
            let message = match outer {
                Some(outer) => Saying::of("file-misses-in", [word("name", outer), word("field", field)]),
                None => Saying::of("file-misses", [word("field", field)]),
            };
            (message, Saying::of("file-misses-remedy", [word("field", field)]))
        }
        Error::DuplicateStructField { field, .. } => {
            (Saying::of("file-field-twice", [word("field", field)]), Saying::plain("file-keep-one"))
        }
        Error::Eof => say("file-ends-early", "file-ends-early-remedy"),
        Error::ExceededRecursionLimit => say("file-too-deep", "file-too-deep-remedy"),
        Error::TrailingCharacters => say("file-trailing", "file-trailing-remedy"),
        Error::IntegerOutOfBounds => say("file-number-range", "file-number-range-remedy"),
        Error::ExpectedBoolean => say("file-truth", "file-truth-remedy"),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => say("file-whole", "file-whole-number-remedy"),
        Error::ExpectedFloat | Error::UnderscoreAtBeginning | Error::FloatUnderscore => {
            say("file-number", "file-number-remedy")
        }
        Error::ExpectedString | Error::ExpectedStringEnd => say("file-quotes", "file-quotes-remedy"),
        Error::ExpectedMap => say("file-map", "file-map-remedy"),
        Error::ExpectedMapColon => say("file-colon", "file-colon-remedy"),
        Error::ExpectedMapEnd => say("file-map-end", "file-map-end-remedy"),
        Error::ExpectedArray => say("file-list", "file-list-remedy"),
        Error::ExpectedArrayEnd => say("file-list-end", "file-list-end-remedy"),
        Error::ExpectedComma => say("file-comma", "file-comma-remedy"),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            say("file-open-bracket", "file-open-bracket-remedy")
        }
        Error::ExpectedStructLikeEnd => say("file-bracket-end", "file-bracket-end-remedy"),
        Error::ExpectedDifferentStructName { expected, found } => (
            Saying::of("file-other-name", [word("found", found)]),
            Saying::of("file-other-name-remedy", [word("expected", expected)]),
        ),
        // Rare errors keep the parser's message.
        other => {
            (Saying::of("file-not-ron", [("error", other.to_string().into())]), Saying::plain("file-not-ron-remedy"))
        }
    }
}

/// Where a wrong bracket is told.
pub const fn location_of(wrong: &WrongBracket) -> Location {
    match wrong {
        WrongBracket::OtherKind { location, .. }
        | WrongBracket::ClosesNothing { location, .. }
        | WrongBracket::NotClosed { location, .. }
        | WrongBracket::TooDeep { location, .. }
        | WrongBracket::Trailing { location, .. } => *location,
        WrongBracket::NeverClosed { open } => open.location,
    }
}

/// Two messages about a wrong bracket: what is wrong, and how to fix it.
pub fn explain_bracket(wrong: &WrongBracket) -> (Saying, Saying) {
    let sign = |name: &'static str, sign: char| (name, Saying::from(sign.to_string()));
    let number = |name: &'static str, number: usize| (name, Saying::from(number.to_string()));
    match wrong {
        WrongBracket::OtherKind { found, open, .. } => {
            let Location { line, column } = open.location;
            let words =
                [sign("found", *found), sign("open", open.bracket), number("line", line), number("column", column)];
            (Saying::of("file-bracket-other", words), of_text("file-write", &closing(open.bracket).to_string()))
        }
        WrongBracket::ClosesNothing { found, .. } => {
            (Saying::of("file-bracket-nothing", [sign("found", *found)]), Saying::plain("file-remove-it"))
        }
        WrongBracket::NotClosed { open, before, .. } => {
            let Location { line, column } = open.location;
            let words =
                [sign("open", open.bracket), number("line", line), number("column", column), sign("before", *before)];
            let remedy = Saying::of("file-bracket-close", [sign("close", closing(open.bracket))]);
            (Saying::of("file-bracket-not-closed", words), remedy)
        }
        WrongBracket::NeverClosed { open } => {
            let remedy = Saying::of("file-bracket-never-closed-remedy", [sign("close", closing(open.bracket))]);
            (Saying::of("file-bracket-never-closed", [sign("open", open.bracket)]), remedy)
        }
        WrongBracket::TooDeep { .. } => explain(&Error::ExceededRecursionLimit),
        WrongBracket::Trailing { closed: Location { line, column }, only: None, .. } => {
            let words = [number("line", *line), number("column", *column)];
            (Saying::plain("file-trailing"), Saying::of("file-trailing-bracket", words))
        }
        WrongBracket::Trailing { only: Some(sign), .. } => {
            (Saying::of("file-trailing-sign", [("sign", sign.to_string().into())]), Saying::plain("file-remove-it"))
        }
    }
}

/// Two messages about a slip: what is wrong, and how to fix it.
pub fn explain_slip(slip: &Slip) -> (Saying, Saying) {
    let code = |c: char| ("code", Saying::from(format!("U+{:04X}", u32::from(c))));
    match slip {
        Slip::Sign { found, meant } => (of_text("file-sign", &short(found)), of_text("file-write", &short(meant))),
        Slip::Quotes(text) => (Saying::plain("file-other-quotes"), of_text("file-write-quoted", &short(text))),
        Slip::Blank(c) => (Saying::of("file-blank", [code(*c)]), Saying::plain("file-blank-remedy")),
        Slip::Invisible(c) => (Saying::of("file-invisible", [code(*c)]), Saying::plain("file-remove-it")),
        Slip::Comment => (Saying::plain("file-comment"), Saying::plain("file-comment-remedy")),
        Slip::OpenComment => (Saying::plain("file-comment-open"), Saying::plain("file-comment-open-remedy")),
        Slip::OpenText => (Saying::plain("file-text-open"), Saying::plain("file-text-open-remedy")),
        Slip::TextInWords { end, next } => {
            let words = [
                ("line", Saying::from(end.line.to_string())),
                ("column", end.column.to_string().into()),
                ("next", short(next).into()),
            ];
            (Saying::of("file-text-in-words", words), Saying::plain("file-text-in-words-remedy"))
        }
    }
}
