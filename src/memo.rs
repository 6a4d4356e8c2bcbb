//! A cache for one value. The value is kept until the inputs from which it was made change.

use std::sync::Arc;

/// A cache for one value, with the key for which the value was made. The key must contain all inputs on which the value depends.
#[derive(Clone, Debug)]
pub struct Memo<K, V> {
    kept: Option<(K, V)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { kept: None }
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// Returns the value for `key`. If no value is kept, or the kept value was made for another key, calls `make`.
    pub fn get(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        self.get_or_update(key, |_| make())
    }

    /// Returns the value for `key`. If no value is kept for this key, calls `make` with the old value, whose parts it can reuse.
    pub fn get_or_update(&mut self, key: K, make: impl FnOnce(Option<V>) -> V) -> &mut V {
        let kept = match self.kept.take() {
            Some(kept) if kept.0 == key => kept,
            before @ (Some(_) | None) => (key, make(before.map(|(_, value)| value))),
        };
        &mut self.kept.insert(kept).1
    }

    /// Whether the kept value was made for this key.
    #[must_use]
    pub fn is_for(&self, key: &K) -> bool {
        self.key() == Some(key)
    }
}

impl<K, V> Memo<K, V> {
    /// The key of the kept value. `None` if no value is kept.
    #[must_use]
    pub fn key(&self) -> Option<&K> {
        self.kept.as_ref().map(|(key, _)| key)
    }

    /// The kept value, whatever its key is. `None` if no value is kept.
    #[must_use]
    pub fn value(&self) -> Option<&V> {
        self.kept.as_ref().map(|(_, value)| value)
    }
}

/// A shared value as a key. Two keys are equal if they point to the same allocation, so the contents need not be compared. The key keeps
/// the value alive, so that its address cannot be used for another value.
#[derive(Debug)]
pub struct Identity<T: ?Sized>(Arc<T>);

impl<T: ?Sized> Identity<T> {
    /// Creates the key for a shared value.
    #[must_use]
    pub fn of(shared: &Arc<T>) -> Self {
        Self(Arc::clone(shared))
    }

    /// The shared value.
    #[must_use]
    pub const fn shared(&self) -> &Arc<T> {
        &self.0
    }
}

impl<T: ?Sized> Clone for Identity<T> {
    fn clone(&self) -> Self {
        Self::of(&self.0)
    }
}

impl<T: ?Sized> PartialEq for Identity<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Eq for Identity<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_again_only_for_another_key() {
        let mut made = 0;
        let mut memo = Memo::default();
        for key in ["a", "a", "b", "b", "a"] {
            let value = *memo.get(key, || {
                made += 1;
                format!("{key} {made}").len()
            });
            assert_eq!(value, 3, "{key}");
        }
        assert_eq!(made, 3);
        assert!(memo.is_for(&"a") && !memo.is_for(&"b"));
    }

    #[test]
    fn the_value_before_is_there_to_be_used_again() {
        let mut memo = Memo::default();
        assert_eq!(memo.get_or_update(1, |before| vec![before.is_none()]), &[true]);
        assert_eq!(memo.get_or_update(1, |_| Vec::new()), &[true], "it is kept");
        assert_eq!(memo.get_or_update(2, |before| before.unwrap_or_default().repeat(2)), &[true, true]);
        assert_eq!((memo.key(), memo.value()), (Some(&2), Some(&vec![true, true])));
    }

    #[test]
    fn a_shared_value_is_no_other_that_equals_it() {
        let (one, other) = (Arc::new(1), Arc::new(1));
        assert_eq!(Identity::of(&one), Identity::of(&one).clone());
        assert_ne!(Identity::of(&one), Identity::of(&other));
    }
}
