//! Tests of what a save keeps: only what was changed is different in the file, and no comment is lost.

use firedrill::file::edit::{Edit, Row, Table};
use firedrill::file::{self, Authored, Shipped, schema, shipped};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::edits::{edit, gestures};
use crate::support::SMALL;

/// A file as somebody may write it who does not care for the canonical form.
pub const WRITTEN: &str = r##"// A lesson about two halls.
#![enable(implicit_some)]
Scenario(
    firedrill: 1, title: "Two halls", // shown in the window
    zone: "UTC", start: "2024-03-04 00:00",
    length: "2d",

    // What may happen.
    hazards: {
        "cut": (name: "Cut", kind: Power, out: "1h"),   // as in 2019
        /* never seen */ "fire": (name: "Fire", kind: Fire, out: "2h"),
    },
    sites: {
        // The old hall.
        "old": (name: "Old hall", at: (1.0, 2.50), hazard: "cut"),

        // The new hall, since 2021.
        // It has its own power.
        "new": (name: "New hall", at: (1.5, 2.0), hazard: "cut"), // built in two years
    },
    services: { // all of them
        // Front
        "shop": (
            name: "Shop", users: 20_000, // counted in May
            on: { "old": 10, /* leased */ "new": 5 },
            retry: 2.0,
            needs: { "login": (weight: 0.5, grace: "1m" /* a cache */) }
        ),
        "blog": (name: "Blog", on: { "new": 1 }),
        // Back
        "login": (name: "Login", on: { "old": 2, "new": 2 })
        // More will follow.
    },
    plans: [
        (name: "Cut", actions: [(at: "2024-03-04 01:00", do: Strike(site: "old"))]),
        (name: "Nothing"), // for comparison
    ],
) // the end
"##;

fn parse(text: &str) -> Authored {
    file::parse(text.as_bytes()).unwrap_or_else(|report| panic!("its shape is right: {report}\n{text}"))
}

/// The file after a change of its rows. Reading it gives these rows.
fn saved(authored: &Authored) -> String {
    let text = authored.to_file();
    let again = parse(&text);
    let version = |rows: &schema::Scenario| schema::Scenario { firedrill: 2, ..rows.clone() };
    assert!(version(again.rows()) == version(authored.rows()), "{text}\ninstead of\n{}", authored.to_ron());
    text
}

fn at(authored: &Authored, table: Table, key: &str) -> usize {
    authored.position(table, key).expect("a row of this id")
}

fn applied(authored: &Authored, edit: &Edit) -> Authored {
    authored.apply(edit).expect("it was made for this version").0
}

/// The written file after a change of the service "shop".
fn shop(change: impl FnOnce(&mut schema::Service)) -> String {
    let authored = parse(WRITTEN);
    let index = at(&authored, Table::Services, "shop");
    let Some(Row::Service(row)) = authored.row(Table::Services, index) else { panic!("a service") };
    let mut row = schema::Service::clone(&row);
    change(&mut row);
    saved(&applied(&authored, &Edit::set(&authored, Table::Services, index, row).expect("there is a row")))
}

