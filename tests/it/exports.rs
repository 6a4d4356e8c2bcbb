//! Tests of what is exported: tables and graphs from the command line, pictures, and all of them from the window. A name stays a name,
//! whatever other programs would make of it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command as Program, Stdio};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use firedrill::app::{LongWork, Setup};
use firedrill::session::{Command, Origin, PlanCommand, PlaybackCommand, WindowCommand};
use firedrill::units::{SimTime, read_typed_span};
use serde_json::Value;

use crate::support::SMALL as SMALL_TEXT;
use crate::support::cli::{SMALL, fails, prints};
use crate::support::window::{self, WIDE, write};

/// Names that are markup, code, formulas or escapes elsewhere.
const HOSTILE: [&str; 5] = [
    "</script><img src=x onerror=alert(1)>",
    "\"]; a->b; x[\"",
    "=cmd|'/C calc'!A0",
    "\\N \\\" &lt;b&gt; #quot; `x`",
    "%% <!-- ]]> ${x} --> #1;",
];

/// A world whose names are all hostile.
fn hostile_world() -> String {
    let name = |index: usize| HOSTILE[index].replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        r#"(
            firedrill: 1, title: "{0}", zone: "UTC", start: "2024-03-04 00:00", length: "2d",
            hazards: {{ "dark": (name: "{2}", kind: Power, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]) }},
            sites: {{ "a": (name: "{1}", place: "{3}", at: (51.5, -0.1), hazard: "dark") }},
            companies: {{ "c": (name: "{2}") }},
            services: {{
                "s": (name: "{0}", company: "c", kind: "{2}", users: 5, on: {{ "a": 4 }}, needs: {{ "t": (weight: 0.5), "u": () }}),
                "t": (name: "{2}", on: {{ "a": 4 }}),
                "u": (name: "{3}", on: {{ "a": 4 }}, standby: {{ "a": 4 }}),
                "v": (name: "{4}", on: {{ "a": 4 }}, needs: {{ "u": (any: "{1}"), "t": (any: "{1}") }}),
            }},
            plans: [(name: "{1}", actions: [(at: "01:00", do: Strike(site: "a"))])],
        )"#,
        name(0),
        name(1),
        name(2),
        name(3),
        name(4)
    )
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("rows of one length").iter().map(str::to_owned).collect()).collect()
}

/// The cells of a column, by its heading.
fn column(text: &str, heading: &str) -> Vec<String> {
    let rows = rows(text);
    let index =
        rows[0].iter().position(|cell| cell == heading).unwrap_or_else(|| panic!("no {heading}: {:?}", rows[0]));
    rows[1..].iter().map(|row| row[index].clone()).collect()
}

#[test]
fn the_tables_have_the_numbers_of_the_run() {
    let json: Value = serde_json::from_str(&prints(&["run", SMALL, "--plan", "Fire", "--json"])).expect("one object");
    let table = |what: &str| prints(&["export", SMALL, what, "--plan", "Fire"]);

    let services = table("services");
    assert_eq!(column(&services, "id"), ["control", "login", "talk", "upbit"]);
    assert_eq!(column(&services, "users")[2], "43000000");
    for (index, id) in ["control", "login", "talk", "upbit"].iter().enumerate() {
        let summary = &json["summary"]["services"][id];
        let secs = |heading: &str| column(&services, heading)[index].parse::<i64>().expect("a number");
        assert_eq!(secs("out_total_secs"), summary["out_total"], "{id}");
        assert_eq!(secs("longest_down_secs"), summary["longest_down"], "{id}");
        assert_eq!(secs("first_out_secs"), summary["first_out"], "{id}");
    }
    assert_eq!(column(&services, "rto_kept"), ["", "", "no", ""]);
    assert_eq!(column(&services, "first_out")[2], "2022-10-15 15:27", "local time of the scenario");

    let people = table("people");
    let most = column(&people, "people_affected").iter().map(|cell| cell.parse::<u64>().expect("a number")).max();
    assert_eq!(most, json["summary"]["peak_people"].as_u64());

    let events = table("events");
    assert_eq!(rows(&events).len() - 1, json["events"].as_array().expect("a list").len());
    for (event, cause) in column(&events, "cause").iter().enumerate().filter(|(_, cause)| !cause.is_empty()) {
        assert!(cause.parse::<usize>().expect("a number") < event, "a cause comes before its effect");
    }

    let health = table("health");
    let steps: usize =
        json["services"].as_object().expect("a map").values().map(|steps| steps.as_array().map_or(0, Vec::len)).sum();
    assert_eq!(rows(&health).len() - 1, steps);

    let prices = table("prices");
    let lowest =
        column(&prices, "price").iter().map(|cell| cell.parse::<f64>().expect("a number")).fold(f64::MAX, f64::min);
    let low = json["summary"]["companies"]["kakao"]["low"].as_f64().expect("a number");
    assert!((lowest - low).abs() < 1e-9, "not rounded: {lowest} and {low}");
    assert_eq!(column(&prices, "currency")[0], "KRW");
}

