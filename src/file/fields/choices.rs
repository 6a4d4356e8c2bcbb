//! The values that a field may have if it is one of several: words, and variants with fields of their own.

use super::kinds::{Choice, Choices, Field, Kind, POINT, SERVERS, Unit};
use crate::model::limits::{FALL, MOST_PEOPLE, PRICE, RADIUS_KM, RETRIES, SHARE, WEIGHT};

/// All of them.
pub const CHOICES: &[Choices] = &[
    Choices {
        name: "Trigger",
        choices: &[
            Choice {
                name: "At",
                help: "field-trigger-at",
                is_new: false,
                fields: &[Field::new("0", Kind::Moment, "field-part-time").required()],
            },
            Choice {
                name: "Down",
                help: "field-trigger-down",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("for", Kind::Span, "field-part-for").required(),
                ],
            },
            Choice {
                name: "People",
                help: "field-trigger-people",
                is_new: false,
                fields: &[Field::new("over", Kind::Whole { least: 0, most: MOST_PEOPLE }, "field-part-over")
                    .required()
                    .in_unit(Unit::People)],
            },
            Choice {
                name: "Price",
                help: "field-trigger-price",
                is_new: false,
                fields: &[
                    Field::new("company", Kind::Reference("companies"), "field-part-company").required(),
                    Field::new("fall", Kind::Real(SHARE), "field-part-fall").required(),
                ],
            },
        ],
    },
    Choices {
        name: "Observed",
        choices: &[
            Choice {
                name: "Back",
                help: "field-observed-back",
                is_new: false,
                fields: &[Field::new("0", Kind::Reference("services"), "field-part-service").required()],
            },
            Choice {
                name: "Down",
                help: "field-observed-down",
                is_new: false,
                fields: &[Field::new("0", Kind::Reference("services"), "field-part-service").required()],
            },
            Choice {
                name: "DarkServers",
                help: "field-observed-dark-servers",
                is_new: false,
                fields: &[
                    Field::new("0", Kind::Reference("companies"), "field-part-company").required(),
                    Field::new("1", Kind::Whole { least: 0, most: MOST_PEOPLE }, "field-part-count")
                        .required()
                        .in_unit(Unit::Servers),
                ],
            },
            Choice {
                name: "Price",
                help: "field-observed-price",
                is_new: false,
                fields: &[
                    Field::new("0", Kind::Reference("companies"), "field-part-company").required(),
                    Field::new("1", Kind::Real(PRICE), "field-part-price").required().in_unit(Unit::Price),
                ],
            },
            Choice {
                name: "RivalUsers",
                help: "field-observed-rival-users",
                is_new: false,
                fields: &[
                    Field::new("0", Kind::Reference("rivals"), "field-part-rival").required(),
                    Field::new("1", Kind::Whole { least: 0, most: MOST_PEOPLE }, "field-part-count")
                        .required()
                        .in_unit(Unit::People),
                ],
            },
            Choice {
                name: "Users",
                help: "field-observed-users",
                is_new: false,
                fields: &[
                    Field::new("0", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("1", Kind::Whole { least: 0, most: MOST_PEOPLE }, "field-part-count")
                        .required()
                        .in_unit(Unit::People),
                ],
            },
            Choice {
                name: "DownServers",
                help: "field-observed-down-servers",
                is_new: true,
                fields: &[
                    Field::new("0", Kind::Reference("companies"), "field-part-company").required().since_two(),
                    Field::new("1", Kind::Whole { least: 0, most: MOST_PEOPLE }, "field-part-count")
                        .required()
                        .since_two()
                        .in_unit(Unit::Servers),
                ],
            },
            Choice {
                name: "StillOut",
                help: "field-observed-still-out",
                is_new: true,
                fields: &[Field::new("0", Kind::Reference("services"), "field-part-service").required().since_two()],
            },
            Choice {
                name: "ShareUp",
                help: "field-observed-share-up",
                is_new: true,
                fields: &[
                    Field::new("0", Kind::Reference("companies"), "field-part-company").required().since_two(),
                    Field::new("1", Kind::Permille(SHARE), "field-part-share").required().since_two(),
                ],
            },
        ],
    },
    Choices {
        name: "Look",
        choices: &[
            Choice {
                name: "Site",
                help: "field-look-site",
                is_new: false,
                fields: &[Field::new("0", Kind::Reference("sites"), "field-part-site").required()],
            },
            Choice {
                name: "Place",
                help: "field-look-place",
                is_new: false,
                fields: &[Field::new("0", Kind::Text, "field-part-place").required()],
            },
            Choice {
                name: "Service",
                help: "field-look-service",
                is_new: false,
                fields: &[Field::new("0", Kind::Reference("services"), "field-part-service").required()],
            },
            Choice {
                name: "Company",
                help: "field-look-company",
                is_new: false,
                fields: &[Field::new("0", Kind::Reference("companies"), "field-part-company").required()],
            },
            Choice { name: "All", help: "field-look-all", is_new: false, fields: &[] },
        ],
    },
    Choices {
        name: "Act",
        choices: &[
            Choice {
                name: "Strike",
                help: "field-act-strike",
                is_new: false,
                fields: &[
                    Field::new("site", Kind::Reference("sites"), "field-part-site"),
                    Field::new("hazard", Kind::Reference("hazards"), "field-part-hazard"),
                    Field::new("service", Kind::Reference("services"), "field-part-service").since_two(),
                ],
            },
            Choice {
                name: "Extinguish",
                help: "field-act-extinguish",
                is_new: false,
                fields: &[Field::new("site", Kind::Reference("sites"), "field-part-site").required()],
            },
            Choice {
                name: "FailOver",
                help: "field-act-fail-over",
                is_new: false,
                fields: &[Field::new("service", Kind::Reference("services"), "field-part-service").required()],
            },
            Choice {
                name: "BlackStart",
                help: "field-act-black-start",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("for", Kind::Span, "field-part-for").required(),
                ],
            },
            Choice {
                name: "ShedLoad",
                help: "field-act-shed-load",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("for", Kind::Span, "field-part-for").required(),
                ],
            },
            Choice {
                name: "StrikeArea",
                help: "field-act-strike-area",
                is_new: false,
                fields: &[
                    Field::new("at", POINT, "field-part-at").required(),
                    Field::new("radius_km", Kind::Real(RADIUS_KM), "field-part-radius-km")
                        .required()
                        .in_unit(Unit::Kilometres),
                    Field::new("hazard", Kind::Reference("hazards"), "field-part-hazard"),
                ],
            },
            Choice {
                name: "Resolve",
                help: "field-act-resolve",
                is_new: true,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required().since_two(),
                    Field::new("site", Kind::Reference("sites"), "field-part-site").since_two(),
                ],
            },
            Choice {
                name: "Crew",
                help: "field-act-crew",
                is_new: true,
                fields: &[
                    Field::new("company", Kind::Reference("companies"), "field-part-company").required().since_two(),
                    Field::new("size", SERVERS, "field-part-size").required().since_two().in_unit(Unit::People),
                ],
            },
            Choice {
                name: "Log",
                help: "field-act-log",
                is_new: true,
                fields: &[Field::new("title", Kind::Text, "field-part-title").required().since_two()],
            },
        ],
    },
    Choices {
        name: "That",
        choices: &[
            Choice {
                name: "Down",
                help: "field-that-down",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("over", Kind::Span, "field-part-over"),
                    Field::new("under", Kind::Span, "field-part-under"),
                ],
            },
            Choice {
                name: "Out",
                help: "field-that-out",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("over", Kind::Span, "field-part-over"),
                    Field::new("under", Kind::Span, "field-part-under"),
                ],
            },
            Choice {
                name: "Back",
                help: "field-that-back",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("by", Kind::Moment, "field-part-by").required(),
                ],
            },
            Choice {
                name: "People",
                help: "field-that-people",
                is_new: false,
                fields: &[
                    Field::new("over", Kind::Whole { least: 0, most: MOST_PEOPLE }, "field-part-over")
                        .in_unit(Unit::People),
                    Field::new("under", Kind::Whole { least: 0, most: MOST_PEOPLE }, "field-part-under")
                        .in_unit(Unit::People),
                ],
            },
            Choice {
                name: "LowestPrice",
                help: "field-that-lowest-price",
                is_new: false,
                fields: &[
                    Field::new("company", Kind::Reference("companies"), "field-part-company").required(),
                    Field::new("over", Kind::Real(FALL), "field-part-over"),
                    Field::new("under", Kind::Real(FALL), "field-part-under"),
                ],
            },
            Choice { name: "Quiet", help: "field-that-quiet", is_new: false, fields: &[] },
            Choice {
                name: "Recovers",
                help: "field-that-recovers",
                is_new: false,
                fields: &[Field::new("service", Kind::Reference("services"), "field-part-service").required()],
            },
            Choice {
                name: "KeepsRto",
                help: "field-that-keeps-rto",
                is_new: false,
                fields: &[Field::new("service", Kind::Reference("services"), "field-part-service").required()],
            },
            Choice {
                name: "BreaksRto",
                help: "field-that-breaks-rto",
                is_new: false,
                fields: &[Field::new("service", Kind::Reference("services"), "field-part-service").required()],
            },
        ],
    },
    Choices {
        name: "Measure",
        choices: &[
            Choice {
                name: "AddServers",
                help: "field-measure-add-servers",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("site", Kind::Reference("sites"), "field-part-site").required(),
                    Field::new("servers", SERVERS, "field-part-servers").required().in_unit(Unit::Servers),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "AddStandby",
                help: "field-measure-add-standby",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("site", Kind::Reference("sites"), "field-part-site").required(),
                    Field::new("servers", SERVERS, "field-part-servers").required().in_unit(Unit::Servers),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "SwitchAuto",
                help: "field-measure-switch-auto",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("auto", Kind::SomeSpan, "field-part-auto").required(),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "SwitchFree",
                help: "field-measure-switch-free",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "SwitchByHand",
                help: "field-measure-switch-by-hand",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("by_hand", Kind::SomeSpan, "field-part-by-hand").required(),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "Grace",
                help: "field-measure-grace",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("need", Kind::Reference("services"), "field-part-need").required(),
                    Field::new("grace", Kind::Span, "field-part-grace").required(),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "Weight",
                help: "field-measure-weight",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("need", Kind::Reference("services"), "field-part-need").required(),
                    Field::new("weight", Kind::Permille(WEIGHT), "field-part-weight").required(),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "LimitRetries",
                help: "field-measure-limit-retries",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("retry", Kind::Permille(RETRIES), "field-part-retry").required().in_unit(Unit::Retries),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "Restart",
                help: "field-measure-restart",
                is_new: false,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required(),
                    Field::new("restart", Kind::Span, "field-part-restart").required(),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "RestoreFirst",
                help: "field-measure-restore-first",
                is_new: false,
                fields: &[
                    Field::new("site", Kind::Reference("sites"), "field-part-site").required(),
                    Field::new("services", Kind::List(&Kind::Reference("services")), "field-part-services").required(),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "StopSpread",
                help: "field-measure-stop-spread",
                is_new: false,
                fields: &[
                    Field::new("site", Kind::Reference("sites"), "field-part-site").required(),
                    Field::new("to", Kind::Reference("sites"), "field-part-to").required(),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "FasterOut",
                help: "field-measure-faster-out",
                is_new: false,
                fields: &[
                    Field::new("hazard", Kind::Reference("hazards"), "field-part-hazard").required(),
                    Field::new("out", Kind::Span, "field-part-out").required(),
                    Field::new("cost", Kind::Cost, "field-part-cost"),
                    Field::new("off", Kind::Flag, "field-part-off").or("false"),
                ],
            },
            Choice {
                name: "Crew",
                help: "field-measure-crew",
                is_new: true,
                fields: &[
                    Field::new("company", Kind::Reference("companies"), "field-part-company").required().since_two(),
                    Field::new("size", SERVERS, "field-part-size").required().since_two().in_unit(Unit::People),
                    Field::new("cost", Kind::Cost, "field-part-cost").since_two(),
                    Field::new("off", Kind::Flag, "field-part-off").since_two().or("false"),
                ],
            },
            Choice {
                name: "CrewFirst",
                help: "field-measure-crew-first",
                is_new: true,
                fields: &[
                    Field::new("company", Kind::Reference("companies"), "field-part-company").required().since_two(),
                    Field::new("services", Kind::List(&Kind::Reference("services")), "field-part-services")
                        .required()
                        .since_two(),
                    Field::new("cost", Kind::Cost, "field-part-cost").since_two(),
                    Field::new("off", Kind::Flag, "field-part-off").since_two().or("false"),
                ],
            },
            Choice {
                name: "RepairWork",
                help: "field-measure-repair-work",
                is_new: true,
                fields: &[
                    Field::new("hazard", Kind::Reference("hazards"), "field-part-hazard").required().since_two(),
                    Field::new("repair_work", Kind::SomeSpan, "field-part-repair-work").required().since_two(),
                    Field::new("cost", Kind::Cost, "field-part-cost").since_two(),
                    Field::new("off", Kind::Flag, "field-part-off").since_two().or("false"),
                ],
            },
            Choice {
                name: "ReservePower",
                help: "field-measure-reserve-power",
                is_new: true,
                fields: &[
                    Field::new("site", Kind::Reference("sites"), "field-part-site").required().since_two(),
                    Field::new("reserve", Kind::Span, "field-part-reserve").required().since_two(),
                    Field::new("cost", Kind::Cost, "field-part-cost").since_two(),
                    Field::new("off", Kind::Flag, "field-part-off").since_two().or("false"),
                ],
            },
            Choice {
                name: "ReserveCooling",
                help: "field-measure-reserve-cooling",
                is_new: true,
                fields: &[
                    Field::new("site", Kind::Reference("sites"), "field-part-site").required().since_two(),
                    Field::new("reserve", Kind::Span, "field-part-reserve").required().since_two(),
                    Field::new("cost", Kind::Cost, "field-part-cost").since_two(),
                    Field::new("off", Kind::Flag, "field-part-off").since_two().or("false"),
                ],
            },
            Choice {
                name: "Success",
                help: "field-measure-success",
                is_new: true,
                fields: &[
                    Field::new("service", Kind::Reference("services"), "field-part-service").required().since_two(),
                    Field::new("success", Kind::Permille(SHARE), "field-part-success").required().since_two(),
                    Field::new("cost", Kind::Cost, "field-part-cost").since_two(),
                    Field::new("off", Kind::Flag, "field-part-off").since_two().or("false"),
                ],
            },
        ],
    },
    Choices {
        name: "NoteKind",
        choices: &[
            Choice { name: "Sourced", help: "field-note-kind-sourced", is_new: false, fields: &[] },
            Choice { name: "Assumed", help: "field-note-kind-assumed", is_new: false, fields: &[] },
            Choice { name: "Fitted", help: "field-note-kind-fitted", is_new: false, fields: &[] },
        ],
    },
    Choices {
        name: "HazardKind",
        choices: &[
            Choice { name: "Fire", help: "field-hazard-kind-fire", is_new: false, fields: &[] },
            Choice { name: "Power", help: "field-hazard-kind-power", is_new: false, fields: &[] },
            Choice { name: "Cooling", help: "field-hazard-kind-cooling", is_new: false, fields: &[] },
            Choice { name: "Network", help: "field-hazard-kind-network", is_new: false, fields: &[] },
            Choice { name: "Flood", help: "field-hazard-kind-flood", is_new: false, fields: &[] },
            Choice { name: "Quake", help: "field-hazard-kind-quake", is_new: false, fields: &[] },
            Choice { name: "Other", help: "field-hazard-kind-other", is_new: false, fields: &[] },
            Choice { name: "Software", help: "field-hazard-kind-software", is_new: true, fields: &[] },
            Choice { name: "Cyber", help: "field-hazard-kind-cyber", is_new: true, fields: &[] },
            Choice { name: "Human", help: "field-hazard-kind-human", is_new: true, fields: &[] },
        ],
    },
    Choices {
        name: "RtoFrom",
        choices: &[
            Choice { name: "Degraded", help: "field-rto-from-degraded", is_new: true, fields: &[] },
            Choice { name: "Down", help: "field-rto-from-down", is_new: true, fields: &[] },
        ],
    },
    Choices {
        name: "Day",
        choices: &[
            Choice { name: "Mon", help: "field-day-mon", is_new: true, fields: &[] },
            Choice { name: "Tue", help: "field-day-tue", is_new: true, fields: &[] },
            Choice { name: "Wed", help: "field-day-wed", is_new: true, fields: &[] },
            Choice { name: "Thu", help: "field-day-thu", is_new: true, fields: &[] },
            Choice { name: "Fri", help: "field-day-fri", is_new: true, fields: &[] },
            Choice { name: "Sat", help: "field-day-sat", is_new: true, fields: &[] },
            Choice { name: "Sun", help: "field-day-sun", is_new: true, fields: &[] },
        ],
    },
];
