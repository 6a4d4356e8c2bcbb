//! Fourth stage of the map: uses the marks and their links to place names, chips, cards, cities and the Ignite button. The moment that
//! is shown does not matter, so nothing moves while the run plays. What a click selects gets a button or a chip where there is space, and nothing
//! moves out of its way. Only if there is no space for the Ignite button, the labels in its way do.

mod blocks;
mod chips;
mod cities;
mod edge_cards;
mod footer;
mod ignite;
mod kept;
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
use self::ignite::{LastIgnite, Place};
pub use self::kept::BaseLayout;
use self::kept::Kept;
pub use self::line_ends::LineEnds;
#[cfg(test)]
pub use self::line_grid::{LINE, LineGrid};
pub use self::name_lines::{TextLine, Tone, lay_out_line, lines_now, mark_name};
pub use self::names::Name;
use self::names::Sides;
use self::obstacles::Obstacles;
use super::control_rects;
use super::facts::{Reach, RunFacts};
use super::links::Link;
use super::marks::Marks;
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

/// Where labels were in the last scene, so that they stay there if there is space.
#[derive(Clone, Debug, Default)]
pub struct LastPlaces {
    sides: Sides,
    ignite: Option<LastIgnite>,
}

/// Lays out all labels. Labels stay where they were before (`last`), if there is space. On a map that a message covers, or on which a unit is
/// opened, they stay where they are without that, which is `base`.
pub fn layout_labels(input: &LayoutInput<'_>, base: Option<&BaseLayout>, last: &mut LastPlaces) -> Labels {
    let Layout { labels, missing_ignite } = lay_out(input, base, last, None);
    let Some(ignite) = missing_ignite else { return labels };
    // Labels stay where they are without the button, except those in its way.
    let base = BaseLayout { marks: input.marks.clone(), labels };
    lay_out(input, Some(&base), last, Some(ignite)).labels
}

/// Labels, and the place of the Ignite button if it is not among them because labels are there.
struct Layout {
    labels: Labels,
    missing_ignite: Option<Rect>,
}

/// Lays out all labels. With `ignite`, that is the place of the Ignite button, and it is kept free of labels.
fn lay_out(input: &LayoutInput<'_>, base: Option<&BaseLayout>, last: &mut LastPlaces, ignite: Option<Rect>) -> Layout {
    let marks = input.marks;
    let is_any_in_view = || marks.all.iter().any(|mark| marks.is_in_view(mark));
    let back = (!input.context.presents && !is_any_in_view())
        .then(|| control_rects::wide_fit_button(input.painter, input.context, marks.screen.rect));
    let footer = footer::layout_footer(input);
    let mut obstacles = Obstacles::new(input, footer.as_ref(), back);
    if let Some(ignite) = ignite {
        ignite::take_place(ignite, &mut obstacles);
    }

    // Names of parts may overlap the corners of the square around their round frame. Other labels must not.
    let parts = part_names::name_parts(input, &mut obstacles);
    marks.frames().for_each(|frame| obstacles.add(frame.rect(marks.screen.rect.center())));
    let kept = base.map_or_else(Kept::default, |base| Kept::of(input, base, &mut obstacles));
    let mut names = parts.names;
    names.extend(kept.names);
    let sides = last.sides.clone();
    names::add_names(input, &mut names, &mut obstacles, &mut last.sides);
    if base.is_some() {
        // Names are elsewhere only while a message, an opened unit or the button is in their way.
        last.sides = sides;
    }

    let mut edge_cards = kept.cards;
    edge_cards::add_cards(input, &mut edge_cards, &mut obstacles);
    let mut blocks = parts.blocks;
    blocks.extend(kept.blocks);
    blocks::add_blocks(input, &mut blocks, &mut obstacles);
    let find_place = || ignite::find_place(input, last.ignite, &names, &blocks, &obstacles);
    let place = ignite.map(Place::free).or_else(find_place);
    let missing_ignite = place.filter(|place| !place.is_free).map(|place| place.rect);
    let ignite = place.filter(|place| place.is_free).map(|place| place.rect);
    if let Some(ignite) = ignite {
        ignite::take_place(ignite, &mut obstacles);
    }
    blocks::add_selected(input, footer.as_ref(), &mut blocks, &mut obstacles);
    let cities = cities::place_cities(input, &mut obstacles);
    last.ignite = LastIgnite::of(input, ignite).or(last.ignite);
    let labels = Labels { names, blocks, footer, cities, edge_cards, ignite, back };
    Layout { labels, missing_ignite }
}

impl Labels {
    /// The chip of a service, if it has one: that at its standby or that at its home.
    pub fn chip(&self, service: ServiceId, is_at_standby: bool) -> Option<Rect> {
        let blocks = self.blocks.iter().chain(self.footer.iter().map(|footer| &footer.block));
        let mut chips = blocks.filter(|block| block.is_of_standby == is_at_standby).flat_map(|block| &block.chips);
        chips.find(|chip| chip.service == service).map(|chip| chip.rect)
    }
}
