//! Decides which services have chips, and places the chips in a block near the ring of the services' home, if possible not over lines.

use std::cmp::Reverse;

use egui::{Pos2, Rect, Vec2, vec2};

use super::LayoutInput;
use super::chips::{Block, Rows, chip_sizes, more_size, rows};
use super::line_grid::LINE;
use super::obstacles::Obstacles;
use crate::model::ServiceId;
use crate::recording::Subject;
use crate::ui::map::facts::is_ever_out;
use crate::ui::map::marks::Mark;

/// The largest width of a block, in points. It is tried first.
const WIDEST: f32 = 290.0;
/// The largest width of a narrow block, in points. It is tried second.
const NARROW: f32 = 170.0;
/// The distances between a ring and its block that are tried, in points, the smallest first.
const AWAY: [f32; 4] = [0.0, 22.0, 60.0, 110.0];
/// The distances at which blocks that cover few lines are tried before all other blocks, in points.
const NEAR: [f32; 2] = [0.0, 22.0];
/// A block that is farther from its ring than this is connected to it by a line, in points.
const LINE_FROM: f32 = 40.0;
/// A block is beside its own ring, and needs no line to it, if every other ring is farther away than this times as far and this much more, in
/// points.
const BESIDE: [f32; 2] = [1.5, 4.0];
/// The width that is kept free of labels along a line to a ring, and the distance between the points at which this is done, in points.
const LINE_WIDTH: f32 = 3.0;
const LINE_STEP: f32 = 4.0;
/// The limits for how much of the lines a block may cover, the strictest first; see `LineGrid::under`.
const OFF_LINES: [u32; 3] = [0, 4 * LINE, 10 * LINE];
/// The largest number of marks that get chips.
const MOST_BLOCKS: usize = 14;

/// Places blocks of chips for the marks in view, where there is space. The parts in frames already have their blocks (`beside_parts`). The
/// result does not depend on the moment, so no block moves during the run.
pub(super) fn place_blocks(input: &LayoutInput<'_>, beside_parts: &[Block], obstacles: &mut Obstacles) -> Vec<Block> {
    if input.marks.shows_fields() {
        // The fields show the names of their services and use all the space.
        return Vec::new();
    }
    let is_shown = |blocks: &[Block], service: ServiceId| {
        blocks.iter().any(|block| block.chips.iter().any(|chip| chip.service == service))
    };
    let selected = input.selected_service().filter(|service| !is_shown(beside_parts, *service));
    let before = obstacles.checkpoint();
    let blocks = place_with_first(input, None, obstacles);
    // If the selected service has a chip, nothing changes. If it has none, all blocks are placed again, and the block with this service is
    // placed first.
    match selected.filter(|service| !is_shown(&blocks, *service)) {
        Some(service) => {
            obstacles.restore(before);
            place_with_first(input, Some(service), obstacles)
        }
        None => blocks,
    }
}

/// A mark that should get chips.
struct Candidate<'a> {
    claim: Claim,
    mark: &'a Mark,
    services: Vec<ServiceId>,
}

/// The priority of a mark for chips, compared field by field: marks of the selection, then marks struck in this run, then by the lost
/// users of their services, then by their servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    is_selected: bool,
    is_struck: bool,
    lost: u128,
    servers: u64,
}

/// Places all blocks. If there is a service `first`, the block of its mark is placed before all others and begins with its chip.
fn place_with_first(input: &LayoutInput<'_>, first: Option<ServiceId>, obstacles: &mut Obstacles) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (index, candidate) in candidates(input, first).into_iter().take(MOST_BLOCKS).enumerate() {
        let Candidate { claim, mark, mut services } = candidate;
        let hit = services.iter().filter(|service| is_ever_out(input.context, **service)).count();
        let most = match claim {
            Claim { is_selected: true, .. } => 14,
            Claim { is_struck: true, .. } => hit.clamp(2, 8),
            Claim { .. } if index == 0 => hit.clamp(2, 6),
            Claim { .. } => hit.clamp(2, 4),
        };
        if let Some(at) = first.and_then(|first| services.iter().position(|service| *service == first)) {
            services[..=at].rotate_right(1);
        }
        let block = place_block(input, mark, &services, most, &blocks, obstacles);
        blocks.extend(block);
    }
    blocks
}