/// The written file with these parts replaced.
fn with(parts: &[(&str, &str)]) -> String {
    parts.iter().fold(WRITTEN.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

#[test]
fn an_untouched_file_is_saved_byte_for_byte() {
    let windows = WRITTEN.replace('\n', "\r\n");
    let marked = format!("\u{feff}{WRITTEN}");
    let own = [SMALL, WRITTEN, &windows, &marked].map(str::to_owned);
    for text in shipped().iter().map(|save| save.text().to_owned()).chain(own) {
        assert_eq!(parse(&text).to_file(), text);
    }
    // A change that is taken back leaves the file as it was.
    let authored = parse(WRITTEN);
    let renamed = Edit::rename(&authored, Table::Services, 0, "store").expect("free");
    let (after, undo) = authored.apply(&renamed).expect("it is made for it");
    assert_eq!(applied(&after, &undo).to_file(), WRITTEN);
}

#[test]
fn one_value_changes_and_nothing_else() {
    assert_eq!(shop(|row| row.users = 1_250_000), with(&[("20_000", "1_250_000")]));
    assert_eq!(shop(|row| row.retry = 3.0), with(&[("retry: 2.0", "retry: 3.0")]));
    assert_eq!(shop(|row| row.on.0[1].1 = 6), with(&[("\"new\": 5", "\"new\": 6")]));
    assert_eq!(shop(|row| row.needs.0[0].1.weight = 0.25), with(&[("weight: 0.5", "weight: 0.25")]));
    assert_eq!(shop(|row| row.name = "The \"shop\"".into()), with(&[("\"Shop\"", r#""The \"shop\"""#)]));
    let marked = parse(&format!("\u{feff}{}", WRITTEN.replace('\n', "\r\n")));
    let rows = schema::Scenario { length: "3d".into(), ..marked.rows().clone() };
    let expected = format!("\u{feff}{}", with(&[("\"2d\"", "\"3d\"")]).replace('\n', "\r\n"));
    assert_eq!(saved(&marked.with_rows(rows)), expected);
}

#[test]
fn a_field_that_goes_leaves_its_comments_and_a_new_one_stands_among_the_others() {
    // A field that always has a value stays where its author wrote it, also with its default.
    assert_eq!(shop(|row| row.users = 0), with(&[("users: 20_000,", "users: 0,")]));
    assert_eq!(shop(|row| row.needs.0[0].1.weight = 1.0), with(&[("weight: 0.5", "weight: 1.0")]));
    assert_eq!(
        shop(|row| row.needs.0[0].1.grace = None),
        with(&[(", grace: \"1m\" /* a cache */)", " /* a cache */)")])
    );
    assert_eq!(shop(|row| row.kind = Some("web".into())), with(&[("\"Shop\",", "\"Shop\", kind: \"web\",")]));
    assert_eq!(
        shop(|row| row.load = Some(12)),
        with(&[("5 },\n            retry", "5 },\n            load: 12,\n            retry")])
    );
    assert_eq!(
        shop(|row| row.uncertainty = Some(0.5)),
        with(&[("a cache */) }\n", "a cache */) },\n            uncertainty: 0.5\n")])
    );
}

#[test]
fn parts_of_a_row_come_and_go_one_by_one() {
    assert_eq!(shop(|row| row.on.0.insert(1, ("mid".into(), 7))), with(&[("10, /*", "10, \"mid\": 7, /*")]));
    assert_eq!(shop(|row| row.on.0.push(("mid".into(), 7))), with(&[("\"new\": 5 }", "\"new\": 5, \"mid\": 7 }")]));
    assert_eq!(shop(|row| drop(row.on.0.remove(0))), with(&[("{ \"old\": 10, /* leased", "{ /* leased")]));
    assert_eq!(shop(|row| drop(row.on.0.remove(1))), with(&[("10, /* leased */ \"new\": 5 }", "10 }")]));
    assert_eq!(
        shop(|row| row.on.0.reverse()),
        with(&[("\"old\": 10, /* leased */ \"new\": 5", "/* leased */ \"new\": 5, \"old\": 10")])
    );
}

#[test]
fn rows_come_go_and_move_with_their_comments() {
    let authored = parse(WRITTEN);
    let site = |index: usize| authored.row(Table::Sites, index).expect("a site");

    let added = Edit::add(&authored, Table::Sites, 1, "mid", site(0)).expect("free");
    let row = r#""mid": (name: "Old hall", at: (1.0, 2.5), hazard: "cut"),"#;
    assert_eq!(
        saved(&applied(&authored, &added)),
        with(&[("2.50), hazard: \"cut\"),\n", &format!("2.50), hazard: \"cut\"),\n        {row}\n"))])
    );

    // The comments of a row go with it; the title of a group stays.
    let gone = |table, key| {
        saved(&applied(&authored, &Edit::remove(&authored, table, at(&authored, table, key)).expect("there").edit))
    };
    let new = WRITTEN.find("\n        // The new hall").expect("it is there")
        ..WRITTEN.find("    },\n    services").expect("it is there");
    let without = format!("{}{}", &WRITTEN[..new.start], &WRITTEN[new.end..]);
    let without = without
        .replace("10, /* leased */ \"new\": 5 }", "10 }")
        .replace(", on: { \"new\": 1 }", "")
        .replace(", \"new\": 2 }", " }");
    assert_eq!(gone(Table::Sites, "new"), without);
    assert_eq!(
        gone(Table::Services, "blog"),
        with(&[("        \"blog\": (name: \"Blog\", on: { \"new\": 1 }),\n", "")])
    );
    assert_eq!(gone(Table::Plans, "Nothing"), with(&[("        (name: \"Nothing\"), // for comparison\n", "")]));
    let shop = WRITTEN.find("        \"shop\"").expect("there")..WRITTEN.find("        \"blog\"").expect("there");
    assert_eq!(
        gone(Table::Services, "shop"),
        format!("{}{}", &WRITTEN[..shop.start], &WRITTEN[shop.end..]),
        "Front stays"
    );

    let moved = saved(&applied(&authored, &Edit::reorder(&authored, Table::Services, 2, 0).expect("there")));
    let login = r#""login": (name: "Login", on: { "old": 2, "new": 2 })"#;
    assert!(
        moved.contains(&format!("all of them\n        // Back\n        {login},\n        // Front\n        \"shop\"")),
        "{moved}"
    );
    assert!(
        moved.contains("\"blog\": (name: \"Blog\", on: { \"new\": 1 }),\n        // More will follow.\n    },"),
        "{moved}"
    );

    let renamed = saved(&applied(&authored, &Edit::rename(&authored, Table::Sites, 0, "first").expect("free")));
    assert_eq!(renamed, WRITTEN.replace("\"old\"", "\"first\""));
}

#[test]
fn tables_begin_and_end() {
    let authored = parse(WRITTEN);
    let source = schema::Source { title: "A report".into(), address: None };
    let added = applied(&authored, &Edit::add(&authored, Table::Sources, 0, "report", source).expect("free"));
    let table = "\n    sources: {\n        \"report\": (title: \"A report\"),\n    },";
    assert_eq!(saved(&added), with(&[("\"2d\",\n", &format!("\"2d\",{table}\n"))]));
    let told = applied(&authored, &Edit::translate(&authored, "ko", "services.shop.name", Some("가게")));
    let table =
        "    translations: {\n        \"ko\": {\n            \"services.shop.name\": \"가게\",\n        },\n    },\n)";
    assert_eq!(saved(&told), with(&[("    ],\n)", &format!("    ],\n{table}"))]));
    let none = schema::Scenario { plans: file::Listed::default(), ..authored.rows().clone() };
    let text = saved(&authored.with_rows(none));
    assert!(text.ends_with("More will follow.\n    },\n    // for comparison\n) // the end\n"), "{text}");
    let empty = parse(
        r#"(firedrill: 1, title: "T", zone: "UTC", start: "2024-03-04 00:00", length: "2d", sites: {}, services: {})"#,
    );
    let site = schema::Site { reserve: None, ..schema::Site::clone(authored.rows().sites.get("old").expect("a site")) };
    let text = saved(&applied(&empty, &Edit::add(&empty, Table::Sites, 0, "a", site).expect("free")));
    assert!(
        text.contains("sites: {\n  \"a\": (name: \"Old hall\", at: (1.0, 2.5), hazard: \"cut\"),\n}, services: {})"),
        "{text}"
    );
}

#[test]
fn a_change_that_needs_version_two_raises_the_version() {
    let text = shop(|row| row.needs.0[0].1.primary = true);
    assert_eq!(
        text,
        with(&[("firedrill: 1", "firedrill: 2"), ("\"1m\" /* a cache */", "\"1m\" /* a cache */, primary: true")])
    );
}

/// The tokens of a text, with the blanks and comments between them.
pub fn tokens(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '+');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if first == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let is_end = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                is_end
            });
            end.map_or(rest.len(), |at| at + 2)
        } else if word(first) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else if first.is_whitespace() {
            rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        all.push(token);
        rest = after;
    }
    all
}

pub fn texts() -> Vec<&'static str> {
    shipped().iter().map(Shipped::text).filter(|text| text.len() < 40_000).chain([SMALL, WRITTEN]).collect()
}

/// The text with a comment, `// cN` or `/* cN */`, at each of these places outside of lists and maps that are inside rows. Their number.
pub fn commented(text: &str, places: &[(Index, bool)]) -> (String, usize) {
    let tokens = tokens(text);
    let mut depth = 0;
    let mut is_inside = Vec::new();
    let mut free = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match *token {
            "(" | "[" | "{" => {
                depth += 1;
                is_inside.push(depth > 2 && *token != "(");
            }
            ")" | "]" | "}" => {
                depth -= 1;
                is_inside.pop();
            }
            _ => {}
        }
        if matches!(*token, "," | "(" | "[" | "{" | ":") && !is_inside.contains(&true) && depth > 0 {
            free.push(index);
        }
    }
    let mut at: Vec<(usize, bool)> =
        places.iter().map(|(at, is_line)| (free[at.index(free.len())], *is_line)).collect();
    at.sort_unstable();
    at.dedup_by_key(|(at, _)| *at);
    let mut out = String::new();
    for (index, token) in tokens.iter().enumerate() {
        out.push_str(token);
        if let Ok(number) = at.binary_search_by_key(&index, |(at, _)| *at) {
            let comment = if at[number].1 { format!(" // c{number}\n") } else { format!(" /* c{number} */") };
            out.push_str(&comment);
        }
    }
    (out, at.len())
}

