//! Services as chips: the shape and colour of their level and their name, beside the place where most of their servers are.

use std::f32::consts::TAU;

use egui::epaint::PathShape;
use egui::{Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::known::Known;
use super::marks::{Mark, What};
use super::scene::Scene;
use super::screen::area;
use super::state::is_ever_out;
use super::traffic::{LINE, Traffic};
use super::words;
use crate::geo::Area;
use crate::model::ServiceId;
use crate::recording::Subject;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, icons};

/// Height of a chip, in points.
pub(super) const HEIGHT: f32 = 22.0;
/// A name in a chip is no wider than this, in points.
const NAME: f32 = 170.0;
/// Between two chips, in points.
pub(super) const GAP: f32 = 4.0;
/// A block of chips is no wider than this, in points.
const WIDEST: f32 = 290.0;
/// How far away from its ring a block may stand, nearest first, in points; the last ones have a line to it. So near it keeps off
/// the lines if it can.
const AWAY: [f32; 4] = [0.0, 22.0, 60.0, 110.0];
const NEAR: [f32; 2] = [0.0, 22.0];
/// Over nothing of them, or if that does not go over so much of one.
const HARDLY: [u32; 3] = [0, 4 * LINE, 10 * LINE];
/// And it is so wide where it fits better, in points.
const NARROW: f32 = 170.0;
/// Radius of the clock of a chip, in points.
const CLOCK: f32 = 6.0;
/// Marks that get chips at most.
const MOST_BLOCKS: usize = 14;

/// A chip.
#[derive(Clone, Debug)]
pub(super) struct Chip {
    pub(super) service: ServiceId,
    pub(super) rect: Rect,
}

/// Chips that belong together.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) rect: Rect,
    pub(super) chips: Vec<Chip>,
    /// A chip for those that found no room, and who they are.
    pub(super) more: Option<(Rect, Vec<ServiceId>)>,
    /// The ring that they belong to, if they stand away from it.
    pub(super) line_to: Option<Pos2>,
}

/// Blocks of chips for the marks in view, where there is room. Time moves none of them.
pub(super) fn blocks(
    context: &ViewContext<'_>,
    painter: &Painter,
    known: &Known,
    scene: &Scene,
    (taken, traffic): (&mut Vec<Area>, &Traffic),
) -> Vec<Block> {
    if scene.shows_fields() {
        // The fields name their services themselves, and take all the room.
        return Vec::new();
    }
    let selected = match context.session.selection() {
        Some(Subject::Service(service)) => Some(service),
        Some(Subject::Site(_) | Subject::World | Subject::Company(_)) | None => None,
    };
    let is_shown = |blocks: &[Block], one: &ServiceId| {
        blocks.iter().any(|block| block.chips.iter().any(|chip| chip.service == *one))
    };
    let selected = selected.filter(|one| !is_shown(&scene.blocks, one));
    let before = taken.clone();
    let blocks = blocks_for(context, painter, known, scene, None, (taken, traffic));
    // What is selected stays where it is; only if it is not shown, room is made for it.
    match selected.filter(|one| !is_shown(&blocks, one)) {
        Some(_) => {
            *taken = before;
            blocks_for(context, painter, known, scene, selected, (taken, traffic))
        }
        None => blocks,
    }
}

fn blocks_for(
    context: &ViewContext<'_>,
    painter: &Painter,
    known: &Known,
    scene: &Scene,
    first: Option<ServiceId>,
    (taken, traffic): (&mut Vec<Area>, &Traffic),
) -> Vec<Block> {
    let mut wants: Vec<(Claim, &Mark, Vec<ServiceId>)> = (0..scene.marks.len())
        .map(|index| (index, &scene.marks[index]))
        .filter(|(_, mark)| scene.is_in_view(mark) && !scene.is_covered(mark))
        // Those of parts stand beside the frame that holds them.
        .filter(|(_, mark)| !mark.is_framed)
        .map(|(index, mark)| (index, mark, residents(known, scene, index)))
        .filter(|(_, _, services)| !services.is_empty())
        .map(|(_, mark, services)| (claim(context, known, mark, &services, first), mark, services))
        .collect();
    wants.sort_by_key(|(claim, _, _)| std::cmp::Reverse(*claim));
    let mut blocks = Vec::new();
    for (place, (claim, mark, mut services)) in wants.into_iter().take(MOST_BLOCKS).enumerate() {
        let hit = services.iter().filter(|one| is_ever_out(context, **one)).count();
        let most = match claim {
            Claim { is_selected: true, .. } => 14,
            Claim { is_struck: true, .. } => hit.clamp(2, 8),
            Claim { .. } if place == 0 => hit.clamp(2, 6),
            Claim { .. } => hit.clamp(2, 4),
        };
        if let Some(at) = first.and_then(|first| services.iter().position(|one| *one == first)) {
            services[..=at].rotate_right(1);
        }
        blocks.extend(place_block(painter, context, scene, mark, &services, most, (taken, traffic)));
    }
    blocks
}

