//! Names of the parts of an opened place, with the chips of their services: left and right of the parts, in their order, so that
//! no line to a name crosses another one or a ring.

use egui::{Painter, Rect, Vec2, pos2, vec2};

use super::chips::{self, Block};
use super::clusters::GAP;
use super::known::Known;
use super::marks::{CELL, Mark, What};
use super::names::{Line, Name, all_lines, size_of};
use super::scene::Scene;
use super::screen::area;
use super::traffic::Traffic;
use super::words;
use crate::geo::Area;
use crate::model::ServiceId;
use crate::recording::Subject;
use crate::ui::ViewContext;
use crate::ui::theme::TEXT_BODY;

/// From the frame to a name, in points.
const AWAY: f32 = 10.0;
/// A name without room is tried so much further from the middle, in points.
const STEP: f32 = 4.0;
/// Lines of a name and chips below it, the best first: less of both where there is less room.
const TIERS: [[usize; 2]; 7] = [[3, 3], [3, 2], [2, 2], [2, 1], [3, 0], [2, 0], [1, 0]];
/// Chips below a name are no wider than this, in points.
const WIDEST: f32 = 250.0;

/// A part on its way to have a name.
struct Part {
    mark: usize,
    /// Right (1) or left (-1) of the frame.
    side: f32,
    /// Below (1) or above (-1) its middle.
    half: f32,
    /// Where the name would best stand, in points below the middle of the frame.
    wish: f32,
    lines: Vec<Line>,
    services: Vec<ServiceId>,
}

/// What stands beside a part.
struct Baseline {
    mark: usize,
    name: Rect,
    most_lines: usize,
    side: f32,
    block: Option<Block>,
}

impl Scene {
    /// Names the parts of opened places.
    pub(super) fn place_part_names(
        &mut self,
        context: &ViewContext<'_>,
        painter: &Painter,
        known: &Known,
        (taken, traffic): (&mut Vec<Area>, &Traffic),
    ) {
        if self.shows_fields() {
            return;
        }
        let selected = self.selected_mark();
        let is_frame = |mark: &Mark| matches!(mark.what, What::Frame(_)) && self.is_in_view(mark);
        let frames: Vec<usize> = (0..self.marks.len()).filter(|index| is_frame(&self.marks[*index])).collect();
        for frame in frames {
            if self.marks[frame].is_grid() {
                self.name_grid(context, painter, frame, (taken, traffic));
                continue;
            }
            for baseline in self.beside_parts(context, painter, known, (frame, selected), taken) {
                let Baseline { mark, name: rect, most_lines, side, block } = baseline;
                taken.push(area(rect));
                taken.extend(block.iter().map(|block| area(block.rect)));
                self.blocks.extend(block);
                let at = self.pos(&self.marks[mark]);
                let near = rect.clamp(at);
                let rim = at + (near - at).normalized() * self.marks[mark].radius;
                let name = Name::new(mark, most_lines, rect, vec2(-side, 0.0), traffic);
                let name = Name { line: Some([rim, near]), ..name };
                self.keep_name(name, selected == Some(mark));
            }
        }
    }

    /// As much beside all parts of a frame as has room; if not all have room for a name, for as many as have.
    fn beside_parts(
        &self,
        context: &ViewContext<'_>,
        painter: &Painter,
        known: &Known,
        (frame, selected): (usize, Option<usize>),
        taken: &[Area],
    ) -> Vec<Baseline> {
        let parts = self.parts(context, known, &self.marks[frame]);
        let mut best = Vec::new();
        for [lines, chips] in TIERS {
            let placed =
                self.place_parts(context, painter, (&self.marks[frame], &parts, selected), [lines, chips], taken);
            if placed.len() > best.len() {
                best = placed;
            }
            if best.len() == parts.len() {
                break;
            }
        }
        best
    }

    /// The parts of a frame, those nearest to its waist first.
    fn parts(&self, context: &ViewContext<'_>, known: &Known, frame: &Mark) -> Vec<Part> {
        let selected = match self.key.selection {
            Some(Subject::Service(service)) => Some(service),
            Some(Subject::Site(_) | Subject::World | Subject::Company(_)) | None => None,
        };
        let mut parts: Vec<Part> = Vec::new();
        let mut balance = 0.0;
        for (index, mark, _) in self.parts_in(frame).filter(|(_, mark, _)| self.is_in_view(mark)) {
            let way = (mark.at - frame.at).normalized();
            let middle = way.x.abs() < 0.1;
            let side = if middle { if balance > 0.0 { -1.0 } else { 1.0 } } else { way.x.signum() };
            balance += side;
            let mut services = chips::residents(known, self, index);
            if let Some(at) = selected.and_then(|one| services.iter().position(|other| *other == one)) {
                // What is selected stays among those that are shown, and is shown if it is not.
                if at > 0 {
                    services[1..=at].rotate_right(1);
                }
            }
            parts.push(Part {
                mark: index,
                side,
                half: if way.y < 0.0 { -1.0 } else { 1.0 },
                wish: way.y * (frame.radius + AWAY),
                lines: all_lines(context, known, mark),
                services,
            });
        }
        parts.sort_by(|a, b| a.wish.abs().total_cmp(&b.wish.abs()));
        parts
    }

