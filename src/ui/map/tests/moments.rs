//! Tests of the map at different moments: labels do not move, sparks show how failures spread, causes form a path, and what is not
//! connected to the selection can be faded.

use egui::{Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::super::layout::{Block, LINE, LineGrid};
use super::super::links::End;
use super::super::marks::{Mark, MarkKind};
use super::super::paint::heads;
use super::worlds::{Maker, seoul};
use super::{Desk, apply, click, desk, desk_sized, labels};
use crate::geo::{Camera, LatLon};
use crate::model::{Act, Id, ServiceId, SiteId, Switch};
use crate::recording::Subject;
use crate::session::{Command, PlanCommand, PlaybackCommand, SelectCommand, Session};
use crate::ui::ViewContext;
use crate::units::{SimTime, Span};

fn talk() -> ServiceId {
    ServiceId::new(4)
}

/// The rectangles of all chips, names and cards, and the positions of the names of cities, each with a text that identifies it.
fn places(harness: &Harness<'_, Desk>) -> Vec<(String, Rect)> {
    let scene = harness.state().view.scene.as_ref().unwrap();
    let blocks = scene.labels.blocks.iter().chain(scene.labels.footer.iter().map(|footer| &footer.block));
    let chips = blocks.flat_map(|block| &block.chips);
    let chips = chips.map(|chip| (format!("{:?}", chip.service), chip.rect));
    let names = scene.labels.names.iter().map(|name| (format!("{:?}", scene.marks.all[name.mark].kind), name.rect));
    let cities = scene.labels.cities.iter().map(|city| (city.name.to_owned(), Rect::from_pos(city.at)));
    let cards = scene.labels.edge_cards.iter().map(|card| (card.name.clone(), card.rect));
    chips.chain(names).chain(cities).chain(cards).collect()
}

#[test]
fn nothing_moves_while_time_goes_on() {
    let mut harness = desk(seoul());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    for (zoom, selection) in
        [(9.4, None), (9.4, Some(Subject::Service(talk()))), (11.0, Some(Subject::Site(SiteId::new(0))))]
    {
        harness.state_mut().view.set_camera(Camera::new(LatLon { lat: 37.4, lon: 127.05 }, zoom));
        apply(&mut harness, Command::Select(SelectCommand::Select(selection)));
        apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(0.0)));
        let before = places(&harness);
        assert!(before.len() > 8, "{} places", before.len());
        for hours in [0.4, 0.6, 2.0, 9.0, 12.0, 50.0, 110.0] {
            apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(hours * 3_600.0)));
            assert_eq!(places(&harness), before, "after {hours} h");
        }
    }
}

#[test]
fn selecting_a_chip_that_is_shown_moves_no_chip() {
    let mut harness = desk(seoul());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    let before = labels(&harness);
    click(&mut harness, "KakaoTalk");
    assert_eq!(labels(&harness), before, "it is only marked");
}

/// The positions of the sparks that are on their way.
fn sparks(harness: &Harness<'_, Desk>) -> Vec<Pos2> {
    let Desk { session, view, texts, theme } = harness.state();
    let context = ViewContext::new(session, texts, theme);
    heads(&context, view.facts.value().unwrap(), view.scene.as_ref().unwrap())
}

#[test]
fn a_cascade_travels_at_its_time_and_runs_back() {
    let mut harness = desk(seoul());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    let first_fall = harness.state().session.recording().services[talk()].events[0];
    let at = harness.state().session.recording().event(first_fall).at.as_secs_f64();
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(at - 1.0)));
    assert_eq!(sparks(&harness), [], "nothing yet");
    // The spark of a service that fell because of another service at the same instant starts a little later.
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(at + 1_440.0)));
    let there = sparks(&harness);
    assert!(!there.is_empty(), "it sets out");
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(at + 2_400.0)));
    assert_ne!(sparks(&harness), there, "it is on its way");
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(at + 400_000.0)));
    assert_eq!(sparks(&harness), [], "it is over");
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(at + 1_440.0)));
    assert_eq!(sparks(&harness), there, "and back");
    for speed in [1.0, 60.0, 86_400.0] {
        apply(&mut harness, Command::Playback(PlaybackCommand::SetSpeed(speed)));
        assert_eq!(sparks(&harness), there, "at {speed} s of the run per second");
    }
}

