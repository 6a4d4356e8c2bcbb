//! Makes edits for one version of a scenario. If a row is renamed or removed, the references to it are changed or removed too.

use std::borrow::Cow;
use std::collections::HashSet;

use super::after::follow_removal;
use super::change::{Change, Head, Refused, apply};
use super::edits::Edit;
use super::references::{Target, led_to, path_led_to, refers};
use super::tables::{Row, Table, key, position, table};
use super::without::{Noted, Without, without};
use crate::file::authored::Authored;
use crate::file::pairs::Pairs;
use crate::file::path::{At, FieldPath};
use crate::file::plan_texts::translations_after;
use crate::file::schema;
use crate::file::tables::Keyed;
use crate::file::texts::{has_fewer_texts, without_lost};
use crate::text::{composed, is_same_text};

/// An edit that removes a row, with a list of what else is affected, to be confirmed before it is applied.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// The edit that removes the row and whatever is removed with it.
    pub edit: Edit,
    /// The paths, before the removal, of other rows and of parts of rows that are removed too. Notes about what is removed go without being
    /// listed.
    pub gone: Vec<FieldPath>,
    /// The paths of required values that will refer to a row that no longer exists. The check reports them until they are replaced.
    pub dangling: Vec<FieldPath>,
    /// The paths, before the removal, of plans whose relative times count from a strike that is removed. The edit gives these plans that time as
    /// their `zero`, so that the times stay what they are.
    pub counting: Vec<FieldPath>,
}

impl Edit {
    /// Inserts a row before the one at `index`, or at the end. `key` is the id of the row, if rows of this table have ids.
    ///
    /// # Errors
    /// The id is in use, or the row has the type of another table.
    pub fn add(authored: &Authored, to: Table, index: usize, key: &str, row: impl Into<Row>) -> Result<Self, Refused> {
        let row = row.into();
        let name = if let Row::Plan(plan) = &row { plan.name.as_str() } else { key };
        if authored.position(to, name).is_some() {
            return Err(Refused::Taken(name.to_owned()));
        }
        let mut making = Making::of(authored);
        making.shift(to, |old| Some(if old >= index { old + 1 } else { old }));
        making.push(Change::Insert { table: to, index, key: key.into(), row: row.clone() })?;
        Ok(making.done())
    }

    /// Replaces the row at `index`.
    ///
    /// # Errors
    /// There is no row at this index, or another plan has the same name.
    pub fn set(authored: &Authored, of: Table, index: usize, row: impl Into<Row>) -> Result<Self, Refused> {
        let row = row.into();
        if let Row::Plan(plan) = &row
            && authored.position(of, &plan.name).is_some_and(|there| there != index)
        {
            return Err(Refused::Taken(plan.name.clone()));
        }
        let mut making = Making::of(authored);
        making.push(Change::Replace { table: of, index, row })?;
        if let (Some(Row::Plan(before)), Some(now)) = (authored.row(of, index), making.rows.plans.shared(index))
            && before.name == now.name
        {
            let after = translations_after(&making.rows.translations, std::iter::once((&*before, &*now)));
            making.set_translations(after)?;
            // A text that is only written in another way keeps its translation, and is told if that needs another key.
            if has_fewer_texts(&before, &now) {
                let after = without_lost(authored.rows(), &making.rows);
                making.set_translations(after)?;
            }
        }
        Ok(making.done())
    }

    /// Inserts rows at the end of a table, each with its id if rows of this table have ids.
    ///
    /// # Errors
    /// An id is in use or stands twice among those of the rows, or a row has the type of another table.
    pub fn add_all(
        authored: &Authored,
        to: Table,
        rows: impl IntoIterator<Item = (String, Row)>,
    ) -> Result<Self, Refused> {
        let mut making = Making::of(authored);
        let mut taken: HashSet<Cow<'_, str>> = authored.keys(to).collect();
        for (key, row) in rows {
            let name = if let Row::Plan(plan) = &row { plan.name.clone() } else { key.clone() };
            let is_named = to.has_ids() || to == Table::Plans;
            if is_named && !taken.insert(Cow::Owned(composed(&name).into_owned())) {
                return Err(Refused::Taken(name));
            }
            let index = table(&making.rows, to).len();
            making.push(Change::Insert { table: to, index, key: key.as_str().into(), row })?;
        }
        Ok(making.done())
    }

