//! Decides which services have chips, and places the chips in a block near the ring of the services' home, if possible not over lines.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::LayoutInput;
use super::chips::{Block, Rows, chip_sizes, more_size, rows};
use super::footer::Footer;
use super::line_grid::LINE;
use super::obstacles::Obstacles;
use crate::model::{Id, ServiceId};
use crate::ui::map::facts::is_ever_out;
use crate::ui::map::marks::{Mark, Marks};

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
/// The largest number of chips at a mark for services that have their standby there.
const MOST_AT_STANDBY: usize = 4;

/// Adds blocks of chips for the marks in view that have none in `blocks` yet, where there is space. The parts in frames have theirs beside the
/// frame. The result depends neither on the moment nor on the selection, so no block moves during the run or because of a click.
pub(super) fn add_blocks(input: &LayoutInput<'_>, blocks: &mut Vec<Block>, obstacles: &mut Obstacles) {
    if input.marks.shows_fields() {
        // The fields show the names of their services and use all the space.
        return;
    }
    let has_block = |blocks: &[Block], mark: usize, is_of_standby: bool| {
        blocks.iter().any(|block| (block.mark, block.is_of_standby) == (Some(mark), is_of_standby))
    };
    for (rank, candidate) in candidates(input).into_iter().take(MOST_BLOCKS).enumerate() {
        let Candidate { claim, mark, services } = candidate;
        let hit = services.iter().filter(|service| is_ever_out(input.context, **service)).count();
        let most = match claim {
            Claim { is_struck: true, .. } => hit.clamp(2, 8),
            Claim { .. } if rank == 0 => hit.clamp(2, 6),
            Claim { .. } => hit.clamp(2, 4),
        };
        if !has_block(blocks, mark, false) {
            let block = place_block(input, mark, &services, most, blocks, obstacles);
            blocks.extend(block);
        }
    }
    for (mark, services) in at_standby(input).into_iter().take(MOST_BLOCKS) {
        if !has_block(blocks, mark, true) {
            let services = input.facts.sort_by_loss(services);
            let block = place_block(input, mark, &services, MOST_AT_STANDBY, blocks, obstacles);
            blocks.extend(block.map(|block| Block { is_of_standby: true, ..block }));
        }
    }
}

/// Adds the chip of the selected service, if it has none at its home yet: where there is space, or else over the number that it is counted in.
/// No other chip moves.
pub(super) fn add_selected(
    input: &LayoutInput<'_>,
    footer: Option<&Footer>,
    blocks: &mut Vec<Block>,
    obstacles: &mut Obstacles,
) {
    let marks = input.marks;
    let Some(service) = input.selected_service() else { return };
    let mut others = blocks.iter().chain(footer.map(|footer| &footer.block));
    let has_chip = others.any(|block| !block.is_of_standby && block.has(service));
    let home = input.facts.home[service.index()].map(|unit| marks.of_unit[unit]);
    let Some(mark) = home.filter(|mark| can_have_chips(marks, &marks.all[*mark])) else { return };
    if has_chip || marks.shows_fields() {
        return;
    }
    let before = obstacles.checkpoint();
    match place_block(input, mark, &[service], 1, blocks, obstacles).filter(|block| block.has(service)) {
        Some(block) => blocks.push(block),
        None => {
            obstacles.restore(before);
            let over = over_number(input, service, blocks);
            blocks.extend(over);
        }
    }
}

/// The chip of a service over the number of the services that have none, if it is one of them.
fn over_number(input: &LayoutInput<'_>, service: ServiceId, blocks: &[Block]) -> Option<Block> {
    let (number, mark) = blocks.iter().filter(|block| !block.is_of_standby).find_map(|block| {
        let more = block.more.as_ref().filter(|more| more.services.contains(&service))?;
        Some((more.rect, block.mark))
    })?;
    let sizes = chip_sizes(input.painter, input.context, &[service], 0);
    let rows = rows(&sizes, WIDEST);
    let inside = input.marks.label_area();
    let left = number.left().min(inside.right() - rows.size.x).max(inside.left());
    let rect = Rect::from_min_size(pos2(left, number.top()), rows.size);
    Some(Block { mark, ..Block::new(rect, &rows, &sizes, &[service], &[]) })
}