/// Who gets chips first: what is selected, what is struck in this run, then by the users that are lost and by size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    is_selected: bool,
    is_struck: bool,
    lost: u128,
    servers: u64,
}

fn claim(
    context: &ViewContext<'_>,
    known: &Known,
    mark: &Mark,
    services: &[ServiceId],
    first: Option<ServiceId>,
) -> Claim {
    let is_selected = match (first, context.session.selection()) {
        (Some(one), _) => services.contains(&one),
        (None, Some(Subject::Site(site))) => mark.sites.contains(&site),
        (None, Some(Subject::World | Subject::Service(_) | Subject::Company(_)) | None) => false,
    };
    let lost = services.iter().take(8).map(|one| context.recording.summary.services[*one].lost_user_millisecs).sum();
    Claim { is_selected, is_struck: known.strikes.ever(&mark.sites), lost, servers: mark.servers }
}

/// Services at home in the units that a mark stands for; the parts of a place leave them to its frame.
pub(super) fn residents(known: &Known, scene: &Scene, index: usize) -> Vec<ServiceId> {
    let own = scene.marks[index].units.iter().filter(|unit| scene.mark_of[**unit] == index);
    let here = own.flat_map(|unit| known.units[*unit].residents.iter().copied());
    known.by_loss(here.filter(|service| scene.shows(*service)).collect())
}

/// The sizes of chips, and of the one that stands for those that are hidden, if any is.
pub(super) fn sizes(
    painter: &Painter,
    context: &ViewContext<'_>,
    shown: &[ServiceId],
    hidden: &[ServiceId],
) -> Vec<Vec2> {
    let own = shown.iter().map(|service| chip_size(painter, &context.world.services[*service].name));
    own.chain((!hidden.is_empty()).then(|| more_size(painter, context, hidden.len()))).collect()
}

/// The size of a chip with this name.
pub(super) fn chip_size(painter: &Painter, name: &str) -> Vec2 {
    let text = words::within(painter, name, TEXT_SMALL, NAME).size().x;
    vec2(text + 30.0, HEIGHT)
}

/// Lays chips out in centred rows; the sizes, then how large it all is.
pub(super) fn rows(sizes: &[Vec2], widest: f32) -> (Vec<Vec2>, Vec2) {
    let mut places: Vec<Vec2> = Vec::with_capacity(sizes.len());
    let mut ends: Vec<(usize, f32)> = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    for size in sizes {
        if x > 0.0 && x + size.x > widest {
            ends.push((places.len(), x - GAP));
            (x, y) = (0.0, y + HEIGHT + GAP);
        }
        places.push(vec2(x, y));
        x += size.x + GAP;
    }
    ends.push((places.len(), x - GAP));
    let width = ends.iter().map(|(_, end)| *end).fold(0.0, f32::max);
    let mut from = 0;
    for (until, end) in ends {
        for at in &mut places[from..until] {
            at.x += (width - end) / 2.0;
        }
        from = until;
    }
    (places, vec2(width, y + HEIGHT))
}

/// The size of the chip that stands for so many others.
pub(super) fn more_size(painter: &Painter, context: &ViewContext<'_>, count: usize) -> Vec2 {
    chip_size(painter, &more_words(context, count)) - vec2(12.0, 0.0)
}

fn more_words(context: &ViewContext<'_>, count: usize) -> String {
    context.texts.with("map-more", &[("count", &count.to_string())])
}

