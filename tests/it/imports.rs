//! Tests of importing tables and service catalogues, from the command line and in the window.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::App;
use firedrill::file;
use firedrill::import::{Import, Mapping, Options, Source, import};
use firedrill::model::{NoteKind, Scenario};
use firedrill::recording::Subject;
use firedrill::session::{Command, FileCommand, Origin};
use firedrill::text::Texts;
use firedrill::units::Span;
use proptest::prelude::*;

use crate::support::cli::{fails, firedrill, prints, text};
use crate::support::window::{self, WIDE, write};

/// A plan for disaster recovery as departments keep it: a title above the headings, gaps, several notations.
const PLAN: &str = "\
Disaster recovery plan,,,,,,,
,,,,,,,
Application,Business owner,Tier,RTO (hrs),RPO,Primary site,DR site,Depends on
Web shop,Retail,1,2,15 min,Frankfurt DC 1,Munich DC,Login; Payments
Payments,Finance,1,1,0,Frankfurt DC 1,Munich DC,\"Core banking, Login\"
Login,IT,0,0.5,5 min,Frankfurt DC 1,Munich DC,
Core banking,Finance,1,4h,1h,Munich DC,n/a,Mainframe
\"Reports, weekly\",Finance,3,3 d,,Munich DC,,Core banking
";

fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), bytes: Arc::from(text.as_bytes()) }
}

fn imported(sources: &[Source]) -> Import {
    import(sources, &Mapping::default(), &Options::default(), &Texts::english())
}

/// The scenario of an import without problems.
fn world(import: &Import) -> Scenario {
    assert_eq!(problems(import), Vec::<String>::new());
    let authored = import.scenario.as_ref().expect("a scenario");
    let text = authored.to_file();
    file::load(text.as_bytes()).unwrap_or_else(|report| panic!("{}", report.render("imported", &text)))
}

fn problems(import: &Import) -> Vec<String> {
    let told = |problem: &firedrill::import::ImportProblem| {
        format!("{}: {}; {}", problem.at.saying(), problem.message, problem.remedy)
    };
    import.problems.iter().map(told).collect()
}

fn names(world: &Scenario) -> Vec<&str> {
    world.services.rows().iter().map(|service| service.name.as_str()).collect()
}

/// What each service depends on, as `Web shop: Login, Payments`.
fn dependencies(world: &Scenario) -> Vec<String> {
    let told = |service: &firedrill::model::Service| {
        let needed = service.dependencies.iter().map(|dependency| world.services[dependency.service].name.as_str());
        format!("{}: {}", service.name, needed.collect::<Vec<_>>().join(", "))
    };
    world.services.rows().iter().filter(|service| !service.dependencies.is_empty()).map(told).collect()
}

#[test]
fn a_plan_for_disaster_recovery_becomes_a_world() {
    let import = imported(&[source("plan.csv", PLAN)]);
    let world = world(&import);
    assert_eq!(world.title, "plan");
    assert_eq!(names(&world), ["Web shop", "Payments", "Login", "Core banking", "Reports, weekly", "Mainframe"]);
    assert_eq!(
        dependencies(&world),
        [
            "Web shop: Login, Payments",
            "Payments: Core banking, Login",
            "Core banking: Mainframe",
            "Reports, weekly: Core banking"
        ]
    );
    let rtos: Vec<Option<Span>> = world.services.rows().iter().map(|service| service.rto).collect();
    let hours = |hours: i64| Some(Span(hours * 3_600));
    assert_eq!(rtos, [hours(2), hours(1), Some(Span(1_800)), hours(4), hours(72), None]);
    let sites: Vec<&str> = world.sites.rows().iter().map(|site| site.name.as_str()).collect();
    assert_eq!(sites, ["Frankfurt DC 1", "Munich DC"]);
    assert!(world.sites.rows()[1].at.is_some_and(|at| (at.lat - 48.14).abs() < 0.1 && (at.lon - 11.58).abs() < 0.1));
    let shop = &world.services.rows()[0];
    assert_eq!((shop.servers(), shop.standby.len()), (10, 1));
    assert_eq!(
        world.companies.rows().iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ["Retail", "Finance", "IT"]
    );
    // What has no field is kept as a note, and what nobody said is a note of the kind Assumed.
    let note = |about: &str, kind: NoteKind| world.notes.iter().find(|note| note.about == about && note.kind == kind);
    assert_eq!(
        note("services.web-shop", NoteKind::Sourced).map(|note| note.text.as_str()),
        Some("Tier: 1. RPO: 15 min.")
    );
    for about in [
        "services.web-shop.users",
        "services.web-shop.on",
        "services.web-shop.load",
        "services.web-shop.switch",
        "start",
    ] {
        assert!(note(about, NoteKind::Assumed).is_some(), "{about}");
    }
    assert_eq!(
        note("services.login.users", NoteKind::Assumed).map(|note| note.text.starts_with("None of its own")),
        Some(true)
    );
    let assumed: Vec<String> = import.assumed.iter().map(ToString::to_string).collect();
    assert!(
        assumed.iter().any(|line| line.contains("only named as dependencies: 1.") && line.contains("Mainframe")),
        "{assumed:?}"
    );
    insta::assert_snapshot!("plan", import.scenario.as_ref().expect("a scenario").to_file());
}