/// The numbers of the comments that are in the text, in order.
pub fn comments(text: &str) -> Vec<usize> {
    let comments = tokens(text).into_iter().filter(|token| token.starts_with("//") || token.starts_with("/*"));
    let number = |comment: &str| comment.trim_matches(['/', '*', ' ', '\n']).strip_prefix('c')?.parse().ok();
    let mut all: Vec<usize> = comments.filter_map(number).collect();
    all.sort_unstable();
    all
}

/// A value that no file has and no field takes as its default, of the same kind as this one. `None` for other tokens.
fn other_value(token: &str) -> Option<String> {
    if token.starts_with('"') {
        return Some("\"another-text\"".to_owned());
    }
    let is_number = token.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    is_number.then(|| if token.contains('.') { "0.4375".to_owned() } else { "77".to_owned() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_somebody_changes_in_the_text_is_what_a_save_changes(file: Index, place: Index, notes in proptest::collection::vec((any::<Index>(), any::<bool>()), 0..8)) {
        let files = texts();
        let (text, _) = commented(files[file.index(files.len())], &notes);
        let mut tokens = tokens(&text);
        let values: Vec<usize> = (0..tokens.len()).filter(|index| other_value(tokens[*index]).is_some()).collect();
        // The version of the format is the first number.
        let at = values[1..][place.index(values.len() - 1)];
        let other = other_value(tokens[at]).expect("a value");
        tokens[at] = &other;
        let expected = tokens.concat();
        // A date in place of an id may be no map key any more, and a key may be there twice; the shape stays right.
        let changed = parse(&expected);
        let written = saved(&parse(&text).with_rows(changed.rows().clone()));
        // Hours of trading that cannot be read may need version 2, as hours over midnight do. The version is the first number.
        let version_one = |text: &str| {
            let mut tokens = crate::kept::tokens(text);
            let version = tokens.iter().position(|token| other_value(token).is_some()).expect("a version");
            tokens[version] = "1";
            tokens.concat()
        };
        prop_assert_eq!(version_one(&written), version_one(&expected));
    }

    #[test]
    fn edits_keep_every_comment_and_read_back(file: Index, gestures in gestures(), notes in proptest::collection::vec((any::<Index>(), any::<bool>()), 0..30)) {
        let files = texts();
        let (text, count) = commented(files[file.index(files.len())], &notes);
        let first = parse(&text);
        let mut authored = first.clone();
        for gesture in gestures.iter().filter(|gesture| gesture.kind != 4 && gesture.kind != 1) {
            if let Some(edit) = edit(&authored, gesture) {
                authored = applied(&authored, &edit);
            }
        }
        let written = saved(&authored);
        prop_assert_eq!(comments(&written), (0..count).collect::<Vec<_>>(), "{}\n became\n{}", text, written);
        // And in more than one step, as with a save after each edit.
        let mut stepwise = first;
        for gesture in gestures.iter().filter(|gesture| gesture.kind != 4 && gesture.kind != 1) {
            if let Some(edit) = edit(&stepwise, gesture) {
                stepwise = parse(&saved(&applied(&stepwise, &edit)));
            }
        }
        prop_assert_eq!(comments(&saved(&stepwise)), (0..count).collect::<Vec<_>>());
    }

    #[test]
    fn any_edit_reads_back_and_leaves_other_rows_alone(file: Index, gestures in gestures(), notes in proptest::collection::vec((any::<Index>(), any::<bool>()), 0..30)) {
        let files = texts();
        let (text, _) = commented(files[file.index(files.len())], &notes);
        let mut authored = parse(&text);
        for gesture in &gestures {
            if let Some(edit) = edit(&authored, gesture) {
                authored = applied(&authored, &edit);
            }
        }
        let written = saved(&authored);
        // A comment inside a row that is the same is still there.
        let before = parse(&text);
        for table in Table::ALL.into_iter().filter(|table| table.has_ids()) {
            for index in 0..before.count(table) {
                let key = before.key(table, index).expect("it has an id");
                let now = authored.position(table, key).and_then(|at| authored.row(table, at));
                if now == before.row(table, index) {
                    let row = row_text(&text, table, key);
                    prop_assert!(row.is_some_and(|row| written.contains(row)), "{table:?} {key}: {row:?}\n{written}");
                }
            }
        }
    }
}

/// The text of a row, from its key to its closing bracket.
fn row_text<'t>(text: &'t str, table: Table, key: &str) -> Option<&'t str> {
    let (mut at, mut depth, mut start, mut is_table) = (0, 0, None, false);
    let key = format!("\"{key}\"");
    for token in tokens(text) {
        match token {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth -= 1;
                if depth == 2
                    && is_table
                    && let Some(start) = start
                {
                    return text.get(start..=at);
                }
            }
            _ if depth == 1 && token.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                is_table = token == table.name();
            }
            _ if depth == 2 && is_table && start.is_none() && token == key => start = Some(at),
            _ => {}
        }
        at += token.len();
    }
    None
}

