//! The layout of headlines as cards. A card is placed over its time where no other card is; cards with more weight are placed first. A
//! card without room there is placed to the right of the other cards. If that is too far from its time, the card is left out until the
//! person zooms in.

use std::cmp::Reverse;

use egui::Rangef;

/// Free space between two cards, in points.
const GAP: f32 = 4.0;
/// The smallest width of a card whose title needs at least this width, in points. Narrower cards cannot be read.
const NARROWEST: f32 = 96.0;
/// How far a card extends to the left of the time of its headline if there is room, in points.
const INSET: f32 = 6.0;

/// The largest distance from the time of a card to a card that is placed to the right of it, in points.
const REACH: f32 = 240.0;

/// The input for placing a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Card {
    /// The x of the time of the headline, in points.
    pub x: f32,
    /// The width that the card needs for its title, in points.
    pub width: f32,
    /// Cards with more weight are placed first.
    pub weight: u64,
}

/// Places cards between `edges`. Returns the x range of each card; `None` for cards without room. Cards of equal weight are placed in
/// the order of `cards`.
#[must_use]
pub fn place(cards: &[Card], edges: Rangef) -> Vec<Option<Rangef>> {
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order.sort_by_key(|index| Reverse(cards[*index].weight));
    let mut placed = vec![None; cards.len()];
    let mut taken: Vec<Rangef> = Vec::new();
    for index in order.iter().copied() {
        let span = span(cards[index], &taken, edges);
        taken.extend(span);
        placed[index] = span;
    }
    for index in order {
        if placed[index].is_none() {
            placed[index] = place_beside(cards[index], &taken, edges);
            taken.extend(placed[index]);
        }
    }
    placed
}

/// The nearest free range to the right of the card's time and of the cards that cover this time; `None` if it is too far away.
fn place_beside(card: Card, taken: &[Rangef], edges: Rangef) -> Option<Rangef> {
    if !edges.contains(card.x) {
        return None;
    }
    let least = card.width.min(NARROWEST);
    let mut left = card.x;
    loop {
        let over = taken.iter().filter(|other| other.min - GAP < left + least && left < other.max + GAP);
        let Some(clear) = over.map(|other| other.max + GAP).reduce(f32::max) else { break };
        left = clear;
    }
    let after = taken.iter().filter(|other| other.min > left).map(|other| other.min - GAP);
    let right = after.fold(edges.max, f32::min).min(left + card.width);
    (left <= card.x + REACH && right - left >= least).then(|| Rangef::new(left, right))
}

/// The range of a card that contains its time and is between the cards placed before; `None` if there is no room.
fn span(card: Card, taken: &[Rangef], edges: Rangef) -> Option<Rangef> {
    if !edges.contains(card.x) || taken.iter().any(|other| other.expand(GAP).contains(card.x)) {
        return None;
    }
    let before = taken.iter().filter(|other| other.max < card.x).map(|other| other.max + GAP);
    let after = taken.iter().filter(|other| other.min > card.x).map(|other| other.min - GAP);
    let free = Rangef::new(before.fold(edges.min, f32::max), after.fold(edges.max, f32::min));
    let width = card.width.min(free.span());
    if width < card.width.min(NARROWEST) {
        return None;
    }
    let left = (card.x - INSET).min(free.max - width).max(free.min);
    Some(Rangef::new(left, left + width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EDGES: Rangef = Rangef { min: 200.0, max: 1_200.0 };

    fn card(x: f32, weight: u64) -> Card {
        Card { x, width: 160.0, weight }
    }

    #[test]
    fn the_weightier_stands_and_the_others_wait_for_room() {
        let near = place(&[card(300.0, 1), card(310.0, 9), card(330.0, 5)], EDGES);
        let over = |index: usize, x: f32| near[index].is_some_and(|span| span.contains(x));
        assert!(over(1, 310.0) && !over(2, 330.0), "only one of them stands over its moment: {near:?}");
        assert!(near[2].is_some_and(|span| span.min > 464.0), "the next stands beside it: {near:?}");
        assert_eq!(near[0], None, "and what would be too far from its moment is left out");
        let wide = place(&[card(300.0, 1), card(500.0, 9), card(900.0, 5)], EDGES);
        assert!(wide.iter().all(Option::is_some), "with room for all, all are there: {wide:?}");
        assert_eq!(wide[0], Some(Rangef::new(294.0, 454.0)), "each begins at its moment");
    }

    #[test]
    fn a_card_gives_way_to_the_left_and_grows_narrow_before_it_is_left_out() {
        let placed = place(&[card(300.0, 1), card(420.0, 9)], EDGES);
        let (first, second) = (placed[0].expect("to the left"), placed[1].expect("first"));
        assert!(first.max <= second.min && first.contains(300.0), "{placed:?}");
        let edge = place(&[card(1_190.0, 1)], EDGES)[0].expect("there is room");
        assert_eq!(edge.max, EDGES.max, "at the right edge it reaches to the left");
    }

    proptest! {
        #[test]
        fn cards_never_overlap_stay_near_their_moment_and_within(
            cards in proptest::collection::vec((0.0..1_400.0f32, 20.0..200.0f32, 0..5u64), 0..40),
        ) {
            let cards: Vec<Card> = cards.into_iter().map(|(x, width, weight)| Card { x, width, weight }).collect();
            let placed = place(&cards, EDGES);
            let mut spans: Vec<Rangef> = placed.iter().flatten().copied().collect();
            spans.sort_by(|a, b| a.min.total_cmp(&b.min));
            for pair in spans.windows(2) {
                prop_assert!(pair[0].max + GAP <= pair[1].min + 1e-3, "{pair:?}");
            }
            for (card, span) in cards.iter().zip(&placed) {
                let Some(span) = span else { continue };
                let after = span.min - card.x;
                prop_assert!(span.expand(1e-3).contains(card.x) || (0.0..=REACH).contains(&after), "{card:?} {span:?}");
                prop_assert!(span.min >= EDGES.min - 1e-3 && span.max <= EDGES.max + 1e-3, "{span:?}");
                prop_assert!(span.span() >= card.width.min(NARROWEST) - 1e-3, "{card:?} {span:?}");
            }
            let weightiest = cards.iter().filter(|card| EDGES.contains(card.x)).map(|card| card.weight).max();
            let shown = cards.iter().zip(&placed).filter(|(_, span)| span.is_some()).map(|(card, _)| card.weight).max();
            prop_assert_eq!(weightiest, shown, "the weightiest is always there");
        }
    }
}
