//! Sessions with unsaved work: what of them is written down, what they need while they are not in the window, and how a session begins
//! with work that was written down earlier.

use super::{Origin, Session};
use crate::file::{self, Opened};
use crate::session::document::Baseline;
use crate::session::effort::Effort;
use crate::session::response::Refusal;
use crate::session::runs::Runs;
use crate::session::snapshot::{Snapshot, Unsaved};
use crate::text::Saying;

impl Session {
    /// A number that is another one after each change of the document, and after saving it.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// The document as it is now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { document: self.document.clone(), now: self.now() }
    }

    /// Prepares the session for being kept outside the window: playback pauses, and runs that can be made again are dropped.
    pub fn set_aside(&mut self) {
        self.playback.playing = false;
        self.runs = Runs::default();
    }

    /// A session that goes on with unsaved work. `base` is what the file or the shipped scenario contains now: undo and Reset lead back to
    /// it. It is `None` if it cannot be read any more; then the document counts as unsaved until it is saved.
    ///
    /// # Errors
    /// [`Refusal::Wrong`] if there is no base and the unsaved work has no valid form, [`Refusal::Run`] if its plan cannot be run.
    pub fn restore(base: Option<Opened>, unsaved: Unsaved, origin: Origin) -> Result<Self, Refusal> {
        let Unsaved { authored, valid, plan, seed, now } = unsaved;
        let (valid, wrong) = match valid {
            Some(valid) => (valid, Some(authored)),
            None => (authored, None),
        };
        let opened = base.and_then(|base| match base {
            Opened::Valid(authored, checked) => Self::open(authored, *checked, origin.clone()).ok(),
            Opened::Draft(authored, report) => {
                Self::open_draft(authored, report, origin.clone(), Effort::default()).ok()
            }
        });
        let mut session = match opened {
            Some(session) => session,
            None => Self {
                is_saved_somewhere: false,
                is_changed: true,
                ..Self::open(valid.clone(), file::check(&valid)?, origin)?
            },
        };
        // Usually only plans were changed. The rows that are the same are shared with the base, so that comparing both takes no time.
        let base = session.document.valid();
        let valid = if base.has_same_world(&valid) { base.with_plans_of(&valid) } else { valid };
        let mut next = session.document.with_authored(valid, Vec::new());
        if let Some(wrong) = wrong {
            next = next.with_authored(wrong, Vec::new());
        }
        next.chosen = next.plans.iter().position(|other| other.name == plan).unwrap_or_default();
        next.baseline = Baseline::Parent;
        next.seed = seed;
        session.advance(next, Saying::plain("undo-go-on"), None)?;
        let length = session.scenario().length;
        session.playback.go(now.as_secs_f64(), length);
        Ok(session)
    }
}
