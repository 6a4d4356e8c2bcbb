//! A comparison in sentences: when the two diverge, what that cost, and what only one of them has, back to the spark.

use super::{Both, Comparison, difference};
use crate::recording::EventId;
use crate::study::{Run, words};
use crate::text::Texts;
use crate::units::whole_user_hours;

/// An event that only one of two runs has, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventWords {
    /// What happens.
    pub event: String,
    /// What brought it about, as it follows on one line, back to the spark.
    pub causes: String,
}

impl EventWords {
    /// The words for `event` of `run`.
    #[must_use]
    pub fn new(run: &Run, event: EventId, texts: &Texts) -> Self {
        let words = |id| words::event(run, id, texts);
        let because = |(id, _)| texts.with("compare-back-to", &[("what", &words(id))]);
        Self { event: words(event), causes: run.recording.why(event).skip(1).map(because).collect() }
    }
}

impl Comparison {
    /// The lines above a table for slides: when `runs`, the two that are compared, diverge and what that cost; then what only one of
    /// them has, and why. `names` are what the two are called, `at` is the moment at which they diverge, in words.
    #[must_use]
    pub fn story(&self, runs: Both<&Run>, names: &Both<String>, at: &str, texts: &Texts) -> Vec<String> {
        let Some(divergence) = self.divergence else {
            return vec![texts.with("compare-same", &[("plan", &names[0])])];
        };
        let only = |side: usize| {
            let words = EventWords::new(runs[side], divergence.events[side]?, texts);
            let only = texts.with("compare-only", &[("plan", &names[side]), ("what", &words.event)]);
            Some(format!("{only}{}", words.causes))
        };
        let diverged = texts.with("compare-parted", &[("at", at), ("cost", &self.cost(texts))]);
        std::iter::once(diverged).chain((0..2).filter_map(only)).collect()
    }

    /// What the second costs, measured against the first: "583.4 M user-hours fewer are lost".
    #[must_use]
    pub fn cost(&self, texts: &Texts) -> String {
        let lost = difference(self.lost);
        let hours = texts.count(whole_user_hours(lost.unsigned_abs()));
        let key = match lost {
            ..0 => "compare-saved-hours",
            0 => "compare-same-hours",
            1.. => "compare-more-hours",
        };
        texts.with(key, &[("hours", &hours)])
    }
}
