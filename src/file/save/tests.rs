//! Tests of saving: whatever fails, and wherever the program is killed, the file is the old one or the new one, and what is said is true.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Reason, SaveError};
use super::replace::{Links, replace};
use super::steps::{Disk, RealDisk, Step, Wanted};
use super::{save_bytes, save_over, save_text, save_while};
use crate::file::OnDisk;

/// What happens at one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// It fails.
    Fails(io::ErrorKind),
    /// The program is killed just before it.
    KilledBefore,
    /// The program is killed just after it.
    KilledAfter,
}

/// A disk on which one step meets a fault.
struct FaultyDisk {
    fault: Fault,
    /// How many steps still go well.
    left: Cell<usize>,
    /// The step that met the fault.
    met: Cell<Option<Step>>,
    is_alive: Cell<bool>,
}

impl Disk for FaultyDisk {
    fn step<T>(&self, step: Step, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if !self.is_alive.get() {
            return Err(io::Error::other("killed"));
        }
        if self.left.get() > 0 {
            self.left.set(self.left.get() - 1);
            return act();
        }
        if self.met.get().is_some() {
            return act();
        }
        self.met.set(Some(step));
        if let Fault::Fails(kind) = self.fault {
            return Err(kind.into());
        }
        self.is_alive.set(false);
        if self.fault == Fault::KilledBefore {
            return Err(io::Error::other("killed"));
        }
        // A temporary file that was just created is not known to the program any more.
        let done = act();
        if step == Step::Create { done } else { Err(io::Error::other("killed")) }
    }

    fn is_alive(&self) -> bool {
        self.is_alive.get()
    }
}

const OLD: &str = "the old world";

/// A world that is written in several parts.
fn new() -> String {
    "the new world. ".repeat(10_000)
}

fn listed(folder: &Path) -> Vec<String> {
    let name = |entry: io::Result<fs::DirEntry>| entry.expect("lists").file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = fs::read_dir(folder).expect("lists").map(name).collect();
    names.sort();
    names
}

/// Saves with this fault at each step in turn. Returns the steps that met it.
fn tried(fault: Fault, is_there_before: bool) -> Vec<Step> {
    let mut met = Vec::new();
    for left in 0.. {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("world.ron");
        if is_there_before {
            fs::write(&path, OLD).expect("writes");
        }
        let new = new();
        let disk = FaultyDisk { fault, left: Cell::new(left), met: Cell::new(None), is_alive: Cell::new(true) };
        let saved = replace(&disk, new.as_bytes(), &path, Links::Keep, None);
        let Some(step) = disk.met.get() else {
            saved.expect("nothing was wrong");
            return met;
        };
        met.push(step);
        let content = fs::read_to_string(&path).ok();
        let is_new = content.as_deref() == Some(new.as_str());
        let is_old = content.as_deref() == is_there_before.then_some(OLD);
        assert!(is_old || is_new, "{fault:?} at {step:?}: {content:?}");
        let is_renamed = step == Step::SyncFolder || (step == Step::Rename && fault == Fault::KilledAfter);
        assert_eq!(is_new, is_renamed, "{fault:?} at {step:?}");
        let error = SaveError { path: path.clone(), reason: saved.expect_err("it met a fault") };
        if let Fault::Fails(_) = fault {
            assert_eq!(error.is_written(), is_new, "{fault:?} at {step:?}: {error}");
            assert_eq!(error.to_string().contains(" was not saved: "), is_old, "{fault:?} at {step:?}: {error}");
            assert!(listed(folder.path()).len() <= 1, "{fault:?} at {step:?} leaves {:?}", listed(folder.path()));
        }
        save_text("another world", &path).expect("the next save");
        assert_eq!(listed(folder.path()), ["world.ron"], "{fault:?} at {step:?}: the next save tidies up");
        assert_eq!(fs::read_to_string(&path).expect("reads"), "another world");
    }
    unreachable!("a save has an end")
}

