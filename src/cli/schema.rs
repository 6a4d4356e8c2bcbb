//! `firedrill schema`: prints the fields of the format in the form of a JSON Schema, for editors and other programs.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::{Failure, json};
use crate::file::fields::{self, Choice, Choices, Field, Kind, Row};
use crate::model::limits::Limits;
use crate::text::Texts;

/// How the values of RON are those of JSON.
const READING: &str = "The fields of a Firedrill scenario file. The file is RON: a struct `(a: 1)` and a map `{ \"a\": 1 }` are objects here, a list and a \
                       tuple are arrays, a word such as `Fire` is a string, and a variant such as `Strike(site: \"hall\")` is an object with the name of the \
                       variant as its only key.";

pub(super) fn schema(out: &mut impl Write) -> Result<(), Failure> {
    let writing = Writing { texts: Texts::english() };
    let mut all = Map::new();
    for row in fields::rows() {
        all.insert(row.name.to_owned(), writing.row(row.fields));
    }
    for of in fields::choices() {
        all.insert(of.name.to_owned(), writing.choices(of));
    }
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Firedrill scenario",
        "description": READING,
        "$ref": format!("#/$defs/{}", fields::rows().next().map_or("", |row: &Row| row.name)),
        "$defs": all,
    });
    json::write_value(&whole, out)
}

struct Writing {
    texts: Texts,
}

impl Writing {
    fn row(&self, all: &[Field]) -> Value {
        let properties: Map<String, Value> =
            all.iter().map(|field| (field.name.to_owned(), self.field(field))).collect();
        let required: Vec<&str> = all.iter().filter(|field| field.is_required).map(|field| field.name).collect();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    }

    fn field(&self, field: &Field) -> Value {
        let mut value = kind(field.kind);
        let Value::Object(own) = &mut value else { return value };
        let unit = field.unit.map(|unit| format!(" In: {}.", self.texts.get(unit.key()))).unwrap_or_default();
        let version = if field.is_new { " Since version 2 of the format." } else { "" };
        let description = format!("{}{unit}{version}", self.texts.get(field.help));
        own.insert("description".to_owned(), description.into());
        if let Some(default) = field.default {
            own.insert("default".to_owned(), value_of(default));
        }
        value
    }

    fn choices(&self, of: &Choices) -> Value {
        let all: Vec<Value> = of.choices.iter().map(|choice| self.choice(choice)).collect();
        json!({ "oneOf": all })
    }

    fn choice(&self, choice: &Choice) -> Value {
        let description = self.texts.get(choice.help);
        if choice.fields.is_empty() {
            return json!({ "const": choice.name, "description": description });
        }
        // The fields of a new variant are new with it.
        let is_new = |field: &Field| Field { is_new: field.is_new || choice.is_new, ..*field };
        let fields: Vec<Field> = choice.fields.iter().map(is_new).collect();
        let inside = if choice.is_positional() {
            tuple(&fields.iter().map(|field| self.field(field)).collect::<Vec<_>>())
        } else {
            self.row(&fields)
        };
        json!({
            "type": "object",
            "description": description,
            "properties": { choice.name: inside },
            "required": [choice.name],
            "additionalProperties": false,
        })
    }
}

fn tuple(items: &[Value]) -> Value {
    json!({ "type": "array", "prefixItems": items, "minItems": items.len(), "maxItems": items.len() })
}

/// A default of the table, which is in RON, as JSON: words are strings.
fn value_of(default: &str) -> Value {
    let word = |word: &str| Value::from(word.trim());
    let list = || default.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    serde_json::from_str(default)
        .unwrap_or_else(|_| list().map_or_else(|| word(default), |list| list.split(',').map(word).collect()))
}

fn number(Limits { least, most, is_open }: Limits) -> Value {
    let least_key = if is_open { "exclusiveMinimum" } else { "minimum" };
    json!({ "type": "number", least_key: least, "maximum": most })
}

fn kind(of: Kind) -> Value {
    let text = |format: &str| json!({ "type": "string", "format": format });
    match of {
        Kind::Text | Kind::Path | Kind::Plan => json!({ "type": "string" }),
        Kind::Id => json!({ "type": "string", "pattern": "^[A-Za-z0-9_./:-]+$" }),
        Kind::Reference(table) => json!({ "type": "string", "$comment": format!("the id of a row of {table}") }),
        Kind::Language => json!({ "enum": ["en", "ko"] }),
        Kind::Cost => json!({ "type": ["number", "string"] }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Whole { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Real(limits) | Kind::Permille(limits) => number(limits),
        Kind::Span | Kind::SomeSpan | Kind::Length => text("firedrill-duration"),
        Kind::Start => text("firedrill-date-and-time"),
        Kind::Moment => text("firedrill-time"),
        Kind::When => text("firedrill-time-or-offset"),
        Kind::TimeOfDay => text("firedrill-time-of-day"),
        Kind::Date => text("date"),
        Kind::Zone => text("iana-time-zone"),
        Kind::Row(name) | Kind::Variant(name) | Kind::Choice(name) => json!({ "$ref": format!("#/$defs/{name}") }),
        Kind::List(of) => json!({ "type": "array", "items": kind(*of) }),
        Kind::Map(Kind::Language, of) => {
            json!({ "type": "object", "propertyNames": kind(Kind::Language), "additionalProperties": kind(*of) })
        }
        Kind::Map(Kind::Id, of) => {
            json!({ "type": "object", "propertyNames": kind(Kind::Id), "additionalProperties": kind(*of) })
        }
        Kind::Map(_, of) => json!({ "type": "object", "additionalProperties": kind(*of) }),
        Kind::Tuple(of) => tuple(&of.iter().map(|of| kind(*of)).collect::<Vec<_>>()),
    }
}
