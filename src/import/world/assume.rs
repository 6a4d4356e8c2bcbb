//! What is assumed because no source says it: for the person, and as notes of the scenario.

use crate::file::schema::Note;
use crate::import::draft::AssumedHours;
use crate::import::fields::Field;
use crate::import::problems::letters;
use crate::model::NoteKind;
use crate::text::{Saying, Texts};
use crate::units::{Span, text};

/// The servers of a service at a site of which no number is known, and the users of a service of which no number is known.
pub(super) const ASSUMED_SERVERS: u64 = 10;
pub(super) const ASSUMED_USERS: u64 = 1_000;
/// The start and the zone of the run, which no source says.
pub(super) const START: &str = "2025-01-06 09:00";
/// How long a manual failover takes.
pub(super) const MANUAL_FAILOVER: &str = "1h";
/// The shortest and the longest run, in days.
const SHORTEST_DAYS: i64 = 2;
const LONGEST_DAYS: i64 = 366;
pub(super) const ZONE: &str = "UTC";
/// The id of the hazard with which every site can be struck.
pub(super) const HAZARD: &str = "power-cut";
/// How many things get a note of their own. More of them share one.
const MOST_NOTES: usize = 50;
/// How many names are listed in a sentence.
const MOST_NAMES: usize = 8;

/// What was assumed so far.
pub(super) struct Assumptions<'a> {
    texts: &'a Texts,
    said: Vec<Saying>,
    notes: Vec<Note>,
    /// The ids of services of which no number of users is known: those that people use, and those that only other services use.
    users: [Vec<String>; 2],
    servers: Vec<String>,
    load: Vec<String>,
    standby: Vec<String>,
    standby_servers: Vec<String>,
    only_named: Vec<String>,
    no_place: Vec<String>,
}

/// The texts of an assumption about services: a sentence about all of them, and the note of each.
struct Assumption {
    sentence: &'static str,
    note: &'static str,
    number: u64,
}

impl<'a> Assumptions<'a> {
    pub(super) const fn new(texts: &'a Texts) -> Self {
        Self {
            texts,
            said: Vec::new(),
            notes: Vec::new(),
            users: [Vec::new(), Vec::new()],
            servers: Vec::new(),
            load: Vec::new(),
            standby: Vec::new(),
            standby_servers: Vec::new(),
            only_named: Vec::new(),
            no_place: Vec::new(),
        }
    }

