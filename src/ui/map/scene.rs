//! What stands where in one picture of the map: marks, names, chips, cities. Made anew only when something about it changed.

use egui::{Painter, Pos2, Rect, vec2};

use super::arcs::{self, Line, Way};
use super::chips::{self, Block};
use super::edge::{self, EdgeCard};
use super::foot::{self, Foot};
use super::known::Known;
use super::marks::{self, Mark, What};
use super::names::{Name, Sides};
use super::path::{self, Stop};
use super::reach::Reach;
use super::screen::{Screen, area};
use super::state::SiteState;
use super::traffic::Traffic;
use super::{controls, field, words};
use crate::geo::{Area, Atlas, Rank};
use crate::model::{Id, ServiceId, SiteId};
use crate::recording::Subject;
use crate::ui::ViewContext;
use crate::ui::text::Language;
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};

/// Strength of what the selection does not touch, where only that is shown.
const FADED: f32 = 0.2;
/// Cities that are named at most.
const MOST_CITIES: usize = 70;
/// All that decides where things stand; if it is the same, so is the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    pub(super) screen: Screen,
    /// The strip below it.
    pub(super) foot: Rect,
    pub(super) pixels_per_point: f32,
    pub(super) selection: Option<Subject>,
    /// Whether only what the selection touches is shown.
    pub(super) only: bool,
    /// Whether something can be done here: not in a future that is not chosen.
    pub(super) acts: bool,
    /// Counts runs and scenarios.
    pub(super) run: u64,
    pub(super) language: Language,
    /// Corners that the controls keep free.
    pub(super) controls: Vec<Rect>,
    /// What lies under a message.
    pub(super) covered: Option<Rect>,
}

/// What of the moment decides what is said and how things are; they stand where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// Events that have happened.
    pub(super) events: usize,
    /// Minutes, while a label counts them.
    pub(super) minute: i64,
}

/// A city.
#[derive(Clone, Debug)]
pub(super) struct City {
    pub(super) name: &'static str,
    pub(super) at: Pos2,
    pub(super) size: f32,
}

/// A picture of the map.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub(super) key: Key,
    pub(super) moment: Moment,
    pub(super) marks: Vec<Mark>,
    /// By mark: the state of each of its sites, and of all.
    pub(super) states: Vec<(Vec<SiteState>, SiteState)>,
    /// By unit, the mark that stands for it.
    pub(super) mark_of: Vec<usize>,
    /// By site, the mark that shows it: its part, else the place or group that it is in.
    mark_of_site: Vec<Option<usize>>,
    pub(super) names: Vec<Name>,
    pub(super) blocks: Vec<Block>,
    /// Services without servers, in the strip below the map.
    pub(super) foot: Option<Foot>,
    pub(super) cities: Vec<City>,
    pub(super) edges: Vec<EdgeCard>,
    /// The Ignite button, if a site is selected and in view.
    pub(super) ignite: Option<Rect>,
    /// Where the way back stands, if nothing is in view.
    pub(super) back: Option<Rect>,
    /// What the selection touches, if only that is shown.
    pub(super) reach: Option<Reach>,
    /// Needs between marks, and how they are at this moment.
    pub(super) ways: Vec<Way>,
    pub(super) lines: Vec<Line>,
    /// The chain of causes of what is selected.
    pub(super) path: Vec<Stop>,
}