    /// Replaces several rows of a table, none of which is a plan.
    ///
    /// # Errors
    /// There is no row at an index, or a row has the type of another table.
    pub fn set_all(
        authored: &Authored,
        of: Table,
        rows: impl IntoIterator<Item = (usize, Row)>,
    ) -> Result<Self, Refused> {
        let mut making = Making::of(authored);
        for (index, row) in rows {
            making.push(Change::Replace { table: of, index, row })?;
        }
        Ok(making.done())
    }

    /// Replaces the fields that are not in a table.
    #[must_use]
    pub fn set_head(head: Head) -> Self {
        Self::of_any(vec![Change::Head(Box::new(head))])
    }

    /// Moves a row to another index. `to` is its index in the resulting list.
    ///
    /// # Errors
    /// There is no row at `from`, or `to` is not a valid index.
    pub fn reorder(authored: &Authored, of: Table, from: usize, to: usize) -> Result<Self, Refused> {
        let row = authored.row(of, from).ok_or(Refused::NoRow)?;
        let key = table(authored.rows(), of).key(from).unwrap_or_default().into();
        let mut making = Making::of(authored);
        making.shift(of, |old| {
            let without = if old > from { old - 1 } else { old };
            Some(if old == from { to } else { without + usize::from(without >= to) })
        });
        making.push(Change::Remove { table: of, index: from })?;
        making.push(Change::Insert { table: of, index: to, key, row })?;
        Ok(making.done())
    }

    /// Changes the id of a row or the name of a plan, and all references to it, also those of notes and translations.
    ///
    /// # Errors
    /// There is no row at this index, rows of this table have no ids, or another row has the new id.
    pub fn rename(authored: &Authored, of: Table, index: usize, to: &str) -> Result<Self, Refused> {
        let from = authored.key(of, index).ok_or(Refused::NoRow)?;
        if from == to {
            return Ok(Self::default());
        }
        // A name may be replaced by the same name in another form of Unicode.
        if authored.position(of, to).is_some_and(|there| there != index) {
            return Err(Refused::Taken(to.to_owned()));
        }
        let mut making = Making::of(authored);
        match authored.row(of, index) {
            Some(Row::Plan(plan)) => {
                let row = schema::Plan { name: to.to_owned(), ..schema::Plan::clone(&plan) }.into();
                making.push(Change::Replace { table: of, index, row })?;
            }
            Some(_) | None => making.push(Change::SetKey { table: of, index, key: to.into() })?,
        }
        // If another row has the same id, the references may mean that row, so they are not changed.
        let target = Target { table: of, key: from };
        if position(&making.rows, of, from).is_none() {
            for other in Table::ALL {
                for index in 0..table(&making.rows, other).len() {
                    let row = table(&making.rows, other).row(index).and_then(|row| led_to(&row, target, to));
                    if let Some(row) = row {
                        making.push(Change::Replace { table: other, index, row })?;
                    }
                }
            }
            making.translate(|key| Some(path_led_to(key, target, to).unwrap_or_else(|| key.to_owned())));
        }
        Ok(making.done())
    }

    /// Changes the name of a campus in all its sites and in the chapters that show it.
    ///
    /// # Errors
    /// None in practice: every row that is replaced exists.
    pub fn rename_place(authored: &Authored, from: &str, to: &str) -> Result<Self, Refused> {
        let mut making = Making::of(authored);
        for (index, (_, site)) in authored.rows().sites.iter().enumerate() {
            if site.place.as_deref().is_some_and(|place| is_same_text(place, from)) {
                let row = schema::Site { place: Some(to.to_owned()), ..site.clone() }.into();
                making.push(Change::Replace { table: Table::Sites, index, row })?;
            }
        }
        making.look_elsewhere(from, &schema::Look::Place(to.to_owned()))?;
        Ok(making.done())
    }

