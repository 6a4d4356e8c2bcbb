//! Tests of crowded maps: marks do not cover one another, a message covers no site, lines end where they meet a ring, and a selected site has its
//! button.

use std::sync::Arc;

use egui::epaint::PathStroke;
use egui::{Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};
use egui_kittest::Harness;

use super::super::framing::kept_for_message;
use super::super::marks::{Mark, MarkKind, Marks};
use super::super::scene::Scene;
use super::worlds::{Maker, seoul};
use super::{Desk, apply, desk, desk_sized, labels};
use crate::file::{Shipped, shipped};
use crate::geo::{Camera, LatLon};
use crate::model::{Id, SiteId};
use crate::recording::Subject;
use crate::session::{Command, Origin, PlanCommand, PlaybackCommand, SelectCommand, Session};

/// The sizes of the map and the strip below it in windows of 1024 x 640, 1366 x 768 and 1440 x 900 points: with the inspector, and with the editor.
const MAPS: [Vec2; 6] = [
    vec2(562.0, 307.0),
    vec2(596.0, 307.0),
    vec2(806.0, 381.0),
    vec2(840.0, 381.0),
    vec2(850.0, 458.0),
    vec2(897.0, 458.0),
];

fn scene<'a>(harness: &'a Harness<'_, Desk>) -> &'a Scene {
    harness.state().view.scene.as_ref().unwrap()
}

fn select(harness: &mut Harness<'_, Desk>, site: Option<SiteId>) {
    apply(harness, Command::Select(SelectCommand::Select(site.map(Subject::Site))));
}

fn session_of(shipped: &Shipped) -> Session {
    Session::new(Arc::new(shipped.scenario()), Origin::Shipped(shipped.name)).unwrap()
}

/// The first site of each campus with several. If it is selected, its campus is opened.
fn campuses(session: &Session) -> Vec<SiteId> {
    let sites = &session.world().sites;
    let places: Vec<Option<&str>> = sites.iter().map(|(_, site)| site.place.as_deref()).collect();
    let is_first = |index: usize| {
        let place = places[index];
        place.is_some() && !places[..index].contains(&place) && places[index + 1..].contains(&place)
    };
    sites.ids().filter(|site| is_first(site.index())).collect()
}

/// The pairs of marks that cover one another. A frame does not cover what is in it.
fn overlapping(marks: &Marks) -> Vec<(MarkKind, MarkKind)> {
    let holds = |frame: &Mark, part: &Mark| {
        matches!(frame.kind, MarkKind::Frame(_)) && part.is_framed && frame.sites.contains(&part.sites[0])
    };
    let mut found = Vec::new();
    for (index, one) in marks.all.iter().enumerate() {
        for other in &marks.all[..index] {
            let covers = (one.at - other.at).length() < one.radius + other.radius;
            if covers && !holds(one, other) && !holds(other, one) {
                found.push((one.kind, other.kind));
            }
        }
    }
    found
}

#[test]
fn in_the_first_view_of_every_shipped_scenario_no_mark_covers_another_and_a_short_message_covers_none() {
    for shipped in shipped() {
        let session = session_of(shipped);
        for size in MAPS {
            let mut harness = desk_sized(session.clone(), size);
            let marks = &scene(&harness).marks;
            assert_eq!(overlapping(marks), [], "{} at {size}", shipped.name);
            let map = marks.screen.rect;
            let below = map.top() + kept_for_message(map.height());
            for ring in marks.rings().filter(|ring| map.contains(marks.pos(ring))) {
                let top = marks.rect(ring).top();
                assert!(top > below, "{} at {size}: {:?} begins at {top}, not below {below}", shipped.name, ring.kind);
            }
            for site in campuses(&session) {
                select(&mut harness, Some(site));
                assert_eq!(overlapping(&scene(&harness).marks), [], "{} at {size}: {site:?}", shipped.name);
            }
        }
    }
}

#[test]
fn beside_opened_campuses_no_mark_covers_another() {
    for name in ["kakao-2022", "sandy-2012"] {
        let session = session_of(Shipped::named(name).unwrap());
        for size in [MAPS[0], vec2(880.0, 514.0)] {
            let mut harness = desk_sized(session.clone(), size);
            for site in campuses(&session) {
                select(&mut harness, Some(site));
                for step in 0..33u8 {
                    let zoom = 8.0 + 0.2 * f64::from(step);
                    harness.state_mut().view.set_camera(Camera::new(session.world().shown_at(site), zoom));
                    harness.run();
                    let marks = &scene(&harness).marks;
                    assert_eq!(overlapping(marks), [], "{name} at {size} and zoom {zoom}: {site:?}");
                }
            }
        }
    }
}

#[test]
fn a_site_that_is_moved_past_others_covers_none_and_is_joined_to_its_true_place() {
    for step in 0..50u8 {
        let mut maker = Maker::new();
        let lon = 126.7 + 0.012 * f64::from(step);
        let others = [([37.40, 127.0], 20_000), ([37.43, 127.06], 4_000), ([37.36, 127.02], 9_000)];
        for (index, (at, servers)) in others.into_iter().chain([([37.41, lon], 12_000)]).enumerate() {
            let site = maker.site(&format!("Site {index}"), "", "", at, 1);
            maker.service(&format!("Service {index}"), 0, 1_000, &[(site, servers)], &[]);
        }
        let mut harness = desk(maker.session());
        harness.state_mut().view.set_camera(Camera::new(LatLon { lat: 37.4, lon: 127.0 }, 9.6));
        harness.run();
        let view = &harness.state().view;
        let (marks, facts) = (&scene(&harness).marks, view.facts.value().unwrap());
        assert_eq!(overlapping(marks), [], "at {lon}");
        for mark in &marks.all {
            let true_at = marks.screen.pos(facts.units[mark.units[0]].at) - marks.screen.rect.center();
            let shown_from = mark.moved_from.unwrap_or(mark.at);
            assert!((shown_from - true_at).length() < 3.1, "{:?} at {lon} is not where it is", mark.kind);
        }
    }
}

