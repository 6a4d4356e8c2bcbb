//! The context menus of sites, of services and of the empty map. An action that is chosen there is added to the plan at the time of the
//! playhead.

use egui::{Button, RichText, ScrollArea, Ui};

use crate::file::edit::Table;
use crate::geo::LatLon;
use crate::model::{Act, HazardId, HazardKind, ServiceId, SiteId};
use crate::recording::{StrikeTarget, Subject};
use crate::session::{Command, Commands, PlanCommand, SelectCommand, WindowCommand};
use crate::ui::ViewContext;
use crate::ui::editor::{ServerMove, add_site, copy_sites};
use crate::units::Span;

/// The radii that the menu offers for a strike on an area, in kilometres.
const RADII_KM: [f64; 3] = [10.0, 30.0, 100.0];
/// The durations that the menu offers for a black start or load shedding.
const SPANS: [Span; 4] = [Span(1_800), Span(7_200), Span(21_600), Span(86_400)];
/// The largest number of hazards that are listed without a scroll bar.
const MANY: usize = 12;

/// Shows one menu entry. A click performs its act and closes the menu.
fn act(ui: &mut Ui, commands: &mut Commands, words: &str, enabled: bool, act: impl FnOnce() -> Act) {
    if ui.add_enabled(enabled, Button::new(words)).clicked() {
        commands.push(Command::Plan(PlanCommand::Do(act())));
        ui.close();
    }
}

fn heading(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    ui.label(RichText::new(words).color(context.theme.quiet));
}

/// Shows the menu of a site.
pub(super) fn site_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId, commands: &mut Commands) {
    let world = &context.world.sites[site];
    ui.set_min_width(200.0);
    heading(ui, context, context.localized.site_name(site));
    if let Some(own) = world.hazard {
        let words = context.texts.with("map-ignite-own", &[("hazard", context.localized.hazard_name(own))]);
        act(ui, commands, &words, true, || Act::Strike { site, hazard: None });
    }
    if context.world.hazards.len() > 1 {
        ui.menu_button(context.texts.get("map-other-hazards"), |ui| {
            hazards_ui(ui, context, world.hazard, |hazard| Act::Strike { site, hazard: Some(hazard) }, commands);
        });
    }
    let burns = context.run.active_strikes(site, context.now).next().is_some();
    act(ui, commands, context.texts.get("map-extinguish"), burns, || Act::Extinguish { site });
    if context.edits {
        sites_ui(ui, context, site, commands);
    }
    // A site without a position is in no area, and has none around it.
    if let Some(at) = world.at {
        ui.separator();
        area_ui(ui, context, at, commands);
    }
}

/// The entries that edit a site or, if it is selected together with others, all of these.
fn sites_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId, commands: &mut Commands) {
    let picked = context.session.picked();
    let own = [site];
    let sites = if picked.contains(&site) { picked } else { &own };
    let count = sites.len().to_string();
    let words = |one: &'static str, several: &'static str| match sites {
        [site] => context.texts.with(one, &[("name", context.localized.site_name(*site))]),
        _ => context.texts.with(several, &[("count", &count)]),
    };
    ui.separator();
    if ui.button(words("undo-copy-row", "undo-copy-sites")).clicked() {
        copy_sites(context, sites, commands);
        ui.close();
    }
    if ui.button(words("sites-remove-one", "sites-remove")).clicked() {
        let keys = sites.iter().map(|site| context.world.sites[*site].key.clone()).collect();
        commands.push(Command::Window(WindowCommand::AskToRemove(Table::Sites, keys)));
        ui.close();
    }
}

/// The entries that move or copy the servers of a service to another site. `home` are the sites that they leave.
pub(super) fn servers_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    service: ServiceId,
    home: &[SiteId],
    commands: &mut Commands,
) {
    ui.separator();
    for (key, copies) in [("servers-move-to", false), ("servers-copy-to", true)] {
        ui.menu_button(context.texts.get(key), |ui| {
            ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                for to in context.world.sites.ids() {
                    let planned = ServerMove { service, from: home, to, copies };
                    if planned.words(context).is_some() && ui.button(context.localized.site_name(to)).clicked() {
                        planned.make(context, commands);
                        ui.close();
                    }
                }
            });
        });
    }
}

/// Shows the menu of the empty map, opened at the position `at`.
pub(super) fn empty_ui(ui: &mut Ui, context: &ViewContext<'_>, at: LatLon, commands: &mut Commands) {
    ui.set_min_width(200.0);
    if context.edits && ui.button(context.texts.get("edit-add-site-here")).clicked() {
        add_site(context, at, commands);
        ui.close();
    }
    area_ui(ui, context, at, commands);
}

