//! The top bar: the open scenario, its plans, the actions for the scenario and the plans, and the key figures.

use std::path::Path;
use std::sync::Arc;

use egui::{
    Align, Button, FontId, Galley, Layout, Popup, Rect, Response, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::ViewContext;
use super::figures::{FiguresView, figures_ui, figures_width};
use super::icons::{self, Sign};
use super::parts::paint_back;
use super::plans::{PlansView, plans_ui};
use super::style::{elided, semibold};
use super::theme::{TEXT_BODY, TEXT_SMALL, TEXT_TITLE};
use crate::session::{Command, Commands, EditCommand, FileCommand, IncidentsCommand, WindowCommand};
use crate::text::{Saying, composed};
use crate::units::one_line;

/// Height of the bar, in points.
pub const HEIGHT: f32 = 64.0;
/// The top and the height of the first and of the second row of the bar, in points.
const ROWS: [[f32; 2]; 2] = [[8.0, 28.0], [37.0, 20.0]];
/// The space between the words of a row, in points.
const BETWEEN: f32 = 2.0;
/// The actions for files that are words of their own where there is room for them.
const FILE_WORDS: [&str; 3] = ["top-open", "top-save", "top-save-as"];
/// The least room for the number of scenarios with unsaved changes, in points.
const UNSAVED: f32 = 34.0;
/// The room around the words that the scenario is a draft, in points.
const DRAFT_PAD: f32 = 14.0;

/// Draws the bar over the full width of the window. `left` is the width of the panel of lists below it, in points: the title and the
/// file actions are above this panel.
pub fn top_bar_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    left: f32,
    plans: &mut PlansView,
    figures: &mut FiguresView,
    commands: &mut Commands,
) {
    let bar = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(bar);
    let figures_left = bar.right() - figures_width(bar.width());
    let file = Rect::from_x_y_ranges(bar.left() + 10.0..=bar.left() + left - 4.0, bar.y_range());
    let plan = Rect::from_x_y_ranges(bar.left() + left..=figures_left - 8.0, bar.y_range());
    // Where the actions for files need their whole row, the number of unsaved scenarios is beside the title: none of the actions gives way to it.
    let is_above = FileWords::within(ui, context, file.width()).room_left < UNSAVED;
    let has_unsaved = context.unsaved > 0;
    row(ui, file, 0, |ui| {
        let draft = draft_words(ui, context);
        let beside = draft.as_ref().map_or(0.0, |words| words.size().x + DRAFT_PAD);
        title_ui(ui, context, beside + if has_unsaved && is_above { UNSAVED } else { 0.0 }, commands);
        draft.into_iter().for_each(|words| draft_ui(ui, context, words, commands));
        if has_unsaved && is_above {
            unsaved_ui(ui, context, commands);
        }
    });
    row(ui, file, 1, |ui| {
        file_words_ui(ui, context, commands);
        if has_unsaved && !is_above {
            unsaved_ui(ui, context, commands);
        }
    });
    row(ui, plan, 0, |ui| plans_ui(ui, context, plans, commands));
    row(ui, plan, 1, |ui| doing_ui(ui, context, commands));
    let room = Rect::from_x_y_ranges(figures_left..=bar.right(), bar.y_range());
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| figures_ui(ui, context, figures));
}

fn row(ui: &mut Ui, part: Rect, index: usize, contents: impl FnOnce(&mut Ui)) {
    let [top, height] = ROWS[index];
    let rect = Rect::from_min_size(pos2(part.left(), part.top() + top), vec2(part.width().max(0.0), height));
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        contents(ui);
    });
}

