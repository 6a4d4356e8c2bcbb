//! Sites or services that are selected together, in their lists or on the map: sites are moved, copied and removed at once, services kept,
//! copied and removed.

use egui::{Button, Checkbox, RichText, Ui};

use super::controls::{name, said, wrapped};
use super::make;
use super::names::{listed, name_of, subject_of};
use super::sites::{copy_sites, move_sites};
use super::view::EditorView;
use crate::file::edit::Table;
use crate::model::limits::Limits;
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::ViewContext;
use crate::ui::number_field::{Emptied, Look, WrongText, decimal_field};
use crate::ui::theme::TEXT_SMALL;

/// How far sites can be moved by the fields at once, in degrees.
const SHIFT: Limits = Limits { least: -180.0, most: 180.0, is_open: false };

/// Draws the box that selects a site or a service together with others. One that is not in the world that runs has none.
pub(super) fn pick_ui(ui: &mut Ui, context: &ViewContext<'_>, table: Table, index: usize, commands: &mut Commands) {
    let Some(subject) = subject_of(context, table, index) else { return };
    let mut is_picked = context.is_picked(subject);
    let response = ui.add(Checkbox::without_text(&mut is_picked));
    let words = context.texts.with("sites-pick", &[("name", &name_of(context, table, index))]);
    name(ui, &response, &words);
    let hint = if table == Table::Sites { "sites-pick-hint" } else { "services-pick-hint" };
    if response.on_hover_text(context.texts.get(hint)).clicked() {
        commands.push(Command::Select(SelectCommand::TogglePick(subject)));
    }
}

/// Draws what can be done with the services that are selected together.
pub(super) fn picked_services_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut EditorView,
    commands: &mut Commands,
) {
    let picked = context.session.picked_services();
    if picked.is_empty() {
        return;
    }
    let (texts, authored) = (context.texts, context.session.authored());
    let names = listed(context, picked.iter().map(|service| context.localized.service_name(*service).to_owned()));
    let count = texts.exact_count(picked.len());
    let words = texts.with("services-picked", &[("count", &count), ("names", &names)]);
    said(ui, &words, context.theme.text);
    // They are looked for only when a button is pressed, because there may be many.
    let indexes = || -> Vec<usize> {
        let keys = picked.iter().map(|service| context.world.services[*service].key.as_str());
        authored.positions(Table::Services, keys).into_iter().flatten().collect()
    };
    let rows = || -> Vec<(Table, usize)> { indexes().into_iter().map(|index| (Table::Services, index)).collect() };
    wrapped(ui, |ui| {
        if ui.button(texts.with("services-keep-picked", &[("count", &count)])).clicked() {
            make::keep_only(context, view, &rows(), commands);
        }
        if ui.button(texts.with("services-copy-picked", &[("count", &count)])).clicked() {
            let ctx = ui.ctx().clone();
            view.copy(&ctx, context, &rows());
        }
        if ui.button(texts.with("services-remove-picked", &[("count", &count)])).clicked() {
            view.ask(context.session, Table::Services, &indexes());
        }
        if ui.button(texts.get("services-pick-none")).clicked() {
            commands.push(Command::Select(SelectCommand::PickServices(Vec::new())));
        }
    });
}

/// Draws what can be done with the sites that are selected together.
pub(super) fn picks_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let picked = context.session.picked();
    if picked.is_empty() {
        return;
    }
    let texts = context.texts;
    let names = listed(context, picked.iter().map(|site| context.localized.site_name(*site).to_owned()));
    let count = texts.exact_count(picked.len());
    let words = texts.with("sites-picked", &[("count", &count), ("names", &names)]);
    said(ui, &words, context.theme.text);
    wrapped(ui, |ui| {
        if ui.button(texts.with("sites-copy-picked", &[("count", &count)])).clicked() {
            copy_sites(context, picked, commands);
        }
        if ui.button(texts.with("sites-remove-picked", &[("count", &count)])).clicked() {
            let authored = context.session.authored();
            let keys = picked.iter().map(|site| context.world.sites[*site].key.as_str());
            let indexes: Vec<usize> = authored.positions(Table::Sites, keys).into_iter().flatten().collect();
            view.ask(context.session, Table::Sites, &indexes);
        }
        if ui.button(texts.get("sites-pick-none")).clicked() {
            commands.push(Command::Select(SelectCommand::Pick(Vec::new())));
        }
    });
    wrapped(ui, |ui| {
        ui.label(RichText::new(texts.get("sites-move-by")).size(TEXT_SMALL).color(context.theme.quiet));
        let fields = view.shift.iter_mut().zip(&mut view.wrong_shift);
        for ((degrees, wrong), key) in fields.zip(["sites-north", "sites-east"]) {
            let look = Look { suffix: "°", emptied: Emptied::Number(0.0), ..Look::default() };
            let response = decimal_field(ui, look, degrees, SHIFT, wrong);
            name(ui, &response, texts.get(key));
            response.on_hover_text(texts.get(key));
        }
        let is_number = !view.wrong_shift.iter().flatten().any(WrongText::is_told);
        let words = texts.with("sites-move-picked", &[("count", &count)]);
        if ui.add_enabled(is_number, Button::new(words)).clicked() {
            move_sites(context, picked, view.shift, commands);
        }
    });
    for reason in view.wrong_shift.iter().flatten().filter_map(|wrong| wrong.reason.as_ref()) {
        said(ui, &texts.sentence(reason), context.theme.down);
    }
}
