//! Whole stories of people who have never seen the format of the files: a world is built in the window, from the first form to the text editor
//! beside it, and forty systems come out of a spreadsheet. What is done and what is seen is kept as a transcript.

use std::fs;

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use firedrill::app::{App, Setup};
use firedrill::recording::Subject;

use crate::editor::type_in;
use crate::support::window::{self, WIDE, click, enter, enter_last, painted, press, type_path, wait_until};

/// A window, and what was done in it and seen there, line by line.
struct Story {
    harness: Harness<'static, App>,
    lines: Vec<String>,
}

impl Story {
    fn begin(setup: Setup) -> Self {
        Self { harness: window::on(WIDE, None, setup), lines: Vec::new() }
    }

    /// Presses a key together with Ctrl.
    fn command(&mut self, key: Key) {
        self.lines.push(format!("Ctrl+{}", key.name()));
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.harness.run();
    }

    fn press(&mut self, key: Key) {
        self.lines.push(key.name().to_owned());
        press(&mut self.harness, key);
    }

    fn click(&mut self, name: &str) {
        self.lines.push(format!("click: {name}"));
        click(&mut self.harness, name);
    }

    /// Presses a button in a form that may be further down than the panel is high.
    fn enter(&mut self, name: &str) {
        self.lines.push(format!("press: {name}"));
        enter(&mut self.harness, name);
    }

    /// Chooses an entry of the list or the menu that is open.
    fn choose(&mut self, name: &str) {
        self.lines.push(format!("choose: {name}"));
        enter_last(&mut self.harness, name);
    }

    fn type_in(&mut self, field: &str, text: &str) {
        self.lines.push(format!("{field}: {text}"));
        type_in(&mut self.harness, field, text);
        press(&mut self.harness, Key::Enter);
    }

    /// Notes what is seen that contains this. Fails if nothing does.
    fn sees(&mut self, part: &str) {
        let found: Vec<String> = painted(&self.harness).into_iter().filter(|text| text.contains(part)).collect();
        assert!(!found.is_empty(), "{part} is not seen in\n{}", painted(&self.harness).join("\n"));
        for text in found {
            let line = format!("    sees: {}", text.replace('\n', " / "));
            if !self.lines.contains(&line) {
                self.lines.push(line);
            }
        }
    }

    fn note(&mut self, what: &str, text: &str) {
        self.lines.push(format!("    {what}:"));
        self.lines.extend(text.lines().map(|line| format!("    | {line}")));
    }

    fn transcript(&self) -> String {
        self.lines.join("\n")
    }
}

