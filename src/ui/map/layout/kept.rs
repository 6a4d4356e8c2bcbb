//! Keeps labels where they are although a message covers a part of the map, the selection opens a unit or the Ignite button needs a place. Only
//! what is covered, or in the way of what is opened or of the button, gets another place.

use super::blocks::{is_clear, take_place};
use super::chips::Block;
use super::edge_cards::{AROUND_CARD, EdgeCard, is_out_of_view};
use super::names::{Name, is_named};
use super::obstacles::Obstacles;
use super::{Labels, LayoutInput};
use crate::ui::map::marks::{Mark, Marks};

/// The map without a message, with nothing opened or without the Ignite button: its marks and its labels.
pub struct BaseLayout {
    pub marks: Marks,
    pub labels: Labels,
}

/// The labels that stay where they are.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) names: Vec<Name>,
    pub(super) cards: Vec<EdgeCard>,
    pub(super) blocks: Vec<Block>,
}

impl Kept {
    /// The labels of the base layout whose marks are the same on this map and whose places are free. Their places are taken then. The labels of parts
    /// in frames are not among them, because they are placed before all others.
    pub(super) fn of(input: &LayoutInput<'_>, base: &BaseLayout, obstacles: &mut Obstacles) -> Self {
        let marks = input.marks;
        let same = |base_mark: usize| {
            let base_mark = &base.marks.all[base_mark];
            marks.all.iter().position(|mark| mark.is_same(base_mark))
        };
        let mut kept = Self::default();
        for name in &base.labels.names {
            let mark = same(name.mark).filter(|mark| is_named(marks, &marks.all[*mark]));
            if let Some(mark) = mark.filter(|_| obstacles.is_free(name.rect)) {
                obstacles.add(name.rect);
                kept.names.push(Name { mark, ..name.clone() });
            }
        }
        for card in &base.labels.edge_cards {
            let mark = same(card.mark).filter(|mark| is_out_of_view(marks, &marks.all[*mark]));
            if let Some(mark) = mark.filter(|_| obstacles.is_free(card.rect)) {
                obstacles.add(card.rect.expand(AROUND_CARD));
                kept.cards.push(EdgeCard { mark, ..card.clone() });
            }
        }
        for block in &base.labels.blocks {
            let mark = block.mark.and_then(same).filter(|_| obstacles.is_free(block.rect));
            let has_clear_line = |mark: &Mark| {
                block.line_to.is_none_or(|ring| is_clear(input, mark, [block.rect.clamp(ring), ring], &kept.blocks))
            };
            let mark = mark.filter(|mark| !marks.all[*mark].is_framed && has_clear_line(&marks.all[*mark]));
            if let Some(mark) = mark {
                take_place(block, obstacles);
                kept.blocks.push(Block { mark: Some(mark), ..block.clone() });
            }
        }
        kept
    }
}
