//! The director of a presentation. It decides which sites the map shows at each time of a run, and moves the camera between them. The
//! camera depends only on the recording and the time, so the same time always has the same view.

use std::sync::Arc;

use crate::geo::{Camera, LatLon, WorldPos, project};
use crate::model::{CameraTarget, Id, Scenario, SiteId};
use crate::recording::{Event, EventId, EventKind, Subject};
use crate::study::Run;
use crate::units::{Level, SimTime, Span};

/// The shortest duration of a shot is the length of the run divided by this number, but within the limits `LEAST` and `MOST`.
const SHARE: i64 = 250;
/// The lower limit for the shortest duration of a shot, so that a viewer can follow.
const LEAST: Span = Span::MINUTE;
/// The upper limit for the shortest duration of a shot.
const MOST: Span = Span::HOUR;
/// The space around the sites that are shown, as a share of the smaller side of the map.
const PADDING: f32 = 0.2;
/// The largest zoom of the camera.
const NEAREST: f64 = 10.5;
/// If some sites are also well visible in the view of everything, they are shown in a closer view only if its zoom is larger by at least
/// this. For less, moving the camera is not worthwhile.
const WORTH: f64 = 0.6;

/// A shot: the sites that the map shows from the time `at` until the next shot.
#[derive(Clone, Debug, PartialEq)]
struct Shot {
    at: SimTime,
    /// The positions of the sites to show; if empty, everything is shown.
    places: Vec<LatLon>,
    /// The most important of the events that belong to the shot.
    lead: Option<EventId>,
    /// Whether the shot is a chapter of the story or the first shot. Later events do not add positions to such a shot.
    is_chapter: bool,
}

/// The shots of one run, from which the camera at any time follows.
#[derive(Clone, Debug)]
pub(super) struct Director {
    run: Arc<Run>,
    /// The shots in time order; the first is at the start of the run.
    shots: Vec<Shot>,
    /// The shortest duration of a shot, unless a chapter follows. It is also the longest time that a movement of the camera takes.
    turn: Span,
}

impl Director {
    /// Computes the shots of a run. If `has_story`, each chapter of the story is a shot. The other shots show the sites that are struck or go
    /// dark, and the services whose level changes.
    pub(super) fn new(run: &Arc<Run>, has_story: bool) -> Self {
        let length = run.recording.length;
        let turn = Span((length.0 / SHARE).clamp(LEAST.0, MOST.0));
        let mut shots = vec![Shot { at: SimTime::ZERO, places: Vec::new(), lead: None, is_chapter: true }];
        let mut chapters: Vec<_> = run.world.story.iter().filter(|_| has_story).collect();
        chapters.sort_by_key(|chapter| chapter.at);
        let mut chapters = chapters.into_iter().peekable();
        let shown = run.world.shown_positions();
        let chapter_shot =
            |look: &CameraTarget, at| Shot { at, places: places(&run.world, look), lead: None, is_chapter: true };
        for (id, event) in (0..).map(EventId::new).zip(&run.recording.events) {
            let sites = sites(run, event);
            if sites.is_empty() {
                continue;
            }
            while let Some(chapter) = chapters.next_if(|chapter| chapter.at <= event.at) {
                shots.push(chapter_shot(&chapter.look, chapter.at));
            }
            let is_first = shots.len() == 1;
            let fresh = Shot { at: event.at, places: Vec::new(), lead: None, is_chapter: false };
            match shots.last() {
                Some(shot) if !is_first && event.at - shot.at < turn => {}
                Some(_) | None => shots.push(fresh),
            }
            if let Some(shot) = shots.last_mut() {
                shot.add(run, id, sites.into_iter().map(|site| shown[site.index()]));
            }
        }
        shots.extend(chapters.map(|chapter| chapter_shot(&chapter.look, chapter.at)));
        Self { run: Arc::clone(run), shots, turn }
    }

    /// The camera at a time, in seconds since the start of the run, for a map of this size in points. `home` is the camera that shows
    /// everything.
    pub(super) fn camera(&self, secs: f64, size: [f32; 2], home: Camera) -> Camera {
        let next = self.shots.partition_point(|shot| shot.at.as_secs_f64() <= secs);
        let now = next.saturating_sub(1);
        let mut camera = self.shots[now].frame(size, home);
        if let Some(coming) = self.shots.get(next) {
            let until = coming.at.as_secs_f64();
            let gap = until - self.shots[now].at.as_secs_f64();
            let turn = self.turn.as_secs_f64().min(gap / 2.0);
            let share = 1.0 - (until - secs) / turn;
            if share > 0.0 {
                camera = between(camera, coming.frame(size, home), share.min(1.0), size);
            }
        }
        camera.clamp(size);
        camera
    }

    /// The time and the id of the most important event of the latest shot in which that event has already happened; `None` if there is
    /// none.
    pub(super) fn lead(&self, now: SimTime) -> Option<(SimTime, EventId)> {
        let next = self.shots.partition_point(|shot| shot.at <= now);
        let lead = |shot: &Shot| {
            let at = self.run.recording.event(shot.lead?).at;
            Some((at, shot.lead?)).filter(|_| at <= now)
        };
        self.shots[..next].iter().rev().find_map(lead)
    }
}

