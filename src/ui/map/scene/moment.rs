//! The part of a scene that depends on the moment: states, texts, the levels of links, the path of causes. It contains no positions of
//! labels or marks.

use super::path::{PathStop, path_stops};
use crate::ui::ViewContext;
use crate::ui::map::facts::{RunFacts, SiteState};
use crate::ui::map::layout::{Labels, Name, TextLine, lines_now};
use crate::ui::map::links::{Link, LinkState, link_states};
use crate::ui::map::marks::{Mark, Marks};
use crate::ui::map::scene_key::MomentKey;

/// The state of a mark at one moment.
#[derive(Clone, Debug)]
pub struct MarkState {
    /// The state of each of its sites, in the order of `Mark::sites`.
    pub sites: Vec<SiteState>,
    /// The combined state of all its sites.
    pub all: SiteState,
}

impl MarkState {
    fn of(context: &ViewContext<'_>, mark: &Mark) -> Self {
        let sites = mark.sites.iter().map(|site| SiteState::of(context, &[*site])).collect();
        Self { sites, all: SiteState::of(context, &mark.sites) }
    }
}

/// The part of a scene that depends on the moment.
#[derive(Clone, Debug)]
pub struct SceneMoment {
    pub key: MomentKey,
    /// The state of each mark.
    pub states: Vec<MarkState>,
    /// The states of the links that are drawn.
    pub links: Vec<LinkState>,
    /// The lines of text of each name.
    pub words: Vec<Vec<TextLine>>,
    /// The stops of the chain of causes of the selected subject.
    pub path: Vec<PathStop>,
}

impl SceneMoment {
    /// Computes this part of the scene for the moment of the context.
    pub fn new(
        context: &ViewContext<'_>,
        facts: &RunFacts,
        key: MomentKey,
        marks: &Marks,
        links: &[Link],
        labels: &Labels,
    ) -> Self {
        let states: Vec<MarkState> = marks.all.iter().map(|mark| MarkState::of(context, mark)).collect();
        let words = |name: &Name| {
            let mut lines = lines_now(context, facts, &marks.all[name.mark], &states[name.mark].all);
            lines.truncate(name.most_lines);
            lines
        };
        let words = labels.names.iter().map(words).collect();
        let links = link_states(context, facts, links);
        let path = path_stops(context, facts, marks, labels);
        Self { key, states, links, words, path }
    }
}
