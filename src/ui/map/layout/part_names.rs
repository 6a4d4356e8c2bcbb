//! Places the names of the parts of frames, with the chips of their services. The names are left and right of the frame in the order of the
//! parts, so that no line to a name crosses another line or a ring.

use egui::{Rect, Vec2, pos2, vec2};

use super::LayoutInput;
use super::blocks::residents;
use super::chips::{self, Block, chip_sizes};
use super::name_lines::{TextLine, name_size, widest_lines};
use super::names::Name;
use super::obstacles::Obstacles;
use crate::model::ServiceId;
use crate::ui::map::marks::{CELL, GAP, Mark};
use crate::ui::map::words;
use crate::ui::theme::TEXT_BODY;

/// The distance from the frame to a name, in points.
const AWAY: f32 = 10.0;
/// If there is no space for a name, it is tried again this much farther up or down, in points.
const STEP: f32 = 4.0;
/// The numbers of lines and chips that are tried beside each part, the preferred numbers first. Later tiers need less space.
const TIERS: [Tier; 7] = [
    Tier { lines: 3, chips: 3 },
    Tier { lines: 3, chips: 2 },
    Tier { lines: 2, chips: 2 },
    Tier { lines: 2, chips: 1 },
    Tier { lines: 3, chips: 0 },
    Tier { lines: 2, chips: 0 },
    Tier { lines: 1, chips: 0 },
];
/// The largest width of the chips below a name, in points.
const WIDEST: f32 = 250.0;

/// The largest number of lines of a name, and of chips below it.
#[derive(Clone, Copy)]
struct Tier {
    lines: usize,
    chips: usize,
}

/// The names of parts, and the blocks of chips below them.
pub(super) struct PartLabels {
    pub(super) names: Vec<Name>,
    pub(super) blocks: Vec<Block>,
}

/// A part that needs a name.
struct UnnamedPart {
    mark: usize,
    /// Whether the name is to the right (1) or to the left (-1) of the frame.
    side: f32,
    /// Whether the name is below (1) or above (-1) the middle of the frame.
    half: f32,
    /// The preferred position of the name, in points below the middle of the frame.
    wanted_y: f32,
    lines: Vec<TextLine>,
    services: Vec<ServiceId>,
}

/// The positions of the name of a part and of its chips.
struct PartLabel {
    mark: usize,
    name: Rect,
    most_lines: usize,
    side: f32,
    block: Option<Block>,
}

/// Places the names of the parts of all frames in view.
pub(super) fn name_parts(input: &LayoutInput<'_>, obstacles: &mut Obstacles) -> PartLabels {
    let marks = input.marks;
    let mut labels = PartLabels { names: Vec::new(), blocks: Vec::new() };
    if marks.shows_fields() {
        return labels;
    }
    for frame in marks.frames().filter(|frame| marks.is_in_view(frame)) {
        if frame.is_grid() {
            labels.names.extend(name_grid(input, frame, obstacles));
            continue;
        }
        for PartLabel { mark, name: rect, most_lines, side, block } in best_labels(input, frame, obstacles) {
            obstacles.add(rect);
            block.iter().for_each(|block| obstacles.add(block.rect));
            labels.blocks.extend(block);
            let middle = marks.pos(&marks.all[mark]);
            let near = rect.clamp(middle);
            let rim = middle + (near - middle).normalized() * marks.all[mark].radius;
            let name = Name::new(mark, most_lines, rect, vec2(-side, 0.0), &obstacles.lines);
            labels.names.push(Name { line: Some([rim, near]), ..name });
        }
    }
    labels
}

/// The labels of the parts of a frame. They use the first of the `TIERS` with which there is space for all parts, or else the tier with
/// which there is space for the most parts.
fn best_labels(input: &LayoutInput<'_>, frame: &Mark, obstacles: &mut Obstacles) -> Vec<PartLabel> {
    let parts = parts_from_waist(input, frame);
    let mut best = Vec::new();
    for tier in TIERS {
        let before = obstacles.checkpoint();
        let placed = place_parts(input, frame, &parts, tier, obstacles);
        obstacles.restore(before);
        if placed.len() > best.len() {
            best = placed;
        }
        if best.len() == parts.len() {
            break;
        }
    }
    best
}

/// The parts of a frame, sorted by the vertical distance of their names from the middle of the frame, the smallest first.
fn parts_from_waist(input: &LayoutInput<'_>, frame: &Mark) -> Vec<UnnamedPart> {
    let marks = input.marks;
    let mut parts: Vec<UnnamedPart> = Vec::new();
    let mut balance = 0.0;
    for part in marks.parts_in(frame).filter(|part| marks.is_in_view(part.mark)) {
        let direction = (part.mark.at - frame.at).normalized();
        let is_above_or_below = direction.x.abs() < 0.1;
        let emptier_side = if balance > 0.0 { -1.0 } else { 1.0 };
        let side = if is_above_or_below { emptier_side } else { direction.x.signum() };
        balance += side;
        parts.push(UnnamedPart {
            mark: part.index,
            side,
            half: if direction.y < 0.0 { -1.0 } else { 1.0 },
            wanted_y: direction.y * (frame.radius + AWAY),
            lines: widest_lines(input.context, input.facts, part.mark),
            services: residents(input, part.index),
        });
    }
    parts.sort_by(|a, b| a.wanted_y.abs().total_cmp(&b.wanted_y.abs()));
    parts
}

