//! What was selected in the session when it was looked at last. A row that has another place or another id now is no other one.

use crate::file::Authored;
use crate::file::edit::{Table, new_id};
use crate::recording::Subject;
use crate::session::Session;

/// What was selected when the session was looked at last.
#[derive(Clone, Debug, Default)]
pub(super) struct Selected {
    /// The subject in the world that runs.
    subject: Option<Subject>,
    /// The table and the id of its row.
    row: Option<(Table, String)>,
}

impl Selected {
    /// This subject of the world that runs.
    pub(super) fn of(session: &Session, subject: Option<Subject>) -> Self {
        Self { subject, row: row_of(session, subject).map(|(table, id)| (table, id.to_owned())) }
    }

    /// The subject in the world that runs.
    pub(super) const fn subject(&self) -> Option<Subject> {
        self.subject
    }

    /// Keeps up with the session. Returns whether something else is selected now.
    pub(super) fn follow(&mut self, session: &Session) -> bool {
        let subject = session.selection();
        // While the document is a draft, the world that runs has the ids and the places of an earlier version.
        let is_other = if session.problems().is_empty() {
            let own = self.row.as_ref().map(|(table, id)| (*table, id.as_str()));
            own != row_of(session, subject)
        } else {
            self.subject != subject
        };
        if is_other {
            *self = Self::of(session, subject);
        }
        self.subject = subject;
        is_other
    }

    /// Keeps up with the document, whose version before this one is `before`: the row may have another id now.
    pub(super) fn follow_ids(&mut self, before: &Authored, now: &Authored) {
        if let Some((table, id)) = &mut self.row
            && let Some(new) = new_id(before, now, *table, id)
        {
            new.clone_into(id);
        }
    }
}

/// The table and the id of the row of a subject in the world that runs. `None` for the world itself.
pub(super) fn row_of(session: &Session, subject: Option<Subject>) -> Option<(Table, &str)> {
    let world = session.scenario();
    match subject? {
        Subject::Site(site) => Some((Table::Sites, world.sites[site].key.as_str())),
        Subject::Service(service) => Some((Table::Services, world.services[service].key.as_str())),
        Subject::Company(company) => Some((Table::Companies, world.companies[company].key.as_str())),
        Subject::World => None,
    }
}