#[test]
fn three_tables_with_any_headings_make_one_world() {
    let sites = "Name;Lat;Lon;Provider\nSeoul A;37,57;126,98;Our own\nBusan B;35.18 N;129.08 E;A landlord\n";
    let services = "id\tservice name\tteam\tlocation\tserver count\tMAU\nLOGIN\tSign-in\tIdentity\tSeoul A\t12\t1.2M\nSHOP\tShop\tRetail\tSeoul A; Busan B\t21\t45,000\n";
    let edges = "from,to,weight,tolerance\nSHOP,LOGIN,60%,10m\n";
    let import = imported(&[source("sites.csv", sites), source("services.tsv", services), source("edges.csv", edges)]);
    let world = world(&import);
    assert_eq!(world.services.rows().iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["login", "shop"]);
    let shop = &world.services.rows()[1];
    assert_eq!(shop.on.iter().map(|(_, servers)| *servers).collect::<Vec<_>>(), [11, 10]);
    assert_eq!([world.services.rows()[0].users, shop.users], [1_200_000, 45_000]);
    assert_eq!((shop.dependencies[0].weight, shop.dependencies[0].grace), (600, Span(600)));
    assert_eq!(world.sites.rows()[1].operator.as_deref(), Some("A landlord"));
    assert!(world.sites.rows()[1].at.is_some_and(|at| at.lat == 35.18 && at.lon == 129.08));
}

#[test]
fn rows_of_one_service_are_one_service() {
    let table =
        "Service,Site,Servers,Depends on\nMail,North,4,Login\nMail,South,6,Storage\nLogin,North,2,\nStorage,South,3,\n";
    let world = world(&imported(&[source("a.csv", table)]));
    assert_eq!(names(&world), ["Mail", "Login", "Storage"]);
    assert_eq!(world.services.rows()[0].on.iter().map(|(_, servers)| *servers).collect::<Vec<_>>(), [4, 6]);
    assert_eq!(dependencies(&world), ["Mail: Login, Storage"]);
}

#[test]
fn all_problems_are_told_at_once_by_row_and_column() {
    let table = "\
Service,RTO,Users,Lat,Lon,Site,Depends on
Mail,soon,12.5,91,0,Hall,Maill
Login,0,,,,,Login
,4h,5,,,,
Login,,,,,,Lgoin
Mail,8h,-3,,,,
Mail,9h,,,,,
";
    let import = imported(&[source("a.csv", table)]);
    assert!(import.scenario.is_none());
    insta::assert_snapshot!("problems", problems(&import).join("\n"));
    // Each of them can be left out, and then the rest is imported.
    let options = Options { skips_unreadable: true, ..Options::default() };
    let import = firedrill::import::import(&[source("a.csv", table)], &Mapping::default(), &options, &Texts::english());
    assert!(import.scenario.is_some(), "{:?}", problems(&import));
    assert_eq!(import.counts.services, 2);
}

#[test]
fn ids_that_clash_are_changed_and_listed() {
    let table = "ID,Service\nA-1,Mail\nA-1,Login\na 1,Shop\n";
    let import = imported(&[source("a.csv", table)]);
    let world = world(&import);
    assert_eq!(world.services.rows().iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["a-1", "a-1-2", "a-1-3"]);
    let listed: Vec<_> =
        import.renamed.iter().map(|row| (row.name.as_str(), row.from.as_str(), row.to.as_str())).collect();
    assert_eq!(listed, [("Login", "a-1", "a-1-2"), ("Shop", "a-1", "a-1-3")]);
}

#[test]
fn a_mapping_is_given_kept_and_used_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let table = write(&folder, "a.csv", "Thing,Max downtime,Cost\nMail,90,5\n").display().to_string();
    let (kept, out) = (path("kept.json"), path("out.ron"));
    let said = fails(&["import", &table], 1);
    assert!(said.contains("a.csv: no column names services or sites"), "{said}");
    let columns = ["--column", "Thing=service", "--column", "Max downtime=rto:minutes", "--column", "Cost="];
    let said = prints(&[&["import", &table][..], &columns, &["--save-mapping", &kept, "-o", &out]].concat());
    assert!(said.contains("Thing = service  (Mail)") && said.contains("Max downtime = rto:minutes  (90)"), "{said}");
    assert!(said.contains("Cost = not used") && said.contains("services: 1, sites: 1"), "{said}");
    assert!(said.contains("Assumed:\n") && said.ends_with("out.ron: written\n"), "{said}");
    let world = file::read(Path::new(&out)).expect("a scenario");
    assert_eq!(world.services.rows()[0].rto, Some(Span(5_400)));
    assert!(prints(&["check", "--strict", &out]).ends_with("out.ron: ok\n"));
    assert_eq!(
        prints(&["import", &table, "--mapping", &kept, "-o", "-"]),
        fs::read_to_string(&out).expect("it is there")
    );

    for (mapping, told) in [
        ("{", "EOF"),
        ("{\"firedrill_mapping\": 9, \"sheets\": []}", "version 1"),
        ("{\"firedrill_mapping\": 1, \"sheets\": [{\"columns\": {\"a\": \"rot\"}}]}", "there is no field \"rot\""),
        ("{\"firedrill_mapping\": 1, \"sheets\": [{\"columns\": {\"a\": \"users:hours\"}}]}", "\"users\" has no unit"),
    ] {
        let bad = write(&folder, "bad.json", mapping).display().to_string();
        let said = fails(&["import", &table, "--mapping", &bad], 1);
        assert!(said.contains("bad.json: ") && said.contains(told), "{said}");
    }
    assert!(fails(&["import", &table, "--column", "Thing=thing"], 2).contains("the fields are service, service-id"));
    fails(&["import", &path("none.csv")], 3);
}