fn area_ui(ui: &mut Ui, context: &ViewContext<'_>, at: LatLon, commands: &mut Commands) {
    for radius_km in RADII_KM {
        let km = context.texts.count(radius_km as u64);
        ui.menu_button(context.texts.with("map-area", &[("km", &km)]), |ui| {
            let own = context.texts.get("map-own-hazards");
            act(ui, commands, own, true, || Act::StrikeArea { at, radius_km, hazard: None });
            ui.separator();
            hazards_ui(ui, context, None, |hazard| Act::StrikeArea { at, radius_km, hazard: Some(hazard) }, commands);
        });
    }
}

/// Lists all hazards except `own`, because the menu already has an entry for the hazard of the site itself.
fn hazards_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    own: Option<HazardId>,
    with: impl Fn(HazardId) -> Act,
    commands: &mut Commands,
) {
    let mut list = |ui: &mut Ui| {
        for id in context.world.hazards.ids().filter(|id| Some(*id) != own) {
            act(ui, commands, context.localized.hazard_name(id), true, || with(id));
        }
    };
    if context.world.hazards.len() > MANY {
        ScrollArea::vertical().max_height(260.0).show(ui, list);
    } else {
        list(ui);
    }
}

/// Shows the menu of a service.
pub(super) fn service_ui(ui: &mut Ui, context: &ViewContext<'_>, service: ServiceId, commands: &mut Commands) {
    let world = &context.world.services[service];
    ui.set_min_width(200.0);
    heading(ui, context, context.localized.service_name(service));
    if !context.world.hazards.is_empty() {
        ui.menu_button(context.texts.get("map-fault"), |ui| {
            let strike = |hazard| Act::StrikeService { service, site: None, hazard };
            faults_ui(ui, context, strike, commands);
        });
    }
    let is_struck = context.recording.strikes.iter().any(|strike| {
        let is_on = matches!(strike.target, StrikeTarget::Service { service: of, .. } if of == service);
        is_on && strike.at <= context.now && context.now < strike.out
    });
    act(ui, commands, context.texts.get("map-roll-back"), is_struck, || Act::Resolve { service, site: None });
    let can_switch = !world.standby.is_empty();
    act(ui, commands, context.texts.get("map-fail-over"), can_switch, || Act::FailOver { service });
    ui.menu_button(context.texts.get("map-black-start"), |ui| {
        spans_ui(ui, context, |span| Act::BlackStart { service, span }, commands);
    });
    ui.menu_button(context.texts.get("map-shed-load"), |ui| {
        spans_ui(ui, context, |span| Act::ShedLoad { service, span }, commands);
    });
}

/// Lists the hazards that can strike a service itself: those of software, attacks and mistakes first, then all others.
fn faults_ui(ui: &mut Ui, context: &ViewContext<'_>, with: impl Fn(HazardId) -> Act, commands: &mut Commands) {
    let is_of_service = |id: &HazardId| {
        let kind = context.world.hazards[*id].kind;
        matches!(kind, HazardKind::Software | HazardKind::Cyber | HazardKind::Human)
    };
    let (own, others): (Vec<HazardId>, Vec<HazardId>) = context.world.hazards.ids().partition(is_of_service);
    ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
        for id in own.into_iter().chain(others) {
            act(ui, commands, context.localized.hazard_name(id), true, || with(id));
        }
    });
}

fn spans_ui(ui: &mut Ui, context: &ViewContext<'_>, with: impl Fn(Span) -> Act, commands: &mut Commands) {
    for span in SPANS {
        let words = context.texts.with("map-for", &[("span", &context.texts.span(span))]);
        act(ui, commands, &words, true, || with(span));
    }
}

/// Lists the services that have no chip because there is no space.
pub(super) fn more_ui(ui: &mut Ui, context: &ViewContext<'_>, services: &[ServiceId], commands: &mut Commands) {
    ScrollArea::vertical().max_height(280.0).show_rows(ui, 22.0, services.len(), |ui, rows| {
        for service in &services[rows] {
            let level = context.recording.services[*service].level(context.now);
            let name = RichText::new(context.localized.service_name(*service)).color(context.theme.level(level));
            let entry = ui.add(Button::new(name));
            if entry.hovered() {
                commands.push(Command::Select(SelectCommand::Hover(Subject::Service(*service))));
            }
            if entry.clicked() {
                commands.push(Command::Select(SelectCommand::Select(Some(Subject::Service(*service)))));
                ui.close();
            }
        }
    });
}
