//! Strikes of plans that cannot make any server dark: each is a warning, with its own remedy.

use firedrill::file;

use crate::support::cli::prints;
use crate::truth::with_hazard;

#[test]
fn a_strike_without_an_effect_is_a_warning_at_the_strike() {
    let shop = r#""shop": (name: "Shop", on: { "a": 10 })"#;
    let full = r#"spread: [("0s", 1.0)], out: "1h""#;
    let cases = [
        (r#"spread: [("0s", 1.0)], out: "0s""#, shop, "", vec!["over at once"]),
        (r#"out: "1h""#, shop, "", vec!["no `spread`"]),
        (r#"spread: [("0s", 0.0), ("1m", 0.0)], out: "1h""#, shop, "", vec!["is 0"]),
        (r#"spread: [("1h", 1.0)], out: "1h""#, shop, "", vec!["only after 1h"]),
        (r#"spread: [("0s", 0.0), ("2h", 1.0)], out: "1h""#, shop, "", vec!["only after 2h"]),
        (r#"spread: [("59m 59s", 1.0)], out: "1h""#, shop, "", vec![]),
        (r#"spread: [("30h", 1.0)], out: "40h""#, shop, "", vec!["the run ends before"]),
        (full, shop, "", vec![]),
        (
            full,
            r#""shop": (name: "Shop", on: { "b": 10, "a": 0 })"#,
            "",
            vec!["no service has servers at the site \"a\""],
        ),
        (full, r#""shop": (name: "Shop", on: { "b": 10 }, standby: { "a": 5 })"#, "", vec![]),
        (
            full,
            shop,
            r#", (at: "02:00", do: Strike(site: "empty")), (at: "03:00", do: Strike(site: "b", hazard: "fire"))"#,
            vec!["\"empty\"", "\"b\""],
        ),
        (full, shop, r#", (at: "02:00", do: StrikeArea(at: (51.5, -0.1), radius_km: 10))"#, vec![]),
        (
            full,
            shop,
            r#", (at: "02:00", do: StrikeArea(at: (51.5, 0.9), radius_km: 10))"#,
            vec!["at no site within 10 km"],
        ),
        (
            full,
            shop,
            r#", (at: "02:00", do: StrikeArea(at: (51.5, 0.4), radius_km: 2.5))"#,
            vec!["no site is within 2.5 km"],
        ),
        (
            r#"spread: [("0s", 1.0)], out: "0s""#,
            shop,
            r#", (at: "+1h", do: StrikeArea(at: (51.5, -0.1), radius_km: 10))"#,
            vec!["over at once", "over at once"],
        ),
    ];
    for (hazard, services, more, expected) in cases {
        let text = with_hazard(hazard, services, more);
        let checked = file::load_checked(text.as_bytes()).expect("a warning refuses nothing");
        let said: Vec<String> = checked.warnings.iter().map(|warning| warning.message.to_string()).collect();
        assert_eq!(said.len(), expected.len(), "{hazard} {services} {more}: {said:?}");
        for (warning, part) in checked.warnings.iter().zip(&expected) {
            let (message, location) = (warning.message.to_string(), warning.location.expect("a location"));
            assert!(message.contains(part), "{part}: {message}");
            let line = text.lines().nth(location.line - 1).expect("a line");
            let there: String = line.chars().skip(location.column - 1).collect();
            assert!(there.starts_with("Strike"), "{there}");
            assert!(!warning.remedy.to_string().is_empty());
        }
    }
}

#[test]
fn check_counts_the_warnings_that_it_does_not_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let strike = r#", (at: "02:00", do: StrikeArea(at: (51.5, 0.9), radius_km: 10))"#;
    let text = with_hazard(
        r#"spread: [("0s", 1.0)], out: "1h""#,
        r#""shop": (name: "Shop", on: { "a": 10 })"#,
        &strike.repeat(1_234),
    );
    let path = folder.path().join("many.ron");
    std::fs::write(&path, text).expect("writes");
    let printed = prints(&["check", path.to_str().expect("a name")]);
    assert!(printed.contains("and 1034 more warnings"), "{printed}");
    assert!(printed.ends_with(": ok, with 1,234 warnings\n"), "{printed}");
}

#[test]
fn the_remedy_for_an_area_without_a_site_reaches_the_nearest_site() {
    let shop = r#""shop": (name: "Shop", on: { "a": 10 })"#;
    let area = |radius: &str| {
        let more = format!(r#", (at: "02:00", do: StrikeArea(at: (51.6, -0.1), radius_km: {radius}))"#);
        let text = with_hazard(r#"spread: [("0s", 1.0)], out: "1h""#, shop, &more);
        file::load_checked(text.as_bytes()).expect("it loads").warnings
    };
    let remedy = area("1")[0].remedy.to_string();
    assert!(remedy.contains("at least 11.2 to reach the nearest site, \"a\""), "{remedy}");
    assert!(area("11.2").is_empty());
}

#[test]
fn a_strike_on_a_service_without_servers_and_a_resolve_of_nothing_are_warnings() {
    let full = r#"spread: [("0s", 1.0)], out: "1h""#;
    let shop = r#""shop": (name: "Shop", on: { "a": 10 })"#;
    let warnings = |hazard: &str, more: &str| -> Vec<String> {
        let checked =
            file::load_checked(with_hazard(hazard, shop, more).as_bytes()).expect("a warning refuses nothing");
        checked.warnings.iter().map(|warning| format!("{} | {}", warning.message, warning.remedy)).collect()
    };
    let on = |site: &str| format!(r#", (at: "02:00", do: Strike(service: "shop", {site}hazard: "fire"))"#);
    let at_b = on(r#"site: "b", "#);
    let nobody = "service \"shop\" has no servers there, so this strike does nothing | name a site with servers of the service, or leave `site` out";
    assert_eq!(warnings(full, &at_b), [nobody]);
    assert_eq!(warnings(full, &on("")), [""; 0]);
    assert_eq!(warnings(full, &on(r#"site: "a", "#)), [""; 0]);
    // What is wrong with the hazard is told alone.
    let told = warnings(r#"spread: [("0s", 1.0)], out: "0s""#, &at_b.replace("fire", "h"));
    assert!(told.len() == 2 && told.iter().all(|told| told.contains("over at once")), "{told:?}");

    let nothing = "no strike of this plan is on service \"shop\" there, so there is nothing to resolve | remove this action, or name the service and the site of a strike";
    let resolve = |site: &str| format!(r#", (at: "03:00", do: Resolve(service: "shop"{site}))"#);
    assert_eq!(warnings(full, &resolve("")), [nothing], "a strike on its site is none on the service");
    assert_eq!(warnings(full, &format!("{}{}", on(""), resolve(r#", site: "a""#))), [nothing]);
    assert_eq!(warnings(full, &format!("{}{}", on(r#"site: "a", "#), resolve(r#", site: "a""#))), [""; 0]);
    assert_eq!(warnings(full, &format!("{}{}", on(r#"site: "a", "#), resolve(""))), [""; 0]);
}

#[test]
fn a_strike_that_spreads_or_meets_a_measure_has_an_effect() {
    let with = |spread: &str, plan: &str, more: &str| {
        let text = format!(
            r#"( firedrill: 1, title: "T", zone: "UTC", start: "2024-03-04 00:00", length: "1d" {more},
            hazards: {{ "h": (name: "H", kind: Power, spread: [("1h", 1.0)], out: "1h"), "k": (name: "K", kind: Power, spread: [("0s", 1.0)], out: "1h") }},
            sites: {{ "a": (name: "A", at: (51, 0), hazard: "h", spreads: [ {spread} ]), "b": (name: "B", at: (52, 0), hazard: "k"), "c": (name: "C", at: (53, 0), hazard: "k") }},
            services: {{ "shop": (name: "Shop", on: {{ "a": 5, "b": 10 }}) }},
            plans: [ {plan} ] )"#
        );
        let warnings = file::load_checked(text.as_bytes()).expect("it loads").warnings;
        warnings.iter().map(|warning| warning.message.to_string()).collect::<Vec<_>>()
    };
    let strike = r#"(name: "P", actions: [ (at: "01:00", do: Strike(site: "a")) ])"#;
    assert_eq!(with("", strike, "").len(), 1, "it is over before its first step");
    assert!(with(r#"(to: "b", after: "30m")"#, strike, "").is_empty(), "it spreads");
    assert_eq!(with(r#"(to: "b", after: "1h")"#, strike, "").len(), 1, "it is over before it spreads");
    assert_eq!(with(r#"(to: "c", after: "30m")"#, strike, "").len(), 1, "there are no servers where it spreads to");
    assert!(with("", strike, ", uncertainty: 0.5").is_empty(), "with some seed its first step is in time");
    let added = r#"(name: "P", measures: [ AddServers(service: "shop", site: "c", servers: 1) ], actions: [ (at: "01:00", do: Strike(site: "c")) ])"#;
    assert!(with("", added, "").is_empty(), "the measure puts servers there");
    let off = added.replace("servers: 1)", "servers: 1, off: true)");
    assert_eq!(with("", &off, "").len(), 1, "the measure is off");
    let faster = r#"(name: "P", measures: [ FasterOut(hazard: "k", out: "0s") ], actions: [ (at: "01:00", do: Strike(site: "b")) ])"#;
    assert!(with("", faster, "").is_empty(), "the measure is meant to keep the servers online");
}