/// The marks that should get chips, those with the highest priority first. Parts in frames are left out: their chips are next to the
/// frame.
fn candidates<'a>(input: &LayoutInput<'a>, first: Option<ServiceId>) -> Vec<Candidate<'a>> {
    let marks = input.marks;
    let shown = marks.all.iter().enumerate().filter(|(_, mark)| marks.is_in_view(mark) && !marks.is_covered(mark));
    let with_services = shown
        .filter(|(_, mark)| !mark.is_framed)
        .map(|(index, mark)| (mark, residents(input, index)))
        .filter(|(_, services)| !services.is_empty());
    let mut candidates: Vec<Candidate<'a>> = with_services
        .map(|(mark, services)| Candidate { claim: claim(input, mark, &services, first), mark, services })
        .collect();
    candidates.sort_by_key(|candidate| Reverse(candidate.claim));
    candidates
}

fn claim(input: &LayoutInput<'_>, mark: &Mark, services: &[ServiceId], first: Option<ServiceId>) -> Claim {
    let is_selected = match (first, input.key.selection) {
        (Some(first), _) => services.contains(&first),
        (None, Some(Subject::Site(site))) => mark.sites.contains(&site),
        (None, Some(Subject::World | Subject::Service(_) | Subject::Company(_)) | None) => false,
    };
    let summary = &input.context.recording.summary.services;
    let lost = services.iter().take(8).map(|service| summary[*service].lost_user_millisecs).sum();
    let is_struck = input.facts.run.is_any_struck(&mark.sites);
    Claim { is_selected, is_struck, lost, servers: mark.servers }
}

/// The services at home in the units of a mark, in the order of chips. If a unit of several sites is opened, its services belong to
/// its frame, not to its parts.
pub(super) fn residents(input: &LayoutInput<'_>, mark: usize) -> Vec<ServiceId> {
    let units = input.marks.all[mark].units.iter().filter(|unit| input.marks.of_unit[**unit] == mark);
    let here = units.flat_map(|unit| input.facts.units[*unit].residents.iter().copied());
    input.facts.sort_by_loss(here.filter(|service| input.shows(*service)).collect())
}

/// Chips that are arranged in rows but have no position on the map yet.
struct LaidOut<'a> {
    shown: &'a [ServiceId],
    hidden: &'a [ServiceId],
    sizes: Vec<Vec2>,
    rows: Rows,
}

impl<'a> LaidOut<'a> {
    /// A single chip with the number of all services.
    fn only_more(input: &LayoutInput<'_>, services: &'a [ServiceId]) -> Self {
        let sizes = vec![more_size(input.painter, input.context, services.len())];
        Self { shown: &[], hidden: services, rows: rows(&sizes, NARROW), sizes }
    }
}

/// One arrangement and one distance at which to try to place a block.
struct Attempt<'a> {
    chips: &'a LaidOut<'a>,
    /// The distance from the ring, in points.
    away: f32,
    /// The limit for how much of the lines the block may cover.
    most_under: u32,
}

/// Places the chips of one mark: `most` of them, or fewer if there is less space, near the mark and if possible not over lines. If there is no
/// space for any, only their number is placed.
fn place_block(
    input: &LayoutInput<'_>,
    mark: &Mark,
    services: &[ServiceId],
    most: usize,
    placed: &[Block],
    obstacles: &mut Obstacles,
) -> Option<Block> {
    let mut counts = [most, 6, 4, 3, 2, 1].map(|count| count.min(most).min(services.len())).to_vec();
    counts.dedup();
    let own = chip_sizes(input.painter, input.context, &services[..counts[0]], 0);
    let laid_out: Vec<LaidOut<'_>> = counts
        .iter()
        .flat_map(|count| {
            let (shown, hidden) = services.split_at(*count);
            let more = (!hidden.is_empty()).then(|| more_size(input.painter, input.context, hidden.len()));
            let sizes: Vec<Vec2> = own[..*count].iter().copied().chain(more).collect();
            [WIDEST, NARROW].map(|widest| LaidOut { shown, hidden, rows: rows(&sizes, widest), sizes: sizes.clone() })
        })
        .collect();
    // Fewer chips near their ring are better than many chips far away, and a few chips that cover no lines are better than many that do.
    let is_many = |chips: &&LaidOut<'_>| 3 * chips.shown.len() >= counts[0];
    let all = |away: f32, most_under: u32| laid_out.iter().map(move |chips| Attempt { chips, away, most_under });
    let near = |most_under: u32| NEAR.into_iter().flat_map(move |away| all(away, most_under));
    let many = OFF_LINES.into_iter().flat_map(|under| near(under).filter(|attempt| is_many(&attempt.chips)));
    let anywhere = AWAY.into_iter().flat_map(|away| all(away, u32::MAX));
    let only_more = LaidOut::only_more(input, services);
    // The number may cover any lines, but is nearest to its own ring if possible.
    let number = [u32::MAX - 1, u32::MAX].into_iter().flat_map(|most_under| {
        let chips = &only_more;
        AWAY.into_iter().map(move |away| Attempt { chips, away, most_under })
    });
    let mut attempts = many.chain(near(OFF_LINES[1])).chain(anywhere).chain(number);
    let block = attempts.find_map(|Attempt { chips, away, most_under }| {
        let rect = free_rect(input, mark, chips.rows.size, away, most_under, obstacles)?;
        let middle = input.marks.pos(mark);
        let to_middle = middle - rect.clamp(middle);
        let needs_line = away > LINE_FROM || !is_nearest(input, mark, rect, BESIDE);
        let line_to = needs_line.then(|| middle - to_middle.normalized() * mark.radius);
        // A block is left out if the line to its ring would cross another ring or other chips.
        let is_clear = line_to.is_none_or(|ring| is_clear(input, mark, [rect.clamp(ring), ring], placed));
        let block = || Block::new(rect, &chips.rows, &chips.sizes, chips.shown, chips.hidden);
        is_clear.then(|| Block { line_to, ..block() })
    })?;
    obstacles.add(block.rect);
    if let Some(ring) = block.line_to {
        // No later label may cover the line.
        let points = line_points([block.rect.clamp(ring), ring]);
        points.for_each(|at| obstacles.add(Rect::from_center_size(at, Vec2::splat(LINE_WIDTH))));
    }
    Some(block)
}

