//! The scenarios with which a new one can begin, and how the names, places and users that a person has typed are put into one.

use super::authored::Authored;
use super::convert::start_day;
use super::edit::{Edit, Row, Table};
use super::load::parse;
use super::schema::{Scenario, Service, Site};
use super::shipped::Shipped;
use super::tables::Keyed;
use super::texts::without_lost;
use crate::text::{Language, composed, slug};
use crate::units::zones::{ZoneError, read_zone};

/// A scenario with which a new one can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// One site.
    OneSite,
    /// Two sites, one with a standby.
    TwoSites,
    /// Two sites that depend on one power supply.
    SharedFate,
    /// Three zones of one region.
    ThreeZones,
    /// The fire of October 2022 at Kakao.
    Kakao,
}

/// What a person types about a site: its name, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSite {
    /// Its name.
    pub name: String,
    /// Its latitude and longitude, if it is on the map.
    pub at: Option<(f64, f64)>,
}

/// What a person types about a service: its name, and how many users it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewService {
    /// Its name.
    pub name: String,
    /// The number of its users.
    pub users: i128,
}

/// The answers to the questions about a new scenario. At first they are those of its template.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The language in which the template gives names.
    pub language: Language,
    /// The title of the scenario.
    pub title: String,
    /// The time zone of the scenario, if it is asked about.
    pub zone: Option<String>,
    /// Its sites, in the order of the template. Empty if the template has too many to ask about.
    pub sites: Vec<NewSite>,
    /// Its services, in the order of the template. Empty if the template has too many to ask about.
    pub services: Vec<NewService>,
}

/// The largest number of sites and of services that are asked about.
const MOST_ASKED: usize = 8;

impl Template {
    /// All templates.
    pub const ALL: [Self; 5] = [Self::OneSite, Self::TwoSites, Self::SharedFate, Self::ThreeZones, Self::Kakao];

