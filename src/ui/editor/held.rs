//! What a form had when a drag in it began: a drag that is cancelled gives it back.

/// What became of a drag in a form in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FormDrag {
    /// It goes on, or there is none.
    #[default]
    Same,
    /// It began.
    Began,
    /// It was cancelled.
    Cancelled,
}

/// What a form had when the last drag in it began, with what the form is about.
#[derive(Debug)]
pub(super) struct Held<K, T>(Option<(K, T)>);

impl<K, T> Default for Held<K, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: Clone + PartialEq, T> Held<K, T> {
    /// Keeps what the form had before this frame if a drag began in it, and gives it back to `now` if the drag was cancelled. Returns whether it
    /// was given back.
    pub(super) fn follow(&mut self, drag: FormDrag, of: &K, before: T, now: &mut T) -> bool {
        let held = match drag {
            FormDrag::Same => None,
            FormDrag::Began => {
                self.0 = Some((of.clone(), before));
                None
            }
            FormDrag::Cancelled => self.0.take().filter(|(own, _)| own == of),
        };
        let is_given_back = held.is_some();
        if let Some((_, held)) = held {
            *now = held;
        }
        is_given_back
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cancelled_drag_gives_back_what_the_form_had_and_no_other() {
        let mut held = Held::default();
        let mut now = 1;
        for (drag, next) in [(FormDrag::Began, 2), (FormDrag::Same, 3)] {
            let before = std::mem::replace(&mut now, next);
            assert!(!held.follow(drag, &"a", before, &mut now));
        }
        assert!(!held.follow(FormDrag::Same, &"a", 3, &mut now));
        assert!(held.follow(FormDrag::Cancelled, &"a", 3, &mut now));
        assert_eq!(now, 1);
        assert!(!held.follow(FormDrag::Cancelled, &"a", 1, &mut now), "only once");
        held.follow(FormDrag::Began, &"a", 1, &mut now);
        now = 5;
        assert!(!held.follow(FormDrag::Cancelled, &"b", 5, &mut now));
        assert_eq!(now, 5, "what belongs to another row");
    }
}
