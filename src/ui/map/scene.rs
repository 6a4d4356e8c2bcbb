//! What stands where in one picture of the map: marks, names, chips, cities. Made anew only when something about it changed.

use std::collections::BTreeMap;

use egui::{Painter, Pos2, Rect, Vec2, pos2, vec2};

use super::chips::{self, Block};
use super::edge::{self, EdgeCard};
use super::known::Known;
use super::marks::{self, Mark, What};
use super::screen::{Screen, area, rect};
use super::state::{self, SiteState};
use super::words;
use crate::geo::{Area, Atlas, Label, Rank, Side, place_labels};
use crate::model::Id;
use crate::recording::Subject;
use crate::ui::Look;
use crate::ui::theme::SIZES;
use crate::units::Level;

/// Cities that are named at most.
const MOST_CITIES: usize = 70;
/// Size of the Ignite button, in points.
pub(super) const IGNITE_SIZE: Vec2 = vec2(104.0, 32.0);

/// All that decides where things stand; if it is the same, so is the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    pub(super) screen: Screen,
    pub(super) pixels_per_point: f32,
    /// Events that have happened.
    pub(super) events: usize,
    /// Minutes, while a label counts them.
    pub(super) minute: i64,
    pub(super) selection: Option<Subject>,
    /// Counts runs and scenarios.
    pub(super) run: u64,
    /// Corners that the controls keep free.
    pub(super) controls: Vec<Rect>,
}

/// One line of a name.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) words: String,
    pub(super) tone: Tone,
}

/// The colour of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Name,
    Quiet,
    Burning,
    Level(Level),
}

/// The name of a mark, and what is to be said of it.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) lines: Vec<Line>,
    pub(super) rect: Rect,
    /// Right-aligned, as it stands left of its mark.
    pub(super) to_left: bool,
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
    pub(super) marks: Vec<Mark>,
    /// By mark: the state of each of its sites, and of all.
    pub(super) states: Vec<(Vec<SiteState>, SiteState)>,
    /// By unit, the mark that stands for it.
    pub(super) mark_of: Vec<usize>,
    pub(super) names: Vec<Name>,
    pub(super) blocks: Vec<Block>,
    pub(super) cities: Vec<City>,
    pub(super) edges: Vec<EdgeCard>,
    /// The Ignite button, if a site is selected and in view.
    pub(super) ignite: Option<Rect>,
    /// By pair of units, its level.
    pub(super) pair_levels: Vec<Level>,
}

/// On which side of its mark a name stood last, so that it stays there while there is room.
pub(super) type Sides = BTreeMap<What, Side>;

impl Scene {
    /// Puts the picture together.
    pub(super) fn new(look: &Look<'_>, painter: &Painter, known: &Known, key: Key, sides: &mut Sides) -> Self {
        let screen = key.screen;
        let open = match key.selection {
            Some(Subject::Site(site)) => known.unit_of.get(site.index()).copied(),
            Some(Subject::Service(_) | Subject::Company(_) | Subject::World) | None => None,
        };
        let field = screen.camera.zoom >= marks::FIELD_FROM_ZOOM;
        let marks = marks::marks(known, &screen, open, field);
        let states: Vec<(Vec<SiteState>, SiteState)> = marks.iter().map(|mark| states(look, known, mark)).collect();
        let mut mark_of = vec![0; known.units.len()];
        for (index, mark) in marks.iter().enumerate() {
            if !matches!(mark.what, What::Part(_)) || mark.sites.len() == known.units[mark.units[0]].sites.len() {
                mark.units.iter().for_each(|unit| mark_of[*unit] = index);
            }
        }
        let pair_levels = known.pairs.iter().map(|pair| state::pair_level(look, pair)).collect();
        let mut scene = Self {
            key,
            marks,
            states,
            mark_of,
            names: Vec::new(),
            blocks: Vec::new(),
            cities: Vec::new(),
            edges: Vec::new(),
            ignite: None,
            pair_levels,
        };
        let mut taken: Vec<Area> = scene.key.controls.iter().map(|rect| area(*rect)).collect();
        let middle = screen.rect.center();
        let rings = scene.marks.iter().filter(|mark| !matches!(mark.what, What::Frame(_)));
        let rings = rings.map(|mark| mark.rect(middle).expand(3.0)).filter(|ring| ring.intersects(screen.rect));
        taken.extend(rings.map(area));
        scene.edges = edge::cards(look, painter, known, &scene, &mut taken);
        scene.place_ignite(&mut taken);
        scene.place_names(look, painter, known, &mut taken, sides);
        scene.blocks = chips::blocks(look, painter, known, &scene, &mut taken);
        scene.place_cities(painter, &mut taken);
        scene
    }