#[test]
fn what_has_just_come_back_is_shown_the_same_at_any_speed() {
    let mut harness = desk(seoul());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    let zone = SiteId::new(2);
    let back = harness.state().session.recording().sites[zone].online.all().last().map(|(at, _)| at.as_secs_f64());
    let back = back.expect("a first value");
    let burns = |t: f64| {
        let run = harness.state().session.run();
        run.world.sites.ids().any(|site| run.active_strikes(site, SimTime(t as i64)).next().is_some())
    };
    assert!(back > 0.0 && !burns(back), "the zone has power again, and the embers are out");
    let mut shown = |t: f64, speed: f64| {
        apply(&mut harness, Command::Playback(PlaybackCommand::SetSpeed(speed)));
        apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(t)));
        harness.output().shapes.clone()
    };
    let fresh = shown(back + 1_200.0, 60.0);
    assert!(fresh == shown(back + 1_200.0, 86_400.0), "the same picture");
    assert!(fresh != shown(back + 1_800.0, 60.0), "the highlight fades");
}

#[test]
fn causes_are_a_path_from_the_strike_to_the_service() {
    let mut harness = desk(seoul());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    apply(&mut harness, Command::Select(SelectCommand::Select(Some(Subject::Service(talk())))));
    let path = |harness: &Harness<'_, Desk>| harness.state().view.scene.as_ref().unwrap().now.path.clone();
    assert_eq!(path(&harness), [], "nothing happened yet");
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(7_200.0)));
    let stops = path(&harness);
    let mut next = 1;
    for stop in &stops {
        assert_eq!(stop.numbers[0], next, "numbers go on: {stops:?}");
        next = stop.numbers[1] + 1;
    }
    let scene = harness.state().view.scene.as_ref().unwrap();
    let [first, .., last] = &stops[..] else { panic!("from one place to another, not {stops:?}") };
    assert!(matches!(first.end, End::Ring(..)), "it begins where it burns");
    assert_eq!(last.end, End::Chip(scene.labels.chip(talk(), false).unwrap()), "it ends at KakaoTalk");
}

#[test]
fn only_what_the_selection_touches() {
    let mut harness = desk(seoul());
    apply(&mut harness, Command::Select(SelectCommand::ToggleOnly));
    assert!(harness.query_by_label("Show everything again").is_none(), "nothing is selected");
    let chips = |harness: &Harness<'_, Desk>| {
        let scene = harness.state().view.scene.as_ref().unwrap();
        let blocks = scene.labels.blocks.iter().chain(scene.labels.footer.iter().map(|footer| &footer.block));
        blocks.flat_map(|block| &block.chips).map(|chip| chip.service).collect::<Vec<_>>()
    };
    let service = |harness: &Harness<'_, Desk>, name: &str| {
        let services = &harness.state().session.world().services;
        services.iter().find(|(_, row)| row.name == name).map(|(id, _)| id).unwrap()
    };
    let map = service(&harness, "Kakao Map");
    apply(&mut harness, Command::Select(SelectCommand::Select(Some(Subject::Service(map)))));
    click(&mut harness, "Show only what is connected to the selection");
    let shown = chips(&harness);
    assert!(shown.contains(&map) && shown.contains(&service(&harness, "Object storage")), "it and what it depends on");
    assert!(!shown.contains(&talk()) && !shown.contains(&service(&harness, "Upbit")), "nothing else: {shown:?}");
    let reach = harness.state().view.scene.as_ref().unwrap().reach.clone().unwrap();
    assert_eq!(reach.counts, [1, 0], "it depends on the storage, and nothing on it");
    click(&mut harness, "Show everything again");
    assert!(chips(&harness).contains(&talk()), "all is back");
    apply(&mut harness, Command::Select(SelectCommand::ToggleOnly));
    apply(&mut harness, Command::Select(SelectCommand::Select(None)));
    apply(&mut harness, Command::Select(SelectCommand::Select(Some(Subject::Service(map)))));
    assert!(harness.query_by_label("Show everything again").is_none(), "over with what was selected");
}

#[test]
fn a_site_touches_all_services_that_depend_on_it() {
    let mut maker = Maker::new();
    let (a, b) = (maker.site("A", "", "", [37.4, 127.0], 0), maker.site("B", "", "", [37.6, 127.3], 1));
    let c = maker.site("C", "", "", [37.2, 127.3], 1);
    let base = maker.service("Base", 0, 10, &[(a, 5)], &[]);
    let middle = maker.service("Middle", 0, 10, &[(b, 5)], &[base]);
    maker.service("Top", 0, 10, &[], &[middle]);
    maker.service("Apart", 0, 10, &[(c, 5)], &[]);
    let mut harness = desk(maker.session());
    apply(&mut harness, Command::Select(SelectCommand::Select(Some(Subject::Site(a)))));
    apply(&mut harness, Command::Select(SelectCommand::ToggleOnly));
    let reach = harness.state().view.scene.as_ref().unwrap().reach.clone().unwrap();
    let touched: Vec<bool> = harness.state().session.world().services.ids().map(|id| reach.touches(id)).collect();
    assert_eq!(touched, [true, true, true, false], "up through the dependencies");
    assert_eq!(reach.counts, [0, 3], "all three depend on the site");
}