#[test]
fn korean_tables_are_read_in_the_code_pages_of_spreadsheets() {
    let table = "시스템명,담당부서,복구목표시간(시간),주센터,이용자수\n결제,금융,2,서울 센터,\"4,300만\"\n로그인,정보,1,안양 센터,\n";
    let (cp949, _, _) = encoding_rs::EUC_KR.encode(table);
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(table.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let with_mark = format!("\u{feff}{table}");
    for bytes in [table.as_bytes(), with_mark.as_bytes(), &cp949, &utf_16] {
        let world = world(&imported(&[Source { name: "표.csv".to_owned(), bytes: Arc::from(bytes) }]));
        assert_eq!(names(&world), ["결제", "로그인"]);
        assert_eq!(world.services.rows()[0].users, 43_000_000);
        assert!(world.sites.rows().iter().all(|site| site.at.is_some()), "towns are known by their Hangul");
    }
    let binary = Source { name: "a.csv".to_owned(), bytes: Arc::from(&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..]) };
    assert_eq!(
        problems(&imported(&[binary]))[0],
        "a.csv: this is not a table of text; save the spreadsheet as CSV (UTF-8), or copy its cells and paste them"
    );
}

#[test]
fn names_stay_text_whatever_they_look_like() {
    let table = "Service,Site\n\"=cmd|'/C calc'!A0\",\"</script><img src=x onerror=alert(1)>\"\n\"\"\"]; a->b\",\"a\u{1b}[2Jb\nc\"\n";
    let import = imported(&[source("a.csv", table)]);
    let world = world(&import);
    assert_eq!(names(&world), ["=cmd|'/C calc'!A0", "\"]; a->b"]);
    let sites: Vec<&str> = world.sites.rows()[1..].iter().map(|site| site.name.as_str()).collect();
    assert_eq!(sites, ["a\\u{1b}[2Jb", "c"], "no control character gets into a name, and a line break parts names");
}

#[test]
fn a_hundred_megabytes_are_refused_or_read_in_part() {
    let long = 100 * 1024 * 1024;
    let row = "Some service,Some site,4h\n";
    let mut many = String::from("Service,Site,RTO\n");
    many.reserve(long);
    while many.len() < long {
        many.push_str(row);
    }
    let import = imported(&[source("many.csv", &many)]);
    assert_eq!(
        problems(&import)[0],
        "many.csv, row 100002: there are more than 100,000 rows; import a part of the table"
    );
    // A tenth of that in one cell shows the same in less time.
    let cell = format!("Service,Site\n\"{}\",Hall\n", "x".repeat(long / 10));
    let import = imported(&[source("cell.csv", &cell)]);
    assert!(
        problems(&import)[0].starts_with("cell.csv, row 2, column A (Service): the text is longer than 10,000 letters")
    );
    let open = format!("Service\n\"{}", "\n".repeat(long / 10));
    assert!(!problems(&imported(&[source("open.csv", &open)])).is_empty());
    let huge = "x".repeat(129 * 1024 * 1024);
    assert!(problems(&imported(&[source("huge.csv", &huge)]))[0].starts_with("huge.csv: this is larger than 128 MB"));
}

/// The shape of the catalogue of a company with many teams: components with systems and interfaces, resources, references in all forms.
const CATALOGUE: &str = r#"
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: { name: retail }
spec: { owner: group:default/board }
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: checkout, description: Everything that takes money. }
spec: { owner: group:default/payments, domain: retail }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: checkout-web
  title: Checkout
  annotations: { example.org/service-tier: "1" }
  links: [{ url: "https://example.org", title: Dashboard }]
spec:
  type: website
  lifecycle: production
  owner: group:default/payments
  system: checkout
  dependsOn: [component:default/checkout-api, "resource:sessions-cache", component:ui-kit]
  consumesApis: [rates-api]
---
# A component that offers an interface.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: checkout-api, tags: [go, tier-2] }
spec: { type: service, lifecycle: experimental, owner: payments, system: checkout, providesApis: [rates-api], dependsOn: [resource:orders-db] }
---
kind: API
metadata: { name: rates-api }
spec: { type: openapi, lifecycle: production, owner: payments, definition: { $text: ./rates.yaml } }
---
kind: Resource
metadata: { name: orders-db }
spec: { type: database, owner: platform, dependencyOf: [component:reporting] }
---
kind: Resource
metadata: { name: sessions-cache }
spec: { type: cache, owner: platform }
---
kind: Component
metadata: { name: reporting }
spec: { type: service, lifecycle: deprecated, owner: 42, system: [not, a, text] }
---
kind: Component
metadata: { name: ui-kit }
spec: { type: library, lifecycle: production, owner: design }
---
kind: Group
metadata: { name: payments }
spec: { type: team, children: [] }
"#;

#[test]
fn a_catalogue_becomes_services_that_depend_on_one_another() {
    let import = imported(&[source("catalog-info.yaml", CATALOGUE)]);
    let world = world(&import);
    assert_eq!(
        names(&world),
        ["checkout", "Checkout", "checkout-api", "orders-db", "sessions-cache", "reporting", "ui-kit"]
    );
    assert_eq!(
        dependencies(&world),
        [
            "checkout: Checkout, checkout-api",
            "Checkout: checkout-api, sessions-cache, ui-kit",
            "checkout-api: orders-db",
            "reporting: orders-db",
        ]
    );
    let service = |name: &str| world.services.rows().iter().find(|row| row.name == name).expect("a service");
    assert_eq!(service("checkout").servers(), 0, "a system has no servers of its own");
    assert_eq!(service("Checkout").kind.as_deref(), Some("website"));
    let owner = |name: &str| service(name).company.map(|id| world.companies[id].name.clone());
    assert_eq!([owner("Checkout"), owner("reporting")], [Some("payments".to_owned()), Some("42".to_owned())]);
    let fact =
        |id: &str| world.notes.iter().find(|note| note.about == format!("services.{id}")).map(|note| note.text.clone());
    assert_eq!(fact("checkout-web").as_deref(), Some("Tier: 1. Lifecycle: production."));
    assert_eq!(fact("checkout-api").as_deref(), Some("Tier: 2. Lifecycle: experimental."));
    let assumed: Vec<String> = import.assumed.iter().map(ToString::to_string).collect();
    assert!(assumed.iter().any(|line| line.starts_with("Entities that are left out: 1")), "{assumed:?}");
    assert!(assumed.iter().any(|line| line.contains("Data centre")), "{assumed:?}");
}

