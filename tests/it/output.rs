//! Tests of what leaves the program: nothing in a file or on the command line controls a terminal, breaks a table or runs in a spreadsheet;
//! input may come from a pipe; exit codes say what went wrong.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use firedrill::units::is_control;

use crate::support::cli::{SMALL, fails, firedrill, prints, text};

/// A world in which `NAME` stands for a service, a company and a plan. Its plan breaks what is expected of it.
const WORLD: &str = r#"(
    firedrill: 1, title: "One NAME", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
    hazards: { "digger": (name: "A NAME", kind: Network, spread: [("0s", 1.0)], out: "3h", repair: [("1h", 0.0)]) },
    sites: { "hall": (name: "The NAME", at: (52.52, 13.40), hazard: "digger") },
    services: { "ID": (name: "NAME", users: 20000, on: { "hall": 12 }, load: 8, rto: "1h", company: "co") },
    plans: [ (name: "Nothing"), (name: "NAME", actions: [ (at: "09:30", do: Strike(site: "hall")) ]) ],
    companies: { "co": (name: "NAME Inc") },
    expect: [ (plan: "NAME", that: KeepsRto(service: "ID")), (plan: "NAME", that: Quiet) ],
)"#;

/// Writes the world with this name, as it is written in a file, in the place of `NAME`.
fn write_world(folder: &Path, name: &str) -> String {
    let path = folder.join("world.ron");
    fs::write(&path, WORLD.replace("NAME", name).replace("ID", "shop")).expect("writes");
    path.display().to_string()
}

/// Runs the program with this text as its standard input.
fn fed(args: &[&str], input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_firedrill"));
    let program = program.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("its input");
    // A program that refuses its arguments does not read its input.
    let _ = pipe.write_all(input);
    drop(pipe);
    child.wait_with_output().expect("it ends")
}

/// What a command prints on both outputs. No character of it may control a terminal.
fn harmless(output: &Output) -> String {
    let said = text(&output.stdout) + &text(&output.stderr);
    let raw: Vec<char> = said.chars().filter(|letter| *letter != '\n' && is_control(*letter)).collect();
    assert!(raw.is_empty(), "{raw:?} in {said:?}");
    said
}

#[test]
fn a_line_break_in_a_name_is_a_space_in_every_line_and_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut told = Vec::new();
    for name in ["Mon\\n|\\tday", "Mon | day"] {
        let path = write_world(folder.path(), name);
        let plan = name.replace("\\n", "\n").replace("\\t", "\t");
        let commands: [&[&str]; 11] = [
            &["run", &path],
            &["run", &path, "--plan", &plan],
            &["test", &path],
            &["check", &path],
            &["fit", &path],
            &["why", &path, "shop"],
            &["compare", &path, "--plan", "Nothing", "--plan", &plan],
            &["compare", &path, "--plan", "Nothing", "--plan", &plan, "--markdown"],
            &["compare", &path, "--plan", "Nothing", "--plan", &plan, "--csv"],
            &["ensemble", &path, "--runs", "3"],
            &["run", &path, "--plan", "Mon"],
        ];
        told.push(commands.map(|args| harmless(&firedrill(args))));
    }
    assert_eq!(told[0], told[1]);
    let markdown = &told[0][7];
    let tables: Vec<&str> = markdown.split("\n\n").filter(|block| block.starts_with('|')).collect();
    assert!(tables.len() == 3 && markdown.contains("Mon \\| day"), "{markdown}");
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let is_even = |table: &&str| table.lines().all(|line| bars(line) == bars(table.lines().next().unwrap_or_default()));
    assert!(tables.iter().all(is_even), "every line of a table has as many cells: {markdown}");
}

