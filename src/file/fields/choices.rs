//! The values that a field may have if it is one of several: words, and variants with fields of their own.

use super::kinds::{Choice, Choices, Field, Kind, PEOPLE, POINT, SERVERS, Unit};
use crate::model::limits::{FALL, PRICE, RADIUS_KM, RETRIES, SHARE, WEIGHT};

/// The service that it is about.
const SERVICE: Field = Field::new("service", Kind::Reference("services"), "field-part-service").required();
/// The same, where values have no names.
const FIRST_SERVICE: Field = Field::new("0", Kind::Reference("services"), "field-part-service").required();
/// The site that it is about.
const SITE: Field = Field::new("site", Kind::Reference("sites"), "field-part-site").required();
/// The company that it is about.
const COMPANY: Field = Field::new("company", Kind::Reference("companies"), "field-part-company").required();
/// The same, where values have no names.
const FIRST_COMPANY: Field = Field::new("0", Kind::Reference("companies"), "field-part-company").required();
/// For how long.
const FOR: Field = Field::new("for", Kind::Span, "field-part-for").required();
/// What a measure costs.
const COST: Field = Field::new("cost", Kind::Cost, "field-part-cost");
/// Whether a measure is not taken.
const OFF: Field = Field::new("off", Kind::Flag, "field-part-off").or("false");

