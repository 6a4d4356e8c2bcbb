//! All incidents of the list on a timeline of years.

use chrono::{Datelike, NaiveDate};
use egui::{Align2, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::card::{self, Card};
use super::cards::{Cards, open};
use crate::session::Command;
use crate::ui::ViewContext;
use crate::ui::icons;
use crate::ui::style::elided;
use crate::ui::theme::TEXT_SMALL;

/// The space at the left and right of the timeline, in points.
const SIDE: f32 = 16.0;
/// The height of a row of incidents, of the labels of years, and the most rows, in points.
const ROW: f32 = 20.0;
const YEARS: f32 = 18.0;
const MOST_ROWS: usize = 8;
/// The space between two incidents in a row, in points.
const GAP: f32 = 12.0;
/// The most width of a name as a share of the width of the timeline, and its bounds in points.
const NAME_SHARE: f32 = 0.14;
const NAME: [f32; 2] = [80.0, 190.0];
/// Half of the width of a mark, in points.
const MARK: f32 = 7.0;

/// An incident on the timeline.
struct Entry {
    place: usize,
    date: NaiveDate,
}

/// Draws the timeline of the cards that are incidents and are shown. Returns the command that opens the one that was clicked. With fewer than two
/// there is no timeline.
pub(super) fn timeline_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    cards: &Cards,
    names: &[String],
    shown: &[usize],
) -> Option<Command> {
    let all: Vec<&Card> = cards.all().collect();
    let entry = |place: &usize| {
        let card = all.get(*place).filter(|card| card.summary.is_incident)?;
        let date = NaiveDate::parse_from_str(card.summary.at.get(..10)?, "%Y-%m-%d").ok()?;
        Some(Entry { place: *place, date })
    };
    let mut entries: Vec<Entry> = shown.iter().filter_map(entry).collect();
    if entries.len() < 2 {
        return None;
    }
    entries.sort_by_key(|entry| entry.date);
    let width = ui.available_width();
    let [first, last] = [&entries[0], &entries[entries.len() - 1]].map(|entry| entry.date.year());
    let axis = YearAxis { from: first, until: last + 1, left: SIDE, right: width - SIDE };
    // In a narrow window the names are shorter, so that they need no more rows.
    let widest = (width * NAME_SHARE).clamp(NAME[0], NAME[1]);
    let wanted: Vec<f32> = entries
        .iter()
        .map(|entry| {
            let words = names[entry.place].clone();
            let galley = ui.painter().layout_no_wrap(words, FontId::proportional(TEXT_SMALL), context.theme.text);
            galley.size().x.min(widest) + 2.0 * MARK + 5.0
        })
        .collect();
    let left = |(entry, wide): (&Entry, &f32)| {
        let x = axis.x(entry.date);
        // Near the right edge the name stands before its mark.
        if x - MARK + wide > width { (x + MARK - wide).max(0.0) } else { x - MARK }
    };
    let lefts: Vec<f32> = entries.iter().zip(&wanted).map(left).collect();
    let rows = rows(&lefts, &wanted);
    let count = rows.iter().map(|row| row + 1).max().unwrap_or(1).min(MOST_ROWS);
    let (rect, _) = ui.allocate_exact_size(vec2(width, count as f32 * ROW + YEARS), Sense::hover());
    years_ui(ui, context, &axis, rect);
    let drawn = || entries.iter().enumerate().filter(|(index, _)| rows[*index] < MOST_ROWS);
    // All lines are below all names.
    for (index, entry) in drawn() {
        let (x, top) = (rect.left() + axis.x(entry.date), rect.top() + (rows[index] + 1) as f32 * ROW);
        ui.painter().vline(x, top..=rect.bottom() - YEARS, Stroke::new(1.0, context.theme.line));
    }
    let mut clicked = None;
    for (index, entry) in drawn() {
        let at = rect.min + vec2(lefts[index], rows[index] as f32 * ROW);
        let place = Rect::from_min_size(at, vec2(wanted[index], ROW));
        let x = rect.left() + axis.x(entry.date);
        if entry_ui(ui, context, place, all[entry.place], &names[entry.place], x) {
            clicked = open(&all[entry.place].source);
        }
    }
    clicked
}

