//! Places the names of marks.

use std::collections::BTreeMap;

use egui::{Pos2, Rect, Vec2, vec2};

use super::LayoutInput;
use super::line_grid::LineGrid;
use super::name_lines::{TextLine, name_size, widest_lines};
use super::obstacles::Obstacles;
use crate::geo::{Label, Side, place_labels};
use crate::ui::map::marks::{Mark, MarkKind, Marks};
use crate::ui::map::screen::{area, rect};
use crate::ui::map::words;

/// The distance from a ring to its name, in points. It leaves space for a halo.
const BESIDE_RING: f32 = 9.0;
/// The distance from a frame to its name, in points.
const BESIDE_FRAME: f32 = 4.0;
/// The largest number of lines of a name: the name itself, the strike, the servers online.
const MOST_LINES: usize = 3;

/// The position of the name of a mark. The text depends on the moment and is in `SceneMoment::words`.
#[derive(Clone, Debug)]
pub struct Name {
    /// The index of its mark.
    pub mark: usize,
    /// The number of lines that fit.
    pub most_lines: usize,
    /// The space for the longest text that the name has in this run, so that nothing moves while the run plays.
    pub rect: Rect,
    /// The largest width of a line, in points.
    pub widest: f32,
    /// The alignment of the text in `rect`: -1 at the left or upper edge, 1 at the right or lower edge.
    pub align: Vec2,
    /// Whether lines pass under the name.
    pub is_crossed: bool,
    /// A line from the rim of its mark to the name, for a part in a frame.
    pub line: Option<[Pos2; 2]>,
}

impl Name {
    /// A name that fills `rect`.
    pub(super) fn new(mark: usize, most_lines: usize, rect: Rect, align: Vec2, lines: &LineGrid) -> Self {
        let is_crossed = lines.under(rect) > 0;
        Self { mark, most_lines, rect, widest: words::WIDEST, align, is_crossed, line: None }
    }
}

/// The side of its mark on which each name was last, so that the name stays there while there is space.
pub type Sides = BTreeMap<MarkKind, Side>;

/// A mark that needs a name.
struct Unnamed {
    mark: usize,
    lines: Vec<TextLine>,
}

/// Whether a mark has a name beside it. The parts in frames have theirs beside the frame.
pub(super) fn is_named(marks: &Marks, mark: &Mark) -> bool {
    let is_named_elsewhere = match mark.kind {
        MarkKind::Unit(_) | MarkKind::Group(_) => false,
        MarkKind::Frame(_) => mark.units.len() > 1,
        MarkKind::Part(_) => mark.is_framed || mark.is_field(&marks.screen),
    };
    let is_near = marks.shows_middle(mark) || mark.is_field(&marks.screen);
    marks.is_in_view(mark) && is_near && !is_named_elsewhere
}

/// Adds the names of all marks that have none in `names` yet, except the parts in frames. If there is no space for all lines of a name, only
/// its first lines are shown. The result does not depend on the selection, so no name moves because of a click.
pub(super) fn add_names(input: &LayoutInput<'_>, names: &mut Vec<Name>, obstacles: &mut Obstacles, sides: &mut Sides) {
    let (marks, facts) = (input.marks, input.facts);
    let has_none = |index: usize| !names.iter().any(|name| name.mark == index);
    let named = marks.all.iter().enumerate().filter(|(index, mark)| is_named(marks, mark) && has_none(*index));
    let unnamed = named.map(|(index, mark)| Unnamed { mark: index, lines: widest_lines(input.context, facts, mark) });
    // Struck marks get their names before all others, even if with fewer lines.
    let is_first = |name: &Unnamed| facts.run.is_any_struck(&marks.all[name.mark].sites);
    let (first, others): (Vec<_>, Vec<_>) = unnamed.partition(is_first);
    names.extend(name_group(input, first, obstacles, sides));
    names.extend(name_group(input, others, obstacles, sides));
}

/// Places the names of some marks. Names that have no space for all their lines are tried again with fewer lines.
fn name_group(
    input: &LayoutInput<'_>,
    mut unnamed: Vec<Unnamed>,
    obstacles: &mut Obstacles,
    sides: &mut Sides,
) -> Vec<Name> {
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
            names.push(Name::new(name.mark, most_lines, rect, align, &obstacles.lines));
        }
        // The remaining names are tried again with one line less.
        unnamed.retain(|name| !name.lines.is_empty());
        unnamed.iter_mut().for_each(|name| name.lines.truncate(most_lines - 1));
    }
    names
}

/// The input for placing one name.
fn name_label(input: &LayoutInput<'_>, name: &Unnamed, sides: &Sides) -> Label {
    let mark = &input.marks.all[name.mark];
    let is_struck = i64::from(input.facts.run.is_any_struck(&mark.sites));
    let is_frame = matches!(mark.kind, MarkKind::Frame(_));
    Label {
        anchor: input.marks.pos(mark).into(),
        size: name_size(input.painter, &name.lines).into(),
        gap: mark.radius + if is_frame { BESIDE_FRAME } else { BESIDE_RING },
        priority: (is_struck << 48) + mark.servers.min(1 << 40) as i64,
        prefer: sides.get(&mark.kind).copied().unwrap_or(if is_frame { Side::Above } else { Side::Right }),
    }
}
