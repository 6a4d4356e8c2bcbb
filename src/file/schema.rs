//! The fields of the file format as types (MODEL.md, section 2). Their values are checked by `convert`.
//!
//! In a file, the name of a struct may be written or left out; it is the name of the type here. Rows refer to each other by id, and a
//! reference may be invalid.

#![expect(missing_docs, reason = "the fields are those of the format")]

use serde::{Deserialize, Serialize};

use super::pairs::{Cost, Pairs};
use super::tables::{Keyed, Listed};
use super::written::Written;
use crate::model::{HazardKind, NoteKind, RtoFrom};

/// The format version that this program reads and writes.
pub const VERSION: i128 = 2;

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn whole() -> f64 {
    1.0
}

fn is_whole(value: &f64) -> bool {
    *value == whole()
}

/// The default of a field that always has a value and is left out of a printed file while it has this one, as it is printed. `None` if the
/// field has no value at all while it is left out, or has entries. `of` is the type or the variant that has the field.
pub(super) fn printed_default(of: &str, field: &str) -> Option<&'static str> {
    match (of, field) {
        // The notes of a scenario are a table, those of a chapter a text.
        (_, "about" | "teaches" | "text") | ("Chapter", "notes") => Some("\"\""),
        ("Scenario", "uncertainty") | ("Hazard", "damages" | "destroys") | ("Service", "retry") => Some("0.0"),
        ("Service", "users") => Some("0"),
        ("Service", "rto_from") => Some("Degraded"),
        ("Need", "weight") | ("Switch", "success") | ("Seeds", "share") => Some("1.0"),
        (_, "primary" | "off") => Some("false"),
        ("Chapter", "look") => Some("All"),
        _ => None,
    }
}

macro_rules! format {
    ($($(#[$attr:meta])* $name:ident { $($(#[$field_attr:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$attr])*
        #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_attr])* pub $field: $kind,)*
        }

        impl Written for $name {
            fn is_composed(&self) -> bool {
                $(self.$field.is_composed())&&*
            }

            fn compose(&mut self) {
                $(self.$field.compose();)*
            }
        }
    )*};
}

