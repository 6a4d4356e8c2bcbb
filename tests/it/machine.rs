//! Tests of what editors and other programs read: `firedrill schema` and `firedrill check --json`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::SMALL;
use crate::support::cli::{self, firedrill, prints, text};
use crate::support::window::write;

fn schema() -> Value {
    serde_json::from_str(&prints(&["schema"])).expect("one object")
}

/// All references in a value to a definition.
fn references(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(all) => {
            into.extend(all.get("$ref").and_then(Value::as_str).map(|name| name.replace("#/$defs/", "")));
            all.values().for_each(|value| references(value, into));
        }
        Value::Array(all) => all.iter().for_each(|value| references(value, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_schema_describes_every_field() {
    let schema = schema();
    assert_eq!(schema["$ref"], "#/$defs/Scenario");
    let definitions: BTreeSet<String> = schema["$defs"].as_object().expect("definitions").keys().cloned().collect();
    let mut wanted = BTreeSet::new();
    references(&schema, &mut wanted);
    assert_eq!(wanted, definitions, "each is used and each that is used is there");
    let service = &schema["$defs"]["Service"];
    assert_eq!(service["required"], json!(["name"]));
    assert_eq!(service["additionalProperties"], false);
    let users = &service["properties"]["users"];
    assert_eq!((&users["type"], &users["minimum"], &users["default"]), (&json!("integer"), &json!(0), &json!(0)));
    assert_eq!(users["description"], "How many people use the service. In: people.");
    assert_eq!(service["properties"]["rto_from"]["default"], "Degraded");
    let limit = &schema["$defs"]["Exchange"]["properties"]["limit"];
    assert_eq!((&limit["exclusiveMinimum"], &limit["maximum"]), (&json!(0.0), &json!(1.0)));
    assert_eq!(
        schema["$defs"]["Exchange"]["properties"]["days"]["default"],
        json!(["Mon", "Tue", "Wed", "Thu", "Fri"])
    );
    let acts = schema["$defs"]["Act"]["oneOf"].as_array().expect("actions");
    let log = acts.iter().find(|act| act["required"] == json!(["Log"])).expect("an action of this name");
    assert_eq!(log["properties"]["Log"]["required"], json!(["title"]));
    let looks = schema["$defs"]["Look"]["oneOf"].as_array().expect("looks");
    assert!(looks.iter().any(|look| look["const"] == "All"), "{looks:?}");
}

#[test]
fn problems_are_objects_with_their_place_and_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = SMALL.replacen("users: 43000000", "users: -1", 1).replacen(
        "company: \"kakao\", kind",
        "compny: \"kakao\", kind",
        1,
    );
    let broken = write(&folder, "broken.ron", &broken);
    let right = write(&folder, "right.ron", SMALL);
    let (broken, right) = (broken.to_str().expect("plain"), right.to_str().expect("plain"));
    let told: Vec<Value> = serde_json::from_str(&prints(&["check", "--json", right])).expect("an array");
    assert!(told.iter().all(|told| told["severity"] == "warning"), "{told:?}");
    let output = firedrill(&["check", "--json", right, broken]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(1), ""));
    let told: Vec<Value> = serde_json::from_slice(&output.stdout).expect("an array");
    let lines: Vec<&str> = SMALL.lines().collect();
    let line = 1 + lines.iter().position(|line| line.contains("\"KakaoTalk\", company")).expect("it is there");
    let users = told.iter().find(|told| told["field"] == "services.talk.users").expect("the number");
    assert_eq!(users["path"], broken);
    assert_eq!(users["severity"], "problem");
    assert_eq!(users["line"], line);
    let (from, to) = (users["column"].as_u64().expect("a column"), users["end_column"].as_u64().expect("a column"));
    assert_eq!((to - from, &users["end_line"]), (2, &json!(line)), "`-1` has two characters");
    assert!(users["remedy"].as_str().is_some_and(|remedy| remedy.contains("100000000000")), "{users}");
    let unknown = told.iter().find(|told| told["message"].as_str().is_some_and(|said| said.contains("`compny`")));
    let unknown = unknown.unwrap_or_else(|| panic!("{told:?}"));
    let width = |key: &str| unknown[key].as_u64().expect("a column");
    assert_eq!(width("end_column") - width("column"), 6);
}

#[test]
fn warnings_and_files_that_cannot_be_read_are_told_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let doubtful =
        write(&folder, "doubtful.ron", &SMALL.replacen("\"A report\": \"보고서\"", "\"Nothing\": \"없음\"", 1));
    let doubtful = doubtful.to_str().expect("plain");
    let told: Vec<Value> = serde_json::from_str(&prints(&["check", "--json", doubtful])).expect("an array");
    assert!(
        told.iter().any(|told| told["severity"] == "warning" && told["field"] == "translations.ko.Nothing"),
        "{told:?}"
    );
    assert_eq!(firedrill(&["check", "--json", "--strict", doubtful]).status.code(), Some(1));
    let output = firedrill(&["check", "--json", "/nowhere/none.ron", cli::SMALL]);
    assert_eq!(output.status.code(), Some(3));
    let told: Vec<Value> = serde_json::from_slice(&output.stdout).expect("an array");
    let unread = (&told[0]["severity"], &told[0]["line"], &told[0]["path"]);
    assert_eq!(unread, (&json!("problem"), &Value::Null, &json!("/nowhere/none.ron")));
}