/// A mark that should get chips.
struct Candidate {
    claim: Claim,
    /// The index of the mark.
    mark: usize,
    services: Vec<ServiceId>,
}

/// The priority of a mark for chips, compared field by field: marks struck in this run, then by the lost users of their services, then by
/// their servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    is_struck: bool,
    lost: u128,
    servers: u64,
}

/// Whether chips can be placed at a mark.
fn can_have_chips(marks: &Marks, mark: &Mark) -> bool {
    marks.is_in_view(mark) && !marks.is_covered(mark)
}

/// The marks that should get chips, those with the highest priority first. Parts in frames are left out: their chips are next to the
/// frame.
fn candidates(input: &LayoutInput<'_>) -> Vec<Candidate> {
    let marks = input.marks;
    let shown = marks.all.iter().enumerate().filter(|(_, mark)| can_have_chips(marks, mark) && !mark.is_framed);
    let with_services =
        shown.map(|(index, mark)| (index, mark, residents(input, index))).filter(|(.., services)| !services.is_empty());
    let mut candidates: Vec<Candidate> = with_services
        .map(|(index, mark, services)| Candidate { claim: claim(input, mark, &services), mark: index, services })
        .collect();
    candidates.sort_by_key(|candidate| Reverse(candidate.claim));
    candidates
}

fn claim(input: &LayoutInput<'_>, mark: &Mark, services: &[ServiceId]) -> Claim {
    let summary = &input.context.recording.summary.services;
    let lost = services.iter().take(8).map(|service| summary[*service].lost_user_millisecs).sum();
    let is_struck = input.facts.run.is_any_struck(&mark.sites);
    Claim { is_struck, lost, servers: mark.servers }
}

/// By the index of a mark, the services that fail over in this run to a standby there, and whose home is at another mark.
fn at_standby(input: &LayoutInput<'_>) -> BTreeMap<usize, Vec<ServiceId>> {
    let marks = input.marks;
    let mut services: BTreeMap<usize, Vec<ServiceId>> = BTreeMap::new();
    for service in input.context.world.services.ids().filter(|service| input.shows(*service)) {
        let [standby, home] = [&input.facts.standby, &input.facts.home]
            .map(|units| units[service.index()].map(|unit| marks.of_unit[unit]));
        if let Some(mark) = standby.filter(|mark| home != Some(*mark) && can_have_chips(marks, &marks.all[*mark])) {
            services.entry(mark).or_default().push(service);
        }
    }
    services
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

/// Places chips of services at the mark with the index `at`: `most` of them, or fewer if there is less space, near the mark and if possible not
/// over lines. If there is no space for any, only their number is placed.
fn place_block(
    input: &LayoutInput<'_>,
    at: usize,
    services: &[ServiceId],
    most: usize,
    placed: &[Block],
    obstacles: &mut Obstacles,
) -> Option<Block> {
    let mark = &input.marks.all[at];
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
        is_clear.then(|| Block { mark: Some(at), line_to, ..block() })
    })?;
    take_place(&block, obstacles);
    Some(block)
}

/// Takes the place of a block and of the line to its ring, so that no later label covers them.
pub(super) fn take_place(block: &Block, obstacles: &mut Obstacles) {
    obstacles.add(block.rect);
    if let Some(ring) = block.line_to {
        let points = line_points([block.rect.clamp(ring), ring]);
        points.for_each(|at| obstacles.add(Rect::from_center_size(at, Vec2::splat(LINE_WIDTH))));
    }
}

/// Points on a straight line, near to one another.
fn line_points([from, to]: [Pos2; 2]) -> impl Iterator<Item = Pos2> {
    let count = (from.distance(to) / LINE_STEP).ceil().max(1.0) as u16;
    (0..=count).map(move |step| from.lerp(to, f32::from(step) / f32::from(count)))
}

/// Whether a line to a mark crosses no other ring and no chips that are already placed.
pub(super) fn is_clear(input: &LayoutInput<'_>, mark: &Mark, [from, to]: [Pos2; 2], placed: &[Block]) -> bool {
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
