//! What the editor calls tables, rows and values, such as "KakaoTalk: Servers, Pangyo 1" for `services.talk.on.pangyo-1`.

use super::kinds::{OBSERVED, THAT, observed_about, observed_index, that_about, that_index};
use super::labels::{label_key, unnamed_label_key};
use super::place::{Shown, place_of};
use crate::file::edit::{Row, Table};
use crate::file::fields::{self, Kind};
use crate::file::{Authored, FieldPath};
use crate::model::TextField;
use crate::recording::Subject;
use crate::ui::ViewContext;
use crate::units::when::typed_again;

/// The number of names in a list of names: in each frame the text of all of them is laid out.
const MOST_LISTED: usize = 12;

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

/// The name of a row in the language of the window, for lists and titles. A name that is not yet in the world that runs is as it is written.
pub(in crate::ui) fn name_of(context: &ViewContext<'_>, table: Table, index: usize) -> String {
    let written = written_name(context, table, index);
    let key = context.session.authored().key(table, index).unwrap_or_default();
    let world = context.session.scenario();
    let names = world.localized(context.texts.language().tag());
    let own = |text: TextField| Some(text).filter(|text| world.text(*text) == written).map(|text| names.text(text));
    let localized = match table {
        Table::Sites => world.sites.find_from(index, key).map(TextField::SiteName).and_then(own),
        Table::Services => world.services.find_from(index, key).map(TextField::ServiceName).and_then(own),
        Table::Companies => world.companies.find_from(index, key).map(TextField::CompanyName).and_then(own),
        Table::Hazards => world.hazards.find_from(index, key).map(TextField::HazardName).and_then(own),
        Table::Exchanges => world.exchanges.find_from(index, key).map(TextField::ExchangeName).and_then(own),
        Table::Rivals => world.rivals.find_from(index, key).map(TextField::RivalName).and_then(own),
        Table::News => Some(index).filter(|index| *index < world.news.len()).map(TextField::NewsTitle).and_then(own),
        Table::Story => {
            Some(index).filter(|index| *index < world.story.len()).map(TextField::ChapterTitle).and_then(own)
        }
        Table::Plans => return context.plan_name(&written).to_owned(),
        Table::Sources | Table::Notes | Table::History | Table::Expect => None,
    };
    localized.map_or(written, str::to_owned)
}

/// The name of a row as its author wrote it. A row without a name is called by its id or by its number.
pub(super) fn written_name(context: &ViewContext<'_>, table: Table, index: usize) -> String {
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
        Row::Note(row) => about_words(context, &row.about),
        Row::News(row) => row.title.clone(),
        Row::Chapter(row) => row.title.clone(),
        Row::Plan(row) => row.name.clone(),
        Row::History(row) => {
            let kind = context.texts.get(OBSERVED[observed_index(&row.what)]);
            format!("{kind}: {}", name_with_id(context, observed_about(&row.what)))
        }
        Row::Expectation(row) => {
            let kind = context.texts.get(THAT[that_index(&row.that)]);
            let about =
                that_about(&row.that).map_or_else(String::new, |about| format!(": {}", name_with_id(context, about)));
            format!("{}, {kind}{about}", context.plan_name(&row.plan))
        }
    }
}

/// The name of the service, company or rival with this id; the id itself, if there is none.
fn name_with_id(context: &ViewContext<'_>, id: &str) -> String {
    let authored = context.session.authored();
    let tables = [Table::Services, Table::Companies, Table::Rivals];
    let found = tables.into_iter().find_map(|table| Some((table, authored.position(table, id)?)));
    found.map_or_else(|| id.to_owned(), |(table, index)| name_of(context, table, index))
}

/// The site, service or company of a row, if it is in the world that runs. Rows of other tables are of none.
pub(super) fn subject_of(context: &ViewContext<'_>, table: Table, index: usize) -> Option<Subject> {
    let key = context.session.authored().key(table, index)?;
    context.session.subject_from(table, index, key)
}

/// The first of these names, and how many more there are.
pub(super) fn listed(context: &ViewContext<'_>, names: impl ExactSizeIterator<Item = String>) -> String {
    listed_first(context, names, MOST_LISTED)
}

/// At most so many of these names, and how many more there are.
pub(super) fn listed_first(
    context: &ViewContext<'_>,
    names: impl ExactSizeIterator<Item = String>,
    most: usize,
) -> String {
    let more = names.len().saturating_sub(most);
    let mut list: Vec<String> = names.take(most).collect();
    if more > 0 {
        list.push(context.texts.with("edit-more-parts", &[("count", &context.texts.exact_count(more))]));
    }
    list.join(", ")
}

/// The path of a row in the file, as problems name it.
pub(super) fn path_of(authored: &Authored, table: Table, index: usize) -> Vec<String> {
    let own = authored.key(table, index).filter(|_| table.has_ids()).map_or_else(|| index.to_string(), str::to_owned);
    vec![table.name().to_owned(), own]
}

