//! Paints fires: glow, embers and a flame. Their movement depends on the playhead: it stops while playback is paused and runs backwards when
//! the person moves the playhead back.

use std::f32::consts::TAU;

use egui::{Painter, Pos2, Vec2, vec2};

use crate::ui::{ViewContext, icons};

/// The number of embers of one fire.
const EMBERS: u32 = 22;

/// The time for animations: the playhead divided by the playback speed. So embers move equally fast at any playback speed. They say only that
/// it burns; whatever else the map shows of a moment does not depend on the speed.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Flow {
    playhead: f64,
    speed: f64,
}

impl Flow {
    /// The animation time at the moment that is shown. With reduced motion it is constant.
    fn of(context: &ViewContext<'_>) -> Self {
        let playback = context.session.playback();
        let playhead = if context.reduced_motion { 0.0 } else { playback.playhead };
        Self { playhead, speed: playback.speed.max(1.0) }
    }

    /// The progress of an animation that takes `secs` seconds and then starts again, in `0..1`.
    fn phase(self, secs: f64, offset: f32) -> f32 {
        (self.playhead / self.speed / secs + f64::from(offset)).rem_euclid(1.0) as f32
    }

    /// A sine wave between -1 and 1 with a period of `secs` seconds.
    fn wave(self, secs: f64, offset: f32) -> f32 {
        (TAU * self.phase(secs, offset)).sin()
    }
}

/// A number in `0..1` that looks random but depends only on the two arguments.
pub(super) fn chance(seed: u32, index: u32) -> f32 {
    let mut bits = seed.wrapping_mul(0x9E37_79B9) ^ index.wrapping_mul(0x85EB_CA6B) ^ 0x27D4_EB2F;
    for (shift, factor) in [(16, 0x7FEB_352D), (15, 0x846C_A68B)] {
        bits = (bits ^ (bits >> shift)).wrapping_mul(factor);
    }
    ((bits ^ (bits >> 16)) >> 8) as f32 / 16_777_216.0
}

/// Paints the part of a fire that is under the ring: the glow.
pub(super) fn behind(painter: &Painter, context: &ViewContext<'_>, centre: Pos2, radius: f32, seed: u32) {
    let flow = Flow::of(context);
    let flicker = 0.05 * flow.wave(1.7, chance(seed, 901)) + 0.03 * flow.wave(0.63, chance(seed, 902));
    let strength = if context.theme.night { 0.62 } else { 0.5 };
    let colour = context.theme.down.lerp_to_gamma(context.theme.burning, 0.45);
    icons::glow(painter, centre, radius * (2.45 + flicker * 3.0), colour.gamma_multiply(strength + flicker));
}

/// Paints the part of a fire that is over the ring: embers that rise from it, and a flame in its middle.
pub(super) fn over(painter: &Painter, context: &ViewContext<'_>, centre: Pos2, radius: f32, seed: u32) {
    let flow = Flow::of(context);
    for ember in 0..EMBERS {
        let random = |what: u32| chance(seed, ember * 8 + what);
        let secs = f64::from(1.5 + 2.0 * random(0));
        let phase = flow.phase(secs, random(1));
        let from = Vec2::angled(TAU * random(2)) * radius * (0.55 + 0.5 * random(3));
        let rise = phase * (0.9 + 1.3 * random(4)) * radius.max(16.0) * 1.3;
        let sway = 0.22 * radius * flow.wave(secs * 0.9, random(5)) * phase;
        let at = centre + from + vec2(sway, -rise);
        // An ember becomes bright quickly and fades slowly.
        let light = (phase * 6.0).min(1.0) * (1.0 - phase);
        let colour = context.theme.burning.lerp_to_gamma(context.theme.down, phase);
        painter.circle_filled(at, 0.7 + 1.5 * random(6) * (1.0 - phase), colour.gamma_multiply(light));
    }
    let height = (radius * 0.92).clamp(11.0, 34.0);
    let lean = 0.6 * flow.wave(1.3, chance(seed, 903)) + 0.4 * flow.wave(0.47, chance(seed, 904));
    let breath = 1.0 + 0.05 * flow.wave(0.71, chance(seed, 905));
    icons::flame(painter, centre, height * breath, lean, context.theme);
}
