//! Text that can be printed: characters that a terminal obeys instead of showing them are escaped, so that no name of a file or in a file can
//! move the cursor, hide other text or break a line.

use std::borrow::Cow;

/// Whether a terminal, a table or XML does something else with a character than to show it: control characters (C0, DEL and C1), the two
/// separators that break a line, the controls that change the direction of the text that follows, and what is no character.
#[must_use]
pub const fn is_control(letter: char) -> bool {
    matches!(
        letter,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fffe}'
            | '\u{ffff}'
    )
}

/// The text on one line: line breaks and tabs become spaces, and all other control characters are escaped as in scenario files, such as
/// `\u{1b}`.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len() + 8);
    let mut last = None;
    for letter in text.chars() {
        match letter {
            // The two characters of a line break of Windows are one break.
            '\n' if last == Some('\r') => {}
            '\n' | '\r' | '\t' => line.push(' '),
            _ if is_control(letter) => line.extend(letter.escape_unicode()),
            _ => line.push(letter),
        }
        last = Some(letter);
    }
    Cow::Owned(line)
}

/// The text with its lines: as [`one_line`], but line breaks stay.
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    let is_escaped = |letter: char| letter != '\n' && is_control(letter);
    if !text.contains(is_escaped) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split('\n').map(one_line).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped_and_breaks_become_spaces() {
        for (text, line) in [
            ("Sh\u{1b}[2Jop", "Sh\\u{1b}[2Jop"),
            ("a\u{9b}31mb\u{7f}", "a\\u{9b}31mb\\u{7f}"),
            ("live\u{202e}dead\u{2066}", "live\\u{202e}dead\\u{2066}"),
            ("one\u{2028}two\u{2029}", "one\\u{2028}two\\u{2029}"),
            ("Mon\nday\tand\r\nso on\rand", "Mon day and so on and"),
            ("\0\u{8}\u{ffff}", "\\u{0}\\u{8}\\u{ffff}"),
            ("가게, e\u{301}, \u{200f}\u{5d0}, 👩\u{200d}🚀", "가게, e\u{301}, \u{200f}\u{5d0}, 👩\u{200d}🚀"),
        ] {
            assert_eq!(one_line(text), line);
        }
        assert_eq!(lines("a\tb\n\u{1b}c\r\n\n"), "a b\n\\u{1b}c \n\n");
    }
}
