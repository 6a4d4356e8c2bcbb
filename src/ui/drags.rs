//! Drags that come to nothing: Escape cancels the drag that is going on, and so does a window that loses the focus.

use std::fmt::Debug;
use std::hash::Hash;

use egui::text_edit::TextEditState;
use egui::{Context, DragAndDrop, Event, Id, Key, Pos2, Response};

/// Notes whether the drag that was going on is cancelled in this frame. Call it before anything else looks at the keys: Escape then cancels the
/// drag, and does nothing else.
pub fn begin_frame(ctx: &Context) {
    let has_left = ctx.input(|input| input.events.contains(&Event::WindowFocused(false)));
    if has_left {
        // Wherever the button is released now, nobody looks at what is dragged.
        ctx.stop_dragging();
        DragAndDrop::clear_payload(ctx);
    }
    // With Escape, egui itself ends a drag, as if the button were released. Whoever selects letters in a field drags nothing.
    let had_focus = |id: Id| ctx.memory(|memory| memory.had_focus_last_frame(id));
    let is_text = |id: Id| had_focus(id) && TextEditState::load(ctx, id).is_some();
    let has_ended = ctx.drag_stopped_id().is_some_and(|id| !is_text(id));
    let is_escape = has_ended && ctx.input(|input| input.key_pressed(Key::Escape));
    if is_escape {
        DragAndDrop::clear_payload(ctx);
        let is_it = |event: &Event| matches!(event, Event::Key { key: Key::Escape, pressed: true, .. });
        ctx.input_mut(|input| input.events.retain(|event| !is_it(event)));
    }
    ctx.data_mut(|data| data.insert_temp(note(), has_ended && (has_left || is_escape)));
}

/// Where it is kept whether the drag that ends in this frame is cancelled.
fn note() -> Id {
    Id::unique("cancelled drag")
}

/// Whether the drag of this widget is cancelled in this frame.
#[must_use]
pub fn is_cancelled(response: &Response) -> bool {
    response.drag_stopped() && response.ctx.data(|data| data.get_temp(note())).unwrap_or(false)
}

/// Whether what this widget drags is put down in this frame.
#[must_use]
pub fn is_dropped(response: &Response) -> bool {
    response.drag_stopped() && !is_cancelled(response)
}

/// Where the pointer is with which this widget is dragged, also after it was outside of the window. `None` if it is there now, or if nothing is
/// dragged.
#[must_use]
pub fn pointer(response: &Response) -> Option<Pos2> {
    let is_dragged = response.dragged() || response.drag_stopped();
    response.ctx.input(|input| input.pointer.interact_pos()).filter(|_| is_dragged)
}

/// Gives a value back that it had before the drag of this widget, if that is cancelled in this frame. Call it in each frame in which the drag begins
/// or ends, with what the value was before the widget was drawn. If the widget may be about something else in the meantime, `of` is what it is
/// about: what another one had is not given back. Returns whether the value was given back.
pub fn restore<T>(response: &Response, of: impl Hash + Debug, before: &T, value: &mut T) -> bool
where
    T: Clone + Send + Sync + 'static,
{
    let id = response.id.with(("before the drag", of));
    if response.drag_started() {
        response.ctx.data_mut(|data| data.insert_temp(id, before.clone()));
    }
    if !response.drag_stopped() {
        return false;
    }
    let kept = response.ctx.data_mut(|data| {
        let kept = data.get_temp::<T>(id);
        data.remove::<T>(id);
        kept
    });
    let Some(kept) = kept.filter(|_| is_cancelled(response)) else { return false };
    *value = kept;
    true
}

#[cfg(test)]
mod tests {
    use egui::{Rect, Sense, Ui, pos2, vec2};
    use egui_kittest::Harness;

    use super::*;

    /// A value that grows in each frame in which it is dragged, and the row that it belongs to.
    #[derive(Default)]
    struct Dragged {
        row: u8,
        value: u32,
        given_back: usize,
    }

    fn draw(ui: &mut Ui, state: &mut Dragged) {
        begin_frame(ui.ctx());
        let rect = Rect::from_min_size(pos2(20.0, 20.0), vec2(60.0, 60.0));
        let response = ui.interact(rect, Id::unique("dragged"), Sense::drag());
        let before = state.value;
        if response.dragged() {
            state.value += 1;
        }
        state.given_back += usize::from(restore(&response, state.row, &before, &mut state.value));
    }

    fn drag(harness: &mut Harness<'_, Dragged>) {
        let from = pos2(50.0, 50.0);
        harness.hover_at(from);
        harness.run_steps(2);
        harness.drag_at(from);
        harness.run_steps(2);
        harness.hover_at(from + vec2(20.0, 0.0));
        harness.run_steps(2);
    }

    fn end(harness: &mut Harness<'_, Dragged>, key: Option<Key>) {
        if let Some(key) = key {
            harness.key_press(key);
            harness.run_steps(2);
        }
        harness.drop_at(pos2(70.0, 50.0));
        harness.run_steps(2);
    }

    #[test]
    fn a_cancelled_drag_gives_back_what_was_there_before_it_and_nothing_of_another_row() {
        let builder = Harness::builder().with_accessibility_check(false).with_size(vec2(200.0, 200.0));
        let mut harness = builder.build_ui_state(draw, Dragged { value: 7, ..Dragged::default() });
        drag(&mut harness);
        assert!(harness.state().value > 7, "it can be dragged");
        end(&mut harness, Some(Key::Escape));
        assert_eq!((harness.state().value, harness.state().given_back), (7, 1));

        drag(&mut harness);
        end(&mut harness, None);
        let dropped = harness.state().value;
        assert!(dropped > 7 && harness.state().given_back == 1, "{dropped} stays");

        // Another row is shown in the same widget while the drag goes on.
        drag(&mut harness);
        harness.state_mut().row = 1;
        end(&mut harness, Some(Key::Escape));
        assert!(harness.state().value > dropped && harness.state().given_back == 1);

        // Of that row, what it had before a drag of its own is.
        let other = harness.state().value;
        drag(&mut harness);
        end(&mut harness, Some(Key::Escape));
        assert_eq!((harness.state().value, harness.state().given_back), (other, 2));
    }
}