    /// The text of its file.
    fn text(self) -> &'static str {
        match self {
            Self::OneSite => include_str!("../../assets/templates/one-site.ron"),
            Self::TwoSites => include_str!("../../assets/templates/two-sites.ron"),
            Self::SharedFate => include_str!("../../assets/templates/shared-fate.ron"),
            Self::ThreeZones => include_str!("../../assets/templates/three-zones.ron"),
            Self::Kakao => Shipped::named("kakao-2022").map_or("", Shipped::text),
        }
    }

    /// The scenario of the template. That of Kakao is as it ships. The others have their names in this language, without translations. Their
    /// comments are about the template, and are left out.
    ///
    /// # Panics
    /// Never: the templates are compiled into the program, and a test reads them.
    #[must_use]
    pub fn authored(self, language: Language) -> Authored {
        const READ: &str = "a test reads all templates";
        let authored = parse(self.text().as_bytes()).expect(READ);
        if self == Self::Kakao {
            return authored;
        }
        let mut rows = authored.rows().clone();
        if let Some(translations) = authored.rows().translations.get(language.tag()) {
            // Only names are between quotation marks as a whole and begin with a capital letter, so this changes no id.
            let text = translations.0.iter().fold(self.text().to_owned(), |text, (own, translation)| {
                text.replace(&format!("\"{own}\""), &format!("\"{translation}\""))
            });
            rows = parse(text.as_bytes()).expect(READ).rows().clone();
        }
        Authored::from(Scenario { translations: Keyed::default(), ..rows })
    }

    /// The questions about a new scenario, with the answers of the template in this language.
    #[must_use]
    pub fn answers(self, language: Language) -> Answers {
        let authored = self.authored(language);
        let rows = authored.rows();
        let is_small = rows.sites.len() <= MOST_ASKED && rows.services.len() <= MOST_ASKED;
        let site = |(_, site): (&str, &Site)| NewSite { name: site.name.clone(), at: site.at };
        let service = |(_, row): (&str, &Service)| NewService { name: row.name.clone(), users: row.users };
        Answers {
            language,
            title: title_in(rows, language).to_owned(),
            zone: is_small.then(|| rows.zone.clone()),
            sites: if is_small { rows.sites.iter().map(site).collect() } else { Vec::new() },
            services: if is_small { rows.services.iter().map(service).collect() } else { Vec::new() },
        }
    }

    /// Why the time zone of these answers is not one; `None` if it is one, or if none is asked about. An empty one is UTC.
    #[must_use]
    pub fn zone_error(self, answers: &Answers) -> Option<ZoneError> {
        let zone = composed(answers.zone.as_deref()?.trim()).into_owned();
        if zone.is_empty() {
            return None;
        }
        read_zone(&zone, start_day(self.authored(Language::English).rows())).err()
    }

    /// The scenario of the template with these answers. An empty name leaves that of the template. Its population is the largest number of
    /// users, as if the others were among them, unless the template says how many people there are.
    #[must_use]
    pub fn begun_with(self, answers: &Answers) -> Authored {
        let mut authored = self.authored(answers.language);
        let own = |name: &str, template: &str| {
            let name = composed(name.trim()).into_owned();
            if name.is_empty() { template.to_owned() } else { name }
        };
        // The title as it was offered stays with its translations.
        let offered = title_in(authored.rows(), answers.language);
        let typed = own(&answers.title, offered);
        let title = if typed == offered { authored.rows().title.clone() } else { typed };
        let zone = answers.zone.as_deref().map_or_else(|| authored.rows().zone.clone(), |zone| own(zone, "UTC"));
        let most_users = answers.services.iter().map(|service| service.users.max(1)).max();
        let population = authored.rows().population.or(most_users);
        let rows = Scenario { title, zone, population, ..authored.rows().clone() };
        let translations = without_lost(authored.rows(), &rows);
        authored = authored.with_rows(Scenario { translations, ..rows });
        let mut set = |table: Table, index: usize, row: Row| {
            // The row was read from there.
            if let Ok(edit) = Edit::set(&authored, table, index, row)
                && let Ok((changed, _)) = authored.apply(&edit)
            {
                authored = changed;
            }
        };
        let template = self.authored(answers.language);
        for (index, site) in answers.sites.iter().enumerate() {
            if let Some(Row::Site(row)) = template.row(Table::Sites, index) {
                let row = Site { name: own(&site.name, &row.name), at: site.at, ..Site::clone(&row) };
                set(Table::Sites, index, row.into());
            }
        }
        for (index, service) in answers.services.iter().enumerate() {
            if let Some(Row::Service(row)) = template.row(Table::Services, index) {
                let row = Service { name: own(&service.name, &row.name), users: service.users, ..Service::clone(&row) };
                set(Table::Services, index, row.into());
            }
        }
        with_ids_of_names(authored, &template)
    }
}

/// The title of a template in this language.
fn title_in(rows: &Scenario, language: Language) -> &str {
    let texts = rows.translations.get(language.tag()).map(|texts| texts.0.iter());
    let translated = texts.into_iter().flatten().find(|(own, _)| *own == rows.title);
    translated.map_or(rows.title.as_str(), |(_, translation)| translation.as_str())
}

/// The scenario, in which the sites and services that have other names than in the template have ids of these names, so that its file can be
/// read. A name without letters that may stand in an id leaves the id, and so does one whose id is taken.
fn with_ids_of_names(mut authored: Authored, template: &Authored) -> Authored {
    for table in [Table::Sites, Table::Services] {
        for index in 0..authored.count(table) {
            let name = |authored: &Authored| match authored.row(table, index) {
                Some(Row::Site(site)) => site.name.clone(),
                Some(Row::Service(service)) => service.name.clone(),
                _ => String::new(),
            };
            let (name, before) = (name(&authored), name(template));
            let id = slug(&name);
            if name == before || id.is_empty() {
                continue;
            }
            if let Ok(edit) = Edit::rename(&authored, table, index, &id)
                && let Ok((renamed, _)) = authored.apply(&edit)
            {
                authored = renamed;
            }
        }
    }
    authored
}
