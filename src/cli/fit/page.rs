//! The page that shows every figure of every shipped incident beside the record: `saves/FIT.md`.

use super::all::{cells, totals};
use super::{agreement, computed, deviation, observed, when_observed};
use crate::model::{Note, NoteKind, Scenario};
use crate::study::library::{IncidentFit, fit_all};
use crate::study::markdown::escaped;
use crate::study::{Agreement, Fit, NEAR_FACTOR, Quantity, Row};

/// What the page says before its tables.
const ABOUT: &str = "\
# How the runs agree with the record

`firedrill fit --all --markdown` writes this page, and a test holds it current. For every incident of the library it shows each figure of the
record beside the same figure of the run \"As it happened\". The rules of the model and one table of typical values are the same for all incidents;
a value that was fitted for one incident has a note of kind Fitted in its file.

- **Ratio**: the computed figure divided by the observed one. Of a recovery it is the length of the outage, of servers their number, of services
  the share that is back, and of users how many a service has lost or a rival has gained. If something was observed between two times, the
  one nearest to the run counts. \"At least\" stands where an outage goes on at the end of the run. The beginning of an outage has no ratio, as the
  length has it; a price has none, because the ratio of two prices is near 1 whatever happens, so its error is given.
- **What is given**: when a hazard strikes, when it is over and how power returns are inputs, taken from the record where it has them; so is what
  people decided. A figure that follows from them alone agrees because of that. What the rules add are damage, repair by crews, restart, failover,
  dependencies, retries and what people do.
- **Miss**: a figure in bold type is not within a factor of 1.5, is not in the run at all, or is a bound that the run does not keep. Misses are
  shown and stay.
- **Mean factor**: the geometric mean of the factors, that is of the ratio or one divided by it, whichever is more. What is not in the run at all has
  no factor; it counts as a miss.
- **Sourced, assumed, fitted**: how many notes of the file are of each kind.
- **\u{2020}** marks an incident from which a typical value of the model was taken, such as the size of a crew. Its agreement says less.
";

/// The whole page.
pub(super) fn page() -> String {
    let fits = fit_all();
    let mut page = format!("{ABOUT}\n{}", overview(&fits));
    for incident in &fits {
        page.push('\n');
        page.push_str(&section(incident));
    }
    page
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The table of all incidents, with the figures of all of them together.
fn overview(fits: &[IncidentFit]) -> String {
    let mut table = format!(
        "| Incident | Figures | Within {NEAR_FACTOR} | Mean factor | Bounds kept | Sourced | Assumed | Fitted |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|\n"
    );
    for incident in fits {
        let notes = incident.fit.notes;
        let counts = [notes.sourced, notes.assumed, notes.fitted].map(|count| count.to_string());
        let name = [format!("{} `{}`", title(incident), incident.shipped.name)];
        table.push_str(&line(&[name.as_slice(), &cells(incident.fit.figures()), &counts].concat()));
    }
    for (title, summary) in totals(fits) {
        let none = [(); 3].map(|()| String::new());
        table.push_str(&line(&[[format!("**{title}**")].as_slice(), &cells(summary), &none].concat()));
    }
    table
}

/// The title of an incident, marked if a typical value was taken from it.
fn title(incident: &IncidentFit) -> String {
    let mark = if incident.shipped.gives_typical_values { " \u{2020}" } else { "" };
    format!("{}{mark}", escaped(&incident.fit.run.world.title))
}

/// The figures of one incident, and what its author says about them.
fn section(incident: &IncidentFit) -> String {
    let fit = &incident.fit;
    let scenario = &fit.run.world;
    let mut section = format!(
        "## {}\n\n| Figure | When | Observed | Computed | Ratio | Source |\n|---|---|---:|---:|---:|---|\n",
        title(incident)
    );
    for row in &fit.rows {
        let [computed, ratio] = [computed(row, &scenario.clock), agreement_words(row)];
        let marked = |words: String| {
            if row.agreement.is_miss() && !words.is_empty() { format!("**{words}**") } else { words }
        };
        section.push_str(&line(&[
            escaped(&figure(scenario, row.what)),
            when_observed(row, &scenario.clock),
            observed(row, &scenario.clock),
            marked(computed),
            marked(ratio),
            source(scenario, row),
        ]));
    }
    let notes: Vec<&Note> = scenario.notes.iter().filter(|note| is_about_history(note)).collect();
    if !notes.is_empty() {
        section.push('\n');
    }
    for note in notes {
        section.push_str(&format!("- {}: {}\n", kind(note.kind), escaped(&note.text)));
    }
    section.push_str(&not_in_mean(fit));
    section
}

/// A sentence about figures that have no factor, if there are any.
fn not_in_mean(fit: &Fit) -> String {
    match fit.figures().missing {
        0 => String::new(),
        missing => format!("\nWithout a factor, because the run has nothing of them: {missing}.\n"),
    }
}

/// Whether a note is about the record, such as the reason of a miss.
fn is_about_history(note: &Note) -> bool {
    let rest = note.about.strip_prefix("history");
    !note.text.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

const fn kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Sourced => "Sourced",
        NoteKind::Assumed => "Assumed",
        NoteKind::Fitted => "Fitted",
    }
}

/// What is observed, in words that need no heading.
fn figure(scenario: &Scenario, what: Quantity) -> String {
    let name = super::name(scenario, what);
    let more = match what {
        Quantity::Back(_) => "back",
        Quantity::Down(_) => "no longer Up",
        Quantity::Users(_) => "users who stay",
        Quantity::DownServers(_) => "servers that do not work",
        Quantity::DarkServers(_) => "dark servers",
        Quantity::Price(_) => "share price",
        Quantity::RivalUsers(_) => "users",
        // Their names say it.
        Quantity::StillOut(_)
        | Quantity::ShareUp(_)
        | Quantity::PeakDarkServers(_)
        | Quantity::PeakDarkShare(_)
        | Quantity::LongestBlackout(_)
        | Quantity::MostThrough(_)
        | Quantity::MeanThrough(_)
        | Quantity::Halved(_)
        | Quantity::PeakPeople
        | Quantity::EverythingBack
        | Quantity::DayLow(_)
        | Quantity::CutDayLow(_) => return name,
    };
    format!("{name}: {more}")
}

/// How a figure agrees, in words. Of one that is not judged it is its error.
fn agreement_words(row: &Row) -> String {
    match row.agreement {
        Agreement::Unjudged => row.error.map_or_else(String::new, |error| format!("error {}", deviation(error))),
        Agreement::Ratio(_) | Agreement::Missing | Agreement::Bound(_) => agreement(row.agreement),
    }
}

/// The source of a figure, with a link if it is on the web.
fn source(scenario: &Scenario, row: &Row) -> String {
    let Some(source) = row.source.map(|id| &scenario.sources[id]) else { return "none given".to_owned() };
    match source.web_address() {
        Some(address) => format!("[{}](<{address}>)", escaped(&source.title)),
        None => escaped(&source.title),
    }
}
