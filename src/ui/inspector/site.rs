//! The card of a site: its state, its servers in the order in which they are restored, the sites to which its hazard spreads, the
//! actions for it, and the causes of its state.

use egui::{Sense, Ui, vec2};

use super::layout::{StateWords, inset, rows_ui, share, title};
use super::rtos::rtos_of_site_ui;
use super::view::InspectorView;
use super::{actions, levers, measures, repairs, why};
use crate::model::{HazardKind, SiteId};
use crate::recording::Subject;
use crate::session::Commands;
use crate::study::hazards_at;
use crate::ui::parts::{self, End, Mark, Row, SiteMark};
use crate::ui::time_axis::dates::whole_minutes;
use crate::ui::{ViewContext, notes, service_words, warnings};
use crate::units::{Level, Span, text};

/// Draws the card of a site.
pub(super) fn site_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut InspectorView,
    site: SiteId,
    commands: &mut Commands,
) {
    let row = &context.world.sites[site];
    let track = &context.recording.sites[site];
    let online = *track.online.at(context.now);
    let mark = parts::site_mark(context, site);
    let (state, colour) = state(context, site, mark);
    title(
        ui,
        context,
        Mark::Site(mark),
        context.localized.site_name(site),
        StateWords { words: &state, color: colour },
    );
    let hazards = hazards_at(context.run, site);
    let hazards = hazards.iter().map(|hazard| ["hazards", context.world.hazards[*hazard].key.as_str()]);
    warnings::of_rows_ui(ui, context, hazards.chain([["sites", row.key.as_str()]]), commands);
    inset(ui, |ui| {
        let about: Vec<&str> = place_and_operator(context, site);
        if !about.is_empty() {
            parts::quiet(ui, context, about.join(", "));
        }
        if track.servers > 0 {
            ui.add_space(4.0);
            parts::plain(ui, context, service_words::servers(context, online, online, track.servers));
            let share = share(online, track.servers);
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
            parts::bar(ui.painter(), rect, share, context.theme.level(Level::of(share)), context.theme);
            let placements = track.placements.iter().map(|index| &context.recording.placements[*index as usize]);
            repairs::condition_ui(ui, context, &placements.collect::<Vec<_>>());
            repairs::reserve_ui(ui, context, site);
        } else {
            parts::quiet(ui, context, context.texts.get("site-no-servers"));
        }
    });
    let is_struck = context.run.active_strikes(site, context.now).next().is_some();
    actions::site_ui(ui, context, site, is_struck, commands);
    why::why_ui(ui, context, Subject::Site(site), context.texts.get(why_key(mark)), commands);
    rtos_of_site_ui(ui, context, site, commands);
    levers::levers_ui(ui, context, Subject::Site(site), false, commands);
    measures::measures_ui(ui, context, &mut view.typing, Subject::Site(site), commands);
    servers_ui(ui, context, site, commands);
    spreads_ui(ui, context, site, commands);
    notes::about_ui(ui, context, &format!("sites.{}", row.key));
}

/// The place of a site and who runs it, as far as the file says.
fn place_and_operator<'a>(context: &ViewContext<'a>, site: SiteId) -> Vec<&'a str> {
    let place = context.world.sites[site].place.as_deref().map(|place| context.localized.place(place));
    let operator = Some(context.localized.site_operator(site)).filter(|operator| !operator.is_empty());
    place.into_iter().chain(operator).collect()
}

