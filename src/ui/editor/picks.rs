//! Sites that are selected together: they are selected in the list of sites or on the map, and moved, copied and removed at once.

use egui::{Checkbox, DragValue, RichText, Ui};

use super::controls::{name, said, wrapped};
use super::names::name_of;
use super::sites::{copy_sites, move_sites};
use super::view::EditorView;
use crate::file::edit::Table;
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::ViewContext;
use crate::ui::theme::TEXT_SMALL;

/// The farthest that sites are moved by the fields at once, in degrees.
const FARTHEST: f64 = 180.0;

/// Draws the box that selects a site together with others. A site that is not in the world that runs has none.
pub(super) fn pick_ui(ui: &mut Ui, context: &ViewContext<'_>, index: usize, commands: &mut Commands) {
    let key = context.session.authored().key(Table::Sites, index);
    let Some(Subject::Site(site)) = key.and_then(|key| context.session.subject_with_id(Table::Sites, key)) else {
        return;
    };
    let mut is_picked = context.session.picked().contains(&site);
    let response = ui.add(Checkbox::without_text(&mut is_picked));
    let words = context.texts.with("sites-pick", &[("name", &name_of(context, Table::Sites, index))]);
    name(ui, &response, &words);
    if response.on_hover_text(context.texts.get("sites-pick-hint")).clicked() {
        commands.push(Command::Select(SelectCommand::TogglePick(site)));
    }
}

/// Draws what can be done with the sites that are selected together.
pub(super) fn picks_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let picked = context.session.picked();
    if picked.is_empty() {
        return;
    }
    let texts = context.texts;
    let names: Vec<&str> = picked.iter().map(|site| context.localized.site_name(*site)).collect();
    let count = picked.len().to_string();
    let words = texts.with("sites-picked", &[("count", &count), ("names", &names.join(", "))]);
    said(ui, &words, context.theme.text);
    wrapped(ui, |ui| {
        if ui.button(texts.get("sites-copy-picked")).clicked() {
            copy_sites(context, picked, commands);
        }
        if ui.button(texts.get("sites-remove-picked")).clicked() {
            let authored = context.session.authored();
            let keys = picked.iter().map(|site| context.world.sites[*site].key.as_str());
            let indexes = keys.filter_map(|key| authored.position(Table::Sites, key)).collect();
            view.ask(authored, Table::Sites, indexes);
        }
        if ui.button(texts.get("sites-pick-none")).clicked() {
            commands.push(Command::Select(SelectCommand::Pick(Vec::new())));
        }
    });
    wrapped(ui, |ui| {
        ui.label(RichText::new(texts.get("sites-move-by")).size(TEXT_SMALL).color(context.theme.quiet));
        for (degrees, key) in view.shift.iter_mut().zip(["sites-north", "sites-east"]) {
            let field = DragValue::new(degrees).range(-FARTHEST..=FARTHEST).speed(0.01).max_decimals(4);
            let response = ui.add(field.suffix("°"));
            name(ui, &response, texts.get(key));
            response.on_hover_text(texts.get(key));
        }
        if ui.button(texts.get("sites-move-picked")).clicked() {
            move_sites(context, picked, view.shift, commands);
        }
    });
}
