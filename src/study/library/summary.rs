//! What the list of scenarios shows of one scenario: where and when it is, what is struck, what can be learned, how long it takes, and how its
//! run agrees with the record.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::geo::{self, Atlas, Rank};
use crate::model::{HazardKind, Scenario, ServiceId, SiteId};
use crate::recording::{Binding, EventKind, StrikeTarget};
use crate::study::{Fit, Restoration, Run, Weight};
use crate::text::Language;
use crate::units::{SimTime, Span, WHOLE};

/// A town is named as the place of a site if it is within this distance, in kilometres.
const NEAR_KM: f64 = 60.0;
/// So many places are named at most.
const MOST_PLACES: usize = 3;
/// So many positions of sites are kept: more cannot be told apart on a small map.
const MOST_SITES: usize = 64;

/// What the list of scenarios shows of one scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The name under which it ships; empty for a file.
    #[serde(default)]
    pub name: String,
    /// Its title, description and lesson by language; under the empty name as its author wrote them.
    pub texts: BTreeMap<String, SummaryTexts>,
    /// Whether it has a record of what really happened.
    pub is_incident: bool,
    /// The local date and time of the first strike or, if nothing is struck, of the start.
    pub at: String,
    /// The area of its time zone, such as `Asia`.
    pub area: String,
    /// The positions of its sites as latitude and longitude, to a hundredth of a degree.
    pub sites: Vec<[f64; 2]>,
    /// Those of the sites that are struck.
    pub struck: Vec<[f64; 2]>,
    /// The towns near the struck sites, each once.
    pub places: Vec<Place>,
    /// How many more towns there are.
    pub more_places: usize,
    /// The kinds of hazards that strike, each once.
    pub hazards: Vec<HazardKind>,
    /// What happens in the run that others can be compared with.
    pub topics: Vec<Topic>,
    /// How long it takes; `None` if nothing goes out.
    pub out: Option<Out>,
    /// How the run agrees with the record.
    pub fit: Option<FitNumbers>,
    /// Whether it was not run, so that nothing is known about what happens. What ships was run.
    #[serde(skip)]
    pub is_not_run: bool,
}

/// The texts of a scenario in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryTexts {
    /// The title.
    pub title: String,
    /// What the scenario is about.
    pub about: String,
    /// What can be learned from it.
    pub teaches: String,
}

/// A town near a struck site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its name in Latin letters.
    pub name: String,
    /// Its name in Hangul, if it is known.
    pub hangul: Option<String>,
}

impl Place {
    /// The name for readers of a language.
    #[must_use]
    pub fn name_in(&self, language: Language) -> &str {
        match language {
            Language::Korean => self.hangul.as_deref().unwrap_or(&self.name),
            Language::English => &self.name,
        }
    }
}

/// The time from the first strike until everything is up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Out {
    /// The time in seconds.
    pub secs: i64,
    /// Whether something is still out at the end of the run, so that it is at least this.
    pub is_open: bool,
}

/// How a run agrees with the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitNumbers {
    /// How many figures are judged by a ratio.
    pub judged: usize,
    /// How many of them are within a factor of 1.5.
    pub near: usize,
    /// The mean factor in hundredths.
    pub mean_factor_hundredths: Option<u32>,
    /// How many bounds were observed, and how many of them are kept.
    pub bounds: [usize; 2],
}

/// Something that happens in a run and that other scenarios can be compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Topic {
    /// More than one site is struck.
    SeveralSites,
    /// Only services themselves are struck: no site goes dark.
    NoSite,
    /// Servers are destroyed.
    Destroyed,
    /// Servers are damaged, and people repair them.
    Repair,
    /// A site has a reserve of power or cooling when it is struck.
    Reserve,
    /// A service fails over to its standby.
    Failover,
    /// A standby does not work.
    FailedFailover,
    /// At least half of the services that go out have all their own servers, and lack what they depend on.
    Dependencies,
    /// A share price is traded.
    Prices,
    /// People move to rivals.
    Rivals,
}

impl Topic {
    /// All topics.
    pub const ALL: [Self; 10] = [
        Self::SeveralSites,
        Self::NoSite,
        Self::Destroyed,
        Self::Repair,
        Self::Reserve,
        Self::Failover,
        Self::FailedFailover,
        Self::Dependencies,
        Self::Prices,
        Self::Rivals,
    ];
}

/// How long an outage is, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LengthClass {
    /// Up to six hours.
    SixHours,
    /// Up to a day.
    Day,
    /// Up to a week.
    Week,
    /// Longer.
    Longer,
}

impl LengthClass {
    /// All classes, the shortest first.
    pub const ALL: [Self; 4] = [Self::SixHours, Self::Day, Self::Week, Self::Longer];
}

impl Out {
    /// How long it is, roughly.
    #[must_use]
    pub const fn class(self) -> LengthClass {
        match self.secs {
            ..=21_600 => LengthClass::SixHours,
            21_601..=86_400 => LengthClass::Day,
            86_401..=604_800 => LengthClass::Week,
            _ => LengthClass::Longer,
        }
    }
}

