//! Tests that labels stay where they are: a click, a message or a new run moves nothing that can be pointed at, a failover shows the chip that
//! waited at the standby, and a tooltip stays clear of the Ignite button.

use egui::{Order, Pos2, Rect, RectAlign, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::super::layout::{Labels, MoreChip};
use super::super::links::End;
use super::super::scene::Scene;
use super::worlds::{Maker, seoul};
use super::{Desk, apply, click, desk, desk_sized, labels};
use crate::model::{Id, ServiceId, SiteId, Switch, What};
use crate::recording::Subject;
use crate::session::{Command, PlanCommand, PlaybackCommand, SelectCommand};
use crate::units::Span;

fn scene<'a>(harness: &'a Harness<'_, Desk>) -> &'a Scene {
    harness.state().view.scene.as_ref().unwrap()
}

fn select(harness: &mut Harness<'_, Desk>, subject: Subject) {
    apply(harness, Command::Select(SelectCommand::Select(Some(subject))));
}

/// The map during the fire, with nothing selected.
fn burning<'a>() -> Harness<'a, Desk> {
    let mut harness = desk(seoul());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(7_200.0)));
    harness
}

#[test]
fn selecting_a_site_or_a_service_moves_no_label() {
    let mut harness = burning();
    let before = labels(&harness);
    let all = &scene(&harness).labels;
    let blocks = all.blocks.iter().map(|block| block.rect);
    let names = all.names.iter().map(|name| name.rect).chain(all.edge_cards.iter().map(|card| card.rect));
    let places: Vec<Rect> = names.chain(blocks).map(|rect| rect.expand(0.5)).collect();
    let single = (3..10).map(|site| Subject::Site(SiteId::new(site)));
    let services: Vec<ServiceId> = harness.state().session.world().services.ids().collect();
    for subject in single.chain(services.iter().map(|service| Subject::Service(*service))) {
        select(&mut harness, subject);
        let after = labels(&harness);
        // If there is no space for the Ignite button, what is in its way gives way, and chips as a whole.
        let ignite = scene(&harness).labels.ignite.map_or(Rect::NOTHING, |button| button.expand(3.0));
        let is_in_way = |rect: &Rect| places.iter().any(|at| at.contains_rect(*rect) && at.intersects(ignite));
        let moved: Vec<&Rect> = before.iter().filter(|rect| !after.contains(rect) && !is_in_way(rect)).collect();
        assert!(moved.is_empty(), "{moved:?} moved when {subject:?} was selected");
        assert!(after.len() <= before.len() + 1, "one more chip at the most for {subject:?}");
    }
}

#[test]
fn a_selected_service_without_a_chip_gets_one_where_there_is_space_or_over_the_number_that_it_is_counted_in() {
    let mut maker = Maker::new();
    for (index, at) in [[37.3, 126.8], [37.3, 127.2], [37.5, 126.8], [37.5, 127.2]].into_iter().enumerate() {
        let site = maker.site(&format!("Site {index}"), "", "", at, 1);
        for service in 0..12 {
            maker.service(&format!("A service of site {index}: {service}"), 0, 1_000, &[(site, 10)], &[]);
        }
    }
    let mut harness = desk_sized(maker.session(), vec2(420.0, 300.0));
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    let services: Vec<ServiceId> = harness.state().session.world().services.ids().collect();
    let (mut shown, mut over) = (0, 0);
    for service in services {
        apply(&mut harness, Command::Select(SelectCommand::Select(None)));
        let counts = |more: &&MoreChip| more.services.contains(&service);
        let blocks = &scene(&harness).labels.blocks;
        let Some(number) = blocks.iter().filter_map(|block| block.more.as_ref()).find(counts).map(|more| more.rect)
        else {
            continue;
        };
        select(&mut harness, Subject::Service(service));
        let chip = scene(&harness).labels.chip(service, false).expect("it is counted there");
        shown += 1;
        over += usize::from(chip.intersects(number));
    }
    assert!(over > 0 && shown > 20, "{over} of {shown} have no space of their own");
}

#[test]
fn selecting_another_site_of_an_opened_campus_moves_no_label() {
    let mut harness = burning();
    select(&mut harness, Subject::Site(SiteId::new(0)));
    let opened = labels(&harness);
    for site in [1, 2, 0] {
        select(&mut harness, Subject::Site(SiteId::new(site)));
        assert_eq!(labels(&harness), opened, "site {site}");
    }
}

