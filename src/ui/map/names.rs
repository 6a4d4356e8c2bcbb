//! Names beside marks and what is said under them; the name of what is selected carries the Ignite button.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Galley, Painter, Pos2, Rect, Stroke, Vec2, pos2, vec2};

use super::known::Known;
use super::marks::{Mark, What};
use super::scene::Scene;
use super::screen::{area, rect};
use super::state::{self, SiteState};
use super::traffic::Traffic;
use super::words;
use crate::geo::{Area, Label, Side, place_labels};
use crate::model::HazardId;
use crate::ui::ViewContext;
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};
use crate::units::{Level, Span};

/// Size of the Ignite button, in points.
pub(super) const IGNITE_SIZE: Vec2 = vec2(104.0, 32.0);

/// From a ring to its name, in points: a halo has room between them.
const BESIDE: f32 = 9.0;

/// A span that is as wide as any.
const WIDE: Span = Span(23 * 3_600 + 58 * 60);

/// Lines of a name at most: the name, what struck, what is lit.
const MOST_LINES: usize = 3;

/// What the button adds to the height of a name, in points.
const IGNITE_ROW: f32 = IGNITE_SIZE.y + 5.0;

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
    /// Its mark.
    pub(super) mark: usize,
    /// What is said now.
    pub(super) lines: Vec<Line>,
    /// So many lines have room.
    pub(super) most_lines: usize,
    /// Room for all that is ever said of it in this run, so that time moves nothing.
    pub(super) rect: Rect,
    /// No line is wider than this, in points.
    pub(super) widest: f32,
    /// Where the words stand in it: -1 at its left or upper edge, 1 at the right or lower one.
    pub(super) lean: Vec2,
    /// Whether lines of need run under it.
    pub(super) is_crossed: bool,
    /// From the rim of its mark to the name, if others lie between them.
    pub(super) line: Option<[Pos2; 2]>,
}

impl Name {
    /// A name that fills `rect`; what it says comes with the time.
    pub(super) fn new(mark: usize, most_lines: usize, rect: Rect, lean: Vec2, traffic: &Traffic) -> Self {
        let is_crossed = traffic.under(rect) > 0;
        Self { mark, lines: Vec::new(), most_lines, rect, widest: words::WIDEST, lean, is_crossed, line: None }
    }
}

/// On which side of its mark a name stood last, so that it stays there while there is room.
pub(super) type Sides = BTreeMap<What, Side>;

impl Scene {
    /// The Ignite button of a selected site whose name found no place, where there is room for it; the inspector has one as well.
    pub(super) fn place_ignite(&mut self, taken: &mut Vec<Area>) {
        let selected = self.selected_mark().filter(|index| self.is_in_view(&self.marks[*index]));
        let (Some(index), None) = (selected, self.ignite) else { return };
        let mark = &self.marks[index];
        let button = if mark.is_field(&self.key.screen) {
            // A field has room for it in its corner.
            let corner = self.rect(mark).max - vec2(10.0, 8.0) - IGNITE_SIZE / 2.0;
            let inside = self.view().shrink2(IGNITE_SIZE / 2.0);
            Some(Rect::from_center_size(inside.clamp(corner), IGNITE_SIZE))
        } else {
            self.free_rect(mark, IGNITE_SIZE, taken)
        };
        self.ignite = button;
        taken.extend(button.map(|button| area(button.expand(3.0))));
    }

    /// Where something of this size has room near a mark.
    fn free_rect(&self, mark: &Mark, size: Vec2, taken: &[Area]) -> Option<Rect> {
        let middle = self.pos(mark);
        let spots = [8.0, 36.0].into_iter().flat_map(|away| {
            let (out, down) = (mark.radius + away + size.x / 2.0, mark.radius + away + size.y / 2.0);
            [vec2(0.0, down), vec2(out, 0.0), vec2(-out, 0.0), vec2(0.0, -down), vec2(out, down), vec2(-out, down)]
        });
        let mut rects = spots.map(|by| Rect::from_center_size(middle + by, size));
        rects.find(|rect| self.is_free(*rect, taken))
    }

    pub(super) fn is_free(&self, rect: Rect, taken: &[Area]) -> bool {
        self.view().contains_rect(rect) && !taken.iter().any(|other| other.overlaps(&area(rect)))
    }

    /// Keeps a name, and the Ignite button under it if it is the name of what is selected.
    pub(super) fn keep_name(&mut self, mut name: Name, is_selected: bool) {
        if is_selected {
            let rect = &mut name.rect;
            let from =
                if name.lean.x > 0.0 { rect.max - IGNITE_SIZE } else { pos2(rect.min.x, rect.max.y - IGNITE_SIZE.y) };
            self.ignite = Some(Rect::from_min_size(from, IGNITE_SIZE));
            rect.max.y -= IGNITE_ROW;
            name.lean.y = 1.0;
        }
        self.names.push(name);
    }

