//! Tests of the journal without a window: what is on the disk, and when.

use std::fs;
use std::path::{Path, PathBuf};

use egui::Context;

use super::*;
use crate::app::long::GivenCommand;
use crate::file;
use crate::file::edit::{Edit, Row, Table};
use crate::file::schema::{Service, Site};
use crate::model::{Act, Id, SiteId, WhatIf};
use crate::session::{EditCommand, Origin, PlanCommand, PlaybackCommand, Session};
use crate::ui::editor::{LooseText, TextAt, WaitingTexts};
use crate::units::SimTime;

fn session() -> Session {
    let shipped = file::shipped().first().expect("one ships at least");
    let (authored, checked) = shipped.document();
    Session::open(authored, checked, Origin::Shipped(shipped.name)).expect("shipped plans fit")
}

/// A session with so large a text that only what is changed is written, after it was written once.
fn large_session() -> Session {
    let text = format!("// {}\n{}", "x".repeat(1 << 19), file::shipped().first().expect("one ships at least").text());
    let (authored, checked) = file::load_document(text.as_bytes()).expect("it loads");
    Session::open(authored, checked, Origin::File("/large.ron".into())).expect("its plans fit")
}

/// The paths of all files of the only window below the root with this ending.
fn with_ending(root: &Path, ending: &str) -> Vec<PathBuf> {
    let window = fs::read_dir(root).expect("it is there").flatten().next().expect("a folder");
    let files = fs::read_dir(window.path()).expect("it is there").flatten().map(|file| file.path());
    files.filter(|path| path.extension().is_some_and(|own| own == ending)).collect()
}

/// Adds a strike to the plan.
fn change(session: &mut Session) -> Draft {
    session.apply(PlanCommand::Do(Act::Strike { site: SiteId::new(0), hazard: None }));
    let (snapshot, origin) = (session.snapshot(), session.origin().clone());
    Draft {
        snapshot,
        given: None,
        names: Vec::new(),
        waiting: WaitingTexts::default(),
        loose: Vec::new(),
        origin,
        fingerprint: None,
        changed_at: now(),
    }
}

/// What the first line of the entry of a draft says, and the session that goes on with it.
fn restored(draft: Draft) -> (Header, Session) {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut journal, _) = open(folder.path());
    journal.keep(1, draft);
    drop(journal);
    let remains = open(folder.path()).1;
    let (header, unsaved) = read(remains.found[0].place.path()).expect("it was written");
    let session = Session::restore(None, unsaved, header.origin()).expect("it is whole");
    (header, session)
}

fn open(root: &Path) -> (Journal, Remains) {
    Journal::open(&Context::default(), Some(root.to_owned()))
}

/// All files below the root, by their paths in it without the names of windows.
fn files_in(root: &Path) -> Vec<String> {
    let list = |path: PathBuf| fs::read_dir(path).map(|all| all.flatten().collect::<Vec<_>>()).unwrap_or_default();
    let names = list(root.to_owned()).into_iter().flat_map(|window| list(window.path()));
    let mut names: Vec<String> = names.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_end_of_the_session_writes_the_newest_document_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut journal, remains) = open(folder.path());
    assert!(remains.found.is_empty() && remains.troubles.is_empty());
    let mut session = session();
    let actions = session.plan().actions.len();
    for _ in 0..3 {
        journal.keep(session.document_number(), change(&mut session));
    }
    // As the thread that is told of SIGTERM does, long before a second has passed.
    let flush = journal.flush();
    std::thread::spawn(move || flush.flush()).join().expect("it writes");
    assert_eq!(files_in(folder.path()), [format!("{}.ron", session.document_number()), "lock".to_owned()]);

    drop(journal);
    let (_journal, remains) = open(folder.path());
    let [found] = remains.found.as_slice() else { panic!("{remains:?}") };
    let (header, unsaved) = read(found.place.path()).expect("it was written");
    assert_eq!(found.header.as_ref().ok(), Some(&header));
    assert_eq!(header.origin(), *session.origin());
    let restored = Session::restore(None, unsaved, header.origin()).expect("it is whole");
    assert_eq!(restored.plan().actions.len(), actions + 3);
    assert_eq!(restored.plans(), session.plans());
    assert!(restored.is_changed(), "there is no file that has it");
}

