//! The contents of each plot of a run: its lines, the observations, and the unit of its values.

use std::collections::BTreeMap;

use egui_plot::PlotPoint;

use super::bends::{Bend, bends};
use super::labels::Labels;
use super::line::{Line, SHOWN, corners};
use super::run_bands::RunBands;
use super::scale::ValueRange;
use super::stack::{Band, bands};
use crate::impact::dark_of_nobody;
use crate::model::{CompanyId, Localized, Observed, RivalId, Scenario, ServiceId};
use crate::recording::{Recording, Subject};
use crate::text::Texts;
use crate::ui::ViewContext;
use crate::ui::time_axis::{Folds, Tab};
use crate::units::{SimTime, WHOLE, text};

/// The largest number of lines that a plot keeps.
const KEPT: usize = 64;

/// The unit of the values of a plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Numbers of people or servers: integers that are not negative.
    Count,
    /// Changes of a price relative to the last close before the run: 0.1 is 10 % more.
    Change,
    /// Numbers of users gained (positive) or lost (negative).
    Gain,
}

/// An observation, which is drawn as a mark on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The time in seconds since the start, and the value.
    pub at: PlotPoint,
    /// The index of the line that the observation is about.
    pub line: usize,
    /// The source of the observation.
    pub source: Option<String>,
}

/// One plot of one run.
#[derive(Debug)]
pub struct Chart {
    /// The key of the text of the title.
    pub title: &'static str,
    /// The key of the text that is shown if the plot has no lines.
    pub empty: &'static str,
    /// The unit of the values.
    pub unit: Unit,
    /// The lines. The first ones (`SHOWN` of them, or only the sum if there are areas) are always shown.
    pub lines: Vec<Line>,
    /// The areas whose sum is the first line; empty if the first line is not a sum.
    pub bands: Vec<Band>,
    /// The observations.
    pub marks: Vec<Mark>,
    /// The bends of the lines, the largest bend first.
    pub bends: Vec<Bend>,
    /// The lowest and the highest value on the scale.
    pub scale: ValueRange,
    /// The largest value that is possible, if there is one: above it, the scale has no labels.
    pub most: Option<f64>,
    /// The positions of the labels, for the axis that they were last computed for.
    pub labels: Labels,
    /// The bands of the Monte Carlo runs, which are drawn behind the lines; `None` until the runs are finished.
    pub(super) run_bands: Option<RunBands>,
    /// For each line, the currency of its prices.
    currencies: Vec<String>,
}

impl Chart {
    /// The plot of a tab for the run that is drawn.
    #[must_use]
    pub fn new(tab: Tab, context: &ViewContext<'_>) -> Self {
        let (world, names, recording) = (context.world, context.localized, context.recording);
        let (title, empty, unit, lines) = match tab {
            Tab::Lanes | Tab::People | Tab::Compare => {
                let everybody = context.texts.get("plot-all-people");
                ("plot-people", "plot-no-people", Unit::Count, people(names, recording, everybody))
            }
            Tab::Shares => ("plot-shares", "plot-no-shares", Unit::Change, shares(names, recording)),
            Tab::Servers => (
                "plot-servers",
                "plot-no-servers",
                Unit::Count,
                servers(
                    names,
                    recording,
                    // Without any company, the line is all there is.
                    context.texts.get(if world.companies.is_empty() { "plot-all-services" } else { "plot-no-company" }),
                ),
            ),
            Tab::Rivals => ("plot-rivals", "plot-no-rivals", Unit::Gain, rivals(names, recording)),
        };
        let mut lines = lines;
        for (index, line) in lines.iter_mut().enumerate() {
            line.color = index.min(SHOWN - 1);
        }
        let currency = |line: &Line| {
            let Some(Subject::Company(company)) = line.subject else { return None };
            world.companies[company].listing.as_ref()?.currency.clone()
        };
        let currencies = lines.iter().map(|line| currency(line).unwrap_or_default()).collect();
        let marks = marks(tab, names, &lines);
        let scale = scale(&lines, &marks, tab);
        let most = world.population.filter(|_| tab == Tab::People).map(|population| population as f64);
        let has_bands = tab == Tab::People && !lines.is_empty();
        let bands =
            if has_bands { bands(names, recording, context.texts.get("plot-other-services")) } else { Vec::new() };
        for line in lines.iter_mut().skip(1).filter(|_| has_bands) {
            let own = bands.iter().find(|band| band.subject == line.subject);
            line.color = own.map_or(SHOWN - 1, |band| band.color);
        }
        let bends = bends(tab, context, &lines);
        let labels = Labels::default();
        Self { title, empty, unit, lines, bands, marks, bends, scale, most, labels, run_bands: None, currencies }
    }

    /// Computes the bands of the Monte Carlo runs, if their results have changed.
    pub(super) fn update_run_bands(&mut self, tab: Tab, context: &ViewContext<'_>) {
        self.run_bands = RunBands::update(self.run_bands.take(), context, tab, &self.lines);
    }

    /// Prepares the lines for an axis with folded hours.
    pub fn fold(&mut self, folds: Option<&Folds>) {
        let Some(folds) = folds else { return };
        for line in &mut self.lines {
            line.fold(folds);
        }
    }

