//! The fields of the file itself, of hazards, sites and services.

use super::kinds::{DARK_STEP, Field, Kind, PEOPLE, POINT, Row, SERVERS, Unit};
use crate::file::schema::VERSION;
use crate::model::limits::{MOST_PEOPLE, RETRIES, SHARE, UNCERTAINTY, WEIGHT};

/// The fields of the file itself, of hazards, sites and services.
pub const WORLD: &[Row] = &[
    Row {
        name: "Scenario",
        fields: &[
            Field::new("firedrill", Kind::Whole { least: 1, most: VERSION as u64 }, "field-file-firedrill").required(),
            Field::new("title", Kind::Text, "field-file-title").required(),
            Field::new("about", Kind::Text, "field-file-about").or("\"\""),
            Field::new("teaches", Kind::Text, "field-file-teaches").or("\"\"").since_two(),
            Field::new("zone", Kind::Zone, "field-file-zone").required(),
            Field::new("start", Kind::Start, "field-file-start").required(),
            Field::new("length", Kind::Length, "field-file-length").required(),
            Field::new("population", Kind::Whole { least: 1, most: MOST_PEOPLE }, "field-file-population")
                .in_unit(Unit::People),
            Field::new("uncertainty", Kind::Real(UNCERTAINTY), "field-file-uncertainty").or("0.0"),
            Field::new("sources", Kind::Map(&Kind::Id, &Kind::Row("Source")), "field-file-sources").or("{}"),
            Field::new("notes", Kind::List(&Kind::Row("Note")), "field-file-notes").or("[]"),
            Field::new("hazards", Kind::Map(&Kind::Id, &Kind::Row("Hazard")), "field-file-hazards").or("{}"),
            Field::new("sites", Kind::Map(&Kind::Id, &Kind::Row("Site")), "field-file-sites").required(),
            Field::new("services", Kind::Map(&Kind::Id, &Kind::Row("Service")), "field-file-services").required(),
            Field::new("exchanges", Kind::Map(&Kind::Id, &Kind::Row("Exchange")), "field-file-exchanges").or("{}"),
            Field::new("companies", Kind::Map(&Kind::Id, &Kind::Row("Company")), "field-file-companies").or("{}"),
            Field::new("reaction", Kind::Row("Reaction"), "field-file-reaction"),
            Field::new("rivals", Kind::Map(&Kind::Id, &Kind::Row("Rival")), "field-file-rivals").or("{}"),
            Field::new("news", Kind::List(&Kind::Row("News")), "field-file-news").or("[]"),
            Field::new("history", Kind::List(&Kind::Row("History")), "field-file-history").or("[]"),
            Field::new("story", Kind::List(&Kind::Row("Chapter")), "field-file-story").or("[]"),
            Field::new("plans", Kind::List(&Kind::Row("Plan")), "field-file-plans").or("[]"),
            Field::new("expect", Kind::List(&Kind::Row("Expectation")), "field-file-expect").or("[]"),
            Field::new(
                "translations",
                Kind::Map(&Kind::Language, &Kind::Map(&Kind::Text, &Kind::Text)),
                "field-file-translations",
            )
            .or("{}"),
        ],
    },
    Row {
        name: "Source",
        fields: &[
            Field::new("title", Kind::Text, "field-source-title").required(),
            Field::new("address", Kind::Text, "field-source-address"),
        ],
    },
    Row {
        name: "Note",
        fields: &[
            Field::new("about", Kind::Path, "field-note-about").required(),
            Field::new("kind", Kind::Choice("NoteKind"), "field-note-kind").required(),
            Field::new("text", Kind::Text, "field-note-text").or("\"\""),
            Field::new("source", Kind::Reference("sources"), "field-note-source"),
        ],
    },
    Row {
        name: "Hazard",
        fields: &[
            Field::new("name", Kind::Text, "field-hazard-name").required(),
            Field::new("kind", Kind::Choice("HazardKind"), "field-hazard-kind").required(),
            Field::new("spread", Kind::List(&DARK_STEP), "field-hazard-spread").or("[]"),
            Field::new("out", Kind::Span, "field-hazard-out").required(),
            Field::new("repair", Kind::List(&DARK_STEP), "field-hazard-repair").or("[]"),
            Field::new("uncertainty", Kind::Real(UNCERTAINTY), "field-hazard-uncertainty"),
            Field::new("damages", Kind::Permille(SHARE), "field-hazard-damages").since_two().or("0.0"),
            Field::new("destroys", Kind::Permille(SHARE), "field-hazard-destroys").since_two().or("0.0"),
            Field::new("repair_work", Kind::SomeSpan, "field-hazard-repair-work").since_two(),
        ],
    },
    Row {
        name: "Reserve",
        fields: &[
            Field::new("power", Kind::Span, "field-reserve-power").since_two().or("\"0s\""),
            Field::new("cooling", Kind::Span, "field-reserve-cooling").since_two().or("\"0s\""),
        ],
    },
    Row {
        name: "Spread",
        fields: &[
            Field::new("from", Kind::Reference("hazards"), "field-spread-from"),
            Field::new("to", Kind::Reference("sites"), "field-spread-to").required(),
            Field::new("after", Kind::Span, "field-spread-after").required(),
            Field::new("hazard", Kind::Reference("hazards"), "field-spread-hazard"),
        ],
    },
    Row {
        name: "Site",
        fields: &[
            Field::new("name", Kind::Text, "field-site-name").required(),
            Field::new("place", Kind::Text, "field-site-place"),
            Field::new("operator", Kind::Text, "field-site-operator"),
            Field::new("at", POINT, "field-site-at"),
            Field::new("hazard", Kind::Reference("hazards"), "field-site-hazard"),
            Field::new("spreads", Kind::List(&Kind::Row("Spread")), "field-site-spreads").or("[]"),
            Field::new("restore", Kind::List(&Kind::Reference("services")), "field-site-restore").or("[]"),
            Field::new("reserve", Kind::Row("Reserve"), "field-site-reserve").since_two(),
        ],
    },
    Row {
        name: "Need",
        fields: &[
            Field::new("weight", Kind::Permille(WEIGHT), "field-need-weight").or("1.0"),
            Field::new("grace", Kind::Span, "field-need-grace").or("\"0s\""),
            Field::new("any", Kind::Text, "field-need-any").since_two(),
            Field::new("primary", Kind::Flag, "field-need-primary").since_two().or("false"),
        ],
    },
    Row {
        name: "Switch",
        fields: &[
            Field::new("auto", Kind::SomeSpan, "field-switch-auto"),
            Field::new("needs", Kind::Reference("services"), "field-switch-needs"),
            Field::new("by_hand", Kind::SomeSpan, "field-switch-by-hand").or("\"1h\""),
            Field::new("manual_needs", Kind::Reference("services"), "field-switch-manual-needs").since_two(),
            Field::new("success", Kind::Permille(SHARE), "field-switch-success").since_two().or("1.0"),
        ],
    },
    Row {
        name: "Service",
        fields: &[
            Field::new("name", Kind::Text, "field-service-name").required(),
            Field::new("company", Kind::Reference("companies"), "field-service-company"),
            Field::new("kind", Kind::Text, "field-service-kind"),
            Field::new("users", PEOPLE, "field-service-users").or("0").in_unit(Unit::People),
            Field::new("rto", Kind::SomeSpan, "field-service-rto"),
            Field::new("rto_from", Kind::Choice("RtoFrom"), "field-service-rto-from").since_two().or("Degraded"),
            Field::new("on", Kind::Map(&Kind::Reference("sites"), &SERVERS), "field-service-on")
                .or("{}")
                .in_unit(Unit::Servers),
            Field::new("load", SERVERS, "field-service-load").in_unit(Unit::Servers),
            Field::new("day", Kind::List(&Kind::Permille(SHARE)), "field-service-day"),
            Field::new("restart", Kind::Span, "field-service-restart").or("\"0s\""),
            Field::new("retry", Kind::Permille(RETRIES), "field-service-retry").or("0.0").in_unit(Unit::Retries),
            Field::new("standby", Kind::Map(&Kind::Reference("sites"), &SERVERS), "field-service-standby")
                .or("{}")
                .in_unit(Unit::Servers),
            Field::new("switch", Kind::Row("Switch"), "field-service-switch"),
            Field::new("needs", Kind::Map(&Kind::Reference("services"), &Kind::Row("Need")), "field-service-needs")
                .or("{}"),
            Field::new("uncertainty", Kind::Real(UNCERTAINTY), "field-service-uncertainty"),
        ],
    },
];
