//! What is recorded with one click at the playhead: an observation of the selected service, a headline, the view as a chapter, and that what
//! the run now says must hold.

use egui::{Button, Label, RichText, Ui};

use super::controls::wrapped;
use super::make::insert;
use super::view::EditorView;
use crate::file::edit::{Edit, Row, Table};
use crate::file::schema::{Chapter, Expectation, History, Look, News, Observed, That, Trigger};
use crate::model::{CompanyId, ServiceId};
use crate::recording::Subject;
use crate::session::{Commands, NamedEdit};
use crate::study::words;
use crate::text::Saying;
use crate::ui::ViewContext;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::time_axis::dates;
use crate::units::text::typed_span;
use crate::units::when::typed_again;
use crate::units::{ShownZone, SimTime, Span};

/// What was observed of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It was Up again.
    Back,
    /// It was no longer Up.
    Down,
}

/// Draws the menus of what can be recorded at the playhead and of what must hold.
pub(super) fn quick_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let texts = context.texts;
    // Each menu has its own line: the text of the first grows and shrinks while the playhead moves.
    wrapped(ui, |ui| {
        let at = texts.with("quick-at", &[("time", &dates::moment(context, context.now))]);
        ui.menu_button(at, |ui| {
            if let Some(Subject::Service(service)) = context.session.selection() {
                for seen in [Seen::Back, Seen::Down] {
                    if ui.button(texts.say(&seen_saying(context, service, seen))).clicked() {
                        let (row, index) = observation(context, service, context.now, seen);
                        insert(context, view, (Table::History, index), "", row, commands);
                        ui.close();
                    }
                }
            }
            if ui.button(texts.get("quick-chapter")).clicked() {
                let (row, index) = chapter(context);
                insert(context, view, (Table::Story, index), "", row, commands);
                ui.close();
            }
            if ui.button(texts.get("quick-headline")).clicked() {
                let when = Trigger::At(typed_again(&context.session.scenario().clock, context.now));
                let title = texts.get("quick-headline-title").to_owned();
                let row = News { when, title, text: String::new(), source: None };
                let index = context.session.authored().count(Table::News);
                insert(context, view, (Table::News, index), "", row.into(), commands);
                ui.close();
            }
            let hint = RichText::new(texts.get("quick-headline-hint")).size(TEXT_SMALL).color(context.theme.quiet);
            ui.add(Label::new(hint).wrap());
        });
    });
    wrapped(ui, |ui| {
        ui.menu_button(texts.get("quick-must-hold"), |ui| {
            for (words, that) in holds(context) {
                if ui.add(Button::new(words).wrap_mode(egui::TextWrapMode::Extend)).clicked() {
                    let seed = (context.run.seed != 0).then(|| context.run.seed.into());
                    let row = Expectation { plan: context.session.plan().name.clone(), seed, seeds: None, that };
                    let index = context.session.authored().count(Table::Expect);
                    insert(context, view, (Table::Expect, index), "", row.into(), commands);
                    ui.close();
                }
            }
        });
    });
}

/// An entry of a menu: that a service was back, or no longer Up.
fn seen_saying(context: &ViewContext<'_>, service: ServiceId, seen: Seen) -> Saying {
    let key = match seen {
        Seen::Back => "quick-back",
        Seen::Down => "quick-down",
    };
    Saying::of(key, [("service", context.localized.service_name(service).into())])
}

/// The menu of a service on the timeline: what was observed of it at this time.
pub fn observed_menu_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    (service, at): (ServiceId, SimTime),
    commands: &mut Commands,
) {
    ui.label(dates::moment(context, at));
    for seen in [Seen::Back, Seen::Down] {
        let what = seen_saying(context, service, seen);
        if ui.button(context.texts.say(&what)).clicked() {
            let (row, index) = observation(context, service, at, seen);
            if let Ok(edit) = Edit::add(context.session.authored(), Table::History, index, "", row) {
                commands.push(NamedEdit::new(edit, Saying::of("undo-add-row", [("what", what)])).into());
            }
            ui.close();
        }
    }
}

/// An observation of a service, and its index among those of the file: they are kept in their order of time.
fn observation(context: &ViewContext<'_>, service: ServiceId, at: SimTime, seen: Seen) -> (Row, usize) {
    let key = context.world.services[service].key.clone();
    let what = match seen {
        Seen::Back => Observed::Back(key),
        Seen::Down => Observed::Down(key),
    };
    let written = typed_again(&context.session.scenario().clock, at);
    let times: Vec<SimTime> = context.session.scenario().history.iter().map(|row| row.at).collect();
    let row = History { since: None, at: Some(written), what, source: None };
    (row.into(), place_in(context, Table::History, &times, at))
}

