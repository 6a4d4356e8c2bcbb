//! The playback bar: buttons that play and step, the speed, the time in large type, repeat, and the tabs of the view below the bar.

mod button;
mod switches;
mod tabs;
mod zone;

use egui::{Align, FontId, Layout, Pos2, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use self::button::{BUTTON, text_button};
pub(in crate::ui) use self::button::{button, play_button};
use super::ViewContext;
use super::field::{ended, field, hint, typed, wrong};
use super::icons::Transport;
use super::style::{semibold, text_width};
use super::theme::{TEXT_BODY, TEXT_TITLE};
use super::time_axis::{dates, gutter_width};
use super::timeline::TimelineView;
use crate::session::{Command, Commands, PlaybackCommand, SPEEDS};
use crate::text::{self, Saying, Trouble, skipped_trouble, span_trouble};
use crate::units::when::{self, TypedTimeError};
use crate::units::{SimTime, SpanError, WrittenTimeError};

/// Height of the bar, in points.
pub const HEIGHT: f32 = 48.0;
/// The space around the time, and the largest width of the field in its place, in points.
const TIME_ROOM: f32 = 16.0;
const TIME_FIELD: f32 = 230.0;

/// Draws the bar over the full width of the window.
pub fn playback_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut TimelineView, commands: &mut Commands) {
    let width = ui.available_width();
    let (bar, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let gutter = bar.left() + gutter_width(width);
    let left = Rect::from_min_max(bar.left_top() + vec2(12.0, 0.0), Pos2::new(gutter, bar.bottom()));
    let used = section(ui, left, Layout::left_to_right(Align::Center), |ui| {
        transport_ui(ui, context, commands);
        speed_ui(ui, context, view, commands);
    });
    // The time begins at the left edge of the time axis or, if the text of the speed is longer, to the right of that text.
    let from = gutter.max(used + 6.0);
    let right = Rect::from_min_max(Pos2::new(from, bar.top()), bar.right_bottom() - vec2(20.0, 0.0));
    section(ui, right, Layout::right_to_left(Align::Center), |ui| {
        let parts = BarParts::of(ui, context, view);
        tabs::tabs_ui(ui, context, view, ui.available_width() - parts.least(ui, context));
        let in_view = view.range(context);
        if parts.has_switches {
            switches::switches_ui(ui, context, in_view, commands);
        } else {
            switches::menu_ui(ui, context, in_view, commands);
        }
        let room = ui.available_rect_before_wrap();
        let words = time_words(context, parts.has_date);
        section(ui, room, Layout::left_to_right(Align::Center), |ui| time_ui(ui, context, view, &words, commands));
    });
}

/// What the right part of the bar has room for.
#[derive(Clone, Copy)]
struct BarParts {
    /// The date beside the clock time.
    has_date: bool,
    /// The switches beside one another, and not in a menu.
    has_switches: bool,
}

impl BarParts {
    /// All choices, the best one first.
    const ALL: [Self; 3] = [
        Self { has_date: true, has_switches: true },
        Self { has_date: true, has_switches: false },
        Self { has_date: false, has_switches: false },
    ];

    /// The best choice for which there is room beside the list of tabs.
    fn of(ui: &Ui, context: &ViewContext<'_>, view: &TimelineView) -> Self {
        let room = ui.available_width() - tabs::list_width(ui, context, view.tab);
        let fits = |parts: &Self| parts.least(ui, context) <= room;
        Self::ALL.into_iter().find(fits).unwrap_or(Self::ALL[2])
    }

    /// The width that the time and the switches need, in points.
    fn least(self, ui: &Ui, context: &ViewContext<'_>) -> f32 {
        let time = text_width(ui.painter(), time_words(context, self.has_date), semibold(TEXT_TITLE)) + TIME_ROOM;
        time + if self.has_switches { switches::SWITCHES } else { switches::MENU }
    }
}

/// Draws a section of the bar into `rect`. Returns the x of the right end of its contents.
fn section(ui: &mut Ui, rect: Rect, layout: Layout, contents: impl FnOnce(&mut Ui)) -> f32 {
    let drawn = ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
        ui.set_min_height(rect.height());
        contents(ui);
    });
    drawn.response.rect.right()
}

fn transport_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    if button(ui, context, Transport::ToStart, "play-to-start").clicked() {
        commands.push(Command::Playback(PlaybackCommand::ToStart));
    }
    if button(ui, context, Transport::StepBack, "play-step-back").clicked() {
        commands.push(Command::Playback(PlaybackCommand::StepEvent(-1)));
    }
    if play_button(ui, context).clicked() {
        commands.push(Command::Playback(PlaybackCommand::TogglePlay));
    }
    if button(ui, context, Transport::StepForward, "play-step-forward").clicked() {
        commands.push(Command::Playback(PlaybackCommand::StepEvent(1)));
    }
    if button(ui, context, Transport::ToEnd, "play-to-end").clicked() {
        commands.push(Command::Playback(PlaybackCommand::ToEnd));
    }
}