/// Points on a straight line, near to one another.
fn line_points([from, to]: [Pos2; 2]) -> impl Iterator<Item = Pos2> {
    let count = (from.distance(to) / LINE_STEP).ceil().max(1.0) as u16;
    (0..=count).map(move |step| from.lerp(to, f32::from(step) / f32::from(count)))
}

/// Whether a line to a mark crosses no other ring and no chips that are already placed.
fn is_clear(input: &LayoutInput<'_>, mark: &Mark, [from, to]: [Pos2; 2], placed: &[Block]) -> bool {
    let marks = input.marks;
    if line_points([from, to]).any(|at| placed.iter().any(|block| block.rect.contains(at))) {
        return false;
    }
    let line = to - from;
    marks.rings().filter(|ring| ring.units != mark.units).all(|ring| {
        let share = (marks.pos(ring) - from).dot(line) / line.length_sq().max(1.0);
        (from + line * share.clamp(0.0, 1.0)).distance(marks.pos(ring)) > ring.radius + 2.0
    })
}

/// Finds a free rectangle of this size at this distance from a ring. It covers no more of the lines than `most_under`. If that limit is not
/// `u32::MAX`, the rectangle must also be nearer to its own ring than to any other. Of several such rectangles, the one that covers the
/// least of the lines is chosen. If these are equal too, one below the ring is preferred, then one beside the ring, then one above it.
fn free_rect(
    input: &LayoutInput<'_>,
    mark: &Mark,
    size: Vec2,
    away: f32,
    most_under: u32,
    obstacles: &Obstacles,
) -> Option<Rect> {
    let (centre, half) = (input.marks.pos(mark), size / 2.0);
    let reach = mark.radius + 8.0 + away;
    let slides = [0.0, -0.5, 0.5, -0.9, 0.9, -1.25, 1.25];
    let below = slides.map(|x| vec2(x * half.x, reach + half.y));
    let beside = slides.map(|y| {
        let y = -y * (half.y + 0.5 * mark.radius);
        [vec2(reach + half.x, y), vec2(-reach - half.x, y)]
    });
    let above = slides.map(|x| vec2(x * half.x, -reach - half.y));
    let offsets = below.into_iter().chain(beside.into_iter().flatten()).chain(above);
    let rects = offsets.map(|offset| Rect::from_center_size(centre + offset, size));
    let free = rects.map(|rect| (obstacles.lines.under(rect), rect)).filter(|(under, rect)| {
        let is_free = || obstacles.is_in_label_area(*rect) && !obstacles.overlaps(rect.expand(2.0));
        *under <= most_under && is_free() && (most_under == u32::MAX || is_nearest(input, mark, *rect, [1.0, 0.0]))
    });
    free.min_by_key(|(under, _)| *under).map(|(_, rect)| rect)
}

/// Whether a block with this rectangle is nearer to its own ring than to any other, so that the person sees to which ring the block
/// belongs: all others are at least `factor` times as far away and `more` points.
fn is_nearest(input: &LayoutInput<'_>, mark: &Mark, rect: Rect, [factor, more]: [f32; 2]) -> bool {
    let marks = input.marks;
    let distance = |ring: &Mark| rect.distance_to_pos(marks.pos(ring)) - ring.radius;
    let own = distance(mark);
    marks.rings().all(|ring| ring.units == mark.units || distance(ring) >= factor * own + more)
}
