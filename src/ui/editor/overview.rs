//! The overview of the editor: all tables with their rows, to open one or to add one, and the problems of the scenario.

use std::sync::Arc;

use egui::{
    Align, Button, Color32, Frame, Layout, Link, Margin, Rect, RichText, ScrollArea, TextEdit, Ui, UiBuilder, vec2,
};

use super::controls::{name, said, wrapped};
use super::lines::{Line, ORDER, lines};
use super::make;
use super::names::{draft_key, one_key, path_words, table_key};
use super::overview_row::row_ui;
use super::picks::{picked_services_ui, picks_ui};
use super::problem_words::{problem_sentences, problem_words};
use super::quick::quick_ui;
use super::removal::removal_ui;
use super::verdict;
use super::view::{EditorView, Shown};
use crate::file::Problem;
use crate::file::edit::Table;
use crate::session::{Command, Commands, FileCommand, WindowCommand};
use crate::text::uncapitalized;
use crate::ui::parts::{MARGIN, rows_in_view};
use crate::ui::style::small_button;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, focus};

/// The height of a line, in points.
const LINE: f32 = 24.0;
/// The number of problems that are shown at once, and of those that are listed if the person asks for the rest.
const FIRST_PROBLEMS: usize = 3;
const MOST_PROBLEMS: usize = 200;
/// The height of the list of the rest, in points.
const PROBLEMS_HEIGHT: f32 = 220.0;

/// Draws the overview. Of the tables only the rows in view are made.
pub(super) fn overview_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let mut scroll = ScrollArea::vertical().auto_shrink(false).id_salt("editor overview");
    if std::mem::take(&mut view.shows_top) {
        scroll = scroll.vertical_scroll_offset(0.0);
    }
    scroll.show_viewport(ui, |ui, viewport| {
        let width = ui.available_width();
        ui.set_width(width);
        ui.set_max_width(width);
        let begin = ui.cursor().top();
        above_ui(ui, context, view, commands);
        let viewport = viewport.translate(vec2(0.0, begin - ui.cursor().top()));
        rows_ui(ui, context, view, viewport, commands);
        focus::reveal_in(ui);
    });
}

/// What stands above the tables.
fn above_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let texts = context.texts;
    quick_ui(ui, context, view, commands);
    ui.scope(|ui| {
        removal_ui(ui, context, view, commands);
        picks_ui(ui, context, view, commands);
        picked_services_ui(ui, context, view, commands);
        problems_ui(ui, context, view);
    });
    wrapped(ui, |ui| {
        if ui.button(texts.get("edit-head")).clicked() {
            view.show(Shown::Head);
        }
        if ui.button(texts.get("edit-translations")).clicked() {
            view.show_translations(context);
        }
        ui.menu_button(texts.get("edit-add"), |ui| {
            for table in ORDER {
                if ui.button(texts.get(one_key(table))).clicked() {
                    make::add(context, view, table, commands);
                    ui.close();
                }
            }
        });
    });
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        let field = TextEdit::singleline(&mut view.search).hint_text(texts.get("edit-search"));
        let response = ui.add(field.desired_width(ui.available_width() - MARGIN));
        name(ui, &response, texts.get("edit-search"));
    });
    tools_ui(ui, context, view, commands);
    said(ui, texts.get("map-gestures"), context.theme.quiet);
}

/// The buttons for many rows at once.
fn tools_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let texts = context.texts;
    wrapped(ui, |ui| {
        for table in [Table::Services, Table::Sites] {
            let words = texts.with("sheet-open", &[("table", texts.get(table_key(table)))]);
            if ui.button(words).clicked() {
                view.open_sheet(table);
            }
        }
        if ui.button(texts.get("parts-paste")).clicked() {
            view.pastes = true;
        }
        if ui.button(texts.get("new-button")).clicked() {
            commands.push(Command::Window(WindowCommand::ToggleNew));
        }
        if ui.button(texts.get("new-duplicate")).clicked() {
            commands.push(Command::File(FileCommand::Duplicate));
        }
    });
}

