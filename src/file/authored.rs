//! A scenario in its author's form: the rows of a file, which refer to each other by id, in the author's order. The values may be invalid.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check::Check;
use super::patch::{Fate, IdsAsRead, corrected_draft, fates, formatted, patched, patched_draft, with_old_text};
use super::path::FieldPath;
use super::print::print;
use super::read;
use super::schema;
use super::unread::{MOST, unread_texts};
use super::version::raised;
use super::write;
use crate::model::Scenario;

/// A scenario in its author's form. Copying it is cheap, because copies share all rows that were not changed.
#[derive(Clone, Debug)]
pub struct Authored {
    rows: schema::Scenario,
    source: Option<Arc<SourceText>>,
    /// The last renaming since the text was read.
    renaming: Option<Arc<Renaming>>,
}

/// Rows that were renamed together: the name of the table, and the id, or the name of a plan, before and now.
pub(super) type Ids = Vec<(&'static str, String, String)>;

/// The most renamings that are kept one by one. Those after them are written together, with what was changed between them.
const MOST_RENAMINGS: usize = 4;

/// An edit that gave rows other ids.
#[derive(Debug)]
struct Renaming {
    earlier: Option<Arc<Self>>,
    before: schema::Scenario,
    after: schema::Scenario,
    /// The ids that rows of `after` had in `before`.
    ids: IdsAsRead,
}

/// The text of a file and the rows that were read from it. This value is never changed.
#[derive(Debug)]
struct SourceText {
    text: Box<str>,
    rows: schema::Scenario,
    /// Whether the text stood after a byte order mark in the file.
    has_mark: bool,
    /// The values with mistakes in their notation, if only the lenient reader could read the text. Then parts of the text are not in the
    /// rows.
    unread: Option<Unread>,
}

/// The values of a text with mistakes in their notation, by their paths. Of those that could not be read at all, the text is there, if it is in
/// one line; of others it is empty. Of very many, only the first are there.
pub(super) type Unread = BTreeMap<FieldPath, Box<str>>;

/// The values with mistakes that `check` has of this text. `None` if the notation of the text has no mistakes.
pub(super) fn unread(text: &str, check: &Check) -> Option<Unread> {
    if !check.has_mistakes() {
        return None;
    }
    let all = check.mistaken().chain(check.stand_ins().take(MOST));
    let mut unread: Unread = all.map(|path| (path.clone(), Box::default())).collect();
    unread.extend(unread_texts(text, check.stand_ins()));
    Some(unread)
}

impl Authored {
    /// A scenario of the rows that were read from this text, which is the content of a file without its byte order mark.
    pub(super) fn read_from(rows: schema::Scenario, text: &str, has_mark: bool) -> Self {
        let source = SourceText { text: text.into(), rows: rows.clone(), has_mark, unread: None };
        Self { rows, source: Some(Arc::new(source)), renaming: None }
    }

    /// The same form with the values that have mistakes in their notation, if only the lenient reader could read the text.
    pub(super) fn with_unread(self, unread: Option<Unread>) -> Self {
        if unread.is_none() {
            return self;
        }
        let as_draft = |source: Arc<SourceText>| {
            let SourceText { text, rows, has_mark, .. } = &*source;
            Arc::new(SourceText { text: text.clone(), rows: rows.clone(), has_mark: *has_mark, unread })
        };
        Self { source: self.source.map(as_draft), ..self }
    }

    /// What the author wrote in place of the value with this path, if the value could not be read. A stand-in is in the rows.
    #[must_use]
    pub fn unread(&self, path: &FieldPath) -> Option<&str> {
        self.mistaken(path).filter(|text| !text.is_empty())
    }

    /// What the author wrote in place of the value with this path, if that has a mistake in its notation. Empty if the value was read in spite
    /// of that, or is missing.
    #[must_use]
    pub fn mistaken(&self, path: &FieldPath) -> Option<&str> {
        self.source.as_ref()?.unread.as_ref()?.get(path).map(|text| &**text)
    }

    /// Whether only the lenient reader could read the text from which the scenario was read. Then the text has parts that the rows do not
    /// have.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.unread.is_some())
    }

    /// The rows of the scenario.
    #[must_use]
    pub const fn rows(&self) -> &schema::Scenario {
        &self.rows
    }

    /// The text from which the rows were read. `None` if they were not read from a text, or were changed since then.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.source.as_ref().filter(|source| source.rows == self.rows).map(|source| &*source.text)
    }

    /// The text from which the scenario was read, even if rows were changed since then. `None` if it was not read from a text.
    #[must_use]
    pub fn text_as_read(&self) -> Option<&str> {
        self.source.as_ref().map(|source| &*source.text)
    }

    /// The scenario as it was read from its text, before any change. `None` if it was not read from a text.
    #[must_use]
    pub fn as_read(&self) -> Option<Self> {
        let source = self.source.as_ref()?;
        Some(Self { rows: source.rows.clone(), source: Some(Arc::clone(source)), renaming: None })
    }

    /// A copy with `rows` in place of its own rows. It is used after a change of the rows.
    #[must_use]
    pub fn with_rows(&self, rows: schema::Scenario) -> Self {
        Self { rows, source: self.source.clone(), renaming: self.renaming.clone() }
    }

    /// A copy with `rows` in place of its own rows, after an edit. `written` are the paths of values that a person wrote again: in a draft,
    /// mistakes in their notation are gone, even if the values are just what stood in for them. `renamed` are the rows with new ids, those that
    /// were renamed together in one list.
    ///
    /// The text of a draft is written at once if a mistake is gone or has another path now, so that the paths of those that are left are those of
    /// the rows, and if rows have new ids, so that each renaming is written alone, as [`Self::to_file`] does it without mistakes.
    #[must_use]
    pub(super) fn edited(&self, rows: schema::Scenario, written: &[FieldPath], renamed: &[Ids]) -> Self {
        let next = self.with_rows(rows);
        let Some(source) = &self.source else { return next };
        let Some(unread) = &source.unread else {
            let is_as_read = next.rows == source.rows;
            let renaming = if is_as_read { None } else { self.renaming_after(&next.rows, renamed) };
            return Self { renaming, ..next };
        };
        let fates = fates(&self.rows, &next.rows, unread.keys(), written);
        if renamed.is_empty() && fates.iter().all(|fate| *fate == Fate::Stays) {
            return next;
        }
        let corrected = unread.keys().zip(&fates).filter(|(_, fate)| **fate == Fate::Written);
        let corrected: Vec<&FieldPath> = corrected.map(|(path, _)| path).collect();
        let rows = of_version(&next.rows, &source.rows);
        let ids = with_renamed(IdsAsRead::new(), renamed);
        let write = |text: &str, before: &schema::Scenario| corrected_draft(text, before, &rows, &ids, &corrected);
        // What was changed before rows get new ids is written before that.
        let before = of_version(&self.rows, &source.rows);
        let is_apart = !renamed.is_empty() && before != source.rows;
        let earlier = || corrected_draft(&source.text, &source.rows, &before, &IdsAsRead::new(), &[]);
        let alone = is_apart.then(earlier).flatten().and_then(|text| write(&text, &before));
        let text = alone.or_else(|| write(&source.text, &source.rows));
        let printed = || (!corrected.is_empty()).then(|| with_old_text(&source.text, &rows));
        let Some(text) = text.or_else(printed) else { return next };
        let mut check = Check::default();
        if read::rows(&text, &mut check).is_err() {
            return next;
        }
        let unread = self::unread(&text, &check);
        let source = SourceText { text: text.into(), rows: rows.clone(), has_mark: source.has_mark, unread };
        Self { rows, source: Some(Arc::new(source)), renaming: None }
    }

    /// The last renaming after an edit that makes `rows`. Renamings without another change between them are one.
    fn renaming_after(&self, rows: &schema::Scenario, renamed: &[Ids]) -> Option<Arc<Renaming>> {
        if renamed.is_empty() {
            return self.renaming.clone();
        }
        let last = self.renaming.as_deref();
        let is_full = |last: &&Renaming| {
            std::iter::successors(Some(*last), |last| last.earlier.as_deref()).count() >= MOST_RENAMINGS
        };
        let together = last.filter(|last| last.after == self.rows || is_full(last));
        let (earlier, before, ids) = match together {
            Some(last) => (last.earlier.clone(), last.before.clone(), last.ids.clone()),
            None => (self.renaming.clone(), self.rows.clone(), IdsAsRead::new()),
        };
        Some(Arc::new(Renaming { earlier, before, after: rows.clone(), ids: with_renamed(ids, renamed) }))
    }

    /// The scenario as the text of a file, in canonical form. Loading that text gives the same rows.
    #[must_use]
    pub fn to_ron(&self) -> String {
        print(&self.rows)
    }

    /// The scenario as the text of a file. If it was read from a text, that text, in which only what was changed is different: comments,
    /// order and layout are those of its author. Loading the text gives the same rows.
    #[must_use]
    pub fn to_file(&self) -> String {
        let Some(source) = &self.source else { return self.to_ron() };
        let mark = if source.has_mark { "\u{feff}" } else { "" };
        if source.rows == self.rows {
            return format!("{mark}{}", source.text);
        }
        if source.unread.is_some() {
            let rows = of_version(&self.rows, &source.rows);
            return format!("{mark}{}", patched_draft(&source.text, &source.rows, &rows));
        }
        // Each renaming is written alone, and what was changed before it is written before it: what else is changed would leave no trace of which
        // row was which.
        let mut renamings: Vec<&Renaming> =
            std::iter::successors(self.renaming.as_deref(), |last| last.earlier.as_deref()).collect();
        renamings.reverse();
        let none = IdsAsRead::new();
        let steps = renamings.iter().flat_map(|renaming| [(&renaming.before, &none), (&renaming.after, &renaming.ids)]);
        let (mut text, mut rows) = (source.text.to_string(), source.rows.clone());
        for (next, ids) in steps.chain([(&self.rows, &none)]) {
            let next = of_version(next, &rows);
            if next != rows {
                text = patched(&text, &rows, &next, ids);
                rows = next;
            }
        }
        format!("{mark}{text}")
    }

    /// The scenario as the text of a file in canonical form, with the comments of the text that it was read from, if it was read from one.
    #[must_use]
    pub fn to_canonical(&self) -> String {
        let Some(source) = &self.source else { return self.to_ron() };
        let mark = if source.has_mark { "\u{feff}" } else { "" };
        let text = self.to_file();
        format!("{mark}{}", formatted(text.trim_start_matches('\u{feff}'), &self.rows))
    }

    /// Whether both scenarios have equal rows and, if they are drafts, equal mistakes in their notation. Otherwise the texts that they were
    /// read from do not matter.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.rows == other.rows && self.has_same_mistakes(other)
    }

    fn has_same_mistakes(&self, other: &Self) -> bool {
        let are_one = matches!((&self.source, &other.source), (Some(own), Some(others)) if Arc::ptr_eq(own, others));
        are_one || (!self.is_draft() && !other.is_draft()) || self.mistakes_left() == other.mistakes_left()
    }

    /// The mistakes in the notation that the text would have that would be saved.
    fn mistakes_left(&self) -> Vec<(&FieldPath, &str)> {
        let Some(source) = &self.source else { return Vec::new() };
        let Some(unread) = &source.unread else { return Vec::new() };
        let all = unread.iter().map(|(path, text)| (path, &**text));
        if source.rows == self.rows {
            return all.collect();
        }
        let fates = fates(&source.rows, &self.rows, unread.keys(), &[]);
        all.zip(fates).filter(|(_, fate)| *fate == Fate::Stays).map(|(mistake, _)| mistake).collect()
    }
}