#[test]
fn documents_that_cannot_be_read_are_told_with_their_line() {
    let text = "kind: Component\nmetadata: { name: a }\n---\nkind: Component\nmetadata: 7\n---\nkind: Component\nmetadata: { title: No name }\n---\nkind: Component\nmetadata: { name: [b }\n";
    let told = problems(&imported(&[source("catalog-info.yaml", text)]));
    assert_eq!(told.len(), 3, "{told:?}");
    for (told, begin) in told.iter().zip([
        "catalog-info.yaml, row 5: this cannot be read: ",
        "catalog-info.yaml, row 7: this entity has no name; ",
        "catalog-info.yaml, row 11: this cannot be read: ",
    ]) {
        assert!(told.starts_with(begin), "{told}");
    }
}

#[test]
fn bombs_of_aliases_and_depth_are_refused() {
    let mut aliases = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = vec![format!("*a{}", level - 1); 10].join(", ");
        aliases.push_str(&format!("a{level}: &a{level} [{before}]\n"));
    }
    let deep = format!("kind: Component\nmetadata: {}{}\n", "[".repeat(50_000), "]".repeat(50_000));
    let many = "---\nkind: Group\n".repeat(30_000);
    for text in [aliases, deep, many] {
        let told = problems(&imported(&[source("catalog-info.yaml", &text)]));
        assert!(!told.is_empty(), "{text:.60}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_source_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400), is_yaml in any::<bool>()) {
        let name = if is_yaml { "a.yaml" } else { "a.csv" };
        imported(&[Source { name: name.to_owned(), bytes: Arc::from(bytes) }]);
    }

    #[test]
    fn tables_of_odd_cells_give_a_valid_scenario_or_problems(
        cells in proptest::collection::vec(proptest::collection::vec("[a-cA-C0-9;,|\"= \u{e9}가\n%-]{0,8}", 8), 0..12)
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["Service", "ID", "RTO", "Users", "Site", "Servers", "DR site", "Depends on"]).expect("memory");
        cells.iter().for_each(|row| writer.write_record(row).expect("memory"));
        let bytes = writer.into_inner().expect("memory");
        let import = imported(&[Source { name: "a.csv".to_owned(), bytes: Arc::from(bytes) }]);
        match &import.scenario {
            Some(authored) => {
                let text = authored.to_file();
                prop_assert!(file::load(text.as_bytes()).is_ok(), "{}", text);
            }
            None => prop_assert!(!import.problems.is_empty()),
        }
    }
}

#[test]
fn the_command_line_tells_problems_and_imports_the_rest_on_demand() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = write(&folder, "a.csv", "Service,RTO\nMail,soon\nLogin,4h\n").display().to_string();
    let out = folder.path().join("out.ron").display().to_string();
    let said = fails(&["import", &table, "-o", &out], 1);
    assert!(said.contains("a.csv, row 2, column B (RTO): "), "{said}");
    assert!(!Path::new(&out).exists());
    let output =
        firedrill(&["import", &table, "-o", &out, "--skip-unreadable", "--title", "Ours", "--zone", "Asia/Seoul"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("a.csv, row 2, column B (RTO): left out: "));
    let world = file::read(Path::new(&out)).expect("a scenario");
    assert_eq!((world.title.as_str(), world.services.len()), ("Ours", 2));
    assert!(world.sites.rows()[0].at.is_some(), "the town of the zone");
    let said = fails(&["import", &table, "--skip-unreadable", "--zone", "Mars"], 1);
    assert!(said.contains("Mars"), "{said}");
}

/// What is imported as it is written and may be meant otherwise.
fn doubts(import: &Import) -> Vec<String> {
    let told = |doubt: &firedrill::import::ImportProblem| {
        format!("{}: {}; {}", doubt.at.saying(), doubt.message, doubt.remedy)
    };
    import.doubts.iter().map(told).collect()
}

#[test]
fn a_standby_has_as_many_servers_as_the_primary_and_its_note_says_so() {
    let table =
        "System,Site,DR site,Servers\nDirectory,Frankfurt,Munich,8\nMail,Frankfurt,Munich; Hamburg,5\nChat,Munich,,3\n";
    let import = imported(&[source("a.csv", table)]);
    let world = world(&import);
    let standby = |index: usize| -> Vec<u64> {
        world.services.rows()[index].standby.iter().map(|(_, servers)| *servers).collect()
    };
    assert_eq!([standby(0), standby(1), standby(2)], [vec![8], vec![3, 2], vec![]]);
    let about = |about: &str| world.notes.iter().find(|note| note.about == about).map(|note| note.text.as_str());
    assert_eq!(
        about("services.directory.standby"),
        Some("As many as at the primary, because no source says how many.")
    );
    assert_eq!(about("services.directory.on"), None, "the table says how many it has");
    let assumed: Vec<String> = import.assumed.iter().map(ToString::to_string).collect();
    assert!(assumed.iter().any(|line| line.starts_with("Servers of the standby (2 services): as many")), "{assumed:?}");
    assert!(!assumed.iter().any(|line| line.starts_with("Servers (")), "{assumed:?}");
    // The editor shows the failover that the run has.
    let file = import.scenario.as_ref().expect("a scenario").to_file();
    assert!(file.contains("switch: (by_hand: \"1h\")"), "{file}");
}