/// The chips of one mark: as many as were asked for, or fewer where there is less room, near it and off the lines if possible.
fn place_block(
    painter: &Painter,
    context: &ViewContext<'_>,
    scene: &Scene,
    mark: &Mark,
    services: &[ServiceId],
    most: usize,
    (taken, traffic): (&mut Vec<Area>, &Traffic),
) -> Option<Block> {
    let mut counts = [most, 6, 4, 3, 2, 1].map(|count| count.min(most).min(services.len())).to_vec();
    counts.dedup();
    let own = sizes(painter, context, &services[..counts[0]], &[]);
    let laid_out: Vec<Laid> = counts
        .iter()
        .flat_map(|count| {
            let (shown, hidden) = services.split_at(*count);
            let more = (!hidden.is_empty()).then(|| more_size(painter, context, hidden.len()));
            let sizes: Vec<Vec2> = own[..*count].iter().copied().chain(more).collect();
            [WIDEST, NARROW].map(|widest| Laid::new(shown, hidden, sizes.clone(), widest))
        })
        .collect();
    // Fewer chips near their ring are better than many far away, and few off the lines are better than all over them.
    let is_many = |laid: &&Laid| 3 * laid.shown.len() >= counts[0];
    let near = |least: bool| {
        let laid = laid_out.iter().filter(move |laid| !least || is_many(laid));
        NEAR.into_iter().flat_map(move |away| laid.clone().map(move |laid| (away, laid)))
    };
    let many = HARDLY.into_iter().flat_map(|under| near(true).map(move |(away, laid)| (away, laid, under)));
    let off_lines = many.chain(near(false).map(|(away, laid)| (away, laid, HARDLY[1])));
    let anywhere = AWAY.into_iter().flat_map(|away| laid_out.iter().map(move |laid| (away, laid, u32::MAX)));
    let (line_to, laid, free) = off_lines.chain(anywhere).find_map(|(away, laid, most_under)| {
        let spot = free_spot(scene, mark, laid.size, away, (taken, traffic), most_under)?;
        let way = scene.pos(mark) - spot.clamp(scene.pos(mark));
        let line_to = (away > 40.0).then(|| scene.pos(mark) - way.normalized() * mark.radius);
        // Better none than a line to them through another ring.
        let is_clear = line_to.is_none_or(|ring| is_clear(scene, mark, [spot.clamp(ring), ring]));
        is_clear.then_some((line_to, laid, spot))
    })?;
    taken.push(area(free));
    Some(Block { line_to, ..filled(free, &laid.places, &laid.sizes, laid.shown, laid.hidden) })
}

/// Whether a line to a mark runs through no other ring.
fn is_clear(scene: &Scene, mark: &Mark, [from, to]: [Pos2; 2]) -> bool {
    let way = to - from;
    let others = scene.marks.iter().filter(|ring| !matches!(ring.what, What::Frame(_)) && ring.units != mark.units);
    others.into_iter().all(|ring| {
        let share = (scene.pos(ring) - from).dot(way) / way.length_sq().max(1.0);
        (from + way * share.clamp(0.0, 1.0)).distance(scene.pos(ring)) > ring.radius + 2.0
    })
}

/// Chips laid out, and not yet placed.
struct Laid<'a> {
    shown: &'a [ServiceId],
    hidden: &'a [ServiceId],
    sizes: Vec<Vec2>,
    places: Vec<Vec2>,
    size: Vec2,
}

impl<'a> Laid<'a> {
    fn new(shown: &'a [ServiceId], hidden: &'a [ServiceId], sizes: Vec<Vec2>, widest: f32) -> Self {
        let (places, size) = rows(&sizes, widest);
        Self { shown, hidden, sizes, places, size }
    }
}

/// A free spot for a block of this size so far away from a ring, over no more of the lines than this and nearest to its own ring,
/// or if that is as much as can be anywhere: the one over the least; below it if possible, else beside, else above it.
fn free_spot(
    scene: &Scene,
    mark: &Mark,
    size: Vec2,
    away: f32,
    (taken, traffic): (&[Area], &Traffic),
    most_under: u32,
) -> Option<Rect> {
    let (centre, half) = (scene.pos(mark), size / 2.0);
    let reach = mark.radius + 8.0 + away;
    let slides = [0.0, -0.5, 0.5, -0.9, 0.9, -1.25, 1.25];
    let beneath = slides.map(|x| vec2(x * half.x, reach + half.y));
    let baseline = slides.map(|y| {
        let y = -y * (half.y + 0.5 * mark.radius);
        [vec2(reach + half.x, y), vec2(-reach - half.x, y)]
    });
    let above = slides.map(|x| vec2(x * half.x, -reach - half.y));
    let spots = beneath.into_iter().chain(baseline.into_iter().flatten()).chain(above);
    let rects = spots.map(|by| Rect::from_center_size(centre + by, size));
    let free = rects.map(|rect| (traffic.under(rect), rect)).filter(|(under, rect)| {
        let room = area(rect.expand(2.0));
        let is_free = || scene.view().contains_rect(*rect) && !taken.iter().any(|other| other.overlaps(&room));
        *under <= most_under && is_free() && (most_under == u32::MAX || is_nearest(scene, mark, *rect))
    });
    free.min_by_key(|(under, _)| *under).map(|(_, rect)| rect)
}

