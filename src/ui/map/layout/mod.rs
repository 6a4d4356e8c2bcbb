//! Fourth stage of the map: uses the marks and their links to place names, chips, cards, cities and the Ignite button. The moment that
//! is shown does not matter, so nothing moves while the run plays.

mod blocks;
mod chips;
mod cities;
mod edge_cards;
mod footer;
mod ignite;
mod line_ends;
mod line_grid;
mod name_lines;
mod names;
mod obstacles;
mod part_names;

use egui::{Painter, Rect};

pub use self::chips::{Block, CHIP_HEIGHT, Chip, GAP, MoreChip, NAME_WIDTH, more_words};
pub use self::cities::City;
pub use self::edge_cards::EdgeCard;
pub use self::footer::{CAPTION_MARGIN, Footer, split_off_footer};
pub use self::ignite::IGNITE_SIZE;
pub use self::line_ends::LineEnds;
#[cfg(test)]
pub use self::line_grid::{LINE, LineGrid};
pub use self::name_lines::{TextLine, Tone, lay_out_line, lines_now, mark_name};
pub use self::names::{Name, Sides};
use self::obstacles::Obstacles;
use super::control_rects;
use super::facts::{Reach, RunFacts};
use super::links::Link;
use super::marks::{MarkKind, Marks};
use super::scene_key::SceneKey;
use crate::model::ServiceId;
use crate::recording::Subject;
use crate::ui::ViewContext;

/// The input for laying out labels: the results of the earlier stages.
#[derive(Clone, Copy)]
pub struct LayoutInput<'a> {
    pub context: &'a ViewContext<'a>,
    pub painter: &'a Painter,
    pub facts: &'a RunFacts,
    pub key: &'a SceneKey,
    pub marks: &'a Marks,
    pub links: &'a [Link],
    /// The services and sites that are connected to the selection, if only these are shown.
    pub reach: Option<&'a Reach>,
}

/// The positions of all labels on a map.
#[derive(Clone, Debug)]
pub struct Labels {
    pub names: Vec<Name>,
    pub blocks: Vec<Block>,
    /// Services without servers, in the strip below the map.
    pub footer: Option<Footer>,
    pub cities: Vec<City>,
    pub edge_cards: Vec<EdgeCard>,
    /// The rectangle of the Ignite button, if a site is selected and in view.
    pub ignite: Option<Rect>,
    /// The rectangle of the button that shows all sites, in its wide form, if no site is in view.
    pub back: Option<Rect>,
}

impl LayoutInput<'_> {
    /// The index of the mark that shows the selected site: its part, or the unit or group that contains it. `None` if no site is selected,
    /// or if the map offers no actions.
    fn selected_mark(&self) -> Option<usize> {
        let Some(Subject::Site(site)) = self.key.selection.filter(|_| self.key.acts) else { return None };
        self.marks.of_site(site)
    }

    fn selected_service(&self) -> Option<ServiceId> {
        match self.key.selection {
            Some(Subject::Service(service)) => Some(service),
            Some(Subject::Site(_) | Subject::World | Subject::Company(_)) | None => None,
        }
    }

    /// Whether a service may be shown: if only what is connected to the selection is shown, the service must be connected to it.
    fn shows(&self, service: ServiceId) -> bool {
        self.reach.is_none_or(|reach| reach.touches(service))
    }
}

/// Lays out all labels. Each name stays on the side of its mark where it was before (`sides`), if there is space.
pub fn layout_labels(input: &LayoutInput<'_>, sides: &mut Sides) -> Labels {
    let marks = input.marks;
    let is_any_in_view = || marks.all.iter().any(|mark| marks.is_in_view(mark));
    let back = (!input.context.presents && !is_any_in_view())
        .then(|| control_rects::wide_fit_button(input.painter, input.context, marks.screen.rect));
    let footer = footer::layout_footer(input);
    let mut obstacles = Obstacles::new(input, footer.as_ref(), back);

    // Names of parts may overlap the corners of the square around their round frame. Other labels must not.
    let part_labels = part_names::name_parts(input, &mut obstacles);
    marks.frames().for_each(|frame| obstacles.add(frame.rect(marks.screen.rect.center())));
    let mut names = part_labels.names;
    let is_part = |index: usize| matches!(marks.all[index].kind, MarkKind::Part(_));
    let has_button = |names: &[Name]| names.iter().any(|name| name.button.is_some());
    let mut ignite = None;
    if input.selected_mark().is_some_and(is_part) && !has_button(&names) {
        ignite = ignite::free_button(input, &mut obstacles);
    }
    names.extend(names::name_marks(input, &mut obstacles, sides));
    let ignite = names.iter().rev().find_map(|name| name.button).or(ignite);
    let ignite = ignite.or_else(|| ignite::free_button(input, &mut obstacles));

    let edge_cards = edge_cards::place_cards(input, &mut obstacles);
    let mut blocks = part_labels.blocks;
    blocks.extend(blocks::place_blocks(input, &blocks, &mut obstacles));
    let cities = cities::place_cities(input, &mut obstacles);
    Labels { names, blocks, footer, cities, edge_cards, ignite, back }
}

impl Labels {
    /// The chip of a service, if it has one.
    pub fn chip(&self, service: ServiceId) -> Option<Rect> {
        let in_footer = self.footer.iter().flat_map(|footer| &footer.block.chips);
        let mut chips = self.blocks.iter().flat_map(|block| &block.chips).chain(in_footer);
        chips.find(|chip| chip.service == service).map(|chip| chip.rect)
    }
}
