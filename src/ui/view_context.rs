//! What every view is given to read: a run of the session at one moment, the colours and the words.

use std::sync::Arc;

use super::many_runs::{Found, Many};
use super::theme::Theme;
use crate::model::{Id, Localized, Plan, Scenario, ServiceId, SiteId, Table};
use crate::recording::{Recording, Subject};
use crate::session::Session;
use crate::study::compare::Both;
use crate::study::{Levers, Run, Tried};
use crate::text::Texts;
use crate::units::SimTime;

/// The read-only view of a session for one frame.
#[derive(Clone, Copy)]
pub struct ViewContext<'a> {
    /// The session.
    pub session: &'a Session,
    /// The run that is drawn: that of the chosen plan, or the one beside it.
    pub run: &'a Arc<Run>,
    /// The world with the measures of the plan that is drawn.
    pub world: &'a Scenario,
    /// The texts of that world in the language of the window.
    pub localized: Localized<'a>,
    /// What happened.
    pub recording: &'a Recording,
    /// The moment that is shown.
    pub now: SimTime,
    /// Whether it is shown to an audience: then nothing is offered that changes what happens.
    pub presents: bool,
    /// Whether it is the future beside the chosen one, though the two may be one run.
    is_baseline: bool,
    /// What would have helped the selected service or site, as far as it is known.
    pub levers: Option<&'a Levers>,
    /// What the outage of the selected service would have been but for each of its causes, as far as it is known.
    pub tried: Option<&'a Tried>,
    /// Many runs of the chosen plan, if they are asked for.
    pub many: Option<&'a Many>,
    /// The words.
    pub texts: &'a Texts,
    /// The colours.
    pub theme: &'a Theme,
    /// Whether nothing is to move that need not.
    pub reduced_motion: bool,
}

impl<'a> ViewContext<'a> {
    /// The look of a session at its playhead.
    #[must_use]
    pub fn new(session: &'a Session, texts: &'a Texts, theme: &'a Theme) -> Self {
        let run = session.run();
        let (world, recording, now) = (&*run.world, &run.recording, session.now());
        Self {
            session,
            run,
            world,
            localized: world.localized(texts.language().tag()),
            recording,
            now,
            levers: None,
            tried: None,
            many: None,
            texts,
            theme,
            reduced_motion: false,
            presents: false,
            is_baseline: false,
        }
    }

    /// The look in which nothing moves that need not, or does.
    #[must_use]
    pub const fn still(self, reduced_motion: bool) -> Self {
        Self { reduced_motion, ..self }
    }

    /// The look with what would have helped what is selected, and what its outage would have been but for each cause.
    #[must_use]
    pub const fn with_helper(self, levers: Option<&'a Levers>, tried: Option<&'a Tried>) -> Self {
        Self { levers, tried, ..self }
    }

    /// The look with many runs of the chosen plan.
    #[must_use]
    pub const fn with_many(self, many: Option<&'a Many>) -> Self {
        Self { many, ..self }
    }

