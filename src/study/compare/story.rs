//! Describes a comparison in sentences: when the two runs diverge, how many more or fewer user-hours are lost, and the first events that differ,
//! with their causes.

use super::{Both, Comparison, Reason, difference};
use crate::model::Localized;
use crate::recording::EventId;
use crate::study::{Run, words};
use crate::text::Texts;
use crate::units::{Clock, SimTime};

/// A run, and what is needed to put its events into words.
#[derive(Clone, Copy)]
pub struct RunInWords<'a> {
    /// The run.
    pub run: &'a Run,
    /// The clock of the times in sentences.
    pub clock: Clock,
    /// The names in the world of the run.
    pub localized: Localized<'a>,
}

/// The text of an event that differs between two runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventWords {
    /// The sentence for the event.
    pub event: String,
    /// The sentences for the causes of the event on one line, from the direct cause back to the first cause.
    pub causes: String,
}

impl EventWords {
    /// The texts of the event `event` of a run and of its causes.
    #[must_use]
    pub fn new(run: &RunInWords<'_>, event: EventId, texts: &Texts) -> Self {
        let words = |id| words::event_on(&run.clock, run.run, id, run.localized, texts);
        let because = |(id, _)| texts.with("compare-back-to", &[("what", &words(id))]);
        Self { event: words(event), causes: run.run.recording.why(event).skip(1).map(because).collect() }
    }

    /// The sentence of a reason of which this is the event: that only one run has it and when, if that is after the time at which the runs
    /// diverge, or when it happens in each run. `names` are the names of the two runs, and `moment` puts a time of one of them (0 or 1) into
    /// words.
    #[must_use]
    pub fn sentence(
        &self,
        reason: &Reason,
        names: &Both<String>,
        moment: impl Fn(usize, SimTime) -> String,
        texts: &Texts,
    ) -> String {
        let (plan, what) = (("plan", names[reason.side].as_str()), ("what", self.event.as_str()));
        let at = moment(reason.side, reason.at);
        match reason.other_at {
            Some(other_at) => {
                let other = 1 - reason.side;
                let (name, other_at) = (names[other].as_str(), moment(other, other_at));
                texts.with("compare-moved", &[what, plan, ("at", &at), ("other_plan", name), ("other_at", &other_at)])
            }
            None if reason.is_later => texts.with("compare-only-later", &[plan, ("at", &at), what]),
            None => texts.with("compare-only", &[plan, what]),
        }
    }
}

impl Comparison {
    /// The lines above the tables of a comparison. The first line describes when the two `runs` diverge and how many more or fewer
    /// user-hours are lost. Then follows a line for each of the [`Reason`]s: the event and its causes. `names` are the names of the two runs, and
    /// `moment` puts a time of one of them (0 or 1) into words.
    #[must_use]
    pub fn story(
        &self,
        runs: Both<RunInWords<'_>>,
        names: &Both<String>,
        moment: impl Fn(usize, SimTime) -> String,
        texts: &Texts,
    ) -> Vec<String> {
        let Some(divergence) = self.divergence else {
            return vec![texts.with("compare-same", &[("plan", &names[0])])];
        };
        let line = |reason: Reason| {
            let words = EventWords::new(&runs[reason.side], reason.event, texts);
            format!("{}{}", words.sentence(&reason, names, &moment, texts), words.causes)
        };
        let at = moment(0, divergence.at);
        let diverged = texts.with("compare-parted", &[("at", &at), ("cost", &self.cost(&names[1], texts))]);
        let reasons = divergence.reasons(runs.map(|run| run.run));
        std::iter::once(diverged).chain(reasons.into_iter().map(line)).collect()
    }

    /// How many more or fewer user-hours are lost in the second run, which has this name, than in the first, in words, such as "583.4 M
    /// user-hours fewer are lost in Switch at two sites". The number is that of [`gained`](super::gained).
    #[must_use]
    pub fn cost(&self, name: &str, texts: &Texts) -> String {
        let hours = texts.lost_difference(self.lost);
        match difference(self.lost) {
            ..0 => texts.with("compare-saved-hours", &[("hours", &hours), ("plan", name)]),
            0 => texts.get("compare-same-hours").to_owned(),
            1.. => texts.with("compare-more-hours", &[("hours", &hours), ("plan", name)]),
        }
    }
}