#[test]
fn a_number_that_can_be_read_in_two_ways_is_a_problem_unless_other_cells_tell() {
    let table = |more: &str| format!("System\tUsers\nShop\t85.000\nMail\t{more}\n");
    let told = problems(&imported(&[source("a.csv", &table("6,500"))]));
    assert_eq!(
        told,
        [
            "a.csv, row 2, column B (Users): \"85.000\" can be read as 85 or as 85000; write 85 or 85000, without a point or a comma between the digits"
        ]
    );
    assert_eq!(problems(&imported(&[source("a.csv", &table("40"))])).len(), 1, "nothing tells");
    let import = imported(&[source("a.csv", &table("1.234.567"))]);
    let world = world(&import);
    assert_eq!([world.services.rows()[0].users, world.services.rows()[1].users], [85_000, 1_234_567]);
    let assumed: Vec<String> = import.assumed.iter().map(ToString::to_string).collect();
    assert!(
        assumed.contains(&"Points group the digits of numbers, as in 1.234.567: 85.000 is read as 85,000.".to_owned()),
        "{assumed:?}"
    );
    let told = problems(&imported(&[source("a.csv", "System\tRTO (min)\nShop\t1,500\n")]));
    assert!(told[0].contains("can be read as 1.5 or as 1500"), "{told:?}");
}

#[test]
fn numbers_with_a_letter_for_thousands_are_told_with_what_was_read() {
    let table = "System\tUsers\nShop\t20k\nMail\t1.2M\nWeb\t20k\nForum\t300\n";
    let import = imported(&[source("a.csv", table)]);
    let users: Vec<u64> = world(&import).services.rows().iter().map(|row| row.users).collect();
    assert_eq!(users, [20_000, 1_200_000, 20_000, 300]);
    let told = "Numbers with a letter for thousands or more are read in full: 20k = 20,000, 1.2M = 1,200,000.";
    assert_eq!(import.assumed.iter().filter(|line| line.to_string() == told).count(), 1, "{:?}", import.assumed);
    let import = imported(&[source("a.csv", "System\tUsers\nForum\t300\n")]);
    assert!(!import.assumed.iter().any(|line| line.to_string().contains("in full")), "{:?}", import.assumed);
}

#[test]
fn what_may_be_meant_otherwise_is_told_with_its_row() {
    let table = "\
System\tData centre\tServers\tDepends on
Directory\tFrankfurt\t6\t
Mail\tFrankfurt\t4\tDirectory
Mail\tFrankfurt\t4\tDirectory
Mail\tFrankfurt\t4\tSAP
Storage\tFrankfrut\t12\t\"Directory
Mail\"
Web\tFrankfurt / Hamburg\t2\tDirectori service
Chat\tMunchen\t2\t
Phone\tMunich\t2\t
Paging\tMunich\t2\t
SAP ERP\tFrankfurt\t3\tMainframe
Total\tFrankfurt\t64\t
";
    let import = imported(&[source("Pasted cells", table)]);
    insta::assert_snapshot!("doubts", doubts(&import).join("\n"));
    assert_eq!(problems(&import).len(), 1, "{:?}", problems(&import));
    assert!(problems(&import)[0].contains("if several are meant, write a semicolon between them: Frankfurt; Hamburg"));
    let clean = table.replace("Frankfurt / Hamburg", "Hamburg");
    let world = world(&imported(&[source("Pasted cells", &clean)]));
    assert_eq!(world.services.rows()[1].servers(), 4, "no row is counted twice");
    assert!(dependencies(&world).contains(&"Storage: Directory, Mail".to_owned()), "a line break parts names");
}

#[test]
fn sites_that_are_no_towns_are_told_at_once_and_after_slips() {
    let halls = (1..=5).map(|hall| format!("Hall {hall}"));
    let buildings =
        ["Main building", "North wing", "South wing", "Laundry"].map(str::to_owned).into_iter().chain(halls);
    let rows: String = buildings.map(|name| format!("System of {name},{name},\n")).collect();
    let table = format!("System,Site,Depends on\nMail,Munich,\n{rows}Web,Munich,Mainframe\n");
    assert_eq!(
        doubts(&imported(&[source("a.csv", &table)])),
        [
            "a.csv, row 12, column C (Depends on): no row describes the service \"Mainframe\"; it is added without servers of its own; add a row for it, or correct the name",
            "a.csv: no town of the map is called as any of these sites, so they are drawn south of the others: Main building, North wing, South wing, Laundry, Hall 1, Hall 2, Hall 3, Hall 4 (+1); add a column with their towns, or with their latitudes and longitudes",
        ]
    );
    // A single one keeps its row.
    let told = doubts(&imported(&[source("a.csv", "System,Site\nMail,Munich\nWeb,Main building\n")]));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("a.csv, row 3, column B (Site): no town"), "{told:?}");
}

#[test]
fn a_name_in_brackets_leads_to_its_service_and_is_to_be_checked() {
    let table = "System,Depends on\nPatient administration (PAS),\nWards,PAS\nPharmacy,pas\n";
    let import = imported(&[source("a.csv", table)]);
    assert_eq!(
        doubts(&import),
        [
            "a.csv, row 3, column B (Depends on): \"PAS\" is read as the service \"Patient administration (PAS)\"; write the whole name if another one is meant"
        ]
    );
    assert_eq!(
        dependencies(&world(&import)),
        ["Wards: Patient administration (PAS)", "Pharmacy: Patient administration (PAS)"]
    );
    // Which one of two is meant is not known.
    let told = doubts(&imported(&[source("a.csv", &table.replace("Wards,", "Archive (PAS),\nWards,"))]));
    assert!(told.len() == 1 && told[0].contains("no row describes") && told[0].contains("did you mean"), "{told:?}");
}