#[test]
fn the_table_of_services_says_where_they_run_and_when_they_were_out() {
    let services = prints(&["export", SMALL, "services", "--plan", "Fire", "--seed", "7"]);
    let cells = |heading: &str| column(&services, heading);
    // Programs may find columns by their position, so those that were there first stay first.
    assert_eq!(rows(&services)[0][..5], ["id", "name", "company", "kind", "users"]);
    assert_eq!(rows(&services)[0].iter().position(|heading| heading == "lost_user_hours"), Some(14));
    assert_eq!(cells("sites")[2], "Pangyo, zone 1; Pangyo, zone 2; Anyang");
    assert_eq!([&cells("sites")[3], &cells("standby_sites")[3]], ["", ""], "it has no servers of its own");
    assert_eq!(cells("standby_sites")[2], "Anyang");
    assert_eq!(cells("plan"), ["Fire"; 4]);
    assert_eq!(cells("seed"), ["7"; 4]);
    assert_eq!(cells("rto"), ["", "", "30m", ""]);
    for heading in ["rto", "longest_out", "longest_down", "out_total"] {
        for (written, secs) in cells(heading).iter().zip(cells(&format!("{heading}_secs"))) {
            let read = read_typed_span(written).map(|span| span.0.to_string());
            assert_eq!(read.unwrap_or_default(), secs, "{heading}: {written}");
        }
    }
    let clock = |cell: &str| {
        let form = if cell.len() > 16 { "%Y-%m-%d %H:%M:%S" } else { "%Y-%m-%d %H:%M" };
        chrono::NaiveDateTime::parse_from_str(cell, form).unwrap_or_else(|error| panic!("{cell}: {error}"))
    };
    let talk = |heading: &str| cells(heading)[2].clone();
    let [from, until] = [talk("longest_out_from"), talk("longest_out_until")].map(|cell| clock(&cell));
    assert_eq!((until - from).num_seconds().to_string(), talk("longest_out_secs"));
    assert_eq!(talk("rto_kept"), "no");
    let missed = clock(&talk("rto_missed_at"));
    assert!(missed - clock(&talk("first_out")) >= chrono::TimeDelta::minutes(30), "it tolerates 30 minutes");
    assert!(missed <= until, "at the latest in the longest outage");
    assert_eq!(cells("rto_missed_at")[1], "", "it has no RTO");
}

#[test]
fn the_graphs_have_every_service_site_and_dependency() {
    let dot = prints(&["export", SMALL, "dot"]);
    insta::assert_snapshot!("dot", dot);
    insta::assert_snapshot!("mermaid", prints(&["export", SMALL, "mermaid"]));
}

#[test]
fn an_export_goes_into_a_file_and_an_unknown_one_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv").display().to_string();
    let said = prints(&["export", SMALL, "people", "-o", &path]);
    assert!(said.ends_with("a.csv: written\n"), "{said}");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), prints(&["export", SMALL, "people"]));
    assert!(fails(&["export", SMALL, "pdf"], 2).contains("services, health, people, prices, events, dot, mermaid"));
    assert!(fails(&["export", SMALL, "people", "--plan", "None"], 1).contains("there is no plan \"None\""));
}

#[test]
fn no_name_runs_as_a_formula_in_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let world = write(&folder, "world.ron", &hostile_world()).display().to_string();
    for what in ["services", "health", "people", "prices", "events"] {
        let text = prints(&["export", &world, what]);
        for cell in rows(&text).concat() {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@']), "{what}: {cell}");
        }
    }
    let names = column(&prints(&["export", &world, "services"]), "name");
    assert_eq!(names, [HOSTILE[0], &format!("'{}", HOSTILE[2]), HOSTILE[3], HOSTILE[4]]);
}

