//! How edits are made of the version that they are for: what refers to a row follows it, or goes with it.

use super::change::{Change, Edit, Head, Refused, apply};
use super::references::{Target, led_to, path_led_to, refers};
use super::tables::{Row, Table, key, position, table};
use super::without::{Noted, Without, without};
use crate::file::authored::Authored;
use crate::file::pairs::Pairs;
use crate::file::path::{At, FieldPath};
use crate::file::schema;
use crate::file::tables::Keyed;

/// The removal of a row, before it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// Removes it, and what goes with it.
    pub edit: Edit,
    /// Rows and parts of rows that go with it, by their paths before.
    pub gone: Vec<FieldPath>,
    /// Values that must be there, and will refer to nothing until something else is written: the check names them.
    pub dangling: Vec<FieldPath>,
}

impl Edit {
    /// Puts a row before the one at `index`, or at the end; `key` is its id, where rows have ids.
    ///
    /// # Errors
    /// The id is taken, or the row is none of this table.
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

    /// Writes another row in the place of one.
    ///
    /// # Errors
    /// There is no such row, or another plan has the name.
    pub fn set(authored: &Authored, of: Table, index: usize, row: impl Into<Row>) -> Result<Self, Refused> {
        let row = row.into();
        if let Row::Plan(plan) = &row
            && authored.position(of, &plan.name).is_some_and(|there| there != index)
        {
            return Err(Refused::Taken(plan.name.clone()));
        }
        let mut making = Making::of(authored);
        making.push(Change::Replace { table: of, index, row })?;
        Ok(making.done())
    }

    /// Writes what stands beside the tables.
    #[must_use]
    pub fn set_head(head: Head) -> Self {
        Self(vec![Change::Head(Box::new(head))])
    }

    /// Moves a row to another index, counted without it.
    ///
    /// # Errors
    /// There is no such row, or no such index.
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