/// Draws the title of the scenario; a click shows all scenarios. `beside` is the width of what stands beside it, in points.
fn title_ui(ui: &mut Ui, context: &ViewContext<'_>, beside: f32, commands: &mut Commands) {
    let title = context.localized.title();
    let color = context.theme.text;
    let room = (ui.available_width() - 28.0 - beside).max(0.0);
    // A long title is smaller before it is cut.
    let sizes = [TEXT_TITLE, TEXT_BODY].map(|size| elided(ui.painter(), title, semibold(size), color, room));
    let galley = sizes.iter().find(|galley| !galley.elided).unwrap_or(&sizes[1]).clone();
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 28.0, 28.0), Sense::click());
    let name = context.texts.with("top-scenarios", &[("title", title)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
    paint_back(ui, context, rect, &response, false);
    ui.painter().galley(pos2(rect.left() + 6.0, rect.center().y - galley.size().y / 2.0), galley, color);
    icons::sign(ui.painter(), pos2(rect.right() - 11.0, rect.center().y), 9.0, Sign::DropDown, context.theme.quiet);
    if response.clicked() {
        commands.push(Command::Window(WindowCommand::ToggleScenarios));
    }
    response.on_hover_text(context.texts.get("top-scenarios-hint"));
}

/// What stands beside the title while the scenario is a draft: that what is shown is not its run. In a narrow window only that it is a draft.
fn draft_words(ui: &Ui, context: &ViewContext<'_>) -> Option<Arc<Galley>> {
    /// The least room for the title, in points.
    const TITLE: f32 = 130.0;
    if context.session.problems().is_empty() {
        return None;
    }
    let whole = if context.session.is_run_off() { "top-draft-off" } else { "top-draft-earlier" };
    let words = |key| {
        let words = context.texts.get(key).to_owned();
        ui.painter().layout_no_wrap(words, FontId::proportional(TEXT_SMALL), context.theme.down)
    };
    let whole = words(whole);
    let has_room = whole.size().x + DRAFT_PAD + TITLE <= ui.available_width();
    Some(if has_room { whole } else { words("top-draft") })
}

/// Draws that the scenario is a draft. A click opens the editor, where its problems are.
fn draft_ui(ui: &mut Ui, context: &ViewContext<'_>, words: Arc<Galley>, commands: &mut Commands) {
    let color = context.theme.down;
    let sense = if context.edits { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(words.size() + vec2(DRAFT_PAD - 2.0, 4.0), sense);
    let name = context.texts.get(if context.session.is_run_off() { "top-draft-off" } else { "top-draft-earlier" });
    let role = if context.edits { Role::Label } else { Role::Button };
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
    if !context.edits {
        paint_back(ui, context, rect, &response, false);
    }
    ui.painter().galley(rect.center() - words.size() / 2.0, words, color);
    if response.clicked() {
        commands.push(Command::Window(WindowCommand::ToggleEditor));
    }
    let hint = if context.session.is_run_off() { "draft-run-off" } else { "edit-draft" };
    response.on_hover_text(context.texts.get(hint));
}

/// The width of a word including the space around it, in points.
fn word_width(ui: &Ui, context: &ViewContext<'_>, key: &'static str) -> f32 {
    let words = context.texts.get(key).to_owned();
    ui.painter().layout_no_wrap(words, FontId::proportional(TEXT_SMALL), context.theme.quiet).size().x + 12.0
}

/// The actions for files that are words of their own, beside the menu with the others.
struct FileWords {
    count: usize,
    /// The room that is left beside them and the menu, in points.
    room_left: f32,
}

impl FileWords {
    /// As many as there is room for in this width.
    fn within(ui: &Ui, context: &ViewContext<'_>, width: f32) -> Self {
        let mut words = Self { count: 0, room_left: width - word_width(ui, context, "top-file") };
        for key in FILE_WORDS {
            let left = words.room_left - word_width(ui, context, key) - BETWEEN;
            if left < 0.0 {
                break;
            }
            words = Self { count: words.count + 1, room_left: left };
        }
        words
    }
}

/// Draws the actions for files. Those for which there is no room are in the menu, with import, export and the recent files.
fn file_words_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let acts = [
        ("keys-open", Command::File(FileCommand::OpenDialog)),
        ("keys-save", Command::File(FileCommand::Save)),
        ("keys-save-as", Command::File(FileCommand::SaveAs)),
    ];
    let mut words: Vec<(&'static str, &str, Command)> =
        FILE_WORDS.into_iter().zip(acts).map(|(key, (keys, command))| (key, keys, command)).collect();
    let rest = words.split_off(FileWords::within(ui, context, ui.available_width()).count);
    for (key, keys, command) in words {
        if word_ui(ui, context, key, keys, true).clicked() {
            commands.push(command);
        }
    }
    let file = word_ui(ui, context, "top-file", "", true);
    let items = [
        ("top-import", "keys-import", Command::Window(WindowCommand::ToggleImport)),
        ("top-export", "keys-export", Command::Window(WindowCommand::ToggleExports)),
        ("top-incidents", "keys-incidents", Command::Window(WindowCommand::Incidents(IncidentsCommand::Toggle))),
    ];
    Popup::menu(&file).show(|ui| {
        if context.has_other_version && ui.button(context.texts.get("changed-compare")).clicked() {
            commands.push(Command::File(FileCommand::CompareVersions));
        }
        for (key, keys, command) in rest.into_iter().chain(items) {
            menu_item_ui(ui, context, (key, keys), true, || commands.push(command));
        }
        recent_ui(ui, context, commands);
    });
}

/// Draws the lines of the menu that open the recent files, and the one that shows all scenarios.
fn recent_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    ui.separator();
    if !context.recent.is_empty() {
        ui.label(RichText::new(context.texts.get("top-recent")).size(TEXT_SMALL).color(context.theme.quiet));
    }
    let names: Vec<String> = context.recent.iter().map(|path| file_name(path)).collect();
    for (path, name) in context.recent.iter().zip(&names) {
        let folder = path.parent().filter(|_| names.iter().filter(|other| *other == name).count() > 1);
        let words = match folder {
            Some(folder) => context.texts.with("scenarios-named", &[("title", name), ("file", &file_name(folder))]),
            None => name.clone(),
        };
        let whole = one_line(&path.to_string_lossy()).into_owned();
        if ui.button(words).on_hover_text(whole).clicked() {
            commands.push(Command::File(FileCommand::OpenPath(path.clone())));
        }
    }
    menu_item_ui(ui, context, ("top-all-scenarios", "keys-scenarios"), true, || {
        commands.push(Command::Window(WindowCommand::ToggleScenarios));
    });
}

/// The last part of a path, as it is shown in a menu.
fn file_name(path: &Path) -> String {
    /// So many letters of it are shown, so that the menu stays in the window.
    const LONGEST: usize = 48;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let line = one_line(&name);
    let name = composed(&line);
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}\u{2026}", &name[..end]),
        None => name.into_owned(),
    }
}

