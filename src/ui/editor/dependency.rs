//! Dependencies that are made and changed where they are drawn: in the dependency view.

use egui::{RichText, Ui};

use super::field::name;
use super::form::Form;
use super::forms::need_ui;
use super::names;
use super::unsent::has_change;
use super::view::EditorView;
use crate::file::edit::{Edit, Row, Table};
use crate::file::schema::{Need, Service};
use crate::session::{Commands, NamedEdit};
use crate::text::Saying;
use crate::ui::ViewContext;

/// The width of the fields of a dependency, in points.
const WIDTH: f32 = 320.0;

/// A dependency, by the ids of its two services in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DependencyKey {
    /// The id of the service that depends on the other one.
    pub user: String,
    /// The id of the service that it depends on.
    pub needed: String,
}

/// Makes a service depend on another one. If it does already, nothing is changed.
pub fn add_dependency(context: &ViewContext<'_>, key: &DependencyKey, commands: &mut Commands) {
    let Some((index, mut row)) = row_of(context, key) else { return };
    if row.needs.keys().any(|there| there == key.needed) {
        return;
    }
    row.needs.0.push((key.needed.clone(), Need { weight: 1.0, grace: None, any: None, primary: false }));
    let args = [("user", name_of(context, &key.user).into()), ("needed", name_of(context, &key.needed).into())];
    set(context, (index, row), Saying::of("undo-add-dependency", args), None, commands);
}

/// Draws the fields of a dependency, and a button that removes it. Returns whether it is still there.
pub fn dependency_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    key: &DependencyKey,
    view: &mut EditorView,
    commands: &mut Commands,
) -> bool {
    let Some((index, before)) = row_of(context, key) else { return false };
    let mut row = before.clone();
    let Some(need) = row.needs.0.iter_mut().find(|(there, _)| *there == key.needed).map(|(_, need)| need) else {
        return false;
    };
    ui.set_max_width(WIDTH);
    let args = [("user", name_of(context, &key.user)), ("needed", name_of(context, &key.needed))];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    ui.label(RichText::new(context.texts.with("dependency-title", &args)).strong());
    let form = Form::new(context, names::path_of(context.session.authored(), Table::Services, index));
    let mut form = form.keeping(view, context.computes || has_change(commands));
    form.within("needs", |form| form.within(&key.needed, |form| need_ui(ui, form, need)));
    let joins = form.finish(view, ui.layer_id(), commands);
    let remove = ui.button(context.texts.get("dependency-remove"));
    name(ui, &remove, context.texts.get("dependency-remove"));
    if remove.clicked() {
        row.needs.0.retain(|(there, _)| *there != key.needed);
        let args = [("user", name_of(context, &key.user).into()), ("needed", name_of(context, &key.needed).into())];
        set(context, (index, row), Saying::of("undo-remove-dependency", args), None, commands);
        return false;
    }
    if row != before {
        let title = Saying::of("undo-change-row", [("name", name_of(context, &key.user).into())]);
        set(context, (index, row), title, joins, commands);
    }
    true
}

fn row_of(context: &ViewContext<'_>, key: &DependencyKey) -> Option<(usize, Service)> {
    let authored = context.session.authored();
    let index = authored.position(Table::Services, &key.user)?;
    let Some(Row::Service(row)) = authored.row(Table::Services, index) else { return None };
    Some((index, Service::clone(&row)))
}

fn name_of(context: &ViewContext<'_>, key: &str) -> String {
    let index = context.session.authored().position(Table::Services, key);
    index.map_or_else(|| key.to_owned(), |index| names::name_of(context, Table::Services, index))
}

fn set(
    context: &ViewContext<'_>,
    (index, row): (usize, Service),
    title: Saying,
    joins: Option<String>,
    commands: &mut Commands,
) {
    if let Ok(edit) = Edit::set(context.session.authored(), Table::Services, index, row) {
        commands.push(NamedEdit::new(edit, title).joining(joins).into());
    }
}
