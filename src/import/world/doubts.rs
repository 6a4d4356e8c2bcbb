//! Finds names that are imported as they are written and may be meant otherwise: sites with a slip in the name, and two sites in one cell.

use std::collections::HashSet;

use super::assume::listed;
use crate::import::cells::{joined_names, shortened};
use crate::import::draft::{Draft, DraftSite, key};
use crate::import::problems::{Origin, Problems};
use crate::text::Saying;

/// How similar a name must be to be a slip.
pub(super) const SLIP: f64 = 0.8;
/// How similar a name must be to be worth a question.
const SIMILAR: f64 = 0.55;
/// Up to how many names a similar one is sought among, which takes time for each of them.
const MOST_SOUGHT: usize = 2_000;
/// The fewest letters of a word in which a slip is sought. Shorter words, as in `DC A` and `DC B`, tell names apart.
const FEWEST_LETTERS: usize = 4;

/// The most similar of these names, each given with its [`key`], and how similar it is, if it may be meant.
pub(super) fn nearest<'n>(name: &str, names: impl Iterator<Item = (&'n str, &'n str)>) -> Option<(&'n str, f64)> {
    let own = key(name);
    let similarity = |other: &str| {
        let distance = strsim::normalized_damerau_levenshtein(other, &own);
        if has_words(&own, other) || has_words(other, &own) { distance.max(SIMILAR) } else { distance }
    };
    let names = names.take(MOST_SOUGHT).map(|(other, key)| (other, similarity(key)));
    let near = names.max_by(|(_, a), (_, b)| a.total_cmp(b));
    near.filter(|(_, similarity)| *similarity >= SIMILAR)
}

/// Whether a text has these whole words, at least two letters of ASCII long.
fn has_words(text: &str, words: &str) -> bool {
    let is_whole = |(at, _): (usize, &str)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        (before.is_empty() || before.ends_with([' ', '(', '[']))
            && (after.is_empty() || after.starts_with([' ', ')', ']']))
    };
    words.len() >= 2 && text.match_indices(words).any(is_whole)
}

/// The only one of these names, each given as its [`key`], that ends with this name in brackets: `PAS` may stand for `Patient administration
/// (PAS)`.
pub(super) fn only_in_brackets(name: &str, keys: &[String]) -> Option<usize> {
    let own = key(name);
    let is_meant = |known: &str| in_brackets(known) == Some(own.as_str());
    let mut indices = keys.iter().enumerate().filter(|(_, known)| is_meant(known)).map(|(index, _)| index);
    let first = indices.next().filter(|_| keys.len() <= MOST_SOUGHT)?;
    indices.next().is_none().then_some(first)
}

/// What stands in brackets at the end of a name, if something stands before them.
fn in_brackets(name: &str) -> Option<&str> {
    [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let (before, inner) = name.strip_suffix(close)?.rsplit_once(open)?;
        let inner = inner.trim();
        (!before.trim().is_empty() && !inner.is_empty()).then_some(inner)
    })
}

/// The question whether another name is meant.
pub(super) fn did_you_mean(name: &str) -> Saying {
    Saying::of("file-did-you-mean", [("near", shortened(name).into())])
}

/// Tells the sites whose names may be slips, or several names.
pub(super) fn sites(draft: &Draft, problems: &mut Problems) {
    let is_named = |name: &str| draft.sites.iter().take(MOST_SOUGHT).any(|site| key(&site.name) == key(name));
    for site in draft.sites.iter().filter(|site| site.at.row.is_some()).take(MOST_SOUGHT) {
        let words = || [("name", shortened(&site.name).into()), ("rows", Saying::count(site.rows))];
        let joined = joined_names(&site.name);
        if joined.len() > 1 && joined.iter().any(|part| is_named(part)) {
            let remedy = Saying::of("import-joined-remedy", [("names", shortened(&joined.join("; ")).into())]);
            problems.cell(site.at.clone(), Saying::of("import-joined-site", words()), remedy);
        } else if let Some(meant) = slip_of(draft, site) {
            problems.doubt(site.at.clone(), Saying::of("import-rare-site", words()), did_you_mean(&meant.name));
        } else if joined.len() > 1 && joined.iter().all(|part| part.chars().count() >= FEWEST_LETTERS) {
            let remedy = Saying::of("import-joined-remedy", [("names", shortened(&joined.join("; ")).into())]);
            problems.doubt(site.at.clone(), Saying::of("import-joined-site", words()), remedy);
        }
    }
}

