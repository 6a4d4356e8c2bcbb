//! What other programs are given: a run as tables for spreadsheets, and a world as a graph.

mod dot;
mod graph;
mod mermaid;
mod tables;

use crate::model::Localized;
use crate::study::Run;
use crate::text::Texts;

/// Something that a run, or the world of a run, is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Content {
    /// The services as CSV, a row each: what they are, and what the run did to them
    Services,
    /// The health of the services as CSV, a row for each change
    Health,
    /// The number of people affected as CSV, a row for each change
    People,
    /// The share prices as CSV, a row for each minute with a new price
    Prices,
    /// The events as CSV, a row each, with the number of the event that is the cause
    Events,
    /// The services, their dependencies and their sites as a graph for Graphviz
    Dot,
    /// The services, their dependencies and their sites as a flow chart for Mermaid
    Mermaid,
}

impl Content {
    /// All kinds of content.
    pub const ALL: [Self; 7] =
        [Self::Services, Self::Health, Self::People, Self::Prices, Self::Events, Self::Dot, Self::Mermaid];

    /// The extension of files with this content, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Services | Self::Health | Self::People | Self::Prices | Self::Events => "csv",
            Self::Dot => "dot",
            Self::Mermaid => "mmd",
        }
    }

    /// What is appended to the name of the scenario's file to suggest a file name.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Services => "-services",
            Self::Health => "-health",
            Self::People => "-people",
            Self::Prices => "-prices",
            Self::Events => "-events",
            Self::Dot | Self::Mermaid => "",
        }
    }

    /// Writes a run, or its world, as this content. Names are those of `names`, and words those of `texts`. No name can run as a formula,
    /// as markup or as a part of the graph's language.
    #[must_use]
    pub fn write(self, run: &Run, names: Localized<'_>, texts: &Texts) -> String {
        match self {
            Self::Services => tables::services(run, names),
            Self::Health => tables::health(run, names),
            Self::People => tables::people(run),
            Self::Prices => tables::prices(run, names),
            Self::Events => tables::events(run, names, texts),
            Self::Dot => dot::dot(names, texts),
            Self::Mermaid => mermaid::mermaid(names, texts),
        }
    }
}