#[test]
fn a_manual_failover_is_pending_until_the_standby_takes_over() {
    let mut maker = Maker::new();
    let (a, b) = (maker.site("A", "", "", [37.4, 127.0], 0), maker.site("B", "", "", [37.6, 127.3], 1));
    let one = maker.service("One", 0, 10, &[(a, 100)], &[]);
    maker.world.services[one].standby = vec![(b, 100)];
    maker.world.services[one].switch = Some(Switch {
        manual_depends_on: None,
        success: 1000,
        auto: None,
        depends_on: None,
        manual_failover: Span(3_600),
    });
    let mut harness = desk(maker.session());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(7_200.0)));
    apply(&mut harness, Command::Plan(PlanCommand::Do(Act::FailOver { service: one })));
    let pending = |secs: i64| {
        let order = harness.state().session.run().pending_switch(one, SimTime(secs));
        order.map(|order| (order.at.0, order.due.0))
    };
    let found = [7_199, 7_200, 10_799, 10_800].map(pending);
    assert_eq!(found, [None, Some((7_200, 10_800)), Some((7_200, 10_800)), None], "an hour to fail over");
    let engaged = &harness.state().session.recording().services[one].moments;
    assert!(!engaged.at(SimTime(10_799)).engaged && engaged.at(SimTime(10_800)).engaged, "and then it is");
}

#[test]
fn where_no_site_is_in_view_a_wide_button_shows_all_sites() {
    let mut harness = desk(seoul());
    let back = |harness: &Harness<'_, Desk>| harness.state().view.scene.as_ref().unwrap().labels.back;
    assert_eq!(back(&harness), None, "all is in view");
    for (lat, lon, zoom) in [(34.0, 123.5, 9.0), (37.3, 128.0, 15.9), (-40.0, -120.0, 7.0)] {
        harness.state_mut().view.set_camera(Camera::new(LatLon { lat, lon }, zoom));
        harness.run();
        let button = back(&harness).unwrap();
        assert!(button.width() > 80.0, "it says what it does");
        let cards = &harness.state().view.scene.as_ref().unwrap().labels.edge_cards;
        assert!(!cards.is_empty() && cards.iter().all(|card| !card.rect.intersects(button)), "cards say where all is");
        click(&mut harness, "Show all sites");
        harness.run();
        let cards = &harness.state().view.scene.as_ref().unwrap().labels.edge_cards;
        assert!(cards.is_empty() && back(&harness).is_none(), "all are in view, back from {lat} {lon}");
    }
}

#[test]
fn both_directions_are_one_line_and_words_keep_off_it() {
    let mut harness = desk(seoul());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(7_200.0)));
    let Desk { session, view, texts, theme } = harness.state();
    let scene = view.scene.as_ref().unwrap();
    let mut ends: Vec<[usize; 2]> = scene.links.iter().map(|link| link.ends).collect();
    assert!(ends.len() > 3 && ends.iter().all(|[from, to]| from < to), "{ends:?}");
    ends.sort_unstable();
    assert!(ends.windows(2).all(|pair| pair[0] != pair[1]), "none twice: {ends:?}");
    let ends_of_lines = scene.line_ends(view.facts.value().unwrap());
    let grid = LineGrid::of(&ViewContext::new(session, texts, theme), &ends_of_lines, &scene.links);
    let blocks = scene.labels.blocks.iter().map(|block| block.rect);
    let words: Vec<Rect> = scene.labels.names.iter().map(|name| name.rect).chain(blocks).collect();
    let crossed = words.iter().filter(|rect| grid.under(**rect) >= 2 * LINE).count();
    assert!(10 * crossed <= 2 * words.len(), "{crossed} of {} are crossed", words.len());
}

#[test]
fn chips_are_nearest_to_the_ring_that_they_belong_to() {
    let (mut all, mut strays) = (0, 0);
    let mut harness = desk(seoul());
    for step in 0..24u8 {
        let zoom = 8.0 + f64::from(step) / 6.0;
        harness.state_mut().view.set_camera(Camera::new(LatLon { lat: 37.4, lon: 127.05 }, zoom));
        harness.run();
        let view = &harness.state().view;
        let (Some(scene), Some(facts)) = (&view.scene, view.facts.value()) else { continue };
        for block in &scene.labels.blocks {
            let apart = |ring: &Mark| block.rect.distance_to_pos(scene.marks.pos(ring)) - ring.radius;
            let home = facts.home[services_of(block)[0].index()].unwrap();
            let own = apart(&scene.marks.all[scene.marks.of_unit[home]]);
            all += 1;
            strays += usize::from(scene.marks.all.iter().any(|ring| apart(ring) < own - 0.5));
        }
    }
    assert!(all > 60 && 10 * strays < all, "{strays} of {all} stand at another ring");
}