/// These ids, and those that rows had before all of these renamings, by the ids that they have now.
fn with_renamed(mut ids: IdsAsRead, renamed: &[Ids]) -> IdsAsRead {
    for together in renamed {
        let as_read = together.iter().map(|(table, from, to)| {
            let was = ids.remove(&(*table, from.clone())).unwrap_or_else(|| from.clone());
            ((*table, to.clone()), was)
        });
        let as_read: Vec<_> = as_read.collect();
        ids.extend(as_read);
    }
    ids
}

/// These rows in the version of the format that they need, or in that of `before` if it is higher.
fn of_version(rows: &schema::Scenario, before: &schema::Scenario) -> schema::Scenario {
    schema::Scenario { firedrill: raised(rows, before), ..rows.clone() }
}

/// Two scenarios are equal if they say the same, no matter which texts they were read from.
impl PartialEq for Authored {
    fn eq(&self, other: &Self) -> bool {
        self.says_the_same(other)
    }
}

impl From<schema::Scenario> for Authored {
    fn from(rows: schema::Scenario) -> Self {
        Self { rows, source: None, renaming: None }
    }
}

/// Converts a scenario that was not read from a file, such as a generated one, to an author's form.
impl From<&Scenario> for Authored {
    fn from(scenario: &Scenario) -> Self {
        write::rows(scenario).into()
    }
}