impl Summary {
    /// The summary of a scenario. `fit` is the comparison of its run with the record; without it nothing is known about what happens.
    #[must_use]
    pub fn new(scenario: &Scenario, fit: Option<&Fit>) -> Self {
        let run = fit.map(|fit| &fit.run);
        let struck = run.map(struck).unwrap_or_default();
        let first = run.and_then(|run| run.recording.strikes.first()).map_or(SimTime::ZERO, |strike| strike.at);
        let (places, more_places) = places(scenario, &struck);
        let mut hazards = Vec::new();
        for strike in run.map(|run| run.recording.strikes.as_slice()).unwrap_or_default() {
            let kind = scenario.hazards[strike.hazard].kind;
            if !hazards.contains(&kind) {
                hazards.push(kind);
            }
        }
        Self {
            name: String::new(),
            texts: texts(scenario),
            is_incident: !scenario.history.is_empty(),
            at: scenario.clock.local(first).format("%Y-%m-%dT%H:%M").to_string(),
            area: scenario.clock.zone().name().split('/').next().unwrap_or_default().to_owned(),
            sites: positions(scenario, scenario.sites.ids()),
            struck: positions(scenario, struck.into_iter()),
            places,
            more_places,
            hazards,
            topics: run.map(topics).unwrap_or_default(),
            out: run.and_then(out),
            fit: fit.filter(|fit| !fit.rows.is_empty()).map(numbers),
            is_not_run: fit.is_none(),
        }
    }

    /// The texts for readers of a language.
    #[must_use]
    pub fn texts(&self, language: Language) -> &SummaryTexts {
        static NONE: SummaryTexts = SummaryTexts { title: String::new(), about: String::new(), teaches: String::new() };
        self.texts.get(language.tag()).or_else(|| self.texts.get("")).unwrap_or(&NONE)
    }

    /// How long it takes, roughly; `None` if nothing goes out.
    #[must_use]
    pub fn length_class(&self) -> Option<LengthClass> {
        self.out.map(Out::class)
    }
}

/// How much two scenarios are alike: what strikes, what happens, where it is and how long it takes. 0 if they have nothing in common.
#[must_use]
pub fn alike(one: &Summary, other: &Summary) -> u32 {
    let common = |count: usize, each: u32| count as u32 * each;
    let hazards = one.hazards.iter().filter(|kind| other.hazards.contains(kind)).count();
    let topics = one.topics.iter().filter(|topic| other.topics.contains(topic)).count();
    let length = one.length_class().is_some() && one.length_class() == other.length_class();
    let area = !one.area.is_empty() && one.area == other.area;
    common(hazards, 4) + common(topics, 2) + common(usize::from(length), 2) + common(usize::from(area), 1)
}

/// The texts by language. A language in which nothing is different is left out.
fn texts(scenario: &Scenario) -> BTreeMap<String, SummaryTexts> {
    let of = |tag: &str| {
        let localized = if tag.is_empty() { scenario.as_written() } else { scenario.localized(tag) };
        SummaryTexts {
            title: localized.title().to_owned(),
            about: localized.about().to_owned(),
            teaches: localized.teaches().to_owned(),
        }
    };
    let written = of("");
    let others = Language::ALL.map(|language| (language.tag().to_owned(), of(language.tag())));
    let others = others.into_iter().filter(|(_, texts)| *texts != written);
    let mut texts: BTreeMap<String, SummaryTexts> = others.collect();
    texts.insert(String::new(), written);
    texts
}

/// The sites that are struck, or at which a struck service has servers, each once.
fn struck(run: &Run) -> Vec<SiteId> {
    let mut sites = Vec::new();
    let mut add = |site: SiteId| {
        if !sites.contains(&site) {
            sites.push(site);
        }
    };
    for strike in &run.recording.strikes {
        match strike.target {
            StrikeTarget::Site(site) | StrikeTarget::Service { site: Some(site), .. } => add(site),
            StrikeTarget::Service { service, site: None } => {
                run.world.services[service].on.iter().for_each(|(site, _)| add(*site));
            }
        }
    }
    sites
}

/// The positions of those sites that have one. A site without a place stands beside the map.
fn positions(scenario: &Scenario, sites: impl Iterator<Item = SiteId>) -> Vec<[f64; 2]> {
    let rounded = |degrees: f64| (degrees * 100.0).round() / 100.0;
    let placed = sites.filter_map(|site| scenario.sites[site].at);
    placed.map(|at| [rounded(at.lat), rounded(at.lon)]).take(MOST_SITES).collect()
}

