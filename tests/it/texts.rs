//! Every text that the source asks for is in the catalogue, and every text of the catalogue is asked for.

use std::collections::BTreeSet;

use firedrill::ui::text::Texts;

use crate::support::source;

fn is_key(part: &str) -> bool {
    !part.is_empty()
        && part.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-".contains(letter))
}

#[test]
fn every_key_that_is_asked_for_is_there() {
    let mut wanted = BTreeSet::new();
    for (_, text) in source() {
        for call in ["texts.get(\"", "texts.with(\"", "texts.with(\n"] {
            for after in text.split(call).skip(1) {
                let key = after.trim_start().trim_start_matches('"').split('"').next().unwrap_or_default();
                wanted.extend(is_key(key).then(|| key.to_owned()));
            }
        }
    }
    let texts = Texts::english();
    let there: BTreeSet<&str> = texts.keys().collect();
    let missing: Vec<&String> = wanted.iter().filter(|key| !there.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
    assert!(wanted.len() > 50, "the source was not read right");
}

#[test]
fn every_text_is_asked_for() {
    // All string literals that look like keys.
    let source = source();
    let used: BTreeSet<&str> =
        source.iter().flat_map(|(_, text)| text.split('"').skip(1)).filter(|part| is_key(part)).collect();
    let unused: Vec<&str> = Texts::english().keys().filter(|key| !used.contains(key)).collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}