    /// Gives a row another id, or a plan another name; what refers to it, its notes and its translations follow.
    ///
    /// # Errors
    /// There is no such row, its rows have no ids, or another row is called so.
    pub fn rename(authored: &Authored, of: Table, index: usize, to: &str) -> Result<Self, Refused> {
        let from = authored.key(of, index).ok_or(Refused::NoRow)?;
        if from == to {
            return Ok(Self::default());
        }
        if authored.position(of, to).is_some() {
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
        // Of several rows with the same id, another one may be meant.
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

    /// Gives a place of sites another name.
    ///
    /// # Errors
    /// None in practice: all that is changed is there.
    pub fn rename_place(authored: &Authored, from: &str, to: &str) -> Result<Self, Refused> {
        let mut making = Making::of(authored);
        for (index, (_, site)) in authored.rows().sites.iter().enumerate() {
            if site.place.as_deref() == Some(from) {
                let row = schema::Site { place: Some(to.to_owned()), ..site.clone() }.into();
                making.push(Change::Replace { table: Table::Sites, index, row })?;
            }
        }
        making.look_elsewhere(from, &schema::Look::Place(to.to_owned()))?;
        Ok(making.done())
    }

    /// Removes a row with all that makes no sense without it.
    ///
    /// # Errors
    /// There is no such row.
    pub fn remove(authored: &Authored, of: Table, index: usize) -> Result<Removal, Refused> {
        let mut making = Making::of(authored);
        let mut noted = Noted::default();
        making.remove(of, index, &mut noted)?;
        noted.gone.sort();
        noted.gone.dedup();
        Ok(Removal { edit: making.done(), gone: noted.gone, dangling: noted.dangling })
    }

    /// Writes the translation of a text, by its path such as `services.talk.name`; `None` removes it.
    #[must_use]
    pub fn translate(authored: &Authored, language: &str, path: &str, translated: Option<&str>) -> Self {
        let is_own = |(own, _): &(&str, &Pairs<String>)| *own == language;
        let all = &authored.rows().translations;
        let mut texts = all.iter().find(is_own).map(|(_, texts)| texts.clone()).unwrap_or_default();
        let place = texts.keys().position(|key| key == path);
        match (place, translated) {
            (Some(place), Some(translated)) => translated.clone_into(&mut texts.0[place].1),
            (Some(place), None) => drop(texts.0.remove(place)),
            (None, Some(translated)) => texts.0.push((path.to_owned(), translated.to_owned())),
            (None, None) => {}
        }
        let others = || all.iter().map(|(own, row)| (own, if own == language { texts.clone() } else { row.clone() }));
        let is_new = all.iter().all(|row| !is_own(&row));
        let rows = others().chain(is_new.then(|| (language, texts.clone())));
        Self(vec![Change::Translations(rows.filter(|(_, texts)| !texts.is_empty()).collect())])
    }
}

/// An edit in the making: each change is made at once, so that the next one sees it.
struct Making {
    rows: schema::Scenario,
    changes: Vec<Change>,
}

impl Making {
    fn of(authored: &Authored) -> Self {
        Self { rows: authored.rows().clone(), changes: Vec::new() }
    }

    fn push(&mut self, change: Change) -> Result<(), Refused> {
        apply(&mut self.rows, &change)?;
        self.changes.push(change);
        Ok(())
    }

    fn done(self) -> Edit {
        Edit(self.changes)
    }

    /// Gives translations other keys; those for which there is none go.
    fn translate(&mut self, key: impl Fn(&str) -> Option<String>) {
        let before = &self.rows.translations;
        let texts = |texts: &Pairs<String>| -> Pairs<String> {
            let kept = texts.0.iter().filter_map(|(old, text)| Some((key(old)?, text.clone())));
            kept.collect()
        };
        let after: Keyed<Pairs<String>> = before.iter().map(|(language, row)| (language, texts(row))).collect();
        if after != *before {
            // Translations can always be replaced.
            let _ = self.push(Change::Translations(after));
        }
    }

    /// Rows of a list get other indexes; those without go.
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

    /// Chapters that look at a place look elsewhere.
    fn look_elsewhere(&mut self, place: &str, look: &schema::Look) -> Result<(), Refused> {
        for (index, chapter) in self.rows.story.clone().iter().enumerate() {
            if chapter.look == schema::Look::Place(place.to_owned()) {
                let row = schema::Chapter { look: look.clone(), ..chapter.clone() }.into();
                self.push(Change::Replace { table: Table::Story, index, row })?;
            }
        }
        Ok(())
    }

    fn remove(&mut self, of: Table, index: usize, noted: &mut Noted) -> Result<(), Refused> {
        let key = key(&self.rows, of, index).map(str::to_owned);
        let place = self.rows.sites.iter().nth(index).and_then(|(_, site)| site.place.clone());
        self.shift(of, |old| if old == index { None } else { Some(old - usize::from(old > index)) });
        self.push(Change::Remove { table: of, index })?;
        // Of several rows with the same id, another one may be meant.
        if let Some(key) = key.filter(|key| position(&self.rows, of, key).is_none()) {
            self.remove_references(Target { table: of, key: &key }, noted)?;
        }
        if let Some(place) = place.filter(|_| of == Table::Sites) {
            let is_left = self.rows.sites.iter().any(|(_, site)| site.place.as_ref() == Some(&place));
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
            // From the last on, so that the indexes of those before stay.
            for index in (0..table(&self.rows, other).len()).rev() {
                let row = table(&self.rows, other).row(index).filter(|row| refers(row, target));
                let Some(row) = row else { continue };
                let key = table(&self.rows, other).key(index).map(str::to_owned);
                let at = key.as_ref().map_or_else(|| all.index(index), |key| all.key(key));
                match without(&row, &at, target, noted) {
                    Without::Same => {}
                    Without::Changed(row) => self.push(Change::Replace { table: other, index, row })?,
                    Without::Gone => {
                        noted.gone.push(at.path());
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
