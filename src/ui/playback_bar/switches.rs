//! The switches of the playback bar: repeat, play backwards, and many runs. Where there is no room for them, a button opens them as a menu.

use egui::{Button, Popup, Role, Ui, WidgetInfo};

use super::button::{BUTTON, button, toggle};
use crate::session::{Command, Commands, PlaybackCommand, WindowCommand};
use crate::ui::ViewContext;
use crate::ui::icons::Transport;
use crate::ui::time_axis::TimeRange;

/// The space between the tabs and the switches, in points.
const BEFORE: f32 = 12.0;
/// The width of the switches beside one another, and that of the button of their menu, each with the space before it, in points.
pub(super) const SWITCHES: f32 = 3.0 * (BUTTON + 2.0) + BEFORE;
pub(super) const MENU: f32 = BUTTON + 2.0 + BEFORE;

/// A switch: its icon, the key of its name, whether it is on, and what it does.
struct Switch {
    sign: Transport,
    key: &'static str,
    is_on: bool,
    command: Command,
}

/// The switches, from right to left. `in_view` is the range that would be repeated.
fn switches(context: &ViewContext<'_>, in_view: TimeRange) -> [Switch; 3] {
    let playback = context.session.playback();
    let (repeats, reverse, many) = (playback.looping.is_some(), playback.reverse, context.many.is_some());
    let range = (!repeats).then_some(in_view.whole_secs());
    [
        Switch {
            sign: Transport::Repeat,
            key: if repeats { "play-loop-off" } else { "play-loop" },
            is_on: repeats,
            command: Command::Playback(PlaybackCommand::Loop(range)),
        },
        Switch {
            sign: Transport::Reverse,
            key: "play-reverse",
            is_on: reverse,
            command: Command::Playback(PlaybackCommand::SetReverse(!reverse)),
        },
        Switch {
            sign: Transport::Ensemble,
            key: if many { "play-ensemble-off" } else { "play-ensemble" },
            is_on: many,
            command: Command::Window(WindowCommand::ToggleEnsemble),
        },
    ]
}

/// Draws the switches beside one another, from right to left.
pub(super) fn switches_ui(ui: &mut Ui, context: &ViewContext<'_>, in_view: TimeRange, commands: &mut Commands) {
    ui.add_space(BEFORE);
    for Switch { sign, key, is_on, command } in switches(context, in_view) {
        if toggle(ui, context, sign, key, is_on).clicked() {
            commands.push(command);
        }
    }
}

/// Draws the button that opens the switches as a menu.
pub(super) fn menu_ui(ui: &mut Ui, context: &ViewContext<'_>, in_view: TimeRange, commands: &mut Commands) {
    ui.add_space(BEFORE);
    let more = button(ui, context, Transport::More, "play-more");
    Popup::menu(&more).show(|ui| {
        for Switch { key, is_on, command, .. } in switches(context, in_view) {
            let words = context.texts.get(key);
            let item = ui.add(Button::new(words).selected(is_on));
            item.widget_info(|| WidgetInfo::selected(Role::MenuItemCheckBox, true, is_on, words));
            if item.clicked() {
                commands.push(command);
            }
        }
    });
}
