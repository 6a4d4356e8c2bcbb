//! What the parser could not read, in words for the person holding the file.

use ron::Error;

use super::check::nearest;

/// Whether the text is well-formed there and holds another thing than the format has.
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

/// What is wrong, and what would make it right.
pub fn explain(error: &Error) -> (String, String) {
    let slip = |found: &str, expected: &'static [&'static str]| match nearest(found, expected.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of: {}", expected.join(", ")),
    };
    let say = |message: &str, remedy: &str| (message.to_owned(), remedy.to_owned());
    #[expect(clippy::wildcard_enum_match_arm, reason = "the parser has many errors that no scenario file brings about")]
    match error {
        Error::NoSuchStructField { expected, found, outer } => {
            let owner = outer.as_ref().map_or_else(String::new, |outer| format!(" in {outer}"));
            (format!("there is no field `{found}`{owner}"), slip(found, expected))
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            (format!("there is no `{found}` here"), slip(found, expected))
        }
        Error::MissingStructField { field, outer } => {
            let owner = outer.as_ref().map_or_else(|| "this".to_owned(), |outer| format!("this {outer}"));
            (format!("{owner} has no `{field}`"), format!("add `{field}: ...`"))
        }
        Error::DuplicateStructField { field, .. } => {
            (format!("the field `{field}` stands here twice"), "keep one of the two".to_owned())
        }
        Error::Eof => say("the file ends too early", "close every bracket that is open; was the file cut off?"),
        Error::ExceededRecursionLimit => {
            say("brackets are nested too deep", "a scenario never needs more than ten levels")
        }
        Error::TrailingCharacters => {
            say("something follows the scenario", "remove what stands behind the last bracket")
        }
        Error::IntegerOutOfBounds => say("this number is out of range", "write a whole number of fewer digits"),
        Error::ExpectedBoolean => say("`true` or `false` is expected here", "write one of the two"),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => {
            say("a whole number is expected here", "write digits alone, such as 43000000")
        }
        Error::ExpectedFloat | Error::UnderscoreAtBeginning | Error::FloatUnderscore => {
            say("a number is expected here", "write a number such as 0.06")
        }
        Error::ExpectedString | Error::ExpectedStringEnd => {
            say("a text in quotes is expected here", "write it between double quotes, such as \"1h 33m\"")
        }
        Error::ExpectedMap => say("a map is expected here", "write { \"id\": ..., }"),
        Error::ExpectedMapColon => say("a colon is expected here", "write `key: value`"),
        Error::ExpectedMapEnd => {
            say("a `}` or a comma is expected here", "set a comma between entries and `}` behind the last")
        }
        Error::ExpectedArray => say("a list is expected here", "write [ ..., ]"),
        Error::ExpectedArrayEnd => {
            say("a `]` or a comma is expected here", "set a comma between values and `]` behind the last")
        }
        Error::ExpectedComma => say("a comma is expected here", "set a comma between two values"),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            say("an opening bracket `(` is expected here", "write ( field: value, ... )")
        }
        Error::ExpectedStructLikeEnd => {
            say("a `)` or a comma is expected here", "set a comma between fields and `)` behind the last")
        }
        Error::ExpectedDifferentStructName { expected, found } => (
            format!("`{found}` is not the name of what stands here"),
            format!("write `{expected}`, or leave the name out"),
        ),
        // Rare ones keep the parser's own words.
        other => (format!("this is not valid RON: {other}"), "compare with the worlds in `saves`".to_owned()),
    }
}
