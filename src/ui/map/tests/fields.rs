//! Tests of the fields of servers that sites have at a large zoom: none covers another, and those of sites near one another are side by side.

use std::sync::Arc;

use egui::{Rect, Vec2, vec2};
use egui_kittest::Harness;

use super::super::marks::{MarkKind, Marks};
use super::worlds::Maker;
use super::{Desk, desk, desk_sized};
use crate::file::shipped;
use crate::geo::{Camera, LatLon};
use crate::model::{Id, SiteId};
use crate::session::{Origin, Session};

/// Six sites of the same size at the same latitude. All but the last are 1 km apart, and that is much farther to the east.
fn in_a_row() -> Session {
    let mut maker = Maker::new();
    for (index, km) in [0.0, 1.0, 2.0, 3.0, 4.0, 30.0].into_iter().enumerate() {
        let site = maker.site(&format!("Hall {index}"), "", "", [37.4, 127.0 + km / 88.4], 0);
        maker.service(&format!("Service {index}"), 0, 1_000, &[(site, 100)], &[]);
    }
    maker.session()
}

fn zoom_to(harness: &mut Harness<'_, Desk>, at: LatLon, zoom: f64) {
    harness.state_mut().view.set_camera(Camera::new(at, zoom));
    harness.run();
}

fn marks<'a>(harness: &'a Harness<'_, Desk>) -> &'a Marks {
    &harness.state().view.scene.as_ref().unwrap().marks
}

/// The rectangles of all fields.
fn fields(marks: &Marks) -> Vec<(MarkKind, Rect)> {
    let fields = marks.rings().filter(|mark| mark.is_field(&marks.screen));
    fields.map(|field| (field.kind, marks.rect(field))).collect()
}

/// The pairs of fields that cover one another. Far out of view, positions are exact to a point only.
fn covering(fields: &[(MarkKind, Rect)]) -> Vec<(MarkKind, MarkKind)> {
    let mut found = Vec::new();
    for (index, (one, rect)) in fields.iter().enumerate() {
        let others = fields[..index].iter().filter(|(_, other)| other.shrink(1.0).intersects(rect.shrink(1.0)));
        found.extend(others.map(|(other, _)| (*one, *other)));
    }
    found
}

#[test]
fn in_no_shipped_scenario_a_field_covers_another_at_any_zoom() {
    for shipped in shipped() {
        let world = shipped.scenario();
        let at = world.shown_at(SiteId::new(0));
        let sites = world.sites.len();
        let session = Session::new(Arc::new(world), Origin::Shipped(shipped.name)).unwrap();
        let mut harness = desk_sized(session, vec2(562.0, 307.0));
        for step in 0..=15u8 {
            let zoom = 14.5 + 0.1 * f64::from(step);
            zoom_to(&mut harness, at, zoom);
            let fields = fields(marks(&harness));
            assert_eq!(fields.len(), sites, "{} at zoom {zoom}", shipped.name);
            assert_eq!(covering(&fields), [], "{} at zoom {zoom}", shipped.name);
        }
    }
}

#[test]
fn only_fields_that_would_cover_one_another_are_put_together_and_the_others_are_where_their_sites_are() {
    let mut harness = desk(in_a_row());
    for (zoom, together) in [(14.5, 5), (16.0, 0)] {
        zoom_to(&mut harness, LatLon { lat: 37.4, lon: 127.0 }, zoom);
        let (marks, facts) = (marks(&harness), harness.state().view.facts.value().unwrap());
        assert_eq!(covering(&fields(marks)), [], "at zoom {zoom}");
        let (framed, alone): (Vec<_>, Vec<_>) = marks.rings().partition(|field| field.is_framed);
        assert_eq!((framed.len(), alone.len()), (together, 6 - together), "at zoom {zoom}");
        for field in alone {
            let true_at = marks.screen.pos(facts.units[field.units[0]].at);
            assert!(marks.pos(field).distance(true_at) < 1.0, "{:?} at zoom {zoom}", field.kind);
        }
        for frame in marks.frames() {
            let first = marks.screen.pos(facts.units[frame.units[0]].at);
            assert!(marks.pos(frame).distance(first) < 1.0, "they are where the first of sites of the same size is");
        }
    }
}

#[test]
fn fields_stay_as_they_are_while_the_map_is_dragged() {
    let mut harness = desk(in_a_row());
    let from_first = |harness: &Harness<'_, Desk>| -> Vec<(MarkKind, Vec2)> {
        let fields = fields(marks(harness));
        let first = fields[0].1.min;
        fields.into_iter().map(|(kind, rect)| (kind, rect.min - first)).collect()
    };
    zoom_to(&mut harness, LatLon { lat: 37.4, lon: 127.0 }, 14.5);
    let before = from_first(&harness);
    assert_eq!(before.len(), 6);
    for east in [0.001, 0.01, 0.04, 1.0] {
        zoom_to(&mut harness, LatLon { lat: 37.4, lon: 127.0 + east }, 14.5);
        for ((kind, at), (was, was_at)) in from_first(&harness).into_iter().zip(&before) {
            assert!(kind == *was && (at - *was_at).length() < 1.0, "{kind:?} is at {at}, and {was:?} was at {was_at}");
        }
    }
}
