//! Paints how a cascade spreads: a spark travels from each cause to its effect at the time of the effect, and recent changes are
//! highlighted. Sparks and highlights depend only on the run and the playhead, not on the playback speed. So they stop while playback is paused
//! and run backwards when the person moves the playhead back.

use egui::{Color32, Painter, Rect, Stroke, StrokeKind};

use crate::model::ServiceId;
use crate::recording::{Event, EventId, EventKind, Recording};
use crate::ui::map::facts::RunFacts;
use crate::ui::map::layout::GAP;
use crate::ui::map::links::{Curve, End, Rings};
use crate::ui::map::scene::Scene;
use crate::ui::{ViewContext, chain};
use crate::units::{Level, SimTime};

/// The times below are in beats. A beat is this share of the run, and an hour at most, so that the map shows the same at a moment of the run
/// whatever the playback speed is: at an hour per second a beat takes a second.
const BEATS: f64 = 24.0;
const LONGEST_BEAT_SECS: f64 = 3_600.0;
/// The time that a spark needs from the cause to the effect, in beats.
const TRAVEL: f32 = 0.9;
/// The delay of the spark for each step in a chain of effects that happen at the same instant, in beats.
const HOP: f32 = 0.3;
/// The largest number of steps in such a chain that are counted.
const MOST_HOPS: u8 = 8;
/// The time for which a change is highlighted, in beats.
const FRESH: f32 = 1.4;
/// The largest number of recent events that are checked for sparks.
const MOST_EVENTS: usize = 4_000;
/// The largest number of sparks that are shown at one time.
const MOST_SPARKS: usize = 60;
/// The number of dots of a spark: its head and its tail.
const TAIL: u8 = 7;
/// The distance between two dots of a spark, as a share of its curve.
const TAIL_STEP: f32 = 0.022;

/// The time from a moment of the run to the playhead, in beats.
fn beats_since(context: &ViewContext<'_>, at: SimTime) -> f32 {
    let beat_secs = (context.recording.length.as_secs_f64() / BEATS).clamp(1.0, LONGEST_BEAT_SECS);
    ((context.session.playback().playhead - at.as_secs_f64()) / beat_secs) as f32
}

/// How recent a change at the time `at` is: 1 at the time of the change, falling to 0 after [`FRESH`] beats.
pub(super) fn freshness(context: &ViewContext<'_>, at: SimTime) -> f32 {
    if at == SimTime::ZERO || context.reduced_motion {
        // A value from the start of the run is not a change, and with reduced motion nothing fades.
        return 0.0;
    }
    (1.0 - beats_since(context, at) / FRESH).clamp(0.0, 1.0)
}

/// Paints a rim around a chip whose service has just changed its level. It is so narrow that it does not touch neighbouring chips.
pub fn rim(painter: &Painter, context: &ViewContext<'_>, rect: Rect, service: ServiceId) {
    let health = &context.recording.services[service].health;
    let index = health.index_at(context.now);
    let (at, is) = health.all()[index];
    let was = index.checked_sub(1).map_or(is, |before| health.all()[before].1);
    let fresh = freshness(context, at);
    if fresh > 0.0 && Level::of(was) != Level::of(is) {
        let away = GAP / 2.0 * (1.0 - fresh);
        let stroke = Stroke::new(1.0 + 1.5 * fresh, context.theme.level(Level::of(is)).gamma_multiply(fresh));
        painter.rect_stroke(rect.expand(away), rect.height() / 2.0 + away, stroke, StrokeKind::Inside);
    }
}

/// A spark on its way from a cause to an effect.
struct Spark {
    ends: [End; 2],
    hop: u8,
    /// The time since the spark started, in beats.
    beats: f32,
    colour: Color32,
}