impl Shot {
    /// Adds an event to the shot, and the positions of its sites unless the positions of the shot are fixed.
    fn add(&mut self, run: &Run, id: EventId, places: impl Iterator<Item = LatLon>) {
        if self.lead.is_none_or(|lead| weight(run, id) > weight(run, lead)) {
            self.lead = Some(id);
        }
        if !self.is_chapter {
            for place in places {
                if !self.places.contains(&place) {
                    self.places.push(place);
                }
            }
        }
    }

    fn frame(&self, size: [f32; 2], home: Camera) -> Camera {
        if self.places.is_empty() {
            return home;
        }
        let camera = Camera::fit(&self.places, size, PADDING * size[0].min(size[1]), NEAREST);
        let is_there = |place: &LatLon| {
            let [x, y] = home.screen_from_world(project(*place));
            x.abs() < size[0] * (0.5 - PADDING / 2.0) && y.abs() < size[1] * (0.5 - PADDING / 2.0)
        };
        // A view that is only a little closer than the view of everything would show fewer sites, and these hardly larger.
        let is_near_home = camera.zoom < home.zoom + WORTH && self.places.iter().all(is_there);
        if is_near_home { home } else { camera }
    }
}

/// The importance of an event, compared with other events of the same shot; larger is more important. Strikes are most important, then
/// services that go Down, then other changes of a level. Among events of one kind at services, the number of users decides.
fn weight(run: &Run, id: EventId) -> (u8, u64) {
    match run.recording.event(id).kind {
        EventKind::Strike(_) => (3, 0),
        EventKind::Level { service, to: Level::Down, .. } => (2, run.world.services[service].users),
        EventKind::Level { service, .. } => (1, run.world.services[service].users),
        EventKind::Action(_)
        | EventKind::Hour(_)
        | EventKind::Spreading(..)
        | EventKind::Out(_)
        | EventKind::Repair(..)
        | EventKind::Dark { .. }
        | EventKind::Engaged(_)
        | EventKind::StoodDown(_)
        | EventKind::FailoverFailed(_)
        | EventKind::Destroyed { .. }
        | EventKind::Damaged { .. }
        | EventKind::Repaired(_)
        | EventKind::Fault { .. }
        | EventKind::Health { .. }
        | EventKind::RtoBroken(_)
        | EventKind::Opening(..)
        | EventKind::Low(..)
        | EventKind::Close(..)
        | EventKind::Headline(_) => (0, 0),
    }
}

/// The sites to show for an event: those of the event and those of its cause. Empty if the event is of a kind that is not shown.
fn sites(run: &Run, event: &Event) -> Vec<SiteId> {
    let is_to_watch = matches!(event.kind, EventKind::Strike(_) | EventKind::Dark { .. } | EventKind::Level { .. });
    if !is_to_watch {
        return Vec::new();
    }
    let cause = event.cause.map(|cause| run.recording.event(cause));
    let both = [Some(event), cause].into_iter().flatten();
    both.flat_map(|event| sites_of(run, event)).collect()
}

/// The sites of the subject of an event. Of a service, the site with most of its servers and, while it is failed over, the site with most of
/// its standby.
fn sites_of(run: &Run, event: &Event) -> Vec<SiteId> {
    match run.recording.subject(event) {
        Subject::Site(site) => vec![site],
        Subject::Service(service) => {
            let row = &run.world.services[service];
            let is_failed_over = run.recording.services[service].moments.at(event.at).engaged;
            let standby = main_site(&row.standby).filter(|_| is_failed_over);
            main_site(&row.on).into_iter().chain(standby).collect()
        }
        Subject::Company(_) | Subject::World => Vec::new(),
    }
}

/// The site with most of these servers. If several have equally many, the first of them. `None` if there are no servers.
fn main_site(servers: &[(SiteId, u64)]) -> Option<SiteId> {
    let most = servers.iter().map(|(_, servers)| *servers).max()?;
    servers.iter().find(|(_, servers)| *servers == most).map(|(site, _)| *site)
}

/// The positions of the sites that a chapter shows. Empty if the chapter shows everything or an object without sites.
fn places(world: &Scenario, look: &CameraTarget) -> Vec<LatLon> {
    look.sites(world).into_iter().map(|site| world.shown_at(site)).collect()
}