/// Whether a block there stands nearer to its own ring than to any other, so that one sees whose it is.
fn is_nearest(scene: &Scene, mark: &Mark, rect: Rect) -> bool {
    let apart = |ring: &Mark| rect.distance_to_pos(scene.pos(ring)) - ring.radius;
    let own = apart(mark);
    scene.marks.iter().all(|ring| matches!(ring.what, What::Frame(_)) || ring.units == mark.units || apart(ring) >= own)
}

/// A block with its chips where they were laid out.
pub(super) fn filled(all: Rect, places: &[Vec2], sizes: &[Vec2], shown: &[ServiceId], hidden: &[ServiceId]) -> Block {
    let rects: Vec<Rect> =
        places.iter().zip(sizes).map(|(at, size)| Rect::from_min_size(all.min + *at, *size)).collect();
    let chips = shown.iter().zip(&rects).map(|(service, rect)| Chip { service: *service, rect: *rect }).collect();
    let more = (!hidden.is_empty()).then(|| (rects[shown.len()], hidden.to_vec()));
    Block { rect: all, chips, more, line_to: None }
}

/// Paints a chip.
pub(super) fn paint(painter: &Painter, context: &ViewContext<'_>, chip: &Chip, is_pointed_at: bool) {
    let theme = context.theme;
    let subject = Subject::Service(chip.service);
    let stroke = if context.is_selected(subject) {
        Stroke::new(1.5, theme.selected)
    } else if is_pointed_at || context.is_hovered(subject) {
        Stroke::new(1.0, theme.selected)
    } else {
        Stroke::new(1.0, theme.line)
    };
    let round = HEIGHT / 2.0;
    painter.rect(chip.rect, round, theme.panel.gamma_multiply(0.94), stroke, StrokeKind::Inside);
    let level = context.recording.services[chip.service].level(context.now);
    icons::level(painter, pos2(chip.rect.min.x + 12.0, chip.rect.center().y), 5.0, level, theme);
    let name = &context.world.services[chip.service].name;
    let text = words::within(painter, name, TEXT_SMALL, NAME);
    let at = pos2(chip.rect.min.x + 21.0, chip.rect.center().y - text.size().y / 2.0);
    painter.galley(at, text, theme.text);
}

/// A clock at the corner of a chip whose service people are switching to its standby: how much of that is done.
pub(super) fn paint_pending(painter: &Painter, context: &ViewContext<'_>, chip: &Chip) {
    let Some(order) = context.run.pending_switch(chip.service, context.now) else { return };
    let theme = context.theme;
    let centre = chip.rect.right_top() + vec2(-1.0, 1.0);
    let done = (context.now - order.at).as_secs_f64() / (order.due - order.at).as_secs_f64();
    painter.circle(centre, CLOCK, theme.panel, Stroke::new(1.5, theme.selected));
    let at = |step: u8| {
        let angle = TAU * (done as f32 * f32::from(step) / 24.0 - 0.25);
        centre + (CLOCK - 2.5) * Vec2::angled(angle)
    };
    let slice = std::iter::once(centre).chain((0..=24).map(at)).collect();
    painter.add(Shape::Path(PathShape { fill: theme.selected, ..PathShape::closed_line(slice, Stroke::NONE) }));
}

/// Paints the lines from blocks that stand away to their rings.
pub(super) fn paint_lines(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    let stroke = Stroke::new(1.0, context.theme.quiet.gamma_multiply(0.6));
    for block in &scene.blocks {
        if let Some(ring) = block.line_to {
            painter.line_segment([block.rect.clamp(ring), ring], stroke);
        }
    }
}

/// Paints the chip that stands for those without room.
pub(super) fn paint_more(painter: &Painter, context: &ViewContext<'_>, rect: Rect, count: usize, is_pointed_at: bool) {
    let theme = context.theme;
    let stroke = Stroke::new(1.0, if is_pointed_at { theme.selected } else { theme.line });
    painter.rect(rect, HEIGHT / 2.0, theme.panel.gamma_multiply(0.94), stroke, StrokeKind::Inside);
    let text = words::line(painter, &more_words(context, count), TEXT_SMALL);
    painter.galley(rect.center() - text.size() / 2.0, text, theme.quiet);
}
