//! The fields of a scenario that contain text for people.

use super::plan::Act;
use super::scenario::Scenario;
use super::table::{CompanyId, ExchangeId, HazardId, RivalId, ServiceId, SiteId, SourceId};

/// Identifies a text of a scenario by its row and field. Rows without ids are identified by their index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of the format")]
pub enum TextField {
    Title,
    About,
    Teaches,
    SourceTitle(SourceId),
    NoteText(usize),
    HazardName(HazardId),
    SiteName(SiteId),
    SitePlace(SiteId),
    SiteOperator(SiteId),
    ServiceName(ServiceId),
    ServiceKind(ServiceId),
    ExchangeName(ExchangeId),
    CompanyName(CompanyId),
    RivalName(RivalId),
    NewsTitle(usize),
    NewsText(usize),
    ChapterTitle(usize),
    ChapterText(usize),
    ChapterNotes(usize),
    PlanName(usize),
    PlanAbout(usize),
    MeasureCost { plan: usize, measure: usize },
    LogTitle { plan: usize, action: usize },
}

impl TextField {
    /// The path of the field in a file: table, row and field, separated by dots. The row is given by its id, a plan by its name, and a row
    /// of another list, and a measure or an action of a plan, by its index.
    #[must_use]
    pub fn path(self, scenario: &Scenario) -> String {
        let keyed = |table: &str, key: &str, field: &str| format!("{table}.{key}.{field}");
        let listed = |table: &str, index: usize, field: &str| format!("{table}.{index}.{field}");
        match self {
            Self::Title => "title".to_owned(),
            Self::About => "about".to_owned(),
            Self::Teaches => "teaches".to_owned(),
            Self::SourceTitle(id) => keyed("sources", &scenario.sources[id].key, "title"),
            Self::NoteText(index) => listed("notes", index, "text"),
            Self::HazardName(id) => keyed("hazards", &scenario.hazards[id].key, "name"),
            Self::SiteName(id) => keyed("sites", &scenario.sites[id].key, "name"),
            Self::SitePlace(id) => keyed("sites", &scenario.sites[id].key, "place"),
            Self::SiteOperator(id) => keyed("sites", &scenario.sites[id].key, "operator"),
            Self::ServiceName(id) => keyed("services", &scenario.services[id].key, "name"),
            Self::ServiceKind(id) => keyed("services", &scenario.services[id].key, "kind"),
            Self::ExchangeName(id) => keyed("exchanges", &scenario.exchanges[id].key, "name"),
            Self::CompanyName(id) => keyed("companies", &scenario.companies[id].key, "name"),
            Self::RivalName(id) => keyed("rivals", &scenario.rivals[id].key, "name"),
            Self::NewsTitle(index) => listed("news", index, "title"),
            Self::NewsText(index) => listed("news", index, "text"),
            Self::ChapterTitle(index) => listed("story", index, "title"),
            Self::ChapterText(index) => listed("story", index, "text"),
            Self::ChapterNotes(index) => listed("story", index, "notes"),
            Self::PlanName(index) => keyed("plans", &scenario.plans[index].name, "name"),
            Self::PlanAbout(index) => keyed("plans", &scenario.plans[index].name, "about"),
            Self::MeasureCost { plan, measure } => cost_path(&scenario.plans[plan].name, measure),
            Self::LogTitle { plan, action } => log_path(&scenario.plans[plan].name, action),
        }
    }
}

/// The path of the cost of a measure.
#[must_use]
pub fn cost_path(plan: &str, measure: usize) -> String {
    format!("plans.{plan}.measures.{measure}.cost")
}

/// The path of the title of a Log action.
#[must_use]
pub fn log_path(plan: &str, action: usize) -> String {
    format!("plans.{plan}.actions.{action}.do.title")
}

