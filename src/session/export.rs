//! What can be saved to a file, apart from the scenario itself.

use crate::study::export::Content;

/// Content, other than the scenario, that can be saved to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// The differences between the run of the chosen plan and the baseline, as CSV.
    Comparison,
    /// The restoration curves of the incidents that are beside one another, as CSV.
    Restoration,
    /// Their shares and records as Markdown.
    RestorationMarkdown,
    /// Their curves as a picture.
    RestorationPicture,
    /// What the columns of the tables in the import panel mean.
    Mapping,
    /// A table of the run, or the world as a graph.
    Text(Content),
    /// A picture of a part of the window.
    Picture(Part, PictureFormat),
}

/// The part of the window that a picture shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// The whole window.
    #[default]
    All,
    /// The map alone.
    Map,
    /// The dependency view alone.
    Dependencies,
    /// The playback bar and the timeline alone.
    Timeline,
    /// The lists of sites and services alone.
    Lists,
    /// The inspector alone, with what is selected.
    Inspector,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 6] = [Self::All, Self::Map, Self::Dependencies, Self::Timeline, Self::Lists, Self::Inspector];

    /// The minimum width and height of a picture of this part, in points.
    #[must_use]
    pub const fn least(self) -> [u16; 2] {
        match self {
            Self::All => [1024, 640],
            Self::Map | Self::Dependencies => [240, 160],
            Self::Timeline => [1024, 160],
            Self::Lists | Self::Inspector => [240, 200],
        }
    }
}

/// The kind of a picture's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// Pixels, with the scenario, the plan and the time in the file.
    Png,
    /// Lines, areas and texts.
    Svg,
}

impl PictureFormat {
    /// The extension of the files, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}