#[test]
fn whatever_fails_the_file_is_the_old_one_or_the_new_one() {
    let kinds = [
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::StorageFull,
        io::ErrorKind::QuotaExceeded,
        io::ErrorKind::NotFound,
        io::ErrorKind::NotADirectory,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::InvalidFilename,
        io::ErrorKind::IsADirectory,
        io::ErrorKind::ResourceBusy,
        io::ErrorKind::TimedOut,
        io::ErrorKind::Interrupted,
        io::ErrorKind::WriteZero,
        io::ErrorKind::Other,
    ];
    for kind in kinds {
        let met = tried(Fault::Fails(kind), true);
        assert_eq!(met.iter().filter(|step| **step == Step::Write).count(), 3, "{met:?}");
        for step in [
            Step::Ask,
            Step::Create,
            Step::Sweep,
            Step::Resemble,
            Step::Sync,
            Step::LookAgain,
            Step::Rename,
            Step::SyncFolder,
        ] {
            assert!(met.contains(&step), "{step:?} of {met:?}");
        }
        assert_eq!(tried(Fault::Fails(kind), false).len(), met.len() - 2, "a new file resembles no other");
    }
}

#[test]
fn wherever_it_is_killed_the_file_is_the_old_one_or_the_new_one_and_the_next_save_tidies_up() {
    for fault in [Fault::KilledBefore, Fault::KilledAfter] {
        assert_eq!(tried(fault, true).len(), 11);
        assert_eq!(tried(fault, false).len(), 9);
    }
}

/// A disk on which another program writes the file just before this save looks at it again.
struct SharedDisk<'a>(&'a Path);

impl Disk for SharedDisk<'_> {
    fn step<T>(&self, step: Step, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if step == Step::LookAgain {
            fs::write(self.0, "theirs")?;
        }
        act()
    }
}

#[test]
fn a_file_that_changes_while_the_new_one_is_written_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("world.ron");
    for before in [None, Some(OLD)] {
        let _ = fs::remove_file(&path);
        before.iter().for_each(|text| fs::write(&path, text).expect("writes"));
        let (seen, _) = OnDisk::look(&path);
        let replaced = replace(&SharedDisk(&path), b"ours", &path, Links::Keep, Some(seen));
        assert!(matches!(replaced, Err(Reason::Changed)), "{before:?}");
        assert_eq!(fs::read_to_string(&path).expect("reads"), "theirs", "{before:?}");
        assert_eq!(listed(folder.path()), ["world.ron"], "nothing is left behind");
    }
    let (seen, bytes) = OnDisk::look(&path);
    assert_eq!(bytes, b"theirs");
    assert!(save_over(b"ours", &path, seen, Links::Keep).expect("no trouble"), "nobody changed it since");
    assert!(!save_over(b"again", &path, seen, Links::Keep).expect("no trouble"), "somebody did");
    assert_eq!(fs::read_to_string(&path).expect("reads"), "ours");
}

/// Somebody who cancels the save after this many of its steps.
struct Canceller {
    left: Cell<usize>,
    /// Whether it was answered that the new file may take the place of the old one.
    is_replacing: Cell<bool>,
}

impl Wanted for Canceller {
    fn is_wanted(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    fn may_replace(&self) -> bool {
        self.is_replacing.set(self.is_wanted());
        self.is_replacing.get()
    }
}

#[test]
fn a_save_that_is_cancelled_leaves_the_old_file_and_nothing_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("world.ron");
    fs::write(&path, OLD).expect("writes");
    let (seen, _) = OnDisk::look(&path);
    let new = new();
    for left in 0.. {
        let somebody = Canceller { left: Cell::new(left), is_replacing: Cell::new(false) };
        let saved = save_while(new.as_bytes(), &path, seen, Links::Keep, &somebody);
        let content = fs::read_to_string(&path).expect("reads");
        assert_eq!(listed(folder.path()), ["world.ron"], "after {left} steps");
        // What was not cancelled before its last step goes to its end.
        assert_eq!(saved.is_ok(), somebody.is_replacing.get(), "after {left} steps");
        if saved.is_ok_and(|is_written| is_written) {
            assert_eq!((content, left), (new, 10));
            return;
        }
        assert_eq!(content, OLD, "after {left} steps");
    }
}