impl Scenario {
    /// The text of a field as the author wrote it. Empty if there is none.
    #[must_use]
    pub fn text(&self, field: TextField) -> &str {
        use TextField as F;
        let text: Option<&String> = match field {
            F::Title => Some(&self.title),
            F::About => Some(&self.about),
            F::Teaches => Some(&self.teaches),
            F::SourceTitle(id) => Some(&self.sources[id].title),
            F::NoteText(index) => Some(&self.notes[index].text),
            F::HazardName(id) => Some(&self.hazards[id].name),
            F::SiteName(id) => Some(&self.sites[id].name),
            F::SitePlace(id) => self.sites[id].place.as_ref(),
            F::SiteOperator(id) => self.sites[id].operator.as_ref(),
            F::ServiceName(id) => Some(&self.services[id].name),
            F::ServiceKind(id) => self.services[id].kind.as_ref(),
            F::ExchangeName(id) => Some(&self.exchanges[id].name),
            F::CompanyName(id) => Some(&self.companies[id].name),
            F::RivalName(id) => Some(&self.rivals[id].name),
            F::NewsTitle(index) => Some(&self.news[index].title),
            F::NewsText(index) => Some(&self.news[index].text),
            F::ChapterTitle(index) => Some(&self.story[index].title),
            F::ChapterText(index) => Some(&self.story[index].text),
            F::ChapterNotes(index) => Some(&self.story[index].notes),
            F::PlanName(index) => Some(&self.plans[index].name),
            F::PlanAbout(index) => Some(&self.plans[index].about),
            F::MeasureCost { plan, measure } => self.plans[plan].measures[measure].cost.as_ref(),
            F::LogTitle { plan, action } => match &self.plans[plan].actions[action].act {
                Act::Log { title } => Some(title),
                Act::Strike { .. }
                | Act::StrikeArea { .. }
                | Act::StrikeService { .. }
                | Act::Resolve { .. }
                | Act::Crew { .. }
                | Act::Extinguish { .. }
                | Act::FailOver { .. }
                | Act::BlackStart { .. }
                | Act::ShedLoad { .. } => None,
            },
        };
        text.map_or("", String::as_str)
    }

    /// All texts that are there, each with its field, in the order of the format.
    pub fn texts(&self) -> impl Iterator<Item = (TextField, &str)> {
        use TextField as F;
        let sites = self.sites.ids().flat_map(|id| [F::SiteName(id), F::SitePlace(id), F::SiteOperator(id)]);
        let services = self.services.ids().flat_map(|id| [F::ServiceName(id), F::ServiceKind(id)]);
        let fields = [F::Title, F::About, F::Teaches].into_iter();
        let fields = fields.chain(self.sources.ids().map(F::SourceTitle));
        let fields = fields.chain((0..self.notes.len()).map(F::NoteText));
        let fields = fields.chain(self.hazards.ids().map(F::HazardName)).chain(sites).chain(services);
        let fields = fields.chain(self.exchanges.ids().map(F::ExchangeName));
        let fields = fields.chain(self.companies.ids().map(F::CompanyName));
        let fields = fields.chain(self.rivals.ids().map(F::RivalName));
        let fields = fields.chain((0..self.news.len()).flat_map(|index| [F::NewsTitle(index), F::NewsText(index)]));
        let chapter = |index| [F::ChapterTitle(index), F::ChapterText(index), F::ChapterNotes(index)];
        let fields = fields.chain((0..self.story.len()).flat_map(chapter));
        let plan = |index: usize| {
            let costs =
                (0..self.plans[index].measures.len()).map(move |measure| F::MeasureCost { plan: index, measure });
            let logs = (0..self.plans[index].actions.len()).map(move |action| F::LogTitle { plan: index, action });
            [F::PlanName(index), F::PlanAbout(index)].into_iter().chain(costs).chain(logs)
        };
        let fields = fields.chain((0..self.plans.len()).flat_map(plan));
        fields.map(|field| (field, self.text(field))).filter(|(_, text)| !text.is_empty())
    }
}
