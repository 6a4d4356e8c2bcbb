//! Helpers for the keyboard: the ring around the focused widget, scrolling to it, the arrow keys, and the entries of open lists.

use egui::containers::menu::SubMenu;
use egui::{
    Context, EventFilter, Id, Key, LayerId, Modifiers, Order, Popup, Rect, Response, Stroke, StrokeKind, Ui, WidgetText,
};

use super::theme::{CORNER, Theme};

/// How far the ring is around its widget, in points.
pub const RING: f32 = 1.0;

/// The widget with the focus, as it was drawn last.
fn focused(ctx: &Context) -> Option<Response> {
    ctx.memory(egui::Memory::focused).and_then(|id| ctx.read_response(id))
}

/// Draws a ring around the focused widget, except around text fields, which draw a ring themselves. At the edge of the window the ring is inside of
/// it, where it is seen.
pub fn ring(ctx: &Context, theme: &Theme) {
    if ctx.text_edit_focused() {
        return;
    }
    if let Some(response) = focused(ctx).filter(|response| response.interact_rect.is_positive()) {
        let ring = response.interact_rect.expand(RING).intersect(ctx.content_rect());
        let stroke = Stroke::new(2.0, theme.selected);
        ctx.layer_painter(response.layer_id).rect_stroke(ring, CORNER, stroke, StrokeKind::Inside);
    }
}

/// Notes that the widget with this id uses all keys while it has the keyboard focus, as a text field does: letters are no shortcuts then.
pub fn take_keys(ctx: &Context, id: Id) {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(Id::unique("takes keys"), Taking { id, pass }));
}

/// A widget that uses all keys while it has the focus, and the pass in which it was drawn last.
#[derive(Clone, Copy)]
struct Taking {
    id: Id,
    pass: u64,
}

/// Whether the widget with the focus uses all keys.
#[must_use]
pub fn are_keys_taken(ctx: &Context) -> bool {
    let taking: Option<Taking> = ctx.data(|data| data.get_temp(Id::unique("takes keys")));
    taking.is_some_and(|taking| ctx.memory(|memory| memory.has_focus(taking.id)))
}

/// Whether nothing has the focus in a window with a widget that uses all keys, or after a click beside the fields of a panel. Whoever writes letters
/// then means that widget or a field, and no shortcuts.
#[must_use]
pub fn are_letters_lost(ctx: &Context) -> bool {
    let is_recent = |pass: u64| pass + 1 >= ctx.cumulative_pass_nr();
    let taking: Option<Taking> = ctx.data(|data| data.get_temp(Id::unique("takes keys")));
    let missed: Option<MissedClick> = ctx.data(|data| data.get_temp(Id::unique(MISSED)));
    let is_table_meant = taking.is_some_and(|taking| is_recent(taking.pass));
    let is_field_meant = missed.is_some_and(|missed| is_recent(missed.pass));
    (is_table_meant || is_field_meant) && ctx.memory(|memory| memory.focused().is_none())
}

const MISSED: &str = "missed click";

/// That the last click in a panel with fields hit nothing, and the pass in which this was noted last.
#[derive(Clone, Copy)]
struct MissedClick {
    pass: u64,
}

/// Notes whether the last click was one in this panel, which has fields, that hit nothing. That ends with the next click or drag, with Escape, and as soon
/// as something has the focus. Call this in each pass in which the panel is drawn, at its end.
pub fn note_missed_clicks(ui: &Ui, panel: Rect) {
    let ctx = ui.ctx();
    let [is_released, is_click, is_escaped] =
        ui.input(|input| [input.pointer.any_released(), input.pointer.any_click(), input.key_pressed(Key::Escape)]);
    let is_missed = if is_released {
        let hits = ctx.interaction_snapshot(|now| now.clicked.is_some());
        is_click && !hits && ui.rect_contains_pointer(panel)
    } else {
        let before: Option<MissedClick> = ctx.data(|data| data.get_temp(Id::unique(MISSED)));
        let is_free = !is_escaped && ctx.memory(|memory| memory.focused().is_none());
        is_free && before.is_some_and(|before| before.pass + 1 >= ctx.cumulative_pass_nr())
    };
    if is_missed {
        note_missed_click(ctx);
    } else {
        ctx.data_mut(|data| data.remove::<MissedClick>(Id::unique(MISSED)));
    }
}