/// The camera between two views; `share` is the elapsed share of the time of the movement. Over a long distance the camera zooms out
/// until both views are visible, and then zooms in again.
fn between(from: Camera, to: Camera, share: f64, size: [f32; 2]) -> Camera {
    let eased = share * share * (3.0 - 2.0 * share);
    let end = to.centre.nearest_to(from.centre);
    let way = WorldPos::new(end.x - from.centre.x, end.y - from.centre.y);
    let from_both = Camera { zoom: 0.0, ..from }.points_per_world() * way.x.hypot(way.y).max(1e-9);
    let zoom_of_both = (f64::from(size[0].min(size[1])) / from_both).log2();
    let rise = (from.zoom.min(to.zoom) - zoom_of_both).max(0.0);
    let zoom = from.zoom + (to.zoom - from.zoom) * eased - rise * 4.0 * eased * (1.0 - eased);
    Camera {
        centre: WorldPos::new(from.centre.x + way.x * eased, from.centre.y + way.y * eased),
        zoom: zoom.clamp(Camera::MIN_ZOOM, Camera::MAX_ZOOM),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Shipped;
    use crate::model::Plan;
    use proptest::prelude::*;

    const SIZE: [f32; 2] = [600.0, 480.0];

    fn home_of_all(run: &Run) -> Camera {
        let all: Vec<LatLon> = run.world.sites.ids().map(|site| run.world.shown_at(site)).collect();
        Camera::fit(&all, SIZE, 60.0, NEAREST)
    }

    fn kakao() -> Arc<Run> {
        let scenario = Arc::new(Shipped::named("kakao-2022").expect("it ships").scenario());
        let plan = scenario.plans.iter().find(|plan| plan.acts()).expect("one acts").clone();
        Arc::new(Run::new(&scenario, &plan, 0).expect("it fits"))
    }

    #[test]
    fn at_a_chapter_the_camera_is_where_the_chapter_looks() {
        let run = kakao();
        let director = Director::new(&run, true);
        for chapter in &run.world.story {
            let camera = director.camera(chapter.at.as_secs_f64(), SIZE, home_of_all(&run));
            for place in places(&run.world, &chapter.look) {
                let [x, y] = camera.screen_from_world(project(place));
                assert!(x.abs() <= 300.0 && y.abs() <= 240.0, "{}: {place:?} at ({x}, {y})", chapter.title);
            }
        }
    }

    #[test]
    fn a_run_without_a_story_has_no_chapters() {
        let run = kakao();
        let chapters = Director::new(&run, false).shots.iter().filter(|shot| shot.is_chapter).count();
        assert_eq!(chapters, 1, "the start alone");
    }

    #[test]
    fn between_chapters_it_goes_where_something_happens() {
        let run = kakao();
        let director = Director::new(&run, true);
        let chapters = director.shots.iter().filter(|shot| shot.is_chapter).count();
        assert_eq!(chapters, run.world.story.len() + 1, "every chapter, and the start");
        assert!(director.shots.len() > chapters + 4, "and more: {}", director.shots.len());
        assert!(director.shots.is_sorted_by_key(|shot| shot.at), "in time order");
        let (at, lead) = director.lead(SimTime(3_600)).expect("something happened in the first hour");
        assert!(at <= SimTime(3_600) && run.recording.event(lead).at == at);
    }

    #[test]
    fn while_a_service_is_failed_over_the_site_of_its_standby_is_shown_too() {
        let run = kakao();
        let service = |event: &Event| match run.recording.subject(event) {
            Subject::Service(service) if matches!(event.kind, EventKind::Level { .. }) => Some(service),
            Subject::Service(_) | Subject::Site(_) | Subject::Company(_) | Subject::World => None,
        };
        let mut shown = 0;
        for event in &run.recording.events {
            let Some(service) = service(event) else { continue };
            let (sites, row) = (sites(&run, event), &run.world.services[service]);
            assert!(main_site(&row.on).is_none_or(|home| sites.contains(&home)), "where its own servers are");
            if run.recording.services[service].moments.at(event.at).engaged {
                shown += 1;
                assert!(main_site(&row.standby).is_some_and(|standby| sites.contains(&standby)), "{}", row.name);
            }
        }
        assert!(shown > 0, "some service rises at its standby");
    }

    #[test]
    fn where_nothing_happens_it_stays_at_home() {
        let scenario = Arc::new(Shipped::named("2-two-sites").expect("it ships").scenario());
        let quiet = Plan { actions: Vec::new(), measures: Vec::new(), ..scenario.plans[0].clone() };
        let mut world = (*scenario).clone();
        world.story.clear();
        let run = Arc::new(Run::new(&Arc::new(world), &quiet, 0).expect("it fits"));
        let director = Director::new(&run, true);
        let home = director.camera(0.0, SIZE, home_of_all(&run));
        assert_eq!(director.camera(run.recording.length.as_secs_f64(), SIZE, home_of_all(&run)), home);
        assert_eq!(director.lead(SimTime(run.recording.length.0)), None);
    }

    proptest! {
        #[test]
        fn it_moves_without_a_jump(share in 0.0..1.0f64) {
            let run = kakao();
            let director = Director::new(&run, true);
            let secs = share * run.recording.length.as_secs_f64();
            let at = |secs: f64| director.camera(secs, SIZE, home_of_all(&run));
            let (here, there) = (at(secs), at(secs + 1.0));
            let [x, y] = here.screen_from_world(there.centre);
            prop_assert!(x.hypot(y) < 30.0 && (here.zoom - there.zoom).abs() < 0.1, "{here:?} then {there:?}");
        }
    }
}
