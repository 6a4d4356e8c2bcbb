//! The problems of a file. Each has a message, a remedy, its path in the file and, if known, its line and column.

use unicode_width::UnicodeWidthChar;

use super::locate;
use super::path::FieldPath;
pub use super::tokens::Location;
use super::tokens::is_invisible;
use crate::text::Saying;
use crate::units::{is_control, one_line};

/// The maximum number of problems in a report. Further problems are only counted, because nobody would read a longer list.
pub const MOST_PROBLEMS: usize = 200;
/// The keys of the texts that tell how many more problems there are, and how many more warnings.
pub const MORE: [&str; 2] = ["file-more", "file-more-warnings"];
/// The maximum width of the excerpt of a source line, in columns.
const EXCERPT: usize = 100;

/// One problem, or one warning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line and column in the text. `None` if the text is not known.
    pub location: Option<Location>,
    /// What is wrong.
    pub message: Saying,
    /// How to fix it.
    pub remedy: Saying,
    /// The path of the value that is wrong; the empty path, which means the file as a whole, if no value is known.
    pub path: FieldPath,
}

impl Problem {
    /// How many problems this one stands for: 1, except for the last of a list, which tells how many more there are.
    #[must_use]
    pub fn count(&self) -> usize {
        match &self.message {
            Saying::Of(key, args) if MORE.contains(key) => match &args[..] {
                [(_, Saying::Number(count))] => usize::try_from(*count).unwrap_or(usize::MAX),
                _ => 1,
            },
            Saying::Of(..) | Saying::Own(_) | Saying::Number(_) => 1,
        }
    }

    /// The problem with its line and column in `text`, the text of the file. If its value does not stand there, those of the nearest value
    /// around it that does.
    #[must_use]
    pub fn located(self, text: &str) -> Self {
        let around: Vec<FieldPath> = std::iter::successors(Some(self.path.clone()), FieldPath::owner).collect();
        let found = locate::find(text, around.iter());
        let location = around.iter().find_map(|path| found.get(path)?.first().copied());
        Self { location: location.or(self.location), ..self }
    }
}

/// All problems of a file and its warnings, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.summary())]
pub struct Report {
    /// The problems: at least one.
    pub problems: Vec<Problem>,
    /// The warnings: probable mistakes that do not make the file invalid.
    pub warnings: Vec<Problem>,
}

impl Report {
    /// A report of one problem of the file as a whole.
    #[must_use]
    pub fn whole_file(message: Saying, remedy: Saying) -> Self {
        Self::of(Problem { location: None, message, remedy, path: FieldPath::default() })
    }

    /// A report of one problem.
    #[must_use]
    pub fn of(problem: Problem) -> Self {
        Self { problems: vec![problem], warnings: Vec::new() }
    }

    /// The number of problems, also of those that are not listed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.problems.iter().map(Problem::count).sum()
    }

    fn summary(&self) -> String {
        let lines: Vec<String> = self.problems.iter().map(|problem| problem.message.to_string()).collect();
        lines.join("; ")
    }

    /// The report for a terminal. Each entry has the location and message, the line with a mark, and the remedy. Warnings come after
    /// problems.
    ///
    /// `name` is the name of the file. `text` is its text, empty if it could not be read.
    #[must_use]
    pub fn render(&self, name: &str, text: &str) -> String {
        render(&self.problems, "", name, text) + &render_warnings(&self.warnings, name, text)
    }
}

/// Warnings for a terminal, each in the form that it has in a [`Report`].
#[must_use]
pub fn render_warnings(warnings: &[Problem], name: &str, text: &str) -> String {
    render(warnings, "warning: ", name, text)
}

fn render(problems: &[Problem], kind: &str, name: &str, text: &str) -> String {
    let mut out = String::new();
    // Locations do not count a byte order mark.
    let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines().enumerate();
    let mut current: Option<Line<'_>> = None;
    // Names and messages may contain anything that was in the file, or that a file can be called.
    let write_line = |out: &mut String, line: String| {
        out.push_str(&one_line(&line));
        out.push('\n');
    };
    for problem in problems {
        match problem.location {
            None if problem.path == FieldPath::default() => {
                write_line(&mut out, format!("{name}: {kind}{}", problem.message));
            }
            None => write_line(&mut out, format!("{name}: {kind}{}: {}", problem.path, problem.message)),
            Some(Location { line: number, column }) => {
                write_line(&mut out, format!("{name}:{number}:{column}: {kind}{}", problem.message));
                // Problems are in the order of the file, so one pass over the lines is enough.
                while current.as_ref().is_none_or(|line| line.number < number) {
                    match lines.next() {
                        Some((index, rest)) => current = Some(Line { number: index + 1, first: 1, rest }),
                        None => break,
                    }
                }
                if let Some(line) = current.as_mut().filter(|line| line.number == number) {
                    out += &line.excerpt(column);
                }
            }
        }
        write_line(&mut out, format!("    {}", problem.remedy));
    }
    out
}

