//! What the editor calls rows and tables.

use super::kinds::{OBSERVED, THAT, observed_about, observed_index, that_about, that_index};
use crate::file::Authored;
use crate::file::edit::{Row, Table};
use crate::ui::ViewContext;
use crate::units::when::typed_again;

/// The key of the text with the name of a table.
pub(in crate::ui) const fn table_key(table: Table) -> &'static str {
    match table {
        Table::Sources => "edit-sources",
        Table::Hazards => "edit-hazards",
        Table::Sites => "edit-sites",
        Table::Services => "edit-services",
        Table::Exchanges => "edit-exchanges",
        Table::Companies => "edit-companies",
        Table::Rivals => "edit-rivals",
        Table::Notes => "edit-notes",
        Table::News => "edit-news",
        Table::History => "edit-history",
        Table::Story => "edit-story",
        Table::Plans => "edit-plans",
        Table::Expect => "edit-expect",
    }
}

/// The key of the text with the name of one row of a table.
pub(super) const fn one_key(table: Table) -> &'static str {
    match table {
        Table::Sources => "edit-source",
        Table::Hazards => "edit-hazard",
        Table::Sites => "edit-site",
        Table::Services => "edit-service",
        Table::Exchanges => "edit-exchange",
        Table::Companies => "edit-company",
        Table::Rivals => "edit-rival",
        Table::Notes => "edit-note",
        Table::News => "edit-headline",
        Table::History => "edit-observation",
        Table::Story => "edit-chapter",
        Table::Plans => "edit-plan",
        Table::Expect => "edit-expectation",
    }
}

/// The key of the text that says what runs while there are problems.
pub(super) fn draft_key(context: &ViewContext<'_>) -> &'static str {
    if context.session.is_run_off() { "draft-run-off" } else { "edit-draft" }
}

/// The name of a row, for lists and titles. A row without a name is called by its id or by its number.
pub(in crate::ui) fn name_of(context: &ViewContext<'_>, table: Table, index: usize) -> String {
    let authored = context.session.authored();
    let named = authored.row(table, index).map(|row| own_name(context, &row)).filter(|name| !name.trim().is_empty());
    let keyed = || authored.key(table, index).filter(|key| !key.is_empty()).map(str::to_owned);
    let numbered = || {
        let number = (index + 1).to_string();
        context.texts.with("edit-numbered", &[("what", context.texts.get(one_key(table))), ("number", &number)])
    };
    named.or_else(keyed).unwrap_or_else(numbered)
}

fn own_name(context: &ViewContext<'_>, row: &Row) -> String {
    match row {
        Row::Source(row) => row.title.clone(),
        Row::Hazard(row) => row.name.clone(),
        Row::Site(row) => row.name.clone(),
        Row::Service(row) => row.name.clone(),
        Row::Exchange(row) => row.name.clone(),
        Row::Company(row) => row.name.clone(),
        Row::Rival(row) => row.name.clone(),
        Row::Note(row) => row.about.clone(),
        Row::News(row) => row.title.clone(),
        Row::Chapter(row) => row.title.clone(),
        Row::Plan(row) => row.name.clone(),
        Row::History(row) => {
            let kind = context.texts.get(OBSERVED[observed_index(&row.what)]);
            format!("{kind}: {}", observed_about(&row.what))
        }
        Row::Expectation(row) => {
            let kind = context.texts.get(THAT[that_index(&row.that)]);
            let about = that_about(&row.that).map_or_else(String::new, |about| format!(": {about}"));
            format!("{}, {kind}{about}", row.plan)
        }
    }
}

/// The path of a row in the file, as problems name it.
pub(super) fn path_of(authored: &Authored, table: Table, index: usize) -> Vec<String> {
    let own = authored.key(table, index).filter(|_| table.has_ids()).map_or_else(|| index.to_string(), str::to_owned);
    vec![table.name().to_owned(), own]
}

/// The time at the playhead, as it is written in a file.
pub(super) fn written_now(context: &ViewContext<'_>) -> String {
    typed_again(&context.session.scenario().clock, context.now)
}