#[test]
fn a_message_moves_only_what_it_covers() {
    let mut harness = burning();
    let state = harness.state_mut();
    let camera = state.view.camera().unwrap();
    state.view.set_camera(camera);
    harness.run();
    let message = Rect::from_min_size(pos2(130.0, 0.0), vec2(620.0, 100.0));
    let (before, marks) = (scene(&harness).labels.clone(), scene(&harness).marks.clone());
    harness.state_mut().view.cover(Some(message));
    harness.run();
    let after = scene(&harness).labels.clone();
    let all = labels(&harness);
    assert!(all.iter().all(|rect| !rect.shrink(0.1).intersects(message)), "a label is under the message");
    let is_free = |rect: &Rect| !rect.intersects(message);
    let names = before.names.iter().filter(|name| !message.contains(marks.pos(&marks.all[name.mark])));
    let names = names.map(|name| name.rect).filter(is_free);
    let blocks: Vec<Rect> = before.blocks.iter().map(|block| block.rect).filter(is_free).collect();
    let cards = before.edge_cards.iter().map(|card| card.rect).filter(is_free);
    assert!(names.clone().count() > 2 && blocks.len() > 1, "there are labels beside the message");
    assert!(names.chain(cards).all(|rect| all.contains(&rect)), "a name or a card moved");
    assert!(blocks.iter().all(|rect| after.blocks.iter().any(|block| block.rect == *rect)), "chips moved");
    harness.state_mut().view.cover(None);
    harness.run();
    let places = |labels: &Labels| labels.names.iter().map(|name| name.rect).collect::<Vec<_>>();
    assert_eq!(places(&scene(&harness).labels), places(&before), "all is as it was");
}

#[test]
fn the_button_stays_under_the_pointer_that_has_clicked_it() {
    let mut harness = desk(seoul());
    for name in ["Anyang", "Leased site C", "Bundang"] {
        let sites = &harness.state().session.world().sites;
        let site = sites.iter().find(|(_, row)| row.name == name).map(|(id, _)| id).unwrap();
        select(&mut harness, Subject::Site(site));
        let before = harness.get_by_label(&format!("Ignite {name}")).rect();
        click(&mut harness, &format!("Ignite {name}"));
        assert_eq!(harness.get_by_label(&format!("Extinguish {name}")).rect(), before, "{name} burns");
        let ignite = scene(&harness).labels.ignite.unwrap();
        assert!(labels(&harness).iter().all(|label| !label.intersects(ignite)), "a label of the new run covers it");
    }
}

/// A service that runs at one site and fails over to another when the first burns.
fn with_standby<'a>() -> (Harness<'a, Desk>, ServiceId) {
    let mut maker = Maker::new();
    let (a, b) = (maker.site("A", "", "", [37.4, 127.0], 0), maker.site("B", "", "", [37.6, 127.3], 1));
    let one = maker.service("One", 0, 10, &[(a, 100)], &[]);
    maker.service("Two", 0, 10, &[(b, 100)], &[]);
    maker.world.services[one].standby = vec![(b, 100)];
    maker.world.services[one].switch = Some(Switch {
        manual_depends_on: None,
        success: 1000,
        auto: Some(Span(60)),
        depends_on: None,
        manual_failover: Span(3_600),
    });
    let mut harness = desk(maker.session());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    (harness, one)
}