/// All texts of an XML document.
fn texts(xml: &str) -> Vec<String> {
    // Graphviz names the DTD of SVG.
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let document =
        roxmltree::Document::parse_with_options(xml, options).unwrap_or_else(|error| panic!("{error}: {xml}"));
    document.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).map(str::to_owned).collect()
}

#[test]
fn no_name_is_code_in_a_graph() {
    let folder = tempfile::tempdir().expect("a folder");
    let world = write(&folder, "world.ron", &hostile_world()).display().to_string();
    let dot = prints(&["export", &world, "dot"]);
    // Outside of quotes there is nothing but our own nodes and attributes.
    let mut outside = String::new();
    let mut letters = dot.chars();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if is_quoted => drop(letters.next()),
            '"' => is_quoted = !is_quoted,
            _ if !is_quoted => outside.push(letter),
            _ => {}
        }
    }
    assert!(!is_quoted && !outside.contains(['<', '\'', '`', '%', '|']), "{outside}");
    assert_eq!(outside.matches("->").count(), 4 + 5, "four dependencies, and servers at five places");

    // The real program agrees, if it is there.
    let started = Program::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    if let Ok(mut program) = started {
        program.stdin.take().expect("it is piped").write_all(dot.as_bytes()).expect("it reads");
        let output = program.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{dot}");
        let drawn = texts(&String::from_utf8(output.stdout).expect("UTF-8"));
        for name in HOSTILE {
            let plain = |text: &str| text.replace('\u{a0}', " ");
            assert!(drawn.iter().any(|text| plain(text) == name), "{name} in {drawn:?}");
        }
    }

    let chart = prints(&["export", &world, "mermaid"]);
    for line in chart.lines().skip(3) {
        let inside: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        for text in inside {
            let text = text.replace("<br/>", "");
            assert!(!text.contains(['<', '>', '`', '[', ']', '&', '{', '|', '\\', '\'']), "{line}");
        }
        assert!(line.matches('"').count() % 2 == 0, "{line}");
    }
    assert!(chart.lines().nth(1).is_some_and(|title| !title.contains(['<', '>'])), "{chart}");
}

#[test]
fn a_name_that_looks_like_a_style_is_no_style_in_mermaid() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = SMALL_TEXT.replace("name: \"Site switch\"", "name: \"style x fill:#f00\"");
    let world = write(&folder, "world.ron", &text).display().to_string();
    // In a line of `style`, a colon and a number, Mermaid drops the end of the number.
    assert!(prints(&["export", &world, "mermaid"]).contains("[\"style x fill#58;#35;f00"));
}

#[test]
fn an_svg_is_xml_in_which_names_are_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    let world = write(&folder, "world.ron", &hostile_world()).display().to_string();
    for panel in ["dependencies", "timeline", "map", "lists", "inspector", "all"] {
        let path = folder.path().join(format!("{panel}.svg")).display().to_string();
        let size = if panel == "lists" || panel == "inspector" { "400x900" } else { "1440x900" };
        let args = ["--at", "01:30", "--panel", panel, "--size", size, "--select", "v", "-o", &path];
        prints(&[&["render", &world][..], &args].concat());
        let svg = fs::read_to_string(&path).expect("it is there");
        let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{panel}: {error}"));
        let known = ["svg", "title", "g", "clipPath", "rect", "circle", "path", "text"];
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert!(known.contains(&node.tag_name().name()), "{panel}: {}", node.tag_name().name());
        }
        let title = document.descendants().find(|node| node.has_tag_name("title")).and_then(|node| node.text());
        assert_eq!(title, Some(HOSTILE[0]), "{panel}");
        let drawn = texts(&svg);
        assert!(drawn.iter().any(|text| text.starts_with("%% <!-")), "{panel}: {drawn:?}");
        assert!(drawn.len() > 5, "{panel}: letters are texts");
    }
}

