//! How long a file of 100,000 services takes to be parsed, checked, written and saved.
//!
//! Target: parse, check and save under 3 s together.

use divan::{Bencher, black_box};
use firedrill::file;
use firedrill::study::{Size, generate};
use serde::de::IgnoredAny;

fn main() {
    divan::main();
}

/// The text of a generated world.
fn text() -> String {
    file::to_ron(&generate(Size { sites: 1_000, services: 100_000, dependencies: 300_000 }, 1))
}

/// The parser alone, by what it takes to skip the whole text.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn parser_alone(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench_local(|| ron::from_str::<IgnoredAny>(black_box(&text)).is_ok());
}

/// Parsed and checked.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn load(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench_local(|| file::load(black_box(text.as_bytes())).expect("what was written loads"));
}

/// Written and put in its place.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn save(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("large.ron");
    let world = file::load(text().as_bytes()).expect("what was written loads");
    bencher.bench_local(|| file::save(black_box(&world), &path).expect("there is room for it"));
}
