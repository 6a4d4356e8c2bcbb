//! What to suggest where a word is not known: the one that was probably meant, or which there are.

use crate::text::Saying;

/// The word nearest to `word`, if any is near enough to be a slip (Damerau and Levenshtein's distance).
pub fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    // Of a word of two or three letters, two others are another word.
    let letters = word.chars().count();
    let far = if letters > 3 { (letters / 3).max(2) } else { 1 };
    let distances = words.take(100_000).map(|other| (strsim::damerau_levenshtein(word, other), other));
    distances.filter(|(distance, _)| *distance <= far).min().map(|(_, other)| other)
}

/// The word that was probably meant, or `otherwise`.
pub fn did_you_mean<'w>(
    word: &str,
    words: impl Iterator<Item = &'w str>,
    otherwise: impl FnOnce() -> Saying,
) -> Saying {
    nearest(word, words).map_or_else(otherwise, |near| Saying::of("file-did-you-mean", [("near", near.into())]))
}

/// Any of these will do.
pub fn one_of(names: &[&str]) -> Saying {
    Saying::of("file-one-of", [("names", names.join(", ").into())])
}

/// A message about this text.
pub fn of_text(key: &'static str, text: &str) -> Saying {
    Saying::of(key, [("text", text.into())])
}