#[test]
fn durations_that_are_read_as_hours_are_named_by_row_and_column() {
    let table = "System,RTO,Restart time\nMail,4,10m\nWeb,2h,1\nShop,8,5m\n";
    let assumed = imported(&[source("a.csv", table)]).assumed;
    let assumed: Vec<String> = assumed.iter().map(ToString::to_string).collect();
    let said: Vec<&String> = assumed.iter().filter(|line| line.starts_with("Durations without a unit")).collect();
    assert_eq!(
        said,
        [
            "Durations without a unit are read as hours: a.csv, column B (RTO), rows 2, 4.",
            "Durations without a unit are read as hours: a.csv, column C (Restart time), row 3.",
        ]
    );
}

#[test]
fn names_that_are_joined_are_no_new_service() {
    for joined in ["A / B", "A + B", "A and B", "A/B"] {
        let table = format!("System,Depends on\nA,\nB,\nC,{joined}\n");
        let told = problems(&imported(&[source("a.csv", &table)]));
        assert_eq!(told.len(), 1, "{joined}: {told:?}");
        assert!(told[0].contains("row 4, column B (Depends on)") && told[0].contains("A; B"), "{told:?}");
    }
    // A name that has such a word in it stays whole.
    let world = world(&imported(&[source("a.csv", "System,Depends on\nDNS and DHCP,\nA,DNS and DHCP\n")]));
    assert_eq!(dependencies(&world), ["A: DNS and DHCP"]);
}

#[test]
fn the_run_of_an_import_is_longer_than_the_longest_rto() {
    let length = |rto: &str| world(&imported(&[source("a.csv", &format!("System,RTO\nA,{rto}\n"))])).length;
    assert_eq!([length("4h"), length("72h"), length("80h")], [Span(2 * 86_400), Span(4 * 86_400), Span(5 * 86_400)]);
}

/// Forty services of a spreadsheet, as cells that were copied.
fn forty() -> String {
    let sites = ["Seoul DC", "Busan DR", "Daejeon"];
    let row = |index: usize| {
        let needs = if index == 0 { String::new() } else { format!("System {}", index / 2) };
        format!("System {index}\tTeam {}\t{}\t{}\t{needs}\n", index % 5, 1 + index % 8, sites[index % 3])
    };
    std::iter::once("Name\tOwner\tRTO (h)\tLocation\tDepends on\n".to_owned()).chain((0..40).map(row)).collect()
}

fn open_panel(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::I);
    harness.run();
}

fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
    harness.run();
}

#[test]
fn a_table_that_is_pasted_again_takes_the_place_of_the_first() {
    let mut harness = window::window(WIDE);
    open_panel(&mut harness);
    paste(&mut harness, &forty().replace("System 7\tTeam 2\t8", "System 7\tTeam 2\tsoon"));
    assert!(harness.get_by_label("Import").accesskit_node().is_disabled());
    let says_how = |harness: &Harness<'_, App>| harness.query_by_label_contains("paste it again").is_some();
    assert!(says_how(&harness), "the panel says that a corrected table takes the place of the first");
    paste(&mut harness, &forty());
    assert!(!says_how(&harness), "nothing is to be corrected");
    assert!(harness.query_by_label("Pasted cells: 40 rows").is_some());
    assert!(harness.query_by_label("Pasted cells (2): 40 rows").is_none());
    assert!(!harness.get_by_label("Import").accesskit_node().is_disabled());
    // A table of something else is another table.
    paste(&mut harness, "Site\tCity\nSeoul DC\tSeoul\n");
    assert!(harness.query_by_label("Pasted cells (2): 1 rows").is_some());
}

#[test]
fn lines_of_a_table_end_as_any_program_writes_them() {
    let plain = "Service;RTO;Site\nRecords;2h;Leeds\nMail;4h;Leeds\n\nWeb;soon;York\n";
    for end in ["\n", "\r\n", "\r"] {
        for mark in ["", "\u{feff}"] {
            let text = format!("{mark}{}", plain.replace('\n', end));
            let import = imported(&[source("plan.csv", &text)]);
            let told = problems(&import);
            assert!(told.len() == 1 && told[0].contains("row 5, column B (RTO)"), "{end:?}: {told:?}");
            let import = imported(&[source("plan.csv", &text.replace("soon", "3h"))]);
            assert_eq!(names(&world(&import)), ["Records", "Mail", "Web"], "{end:?}");
        }
    }
}

