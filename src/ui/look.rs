//! What every view is given to read: the session at one moment, the colours and the words.

use super::text::Texts;
use super::theme::Theme;
use crate::model::Scenario;
use crate::recording::{Recording, Subject};
use crate::session::Session;
use crate::study::Levers;
use crate::units::SimTime;

/// The read-only view of a session for one frame.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The session.
    pub session: &'a Session,
    /// The world with the measures of the chosen plan.
    pub world: &'a Scenario,
    /// What happened.
    pub recording: &'a Recording,
    /// The moment that is shown.
    pub now: SimTime,
    /// What would have helped the selected service or site, as far as it is known.
    pub levers: Option<&'a Levers>,
    /// The words.
    pub texts: &'a Texts,
    /// The colours.
    pub theme: &'a Theme,
}

impl<'a> Look<'a> {
    /// The look of a session at its playhead.
    #[must_use]
    pub fn new(session: &'a Session, texts: &'a Texts, theme: &'a Theme) -> Self {
        let (world, recording, now) = (session.world(), session.recording(), session.now());
        Self { session, world, recording, now, levers: None, texts, theme }
    }

    /// The look with what would have helped what is selected.
    #[must_use]
    pub const fn with_levers(self, levers: Option<&'a Levers>) -> Self {
        Self { levers, ..self }
    }

    /// Whether something is selected.
    #[must_use]
    pub fn is_selected(&self, subject: Subject) -> bool {
        self.session.selection() == Some(subject)
    }

    /// Whether something is under the pointer, in whatever view.
    #[must_use]
    pub fn is_hovered(&self, subject: Subject) -> bool {
        self.session.hover() == Some(subject)
    }
}
