//! What was typed into cells and is not in them yet: the text that is being typed, and what came from the keyboard after it. So the journal knows of it
//! before it is in the document.

use super::replay::Replay;
use super::view::{After, SheetView};
use super::waiting_cell::WaitingCell;

/// What waits for the cells of the table that is shown, in its order, and what was pasted after that.
pub(in crate::ui::editor) fn waiting_cells(view: &SheetView) -> (Vec<WaitingCell>, Vec<String>) {
    let Some(authored) = view.kept.as_ref().filter(|_| view.typed.is_some() || !view.later.is_empty()) else {
        return (Vec::new(), Vec::new());
    };
    let mut replay = Replay::of(view, authored);
    if let Some(typing) = &view.typed {
        let spot = view.spot_of(typing);
        // Whoever has erased a text is about to type another one.
        if typing.done.is_some() || !typing.text.is_empty() {
            replay.put(spot, typing.text.clone());
        }
        replay.go_after(typing.done.unwrap_or(After::Stay), spot);
    }
    for event in &view.later {
        replay.event(event);
    }
    replay.done()
}

/// Takes what waits for cells out of the table, which is closed, and what was pasted after that.
pub(in crate::ui::editor) fn take_waiting(view: &mut SheetView) -> (Vec<WaitingCell>, Vec<String>) {
    let waiting = waiting_cells(view);
    view.typed = None;
    view.later.clear();
    waiting
}

#[cfg(test)]
mod tests {
    use egui::{Event, Key, Modifiers};

    use super::super::waiting_cell::CellRange;
    use super::super::wrong::Moment;
    use super::super::wrong_cell::WrongCell;
    use super::*;
    use crate::file::Authored;
    use crate::file::edit::Table;
    use crate::file::edit::sheet::Column;
    use crate::ui::editor::fixtures::services_called;

    fn services() -> Authored {
        services_called(&["a", "b", "c"])
    }

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    /// The sheet with the cursor on the users of the first row.
    fn sheet(authored: &Authored) -> SheetView {
        let mut view = SheetView::of(Table::Services);
        view.update(authored, Moment { document: 1, revision: 1, version: 1, steps: 0, base: 0 });
        let users = view.columns().iter().position(|column| *column == Column::Users).expect("a column");
        view.go(0, users, false);
        view
    }

    fn waits(view: &SheetView) -> Vec<(String, &'static str, String)> {
        let (cells, _) = waiting_cells(view);
        let text = |cell: WaitingCell| {
            let WaitingCell::Text(cell) = cell else { panic!("only texts wait: {cell:?}") };
            (cell.key, cell.column.word(), cell.text)
        };
        cells.into_iter().map(text).collect()
    }

    #[test]
    fn what_came_from_the_keyboard_is_for_the_cells_to_which_it_leads() {
        let authored = services();
        let mut view = sheet(&authored);
        assert!(waits(&view).is_empty());
        view.begin_typing("1".to_owned());
        let cell = |row: &str, column, text: &str| (row.to_owned(), column, text.to_owned());
        assert_eq!(waits(&view), [cell("a", "users", "1")], "also while it is typed");
        view.typed.as_mut().expect("it is typed").done = Some(After::Rows(1));
        let later = [text("2"), text("x"), key(Key::Backspace), key(Key::Enter), text("3"), key(Key::Escape)];
        view.wait_with(later);
        view.wait_with([text("4"), key(Key::Tab), key(Key::ArrowUp), key(Key::F2), text("5")]);
        let after = view.columns()[view.columns().iter().position(|own| *own == Column::Users).expect("it") + 1].word();
        let all = ["1", "2", "4", "5"];
        let rows = [("a", "users"), ("b", "users"), ("c", "users"), ("b", after)];
        let expected: Vec<_> = rows.into_iter().zip(all).map(|((row, column), text)| cell(row, column, text)).collect();
        assert_eq!(waits(&view), expected);
        view.wait_with([key(Key::Enter), Event::Paste("7\n8".to_owned())]);
        assert_eq!(waiting_cells(&view).1, ["7\n8"]);
    }

    #[test]
    fn a_cell_that_is_only_opened_waits_for_nothing() {
        let authored = services();
        let mut view = sheet(&authored);
        for text in ["0", ""] {
            view.begin_typing(text.to_owned());
            assert!(waits(&view).is_empty(), "{text}");
        }
        view.typed.as_mut().expect("it is typed").done = Some(After::Stay);
        assert_eq!(waits(&view), [("a".to_owned(), "users", String::new())], "it is emptied");
    }

    fn with(modifiers: Modifiers, own: Key) -> Event {
        Event::Key { key: own, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn range(keys: &[&str], columns: &[Column]) -> CellRange {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        CellRange { table: Table::Services, keys, columns: columns.to_vec() }
    }

    #[test]
    fn cells_that_are_emptied_or_filled_down_after_a_text_wait_too() {
        let authored = services();
        let mut view = sheet(&authored);
        view.begin_typing("7".to_owned());
        view.typed.as_mut().expect("it is typed").done = Some(After::Rows(1));
        let (down, left) = (with(Modifiers::SHIFT, Key::ArrowDown), with(Modifiers::SHIFT, Key::ArrowLeft));
        // From the users of the second row down, and with the ids at the left, which stay.
        view.wait_with([down.clone(), left, key(Key::Delete)]);
        // From the first row down, whose users are typed.
        view.wait_with([key(Key::ArrowUp), key(Key::ArrowUp), key(Key::ArrowRight)]);
        view.wait_with([down, with(Modifiers::COMMAND, Key::D), key(Key::F2)]);
        let (cells, pasted) = waiting_cells(&view);
        let [WaitingCell::Text(typed), WaitingCell::Cleared(cleared), WaitingCell::Filled(filled)] = &cells[..] else {
            panic!("{cells:?}")
        };
        assert_eq!((typed.key.as_str(), typed.text.as_str(), pasted.len()), ("a", "7", 0));
        assert_eq!(*cleared, range(&["b", "c"], &[Column::Users]));
        assert_eq!(*filled, range(&["a", "b"], &[Column::Users]));
        // A text that is begun after that is that of the row above.
        view.wait_with([text("8")]);
        let Some(WaitingCell::Text(last)) = waiting_cells(&view).0.pop() else { panic!("a text") };
        assert_eq!((last.key.as_str(), last.text.as_str()), ("b", "78"));
    }

    #[test]
    fn nothing_but_a_wrong_text_is_taken_away_by_the_key_that_empties_a_cell() {
        let authored = services();
        let mut view = sheet(&authored);
        view.wrong.put(WrongCell {
            table: Table::Services,
            key: "b".to_owned(),
            column: Column::Users,
            text: "many".to_owned(),
            message: "wrong".into(),
            row: "b".to_owned(),
            was: "0".to_owned(),
            steps: 0,
        });
        view.begin_typing("7".to_owned());
        view.typed.as_mut().expect("it is typed").done = Some(After::Rows(1));
        view.wait_with([key(Key::Delete)]);
        assert_eq!(waits(&view), [("a".to_owned(), "users", "7".to_owned())]);
        view.wait_with([key(Key::Delete)]);
        let last = waiting_cells(&view).0.pop();
        assert_eq!(last, Some(WaitingCell::Cleared(range(&["b"], &[Column::Users]))), "now it is the number");
    }
}