/// Draws the number of scenarios with unsaved changes beside the one in the window; a click shows them.
fn unsaved_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let theme = context.theme;
    let name = context.texts.with("top-unsaved", &[("count", &context.unsaved.to_string())]);
    let room = ui.available_width() - 12.0;
    let width = |words: &str| {
        ui.painter().layout_no_wrap(words.to_owned(), FontId::proportional(TEXT_SMALL), theme.degraded).size().x
    };
    // In a narrow window there is room for the number only.
    let words = if width(&name) <= room { name.clone() } else { format!("\u{2022} {}", context.unsaved) };
    let galley = elided(ui.painter(), &words, FontId::proportional(TEXT_SMALL), theme.degraded, room);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(12.0, 4.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
    paint_back(ui, context, rect, &response, false);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, theme.degraded);
    if response.clicked() {
        commands.push(Command::Window(WindowCommand::ShowUnsaved));
    }
    response.on_hover_text(context.texts.get("top-unsaved-hint"));
}

/// Whether the action with this key has turned on what is shown. `None` if it is not one that turns something on and off.
fn is_on(context: &ViewContext<'_>, key: &str) -> Option<bool> {
    (key == "top-edit").then_some(context.edits)
}

/// Draws a quiet word that can be clicked.
fn word_ui(ui: &mut Ui, context: &ViewContext<'_>, key: &'static str, keys: &str, enabled: bool) -> Response {
    let theme = context.theme;
    let name = context.texts.get(key);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), FontId::proportional(TEXT_SMALL), theme.quiet);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(12.0, 4.0), sense);
    let on = is_on(context, key);
    response.widget_info(|| match on {
        Some(on) => WidgetInfo::selected(Role::Button, enabled, on, name),
        None => WidgetInfo::labeled(Role::Button, enabled, name),
    });
    let is_pressed = on == Some(true);
    let color = match (enabled, response.hovered() || is_pressed) {
        (false, _) => theme.quiet.gamma_multiply(0.45),
        (true, true) => theme.text,
        (true, false) => theme.quiet,
    };
    if enabled {
        paint_back(ui, context, rect, &response, is_pressed);
    }
    let galley = ui.painter().layout_no_wrap(name.to_owned(), FontId::proportional(TEXT_SMALL), color);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    match key {
        "top-reset" => response.on_hover_text(context.texts.get("top-reset-hint")),
        "top-notes" => response.on_hover_text(context.texts.get("top-notes-hint")),
        "top-more" | "top-file" => response,
        _ => response.on_hover_ui(|ui| {
            // The text may become longer while it is shown, and its popup keeps the width that it had.
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
            let [undoes, redoes] = context.wrong_steps.map(|title| title.map(Saying::plain));
            let title = match key {
                "top-undo" => undoes.as_ref().or_else(|| context.session.undo_title()),
                "top-redo" => redoes.as_ref().or_else(|| context.session.redo_title()),
                _ => None,
            };
            if let Some(title) = title {
                ui.label(context.texts.say(title));
            }
            ui.label(super::key_table::printed(keys).unwrap_or_default());
        }),
    }
}

