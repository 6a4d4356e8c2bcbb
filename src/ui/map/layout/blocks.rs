//! Which services have chips, and where: in a block near the ring of their home, off the lines where there is room.

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

/// A block is no wider than this, in points; where that fits better it is so narrow.
const WIDEST: f32 = 290.0;
const NARROW: f32 = 170.0;
/// How far away from its ring a block may be, nearest first, in points. The last ones have a line to it. At the near ones it is kept
/// off the lines, if possible.
const AWAY: [f32; 4] = [0.0, 22.0, 60.0, 110.0];
const NEAR: [f32; 2] = [0.0, 22.0];
/// From here on a block has a line to its ring, in points.
const LINE_FROM: f32 = 40.0;
/// Off the lines: over none of them, or if that is not possible over no more than so much.
const OFF_LINES: [u32; 3] = [0, 4 * LINE, 10 * LINE];
/// Marks that get chips at most.
const MOST_BLOCKS: usize = 14;

/// Blocks of chips for the marks in view, where there is room; parts in frames have theirs already (`beside_parts`). Time moves none of
/// them.
pub(super) fn place_blocks(input: &LayoutInput<'_>, beside_parts: &[Block], obstacles: &mut Obstacles) -> Vec<Block> {
    if input.marks.shows_fields() {
        // The fields name their services themselves, and take all the room.
        return Vec::new();
    }
    let is_shown = |blocks: &[Block], service: ServiceId| {
        blocks.iter().any(|block| block.chips.iter().any(|chip| chip.service == service))
    };
    let selected = input.selected_service().filter(|service| !is_shown(beside_parts, *service));
    let before = obstacles.checkpoint();
    let blocks = place_with_first(input, None, obstacles);
    // What is selected stays where it is; only if it is not shown, room is made for it.
    match selected.filter(|service| !is_shown(&blocks, *service)) {
        Some(service) => {
            obstacles.restore(before);
            place_with_first(input, Some(service), obstacles)
        }
        None => blocks,
    }
}

/// A mark that is to have chips.
struct Candidate<'a> {
    claim: Claim,
    mark: &'a Mark,
    services: Vec<ServiceId>,
}

/// Who gets chips first: what is selected, what is struck in this run, then by the users that are lost and by size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    is_selected: bool,
    is_struck: bool,
    lost: u128,
    servers: u64,
}

/// Places all blocks; the service `first` has the first chip of its block, which is placed before all others.
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
        blocks.extend(place_block(input, mark, &services, most, obstacles));
    }
    blocks
}

/// The marks that are to have chips, those with the largest claim first. Chips of parts are beside the frame that holds them.
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

/// Services at home in the units of a mark, in the order of chips. A unit whose parts are shown belongs to its frame.
pub(super) fn residents(input: &LayoutInput<'_>, mark: usize) -> Vec<ServiceId> {
    let units = input.marks.all[mark].units.iter().filter(|unit| input.marks.of_unit[**unit] == mark);
    let here = units.flat_map(|unit| input.facts.units[*unit].residents.iter().copied());
    input.facts.sort_by_loss(here.filter(|service| input.shows(*service)).collect())
}

/// Chips in rows, not yet placed.
struct LaidOut<'a> {
    shown: &'a [ServiceId],
    hidden: &'a [ServiceId],
    sizes: Vec<Vec2>,
    rows: Rows,
}

/// One way to place a block.
struct Attempt<'a> {
    chips: &'a LaidOut<'a>,
    /// How far away from the ring, in points.
    away: f32,
    /// Over no more of the lines than this.
    most_under: u32,
}

/// The chips of one mark: at most `most`, or fewer where there is less room, near it and off the lines if possible.
fn place_block(
    input: &LayoutInput<'_>,
    mark: &Mark,
    services: &[ServiceId],
    most: usize,
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
    // Fewer chips near their ring are better than many far away, and few off the lines are better than all over them.
    let is_many = |chips: &&LaidOut<'_>| 3 * chips.shown.len() >= counts[0];
    let all = |away: f32, most_under: u32| laid_out.iter().map(move |chips| Attempt { chips, away, most_under });
    let near = |most_under: u32| NEAR.into_iter().flat_map(move |away| all(away, most_under));
    let many = OFF_LINES.into_iter().flat_map(|under| near(under).filter(|attempt| is_many(&attempt.chips)));
    let anywhere = AWAY.into_iter().flat_map(|away| all(away, u32::MAX));
    let mut attempts = many.chain(near(OFF_LINES[1])).chain(anywhere);
    let block = attempts.find_map(|Attempt { chips, away, most_under }| {
        let rect = free_rect(input, mark, chips.rows.size, away, most_under, obstacles)?;
        let middle = input.marks.pos(mark);
        let to_middle = middle - rect.clamp(middle);
        let line_to = (away > LINE_FROM).then(|| middle - to_middle.normalized() * mark.radius);
        // No chips are better than a line to them through another ring.
        let is_clear = line_to.is_none_or(|ring| is_clear(input, mark, [rect.clamp(ring), ring]));
        let block = || Block::new(rect, &chips.rows, &chips.sizes, chips.shown, chips.hidden);
        is_clear.then(|| Block { line_to, ..block() })
    })?;
    obstacles.add(block.rect);
    Some(block)
}

/// Whether a line to a mark runs through no other ring.
fn is_clear(input: &LayoutInput<'_>, mark: &Mark, [from, to]: [Pos2; 2]) -> bool {
    let marks = input.marks;
    let line = to - from;
    marks.rings().filter(|ring| ring.units != mark.units).all(|ring| {
        let share = (marks.pos(ring) - from).dot(line) / line.length_sq().max(1.0);
        (from + line * share.clamp(0.0, 1.0)).distance(marks.pos(ring)) > ring.radius + 2.0
    })
}

/// Free room for a block of this size so far away from a ring: over no more of the lines than `most_under`, and nearest to its own
/// ring unless that is no limit at all. Of all such: over the least of the lines; below the ring if possible, else beside, else above.
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
        *under <= most_under && is_free() && (most_under == u32::MAX || is_nearest(input, mark, *rect))
    });
    free.min_by_key(|(under, _)| *under).map(|(_, rect)| rect)
}

/// Whether a block there is nearer to its own ring than to any other, so that one sees whose it is.
fn is_nearest(input: &LayoutInput<'_>, mark: &Mark, rect: Rect) -> bool {
    let marks = input.marks;
    let distance = |ring: &Mark| rect.distance_to_pos(marks.pos(ring)) - ring.radius;
    let own = distance(mark);
    marks.rings().all(|ring| ring.units == mark.units || distance(ring) >= own)
}
