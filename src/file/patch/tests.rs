//! Tests of the ways in which changed rows are written, and of those that are tried if one fails.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

const SMALL: &str = include_str!("../../../tests/saves/small.ron");

fn rows(text: &str) -> Scenario {
    options().from_str(text).expect("its shape is right")
}

fn lines() -> Vec<&'static str> {
    SMALL.lines().collect()
}

#[test]
fn if_one_way_fails_more_is_printed_and_no_comment_is_lost() {
    let text = SMALL.replacen("users: 43000000,", "users: 43000000, // in May\n", 1).replacen(
        "title:",
        "/* in the window */ title:",
        1,
    );
    let changed = rows(&text.replacen("43000000", "42000000", 1));
    let before = rows(&text);
    for whole_from in ATTEMPTS {
        let written = attempt(&text, &before, &changed, &IdsAsRead::new(), whole_from).expect("each of them works");
        assert_eq!(rows(&written), changed);
        assert!(written.contains("// in May") && written.contains("/* in the window */"), "{written}");
        let lines = text.lines().filter(|line| written.contains(line)).count();
        // A row is printed in one line, whatever it was.
        assert!(whole_from < 2 || lines + 4 >= text.lines().count(), "{whole_from}: {lines}\n{written}");
    }
    let printed = printed(&text, &changed);
    assert_eq!(rows(&printed), changed);
    assert!(printed.contains("// in May") && printed.contains("/* in the window */"), "{printed}");
}

#[test]
fn rows_that_were_not_read_from_the_text_do_not_come_from_it() {
    let other = rows(&SMALL.replacen("\"upbit\"", "\"other\"", 3));
    let now = rows(&SMALL.replacen("43000000", "42000000", 1));
    assert_eq!(rows(&patched(SMALL, &other, &now, &IdsAsRead::new())), now);
    assert_eq!(rows(&patched("(", &other, &now, &IdsAsRead::new())), now);
}

#[test]
fn what_is_not_a_number_is_saved_too() {
    let text = SMALL.replacen("uncertainty: 0.3", "uncertainty: NaN", 1);
    let (before, now) = (rows(&text), rows(&text.replacen("43000000", "42000000", 1)));
    assert_eq!(patched(&text, &before, &now, &IdsAsRead::new()), text.replacen("43000000", "42000000", 1));
}

/// A change of the lines of the small world, which may make it unreadable.
fn changed(lines: &mut Vec<String>, kind: u8, at: Index, other: Index) {
    let (at, other) = (at.index(lines.len()), other.index(lines.len()));
    match kind {
        0 => drop(lines.remove(at)),
        1 => lines.swap(at, other),
        2 => lines.insert(other, lines[at].replacen("\": (", "x\": (", 1)),
        3 => {
            // A part of a row goes.
            let parts: Vec<String> = lines[at].split(", ").map(str::to_owned).collect();
            let gone = other % parts.len();
            lines[at] = parts
                .iter()
                .enumerate()
                .filter(|(part, _)| *part != gone)
                .map(|(_, part)| part.as_str())
                .collect::<Vec<_>>()
                .join(", ");
        }
        _ => lines[at] = lines[at].replace(['3', '5'], "7"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_first_way_works_for_any_change(
        changes in proptest::collection::vec((0..5_u8, any::<Index>(), any::<Index>()), 1..4),
        notes in proptest::collection::vec(any::<Index>(), 0..10),
    ) {
        let mut noted: Vec<String> = lines().into_iter().map(str::to_owned).collect();
        for (number, note) in notes.iter().enumerate() {
            let at = note.index(noted.len());
            match number % 3 {
                0 => noted[at] = noted[at].replacen(", ", &format!(", /* {number} */ "), 1),
                1 => noted[at].push_str(&format!(" // {number}")),
                _ => noted[at].insert_str(0, &format!("// {number}\n")),
            }
        }
        let text = noted.join("\n");
        let mut after = noted;
        for (kind, at, other) in changes {
            changed(&mut after, kind, at, other);
        }
        let (before, now) = (rows(&text), options().from_str::<Scenario>(&after.join("\n")));
        if let Ok(now) = now {
            prop_assert!(attempt(&text, &before, &now, &IdsAsRead::new(), usize::MAX).is_some(), "{}\n should say\n{}", text, after.join("\n"));
        }
    }
}
