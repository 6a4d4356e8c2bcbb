//! Every text that the source asks for is in the catalogue, and every text of the catalogue is asked for.

use std::collections::BTreeSet;
use std::path::Path;

use firedrill::ui::text::Texts;

/// All string literals of the source that look like keys of texts.
fn literals(folder: &Path, into: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            literals(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).expect("it is text");
            into.extend(source.split('"').skip(1).step_by(1).filter(|part| is_key(part)).map(str::to_owned));
        }
    }
}

fn is_key(part: &str) -> bool {
    !part.is_empty()
        && part.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-".contains(letter))
}

/// The keys that the source asks for by name.
fn asked(folder: &Path, into: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            asked(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).expect("it is text");
            for call in ["texts.get(\"", "texts.with(\"", "texts.with(\n"] {
                for after in source.split(call).skip(1) {
                    let key = after.trim_start().trim_start_matches('"').split('"').next().unwrap_or_default();
                    into.extend(is_key(key).then(|| key.to_owned()));
                }
            }
        }
    }
}

#[test]
fn every_key_that_is_asked_for_is_there() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wanted = BTreeSet::new();
    asked(&source, &mut wanted);
    let texts = Texts::english();
    let there: BTreeSet<&str> = texts.keys().collect();
    let missing: Vec<&String> = wanted.iter().filter(|key| !there.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
    assert!(wanted.len() > 50, "the source was not read right");
}

#[test]
fn every_text_is_asked_for() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut used = BTreeSet::new();
    literals(&source, &mut used);
    let unused: Vec<&str> = Texts::english().keys().filter(|key| !used.contains(*key)).collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}
