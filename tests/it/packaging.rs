//! Tests of what packages contain (assets/packaging): man pages and completions of shells are those of the command line, and names and versions
//! that stand in several files agree.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap_complete::Shell;
use clap_mangen::Man;
use firedrill::cli::definition;
use firedrill::file::schema;

use crate::support::cli::prints;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

fn read(path: &str) -> String {
    let path = assets().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A text as a line of a man page, without anything that the page would take for a command.
fn escaped(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-");
    if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line }
}

/// The examples and remarks at the end of a help text. Lines that are indented keep their form.
fn notes(help: &str) -> String {
    let mut page = ".SH NOTES\n".to_owned();
    let mut is_example = false;
    for line in help.lines() {
        let example = line.strip_prefix("  ");
        if example.is_some() != is_example {
            page.push_str(if is_example { ".fi\n.RE\n" } else { ".RS 4\n.nf\n" });
            is_example = !is_example;
        }
        page.push_str(&escaped(example.unwrap_or(line)));
        page.push('\n');
        if example.is_none() {
            page.push_str(".br\n");
        }
    }
    page + if is_example { ".fi\n.RE\n" } else { "" }
}

/// The man page of a command. The library would write the examples as one paragraph.
fn page(command: &clap::Command) -> String {
    let man = Man::new(command.clone()).manual("Firedrill").source(format!("Firedrill {VERSION}"));
    let mut bytes = Vec::new();
    man.render_title(&mut bytes).expect("memory");
    man.render_name_section(&mut bytes).expect("memory");
    man.render_synopsis_section(&mut bytes).expect("memory");
    man.render_description_section(&mut bytes).expect("memory");
    if command.get_arguments().any(|argument| !argument.is_hide_set()) {
        man.render_options_section(&mut bytes).expect("memory");
    }
    if command.has_subcommands() {
        man.render_subcommands_section(&mut bytes).expect("memory");
    }
    let page = String::from_utf8(bytes).expect("text");
    page + &command.get_after_help().map(|help| notes(&help.to_string())).unwrap_or_default()
}

/// The names and texts of all man pages.
fn pages() -> BTreeMap<String, String> {
    let mut program = definition().disable_help_subcommand(true);
    program.build();
    let mut pages = BTreeMap::from([("firedrill.1".to_owned(), page(&program))]);
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        pages.insert(format!("firedrill-{}.1", command.get_name()), page(command));
    }
    pages
}

/// The command line without what the window alone uses.
fn shown() -> clap::Command {
    let all = definition();
    let commands = all.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
    let arguments = all.get_arguments().cloned();
    clap::Command::new("firedrill").version(VERSION).args(arguments).subcommands(commands)
}

/// The names and texts of the completions of all shells.
fn completions() -> BTreeMap<String, String> {
    let shells = [
        (Shell::Bash, "firedrill.bash"),
        (Shell::Zsh, "_firedrill"),
        (Shell::Fish, "firedrill.fish"),
        (Shell::PowerShell, "firedrill.ps1"),
    ];
    let text = |shell: Shell| {
        let mut bytes = Vec::new();
        clap_complete::generate(shell, &mut shown(), "firedrill", &mut bytes);
        String::from_utf8(bytes).expect("text")
    };
    shells.into_iter().map(|(shell, name)| (name.to_owned(), text(shell))).collect()
}

/// Compares the files of a folder of the packaging with what they should be, or writes them if `UPDATE_PAGE` is set.
fn are_current(folder: &str, wanted: &BTreeMap<String, String>) {
    let folder = assets().join("packaging").join(folder);
    if std::env::var_os("UPDATE_PAGE").is_some() {
        let _not_there = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        for (name, text) in wanted {
            fs::write(folder.join(name), text).expect("a file");
        }
        return;
    }
    let files = fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let found: BTreeMap<String, String> =
        files.map(|path| (name(&path), fs::read_to_string(&path).expect("text"))).collect();
    let is_old = |name: &&String| found.get(*name) != wanted.get(*name);
    let old: Vec<&String> = wanted.keys().chain(found.keys()).filter(is_old).collect();
    assert!(old.is_empty(), "UPDATE_PAGE=1 writes them again: {old:?}");
}

#[test]
fn man_pages_are_those_of_the_command_line() {
    let pages = pages();
    let ensemble = &pages["firedrill-ensemble.1"];
    assert!(
        ensemble.contains("\\-\\-runs") && ensemble.contains("\nfiredrill ensemble kakao\\-2022 \\-\\-runs 10000\n")
    );
    assert!(!pages.keys().any(|name| name.contains("clipboard")), "the window's own command is hidden");
    are_current("man", &pages);
}

#[test]
fn completions_are_those_of_the_command_line() {
    are_current("completions", &completions());
}

#[test]
fn every_file_names_this_version() {
    let manifest = include_str!("../../Cargo.toml");
    assert!(manifest.contains(&format!("\nversion = \"{VERSION}\"\n")));
    let about = read("packaging/linux/local.firedrill.firedrill.metainfo.xml");
    let release = about.split("<release version=\"").nth(1).expect("a release");
    assert!(release.starts_with(&format!("{VERSION}\"")), "the first release of the metainfo is this version");
    assert_eq!(read("packaging/macos/Info.plist").matches(&format!("<string>{VERSION}</string>")).count(), 2);
    for file in ["cluster/job.yaml", "cluster/Containerfile"] {
        assert!(read(file).contains(&format!("firedrill:{VERSION}")), "{file}");
    }
    let changes = include_str!("../../CHANGELOG.md");
    let newest = changes.lines().find_map(|line| line.strip_prefix("## ")).expect("a version");
    assert!(newest.starts_with(VERSION), "the changelog begins with {newest}");
}

/// A program that refuses a file of a newer version says which program reads it. It can know that only by this rule (CHANGELOG.md).
#[test]
fn firedrill_0_n_reads_files_up_to_version_n() {
    assert_eq!(
        (env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR")),
        ("0", &*schema::VERSION.to_string())
    );
    let said = prints(&["--version"]);
    let lines: Vec<&str> = said.lines().collect();
    let [program, files, build] = lines[..] else { panic!("{said}") };
    assert_eq!(program, format!("firedrill {VERSION}"));
    assert_eq!(files, format!("Scenario files: versions 1 to {}", schema::VERSION));
    assert!(build.starts_with("Build: ") && build.ends_with(std::env::consts::ARCH), "{build}");
}

#[test]
fn the_desktop_finds_the_window_its_icon_and_its_files() {
    let entry = read("packaging/linux/firedrill.desktop");
    let value = |key: &str| entry.lines().find_map(|line| line.strip_prefix(&format!("{key}="))).expect(key);
    let window = include_str!("../../src/app/start.rs");
    let app_id = window.split("APP_ID: &str = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
    assert_eq!((value("StartupWMClass"), value("Icon"), "firedrill"), (app_id, app_id, app_id));
    let kind = read("packaging/linux/firedrill.xml");
    let kind = kind.split("<mime-type type=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a type");
    assert_eq!(value("MimeType"), format!("{kind};"));
    let about = read("packaging/linux/local.firedrill.firedrill.metainfo.xml");
    assert!(about.contains(&format!("<mediatype>{kind}</mediatype>")));
    for key in ["GenericName", "Comment", "Keywords"] {
        assert_ne!(value(key), value(&format!("{key}[ko]")));
    }
}
