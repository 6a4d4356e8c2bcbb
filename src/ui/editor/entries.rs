//! Fields with several entries: values by the ids of another table, and lists in an order. Each entry can be removed, those of a list can be
//! moved.

use std::cell::OnceCell;

use egui::{
    Align, Color32, CursorIcon, Label, Layout, PointerButton, Rect, Response, RichText, Sense, Stroke, TextStyle, Ui,
    vec2,
};

use super::basis::basis_ui;
use super::controls::{name, problems_ui, wrapped};
use super::form::{Candidate, Form};
use super::help::help_ui;
use crate::file::Pairs;
use crate::file::edit::Table;
use crate::text::uncapitalized;
use crate::ui::focus;
use crate::ui::parts::MARGIN;
use crate::ui::short_names::{shared_letters, shortened};
use crate::ui::style::small_button;
use crate::ui::theme::TEXT_SMALL;

/// The width of the buttons that move or remove an entry, with the margin at their right, in points.
const BUTTONS: f32 = 112.0;
/// In a panel that is narrower than this, in points, the fields of an entry stand below its number and its buttons.
const ONE_LINE: f32 = 350.0;

/// The rows that can be added to a field: those of a table, except these.
#[derive(Clone, Copy)]
pub(super) struct Offered<'a> {
    pub table: Table,
    pub except: &'a [String],
}

impl From<Table> for Offered<'_> {
    fn from(table: Table) -> Self {
        Self { table, except: &[] }
    }
}

/// Values by the ids of another table, such as the servers of a service by site. `new` is the value of a new entry.
pub(super) fn pairs<'o, T: Clone>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    offered: impl Into<Offered<'o>>,
    value: &mut Pairs<T>,
    new: impl Fn() -> T,
    mut draw: impl FnMut(&mut Ui, &mut Form<'_>, &mut T) -> Option<Response>,
) {
    let Offered { table, except } = offered.into();
    let label = form.label(field);
    field_heading(ui, form, field, label);
    let mut removed = None;
    let names: Vec<String> = value.keys().map(|key| form.name_of(table, key)).collect();
    let shared = OnceCell::new();
    form.within(field, |form| {
        for (index, (key, value)) in value.0.iter_mut().enumerate() {
            let entry = &names[index];
            ui.push_id(form.id(key), |ui| {
                wrapped(ui, |ui| {
                    let room = ui.available_width();
                    let left = Layout::left_to_right(Align::Center);
                    ui.allocate_ui_with_layout(vec2(room * 0.46, 20.0), left, |ui| {
                        ui.set_width(room * 0.46);
                        entry_name_ui(ui, entry, || shared.get_or_init(|| shared_letters(&names))[index]);
                    });
                    let response = form.within(key, |form| draw(ui, form, value));
                    if let Some(response) = response {
                        name(ui, &response, &format!("{label}, {entry}"));
                        form.note(key, &response);
                    }
                    let remove = ui.add(small_button("×"));
                    name(ui, &remove, &form.context.texts.with("edit-remove-entry", &[("what", entry)]));
                    if remove.clicked() {
                        removed = Some((index, remove.clicked_by(PointerButton::Primary)));
                    }
                });
                problems_ui(ui, form, key, true);
            });
        }
    });
    if let Some((index, _)) = removed {
        value.0.remove(index);
    }
    // What was typed into an entry goes with it.
    form.rename_entries(field, |key| value.keys().any(|there| there == key).then(|| key.to_owned()));
    wrapped(ui, |ui| {
        let add = add_words(form, field, label);
        let menu = ui.menu_button(&add, |ui| {
            egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                let is_free = |row: &Candidate| {
                    value.keys().all(|key| key != row.key)
                        && !form.is_own(table, &row.key)
                        && !except.contains(&row.key)
                };
                let rows: Vec<Candidate> = form.candidates(table).into_iter().filter(is_free).collect();
                if rows.is_empty() {
                    ui.label(RichText::new(form.text("edit-nothing-to-add")).color(form.context.theme.quiet));
                }
                for row in rows {
                    if ui.button(&row.name).clicked() {
                        value.0.push((row.key, new()));
                        ui.close();
                    }
                }
                focus::reveal_in(ui);
            });
        });
        // The button of the last entry, which had the keyboard, is not there any more.
        if removed.is_some_and(|(index, by_pointer)| !by_pointer && index == value.0.len()) {
            menu.response.request_focus();
        }
    });
}

