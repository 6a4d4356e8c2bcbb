//! The settings: language, light or dark theme, zoom and motion. They are stored for the next start.

use egui::{Button, Context, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::ViewContext;
use super::focus;
use super::style::semibold;
use super::theme::{TEXT_BODY, TEXT_SMALL};
use crate::session::{Command, Commands, WindowCommand};
use crate::text::Language;
use crate::units::{ShownZone, offset_name, text};

/// The zoom levels of the window, in per cent, ascending.
pub const SCALES: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];
/// The zoom level for which the window is designed, in per cent.
pub const WHOLE: u16 = 100;

/// The current zoom level, in per cent.
#[must_use]
pub fn percent(ctx: &Context) -> u16 {
    (ctx.zoom_factor() * 100.0).round() as u16
}

/// The next larger zoom level, or the largest one.
#[must_use]
pub fn larger(percent: u16) -> u16 {
    SCALES.into_iter().find(|scale| *scale > percent).unwrap_or(SCALES[SCALES.len() - 1])
}

/// The next smaller zoom level, or the smallest one.
#[must_use]
pub fn smaller(percent: u16) -> u16 {
    SCALES.into_iter().rev().find(|scale| *scale < percent).unwrap_or(SCALES[0])
}

/// Draws all settings. In a low window, such as one at 200%, they scroll.
pub fn settings_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        rows_ui(ui, context, commands);
        focus::reveal_in(ui);
    });
}

fn rows_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let texts = context.texts;
    row(ui, context, "settings-language", |ui| {
        for language in Language::ALL {
            let is_on = texts.language() == language;
            choice(ui, language.name(), is_on, Command::Window(WindowCommand::SetLanguage(language)), commands);
        }
    });
    row(ui, context, "settings-light", |ui| {
        for (key, night) in [("top-night", true), ("top-day", false)] {
            choice(
                ui,
                texts.get(key),
                context.theme.night == night,
                Command::Window(WindowCommand::SetNight(night)),
                commands,
            );
        }
    });
    row(ui, context, "settings-zone", |ui| {
        for (zone, is_known) in zone_choices(context) {
            let (words, is_on) = (zone_words(context, zone), context.zone == zone);
            ui.add_enabled_ui(is_known, |ui| {
                choice(ui, &words, is_on, Command::Window(WindowCommand::SetZone(zone)), commands);
            });
        }
    });
    row(ui, context, "settings-size", |ui| {
        let shown = percent(ui.ctx());
        for scale in SCALES {
            choice(
                ui,
                &text::share(u32::from(scale) * 10),
                shown == scale,
                Command::Window(WindowCommand::SetScale(scale)),
                commands,
            );
        }
    });
    row(ui, context, "settings-motion", |ui| {
        for (key, still) in [("settings-moving", false), ("settings-still", true)] {
            choice(
                ui,
                texts.get(key),
                context.reduced_motion == still,
                Command::Window(WindowCommand::SetReducedMotion(still)),
                commands,
            );
        }
    });
    ui.label(RichText::new(texts.get("settings-motion-hint")).size(TEXT_SMALL).color(context.theme.quiet));
}

/// The zones that are offered for times, each with whether it is known.
pub fn zone_choices(context: &ViewContext<'_>) -> [(ShownZone, bool); 3] {
    ShownZone::ALL.map(|zone| (zone, zone != ShownZone::Computer || context.computer_zone.is_some()))
}

/// The words for a zone that is offered, with the name of the zone that it is.
pub fn zone_words(context: &ViewContext<'_>, zone: ShownZone) -> String {
    let texts = context.texts;
    match (zone, context.computer_zone) {
        (ShownZone::Scenario, _) => {
            texts.with("zone-scenario", &[("zone", &offset_name(&context.world.clock, context.now))])
        }
        (ShownZone::Utc, _) => texts.get("zone-utc").to_owned(),
        (ShownZone::Computer, Some(computer)) => {
            let clock = context.world.clock.in_zone(computer);
            texts.with("zone-computer", &[("zone", &offset_name(&clock, context.now))])
        }
        (ShownZone::Computer, None) => texts.get("zone-computer-unknown").to_owned(),
    }
}

/// Draws a heading with its choices below it.
fn row(ui: &mut Ui, context: &ViewContext<'_>, key: &'static str, choices: impl FnOnce(&mut Ui)) {
    ui.label(RichText::new(context.texts.get(key)).font(semibold(TEXT_BODY)).color(context.theme.text));
    ui.horizontal_wrapped(choices);
    ui.add_space(10.0);
}

/// Draws one of several choices, of which exactly one is on.
fn choice(ui: &mut Ui, words: &str, is_on: bool, command: Command, commands: &mut Commands) {
    let response = ui.add(Button::new(words).selected(is_on));
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, words));
    if response.clicked() && !is_on {
        commands.push(command);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_go_step_by_step_and_end() {
        assert_eq!([larger(100), larger(200), larger(105)], [110, 200, 110]);
        assert_eq!([smaller(100), smaller(80), smaller(105)], [90, 80, 100]);
    }
}