/// Draws the speed. A click on it opens a field in which a speed can be typed, and a list beside it offers several speeds.
fn speed_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut TimelineView, commands: &mut Commands) {
    let texts = context.texts;
    let speed = context.session.playback().speed;
    if let Some(typed) = &mut view.typed_speed {
        let response = field(ui, typed, 62.0, texts.get("play-speed"));
        match ended(&response) {
            Some(true) => match when::typed_speed(&typed.text) {
                Some(secs) => {
                    commands.push(Command::Playback(PlaybackCommand::SetSpeed(secs)));
                    view.typed_speed = None;
                }
                None => wrong(&response, typed, texts.get("play-speed-hint").to_owned()),
            },
            Some(false) => view.typed_speed = None,
            None => hint(&response, typed, context, texts.get("play-speed-hint")),
        }
        return;
    }
    let words = texts.speed(speed);
    let response =
        text_button(ui, context, &words, FontId::proportional(TEXT_BODY), context.theme.quiet, texts.get("play-speed"));
    if response.clicked() {
        view.typed_speed = Some(typed(words));
    }
    let (rect, arrow) = ui.allocate_exact_size(vec2(14.0, BUTTON), Sense::click());
    arrow.widget_info(|| WidgetInfo::labeled(Role::Button, true, texts.get("play-speeds")));
    let color = if arrow.hovered() || arrow.has_focus() { context.theme.text } else { context.theme.quiet };
    let tip = rect.center() + vec2(0.0, 2.5);
    let triangle = vec![tip, tip + vec2(-4.0, -5.0), tip + vec2(4.0, -5.0)];
    ui.painter().add(egui::Shape::convex_polygon(triangle, color, Stroke::NONE));
    egui::Popup::menu(&arrow).show(|ui| {
        for (index, secs) in SPEEDS.iter().enumerate() {
            let digit = (index + 1).to_string();
            let item = egui::Button::new(texts.speed(*secs)).shortcut_text(digit).selected(*secs == speed);
            if ui.add(item).clicked() {
                commands.push(Command::Playback(PlaybackCommand::SetSpeed(*secs)));
            }
        }
    });
}

/// Whether playback is so slow that seconds can be read.
fn is_slow(context: &ViewContext<'_>) -> bool {
    context.session.playback().speed <= 60.0
}

/// The local time at the playhead, with or without its date, in words.
fn time_words(context: &ViewContext<'_>, has_date: bool) -> String {
    let clock = &context.clock;
    let time = if is_slow(context) { when::hour_minute_second } else { when::hour_minute }(clock, context.now);
    if !has_date {
        return time;
    }
    format!("{}  {time}", dates::date(context.texts, "time-date", clock.local(context.now).date(), ""))
}

/// Draws the local date and time, which are these words, the time zone, and the time since the first strike. A click opens a field to type
/// another time.
fn time_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut TimelineView, words: &str, commands: &mut Commands) {
    let texts = context.texts;
    if let Some(typed) = &mut view.typed_time {
        let width = TIME_FIELD.min(ui.available_width());
        let response = field(ui, typed, width, texts.get("play-time"));
        let spark = context.session.plan().zero();
        match ended(&response) {
            // What was not changed says nothing, and the playhead may stand between two seconds or move on.
            Some(true) if !typed.is_changed() => view.typed_time = None,
            Some(true) => {
                match when::typed_moment(&typed.text, &context.clock, context.now, spark, context.recording.length) {
                    Ok(t) => {
                        commands.push(Command::Playback(PlaybackCommand::Seek(t)));
                        view.typed_time = None;
                    }
                    Err(error) => {
                        let trouble = time_trouble(context, &typed.text, error);
                        wrong(&response, typed, trouble);
                    }
                }
            }
            Some(false) => view.typed_time = None,
            None => hint(&response, typed, context, texts.get("play-time-hint")),
        }
        return;
    }
    let response = text_button(ui, context, words, semibold(TEXT_TITLE), context.theme.text, texts.get("play-time"));
    if response.clicked() {
        view.typed_time = Some(typed(when::typed_again(&context.clock, context.now)));
    }
    response.on_hover_text(format!("{}\n{}", dates::moment_in_both(context, context.now), texts.get("play-time-hint")));
    ui.add_space(6.0);
    zone::zone_ui(ui, context, commands);
    // This text only shows the time in another form, so it is left out if there is no room.
    let quiet = |ui: &mut Ui, words: String| {
        let galley = ui.painter().layout_no_wrap(words, FontId::proportional(TEXT_BODY), context.theme.quiet);
        if galley.size().x <= ui.available_width() {
            ui.label(galley);
        }
    };
    // The time since the first strike is as precise as the clock, because seconds that flicker cannot be read.
    let since = if is_slow(context) { dates::since_spark } else { dates::since_spark_in_minutes };
    if let Some(since) = since(context, context.now) {
        ui.add_space(8.0);
        quiet(ui, since);
    }
}

/// Why the typed text is not a time of the run, in words.
fn time_trouble(context: &ViewContext<'_>, typed: &str, error: TypedTimeError) -> String {
    let texts = context.texts;
    let Trouble { message, remedy } = match error {
        TypedTimeError::Span(SpanError::Unreadable) | TypedTimeError::Written(WrittenTimeError::Unreadable) => {
            return texts.get("play-time-hint").to_owned();
        }
        TypedTimeError::OutsideRun => {
            let from = dates::moment(context, SimTime::ZERO);
            let until = dates::moment(context, SimTime(context.recording.length.0));
            return texts.with("play-time-outside", &[("from", &from), ("until", &until)]);
        }
        TypedTimeError::Span(error) => span_trouble(&error, typed, Saying::plain("file-hundred-years")),
        TypedTimeError::Written(error) => text::time_trouble(error, typed),
        TypedTimeError::Skipped { skipped, gap } => skipped_trouble(&context.clock, typed, skipped, gap),
    };
    texts.sentence(&Saying::of("play-time-wrong", [("message", message), ("remedy", remedy)]))
}