/// All of them.
pub const CHOICES: &[Choices] = &[
    Choices {
        name: "Trigger",
        choices: &[
            Choice::new("At", "field-trigger-at", &[Field::new("0", Kind::Moment, "field-part-time").required()]),
            Choice::new("Down", "field-trigger-down", &[SERVICE, FOR]),
            Choice::new(
                "People",
                "field-trigger-people",
                &[Field::new("over", PEOPLE, "field-part-over").required().in_unit(Unit::People)],
            ),
            Choice::new(
                "Price",
                "field-trigger-price",
                &[COMPANY, Field::new("fall", Kind::Real(SHARE), "field-part-fall").required()],
            ),
        ],
    },
    Choices {
        name: "Observed",
        choices: &[
            Choice::new("Back", "field-observed-back", &[FIRST_SERVICE]),
            Choice::new("Down", "field-observed-down", &[FIRST_SERVICE]),
            Choice::new(
                "DarkServers",
                "field-observed-dark-servers",
                &[FIRST_COMPANY, Field::new("1", PEOPLE, "field-part-count").required().in_unit(Unit::Servers)],
            ),
            Choice::new(
                "Price",
                "field-observed-price",
                &[
                    FIRST_COMPANY,
                    Field::new("1", Kind::Real(PRICE), "field-part-price").required().in_unit(Unit::Price),
                ],
            ),
            Choice::new(
                "RivalUsers",
                "field-observed-rival-users",
                &[
                    Field::new("0", Kind::Reference("rivals"), "field-part-rival").required(),
                    Field::new("1", PEOPLE, "field-part-count").required().in_unit(Unit::People),
                ],
            ),
            Choice::new(
                "Users",
                "field-observed-users",
                &[FIRST_SERVICE, Field::new("1", PEOPLE, "field-part-count").required().in_unit(Unit::People)],
            ),
            Choice::new(
                "DownServers",
                "field-observed-down-servers",
                &[FIRST_COMPANY, Field::new("1", PEOPLE, "field-part-count").required().in_unit(Unit::Servers)],
            )
            .since_two(),
            Choice::new("StillOut", "field-observed-still-out", &[FIRST_SERVICE]).since_two(),
            Choice::new(
                "ShareUp",
                "field-observed-share-up",
                &[FIRST_COMPANY, Field::new("1", Kind::Permille(SHARE), "field-part-share").required()],
            )
            .since_two(),
        ],
    },
    Choices {
        name: "Look",
        choices: &[
            Choice::new(
                "Site",
                "field-look-site",
                &[Field::new("0", Kind::Reference("sites"), "field-part-site").required()],
            ),
            Choice::new("Place", "field-look-place", &[Field::new("0", Kind::Text, "field-part-place").required()]),
            Choice::new("Service", "field-look-service", &[FIRST_SERVICE]),
            Choice::new("Company", "field-look-company", &[FIRST_COMPANY]),
            Choice::word("All", "field-look-all"),
        ],
    },
    Choices {
        name: "Act",
        choices: &[
            Choice::new(
                "Strike",
                "field-act-strike",
                &[
                    Field::new("site", Kind::Reference("sites"), "field-part-site"),
                    Field::new("hazard", Kind::Reference("hazards"), "field-part-hazard"),
                    Field::new("service", Kind::Reference("services"), "field-part-service").since_two(),
                ],
            ),
            Choice::new("Extinguish", "field-act-extinguish", &[SITE]),
            Choice::new("FailOver", "field-act-fail-over", &[SERVICE]),
            Choice::new("BlackStart", "field-act-black-start", &[SERVICE, FOR]),
            Choice::new("ShedLoad", "field-act-shed-load", &[SERVICE, FOR]),
            Choice::new(
                "StrikeArea",
                "field-act-strike-area",
                &[
                    Field::new("at", POINT, "field-part-at").required(),
                    Field::new("radius_km", Kind::Real(RADIUS_KM), "field-part-radius-km")
                        .required()
                        .in_unit(Unit::Kilometres),
                    Field::new("hazard", Kind::Reference("hazards"), "field-part-hazard"),
                ],
            ),
            Choice::new(
                "Resolve",
                "field-act-resolve",
                &[SERVICE, Field::new("site", Kind::Reference("sites"), "field-part-site")],
            )
            .since_two(),
            Choice::new(
                "Crew",
                "field-act-crew",
                &[COMPANY, Field::new("size", SERVERS, "field-part-size").required().in_unit(Unit::People)],
            )
            .since_two(),
            Choice::new("Log", "field-act-log", &[Field::new("title", Kind::Text, "field-part-title").required()])
                .since_two(),
        ],
    },
    Choices {
        name: "That",
        choices: &[
            Choice::new(
                "Down",
                "field-that-down",
                &[
                    SERVICE,
                    Field::new("over", Kind::Span, "field-part-over"),
                    Field::new("under", Kind::Span, "field-part-under"),
                ],
            ),
            Choice::new(
                "Out",
                "field-that-out",
                &[
                    SERVICE,
                    Field::new("over", Kind::Span, "field-part-over"),
                    Field::new("under", Kind::Span, "field-part-under"),
                ],
            ),
            Choice::new(
                "Back",
                "field-that-back",
                &[SERVICE, Field::new("by", Kind::Moment, "field-part-by").required()],
            ),
            Choice::new(
                "People",
                "field-that-people",
                &[
                    Field::new("over", PEOPLE, "field-part-over").in_unit(Unit::People),
                    Field::new("under", PEOPLE, "field-part-under").in_unit(Unit::People),
                ],
            ),
            Choice::new(
                "LowestPrice",
                "field-that-lowest-price",
                &[
                    COMPANY,
                    Field::new("over", Kind::Real(FALL), "field-part-over"),
                    Field::new("under", Kind::Real(FALL), "field-part-under"),
                ],
            ),
            Choice::word("Quiet", "field-that-quiet"),
            Choice::new("Recovers", "field-that-recovers", &[SERVICE]),
            Choice::new("KeepsRto", "field-that-keeps-rto", &[SERVICE]),
            Choice::new("BreaksRto", "field-that-breaks-rto", &[SERVICE]),
        ],
    },
    Choices {
        name: "Measure",
        choices: &[
            Choice::new(
                "AddServers",
                "field-measure-add-servers",
                &[
                    SERVICE,
                    SITE,
                    Field::new("servers", SERVERS, "field-part-servers").required().in_unit(Unit::Servers),
                    COST,
                    OFF,
                ],
            ),
            Choice::new(
                "AddStandby",
                "field-measure-add-standby",
                &[
                    SERVICE,
                    SITE,
                    Field::new("servers", SERVERS, "field-part-servers").required().in_unit(Unit::Servers),
                    COST,
                    OFF,
                ],
            ),
            Choice::new(
                "SwitchAuto",
                "field-measure-switch-auto",
                &[SERVICE, Field::new("auto", Kind::SomeSpan, "field-part-auto").required(), COST, OFF],
            ),
            Choice::new("SwitchFree", "field-measure-switch-free", &[SERVICE, COST, OFF]),
            Choice::new(
                "SwitchByHand",
                "field-measure-switch-by-hand",
                &[SERVICE, Field::new("by_hand", Kind::SomeSpan, "field-part-by-hand").required(), COST, OFF],
            ),
            Choice::new(
                "Grace",
                "field-measure-grace",
                &[
                    SERVICE,
                    Field::new("need", Kind::Reference("services"), "field-part-need").required(),
                    Field::new("grace", Kind::Span, "field-part-grace").required(),
                    COST,
                    OFF,
                ],
            ),
            Choice::new(
                "Weight",
                "field-measure-weight",
                &[
                    SERVICE,
                    Field::new("need", Kind::Reference("services"), "field-part-need").required(),
                    Field::new("weight", Kind::Permille(WEIGHT), "field-part-weight").required(),
                    COST,
                    OFF,
                ],
            ),
            Choice::new(
                "LimitRetries",
                "field-measure-limit-retries",
                &[
                    SERVICE,
                    Field::new("retry", Kind::Permille(RETRIES), "field-part-retry").required().in_unit(Unit::Retries),
                    COST,
                    OFF,
                ],
            ),
            Choice::new(
                "Restart",
                "field-measure-restart",
                &[SERVICE, Field::new("restart", Kind::Span, "field-part-restart").required(), COST, OFF],
            ),
            Choice::new(
                "RestoreFirst",
                "field-measure-restore-first",
                &[
                    SITE,
                    Field::new("services", Kind::List(&Kind::Reference("services")), "field-part-services").required(),
                    COST,
                    OFF,
                ],
            ),
            Choice::new(
                "StopSpread",
                "field-measure-stop-spread",
                &[SITE, Field::new("to", Kind::Reference("sites"), "field-part-to").required(), COST, OFF],
            ),
            Choice::new(
                "FasterOut",
                "field-measure-faster-out",
                &[
                    Field::new("hazard", Kind::Reference("hazards"), "field-part-hazard").required(),
                    Field::new("out", Kind::Span, "field-part-out").required(),
                    COST,
                    OFF,
                ],
            ),
            Choice::new(
                "Crew",
                "field-measure-crew",
                &[COMPANY, Field::new("size", SERVERS, "field-part-size").required().in_unit(Unit::People), COST, OFF],
            )
            .since_two(),
            Choice::new(
                "CrewFirst",
                "field-measure-crew-first",
                &[
                    COMPANY,
                    Field::new("services", Kind::List(&Kind::Reference("services")), "field-part-services").required(),
                    COST,
                    OFF,
                ],
            )
            .since_two(),
            Choice::new(
                "RepairWork",
                "field-measure-repair-work",
                &[
                    Field::new("hazard", Kind::Reference("hazards"), "field-part-hazard").required(),
                    Field::new("repair_work", Kind::SomeSpan, "field-part-repair-work").required(),
                    COST,
                    OFF,
                ],
            )
            .since_two(),
            Choice::new(
                "ReservePower",
                "field-measure-reserve-power",
                &[SITE, Field::new("reserve", Kind::Span, "field-part-reserve").required(), COST, OFF],
            )
            .since_two(),
            Choice::new(
                "ReserveCooling",
                "field-measure-reserve-cooling",
                &[SITE, Field::new("reserve", Kind::Span, "field-part-reserve").required(), COST, OFF],
            )
            .since_two(),
            Choice::new(
                "Success",
                "field-measure-success",
                &[SERVICE, Field::new("success", Kind::Permille(SHARE), "field-part-success").required(), COST, OFF],
            )
            .since_two(),
        ],
    },
    Choices {
        name: "NoteKind",
        choices: &[
            Choice::word("Sourced", "field-note-kind-sourced"),
            Choice::word("Assumed", "field-note-kind-assumed"),
            Choice::word("Fitted", "field-note-kind-fitted"),
        ],
    },
    Choices {
        name: "HazardKind",
        choices: &[
            Choice::word("Fire", "field-hazard-kind-fire"),
            Choice::word("Power", "field-hazard-kind-power"),
            Choice::word("Cooling", "field-hazard-kind-cooling"),
            Choice::word("Network", "field-hazard-kind-network"),
            Choice::word("Flood", "field-hazard-kind-flood"),
            Choice::word("Quake", "field-hazard-kind-quake"),
            Choice::word("Other", "field-hazard-kind-other"),
            Choice::word("Software", "field-hazard-kind-software").since_two(),
            Choice::word("Cyber", "field-hazard-kind-cyber").since_two(),
            Choice::word("Human", "field-hazard-kind-human").since_two(),
        ],
    },
    Choices {
        name: "RtoFrom",
        choices: &[
            Choice::word("Degraded", "field-rto-from-degraded").since_two(),
            Choice::word("Down", "field-rto-from-down").since_two(),
        ],
    },
    Choices {
        name: "Day",
        choices: &[
            Choice::word("Mon", "field-day-mon").since_two(),
            Choice::word("Tue", "field-day-tue").since_two(),
            Choice::word("Wed", "field-day-wed").since_two(),
            Choice::word("Thu", "field-day-thu").since_two(),
            Choice::word("Fri", "field-day-fri").since_two(),
            Choice::word("Sat", "field-day-sat").since_two(),
            Choice::word("Sun", "field-day-sun").since_two(),
        ],
    },
];