#[test]
#[cfg(unix)]
fn what_a_file_is_called_cannot_control_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("wo\u{1b}[2Jr\nld\t\u{7f}\u{9b}31m\u{202e}.ron");
    fs::copy(SMALL, &path).expect("copies");
    let path = path.display().to_string();
    let other = folder.path().join("other\u{1b}.ron").display().to_string();
    fs::copy(SMALL, &other).expect("copies");
    let escaped = "wo\\u{1b}[2Jr ld \\u{7f}\\u{9b}31m\\u{202e}";
    for args in [&["check", &path][..], &["test", &path], &["compare", &path, &other]] {
        let said = harmless(&firedrill(args));
        assert!(said.contains(&format!("{escaped}.ron")), "{args:?}: {said}");
    }
    for args in [&["run", &path][..], &["fit", &path], &["why", &path, "talk"], &["ensemble", &path, "--runs", "2"]] {
        harmless(&firedrill(args));
    }
    let picture = path.replace(".ron", ".png");
    let said = harmless(&firedrill(&["render", SMALL, "--at", "16:52", "--panel", "map", "-o", &picture]));
    assert!(said.contains(&format!("{escaped}.png: ")), "{said}");
    // A report of a build server is XML, which cannot contain such characters at all.
    let report = folder.path().join("report.xml");
    harmless(&firedrill(&["test", &path, "--junit", &report.display().to_string()]));
    let xml = fs::read_to_string(&report).expect("a report");
    assert!(!xml.contains(|letter: char| letter != '\n' && is_control(letter)) && xml.contains(escaped), "{xml}");
    // The folder of an ensemble, and what is missing.
    for args in [
        &["ensemble", SMALL, "--runs", "2", "--csv", &format!("{path}/below")][..],
        &["merge", &format!("{path}.shard")],
        &["merge", &folder.path().display().to_string()],
        &["run", &format!("{path}.ron")],
        &["test", SMALL, "--junit", &path],
        &["render", SMALL, "--at", "16:52", "-o", &path],
    ] {
        assert!(!harmless(&firedrill(args)).is_empty(), "{args:?}");
    }
}

#[test]
fn what_was_typed_cannot_control_the_terminal() {
    let evil = "\u{1b}[31mred\u{9b}\u{202e}\r\n";
    let escaped = "\\u{1b}[31mred\\u{9b}\\u{202e}";
    for args in [
        &["run", SMALL, "--plan", evil][..],
        &["run", SMALL, &format!("--{evil}")],
        &["run", SMALL, "--seed", evil],
        &[evil, "a", "b"],
        &["why", SMALL, evil],
        &["why", SMALL, "talk", "--at", evil],
        &["render", SMALL, "--at", evil, "-o", "a.png"],
        &["render", SMALL, "--at", "16:52", "-o", evil],
        &["render", SMALL, "--at", "16:52", "-o", "a.png", "--size", evil],
        &["ensemble", SMALL, "--runs", "2", "--shard", evil],
        &["check", evil],
    ] {
        let output = firedrill(args);
        assert_ne!(output.status.code(), Some(0), "{args:?}");
        let said = harmless(&output);
        // What is wrong for every file is told by `clap`, which leaves out what colours a terminal.
        assert!(said.contains(escaped) || output.status.code() == Some(2), "{args:?}: {said}");
    }
}

#[test]
fn the_line_below_a_problem_cannot_control_the_terminal() {
    let broken = "(\n  firedrill: 1, tit\u{1b}[2Jle: \"\u{9b}\u{202e}\u{2028}\",\n)";
    for args in [["check", "-"], ["run", "-"], ["test", "-"]] {
        let output = fed(&args, broken.as_bytes());
        assert_eq!(output.status.code(), Some(1));
        let said = harmless(&output);
        assert!(said.contains("standard input:2:") && said.contains("tit\\u{1b}[2Jle"), "{said}");
    }
}

#[test]
fn json_escapes_what_a_terminal_obeys_and_means_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write_world(folder.path(), "a\u{ad}\\n\\t\u{2212}가");
    let said = prints(&["run", &path, "--json"]);
    let run: serde_json::Value = serde_json::from_str(&said).expect("one object");
    assert_eq!(run["scenario"], "One a\u{ad}\n\t\u{2212}가");
}

/// The cells of a CSV text, each with the number of its line.
fn cells(csv: &str) -> Vec<(usize, String)> {
    let rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes())
        .records()
        .map(|row| row.expect("a row"))
        .collect();
    rows.iter().enumerate().flat_map(|(line, row)| row.iter().map(move |cell| (line, cell.to_owned()))).collect()
}

