//! What the moment decides of a picture: states, words, the levels of links, the path of causes. It moves nothing.

use super::path::{PathStop, path_stops};
use crate::ui::ViewContext;
use crate::ui::map::facts::{RunFacts, SiteState};
use crate::ui::map::layout::{Labels, Name, TextLine, lines_now};
use crate::ui::map::links::{Link, LinkState, link_states};
use crate::ui::map::marks::{Mark, Marks};
use crate::ui::map::scene_key::MomentKey;

/// How a mark is at one moment.
#[derive(Clone, Debug)]
pub struct MarkState {
    /// Each of its sites.
    pub sites: Vec<SiteState>,
    /// All of them taken together.
    pub all: SiteState,
}

impl MarkState {
    fn of(context: &ViewContext<'_>, mark: &Mark) -> Self {
        let sites = mark.sites.iter().map(|site| SiteState::of(context, &[*site])).collect();
        Self { sites, all: SiteState::of(context, &mark.sites) }
    }
}

/// A picture at one moment.
#[derive(Clone, Debug)]
pub struct SceneMoment {
    pub key: MomentKey,
    /// By mark.
    pub states: Vec<MarkState>,
    /// The links that are drawn.
    pub links: Vec<LinkState>,
    /// By name, what it says.
    pub words: Vec<Vec<TextLine>>,
    /// The chain of causes of what is selected.
    pub path: Vec<PathStop>,
}

impl SceneMoment {
    /// The moment of the context.
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