/// Draws the name of an entry in the width that there is. If it is shortened, the whole name is shown while it is hovered. `shared` tells with
/// how many letters the name of another entry begins in the same way.
fn entry_name_ui(ui: &mut Ui, entry: &str, shared: impl FnOnce() -> usize) {
    let font = TextStyle::Body.resolve(ui.style());
    let width = ui.available_width();
    let galley = shortened(ui.painter(), entry, &font, Color32::PLACEHOLDER, width, shared);
    let is_whole = !galley.elided && galley.text() == entry;
    let response = ui.add(Label::new(galley).show_tooltip_when_elided(false));
    name(ui, &response, entry);
    if !is_whole {
        response.on_hover_text(entry);
    }
}

/// A list of values with fields of their own, each of which can be moved and removed.
pub(super) fn list<T>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    values: &mut Vec<T>,
    new: impl FnOnce(&[T]) -> T,
    mut draw: impl FnMut(&mut Ui, &mut Form<'_>, &mut T),
) {
    let label = form.label(field);
    entries_ui(ui, form, field, values, new, |ui, form, entry, value| {
        let moved = ui
            .horizontal(|ui| {
                number_ui(ui, form, label, entry);
                entry_buttons(ui, form, label, entry)
            })
            .inner;
        let part = entry.index.to_string();
        form.within(&part, |form| draw(ui, form, value));
        problems_ui(ui, form, &part, false);
        moved
    });
}

/// A list of values that have one line each, where there is room for it. `part` is the name of an entry in the path of the file, which may be
/// another than its index.
pub(super) fn short_list<T>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    values: &mut Vec<T>,
    new: impl FnOnce(&[T]) -> T,
    part: impl Fn(usize, &T) -> String,
    mut draw: impl FnMut(&mut Ui, &mut Form<'_>, &mut T),
) {
    let label = form.label(field);
    entries_ui(ui, form, field, values, new, |ui, form, entry, value| {
        let part = part(entry.index, value);
        let is_narrow = ui.available_width() < ONE_LINE;
        let moved = ui
            .horizontal(|ui| {
                number_ui(ui, form, label, entry);
                if is_narrow {
                    return entry_buttons(ui, form, label, entry);
                }
                let width = (ui.available_width() - BUTTONS).max(0.0);
                ui.allocate_ui_with_layout(vec2(width, 20.0), Layout::left_to_right(Align::Center), |ui| {
                    ui.set_width(width);
                    form.within(&part, |form| draw(ui, form, value));
                });
                entry_buttons(ui, form, label, entry)
            })
            .inner;
        if is_narrow {
            wrapped(ui, |ui| form.within(&part, |form| draw(ui, form, value)));
        }
        problems_ui(ui, form, &part, true);
        moved
    });
}

/// An entry of a list: the id of the list, the index of the entry, and the number of entries.
#[derive(Clone, Copy)]
struct Entry<'l> {
    list: &'l str,
    index: usize,
    count: usize,
}