format! {
    Scenario {
        firedrill: i128,
        title: String,
        #[serde(default, skip_serializing_if = "is_default")] about: String,
        #[serde(default, skip_serializing_if = "is_default")] teaches: String,
        zone: String,
        start: String,
        length: String,
        #[serde(default, skip_serializing_if = "is_default")] population: Option<i128>,
        #[serde(default, skip_serializing_if = "is_default")] uncertainty: f64,
        #[serde(default, skip_serializing_if = "Keyed::is_empty")] sources: Keyed<Source>,
        #[serde(default, skip_serializing_if = "Listed::is_empty")] notes: Listed<Note>,
        #[serde(default, skip_serializing_if = "Keyed::is_empty")] hazards: Keyed<Hazard>,
        sites: Keyed<Site>,
        services: Keyed<Service>,
        #[serde(default, skip_serializing_if = "Keyed::is_empty")] exchanges: Keyed<Exchange>,
        #[serde(default, skip_serializing_if = "Keyed::is_empty")] companies: Keyed<Company>,
        #[serde(default, skip_serializing_if = "Option::is_none")] reaction: Option<Reaction>,
        #[serde(default, skip_serializing_if = "Keyed::is_empty")] rivals: Keyed<Rival>,
        #[serde(default, skip_serializing_if = "Listed::is_empty")] news: Listed<News>,
        #[serde(default, skip_serializing_if = "Listed::is_empty")] history: Listed<History>,
        #[serde(default, skip_serializing_if = "Listed::is_empty")] story: Listed<Chapter>,
        #[serde(default, skip_serializing_if = "Listed::is_empty")] plans: Listed<Plan>,
        #[serde(default, skip_serializing_if = "Listed::is_empty")] expect: Listed<Expectation>,
        #[serde(default, skip_serializing_if = "Keyed::is_empty")] translations: Keyed<Pairs<String>>,
    }
    Source {
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] address: Option<String>,
    }
    Note {
        about: String,
        kind: NoteKind,
        #[serde(default, skip_serializing_if = "is_default")] text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] source: Option<String>,
    }
    Hazard {
        name: String,
        kind: HazardKind,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] spread: Vec<(String, f64)>,
        out: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] repair: Vec<(String, f64)>,
        #[serde(default, skip_serializing_if = "Option::is_none")] uncertainty: Option<f64>,
        #[serde(default, skip_serializing_if = "is_default")] damages: f64,
        #[serde(default, skip_serializing_if = "is_default")] destroys: f64,
        #[serde(default, skip_serializing_if = "Option::is_none")] repair_work: Option<String>,
    }
    Reserve {
        #[serde(default, skip_serializing_if = "Option::is_none")] power: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] cooling: Option<String>,
    }
    Spread {
        #[serde(default, skip_serializing_if = "Option::is_none")] from: Option<String>,
        to: String,
        after: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] hazard: Option<String>,
    }
    Site {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] place: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] operator: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] at: Option<(f64, f64)>,
        #[serde(default, skip_serializing_if = "Option::is_none")] hazard: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] spreads: Vec<Spread>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] restore: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] reserve: Option<Reserve>,
    }
    Need {
        #[serde(default = "whole", skip_serializing_if = "is_whole")] weight: f64,
        #[serde(default, skip_serializing_if = "Option::is_none")] grace: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] any: Option<String>,
        #[serde(default, skip_serializing_if = "is_default")] primary: bool,
    }
    Switch {
        #[serde(default, skip_serializing_if = "Option::is_none")] auto: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] needs: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] by_hand: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] manual_needs: Option<String>,
        #[serde(default = "whole", skip_serializing_if = "is_whole")] success: f64,
    }
    Service {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] company: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] kind: Option<String>,
        #[serde(default, skip_serializing_if = "is_default")] users: i128,
        #[serde(default, skip_serializing_if = "Option::is_none")] rto: Option<String>,
        #[serde(default, skip_serializing_if = "is_default")] rto_from: RtoFrom,
        #[serde(default, skip_serializing_if = "Pairs::is_empty")] on: Pairs<i128>,
        #[serde(default, skip_serializing_if = "Option::is_none")] load: Option<i128>,
        #[serde(default, skip_serializing_if = "Option::is_none")] day: Option<Vec<f64>>,
        #[serde(default, skip_serializing_if = "Option::is_none")] restart: Option<String>,
        #[serde(default, skip_serializing_if = "is_default")] retry: f64,
        #[serde(default, skip_serializing_if = "Pairs::is_empty")] standby: Pairs<i128>,
        #[serde(default, skip_serializing_if = "Option::is_none")] switch: Option<Switch>,
        #[serde(default, skip_serializing_if = "Pairs::is_empty")] needs: Pairs<Need>,
        #[serde(default, skip_serializing_if = "Option::is_none")] uncertainty: Option<f64>,
    }
    Exchange {
        name: String,
        zone: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] days: Option<Vec<Day>>,
        open: String,
        close: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] breaks: Vec<(String, String)>,
        #[serde(default, skip_serializing_if = "Pairs::is_empty")] early: Pairs<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] closed: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] limit: Option<f64>,
        #[serde(default, skip_serializing_if = "Pairs::is_empty")] index: Pairs<f64>,
    }
    Company {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] ticker: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] exchange: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] currency: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] close: Option<f64>,
        #[serde(default, skip_serializing_if = "Pairs::is_empty")] exposure: Pairs<f64>,
        #[serde(default, skip_serializing_if = "Option::is_none")] reaction: Option<Reaction>,
        #[serde(default, skip_serializing_if = "Pairs::is_empty")] steps: Pairs<f64>,
        #[serde(default, skip_serializing_if = "Option::is_none")] crew: Option<Crew>,
    }
    Crew {
        size: i128,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] first: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] needs: Option<String>,
    }
    Reaction { worst: f64, half: f64, memory: f64, overshoot: f64, rise: String, fade: String, }
    Rival {
        name: String,
        #[serde(rename = "for")] service: String,
        #[serde(default)] users: i128,
        pull: f64,
        back: String,
    }
    News {
        when: Trigger,
        title: String,
        #[serde(default, skip_serializing_if = "is_default")] text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] source: Option<String>,
    }
    History {
        #[serde(default, skip_serializing_if = "Option::is_none")] since: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] at: Option<String>,
        what: Observed,
        #[serde(default, skip_serializing_if = "Option::is_none")] source: Option<String>,
    }
    Chapter {
        at: String,
        title: String,
        #[serde(default, skip_serializing_if = "is_default")] text: String,
        #[serde(default, skip_serializing_if = "is_default")] notes: String,
        #[serde(default, skip_serializing_if = "is_default")] look: Look,
    }
    Plan {
        name: String,
        #[serde(default, skip_serializing_if = "is_default")] about: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] zero: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] measures: Vec<Measure>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] actions: Vec<Action>,
        #[serde(default, skip_serializing_if = "Option::is_none")] fork: Option<Fork>,
    }
    /// The name of the plan that this one was forked from, and the time of the fork.
    Fork { from: String, at: String, }
    Action {
        at: String,
        #[serde(rename = "do")] act: Act,
    }
    Expectation {
        plan: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] seed: Option<i128>,
        #[serde(default, skip_serializing_if = "Option::is_none")] seeds: Option<Seeds>,
        that: That,
    }
    Seeds {
        #[serde(default, skip_serializing_if = "Option::is_none")] first: Option<i128>,
        runs: i128,
        #[serde(default = "whole", skip_serializing_if = "is_whole")] share: f64,
    }
}

