//! Tests of shipped scenarios of which some tokens are deleted, repeated, swapped or replaced: the loader never panics, each problem has a
//! place in the text, none is told twice, and a remedy that says what to write helps.

use firedrill::file::{self, Problem, Shipped};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::SMALL;

/// Numbers and words that people and programs write, and that RON does not know or the format does not expect.
const ODD: [&str; 40] = [
    "0",
    "-1",
    "1.5",
    "20,000",
    "0,5",
    "20 000",
    "20'000",
    "20.000",
    "1e3",
    "1e999",
    "50%",
    "NaN",
    "inf",
    "0x10",
    "99999999999999999999",
    "5M",
    "\"5\"",
    "“five”",
    "'five'",
    "null",
    "None",
    "True",
    "#",
    "//",
    "/*",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ";",
    "=",
    "：",
    "\u{a0}",
    "\u{200b}",
    "r#do",
];

/// The tokens of a text and the blanks between them.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if first.is_alphanumeric() => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        tokens.push(&rest[..end]);
        rest = &rest[end..];
    }
    tokens
}

#[derive(Clone, Debug)]
enum Mutation {
    Delete(Index),
    Repeat(Index),
    Swap(Index, Index),
    Replace(Index, Index),
    Insert(Index, Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let index = any::<Index>;
    prop_oneof![
        index().prop_map(Mutation::Delete),
        index().prop_map(Mutation::Repeat),
        (index(), index()).prop_map(|(a, b)| Mutation::Swap(a, b)),
        (index(), index()).prop_map(|(at, odd)| Mutation::Replace(at, odd)),
        (index(), index()).prop_map(|(at, odd)| Mutation::Insert(at, odd)),
    ]
}

fn mutated(text: &'static str, mutations: &[Mutation]) -> String {
    let mut tokens = tokens(text);
    // Blanks are not worth a mutation.
    let place = |tokens: &[&str], index: &Index| {
        let places: Vec<usize> = (0..tokens.len()).filter(|place| !tokens[*place].trim().is_empty()).collect();
        if places.is_empty() { 0 } else { places[index.index(places.len())] }
    };
    for mutation in mutations {
        match mutation {
            Mutation::Delete(at) => drop(tokens.remove(place(&tokens, at))),
            Mutation::Repeat(at) => {
                let at = place(&tokens, at);
                tokens.insert(at, tokens[at]);
            }
            Mutation::Swap(a, b) => {
                let (a, b) = (place(&tokens, a), place(&tokens, b));
                tokens.swap(a, b);
            }
            Mutation::Replace(at, odd) => {
                let at = place(&tokens, at);
                tokens[at] = ODD[odd.index(ODD.len())];
            }
            Mutation::Insert(at, odd) => tokens.insert(place(&tokens, at), ODD[odd.index(ODD.len())]),
        }
    }
    tokens.concat()
}

/// The text from the place of a problem on. `None` if the place is not in the text.
fn from_place<'t>(text: &'t str, problem: &Problem) -> Option<(usize, &'t str)> {
    let location = problem.location?;
    let start: usize = text.split_inclusive('\n').take(location.line - 1).map(str::len).sum();
    let line = text.get(start..)?.split('\n').next()?;
    let columns = line.chars().count();
    let skipped: usize = line.chars().take(location.column - 1).map(char::len_utf8).sum();
    (location.column <= columns + 1).then(|| (start + skipped, &text[start + skipped..]))
}

/// The part of a message or remedy between backticks.
fn quoted(words: &str) -> Option<&str> {
    words.split('`').nth(1)
}

/// The text in which the author did what the remedy says, if it says what to write in place of something that the message quotes.
fn mended(text: &str, problem: &Problem) -> Option<String> {
    let (message, remedy) = (problem.message.to_string(), problem.remedy.to_string());
    let (at, rest) = from_place(text, problem)?;
    let right = remedy.strip_prefix("write `").and_then(|right| right.strip_suffix('`'));
    // A remedy with a choice does not say which.
    let right = right.filter(|right| !right.contains('`'))?;
    let wrong = quoted(&message).filter(|wrong| rest.starts_with(wrong) && *wrong != right)?;
    Some(format!("{}{right}{}", &text[..at], &rest[wrong.len()..]))
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let report = match file::load(text.as_bytes()) {
        Ok(scenario) => {
            let again = file::load(file::to_ron(&scenario).as_bytes()).expect("what is written loads");
            prop_assert_eq!(scenario, again);
            return Ok(());
        }
        Err(report) => report,
    };
    prop_assert!(!report.problems.is_empty());
    let count = report.problems.len();
    for (index, problem) in report.problems.iter().enumerate() {
        prop_assert!(from_place(text, problem).is_some(), "no place: {problem:?}");
        let is_last = index + 1 == count && count > 200;
        let is_new = !report.problems[..index].contains(problem);
        prop_assert!(is_new || is_last, "told twice: {problem:?}");
        if let Some(mended) = mended(text, problem) {
            let left = file::load(mended.as_bytes()).err().map_or(Vec::new(), |report| report.problems);
            let is_told = |other: &Problem| (other.location, &other.message) == (problem.location, &problem.message);
            prop_assert!(!left.iter().any(is_told), "it helps to do what the remedy says: {problem:?}");
        }
    }
    prop_assert!(!report.render("mutated.ron", text).is_empty());
    Ok(())
}

fn texts() -> Vec<&'static str> {
    let shipped = file::shipped().iter().map(|shipped: &Shipped| shipped.text()).filter(|text| text.len() < 10_000);
    std::iter::once(SMALL).chain(shipped).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_mutated_scenario_loads_or_says_why_not(
        which in any::<Index>(),
        mutations in proptest::collection::vec(mutation(), 1..4),
    ) {
        let texts = texts();
        check(&mutated(texts[which.index(texts.len())], &mutations))?;
    }
}