/// Draws the entries of a list, each with `draw`, and a button that adds one.
fn entries_ui<T>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    values: &mut Vec<T>,
    new: impl FnOnce(&[T]) -> T,
    mut draw: impl FnMut(&mut Ui, &mut Form<'_>, Entry<'_>, &mut T) -> Option<Moved>,
) {
    let label = form.label(field);
    field_heading(ui, form, field, label);
    let mut changed = None;
    let count = values.len();
    form.within(field, |form| {
        let list = form.id("");
        for (index, value) in values.iter_mut().enumerate() {
            let entry = Entry { list: &list, index, count };
            let drawn = ui.push_id(form.id(&index.to_string()), |ui| draw(ui, form, entry, value));
            changed = dropped_ui(ui, form, entry, drawn.response.rect).or(drawn.inner).or(changed);
        }
    });
    match changed {
        Some(Moved::To(from, to)) => {
            let moved = values.remove(from);
            values.insert(to, moved);
        }
        Some(Moved::Away { index, .. }) => {
            values.remove(index);
        }
        None => {}
    }
    if let Some(moved) = changed {
        form.rename_entries(field, |entry| match entry.parse() {
            Ok(index) => moved.index(index).map(|index| index.to_string()),
            Err(_) => Some(entry.to_owned()),
        });
    }
    wrapped(ui, |ui| {
        let add = ui.button(add_words(form, field, label));
        // The button of the last entry, which had the keyboard, is not there any more.
        if matches!(changed, Some(Moved::Away { index, by_pointer: false }) if index == values.len()) {
            add.request_focus();
        }
        form.note(field, &add);
        if add.clicked() {
            let added = new(values);
            values.push(added);
        }
    });
    problems_ui(ui, form, field, false);
}

/// The words on the button that adds an entry to a field with this label. Labels that are no names of things cannot stand behind "Add to".
fn add_words(form: &Form<'_>, field: &str, label: &str) -> String {
    let to = |key| form.context.texts.with(key, &[("what", &uncapitalized(label))]);
    let key = match field {
        "spreads" => "edit-add-spread",
        "spread" | "repair" => "edit-add-point",
        "services" => "edit-add-service",
        "closed" | "early" => "edit-add-day",
        "restore" | "first" => return to("edit-add-to-order"),
        _ => return to("edit-add-to"),
    };
    form.text(key).to_owned()
}

/// What is done with an entry of a list.
#[derive(Clone, Copy)]
enum Moved {
    /// It is taken away, and put at the second index of the rest.
    To(usize, usize),
    /// It is removed, with the pointer or with the keyboard.
    Away { index: usize, by_pointer: bool },
}

impl Moved {
    /// The index that an entry has after this, whose index was `before`. `None` if it is the one that was removed.
    fn index(self, before: usize) -> Option<usize> {
        let without = |gone: usize| (before != gone).then(|| if before > gone { before - 1 } else { before });
        match self {
            Self::Away { index, .. } => without(index),
            Self::To(from, to) => {
                let rest = without(from).map(|index| if index >= to { index + 1 } else { index });
                Some(rest.unwrap_or(to))
            }
        }
    }
}

/// An entry that is being dragged: its list, and its index there.
struct Carried {
    list: String,
    index: usize,
}

/// Draws the grip by which an entry is dragged to another place of its list. The buttons beside it do the same without a drag.
fn grip_ui(ui: &mut Ui, form: &Form<'_>, label: &str, entry: Entry<'_>) {
    let (rect, response) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::drag());
    response.dnd_set_drag_payload(Carried { list: entry.list.to_owned(), index: entry.index });
    let theme = form.context.theme;
    let is_held = response.hovered() || response.dragged();
    let color = if is_held { theme.selected } else { theme.quiet };
    for offset in [-4.0, 0.0, 4.0] {
        let y = rect.center().y + offset;
        ui.painter().hline(rect.x_range().shrink(2.0), y, Stroke::new(1.5, color));
    }
    let number = (entry.index + 1).to_string();
    let words = form.context.texts.with("edit-drag", &[("what", label), ("number", &number)]);
    name(ui, &response, &words);
    response.on_hover_cursor(CursorIcon::Grab).on_hover_text(words);
}

