//! What was typed in fields of single values, such as translations and notes about values, and is not in the document yet.

use super::ahead::Ahead;

/// When values are asked for: the revision of the document, and whether no change can be made now, because another one is being computed.
pub(super) type Moment = (u64, bool);

/// The values that are ahead of the document, each with what it is the value of.
#[derive(Debug, Default)]
pub(super) struct UnsentValues<K, T>(Vec<(K, Ahead<T>)>);

impl<K: Clone + PartialEq, T: Clone + PartialEq> UnsentValues<K, T> {
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

    /// The next change that can be made, whether or not its field is shown. `document` is the value that the document has.
    pub(super) fn next(&mut self, document: impl Fn(&K) -> T, (revision, mut waits): Moment) -> Option<(K, T)> {
        let mut next = None;
        for (of, ahead) in std::mem::take(&mut self.0) {
            let before = document(&of);
            self.0.push((of.clone(), ahead));
            let now = self.shown(&of, &before, (revision, waits));
            if self.keep(&of, &now, &before, (revision, waits)) {
                (next, waits) = (Some((of, now)), true);
            }
        }
        next
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0.clear();
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
        let nothing = |_: &&str| String::new();
        assert_eq!(unsent.next(nothing, (1, true)), None);
        // That is made, and changed none of them.
        assert_eq!(unsent.next(nothing, (2, false)), Some(("a", "xy".to_owned())));
        assert_eq!(unsent.next(nothing, (2, true)), None, "it is being computed");
        let document = |of: &&str| if *of == "a" { "xy".to_owned() } else { String::new() };
        assert_eq!(unsent.next(document, (3, false)), Some(("b", "z".to_owned())));
        // The last one is cancelled: the document is as it was.
        assert_eq!(unsent.next(document, (3, false)), None);
        assert!(unsent.0.is_empty(), "all is made or cancelled");
    }
}
