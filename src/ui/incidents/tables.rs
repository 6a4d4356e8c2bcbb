//! The tables below the curves: the shares after an hour, a day and a week, and the records with their sources.

use egui::{Grid, Hyperlink, Pos2, Rect, RichText, ScrollArea, Sense, Stroke, TextWrapMode, Ui, vec2};

use super::shown::{Appearance, Shown, color};
use crate::model::SourceId;
use crate::study::incidents::Incident;
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};

/// So many records of each incident are shown at most; an export has all.
pub(super) const MOST_RECORDS: usize = 300;
/// The bounds of the width of a cell with text, and what is beside the names in the table of shares and in that of records, in points.
const WIDTHS: [f32; 2] = [150.0, 320.0];
const BESIDE_NAME: f32 = 670.0;
const BESIDE_NAMES: f32 = 500.0;
/// The least width of a source, and what the cells beside it have together at most, in points.
const SOURCE: f32 = 140.0;
const BESIDE_SOURCE: f32 = 820.0;

/// Draws the table of shares.
pub(super) fn shares_ui(ui: &mut Ui, appearance: Appearance<'_>, shown: &Shown<'_>) {
    let widest = (ui.available_width() - BESIDE_NAME).clamp(WIDTHS[0], WIDTHS[1]);
    // A window that is too narrow for the table scrolls it sideways.
    ScrollArea::horizontal().id_salt("incident shares").show(ui, |ui| {
        shares_grid_ui(ui, appearance, shown, widest);
    });
}

fn shares_grid_ui(ui: &mut Ui, appearance: Appearance<'_>, shown: &Shown<'_>, widest: f32) {
    let shares = shown.sheet().shares(appearance.texts);
    Grid::new("incident shares").striped(true).spacing(vec2(22.0, 6.0)).show(ui, |ui| {
        for heading in &shares[0] {
            ui.label(RichText::new(heading).size(TEXT_SMALL).color(appearance.theme.quiet));
        }
        ui.end_row();
        for (row, place) in shares[1..].iter().zip(&shown.places) {
            ui.horizontal(|ui| {
                key_ui(ui, appearance, *place);
                cell(ui, appearance, &row[0], widest);
            });
            for words in &row[1..] {
                ui.label(RichText::new(words).font(semibold(TEXT_BODY)).color(appearance.theme.text));
            }
            ui.end_row();
        }
    });
}

/// Draws the records of all incidents.
pub(super) fn records_ui(ui: &mut Ui, appearance: Appearance<'_>, shown: &Shown<'_>) {
    let records = shown.sheet().records(appearance.texts, MOST_RECORDS);
    if records.len() < 2 {
        ui.label(RichText::new(appearance.texts.get("incidents-no-records")).color(appearance.theme.quiet));
        return;
    }
    let all = shown.incidents.iter().zip(&shown.places).flat_map(|(incident, place)| {
        incident.records(shown.weight).iter().take(MOST_RECORDS).map(move |record| (*incident, *place, record))
    });
    // In a narrow window names and sources are cut sooner, so that the table is no wider than the window.
    let widest = ((ui.available_width() - BESIDE_NAMES) / 2.0).clamp(WIDTHS[0], WIDTHS[1]);
    let widest_source = (ui.available_width() - BESIDE_SOURCE).max(SOURCE);
    ScrollArea::horizontal().id_salt("incident records").show(ui, |ui| {
        Grid::new("incident records").striped(true).spacing(vec2(18.0, 4.0)).show(ui, |ui| {
            for heading in &records[0] {
                ui.label(RichText::new(heading).size(TEXT_SMALL).color(appearance.theme.quiet));
            }
            ui.end_row();
            for (row, (incident, place, record)) in records[1..].iter().zip(all) {
                ui.horizontal(|ui| {
                    key_ui(ui, appearance, place);
                    cell(ui, appearance, &row[0], widest);
                });
                row[1..4].iter().for_each(|words| cell(ui, appearance, words, widest));
                match record.source {
                    Some(source) => source_ui(ui, appearance, incident, source, widest_source),
                    None => cell(ui, appearance, appearance.texts.get("incidents-no-source"), widest_source),
                }
                ui.end_row();
            }
        });
    });
    let left_out: usize =
        shown.incidents.iter().map(|incident| incident.records(shown.weight).len().saturating_sub(MOST_RECORDS)).sum();
    if left_out > 0 {
        let count = appearance.texts.count(left_out as u64);
        ui.label(
            RichText::new(appearance.texts.with("incidents-more-records", &[("count", &count)]))
                .color(appearance.theme.quiet),
        );
    }
}

/// The source of a record, as a link if it can be opened.
fn source_ui(ui: &mut Ui, appearance: Appearance<'_>, incident: &Incident, source: SourceId, widest: f32) {
    let world = &incident.run.world;
    let title = world.localized(appearance.texts.language().tag()).source_title(source);
    match world.sources[source].web_address() {
        Some(address) => {
            ui.scope(|ui| {
                ui.set_max_width(widest);
                ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
                let link = RichText::new(title).size(TEXT_SMALL).color(appearance.theme.selected);
                let response = ui.add(Hyperlink::from_label_and_url(link, &address).open_in_new_tab(true));
                response.on_hover_text(format!("{title}\n{address}"));
            });
        }
        None => cell(ui, appearance, title, widest),
    }
}

fn cell(ui: &mut Ui, appearance: Appearance<'_>, words: &str, widest: f32) {
    ui.scope(|ui| {
        ui.set_max_width(widest);
        let words = RichText::new(words).size(TEXT_SMALL).color(appearance.theme.text);
        ui.add(egui::Label::new(words).truncate());
    });
}

/// Draws a short piece of the line of an incident, as its key.
pub(super) fn key_ui(ui: &mut Ui, appearance: Appearance<'_>, place: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(26.0, 14.0), Sense::hover());
    key(ui, appearance, place, rect);
}

fn key(ui: &Ui, appearance: Appearance<'_>, place: usize, rect: Rect) {
    let stroke = Stroke::new(2.5, color(place, appearance.theme));
    let (left, right) = (rect.left_center(), rect.right_center());
    let points: [Pos2; 2] = [left, right];
    match super::shown::stroke(place) {
        egui_plot::LineStyle::Solid => ui.painter().extend([egui::Shape::line_segment(points, stroke)]),
        egui_plot::LineStyle::Dashed { .. } => ui.painter().extend(egui::Shape::dashed_line(&points, stroke, 8.0, 4.0)),
        egui_plot::LineStyle::Dotted { .. } => {
            ui.painter().extend(egui::Shape::dotted_line(&points, stroke.color, 5.0, 1.6));
        }
    }
}
