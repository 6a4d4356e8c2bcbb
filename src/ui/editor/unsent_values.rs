//! Values that were typed in fields while another change was being computed, and are not in the document yet.

use super::ahead::{Ahead, Merge};

/// When values are asked for: the revision of the document, and whether no change can be made now, because another one is being computed.
pub(super) type Moment = (u64, bool);

/// The values that are ahead of the document, each with what it is the value of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct UnsentValues<K, T>(Vec<(K, Ahead<T>)>);

impl<K, T> Default for UnsentValues<K, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Clone + PartialEq, T: Merge> UnsentValues<K, T> {
    /// What the field of a value shows: the one of the document, or what is ahead of it.
    pub(super) fn shown(&mut self, of: &K, document: &T, (revision, waits): Moment) -> T {
        let mut slot = self.take(of);
        let shown = Ahead::shown(&mut slot, document, revision, waits);
        self.put(of, slot);
        shown
    }

    /// Keeps what the field has now. Returns whether a change is to be made of it.
    pub(super) fn keep(&mut self, of: &K, now: &T, document: &T, (revision, waits): Moment) -> bool {
        let mut slot = self.take(of);
        let sends = Ahead::keep(&mut slot, now, document, revision, waits);
        self.put(of, slot);
        sends
    }

    /// What is ahead of the document.
    pub(super) fn get(&self, of: &K) -> Option<&T> {
        self.0.iter().find(|(other, _)| other == of).map(|(_, ahead)| ahead.now())
    }

    /// Whether nothing is ahead of the document.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes out the first value that is ahead of the document, with what it is the value of.
    pub(super) fn take_first(&mut self) -> Option<(K, Ahead<T>)> {
        if self.0.is_empty() { None } else { Some(self.0.remove(0)) }
    }

    /// The next change that can be made: of what, and the values before and after it. `document` is the value that the document has; what is
    /// ahead of one that is not there any more is forgotten. That of `shown` is left to its field, which makes the change itself.
    pub(super) fn next(
        &mut self,
        document: impl Fn(&K) -> Option<T>,
        shown: Option<&K>,
        (revision, mut waits): Moment,
    ) -> Option<(K, [T; 2])> {
        let mut next = None;
        for (of, ahead) in std::mem::take(&mut self.0) {
            let mut slot = Some(ahead);
            if shown != Some(&of) {
                let Some(before) = document(&of) else { continue };
                let after = Ahead::shown(&mut slot, &before, revision, waits);
                if Ahead::keep(&mut slot, &after, &before, revision, waits) {
                    (next, waits) = (Some((of.clone(), [before, after])), true);
                }
            }
            self.put(&of, slot);
        }
        next
    }

    /// Changes what the values belong to, and the values, after rows of the document have got other ids or places.
    pub(super) fn follow(&mut self, of: impl Fn(&mut K), value: impl Fn(&mut T)) {
        for (own, ahead) in &mut self.0 {
            of(own);
            ahead.follow(&value);
        }
    }

    fn take(&mut self, of: &K) -> Option<Ahead<T>> {
        let index = self.0.iter().position(|(other, _)| other == of)?;
        Some(self.0.remove(index).1)
    }

    fn put(&mut self, of: &K, ahead: Option<Ahead<T>>) {
        self.0.extend(ahead.map(|ahead| (of.clone(), ahead)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types a letter while something else is being computed.
    fn type_letter(unsent: &mut UnsentValues<&'static str, String>, of: &'static str, letter: &str) -> String {
        let shown = unsent.shown(&of, &String::new(), (1, true)) + letter;
        assert!(!unsent.keep(&of, &shown, &String::new(), (1, true)));
        shown
    }

    #[test]
    fn what_is_typed_in_several_fields_becomes_one_change_after_another() {
        let mut unsent = UnsentValues::default();
        type_letter(&mut unsent, "a", "x");
        assert_eq!(type_letter(&mut unsent, "a", "y"), "xy");
        type_letter(&mut unsent, "b", "z");
        assert_eq!((unsent.get(&"a").map(String::as_str), unsent.get(&"c")), (Some("xy"), None));
        let nothing = |_: &&str| Some(String::new());
        let change = |of, after: &str| Some((of, [String::new(), after.to_owned()]));
        assert_eq!(unsent.next(nothing, None, (1, true)), None);
        // That is made, and changed none of them.
        assert_eq!(unsent.next(nothing, None, (2, false)), change("a", "xy"));
        assert_eq!(unsent.next(nothing, None, (2, true)), None, "it is being computed");
        let document = |of: &&str| Some(if *of == "a" { "xy".to_owned() } else { String::new() });
        assert_eq!(unsent.next(document, None, (3, false)), change("b", "z"));
        // The last one is cancelled: the document is as it was.
        assert_eq!(unsent.next(document, None, (3, false)), None);
        assert!(unsent.0.is_empty(), "all is made or cancelled");
    }

    #[test]
    fn what_is_typed_in_the_field_that_is_shown_is_its_own_and_what_is_gone_is_forgotten() {
        let mut unsent = UnsentValues::default();
        type_letter(&mut unsent, "a", "x");
        type_letter(&mut unsent, "b", "z");
        let document = |of: &&str| (*of == "a").then(String::new);
        assert_eq!(unsent.next(document, Some(&"a"), (2, false)), None);
        assert_eq!((unsent.get(&"a").map(String::as_str), unsent.get(&"b")), (Some("x"), None));
    }
}
