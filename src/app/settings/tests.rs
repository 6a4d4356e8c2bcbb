//! Tests of the settings file: what is in it that nobody expects, and two windows that change it.

use std::fs;

use super::*;

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("firedrill").join("settings.json");
    (folder, place)
}

/// A folder with this settings file.
fn with(content: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let (folder, place) = folder();
    fs::create_dir(place.with_file_name("")).expect("creates");
    fs::write(&place, content).expect("writes");
    (folder, place)
}

fn read(place: &Path) -> Settings {
    Settings::read(Some(place))
}

fn written(place: &Path) -> Value {
    serde_json::from_slice(&fs::read(place).expect("reads")).expect("JSON")
}

#[test]
fn what_is_written_is_read() {
    let (_folder, place) = folder();
    let mut settings = read(&place);
    assert_eq!(settings, Settings::default());
    (settings.night, settings.language, settings.scale_percent) = (false, Some(Language::Korean), 150);
    (settings.still, settings.zone) = (true, ShownZone::Utc);
    settings.note(Path::new("/worlds/a.ron"));
    settings.write(Some(&place));
    assert_eq!(read(&place), settings);
    (settings.night, settings.language) = (true, Some(Language::English));
    settings.write(Some(&place));
    assert_eq!(read(&place), settings, "the default values are written too");
}

#[test]
#[cfg(unix)]
fn a_path_that_is_no_text_is_kept_with_everything_else() {
    use std::os::unix::ffi::OsStrExt;
    let (_folder, place) = folder();
    let odd = PathBuf::from(std::ffi::OsStr::from_bytes(b"/worlds/\xb0\xa1 %41.ron"));
    let mut settings = read(&place);
    settings.note(Path::new("/worlds/a.ron"));
    settings.note(&odd);
    settings.still = true;
    settings.write(Some(&place));
    assert_eq!(read(&place).recent, [odd.clone(), PathBuf::from("/worlds/a.ron")]);
    assert!(read(&place).still);
    settings.note(&odd);
    settings.write(Some(&place));
    assert_eq!(read(&place).recent.len(), 2, "it is the same file");
}

#[test]
fn two_windows_keep_each_others_settings_and_files() {
    let (_folder, place) = folder();
    let (mut one, mut other) = (read(&place), read(&place));
    one.night = false;
    one.note(Path::new("/worlds/one.ron"));
    one.write(Some(&place));
    other.scale_percent = 150;
    other.note(Path::new("/worlds/other.ron"));
    other.write(Some(&place));
    one.still = true;
    one.write(Some(&place));
    let kept = read(&place);
    assert_eq!((kept.night, kept.scale_percent, kept.still), (false, 150, true));
    let both = ["/worlds/other.ron", "/worlds/one.ron"].map(PathBuf::from);
    assert_eq!(kept.recent, both, "the most recent first");
    assert_eq!(one.recent, both, "the window knows them too");
    assert_eq!((one.scale_percent, other.night), (100, true), "what a window shows does not change by itself");
    one.note(Path::new("/worlds/three.ron"));
    one.write(Some(&place));
    other.update_recent(Some(&place));
    assert_eq!(other.recent.len(), 3);
}

#[test]
fn a_window_that_hangs_keeps_no_other_from_writing() {
    let (_folder, place) = with("{}");
    let lock = fs::File::create(place.with_extension("lock")).expect("creates");
    lock.lock().expect("locks");
    let mut settings = read(&place);
    settings.still = true;
    settings.write(Some(&place));
    assert!(read(&place).still);
}