#[test]
fn an_entry_and_its_folder_go_when_nothing_is_unsaved() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut journal, _) = open(folder.path());
    let (mut one, mut two) = (session(), session());
    journal.keep(one.document_number(), change(&mut one));
    journal.keep(two.document_number(), change(&mut two));
    journal.flush().flush();
    journal.remove(one.document_number());
    journal.flush().flush();
    assert_eq!(files_in(folder.path()), [format!("{}.ron", two.document_number()), "lock".to_owned()]);
    journal.remove(two.document_number());
    journal.flush().flush();
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
    // Another change comes, and somebody removes the folder by hand.
    for _ in 0..2 {
        journal.keep(one.document_number(), change(&mut one));
        journal.flush().flush();
        assert_eq!(files_in(folder.path()).len(), 2);
        let window =
            fs::read_dir(folder.path()).expect("it is there").next().expect("a folder").expect("it can be listed");
        fs::remove_dir_all(window.path()).expect("it is ours");
    }
    assert!(journal.take_trouble().is_none());
}

#[test]
fn a_folder_is_taken_over_by_one_window_only_and_swept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = session();
    {
        let (mut journal, _) = open(folder.path());
        journal.keep(session.document_number(), change(&mut session));
        journal.flush().flush();
        assert!(open(folder.path()).1.found.is_empty(), "its window is open");
    }
    let window = fs::read_dir(folder.path()).expect("it is there").next().expect("a folder").expect("it can be listed");
    fs::write(window.path().join(".entry-Xy12"), "half of an en").expect("a write was interrupted");
    // What does not belong to the journal is left alone.
    fs::create_dir(folder.path().join("mine")).expect("it is ours");
    fs::write(folder.path().join("window-1"), "a file").expect("it is ours");
    fs::create_dir(folder.path().join("window-2")).expect("a window that is just being opened");
    let (_journal, remains) = open(folder.path());
    assert_eq!((remains.found.len(), remains.troubles.len()), (1, 0), "{remains:?}");
    assert!(open(folder.path()).1.found.is_empty(), "another window has it");
    assert_eq!(files_in(folder.path()), [format!("{}.ron", session.document_number()), "lock".to_owned()]);
    for name in ["mine", "window-1", "window-2"] {
        assert!(folder.path().join(name).exists(), "{name}");
    }
}

#[test]
fn an_entry_that_belongs_to_a_new_window_stays_where_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut before = session();
    {
        let (mut journal, _) = open(folder.path());
        journal.keep(before.document_number(), change(&mut before));
    }
    let (mut journal, remains) = open(folder.path());
    let found = remains.found.into_iter().next().expect("it was left");
    let path = found.place.path().to_owned();
    let mut after = session();
    journal.take_over(after.document_number(), found.place);
    journal.keep(after.document_number(), change(&mut after));
    journal.flush().flush();
    assert_eq!(files_in(folder.path()).len(), 2, "one entry and its lock");
    assert!(path.exists());
    journal.remove(after.document_number());
    journal.flush().flush();
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
}

#[test]
fn every_path_comes_back_as_it_was() {
    let mut paths = vec![PathBuf::from("/tmp/x y/\u{d55c}\u{ae00} \"quoted\".ron")];
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        paths.push(std::ffi::OsString::from_vec(b"/tmp/\xff\n.ron".to_vec()).into());
    }
    let mut session = session();
    for path in paths {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut journal, _) = open(folder.path());
        let draft = Draft { origin: Origin::File(path.clone()), ..change(&mut session) };
        journal.keep(session.document_number(), draft);
        drop(journal);
        let remains = open(folder.path()).1;
        let header = remains.found[0].header.as_ref().expect("it can be read");
        assert_eq!(header.origin(), Origin::File(path));
    }
}

#[test]
fn a_change_that_is_being_computed_is_in_the_entry_as_if_it_were_made() {
    let mut session = session();
    let begun = change(&mut session);
    let (actions, given_at) = (session.plan().actions.len(), session.now());
    let command = PlanCommand::Do(Act::Strike { site: SiteId::new(1), hazard: None }).into();
    let given = Some(Arc::new(GivenCommand { command, now: given_at }));
    let name = session.plan().name.clone();
    let draft = Draft { given, names: vec![[name, "Renamed".to_owned()]], ..begun.clone() };
    let (_, planned) = restored(draft);
    assert_eq!((planned.plan().actions.len(), planned.plan().name.as_str()), (actions + 1, "Renamed"));
    // An edit of many rows is no other than one of a single row.
    let authored = session.authored();
    let rows = (0..authored.count(Table::Sites)).filter_map(|index| {
        let Some(Row::Site(site)) = authored.row(Table::Sites, index) else { return None };
        Some((index, Row::from(Site { operator: Some("Computed".to_owned()), ..Site::clone(&site) })))
    });
    let edit = Edit::set_all(authored, Table::Sites, rows).expect("they are there");
    let command = EditCommand::Change(edit.into()).into();
    let given = Some(Arc::new(GivenCommand { command, now: given_at }));
    let (_, edited) = restored(Draft { given, ..begun });
    assert!(edited.authored().rows().sites.iter().all(|(_, site)| site.operator.as_deref() == Some("Computed")));
    assert_eq!(edited.plan().actions.len(), actions);
}