    /// The middle of a mark on the screen.
    pub(super) fn pos(&self, mark: &Mark) -> Pos2 {
        self.key.screen.rect.center() + mark.at
    }

    /// Where names and chips may stand.
    pub(super) fn view(&self) -> Rect {
        self.key.screen.rect.shrink(4.0)
    }

    /// Whether a mark can be seen.
    pub(super) fn is_in_view(&self, mark: &Mark) -> bool {
        mark.rect(self.key.screen.rect.center()).intersects(self.key.screen.rect)
    }

    /// The mark that stands for a selected site: its part, or the place or group that it is in.
    pub(super) fn selected_mark(&self) -> Option<usize> {
        let Some(Subject::Site(site)) = self.key.selection else { return None };
        let mut holders = self.marks.iter().enumerate().filter(|(_, mark)| mark.sites.contains(&site));
        let smallest = holders.by_ref().min_by_key(|(_, mark)| mark.sites.len());
        smallest.map(|(index, _)| index)
    }

    fn place_ignite(&mut self, taken: &mut Vec<Area>) {
        let Some(index) = self.selected_mark().filter(|index| self.is_in_view(&self.marks[*index])) else { return };
        let mark = &self.marks[index];
        let label = Label {
            anchor: self.pos(mark).into(),
            size: IGNITE_SIZE.into(),
            gap: mark.radius + 10.0,
            priority: 0,
            prefer: Side::Below,
        };
        let placed = place_labels(&[label], taken, area(self.view()));
        // The one loud thing is there even where it must cover something else.
        let side = placed.first().map_or(Side::Below, |placed| placed.side);
        let button = rect(label.area(side));
        let inside = self.view().shrink2(button.size() / 2.0);
        let button = Rect::from_center_size(inside.clamp(button.center()), button.size());
        self.ignite = Some(button);
        taken.push(area(button.expand(3.0)));
    }

    fn place_names(&mut self, look: &Look<'_>, painter: &Painter, known: &Known, taken: &mut Vec<Area>, sides: &mut Sides) {
        let selected = self.selected_mark();
        let mut owners = Vec::new();
        let mut labels = Vec::new();
        let mut lines = Vec::new();
        for (index, mark) in self.marks.iter().enumerate().filter(|(_, mark)| self.is_in_view(mark)) {
            let (_, all) = &self.states[index];
            let said = name_lines(look, known, mark, all);
            let size = size_of(painter, &said);
            let is_selected = selected == Some(index);
            let trouble = i64::from(all.burns()) * 2 + i64::from(all.strike.is_some() || all.lit < all.servers);
            let is_frame = matches!(mark.what, What::Frame(_));
            labels.push(Label {
                anchor: self.pos(mark).into(),
                size: size.into(),
                gap: mark.radius + if is_frame { 1.0 } else { 7.0 },
                priority: (i64::from(is_selected) << 52) + (trouble << 48) + mark.servers.min(1 << 40) as i64,
                prefer: sides.get(&mark.what).copied().unwrap_or(if is_frame { Side::Above } else { Side::Right }),
            });
            owners.push(mark.what);
            lines.push(said);
        }
        for placed in place_labels(&labels, taken, area(self.view())) {
            sides.insert(owners[placed.label], placed.side);
            taken.push(placed.area);
            self.names.push(Name {
                lines: std::mem::take(&mut lines[placed.label]),
                rect: rect(placed.area),
                to_left: placed.side == Side::Left,
            });
        }
    }

    fn place_cities(&mut self, painter: &Painter, taken: &mut Vec<Area>) {
        let screen = self.key.screen;
        let view = self.view();
        let places = Atlas::bundled().visible_places(screen.bounds(0.0), screen.camera.zoom);
        for (place, at) in places.take(4 * MOST_CITIES) {
            let size = match place.rank {
                Rank::Capital => SIZES[1],
                Rank::Seat | Rank::City | Rank::District => SIZES[0],
            };
            let extent = words::line(painter, &place.name, size).size();
            let at = screen.pos_unwrapped(at);
            let free = [0.0, -24.0, 24.0, -48.0, 48.0].into_iter().take(if place.rank <= Rank::Seat { 5 } else { 3 }).find_map(|down| {
                let own = Rect::from_center_size(at + vec2(0.0, down), extent);
                let room = area(own.expand2(vec2(6.0, 2.0)));
                let is_free = view.contains_rect(own) && !taken.iter().any(|other| other.overlaps(&room));
                is_free.then_some((own, room))
            });
            let Some((own, room)) = free else { continue };
            taken.push(room);
            self.cities.push(City { name: &place.name, at: own.min, size });
            if self.cities.len() >= MOST_CITIES {
                break;
            }
        }
    }
}

