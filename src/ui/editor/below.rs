//! What stands below a form: what the last action did, what is wrong with the row as a whole, and that the scenario is a draft. It comes and
//! goes while the person types, so it is outside the form, whose fields stay where they are.

use egui::{Frame, Margin, Ui};

use super::controls::{problem_ui, said, wrapped};
use super::names::{draft_key, path_of, table_key};
use super::said::lines_ui;
use super::view::{EditorView, Shown};
use crate::file::FieldPath;
use crate::file::edit::Table;
use crate::ui::ViewContext;
use crate::ui::parts::MARGIN;

/// The number of lines that are said about the last action.
const MOST_SAID: usize = 8;

/// Draws it from the top of the available area on. Returns its height in points, which is 0 if there is nothing to say.
pub(super) fn below_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView) -> f32 {
    let is_draft = !context.session.problems().is_empty() && view.shown != Shown::Overview;
    let wrong = view.wrong_beside(context.session);
    if view.said.is_empty() && !is_draft && wrong.is_none() {
        return 0.0;
    }
    let frame = Frame::NONE.inner_margin(Margin { left: 0, right: 0, top: 2, bottom: 6 });
    let drawn = frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.set_width(ui.available_width());
        ui.separator();
        Frame::NONE
            .inner_margin(Margin::symmetric(MARGIN as i8, 0))
            .show(ui, |ui| lines_ui(ui, context, &view.said, MOST_SAID));
        if is_draft {
            row_problems_ui(ui, context, view);
            draft_ui(ui, context, view);
        }
        if let Some(wrong) = wrong {
            wrong_cells_ui(ui, context, view, wrong);
        }
    });
    drawn.response.rect.height()
}

/// What is wrong with the row that is shown as a whole, such as its id. It is looked for once for each revision.
fn row_problems_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView) {
    let Shown::Row(table, index) = view.shown else { return };
    let session = context.session;
    let key = (session.document_number(), session.revision(), view.shown);
    let of_row = || -> Vec<usize> {
        let path = path_of(session.authored(), table, index);
        let path = FieldPath::of(path.iter().map(String::as_str));
        let problems = session.problems().iter().enumerate();
        problems.filter(|(_, problem)| problem.path == path).map(|(index, _)| index).collect()
    };
    let indexes: &[usize] = view.row_problems.get(key, of_row);
    for index in indexes {
        problem_ui(ui, context, &session.problems()[*index], context.theme.down);
    }
}

/// Says that the scenario is a draft, and leads to the list of its problems.
fn draft_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView) {
    let texts = context.texts;
    said(ui, texts.get(draft_key(context)), context.theme.down);
    wrapped(ui, |ui| {
        if ui.link(texts.get("edit-show-problems")).clicked() {
            view.show_problems();
        }
    });
}

/// Says how many cells have a wrong text in tables of cells that are not shown, and leads to the first of these tables.
fn wrong_cells_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, (count, table): (usize, Table)) {
    let texts = context.texts;
    let words = texts.with("sheet-wrong-beside", &[("count", &texts.exact_count(count))]);
    said(ui, &words, context.theme.down);
    wrapped(ui, |ui| {
        if ui.link(texts.with("sheet-open", &[("table", texts.get(table_key(table)))])).clicked() {
            view.open_sheet(table);
        }
    });
}
