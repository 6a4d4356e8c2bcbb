//! Which field of a form has the keyboard or is dragged, to which field the form leads, and what becomes one step of undo.

use egui::{Align, LayerId, PointerButton, Response};

use super::value::Form;
use crate::file::FieldPath;
use crate::session::{Command, Commands, EditCommand};
use crate::ui::drags;
use crate::ui::editor::view::EditorView;

impl Form<'_> {
    /// Notes a widget of a field: while it has the focus, its changes are one step of undo, and it gets the focus if the form leads to it.
    pub fn note(&mut self, field: &str, response: &Response) {
        let path = self.field_path(field);
        if self.returns.take_if(|returns| *returns == path).is_some() {
            response.request_focus();
        }
        if response.changed() && self.authored().mistaken(&path).is_some() {
            self.corrected.push(path);
        }
        self.note_gesture(field, response);
        self.approach(field, response);
    }

    /// Notes a widget that changes a field which has another widget for the keyboard: while it is held, its changes are one step of undo.
    pub fn note_gesture(&mut self, field: &str, response: &Response) {
        if response.gained_focus() || response.drag_started() {
            self.gained = true;
        }
        if response.lost_focus() || response.drag_stopped() {
            self.lost = true;
        }
        if response.drag_started() || response.drag_stopped() {
            self.drag = Some(response.clone());
        }
        if response.has_focus() || response.dragged() || response.changed() || drags::is_cancelled(response) {
            self.focused = Some(self.id(field));
        }
    }

    /// Gives back what the form had before a drag in it, if that is cancelled in this frame. `before` is what it had before this frame. Returns
    /// whether the step of undo that goes on is taken back: that of the drag, or that of a field that got back what it had before.
    pub fn cancel<T: Clone + Send + Sync + 'static>(&self, before: &T, now: &mut T) -> bool {
        let of = (self.context.session.document_number(), &self.at);
        let restore = |drag: &Response| drags::restore(drag, of, before, now);
        self.drag.as_ref().is_some_and(restore) || self.takes_back
    }

    /// Notes a widget of the value as a whole.
    pub fn note_here(&mut self, response: &Response) {
        self.here(|form, own| form.note(own, response));
    }

    /// Gives the keyboard to a field after a button of it was pressed that goes away. Whoever pressed it with the pointer keeps what has
    /// the keyboard.
    pub fn return_keyboard(&mut self, field: &str, button: &Response) {
        if !button.clicked_by(PointerButton::Primary) {
            self.returns_next = Some(self.field_path(field));
        }
    }

    /// Notes a widget that is nearer to the target of the form than those before it.
    fn approach(&mut self, field: &str, response: &Response) {
        let Some(target) = &self.target else { return };
        let path = self.field_path(field);
        // A problem of a value as a whole is shown at the first field of it.
        let is_near = target.is_within(&path) || path.is_within(target);
        let depth = self.at.len() + 1;
        let parts = target.parts().count();
        let shared = if target.is_within(&path) { depth } else { parts };
        if is_near && self.nearest.as_ref().is_none_or(|(before, _)| shared > *before) {
            self.nearest = Some((shared, response.clone()));
        }
    }

    /// Whether the form leads to a part of the value whose fields are drawn.
    pub fn leads_inside(&self) -> bool {
        let own = FieldPath::of(self.at.iter().map(String::as_str));
        self.target.as_ref().is_some_and(|target| *target != own && target.is_within(&own))
    }

    /// Ends a form that is [`Self::keeping`]. Returns the key by which changes of this frame join the step of undo before them. `layer` is that of
    /// the form.
    pub fn finish(self, view: &mut EditorView, layer: LayerId, commands: &mut Commands) -> Option<String> {
        if self.gained {
            view.visits += 1;
        }
        if self.lost && self.focused.is_none() {
            commands.push(Command::Edit(EditCommand::EndStep));
        }
        if let Some((_, response)) = &self.nearest {
            response.request_focus();
            if response.layer_id == layer {
                response.scroll_to_me(Some(Align::Center));
            }
        }
        view.returns = self.returns_next;
        let visits = view.visits;
        view.unsent.bases = self.bases;
        view.wrong_fields = self.wrong;
        if let Some((path, basis)) = self.basis {
            commands.extend(basis.change(self.context, &path, visits));
        }
        self.focused.map(|field| format!("{field} {visits}"))
    }
}
