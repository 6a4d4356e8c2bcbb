//! Paints the baseline on the map: a hollow ring around every mark and chip whose state in the baseline is different.

use std::f32::consts::TAU;

use egui::{Painter, Pos2, Vec2};

use super::PaintedMark;
use crate::model::SiteId;
use crate::ui::map::facts::SiteState;
use crate::ui::map::layout::Chip;
use crate::ui::{ViewContext, baseline};

/// The distance from a mark to its baseline ring, in points. The ring is larger than the halo of a selected mark.
const AWAY: f32 = 8.0;

/// Paints a ring around a mark whose sites are in another state in the baseline.
pub(super) fn paint_ring(
    painter: &Painter,
    context: &ViewContext<'_>,
    baseline: &ViewContext<'_>,
    painted: PaintedMark<'_>,
) {
    let PaintedMark { mark, state, centre } = painted;
    let sites: Vec<SiteId> = mark.sites.iter().filter_map(|site| baseline.site(context, *site)).collect();
    let was = SiteState::of(baseline, &sites);
    let sign = |state: &SiteState| (state.share(), state.working_share(), state.strike.map(|strike| strike.kind));
    if sign(&was) == sign(&state.all) {
        return;
    }
    let at = |step: u8| centre + (mark.radius + AWAY) * Vec2::angled(TAU * f32::from(step) / 64.0);
    let path: Vec<Pos2> = (0..=64).map(at).collect();
    painter.extend(baseline::line(&path, was.level(), context.theme));
}

/// Paints a rim around the chip of a service that has a different level in the baseline.
pub fn rim(painter: &Painter, context: &ViewContext<'_>, chip: &Chip) {
    let Some(baseline) = context.baseline() else { return };
    let Some(service) = baseline.service(context, chip.service) else { return };
    let [is, was] = [(context, chip.service), (&baseline, service)]
        .map(|(context, service)| context.recording.services[service].level(context.now));
    if is != was {
        painter.extend(baseline::line(&baseline::rim(chip.rect.expand(0.5)), was, context.theme));
    }
}