/// Notes that a click in a popup with fields hit none of them, as [`note_missed_clicks`] does for a panel.
pub fn note_missed_click(ctx: &Context) {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(Id::unique(MISSED), MissedClick { pass }));
}

/// Whether a dialog covers the window. What is typed or pasted then belongs to the dialog, and nothing behind it may follow.
#[must_use]
pub fn is_under_dialog(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.top_modal_layer().is_some())
}

/// Draws an entry of an open list, and closes the list if it is chosen: egui does that for the pointer only, and not for a key. Returns whether
/// it was chosen.
pub fn list_entry(ui: &mut Ui, is_chosen: bool, words: impl Into<WidgetText>) -> bool {
    let is_clicked = ui.selectable_label(is_chosen, words.into()).clicked();
    if is_clicked {
        ui.close();
    }
    is_clicked
}

/// Closes the open menus if one of their entries was chosen with a key: egui does that for the pointer only. An entry that opens a further menu closes
/// none, and neither do the entries of a popup that calls [`stay_open`]. Call this at the end of a frame.
pub fn close_menus(ctx: &Context) {
    if !Popup::is_any_open(ctx) || ctx.input(|input| input.pointer.any_click()) {
        return;
    }
    let is_entry = |response: &Response| {
        let layer = response.layer_id;
        let is_dialog = ctx.memory(egui::Memory::top_modal_layer) == Some(layer);
        let stays: Option<Id> = ctx.data(|data| data.get_temp(Id::unique(STAYS_OPEN)));
        layer.order == Order::Foreground && !is_dialog && stays != Some(layer.id)
    };
    let chosen = focused(ctx).filter(|response| response.clicked() && is_entry(response));
    if chosen.is_some_and(|entry| ctx.read_response(SubMenu::id_from_widget_id(entry.id)).is_none()) {
        Popup::close_all(ctx);
    }
}

/// Keeps the popup with this id, while it is open, above the dialog to which `ui` belongs. Without that, the press of a button of the mouse brings the
/// dialog to the front, and a list that is open, or that the same press opens, is under it.
pub fn keep_above_dialog(ui: &Ui, popup: Id) {
    let dialog = ui.layer_id();
    if dialog.order == Order::Foreground && Popup::is_id_open(ui.ctx(), popup) {
        ui.ctx().set_sublayer(dialog, LayerId::new(Order::Foreground, popup));
    }
}

const STAYS_OPEN: &str = "stays open";

/// Keeps the popup of this `ui` open when something in it is chosen with a key, as it stays open at a click.
pub fn stay_open(ui: &Ui) {
    let id = ui.layer_id().id;
    ui.data_mut(|data| data.insert_temp(Id::unique(STAYS_OPEN), id));
}

/// Scrolls to this widget if it has just received the keyboard focus.
pub fn reveal(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// Scrolls to the widget that has just received the focus, if it belongs to `ui` and is partly out of sight. Call this at the end of a
/// scroll area that contains widgets which do not call [`reveal`].
pub fn reveal_in(ui: &Ui) {
    let is_cut = |response: &Response| response.interact_rect.height() < response.rect.height();
    let is_here = |response: &Response| {
        response.layer_id == ui.layer_id() && is_cut(response) && ui.min_rect().contains(response.rect.center())
    };
    if let Some(response) = focused(ui.ctx()).filter(|response| response.gained_focus() && is_here(response)) {
        ui.scroll_to_rect(response.rect, None);
    }
}

/// The arrow keys pressed in this frame, as steps to the right and downwards: -1, 0 or 1 each. They are zero if the widget does not
/// have the focus. The keys are consumed.
pub fn arrows(ui: &Ui, response: &Response) -> [i32; 2] {
    if !response.has_focus() {
        return [0, 0];
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| i32::from(ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)));
    [pressed(Key::ArrowRight) - pressed(Key::ArrowLeft), pressed(Key::ArrowDown) - pressed(Key::ArrowUp)]
}
