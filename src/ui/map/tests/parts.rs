//! Tests of sites at one point: they are arranged around the point, with their names outside, each next to its own ring.

use egui::{Pos2, Rect, Vec2, vec2};
use egui_kittest::Harness;

use super::worlds::{Maker, seoul};
use super::{Desk, apply, desk_sized, labels};
use crate::geo::{Camera, LatLon, project};
use crate::model::{Id, SiteId};
use crate::recording::Subject;
use crate::session::{Command, PlanCommand, PlaybackCommand, SelectCommand, Session};
use crate::ui::map::marks::MarkKind;

/// A session with `count` sites at one point. Each site has two services, and each service depends on the one that was added before it.
fn campus(count: u16) -> Session {
    let mut maker = Maker::new();
    let mut before = None;
    for index in 0..count {
        let site = maker.site(&format!("Hall {}", index + 1), "", "", [37.4, 127.1], usize::from(index % 2));
        for half in ["Front", "Back"] {
            let servers = 100 + 700 * u64::from(index % 4);
            let dependencies: Vec<_> = before.into_iter().collect();
            before = Some(maker.service(&format!("{half} {index}"), 0, 10_000, &[(site, servers)], &dependencies));
        }
    }
    maker.session()
}

fn desk<'a>(count: u16, size: Vec2) -> Harness<'a, Desk> {
    let mut harness = desk_sized(campus(count), size);
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(5_400.0)));
    harness
}

/// The middles and radii of the rings of parts.
fn rings(harness: &Harness<'_, Desk>) -> Vec<(Pos2, f32)> {
    let scene = harness.state().view.scene.as_ref().unwrap();
    let parts = scene.marks.all.iter().filter(|mark| matches!(mark.kind, MarkKind::Part(_)));
    parts.map(|mark| (scene.marks.pos(mark), mark.radius)).collect()
}

fn lines(harness: &Harness<'_, Desk>) -> Vec<[Pos2; 2]> {
    harness.state().view.scene.as_ref().unwrap().labels.names.iter().filter_map(|name| name.line).collect()
}

fn crosses(one: [Pos2; 2], other: [Pos2; 2]) -> bool {
    let turns = |a: Pos2, b: Pos2, c: Pos2| (b - a).x * (c - a).y - (b - a).y * (c - a).x;
    let parts =
        |line: [Pos2; 2], other: [Pos2; 2]| turns(line[0], line[1], other[0]) * turns(line[0], line[1], other[1]) < 0.0;
    parts(one, other) && parts(other, one)
}

#[test]
fn lines_to_names_cross_neither_rings_nor_one_another() {
    for count in 2..=8 {
        for size in [vec2(880.0, 480.0), vec2(560.0, 300.0)] {
            let harness = desk(count, size);
            let (rings, lines) = (rings(&harness), lines(&harness));
            assert_eq!(rings.len(), usize::from(count), "each has a ring");
            assert_eq!(lines.len(), usize::from(count), "each has a name at {size}");
            for (index, line) in lines.iter().enumerate() {
                let others = lines.iter().enumerate().filter(|(other, _)| *other != index);
                assert!(others.map(|(_, other)| *other).all(|other| !crosses(*line, other)), "{count} at {size}");
                for step in 1..=20u8 {
                    let at = line[0].lerp(line[1], f32::from(step) / 20.0);
                    let is_over = rings.iter().any(|(middle, radius)| at.distance(*middle) < radius - 0.5);
                    assert!(!is_over, "{count} at {size}: {at} lies in a ring");
                }
            }
        }
    }
}

#[test]
fn no_name_or_chip_covers_a_ring_or_another_name() {
    for count in 2..=14 {
        for size in [vec2(880.0, 480.0), vec2(560.0, 300.0), vec2(360.0, 180.0)] {
            for selected in [None, Some(0), Some(1)] {
                let mut harness = desk(count, size);
                let site = selected.map(|site| Subject::Site(SiteId::new(site)));
                apply(&mut harness, Command::Select(SelectCommand::Select(site)));
                let labels = labels(&harness);
                for (index, label) in labels.iter().enumerate() {
                    for other in &labels[..index] {
                        assert!(!label.shrink(0.3).intersects(other.shrink(0.3)), "{count} at {size}: {label} {other}");
                    }
                    for (middle, radius) in rings(&harness) {
                        let near = label.clamp(middle);
                        assert!(near.distance(middle) > radius, "{count} at {size}: {label} covers a ring");
                    }
                }
            }
        }
    }
}

