//! Problems and warnings in words. What the file calls a field is followed by what the forms call it.

use super::labels::label_key_of_name;
use crate::file::Problem;
use crate::text::Texts;

/// What is wrong, and what would make it right.
pub(super) fn problem_words(texts: &Texts, problem: &Problem) -> [String; 2] {
    let table = problem.path.parts().next().unwrap_or_default();
    [&problem.message, &problem.remedy].map(|saying| with_labels(texts, table, &texts.say(saying)))
}

/// The same, where both stand alone and are no part of a sentence.
pub(super) fn problem_sentences(texts: &Texts, problem: &Problem) -> [String; 2] {
    let table = problem.path.parts().next().unwrap_or_default();
    [&problem.message, &problem.remedy].map(|saying| with_labels(texts, table, &texts.sentence(saying)))
}

/// These words about a row of a table, with the label of each field behind its name, which stands between two ` in them.
fn with_labels(texts: &Texts, table: &str, words: &str) -> String {
    let parts: Vec<&str> = words.split('`').collect();
    // One ` alone is no quotation.
    if parts.len().is_multiple_of(2) {
        return words.to_owned();
    }
    let labelled = parts.iter().enumerate().map(|(index, part)| {
        if index.is_multiple_of(2) {
            return (*part).to_owned();
        }
        let quoted = format!("`{part}`");
        match label_key_of_name(table, part) {
            Some(key) => texts.with("edit-field-and-label", &[("field", &quoted), ("label", texts.get(key))]),
            None => quoted,
        }
    });
    labelled.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn names_of_fields_are_followed_by_their_labels() {
        let texts = Texts::english();
        let said = |table: &str, words: &str| with_labels(&texts, table, words);
        let less = "write at least 5 servers, or a smaller `retry`";
        assert_eq!(said("services", less), format!("{less} (Retries)"));
        let two = said("services", "add `standby`, or remove `switch` here");
        assert_eq!(two, "add `standby` (Standby servers), or remove `switch` (Failover) here");
        // Fields of several kinds have this name, and one has a label of its own.
        assert_eq!(said("plans", "write another place in `at`"), "write another place in `at`");
        assert_eq!(said("companies", "add `close`"), "add `close` (Last price before)");
        for words in ["write `true` or `false`", "write `key: value`", "a ` alone, as in `retry", ""] {
            assert_eq!(said("services", words), words);
        }
        let korean = Texts::of(Language::Korean);
        assert_eq!(with_labels(&korean, "services", "`retry`를 줄이세요"), "`retry`(재시도)를 줄이세요");
    }
}
