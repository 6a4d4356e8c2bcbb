//! Tests of `firedrill render`, as people and scripts use it: it draws a picture without a display, or explains why it cannot.

use std::path::Path;

use tempfile::TempDir;

use crate::support::cli::{SMALL, fails, prints};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn in_folder(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

fn size(path: &str) -> (u32, u32) {
    let picture = image::open(path).expect("it is a picture");
    (picture.width(), picture.height())
}

/// Runs a command that must fail with this code and write no file. Returns its error message.
fn refuses(more: &[&str], code: i32) -> String {
    let folder = folder();
    let path = in_folder(&folder, "a.png");
    let said = fails(&[&["render", SMALL, "-o", &path], more].concat(), code);
    assert_eq!(std::fs::read_dir(folder.path()).expect("lists").count(), 0, "nothing is left behind");
    said
}

#[test]
fn the_window_is_drawn_at_a_time_of_the_run() {
    let folder = folder();
    let path = in_folder(&folder, "a.png");
    let said = prints(&["render", SMALL, "--at", "16:52", "-o", &path]);
    assert!(said.ends_with("a.png: Sat 15 Oct 16:52, 1440 x 900 pixels\n"), "{said}");
    assert_eq!(size(&path), (1440, 900));
}

#[test]
fn equal_arguments_give_equal_files_and_another_time_another_picture() {
    let folder = folder();
    let draw = |name: &str, at: &str| {
        let path = in_folder(&folder, name);
        prints(&["render", SMALL, "--at", at, "--panel", "timeline", "--size", "1024x300", "-o", &path]);
        std::fs::read(path).expect("it is there")
    };
    let [first, again, later] = [draw("a.png", "16:52"), draw("b.png", "16:52"), draw("c.png", "+9h")];
    assert!(first == again && first != later);
}

#[test]
fn the_picture_is_in_the_requested_language() {
    let folder = folder();
    let draw = |name: &str, language: &str| {
        let path = in_folder(&folder, name);
        let args = ["--at", "+1h", "--size", "1024x640", "--language", language, "-o", &path];
        prints(&[&["render", "1-one-site"][..], &args].concat());
        std::fs::read(path).expect("it is there")
    };
    assert!(draw("en.png", "en") != draw("ko.png", "ko"));
    let said = refuses(&["--at", "+1h", "--language", "fr"], 2);
    assert!(said.contains("the window has en (English) and ko (한국어)"), "{said}");
}

#[test]
fn size_times_scale_is_the_number_of_pixels() {
    let folder = folder();
    let path = in_folder(&folder, "a.PNG");
    let args = ["--panel", "map", "--size", "301x200", "--scale", "1.5", "--day", "-o", &path];
    prints(&[&["render", "1-one-site", "--at", "+1h"][..], &args].concat());
    assert_eq!(size(&path), (452, 300));
}

#[test]
fn each_panel_has_a_smallest_size() {
    let folder = folder();
    let path = in_folder(&folder, "a.png");
    for (panel, least, too_small) in [("map", "240x160", "239x160"), ("timeline", "1024x160", "1024x159")] {
        prints(&["render", SMALL, "--at", "+1h", "--panel", panel, "--size", least, "-o", &path]);
        let said = refuses(&["--at", "+1h", "--panel", panel, "--size", too_small], 2);
        assert!(said.contains(&format!("does not fit into {too_small} points: it needs at least {least}")), "{said}");
    }
}

#[test]
fn a_time_outside_the_run_is_refused() {
    let said = refuses(&["--at", "2022-10-19 10:00"], 1);
    assert!(said.contains("\"2022-10-19 10:00\" is outside the run"), "{said}");
    assert!(said.contains("The run goes from 2022-10-15 15:00"), "{said}");
    assert!(refuses(&["--at", "-3d"], 1).contains("is outside the run"));
    assert!(refuses(&["--at", "noon"], 1).contains("\"noon\" is not a time: write \"16:52\""));
}

#[test]
fn an_invalid_size_or_scale_is_refused() {
    for size in ["0x900", "1440x0", "1440", "-1x5", "9000x10", "axb", "99999999999x1"] {
        let said = refuses(&["--at", "16:52", &format!("--size={size}")], 2);
        assert!(said.contains("such as 1440x900"), "{size}: {said}");
    }
    for scale in ["0", "-1", "nan", "inf", "100", "big"] {
        let said = refuses(&["--at", "16:52", &format!("--scale={scale}")], 2);
        assert!(said.contains("from 0.5 to 8"), "{scale}: {said}");
    }
    let said = refuses(&["--at", "16:52", "--size", "4000x3000", "--scale", "4"], 2);
    assert!(said.contains("16000 x 12000 pixels is too large: at most 8192 pixels a side"), "{said}");
    let said = refuses(&["--at", "16:52", "--size", "800x600"], 2);
    assert!(said.contains("does not fit into 800x600 points: it needs at least 1024x640"), "{said}");
}

#[test]
fn an_unknown_plan_is_refused() {
    let said = refuses(&["--at", "16:52", "--plan", "Nothing of the kind"], 1);
    assert!(said.contains("there is no plan") && said.contains("\"Fire\""), "{said}");
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_and_stays_unchanged() {
    let folder = folder();
    let said = fails(&["render", SMALL, "--at", "16:52", "-o", &in_folder(&folder, "no/such/a.png")], 3);
    assert!(said.contains("There is no folder"), "{said}");
    let said = fails(&["render", SMALL, "--at", "16:52", "-o", &in_folder(&folder, "a.jpg")], 2);
    assert!(said.contains("does not end in .png"), "{said}");

    let path = in_folder(&folder, "old.png");
    std::fs::write(&path, "old").expect("writes");
    let mut permissions = Path::new(&path).metadata().expect("it is there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("it is ours");
    let said = fails(&["render", SMALL, "--at", "16:52", "-o", &path], 3);
    assert!(said.contains("make it writable"), "{said}");
    assert_eq!(std::fs::read_to_string(&path).expect("reads"), "old");
}

#[test]
fn a_broken_scenario_is_reported_with_its_location() {
    let folder = folder();
    let broken = in_folder(&folder, "broken.ron");
    std::fs::write(&broken, "(firedrill: 1,").expect("writes");
    let said = fails(&["render", &broken, "--at", "16:52", "-o", &in_folder(&folder, "a.png")], 1);
    assert!(said.contains("broken.ron:1:"), "{said}");
}
