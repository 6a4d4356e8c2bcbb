//! What a person types in a form while a change is being computed beside the window: the document does not have it yet, so the form keeps it, and
//! makes the next change of it when that can be made.

use crate::file::edit::{Head, Row};

/// A value of which two changes can become one.
pub(super) trait Merge: Clone + PartialEq {
    /// The value `theirs` with what `mine` has changed: both were made from `base`. What both have changed is as in `mine`.
    fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self;
}

impl Merge for Row {
    fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self {
        Self::merged(base, mine, theirs)
    }
}

impl Merge for Head {
    fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self {
        Self::merged(base, mine, theirs)
    }
}

impl Merge for String {
    fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self {
        either(base, mine, theirs).clone()
    }
}

/// `mine` if that was changed, and otherwise `theirs`.
pub(super) fn either<'v, T: PartialEq>(base: &T, mine: &'v T, theirs: &'v T) -> &'v T {
    if mine == base { theirs } else { mine }
}

/// A value that is ahead of the document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ahead<T> {
    /// The revision of the document.
    revision: u64,
    /// What the document has when the change that is computed is made.
    sent: T,
    /// What the form shows.
    now: T,
}

impl<T: Merge> Ahead<T> {
    /// What the form shows: `document`, or what is ahead of it. `computes` tells whether a change is being computed.
    ///
    /// If something else has changed the value meanwhile, such as the table of cells another field of the same row, that change stays, and so does
    /// what was typed.
    pub(super) fn shown(slot: &mut Option<Self>, document: &T, revision: u64, computes: bool) -> T {
        let Some(ahead) = slot else { return document.clone() };
        let is_made = ahead.revision != revision;
        // A change that is not computed any more and did not change the document was refused or cancelled.
        let is_over = ahead.now == ahead.sent && (is_made || !computes);
        if is_over {
            *slot = None;
            return document.clone();
        }
        if is_made && *document != ahead.sent {
            ahead.now = ahead.onto(document);
            ahead.sent.clone_from(document);
        }
        ahead.revision = revision;
        ahead.now.clone()
    }

    /// What the form shows.
    pub(super) const fn now(&self) -> &T {
        &self.now
    }

    /// What was typed, in a document that has this value.
    pub(super) fn onto(&self, document: &T) -> T {
        T::merged(&self.sent, &self.now, document)
    }

    /// Changes the values, because the document now says the same in another way: rows that are named in them have got other ids.
    pub(super) fn follow(&mut self, change: impl Fn(&mut T)) {
        change(&mut self.sent);
        change(&mut self.now);
    }

    /// Keeps what the form has now. Returns whether a change is to be made of it.
    pub(super) fn keep(slot: &mut Option<Self>, now: &T, document: &T, revision: u64, computes: bool) -> bool {
        match slot {
            Some(ahead) if computes => ahead.now = now.clone(),
            Some(_) | None if now == document => *slot = None,
            None if computes => *slot = Some(Self { revision, sent: document.clone(), now: now.clone() }),
            Some(_) | None => {
                *slot = Some(Self { revision, sent: now.clone(), now: now.clone() });
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_typed_while_a_change_is_computed_are_the_next_change() {
        let (mut slot, mut document, mut revision) = (None, "a".to_owned(), 1);
        let mut type_letter = |document: &str, revision, computes, letter: &str| {
            let document = document.to_owned();
            let shown = Ahead::shown(&mut slot, &document, revision, computes) + letter;
            let sends = Ahead::keep(&mut slot, &shown, &document, revision, computes);
            (shown, sends)
        };
        assert_eq!(type_letter(&document, revision, false, "b"), ("ab".to_owned(), true));
        assert_eq!(type_letter(&document, revision, true, "c"), ("abc".to_owned(), false));
        assert_eq!(type_letter(&document, revision, true, ""), ("abc".to_owned(), false));
        (document, revision) = ("ab".to_owned(), 2);
        assert_eq!(type_letter(&document, revision, false, ""), ("abc".to_owned(), true));
        (document, revision) = ("abc".to_owned(), 3);
        assert_eq!(type_letter(&document, revision, false, ""), ("abc".to_owned(), false));
        // Something else is computed, and does not change this.
        assert_eq!(type_letter(&document, revision, true, "d"), ("abcd".to_owned(), false));
        assert_eq!(type_letter(&document, 4, false, ""), ("abcd".to_owned(), true));
        // That is cancelled.
        assert_eq!(type_letter(&document, 4, true, ""), ("abcd".to_owned(), false));
        assert_eq!(type_letter(&document, 4, false, ""), ("abc".to_owned(), false));
    }

    #[test]
    fn what_is_typed_is_kept_when_something_else_has_changed_the_value_meanwhile() {
        let mut slot = None;
        let sends = Ahead::keep(&mut slot, &"typed".to_owned(), &"before".to_owned(), 1, true);
        assert!(!sends, "another change is being computed");
        let now = Ahead::shown(&mut slot, &"theirs".to_owned(), 2, false);
        assert_eq!(now, "typed");
        assert!(Ahead::keep(&mut slot, &now, &"theirs".to_owned(), 2, false), "it is the next change");
        // Nothing was typed here: then the other change stands.
        let mut slot = None;
        Ahead::keep(&mut slot, &"before".to_owned(), &"before".to_owned(), 1, true);
        assert_eq!(Ahead::shown(&mut slot, &"theirs".to_owned(), 2, false), "theirs");
    }
}
