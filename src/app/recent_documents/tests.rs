//! Tests of the list of recent documents: what other programs have entered stays, and what is no list is left alone.

use std::time::{Duration, UNIX_EPOCH};

use super::private::{is_private_by, is_private_in};
use super::*;

/// A list as a desktop writes it: a document of two other programs, with an icon, a group and a title, and one that Firedrill has used twice.
const OTHERS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0"
      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info"
>
  <!-- of another program -->
  <bookmark href="file:///home/kim/a%20letter.odt" added="2026-10-01T08:00:00Z" modified="2026-10-02T08:00:00Z" visited="2026-10-01T08:00:00Z">
    <title>Ein Brief &amp; mehr</title>
    <info>
      <metadata owner="http://freedesktop.org">
        <mime:mime-type type="application/vnd.oasis.opendocument.text"/>
        <bookmark:groups><bookmark:group>Office</bookmark:group></bookmark:groups>
        <bookmark:applications>
          <bookmark:application name="LibreOffice" exec="&apos;soffice %u&apos;" modified="2026-10-02T08:00:00Z" count="3"/>
        </bookmark:applications>
        <bookmark:icon href="file:///usr/share/letter.png" type="image/png"/>
        <bookmark:private/>
      </metadata>
    </info>
  </bookmark>
  <bookmark href="file:///home/kim/world%5B1%5D.ron" added="2026-10-01T08:00:00Z" modified="2026-10-01T08:00:00Z" visited="2026-10-01T08:00:00Z">
    <info>
      <metadata owner="http://freedesktop.org">
        <mime:mime-type type="application/x-firedrill-scenario"/>
        <bookmark:applications>
          <bookmark:application name="gedit" exec="&apos;gedit %u&apos;" modified="2026-10-01T08:00:00Z" count="1"/>
          <bookmark:application name="Firedrill" exec="&apos;firedrill %f&apos;" modified="2026-10-01T08:00:00Z" count="2"/>
        </bookmark:applications>
      </metadata>
    </info>
  </bookmark>
</xbel>
"#;
const MOMENT: &str = "2026-11-30T07:00:00.000000Z";

fn at() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_796_022_000)
}

/// A list with this text in a folder of its own.
fn with(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("recently-used.xbel");
    fs::write(&list, text).expect("writes");
    (folder, list)
}

fn read(list: &Path) -> String {
    fs::read_to_string(list).expect("reads")
}

/// The text between two others.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).expect("both are there").0
}

