//! `firedrill fit --all`: how the runs of all shipped incidents agree with their records, in one table.

use std::io::Write;

use crate::cli::Failure;
use crate::cli::output::write_line;
use crate::cli::table::Table;
use crate::study::library::{IncidentFit, figures, fit_all};
use crate::study::{FigureSummary, NEAR_FACTOR};
use crate::units::text;

pub(super) fn all(out: &mut impl Write) -> Result<(), Failure> {
    let fits = fit_all();
    let mut table = Table::new(&[
        "Incident",
        ">Figures",
        &format!(">Within {NEAR_FACTOR}"),
        ">Mean factor",
        ">Bounds kept",
        ">Sourced",
        ">Assumed",
        ">Fitted",
    ]);
    for incident in &fits {
        let notes = incident.fit.notes;
        let counts = [notes.sourced, notes.assumed, notes.fitted].map(|count| count.to_string());
        let name = [incident.fit.run.world.title.clone()];
        table.row([name.as_slice(), &cells(incident.fit.figures()), &counts].concat());
    }
    for (title, summary) in totals(&fits) {
        let none = [(); 3].map(|()| String::new());
        table.row([[title.to_owned()].as_slice(), &cells(summary), &none].concat());
    }
    table.write(out)?;
    write_line!(out)?;
    write_line!(
        out,
        "`firedrill fit NAME` prints the figures of one incident, `firedrill fit --all --markdown` those of all."
    )?;
    Ok(())
}

/// The figures of all incidents, of those from which no typical value of the model was taken, and of the others.
pub(super) fn totals(fits: &[IncidentFit]) -> [(&'static str, FigureSummary); 3] {
    [
        ("All", figures(fits, |_| true)),
        ("Without those that gave a typical value", figures(fits, |shipped| !shipped.gives_typical_values)),
        ("Those that gave a typical value", figures(fits, |shipped| shipped.gives_typical_values)),
    ]
}

/// The number of figures, how many are near, the mean factor, and how many bounds are kept, in words.
pub(super) fn cells(summary: FigureSummary) -> [String; 4] {
    let part = |part: usize, whole: usize| match whole {
        0 => String::new(),
        _ => format!("{part} ({})", text::share_of(part as u64, whole as u64)),
    };
    let mean = summary.mean_factor().map_or_else(String::new, |mean| format!("{mean:.2}"));
    let bounds = if summary.bounds == 0 { String::new() } else { format!("{} of {}", summary.kept, summary.bounds) };
    [summary.judged.to_string(), part(summary.near, summary.judged), mean, bounds]
}