/// The view as a chapter, and its index among those of the file.
fn chapter(context: &ViewContext<'_>) -> (Row, usize) {
    let world = context.world;
    let look = match context.session.selection() {
        Some(Subject::Site(site)) => Look::Site(world.sites[site].key.clone()),
        Some(Subject::Service(service)) => Look::Service(world.services[service].key.clone()),
        Some(Subject::Company(company)) => Look::Company(world.companies[company].key.clone()),
        Some(Subject::World) | None => Look::All,
    };
    let at = typed_again(&context.session.scenario().clock, context.now);
    // The title is saved, so its time is in the zone of the scenario.
    let in_file = context.in_zone(ShownZone::Scenario, context.computer_zone);
    let title = context.texts.with("quick-chapter-title", &[("time", &dates::moment(&in_file, context.now))]);
    let times: Vec<SimTime> = context.session.scenario().story.iter().map(|row| row.at).collect();
    let row = Chapter { at, title, text: String::new(), notes: String::new(), look };
    (row.into(), place_in(context, Table::Story, &times, context.now))
}

/// The index at which a row with this time is inserted, so that rows in their order of time stay in it. `times` are those of the last valid
/// scenario; while there are other rows, the new one goes to the end.
fn place_in(context: &ViewContext<'_>, table: Table, times: &[SimTime], at: SimTime) -> usize {
    let count = context.session.authored().count(table);
    if times.len() == count { times.iter().take_while(|time| **time <= at).count() } else { count }
}

/// What the run now says of the selected service or company and of the people, as expectations that it meets, each in words.
fn holds(context: &ViewContext<'_>) -> Vec<(String, That)> {
    let mut all = match context.session.selection() {
        Some(Subject::Service(service)) => service_holds(context, service),
        Some(Subject::Company(company)) => price_holds(context, company).into_iter().collect(),
        Some(Subject::World | Subject::Site(_)) | None => Vec::new(),
    };
    let under = above(context.recording.summary.peak_people);
    let people = context.texts.count(under);
    let words = match context.recording.summary.peak_people {
        0 => context.texts.get("quick-nobody").to_owned(),
        _ => context.texts.with("quick-people", &[("people", &people)]),
    };
    all.push((words, That::People { over: None, under: Some(under.into()) }));
    if context.recording.events.is_empty() {
        all.push((context.texts.get("edit-that-quiet").to_owned(), That::Quiet));
    }
    all
}

fn service_holds(context: &ViewContext<'_>, id: ServiceId) -> Vec<(String, That)> {
    let summary = &context.recording.summary.services[id];
    let service = context.world.services[id].key.clone();
    let name = context.localized.service_name(id);
    let mut all = Vec::new();
    if let Some(back) = summary.back {
        let time = dates::moment(context, back);
        let words = context.texts.with("quick-back-by", &[("service", name), ("time", &time)]);
        let by = typed_again(&context.session.scenario().clock, back);
        all.push((words, That::Back { service: service.clone(), by }));
    }
    // The bound itself is not within the bounds, so it is the next whole minute.
    let (under, words) = if summary.longest_out == Span::ZERO {
        (Span(1), context.texts.with("quick-never-out", &[("service", name)]))
    } else {
        let under = Span((summary.longest_out.0 / 60 + 1) * 60);
        let span = context.texts.span(under);
        (under, context.texts.with("quick-out-under", &[("service", name), ("span", &span)]))
    };
    let span = Some(typed_span(under));
    all.push((words, That::Out { service: service.clone(), over: None, under: span }));
    if summary.first_out.is_none() || summary.back.is_some() {
        all.push((context.texts.with("quick-recovers", &[("service", name)]), That::Recovers { service }));
    }
    all
}

fn price_holds(context: &ViewContext<'_>, id: CompanyId) -> Option<(String, That)> {
    let listing = context.world.companies[id].listing.as_ref()?;
    let low = context.recording.summary.companies[id].low?;
    // The fall may be negative, if the price only rose. The bound itself is not within the bounds.
    let fall = -listing.change(low.price);
    let under = ((fall * 1_000.0).floor() + 1.0) / 1_000.0;
    let name = context.localized.company_name(id);
    let lowest = words::price(listing, listing.close * (1.0 - under), context.texts);
    let words = context.texts.with("quick-price", &[("company", name), ("price", &lowest)]);
    let company = context.world.companies[id].key.clone();
    Some((words, That::LowestPrice { company, over: None, under: Some(under) }))
}

/// The next larger number with three digits and zeros.
fn above(number: u64) -> u64 {
    let mut step = 1;
    while number / step >= 1_000 {
        step *= 10;
    }
    (number / step + 1).saturating_mul(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_above_the_number_and_short() {
        for (number, bound) in [(0, 1), (7, 8), (999, 1_000), (43_100_000, 43_200_000), (43_150_001, 43_200_000)] {
            assert_eq!(above(number), bound);
        }
    }
}
