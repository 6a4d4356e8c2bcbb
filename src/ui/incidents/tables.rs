//! The tables below the curves: the shares after an hour, a day and a week, and the records with their sources.

use egui::{Grid, Hyperlink, Pos2, Rect, RichText, Sense, Stroke, Ui, vec2};

use super::shown::{Appearance, Shown, color};
use crate::model::SourceId;
use crate::study::incidents::Incident;
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};

/// The widest that a cell with text may be, in points.
const WIDEST: f32 = 320.0;

/// Draws the table of shares.
pub(super) fn shares_ui(ui: &mut Ui, look: Appearance<'_>, shown: &Shown<'_>) {
    let [shares, _] = shown.sheet().tables(look.texts);
    Grid::new("incident shares").striped(true).spacing(vec2(22.0, 6.0)).show(ui, |ui| {
        for heading in &shares[0] {
            ui.label(RichText::new(heading).size(TEXT_SMALL).color(look.theme.quiet));
        }
        ui.end_row();
        for (row, place) in shares[1..].iter().zip(&shown.places) {
            ui.horizontal(|ui| {
                key_ui(ui, look, *place);
                cell(ui, look, &row[0]);
            });
            for words in &row[1..] {
                ui.label(RichText::new(words).font(semibold(TEXT_BODY)).color(look.theme.text));
            }
            ui.end_row();
        }
    });
}

/// Draws the records of all incidents.
pub(super) fn records_ui(ui: &mut Ui, look: Appearance<'_>, shown: &Shown<'_>) {
    let [_, records] = shown.sheet().tables(look.texts);
    if records.len() < 2 {
        ui.label(RichText::new(look.texts.get("incidents-no-records")).color(look.theme.quiet));
        return;
    }
    let all = shown.incidents.iter().zip(&shown.places).flat_map(|(incident, place)| {
        incident.records(shown.weight).into_iter().map(move |record| (*incident, *place, record))
    });
    Grid::new("incident records").striped(true).spacing(vec2(18.0, 4.0)).show(ui, |ui| {
        for heading in &records[0] {
            ui.label(RichText::new(heading).size(TEXT_SMALL).color(look.theme.quiet));
        }
        ui.end_row();
        for (row, (incident, place, record)) in records[1..].iter().zip(all) {
            ui.horizontal(|ui| {
                key_ui(ui, look, place);
                cell(ui, look, &row[0]);
            });
            row[1..4].iter().for_each(|words| cell(ui, look, words));
            match record.source {
                Some(source) => source_ui(ui, look, incident, source),
                None => cell(ui, look, look.texts.get("incidents-no-source")),
            }
            ui.end_row();
        }
    });
}

/// The source of a record, as a link if it can be opened.
fn source_ui(ui: &mut Ui, look: Appearance<'_>, incident: &Incident, source: SourceId) {
    let world = &incident.run.world;
    let title = world.localized(look.texts.language().tag()).source_title(source);
    match world.sources[source].web_address() {
        Some(address) => {
            ui.scope(|ui| {
                ui.set_max_width(WIDEST);
                let link = RichText::new(title).size(TEXT_SMALL).color(look.theme.selected);
                ui.add(Hyperlink::from_label_and_url(link, &address).open_in_new_tab(true)).on_hover_text(&address);
            });
        }
        None => cell(ui, look, title),
    }
}

fn cell(ui: &mut Ui, look: Appearance<'_>, words: &str) {
    ui.scope(|ui| {
        ui.set_max_width(WIDEST);
        let words = RichText::new(words).size(TEXT_SMALL).color(look.theme.text);
        ui.add(egui::Label::new(words).truncate());
    });
}

/// Draws a short piece of the line of an incident, as its key.
pub(super) fn key_ui(ui: &mut Ui, look: Appearance<'_>, place: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(26.0, 14.0), Sense::hover());
    key(ui, look, place, rect);
}

fn key(ui: &Ui, look: Appearance<'_>, place: usize, rect: Rect) {
    let stroke = Stroke::new(2.5, color(place, look.theme));
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