/// All services of a block, those with a chip first.
fn services_of(block: &Block) -> Vec<ServiceId> {
    let hidden = block.more.iter().flat_map(|more| more.services.iter().copied());
    block.chips.iter().map(|chip| chip.service).chain(hidden).collect()
}

/// The buildings of a hospital, 30 km apart, each with services that depend on those of the building before it.
fn hospital() -> Session {
    const SYSTEMS: [&str; 7] = ["Radiology RIS", "Patient records", "Wards", "Orders", "Archive", "Phones", "Billing"];
    let mut maker = Maker::new();
    let buildings = ["Main building", "North wing", "South wing", "Laboratory", "Pharmacy", "Laundry"];
    let mut before = Vec::new();
    for (index, name) in (0u16..).zip(buildings) {
        let site = maker.site(name, "", "", [37.4, 126.5 + 0.34 * f64::from(index)], 1);
        let needed = std::mem::take(&mut before);
        before.extend(SYSTEMS.map(|name| maker.service(&format!("{name} {index}"), 0, 1_000, &[(site, 40)], &needed)));
    }
    maker.session()
}

#[test]
fn sites_close_together_have_all_services_beside_them_or_at_a_line() {
    for size in [vec2(880.0, 480.0), vec2(720.0, 480.0)] {
        let mut harness = desk_sized(hospital(), size);
        apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
        let view = &harness.state().view;
        let (scene, facts) = (view.scene.as_ref().unwrap(), view.facts.value().unwrap());
        let mark_of = |service: ServiceId| scene.marks.of_unit[facts.home[service.index()].unwrap()];
        let is_ring = |mark: &Mark| !matches!(mark.kind, MarkKind::Frame(_)) && scene.marks.is_in_view(mark);
        let told: Vec<ServiceId> = scene.labels.blocks.iter().flat_map(services_of).collect();
        let services = harness.state().session.world().services.ids();
        let in_view = services.filter(|service| is_ring(&scene.marks.all[mark_of(*service)]));
        let missing = in_view.filter(|service| !told.contains(service)).count();
        assert_eq!(missing, 0, "each has a chip or is in a number at {size}");
        for block in scene.labels.blocks.iter().filter(|block| block.line_to.is_none()) {
            let own = mark_of(services_of(block)[0]);
            let apart = |mark: usize| {
                let mark = &scene.marks.all[mark];
                block.rect.distance_to_pos(scene.marks.pos(mark)) - mark.radius
            };
            let others = (0..scene.marks.all.len()).filter(|other| *other != own && is_ring(&scene.marks.all[*other]));
            let nearest = others.map(apart).fold(f32::INFINITY, f32::min);
            assert!(nearest > 1.4 * apart(own), "{:?} stands between two rings at {size}", block.chips);
        }
        for block in &scene.labels.blocks {
            let Some(ring) = block.line_to else { continue };
            for step in 0..20u8 {
                let at = block.rect.clamp(ring).lerp(ring, f32::from(step) / 20.0);
                let covers = |other: &&Block| other.rect != block.rect && other.rect.shrink(4.0).contains(at);
                assert!(!scene.labels.blocks.iter().any(|other| covers(&other)), "chips cover a line at {size}");
            }
        }
    }
}

#[test]
fn a_line_from_chips_to_their_ring_runs_through_no_other_ring() {
    let mut maker = Maker::new();
    for index in 0..60u16 {
        let (row, column) = (f64::from(index / 10), f64::from(index % 10));
        let site = maker.site(&format!("Hall {index}"), "", "", [36.0 + 0.3 * row, 127.0 + 0.3 * column], 0);
        maker.service(&format!("A service of hall {index}"), 0, 10, &[(site, 5)], &[]);
    }
    let harness = desk(maker.session());
    let scene = harness.state().view.scene.as_ref().unwrap();
    for block in &scene.labels.blocks {
        let Some(ring) = block.line_to else { continue };
        for step in 0..20u8 {
            let at = block.rect.clamp(ring).lerp(ring, f32::from(step) / 20.0);
            let covers = |mark: &&Mark| {
                at.distance(scene.marks.pos(mark)) < mark.radius
                    && ring.distance(scene.marks.pos(mark)) > mark.radius + 1.0
            };
            assert!(!scene.marks.all.iter().any(|mark| covers(&mark)), "{at} lies in another ring");
        }
    }
    assert!(scene.labels.blocks.iter().any(|block| block.line_to.is_some()), "some stand away");
}
