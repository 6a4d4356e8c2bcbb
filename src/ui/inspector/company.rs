//! The card of a company: its share price, its dark servers, and its services, each with the share of the company's value that depends
//! on it.

use egui::{RichText, Ui};

use super::layout::{StateWords, inset, pair, rows_ui, title};
use super::view::InspectorView;
use super::{measures, repairs, why};
use crate::model::{CompanyId, Listing};
use crate::recording::{PriceMinute, Subject};
use crate::session::Commands;
use crate::study::words;
use crate::ui::lists::price_change;
use crate::ui::parts::{self, End, Mark, Row};
use crate::ui::style::semibold;
use crate::ui::theme::TEXT_LARGE;
use crate::ui::time_axis::dates;
use crate::ui::{ViewContext, notes, service_parts, warnings};
use crate::units::{Level, text};

/// Draws the card of a company.
pub(super) fn company_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut InspectorView,
    id: CompanyId,
    commands: &mut Commands,
) {
    let company = &context.world.companies[id];
    let change = price_change(context, id);
    let change_words = change.map_or_else(String::new, text::change);
    let fell = change.is_some_and(|change| change < -0.0005);
    let colour = if fell { context.theme.down } else { context.theme.quiet };
    title(
        ui,
        context,
        Mark::None,
        context.localized.company_name(id),
        StateWords { words: &change_words, color: colour },
    );
    warnings::of_rows_ui(ui, context, [["companies", &company.key]], commands);
    inset(ui, |ui| match &company.listing {
        Some(listing) => price_ui(ui, context, id, listing),
        None => {
            parts::quiet(ui, context, context.texts.get("company-unlisted"));
        }
    });
    inset(ui, |ui| servers_ui(ui, context, id));
    repairs::crew_ui(ui, context, &mut view.typing, id, commands);
    why::why_ui(ui, context, Subject::Company(id), context.texts.get("why-price"), commands);
    measures::measures_if_any_ui(ui, context, &mut view.typing, Subject::Company(id), commands);
    services_ui(ui, context, id, commands);
    notes::about_ui(ui, context, &format!("companies.{}", company.key));
}

fn price_ui(ui: &mut Ui, context: &ViewContext<'_>, id: CompanyId, listing: &Listing) {
    let exchange = context.localized.exchange_name(listing.exchange);
    let about: Vec<&str> = [Some(exchange), listing.ticker.as_deref()].into_iter().flatten().collect();
    parts::quiet(ui, context, about.join(", "));
    let track = &context.recording.prices[id];
    let now = track.at(context.now);
    let price = now.map_or(listing.close, |minute| minute.price);
    ui.label(
        RichText::new(words::price(listing, price, context.texts)).font(semibold(TEXT_LARGE)).color(context.theme.text),
    );
    let key = if track.is_open(context.now) { "company-open" } else { "company-closed" };
    parts::quiet(ui, context, context.texts.get(key));
    ui.add_space(4.0);
    pair(ui, context, context.texts.get("company-close-before"), &words::price(listing, listing.close, context.texts));
    let changes = track.changes().iter().take_while(|change| change.at <= context.now);
    let lower = |low: Option<PriceMinute>, minute: &PriceMinute| match low {
        Some(low) if low.price <= minute.price => Some(low),
        Some(_) | None => Some(*minute),
    };
    let dated = |minute: PriceMinute| {
        let args = [("price", text::price(minute.price)), ("change", text::change(listing.change(minute.price)))];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        context.texts.with("company-price", &args)
    };
    if let Some(low) = changes.fold(None, lower) {
        pair(ui, context, context.texts.get("company-low"), &dated(low))
            .on_hover_text(dates::moment_in_both(context, low.at));
    }
    let ended = track.days().filter(|day| day.last <= context.now);
    for (day, minute) in ended.filter_map(|day| Some((day, track.at(day.last)?))) {
        let key = if day.has_close { "company-close-of" } else { "company-last-of" };
        let day = dates::date(context.texts, "time-day", context.clock.local(minute.at).date(), "");
        let what = context.texts.with(key, &[("day", &day)]);
        pair(ui, context, &what, &dated(minute)).on_hover_text(dates::moment_in_both(context, minute.at));
    }
}

fn servers_ui(ui: &mut Ui, context: &ViewContext<'_>, id: CompanyId) {
    let servers = context.recording.summary.companies[id].servers;
    if servers == 0 {
        return;
    }
    let dark = *context.recording.dark_servers[id].at(context.now);
    let share = text::share_of(dark, servers);
    let args =
        [("dark", context.texts.count_of(dark, servers)), ("servers", context.texts.count(servers)), ("share", share)];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    ui.add_space(6.0);
    parts::plain(ui, context, context.texts.with("company-dark", &args));
}

fn services_ui(ui: &mut Ui, context: &ViewContext<'_>, id: CompanyId, commands: &mut Commands) {
    let none = Vec::new();
    let exposure = context.world.companies[id].listing.as_ref().map_or(&none, |listing| &listing.exposure);
    if !exposure.is_empty() {
        inset(ui, |ui| parts::heading(ui, context, context.texts.get("company-exposure")));
        rows_ui(ui, exposure.len(), |ui, index| {
            let (service, worth) = exposure[index];
            let track = &context.recording.services[service];
            let (health, level) = (*track.health.at(context.now), track.level(context.now));
            let weight = text::share_of_one(worth);
            // A bare percentage beside a service would read as its health.
            let end = context.texts.with("company-exposed-share", &[("share", &weight)]);
            let row = Row {
                mark: Mark::Level(level),
                words: context.localized.service_name(service),
                end: End::Both(health, context.theme.level(Level::of(health)), &end, parts::WEIGHTS),
                subject: Some(Subject::Service(service)),
                state: &context.texts.with("company-exposed", &[("share", &weight)]),
            };
            row.ui(ui, context, commands);
        });
    }
    let others: Vec<_> = context
        .run
        .index()
        .services_of(id)
        .iter()
        .filter(|id| !exposure.iter().any(|(there, _)| there == *id))
        .collect();
    if !others.is_empty() {
        let key = if exposure.is_empty() { "company-services" } else { "company-other-services" };
        inset(ui, |ui| parts::heading(ui, context, context.texts.get(key)));
        rows_ui(ui, others.len(), |ui, index| {
            service_parts::service_row(context, *others[index], ui, commands);
        });
    }
}