#[test]
fn a_school_builds_its_world_breaks_it_reads_why_saves_it_and_changes_it_in_a_text_editor() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut story = Story::begin(Setup { watches_file: true, ..Setup::default() });
    // Two sites and four services.
    story.command(Key::N);
    story.click("Two sites");
    story.type_in("Place of site 1", "Busan");
    story.type_in("Name of site 1", "Main building");
    story.type_in("Name of site 2", "Annex");
    story.type_in("Name of service 2", "Timetable");
    story.type_in("Users of service 2", "900");
    story.type_in("Name of service 3", "Report cards");
    story.type_in("Users of service 3", "2,400");
    story.type_in("Name of service 4", "Canteen");
    story.type_in("Users of service 4", "300");
    story.type_in("Title", "Our school");
    // The fifth, with a dependency and a standby.
    story.enter("Add …");
    story.choose("Service");
    story.type_in("Name", "Library");
    story.type_in("Id", "library");
    story.type_in("Users", "1200");
    story.enter("Add to the standby servers");
    story.choose("Annex");
    story.enter("Add to the dependencies");
    story.choose("Sign-in");
    {
        let session = story.harness.state().session();
        assert_eq!(session.problems(), []);
        assert_eq!((session.scenario().sites.len(), session.scenario().services.len()), (2, 5));
    }
    // The main building is struck, and the library says why it is out.
    story.click("All parts");
    story.enter("Main building");
    story.press(Key::I);
    story.command(Key::E);
    for _ in 0..6 {
        story.press(Key::ArrowRight);
    }
    story.click("Library");
    story.sees("Why is it down?");
    story.sees("Fire at Main building");
    story.sees("goes dark");
    story.sees("Library stops");

    // Its standby takes over from now on, and what the run then says must hold.
    story.command(Key::E);
    story.enter("Has failover");
    story.type_in("Automatic failover after", "5m");
    story.enter("This must hold …");
    story.sees("Library is out for less than");
    let entry = painted(&story.harness).into_iter().find(|text| text.starts_with("Library is out for less than"));
    story.choose(&entry.expect("it was seen"));
    {
        let session = story.harness.state().session();
        assert_eq!(session.problems(), []);
        let [expectation] = session.expectations() else { panic!("{:?}", session.expectations()) };
        assert!(firedrill::study::is_met(session.run(), &expectation.that));
    }

    // The saved file is short, has no comments, and can be read by people.
    let path = folder.path().join("school.ron");
    story.command(Key::S);
    type_path(&mut story.harness, &path);
    story.harness.run();
    story.lines.push("Path of the file: school.ron".to_owned());
    let saved = fs::read_to_string(&path).expect("it is saved");
    let lines: Vec<&str> = saved.lines().map(str::trim).collect();
    for line in [
        r#"title: "Our school","#,
        r#""library": (name: "Library", users: 1200, on: {"main-building": 10}, standby: {"annex": 10}, switch: (auto: "5m"), needs: {"sign-in": ()}),"#,
        r#"(plan: "My plan", that: Out(service: "library", under: "5h 56m")),"#,
    ] {
        assert!(lines.contains(&line), "{line} is not in\n{saved}");
    }
    assert!(!saved.contains("//") && lines.len() < 60, "{saved}");
    story.note("school.ron", &saved);

    // Another program changes a number. The window follows and stays where it was.
    story.press(Key::ArrowRight);
    let before = {
        let session = story.harness.state().session();
        (session.now(), session.selection(), session.plan().name.clone())
    };
    assert!(matches!(before.1, Some(Subject::Service(_))), "{before:?}");
    story.lines.push("another program: users: 1200 -> users: 2000".to_owned());
    fs::write(&path, saved.replace("users: 1200", "users: 2000")).expect("the folder is ours");
    wait_until(&mut story.harness, |harness| {
        let services = &harness.state().session().scenario().services;
        services.find("library").is_some_and(|library| services[library].users == 2_000)
    });
    story.harness.run();
    let session = story.harness.state().session();
    assert_eq!((session.now(), session.selection(), session.plan().name.clone()), before);
    assert!(!session.is_changed());
    story.sees("Another program changed school.ron");
    story.command(Key::E);
    story.sees("2,000 users");
    insta::assert_snapshot!(story.transcript());
}

/// Forty systems as a planner has them: several of a team, at two sites, with what they depend on.
const SYSTEMS: [&str; 40] = [
    "Directory",
    "Single sign-on",
    "Core database",
    "Message queue",
    "File store",
    "Mail",
    "Calendar",
    "Telephony",
    "Video calls",
    "Intranet",
    "Web shop",
    "Payments",
    "Invoices",
    "Ledger",
    "Payroll",
    "Holidays",
    "Recruiting",
    "Training",
    "Expenses",
    "Purchasing",
    "Stock",
    "Warehouse",
    "Shipping",
    "Returns",
    "Customer service",
    "Newsletter",
    "Loyalty",
    "Search",
    "Catalogue",
    "Prices",
    "Reports",
    "Data warehouse",
    "Forecast",
    "Maps",
    "Door badges",
    "Cameras",
    "Backup",
    "Monitoring",
    "Tickets",
    "Code",
];

/// The lines of the spreadsheet with these headings.
fn sheet(headings: [&str; 7]) -> String {
    let rows = SYSTEMS.iter().enumerate().map(|(index, name)| {
        let site = ["Seoul DC", "Busan DR"][index % 2];
        let owner = ["Infrastructure", "Sales", "Finance"][index % 3];
        // Everything depends on the directory, and each third system on the one before it.
        let needs = match index {
            0 => String::new(),
            _ if index % 3 == 2 => format!("Directory, {}", SYSTEMS[index - 1]),
            _ => "Directory".to_owned(),
        };
        let (users, servers) = (100 + 50 * index, 2 + index % 5);
        format!("{name}\t{owner}\t{site}\t{servers}\t{users}\t4h\t{needs}\n")
    });
    std::iter::once(format!("{}\n", headings.join("\t"))).chain(rows).collect()
}