#[test]
fn a_row_that_is_moved_and_written_anew_in_one_save_keeps_its_comments() {
    // A plan that has nothing but its name, so that no part of it is as it was.
    let authored = parse(WRITTEN);
    let moved = applied(&authored, &Edit::reorder(&authored, Table::Plans, 1, 0).expect("there"));
    let renamed = applied(&moved, &Edit::rename(&moved, Table::Plans, 0, "a").expect("free"));
    let text = saved(&renamed);
    assert!(text.contains("plans: [\n        (name: \"a\"), // for comparison\n"), "{text}");

    // A site of which the id and every other value is another one now. What was added before it under its old id is new.
    let site = |name: &str| schema::Site {
        name: name.into(),
        at: Some((3.0, 3.0)),
        hazard: Some("fire".into()),
        ..schema::Site::clone(authored.rows().sites.get("new").expect("a site"))
    };
    let renamed = applied(&authored, &Edit::rename(&authored, Table::Sites, 1, "third").expect("free"));
    let set = applied(&renamed, &Edit::set(&renamed, Table::Sites, 1, site("First hall")).expect("there"));
    let moved = applied(&set, &Edit::reorder(&set, Table::Sites, 1, 0).expect("there"));
    let again = Edit::add(&moved, Table::Sites, 1, "new", site("Another hall")).expect("free");
    let text = saved(&applied(&moved, &again));
    let row = |key: &str| text.find(&format!("\"{key}\": (")).expect("it is there");
    let comment = |text_of: &str| text.find(text_of).expect("no comment is lost");
    assert!(row("third") < comment("// built in two years") && comment("// built in two years") < row("new"), "{text}");
    assert!(comment("// It has its own power.") < row("third"), "{text}");
}

