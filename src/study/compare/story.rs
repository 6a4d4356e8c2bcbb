//! Describes a comparison in sentences: when the two runs diverge, how many more or fewer user-hours are lost, and the events that only one
//! run has, with their causes.

use super::{Both, Comparison, difference};
use crate::model::Localized;
use crate::recording::EventId;
use crate::study::{Run, words};
use crate::text::Texts;
use crate::units::SimTime;

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

    /// The sentence that only the run of this name has the event. `later` is when it happens, if that is after the time at which the runs diverge.
    #[must_use]
    pub fn only_in(&self, name: &str, later: Option<&str>, texts: &Texts) -> String {
        match later {
            Some(at) => texts.with("compare-only-later", &[("plan", name), ("at", at), ("what", &self.event)]),
            None => texts.with("compare-only", &[("plan", name), ("what", &self.event)]),
        }
    }
}

impl Comparison {
    /// The lines above the tables of a comparison. The first line describes when the two `runs` diverge and how many more or fewer
    /// user-hours are lost. Then follows a line for each run that has an event at this time, or else later, which the other run does not have:
    /// this event and its causes. `names` are the names of the two runs, and `moment` puts a time of one of them (0 or 1) into words.
    #[must_use]
    pub fn story(
        &self,
        runs: Both<(&Run, Localized<'_>)>,
        names: &Both<String>,
        moment: impl Fn(usize, SimTime) -> String,
        texts: &Texts,
    ) -> Vec<String> {
        let Some(divergence) = self.divergence else {
            return vec![texts.with("compare-same", &[("plan", &names[0])])];
        };
        let only = |side: usize| {
            let (event, (run, localized)) = (divergence.first(side)?, runs[side]);
            let words = EventWords::new(run, event, localized, texts);
            let happens = run.recording.event(event).at;
            let later = (happens > divergence.at).then(|| moment(side, happens));
            Some(format!("{}{}", words.only_in(&names[side], later.as_deref(), texts), words.causes))
        };
        let diverged =
            texts.with("compare-parted", &[("at", &moment(0, divergence.at)), ("cost", &self.cost(texts))]);
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
