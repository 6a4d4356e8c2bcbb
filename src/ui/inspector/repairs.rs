//! What became of servers apart from power and network: how many work, wait for repair or are destroyed, the faults of a service, the
//! reserve of a site, and the repair crew of a company with its queue.

use egui::{Button, Ui};

use super::layout::{inset, rows_ui, share};
use crate::model::{Act, CompanyId, HazardKind, Measure, ServiceId, SiteId, What};
use crate::recording::{Condition, Placement, StrikeRun, Subject};
use crate::session::{Command, Commands, PlanCommand};
use crate::ui::ViewContext;
use crate::ui::parts::{self, End, Mark, Row};
use crate::ui::time_axis::dates::whole_minutes;
use crate::units::{Level, Span, text};

/// The conditions of several placements, added up. The shares of faults are not added up: the largest is kept.
#[derive(Default)]
struct Sum {
    servers: u64,
    working: u64,
    waiting: u64,
    damaged: u64,
    destroyed: u64,
    crew: u64,
}

impl Sum {
    fn of(context: &ViewContext<'_>, placements: &[&Placement]) -> Self {
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
pub(super) fn condition_ui(ui: &mut Ui, context: &ViewContext<'_>, placements: &[&Placement]) {
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
pub(super) fn reserve_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId) {
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
pub(super) fn faults_ui(ui: &mut Ui, context: &ViewContext<'_>, service: ServiceId) {
    for placement in context.run.placements_of(service) {
        let fault = placement.condition_at(context.now).fault;
        if fault == 0 {
            continue;
        }
        let is_here =
            |strike: &&StrikeRun| strike.at <= context.now && strike.target.hits(placement.service, placement.site);
        let on_service = |strike: &&StrikeRun| strike.target.site().is_none() && is_here(strike);
        let strike = context.recording.strikes.iter().filter(on_service).max_by_key(|strike| strike.at);
        let hazard = strike.map_or("", |strike| context.localized.hazard_name(strike.hazard));
        let share = text::share(fault);
        let args = [("hazard", hazard), ("site", context.localized.site_name(placement.site)), ("share", &share)];
        parts::plain(ui, context, context.texts.with("repairs-fault", &args));
    }
}

/// Draws the repair crew of a company: how many people are at work, and the queue of servers that wait. A button of the queue lets the
/// crew repair a service first, as a what-if.
pub(super) fn crew_ui(ui: &mut Ui, context: &ViewContext<'_>, company: CompanyId, commands: &mut Commands) {
    let Some(track) = &context.recording.repairs[company] else { return };
    let services = context.run.index().services_of(company).iter();
    let placements: Vec<&Placement> = services.flat_map(|service| context.run.placements_of(*service)).collect();
    let sum = Sum::of(context, &placements);
    inset(ui, |ui| {
        parts::heading(ui, context, context.texts.get("crew-heading"));
        let (at_work, size) = (context.texts.count(sum.crew), crew_size(context, company));
        let words = match size {
            Some(size) => {
                let size = context.texts.count(size);
                context.texts.with("crew-at-work", &[("crew", &at_work), ("size", &size)])
            }
            None => context.texts.with("crew-somebody", &[("crew", &at_work)]),
        };
        parts::plain(ui, context, words);
        condition_ui(ui, context, &placements);
        if let Some(needs) = context.world.companies[company].crew.as_ref().and_then(|crew| crew.depends_on) {
            let stops = *context.recording.services[needs].health.at(context.now) < 500;
            let key = if stops { "crew-stopped" } else { "crew-needs" };
            parts::quiet(ui, context, context.texts.with(key, &[("service", context.localized.service_name(needs))]));
        }
    });
    if *track.waiting.at(context.now) > 0 {
        queue_ui(ui, context, company, &queue(context, company), commands);
    }
}

/// The number of people of the crew at the present time; `None` while there is somebody for every server.
fn crew_size(context: &ViewContext<'_>, company: CompanyId) -> Option<u64> {
    let plan = &context.run.plan;
    let mut size = context.world.companies[company].crew.as_ref().map(|crew| crew.size);
    let mut set: Vec<_> = plan
        .actions
        .iter()
        .filter_map(|action| {
            let Act::Crew { company: of, size } = action.act else { return None };
            Some((plan.moment(action.at)?, size)).filter(|_| of == company)
        })
        .filter(|(at, _)| *at <= context.now)
        .collect();
    set.sort_by_key(|(at, _)| *at);
    if let Some((_, last)) = set.last() {
        size = Some(*last);
    }
    size
}

/// The placements of a company at which servers wait, in the order in which the crew turns to them.
fn queue<'a>(context: &'a ViewContext<'_>, company: CompanyId) -> Vec<&'a Placement> {
    let first = context.world.companies[company].crew.as_ref().map_or(&[][..], |crew| &crew.first);
    let rank = |service: ServiceId| first.iter().position(|one| *one == service).unwrap_or(first.len());
    let services = context.run.index().services_of(company).iter();
    let placements = services.flat_map(|service| context.run.placements_of(*service));
    let mut queue: Vec<_> = placements.filter(|placement| placement.condition_at(context.now).waiting > 0).collect();
    queue.sort_by_key(|placement| (rank(placement.service), placement.service, placement.standby, placement.site));
    queue
}

fn queue_ui(ui: &mut Ui, context: &ViewContext<'_>, company: CompanyId, queue: &[&Placement], commands: &mut Commands) {
    inset(ui, |ui| parts::heading(ui, context, context.texts.get("crew-queue")));
    rows_ui(ui, queue.len(), |ui, index| {
        let placement = queue[index];
        let condition = placement.condition_at(context.now);
        let name = context.localized.service_name(placement.service);
        let (waiting, crew) = (context.texts.count(condition.waiting), context.texts.count(condition.crew));
        let site = context.localized.site_name(placement.site);
        let shown = context.texts.with("crew-queue-row", &[("waiting", &waiting), ("crew", &crew)]);
        let state = context.texts.with("crew-queue-state", &[("site", site), ("waiting", &waiting), ("crew", &crew)]);
        let done = share(placement.servers - condition.damaged, placement.servers);
        let row = Row {
            mark: Mark::Level(context.recording.services[placement.service].level(context.now)),
            words: name,
            end: End::Both(done, context.theme.level(Level::of(done)), &shown, parts::SERVERS),
            subject: Some(Subject::Service(placement.service)),
            state: &state,
        };
        row.ui(ui, context, commands).on_hover_text(state.clone());
    });
    let mut services: Vec<ServiceId> = queue.iter().map(|placement| placement.service).collect();
    services.dedup();
    inset(ui, |ui| {
        for service in services.iter().skip(1).take(3) {
            let name = context.localized.service_name(*service);
            let words = context.texts.with("crew-repair-first", &[("service", name)]);
            let button = ui.add(Button::new(words).truncate());
            if button.on_hover_text(context.texts.get("crew-repair-first-hint")).clicked() {
                let what = What::CrewFirst { company, services: vec![*service] };
                commands.push(Command::Plan(PlanCommand::AddMeasure(Measure::from(what))));
            }
        }
    });
}
