//! Tests of the canonical form, which keeps comments, and of `firedrill format`, which writes it.

use std::fs;

use firedrill::file::{self, Authored, Shipped, shipped};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::kept::{WRITTEN, commented, comments, texts, tokens};
use crate::support::SMALL;
use crate::support::cli::{fails, firedrill, prints, text};
use crate::support::window::write;

fn parse(text: &str) -> Authored {
    file::parse(text.as_bytes()).unwrap_or_else(|report| panic!("its shape is right: {report}\n{text}"))
}

#[test]
fn a_file_without_comments_is_written_as_it_is_printed() {
    for text in shipped().iter().map(Shipped::text).chain([SMALL]) {
        let is_comment = |token: &&str| !token.starts_with("//") && !token.starts_with("/*");
        let bare: String = tokens(text).into_iter().filter(is_comment).collect();
        assert_eq!(parse(&bare).to_canonical(), parse(text).to_ron());
        assert_eq!(comments(&bare).len(), 0);
    }
}

#[test]
fn comments_stay_beside_what_they_are_about() {
    insta::assert_snapshot!(parse(WRITTEN).to_canonical());
    let windows = WRITTEN.replace('\n', "\r\n");
    assert_eq!(parse(&windows).to_canonical(), parse(WRITTEN).to_canonical().replace('\n', "\r\n"));
}

#[test]
fn comments_of_what_need_not_be_said_stay_too() {
    let text = SMALL.replacen("retry: 2.0,", "retry: 0.0, // as most\n/* nobody */ users: 0,", 1);
    let canonical = parse(&text).to_canonical();
    assert!(canonical.contains("// as most") && !canonical.contains("retry: 0.0"), "{canonical}");
    assert!(canonical.contains("/* nobody */") && !canonical.contains("users: 0,"), "{canonical}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_canonical_form_has_the_same_rows_and_all_comments(
        file: Index,
        notes in proptest::collection::vec((any::<Index>(), any::<bool>()), 0..30),
    ) {
        let files = texts();
        let (text, count) = commented(files[file.index(files.len())], &notes);
        let authored = parse(&text);
        let canonical = authored.to_canonical();
        let again = parse(&canonical);
        prop_assert!(file::parse(authored.to_ron().as_bytes()).expect("it is printed").says_the_same(&again), "{}", canonical);
        prop_assert_eq!(comments(&canonical), (0..count).collect::<Vec<_>>(), "{}\n became\n{}", text, canonical);
        prop_assert_eq!(again.to_canonical(), canonical);
    }
}

#[test]
fn files_are_formatted_where_they_are_or_only_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let mine = write(&folder, "mine.ron", WRITTEN);
    let canonical = parse(WRITTEN).to_canonical();
    let right = write(&folder, "right.ron", &canonical);
    let (mine, right) = (mine.to_str().expect("plain"), right.to_str().expect("plain"));
    let said = fails(&["format", "--check", mine, right], 1);
    assert_eq!(said, "");
    let checked = text(&firedrill(&["format", "--check", mine, right]).stdout);
    assert_eq!(checked, format!("{mine}: not in canonical form\n"));
    assert_eq!(fs::read_to_string(mine).expect("it is there"), WRITTEN, "it is only looked at");
    assert_eq!(prints(&["format", mine, right]), format!("{mine}: formatted\n{right}: unchanged\n"));
    assert_eq!(fs::read_to_string(mine).expect("it is there"), canonical);
    assert_eq!(prints(&["format", "--check", mine, right]), "");
}

#[test]
fn the_result_may_go_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let mine = write(&folder, "mine.ron", WRITTEN);
    let (mine, to) = (mine.to_str().expect("plain"), folder.path().join("to.ron"));
    let canonical = parse(WRITTEN).to_canonical();
    assert_eq!(prints(&["format", mine, "-o", "-"]), canonical);
    assert_eq!(
        prints(&["format", mine, "-o", to.to_str().expect("plain")]),
        format!("{mine}: written to {}\n", to.display())
    );
    assert_eq!(fs::read_to_string(&to).expect("it is there"), canonical);
    assert_eq!(fs::read_to_string(mine).expect("it is there"), WRITTEN);
    assert!(fails(&["format", "kakao-2022"], 2).contains("kakao-2022 ships with the program: say with -o where"));
    assert!(fails(&["format", mine, mine, "-o", "-"], 2).contains("--output takes the result of one file"));
}

#[test]
fn what_cannot_be_read_is_told_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = write(&folder, "broken.ron", "(firedrill: 1, titel: \"T\")");
    let mine = write(&folder, "mine.ron", WRITTEN);
    let (broken, mine) = (broken.to_str().expect("plain"), mine.to_str().expect("plain"));
    let said = fails(&["format", broken, mine], 1);
    assert!(said.contains("broken.ron:1:16: there is no field `titel`"), "{said}");
    assert_eq!(
        fs::read_to_string(mine).expect("it is there"),
        parse(WRITTEN).to_canonical(),
        "the others are formatted"
    );
    fails(&["format", "/nowhere/none.ron"], 3);
}