    /// A value of the line at `index` in words, rounded as in the plot.
    #[must_use]
    pub fn value_words(&self, index: usize, value: f64, texts: &Texts) -> String {
        let line = &self.lines[index];
        match self.unit {
            Unit::Count => texts.count(value.max(0.0).round() as u64),
            Unit::Change => {
                format!("{}  {}", self.price_words(index, line.base * (1.0 + value), texts), text::change(value))
            }
            Unit::Gain => texts.gain(value),
        }
    }

    /// A value of the line at `index` in words, with all digits.
    #[must_use]
    pub fn exact_words(&self, index: usize, value: f64, texts: &Texts) -> String {
        match self.unit {
            Unit::Count => text::exact(value.max(0.0).round() as u64),
            Unit::Change => self.value_words(index, value, texts),
            Unit::Gain => {
                let all = text::exact((self.lines[index].base + value).max(0.0).round() as u64);
                format!("{all}  ({})", texts.gain(value))
            }
        }
    }

    /// A price of the line at `index`, with its currency.
    #[must_use]
    pub fn price_words(&self, index: usize, price: f64, texts: &Texts) -> String {
        texts.price(price, &self.currencies[index])
    }

    /// Whether every line has its name at its end, even if it ends at zero. This is so for share prices and for users of rivals,
    /// because a value that is back at its start is a result, too.
    #[must_use]
    pub fn ends_always(&self) -> bool {
        self.unit != Unit::Count
    }

    /// A value in words, as a label of the vertical scale.
    #[must_use]
    pub fn scale_words(&self, value: f64, texts: &Texts) -> String {
        match self.unit {
            Unit::Count => texts.count(value.max(0.0).round() as u64),
            Unit::Change | Unit::Gain if value.abs() < 1e-9 => "0".to_owned(),
            Unit::Change => text::change(value),
            Unit::Gain => texts.gain(value),
        }
    }
}

/// Everybody first, then users cut off by service, the most first.
fn people(names: Localized<'_>, recording: &Recording, everybody: &str) -> Vec<Line> {
    let world = names.scenario();
    if world.services.rows().iter().all(|service| service.users == 0) {
        return Vec::new();
    }
    let all = corners(&recording.people, recording.length, |people| *people as f64);
    let all = Line { broad: true, ..line(everybody, None, 0.0, vec![all]) };
    // More people than there are cannot be affected, even by a service with more users than that.
    let most = world.population.unwrap_or(u64::MAX);
    let cut_off = |service: ServiceId, health: u32| world.services[service].cut_off(health).min(most);
    let most_cut_off = |service: ServiceId| {
        let worst = recording.services[service].health.all().iter().map(|(_, health)| *health).min();
        cut_off(service, worst.unwrap_or(WHOLE))
    };
    // Only the services with the largest maximum become lines, because a world may have a hundred thousand services.
    let mut worst: Vec<(u64, ServiceId)> =
        world.services.ids().map(|service| (most_cut_off(service), service)).collect();
    worst.retain(|(people, _)| *people > 0);
    worst.sort_by_key(|(people, service)| (std::cmp::Reverse(*people), *service));
    let of_service = |(_, service): (u64, ServiceId)| {
        let health = &recording.services[service].health;
        let points = corners(health, recording.length, |health| cut_off(service, *health) as f64);
        let row = &world.services[service];
        line(names.service_name(service), Some(Subject::Service(service)), row.users as f64, vec![points])
    };
    std::iter::once(all).chain(worst.into_iter().map(of_service)).take(KEPT).collect()
}

/// Listed companies in file order: their names are what a class looks for.
fn shares(names: Localized<'_>, recording: &Recording) -> Vec<Line> {
    let world = names.scenario();
    let of_company = |company: CompanyId| {
        let listing = world.companies[company].listing.as_ref()?;
        let prices = &recording.prices[company];
        let point = |minute: crate::recording::PriceMinute| {
            PlotPoint::new(minute.at.as_secs_f64(), listing.change(minute.price))
        };
        let days = prices.days().map(|day| prices.corners(day).into_iter().map(point).collect());
        let days: Vec<Vec<PlotPoint>> = days.collect();
        let name = names.company_name(company);
        Some(Line { steps: false, ..line(name, Some(Subject::Company(company)), listing.close, days) })
    };
    world.companies.ids().filter_map(of_company).take(KEPT).collect()
}

/// Dark servers of each company, and of the services that have none.
fn servers(names: Localized<'_>, recording: &Recording, nobody: &str) -> Vec<Line> {
    let world = names.scenario();
    let of_company = |company: CompanyId| {
        let points = corners(&recording.dark_servers[company], recording.length, |servers| *servers as f64);
        line(names.company_name(company), Some(Subject::Company(company)), 0.0, vec![points])
    };
    let with_servers = |company: &CompanyId| recording.summary.companies[*company].servers > 0;
    let mut lines: Vec<Line> = world.companies.ids().filter(with_servers).map(of_company).collect();
    if world.services.rows().iter().any(|service| service.company.is_none() && !service.on.is_empty()) {
        let dark = dark_of_nobody(world, &recording.placements);
        lines.push(line(nobody, None, 0.0, vec![corners(&dark, recording.length, |servers| *servers as f64)]));
    }
    most_first(&mut lines);
    lines.truncate(KEPT);
    lines
}

