//! Loads any bytes as a scenario. No input may panic, every problem has a place in the text, and what loads is written and loads again.

#![no_main]

use firedrill::file;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match file::load(bytes) {
        Ok(scenario) => {
            let again = file::load(file::to_ron(&scenario).as_bytes()).expect("what is written loads");
            assert_eq!(scenario, again);
        }
        Err(report) => {
            assert!(!report.problems.is_empty(), "a file is refused for a reason");
            let text = String::from_utf8_lossy(bytes);
            let lines: Vec<&str> = text.strip_prefix('\u{feff}').unwrap_or(&text).split('\n').collect();
            for problem in &report.problems {
                let Some(location) = problem.location else { continue };
                let line = lines.get(location.line - 1).expect("the line is in the text");
                assert!(location.column <= line.chars().count() + 1, "the column is in the line");
            }
            assert!(report.problems.is_sorted_by_key(|problem| problem.location), "in the order of the file");
            report.render("fuzz.ron", &text);
        }
    }
});