#[test]
fn forty_services_are_pasted_and_are_on_the_map() {
    let mut harness = window::window(WIDE);
    open_panel(&mut harness);
    paste(&mut harness, &forty());
    assert!(harness.query_by_label("Services: 40, sites: 3, dependencies: 39").is_some());
    assert!(harness.query_by_label("Pasted cells: 40 rows").is_some());
    assert!(harness.query_by_label("Meaning of RTO (h): RTO").is_some());
    assert!(harness.query_by_label_contains("Seoul DC is shown in the middle of Seoul").is_some());
    window::click(&mut harness, "Import");
    let state = harness.state();
    let world = state.session().world();
    assert_eq!((world.services.len(), world.sites.len()), (40, 3));
    assert!(world.sites.rows().iter().all(|site| site.at.is_some()), "on the map");
    assert!(state.session().is_changed(), "it is in no file yet");
    assert!(matches!(state.session().origin(), Origin::Nowhere(_)));
    assert_eq!(state.notice().expect("a message").title, "Imported: services: 40, sites: 3");
    // Its sites can be struck at once, and undo does not take the import away.
    window::click(&mut harness, "Seoul DC");
    harness.key_press(Key::I);
    harness.run();
    assert!(
        harness.state().session().run().recording.summary.services.rows().iter().any(|row| row.first_out.is_some())
    );
    // The card of the site says which RTOs of its services are missed, later than now, and leads to the list of all.
    assert!(harness.query_by_label_contains("RTO missed by services here: ").is_some());
    assert!(harness.query_all_by_label_contains("will be broken at ").next().is_some());
    assert!(harness.query_all_by_label_contains("for 0 s").next().is_none(), "it has lasted for no time yet");
    let has_figure = |figure: &str| harness.query_all_by_label_contains(figure).next().is_some();
    assert!(has_figure("Services down: ") && !has_figure("Shares: "), "no company is listed");
    harness.get_by_label_contains("All services that miss their RTO: ").click();
    harness.run();
    assert_eq!(harness.state().session().selection(), None);
    // With nothing selected, the RTOs that this misses are listed, and each leads to its service.
    for _ in 0..3 {
        harness.key_press(Key::Escape);
        harness.run();
    }
    assert!(harness.query_by_label_contains("RTO missed: ").is_some());
    let at =
        |node: &egui_kittest::Node<'_>| node.accesskit_node().label().is_some_and(|label| label.contains("broken at "));
    let link = harness.get_all_by_role(Role::Link).find(at).expect("a service that misses its RTO");
    let name = link.accesskit_node().label().expect("its name").split(':').next().unwrap_or_default().to_owned();
    link.click();
    harness.run();
    let session = harness.state().session();
    let Some(Subject::Service(service)) = session.selection() else { panic!("no service is selected") };
    assert_eq!(session.world().services[service].name, name);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    assert!(harness.query_by_label("Path of the file").is_some(), "the window asks where to save it");
    let typed = harness.get_by_label("Path of the file").accesskit_node().value().unwrap_or_default().to_owned();
    assert!(typed.ends_with("pasted-cells.firedrill.ron"), "named as a new one is; a double click opens it: {typed}");
}

#[test]
fn the_panel_stays_where_it_is_when_tables_are_added_and_says_first_how_to_correct_what_follows() {
    let mut harness = window::window(WIDE);
    open_panel(&mut harness);
    let top = |harness: &Harness<'_, App>| {
        let area = harness.ctx.memory(|memory| memory.area_rect(egui::Id::unique("overlay")));
        area.expect("the panel is open").top()
    };
    let before = top(&harness);
    paste(&mut harness, "Service\tRTO\nMail\tsoon\n");
    assert_eq!(top(&harness), before);
    let [how, what] = ["To correct what follows, ", "Problems: 1"]
        .map(|words| harness.get_all_by_label_contains(words).next().expect("it is said").rect().top());
    assert!(how < what, "{how} and {what}");
}

#[test]
fn a_wrong_guess_is_corrected_and_kept_by_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = write(&folder, "ours.csv", "Thing,Max outage,RTO\nMail,2,soon\n");
    let mut harness = window::window(WIDE);
    // A table that is opened or dropped is imported.
    harness.state_mut().ask(Command::File(FileCommand::OpenPath(table.clone())));
    harness.run();
    harness.run();
    assert!(harness.query_by_label_contains("no column names services or sites").is_some());
    assert!(harness.get_by_label("Import").accesskit_node().is_disabled());
    choose(&mut harness, "Meaning of Thing: Not used", "Service");
    assert!(harness.query_by_label_contains("ours.csv, row 2, column C (RTO)").is_some());
    choose(&mut harness, "Meaning of Max outage: Not used", "RTO");
    // Only one column has the RTO, so the other one is not read any more.
    assert!(harness.query_by_label("Meaning of RTO: Not used").is_some());
    assert!(harness.query_by_label_contains("Durations without a unit are read as hours").is_some());
    window::click(&mut harness, "Keep the mapping");
    let kept = folder.path().join("kept.json");
    window::type_path(&mut harness, &kept);
    harness.run();
    assert!(fs::read_to_string(&kept).expect("it is there").contains("\"Max outage\": \"rto\""));

    // Another window uses the kept mapping.
    let mut other = window::window(WIDE);
    for path in [table, kept] {
        other.state_mut().ask(Command::File(FileCommand::OpenPath(path)));
        other.run();
        other.run();
    }
    assert!(other.query_by_label("Meaning of Thing: Service").is_some());
    other.get_by_label("Import").focus();
    other.run();
    window::press(&mut other, Key::Enter);
    assert_eq!(other.state().session().world().services.rows()[0].rto, Some(Span(7_200)));
}

/// Opens a box with the keyboard and chooses a line in it.
fn choose(harness: &mut Harness<'_, App>, name: &str, choice: &str) {
    harness.get_by_label(name).focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    {
        let mut lines = harness.get_all_by_label(choice).filter(|node| node.accesskit_node().role() != Role::Label);
        lines.next_back().expect("a line of the list").focus();
    }
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.run();
}

#[test]
fn problems_stop_the_import_until_they_are_left_out() {
    let mut harness = window::window(WIDE);
    open_panel(&mut harness);
    paste(&mut harness, "Service\tRTO\nMail\tsoon\nLogin\t4h\n");
    assert!(harness.query_by_label("Problems: 1").is_some());
    assert!(harness.get_by_label("Import").accesskit_node().is_disabled());
    window::click(&mut harness, "Leave out cells that cannot be read");
    harness.run();
    window::click(&mut harness, "Import");
    assert_eq!(harness.state().session().world().services.len(), 2);
}

