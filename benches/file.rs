//! Measures how long it takes to parse, check, write and save a file of 100,000 services.
//!
//! Target: parsing, checking and saving take less than 3 s together.

use divan::{Bencher, black_box};
use firedrill::file;
use firedrill::study::{Size, generate};
use serde::de::IgnoredAny;

fn main() {
    divan::main();
}

/// The text of a generated scenario file with 100,000 services.
fn text() -> String {
    file::to_ron(&generate(Size { sites: 1_000, services: 100_000, dependencies: 300_000 }, 1))
}

/// Measures the parser alone: it reads the whole text and ignores every value.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn parser_alone(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench_local(|| ron::from_str::<IgnoredAny>(black_box(&text)).is_ok());
}

/// Measures how long it takes to parse and check the text.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn load(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench_local(|| file::load(black_box(text.as_bytes())).expect("what was written loads"));
}

/// Measures how long it takes to write the world as text and to save the text as a file.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn save(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("large.ron");
    let world = file::load(text().as_bytes()).expect("what was written loads");
    bencher.bench_local(|| file::save(black_box(&world), &path).expect("there is room for it"));
}
