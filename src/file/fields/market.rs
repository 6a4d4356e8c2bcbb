//! The fields of exchanges, companies and rivals.

use super::kinds::{Field, Kind, PEOPLE, Row, SERVERS, Unit};
use crate::model::limits::{DAYS, INDEX, LIMIT, OVERSHOOT, PRICE, PULL, SHARE};

/// The fields of exchanges, companies and rivals.
pub const MARKET: &[Row] = &[
    Row {
        name: "Exchange",
        fields: &[
            Field::new("name", Kind::Text, "field-exchange-name").required(),
            Field::new("zone", Kind::Zone, "field-exchange-zone").required(),
            Field::new("days", Kind::List(&Kind::Choice("Day")), "field-exchange-days")
                .since_two()
                .or("[Mon, Tue, Wed, Thu, Fri]"),
            Field::new("open", Kind::TimeOfDay, "field-exchange-open").required(),
            Field::new("close", Kind::TimeOfDay, "field-exchange-close").required(),
            Field::new(
                "breaks",
                Kind::List(&Kind::Tuple(&[Kind::TimeOfDay, Kind::TimeOfDay])),
                "field-exchange-breaks",
            )
            .since_two()
            .or("[]"),
            Field::new("early", Kind::Map(&Kind::Date, &Kind::TimeOfDay), "field-exchange-early").since_two().or("{}"),
            Field::new("closed", Kind::List(&Kind::Date), "field-exchange-closed").or("[]"),
            Field::new("limit", Kind::Real(LIMIT), "field-exchange-limit"),
            Field::new("index", Kind::Map(&Kind::Date, &Kind::Real(INDEX)), "field-exchange-index").or("{}"),
        ],
    },
    Row {
        name: "Company",
        fields: &[
            Field::new("name", Kind::Text, "field-company-name").required(),
            Field::new("ticker", Kind::Text, "field-company-ticker"),
            Field::new("exchange", Kind::Reference("exchanges"), "field-company-exchange"),
            Field::new("currency", Kind::Text, "field-company-currency"),
            Field::new("close", Kind::Real(PRICE), "field-company-close").in_unit(Unit::Price),
            Field::new(
                "exposure",
                Kind::Map(&Kind::Reference("services"), &Kind::Real(SHARE)),
                "field-company-exposure",
            )
            .or("{}"),
            Field::new("reaction", Kind::Row("Reaction"), "field-company-reaction"),
            Field::new("steps", Kind::Map(&Kind::Date, &Kind::Real(PRICE)), "field-company-steps").since_two().or("{}"),
            Field::new("crew", Kind::Row("Crew"), "field-company-crew").since_two(),
        ],
    },
    Row {
        name: "Crew",
        fields: &[
            Field::new("size", SERVERS, "field-crew-size").required().since_two().in_unit(Unit::People),
            Field::new("first", Kind::List(&Kind::Reference("services")), "field-crew-first").since_two().or("[]"),
            Field::new("needs", Kind::Reference("services"), "field-crew-needs").since_two(),
        ],
    },
    Row {
        name: "Reaction",
        fields: &[
            Field::new("worst", Kind::Real(SHARE), "field-reaction-worst").required(),
            Field::new("half", Kind::Real(DAYS), "field-reaction-half").required().in_unit(Unit::Days),
            Field::new("memory", Kind::Real(DAYS), "field-reaction-memory").required().in_unit(Unit::Days),
            Field::new("overshoot", Kind::Real(OVERSHOOT), "field-reaction-overshoot").required(),
            Field::new("rise", Kind::SomeSpan, "field-reaction-rise").required(),
            Field::new("fade", Kind::SomeSpan, "field-reaction-fade").required(),
        ],
    },
    Row {
        name: "Rival",
        fields: &[
            Field::new("name", Kind::Text, "field-rival-name").required(),
            Field::new("for", Kind::Reference("services"), "field-rival-for").required(),
            Field::new("users", PEOPLE, "field-rival-users").or("0").in_unit(Unit::People),
            Field::new("pull", Kind::Real(PULL), "field-rival-pull").required().in_unit(Unit::PerHour),
            Field::new("back", Kind::SomeSpan, "field-rival-back").required(),
        ],
    },
];
