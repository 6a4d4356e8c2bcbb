//! The panel in which tables and catalogues of other programs become a scenario: what the columns mean, what is found, what is wrong, and
//! what is assumed.

mod columns;
mod found;
mod view;

use egui::{
    Button, Checkbox, Event, Id, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, ViewportCommand,
    WidgetInfo, vec2,
};

pub use self::view::{Asked, ImportView};
use super::ViewContext;
use super::focus;
use super::style::{semibold, small_button};
use super::theme::{CORNER, TEXT_BODY, TEXT_SMALL};
use crate::session::{Command, Commands, Export, FileCommand};

/// The height of the area in which cells are pasted, in points.
const PASTE_HEIGHT: f32 = 44.0;
/// The height that the buttons below the list need where each row of them has room in one line, in points.
const BELOW: f32 = 84.0;
/// The least height of the list, in points.
const LEAST_LIST: f32 = 80.0;

/// Draws the panel.
pub fn import_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut ImportView, commands: &mut Commands) {
    view.begin(context.computer_zone);
    sources_ui(ui, context, view, commands);
    // In a narrow window the buttons need more lines. The list leaves the most height that they needed so far at this width.
    let (id, width) = (Id::unique("height below the list of the import"), ui.available_width());
    let needed = ui.data(|data| data.get_temp(id)).filter(|(of, _): &(f32, f32)| (of - width).abs() < 0.5);
    let before = needed.map_or(BELOW, |(_, height)| height);
    let height = (ui.available_height() - before).max(LEAST_LIST);
    let list = ScrollArea::vertical().auto_shrink([false, true]).max_height(height).show(ui, |ui| {
        columns::columns_ui(ui, context, view);
        found::found_ui(ui, context, view);
        focus::reveal_in(ui);
    });
    ui.separator();
    finish_ui(ui, context, view, commands);
    let below = ui.min_rect().bottom() - list.inner_rect.bottom();
    if below > before + 0.5 {
        ui.data_mut(|data| data.insert_temp(id, (width, below)));
        ui.ctx().request_repaint();
    }
}

/// Draws what is imported, and the ways to add to it.
fn sources_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut ImportView, commands: &mut Commands) {
    let texts = context.texts;
    ui.label(RichText::new(texts.get("import-hint")).size(TEXT_SMALL).color(context.theme.quiet));
    ui.horizontal(|ui| {
        let add = Button::new(texts.get("import-add-file")).min_size(vec2(0.0, PASTE_HEIGHT));
        if ui.add(add).clicked() {
            commands.push(Command::File(FileCommand::ImportDialog));
        }
        paste_ui(ui, context, view);
    });
    let (mut removed, mut starts_over) = (None, false);
    ui.horizontal_wrapped(|ui| {
        for (index, name) in view.sources().enumerate() {
            let words = texts.with("import-remove", &[("source", name)]);
            let button = small_button(format!("{name}  ×")).truncate();
            if ui.add(button).on_hover_text(&words).clicked() {
                removed = Some(index);
            }
        }
        if !view.is_empty() && ui.add(small_button(texts.get("start-over"))).clicked() {
            starts_over = true;
        }
    });
    if let Some(index) = removed {
        view.remove(index);
    }
    if starts_over {
        view.clear();
        ui.ctx().request_repaint();
    }
    ui.add_space(4.0);
}

/// Draws the area in which cells are pasted. They are taken wherever the keyboard is, unless a field of text has it.
fn paste_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut ImportView) {
    let (texts, theme) = (context.texts, context.theme);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), PASTE_HEIGHT), Sense::click());
    let name = texts.get("import-paste");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let is_hot = response.hovered() || response.has_focus();
    let line = Stroke::new(1.0, if is_hot { theme.selected } else { theme.outline });
    ui.painter().rect(rect, f32::from(CORNER), theme.raised, line, StrokeKind::Inside);
    let font = egui::FontId::proportional(TEXT_BODY);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, name, font, theme.quiet);
    if response.clicked() {
        ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
    }
    if ui.ctx().text_edit_focused() {
        return;
    }
    let pasted = ui.input(|input| {
        let text = |event: &Event| if let Event::Paste(text) = event { Some(text.clone()) } else { None };
        input.events.iter().find_map(text)
    });
    if let Some(text) = pasted.filter(|text| !text.trim().is_empty()) {
        view.add_pasted(texts.get("import-pasted"), text.into_bytes().into());
    }
}

/// Draws what the scenario is called, and the buttons that end the import.
fn finish_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut ImportView, commands: &mut Commands) {
    let texts = context.texts;
    ui.horizontal_wrapped(|ui| {
        for (key, hint, value, width) in [
            ("import-title", view.suggested_title(), &mut view.options.title, 220.0),
            ("import-zone", "UTC".to_owned(), &mut view.options.zone, 140.0),
        ] {
            let label = ui.label(RichText::new(texts.get(key)).size(TEXT_SMALL).color(context.theme.quiet));
            let mut typed = value.clone().unwrap_or_default();
            let field = TextEdit::singleline(&mut typed).hint_text(hint).desired_width(width);
            if ui.add(field).labelled_by(label.id).changed() {
                *value = (!typed.trim().is_empty()).then_some(typed);
                view.is_changed = true;
            }
        }
        let skips = Checkbox::new(&mut view.options.skips_unreadable, texts.get("import-skip"));
        view.is_changed |= ui.add(skips).changed();
    });
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let can_import = view.found().is_some_and(|found| found.scenario.is_some());
        let words = RichText::new(texts.get("import-now")).font(semibold(TEXT_BODY));
        if ui.add_enabled(can_import, Button::new(words).min_size(vec2(96.0, 30.0))).clicked() {
            commands.push(Command::File(FileCommand::ImportNow));
        }
        let has_columns = view.found().is_some_and(|found| !found.mapping.sheets.is_empty());
        if ui.add_enabled(has_columns, Button::new(texts.get("import-save-mapping"))).clicked() {
            commands.push(Command::File(FileCommand::Export(Export::Mapping)));
        }
        if let Some(found) = view.found() {
            ui.label(RichText::new(found::summary(context, found)).color(context.theme.quiet));
            // The list of problems may be out of sight.
            if let Some(problems) = found::problem_count(context, found) {
                ui.label(RichText::new(problems).color(context.theme.down));
            }
        }
    });
}