fn states(look: &Look<'_>, known: &Known, mark: &Mark) -> (Vec<SiteState>, SiteState) {
    let each = mark.sites.iter().map(|site| SiteState::of(look, known, &[*site])).collect();
    (each, SiteState::of(look, known, &mark.sites))
}

/// The name of a mark for people.
pub(super) fn name_of(look: &Look<'_>, known: &Known, mark: &Mark) -> String {
    match mark.what {
        What::Unit(unit) => known.units[unit].name.clone(),
        What::Part(site) => look.world.sites[site].name.clone(),
        What::Group(unit) | What::Frame(unit) if mark.units.len() > 1 => {
            let others = (mark.units.len() - 1).to_string();
            look.texts.with("map-group", &[("name", &known.units[unit].name), ("others", &others)])
        }
        What::Group(unit) | What::Frame(unit) => known.units[unit].name.clone(),
    }
}

/// What stands beside a mark: its name, and a quiet line or two.
fn name_lines(look: &Look<'_>, known: &Known, mark: &Mark, all: &SiteState) -> Vec<Line> {
    let mut lines = vec![Line { words: name_of(look, known, mark), tone: Tone::Name }];
    if matches!(mark.what, What::Frame(_)) {
        return lines;
    }
    let is_whole = all.lit == all.servers;
    if let Some(words) = all.strike_line(look) {
        lines.push(Line { words, tone: Tone::Burning });
    }
    if !is_whole {
        let tone = if all.strike.is_some() { Tone::Quiet } else { Tone::Level(all.level()) };
        lines.push(Line { words: all.lit_line(look), tone });
    } else if lines.len() == 1 {
        let unit = &known.units[mark.units[0]];
        let is_closed = matches!(mark.what, What::Unit(_));
        if is_closed && all.servers > 0 && state::is_short(look, &unit.residents) {
            lines.push(Line { words: look.texts.get("map-short").to_owned(), tone: Tone::Quiet });
        } else if let (true, Some(operator)) = (is_closed, &unit.operator) {
            lines.push(Line { words: operator.clone(), tone: Tone::Quiet });
        }
    }
    lines
}

/// The type size of a line.
pub(super) fn size(tone: Tone) -> f32 {
    match tone {
        Tone::Name => SIZES[1],
        Tone::Quiet | Tone::Burning | Tone::Level(_) => SIZES[0],
    }
}

fn size_of(painter: &Painter, lines: &[Line]) -> Vec2 {
    let sizes = lines.iter().map(|line| words::line(painter, &line.words, size(line.tone)).size());
    sizes.fold(vec2(0.0, 0.0), |all, one| vec2(all.x.max(one.x), all.y + one.y))
}

/// Paints cities.
pub(super) fn paint_cities(painter: &Painter, look: &Look<'_>, scene: &Scene) {
    let colour = look.theme.quiet.gamma_multiply(0.75);
    for city in &scene.cities {
        words::paint(painter, city.at, city.name, city.size, colour);
    }
}

/// Paints the names of marks, on a veil of land so that lines under them do not cross the letters.
pub(super) fn paint_names(painter: &Painter, look: &Look<'_>, scene: &Scene) {
    let theme = look.theme;
    for name in &scene.names {
        painter.rect_filled(name.rect.expand2(vec2(3.0, 1.0)), 4, theme.land.gamma_multiply(0.6));
        let mut y = name.rect.min.y;
        for line in &name.lines {
            let galley = words::line(painter, &line.words, size(line.tone));
            let colour = match line.tone {
                Tone::Name => theme.text,
                Tone::Quiet => theme.quiet,
                Tone::Burning if theme.night => theme.burning,
                Tone::Burning => theme.down,
                Tone::Level(level) => theme.level(level),
            };
            let x = if name.to_left { name.rect.max.x - galley.size().x } else { name.rect.min.x };
            let height = galley.size().y;
            painter.galley(pos2(x, y), galley, colour);
            y += height;
        }
    }
}
