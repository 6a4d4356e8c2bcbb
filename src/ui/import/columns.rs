//! The columns of the tables that are imported: their headings, what they mean, and their first values.

use egui::{Color32, ComboBox, FontId, Grid, Label, RichText, Role, Ui, WidgetInfo};

use super::ImportView;
use crate::import::{ColumnPreview, Field, Meaning, Unit};
use crate::text::Texts;
use crate::ui::style::{elided, semibold};
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};
use crate::ui::{ViewContext, focus};

/// The longest heading or value that is shown, in letters.
const LONGEST: usize = 40;
/// The largest width of a heading, the width of what is beside the first values of a column, and the least width of these, in points.
const HEADING: f32 = 200.0;
const BESIDE_VALUES: f32 = HEADING + 330.0;
const LEAST_VALUES: f32 = 90.0;

/// Draws the columns of all tables. The person may choose another meaning for each.
pub(super) fn columns_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut ImportView) {
    let Some(found) = view.found().cloned() else { return };
    let texts = context.texts;
    // In a narrow window the values are cut sooner, so that the table is no wider than the panel.
    let widest = (ui.available_width() - BESIDE_VALUES).max(LEAST_VALUES);
    // Catalogues have no columns and no mapping.
    let mut sheet = 0;
    for source in &found.sources {
        let rows = texts.count(source.rows as u64);
        let title = texts.with("import-source", &[("source", &source.name), ("rows", &rows)]);
        ui.label(RichText::new(title).font(semibold(TEXT_BODY)).color(context.theme.text));
        if source.columns.is_empty() {
            continue;
        }
        let mut chosen = None;
        Grid::new(("import", sheet)).num_columns(3).spacing([16.0, 4.0]).striped(true).show(ui, |ui| {
            for (index, column) in source.columns.iter().enumerate() {
                if let Some(meaning) = column_ui(ui, context, (sheet, index), column, widest) {
                    chosen = Some((index, meaning));
                }
                ui.end_row();
            }
        });
        if let Some((index, meaning)) = chosen {
            view.set_column(sheet, index, meaning);
        }
        sheet += 1;
        ui.add_space(8.0);
    }
}

/// Draws a text that is cut at this width. A label that cuts itself would follow the width that the column of the grid had in the frame before.
fn cell(ui: &mut Ui, words: &str, size: f32, color: Color32, widest: f32) {
    let galley = elided(ui.painter(), words, FontId::proportional(size), color, widest);
    ui.add(Label::new(galley));
}

/// Draws a column, with its first values cut at the width `widest`. Returns the meaning that the person chose.
fn column_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    id: (usize, usize),
    column: &ColumnPreview,
    widest: f32,
) -> Option<Option<Meaning>> {
    let (texts, theme) = (context.texts, context.theme);
    let mut chosen = None;
    cell(ui, &shortened(&column.heading), TEXT_BODY, theme.text, HEADING);
    ui.horizontal(|ui| {
        let field = column.meaning.map(|meaning| meaning.field);
        let shown = texts.get(field.map_or("import-field-none", field_key));
        let box_name = texts.with("import-meaning", &[("heading", &column.heading)]);
        let combo = ComboBox::from_id_salt(("meaning", id)).selected_text(shown).width(170.0).height(320.0);
        let response = combo.show_ui(ui, |ui| {
            let choices = std::iter::once(None).chain(Field::ALL.map(|(field, _)| Some(field)));
            for choice in choices {
                let words = texts.get(choice.map_or("import-field-none", field_key));
                if focus::list_entry(ui, field == choice, words) {
                    chosen = Some(choice.map(Meaning::from));
                }
            }
            focus::reveal_in(ui);
        });
        response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{box_name}: {shown}")));
        if let Some(meaning) = column.meaning.filter(|meaning| meaning.field.is_duration())
            && let Some(unit) = unit_ui(ui, texts, id, &column.heading, meaning.unit)
        {
            chosen = Some(Some(Meaning { unit, ..meaning }));
        }
    });
    let values = column.values.iter().map(|value| shortened(value)).collect::<Vec<_>>().join("  ·  ");
    cell(ui, &values, TEXT_SMALL, theme.quiet, widest);
    chosen
}

/// Draws the unit of mere numbers. Returns the unit that the person chose.
fn unit_ui(ui: &mut Ui, texts: &Texts, id: (usize, usize), heading: &str, unit: Option<Unit>) -> Option<Option<Unit>> {
    let mut chosen = None;
    let shown = texts.get(unit.map_or("import-unit-none", unit_key));
    let response = ComboBox::from_id_salt(("unit", id)).selected_text(shown).width(110.0).show_ui(ui, |ui| {
        for choice in std::iter::once(None).chain(Unit::ALL.map(|(unit, ..)| Some(unit))) {
            if ui.selectable_label(unit == choice, texts.get(choice.map_or("import-unit-none", unit_key))).clicked() {
                chosen = Some(choice);
                ui.close();
            }
        }
    });
    let name = texts.with("import-unit", &[("heading", heading), ("unit", shown)]);
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name.as_str()));
    chosen
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// The key of the name of a field.
const fn field_key(field: Field) -> &'static str {
    match field {
        Field::Service => "import-field-service",
        Field::ServiceId => "import-field-service-id",
        Field::Owner => "import-field-owner",
        Field::Kind => "import-field-kind",
        Field::Users => "import-field-users",
        Field::Rto => "import-field-rto",
        Field::Rpo => "import-field-rpo",
        Field::Tier => "import-field-tier",
        Field::Lifecycle => "import-field-lifecycle",
        Field::About => "import-field-about",
        Field::Site => "import-field-site",
        Field::Servers => "import-field-servers",
        Field::Load => "import-field-load",
        Field::Restart => "import-field-restart",
        Field::StandbySite => "import-field-standby-site",
        Field::StandbyServers => "import-field-standby-servers",
        Field::DependsOn => "import-field-depends-on",
        Field::Weight => "import-field-weight",
        Field::Grace => "import-field-grace",
        Field::SiteId => "import-field-site-id",
        Field::City => "import-field-city",
        Field::Latitude => "import-field-latitude",
        Field::Longitude => "import-field-longitude",
        Field::Coordinates => "import-field-coordinates",
        Field::Operator => "import-field-operator",
        Field::Campus => "import-field-campus",
    }
}

const fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Seconds => "import-unit-seconds",
        Unit::Minutes => "import-unit-minutes",
        Unit::Hours => "import-unit-hours",
        Unit::Days => "import-unit-days",
    }
}
