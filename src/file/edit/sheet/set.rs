//! Sets what a cell says in a row.

#![expect(clippy::wildcard_enum_match_arm, reason = "a sheet has the columns of its table, and no others")]

use std::sync::Arc;

use super::columns::Column;
use super::lists::{read_dependencies, read_servers};
use super::names::Names;
use crate::file::edit::{Row, Table};
use crate::file::schema::{Reserve, Site, Switch};
use crate::model::limits::{LATITUDE, LONGITUDE, Limits, MOST_PEOPLE, MOST_SERVERS, RETRIES};
use crate::text::{Saying, composed};
use crate::units::text::typed_span;
use crate::units::{SpanUnits, read_span, read_typed_span};

/// Sets the value of a column, except of the id, to what a text says. An empty text leaves the value out.
pub fn set(row: &mut Row, column: Column, text: &str, names: &Names<'_>) -> Result<(), Saying> {
    let text = composed(text.trim());
    let text = text.as_ref();
    let some = (!text.is_empty()).then(|| text.to_owned());
    match row {
        Row::Site(site) => {
            let site = Arc::make_mut(site);
            match column {
                Column::Name => site.name = name(text)?,
                Column::Place => site.place = some,
                Column::Operator => site.operator = some,
                Column::Latitude | Column::Longitude => set_position(site, column, text)?,
                Column::Hazard => site.hazard = reference(names, Table::Hazards, text)?,
                Column::Power | Column::Cooling => {
                    let mut reserve = site.reserve.clone().unwrap_or(Reserve { power: None, cooling: None });
                    let own = if column == Column::Power { &mut reserve.power } else { &mut reserve.cooling };
                    *own = span(text)?;
                    site.reserve = Some(reserve).filter(|reserve| reserve.power.is_some() || reserve.cooling.is_some());
                }
                _ => {}
            }
        }
        Row::Service(service) => {
            let service = Arc::make_mut(service);
            match column {
                Column::Name => service.name = name(text)?,
                Column::Company => service.company = reference(names, Table::Companies, text)?,
                Column::Kind => service.kind = some,
                Column::Users => service.users = whole(text, MOST_PEOPLE)?.unwrap_or(0),
                Column::On => service.on = read_servers(text, names)?,
                Column::Load => service.load = whole(text, MOST_SERVERS)?,
                Column::Standby => service.standby = read_servers(text, names)?,
                Column::Auto => {
                    let auto = span(text).map_err(|trouble| {
                        let not_auto = Saying::of("sheet-not-auto", [("text", text.into())]);
                        if lacks_unit(text) { trouble } else { not_auto }
                    })?;
                    let new = || Switch { auto: None, needs: None, by_hand: None, manual_needs: None, success: 1.0 };
                    if auto.is_some() || service.switch.is_some() {
                        service.switch.get_or_insert_with(new).auto = auto;
                    }
                }
                Column::Needs => service.needs = read_dependencies(text, &service.needs, names)?,
                Column::Rto => service.rto = span(text)?,
                Column::Restart => service.restart = span(text)?,
                Column::Retry => service.retry = real(text, RETRIES)?.unwrap_or(0.0),
                _ => {}
            }
        }
        _ => {}
    }
    Ok(())
}

/// Sets the value of a column, except of the id, to that of another row of the same table.
pub fn copy(from: &Row, to: &mut Row, column: Column) {
    match (from, to) {
        (Row::Site(from), Row::Site(to)) => {
            let to = Arc::make_mut(to);
            match column {
                Column::Name => to.name.clone_from(&from.name),
                Column::Place => to.place.clone_from(&from.place),
                Column::Operator => to.operator.clone_from(&from.operator),
                Column::Latitude | Column::Longitude => to.at = from.at,
                Column::Hazard => to.hazard.clone_from(&from.hazard),
                Column::Power | Column::Cooling => to.reserve.clone_from(&from.reserve),
                _ => {}
            }
        }
        (Row::Service(from), Row::Service(to)) => {
            let to = Arc::make_mut(to);
            match column {
                Column::Name => to.name.clone_from(&from.name),
                Column::Company => to.company.clone_from(&from.company),
                Column::Kind => to.kind.clone_from(&from.kind),
                Column::Users => to.users = from.users,
                Column::On => to.on.clone_from(&from.on),
                Column::Load => to.load = from.load,
                Column::Standby => to.standby.clone_from(&from.standby),
                Column::Auto => to.switch.clone_from(&from.switch),
                Column::Needs => to.needs.clone_from(&from.needs),
                Column::Rto => to.rto.clone_from(&from.rto),
                Column::Restart => to.restart.clone_from(&from.restart),
                Column::Retry => to.retry = from.retry,
                _ => {}
            }
        }
        _ => {}
    }
}

fn name(text: &str) -> Result<String, Saying> {
    if text.is_empty() { Err(Saying::plain("sheet-empty-name")) } else { Ok(text.to_owned()) }
}

fn reference(names: &Names<'_>, table: Table, text: &str) -> Result<Option<String>, Saying> {
    if text.is_empty() { Ok(None) } else { names.find(table, text).map(Some) }
}

fn set_position(site: &mut Site, column: Column, text: &str) -> Result<(), Saying> {
    let limits = if column == Column::Latitude { LATITUDE } else { LONGITUDE };
    let Some(degrees) = real(text, limits)? else {
        site.at = None;
        return Ok(());
    };
    let (latitude, longitude) = site.at.unwrap_or_default();
    site.at = Some(if column == Column::Latitude { (degrees, longitude) } else { (latitude, degrees) });
    Ok(())
}