#[test]
fn a_text_whose_cell_gets_something_else_is_not_in_the_entry_any_more() {
    let mut session = session();
    let begun = change(&mut session);
    let authored = session.authored();
    let (key, row) = authored.rows().services.iter().next().expect("a service");
    let other = Service { users: row.users + 1, ..row.clone() };
    let edit = Edit::set(authored, Table::Services, 0, other).expect("it is there");
    let text = |row: &str, users: i128| {
        let (table, path, reason) = ("services".to_owned(), vec!["users".to_owned()], String::new());
        let at = TextAt { is_cell: true, table, row: row.to_owned(), path, was: users.to_string(), reason };
        LooseText { place: format!("Users, {row}"), text: "bad4".to_owned(), at: Some(at) }
    };
    // The row of the second one is gone, and nothing took its place.
    let loose = vec![text(key, row.users), text("gone", 1)];
    let kept = restored(Draft { loose: loose.clone(), ..begun.clone() }).0.loose();
    assert_eq!(kept, loose);
    let given = Some(Arc::new(GivenCommand { command: EditCommand::Change(edit.into()).into(), now: session.now() }));
    let (header, session) = restored(Draft { given, loose: loose.clone(), ..begun });
    assert_eq!(header.loose(), loose[1..]);
    assert!(session.is_changed());
}

#[test]
fn texts_in_no_document_are_in_the_first_line_with_their_places() {
    let text = |text: &str, at| LooseText { place: "Users, Shop".to_owned(), text: text.to_owned(), at };
    let at = TextAt {
        is_cell: true,
        table: "services".to_owned(),
        row: "shop".to_owned(),
        path: vec!["users".to_owned()],
        was: "300".to_owned(),
        reason: String::new(),
    };
    // What is too much for the first line is left out.
    let loose = vec![text("many", Some(at)), text("some", None), text(&"x".repeat(1 << 20), None)];
    let draft = Draft { loose: loose.clone(), ..change(&mut session()) };
    let (header, _) = restored(draft);
    assert_eq!(header.loose(), loose[..2]);
    // An entry of an earlier version has no places.
    let json = serde_json::to_string(&header).expect("it is plain data");
    let without = json.split(",\"at\":").next().expect("the places come last").to_owned() + "}";
    let header: Header = serde_json::from_str(&without).expect("it is read");
    assert_eq!(header.loose().iter().map(|loose| loose.at.clone()).collect::<Vec<_>>(), [None, None]);
}

#[test]
fn of_a_large_document_only_what_was_changed_is_written_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut journal, _) = open(folder.path());
    let mut session = large_session();
    let actions = session.plan().actions.len();
    let mut written = Vec::new();
    for _ in 0..3 {
        journal.keep(1, change(&mut session));
        journal.flush().flush();
        let [entry, changes] = ["ron", "changes"].map(|ending| with_ending(folder.path(), ending));
        let ([entry], [changes]) = (entry.as_slice(), changes.as_slice()) else { panic!("{entry:?}, {changes:?}") };
        let text = fs::read_to_string(changes).expect("it is a text");
        assert!(text.len() < 1 << 16, "{} bytes", text.len());
        written.push((fs::read_to_string(entry).expect("it is a text"), text));
    }
    assert!(written.iter().all(|(entry, _)| *entry == written[0].0) && written[0].1 != written[2].1);
    // Something is typed that makes it wrong, and a text is in no document.
    let draft = change(&mut session);
    let authored = session.authored();
    let Some(Row::Site(site)) = authored.row(Table::Sites, 0) else { panic!("a site") };
    let wrong = Site { at: Some((500.0, 0.0)), ..Site::clone(&site) };
    let edit = Edit::set(authored, Table::Sites, 0, wrong).expect("it is there");
    let given = Some(Arc::new(GivenCommand { command: EditCommand::Change(edit.into()).into(), now: session.now() }));
    let loose = vec![LooseText { place: "Users, Shop".to_owned(), text: "many".to_owned(), at: None }];
    journal.keep(1, Draft { given, loose: loose.clone(), ..draft });
    drop(journal);

    let (mut journal, remains) = open(folder.path());
    let found = remains.found.into_iter().next().expect("it was left");
    let (header, unsaved) = read(found.place.path()).expect("it was written");
    assert_eq!((found.header.as_ref().ok(), header.loose()), (Some(&header), loose));
    assert!(unsaved.valid.is_some(), "its last valid form");
    let restored = Session::restore(None, unsaved, header.origin()).expect("it is whole");
    assert_eq!(restored.authored().rows().sites.iter().next().and_then(|(_, site)| site.at), Some((500.0, 0.0)));
    assert!(!restored.problems().is_empty());
    assert_eq!(restored.plan().actions.len(), actions + 4);
    // The next window goes on with it at the same place, and takes all of it away.
    journal.take_over(2, found.place);
    journal.keep(2, change(&mut session));
    journal.flush().flush();
    assert_eq!(["ron", "changes"].map(|ending| with_ending(folder.path(), ending).len()), [1, 1]);
    journal.remove(2);
    journal.flush().flush();
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
}

