//! Visits every text that an author has written in the rows of a file, to bring all of them into composed form.
//!
//! The rows keep the bytes of their author, so that saving writes them again. What is computed, compared and drawn is made from rows in
//! composed form.

use std::sync::Arc;

use super::pairs::{Cost, Pairs};
use super::tables::{Keyed, Listed};
use crate::model::{HazardKind, NoteKind, RtoFrom};
use crate::text::{composed, is_composed};

/// A value of a file that may contain texts.
pub trait Written {
    /// Whether all texts in this value have composed form.
    fn is_composed(&self) -> bool;

    /// Brings all texts in this value into composed form.
    fn compose(&mut self);
}

impl Written for String {
    fn is_composed(&self) -> bool {
        is_composed(self)
    }

    fn compose(&mut self) {
        if !is_composed(self) {
            *self = composed(self).into_owned();
        }
    }
}

macro_rules! without_texts {
    ($($kind:ty),*) => {$(
        impl Written for $kind {
            fn is_composed(&self) -> bool {
                true
            }

            fn compose(&mut self) {}
        }
    )*};
}

without_texts!(i128, f64, bool, HazardKind, NoteKind, RtoFrom);

impl Written for Cost {
    fn is_composed(&self) -> bool {
        self.0.is_composed()
    }

    fn compose(&mut self) {
        self.0.compose();
    }
}

impl<T: Written> Written for Option<T> {
    fn is_composed(&self) -> bool {
        self.as_ref().is_none_or(Written::is_composed)
    }

    fn compose(&mut self) {
        self.iter_mut().for_each(Written::compose);
    }
}

impl<T: Written> Written for Vec<T> {
    fn is_composed(&self) -> bool {
        self.iter().all(Written::is_composed)
    }

    fn compose(&mut self) {
        self.iter_mut().for_each(Written::compose);
    }
}

impl<A: Written, B: Written> Written for (A, B) {
    fn is_composed(&self) -> bool {
        self.0.is_composed() && self.1.is_composed()
    }

    fn compose(&mut self) {
        self.0.compose();
        self.1.compose();
    }
}

impl<T: Written> Written for Pairs<T> {
    fn is_composed(&self) -> bool {
        self.0.is_composed()
    }

    fn compose(&mut self) {
        self.0.compose();
    }
}

// Copies of a table share its rows, so only the rows that change are copied.
impl<T: Written + Clone> Written for Keyed<T> {
    fn is_composed(&self) -> bool {
        self.iter().all(|(key, row)| is_composed(key) && row.is_composed())
    }

    fn compose(&mut self) {
        if Written::is_composed(self) {
            return;
        }
        for (key, row) in self.rows_mut() {
            if !is_composed(key) {
                *key = composed(key).into();
            }
            if !row.is_composed() {
                Arc::make_mut(row).compose();
            }
        }
    }
}

impl<T: Written + Clone> Written for Listed<T> {
    fn is_composed(&self) -> bool {
        self.iter().all(Written::is_composed)
    }

    fn compose(&mut self) {
        if Written::is_composed(self) {
            return;
        }
        for row in self.rows_mut().iter_mut().filter(|row| !row.is_composed()) {
            Arc::make_mut(row).compose();
        }
    }
}
