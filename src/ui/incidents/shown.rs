//! An incident as it is drawn, and what all parts of the view are given.

use egui::Color32;
use egui_plot::LineStyle;

use crate::model::Localized;
use crate::study::Weight;
use crate::study::incidents::{Incident, MOST_INCIDENTS, Sheet, names};
use crate::text::Texts;
use crate::ui::theme::Theme;

/// The places of the lines' colours among those of the theme. The lines differ in their strokes too.
const COLORS: [usize; MOST_INCIDENTS] = [1, 2, 3];
const STROKES: [LineStyle; MOST_INCIDENTS] =
    [LineStyle::Solid, LineStyle::Dashed { length: 9.0 }, LineStyle::Dotted { spacing: 5.0 }];

/// The texts and colours with which the view is drawn, in the window or as a picture.
#[derive(Clone, Copy)]
pub struct Appearance<'a> {
    /// The texts.
    pub texts: &'a Texts,
    /// The colours.
    pub theme: &'a Theme,
}

/// The incidents that are drawn, with their names.
pub struct Shown<'a> {
    /// The incidents.
    pub incidents: Vec<&'a Incident>,
    /// The texts of their worlds.
    pub worlds: Vec<Localized<'a>>,
    /// Their names.
    pub names: Vec<String>,
    /// The places of their colours and strokes.
    pub places: Vec<usize>,
    /// What each service counts for.
    pub weight: Weight,
}

impl<'a> Shown<'a> {
    /// These incidents, each with the place of its colour and stroke.
    pub fn new(incidents: Vec<(usize, &'a Incident)>, weight: Weight, texts: &Texts) -> Self {
        let (places, incidents): (Vec<usize>, Vec<&Incident>) = incidents.into_iter().unzip();
        let tag = texts.language().tag();
        let worlds: Vec<Localized<'a>> = incidents.iter().map(|incident| incident.run.world.localized(tag)).collect();
        let names = names(&incidents, &worlds, texts);
        Self { incidents, worlds, names, places, weight }
    }

    /// The same as the sheet that is exported.
    #[must_use]
    pub fn sheet(&self) -> Sheet<'_> {
        Sheet { incidents: &self.incidents, worlds: &self.worlds, names: &self.names, weight: self.weight }
    }
}

/// The colour of the line at a place.
pub(super) fn color(place: usize, theme: &Theme) -> Color32 {
    theme.series[COLORS[place % COLORS.len()]]
}

/// The stroke of the line at a place.
pub(super) const fn stroke(place: usize) -> LineStyle {
    STROKES[place % STROKES.len()]
}