#[test]
fn much_that_was_changed_in_a_large_document_is_written_whole_and_less_as_changes_of_that() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut journal, _) = open(folder.path());
    let mut session = large_session();
    journal.keep(1, change(&mut session));
    journal.flush().flush();
    let authored = session.authored();
    let sites = (0..2_100).map(|number| (format!("new-{number}"), Row::from(Site::named(format!("New {number}")))));
    let edit = sites.fold(Edit::default(), |edit, (key, row)| {
        edit.and(Edit::add(authored, Table::Sites, authored.count(Table::Sites), &key, row).expect("it fits"))
    });
    let given = Some(Arc::new(GivenCommand { command: EditCommand::Change(edit.into()).into(), now: session.now() }));
    let draft = Draft { given, ..change(&mut session) };
    journal.keep(1, draft.clone());
    journal.flush().flush();
    assert_eq!(with_ending(folder.path(), "changes"), Vec::<PathBuf>::new());
    journal.keep(1, Draft { loose: vec![LooseText { place: String::new(), text: "x".to_owned(), at: None }], ..draft });
    drop(journal);
    assert_eq!(with_ending(folder.path(), "changes").len(), 1);
    let remains = open(folder.path()).1;
    let (header, unsaved) = read(remains.found[0].place.path()).expect("it was written");
    assert_eq!(header.loose().len(), 1);
    assert!(unsaved.authored.rows().sites.keys().any(|key| key == "new-2099"));
}

#[test]
fn an_entry_of_an_earlier_version_is_read() {
    let session = session();
    let (text, plan) = (session.authored().to_file(), session.plans()[1].name.clone());
    let name = serde_json::to_string(&plan).expect("it is a text");
    // The first version wrote no more than this; a later one also texts that were wrong, without their cells.
    let origin = r#""origin":{"File":"/mine.ron"},"fingerprint":null"#;
    let bytes = text.len();
    let rest = format!(r#""seed":7,"playhead_secs":60,"changed_at_secs":1700000000,"text_bytes":{bytes}"#);
    let first = format!(r#""format":1,"title":"Mine",{origin},"plan":{name},{rest}"#);
    let later = format!(r#"{first},"wrong":[["Users, Shop","many"]]"#);
    for (header, count) in [(first, 0), (later, 1)] {
        let folder = tempfile::tempdir().expect("a folder");
        let window = folder.path().join("window-1-1-0");
        fs::create_dir(&window).expect("it is ours");
        let valid: String = text.split_inclusive('\n').map(|line| format!("//= {line}")).collect();
        let entry = format!("// Unsaved work of Firedrill, {{{header}}}\n{text}{valid}");
        fs::write(window.join("1.ron"), entry).expect("it is ours");
        let (_journal, remains) = open(folder.path());
        let [found] = remains.found.as_slice() else { panic!("{remains:?}") };
        let (header, unsaved) = read(found.place.path()).expect("it is read");
        assert_eq!(found.header.as_ref().ok(), Some(&header));
        assert_eq!((header.title.as_str(), header.loose().len()), ("Mine", count));
        assert_eq!(header.origin(), Origin::File("/mine.ron".into()));
        assert_eq!(header.changed_at(), UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000));
        assert!(unsaved.valid.is_some(), "its last valid form");
        let restored = Session::restore(None, unsaved, header.origin()).expect("it is whole");
        assert_eq!((restored.plan().name.as_str(), restored.seed(), restored.now().0), (plan.as_str(), 7, 60));
        assert_eq!(restored.authored(), session.authored());
    }
}

#[test]
fn an_edit_is_in_the_entry_also_if_the_time_of_a_fork_is_another_one_by_now() {
    let mut session = session();
    session.apply(PlaybackCommand::Seek(SimTime(7_200)));
    session.apply(PlanCommand::Fork(WhatIf { name: "Forked".to_owned(), ..WhatIf::default() }));
    session.apply(PlaybackCommand::Seek(SimTime(3_600)));
    let begun = change(&mut session);
    assert_ne!(session.to_save().rows(), session.authored().rows(), "the plans diverge at another time");
    let less = Edit::remove_all(session.authored(), &[(Table::Services, 0)]).edit;
    let given = Some(Arc::new(GivenCommand { command: EditCommand::Change(less.into()).into(), now: session.now() }));
    let (_, kept) = restored(Draft { given, ..begun });
    assert!(kept.authored().count(Table::Services) < session.authored().count(Table::Services));
}