/// A duration, in a form of files or in Korean. What a person types in Korean is written as files have it.
fn span(text: &str) -> Result<Option<String>, Saying> {
    if text.is_empty() {
        return Ok(None);
    }
    if read_span(text, SpanUnits::Exact).is_ok() {
        return Ok(Some(text.to_owned()));
    }
    let read = read_typed_span(text).map(|span| Some(typed_span(span)));
    let key = if lacks_unit(text) { "sheet-no-unit" } else { "sheet-not-span" };
    read.map_err(|_| Saying::of(key, [("text", text.into())]))
}

/// Whether a text would be a duration if it had a unit.
fn lacks_unit(text: &str) -> bool {
    let number = text.replace(',', ".").parse::<f64>();
    number.is_ok_and(|number| number.is_finite() && number >= 0.0)
}

/// What to say if there must be a whole number from 0 to `most` and nothing is written.
#[must_use]
pub fn no_whole(most: u64) -> Saying {
    Saying::of("sheet-no-whole", [("most", Saying::Number(most))])
}

/// What to say if there must be a number within these limits and nothing is written.
#[must_use]
pub fn no_decimal(limits: Limits) -> Saying {
    Saying::of("sheet-no-number", [("least", Saying::decimal(limits.least)), ("most", Saying::decimal(limits.most))])
}

/// Reads a whole number from 0 to `most` that a person has typed. `None` if nothing is written.
pub fn read_whole(text: &str, most: u64) -> Result<Option<i128>, Saying> {
    whole(composed(text.trim()).as_ref(), most)
}

/// Reads a number within these limits that a person has typed. `None` if nothing is written.
pub fn read_decimal(text: &str, limits: Limits) -> Result<Option<f64>, Saying> {
    real(composed(text.trim()).as_ref(), limits)
}

/// A whole number. Digits may stand in groups of three, as a spreadsheet shows them, and a large number may be written as `1e6`.
fn whole(text: &str, most: u64) -> Result<Option<i128>, Saying> {
    if text.is_empty() {
        return Ok(None);
    }
    let groups: Vec<&str> = text.split([',', '.', ' ', '\u{a0}', '\u{202f}', '\'', '_']).collect();
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let are_groups = groups.iter().all(|part| is_digits(part))
        && groups[0].len() <= 3
        && groups[1..].iter().all(|part| part.len() == 3);
    let digits = if groups.len() > 1 && are_groups { groups.concat() } else { text.to_owned() };
    let number = if is_digits(&digits) { digits.parse::<u64>().ok() } else { power(text) };
    let number = number.filter(|number| *number <= most).map(i128::from);
    let wrong = || Saying::of("sheet-not-whole", [("text", text.into()), ("most", Saying::Number(most))]);
    number.map(Some).ok_or_else(wrong)
}

/// A whole number that is written with a power of ten, such as `1e6`.
fn power(text: &str) -> Option<u64> {
    /// Every whole number below this one is exact as a number with decimals.
    const MOST: f64 = 9_007_199_254_740_992.0;
    let number = text.parse::<f64>().ok().filter(|_| text.contains(['e', 'E']))?;
    (number.fract() == 0.0 && (0.0..MOST).contains(&number)).then_some(number as u64)
}

/// A number with decimals, after a point or a comma.
fn real(text: &str, limits: Limits) -> Result<Option<f64>, Saying> {
    if text.is_empty() {
        return Ok(None);
    }
    // With three digits after it, a comma may as well group the digits of a whole number.
    let is_decimal = text.split_once(',').is_some_and(|(_, after)| after.len() != 3 && !after.contains([',', '.']));
    let plain = if is_decimal { text.replace(',', ".") } else { text.to_owned() };
    let number = plain
        .replace('−', "-")
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite() && limits.range().contains(number));
    let args =
        || [("text", text.into()), ("least", Saying::decimal(limits.least)), ("most", Saying::decimal(limits.most))];
    number.map(Some).ok_or_else(|| Saying::of("sheet-not-number", args()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::limits::SHARE;

    #[test]
    fn a_number_is_read_only_if_the_whole_text_is_one() {
        let grouped = [(" 20,000 ", 20_000), ("20.000", 20_000), ("2 000", 2_000)];
        for (text, number) in grouped.into_iter().chain([("12", 12), ("1e6", 1_000_000)]) {
            assert_eq!(read_whole(text, 1_000_000), Ok(Some(number)), "{text}");
        }
        for text in ["12x", "20k", "12.7", "-5", "abc", "999999999999999", "1,2", "1.5e0", "e", "1e400", "inf"] {
            assert!(read_whole(text, 1_000_000).is_err(), "{text}");
        }
        assert_eq!(read_whole("  ", 1), Ok(None));
        for (text, number) in [("0.5", 0.5), ("0,5", 0.5), ("1e-1", 0.1)] {
            assert_eq!(read_decimal(text, SHARE), Ok(Some(number)), "{text}");
        }
        assert_eq!(read_decimal("−33.9", LATITUDE), Ok(Some(-33.9)));
        for text in ["0.5x", "half", "2", "-0.1", "nan", "1,000"] {
            assert!(read_decimal(text, SHARE).is_err(), "{text}");
        }
        assert_eq!(read_decimal("", SHARE), Ok(None));
    }
}
