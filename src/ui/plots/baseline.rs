//! The baseline in a plot: which of its lines corresponds to which line of the chosen run, and a scale that has room for both runs.

use super::chart::Chart;
use super::line::{Line, SHOWN};
use super::scale::ValueRange;
use crate::recording::Subject;
use crate::text::Texts;
use crate::ui::ViewContext;
use crate::units::SimTime;

/// The plot of the baseline, drawn behind the plot of the chosen run.
pub struct BaselineChart<'a> {
    chart: Option<&'a Chart>,
    /// The name of the baseline.
    plan: String,
    /// For each line of the chosen run's plot, the index of the line of the baseline's plot with the same subject and name.
    twins: Vec<Option<usize>>,
    /// The lowest and the highest value of both plots.
    pub scale: ValueRange,
}

impl<'a> BaselineChart<'a> {
    /// Prepares the plot `other` of the baseline, so that it can be drawn behind the plot `chart` of the chosen run.
    pub fn of(context: &ViewContext<'a>, chart: &Chart, other: Option<&'a Chart>) -> Self {
        let baseline = context.baseline();
        let subject = |line: &Line| match line.subject {
            Some(Subject::Service(service)) => {
                baseline.and_then(|baseline| baseline.service(context, service)).map(Subject::Service)
            }
            Some(subject @ (Subject::Company(_) | Subject::Site(_) | Subject::World)) => Some(subject),
            None => None,
        };
        let twin = |line: &Line| {
            let own = (subject(line), &line.name);
            other?.lines.iter().position(|other| (other.subject, &other.name) == own)
        };
        let scale = other.map_or(chart.scale, |other| chart.scale.union(other.scale));
        let plan = baseline.map_or_else(String::new, |baseline| baseline.name());
        Self { chart: other, plan, twins: chart.lines.iter().map(twin).collect(), scale }
    }

    /// The lines of the baseline to draw. First come the lines that correspond to the lines `shown` of the chosen run, each with the
    /// colour of that line as an index into the theme's series. Then come those of the first lines of the baseline that correspond to
    /// no line of the chosen run; they have no colour (`None`).
    pub fn lines(&self, chart: &Chart, shown: &[usize]) -> impl Iterator<Item = (&'a Line, Option<usize>)> {
        let twins = shown.iter().filter_map(|index| Some((self.twins[*index]?, Some(chart.lines[*index].color))));
        let is_alone = |index: &usize| !self.twins.contains(&Some(*index));
        let count = self.chart.map_or(0, |chart| chart.lines.len());
        let alone = (0..count.min(SHOWN)).filter(is_alone).map(|index| (index, None));
        let all: Vec<(usize, Option<usize>)> = twins.chain(alone).collect();
        let chart = self.chart;
        all.into_iter().filter_map(move |(index, color)| Some((&chart?.lines[index], color)))
    }

    /// The name of the baseline, and the exact value at `t` of the baseline's line that corresponds to the line at `index`. `None` if
    /// there is no such line, or if it has no value at `t`.
    pub fn value(&self, chart: &Chart, index: usize, t: SimTime, texts: &Texts) -> Option<(&str, String)> {
        let other = self.chart?;
        let twin = (*self.twins.get(index)?)?;
        let value = other.lines[twin].at(t.as_secs_f64())?;
        (chart.unit == other.unit).then(|| (self.plan.as_str(), other.exact_words(twin, value, texts)))
    }
}
