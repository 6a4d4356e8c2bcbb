//! What a value is based on: whether it is sourced, assumed or fitted. A small mark at each field shows it, and a click on the mark lets the
//! person say so, why, and from which source. It is a note of the scenario about the path of the field.

use egui::{Button, Rect, Response, RichText, Role, Sense, Stroke, TextEdit, Ui, WidgetInfo, vec2};

use super::basis_change::Basis;
use super::controls::{field_popup, name, reference_of};
use super::form::Form;
use super::make::{fresh_id, stem};
use crate::file::edit::Table;
use crate::file::schema::{Note, Source};
use crate::model::{NoteKind, is_said_of};
use crate::ui::ViewContext;
use crate::ui::field::compose;
use crate::ui::parts::MARGIN;
use crate::ui::theme::TEXT_SMALL;

/// The kinds of notes with the keys of their names and of what they mean.
pub(super) const KINDS: [(NoteKind, &str, &str); 3] = [
    (NoteKind::Sourced, "edit-sourced", "field-note-kind-sourced"),
    (NoteKind::Assumed, "edit-assumed", "field-note-kind-assumed"),
    (NoteKind::Fitted, "edit-fitted", "field-note-kind-fitted"),
];
/// The radius of the mark, in points.
const RADIUS: f32 = 3.0;
/// How far the area of the mark is from the edge of the panel and from the label, in points. The ring of the keyboard around it is clear of both.
const FROM_EDGE: f32 = 4.0;
const FROM_LABEL: f32 = 3.0;

/// The note about a value or, if there is none, about the nearest value around it or about the same field of all rows; and whether it is about
/// the value itself.
fn basis_of(form: &Form<'_>, path: &[String]) -> Option<(Note, bool)> {
    let about = path.join(".");
    let own = form.notes.iter().find(|note| note.about == about).map(|note| (Note::clone(note), true));
    let is_around = |note: &&&Note| is_said_of(&about, &note.about);
    let around = form.notes.iter().filter(is_around).max_by_key(|note| note.about.split('.').count());
    own.or_else(|| around.map(|note| (Note::clone(note), false)))
}

/// Whether a note can be about this path: a field of the file itself, or of a row with an id.
fn can_have(path: &[String]) -> bool {
    let Some(section) = path.first() else { return false };
    match Table::named(section) {
        Some(table) => path.len() > 2 && table.has_ids() && !matches!(table, Table::Sources),
        None => true,
    }
}

/// Draws the mark of a field in the margin at its left, where no scroll bar is. `row` is the area of the field.
pub(super) fn basis_ui(ui: &Ui, form: &mut Form<'_>, field: &str, row: Rect) {
    let path = form.path(field);
    if !can_have(&path) || !form.described(field).is_some_and(|described| described.is_exact) {
        return;
    }
    let context = form.context;
    let ahead = form.bases.get(&path).and_then(|basis| basis.note.clone());
    let basis = ahead.map(|note| (note, true)).or_else(|| basis_of(form, &path));
    let response = ui.interact(mark_rect(row), ui.scope_id().with(("basis", form.id(field))), Sense::click());
    let label = form.label(field);
    let state = basis.as_ref().map_or("basis-none", |(note, _)| key_of(note.kind));
    let words = context.texts.with("basis-of", &[("what", label)]);
    let value = Some(context.texts.get(state).to_owned());
    response.widget_info(|| WidgetInfo {
        current_text_value: value.clone(),
        ..WidgetInfo::labeled(Role::Button, true, &words)
    });
    paint(ui, context, &response, basis.as_ref().map(|(note, is_own)| (note.kind, *is_own)));
    let tip = response.clone().on_hover_ui(|ui| tip_ui(ui, form, basis.as_ref()));
    field_popup(&tip, |ui| {
        ui.set_width(260.0);
        ui.label(RichText::new(&words).strong());
        let before = Basis::of(form.authored(), &path);
        let moment = (context.session.revision(), form.waits);
        let mut now = form.bases.shown(&path, &before, moment);
        now.note = note_ui(ui, form, &path.join("."), now.note.take());
        now.follow_source(form.authored());
        source_ui(ui, form, &mut now);
        if form.bases.keep(&path, &now, &before, moment) {
            form.basis = Some((path.clone(), now));
        }
    });
}

/// The area of the mark, between the left edge of the area of its field and the label, which begins at the margin.
fn mark_rect(row: Rect) -> Rect {
    let middle = row.top() + (row.height() / 2.0).min(10.0);
    let [left, right] = [row.left() + FROM_EDGE, row.left() + MARGIN - FROM_LABEL];
    Rect::from_x_y_ranges(left..=right, middle - 10.0..=middle + 10.0)
}

const fn key_of(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Sourced => "edit-sourced",
        NoteKind::Assumed => "edit-assumed",
        NoteKind::Fitted => "edit-fitted",
    }
}