impl Scene {
    /// Puts the picture together.
    pub(super) fn new(
        context: &ViewContext<'_>,
        painter: &Painter,
        known: &Known,
        (key, moment): (Key, Moment),
        sides: &mut Sides,
    ) -> Self {
        let screen = key.screen;
        let marks = marks::marks(known, &screen, opened(known, &key));
        let mut mark_of = vec![0; known.units.len()];
        for (index, mark) in marks.iter().enumerate() {
            if !matches!(mark.what, What::Part(_)) || mark.sites.len() == known.units[mark.units[0]].sites.len() {
                mark.units.iter().for_each(|unit| mark_of[*unit] = index);
            }
        }
        let mut mark_of_site: Vec<Option<usize>> = vec![None; known.unit_of.len()];
        for (index, mark) in marks.iter().enumerate() {
            for site in &mark.sites {
                let shown = &mut mark_of_site[site.index()];
                if shown.is_none_or(|other| mark.sites.len() < marks[other].sites.len()) {
                    *shown = Some(index);
                }
            }
        }
        let mut scene = Self {
            key,
            moment,
            marks,
            states: Vec::new(),
            mark_of,
            mark_of_site,
            names: Vec::new(),
            blocks: Vec::new(),
            foot: None,
            cities: Vec::new(),
            edges: Vec::new(),
            ignite: None,
            back: None,
            reach: None,
            ways: Vec::new(),
            lines: Vec::new(),
            path: Vec::new(),
        };
        let only = scene.key.selection.filter(|_| scene.key.only);
        scene.reach = only.and_then(|subject| Reach::of(context, known, subject));
        scene.ways = arcs::ways(context, known, &scene);
        let mut taken: Vec<Area> =
            scene.key.controls.iter().chain(&scene.key.covered).map(|rect| area(*rect)).collect();
        if !context.presents && !scene.marks.iter().any(|mark| scene.is_in_view(mark)) {
            let back = controls::back_rect(painter, context, screen.rect);
            taken.push(area(back.expand(4.0)));
            scene.back = Some(back);
        }
        scene.foot = foot::lay_out(context, painter, known, &scene);
        let traffic = Traffic::of(context, known, &scene);
        let middle = screen.rect.center();
        let rings = scene.marks.iter().filter(|mark| !matches!(mark.what, What::Frame(_)));
        let rings = rings.map(|mark| scene.rect(mark).expand(3.0)).filter(|ring| ring.intersects(screen.rect));
        taken.extend(rings.map(area));
        scene.place_part_names(context, painter, known, (&mut taken, &traffic));
        let frames = scene.marks.iter().filter(|mark| matches!(mark.what, What::Frame(_)));
        taken.extend(frames.map(|mark| area(mark.rect(middle))));
        if scene.selected_mark().is_some_and(|index| matches!(scene.marks[index].what, What::Part(_))) {
            scene.place_ignite(&mut taken);
        }
        scene.place_names(context, painter, known, (&mut taken, &traffic), sides);
        scene.place_ignite(&mut taken);
        scene.edges = edge::cards(context, painter, known, &scene, &mut taken);
        let blocks = chips::blocks(context, painter, known, &scene, (&mut taken, &traffic));
        scene.blocks.extend(blocks);
        scene.place_cities(painter, &mut taken, &traffic);
        scene.at(context, known, moment)
    }

    /// The same picture at another moment: everything stands where it stood.
    pub(super) fn at(mut self, context: &ViewContext<'_>, known: &Known, moment: Moment) -> Self {
        self.moment = moment;
        self.states = self.marks.iter().map(|mark| states(context, known, mark)).collect();
        self.lines = arcs::lines(context, known, &self.ways);
        self.path = path::stops(context, known, &self);
        self.tell_names(context, known);
        self
    }

    /// The middle of a mark on the screen.
    pub(super) fn pos(&self, mark: &Mark) -> Pos2 {
        self.key.screen.rect.center() + mark.at
    }

    /// The rectangle of a mark on the screen.
    pub(super) fn rect(&self, mark: &Mark) -> Rect {
        if mark.is_field(&self.key.screen) {
            field::rect(self.pos(mark))
        } else {
            mark.rect(self.key.screen.rect.center())
        }
    }

    /// Where names and chips may stand.
    pub(super) fn view(&self) -> Rect {
        self.key.screen.rect.shrink(4.0)
    }

    /// Whether a mark can be seen.
    pub(super) fn is_in_view(&self, mark: &Mark) -> bool {
        self.rect(mark).intersects(self.key.screen.rect)
    }

    /// Whether the middle of a mark can be seen: else a card at the edge stands for it.
    pub(super) fn shows_middle(&self, mark: &Mark) -> bool {
        self.key.screen.rect.shrink(6.0).contains(self.pos(mark)) && !self.is_covered(mark)
    }

    /// Whether a mark lies under a message.
    pub(super) fn is_covered(&self, mark: &Mark) -> bool {
        self.key.covered.is_some_and(|covered| covered.contains(self.pos(mark)))
    }

    /// The parts that a frame holds: their places among the marks, and their sites.
    pub(super) fn parts_in(&self, frame: &Mark) -> impl Iterator<Item = (usize, &Mark, SiteId)> {
        self.marks.iter().enumerate().filter_map(|(index, mark)| {
            let What::Part(site) = mark.what else { return None };
            frame.sites.contains(&site).then_some((index, mark, site))
        })
    }