#[test]
fn a_service_that_has_failed_over_is_shown_at_its_standby() {
    let (mut harness, one) = with_standby();
    let before = labels(&harness);
    assert!(harness.query_by_label("One").is_some(), "it is at its home, and nowhere else");
    let [home, standby] = [false, true].map(|is_at_standby| scene(&harness).labels.chip(one, is_at_standby).unwrap());
    assert!((harness.get_by_label("One").rect().center() - home.center()).length() < 1.0, "at its home");
    let rings = [SiteId::new(0), SiteId::new(1)].map(|site| {
        let marks = &scene(&harness).marks;
        marks.pos(&marks.all[marks.of_site(site).unwrap()])
    });
    let is_nearer = |chip: Rect, [to, than]: [Pos2; 2]| chip.distance_to_pos(to) < chip.distance_to_pos(than);
    assert!(is_nearer(home, rings) && is_nearer(standby, [rings[1], rings[0]]), "each is at its own ring");

    select(&mut harness, Subject::Service(one));
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(7_200.0)));
    assert_eq!(labels(&harness), before, "nothing moves");
    assert!((harness.get_by_label("One").rect().center() - standby.center()).length() < 1.0, "it runs at B");
    let left = harness.get_by_label("One, failed over").rect();
    assert!((left.center() - home.center()).length() < 1.0, "it has left A");
    let last = scene(&harness).now.path.last().map(|stop| stop.end);
    assert_eq!(last, Some(End::Chip(standby)), "the causes lead to where it runs");
    apply(&mut harness, Command::Select(SelectCommand::Select(None)));
    click(&mut harness, "One, failed over");
    assert_eq!(harness.state().session.selection(), Some(Subject::Service(one)), "both chips are the service");
}

#[test]
fn chips_stay_in_their_order_if_a_new_run_only_loses_more_or_less() {
    let mut maker = Maker::new();
    let (a, b) = (maker.site("A", "", "", [37.4, 127.0], 0), maker.site("B", "", "", [37.6, 127.3], 1));
    let one = maker.service("One", 0, 1_000, &[(a, 100)], &[]);
    let two = maker.service("Two", 0, 500, &[(a, 100)], &[]);
    maker.world.services[one].standby = vec![(b, 100)];
    maker.world.services[one].switch = Some(Switch {
        manual_depends_on: None,
        success: 1000,
        auto: Some(Span(60)),
        depends_on: None,
        manual_failover: Span(3_600),
    });
    let mut harness = desk(maker.session());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    let order = |harness: &Harness<'_, Desk>| {
        let blocks = scene(harness).labels.blocks.iter().filter(|block| !block.is_of_standby);
        blocks.flat_map(|block| &block.chips).map(|chip| chip.service).collect::<Vec<_>>()
    };
    let lost = |harness: &Harness<'_, Desk>| {
        let summary = &harness.state().session.run().recording.summary;
        [one, two].map(|service| summary.services[service].lost_user_millisecs)
    };
    let [less, more] = lost(&harness);
    assert!(0 < less && less < more, "One fails over: {less} and {more}");
    assert_eq!(order(&harness), [one, two], "the one with more users is first");
    let late = What::SwitchAuto { service: one, auto: Span(200_000) };
    apply(&mut harness, Command::Plan(PlanCommand::AddMeasure(late.into())));
    let [more, less] = lost(&harness);
    assert!(less < more, "One does not fail over in time: {more} and {less}");
    assert_eq!(order(&harness), [one, two]);
}

#[test]
fn a_tooltip_of_the_map_is_beside_the_ignite_button() {
    let mut harness = desk(seoul());
    let mut would_cover = 0;
    for site in (3..8).map(SiteId::new) {
        select(&mut harness, Subject::Site(site));
        let Some(ignite) = scene(&harness).labels.ignite else { continue };
        let marks = &scene(&harness).marks;
        let mark = &marks.all[marks.of_site(site).unwrap()];
        let (middle, radius) = (marks.pos(mark), mark.radius);
        for step in 0..8u8 {
            let pointer = middle + 0.7 * radius * Vec2::angled(std::f32::consts::TAU * f32::from(step) / 8.0);
            harness.hover_at(pointer);
            harness.run();
            harness.run_steps(2);
            let tooltip = harness.ctx.memory(|memory| {
                let shown = memory.areas().visible_layer_ids();
                let layer = shown.into_iter().find(|layer| layer.order == Order::Tooltip);
                layer.and_then(|layer| memory.area_rect(layer.id))
            });
            let tooltip = tooltip.expect("the site has a tooltip");
            assert!(!tooltip.intersects(ignite), "{tooltip} covers the button of {site:?} at {ignite}");
            let below = RectAlign::BOTTOM_START.align_rect(&Rect::from_pos(pointer), tooltip.size(), 14.0);
            would_cover += usize::from(below.intersects(ignite));
        }
    }
    assert!(would_cover > 0, "below the pointer it would cover the button");
}
