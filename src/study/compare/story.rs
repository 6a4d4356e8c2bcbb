//! Describes a comparison in sentences: when the two runs diverge, how many more or fewer user-hours are lost, and the events that only one
//! run has, with their causes.

use super::{Both, Comparison, difference};
use crate::model::Localized;
use crate::recording::EventId;
use crate::study::{Run, words};
use crate::text::Texts;

/// The text of an event that only one of two runs has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventWords {
    /// The sentence for the event.
    pub event: String,
    /// The sentences for the causes of the event on one line, from the direct cause back to the first cause.
    pub causes: String,
}

impl EventWords {
    /// The texts of the event `event` of `run` and of its causes.
    #[must_use]
    pub fn new(run: &Run, event: EventId, names: Localized<'_>, texts: &Texts) -> Self {
        let words = |id| words::event(run, id, names, texts);
        let because = |(id, _)| texts.with("compare-back-to", &[("what", &words(id))]);
        Self { event: words(event), causes: run.recording.why(event).skip(1).map(because).collect() }
    }
}

impl Comparison {
    /// The lines above the tables of a comparison. The first line describes when the two `runs` diverge and how many more or fewer
    /// user-hours are lost. Then follows a line for each run that has an event at this time which the other run does not have: this event
    /// and its causes. `names` are the names of the two runs, and `at` is the text of the time at which they diverge.
    #[must_use]
    pub fn story(
        &self,
        runs: Both<(&Run, Localized<'_>)>,
        names: &Both<String>,
        at: &str,
        texts: &Texts,
    ) -> Vec<String> {
        let Some(divergence) = self.divergence else {
            return vec![texts.with("compare-same", &[("plan", &names[0])])];
        };
        let only = |side: usize| {
            let words = EventWords::new(runs[side].0, divergence.events[side]?, runs[side].1, texts);
            let only = texts.with("compare-only", &[("plan", &names[side]), ("what", &words.event)]);
            Some(format!("{only}{}", words.causes))
        };
        let diverged = texts.with("compare-parted", &[("at", at), ("cost", &self.cost(texts))]);
        std::iter::once(diverged).chain((0..2).filter_map(only)).collect()
    }

    /// How many more or fewer user-hours are lost in the second run than in the first, in words, such as "583.4 M user-hours fewer
    /// are lost".
    #[must_use]
    pub fn cost(&self, texts: &Texts) -> String {
        let lost = difference(self.lost);
        let hours = texts.lost_user_hours(lost.unsigned_abs());
        let key = match lost {
            ..0 => "compare-saved-hours",
            0 => "compare-same-hours",
            1.. => "compare-more-hours",
        };
        texts.with(key, &[("hours", &hours)])
    }
}
