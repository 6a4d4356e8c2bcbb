//! Tests that a file of version 1 means what it meant: `run --json` prints the same bytes as before version 2 (tests/version-1).

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::support::cli::firedrill;

/// The seeds of each plan: the scenario as written, and random durations.
const SEEDS: [&str; 2] = ["0", "7"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of version 1: those that ship, those that shipped as such, and the known worlds.
fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = ["saves", "tests/saves", "tests/version-1", "tests/worlds"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root().join(folder)).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .filter(|path| std::fs::read_to_string(path).expect("a text").contains("firedrill: 1,"))
        .collect();
    files.sort();
    files
}

/// A line for each run: the file, the plan, the seed, and the SHA-256 of what is printed.
fn lines() -> Vec<String> {
    let mut lines = Vec::new();
    for path in files() {
        let name = path.strip_prefix(root()).expect("in the project").display().to_string().replace('\\', "/");
        let path = path.to_str().expect("UTF-8");
        let scenario = firedrill::file::load(&std::fs::read(path).expect("a file")).expect("it loads");
        for plan in &scenario.plans {
            for seed in SEEDS {
                let output = firedrill(&["run", path, "--plan", &plan.name, "--seed", seed, "--json"]);
                assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
                let hash: String = Sha256::digest(&output.stdout).iter().map(|byte| format!("{byte:02x}")).collect();
                lines.push(format!("{hash}  {name}  seed {seed}  {}", plan.name));
            }
        }
    }
    lines
}

#[test]
fn a_file_of_version_1_prints_the_bytes_that_it_printed_before() {
    let expected = std::fs::read_to_string(root().join("tests/version-1/outputs.txt")).expect("the corpus");
    let expected: Vec<&str> = expected.lines().collect();
    assert!(expected.len() >= 100, "every plan of every file");
    let changed: Vec<String> = lines().into_iter().filter(|line| !expected.contains(&line.as_str())).collect();
    assert!(changed.is_empty(), "other bytes than before (tests/version-1/README.md):\n{}", changed.join("\n"));
}
