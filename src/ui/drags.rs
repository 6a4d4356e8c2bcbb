//! Drags that come to nothing: Escape cancels the drag that is going on, and so does a window that loses the focus.

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

/// Gives a value back that it had before the drag of this widget, if that is cancelled in this frame. Call it in each frame, with what the value was
/// before the widget was drawn. Returns whether the value was given back.
pub fn restore<T: Clone + Send + Sync + 'static>(response: &Response, before: &T, value: &mut T) -> bool {
    let id = response.id.with("before the drag");
    if response.drag_started() {
        response.ctx.data_mut(|data| data.insert_temp(id, before.clone()));
    }
    let kept = if is_cancelled(response) { response.ctx.data(|data| data.get_temp::<T>(id)) } else { None };
    let is_given_back = kept.is_some();
    if let Some(kept) = kept {
        *value = kept;
    }
    is_given_back
}