/// How a site is in words, with the colour for it.
fn state(context: &ViewContext<'_>, site: SiteId, mark: SiteMark) -> (String, egui::Color32) {
    let theme = context.theme;
    let since = |kind: HazardKind| {
        let mut strikes = context.run.active_strikes(site, context.now);
        let strike = strikes.find(|strike| context.world.hazards[strike.hazard].kind == kind)?;
        let lasts = whole_minutes(context.now - strike.at);
        // What has only just begun has lasted for no time that could be said.
        let span = if lasts == Span::ZERO { String::new() } else { context.texts.span(lasts) };
        Some((span, context.localized.hazard_name(strike.hazard)))
    };
    match mark {
        SiteMark::Struck(kind) => {
            let (span, hazard) = since(kind).unwrap_or_default();
            let words = match (kind.burns(), span.is_empty()) {
                (true, true) => context.texts.get("site-burning").to_owned(),
                (true, false) => context.texts.with("site-burning-since", &[("span", &span)]),
                (false, true) => hazard.to_owned(),
                (false, false) => context.texts.with("site-struck-since", &[("hazard", hazard), ("span", &span)]),
            };
            (words, theme.burning)
        }
        SiteMark::Online => (context.texts.get("site-all-lit").to_owned(), theme.up),
        SiteMark::Impaired(level) => {
            let servers = context.recording.sites[site].servers;
            let working = servers.saturating_sub(context.run.online_in_vain(site, context.now));
            let (working, servers) = (context.texts.count_of(working, servers), context.texts.count(servers));
            let words = context.texts.with("site-impaired", &[("working", &working), ("servers", &servers)]);
            (words, theme.level(level))
        }
        SiteMark::Partly => {
            let dark = text::share(*context.recording.sites[site].dark.at(context.now));
            (context.texts.with("site-share-dark", &[("share", &dark)]), theme.degraded)
        }
        SiteMark::Dark => (context.texts.get("site-dark").to_owned(), theme.down),
    }
}

const fn why_key(mark: SiteMark) -> &'static str {
    match mark {
        SiteMark::Dark => "why-site-dark",
        SiteMark::Struck(_) | SiteMark::Partly | SiteMark::Impaired(_) => "why-site-partly",
        SiteMark::Online => "why-site-lit",
    }
}

/// Draws the servers of each service at a site, in the order in which the services are restored.
fn servers_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId, commands: &mut Commands) {
    let placements = &context.recording.sites[site].placements;
    if placements.is_empty() {
        return;
    }
    let restore = &context.world.sites[site].restore;
    let mut order: Vec<u32> = placements.clone();
    order.sort_by_key(|place| {
        let service = context.recording.placements[*place as usize].service;
        restore.iter().position(|first| *first == service).unwrap_or(restore.len())
    });
    let key = if restore.is_empty() { "site-servers" } else { "site-servers-in-order" };
    inset(ui, |ui| parts::heading(ui, context, context.texts.get(key)));
    rows_ui(ui, order.len(), |ui, index| placement_ui(ui, context, order[index], commands));
}

/// Draws one placement, which is the servers of one service at the site. Its name is that of the service.
fn placement_ui(ui: &mut Ui, context: &ViewContext<'_>, place: u32, commands: &mut Commands) {
    let placement = &context.recording.placements[place as usize];
    let online = *placement.online.at(context.now);
    let working = online.min(placement.condition_at(context.now).working);
    let share = share(working, placement.servers);
    let service = context.localized.service_name(placement.service);
    let (working_words, servers) =
        (context.texts.count_of(working, placement.servers), context.texts.count(placement.servers));
    let state = service_words::servers(context, online, working, placement.servers);
    let not_all = context.texts.with("lists-lit-of", &[("lit", &working_words), ("servers", &servers)]);
    let shown = if working < placement.servers { not_all } else { servers };
    let name = if placement.standby {
        context.texts.with("site-standby-of", &[("service", service)])
    } else {
        service.to_owned()
    };
    let row = Row {
        mark: Mark::Level(context.recording.services[placement.service].level(context.now)),
        words: &name,
        end: End::Both(share, context.theme.level(Level::of(share)), &shown, parts::SERVERS),
        subject: Some(Subject::Service(placement.service)),
        state: &state,
    };
    row.ui(ui, context, commands).on_hover_text_at_pointer(state.clone());
}

fn spreads_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId, commands: &mut Commands) {
    let spreads = &context.world.sites[site].spreads;
    if spreads.is_empty() {
        return;
    }
    inset(ui, |ui| parts::heading(ui, context, context.texts.get("site-spreads")));
    for spread in spreads {
        let after = context.texts.with("site-after", &[("span", &context.texts.span(spread.after))]);
        let hazard = |id| context.localized.hazard_name(id);
        let state = context.texts.with(
            "site-spread",
            &[("from", hazard(spread.from)), ("hazard", hazard(spread.hazard)), ("after", &after)],
        );
        let row = Row {
            mark: Mark::Site(parts::site_mark(context, spread.to)),
            words: context.localized.site_name(spread.to),
            end: End::Words(&after, context.theme.quiet),
            subject: Some(Subject::Site(spread.to)),
            state: &state,
        };
        row.ui(ui, context, commands).on_hover_text_at_pointer(state.clone());
    }
}
