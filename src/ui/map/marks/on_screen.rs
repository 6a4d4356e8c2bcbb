//! The marks of one view with their positions on the screen, and the index of the mark for each unit and site.

use egui::{Pos2, Rect};

use super::{FIELD_FROM_ZOOM, FIELD_SIZE, Mark, MarkKind, place_marks};
use crate::model::{Id, SiteId};
use crate::ui::map::facts::RunFacts;
use crate::ui::map::screen::Screen;

/// The distance that names and chips keep from the edge of the map, in points.
const EDGE: f32 = 4.0;

/// All marks of one view.
#[derive(Clone, Debug)]
pub struct Marks {
    pub screen: Screen,
    /// The rectangle that a message covers.
    covered: Option<Rect>,
    pub all: Vec<Mark>,
    /// By unit, the index of the mark that represents it.
    pub of_unit: Vec<usize>,
    /// By site, the index of the mark that shows it: its part, or else the unit or group that contains it.
    of_site: Vec<Option<usize>>,
}

/// A part inside a frame.
pub struct Part<'a> {
    /// Its index among the marks.
    pub index: usize,
    pub mark: &'a Mark,
    pub site: SiteId,
}

impl Marks {
    /// The marks of a view. A message covers the rectangle `covered`. The parts of the unit `open` are shown at any zoom.
    pub fn new(facts: &RunFacts, screen: Screen, covered: Option<Rect>, open: Option<usize>) -> Self {
        let all = place_marks(facts, &screen, open);
        let mut of_unit = vec![0; facts.units.len()];
        for (index, mark) in all.iter().enumerate() {
            let is_part = matches!(mark.kind, MarkKind::Part(_));
            if !is_part || mark.sites.len() == facts.units[mark.units[0]].sites.len() {
                mark.units.iter().for_each(|unit| of_unit[*unit] = index);
            }
        }
        let mut of_site: Vec<Option<usize>> = vec![None; facts.unit_of.len()];
        for (index, mark) in all.iter().enumerate() {
            for site in &mark.sites {
                let shown = &mut of_site[site.index()];
                if shown.is_none_or(|other| mark.sites.len() < all[other].sites.len()) {
                    *shown = Some(index);
                }
            }
        }
        Self { screen, covered, all, of_unit, of_site }
    }

    /// Whether other marks are the same at the same places.
    pub fn are_same(&self, other: &Self) -> bool {
        self.all.len() == other.all.len() && self.all.iter().zip(&other.all).all(|(one, other)| one.is_same(other))
    }

    /// The middle of a mark on the screen.
    pub fn pos(&self, mark: &Mark) -> Pos2 {
        self.screen.rect.center() + mark.at
    }

    /// The rectangle of a mark on the screen.
    pub fn rect(&self, mark: &Mark) -> Rect {
        if mark.is_field(&self.screen) {
            Rect::from_center_size(self.pos(mark), FIELD_SIZE)
        } else {
            mark.rect(self.screen.rect.center())
        }
    }

    /// The rectangle in which names and chips may be placed.
    pub fn label_area(&self) -> Rect {
        self.screen.rect.shrink(EDGE)
    }

    /// Whether at least a part of a mark is in view.
    pub fn is_in_view(&self, mark: &Mark) -> bool {
        self.rect(mark).intersects(self.screen.rect)
    }

    /// Whether the middle of a mark is visible. If it is not, a card at the edge represents the mark.
    pub fn shows_middle(&self, mark: &Mark) -> bool {
        self.screen.rect.shrink(6.0).contains(self.pos(mark)) && !self.is_covered(mark)
    }

    /// Whether a message covers the middle of a mark.
    pub fn is_covered(&self, mark: &Mark) -> bool {
        self.covered.is_some_and(|covered| covered.contains(self.pos(mark)))
    }

    /// The frames around opened units and groups.
    pub fn frames(&self) -> impl Iterator<Item = &Mark> {
        self.all.iter().filter(|mark| matches!(mark.kind, MarkKind::Frame(_)))
    }

    /// The rings and fields: all marks except the frames.
    pub fn rings(&self) -> impl Iterator<Item = &Mark> {
        self.all.iter().filter(|mark| !matches!(mark.kind, MarkKind::Frame(_)))
    }

    /// The parts inside a frame.
    pub fn parts_in(&self, frame: &Mark) -> impl Iterator<Item = Part<'_>> {
        self.all.iter().enumerate().filter_map(|(index, mark)| {
            let MarkKind::Part(site) = mark.kind else { return None };
            frame.sites.contains(&site).then_some(Part { index, mark, site })
        })
    }

    /// The index of the mark that shows a site: its part, or else the unit or group that contains it.
    pub fn of_site(&self, site: SiteId) -> Option<usize> {
        self.of_site.get(site.index()).copied().flatten()
    }

    /// Whether sites are shown as fields of servers. Lines between sites are not drawn then.
    pub fn shows_fields(&self) -> bool {
        self.screen.camera.zoom >= FIELD_FROM_ZOOM
    }

    /// The width of the world, in points. It is infinite if the whole world is in view, because then each site is drawn only once.
    pub fn world_width(&self) -> f32 {
        let width = self.screen.camera.points_per_world() as f32;
        if width < self.screen.rect.width() { f32::INFINITY } else { width }
    }
}
