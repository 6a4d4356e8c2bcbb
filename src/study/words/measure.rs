//! Texts of measures: a measure of a plan as a sentence, and a measure that could be taken as an offer.

use crate::model::{Localized, What};
use crate::text::Texts;
use crate::units::text;

/// A measure as a sentence without a full stop, such as "400 more servers for Site switch at Anyang".
#[must_use]
pub fn measure(names: Localized<'_>, what: &What, texts: &Texts) -> String {
    let key = match what {
        What::AddServers { .. } => "measure-add-servers",
        What::AddStandby { .. } => "measure-add-standby",
        What::SwitchAuto { .. } => "measure-switch-auto",
        What::SwitchFree { .. } => "measure-switch-free",
        What::SwitchByHand { .. } => "measure-switch-by-hand",
        What::Grace { .. } => "measure-grace",
        What::Weight { .. } => "measure-weight",
        What::LimitRetries { retry: 0, .. } => "measure-no-retries",
        What::LimitRetries { .. } => "measure-limit-retries",
        What::Restart { .. } => "measure-restart",
        What::RestoreFirst { services, .. } if services.is_empty() => "measure-restore-nothing",
        What::RestoreFirst { .. } => "measure-restore-first",
        What::StopSpread { .. } => "measure-stop-spread",
        What::FasterOut { .. } => "measure-faster-out",
        What::Crew { .. } => "measure-crew",
        What::CrewFirst { services, .. } if services.is_empty() => "measure-crew-first-nothing",
        What::CrewFirst { .. } => "measure-crew-first",
        What::RepairWork { .. } => "measure-repair-work",
        What::ReservePower { .. } => "measure-reserve-power",
        What::ReserveCooling { .. } => "measure-reserve-cooling",
        What::Success { .. } => "measure-success",
    };
    filled(key, names, what, texts)
}

/// The text that offers a measure for the site or service that it changes, such as "Add servers at Anyang".
#[must_use]
pub fn offer(names: Localized<'_>, what: &What, texts: &Texts) -> String {
    let key = match *what {
        What::AddServers { .. } => "offer-add-servers",
        What::AddStandby { .. } => "offer-add-standby",
        What::SwitchAuto { .. } => "offer-switch-auto",
        What::SwitchFree { .. } => "offer-switch-free",
        What::SwitchByHand { .. } => "offer-switch-by-hand",
        What::Grace { .. } => "offer-grace",
        What::Weight { .. } => "offer-weight",
        What::LimitRetries { retry: 0, .. } => "offer-no-retries",
        What::LimitRetries { .. } => "offer-limit-retries",
        What::Restart { .. } => "offer-restart",
        What::RestoreFirst { .. } => "offer-restore-first",
        What::StopSpread { site, to } => {
            let world = names.scenario();
            let mut spreads = world.sites[site].spreads.iter().filter(|spread| spread.to == to);
            let burns = spreads.any(|spread| world.hazards[spread.from].kind.burns());
            if burns { "offer-stop-fire" } else { "offer-stop-spread" }
        }
        What::FasterOut { hazard, .. } if names.scenario().hazards[hazard].kind.burns() => "offer-faster-out",
        What::FasterOut { .. } => "offer-faster-over",
        What::Crew { .. } => "offer-crew",
        What::CrewFirst { .. } => "offer-crew-first",
        What::RepairWork { .. } => "offer-repair-work",
        What::ReservePower { .. } => "offer-reserve-power",
        What::ReserveCooling { .. } => "offer-reserve-cooling",
        What::Success { .. } => "offer-success",
    };
    filled(key, names, what, texts)
}

/// The text with this `key`, filled in with everything that the measure names.
fn filled(key: &'static str, names: Localized<'_>, what: &What, texts: &Texts) -> String {
    let service = what.service().map_or("", |id| names.service_name(id));
    let site = what.site().map_or("", |id| names.site_name(id));
    let mut args = vec![("service", service.to_owned()), ("site", site.to_owned())];
    match what {
        What::AddServers { servers, .. } | What::AddStandby { servers, .. } => {
            args.push(("servers", text::exact(*servers)));
        }
        What::SwitchAuto { auto: span, .. }
        | What::SwitchByHand { manual_failover: span, .. }
        | What::Restart { restart: span, .. } => args.push(("span", texts.span(*span))),
        What::Grace { need, grace, .. } => {
            args.extend([("span", texts.span(*grace)), ("need", names.service_name(*need).to_owned())]);
        }
        What::Weight { need, weight, .. } => {
            args.extend([("share", text::share(*weight)), ("need", names.service_name(*need).to_owned())]);
        }
        What::LimitRetries { retry, .. } => args.push(("tries", text::decimal(*retry))),
        What::RestoreFirst { services, .. } => {
            let services: Vec<&str> = services.iter().map(|id| names.service_name(*id)).collect();
            args.push(("services", list(&services, texts)));
        }
        What::StopSpread { to, .. } => args.push(("to", names.site_name(*to).to_owned())),
        What::FasterOut { hazard, out } => {
            args.extend([("span", texts.span(*out)), ("hazard", names.hazard_name(*hazard).to_owned())]);
        }
        What::Crew { company, size } => {
            args.extend([("company", names.company_name(*company).to_owned()), ("size", text::exact(*size))]);
        }
        What::CrewFirst { company, services } => {
            let services: Vec<&str> = services.iter().map(|id| names.service_name(*id)).collect();
            args.extend([("company", names.company_name(*company).to_owned()), ("services", list(&services, texts))]);
        }
        What::RepairWork { hazard, repair_work } => {
            args.extend([("span", texts.span(*repair_work)), ("hazard", names.hazard_name(*hazard).to_owned())]);
        }
        What::ReservePower { reserve: span, .. } | What::ReserveCooling { reserve: span, .. } => {
            args.push(("span", texts.span(*span)));
        }
        What::Success { success, .. } => args.push(("share", text::share(*success))),
        What::SwitchFree { .. } => {}
    }
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    texts.with(key, &args)
}

/// A list of names, such as "A", "A and B", "A, B and C", or "A, B and 3 more".
#[must_use]
pub fn list(names: &[&str], texts: &Texts) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [a, b] => texts.with("list-two", &[("a", a), ("b", b)]),
        [a, b, c] => texts.with("list-three", &[("a", a), ("b", b), ("c", c)]),
        [a, b, others @ ..] => {
            let count = texts.count(others.len() as u64);
            texts.with("list-more", &[("a", a), ("b", b), ("count", &count)])
        }
    }
}
