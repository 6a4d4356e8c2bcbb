//! Tests of the order of files and folders within a top-level module: each file uses only files of earlier groups, and there are no
//! cycles of uses.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::modules::{Modules, Path, Use};
use crate::support::source;

/// The top-level modules whose `mod.rs` declares its submodules in groups, from the lowest to the highest.
const ORDERED: [&str; 3] = ["ui", "file", "sim"];

/// Folders in which there are still cycles of uses. No folder may be added. A folder is removed when its last cycle is removed.
const CIRCLES_LEFT: [&str; 4] = ["app/", "model/", "recording/", "study/"];
/// Folders whose files use their own `mod.rs`, which also uses them. These cycles are ignored. No folder may be added.
const USE_THEIR_PARENT: [&str; 10] = [
    "cli/",
    "file/lenient/",
    "file/write/",
    "impact/ledger/",
    "session/state/",
    "text/",
    "ui/dependencies/",
    "ui/map/",
    "ui/present/",
    "units/",
];

/// The number of the group of each submodule, in the order of the declarations in `text`. Groups are separated by empty lines.
fn groups(text: &str) -> BTreeMap<&str, usize> {
    let mut groups = BTreeMap::new();
    let mut group = 0;
    for line in text.lines() {
        if line.is_empty() {
            group += 1;
        }
        let declared = line.split_once("mod ").filter(|(before, _)| before.is_empty() || before.starts_with("pub"));
        if let Some(name) = declared.and_then(|(_, name)| name.strip_suffix(';')) {
            groups.insert(name, group);
        }
    }
    groups
}

#[test]
fn modules_use_only_modules_of_earlier_groups() {
    let files = source();
    let modules = Modules::of(&files);
    let uses = modules.uses();
    let mut wrong = Vec::new();
    for room in ORDERED {
        let (_, text) = files.iter().find(|(path, _)| *path == format!("{room}/mod.rs")).expect("a room is a folder");
        let groups = groups(text);
        let inner = |path: &[String]| (path.len() > 1 && path[0] == room).then(|| groups[path[1].as_str()]);
        for used in &uses {
            if let (Some(own), Some(other)) = (inner(&used.from), inner(&used.to))
                && used.from[1] != used.to[1]
                && other >= own
            {
                wrong.push(told(&modules, used));
            }
        }
    }
    assert!(wrong.is_empty(), "these use what is not declared in a group above their own:\n{}", wrong.join("\n"));
}

#[test]
fn there_are_no_new_cycles_of_uses() {
    let modules = Modules::of(&source());
    let is_in = |file: &str, folders: &[&str]| folders.iter().any(|folder| file.starts_with(folder));
    let mut uses = modules.uses();
    uses.retain(|used| !(used.from.starts_with(&used.to) && is_in(modules.file(&used.from), &USE_THEIR_PARENT)));
    let deepest = uses.iter().map(|used| used.from.len()).max().unwrap_or(0);
    // At the greatest depth, files are compared. At each smaller depth, every folder at that depth counts as one file.
    let mut found = BTreeSet::new();
    for depth in 1..=deepest {
        for circle in circles(&uses, depth) {
            let is_left = |folder: &&str| circle.iter().all(|used| modules.file(&used.from).starts_with(folder));
            if !CIRCLES_LEFT.iter().any(is_left) {
                found.insert(circle.iter().map(|used| told(&modules, used)).collect::<Vec<_>>().join("\n"));
            }
        }
    }
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "these use one another in a circle:\n{}", found.join("\n\n"));
}

fn told(modules: &Modules, used: &Use) -> String {
    format!("src/{} uses src/{}: {}", modules.file(&used.from), modules.file(&used.to), used.what)
}

/// The shortest cycle of uses through each module that is on a cycle. Only the first `depth` names of a module's path are used, so deeper
/// modules count as one with their folder.
fn circles(uses: &[Use], depth: usize) -> BTreeSet<Vec<&Use>> {
    let cut = |path: &[String]| path[..path.len().min(depth)].to_vec();
    let mut next_to: BTreeMap<Path, BTreeMap<Path, &Use>> = BTreeMap::new();
    for used in uses {
        let (from, to) = (cut(&used.from), cut(&used.to));
        if from != to {
            next_to.entry(from).or_default().entry(to).or_insert(used);
        }
    }
    let shortest = |start: &Path| {
        // A breadth-first search from one module back to itself.
        let mut came_from: BTreeMap<&Path, &Path> = BTreeMap::new();
        let mut open = VecDeque::from([start]);
        while let Some(module) = open.pop_front() {
            for to in next_to.get(module).into_iter().flat_map(BTreeMap::keys) {
                if !came_from.contains_key(to) {
                    came_from.insert(to, module);
                    open.push_back(to);
                }
            }
        }
        let mut circle = Vec::new();
        let mut at = start;
        while circle.is_empty() || at != start {
            let from = came_from.get(at)?;
            circle.push(next_to[*from][at]);
            at = from;
        }
        // The list always begins at its smallest use, so that a cycle gives an equal list for every start.
        circle.reverse();
        let first = (0..circle.len()).min_by_key(|index| circle[*index])?;
        circle.rotate_left(first);
        Some(circle)
    };
    next_to.keys().filter_map(shortest).collect()
}

#[test]
fn cycles_are_found_between_files_and_between_folders() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let modules = Modules::of(&[
        file("lib.rs", "mod a; mod b;"),
        file("a/mod.rs", "mod x; mod y;"),
        file("a/x.rs", "use crate::b::One; pub struct Two;"),
        file("a/y.rs", "pub struct Three;"),
        file("b.rs", "use crate::a::{y::Three}; pub struct One;"),
    ]);
    let uses = modules.uses();
    assert!(circles(&uses, 2).is_empty(), "no file uses itself in the end");
    let found: Vec<String> = circles(&uses, 1).into_iter().flatten().map(|used| told(&modules, used)).collect();
    assert_eq!(found, ["src/a/x.rs uses src/b.rs: crate::b::One", "src/b.rs uses src/a/y.rs: crate::a::y::Three"]);
}