/// The tables with their rows. Only the lines in the viewport, which begins at the first of them, are made.
fn rows_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, viewport: Rect, commands: &mut Commands) {
    let session = context.session;
    let language = context.texts.language().tag();
    let key = (session.document_number(), session.revision(), language, view.search.clone(), view.folded.clone());
    let EditorView { search, folded, lines: kept, .. } = view;
    let lines = Arc::clone(kept.get(key, || Arc::new(lines(context, search, folded))));
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), LINE * lines.len() as f32));
    for index in rows_in_view(viewport, LINE, lines.len()) {
        let top = place.top() + LINE * index as f32;
        let rect = Rect::from_x_y_ranges(place.left() + MARGIN..=place.right() - 4.0, top..=top + LINE);
        ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(lines[index].salt()), |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                line_ui(ui, context, view, lines[index], commands);
            });
        });
    }
}

fn line_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, line: Line, commands: &mut Commands) {
    let texts = context.texts;
    match line {
        Line::Table(table, count, is_open) => {
            let sign = if is_open { "−" } else { "+" };
            let words = format!("{} ({count})", texts.get(table_key(table)));
            let shown = RichText::new(format!("{sign} {words}")).color(context.theme.text);
            let response = ui.add(Button::new(shown).frame(false));
            name(ui, &response, &words);
            if response.clicked() && view.search.is_empty() && !view.folded.remove(&table) {
                view.folded.insert(table);
            }
        }
        Line::Row(table, index) => row_ui(ui, context, view, (table, index), commands),
        Line::Add(table) => {
            ui.add_space(14.0);
            let add = texts.with("edit-add-one", &[("what", &uncapitalized(texts.get(one_key(table))))]);
            if ui.add(small_button(add)).clicked() {
                make::add(context, view, table, commands);
            }
        }
    }
}

/// What `check` says of the scenario: its problems or, if it has none, its warnings. A click on one shows its field.
fn problems_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView) {
    let session = context.session;
    verdict::unmet_ui(ui, context, &mut view.unmet);
    // While there are problems, the warnings are about the last valid scenario, which may have other rows.
    let (list, color) = if session.problems().is_empty() {
        (session.warnings(), context.theme.degraded)
    } else {
        said(ui, context.texts.get(draft_key(context)), context.theme.down);
        (session.problems(), context.theme.down)
    };
    let (first, rest) = list.split_at(list.len().min(FIRST_PROBLEMS));
    for (index, problem) in first.iter().enumerate() {
        ui.push_id(("problem", index), |ui| problem_link_ui(ui, context, view, problem, color));
    }
    if !rest.is_empty() {
        rest_ui(ui, context, view, (rest, color));
    }
}

/// The problems beyond the first ones: a button with their number and, once it was pressed, a list that scrolls, so that what stands below
/// does not move far away.
fn rest_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, (rest, color): (&[Problem], Color32)) {
    let texts = context.texts;
    let count = counted(rest);
    let words = if view.lists_rest {
        texts.get("edit-fewer-problems").to_owned()
    } else {
        texts.with("edit-rest-of-problems", &[("count", &count)])
    };
    wrapped(ui, |ui| view.lists_rest ^= ui.add(small_button(words)).clicked());
    if !view.lists_rest {
        return;
    }
    ScrollArea::vertical().id_salt("rest of the problems").max_height(PROBLEMS_HEIGHT).show(ui, |ui| {
        for (index, problem) in rest.iter().take(MOST_PROBLEMS).enumerate() {
            ui.push_id(("rest", index), |ui| problem_link_ui(ui, context, view, problem, color));
        }
        if rest.len() > MOST_PROBLEMS {
            let count = counted(&rest[MOST_PROBLEMS..]);
            said(ui, &texts.with("edit-more-problems", &[("count", &count)]), context.theme.quiet);
        }
        focus::reveal_in(ui);
    });
}

/// How many problems these are: one may stand for several that are not listed.
fn counted(problems: &[Problem]) -> String {
    problems.iter().map(Problem::count).sum::<usize>().to_string()
}

fn problem_link_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, problem: &Problem, color: Color32) {
    let ([message, _], [sentence, remedy]) =
        (problem_words(context.texts, problem), problem_sentences(context.texts, problem));
    let place = path_words(context, &problem.path);
    let words = if place.is_empty() { sentence } else { format!("{place}: {message}") };
    let clicked = Frame::NONE
        .inner_margin(Margin::symmetric(MARGIN as i8, 0))
        .show(ui, |ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
            ui.add(Link::new(RichText::new(words).size(TEXT_SMALL).color(color))).clicked()
        })
        .inner;
    said(ui, &remedy, context.theme.quiet);
    if clicked {
        view.lead_to(context.session.authored(), &problem.path);
    }
}