#[test]
fn names_of_ten_thousand_letters_are_exported_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    // As it is written in a file, and as it is.
    let (long, own) = (r#"아주 긴 이름, \"그것\" "#.repeat(600), r#"아주 긴 이름, "그것" "#.repeat(600));
    let text = hostile_world().replace("name: \"%% <!-- ]]> ${x} --> #1;\"", &format!("name: \"{long}\""));
    assert!(text.contains(&long) && own.chars().count() > 8_000);
    let world = write(&folder, "world.ron", &text).display().to_string();
    assert!(column(&prints(&["export", &world, "services"]), "name").contains(&own));
    for what in ["health", "people", "prices", "events"] {
        rows(&prints(&["export", &world, what]));
    }
    for what in ["dot", "mermaid"] {
        assert!(prints(&["export", &world, what]).lines().count() > 10, "{what}");
    }
    for ending in ["svg", "png"] {
        let picture = folder.path().join(format!("a.{ending}")).display().to_string();
        prints(&["render", &world, "--at", "01:30", "--panel", "all", "--select", "v", "-o", &picture]);
        if ending == "png" {
            assert_eq!(prints(&["export", &picture, "services"]), prints(&["export", &world, "services"]));
        }
    }
}

#[test]
fn a_picture_is_opened_like_the_file_that_it_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let picture = folder.path().join("a.png").display().to_string();
    let args =
        ["--plan", "Fire", "--seed", "7", "--at", "16:52", "--panel", "map", "--size", "300x200", "-o", &picture];
    prints(&[&["render", SMALL][..], &args].concat());
    assert_eq!(image::open(&picture).expect("it is a picture").width(), 300);
    let checked = prints(&["check", &picture]);
    assert!(checked.contains("a.png: ok"), "{checked}");
    let seven = ["--plan", "Fire", "--seed", "7", "--json"];
    assert_eq!(prints(&["run", &picture, "--json"]), prints(&[&["run", SMALL][..], &seven].concat()));
    let other = ["--plan", "Switch at two sites", "--seed", "0", "--json"];
    assert_eq!(
        prints(&[&["run", &picture][..], &other].concat()),
        prints(&[&["run", SMALL][..], &other].concat()),
        "another plan may be asked for"
    );
    // Comments and layout are those of the author.
    assert_eq!(prints(&["format", &picture, "-o", "-"]), prints(&["format", SMALL, "-o", "-"]));
    assert!(fails(&["format", &picture], 2).contains("is a picture: say with -o"));

    let again = folder.path().join("b.png").display().to_string();
    let said = prints(&["render", &picture, "--panel", "map", "--size", "300x200", "-o", &again]);
    assert!(said.contains("Sat 15 Oct 16:52"), "{said}");
    let pixels = |path: &str| image::open(path).expect("it is a picture").to_rgb8();
    assert_eq!(pixels(&picture), pixels(&again));
}

fn export(harness: &mut egui_kittest::Harness<'_, firedrill::app::App>, button: &str, path: &Path) {
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E);
    harness.run();
    harness.get_by_label(button).click();
    harness.run();
    window::type_path(harness, path);
    harness.run();
}

#[test]
fn a_picture_from_the_window_opens_in_the_window_with_its_plan_and_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let world = write(&folder, "world.ron", SMALL_TEXT);
    let mut harness = window::on([1024.0, 640.0], Some(world), Setup::default());
    let fire = harness.state().session().plans().iter().position(|plan| plan.name == "Fire").expect("a plan");
    harness.state_mut().ask(PlanCommand::ChoosePlan(fire).into());
    harness.state_mut().ask(PlaybackCommand::Seek(SimTime(6_720)).into());
    harness.run();
    let picture = folder.path().join("shown.png");
    export(&mut harness, "Map (PNG)", &picture);
    assert_eq!(harness.state().notice().expect("a message").title, "Saved shown.png");

    let mut other = window::on([1024.0, 640.0], Some(picture), Setup::default());
    let session = other.state().session();
    assert_eq!((session.plan().name.as_str(), session.now()), ("Fire", SimTime(6_720)));
    assert_eq!(*session.origin(), Origin::Nowhere(folder.path().join("shown.firedrill.ron")));
    assert!(!session.is_changed(), "nothing is lost if the window is closed");
    // A scenario is not saved over its picture: the window asks where to.
    other.key_press_modifiers(Modifiers::COMMAND, Key::S);
    other.run();
    assert!(other.query_by_label("Path of the file").is_some());
    other.key_press(Key::Enter);
    other.run();
    assert_eq!(*other.state().session().origin(), Origin::File(folder.path().join("shown.firedrill.ron")));
    assert_eq!(fs::read_to_string(folder.path().join("shown.firedrill.ron")).expect("it is there"), SMALL_TEXT);
}

