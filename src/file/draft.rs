//! The empty scenario that stands in the window for a draft of which no valid form is known.

use super::authored::Authored;
use super::load::{Checked, check, parse};
use super::schema::Scenario;

/// A scenario without sites and services.
const EMPTY: &str = r#"( firedrill: 1, title: "Draft", zone: "UTC", start: "2026-01-01 00:00", length: "1d", sites: {}, services: {} )"#;

/// A valid scenario without sites and services.
///
/// # Panics
/// Never: it is valid.
#[must_use]
pub fn empty() -> (Authored, Checked) {
    let authored = parse(EMPTY.as_bytes()).expect("it is well formed");
    let checked = check(&authored).expect("it is valid");
    (authored, checked)
}

/// A valid scenario without sites and services. It has the title, the zone, the start and the length of the draft, as far as they are valid.
///
/// # Panics
/// Never: the empty scenario is valid, and what is not valid is not taken over.
#[must_use]
pub fn stand_in(draft: &Authored) -> (Authored, Checked) {
    let (empty, _) = empty();
    let own = draft.rows();
    let parts: [fn(&mut Scenario, &Scenario); 4] = [
        |rows, own| rows.title.clone_from(&own.title),
        |rows, own| rows.zone.clone_from(&own.zone),
        |rows, own| rows.start.clone_from(&own.start),
        |rows, own| rows.length.clone_from(&own.length),
    ];
    let mut rows = empty.rows().clone();
    for take in parts {
        let mut with = rows.clone();
        take(&mut with, own);
        if !with.title.trim().is_empty() && check(&Authored::from(with.clone())).is_ok() {
            rows = with;
        }
    }
    let authored = Authored::from(rows);
    let checked = check(&authored).expect("every part was checked");
    (authored, checked)
}