#[test]
fn nonsense_is_refused_and_changes_nothing() {
    let mut harness = window::window(WIDE);
    let before = harness.state().session().document_number();
    open_panel(&mut harness);
    paste(&mut harness, "Dear all,\nplease find attached.\n");
    assert!(harness.get_by_label("Import").accesskit_node().is_disabled());
    window::click(&mut harness, "Pasted cells  ×");
    harness.run();
    assert!(harness.query_by_label_contains("Problems").is_none());
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().document_number(), before);
    let missing = PathBuf::from("/nothing/there.csv");
    harness.state_mut().ask(Command::File(FileCommand::OpenPath(missing)));
    harness.run();
    assert_eq!(harness.state().notice().expect("a message").title, "there.csv was not imported");
}

#[test]
fn the_import_panel_keeps_what_was_set_until_the_person_begins_anew() {
    let mut harness = window::window(WIDE);
    open_panel(&mut harness);
    paste(&mut harness, "Thing\tRTO\nMail\tsoon\n");
    choose(&mut harness, "Meaning of Thing: Not used", "Service");
    window::click(&mut harness, "Leave out cells that cannot be read");
    harness.run();
    for (key, modifiers) in [(Key::Escape, Modifiers::NONE), (Key::I, Modifiers::COMMAND)] {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        assert!(harness.query_by_label("Keep the mapping").is_none(), "the panel is closed");
        open_panel(&mut harness);
        assert!(harness.query_by_label("Meaning of Thing: Service").is_some());
        assert!(!harness.get_by_label("Import").accesskit_node().is_disabled(), "cells are still left out");
    }
    window::click(&mut harness, "Start over");
    harness.run();
    assert!(harness.query_by_label_contains("Pasted cells").is_none(), "the panel is empty again");
    assert!(harness.query_by_label("Start over").is_none(), "there is nothing to forget");
    paste(&mut harness, "Service\tRTO\nMail\tsoon\n");
    assert!(harness.get_by_label("Import").accesskit_node().is_disabled(), "nothing is left out unasked");
}

#[test]
fn another_table_or_another_scenario_begins_a_new_import() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = write(&folder, "ours.csv", "Service,RTO\nMail,4h\n");
    let mut harness = window::window(WIDE);
    open_panel(&mut harness);
    paste(&mut harness, "Service\tRTO\nLogin\t4h\n");
    harness.key_press(Key::Escape);
    harness.run();
    let open = |harness: &mut Harness<'_, App>| {
        harness.state_mut().ask(Command::File(FileCommand::OpenPath(table.clone())));
        harness.run();
        harness.run();
    };
    open(&mut harness);
    assert!(harness.query_by_label("ours.csv  ×").is_some());
    assert!(harness.query_by_label("Pasted cells  ×").is_none(), "the panel was closed");
    // A table is corrected and opened again: what was set about it stays.
    window::click(&mut harness, "Leave out cells that cannot be read");
    harness.key_press(Key::Escape);
    harness.run();
    fs::write(&table, "Service,RTO\nMail,soon\n").expect("writes");
    open(&mut harness);
    assert!(!harness.get_by_label("Import").accesskit_node().is_disabled(), "cells are still left out");
    harness.key_press(Key::Escape);
    harness.run();
    harness.state_mut().ask(Command::File(FileCommand::OpenShipped("1-one-site")));
    harness.run();
    harness.run();
    open_panel(&mut harness);
    assert!(harness.query_by_label("ours.csv  ×").is_none(), "another scenario is in the window");
}

#[test]
fn what_is_pasted_into_the_import_goes_nowhere_else() {
    let mut harness = window::window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    open_panel(&mut harness);
    paste(&mut harness, &forty());
    assert!(harness.query_by_label("Services: 40, sites: 3, dependencies: 39").is_some());
    assert!(harness.query_by_label_contains("no parts of a scenario").is_none());
    // The same with the table of cells behind it.
    let mut harness = window::window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    open_panel(&mut harness);
    paste(&mut harness, "Name\tUsers\nAnother\t5\n");
    assert!(!harness.state().session().can_undo(), "nothing was pasted into the table");
}

#[test]
fn all_sites_are_shown_on_demand_also_small_ones_far_away() {
    let mut harness = window::window(WIDE);
    open_panel(&mut harness);
    let rows = [("A", "Frankfurt", 240), ("B", "Munich", 190), ("C", "Madrid", 5), ("D", "Leipzig", 8)];
    let rows: String = rows.iter().map(|(name, site, servers)| format!("{name}\t{site}\t{servers}\n")).collect();
    paste(&mut harness, &format!("System\tData centre\tServers\n{rows}"));
    window::click(&mut harness, "Import");
    let far = |harness: &Harness<'_, App>| window::painted(harness).iter().filter(|text| text.contains(" km ")).count();
    assert!(far(&harness) > 0, "the first view leaves out what is small and far away");
    harness.key_press(Key::Escape);
    harness.run();
    harness.key_press(Key::F);
    harness.run();
    assert_eq!(far(&harness), 0);
}

#[test]
fn cells_that_are_pasted_on_the_map_lead_to_the_import() {
    let mut harness = window::window(WIDE);
    paste(&mut harness, &forty());
    assert_eq!(harness.state().notice().expect("a hint").title, "Cells of a spreadsheet are on the clipboard");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    paste(&mut harness, &forty());
    assert!(harness.query_by_label_contains("becomes a scenario with Import (Ctrl I)").is_some());
}
