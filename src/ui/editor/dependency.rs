//! Dependencies that are made and changed where they are drawn: in the dependency view.

use egui::{RichText, Ui};

use super::field::name;
use super::form::Form;
use super::forms::need_ui;
use super::names;
use super::unsent::RowPlace;
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
    if let Ok(edit) = Edit::set(context.session.authored(), Table::Services, index, row) {
        commands.push(NamedEdit::new(edit, title(context, key, "undo-add-dependency")).into());
    }
}

/// Draws the fields of a dependency, and a button that removes it. Returns whether it is still there. What is typed while a change is being computed
/// is kept with what is typed in the form of the service.
pub fn dependency_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    key: &DependencyKey,
    view: &mut EditorView,
    commands: &mut Commands,
) -> bool {
    let (authored, revision) = (context.session.authored(), context.session.revision());
    let Some((index, service)) = row_of(context, key) else { return false };
    let (place, before) = (RowPlace::of(authored, (Table::Services, index)), Row::from(service));
    let waits = context.waits(commands);
    let Row::Service(shown) = view.unsent.rows.shown(&place, &before, (revision, waits)) else { return false };
    let mut row = Service::clone(&shown);
    let Some((_, need)) = row.needs.0.iter_mut().find(|(there, _)| *there == key.needed) else { return false };
    ui.set_max_width(WIDTH);
    let args = [("user", name_of(context, &key.user)), ("needed", name_of(context, &key.needed))];
    let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
    ui.label(RichText::new(context.texts.with("dependency-title", &args)).strong());
    // The form of the editor, which is drawn beside this one, keeps what it has for the next frame.
    let returns = view.returns.take();
    let form = Form::new(context, names::path_of(authored, Table::Services, index));
    let mut form = form.keeping(view, waits);
    form.within("needs", |form| form.within(&key.needed, |form| need_ui(ui, form, need)));
    let is_cancelled = form.cancel(&*shown, &mut row);
    let corrected = std::mem::take(&mut form.corrected);
    let joins = form.finish(view, ui.layer_id(), commands);
    view.returns = returns;
    let remove = ui.button(context.texts.get("dependency-remove"));
    name(ui, &remove, context.texts.get("dependency-remove"));
    let is_removed = remove.clicked();
    if is_removed {
        row.needs.0.retain(|(there, _)| *there != key.needed);
    }
    let (after, waits) = (Row::from(row), context.waits(commands));
    let is_corrected = !waits && !corrected.is_empty();
    if (view.unsent.rows.keep(&place, &after, &before, (revision, waits)) || is_corrected)
        && let Ok(edit) = Edit::set(authored, Table::Services, index, after)
    {
        let edit = edit.correcting(corrected);
        commands.push(if is_removed {
            NamedEdit::new(edit, title(context, key, "undo-remove-dependency")).into()
        } else {
            let title = Saying::of("undo-change-row", [("name", name_of(context, &key.user).into())]);
            NamedEdit::new(edit, title).joining(joins).cancelling(is_cancelled).into()
        });
    }
    !is_removed
}

/// What undo calls that a dependency was added or removed.
fn title(context: &ViewContext<'_>, key: &DependencyKey, text: &'static str) -> Saying {
    Saying::of(text, [("user", name_of(context, &key.user).into()), ("needed", name_of(context, &key.needed).into())])
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