/// Tries to place the lines and chips of a tier beside each part. Parts without space are left out.
fn place_parts(
    input: &LayoutInput<'_>,
    frame: &Mark,
    parts: &[UnnamedPart],
    tier: Tier,
    obstacles: &mut Obstacles,
) -> Vec<PartLabel> {
    let painter = input.painter;
    let mut placed = Vec::new();
    // By side and half, the distance from the middle of the frame to the far end of the last name, in points.
    let mut reached = [[0.0f32; 2]; 2];
    for part in parts {
        let lines = &part.lines[..tier.lines.min(part.lines.len())];
        let name = name_size(painter, lines);
        let (shown, hidden) = part.services.split_at(tier.chips.min(part.services.len()));
        let sizes = if shown.is_empty() { Vec::new() } else { chip_sizes(painter, input.context, shown, hidden.len()) };
        let rows = chips::rows(&sizes, WIDEST);
        let gap = if sizes.is_empty() { 0.0 } else { chips::GAP };
        let whole = if sizes.is_empty() { name } else { vec2(name.x.max(rows.size.x), name.y + gap + rows.size.y) };
        let reached = &mut reached[usize::from(part.side > 0.0)][usize::from(part.half > 0.0)];
        let Some(rect) = free_rect_beside(input, frame, part, *reached, whole, obstacles) else { continue };
        *reached = (rect.center().y - input.marks.pos(frame).y).abs() + whole.y / 2.0;
        obstacles.add(rect);
        let aligned = |size: Vec2, top: f32| {
            let left = if part.side > 0.0 { rect.min.x } else { rect.max.x - size.x };
            Rect::from_min_size(pos2(left, top), size)
        };
        let block = (!sizes.is_empty()).then(|| {
            let block = Block::new(aligned(rows.size, rect.min.y + name.y + gap), &rows, &sizes, shown, hidden);
            Block { mark: Some(part.mark), ..block }
        });
        placed.push(PartLabel {
            mark: part.mark,
            name: aligned(name, rect.min.y),
            most_lines: lines.len(),
            side: part.side,
            block,
        });
    }
    placed
}

/// Finds a free rectangle beside a round frame. It tries the preferred height first, then farther from the middle of the frame, then
/// nearer to it. The rectangle is never nearer to the middle than `reached`, in points.
fn free_rect_beside(
    input: &LayoutInput<'_>,
    frame: &Mark,
    part: &UnnamedPart,
    reached: f32,
    size: Vec2,
    obstacles: &Obstacles,
) -> Option<Rect> {
    let middle = input.marks.pos(frame);
    let round = frame.radius + AWAY;
    let least = if reached > 0.0 { reached + size.y / 2.0 } else { 0.0 };
    let best = part.wanted_y.abs().max(least);
    let steps = |length: f32| (0..(length.max(0.0) / STEP) as u16 + 1).map(|step| STEP * f32::from(step));
    let further = steps(input.marks.label_area().height()).map(|by| best + by);
    let nearer = steps(best - least).map(|by| best - by);
    further.chain(nearer).find_map(|away| {
        let nearest = (away - size.y / 2.0).max(0.0);
        let out = (round * round - nearest * nearest).max(0.0).sqrt().max(AWAY);
        let at = middle + vec2(part.side * (out + size.x / 2.0), part.half * away);
        let rect = Rect::from_center_size(at, size);
        obstacles.is_free(rect).then_some(rect)
    })
}

/// Places the name of each part of a grid directly below its ring.
fn name_grid(input: &LayoutInput<'_>, frame: &Mark, obstacles: &mut Obstacles) -> Vec<Name> {
    let widest = CELL[0] - 2.0 * GAP;
    let marks = input.marks;
    let mut names = Vec::new();
    for part in marks.parts_in(frame).filter(|part| marks.is_in_view(part.mark)) {
        let name = input.context.localized.site_name(part.site);
        let size = words::name_within(input.painter, name, TEXT_BODY, widest).size();
        let rect = Rect::from_min_size(marks.pos(part.mark) + vec2(-size.x / 2.0, part.mark.radius + 3.0), size);
        if obstacles.is_free(rect) {
            obstacles.add(rect);
            names.push(Name { widest, ..Name::new(part.index, 1, rect, Vec2::ZERO, &obstacles.lines) });
        }
    }
    names
}