    /// Says what is to be said now.
    pub(super) fn tell_names(&mut self, context: &ViewContext<'_>, known: &Known) {
        let mut names = std::mem::take(&mut self.names);
        for name in &mut names {
            name.lines = name_lines(context, known, &self.marks[name.mark], &self.states[name.mark].1);
            name.lines.truncate(name.most_lines);
        }
        self.names = names;
    }

    /// Names of all other marks; of those without room for all lines, the first ones.
    pub(super) fn place_names(
        &mut self,
        context: &ViewContext<'_>,
        painter: &Painter,
        known: &Known,
        (taken, traffic): (&mut Vec<Area>, &Traffic),
        sides: &mut Sides,
    ) {
        let selected = self.selected_mark();
        let is_named_elsewhere = |mark: &Mark| match mark.what {
            What::Unit(_) | What::Group(_) => false,
            What::Frame(_) => mark.units.len() > 1,
            What::Part(_) => mark.is_framed || mark.is_field(&self.key.screen),
        };
        let is_near = |mark: &Mark| self.shows_middle(mark) || mark.is_field(&self.key.screen);
        let own = |(_, mark): &(usize, &Mark)| self.is_in_view(mark) && is_near(mark) && !is_named_elsewhere(mark);
        let named = self.marks.iter().enumerate().filter(own);
        let wanted: Vec<(usize, Vec<Line>)> =
            named.map(|(index, mark)| (index, all_lines(context, known, mark))).collect();
        // What the story is about is named before all others, if with fewer lines than it would have.
        let is_first =
            |(index, _): &(usize, _)| selected == Some(*index) || known.strikes.ever(&self.marks[*index].sites);
        let (first, others): (Vec<_>, Vec<_>) = wanted.into_iter().partition(is_first);
        for group in [first, others] {
            self.place_group(painter, known, group, (taken, traffic), sides);
        }
    }

    /// Names some marks: those without room for all their lines with fewer of them.
    fn place_group(
        &mut self,
        painter: &Painter,
        known: &Known,
        mut wanted: Vec<(usize, Vec<Line>)>,
        (taken, traffic): (&mut Vec<Area>, &Traffic),
        sides: &mut Sides,
    ) {
        let selected = self.selected_mark();
        for most_lines in (1..=MOST_LINES).rev() {
            let label = |(index, lines): &(usize, Vec<Line>)| {
                self.name_label(painter, known, *index, lines, selected == Some(*index), sides)
            };
            let labels: Vec<Label> = wanted.iter().map(label).collect();
            for placed in place_labels(&labels, taken, area(self.view()), |area| traffic.under(rect(*area))) {
                let (index, lines) = &mut wanted[placed.label];
                lines.clear();
                sides.insert(self.marks[*index].what, placed.side);
                taken.push(placed.area);
                let lean = match placed.side {
                    Side::Left => vec2(1.0, 0.0),
                    Side::Right => vec2(-1.0, 0.0),
                    Side::Above => vec2(0.0, 1.0),
                    Side::Below => vec2(0.0, -1.0),
                };
                let name = Name::new(*index, most_lines, rect(placed.area), lean, traffic);
                self.keep_name(name, selected == Some(*index));
            }
            // Those that are left try again with a line less.
            wanted.retain(|(_, lines)| !lines.is_empty());
            wanted.iter_mut().for_each(|(_, lines)| lines.truncate(most_lines - 1));
        }
    }

    fn name_label(
        &self,
        painter: &Painter,
        known: &Known,
        index: usize,
        lines: &[Line],
        is_selected: bool,
        sides: &Sides,
    ) -> Label {
        let mark = &self.marks[index];
        let is_struck = i64::from(known.strikes.ever(&mark.sites));
        let is_frame = matches!(mark.what, What::Frame(_));
        Label {
            anchor: self.pos(mark).into(),
            size: size_of(painter, lines, is_selected).into(),
            gap: mark.radius + if is_frame { 4.0 } else { BESIDE },
            priority: (i64::from(is_selected) << 52) + (is_struck << 48) + mark.servers.min(1 << 40) as i64,
            prefer: sides.get(&mark.what).copied().unwrap_or(if is_frame { Side::Above } else { Side::Right }),
        }
    }
}

/// The name of a mark for people.
pub(super) fn name_of(context: &ViewContext<'_>, known: &Known, mark: &Mark) -> String {
    match mark.what {
        What::Part(site) => context.world.sites[site].name.clone(),
        What::Unit(unit) | What::Group(unit) | What::Frame(unit) => {
            let name = &known.units[unit].name;
            if mark.units.len() == 1 {
                return name.clone();
            }
            let others = (mark.units.len() - 1).to_string();
            context.texts.with("map-group", &[("name", name), ("others", &others)])
        }
    }
}