/// What the author wrote in place of a value that could not be read, until it is replaced.
pub(super) fn unread<'c>(context: &ViewContext<'c>, path: &FieldPath) -> Option<&'c str> {
    let session = context.session;
    let text = session.authored().unread(path)?;
    session.problems().iter().any(|problem| problem.path == *path).then_some(text)
}

/// The time at the playhead, as it is written in a file.
pub(super) fn written_now(context: &ViewContext<'_>) -> String {
    typed_again(&context.session.scenario().clock, context.now)
}

/// The value in words: the name of its row, then the labels of its fields, the names of rows that are keys, and numbers in lists. Empty for
/// the file as a whole.
pub(super) fn path_words(context: &ViewContext<'_>, path: &FieldPath) -> String {
    let parts: Vec<&str> = path.parts().collect();
    let Some((section, rest)) = parts.split_first() else { return String::new() };
    let texts = context.texts;
    let Some(table) = Table::named(section) else {
        let labels = std::iter::once(texts.get(label_key("", section)).to_owned());
        return labels.chain(inner_words(context, &parts, 1)).collect::<Vec<_>>().join(", ");
    };
    let Some(own) = rest.first() else { return texts.get(table_key(table)).to_owned() };
    let name = match place_of(context.session.authored(), path) {
        Some(Shown::Row(table, index)) => name_of(context, table, index),
        Some(Shown::Overview | Shown::Head | Shown::Translations) | None => (*own).to_owned(),
    };
    let inner = inner_words(context, &parts, 2);
    if inner.is_empty() { name } else { format!("{name}: {}", inner.join(", ")) }
}

/// A field of a row, given by its table and id, or a field that is in no table, in words: the labels of the fields and the names of the keys in
/// this path, in which keys may be in quotes, as they are printed.
pub(in crate::ui) fn field_words(context: &ViewContext<'_>, row: Option<(Table, &str)>, path: &[String]) -> String {
    let texts = context.texts;
    let path = path.iter().map(|part| part.trim_matches('"'));
    let words = match row {
        Some((table, id)) => {
            let parts: Vec<&str> = [table.name(), id].into_iter().chain(path).collect();
            inner_words(context, &parts, 2)
        }
        None => {
            let parts: Vec<&str> = path.collect();
            let first = parts.first().map(|field| texts.get(label_key("", field)).to_owned());
            first.into_iter().chain(inner_words(context, &parts, 1)).collect()
        }
    };
    if words.is_empty() { texts.get("edit-field-other").to_owned() } else { words.join(", ") }
}

/// What a note is about in words.
fn about_words(context: &ViewContext<'_>, about: &str) -> String {
    let authored = context.session.authored();
    // A note about a note is a mistake, and could be about itself.
    if about.starts_with(Table::Notes.name()) {
        return about.to_owned();
    }
    // Names of plans may contain dots, so the longest name that fits is taken.
    let named = about.strip_prefix("plans.").and_then(|rest| {
        let names = authored.rows().plans.iter().enumerate().filter(|(_, plan)| rest.starts_with(&plan.name));
        names.max_by_key(|(_, plan)| plan.name.len()).map(|(index, plan)| (index, &rest[plan.name.len()..]))
    });
    let path = match named {
        Some((index, rest)) => FieldPath::of(
            ["plans", &index.to_string()].into_iter().chain(rest.split('.').filter(|part| !part.is_empty())),
        ),
        None => FieldPath::of(about.split('.')),
    };
    path_words(context, &path)
}

/// The words for the parts of a path from this index on.
fn inner_words(context: &ViewContext<'_>, parts: &[&str], from: usize) -> Vec<String> {
    let kind_before = |index: usize| fields::described(parts[..index].iter().copied(), None).map(|found| found.kind);
    let mut owner = if from > 1 { parts[0] } else { "" };
    let mut words = Vec::new();
    for (index, part) in parts.iter().enumerate().skip(from) {
        let described = fields::described(parts[..=index].iter().copied(), None);
        let word = match kind_before(index) {
            Some(Kind::Map(Kind::Reference(table), _)) => reference_name(context, table, part),
            Some(Kind::List(_)) => number(part),
            Some(Kind::Map(..)) => (*part).to_owned(),
            Some(_) | None => {
                let unnamed = described.and_then(unnamed_label_key).filter(|_| part.parse::<usize>().is_ok());
                let key = unnamed.unwrap_or_else(|| label_key(owner, part));
                owner = part;
                // A part that has no label, such as a value without a name, says no more than what is around it.
                if key == "edit-field-other" { continue } else { context.texts.get(key).to_owned() }
            }
        };
        words.push(word);
    }
    words
}

fn reference_name(context: &ViewContext<'_>, table: &str, key: &str) -> String {
    let authored = context.session.authored();
    let row = Table::named(table).and_then(|table| Some((table, authored.position(table, key)?)));
    row.map_or_else(|| key.to_owned(), |(table, index)| name_of(context, table, index))
}

/// The number of an entry of a list, counted from one.
fn number(index: &str) -> String {
    index.parse::<usize>().map_or_else(|_| index.to_owned(), |index| (index + 1).to_string())
}