    /// Makes an edit that removes a row and all rows and parts of rows that have no meaning without it.
    ///
    /// # Errors
    /// There is no row at this index.
    pub fn remove(authored: &Authored, of: Table, index: usize) -> Result<Removal, Refused> {
        let mut making = Making::of(authored);
        let mut noted = Noted::new(authored.rows());
        making.remove(of, index, &mut noted)?;
        let counting = making.follow_removal(authored.rows())?;
        noted.gone.sort();
        noted.gone.dedup();
        Ok(Removal { edit: making.done(), gone: noted.gone, dangling: noted.dangling, counting })
    }

    /// Sets the translation of a text, given by its path such as `services.talk.name`. `None` removes the translation.
    #[must_use]
    pub fn translate(authored: &Authored, language: &str, path: &str, translated: Option<&str>) -> Self {
        let is_own = |(own, _): &(&str, &Pairs<String>)| *own == language;
        let all = &authored.rows().translations;
        let mut texts = all.iter().find(is_own).map(|(_, texts)| texts.clone()).unwrap_or_default();
        let place = texts.keys().position(|key| is_same_text(key, path));
        match (place, translated) {
            (Some(place), Some(translated)) => translated.clone_into(&mut texts.0[place].1),
            (Some(place), None) => drop(texts.0.remove(place)),
            (None, Some(translated)) => texts.0.push((path.to_owned(), translated.to_owned())),
            (None, None) => {}
        }
        let others = || all.iter().map(|(own, row)| (own, if own == language { texts.clone() } else { row.clone() }));
        let is_new = all.iter().all(|row| !is_own(&row));
        let rows = others().chain(is_new.then(|| (language, texts.clone())));
        let translations = rows.filter(|(_, texts)| !texts.is_empty()).collect();
        Self::of(authored.rows().clone(), vec![Change::Translations(translations)])
    }
}

/// An edit that is being made. Each change is applied at once to the copy in `rows`, so that the next change sees its result.
struct Making {
    /// The version for which it is made.
    base: schema::Scenario,
    rows: schema::Scenario,
    changes: Vec<Change>,
}

impl Making {
    fn of(authored: &Authored) -> Self {
        let (base, rows) = (authored.rows().clone(), authored.rows().clone());
        Self { base, rows, changes: Vec::new() }
    }

    fn push(&mut self, change: Change) -> Result<(), Refused> {
        apply(&mut self.rows, &change)?;
        self.changes.push(change);
        Ok(())
    }

    fn done(self) -> Edit {
        Edit::of(self.base, self.changes)
    }

    /// Changes the keys of all translations. `key` returns the new key for an old one, or `None` to remove the translation.
    fn translate(&mut self, key: impl Fn(&str) -> Option<String>) {
        let before = &self.rows.translations;
        let texts = |texts: &Pairs<String>| -> Pairs<String> {
            let kept = texts.0.iter().filter_map(|(old, text)| Some((key(old)?, text.clone())));
            kept.collect()
        };
        let after: Keyed<Pairs<String>> = before.iter().map(|(language, row)| (language, texts(row))).collect();
        // This change cannot fail: it replaces all translations, whatever they are.
        let _ = self.set_translations(after);
    }

    fn set_translations(&mut self, after: Keyed<Pairs<String>>) -> Result<(), Refused> {
        if after == self.rows.translations {
            return Ok(());
        }
        self.push(Change::Translations(after))
    }