/// What stands beside a mark: its name, and a quiet line or two.
fn name_lines(context: &ViewContext<'_>, known: &Known, mark: &Mark, all: &SiteState) -> Vec<Line> {
    let mut lines = vec![Line { words: name_of(context, known, mark), tone: Tone::Name }];
    if matches!(mark.what, What::Frame(_)) {
        return lines;
    }
    let is_whole = all.online == all.servers;
    if let Some(words) = all.strike_line(context) {
        lines.push(Line { words, tone: Tone::Burning });
    }
    if !is_whole {
        let tone = if all.strike.is_some() { Tone::Quiet } else { Tone::Level(all.level()) };
        lines.push(Line { words: all.online_line(context), tone });
    } else if lines.len() == 1 {
        let unit = &known.units[mark.units[0]];
        let is_closed = matches!(mark.what, What::Unit(_));
        if is_closed && all.servers > 0 && state::is_short(context, &unit.residents) {
            lines.push(Line { words: context.texts.get("map-short").to_owned(), tone: Tone::Quiet });
        } else if let (true, Some(operator)) = (is_closed, &unit.operator) {
            lines.push(Line { words: operator.clone(), tone: Tone::Quiet });
        }
    }
    lines
}

/// Room for all that may be said of a mark in this run, in its widest words.
pub(super) fn all_lines(context: &ViewContext<'_>, known: &Known, mark: &Mark) -> Vec<Line> {
    let quiet = |words: String| Line { words, tone: Tone::Quiet };
    let mut lines = vec![Line { words: name_of(context, known, mark), tone: Tone::Name }];
    if matches!(mark.what, What::Frame(_)) {
        return lines;
    }
    if known.strikes.ever(&mark.sites) {
        let strikes = mark.sites.iter().flat_map(|site| known.strikes.at(context.recording, *site));
        let mut hazards: Vec<HazardId> = strikes.map(|strike| strike.hazard).collect();
        hazards.sort_unstable();
        hazards.dedup();
        let words = hazards.into_iter().map(|hazard| state::struck_for(context, hazard, WIDE));
        let whole = SiteState { servers: mark.servers, online: mark.servers, strike: None, struck: true };
        let mut said = vec![whole.online_line(context)];
        said.extend(words.max_by_key(|words| words.chars().count()));
        // Where there is room for one of them alone, it is room for either.
        said.sort_by_key(|words| std::cmp::Reverse(words.chars().count()));
        lines.extend(said.into_iter().map(quiet));
        return lines;
    }
    if matches!(mark.what, What::Unit(_)) {
        let unit = &known.units[mark.units[0]];
        let is_ever_short = mark.servers > 0 && unit.residents.iter().any(|one| state::is_ever_out(context, *one));
        let short = is_ever_short.then(|| context.texts.get("map-short").to_owned());
        let words = short.into_iter().chain(unit.operator.clone());
        lines.extend(words.max_by_key(|words| words.chars().count()).map(quiet));
    }
    lines
}

fn galley(painter: &Painter, line: &Line, widest: f32) -> Arc<Galley> {
    match line.tone {
        Tone::Name => words::name_within(painter, &line.words, TEXT_BODY, widest),
        Tone::Quiet | Tone::Burning | Tone::Level(_) => words::within(painter, &line.words, TEXT_SMALL, widest),
    }
}

/// The size of a name, with the Ignite button under it if its site is selected.
pub(super) fn size_of(painter: &Painter, lines: &[Line], is_selected: bool) -> Vec2 {
    let sizes = lines.iter().map(|line| galley(painter, line, words::WIDEST).size());
    let all = sizes.fold(Vec2::ZERO, |all, one| vec2(all.x.max(one.x), all.y + one.y));
    if is_selected { vec2(all.x.max(IGNITE_SIZE.x), all.y + IGNITE_ROW) } else { all }
}

/// Paints the names of marks.
pub(super) fn paint(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    let theme = context.theme;
    let thin = Stroke::new(1.0, theme.quiet.gamma_multiply(0.6));
    for name in &scene.names {
        let painter = &scene.painter(painter, name.mark);
        if let Some(line) = name.line {
            painter.line_segment(line, thin);
        }
        let galleys: Vec<Arc<Galley>> = name.lines.iter().map(|line| galley(painter, line, name.widest)).collect();
        let size = galleys.iter().fold(Vec2::ZERO, |all, one| vec2(all.x.max(one.size().x), all.y + one.size().y));
        let spare = (name.rect.size() - size).max(Vec2::ZERO);
        let room = Rect::from_min_size(name.rect.min + spare * (name.lean + Vec2::splat(1.0)) / 2.0, size);
        if name.is_crossed {
            // What runs under the words is still seen, but does not run through them.
            words::paint_plate(painter, theme, room);
        }
        let mut y = room.min.y;
        for (line, galley) in name.lines.iter().zip(galleys) {
            let colour = match line.tone {
                Tone::Name => theme.text,
                Tone::Quiet => theme.quiet,
                Tone::Burning if theme.night => theme.burning,
                Tone::Burning => theme.down,
                Tone::Level(level) => theme.level(level),
            };
            let (own, height) = (galley.size().x, galley.size().y);
            let at = pos2(room.min.x + (room.width() - own) * (name.lean.x + 1.0) / 2.0, y);
            words::paint_rimmed(painter, theme, at, galley, colour);
            y += height;
        }
    }
}