/// Fails unless all forty services are there with their users, servers and dependencies, and can be found in the window.
fn assert_all_are_there(harness: &mut Harness<'_, App>, owns_sites: bool) {
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    let world = session.scenario();
    for (index, name) in SYSTEMS.iter().enumerate() {
        let service = world.services.rows().iter().find(|service| service.name == *name);
        let service = service.unwrap_or_else(|| panic!("{name} is not there"));
        assert_eq!(service.users, 100 + 50 * index as u64, "{name}");
        let servers: u64 = service.on.iter().map(|(_, servers)| servers).sum();
        assert_eq!(servers, 2 + index as u64 % 5, "{name}");
        let needs = usize::from(index > 0) + usize::from(index % 3 == 2);
        // The system before it may be the directory itself.
        assert_eq!(service.dependencies.len(), needs, "{name}");
        let site = &world.sites[service.on[0].0];
        assert!(site.at.is_some(), "{name} is on the map");
        assert!(!owns_sites || site.name == ["Seoul DC", "Busan DR"][index % 2], "{name}: {}", site.name);
    }
    // Each is found by its name, and its card says where it runs.
    for name in SYSTEMS {
        type_in(harness, "Find a site or service", name);
        let found = harness.query_all_by_label(name).next().is_some();
        assert!(found, "{name} is seen");
    }
}

fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
    harness.run();
}

#[test]
fn forty_services_pasted_out_of_a_spreadsheet_are_on_the_map() {
    let mut story = Story::begin(Setup::default());
    story.command(Key::I);
    story.lines.push("paste: 40 rows of a spreadsheet".to_owned());
    paste(&mut story.harness, &sheet(["System", "Owner", "Site", "Servers", "Users", "RTO", "Depends on"]));
    story.sees("Services: 40");
    story.sees("40 rows");
    story.click("Import");
    story.sees("Imported");
    for site in ["Seoul DC", "Busan DR"] {
        story.sees(site);
    }
    assert_eq!(story.harness.state().session().scenario().companies.len(), 3, "the owners");
    assert_eq!(story.harness.state().session().plan().name, "My plan");
    assert_all_are_there(&mut story.harness, true);
    insta::assert_snapshot!(story.transcript());
}

#[test]
fn forty_services_pasted_into_the_table_of_cells_are_on_the_map() {
    let mut story = Story::begin(Setup::default());
    story.command(Key::N);
    story.click("Two sites");
    story.type_in("Name of site 1", "Seoul DC");
    story.type_in("Name of site 2", "Busan DR");
    story.type_in("Title", "Our systems");
    story.command(Key::T);
    story.harness.run();
    // The services of the template are removed first.
    for key in [Key::A, Key::Delete] {
        story.command(key);
    }
    story.enter("Yes, remove");
    // The table has a column of servers by site, so the planner writes both into one.
    let lines = sheet(["Name", "Kind", "Servers", "", "Users", "RTO", "Dependencies"]);
    let lines: String = lines
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let servers = if cells[3].is_empty() { cells[2].to_owned() } else { format!("{} {}", cells[2], cells[3]) };
            format!("{}\t{}\t{servers}\t{}\t{}\t{}\n", cells[0], cells[1], cells[4], cells[5], cells[6])
        })
        .collect();
    story.lines.push("paste: 40 rows of a spreadsheet".to_owned());
    paste(&mut story.harness, &lines);
    story.sees("new rows: 40");
    story.click("Close the table");
    for site in ["Seoul DC", "Busan DR"] {
        story.sees(site);
    }
    story.command(Key::E);
    assert_all_are_there(&mut story.harness, true);
    insta::assert_snapshot!(story.transcript());
}
