//! What stands where in one picture of the map: marks, names, chips, cities. Made anew only when something about it changed.

use std::collections::BTreeMap;

use egui::{Painter, Pos2, Rect, Vec2, pos2, vec2};

use super::chips::{self, Block};
use super::edge::{self, EdgeCard};
use super::known::Known;
use super::marks::{self, Mark, What};
use super::screen::{Screen, area, rect};
use super::state::{self, SiteState};
use super::{field, words};
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

/// What the button adds to the height of a name, in points.
const IGNITE_ROW: f32 = IGNITE_SIZE.y + 5.0;

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
        let marks = marks::marks(known, &screen, open);
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
        let rings = rings.map(|mark| scene.rect(mark).expand(3.0)).filter(|ring| ring.intersects(screen.rect));
        taken.extend(rings.map(area));
        scene.edges = edge::cards(look, painter, known, &scene, &mut taken);
        scene.place_part_names(look, painter, known, &mut taken);
        let frames = scene.marks.iter().filter(|mark| matches!(mark.what, What::Frame(_)));
        taken.extend(frames.map(|mark| area(mark.rect(middle))));
        scene.place_names(look, painter, known, &mut taken, sides);
        scene.place_ignite(&mut taken);
        scene.blocks = chips::blocks(look, painter, known, &scene, &mut taken);
        scene.place_cities(painter, &mut taken);
        scene
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

    /// The mark that stands for a selected site: its part, or the place or group that it is in.
    pub(super) fn selected_mark(&self) -> Option<usize> {
        let Some(Subject::Site(site)) = self.key.selection else { return None };
        let mut holders = self.marks.iter().enumerate().filter(|(_, mark)| mark.sites.contains(&site));
        let smallest = holders.by_ref().min_by_key(|(_, mark)| mark.sites.len());
        smallest.map(|(index, _)| index)
    }

    /// The Ignite button of a selected site whose name found no place: below it, even where it must cover something else.
    fn place_ignite(&mut self, taken: &mut Vec<Area>) {
        let selected = self.selected_mark().filter(|index| self.is_in_view(&self.marks[*index]));
        let (Some(index), None) = (selected, self.ignite) else { return };
        let mark = &self.marks[index];
        let middle = if mark.is_field(&self.key.screen) {
            // A field has room for it in its corner.
            self.rect(mark).max - vec2(10.0, 8.0) - IGNITE_SIZE / 2.0
        } else {
            self.pos(mark) + vec2(0.0, mark.radius + 8.0 + IGNITE_SIZE.y / 2.0)
        };
        let inside = self.view().shrink2(IGNITE_SIZE / 2.0);
        let button = Rect::from_center_size(inside.clamp(middle), IGNITE_SIZE);
        self.ignite = Some(button);
        taken.push(area(button.expand(3.0)));
    }

    /// Keeps a name, and the Ignite button under it if it is the name of what is selected.
    fn keep_name(&mut self, lines: Vec<Line>, rect: Rect, to_left: bool, is_selected: bool) {
        let mut rect = rect;
        if is_selected {
            let from = if to_left { rect.max - IGNITE_SIZE } else { pos2(rect.min.x, rect.max.y - IGNITE_SIZE.y) };
            self.ignite = Some(Rect::from_min_size(from, IGNITE_SIZE));
            rect.max.y -= IGNITE_ROW;
        }
        self.names.push(Name { lines, rect, to_left });
    }

    /// Names of the parts of opened places: just outside the frame, in the direction of their part.
    fn place_part_names(&mut self, look: &Look<'_>, painter: &Painter, known: &Known, taken: &mut Vec<Area>) {
        let selected = self.selected_mark();
        let mut frame: Option<&Mark> = None;
        let mut names = Vec::new();
        for (index, mark) in self.marks.iter().enumerate() {
            if matches!(mark.what, What::Frame(_)) {
                frame = Some(mark);
            }
            let (What::Part(site), Some(frame)) = (mark.what, frame) else { continue };
            if !frame.sites.contains(&site) || !self.is_in_view(mark) || mark.is_field(&self.key.screen) {
                continue;
            }
            let lines = name_lines(look, known, mark, &self.states[index].1);
            let size = size_of(painter, &lines, selected == Some(index));
            let way = (mark.at - frame.at).normalized();
            // A part to the side has its name beside the frame, one on top above it.
            let spots = [0.0, 0.3, -0.3, 0.6, -0.6, 0.9, -0.9].map(|turn| {
                let way = Vec2::angled(way.angle() + turn);
                let out = frame.radius + 6.0 + way.x.abs() * size.x / 2.0 + way.y.abs() * size.y / 2.0;
                (Rect::from_center_size(self.pos(frame) + way * out, size), way.x < -0.3)
            });
            let free = spots.into_iter().find(|(rect, _)| {
                self.view().contains_rect(*rect) && !taken.iter().any(|other| other.overlaps(&area(*rect)))
            });
            if let Some((rect, to_left)) = free {
                taken.push(area(rect));
                names.push((lines, rect, to_left, selected == Some(index)));
            }
        }
        for (lines, rect, to_left, is_selected) in names {
            self.keep_name(lines, rect, to_left, is_selected);
        }
    }

    fn place_names(
        &mut self,
        look: &Look<'_>,
        painter: &Painter,
        known: &Known,
        taken: &mut Vec<Area>,
        sides: &mut Sides,
    ) {
        let selected = self.selected_mark();
        let mut owners = Vec::new();
        let mut labels = Vec::new();
        let mut lines = Vec::new();
        let frames: Vec<_> = self.marks.iter().filter(|mark| matches!(mark.what, What::Frame(_))).collect();
        let is_framed = |mark: &Mark| matches!(mark.what, What::Part(site) if frames.iter().any(|frame| frame.sites.contains(&site)));
        let own =
            |(_, mark): &(usize, &Mark)| self.is_in_view(mark) && !is_framed(mark) && !mark.is_field(&self.key.screen);
        for (index, mark) in self.marks.iter().enumerate().filter(own) {
            let (_, all) = &self.states[index];
            let said = name_lines(look, known, mark, all);
            let is_selected = selected == Some(index);
            let size = size_of(painter, &said, is_selected);
            let trouble = i64::from(all.burns()) * 2 + i64::from(all.strike.is_some() || all.lit < all.servers);
            let is_frame = matches!(mark.what, What::Frame(_));
            labels.push(Label {
                anchor: self.pos(mark).into(),
                size: size.into(),
                gap: mark.radius + if is_frame { 4.0 } else { 7.0 },
                priority: (i64::from(is_selected) << 52) + (trouble << 48) + mark.servers.min(1 << 40) as i64,
                prefer: sides.get(&mark.what).copied().unwrap_or(if is_frame { Side::Above } else { Side::Right }),
            });
            owners.push((mark.what, is_selected));
            lines.push(said);
        }
        for placed in place_labels(&labels, taken, area(self.view())) {
            let (what, is_selected) = owners[placed.label];
            sides.insert(what, placed.side);
            taken.push(placed.area);
            let said = std::mem::take(&mut lines[placed.label]);
            self.keep_name(said, rect(placed.area), placed.side == Side::Left, is_selected);
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
            let free = [0.0, -24.0, 24.0, -48.0, 48.0]
                .into_iter()
                .take(if place.rank <= Rank::Seat { 5 } else { 3 })
                .find_map(|down| {
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

/// The size of a name, with the Ignite button under it if its site is selected.
fn size_of(painter: &Painter, lines: &[Line], is_selected: bool) -> Vec2 {
    let sizes = lines.iter().map(|line| words::line(painter, &line.words, size(line.tone)).size());
    let all = sizes.fold(Vec2::ZERO, |all, one| vec2(all.x.max(one.x), all.y + one.y));
    if is_selected { vec2(all.x.max(IGNITE_SIZE.x), all.y + IGNITE_ROW) } else { all }
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
