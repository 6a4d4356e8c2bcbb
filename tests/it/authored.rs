//! Tests of the authored form of a scenario: it keeps what the author wrote, and problems refer to it.

use firedrill::file::{self, Authored, FieldPath, Location, Shipped, schema, shipped};

use crate::support::{SMALL, load};

#[test]
fn loading_returns_the_authored_form_and_the_checked_scenario() {
    for text in shipped().iter().map(Shipped::text).chain([SMALL]) {
        let (authored, checked) = file::load_document(text.as_bytes()).expect("loads");
        assert_eq!(checked.scenario, *load(text));
        assert_eq!(file::check(&authored).expect("checked once more").scenario, checked.scenario);
        assert_eq!(authored.text(), Some(text));
        let again = file::parse(authored.to_ron().as_bytes()).expect("what is written can be read");
        assert!(again.says_the_same(&authored), "{}", authored.to_ron());
        // The new text keeps the order and the values that the author wrote, but not the layout.
        assert_eq!(
            again.rows().services.keys().collect::<Vec<_>>(),
            authored.rows().services.keys().collect::<Vec<_>>()
        );
    }
}

#[test]
fn any_scenario_can_be_converted_into_an_authored_form() {
    let scenario = load(SMALL);
    let authored = Authored::from(&*scenario);
    assert_eq!(authored.text(), None);
    assert_eq!(file::check(&authored).expect("it is valid").scenario, *scenario);
    assert_eq!(authored.to_ron(), file::to_ron(&scenario));
}

#[test]
fn problems_keep_their_path_after_a_change() {
    let text = SMALL.replacen("\"anyang\": 3500", "\"anyang\": -3500", 1);
    let report = file::load_document(text.as_bytes()).expect_err("fewer servers than none");
    let authored = file::parse(text.as_bytes()).expect("its shape is right");
    assert_eq!(file::check(&authored).expect_err("as in the file"), report);
    let [problem] = &report.problems[..] else { panic!("one problem: {report}") };
    let path = FieldPath::of(["services", "login", "on", "anyang"]);
    assert_eq!((&problem.path, problem.path.to_string().as_str()), (&path, "services.login.on.anyang"));
    assert!(
        matches!(problem.location, Some(Location { line, .. }) if text.lines().nth(line - 1).unwrap().contains("-3500"))
    );

    // After a change, problems cannot refer to lines of the file any more.
    let changed = authored.with_rows(schema::Scenario { title: "Changed".to_owned(), ..authored.rows().clone() });
    assert!(changed.text().is_none() && !changed.says_the_same(&authored));
    let report = file::check(&changed).expect_err("still wrong");
    let [problem] = &report.problems[..] else { panic!("one problem: {report}") };
    assert_eq!((problem.location, &problem.path), (None, &path));
    assert!(report.render("world", "").starts_with("world: services.login.on.anyang: -3500 is out of range\n"));

    let back = changed.with_rows(authored.rows().clone());
    assert_eq!((back.text(), back.says_the_same(&authored)), (Some(text.as_str()), true));
}