/// Paints the sparks that are on their way at the playhead.
pub(super) fn paint(painter: &Painter, context: &ViewContext<'_>, facts: &RunFacts, scene: &Scene, rings: &Rings) {
    if scene.marks.shows_fields() || context.reduced_motion {
        return;
    }
    for spark in sparks(context, facts, scene) {
        let Spark { ends: [from, to], beats, colour, .. } = spark;
        let fresh = (1.0 - beats / (TRAVEL + FRESH)).clamp(0.0, 1.0);
        for curve in Curve::between(from, to, scene.marks.world_width()) {
            if !curve.is_in(painter.clip_rect()) {
                continue;
            }
            // The curve of a spark is visible while the spark travels and shortly afterwards.
            let stroke = Stroke::new(1.0 + 2.0 * fresh, colour.gamma_multiply(0.55 * fresh));
            for points in rings.pieces(&curve.points(painter.clip_rect())) {
                painter.line(points, stroke);
            }
            comet(painter, &curve, rings, beats / TRAVEL, colour);
        }
    }
}

fn comet(painter: &Painter, curve: &Curve, rings: &Rings, share: f32, colour: Color32) {
    for dot in 0..TAIL {
        let share = share - TAIL_STEP * f32::from(dot);
        let at = curve.at(share.clamp(0.0, 1.0));
        if (0.0..=1.0).contains(&share) && curve.is_free(at) && !rings.hides(at) {
            let strength = 1.0 - f32::from(dot) / f32::from(TAIL);
            painter.circle_filled(at, 1.5 + 3.5 * strength, colour.gamma_multiply(strength * strength));
        }
    }
}

fn sparks(context: &ViewContext<'_>, facts: &RunFacts, scene: &Scene) -> Vec<Spark> {
    let recording = context.recording;
    let longest = TRAVEL + FRESH + HOP * f32::from(MOST_HOPS);
    let until = recording.events_until(context.now);
    let line_ends = scene.line_ends(facts);
    let mut sparks: Vec<Spark> = Vec::new();
    for index in (until.saturating_sub(MOST_EVENTS)..until).rev() {
        let event = &recording.events[index];
        if beats_since(context, event.at) > longest || sparks.len() >= MOST_SPARKS {
            break;
        }
        let Some((cause, colour)) = event.cause.zip(colour(context, event.kind)) else { continue };
        let hop = hops(recording, cause, event.at);
        let beats = beats_since(context, event.at) - HOP * f32::from(hop);
        if !(0.0..=TRAVEL + FRESH).contains(&beats) {
            continue;
        }
        let end = |event: &Event| line_ends.of_subject(recording.subject(event), event.at);
        let ends = end(recording.event(cause)).zip(end(event));
        let Some((from, to)) = ends.filter(|(from, to)| from != to) else { continue };
        // If several services of one unit fail together, they share one spark.
        if !sparks.iter().any(|other| (other.ends, other.hop) == ([from, to], hop)) {
            sparks.push(Spark { ends: [from, to], hop, beats, colour });
        }
    }
    sparks
}

/// The colour of the spark for an event; `None` if the event has no spark. Strikes and changes of the level of a service have a spark.
fn colour(context: &ViewContext<'_>, kind: EventKind) -> Option<Color32> {
    let changes = matches!(kind, EventKind::Health { from, to, .. } if Level::of(from) != Level::of(to));
    (changes || matches!(kind, EventKind::Strike(_))).then(|| chain::colour(context, kind))
}

/// The number of services in the chain of causes that changed at the same instant as the effect, at most [`MOST_HOPS`].
fn hops(recording: &Recording, cause: EventId, at: SimTime) -> u8 {
    let same = recording.why(cause).take_while(|(_, event)| event.at == at);
    let services = same.filter(|(_, event)| matches!(event.kind, EventKind::Health { .. }));
    u8::try_from(services.take(usize::from(MOST_HOPS)).count()).unwrap_or(MOST_HOPS)
}

/// The positions of the heads of all sparks at the playhead.
#[cfg(test)]
pub fn heads(context: &ViewContext<'_>, facts: &RunFacts, scene: &Scene) -> Vec<egui::Pos2> {
    let at = |spark: &Spark| {
        let [from, to] = spark.ends;
        let share = (spark.beats / TRAVEL).clamp(0.0, 1.0);
        Curve::between(from, to, scene.marks.world_width()).next().map(|curve| curve.at(share))
    };
    sparks(context, facts, scene).iter().filter_map(at).collect()
}