/// Shows where an entry would be put that is dragged over the one at `index`, and returns the move when it is dropped there.
fn dropped_ui(ui: &Ui, form: &Form<'_>, Entry { list, index, .. }: Entry<'_>, rect: Rect) -> Option<Moved> {
    let response = ui.interact(rect, ui.scope_id().with(("drop", list, index)), Sense::hover());
    let carried = response.dnd_hover_payload::<Carried>().filter(|carried| carried.list == list)?;
    let y = if carried.index < index { rect.bottom() } else { rect.top() };
    if carried.index != index {
        ui.painter().hline(rect.x_range(), y, Stroke::new(2.0, form.context.theme.selected));
    }
    let dropped = response.dnd_release_payload::<Carried>()?;
    (dropped.index != index).then_some(Moved::To(dropped.index, index))
}

/// Draws the grip of an entry, if there is another place for it, and its number.
fn number_ui(ui: &mut Ui, form: &Form<'_>, label: &str, entry: Entry<'_>) {
    ui.add_space(MARGIN);
    if entry.count > 1 {
        grip_ui(ui, form, label, entry);
    }
    let number = format!("{}.", entry.index + 1);
    ui.label(RichText::new(number).size(TEXT_SMALL).color(form.context.theme.quiet));
}

/// Draws the buttons that move or remove an entry.
fn entry_buttons(ui: &mut Ui, form: &Form<'_>, label: &str, Entry { index, count, .. }: Entry<'_>) -> Option<Moved> {
    let number = (index + 1).to_string();
    let texts = form.context.texts;
    ui.spacing_mut().item_spacing.x = 4.0;
    let named = |key| texts.with(key, &[("what", label), ("number", &number)]);
    let button = |ui: &mut Ui, sign: &str, key: &'static str, enabled: bool| {
        let response = ui.add_enabled(enabled, small_button(sign));
        name(ui, &response, &named(key));
        response.clicked().then(|| response.clicked_by(PointerButton::Primary))
    };
    let mut moved = None;
    if button(ui, "↑", "edit-move-up", index > 0).is_some() {
        moved = Some(Moved::To(index, index - 1));
    }
    if button(ui, "↓", "edit-move-down", index + 1 < count).is_some() {
        moved = Some(Moved::To(index, index + 1));
    }
    if let Some(by_pointer) = button(ui, "×", "edit-remove-number", true) {
        moved = Some(Moved::Away { index, by_pointer });
    }
    moved
}

/// The heading of a field with several entries, with its help and the mark of what it is based on.
pub(super) fn field_heading(ui: &mut Ui, form: &mut Form<'_>, field: &str, words: &str) {
    let response = heading(ui, form, words);
    help_ui(ui, form, field, [&response, &response], ui.max_rect().left());
    let row = response.rect.with_min_x(ui.max_rect().left());
    basis_ui(ui, form, field, row);
}

/// The heading of a group of fields.
pub(super) fn heading(ui: &mut Ui, form: &Form<'_>, words: &str) -> Response {
    ui.add_space(4.0);
    wrapped(ui, |ui| ui.label(RichText::new(words).size(TEXT_SMALL).strong().color(form.context.theme.text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_an_entry_is_found_where_the_entry_is() {
        let all = ["a", "b", "c", "d"];
        let moves = (0..4).flat_map(|from| (0..4).map(move |to| Moved::To(from, to)));
        let removals = (0..4).map(|index| Moved::Away { index, by_pointer: false });
        for moved in moves.chain(removals) {
            let mut after = all.to_vec();
            match moved {
                Moved::To(from, to) => {
                    let entry = after.remove(from);
                    after.insert(to, entry);
                }
                Moved::Away { index, .. } => {
                    after.remove(index);
                }
            }
            for (index, entry) in all.iter().enumerate() {
                let there = after.iter().position(|other| other == entry);
                assert_eq!(moved.index(index), there);
            }
        }
    }
}