#[test]
fn the_temporary_file_is_named_for_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kakao.ron");
    let disk =
        FaultyDisk { fault: Fault::KilledBefore, left: Cell::new(2), met: Cell::new(None), is_alive: Cell::new(true) };
    replace(&disk, b"new", &path, Links::Keep, None).expect_err("it was killed");
    let [left] = &listed(folder.path())[..] else { panic!("one remainder: {:?}", listed(folder.path())) };
    assert!(left.starts_with(".kakao.ron.firedrill-saving-"), "{left}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

    use super::*;

    /// A folder with the old world in it.
    fn with_old() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("world.ron");
        fs::write(&path, OLD).expect("writes");
        (folder, path)
    }

    fn read(path: &Path) -> String {
        fs::read_to_string(path).expect("reads")
    }

    #[test]
    fn links_stay_links_and_lead_to_the_new_file() {
        let (folder, path) = with_old();
        let other = tempfile::tempdir().expect("a folder");
        let (first, second) = (other.path().join("first.ron"), folder.path().join("second.ron"));
        symlink("second.ron", folder.path().join("third.ron")).expect("links");
        symlink(&path, &second).expect("links");
        symlink(folder.path().join("third.ron"), &first).expect("links");
        save_text("new", &first).expect("saves");
        assert_eq!(read(&path), "new");
        assert!(first.is_symlink() && second.is_symlink());
        assert_eq!(listed(other.path()), ["first.ron"], "nothing is written beside the link");
    }

    #[test]
    fn a_link_to_a_file_that_is_not_there_yet_gets_it() {
        let (folder, _) = with_old();
        let link = folder.path().join("link.ron");
        fs::create_dir(folder.path().join("worlds")).expect("creates");
        symlink("worlds/later.ron", &link).expect("links");
        save_text("new", &link).expect("saves");
        assert!(link.is_symlink());
        assert_eq!(read(&folder.path().join("worlds/later.ron")), "new");

        symlink("nowhere/later.ron", folder.path().join("lost.ron")).expect("links");
        let error = save_text("new", &folder.path().join("lost.ron")).expect_err("no such folder").to_string();
        assert!(error.contains(&format!("There is no folder {}", folder.path().join("nowhere").display())), "{error}");
    }

    #[test]
    fn links_in_a_circle_are_refused() {
        let (folder, _) = with_old();
        let (a, b) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
        symlink("b.ron", &a).expect("links");
        symlink("a.ron", &b).expect("links");
        let error = save_text("new", &a).expect_err("there is no file");
        assert!(matches!(error.reason, Reason::LinksInCircle), "{error}");
        assert!(a.is_symlink() && b.is_symlink());
    }

    #[test]
    fn what_is_no_file_is_refused() {
        let (folder, _) = with_old();
        let socket = folder.path().join("socket.ron");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("binds");
        for other in [Path::new("/dev/null"), &socket] {
            let error = save_text("new", other).expect_err("it is no file");
            assert!(matches!(error.reason, Reason::IsNoFile), "{error}");
        }
        let error = save_text("new", folder.path()).expect_err("it is a folder");
        assert!(matches!(error.reason, Reason::IsFolder), "{error}");
    }

    #[test]
    fn owner_group_permissions_and_attributes_stay() {
        let (_folder, path) = with_old();
        // Who is not an administrator cannot give the file away, so it stays with its owner.
        let _ = chown(&path, Some(1234), Some(4321));
        let _ = xattr::set(&path, "user.note", b"mine");
        for mode in [0o600, 0o640, 0o664, 0o777, 0o4755, 0o2775, 0o1644] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("ours");
            let before = fs::metadata(&path).expect("there");
            save_text("new", &path).expect("saves");
            let after = fs::metadata(&path).expect("there");
            let about = |file: &fs::Metadata| (file.uid(), file.gid(), format!("{:o}", file.mode()));
            assert_eq!(about(&before), about(&after));
            assert_ne!(before.ino(), after.ino(), "it is a new file");
        }
        // Not every disk has attributes.
        if let Ok(Some(note)) = xattr::get(&path, "user.note") {
            assert_eq!(note, b"mine");
        }
    }

    #[test]
    fn an_access_control_list_stays_and_none_is_added() {
        const LIST: &str = "system.posix_acl_access";
        const DEFAULT: &str = "system.posix_acl_default";
        // Version 2; the owner rw, the user 1234 r, the group nothing, at most r, others nothing.
        let entry = |tag: u16, rights: u16, id: u32| -> Vec<u8> {
            [&tag.to_le_bytes()[..], &rights.to_le_bytes(), &id.to_le_bytes()].concat()
        };
        let nobody = u32::MAX;
        let entries = [(1, 6, nobody), (2, 4, 1234), (4, 0, nobody), (16, 4, nobody), (32, 0, nobody)];
        let mut list = 2_u32.to_le_bytes().to_vec();
        list.extend(entries.iter().flat_map(|(tag, rights, id)| entry(*tag, *rights, *id)));
        let (folder, path) = with_old();
        if xattr::set(&path, LIST, &list).is_err() {
            // There are no such lists on this disk.
            return;
        }
        save_text("new", &path).expect("saves");
        assert_eq!(xattr::get(&path, LIST).expect("reads").as_deref(), Some(&list[..]));
        // A new file gets the list of the folder, an old one without a list does not.
        let plain = folder.path().join("plain.ron");
        fs::write(&plain, OLD).expect("writes");
        xattr::set(folder.path(), DEFAULT, &list).expect("the disk has lists");
        save_text("new", &plain).expect("saves");
        assert_eq!(xattr::get(&plain, LIST).expect("reads"), None);
        let (ours, theirs) = (folder.path().join("ours.ron"), folder.path().join("theirs.ron"));
        save_text("new", &ours).expect("saves");
        fs::write(&theirs, "new").expect("writes");
        assert_eq!(xattr::get(&ours, LIST).expect("reads"), xattr::get(&theirs, LIST).expect("reads"));
        assert_eq!(fs::metadata(&ours).expect("there").mode(), fs::metadata(&theirs).expect("there").mode());
    }

    #[test]
    fn a_new_file_has_the_permissions_of_any_new_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let (ours, theirs) = (folder.path().join("ours.ron"), folder.path().join("theirs.ron"));
        save_text("new", &ours).expect("saves");
        fs::write(&theirs, "new").expect("writes");
        assert_eq!(fs::metadata(&ours).expect("there").mode(), fs::metadata(&theirs).expect("there").mode());
    }

    #[test]
    fn a_read_only_file_stays() {
        let (folder, path) = with_old();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("ours");
        let error = save_text("new", &path).expect_err("it is read-only").to_string();
        assert!(error.contains("make it writable"), "{error}");
        assert_eq!((read(&path).as_str(), listed(folder.path()).len()), (OLD, 1));
    }

    #[test]
    fn names_are_parted_only_knowingly() {
        let (folder, path) = with_old();
        let other = folder.path().join("other.ron");
        fs::hard_link(&path, &other).expect("links");
        let error = save_bytes(b"new", &path, Links::Keep).expect_err("it has two names");
        assert_eq!(error.names(), Some(2));
        assert_eq!((read(&path).as_str(), read(&other).as_str()), (OLD, OLD));
        save_bytes(b"new", &path, Links::Part).expect("knowingly");
        assert_eq!((read(&path).as_str(), read(&other).as_str()), ("new", OLD));
        save_bytes(b"newer", &path, Links::Keep).expect("it has one name now");
    }

    #[test]
    fn long_names_and_names_that_are_no_text() {
        let (folder, _) = with_old();
        let longest = folder.path().join(format!("{}.ron", "w".repeat(251)));
        save_text("new", &longest).expect("the longest name");
        let error = save_text("new", &folder.path().join("w".repeat(256))).expect_err("too long").to_string();
        assert!(error.contains("a shorter name"), "{error}");
        let odd = folder.path().join(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"w\xff.ron"));
        // Not every disk has such names.
        if fs::write(&odd, OLD).is_ok() {
            save_text("new", &odd).expect("saves");
            assert_eq!(read(&odd), "new");
        }
        let error = save_text("new", &folder.path().join("world.ron/inside.ron")).expect_err("no folder").to_string();
        assert!(error.contains("There is no folder"), "{error}");
    }

    #[test]
    fn who_has_the_old_file_open_goes_on_reading_it() {
        use std::io::Read;
        let (_folder, path) = with_old();
        let mut open = fs::File::open(&path).expect("opens");
        replace(&RealDisk, b"new", &path, Links::Keep, None).expect("saves");
        let mut content = String::new();
        open.read_to_string(&mut content).expect("reads");
        assert_eq!((content.as_str(), read(&path).as_str()), (OLD, "new"));
    }
}
