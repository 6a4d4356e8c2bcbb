//! Where the names of marks are, and the Ignite button under the name of what is selected.

use std::collections::BTreeMap;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::LayoutInput;
use super::ignite::{IGNITE_ROW, IGNITE_SIZE};
use super::line_grid::LineGrid;
use super::name_lines::{TextLine, name_size, widest_lines};
use super::obstacles::Obstacles;
use crate::geo::{Label, Side, place_labels};
use crate::ui::map::marks::{Mark, MarkKind};
use crate::ui::map::screen::{area, rect};
use crate::ui::map::words;

/// From a ring to its name, in points: a halo has room between them. And from a frame to its name.
const BESIDE_RING: f32 = 9.0;
const BESIDE_FRAME: f32 = 4.0;
/// Lines of a name at most: the name, what struck, how much is online.
const MOST_LINES: usize = 3;

/// Where the name of a mark is. What it says comes with the moment.
#[derive(Clone, Debug)]
pub struct Name {
    /// The index of its mark.
    pub mark: usize,
    /// There is room for so many lines.
    pub most_lines: usize,
    /// Room for all that is ever said of the mark in this run, so that time moves nothing.
    pub rect: Rect,
    /// No line is wider than this, in points.
    pub widest: f32,
    /// Where the words are in it: -1 at its left or upper edge, 1 at the right or lower one.
    pub align: Vec2,
    /// Whether lines run under it.
    pub is_crossed: bool,
    /// From the rim of its mark to the name, if others are between them.
    pub line: Option<[Pos2; 2]>,
    /// The Ignite button under it, if its site is selected.
    pub button: Option<Rect>,
}

impl Name {
    /// A name that fills `rect`.
    pub(super) fn new(mark: usize, most_lines: usize, rect: Rect, align: Vec2, lines: &LineGrid) -> Self {
        let is_crossed = lines.under(rect) > 0;
        Self { mark, most_lines, rect, widest: words::WIDEST, align, is_crossed, line: None, button: None }
    }

    /// The name with the Ignite button in the lower part of its room.
    pub(super) fn with_button(self) -> Self {
        let Self { rect, align, .. } = self;
        let corner = if align.x > 0.0 { rect.max - IGNITE_SIZE } else { pos2(rect.min.x, rect.max.y - IGNITE_SIZE.y) };
        Self {
            rect: rect.with_max_y(rect.max.y - IGNITE_ROW),
            align: vec2(align.x, 1.0),
            button: Some(Rect::from_min_size(corner, IGNITE_SIZE)),
            ..self
        }
    }
}

/// On which side of its mark each name was last, so that it stays there while there is room.
pub type Sides = BTreeMap<MarkKind, Side>;

/// A mark that is to have a name.
struct Unnamed {
    mark: usize,
    lines: Vec<TextLine>,
}

/// Names of all marks but parts in frames. Those without room for all lines have the first ones.
pub(super) fn name_marks(input: &LayoutInput<'_>, obstacles: &mut Obstacles, sides: &mut Sides) -> Vec<Name> {
    let (marks, facts) = (input.marks, input.facts);
    let selected = input.selected_mark();
    let is_named_elsewhere = |mark: &Mark| match mark.kind {
        MarkKind::Unit(_) | MarkKind::Group(_) => false,
        MarkKind::Frame(_) => mark.units.len() > 1,
        MarkKind::Part(_) => mark.is_framed || mark.is_field(&marks.screen),
    };
    let is_near = |mark: &Mark| marks.shows_middle(mark) || mark.is_field(&marks.screen);
    let is_named = |mark: &Mark| marks.is_in_view(mark) && is_near(mark) && !is_named_elsewhere(mark);
    let named = marks.all.iter().enumerate().filter(|(_, mark)| is_named(mark));
    let unnamed = named.map(|(index, mark)| Unnamed { mark: index, lines: widest_lines(input.context, facts, mark) });
    // What the story is about is named before all others, if with fewer lines than it would have.
    let is_first = |name: &Unnamed| selected == Some(name.mark) || facts.run.is_any_struck(&marks.all[name.mark].sites);
    let (first, others): (Vec<_>, Vec<_>) = unnamed.partition(is_first);
    let mut names = name_group(input, first, obstacles, sides);
    names.extend(name_group(input, others, obstacles, sides));
    names
}

/// Names some marks: those without room for all their lines with fewer of them.
fn name_group(
    input: &LayoutInput<'_>,
    mut unnamed: Vec<Unnamed>,
    obstacles: &mut Obstacles,
    sides: &mut Sides,
) -> Vec<Name> {
    let selected = input.selected_mark();
    let mut names = Vec::new();
    for most_lines in (1..=MOST_LINES).rev() {
        let labels: Vec<Label> = unnamed.iter().map(|name| name_label(input, name, sides)).collect();
        let covers = |area: &crate::geo::Area| obstacles.lines.under(rect(*area));
        let all_placed = place_labels(&labels, obstacles.taken(), area(input.marks.label_area()), covers);
        for placed in all_placed {
            let name = &mut unnamed[placed.label];
            name.lines.clear();
            sides.insert(input.marks.all[name.mark].kind, placed.side);
            let rect = rect(placed.area);
            obstacles.add(rect);
            let align = match placed.side {
                Side::Left => vec2(1.0, 0.0),
                Side::Right => vec2(-1.0, 0.0),
                Side::Above => vec2(0.0, 1.0),
                Side::Below => vec2(0.0, -1.0),
            };
            let is_selected = selected == Some(name.mark);
            let name = Name::new(name.mark, most_lines, rect, align, &obstacles.lines);
            names.push(if is_selected { name.with_button() } else { name });
        }
        // Those that are left are tried again with a line less.
        unnamed.retain(|name| !name.lines.is_empty());
        unnamed.iter_mut().for_each(|name| name.lines.truncate(most_lines - 1));
    }
    names
}

/// What is asked of the placing of labels for one name.
fn name_label(input: &LayoutInput<'_>, name: &Unnamed, sides: &Sides) -> Label {
    let mark = &input.marks.all[name.mark];
    let is_selected = input.selected_mark() == Some(name.mark);
    let is_struck = i64::from(input.facts.run.is_any_struck(&mark.sites));
    let is_frame = matches!(mark.kind, MarkKind::Frame(_));
    Label {
        anchor: input.marks.pos(mark).into(),
        size: name_size(input.painter, &name.lines, is_selected).into(),
        gap: mark.radius + if is_frame { BESIDE_FRAME } else { BESIDE_RING },
        priority: (i64::from(is_selected) << 52) + (is_struck << 48) + mark.servers.min(1 << 40) as i64,
        prefer: sides.get(&mark.kind).copied().unwrap_or(if is_frame { Side::Above } else { Side::Right }),
    }
}