#[test]
fn what_is_renamed_keeps_its_comments_and_what_is_removed_takes_its_own_in_one_save() {
    let text = with(&[
        ("(name: \"Cut\", actions", "(name: \"Cut\" /* of power */, actions"),
        ("at: (1.0, 2.50),", "at: (1.0, 2.50), restore: [\"login\" /* first */, \"shop\" /* then */],"),
    ]);
    let remove = |from: &Authored, table, key: &str| {
        applied(from, &Edit::remove(from, table, at(from, table, key)).expect("it is there").edit)
    };
    let rename = |from: &Authored, table, key: &str, to: &str| {
        applied(from, &Edit::rename(from, table, at(from, table, key), to).expect("free"))
    };
    let first = parse(&text);
    let (plan, service) = ("Nothing", "shop");
    // Whichever is done first.
    let removed = remove(&remove(&first, Table::Plans, "Cut"), Table::Services, "login");
    let removed_first = rename(&rename(&removed, Table::Plans, plan, "Other"), Table::Services, service, "store");
    let renamed = rename(&rename(&first, Table::Plans, plan, "Other"), Table::Services, service, "store");
    let renamed_first = remove(&remove(&renamed, Table::Plans, "Cut"), Table::Services, "login");
    for authored in [removed_first, renamed_first] {
        let text = saved(&authored);
        assert!(text.contains("restore: [\"store\" /* then */]"), "{text}");
        assert!(text.contains("plans: [\n        (name: \"Other\"), // for comparison\n"), "{text}");
        assert!(text.contains("// Front\n        \"store\": (") && text.contains("// counted in May"), "{text}");
        assert!(!text.contains("of power") && !text.contains("/* first */"), "{text}");
    }
}

#[test]
fn a_change_of_the_only_row_without_an_id_leaves_the_rest_as_it_is() {
    let text = with(&[("        (name: \"Nothing\"), // for comparison\n", "")]);
    let authored = parse(&text);
    let row = schema::Plan {
        about: "All is dark.".into(),
        ..schema::Plan::clone(authored.rows().plans.get(0).expect("a plan"))
    };
    let changed = applied(&authored, &Edit::set(&authored, Table::Plans, 0, row).expect("there"));
    assert_eq!(
        saved(&changed),
        text.replacen("(name: \"Cut\", actions", "(name: \"Cut\", about: \"All is dark.\", actions", 1)
    );
}

#[test]
fn a_table_whose_last_rows_are_removed_leaves_the_rest_as_it_is() {
    let authored = parse(SMALL);
    for table in Table::ALL {
        let mut emptied = authored.clone();
        while emptied.count(table) > 0 {
            let edit = Edit::remove(&emptied, table, 0).expect("it is there").edit;
            emptied = applied(&emptied, &edit);
        }
        let written = saved(&emptied);
        // Otherwise it is printed anew, with all comments at its top.
        assert!(written.starts_with('('), "{table:?}:\n{written}");
    }
}