#[test]
fn a_short_message_in_the_first_view_moves_no_site_and_covers_none() {
    let mut harness = desk(seoul());
    let camera = harness.state().view.camera();
    let message = Rect::from_min_max(pos2(264.0, 0.0), pos2(880.0, 70.0));
    harness.state_mut().view.cover(Some(message));
    harness.run();
    assert_eq!(harness.state().view.camera(), camera, "it moves nothing");
    let marks = &scene(&harness).marks;
    assert!(marks.rings().all(|ring| !marks.is_in_view(ring) || !marks.rect(ring).intersects(message)));
    harness.state_mut().view.cover(Some(message.with_max_y(150.0)));
    harness.run();
    assert_ne!(harness.state().view.camera(), camera, "a tall one about the file moves the sites below it");
}

/// Three sites of the same size in a row. What fails at the first fails at the last, and the line between them passes the one in the middle.
fn in_a_row() -> Session {
    let mut maker = Maker::new();
    let [first, middle, last] = [126.6, 127.0, 127.4].map(|lon| maker.site("Site", "", "", [37.4, lon], 0));
    let one = maker.service("One", 0, 9_000, &[(first, 100)], &[]);
    maker.service("Between", 0, 8_000, &[(middle, 100)], &[]);
    maker.service("Two", 0, 7_000, &[(last, 100)], &[one]);
    maker.session()
}

/// The lines of the chain of causes that are painted.
fn lines_of_causes(harness: &Harness<'_, Desk>) -> Vec<Vec<Pos2>> {
    let stroke = PathStroke::from(Stroke::new(2.5, harness.state().theme.text));
    let shapes = harness.output().shapes.iter();
    let lines = shapes.filter_map(|clipped| {
        let Shape::Path(path) = &clipped.shape else { return None };
        (path.stroke == stroke).then(|| path.points.clone())
    });
    lines.collect()
}

#[test]
fn no_line_is_painted_behind_a_ring() {
    let mut harness = desk(in_a_row());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    let services = &harness.state().session.world().services;
    let two = services.iter().find(|(_, row)| row.name == "Two").map(|(id, _)| id).unwrap();
    apply(&mut harness, Command::Select(SelectCommand::Select(Some(Subject::Service(two)))));
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(7_200.0)));
    let (lines, marks) = (lines_of_causes(&harness), &scene(&harness).marks);
    assert!(lines.len() > 1, "the ring in the middle cuts the line: {lines:?}");
    for line in &lines {
        let length: f32 = line.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        assert!(length > 20.0, "a stub is left: {line:?}");
        for at in line {
            let is_behind = |ring: &Mark| marks.pos(ring).distance(*at) < ring.radius;
            assert!(!marks.rings().any(is_behind), "{at} is behind a ring");
        }
    }
}

/// A large site, and small ones around it so near to one another that the button has no space between their names.
fn crowd() -> Session {
    let mut maker = Maker::new();
    for index in 0..60u16 {
        let (row, column) = (f64::from(index / 10), f64::from(index % 10));
        let site = maker.site(&format!("Hall {index}"), "", "", [36.0 + 0.3 * row, 127.0 + 0.3 * column], 0);
        let servers = if index == 0 { 10_000 } else { 20 };
        maker.service(&format!("A service of hall {index}"), 0, 10, &[(site, servers)], &[]);
    }
    maker.session()
}

#[test]
fn a_selected_site_on_a_crowded_map_always_has_its_button_and_only_labels_in_its_way_give_way() {
    let mut harness = desk(crowd());
    let names = |harness: &Harness<'_, Desk>| {
        let scene = scene(harness);
        scene.labels.names.iter().map(|name| (scene.marks.all[name.mark].kind, name.rect)).collect::<Vec<_>>()
    };
    let before = names(&harness);
    let mut in_way = 0;
    let sites: Vec<SiteId> = harness.state().session.world().sites.ids().collect();
    for site in sites {
        select(&mut harness, Some(site));
        let scene = scene(&harness);
        let marks = &scene.marks;
        let own = &marks.all[marks.of_site(site).unwrap()];
        let ignite = scene.labels.ignite.unwrap_or_else(|| panic!("{site:?} has no button"));
        assert!(marks.screen.rect.contains_rect(ignite), "{site:?}: {ignite}");
        let is_beside = |ring: &Mark| ignite.distance_to_pos(marks.pos(ring)) > ring.radius;
        assert!(marks.rings().all(is_beside), "{site:?} covers a ring");
        assert!(scene.key.controls.iter().all(|control| !control.intersects(ignite)), "{site:?} covers a control");
        assert!(labels(&harness).iter().all(|label| !label.intersects(ignite)), "{site:?} covers a label");
        let after = names(&harness);
        for (kind, rect) in &before {
            if rect.intersects(ignite) {
                in_way += 1;
                assert_ne!(*kind, own.kind, "its own name is in the way");
            } else if !rect.intersects(ignite.expand(3.0)) {
                assert!(after.contains(&(*kind, *rect)), "the name of {kind:?} moved for the button of {site:?}");
            }
        }
    }
    assert!(in_way > 0, "some buttons have no space of their own");
    select(&mut harness, None);
    assert_eq!(names(&harness), before, "everything is back");
}