    /// Changes the keys of translations that refer to rows of this table by index. `index` returns the new index for an old one, or `None`
    /// for a removed row, whose translations are removed.
    fn shift(&mut self, table: Table, index: impl Fn(usize) -> Option<usize>) {
        if table.has_ids() || table == Table::Plans {
            return;
        }
        self.translate(|key| {
            let kept = || Some(key.to_owned());
            let Some((section, rest)) = key.split_once('.') else { return kept() };
            let Some((old, field)) = rest.split_once('.').filter(|_| section == table.name()) else { return kept() };
            let Ok(old) = old.parse() else { return kept() };
            index(old).map(|new| format!("{section}.{new}.{field}"))
        });
    }

    /// Makes the chapters that show the campus `place` show `look` instead.
    fn look_elsewhere(&mut self, place: &str, look: &schema::Look) -> Result<(), Refused> {
        for (index, chapter) in self.rows.story.clone().iter().enumerate() {
            if matches!(&chapter.look, schema::Look::Place(shown) if is_same_text(shown, place)) {
                let row = schema::Chapter { look: look.clone(), ..chapter.clone() }.into();
                self.push(Change::Replace { table: Table::Story, index, row })?;
            }
        }
        Ok(())
    }

    /// Makes what follows from a removal, and returns the paths of [`Removal::counting`].
    fn follow_removal(&mut self, before: &schema::Scenario) -> Result<Vec<FieldPath>, Refused> {
        let mut rows = self.rows.clone();
        let counting = follow_removal(before, &mut rows);
        for index in 0..rows.plans.len() {
            let row = rows.plans.shared(index).filter(|row| self.rows.plans.shared(index).as_ref() != Some(row));
            if let Some(row) = row {
                self.push(Change::Replace { table: Table::Plans, index, row: row.into() })?;
            }
        }
        self.set_translations(rows.translations)?;
        Ok(counting)
    }

    fn remove(&mut self, of: Table, index: usize, noted: &mut Noted) -> Result<(), Refused> {
        let key = key(&self.rows, of, index).map(str::to_owned);
        let place = self.rows.sites.iter().nth(index).and_then(|(_, site)| site.place.clone());
        self.shift(of, |old| if old == index { None } else { Some(old - usize::from(old > index)) });
        self.push(Change::Remove { table: of, index })?;
        noted.removed(of, index);
        // If another row has the same id, the references may mean that row, so they are kept.
        if let Some(key) = key.filter(|key| position(&self.rows, of, key).is_none()) {
            self.remove_references(Target { table: of, key: &key }, noted)?;
        }
        if let Some(place) = place.filter(|_| of == Table::Sites) {
            let is_same = |own: &String| is_same_text(own, &place);
            let is_left = self.rows.sites.iter().any(|(_, site)| site.place.as_ref().is_some_and(is_same));
            if !is_left {
                self.look_elsewhere(&place, &schema::Look::All)?;
            }
        }
        Ok(())
    }

    fn remove_references(&mut self, target: Target<'_>, noted: &mut Noted) -> Result<(), Refused> {
        for other in Table::ALL {
            let all = At::ROOT;
            let all = all.key(other.name());
            // The loop goes from the last row to the first, so that removing a row does not change the indices of the rows that are still
            // to be visited.
            for index in (0..table(&self.rows, other).len()).rev() {
                let row = table(&self.rows, other).row(index).filter(|row| refers(row, target));
                let Some(row) = row else { continue };
                let key = table(&self.rows, other).key(index).map(str::to_owned);
                let at = match &key {
                    Some(key) => all.key(key),
                    None => all.index(noted.index_before(other, index)),
                };
                match without(&row, &at, target, noted) {
                    Without::Same => {}
                    Without::Changed(row) => self.push(Change::Replace { table: other, index, row })?,
                    Without::Gone => {
                        noted.goes(&at, &row);
                        self.remove(other, index, noted)?;
                    }
                }
            }
        }
        let is_about = |key: &str| path_led_to(key, target, "").is_some();
        self.translate(|key| (!is_about(key)).then(|| key.to_owned()));
        Ok(())
    }
}