/// A line of which excerpts are shown, from left to right.
struct Line<'t> {
    /// The number of the line, from 1.
    number: usize,
    /// The column at which `rest` begins, from 1.
    first: usize,
    /// The part of the line that may still be shown. In a file of one long line, it is not passed over again for every problem.
    rest: &'t str,
}

impl Line<'_> {
    /// The part of the line around `column`, with its line number, and below it a line with the mark `^` under that column. A wide
    /// character occupies two columns of the terminal.
    fn excerpt(&mut self, column: usize) -> String {
        let first = column.saturating_sub(EXCERPT / 2).max(self.first);
        let skipped = self.rest.char_indices().nth(first - self.first).map_or(self.rest.len(), |(at, _)| at);
        (self.first, self.rest) = (first, &self.rest[skipped..]);
        let (mut shown, mut before) = (String::new(), 0);
        for (index, c) in self.rest.chars().take(EXCERPT).enumerate() {
            if first + index == column {
                before = columns(&shown);
            }
            push_visible(&mut shown, c);
        }
        if first + self.rest.chars().take(EXCERPT).count() <= column {
            before = columns(&shown);
        }
        let gutter = format!("{:>5} | ", self.number);
        let blank = " ".repeat(gutter.len() - 2);
        format!("{gutter}{shown}\n{blank}| {}^\n", " ".repeat(before))
    }
}

/// How many columns of a terminal a text takes. Terminals do not agree on joined signs, so each part is counted by itself.
fn columns(shown: &str) -> usize {
    shown.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Adds the character as an excerpt shows it: every character can be seen, and none controls the terminal.
fn push_visible(shown: &mut String, c: char) {
    match c {
        '\t' | '\r' => shown.push(' '),
        _ if is_control(c) || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}') => shown.extend(c.escape_unicode()),
        // Parts of joined signs, as of emoji, stay as they are.
        '\u{200c}' | '\u{200d}' => shown.push(c),
        _ if is_invisible(c) => shown.push('·'),
        _ => shown.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(column: usize, message: &str) -> Problem {
        let (location, path) = (Some(Location { line: 1, column }), FieldPath::of(["title"]));
        Problem { location, message: message.into(), remedy: "mend it".into(), path }
    }

    #[test]
    fn of_a_long_line_the_part_around_the_problem_is_shown() {
        let line = format!("{}X{}", "a".repeat(249), "b".repeat(250));
        let report = Report::of(problem(250, "not an X"));
        let rendered = report.render("long.ron", &line);
        let [_, shown, mark, _] = rendered.lines().collect::<Vec<_>>()[..] else { panic!("four lines:\n{rendered}") };
        assert_eq!(shown.find('X'), mark.find('^'), "{rendered}");
        assert!(shown.contains("aaaXbbb") && shown.len() < 120, "{rendered}");
    }

    #[test]
    fn no_name_and_no_line_of_a_file_reaches_a_terminal_raw() {
        let line = "\tsites: { \"ha\u{1b}[2Jll\u{202e}\": (nam: \"\u{9b}31m\") },";
        let column = line.chars().take_while(|letter| *letter != 'n').count() + 1;
        let rendered = Report::of(problem(column, "no field \"na\nm\u{8}\"")).render("wo\nrld\u{1b}.ron", line);
        let lines: Vec<&str> = rendered.lines().collect();
        let [head, shown, mark, _] = lines[..] else { panic!("four lines:\n{rendered}") };
        assert_eq!(head, format!("wo rld\\u{{1b}}.ron:1:{column}: no field \"na m\\u{{8}}\""));
        assert!(shown.ends_with("\"ha\\u{1b}[2Jll\\u{202e}\": (nam: \"\\u{9b}31m\") },"), "{shown}");
        let before = |line: &str, part: &str| line.find(part).map(|bytes| line[..bytes].chars().count());
        assert_eq!(before(shown, "nam"), before(mark, "^"), "{rendered}");
    }

    #[test]
    fn problems_that_are_not_listed_are_counted() {
        let more = Problem { message: Saying::of(MORE[0], [("count", Saying::Number(800))]), ..problem(2, "") };
        let report = Report { problems: vec![problem(1, "no title"), more], warnings: Vec::new() };
        assert_eq!(report.count(), 801);
    }

    #[test]
    fn as_an_error_it_says_all_that_is_wrong() {
        let report = Report { problems: vec![problem(1, "no title"), problem(2, "no zone")], warnings: Vec::new() };
        assert_eq!(report.to_string(), "no title; no zone");
    }
}
