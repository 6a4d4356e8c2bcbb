//! The texts for people in the rows of a file, which may be wrong, and the translations that lose their texts when rows are removed.

use std::collections::BTreeSet;

use super::pairs::Pairs;
use super::schema as raw;
use super::tables::Keyed;
use crate::model::{cost_path, log_path};
use crate::text::composed;

/// The paths of all texts that are there, each with its text, in the order of the format. A path is that of [`crate::model::TextField`].
pub fn texts(rows: &raw::Scenario) -> Vec<(String, &str)> {
    let mut all = Texts::default();
    for (field, text) in [("title", &rows.title), ("about", &rows.about), ("teaches", &rows.teaches)] {
        all.add(field.to_owned(), text);
    }
    for (key, row) in rows.sources.iter() {
        all.of("sources", key, "title", &row.title);
    }
    for (index, row) in rows.notes.iter().enumerate() {
        all.of("notes", &index.to_string(), "text", &row.text);
    }
    for (key, row) in rows.hazards.iter() {
        all.of("hazards", key, "name", &row.name);
    }
    for (key, row) in rows.sites.iter() {
        all.of("sites", key, "name", &row.name);
        all.of("sites", key, "place", row.place.as_deref().unwrap_or_default());
        all.of("sites", key, "operator", row.operator.as_deref().unwrap_or_default());
    }
    for (key, row) in rows.services.iter() {
        all.of("services", key, "name", &row.name);
        all.of("services", key, "kind", row.kind.as_deref().unwrap_or_default());
    }
    for (key, row) in rows.exchanges.iter() {
        all.of("exchanges", key, "name", &row.name);
    }
    for (key, row) in rows.companies.iter() {
        all.of("companies", key, "name", &row.name);
    }
    for (key, row) in rows.rivals.iter() {
        all.of("rivals", key, "name", &row.name);
    }
    for (index, row) in rows.news.iter().enumerate() {
        let index = index.to_string();
        all.of("news", &index, "title", &row.title);
        all.of("news", &index, "text", &row.text);
    }
    for (index, row) in rows.story.iter().enumerate() {
        let index = index.to_string();
        all.of("story", &index, "title", &row.title);
        all.of("story", &index, "text", &row.text);
        all.of("story", &index, "notes", &row.notes);
    }
    for plan in rows.plans.iter() {
        all.plan(plan);
    }
    all.0
}

/// The translations of `now` without those that `before` had a text for and `now` has none for. Those for which there was none stay, because
/// only their author knows which text they mean.
///
/// Of keys that are paths, only those of plans are looked at. A row of another list may have another index now, so whoever removes it changes
/// the paths.
pub fn without_lost(before: &raw::Scenario, now: &raw::Scenario) -> Keyed<Pairs<String>> {
    let translations = &now.translations;
    if translations.is_empty() {
        return translations.clone();
    }
    let had = keys(before, |path| path.starts_with("plans."));
    let has = keys(now, |_| true);
    let is_lost = |key: &str| {
        let key = composed(key);
        had.contains(&*key) && !has.contains(&*key)
    };
    let left =
        |texts: &Pairs<String>| -> Pairs<String> { texts.0.iter().filter(|(key, _)| !is_lost(key)).cloned().collect() };
    translations.iter().map(|(language, texts)| (language, left(texts))).collect()
}

/// The texts of these rows, and those of their paths that are asked for.
fn keys(rows: &raw::Scenario, is_asked: fn(&str) -> bool) -> BTreeSet<String> {
    let all = texts(rows).into_iter();
    all.flat_map(|(path, text)| [Some(path).filter(|path| is_asked(path)), Some(text.to_owned())])
        .flatten()
        .map(|key| composed(&key).into_owned())
        .collect()
}

/// Whether a plan has fewer texts than it had, so that one of them was removed and not only written in another way.
pub fn has_fewer_texts(before: &raw::Plan, now: &raw::Plan) -> bool {
    let count = |plan: &raw::Plan| {
        let mut all = Texts::default();
        all.plan(plan);
        all.0.len()
    };
    !std::ptr::eq(before, now) && count(now) < count(before)
}

#[derive(Default)]
struct Texts<'r>(Vec<(String, &'r str)>);

impl<'r> Texts<'r> {
    fn add(&mut self, path: String, text: &'r str) {
        if !text.is_empty() {
            self.0.push((path, text));
        }
    }

    fn of(&mut self, table: &str, key: &str, field: &str, text: &'r str) {
        self.add(format!("{table}.{key}.{field}"), text);
    }

    fn plan(&mut self, plan: &'r raw::Plan) {
        self.of("plans", &plan.name, "name", &plan.name);
        self.of("plans", &plan.name, "about", &plan.about);
        for (index, measure) in plan.measures.iter().enumerate() {
            self.add(cost_path(&plan.name, index), measure.cost().unwrap_or_default());
        }
        for (index, action) in plan.actions.iter().enumerate() {
            if let raw::Act::Log { title } = &action.act {
                self.add(log_path(&plan.name, index), title);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{load_document, shipped};

    #[test]
    fn the_texts_of_rows_are_those_of_the_scenario_that_is_made_of_them() {
        for shipped in shipped() {
            let (authored, checked) = load_document(shipped.text().as_bytes()).expect("what ships is valid");
            let scenario = checked.scenario;
            let of_model: Vec<(String, &str)> =
                scenario.texts().map(|(field, text)| (field.path(&scenario), text)).collect();
            assert_eq!(texts(authored.rows()), of_model, "{}", scenario.title);
        }
    }
}