/// Tells the sites of which no position is known, if others have one: the name may be a slip for one of these. All that are like none of them
/// are told at once. Where none has a position, names say no places.
pub(super) fn places(draft: &Draft, without: &[usize], problems: &mut Problems) {
    if without.len() == draft.sites.len() {
        return;
    }
    let keys: Vec<String> = draft.sites.iter().map(|site| key(&site.name)).collect();
    let is_without: HashSet<usize> = without.iter().copied().collect();
    let no_place = |site: &DraftSite| Saying::of("import-no-place", [("name", shortened(&site.name).into())]);
    let mut unlike: Vec<&DraftSite> = Vec::new();
    for index in without.iter().take(MOST_SOUGHT) {
        let site = &draft.sites[*index];
        let is_told = site.at.row.is_none() || slip_of(draft, site).is_some();
        if is_told {
            continue;
        }
        let others = draft.sites.iter().zip(&keys).enumerate();
        let others = others.filter(|(other, (there, _))| !is_without.contains(other) && there.rows > site.rows);
        match nearest(&site.name, others.map(|(_, (other, key))| (other.name.as_str(), key.as_str()))) {
            Some((near, _)) => problems.doubt(site.at.clone(), no_place(site), did_you_mean(near)),
            None => unlike.push(site),
        }
    }
    match unlike[..] {
        [] => {}
        [site] => problems.doubt(site.at.clone(), no_place(site), Saying::plain("import-no-place-remedy")),
        [first, ..] => {
            let names: Vec<String> = unlike.iter().map(|site| shortened(&site.name)).collect();
            let at = Origin { source: first.at.source.clone(), ..Origin::default() };
            let message = Saying::of("import-no-places", [("names", listed(&names))]);
            problems.doubt(at, message, Saying::plain("import-no-places-remedy"));
        }
    }
}

/// The site that is meant, if the name of this one is a slip: a site of more rows, of which one word differs by a few letters.
fn slip_of<'d>(draft: &'d Draft, site: &DraftSite) -> Option<&'d DraftSite> {
    let is_meant = |other: &&DraftSite| other.rows > site.rows && is_slip(&site.name, &other.name);
    draft.sites.iter().take(MOST_SOUGHT).filter(is_meant).max_by_key(|other| other.rows)
}

/// Whether two names differ only by slips within words. Words with digits tell names apart.
fn is_slip(name: &str, other: &str) -> bool {
    let (name, other) = (key(name), key(other));
    let (words, others): (Vec<&str>, Vec<&str>) = (name.split(' ').collect(), other.split(' ').collect());
    let is_alike = |(word, other): (&&str, &&str)| {
        let letters = word.chars().count().min(other.chars().count());
        let has_digit = [word, other].iter().any(|word| word.chars().any(char::is_numeric));
        word == other
            || letters >= FEWEST_LETTERS && !has_digit && strsim::normalized_damerau_levenshtein(word, other) >= 0.7
    };
    name != other && words.len() == others.len() && words.iter().zip(&others).all(is_alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_another_name() {
        for (name, other) in [("Frankfrut", "Frankfurt"), ("Munich DC", "Munch DC"), ("Data center A", "Data centre A")]
        {
            assert!(is_slip(name, other), "{name}, {other}");
        }
        for (name, other) in
            [("Seoul A", "Seoul B"), ("DC-1", "DC-2"), ("Hall 10", "Hall 11"), ("North", "South"), ("a", "a")]
        {
            assert!(!is_slip(name, other), "{name}, {other}");
        }
    }

    #[test]
    fn a_name_in_brackets_means_the_only_one_that_ends_with_it() {
        let keys = ["patient administration (pas)", "imaging [ris]", "(pas) archive", "mail (old)", "web (old)", "(x)"];
        let keys = keys.map(str::to_owned);
        let found = ["PAS", "ris", "old", "x", "archive", ""].map(|name| only_in_brackets(name, &keys));
        assert_eq!(found, [Some(0), Some(1), None, None, None, None]);
        let names = [("Mail (old)", "mail (old)")];
        assert_eq!(nearest("old", names.into_iter()).map(|(name, _)| name), Some("Mail (old)"));
    }

    #[test]
    fn a_part_of_a_name_may_mean_the_whole() {
        let names = [("SAP ERP", "sap erp"), ("Active Directory", "active directory")];
        assert_eq!(nearest("SAP", names.into_iter()).map(|(name, _)| name), Some("SAP ERP"));
        assert_eq!(nearest("Mainframe", names.into_iter()), None);
    }
}