    fn place_parts(
        &self,
        context: &ViewContext<'_>,
        painter: &Painter,
        (frame, parts, selected): (&Mark, &[Part], Option<usize>),
        [most_lines, most_chips]: [usize; 2],
        taken: &[Area],
    ) -> Vec<Baseline> {
        let mut taken = taken.to_vec();
        let mut placed = Vec::new();
        // By side and half: how far from the waist the last name reaches.
        let mut reached = [[0.0f32; 2]; 2];
        for part in parts {
            let lines = &part.lines[..most_lines.min(part.lines.len())];
            let name = size_of(painter, lines, selected == Some(part.mark));
            let (shown, hidden) = part.services.split_at(most_chips.min(part.services.len()));
            let chips = if shown.is_empty() { Vec::new() } else { chips::sizes(painter, context, shown, hidden) };
            let (places, below) = chips::rows(&chips, WIDEST);
            let gap = if chips.is_empty() { 0.0 } else { chips::GAP };
            let whole = if chips.is_empty() { name } else { vec2(name.x.max(below.x), name.y + gap + below.y) };
            let reached = &mut reached[usize::from(part.side > 0.0)][usize::from(part.half > 0.0)];
            let Some(rect) = self.spot_of_part(frame, part, *reached, whole, &taken) else { continue };
            *reached = (rect.center().y - self.pos(frame).y).abs() + whole.y / 2.0;
            taken.push(area(rect));
            let aligned = |size: Vec2, top: f32| {
                let left = if part.side > 0.0 { rect.min.x } else { rect.max.x - size.x };
                Rect::from_min_size(pos2(left, top), size)
            };
            let block = (!chips.is_empty())
                .then(|| chips::filled(aligned(below, rect.min.y + name.y + gap), &places, &chips, shown, hidden));
            placed.push(Baseline {
                mark: part.mark,
                name: aligned(name, rect.min.y),
                most_lines: lines.len(),
                side: part.side,
                block,
            });
        }
        placed
    }

    /// Beside the round of the frame: where it would best stand or further from its waist, else nearer to it, but beyond what
    /// stands there.
    fn spot_of_part(&self, frame: &Mark, part: &Part, reached: f32, size: Vec2, taken: &[Area]) -> Option<Rect> {
        let middle = self.pos(frame);
        let round = frame.radius + AWAY;
        let least = if reached > 0.0 { reached + size.y / 2.0 } else { 0.0 };
        let best = part.wish.abs().max(least);
        let steps = |length: f32| (0..(length.max(0.0) / STEP) as u16 + 1).map(|step| STEP * f32::from(step));
        let further = steps(self.view().height()).map(|by| best + by);
        let nearer = steps(best - least).map(|by| best - by);
        further.chain(nearer).find_map(|away| {
            let nearest = (away - size.y / 2.0).max(0.0);
            let out = (round * round - nearest * nearest).max(0.0).sqrt().max(AWAY);
            let at = middle + vec2(part.side * (out + size.x / 2.0), part.half * away);
            let rect = Rect::from_center_size(at, size);
            self.is_free(rect, taken).then_some(rect)
        })
    }

    /// The name of each part of a grid right below its ring.
    fn name_grid(
        &mut self,
        context: &ViewContext<'_>,
        painter: &Painter,
        frame: usize,
        (taken, traffic): (&mut Vec<Area>, &Traffic),
    ) {
        let widest = CELL[0] - 2.0 * GAP;
        let parts = self.parts_in(&self.marks[frame]).filter(|(_, mark, _)| self.is_in_view(mark));
        let rooms: Vec<(usize, Rect)> = parts
            .map(|(index, mark, site)| {
                let size = words::name_within(painter, &context.world.sites[site].name, TEXT_BODY, widest).size();
                (index, Rect::from_min_size(self.pos(mark) + vec2(-size.x / 2.0, mark.radius + 3.0), size))
            })
            .collect();
        for (index, rect) in rooms {
            if self.is_free(rect, taken) {
                taken.push(area(rect));
                self.names.push(Name { widest, ..Name::new(index, 1, rect, Vec2::ZERO, traffic) });
            }
        }
    }
}