macro_rules! choices {
    ($($(#[$attr:meta])* $name:ident { $(
        $(#[$choice_attr:meta])* $choice:ident
            $(($($item:ident: $item_kind:ty),*))?
            $({ $($(#[$field_attr:meta])* $field:ident: $kind:ty),* })?,
    )* })*) => {$(
        $(#[$attr])*
        #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub enum $name {
            $($(#[$choice_attr])* $choice $(($($item_kind),*))? $({ $($(#[$field_attr])* $field: $kind),* })?,)*
        }

        impl $name {
            /// The name of the variant, as it is written in a file.
            #[must_use]
            pub const fn variant(&self) -> &'static str {
                match self { $(Self::$choice { .. } => stringify!($choice),)* }
            }
        }

        impl Written for $name {
            fn is_composed(&self) -> bool {
                match self {
                    $(Self::$choice $(($($item),*))? $({ $($field),* })? =>
                        true $($(&& $item.is_composed())*)? $($(&& $field.is_composed())*)?,)*
                }
            }

            fn compose(&mut self) {
                match self {
                    $(Self::$choice $(($($item),*))? $({ $($field),* })? => {
                        $($($item.compose();)*)?
                        $($($field.compose();)*)?
                    })*
                }
            }
        }
    )*};
}

choices! {
    Trigger {
        At(at: String),
        Down { service: String, #[serde(rename = "for")] span: String },
        People { over: i128 },
        Price { company: String, fall: f64 },
    }
    Observed {
        Back(service: String),
        Down(service: String),
        DarkServers(company: String, servers: i128),
        Price(company: String, price: f64),
        RivalUsers(rival: String, users: i128),
        Users(service: String, users: i128),
        DownServers(company: String, servers: i128),
        StillOut(service: String),
        ShareUp(company: String, share: f64),
    }
    Day { Mon, Tue, Wed, Thu, Fri, Sat, Sun, }
    #[derive(Default)]
    Look { Site(site: String), Place(place: String), Service(service: String), Company(company: String), #[default] All, }
    Act {
        Strike {
            #[serde(default, skip_serializing_if = "Option::is_none")] site: Option<String>,
            #[serde(default, skip_serializing_if = "Option::is_none")] hazard: Option<String>,
            #[serde(default, skip_serializing_if = "Option::is_none")] service: Option<String>
        },
        Extinguish { site: String },
        FailOver { service: String },
        BlackStart { service: String, #[serde(rename = "for")] span: String },
        ShedLoad { service: String, #[serde(rename = "for")] span: String },
        StrikeArea {
            at: (f64, f64),
            radius_km: f64,
            #[serde(default, skip_serializing_if = "Option::is_none")] hazard: Option<String>
        },
        Resolve { service: String, #[serde(default, skip_serializing_if = "Option::is_none")] site: Option<String> },
        Crew { company: String, size: i128 },
        Log { title: String },
    }
    That {
        Down { service: String, #[serde(default, skip_serializing_if = "Option::is_none")] over: Option<String>, #[serde(default, skip_serializing_if = "Option::is_none")] under: Option<String> },
        Out { service: String, #[serde(default, skip_serializing_if = "Option::is_none")] over: Option<String>, #[serde(default, skip_serializing_if = "Option::is_none")] under: Option<String> },
        Back { service: String, by: String },
        People { #[serde(default, skip_serializing_if = "Option::is_none")] over: Option<i128>, #[serde(default, skip_serializing_if = "Option::is_none")] under: Option<i128> },
        LowestPrice { company: String, #[serde(default, skip_serializing_if = "Option::is_none")] over: Option<f64>, #[serde(default, skip_serializing_if = "Option::is_none")] under: Option<f64> },
        Quiet,
        Recovers { service: String },
        KeepsRto { service: String },
        BreaksRto { service: String },
    }
}

macro_rules! measures {
    ($($name:ident { $($field:ident: $kind:ty),* })*) => {
        /// A change that is made before the run. Each measure may have a cost, as a number or a text.
        #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub enum Measure {
            $($name {
                $($field: $kind,)*
                #[serde(default, skip_serializing_if = "Option::is_none")] cost: Option<Cost>,
                #[serde(default, skip_serializing_if = "is_default")] off: bool,
            },)*
        }

        impl Measure {
            /// The name of the variant, as it is written in a file.
            #[must_use]
            pub const fn variant(&self) -> &'static str {
                match self { $(Self::$name { .. } => stringify!($name),)* }
            }

            /// The cost, and whether the measure is off, to change them.
            pub const fn cost_and_off_mut(&mut self) -> (&mut Option<Cost>, &mut bool) {
                match self { $(Self::$name { cost, off, .. } => (cost, off),)* }
            }

            /// The cost, in the author's words.
            pub fn cost(&self) -> Option<&str> {
                match self {
                    $(Self::$name { cost, .. } => cost.as_ref().map(|cost| cost.0.as_str()),)*
                }
            }

            /// Whether the measure stays in the plan but is not applied.
            pub const fn off(&self) -> bool {
                match self {
                    $(Self::$name { off, .. } => *off,)*
                }
            }
        }

        impl Written for Measure {
            fn is_composed(&self) -> bool {
                match self {
                    $(Self::$name { $($field,)* cost, off: _ } => $($field.is_composed() &&)* cost.is_composed(),)*
                }
            }

            fn compose(&mut self) {
                match self {
                    $(Self::$name { $($field,)* cost, off: _ } => {
                        $($field.compose();)*
                        cost.compose();
                    })*
                }
            }
        }
    };
}

measures! {
    AddServers { service: String, site: String, servers: i128 }
    AddStandby { service: String, site: String, servers: i128 }
    SwitchAuto { service: String, auto: String }
    SwitchFree { service: String }
    SwitchByHand { service: String, by_hand: String }
    Grace { service: String, need: String, grace: String }
    Weight { service: String, need: String, weight: f64 }
    LimitRetries { service: String, retry: f64 }
    Restart { service: String, restart: String }
    RestoreFirst { site: String, services: Vec<String> }
    StopSpread { site: String, to: String }
    FasterOut { hazard: String, out: String }
    Crew { company: String, size: i128 }
    CrewFirst { company: String, services: Vec<String> }
    RepairWork { hazard: String, repair_work: String }
    ReservePower { site: String, reserve: String }
    ReserveCooling { site: String, reserve: String }
    Success { service: String, success: f64 }
}

impl Site {
    /// A site with this name and nothing else.
    #[must_use]
    pub const fn named(name: String) -> Self {
        Self {
            name,
            place: None,
            operator: None,
            at: None,
            hazard: None,
            spreads: Vec::new(),
            restore: Vec::new(),
            reserve: None,
        }
    }
}

impl Service {
    /// A service with this name, without servers, users and dependencies.
    #[must_use]
    pub fn named(name: String) -> Self {
        Self {
            name,
            company: None,
            kind: None,
            users: 0,
            rto: None,
            rto_from: RtoFrom::default(),
            on: std::iter::empty().collect(),
            load: None,
            day: None,
            restart: None,
            retry: 0.0,
            standby: std::iter::empty().collect(),
            switch: None,
            needs: std::iter::empty().collect(),
            uncertainty: None,
        }
    }
}
