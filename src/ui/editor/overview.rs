//! The overview of the editor: all tables with their rows, to open one or to add one, and the problems of the scenario.

use egui::{Color32, Frame, Link, Margin, RichText, ScrollArea, TextEdit, Ui};

use super::controls::{name, said};
use super::make;
use super::names::{draft_key, name_of, one_key, path_words, table_key, written_name};
use super::picks::{pick_ui, picks_ui};
use super::quick::quick_ui;
use super::removal::removal_ui;
use super::said::lines_ui;
use super::view::{EditorView, Shown};
use crate::file::Problem;
use crate::file::edit::Table;
use crate::session::{Command, Commands, FileCommand, SelectCommand, WindowCommand};
use crate::text::Search;
use crate::ui::ViewContext;
use crate::ui::parts::MARGIN;
use crate::ui::theme::TEXT_SMALL;

/// The order of the tables in the overview: what is needed first comes first.
const ORDER: [Table; 13] = [
    Table::Sites,
    Table::Services,
    Table::Hazards,
    Table::Companies,
    Table::Plans,
    Table::Expect,
    Table::Story,
    Table::News,
    Table::History,
    Table::Rivals,
    Table::Exchanges,
    Table::Sources,
    Table::Notes,
];
/// A list of more rows than this scrolls by itself, at this height in points.
const MANY: usize = 100;
const LONG_LIST: f32 = 420.0;
/// The number of lines that are said about the last action.
const MOST_SAID: usize = 8;
/// The number of problems that are listed.
const MOST_PROBLEMS: usize = 20;

/// Draws the overview.
pub(super) fn overview_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let texts = context.texts;
    quick_ui(ui, context, view, commands);
    removal_ui(ui, context, view, commands);
    picks_ui(ui, context, view, commands);
    problems_ui(ui, context, view);
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        if ui.button(texts.get("edit-head")).clicked() {
            view.show(Shown::Head);
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
    lines_ui(ui, context, &view.said, MOST_SAID);
    said(ui, texts.get("map-gestures"), context.theme.quiet);
    for table in ORDER {
        table_ui(ui, context, view, table, commands);
    }
}

/// The buttons for many rows at once.
fn tools_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let texts = context.texts;
    let frame = Frame::NONE.inner_margin(Margin::symmetric(MARGIN as i8, 0));
    frame.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
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
        })
    });
}

/// What `check` says of the scenario: its problems, then its warnings. A click on one shows its field.
fn problems_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView) {
    let session = context.session;
    let (problems, warnings) = (session.problems(), session.warnings());
    if !problems.is_empty() {
        said(ui, context.texts.get(draft_key(context)), context.theme.down);
    }
    // While there are problems, the warnings are about the last valid scenario, which may have other rows.
    let warnings = if problems.is_empty() { warnings } else { &[] };
    for (list, color) in [(problems, context.theme.down), (warnings, context.theme.degraded)] {
        for (index, problem) in list.iter().take(MOST_PROBLEMS).enumerate() {
            ui.push_id(("problem", color, index), |ui| problem_link_ui(ui, context, view, problem, color));
        }
        if list.len() > MOST_PROBLEMS {
            let count = (list.len() - MOST_PROBLEMS).to_string();
            said(ui, &context.texts.with("edit-more-problems", &[("count", &count)]), context.theme.quiet);
        }
    }
}

fn problem_link_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, problem: &Problem, color: Color32) {
    let message = context.texts.say(&problem.message);
    let place = path_words(context, &problem.path);
    let words = if place.is_empty() { message } else { format!("{place}: {message}") };
    let clicked = Frame::NONE
        .inner_margin(Margin::symmetric(MARGIN as i8, 0))
        .show(ui, |ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
            ui.add(Link::new(RichText::new(words).size(TEXT_SMALL).color(color))).clicked()
        })
        .inner;
    said(ui, &context.texts.say(&problem.remedy), context.theme.quiet);
    if clicked {
        view.lead_to(context.session.authored(), &problem.path);
    }
}

fn table_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, table: Table, commands: &mut Commands) {
    let texts = context.texts;
    let count = context.session.authored().count(table);
    let search = Search::of(&view.search);
    let found: Vec<usize> = (0..count).filter(|index| is_found(context, &search, (table, *index))).collect();
    if !search.is_empty() && found.is_empty() {
        return;
    }
    let title = format!("{} ({count})", texts.get(table_key(table)));
    let is_open = matches!(table, Table::Sites | Table::Services);
    // What a search has found is always shown.
    let open = (!search.is_empty()).then_some(true);
    ui.horizontal(|ui| {
        ui.add_space(MARGIN - 4.0);
        ui.vertical(|ui| {
            egui::CollapsingHeader::new(title).id_salt(table.name()).default_open(is_open).open(open).show(ui, |ui| {
                entries_ui(ui, context, view, (table, &found), commands);
                let add = texts.with("edit-add-to", &[("what", texts.get(table_key(table)))]);
                if ui.button(add).clicked() {
                    make::add(context, view, table, commands);
                }
            });
        });
    });
}

/// Whether a row is found by its name, in the language of the window or as it is written, or by its id.
fn is_found(context: &ViewContext<'_>, search: &Search, (table, index): (Table, usize)) -> bool {
    let key = || context.session.authored().key(table, index).unwrap_or_default();
    search.is_empty()
        || search.finds(&name_of(context, table, index))
        || search.finds(&written_name(context, table, index))
        || search.finds(key())
}

/// The lines of rows of a table. A long list scrolls by itself, and only the lines in view are made.
fn entries_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut EditorView,
    (table, indexes): (Table, &[usize]),
    commands: &mut Commands,
) {
    let mut draw = |ui: &mut Ui, place: usize| entry_ui(ui, context, view, (table, indexes[place]), commands);
    if indexes.len() <= MANY {
        (0..indexes.len()).for_each(|place| draw(ui, place));
        return;
    }
    let height = ui.spacing().interact_size.y;
    let area = ScrollArea::vertical().id_salt(("rows", table)).max_height(LONG_LIST).auto_shrink([false, true]);
    area.show_rows(ui, height, indexes.len(), |ui, places| places.for_each(|place| draw(ui, place)));
}

/// The line of a row: its name opens it, and sites can be selected together.
fn entry_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut EditorView,
    (table, index): (Table, usize),
    commands: &mut Commands,
) {
    ui.horizontal(|ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        if table == Table::Sites {
            pick_ui(ui, context, index, commands);
        }
        if ui.link(name_of(context, table, index)).clicked() {
            view.show(Shown::Row(table, index));
            view.said.clear();
            select(context, table, index, commands);
        }
    });
}

/// Selects what a row is about, if it is in the world that runs.
fn select(context: &ViewContext<'_>, table: Table, index: usize, commands: &mut Commands) {
    let key = context.session.authored().key(table, index);
    if let Some(subject) = key.and_then(|key| context.session.subject_with_id(table, key)) {
        commands.push(Command::Select(SelectCommand::Select(Some(subject))));
    }
}
