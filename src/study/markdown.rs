//! Text in Markdown: what stands in a name is shown, and is never taken for a table, a link, HTML or other markup.

use crate::units::one_line;

/// Text for one cell of a table or one paragraph: on one line, with a backslash before each letter that means something in Markdown.
#[must_use]
pub fn escaped(text: &str) -> String {
    let line = one_line(text);
    let line = line.trim();
    let mut markdown = String::with_capacity(line.len() + 8);
    for (at, letter) in line.char_indices() {
        let (before, after) = (&line[..at], &line[at + letter.len_utf8()..]);
        let is_markup = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '@' => true,
            // An entity, such as `&lt;` or `&#60;`.
            '&' => after.starts_with(|next: char| next == '#' || next.is_ascii_alphanumeric()),
            // What becomes a link without any marks.
            ':' => after.starts_with("//"),
            '.' if before.to_ascii_lowercase().ends_with("www") => true,
            // A heading, a list, or a line below a heading.
            '#' | '+' | '-' | '=' => before.is_empty(),
            '.' | ')' => !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        if is_markup {
            markdown.push('\\');
        }
        markdown.push(letter);
    }
    markdown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_markup() {
        for (text, markdown) in [
            ("Shop | A\nB", "Shop \\| A B"),
            ("a `b` \\| c", "a \\`b\\` \\\\\\| c"),
            ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
            ("&lt;b&gt; R & D", "\\&lt;b\\&gt; R & D"),
            ("[x](javascript:1) ![y](z)", "\\[x\\](javascript:1) !\\[y\\](z)"),
            ("*a* _b_ ~c~ $d$", "\\*a\\* \\_b\\_ \\~c\\~ \\$d\\$"),
            ("# Title #2", "\\# Title #2"),
            ("- item - 2", "\\- item - 2"),
            ("+5", "\\+5"),
            ("===", "\\==="),
            ("12. March 3.", "12\\. March 3."),
            ("1) one", "1\\) one"),
            ("https://a.b WWW.c.d a@b.c", "https\\://a.b WWW\\.c.d a\\@b.c"),
            ("\u{1b}[31mred", "\\\\u{1b}\\[31mred"),
            ("  가게  ", "가게"),
            ("", ""),
        ] {
            assert_eq!(escaped(text), markdown, "{text:?}");
        }
    }
}
