//! The version of a scenario in the window and the one in its file, beside each other: for each field that differs, the person chooses one.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align, Button, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use super::ViewContext;
use super::editor::{field_words, name_of, table_key};
use super::focus;
use super::parts::{self, rows_in_view};
use super::style::semibold;
use super::theme::{TEXT_BODY, TEXT_SMALL};
use crate::file::edit::versions::{FieldDifference, Side, Thing, Versions};
use crate::session::{Command, Commands, FileCommand, TakenVersion};
use crate::units::one_line;

/// The height of a line, in points.
const LINE: f32 = 40.0;
/// The largest height of the list, in points.
const TALLEST: f32 = 460.0;
/// The share of the width for the names of the fields.
const NAMES: f32 = 0.26;
/// The number of letters of a value that are shown, and that are shown when the pointer is over it.
const SHOWN: usize = 200;
const HOVERED: usize = 2_000;
/// The number of letters before the first difference of two values that are shown. If there are not twice as many, all are.
const SAME: usize = 12;

/// Both versions, and what was chosen of them.
#[derive(Debug)]
pub struct VersionsView {
    versions: Arc<Versions>,
    sides: Vec<Vec<Side>>,
    lines: Vec<Line>,
    /// Whether the file has changed while the version before this one was shown.
    is_newer: bool,
}

/// A line of the list: a thing, or a field of it.
#[derive(Clone, Copy, Debug)]
enum Line {
    Thing(usize),
    Field(usize, usize),
}

impl VersionsView {
    /// Both versions. Of each field, the version that has changed it is chosen.
    #[must_use]
    pub fn new(versions: Arc<Versions>) -> Self {
        let sides = |fields: &[FieldDifference]| fields.iter().map(FieldDifference::changed_by).collect();
        let sides = versions.differences.iter().map(|difference| sides(&difference.fields)).collect();
        let mut lines = Vec::new();
        for (index, difference) in versions.differences.iter().enumerate() {
            lines.push(Line::Thing(index));
            lines.extend((0..difference.fields.len()).map(|field| Line::Field(index, field)));
        }
        Self { versions, sides, lines, is_newer: false }
    }

    /// The same versions with these sides, which were chosen before the view was closed. Those of other differences are not used.
    #[must_use]
    pub fn with_sides(self, sides: Vec<Vec<Side>>) -> Self {
        let is_same = sides.iter().map(Vec::len).eq(self.sides.iter().map(Vec::len));
        if is_same { Self { sides, ..self } } else { self }
    }

    /// The same versions, which are shown in place of those before the file has changed again. What was chosen for differences that are still the
    /// same stays chosen.
    #[must_use]
    pub fn after(self, before: &Self) -> Self {
        let earlier = before.versions.differences.iter().zip(&before.sides);
        let earlier: BTreeMap<String, _> = earlier.map(|own| (format!("{:?}", own.0.thing), own)).collect();
        let mut sides = self.sides;
        for (difference, sides) in self.versions.differences.iter().zip(&mut sides) {
            let Some((was, chosen)) = earlier.get(&format!("{:?}", difference.thing)) else { continue };
            for (field, side) in difference.fields.iter().zip(sides) {
                let same = was.fields.iter().position(|own| own == field);
                if let Some(own) = same.and_then(|same| chosen.get(same)) {
                    *side = *own;
                }
            }
        }
        Self { sides, is_newer: true, ..self }
    }

    /// Both versions.
    #[must_use]
    pub fn versions(&self) -> Arc<Versions> {
        Arc::clone(&self.versions)
    }

    /// The side that is chosen for each field of each difference.
    #[must_use]
    pub fn sides(&self) -> &[Vec<Side>] {
        &self.sides
    }
}

/// Draws both versions, and the buttons that take one of them or what was chosen.
pub fn versions_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut VersionsView, commands: &mut Commands) {
    let (texts, theme) = (context.texts, context.theme);
    let count: usize = view.sides.iter().map(Vec::len).sum();
    let hint = if count == 0 { "versions-none" } else { "versions-hint" };
    ui.label(RichText::new(texts.get(hint)).color(theme.quiet));
    if view.is_newer {
        ui.label(RichText::new(texts.get("versions-newer")).color(theme.degraded));
    }
    ui.label(RichText::new(texts.with("versions-count", &[("count", &texts.exact_count(count))])).color(theme.text));
    ui.add_space(6.0);
    let height = (LINE * view.lines.len() as f32).min(TALLEST).min(ui.available_height() - 60.0).max(LINE);
    ScrollArea::vertical().auto_shrink([false, true]).max_height(height).show_viewport(ui, |ui, viewport| {
        ui.set_height(LINE * view.lines.len() as f32);
        let (left, top, width) = (ui.max_rect().left(), ui.max_rect().top(), ui.max_rect().width() - 12.0);
        for index in rows_in_view(viewport, LINE, view.lines.len()) {
            let rect = Rect::from_min_size(egui::pos2(left, top + LINE * index as f32), vec2(width, LINE));
            ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(index), |ui| match view.lines[index] {
                Line::Thing(thing) => thing_ui(ui, context, &view.versions.differences[thing].thing),
                Line::Field(thing, field) => {
                    let difference = &view.versions.differences[thing];
                    let side = &mut view.sides[thing][field];
                    field_ui(ui, context, &difference.thing, &difference.fields[field], side);
                }
            });
        }
        focus::reveal_in(ui);
    });
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let acts = [
            ("versions-merge", TakenVersion::Chosen),
            ("versions-all-theirs", TakenVersion::Theirs),
            ("versions-all-mine", TakenVersion::Mine),
        ];
        for (key, taken) in acts {
            if ui.add(Button::new(texts.get(key)).min_size(vec2(0.0, 30.0))).clicked() {
                commands.push(Command::File(FileCommand::TakeVersion(taken)));
            }
        }
    });
}