/// Draws an incident. Returns whether it was clicked.
fn entry_ui(ui: &Ui, context: &ViewContext<'_>, place: Rect, card: &Card, name: &str, x: f32) -> bool {
    let (theme, texts) = (context.theme, context.texts);
    let response = ui.interact(place, ui.scope_id().with(("on timeline", &card.place)), Sense::click());
    let date = card::date(&card.summary, texts);
    let words = texts.with("scenarios-on-timeline", &[("title", name), ("date", &date)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words.as_str()));
    let color = if response.hovered() || response.has_focus() { theme.selected } else { theme.text };
    let middle = place.center().y;
    match card.summary.hazards.first() {
        Some(kind) if kind.burns() => icons::flame(ui.painter(), pos2(x, middle), 13.0, 0.0, theme),
        Some(kind) => icons::hazard(ui.painter(), pos2(x, middle), 5.5, *kind, theme),
        None => {
            ui.painter().circle_filled(pos2(x, middle), 4.0, theme.quiet);
        }
    }
    let galley = elided(ui.painter(), name, FontId::proportional(TEXT_SMALL), color, place.width() - 2.0 * MARK - 4.0);
    let left = if x > place.center().x { x - MARK - 3.0 - galley.size().x } else { x + MARK + 3.0 };
    let at = pos2(left, middle - galley.size().y / 2.0);
    ui.painter().rect_filled(Rect::from_min_size(at, galley.size()), 0.0, theme.panel);
    ui.painter().galley(at, galley, color);
    let clicked = response.clicked();
    response.on_hover_text(words);
    clicked
}

/// Paints the years below the incidents.
fn years_ui(ui: &Ui, context: &ViewContext<'_>, axis: &YearAxis, rect: Rect) {
    let (theme, painter) = (context.theme, ui.painter());
    let line = rect.bottom() - YEARS;
    painter.hline(rect.left() + axis.left..=rect.left() + axis.right, line, Stroke::new(1.0, theme.border));
    for year in axis.labels() {
        let Some(date) = NaiveDate::from_ymd_opt(year, 1, 1) else { continue };
        let x = rect.left() + axis.x(date);
        painter.vline(x, line..=line + 4.0, Stroke::new(1.0, theme.border));
        painter.text(
            pos2(x, line + 4.0),
            Align2::CENTER_TOP,
            year.to_string(),
            FontId::proportional(TEXT_SMALL),
            theme.quiet,
        );
    }
}

/// The years from the beginning of one to the beginning of another, on the screen.
#[derive(Clone, Copy, Debug)]
struct YearAxis {
    from: i32,
    until: i32,
    left: f32,
    right: f32,
}

impl YearAxis {
    /// The position of a date, in points from the left edge.
    fn x(&self, date: NaiveDate) -> f32 {
        let years = f64::from(date.year() - self.from) + f64::from(date.ordinal0()) / 366.0;
        self.left + (years / f64::from((self.until - self.from).max(1))) as f32 * (self.right - self.left)
    }

    /// The years that are labelled, not too close to one another.
    fn labels(&self) -> impl Iterator<Item = i32> {
        let most = ((self.right - self.left) / 44.0).max(1.0) as i32;
        let step =
            [1, 2, 5, 10, 50, 100, 1_000, 10_000].into_iter().find(|step| (self.until - self.from) / step <= most);
        (self.from..=self.until).step_by(step.unwrap_or(100_000).unsigned_abs() as usize)
    }
}

/// The row of each entry, so that none overlaps another.
fn rows(lefts: &[f32], widths: &[f32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lefts.len()).collect();
    order.sort_by(|a, b| lefts[*a].total_cmp(&lefts[*b]));
    let (mut rows, mut ends) = (vec![0; lefts.len()], Vec::<f32>::new());
    for index in order {
        let row = ends.iter().position(|end| end + GAP <= lefts[index]).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(0.0);
        }
        ends[row] = lefts[index] + widths[index];
        rows[index] = row;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn incidents_do_not_overlap_and_years_are_not_crowded() {
        assert_eq!(rows(&[0.0, 50.0, 120.0, 130.0], &[100.0, 60.0, 50.0, 50.0]), [0, 1, 0, 1]);
        assert_eq!(rows(&[200.0, 0.0], &[50.0, 150.0]), [0, 0], "a name that stands before its mark");
        let axis = YearAxis { from: 2012, until: 2026, left: 10.0, right: 710.0 };
        let date = |year, month| NaiveDate::from_ymd_opt(year, month, 1).expect("a date");
        assert!((axis.x(date(2012, 1)) - 10.0).abs() < 0.1 && axis.x(date(2025, 12)) < 710.0);
        assert_eq!(axis.labels().collect::<Vec<_>>().len(), 15);
        assert!(YearAxis { from: 1, until: 9_999, ..axis }.labels().count() < 20, "a hostile date");
    }
}