#[test]
fn a_new_document_stands_below_those_of_other_programs() {
    let (_folder, list) = with(OTHERS);
    note(&list, Path::new("/home/kim/판교 & co.ron"), at()).expect("is entered");
    let now = read(&list);
    let head = OTHERS.strip_suffix("</xbel>\n").expect("ends so");
    let new = now.strip_prefix(head).expect("everything of the others is unchanged");
    let document = roxmltree::Document::parse(&now).expect("XML");
    let bookmark = document.descendants().filter(|node| node.has_tag_name("bookmark")).nth(2).expect("a third");
    assert_eq!(bookmark.attribute("href"), Some("file:///home/kim/%ED%8C%90%EA%B5%90%20&%20co.ron"));
    for name in ["added", "modified", "visited"] {
        assert_eq!(bookmark.attribute(name), Some(MOMENT));
    }
    assert!(new.contains(r#"<mime:mime-type type="application/x-firedrill-scenario"/>"#), "{new}");
    assert!(new.contains(r#"name="Firedrill" exec="&apos;firedrill %f&apos;""#), "{new}");
}

#[test]
fn a_document_that_is_there_is_counted_again_and_keeps_what_others_say_of_it() {
    let (_folder, list) = with(OTHERS);
    // The list has the brackets as %5B and %5D; the address made here has not.
    note(&list, Path::new("/home/kim/world[1].ron"), at()).expect("is entered");
    note(&list, Path::new("/home/kim/a letter.odt"), at()).expect("is entered");
    let now = read(&list);
    let document = roxmltree::Document::parse(&now).expect("XML");
    let bookmarks: Vec<_> = document.descendants().filter(|node| node.has_tag_name("bookmark")).collect();
    assert_eq!(bookmarks.len(), 2, "{now}");
    let counts = |index: usize| -> Vec<(&str, &str)> {
        let programs = bookmarks[index].descendants().filter(|node| node.tag_name().name() == "application");
        programs.filter_map(|node| node.attribute("name").zip(node.attribute("count"))).collect()
    };
    assert_eq!(counts(0), [("LibreOffice", "3"), ("Firedrill", "1")]);
    assert_eq!(counts(1), [("gedit", "1"), ("Firedrill", "3")]);
    for bookmark in &bookmarks {
        assert_eq!(bookmark.attribute("added"), Some("2026-10-01T08:00:00Z"));
        assert_eq!(bookmark.attribute("visited"), Some(MOMENT));
    }
    for kept in [
        "<title>Ein Brief &amp; mehr</title>",
        "<!-- of another program -->",
        "<bookmark:group>Office<",
        "letter.png",
        "<bookmark:private",
    ] {
        assert!(now.contains(kept), "{kept}: {now}");
    }
}

#[test]
fn a_bookmark_with_little_in_it_gets_what_is_missing() {
    let metadata = r#"<metadata owner="http://freedesktop.org">"#;
    for inside in [
        String::new(),
        "<title>mine</title>".to_owned(),
        "<info/>".to_owned(),
        r#"<info><metadata owner="http://example.org"/></info>"#.to_owned(),
        format!("<info>{metadata}</metadata></info>"),
        format!("<info>{metadata}<bookmark:applications/></metadata></info>"),
    ] {
        let entry = format!(r#"<bookmark href="file:///w.ron">{inside}</bookmark>"#);
        let entry = if inside.is_empty() { r#"<bookmark href="file:///w.ron"/>"#.to_owned() } else { entry };
        let (_folder, list) = with(&bookmarks::EMPTY.replace("</xbel>", &format!("{entry}</xbel>")));
        note(&list, Path::new("/w.ron"), at()).expect("is entered");
        note(&list, Path::new("/w.ron"), at()).expect("is entered");
        let now = read(&list);
        let document = roxmltree::Document::parse(&now).expect("XML");
        let programs: Vec<_> = document.descendants().filter(|node| node.tag_name().name() == "application").collect();
        assert_eq!(programs.len(), 1, "{now}");
        assert_eq!(programs[0].attribute("count"), Some("2"), "{now}");
        assert_eq!(between(&now, "<bookmark ", "=").trim(), "href", "{now}");
    }
}

#[test]
fn the_first_list_is_only_for_the_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("share").join("recently-used.xbel");
    note(&list, Path::new("/home/kim/one.ron"), at()).expect("is entered");
    note(&list, Path::new("/home/kim/one.PNG"), at()).expect("is entered");
    let now = read(&list);
    assert_eq!(now.matches("<bookmark ").count(), 2, "{now}");
    assert!(now.contains(r#"type="image/png""#), "{now}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&list).expect("is there").permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_is_no_list_stays_as_it_is() {
    let rootless = OTHERS.replace("xbel", "html");
    let cut = &OTHERS[..OTHERS.len() / 2];
    let undeclared = OTHERS.replace("xmlns:mime", "xmlns:other");
    let crossed = OTHERS.replace("</info>", "</metadata>");
    let twice = format!("{OTHERS}<xbel/>");
    for text in ["", "none", "<xbel", "<xbel/>", &rootless, cut, &undeclared, &crossed, &twice] {
        let (_folder, list) = with(text);
        assert!(note(&list, Path::new("/home/kim/one.ron"), at()).is_err(), "{text}");
        assert_eq!(read(&list), text);
    }
    let folder = tempfile::tempdir().expect("a folder");
    assert!(note(folder.path(), Path::new("/home/kim/one.ron"), at()).is_err(), "a folder in its place");
    let huge = folder.path().join("huge.xbel");
    let file = fs::File::create(&huge).expect("creates");
    file.set_len(LARGEST + 1).expect("grows");
    assert!(note(&huge, Path::new("/home/kim/one.ron"), at()).is_err());
    assert_eq!(fs::metadata(&huge).expect("is there").len(), LARGEST + 1);
}

#[test]
fn a_desktop_that_remembers_nothing_is_told_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(!is_private_in(folder.path()), "nothing is set");
    for (file, text, is_private) in [
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-recent-files-enabled = false\n", true),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-recent-files-enabled=1\n", false),
        ("gtk-3.0/settings.ini", "[Other]\ngtk-recent-files-enabled=0\n", false),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-recent-files-max-age=0\n", true),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-recent-files-max-age=30\n", false),
        ("kdeglobals", "[General]\n[RecentDocuments]\nUseRecent=false\n", true),
        ("kdeglobals", "\u{0}[RecentDocuments\nUseRecent=false\n", false),
    ] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("creates");
        fs::write(&path, text).expect("writes");
        assert_eq!(is_private_in(folder.path()), is_private, "{file}: {text}");
        fs::remove_file(&path).expect("removes");
    }
    assert!(!is_private_by("no-such-program-anywhere"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for (answer, is_private) in [("false", true), ("true", false)] {
            let program = folder.path().join(answer);
            fs::write(&program, format!("#!/bin/sh\necho {answer}\n")).expect("writes");
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("may be run");
            assert_eq!(is_private_by(&program.to_string_lossy()), is_private);
        }
    }
}
