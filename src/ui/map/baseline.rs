//! The other future behind the map: a hollow ring around every site and chip that is otherwise there.

use std::f32::consts::TAU;
use std::sync::Arc;

use egui::{Painter, Pos2, Vec2};

use super::chips::Chip;
use super::known::Strikes;
use super::marks::Mark;
use super::state::SiteState;
use crate::model::SiteId;
use crate::study::Run;
use crate::ui::{ViewContext, baseline};

/// How far outside its mark a ring lies: beyond the halo of what is selected, in points.
const AWAY: f32 = 8.0;

/// What is known of the other run.
#[derive(Debug)]
pub(super) struct BaselineRings {
    run: Arc<Run>,
    strikes: Strikes,
}

impl BaselineRings {
    /// What is known of the run of `baseline`; found again only if it is another one.
    pub(super) fn of(baseline: &ViewContext<'_>, before: Option<Self>) -> Self {
        let kept = before.filter(|before| Arc::ptr_eq(&before.run, baseline.run));
        kept.unwrap_or_else(|| Self { run: Arc::clone(baseline.run), strikes: Strikes::of(baseline.recording) })
    }

    /// A ring around a mark whose sites are otherwise in the other run.
    pub(super) fn ring(
        &self,
        painter: &Painter,
        context: &ViewContext<'_>,
        baseline: &ViewContext<'_>,
        mark: &Mark,
        all: &SiteState,
        centre: Pos2,
    ) {
        let sites: Vec<SiteId> = mark.sites.iter().filter_map(|site| baseline.site(context, *site)).collect();
        let was = SiteState::of(baseline, &self.strikes, &sites);
        let sign = |state: &SiteState| (state.share(), state.strike.map(|(kind, _)| kind));
        if sign(&was) == sign(all) {
            return;
        }
        let at = |step: u8| centre + (mark.radius + AWAY) * Vec2::angled(TAU * f32::from(step) / 64.0);
        let path: Vec<Pos2> = (0..=64).map(at).collect();
        painter.extend(baseline::line(&path, was.level(), context.theme));
    }
}

/// A rim around the chip of a service that is at another level in the other run.
pub(super) fn rim(painter: &Painter, context: &ViewContext<'_>, chip: &Chip) {
    let Some(baseline) = context.baseline() else { return };
    let Some(service) = baseline.service(context, chip.service) else { return };
    let [is, was] = [(context, chip.service), (&baseline, service)]
        .map(|(context, service)| context.recording.services[service].level(context.now));
    if is != was {
        painter.extend(baseline::line(&baseline::rim(chip.rect.expand(0.5)), was, context.theme));
    }
}