/// Paints the mark: a disc if the value is sourced, a ring if it is assumed, a half disc in a ring if it is fitted, and a point if nothing
/// is said. What is said of a value around it, or of the same field of all rows, is fainter.
fn paint(ui: &Ui, context: &ViewContext<'_>, response: &Response, basis: Option<(NoteKind, bool)>) {
    let (theme, painter, centre) = (context.theme, ui.painter(), response.rect.center());
    let is_pointed_at = response.hovered() || response.has_focus();
    let strength = match basis {
        _ if is_pointed_at => 1.0,
        Some((_, true)) => 1.0,
        Some((_, false)) => 0.5,
        None => 0.6,
    };
    let color = if is_pointed_at { theme.selected } else { theme.quiet.gamma_multiply(strength) };
    let stroke = Stroke::new(1.5, color);
    match basis.map(|(kind, _)| kind) {
        None if is_pointed_at => {
            painter.circle_stroke(centre, RADIUS, Stroke::new(1.0, color));
        }
        None => {
            painter.circle_filled(centre, 1.5, color);
        }
        Some(NoteKind::Sourced) => {
            painter.circle_filled(centre, RADIUS, color);
        }
        Some(NoteKind::Assumed) => {
            painter.circle_stroke(centre, RADIUS - 0.5, stroke);
        }
        Some(NoteKind::Fitted) => {
            painter.circle_stroke(centre, RADIUS - 0.5, stroke);
            let lower = Rect::from_center_size(centre, vec2(4.0 * RADIUS, 4.0 * RADIUS)).with_min_y(centre.y);
            painter.with_clip_rect(lower.intersect(ui.clip_rect())).circle_filled(centre, RADIUS, color);
        }
    }
}

fn tip_ui(ui: &mut Ui, form: &Form<'_>, basis: Option<&(Note, bool)>) {
    let Some((note, is_own)) = basis else {
        ui.label(form.text("basis-hint"));
        return;
    };
    ui.label(form.text(key_of(note.kind)));
    let source = note.source.as_ref().map(|source| form.name_of(Table::Sources, source));
    let around = (!is_own).then(|| form.text("basis-around").to_owned());
    for line in [Some(note.text.clone()), source, around].into_iter().flatten().filter(|line| !line.is_empty()) {
        ui.label(RichText::new(line).size(TEXT_SMALL).color(form.context.theme.quiet));
    }
}

/// The fields of the note about a value: its kind and, if there is one, its text and source. Returns the note as it is now.
fn note_ui(ui: &mut Ui, form: &Form<'_>, about: &str, before: Option<Note>) -> Option<Note> {
    let mut kind = before.as_ref().map(|note| note.kind);
    ui.horizontal_wrapped(|ui| {
        for (choice, key, meaning) in KINDS {
            ui.selectable_value(&mut kind, Some(choice), form.text(key)).on_hover_text(form.text(meaning));
        }
        ui.selectable_value(&mut kind, None, form.text("basis-none"));
    });
    let kind = kind?;
    let new = || Note { about: about.to_owned(), kind, text: String::new(), source: None };
    let mut note = Note { kind, ..before.unwrap_or_else(new) };
    let text = ui.add(
        TextEdit::multiline(&mut note.text)
            .desired_rows(3)
            .desired_width(ui.available_width())
            .hint_text(form.text("basis-why")),
    );
    name(ui, &text, form.text("basis-why"));
    compose(&mut note.text);
    let source = reference_of(
        ui,
        form,
        form.text("edit-field-source"),
        Table::Sources,
        &mut note.source,
        Some("edit-no-source"),
    );
    name(ui, &source, form.text("edit-field-source"));
    Some(note)
}

/// The title and the address of the source of a note, or a button that adds a source.
fn source_ui(ui: &mut Ui, form: &Form<'_>, now: &mut Basis) {
    let Some(note) = &mut now.note else { return };
    let Some((_, source)) = &mut now.source else {
        if note.source.is_some() {
            return;
        }
        // The id of the new source must not be that of another one that is on its way.
        if ui.add_enabled(!form.waits, Button::new(form.text("basis-add-source"))).clicked() {
            let key = fresh_id(form.authored(), Table::Sources, stem(Table::Sources));
            note.source = Some(key.clone());
            now.source = Some((key, Source { title: form.text("basis-new-source").to_owned(), address: None }));
        }
        return;
    };
    let mut address = source.address.take().unwrap_or_default();
    for (text, label) in [(&mut source.title, "edit-field-title"), (&mut address, "edit-field-address")] {
        let field = TextEdit::singleline(text).desired_width(ui.available_width()).hint_text(form.text(label));
        let response = ui.add(field);
        name(ui, &response, form.text(label));
        compose(text);
    }
    source.address = Some(address).filter(|address| !address.is_empty());
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;
    use crate::ui::focus::RING;

    #[test]
    fn the_ring_of_a_mark_is_clear_of_the_edge_of_the_panel_and_of_the_label() {
        let row = Rect::from_min_size(pos2(300.0, 40.0), vec2(250.0, 24.0));
        let (ring, label) = (mark_rect(row).expand(RING), row.left() + MARGIN);
        assert!(ring.left() >= row.left() + 3.0, "the panel begins at {}, the ring is {ring}", row.left());
        assert!(ring.right() <= label - 2.0, "the label begins at {label}, the ring is {ring}");
        // The line of the ring is 2 points wide.
        assert!(ring.shrink(2.0).width() > 2.0 * RADIUS, "the mark is in it");
    }

    #[test]
    fn only_values_of_rows_with_ids_and_of_the_file_have_a_basis() {
        let can = |path: &[&str]| can_have(&path.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>());
        assert!(can(&["title"]) && can(&["services", "talk", "users"]) && can(&["sites", "a", "reserve", "power"]));
        assert!(!can(&["sources", "x", "title"]) && !can(&["news", "0", "title"]) && !can(&["services", "talk"]));
    }
}
