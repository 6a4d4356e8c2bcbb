//! Prints rows as the text of a file in canonical form: a line for each row, without fields that have their default value.

use std::borrow::Cow;

use ron::ser::PrettyConfig;
use serde::Serialize;
use unicode_normalization::char::is_combining_mark;

use super::pairs::Pairs;
use super::schema::Scenario;
use super::syntax::options;
use super::tables::Keyed;
use super::version::needed;

/// Prints these rows. Reading the text gives the same rows.
pub fn print(rows: &Scenario) -> String {
    let translations = print_translations(&rows.translations);
    let firedrill = rows.firedrill.max(needed(rows));
    let rows = Scenario { firedrill, translations: Keyed::default(), ..rows.clone() };
    let pretty = PrettyConfig::new().depth_limit(2).new_line("\n").indentor("  ").separator(" ");
    let text = options().to_string_pretty(&rows, pretty).expect("every field of the format can be written");
    with_plain_marks(&format!("{}{translations})\n", text.trim_end_matches(')'))).into_owned()
}

/// The text with combining marks and apostrophes in place of their escapes. `ron` writes each mark as an escape, which nobody can read: an
/// accent of a decomposed name, a vowel of Thai, or the joiner of an emoji; and apostrophes with a backslash, which they need not have. Escapes of other characters, which could not be seen, are kept.
pub fn with_plain_marks(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let escape = rest.strip_prefix("\\u{").and_then(|digits| digits.split_once('}'));
        let mark = escape.and_then(|(digits, after)| {
            let letter = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
            let is_joiner = matches!(letter, '\u{200c}' | '\u{200d}');
            (is_combining_mark(letter) || is_joiner).then_some((letter, after))
        });
        rest = if let Some((letter, after)) = mark {
            out.push(letter);
            after
        } else if let Some(after) = rest.strip_prefix("\\'") {
            out.push('\'');
            after
        } else {
            // Another escape: a backslash and the character after it, which may be a backslash too.
            let end = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..end]);
            &rest[end..]
        };
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Prints the translations, one on each line. This is done separately, because they are nested one level deeper than other rows.
fn print_translations(translations: &Keyed<Pairs<String>>) -> String {
    #[derive(Serialize)]
    struct Field<'a> {
        translations: &'a Keyed<Pairs<String>>,
    }
    if translations.is_empty() {
        return String::new();
    }
    let pretty = PrettyConfig::new().new_line("\n").indentor("  ").separator(" ");
    let text =
        options().to_string_pretty(&Field { translations }, pretty).expect("every field of the format can be written");
    text.trim_start_matches("(\n").trim_end_matches(')').to_owned()
}

#[cfg(test)]
mod tests {
    use super::with_plain_marks;

    #[test]
    fn marks_are_written_and_what_cannot_be_seen_stays_an_escape() {
        assert_eq!(with_plain_marks(r#""Cafe\u{301} ก\u{e38} \u{200d}""#), "\"Cafe\u{301} ก\u{e38} \u{200d}\"");
        assert_eq!(with_plain_marks(r#""it\'s" "\\'""#), r#""it's" "\\'""#);
        for kept in
            [r#""\u{200b} \u{202e} \n""#, r#""a\\u{301}""#, r#""\\\\u{301}""#, r#""\u{301""#, r#""\u{zz}""#, "\"\\"]
        {
            assert_eq!(with_plain_marks(kept), kept);
        }
    }
}