/// The towns near these sites, each once, and how many more there are than are named.
fn places(scenario: &Scenario, sites: &[SiteId]) -> (Vec<Place>, usize) {
    let mut places: Vec<Place> = Vec::new();
    for at in sites.iter().filter_map(|site| scenario.sites[*site].at).take(MOST_SITES) {
        let towns = Atlas::bundled().places().iter().filter(|place| place.rank != Rank::District);
        let near = towns.map(|place| (at.km_to(place.at), place)).filter(|(km, _)| *km <= NEAR_KM);
        // A large city is named rather than a part of it, but not rather than a town of its own next to it.
        let pull = |(km, place): &(f64, &geo::Place)| f64::from(place.population) / (km + 2.0).powi(4);
        if let Some((_, place)) = near.max_by(|a, b| pull(a).total_cmp(&pull(b))) {
            let place = Place { name: place.name.clone(), hangul: place.hangul.clone() };
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    let more = places.len().saturating_sub(MOST_PLACES);
    places.truncate(MOST_PLACES);
    (places, more)
}

fn out(run: &Run) -> Option<Out> {
    let curve = Restoration::new(run, Weight::Services)?;
    curve.steps().first()?;
    let back = curve.lasting(WHOLE);
    Some(Out { secs: back.unwrap_or(curve.shown).0, is_open: back.is_none() })
}

fn numbers(fit: &Fit) -> FitNumbers {
    let figures = fit.figures();
    FitNumbers {
        judged: figures.judged,
        near: figures.near,
        mean_factor_hundredths: figures.mean_factor().map(|factor| (factor * 100.0).round() as u32),
        bounds: [figures.kept, figures.bounds],
    }
}

/// What happens in a run.
fn topics(run: &Run) -> Vec<Topic> {
    let (world, recording) = (&run.world, &run.recording);
    let has_event = |is: fn(&EventKind) -> bool| recording.events.iter().any(|event| is(&event.kind));
    let holds = |topic: Topic| match topic {
        Topic::SeveralSites => {
            let mut sites = recording.strikes.iter().filter_map(|strike| match strike.target {
                StrikeTarget::Site(site) => Some(site),
                StrikeTarget::Service { .. } => None,
            });
            let first = sites.next();
            sites.any(|site| Some(site) != first)
        }
        Topic::NoSite => {
            let is_service = |target: &StrikeTarget| matches!(target, StrikeTarget::Service { .. });
            !recording.strikes.is_empty() && recording.strikes.iter().all(|strike| is_service(&strike.target))
        }
        Topic::Destroyed => has_event(|kind| matches!(kind, EventKind::Destroyed { .. })),
        Topic::Repair => has_event(|kind| matches!(kind, EventKind::Damaged { .. })),
        Topic::Reserve => recording.strikes.iter().any(|strike| strike.reserve > Span::ZERO),
        Topic::Failover => has_event(|kind| matches!(kind, EventKind::Engaged(_))),
        Topic::FailedFailover => has_event(|kind| matches!(kind, EventKind::FailoverFailed(_))),
        Topic::Dependencies => {
            let out = world.services.ids().filter(|id| !run.index().outages(*id).is_empty());
            let (all, through): (usize, usize) =
                out.fold((0, 0), |(all, through), id| (all + 1, through + usize::from(is_out_through_others(run, id))));
            all > 0 && through * 2 >= all
        }
        Topic::Prices => world.companies.rows().iter().any(|company| company.listing.is_some()),
        Topic::Rivals => !world.rivals.is_empty(),
    };
    Topic::ALL.into_iter().filter(|topic| holds(*topic)).collect()
}

/// Whether a service goes out for the first time while its own servers can serve everything.
fn is_out_through_others(run: &Run, service: ServiceId) -> bool {
    let Some(outage) = run.index().outages(service).first() else { return false };
    let moment = run.recording.services[service].moments.at(outage.from);
    moment.own == WHOLE && matches!(moment.binding, Binding::Dependency(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(hazards: &[HazardKind], topics: &[Topic], secs: i64, area: &str) -> Summary {
        Summary {
            hazards: hazards.to_vec(),
            topics: topics.to_vec(),
            out: Some(Out { secs, is_open: false }),
            area: area.to_owned(),
            ..Summary::default()
        }
    }

    #[test]
    fn what_strikes_counts_most_in_how_much_two_are_alike() {
        let one = summary(&[HazardKind::Fire], &[Topic::Repair], 3_600, "Asia");
        let fire = summary(&[HazardKind::Fire, HazardKind::Power], &[], 90_000, "Europe");
        let repair = summary(&[HazardKind::Flood], &[Topic::Repair], 90_000, "Europe");
        let near = summary(&[HazardKind::Flood], &[], 900_000, "Asia");
        let nothing = Summary::default();
        let degrees = [&fire, &repair, &near, &nothing].map(|other| alike(&one, other));
        assert_eq!(degrees, [4, 2, 1, 0]);
        assert_eq!(alike(&one, &one), 9);
        assert_eq!(alike(&nothing, &nothing), 0, "what is not known is not alike");
    }

    #[test]
    fn lengths_fall_into_classes() {
        let class = |secs| Out { secs, is_open: false }.class();
        let classes = [21_600, 21_601, 86_400, 86_401, 604_800, 604_801].map(class);
        use LengthClass::{Day, Longer, SixHours, Week};
        assert_eq!(classes, [SixHours, Day, Day, Week, Week, Longer]);
    }
}