#[test]
fn what_a_newer_version_wrote_stays() {
    let newer = r#"{ "night": "dusk", "language": "ja", "scale_percent": 1e9, "still": true, "columns": [1, 2],
        "recent": [{ "path": "/worlds/new.ron", "pinned": true }, "/worlds/a.ron", 7, "/worlds/b.ron"] }"#;
    let (_folder, place) = with(newer);
    let mut settings = read(&place);
    assert!(settings.still && settings.night && settings.language.is_none() && settings.scale_percent == 100);
    assert_eq!(settings.recent, ["/worlds/a.ron", "/worlds/b.ron"].map(PathBuf::from));
    settings.still = false;
    for number in 0..MOST_RECENT {
        settings.note(&PathBuf::from(format!("/worlds/{number}.ron")));
    }
    settings.write(Some(&place));
    let written = written(&place);
    assert_eq!(written["night"], "dusk");
    assert_eq!(written["language"], "ja");
    assert_eq!(written["columns"], serde_json::json!([1, 2]));
    assert_eq!(written["still"], false);
    let entries = written["recent"].as_array().expect("a list");
    assert_eq!(entries.len(), MOST_RECENT + 2, "{entries:?}");
    assert!(entries.iter().any(|entry| entry["pinned"] == true), "{entries:?}");
    assert_eq!(read(&place).recent.len(), MOST_RECENT);
}

#[test]
fn a_damaged_file_is_ignored_and_a_copy_of_it_is_left() {
    for damaged in ["{ \"night\": maybe", "[]", "{ \"still\": true, }", "\"night\""] {
        let (_folder, place) = with(damaged);
        let mut settings = read(&place);
        assert_eq!(settings, Settings::default(), "{damaged}");
        settings.still = true;
        settings.write(Some(&place));
        assert!(read(&place).still, "{damaged}");
        let copy = fs::read_to_string(place.with_file_name("settings.damaged.json")).expect("a copy");
        assert_eq!(copy, damaged);
    }
}

#[test]
fn one_text_that_is_no_unicode_and_a_byte_order_mark_discard_nothing() {
    let (_folder, place) =
        with(b"\xef\xbb\xbf{ \"still\": true, \"recent\": [\"/worlds/\xff.ron\", \"/worlds/a.ron\"] }");
    let settings = read(&place);
    assert!(settings.still);
    assert_eq!(settings.recent.last(), Some(&PathBuf::from("/worlds/a.ron")));
    let (_folder, place) = with("");
    assert_eq!(read(&place), Settings::default());
}

#[test]
fn what_is_no_settings_file_is_neither_read_nor_replaced() {
    let (_folder, place) = folder();
    fs::create_dir_all(place.join("inside")).expect("creates");
    let mut settings = read(&place);
    settings.still = true;
    settings.write(Some(&place));
    assert!(place.join("inside").is_dir());

    let (_folder, place) = with("");
    fs::File::options().write(true).open(&place).and_then(|file| file.set_len(2 << 20)).expect("a huge file");
    let mut settings = read(&place);
    assert_eq!(settings, Settings::default());
    settings.still = true;
    settings.write(Some(&place));
    assert_eq!(fs::metadata(&place).expect("there").len(), 2 << 20);
}

#[test]
#[cfg(unix)]
fn a_pipe_or_a_device_does_not_hold_up_the_window() {
    let pipe = |path: &Path| {
        assert!(std::process::Command::new("mkfifo").arg(path).status().expect("every Unix has it").success());
    };
    for name in ["settings.json", "settings.lock"] {
        let (_folder, place) = folder();
        fs::create_dir(place.with_file_name("")).expect("creates");
        pipe(&place.with_file_name(name));
        let mut settings = read(&place);
        settings.still = true;
        settings.write(Some(&place));
        assert_eq!(read(&place).still, name == "settings.lock", "{name}");
        assert!(!fs::metadata(place.with_file_name(name)).expect("there").is_file(), "the pipe is still there");
    }
    let (_folder, place) = folder();
    fs::create_dir(place.with_file_name("")).expect("creates");
    std::os::unix::fs::symlink("/dev/zero", &place).expect("links");
    assert_eq!(read(&place), Settings::default());
}

#[test]
fn what_could_not_be_written_is_written_later() {
    let (_folder, place) = folder();
    fs::create_dir_all(&place).expect("creates");
    let mut settings = read(&place);
    settings.still = true;
    settings.note(Path::new("/worlds/a.ron"));
    settings.write(Some(&place));
    fs::remove_dir(&place).expect("it is empty");
    settings.update_recent(Some(&place));
    assert_eq!(settings.recent.len(), 1, "the window still knows it");
    settings.write(Some(&place));
    assert!(read(&place).still);
    assert_eq!(read(&place).recent, [PathBuf::from("/worlds/a.ron")]);
}
