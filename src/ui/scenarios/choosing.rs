//! Which cards are shown, and in which order: what is searched, the filters, the order, and how much a card is like another.

use super::card::{Card, CardState};
use crate::model::HazardKind;
use crate::study::library::{LengthClass, Summary, Topic, alike};
use crate::text::{Language, Search};

/// What is searched, filtered and sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// What must be in a text of the scenario.
    pub search: String,
    /// A kind of hazard that must strike.
    pub cause: Option<HazardKind>,
    /// The area of the world.
    pub area: Option<String>,
    /// Something that must happen.
    pub lesson: Option<Topic>,
    /// How long the outage is.
    pub length: Option<LengthClass>,
    /// The order.
    pub sort: Sort,
    /// The scenario that the others must be like. They are then in the order of how much they are.
    pub like: Option<Summary>,
}

/// The order of the cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As they are listed: shipped ones in the order of the library, own files with the most recent first.
    #[default]
    Listed,
    /// The latest incident first.
    Date,
    /// The longest outage first.
    Length,
    /// The best agreement with the record first.
    Fit,
    /// By title.
    Title,
}

impl Sort {
    /// All orders.
    pub const ALL: [Self; 5] = [Self::Listed, Self::Date, Self::Length, Self::Fit, Self::Title];
}

impl Filters {
    /// Whether some cards may be hidden.
    #[must_use]
    pub fn is_set(&self) -> bool {
        *self != Self { sort: self.sort, ..Self::default() }
    }

    fn lets_through(&self, card: &Card, name: &str, search: &Search, language: Language) -> bool {
        let summary = &card.summary;
        let texts = summary.texts(language);
        let places = summary.places.iter().map(|place| place.name_in(language));
        let mut all = [name, &texts.about, &texts.teaches, &card.file, &summary.at].into_iter().chain(places);
        all.any(|text| search.finds(text))
            && self.cause.is_none_or(|cause| summary.hazards.contains(&cause))
            && self.area.as_ref().is_none_or(|area| summary.area == *area)
            && self.lesson.is_none_or(|lesson| summary.topics.contains(&lesson))
            && self.length.is_none_or(|length| summary.length_class() == Some(length))
            && self.like.as_ref().is_none_or(|like| is_same(like, summary) || alike(like, summary) > 0)
    }
}

/// Whether two summaries are of one scenario.
fn is_same(one: &Summary, other: &Summary) -> bool {
    one == other
}

/// The places of the cards that are shown, in their order. A file that cannot be read, or is not read yet, is hidden only by the search.
pub(super) fn chosen<'a>(
    cards: impl Iterator<Item = &'a Card>,
    names: &[String],
    filters: &Filters,
    language: Language,
) -> Vec<usize> {
    let cards: Vec<&Card> = cards.collect();
    let search = Search::of(&filters.search);
    let is_shown = |place: &usize| {
        let card = cards[*place];
        match card.state {
            CardState::Ready => filters.lets_through(card, &names[*place], &search, language),
            CardState::Reading | CardState::Problem { .. } => search.finds(&names[*place]) || search.finds(&card.file),
        }
    };
    let mut places: Vec<usize> = (0..cards.len()).filter(is_shown).collect();
    let summary = |place: &usize| &cards[*place].summary;
    // The sorts are stable: equal ones stay in the order of the list.
    match filters.sort {
        Sort::Listed => {}
        Sort::Date => places.sort_by(|a, b| summary(b).at.cmp(&summary(a).at)),
        Sort::Length => places.sort_by_key(|place| std::cmp::Reverse(summary(place).out.map_or(-1, |out| out.secs))),
        Sort::Fit => places.sort_by_key(|place| worst_first(summary(place))),
        Sort::Title => places.sort_by_key(|place| names[*place].to_lowercase()),
    }
    if let Some(like) = &filters.like {
        places.sort_by_key(|place| {
            std::cmp::Reverse(if is_same(like, summary(place)) { u32::MAX } else { alike(like, summary(place)) })
        });
    }
    places
}

/// What cards are sorted by so that the best agreement comes first: the mean factor; those without one come last.
fn worst_first(summary: &Summary) -> u32 {
    summary.fit.and_then(|fit| fit.mean_factor_hundredths).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::IncidentSource;
    use crate::study::library::{FitNumbers, Out};

    fn card(title: &str, hazards: &[HazardKind], secs: i64, at: &str, factor: u32) -> Card {
        let mut card = Card::reading(IncidentSource::File(title.into()), &format!("{title}.ron"), title);
        card.state = CardState::Ready;
        card.summary.texts.entry(String::new()).or_default().title = title.to_owned();
        card.summary.hazards = hazards.to_vec();
        card.summary.out = (secs > 0).then_some(Out { secs, is_open: false });
        card.summary.at = at.to_owned();
        card.summary.area = if factor > 150 { "Europe" } else { "Asia" }.to_owned();
        card.summary.fit =
            Some(FitNumbers { judged: 2, near: 1, mean_factor_hundredths: Some(factor), bounds: [0, 0] });
        card
    }

    fn cards() -> Vec<Card> {
        use HazardKind::{Fire, Flood, Software};
        vec![
            card("Kiln", &[Fire], 4_000, "2022-01-01T00:00", 120),
            card("Delta", &[Flood], 900_000, "2012-01-01T00:00", 180),
            card("Patch", &[Software], 90_000, "2024-01-01T00:00", 110),
            card("Nothing", &[], 0, "2026-01-01T00:00", 300),
        ]
    }

    #[track_caller]
    fn check(filters: &Filters, expected: &[&str]) {
        let cards = cards();
        let names: Vec<String> = cards.iter().map(|card| card.summary.texts(Language::English).title.clone()).collect();
        let shown = chosen(cards.iter(), &names, filters, Language::English);
        let shown: Vec<&str> = shown.into_iter().map(|place| names[place].as_str()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn each_filter_lets_through_what_it_says() {
        let all = Filters::default();
        check(&all, &["Kiln", "Delta", "Patch", "Nothing"]);
        assert!(!all.is_set() && !Filters { sort: Sort::Fit, ..Filters::default() }.is_set());
        check(&Filters { search: "pat".to_owned(), ..all.clone() }, &["Patch"]);
        check(&Filters { cause: Some(HazardKind::Flood), ..all.clone() }, &["Delta"]);
        check(&Filters { area: Some("Asia".to_owned()), ..all.clone() }, &["Kiln", "Patch"]);
        check(&Filters { length: Some(LengthClass::SixHours), ..all.clone() }, &["Kiln"]);
        check(&Filters { lesson: Some(Topic::Repair), ..all }, &[]);
    }

    #[test]
    fn cards_are_sorted_and_those_without_a_value_come_last() {
        let sorted = |sort| Filters { sort, ..Filters::default() };
        check(&sorted(Sort::Date), &["Nothing", "Patch", "Kiln", "Delta"]);
        check(&sorted(Sort::Length), &["Delta", "Patch", "Kiln", "Nothing"]);
        check(&sorted(Sort::Fit), &["Patch", "Kiln", "Delta", "Nothing"]);
        check(&sorted(Sort::Title), &["Delta", "Kiln", "Nothing", "Patch"]);
    }

    #[test]
    fn like_this_one_begins_with_it_and_leaves_out_what_has_nothing_in_common() {
        let like = cards()[0].summary.clone();
        check(&Filters { like: Some(like), ..Filters::default() }, &["Kiln", "Patch"]);
    }
}
