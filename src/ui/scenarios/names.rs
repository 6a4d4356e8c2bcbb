//! The names of the cards: the title of each scenario, with its file where two have the same title.

use std::collections::HashMap;

use super::card::Card;
use super::short::shortened;
use crate::text::{Texts, is_same_name};

/// A title is cut after so many letters, so that no file makes the list slow.
const LONGEST: usize = 160;

/// The names of these cards, each different from the others.
pub(super) fn names<'a>(cards: impl Iterator<Item = &'a Card>, texts: &Texts) -> Vec<String> {
    let cards: Vec<&Card> = cards.collect();
    let titles: Vec<String> = cards.iter().map(|card| shortened(title(card, texts), LONGEST)).collect();
    let with = |title: &str, file: &str| texts.with("scenarios-named", &[("title", title), ("file", file)]);
    let mut names = distinguished(&titles, |place, title| with(title, &shortened(&cards[place].file, LONGEST)));
    if names.iter().any(String::is_empty) {
        names = names
            .into_iter()
            .enumerate()
            .map(|(place, name)| if name.is_empty() { cards[place].file.clone() } else { name })
            .collect();
    }
    distinguished(&names, |place, name| with(name, &cards[place].place))
}

/// The names, of which those that occur more than once are made longer.
fn distinguished(names: &[String], longer: impl Fn(usize, &str) -> String) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    names.iter().for_each(|name| *counts.entry(name.to_lowercase()).or_default() += 1);
    let is_alone = |name: &str| counts.get(&name.to_lowercase()).copied() == Some(1);
    let name = |(place, name): (usize, &String)| if is_alone(name) { name.clone() } else { longer(place, name) };
    names.iter().enumerate().map(name).collect()
}

fn title<'a>(card: &'a Card, texts: &Texts) -> &'a str {
    let title = card.summary.texts(texts.language()).title.trim();
    if title.is_empty() || is_same_name(title, &card.file) { &card.file } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::IncidentSource;

    fn named(all: &[(&str, &str)]) -> Vec<String> {
        let cards: Vec<Card> = all
            .iter()
            .map(|(title, place)| {
                let mut card = Card::reading(
                    IncidentSource::File((*place).into()),
                    place.rsplit('/').next().unwrap_or_default(),
                    place,
                );
                card.summary.texts.entry(String::new()).or_default().title = (*title).to_owned();
                card
            })
            .collect();
        names(cards.iter(), &Texts::english())
    }

    #[test]
    fn scenarios_with_one_title_are_told_apart_by_their_files_and_folders() {
        let all = [("Fire", "/a/x.ron"), ("fire", "/a/y.ron"), ("Flood", "/a/z.ron")];
        assert_eq!(named(&all), ["Fire (x.ron)", "fire (y.ron)", "Flood"]);
        let all = [("Fire", "/a/x.ron"), ("Fire", "/b/x.ron"), ("", "/c/x.ron")];
        assert_eq!(named(&all), ["Fire (x.ron) (/a/x.ron)", "Fire (x.ron) (/b/x.ron)", "x.ron"]);
    }

    #[test]
    fn a_hostile_title_is_cut() {
        let long = "가".repeat(10_000);
        assert_eq!(named(&[(&long, "/a/x.ron")])[0].chars().count(), LONGEST + 1);
    }
}
