//! The other future in a plot: which of its lines stands for which, and the scale that both have room on.

use super::chart::Chart;
use super::line::{Line, SHOWN};
use crate::recording::Subject;
use crate::text::Texts;
use crate::ui::ViewContext;
use crate::units::SimTime;

/// The plot of the run beside the chosen one, laid under that of the chosen one.
pub struct BaselineChart<'a> {
    chart: Option<&'a Chart>,
    /// The name of its plan.
    plan: String,
    /// By line of the chosen plot, the line of this one that is about the same.
    twins: Vec<Option<usize>>,
    /// Lowest and highest value of both.
    pub scale: (f64, f64),
}

impl<'a> BaselineChart<'a> {
    /// The plot `other` of the ghost of `context` laid under `chart`.
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
        let scale =
            other.map_or(chart.scale, |other| (chart.scale.0.min(other.scale.0), chart.scale.1.max(other.scale.1)));
        let plan = baseline.map_or_else(String::new, |baseline| baseline.name());
        Self { chart: other, plan, twins: chart.lines.iter().map(twin).collect(), scale }
    }

    /// The lines to be drawn under the lines `shown`, each with its place in the theme's series: that of its twin. Those that are among
    /// the first here and have no twin have no colour of their own.
    pub fn lines(&self, chart: &Chart, shown: &[usize]) -> impl Iterator<Item = (&'a Line, Option<usize>)> {
        let twins = shown.iter().filter_map(|index| Some((self.twins[*index]?, Some(chart.lines[*index].color))));
        let is_alone = |index: &usize| !self.twins.contains(&Some(*index));
        let count = self.chart.map_or(0, |chart| chart.lines.len());
        let alone = (0..count.min(SHOWN)).filter(is_alone).map(|index| (index, None));
        let all: Vec<(usize, Option<usize>)> = twins.chain(alone).collect();
        let chart = self.chart;
        all.into_iter().filter_map(move |(index, color)| Some((&chart?.lines[index], color)))
    }

    /// The name of the other plan, and the value of the line there at `t` to the last one.
    pub fn value(&self, chart: &Chart, index: usize, t: SimTime, texts: &Texts) -> Option<(&str, String)> {
        let other = self.chart?;
        let twin = (*self.twins.get(index)?)?;
        let value = other.lines[twin].at(t.as_secs_f64())?;
        (chart.unit == other.unit).then(|| (self.plan.as_str(), other.exact_words(twin, value, texts)))
    }
}
