//! The options of the RON parser, and its errors as messages for the author of the file.

use ron::Error;

use super::suggest::{nearest, one_of};
use crate::text::Saying;

/// The options of the parser: `Some` may be left out.
pub fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// Whether an error is about the structure of the file: the notation is right at this location, but the format expects another field, name
/// or type.
pub const fn is_about_shape(error: &Error) -> bool {
    matches!(
        error,
        Error::NoSuchStructField { .. }
            | Error::NoSuchEnumVariant { .. }
            | Error::MissingStructField { .. }
            | Error::DuplicateStructField { .. }
            | Error::ExpectedDifferentStructName { .. }
            | Error::ExpectedInteger
            | Error::ExpectedFloat
            | Error::ExpectedString
    )
}

/// Converts an error of the parser to two messages: what is wrong, and how to fix it.
pub fn explain(error: &Error) -> (Saying, Saying) {
    let word = |name: &'static str, word: &str| (name, Saying::from(word));
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