fn doing_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let session = context.session;
    let [undoes_wrong, redoes_wrong] = context.wrong_steps.map(|title| title.is_some());
    let night = context.theme.night;
    let mut words = vec![
        ("top-undo", "keys-undo", session.can_undo() || undoes_wrong, Command::Edit(EditCommand::Undo)),
        ("top-redo", "keys-redo", session.can_redo() || redoes_wrong, Command::Edit(EditCommand::Redo)),
        ("top-reset", "", true, Command::Edit(EditCommand::Reset)),
        ("top-edit", "keys-edit", true, Command::Window(WindowCommand::ToggleEditor)),
        (
            if night { "top-day" } else { "top-night" },
            "keys-theme",
            true,
            Command::Window(WindowCommand::SetNight(!night)),
        ),
        ("top-keys", "keys-keys", true, Command::Window(WindowCommand::ToggleKeys)),
        ("top-notes", "", true, Command::Window(WindowCommand::ToggleNotes)),
        ("top-settings", "keys-settings", true, Command::Window(WindowCommand::ToggleSettings)),
    ];
    ui.add_space(4.0);
    let width = |key| word_width(ui, context, key) + ui.spacing().item_spacing.x;
    let all: f32 = words.iter().map(|(key, ..)| width(key)).sum();
    // Actions for which there is no room are put into a menu.
    let mut left = ui.available_width() - if all > ui.available_width() { width("top-more") } else { 0.0 };
    let has_room = |key| {
        left -= width(key);
        left >= 0.0
    };
    let shown = words.iter().map(|(key, ..)| *key).map(has_room).take_while(|has_room| *has_room).count();
    let rest = words.split_off(shown);
    for (key, keys, enabled, command) in words {
        if word_ui(ui, context, key, keys, enabled).clicked() {
            commands.push(command);
        }
    }
    if !rest.is_empty() {
        let more = word_ui(ui, context, "top-more", "", true);
        Popup::menu(&more).show(|ui| {
            for (key, keys, enabled, command) in rest {
                menu_item_ui(ui, context, (key, keys), enabled, || commands.push(command));
            }
        });
    }
}

/// Draws a line of a menu, with its keys. `chosen` is called when it is clicked. `words` are the keys of its text and of the row of its
/// keyboard shortcut.
fn menu_item_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    words: (&'static str, &str),
    enabled: bool,
    chosen: impl FnOnce(),
) {
    let (key, keys) = words;
    let shortcut = super::key_table::printed(keys).unwrap_or_default();
    let button = Button::new(context.texts.get(key)).shortcut_text(shortcut);
    let button = match is_on(context, key) {
        Some(on) => button.selected(on),
        None => button,
    };
    if ui.add_enabled(enabled, button).clicked() {
        chosen();
    }
}