/// Rivals, and the services they gain from, as what each gained or lost.
fn rivals(names: Localized<'_>, recording: &Recording) -> Vec<Line> {
    let world = names.scenario();
    let mut lines: Vec<Line> = Vec::new();
    let mut rivals_of: BTreeMap<ServiceId, Vec<RivalId>> = BTreeMap::new();
    for (id, rival) in world.rivals.iter() {
        let base = rival.users as f64;
        let gained = recording.rivals[id].iter().map(|(at, users)| PlotPoint::new(at.as_secs_f64(), users - base));
        lines.push(Line { steps: false, ..line(names.rival_name(id), None, base, vec![gained.collect()]) });
        rivals_of.entry(rival.service).or_default().push(id);
    }
    for (service, rivals) in rivals_of {
        let lost = lost_to(&rivals, world, recording);
        let (name, base) = (names.service_name(service), world.services[service].users as f64);
        lines.push(Line { steps: false, ..line(name, Some(Subject::Service(service)), base, vec![lost]) });
    }
    most_first(&mut lines);
    lines.truncate(KEPT);
    lines
}

/// The users whom a service lost to all of these rivals, below zero. The lines of its rivals leave out points between two of the same value,
/// so at a point of one of them each of the others has its last value.
fn lost_to(rivals: &[RivalId], world: &Scenario, recording: &Recording) -> Vec<PlotPoint> {
    let of_rival = |rival: &RivalId| {
        let mut before = world.rivals[*rival].users as f64;
        recording.rivals[*rival].iter().map(move |(at, users)| (*at, users - std::mem::replace(&mut before, *users)))
    };
    let mut changes: Vec<(SimTime, f64)> = rivals.iter().flat_map(of_rival).collect();
    changes.sort_by_key(|(at, _)| *at);
    let mut gained = 0.0;
    let instants = changes.chunk_by(|a, b| a.0 == b.0).map(|instant| {
        gained += instant.iter().map(|(_, more)| more).sum::<f64>();
        PlotPoint::new(instant[0].0.as_secs_f64(), -gained)
    });
    instants.collect()
}

fn line(name: &str, subject: Option<Subject>, base: f64, runs: Vec<Vec<PlotPoint>>) -> Line {
    Line { name: name.to_owned(), subject, color: 0, broad: false, steps: true, base, runs, folded: None }
}

fn most_first(lines: &mut [Line]) {
    lines.sort_by(|a, b| b.peak().abs().total_cmp(&a.peak().abs()));
}

/// What was observed of the lines of a tab.
fn marks(tab: Tab, names: Localized<'_>, lines: &[Line]) -> Vec<Mark> {
    let world = names.scenario();
    let line_of = |subject| lines.iter().position(|line| line.subject == Some(subject));
    let rival_name = |rival: RivalId| names.rival_name(rival);
    let seen = world.history.iter().filter_map(|history| {
        let (line, value) = match (tab, history.what) {
            (Tab::Shares, Observed::Price(company, price)) => {
                let line = line_of(Subject::Company(company))?;
                (line, price / lines[line].base - 1.0)
            }
            (Tab::Servers, Observed::DarkServers(company, servers)) => {
                (line_of(Subject::Company(company))?, servers as f64)
            }
            (Tab::Rivals, Observed::RivalUsers(rival, users)) => {
                let line = lines.iter().position(|line| line.subject.is_none() && line.name == rival_name(rival))?;
                (line, users as f64 - lines[line].base)
            }
            (Tab::Rivals, Observed::Users(service, users)) => {
                let line = line_of(Subject::Service(service))?;
                (line, users as f64 - lines[line].base)
            }
            (Tab::Lanes | Tab::People | Tab::Shares | Tab::Servers | Tab::Rivals | Tab::Compare, _) => return None,
        };
        let source = history.source.map(|source| names.source_title(source).to_owned());
        Some(Mark { at: PlotPoint::new(history.at.as_secs_f64(), value), line, source })
    });
    seen.collect()
}

/// The range from the lowest to the highest value and zero, with some space at both ends.
fn scale(lines: &[Line], marks: &[Mark], tab: Tab) -> ValueRange {
    let values = lines.iter().flat_map(Line::values).chain(marks.iter().map(|mark| mark.at.y));
    let (low, high) = values.fold((0.0f64, 0.0f64), |(low, high), value| (low.min(value), high.max(value)));
    let span = if high - low > 0.0 { high - low } else { 1.0 };
    let below = if low < 0.0 { low - span * 0.06 } else { -span * 0.015 };
    // Notes are placed above the areas, so they need more space.
    let above = if tab == Tab::People { span * 0.26 } else { span * 0.08 };
    ValueRange { low: below, high: if high > 0.0 || low == 0.0 { high.max(low + span) + above } else { span * 0.06 } }
}
