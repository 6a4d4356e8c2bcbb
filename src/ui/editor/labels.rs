//! The labels of fields.

use crate::file::fields::{Described, Kind, Unit};
use crate::model::limits::LATITUDE;

/// The key of the label of a value that is none of the known fields.
const OTHER: &str = "edit-field-other";

/// The key of the label of a value that has no name in the file, only a position: a coordinate, or a part of a variant.
pub(super) fn unnamed_label_key(described: Described) -> Option<&'static str> {
    match (described.kind, described.field.help, described.field.unit) {
        (Kind::Real(limits), "field-site-at" | "field-part-at", _) if limits == LATITUDE => Some("edit-field-latitude"),
        (Kind::Real(_), "field-site-at" | "field-part-at", _) => Some("edit-field-longitude"),
        (_, "field-part-service", _) => Some("edit-field-service"),
        (_, "field-part-company", _) => Some("edit-field-company"),
        (_, "field-part-rival", _) => Some("edit-field-rival"),
        (_, "field-part-site", _) => Some("edit-field-site"),
        (_, "field-part-place", _) => Some("edit-field-place"),
        (_, "field-part-time", _) => Some("edit-field-at"),
        (_, "field-part-price", _) => Some("edit-field-price"),
        (_, "field-part-share", _) => Some("edit-field-share"),
        (_, "field-part-count", Some(Unit::Servers)) => Some("edit-field-servers"),
        (_, "field-part-count", _) => Some("edit-field-users"),
        _ => None,
    }
}

/// The key of the label of a field whose name alone does not say enough.
fn own_label_key(owner: &str, field: &str) -> Option<&'static str> {
    Some(match (owner, field) {
        ("crew", "needs") => "edit-field-crew-needs",
        ("switch", "needs") => "edit-field-switch-needs",
        ("companies", "close") => "edit-field-close-price",
        ("sites", "at") => "edit-field-position",
        ("fork", "from") => "edit-field-fork-from",
        ("seeds", "first") => "edit-field-first-seed",
        ("measures", "reserve") => "edit-field-measure-reserve",
        _ => return None,
    })
}

/// The key of the label of the field that a text about a row of this table calls so. `None` if that is no field, or if the name alone does not
/// say which field it is.
pub(super) fn label_key_of_name(table: &str, field: &str) -> Option<&'static str> {
    let is_of_several = matches!(field, "at" | "close" | "first" | "from" | "needs" | "reserve");
    let key = own_label_key(table, field).or_else(|| (!is_of_several).then(|| label_key("", field)))?;
    (key != OTHER).then_some(key)
}

/// The key of the label of a field. `owner` is the table or the value that the field is part of, where its name alone does not say enough.
pub(in crate::ui) fn label_key(owner: &str, field: &str) -> &'static str {
    if let Some(key) = own_label_key(owner, field) {
        return key;
    }
    match field {
        "about" => "edit-field-about",
        "actions" => "edit-field-actions",
        "address" => "edit-field-address",
        "after" => "edit-field-after",
        "any" => "edit-field-any",
        "at" => "edit-field-at",
        "auto" => "edit-field-auto",
        "back" => "edit-field-back",
        "breaks" => "edit-field-breaks",
        "by" => "edit-field-by",
        "by_hand" => "edit-field-by-hand",
        "close" => "edit-field-close",
        "closed" => "edit-field-closed",
        "company" => "edit-field-company",
        "cooling" => "edit-field-cooling",
        "cost" => "edit-field-cost",
        "crew" => "edit-field-crew",
        "currency" => "edit-field-currency",
        "damages" => "edit-field-damages",
        "day" => "edit-field-day",
        "days" => "edit-field-days",
        "destroys" => "edit-field-destroys",
        "do" => "edit-field-do",
        "early" => "edit-field-early",
        "exchange" => "edit-field-exchange",
        "exposure" => "edit-field-exposure",
        "fade" => "edit-field-fade",
        "fall" => "edit-field-fall",
        "first" => "edit-field-first",
        "for" => "edit-field-for",
        "fork" => "edit-field-fork",
        "from" => "edit-field-from",
        "grace" => "edit-field-grace",
        "half" => "edit-field-half",
        "has_crew" => "edit-field-has-crew",
        "has_day" => "edit-field-has-day",
        "has_fork" => "edit-field-has-fork",
        "has_reaction" => "edit-field-has-reaction",
        "has_seeds" => "edit-field-has-seeds",
        "has_switch" => "edit-field-has-switch",
        "hazard" => "edit-field-hazard",
        "index" => "edit-field-index",
        "kind" => "edit-field-kind",
        "length" => "edit-field-length",
        "limit" => "edit-field-limit",
        "load" => "edit-field-load",
        "look" => "edit-field-look",
        "manual_needs" => "edit-field-manual-needs",
        "measure" => "edit-field-measure",
        "measures" => "edit-field-measures",
        "memory" => "edit-field-memory",
        "name" => "edit-field-name",
        "need" => "edit-field-need",
        "needs" => "edit-field-needs",
        "notes" => "edit-field-notes",
        "off" => "edit-field-off",
        "on" => "edit-field-on",
        "open" => "edit-field-open",
        "operator" => "edit-field-operator",
        "out" => "edit-field-out",
        "over" => "edit-field-over",
        "overshoot" => "edit-field-overshoot",
        "own_reaction" => "edit-field-own-reaction",
        "place" => "edit-field-place",
        "plan" => "edit-field-plan",
        "population" => "edit-field-population",
        "power" => "edit-field-power",
        "price" => "edit-field-price",
        "primary" => "edit-field-primary",
        "pull" => "edit-field-pull",
        "radius_km" => "edit-field-radius-km",
        "reaction" => "edit-field-reaction",
        "repair" => "edit-field-repair",
        "repair_work" => "edit-field-repair-work",
        "reserve" => "edit-field-reserve",
        "restart" => "edit-field-restart",
        "restore" => "edit-field-restore",
        "retry" => "edit-field-retry",
        "rise" => "edit-field-rise",
        "rival" => "edit-field-rival",
        "rto" => "edit-field-rto",
        "rto_from" => "edit-field-rto-from",
        "runs" => "edit-field-runs",
        "seed" => "edit-field-seed",
        "servers" => "edit-field-servers",
        "service" => "edit-field-service",
        "services" => "edit-field-services",
        "share" => "edit-field-share",
        "since" => "edit-field-since",
        "site" => "edit-field-site",
        "size" => "edit-field-size",
        "source" => "edit-field-source",
        "spread" => "edit-field-spread",
        "spreads" => "edit-field-spreads",
        "standby" => "edit-field-standby",
        "start" => "edit-field-start",
        "steps" => "edit-field-steps",
        "success" => "edit-field-success",
        "teaches" => "edit-field-teaches",
        "switch" => "edit-field-switch",
        "text" => "edit-field-text",
        "that" => "edit-field-that",
        "ticker" => "edit-field-ticker",
        "title" => "edit-field-title",
        "to" => "edit-field-to",
        "uncertainty" => "edit-field-uncertainty",
        "under" => "edit-field-under",
        "users" => "edit-field-users",
        "weight" => "edit-field-weight",
        "what" => "edit-field-what",
        "when" => "edit-field-when",
        "worst" => "edit-field-worst",
        "zero" => "edit-field-zero",
        "zone" => "edit-field-zone",
        _ => OTHER,
    }
}
