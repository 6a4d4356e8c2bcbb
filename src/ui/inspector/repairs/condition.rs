//! How many servers work, wait for repair and are destroyed, the faults of a service, and how long the reserve of a site still lasts.

use egui::Ui;

use crate::model::{HazardKind, ServiceId, SiteId};
use crate::recording::{Condition, Placement, StrikeRun};
use crate::ui::ViewContext;
use crate::ui::parts;
use crate::ui::time_axis::dates::whole_minutes;
use crate::units::{Span, text};

/// The conditions of several placements, added up. The shares of faults are not added up: the largest is kept.
#[derive(Default)]
pub(super) struct Sum {
    servers: u64,
    working: u64,
    waiting: u64,
    damaged: u64,
    destroyed: u64,
    pub(super) crew: u64,
}

impl Sum {
    pub(super) fn of(context: &ViewContext<'_>, placements: &[&Placement]) -> Self {
        placements.iter().fold(Self::default(), |sum, placement| {
            let Condition { working, damaged, waiting, destroyed, crew, fault: _ } =
                placement.condition_at(context.now);
            Self {
                servers: sum.servers + placement.servers,
                working: sum.working + working,
                waiting: sum.waiting + waiting,
                damaged: sum.damaged + damaged,
                destroyed: sum.destroyed + destroyed,
                crew: sum.crew + crew,
            }
        })
    }
}

/// Draws how many servers of some placements work, wait for repair and are destroyed. Draws nothing if nothing but power and network ever
/// changed that.
pub(in crate::ui::inspector) fn condition_ui(ui: &mut Ui, context: &ViewContext<'_>, placements: &[&Placement]) {
    if placements.iter().all(|placement| placement.condition.is_none()) {
        return;
    }
    let sum = Sum::of(context, placements);
    let (working, servers) = (context.texts.count(sum.working), context.texts.count(sum.servers));
    parts::plain(ui, context, context.texts.with("repairs-working", &[("working", &working), ("servers", &servers)]));
    let mut line = |key: &'static str, count: u64| {
        if count > 0 {
            let count = context.texts.count(count);
            parts::quiet(ui, context, context.texts.with(key, &[("servers", &count)]));
        }
    };
    line("repairs-waiting", sum.waiting);
    line("repairs-damaged-dark", sum.damaged - sum.waiting);
    line("repairs-destroyed", sum.destroyed);
    line("repairs-crew-here", sum.crew);
}

/// Draws how long the reserve of a site still lasts, while a strike has cut off its power or cooling.
pub(in crate::ui::inspector) fn reserve_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId) {
    let holds = |strike: &&StrikeRun| context.now < strike.at + strike.reserve;
    for strike in context.run.active_strikes(site, context.now).filter(holds) {
        let left = whole_minutes(strike.at + strike.reserve - context.now).max(Span::MINUTE);
        let kind = context.world.hazards[strike.hazard].kind;
        let key = match (kind, left > Span::HOUR) {
            (HazardKind::Cooling, _) => "reserve-cooling-left",
            (_, true) => "reserve-fuel-left",
            (_, false) => "reserve-power-left",
        };
        parts::plain(ui, context, context.texts.with(key, &[("span", &context.texts.span(left))]));
    }
}

/// Draws the strikes on a service itself that are not over.
pub(in crate::ui::inspector) fn faults_ui(ui: &mut Ui, context: &ViewContext<'_>, service: ServiceId) {
    for placement in context.run.placements_of(service) {
        let fault = placement.condition_at(context.now).fault;
        if fault == 0 {
            continue;
        }
        // The latest strike names the fault. It is looked for among the strikes on this service only.
        let is_here = |strike: &&StrikeRun| strike.target.hits(placement.service, placement.site);
        let strike = context.run.begun_faults(service, context.now).find(is_here);
        let hazard = strike.map_or("", |strike| context.localized.hazard_name(strike.hazard));
        let share = text::share(fault);
        let args = [("hazard", hazard), ("site", context.localized.site_name(placement.site)), ("share", &share)];
        parts::plain(ui, context, context.texts.with("repairs-fault", &args));
    }
}
