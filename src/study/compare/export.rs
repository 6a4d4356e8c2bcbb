//! A comparison as rows for other programs: CSV for spreadsheets, tabs for the clipboard, Markdown for slides.

use super::{Both, Comparison, ServiceRow, difference};
use crate::units::{Span, text};

impl ServiceRow {
    /// Whether the service fares differently in the two runs.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.lost[0] != self.lost[1]
            || self.out[0] != self.out[1]
            || self.down[0] != self.down[1]
            || self.back[0] != self.back[1]
    }
}

impl Comparison {
    /// All services with exact numbers: seconds, and user-hours to the thousandth.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let headings = [
            "id",
            "name",
            "out_total_secs_a",
            "out_total_secs_b",
            "longest_down_secs_a",
            "longest_down_secs_b",
            "back_secs_a",
            "back_secs_b",
            "lost_user_hours_a",
            "lost_user_hours_b",
            "difference",
        ];
        let rows = self.services.iter().map(|row| {
            let back = row.back.map(|at| at.map_or_else(String::new, |at| at.0.to_string()));
            let spans = |both: Both<Span>| both.map(|span| span.0.to_string());
            let lost = row.lost.map(|lost| thousandths(lost as f64));
            let cells = [spans(row.out), spans(row.down), back, lost].concat();
            [vec![row.key.clone(), row.name.clone()], cells, vec![thousandths(difference(row.lost) as f64)]].concat()
        });
        let written =
            writer.write_record(headings).and_then(|()| rows.into_iter().try_for_each(|row| writer.write_record(row)));
        let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// The services that differ, as a table in Markdown under the names of the two runs.
    #[must_use]
    pub fn to_markdown(&self, names: &Both<String>) -> String {
        // A bar in a name must not end its cell.
        let line = |cells: Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut table = line(headings(names));
        table.push_str("|---|---:|---:|---:|---:|---:|\n");
        self.slide_rows().for_each(|row| table.push_str(&line(row)));
        table
    }

    /// The services that differ, a line each with tabs between: slides and spreadsheets paste that as a table.
    #[must_use]
    pub fn to_tabs(&self, names: &Both<String>) -> String {
        let line = |cells: Vec<String>| cells.join("\t").replace('\n', " ") + "\n";
        std::iter::once(headings(names)).chain(self.slide_rows()).map(line).collect()
    }

    fn slide_rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.services.iter().filter(|row| row.differs()).map(|row| {
            let lost = row.lost.map(|lost| text::count((lost as f64 / 3.6e6).round() as u64));
            let cells = [row.out.map(text::span), lost].concat();
            [vec![row.name.clone()], cells, vec![text::gain(difference(row.lost) as f64 / 3.6e6)]].concat()
        })
    }
}

/// User-milliseconds as hours with three decimals.
fn thousandths(lost: f64) -> String {
    format!("{:.3}", lost / 3.6e6)
}

fn headings(names: &Both<String>) -> Vec<String> {
    let of = |what: &str, side: usize| format!("{what}: {}", names[side]);
    let (out, lost) = ("Not Up", "Lost user-hours");
    vec!["Service".to_owned(), of(out, 0), of(out, 1), of(lost, 0), of(lost, 1), "Difference".to_owned()]
}
