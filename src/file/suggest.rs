//! Suggestions for an unknown word: a similar word, or a list of the possible ones.

use crate::text::Saying;

/// The one of `words` that is most similar to `word` by Damerau-Levenshtein distance. `None` if none is so similar that `word` may be a
/// typing mistake.
pub fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    // In a word of up to three letters only one letter may differ: if two differ, probably another word is meant.
    let letters = word.chars().count();
    let far = if letters > 3 { (letters / 3).max(2) } else { 1 };
    let distances = words.take(100_000).map(|other| (strsim::damerau_levenshtein(word, other), other));
    distances.filter(|(distance, _)| *distance <= far).min().map(|(_, other)| other)
}

/// A message that suggests the one of `words` that was probably meant. If none is similar to `word`, returns the message `otherwise`.
pub fn did_you_mean<'w>(
    word: &str,
    words: impl Iterator<Item = &'w str>,
    otherwise: impl FnOnce() -> Saying,
) -> Saying {
    nearest(word, words).map_or_else(otherwise, |near| Saying::of("file-did-you-mean", [("near", near.into())]))
}

/// A message that lists the possible names.
pub fn one_of(names: &[&str]) -> Saying {
    Saying::of("file-one-of", [("names", names.join(", ").into())])
}

/// The message with this key, whose argument is `text`.
pub fn of_text(key: &'static str, text: &str) -> Saying {
    Saying::of(key, [("text", text.into())])
}