#[test]
fn the_picture_of_the_dashboard_is_the_dashboard_also_while_the_window_is_an_editor() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window::on([1024.0, 640.0], None, Setup::default());
    let picture = |harness: &mut egui_kittest::Harness<'_, firedrill::app::App>, name: &str| {
        let path = folder.path().join(name);
        export(harness, "Dashboard (PNG)", &path);
        fs::read(path).expect("it is there")
    };
    let dashboard = picture(&mut harness, "dashboard.png");
    window::ask(&mut harness, [Command::Window(WindowCommand::ToggleEditor)]);
    assert!(dashboard == picture(&mut harness, "editing.png"), "the editor is not in it");
    let decoded = image::load_from_memory(&dashboard).expect("a picture");
    assert_eq!([decoded.width(), decoded.height()], [1024, 640], "the size of the window");
}

/// The person closes the window. Returns whether it stays open.
fn stays_when_closed(harness: &mut egui_kittest::Harness<'_, firedrill::app::App>) -> bool {
    let viewport = harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
    viewport.events.push(egui::ViewportEvent::Close);
    harness.step();
    let stays = sent(harness).contains(&egui::ViewportCommand::CancelClose);
    harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.clear();
    harness.step();
    stays
}

/// What the window has told the desktop in the last frame.
fn sent(harness: &egui_kittest::Harness<'_, firedrill::app::App>) -> Vec<egui::ViewportCommand> {
    harness.output().viewport_output.values().flat_map(|output| output.commands.clone()).collect()
}

#[test]
fn a_window_that_is_closed_while_an_export_is_made_waits_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = Setup { long_work: LongWork::WhenTold, ..Setup::default() };
    let mut harness = window::on(WIDE, None, told);
    let table = folder.path().join("services.csv");
    export(&mut harness, "Services (CSV)", &table);
    assert!(stays_when_closed(&mut harness));
    assert!(!table.exists());
    let title = harness.state().notice().map(|notice| notice.title.clone());
    assert_eq!(title.as_deref(), Some("The window closes when the export is saved"));
    harness.state_mut().work();
    harness.step();
    assert!(fs::read_to_string(&table).expect("it is saved").contains("KakaoTalk"));
    assert!(sent(&harness).contains(&egui::ViewportCommand::Close));
    // Whoever closes the window again does not wait.
    export(&mut harness, "Services (CSV)", &folder.path().join("again.csv"));
    assert!(stays_when_closed(&mut harness));
    assert!(!stays_when_closed(&mut harness));
}

#[test]
fn an_export_that_cannot_be_saved_keeps_the_window_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = Setup { long_work: LongWork::WhenTold, ..Setup::default() };
    let mut harness = window::on(WIDE, None, told);
    export(&mut harness, "Services (CSV)", &folder.path().join("missing").join("services.csv"));
    assert!(stays_when_closed(&mut harness));
    harness.state_mut().work();
    harness.step();
    assert!(!sent(&harness).contains(&egui::ViewportCommand::Close));
    assert_eq!(harness.state().notice().expect("a message").title, "services.csv was not saved");
}

#[test]
fn the_window_exports_tables_and_graphs_in_its_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window::window(WIDE);
    let table = folder.path().join("services.csv");
    export(&mut harness, "Services (CSV)", &table);
    let text = fs::read_to_string(&table).expect("it is there");
    assert!(text.starts_with('\u{feff}') && text.contains("KakaoTalk"), "spreadsheets know the letters by the mark");
    // The menu leads to the same list.
    harness.get_by_label("File").click();
    harness.run();
    harness.get_by_label_contains("Export …").click();
    harness.run();
    harness.get_by_label("Graphviz (DOT)").click();
    harness.run();
    let graph = folder.path().join("world.dot");
    window::type_path(&mut harness, &graph);
    harness.run();
    assert!(fs::read_to_string(graph).expect("it is there").starts_with("digraph {"));
}