#[test]
fn an_opened_campus_is_whole_wherever_it_is_in_view() {
    for size in [vec2(880.0, 480.0), vec2(560.0, 300.0), vec2(345.0, 155.0)] {
        for [x, y] in [[0.0, 0.0], [0.4, 0.2], [-0.4, -0.3], [0.3, -0.35]] {
            let mut harness = desk(4, size);
            let mut camera = harness.state().view.camera().unwrap();
            camera.pan([x * size.x, y * size.y]);
            harness.state_mut().view.set_camera(camera);
            harness.run();
            let map = Rect::from_min_size(Pos2::ZERO, size);
            let [right, down] = camera.screen_from_world(project(LatLon { lat: 37.4, lon: 127.1 }));
            assert!(map.contains(map.center() + vec2(right, down)), "the place is in view");
            for (middle, radius) in rings(&harness) {
                let ring = Rect::from_center_size(middle, Vec2::splat(2.0 * radius));
                assert!(map.contains_rect(ring), "{ring} is cut in {map}");
            }
        }
    }
}

#[test]
fn sites_within_walking_distance_are_separate_in_the_first_view() {
    let mut maker = Maker::new();
    for (name, lat) in [("North hall", 37.404), ("South hall", 37.4)] {
        let site = maker.site(name, "", "", [lat, 127.1], 0);
        maker.service(name, 0, 10_000, &[(site, 100)], &[]);
    }
    let harness = desk_sized(maker.session(), vec2(880.0, 480.0));
    let marks = &harness.state().view.scene.as_ref().unwrap().marks.all;
    assert!(marks.iter().all(|mark| matches!(mark.kind, MarkKind::Unit(_))) && marks.len() == 2, "{marks:?}");
}

#[test]
fn no_ring_is_cut_in_the_first_view_of_a_map_of_any_size() {
    for size in [vec2(1_600.0, 900.0), vec2(880.0, 480.0), vec2(560.0, 300.0), vec2(345.0, 155.0), vec2(280.0, 206.0)] {
        let harness = desk_sized(seoul(), size);
        let scene = harness.state().view.scene.as_ref().unwrap();
        let map = scene.marks.screen.rect;
        for mark in scene.marks.all.iter().filter(|mark| map.contains(scene.marks.pos(mark))) {
            assert!(map.contains_rect(scene.marks.rect(mark)), "{:?} is cut at {size}", mark.kind);
        }
    }
}

#[test]
fn what_is_out_of_view_has_one_card_for_all_sites_at_one_point() {
    let mut harness = desk(4, vec2(880.0, 480.0));
    harness.state_mut().view.set_camera(Camera::new(LatLon { lat: 37.45, lon: 127.1 }, 14.0));
    harness.run();
    let cards: Vec<&str> =
        harness.state().view.scene.as_ref().unwrap().labels.edge_cards.iter().map(|card| card.name.as_str()).collect();
    assert_eq!(cards, ["Hall 4 +3"], "not one for each hall as well");
}

#[test]
fn a_site_without_a_position_has_no_direction_and_no_distance() {
    let mut maker = Maker::new();
    for (name, at) in [("Hall", [37.4, 127.1]), ("Cloud", [0.0, 0.0])] {
        let site = maker.site(name, "", "", at, 0);
        maker.service(name, 0, 10, &[(site, 100)], &[]);
    }
    maker.world.sites[SiteId::new(1)].at = None;
    let mut harness = desk_sized(maker.session(), vec2(880.0, 480.0));
    harness.state_mut().view.set_camera(Camera::new(LatLon { lat: 48.0, lon: 127.1 }, 9.0));
    harness.run();
    let scene = harness.state().view.scene.as_ref().unwrap();
    let cards = scene.labels.edge_cards.iter().map(|card| (card.name.as_str(), card.way.as_str()));
    let mut cards: Vec<(&str, &str)> = cards.collect();
    cards.sort_unstable();
    assert_eq!(cards, [("Cloud", "no position"), ("Hall", "1,180 km S")]);
}

#[test]
fn nothing_beside_the_parts_moves_while_time_goes_on() {
    for count in [2, 5, 8, 11] {
        let mut harness = desk(count, vec2(880.0, 480.0));
        let before = labels(&harness);
        assert!(before.len() >= usize::from(count), "{count} names at least");
        for hours in [0.0, 0.3, 0.5, 3.0, 9.0, 30.0] {
            apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(hours * 3_600.0)));
            assert_eq!(labels(&harness), before, "{count} sites after {hours} h");
        }
    }
}