fn thing_ui(ui: &mut Ui, context: &ViewContext<'_>, thing: &Thing) {
    ui.with_layout(Layout::left_to_right(Align::Max), |ui| {
        let words = RichText::new(thing_name(context, thing)).font(semibold(TEXT_BODY)).color(context.theme.text);
        ui.add(egui::Label::new(words).truncate());
    });
}

/// The name of a thing, with its kind.
fn thing_name(context: &ViewContext<'_>, thing: &Thing) -> String {
    let texts = context.texts;
    match thing {
        Thing::Head => texts.get("edit-head").to_owned(),
        Thing::Row(table, id) => {
            let own = context.session.authored().position(*table, id);
            let name = own.map_or_else(|| id.clone(), |index| name_of(context, *table, index));
            format!("{}: {name}", texts.get(table_key(*table)))
        }
        Thing::Entry(table, mine, _) => {
            format!("{}: {}", texts.get(table_key(*table)), name_of(context, *table, *mine))
        }
        Thing::List(table) => texts.get(table_key(*table)).to_owned(),
        Thing::Translations(language) => texts.with("versions-translations", &[("language", language)]),
    }
}

fn field_ui(ui: &mut Ui, context: &ViewContext<'_>, thing: &Thing, field: &FieldDifference, side: &mut Side) {
    let (texts, theme) = (context.texts, context.theme);
    let name = match thing {
        Thing::Translations(_) => field.path.concat(),
        Thing::Head | Thing::Row(..) | Thing::Entry(..) | Thing::List(_) if field.path.is_empty() => {
            texts.get("versions-whole").to_owned()
        }
        Thing::Entry(table, mine, _) => field_words(context, Some((*table, mine.to_string().as_str())), &field.path),
        Thing::Row(table, id) => field_words(context, Some((*table, id.as_str())), &field.path),
        Thing::Head | Thing::List(_) => field_words(context, None, &field.path),
    };
    let note = match (field.is_conflict(), field.changed_by()) {
        (true, _) => ("versions-conflict", theme.degraded),
        (false, Side::Mine) => ("versions-only-mine", theme.quiet),
        (false, Side::Theirs) => ("versions-only-theirs", theme.quiet),
    };
    let width = ui.available_width();
    ui.horizontal(|ui| {
        ui.allocate_ui(vec2(width * NAMES, LINE), |ui| {
            ui.set_width(width * NAMES);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let words = RichText::new(one_line(&name)).size(TEXT_SMALL).color(theme.text);
                ui.add(egui::Label::new(words).truncate());
                ui.label(RichText::new(texts.get(note.0)).size(TEXT_SMALL).color(note.1));
            });
        });
        let room = (ui.available_width() - 16.0) / 2.0;
        let args = [("field", name.as_str()), ("thing", &thing_name(context, thing))];
        let same = same_beginning(field);
        for (own, value, heading, key) in [
            (Side::Mine, &field.mine, "versions-mine", "versions-mine-of"),
            (Side::Theirs, &field.theirs, "versions-theirs", "versions-theirs-of"),
        ] {
            let value = value.as_deref().unwrap_or_else(|| texts.get("versions-absent"));
            let (left_out, differing) =
                if same > 0 { ("…", value.get(same..).unwrap_or(value)) } else { ("", value) };
            let words = format!("{}: {left_out}{}", texts.get(heading), beginning(&one_line(differing), SHOWN));
            let button = Button::selectable(*side == own, RichText::new(words).size(TEXT_SMALL)).truncate();
            let response = ui.add_sized(vec2(room, 28.0), button);
            parts::name(ui, &response, &texts.with(key, &args));
            if response.on_hover_text(beginning(value, HOVERED)).clicked() {
                *side = own;
            }
        }
    });
}

/// The number of bytes at the beginning of both values that are left out because they are the same in both, so that the difference can be seen. A
/// few letters before the difference stay.
fn same_beginning(field: &FieldDifference) -> usize {
    let (Some(mine), Some(theirs)) = (&field.mine, &field.theirs) else { return 0 };
    let same = mine.char_indices().zip(theirs.chars()).take_while(|((_, own), other)| own == other);
    let same: Vec<usize> = same.map(|((at, _), _)| at).collect();
    let Some(kept) = same.len().checked_sub(SAME).filter(|kept| *kept >= SAME) else { return 0 };
    same[kept]
}

/// At most this number of letters of a text.
fn beginning(text: &str, most: usize) -> String {
    let mut letters = text.chars();
    let beginning: String = letters.by_ref().take(most).collect();
    if letters.next().is_some() { format!("{beginning}…") } else { beginning }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_beginning_that_both_values_have_is_left_out() {
        let field = |mine: &str, theirs: &str| FieldDifference {
            path: Vec::new(),
            before: None,
            mine: Some(mine.to_owned()),
            theirs: Some(theirs.to_owned()),
        };
        let row = |within: &str| format!("(plan: \"My plan\", that: Out(within: \"{within}\"))");
        let same = same_beginning(&field(&row("3h"), &row("4h")));
        assert_eq!(row("3h").get(same..), Some("ut(within: \"3h\"))"));
        let korean = |end: &str| format!("{}{end}", "가".repeat(30));
        let same = same_beginning(&field(&korean("나"), &korean("다")));
        assert_eq!(korean("나").get(same..), Some(&*format!("{}나", "가".repeat(12))));
        assert_eq!(same_beginning(&field("\"Small world\"", "\"Small town\"")), 0, "all of it has room");
        assert_eq!(same_beginning(&FieldDifference { mine: None, ..field("", "") }), 0);
    }
}
