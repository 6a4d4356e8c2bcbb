//! A document outside its session: as it was at one moment, to be written down, and as it was written down, to go on with it.

use super::command::PlanCommand;
use super::document::Document;
use crate::file::Authored;
use crate::units::SimTime;

/// The document of a session as it was at one moment. Making it is cheap, because it shares everything with the session.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub(super) document: Document,
    pub(super) now: SimTime,
}

impl Snapshot {
    /// The text of the file that would be saved. It describes an invalid scenario if the document has problems.
    #[must_use]
    pub fn text(&self) -> String {
        self.document.to_save().to_file()
    }

    /// The author's form of the scenario, which may be invalid.
    #[must_use]
    pub fn authored(&self) -> &Authored {
        self.document.authored()
    }

    /// The author's form that would be saved.
    #[must_use]
    pub fn to_save(&self) -> Authored {
        self.document.to_save()
    }

    /// The document after this command, which is being computed and was given when the playhead was at `given_at`. If the command is refused, the
    /// document as it is.
    #[must_use]
    pub fn planned(&self, command: &PlanCommand, given_at: SimTime) -> Self {
        let planned = self.document.planned(&self.document, command.clone(), given_at);
        Self { document: planned.unwrap_or_else(|_| self.document.clone()), now: self.now }
    }

    /// The last valid form of the document, which is the one that runs.
    #[must_use]
    pub const fn last_valid(&self) -> &Authored {
        self.document.valid()
    }

    /// Whether the document has problems, so that it is not its last valid form.
    #[must_use]
    pub fn has_problems(&self) -> bool {
        !self.document.problems().is_empty()
    }

    /// If the document has problems, the text of its last valid form, which is the one that runs. Otherwise `None`.
    #[must_use]
    pub fn valid_text(&self) -> Option<String> {
        self.has_problems().then(|| self.last_valid().to_file())
    }

    /// The title of the scenario, as its author wrote it.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.document.world.scenario.title
    }

    /// The name of the chosen plan, as in the file.
    #[must_use]
    pub fn plan(&self) -> &str {
        &self.document.plan().name
    }

    /// The seed of the run.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.document.seed
    }

    /// The time at the playhead.
    #[must_use]
    pub const fn now(&self) -> SimTime {
        self.now
    }
}

/// A document that was written down while it was not saved.
#[derive(Clone, Debug)]
pub struct Unsaved {
    /// The author's form, which may be invalid.
    pub authored: Authored,
    /// The last valid author's form, if `authored` was invalid.
    pub valid: Option<Authored>,
    /// The name of the plan that was chosen.
    pub plan: String,
    /// The seed of the run.
    pub seed: u64,
    /// The time at the playhead.
    pub now: SimTime,
}
