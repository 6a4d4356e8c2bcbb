//! The path that a person means by what was typed or pasted into the path field: quoted, as an address, with `~`, with blanks around it.

use std::path::{Path, PathBuf};

/// Quotation marks that a file manager, a terminal, a letter or a chat puts around a path.
const QUOTES: [(char, char); 7] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('\u{201c}', '\u{201d}'),
    ('\u{2018}', '\u{2019}'),
    ('<', '>'),
    ('\u{300c}', '\u{300d}'),
];

/// The whole path that is meant by `typed`. A relative path begins in the folder in which the program was started.
///
/// If there is a file whose name is exactly what was typed, that file is meant.
pub(super) fn typed_path(typed: &str) -> PathBuf {
    let home = directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned());
    let path = meant(typed, home.as_deref(), Path::exists);
    // Only an empty path has no whole path, and the field does not accept that.
    std::path::absolute(&path).unwrap_or(path)
}

/// The path that is meant by `typed`, where `home` is the home folder and `is_there` tells whether there is a file.
fn meant(typed: &str, home: Option<&Path>, is_there: impl Fn(&Path) -> bool) -> PathBuf {
    let exact = PathBuf::from(typed.trim_matches(['\r', '\n']));
    if !exact.as_os_str().is_empty() && is_there(&exact) {
        return exact;
    }
    let typed = unquoted(typed);
    if let Some(path) = of_address(typed) {
        return path;
    }
    if let (Some(home), Some(rest)) = (home, typed.strip_prefix('~')) {
        match rest.strip_prefix(std::path::is_separator) {
            Some(below) => return home.join(below.trim_start_matches(std::path::is_separator)),
            None if rest.is_empty() => return home.to_owned(),
            None => {}
        }
    }
    let path = PathBuf::from(typed);
    // A terminal puts a backslash before each blank. Where a backslash parts folders, this changes nothing that is there.
    let without = PathBuf::from(without_backslashes(typed));
    if !is_there(&path) && is_there(&without) { without } else { path }
}

/// The text without the blanks and the pairs of quotation marks around it.
fn unquoted(typed: &str) -> &str {
    let is_blank = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '\u{feff}';
    let mut inner = typed.trim_matches(is_blank);
    loop {
        let pair = QUOTES.iter().find_map(|(open, close)| inner.strip_prefix(*open)?.strip_suffix(*close));
        match pair.map(|inside| inside.trim_matches(is_blank)) {
            Some(inside) if !inside.is_empty() => inner = inside,
            _ => return inner,
        }
    }
}

/// The path of a `file:` address, whose letters may be percent-encoded. `None` if it is no such address, or one of another machine.
fn of_address(typed: &str) -> Option<PathBuf> {
    let is_address = typed.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    if !is_address {
        return None;
    }
    // An address of a file has neither a query nor a fragment, so whoever wrote these two letters did not encode them.
    let encoded = typed.replace('#', "%23").replace('?', "%3F");
    url::Url::parse(&encoded).ok()?.to_file_path().ok()
}

fn without_backslashes(typed: &str) -> String {
    let mut path = String::with_capacity(typed.len());
    let mut letters = typed.chars();
    while let Some(letter) = letters.next() {
        path.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is meant by `typed` in the home folder `/home/me`, if these files are there.
    fn meant_among(typed: &str, there: &[&str]) -> String {
        let path = meant(typed, Some(Path::new("/home/me")), |path| there.iter().any(|other| Path::new(other) == path));
        path.display().to_string()
    }

    #[test]
    #[cfg(unix)]
    fn pasted_paths_are_understood() {
        for (typed, path) in [
            ("/a/world.ron", "/a/world.ron"),
            ("  /a/my world.ron \r\n", "/a/my world.ron"),
            ("\"/a/my world.ron\"", "/a/my world.ron"),
            (" '/a/world.ron'\n", "/a/world.ron"),
            ("\u{201c}/a/world.ron\u{201d}", "/a/world.ron"),
            ("'\"/a/world.ron\"'", "/a/world.ron"),
            ("\"C:\\Users\\me\\world.ron\"", "C:\\Users\\me\\world.ron"),
            ("~/world.ron", "/home/me/world.ron"),
            ("\"~/world.ron\"", "/home/me/world.ron"),
            ("~//world.ron", "/home/me/world.ron"),
            ("~", "/home/me"),
            ("~you/world.ron", "~you/world.ron"),
            ("file:///a/my%20world.ron", "/a/my world.ron"),
            ("FILE://localhost/a/world.ron", "/a/world.ron"),
            ("file:/a/world.ron", "/a/world.ron"),
            ("<file:///a/%EA%B0%80%EA%B2%8C%20%23%31.ron>", "/a/가게 #1.ron"),
            ("file:///a/가게 #1?.ron", "/a/가게 #1?.ron"),
            ("file://other-machine/a/world.ron", "file://other-machine/a/world.ron"),
            ("file.ron", "file.ron"),
            ("\u{feff}/a/world.ron\u{a0}", "/a/world.ron"),
            ("\"", "\""),
            ("\"\"", "\"\""),
        ] {
            assert_eq!(meant_among(typed, &[]), path, "{typed:?}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_is_there_is_meant_by_its_name() {
        assert_eq!(meant_among("'quoted'", &["'quoted'"]), "'quoted'");
        assert_eq!(meant_among("blank ", &["blank "]), "blank ");
        assert_eq!(meant_among("/a/my\\ world.ron", &["/a/my world.ron"]), "/a/my world.ron");
        assert_eq!(meant_among("/a/my\\ world.ron", &["/a/my\\ world.ron", "/a/my world.ron"]), "/a/my\\ world.ron");
        assert_eq!(meant_among("/a/new\\ world.ron", &[]), "/a/new\\ world.ron");
    }
}