    /// The mark of a selected site that can be ignited: its part, or the place or group that it is in.
    pub(super) fn selected_mark(&self) -> Option<usize> {
        let Some(Subject::Site(site)) = self.key.selection.filter(|_| self.key.acts) else { return None };
        self.mark_of_site(site)
    }

    /// The mark that shows a site: its part, else the place or group that it is in.
    pub(super) fn mark_of_site(&self, site: SiteId) -> Option<usize> {
        self.mark_of_site.get(site.index()).copied().flatten()
    }

    /// The chip of a service, if it has one.
    pub(super) fn chip(&self, service: ServiceId) -> Option<Rect> {
        let below = self.foot.iter().flat_map(|foot| &foot.block.chips);
        let mut chips = self.blocks.iter().flat_map(|block| &block.chips).chain(below);
        chips.find(|chip| chip.service == service).map(|chip| chip.rect)
    }

    /// Whether sites show their servers; lines between them would end nowhere.
    pub(super) fn shows_fields(&self) -> bool {
        self.key.screen.camera.zoom >= marks::FIELD_FROM_ZOOM
    }

    /// Whether a service is shown: if only what the selection touches is, it must be touched.
    pub(super) fn shows(&self, service: ServiceId) -> bool {
        self.reach.as_ref().is_none_or(|reach| reach.touches(service))
    }

    /// How wide the world is, in points. Where all of it is in view it has no other side: each place is drawn once.
    pub(super) fn world_width(&self) -> f32 {
        let width = self.key.screen.camera.points_per_world() as f32;
        if width < self.key.screen.rect.width() { f32::INFINITY } else { width }
    }

    /// A painter for a mark: what the selection does not touch is faded, if only that is shown.
    pub(super) fn painter(&self, painter: &Painter, mark: usize) -> Painter {
        let mut painter = painter.clone();
        if self.reach.as_ref().is_some_and(|reach| !reach.touches_mark(&self.marks[mark])) {
            painter.multiply_opacity(FADED);
        }
        painter
    }

    fn place_cities(&mut self, painter: &Painter, taken: &mut Vec<Area>, traffic: &Traffic) {
        let is_korean = self.key.language == Language::Korean;
        let screen = self.key.screen;
        let view = self.view();
        let places = Atlas::bundled().visible_places(screen.bounds(0.0), screen.camera.zoom);
        for (place, at) in places.take(4 * MOST_CITIES) {
            let size = match place.rank {
                Rank::Capital => TEXT_BODY,
                Rank::Seat | Rank::City | Rank::District => TEXT_SMALL,
            };
            let name = place.name_in(is_korean);
            let extent = words::line(painter, name, size).size();
            let at = screen.pos_unwrapped(at);
            let free = [0.0, -24.0, 24.0, -48.0, 48.0]
                .into_iter()
                .take(if place.rank <= Rank::Seat { 5 } else { 3 })
                .filter_map(|down| {
                    let own = Rect::from_center_size(at + vec2(0.0, down), extent);
                    let room = area(own.expand2(vec2(6.0, 2.0)));
                    let is_free = view.contains_rect(own) && !taken.iter().any(|other| other.overlaps(&room));
                    is_free.then_some((own, room))
                })
                .min_by_key(|(own, _)| traffic.under(*own));
            let Some((own, room)) = free else { continue };
            taken.push(room);
            self.cities.push(City { name, at: own.min, size });
            if self.cities.len() >= MOST_CITIES {
                break;
            }
        }
    }
}

/// The unit whose parts are shown because one of its sites is selected.
fn opened(known: &Known, key: &Key) -> Option<usize> {
    match key.selection {
        Some(Subject::Site(site)) => known.unit_of.get(site.index()).copied(),
        Some(Subject::Service(_) | Subject::Company(_) | Subject::World) | None => None,
    }
}

fn states(context: &ViewContext<'_>, known: &Known, mark: &Mark) -> (Vec<SiteState>, SiteState) {
    let each = mark.sites.iter().map(|site| SiteState::of(context, &known.strikes, &[*site])).collect();
    (each, SiteState::of(context, &known.strikes, &mark.sites))
}

/// Paints cities.
pub(super) fn paint_cities(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    let theme = context.theme;
    let colour = theme.quiet.lerp_to_gamma(theme.land, 0.25);
    for city in &scene.cities {
        words::paint_rimmed(painter, theme, city.at, words::line(painter, city.name, city.size), colour);
    }
}