#[test]
fn no_cell_of_a_csv_is_a_formula() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in
        ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\\t=1+1", "\\\"=1+1", " =1+1", "＝1+1", "＋1", "－1+1", "＠a", "a;=1+1"]
    {
        let path = folder.path().join("world.ron");
        fs::write(&path, WORLD.replace("NAME", name).replace("ID", "-a")).expect("writes");
        let path = path.display().to_string();
        let into = folder.path().join("runs");
        let folder_of_csv = into.display().to_string();
        prints(&["ensemble", &path, "--runs", "4", "--json", "--csv", &folder_of_csv]);
        let mut tables = vec![prints(&["compare", &path, "--seed", "0", "--seed", "1", "--csv"])];
        for table in ["runs.csv", "counts.csv", "bands.csv", "spread.csv"] {
            tables.push(fs::read_to_string(into.join(table)).expect("a table"));
        }
        for (line, cell) in tables.iter().flat_map(|table| cells(table)) {
            let begins = cell.trim_start_matches([' ', '"']).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
            assert!(!begins || cell.parse::<f64>().is_ok(), "line {line}: {cell}");
            assert!(!cell.contains(";=") && !cell.contains('\t'), "line {line}: {cell}");
        }
        // What the program itself wrote it reads again.
        prints(&["merge", &folder_of_csv, "--json"]);
        fs::remove_dir_all(into).expect("removes");
    }
    // Numbers stay numbers.
    let csv = prints(&["compare", "kakao-2022", "--csv"]);
    assert!(cells(&csv).iter().any(|(_, cell)| cell.starts_with('-') && cell.parse::<f64>().is_ok()), "{csv}");
    assert!(!csv.contains('\''), "nothing is marked without need: {csv}");
}

#[test]
fn a_csv_begins_with_a_byte_order_mark_if_asked_for() {
    let csv = prints(&["compare", SMALL, "--csv"]);
    assert!(csv.starts_with("what,id,name,"), "a program that reads the pipe finds the headings: {csv}");
    assert_eq!(prints(&["compare", SMALL, "--csv", "--bom"]), format!("\u{feff}{csv}"));
    fails(&["compare", SMALL, "--bom"], 2);
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    for shard in ["1/2", "2/2"] {
        let number = &shard[..1];
        prints(&["ensemble", SMALL, "--runs", "4", "--shard", shard, "--json", "--csv", &path(number), "--bom"]);
    }
    prints(&["merge", &path("1"), &path("2"), "--json", "--csv", &path("whole")]);
    prints(&["ensemble", SMALL, "--runs", "4", "--json", "--csv", &path("at once")]);
    for table in ["runs.csv", "counts.csv", "bands.csv", "spread.csv"] {
        let read = |of: &str| fs::read_to_string(Path::new(&path(of)).join(table)).expect("a table");
        assert!(read("1").starts_with('\u{feff}') && !read("whole").contains('\u{feff}'), "{table}");
        assert_eq!(read("whole"), read("at once"), "{table}");
    }
}

#[test]
fn every_command_reads_the_standard_input() {
    let small = crate::support::SMALL.as_bytes();
    for rest in
        [&["run"][..], &["run", "--json"], &["fit"], &["compare"], &["why", "talk"], &["ensemble", "--runs", "3"]]
    {
        let with =
            |file: &str| [&rest[..1], &[file], &rest[1..]].concat().iter().map(|arg| (*arg).to_owned()).collect();
        let args: [Vec<String>; 2] = [with("-"), with(SMALL)];
        let [piped, named] = args.map(|args| fed(&args.iter().map(String::as_str).collect::<Vec<_>>(), small));
        assert!(!text(&piped.stderr).contains("firedrill: "), "{rest:?}: {}", text(&piped.stderr));
        assert_eq!(text(&piped.stdout), text(&named.stdout), "{rest:?}");
    }
    assert!(text(&fed(&["check", "-"], small).stdout).ends_with("\nstandard input: ok, with 2 warnings\n"));
    let tested = text(&fed(&["test", "1-one-site", "-"], small).stdout);
    assert!(tested.contains("\nstandard input: Small world\n"), "{tested}");
    let compared = text(&fed(&["compare", SMALL, "-"], small).stdout);
    assert!(compared.contains("A: small.ron: Fire\nB: standard input: Fire\n"), "{compared}");
    for args in [["check", "-", "-"], ["test", "-", "-"], ["compare", "-", "-"]] {
        let output = fed(&args, small);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("can be read only once"), "{}", text(&output.stderr));
    }
    let empty = fed(&["check", "-"], b"");
    assert_eq!(empty.status.code(), Some(1));
    assert!(text(&empty.stdout).starts_with("standard input: "), "{}", text(&empty.stdout));
    assert!(fails(&["-"], 2).contains("firedrill run -"), "the window reads files only");
}

