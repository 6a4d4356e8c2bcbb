//! Suggestions for an unknown word: a similar word, or a list of the possible ones.

use crate::text::Saying;

/// The longest word for which a similar one is sought, in letters. Nobody mistypes a longer one by chance.
const LONGEST_WORD: usize = 100;
/// The maximum number of words that are compared with one word.
const MOST_WORDS: usize = 100_000;
/// A distance that is greater than any other.
const FAR: usize = usize::MAX / 2;
/// The longest text that a message quotes as a whole, in letters.
const LONGEST_QUOTE: usize = 80;

/// The one of `words` that is most similar to `word` by the number of letters that are missing, too many, different or swapped. `None` if
/// none is so similar that `word` may be a typing mistake.
pub fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let letters: Vec<char> = word.chars().take(LONGEST_WORD + 1).collect();
    if letters.len() > LONGEST_WORD {
        return None;
    }
    // In a word of up to three letters only one letter may differ: if two differ, probably another word is meant.
    let far = if letters.len() > 3 { (letters.len() / 3).max(2) } else { 1 };
    let mut distance = Distance::new(&letters);
    let mut best: Option<(usize, &str)> = None;
    for other in words.take(MOST_WORDS) {
        if other != word && other.eq_ignore_ascii_case(word) {
            return Some(other);
        }
        let most = best.map_or(far, |(distance, _)| distance);
        if let Some(found) = distance.up_to(most, other).map(|distance| (distance, other))
            && best.is_none_or(|best| found < best)
        {
            best = Some(found);
        }
    }
    best.map(|(_, other)| other)
}

/// Computes how different words are from one word. Most words differ too much, which shows by their length or their letters alone.
///
/// `strsim` has the same distance, but compares every letter of every word however different they are.
struct Distance<'w> {
    word: &'w [char],
    kinds: u64,
    other: Vec<char>,
    /// The last three rows of the table of distances between the beginnings of both words.
    rows: [Vec<usize>; 3],
}

/// The kinds of letters that occur, as a set of 64.
fn kinds(letters: &[char]) -> u64 {
    letters.iter().fold(0, |kinds, letter| kinds | 1 << (u32::from(*letter) % 64))
}

impl<'w> Distance<'w> {
    fn new(word: &'w [char]) -> Self {
        Self { word, kinds: kinds(word), other: Vec::new(), rows: Default::default() }
    }

    /// The number of letters that must be added, removed, replaced, or swapped with the next one to change one word to the other. `None` if
    /// it is greater than `most`.
    fn up_to(&mut self, most: usize, other: &str) -> Option<usize> {
        self.other.clear();
        self.other.extend(other.chars().take(self.word.len() + most + 1));
        let (width, height) = (self.word.len(), self.other.len());
        // One change adds at most one kind of letter and takes away at most one.
        let kinds = (self.kinds ^ kinds(&self.other)).count_ones() as usize;
        if width.abs_diff(height) > most || kinds > 2 * most {
            return None;
        }
        let [before, last, row] = &mut self.rows;
        for any in [&mut *before, &mut *last, &mut *row] {
            any.clear();
            any.resize(width + 1, FAR);
        }
        last.iter_mut().enumerate().take(most + 1).for_each(|(j, distance)| *distance = j);
        for (i, letter) in self.other.iter().enumerate() {
            // Further from the diagonal than `most`, every distance is greater than `most`.
            let (from, to) = ((i + 1).saturating_sub(most), (i + 1 + most).min(width));
            row.fill(FAR);
            if from == 0 {
                row[0] = i + 1;
            }
            for j in from.max(1)..=to {
                let own = self.word[j - 1];
                let replaced = last[j - 1] + usize::from(own != *letter);
                let mut least = replaced.min(last[j] + 1).min(row[j - 1] + 1);
                if i > 0 && j > 1 && own == self.other[i - 1] && self.word[j - 2] == *letter {
                    least = least.min(before[j - 2] + 1);
                }
                row[j] = least;
            }
            let is_over = |distances: &[usize], most: usize| distances.iter().all(|distance| *distance > most);
            if is_over(&row[from..=to], most) && most > 0 && is_over(last, most - 1) {
                return None;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        last.last().copied().filter(|distance| *distance <= most)
    }
}

/// A message that suggests the one of `words` that was probably meant. If none is similar to `word`, returns the message `otherwise`.
pub fn did_you_mean<'w>(
    word: &str,
    words: impl Iterator<Item = &'w str>,
    otherwise: impl FnOnce() -> Saying,
) -> Saying {
    nearest(word, words).map_or_else(otherwise, |near| Saying::of("file-did-you-mean", [("near", short(near).into())]))
}

/// A message that lists the possible names.
pub fn one_of(names: &[&str]) -> Saying {
    let names: Vec<String> = names.iter().map(|name| short(name)).collect();
    Saying::of("file-one-of", [("names", names.join(", ").into())])
}

/// The message with this key, whose argument is `text`.
pub fn of_text(key: &'static str, text: &str) -> Saying {
    Saying::of(key, [("text", short(text).into())])
}

/// A text of a file as a message quotes it: characters that cannot be seen are written as escapes, and of a long text only the beginning
/// is shown.
pub fn short(text: &str) -> String {
    let mut shown = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == LONGEST_QUOTE {
            shown.push('…');
            break;
        }
        if c.is_control() || super::tokens::is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}') {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_differs_least() {
        let words = ["pangyo-1", "pangyo-2", "anyang", "login", "", "가나다라"];
        let near = |word| nearest(word, words.into_iter());
        assert_eq!(near("pangio-2"), Some("pangyo-2"));
        assert_eq!(near("pangyo-"), Some("pangyo-1"), "the first of two that are equally near");
        assert_eq!(near("lgoin"), Some("login"), "two letters are swapped");
        assert_eq!(near("anynag"), Some("anyang"));
        assert_eq!(near("가나다마"), Some("가나다라"));
        assert_eq!(near("ANYANG"), Some("anyang"));
        assert_eq!(near("seoul"), None);
        assert_eq!(near(&"a".repeat(50_000)), None);
    }

    #[test]
    fn the_distance_is_that_of_strsim_up_to_its_bound() {
        let words = ["abcd", "abdc", "bacd", "abc", "abcde", "xbcd", "dcba", "", "aabbccdd", "abxcd", "acbd", "badc"];
        for word in words {
            for other in words {
                let letters: Vec<char> = word.chars().collect();
                let right = strsim::osa_distance(word, other);
                for most in 0..9 {
                    let found = Distance::new(&letters).up_to(most, other);
                    assert_eq!(found, (right <= most).then_some(right), "{word} {other} {most}");
                }
            }
        }
    }

    #[test]
    fn what_a_message_quotes_can_be_seen_and_read() {
        assert_eq!(short("Sh\u{1b}[2Jop \u{202e}x"), "Sh\\u{1b}[2Jop \\u{202e}x");
        assert_eq!(short(&"가".repeat(1_000)), format!("{}…", "가".repeat(80)));
    }
}