    pub(super) const fn texts(&self) -> &'a Texts {
        self.texts
    }

    pub(super) fn users(&mut self, id: &str, is_used_by_people: bool) {
        self.users[usize::from(!is_used_by_people)].push(id.to_owned());
    }

    pub(super) fn servers(&mut self, id: &str) {
        if self.servers.last().is_none_or(|last| last != id) {
            self.servers.push(id.to_owned());
        }
    }

    pub(super) fn load(&mut self, id: &str) {
        self.load.push(id.to_owned());
    }

    pub(super) fn standby(&mut self, id: &str) {
        self.standby.push(id.to_owned());
    }

    pub(super) fn standby_servers(&mut self, id: &str) {
        self.standby_servers.push(id.to_owned());
    }

    pub(super) fn only_named(&mut self, name: &str) {
        self.only_named.push(name.to_owned());
    }

    /// Services of which no site is known are at one site.
    pub(super) fn site(&mut self, name: &str, services: usize, of: usize) {
        let words = [("site", name.into()), ("count", count(services)), ("all", count(of))];
        self.add("sites", Saying::of("import-assumed-site", words));
    }

    /// A site is in a town of the map.
    pub(super) fn town(&mut self, id: &str, site: &str, town: &str, is_said: bool) {
        let key = if is_said { "import-assumed-town" } else { "import-assumed-town-by-name" };
        let about = format!("sites.{id}.at");
        self.add(&about, Saying::of(key, [("site", site.into()), ("town", town.into())]));
    }

    pub(super) fn no_place(&mut self, site: &str) {
        self.no_place.push(site.to_owned());
    }

    /// When the run is, and what can happen.
    pub(super) fn run(&mut self, knows_zone: bool, length: &str) {
        let zone = if knows_zone { "import-assumed-run" } else { "import-assumed-run-utc" };
        self.add(
            "start",
            Saying::of(zone, [("start", START.into()), ("length", length.into()), ("zone", ZONE.into())]),
        );
        self.add(&format!("hazards.{HAZARD}"), Saying::plain("import-assumed-hazard"));
    }

    /// Durations without a unit were read as hours, in these columns.
    pub(super) fn hours(&mut self, columns: &[AssumedHours]) {
        for AssumedHours { field, source, column: (index, heading), rows } in columns {
            let words = [
                ("source", source.as_str().into()),
                ("column", letters(*index).into()),
                ("heading", heading.as_str().into()),
                ("count", count(rows.len())),
                ("rows", listed(&rows.iter().map(ToString::to_string).collect::<Vec<_>>())),
            ];
            let others = [(Field::Restart, "restart"), (Field::Grace, "needs")];
            let value = others.iter().find(|(other, _)| other == field).map_or("rto", |(_, value)| value);
            self.add(&format!("services.*.{value}"), Saying::of("import-assumed-hours", words));
        }
    }

    /// A number was read by what another cell shows about points.
    pub(super) fn points(&mut self, read: Option<&(String, u64, String)>) {
        if let Some((cell, number, other)) = read {
            let words = [
                ("text", cell.as_str().into()),
                ("number", text::exact(*number).into()),
                ("other", other.as_str().into()),
            ];
            self.add("services", Saying::of("import-assumed-points", words));
        }
    }

    /// Numbers were read in which a letter stands for a factor.
    pub(super) fn abbreviated(&mut self, cells: &[(String, u64)]) {
        if !cells.is_empty() {
            let read: Vec<String> =
                cells.iter().map(|(cell, number)| format!("{cell} = {}", text::exact(*number))).collect();
            self.add("services", Saying::of("import-assumed-abbreviated", [("list", listed(&read))]));
        }
    }

    /// Entities of a catalogue that do not run were left out.
    pub(super) fn left_out(&mut self, entities: usize) {
        if entities > 0 {
            self.said.push(Saying::of("import-left-out", [("count", count(entities))]));
        }
    }

    fn add(&mut self, about: &str, saying: Saying) {
        self.note(about, &saying);
        self.said.push(saying);
    }

    fn note(&mut self, about: &str, saying: &Saying) {
        let text = self.texts.say(saying);
        self.notes.push(Note { about: about.to_owned(), kind: NoteKind::Assumed, text, source: None });
    }

    /// Notes the same about a field of several services.
    fn of_services(&mut self, ids: &[String], field: &str, assumption: &Assumption) {
        if ids.is_empty() {
            return;
        }
        let number = || Saying::from(text::exact(assumption.number));
        let note = Saying::of(assumption.note, [("number", number())]);
        if ids.len() <= MOST_NOTES {
            ids.iter().for_each(|id| self.note(&format!("services.{id}.{field}"), &note));
        } else {
            self.note(&format!("services.*.{field}"), &note);
        }
        self.said.push(Saying::of(assumption.sentence, [("count", count(ids.len())), ("number", number())]));
    }

    /// What is assumed, in sentences and as notes.
    pub(super) fn finish(mut self) -> (Vec<Saying>, Vec<Note>) {
        let [people, services] = std::mem::take(&mut self.users);
        self.of_services(
            &people,
            "users",
            &Assumption { sentence: "import-assumed-users", note: "import-note-users", number: ASSUMED_USERS },
        );
        self.of_services(
            &services,
            "users",
            &Assumption { sentence: "import-assumed-no-users", note: "import-note-no-users", number: 0 },
        );
        let servers = std::mem::take(&mut self.servers);
        self.of_services(
            &servers,
            "on",
            &Assumption { sentence: "import-assumed-servers", note: "import-note-servers", number: ASSUMED_SERVERS },
        );
        let load = std::mem::take(&mut self.load);
        self.of_services(
            &load,
            "load",
            &Assumption { sentence: "import-assumed-load", note: "import-note-load", number: 0 },
        );
        let standby_servers = std::mem::take(&mut self.standby_servers);
        self.of_services(
            &standby_servers,
            "standby",
            &Assumption { sentence: "import-assumed-standby-servers", note: "import-note-standby-servers", number: 0 },
        );
        let standby = std::mem::take(&mut self.standby);
        self.of_services(
            &standby,
            "switch",
            &Assumption { sentence: "import-assumed-standby", note: "import-note-standby", number: 1 },
        );
        let only_named = std::mem::take(&mut self.only_named);
        if !only_named.is_empty() {
            let words = [("count", count(only_named.len())), ("names", listed(&only_named))];
            self.add("services", Saying::of("import-assumed-services", words));
        }
        let no_place = std::mem::take(&mut self.no_place);
        if !no_place.is_empty() {
            let words = [("count", count(no_place.len())), ("names", listed(&no_place))];
            self.add("sites", Saying::of("import-assumed-no-place", words));
        }
        (self.said, self.notes)
    }
}

/// How long the run is: longer than the longest RTO, so that it shows whether each is kept.
pub(super) fn length(longest_rto: Option<Span>) -> String {
    const DAY_SECS: i64 = 86_400;
    let rto_days = longest_rto.map_or(0, |rto| (rto.0 + DAY_SECS - 1) / DAY_SECS);
    format!("{}d", (rto_days + 1).clamp(SHORTEST_DAYS, LONGEST_DAYS))
}

fn count(count: usize) -> Saying {
    text::exact(count as u64).into()
}

/// The first names, and how many more there are.
pub(super) fn listed(names: &[String]) -> Saying {
    let more = names.len().saturating_sub(MOST_NAMES);
    let first = names.iter().take(MOST_NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
    let dots = if more > 0 { format!(" (+{})", text::exact(more as u64)) } else { String::new() };
    format!("{first}{dots}").into()
}