#[test]
#[cfg(target_os = "linux")]
fn a_pipe_is_read_like_a_file() {
    // A shell passes `<(...)` as the path of a pipe.
    let output = fed(&["check", "/dev/stdin"], crate::support::SMALL.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).ends_with("\n/dev/stdin: ok, with 2 warnings\n"), "{}", text(&output.stdout));
    let output = firedrill(&["check", "/dev/zero"]);
    assert_eq!(output.status.code(), Some(3), "what never ends is not read: {}", text(&output.stdout));
}

#[test]
fn exit_codes_tell_problems_from_what_cannot_be_read_or_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("broken.ron");
    fs::write(&broken, "(firedrill: 1").expect("writes");
    let broken = broken.display().to_string();
    let missing = folder.path().join("missing.ron").display().to_string();
    let is_folder = folder.path().display().to_string();
    for (file, code) in [(&broken, 1), (&missing, 3), (&is_folder, 3)] {
        for args in [
            &["check", file][..],
            &["check", SMALL, file],
            &["test", file],
            &["test", "1-one-site", file],
            &["run", file],
            &["fit", file],
            &["why", file, "talk"],
            &["compare", file],
            &["compare", SMALL, file],
            &["ensemble", file, "--runs", "2"],
            &["render", file, "--at", "16:52", "-o", "a.png"],
        ] {
            let output = firedrill(args);
            assert_eq!(output.status.code(), Some(code), "{args:?}: {}", harmless(&output));
        }
    }
    for args in [&["check", &broken, &missing][..], &["check", &missing, &broken], &["test", &missing, &broken]] {
        assert_eq!(firedrill(args).status.code(), Some(3), "{args:?}: not even all problems are known");
    }
    let nowhere = folder.path().join("no/such/folder/a").display().to_string();
    fails(&["test", "1-one-site", "--junit", &nowhere], 3);
    fails(&["render", SMALL, "--at", "16:52", "--panel", "map", "-o", &format!("{nowhere}.png")], 3);
    fails(&["merge", &nowhere], 3);
    fails(&["merge", &is_folder], 1);
    let report = folder.path().join("report.xml");
    firedrill(&["test", &missing, &broken, "--junit", &report.display().to_string()]);
    let xml = fs::read_to_string(report).expect("a report");
    assert!(xml.contains("the file can be read") && xml.contains("the file is a scenario"), "{xml}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_page_without_an_output_is_told() {
    let program = env!("CARGO_BIN_EXE_firedrill");
    let output = Command::new("sh").args(["-c", "exec \"$0\" format >&-", program]).output().expect("a shell");
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("it is closed"), "{}", text(&output.stderr));
    let ignored = Command::new(program).arg("format").stdout(Stdio::null()).output().expect("the program starts");
    assert_eq!((ignored.status.code(), text(&ignored.stderr)), (Some(0), String::new()), "it was ignored on purpose");
}

#[test]
fn a_page_that_nobody_reads_to_its_end_is_told() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = Command::new(env!("CARGO_BIN_EXE_firedrill")).arg("format").stdout(writer).output();
    let output = output.expect("the program starts");
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("closed before the whole page was written"), "{}", text(&output.stderr));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_of_every_command() {
    let commands: [&[&str]; 17] = [
        &["run", SMALL],
        &["run", SMALL, "--json"],
        &["check", SMALL],
        &["check", "no/such/file.ron"],
        &["test", "1-one-site"],
        &["fit", SMALL],
        &["why", SMALL, "talk"],
        &["compare", SMALL],
        &["compare", SMALL, "--csv"],
        &["compare", SMALL, "--markdown"],
        &["compare", SMALL, "--json"],
        &["ensemble", SMALL, "--runs", "2"],
        &["generate"],
        &["format"],
        &["--help"],
        &["run", "--help"],
        &["--version"],
    ];
    for args in commands {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let mut program = Command::new(env!("CARGO_BIN_EXE_firedrill"));
        let output = program.args(args).stdout(full).output().expect("the program starts");
        assert_eq!(output.status.code(), Some(3), "{args:?}");
        let said = text(&output.stderr);
        assert!(said.contains("firedrill: cannot write the output: No space left"), "{args:?}: {said}");
    }
}
