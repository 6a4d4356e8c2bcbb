//! A Fluent function that chooses between one and several things.
//!
//! Fluent chooses by itself only for arguments that are numbers. The arguments of a catalogue are numbers that are written already, rounded
//! and grouped as the language does it, such as `43.1 M`.

use fluent_bundle::{FluentArgs, FluentValue};

/// `PLURAL($servers, "# server/# servers")` returns the first form if the argument is written `1`, else the second, in which each `#` is the
/// argument.
pub(super) fn plural<'a>(positional: &[FluentValue<'a>], _named: &FluentArgs<'_>) -> FluentValue<'a> {
    let [FluentValue::String(count), FluentValue::String(forms)] = positional else { return FluentValue::Error };
    let Some((one, other)) = forms.split_once('/') else { return FluentValue::Error };
    let form = if count == "1" { one } else { other };
    form.replace('#', count).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_not_several() {
        let said = |count: &str, forms: &str| {
            let value = |text: &str| FluentValue::from(text.to_owned());
            let said = plural(&[value(count), value(forms)], &FluentArgs::new());
            let FluentValue::String(said) = said else { panic!("a text, not {said:?}") };
            said.into_owned()
        };
        let all = ["0", "1", "2", "<1", "1,001", "1.0 M"].map(|count| said(count, "# server waits/# servers wait"));
        assert_eq!(
            all.join("; "),
            "0 servers wait; 1 server waits; 2 servers wait; <1 servers wait; 1,001 servers wait; 1.0 M servers wait"
        );
        assert_eq!(said("1", "is/are"), "is");
    }
}
