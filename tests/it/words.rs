//! Events as sentences, over the whole small world.

use firedrill::recording::EventId;
use firedrill::study::words;
use firedrill::text::Texts;

use crate::support::{SMALL, clock, load, run};

#[test]
fn the_small_world_told_event_by_event() {
    let texts = Texts::english();
    let run = run(&load(SMALL), "Fire");
    let told: Vec<String> = (0..run.recording.events.len())
        .map(EventId::new)
        .map(|id| format!("{} {}", clock(&run, run.recording.event(id).at), words::event(&run, id, &texts)))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}