    /// What came out of many runs, if they are made and are of the plan that is drawn.
    #[must_use]
    pub fn found_runs(&self) -> Option<&'a Arc<Found>> {
        self.many.and_then(|many| many.found.as_ref()).filter(|_| self.is_chosen())
    }

    /// The look of it while presenting.
    #[must_use]
    pub const fn presenting(self) -> Self {
        Self { presents: true, ..self }
    }

    /// Whether views offer to change what happens: in the run of the chosen plan, and not before an audience.
    #[must_use]
    pub const fn acts(&self) -> bool {
        self.is_chosen() && !self.presents
    }

    /// The same moment in the run that lies beside the chosen one: its ghost.
    #[must_use]
    pub fn baseline(&self) -> Option<Self> {
        let run = self.session.baseline()?;
        let localized = run.world.localized(self.texts.language().tag());
        Some(Self { run, world: &run.world, localized, recording: &run.recording, is_baseline: true, ..*self })
    }

    /// What the run that is drawn is called: its plan, and its luck where that is not as written in one of the two futures.
    #[must_use]
    pub fn name(&self) -> String {
        let session = self.session;
        let own = || self.plan_name(&session.plan().name).to_owned();
        let plan = if self.is_baseline { session.baseline_name(self.texts).unwrap_or_default() } else { own() };
        let is_lucky = session.seed() != 0 || session.baseline().is_some_and(|run| run.seed != 0);
        match self.run.seed {
            _ if !is_lucky => plan,
            0 => self.texts.with("run-as-written", &[("plan", &plan)]),
            seed => self.texts.with("run-of-seed", &[("plan", &plan), ("seed", &seed.to_string())]),
        }
    }

    /// What the two futures are called, the one beside first.
    #[must_use]
    pub fn names(&self) -> Both<String> {
        [self.baseline().map_or_else(String::new, |baseline| baseline.name()), self.name()]
    }

    /// The name of a plan of the session in the language of the window.
    #[must_use]
    pub fn plan_name(&self, name: &'a str) -> &'a str {
        self.session.plan_name(name, self.texts)
    }

    /// What a plan of the session is about in the language of the window.
    #[must_use]
    pub fn plan_about(&self, plan: &'a Plan) -> &'a str {
        self.session.scenario().localized(self.texts.language().tag()).plan_about(&plan.name, &plan.about)
    }

    /// The texts of the worlds of the baseline and of the chosen plan.
    #[must_use]
    pub fn both_localized(&self) -> Both<Localized<'a>> {
        let of = |run: &'a Run| run.world.localized(self.texts.language().tag());
        let chosen = self.session.run();
        [self.session.baseline().unwrap_or(chosen), chosen].map(|run| of(run))
    }

    /// Whether it is the run of the chosen plan that is drawn.
    #[must_use]
    pub const fn is_chosen(&self) -> bool {
        !self.is_baseline
    }

    /// Whether the story is told of the chosen plan: of the first that acts.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.session.plans().iter().position(Plan::acts) == Some(self.session.chosen())
    }

    /// The chapter of this moment. In a plan of which the story is not told a chapter is only what somebody turned to, for as long as
    /// they stay there.
    #[must_use]
    pub fn chapter(&self) -> Option<usize> {
        let story = &self.world.story;
        let reached = || {
            let reached = story.iter().enumerate().filter(|(_, chapter)| chapter.at <= self.now);
            reached.max_by_key(|(_, chapter)| chapter.at).map(|(index, _)| index)
        };
        self.shown_chapter().or_else(|| self.is_told().then(reached).flatten())
    }

    /// The chapter that was turned to, while its moment is still shown.
    #[must_use]
    pub fn shown_chapter(&self) -> Option<usize> {
        let is_shown = |chapter: &usize| self.world.story.get(*chapter).is_some_and(|chapter| chapter.at == self.now);
        self.session.chapter().filter(is_shown)
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

    /// A service of the run `of`, in this run.
    #[must_use]
    pub fn service(&self, of: &ViewContext<'_>, id: ServiceId) -> Option<ServiceId> {
        twin(&of.world.services, id, &self.world.services, |service| &service.key)
    }

    /// A site of the run `of`, in this run.
    #[must_use]
    pub fn site(&self, of: &ViewContext<'_>, id: SiteId) -> Option<SiteId> {
        twin(&of.world.sites, id, &self.world.sites, |site| &site.key)
    }
}

/// The row of another world that has the same key. Plans of one scenario have their rows at the same places, so that it is found
/// at once; worlds of two files need not.
fn twin<I: Id, T>(own: &Table<I, T>, id: I, other: &Table<I, T>, key: fn(&T) -> &String) -> Option<I> {
    let wanted = key(own.rows().get(id.index())?);
    match other.rows().get(id.index()) {
        Some(row) if key(row) == wanted => Some(id),
        Some(_) | None => other.iter().find(|(_, row)| key(row) == wanted).map(|(id, _)| id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_by_its_key_wherever_it_stands() {
        let table = |keys: &[&str]| -> Table<ServiceId, String> { keys.iter().map(|key| (*key).to_owned()).collect() };
        let (own, other) = (table(&["talk", "login", "map"]), table(&["talk", "map"]));
        let found = |index: usize| twin(&own, ServiceId::new(index), &other, |key| key).map(Id::index);
        assert_eq!([found(0), found(1), found(2), found(9)], [Some(0), None, Some(1), None]);
    }
}
